/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-turns.h"

/* Amazon Transcribe: all numbers are strings; punctuation has no times; speakers stand in a list of their own. */

static const EncoreWordShape shape = {
  .texts = { "content" },
  .start = "start_time",
  .end = "end_time",
  .confidence = "confidence",
  .ms_at = encore_json_ms_at,
};

typedef struct
{
  EncoreTurns turns;
  GHashTable *speakers; /* of start_time as written to label; belongs to the JSON */
} Reader;

/* The labels are joined by the start as it is written: "6.3", not "6.30". */
static GHashTable *
collect_speakers (JsonObject *results)
{
  GHashTable *speakers = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *segments = encore_json_array_at (encore_json_object_at (results, "speaker_labels"), "segments");

  for (guint i = 0; i < encore_json_length (segments); i++)
    {
      JsonArray *items = encore_json_array_at (encore_json_element_object (segments, i), "items");

      for (guint j = 0; j < encore_json_length (items); j++)
        {
          JsonObject *item = encore_json_element_object (items, j);
          const char *start = encore_json_string_at (item, "start_time");
          const char *label = encore_json_string_at (item, "speaker_label");

          if (start != NULL && label != NULL)
            g_hash_table_insert (speakers, (gpointer) start, (gpointer) label);
        }
    }

  return speakers;
}

static void
read_item (Reader     *reader,
           JsonObject *item,
           int         channel)
{
  JsonArray *alternatives = encore_json_array_at (item, "alternatives");
  const char *start = encore_json_string_at (item, "start_time");
  const char *label = encore_json_string_at (item, "speaker_label");
  EncoreTimedText word;

  if (encore_json_length (alternatives) == 0
      || !encore_json_word (encore_json_element_object (alternatives, 0), &shape, &word))
    return;

  if (g_strcmp0 (encore_json_string_at (item, "type"), "punctuation") == 0)
    {
      encore_turns_add_mark (&reader->turns, word.text);
      return;
    }

  if (label == NULL && start != NULL)
    label = g_hash_table_lookup (reader->speakers, start);

  word.start_ms = encore_json_ms_at (item, "start_time");
  word.end_ms = encore_json_ms_at (item, "end_time");
  encore_turns_set_speaker (&reader->turns, label, channel);
  encore_turns_add_word (&reader->turns, &word);
}

static void
read_items (Reader    *reader,
            JsonArray *items,
            int        channel)
{
  for (guint i = 0; i < encore_json_length (items); i++)
    read_item (reader, encore_json_element_object (items, i), channel);

  encore_turns_break (&reader->turns);
}

static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  JsonObject *results = encore_json_object_at (root, "results");
  JsonArray *channels = encore_json_array_at (encore_json_object_at (results, "channel_labels"), "channels");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_aws_transcribe.id);
  g_autoptr (GHashTable) speakers = collect_speakers (results);
  Reader reader = { .speakers = speakers };

  transcript->language = g_strdup (encore_json_string_at (results, "language_code"));
  encore_turns_init (&reader.turns, transcript);

  /* The common list leaves the punctuation of channels out. */
  for (guint i = 0; i < encore_json_length (channels); i++)
    read_items (&reader, encore_json_array_at (encore_json_element_object (channels, i), "items"), (int) i);
  if (encore_json_length (channels) == 0)
    read_items (&reader, encore_json_array_at (results, "items"), -1);

  encore_turns_clear (&reader.turns);
  encore_reader_forget_only_channel (transcript);
  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_key (sniff, "results.items.alternatives")
                 || encore_sniff_has_keys (sniff, "results.transcripts", "jobName", NULL)
             ? 80
             : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "results", NULL };

const EncoreReader encore_reader_aws_transcribe = {
  .id = "aws-transcribe",
  .name = "Amazon Transcribe JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
  .members = members,
};
