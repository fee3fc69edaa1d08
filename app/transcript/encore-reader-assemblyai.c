/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-turns.h"

/* AssemblyAI: whole milliseconds; speakers "A", "B"; channels "1", "2". */

static const EncoreWordShape in_ms = {
  .texts = { "text" },
  .start = "start",
  .end = "end",
  .confidence = "confidence",
  .ms_at = encore_json_whole_ms_at,
};

static const EncoreWordShape in_seconds = {
  .texts = { "text" },
  .start = "start",
  .end = "end",
  .confidence = "confidence",
  .ms_at = encore_json_ms_at,
};

/* Programs that convert to this form leave seconds in it: parts of one, or all of it before the end in seconds. */
static const EncoreWordShape *
find_shape (JsonObject *root)
{
  JsonArray *words = encore_json_array_at (root, "words");
  double duration_s = 0, latest = 0, number;

  if (encore_json_length (words) == 0)
    words = encore_json_array_at (root, "utterances");

  for (guint i = 0; i < encore_json_length (words); i++)
    if (encore_json_number_at (encore_json_element_object (words, i), "end", &number))
      {
        if (number != (double) (gint64) CLAMP (number, -1e15, 1e15))
          return &in_seconds;
        latest = MAX (latest, number);
      }

  return encore_json_number_at (root, "audio_duration", &duration_s) && latest <= duration_s + 1 ? &in_seconds : &in_ms;
}

/* Channels count from 1. */
static int
find_channel (JsonObject *object)
{
  gint64 number = encore_json_index_at (object, "channel");

  return number > 0 ? (int) number - 1 : -1;
}

/* With one speaker for each channel the label is the channel's number once more. */
static char *
find_speaker (JsonObject *object)
{
  g_autofree char *label = encore_json_dup_label (object, "speaker");
  g_autofree char *channel = encore_json_dup_label (object, "channel");

  return g_strcmp0 (label, channel) == 0 ? NULL : encore_speaker_name_from_label (label);
}

static void
read_utterances (EncoreTranscript      *transcript,
                 JsonArray             *utterances,
                 const EncoreWordShape *shape)
{
  guint n_lost = 0;

  for (guint i = 0; i < encore_json_length (utterances); i++)
    {
      JsonObject *object = encore_json_element_object (utterances, i);
      g_autofree char *speaker = find_speaker (object);
      EncoreSegment *segment = encore_json_segment (object, shape, speaker, find_channel (object));

      if (segment == NULL)
        continue;

      n_lost += encore_json_place_words (segment, encore_json_array_at (object, "words"), shape);
      encore_transcript_add (transcript, segment);
    }

  encore_reader_warn_lost (transcript, n_lost);
}

static void
read_words (EncoreTranscript      *transcript,
            JsonArray             *words,
            const EncoreWordShape *shape)
{
  g_auto (EncoreTurns) turns;

  encore_turns_init (&turns, transcript);
  for (guint i = 0; i < encore_json_length (words); i++)
    {
      JsonObject *object = encore_json_element_object (words, i);
      g_autofree char *speaker = find_speaker (object);
      EncoreTimedText word;

      encore_turns_set_speaker (&turns, speaker, find_channel (object));
      if (encore_json_word (object, shape, &word))
        encore_turns_add_word (&turns, &word);
    }
}

static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  JsonArray *utterances = encore_json_array_at (root, "utterances");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_assemblyai.id);
  const char *text = encore_json_string_at (root, "text");

  transcript->language = g_strdup (encore_json_string_at (root, "language_code"));
  if (encore_json_length (utterances) > 0)
    read_utterances (transcript, utterances, find_shape (root));
  else
    read_words (transcript, encore_json_array_at (root, "words"), find_shape (root));

  if (encore_transcript_get_length (transcript) == 0 && text != NULL && *text != '\0')
    encore_transcript_add (transcript, encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, text));

  encore_reader_forget_only_channel (transcript);
  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  gboolean is_job = encore_sniff_has_key (sniff, "audio_url") || encore_sniff_has_key (sniff, "audio_duration")
                    || encore_sniff_has_key (sniff, "acoustic_model");

  if (encore_sniff_has_key (sniff, "segments"))
    return 0;

  if (is_job && (encore_sniff_has_key (sniff, "words.text") || encore_sniff_has_key (sniff, "utterances")))
    return 75;

  return encore_sniff_has_keys (sniff, "utterances.text", "utterances.start", "utterances.speaker", NULL) ? 50 : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "utterances", "words", NULL };

const EncoreReader encore_reader_assemblyai = {
  .id = "assemblyai",
  .name = "AssemblyAI JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
  .members = members,
};
