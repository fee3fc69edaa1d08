/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-turns.h"

/* Speechmatics: json-v2, and the older form whose numbers are strings and whose speakers stand in a list of turns. */

static const EncoreWordShape shape_v1 = {
  .texts = { "name" },
  .start = "time",
  .duration = "duration",
  .confidence = "confidence",
  .ms_at = encore_json_ms_at,
};

static const EncoreWordShape shape_v2 = {
  .texts = { "content" },
  .confidence = "confidence",
};

static gboolean
is_mark (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_ispunct (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

/* A time before the first turn belongs to it. */
static const char *
speaker_at (JsonArray *speakers,
            guint     *turn,
            gint64     at_ms)
{
  while (*turn + 1 < encore_json_length (speakers)
         && encore_json_ms_at (encore_json_element_object (speakers, *turn + 1), "time") <= at_ms)
    (*turn)++;

  return encore_json_length (speakers) > 0
             ? encore_json_string_at (encore_json_element_object (speakers, *turn), "name")
             : NULL;
}

static EncoreTranscript *
read_v1 (JsonObject *root,
         GError    **error)
{
  JsonArray *words = encore_json_array_at (root, "words");
  JsonArray *speakers = encore_json_array_at (root, "speakers");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_speechmatics_v1.id);
  g_auto (EncoreTurns) turns;
  guint turn = 0;

  transcript->language = g_strdup (encore_json_string_at (encore_json_object_at (root, "job"), "lang"));
  encore_turns_init (&turns, transcript);
  for (guint i = 0; i < encore_json_length (words); i++)
    {
      EncoreTimedText word;

      if (!encore_json_word (encore_json_element_object (words, i), &shape_v1, &word))
        continue;

      if (is_mark (word.text))
        {
          encore_turns_add_mark (&turns, word.text);
          continue;
        }

      encore_turns_set_speaker (&turns, speaker_at (speakers, &turn, word.start_ms), -1);
      encore_turns_add_word (&turns, &word);
    }

  return transcript;
}

static int
sniff_v1 (const EncoreSniff *sniff)
{
  return encore_sniff_has_keys (sniff, "words.name", "words.time", "words.duration", NULL) ? 70 : 0;
}

/* Channels have names; they are counted as they come. */
static int
find_channel (GPtrArray  *channels,
              const char *name)
{
  guint index;

  if (name == NULL)
    return -1;

  if (g_ptr_array_find_with_equal_func (channels, name, g_str_equal, &index))
    return (int) index;

  g_ptr_array_add (channels, (gpointer) name);
  return (int) channels->len - 1;
}

/* The delimiter is empty for scripts without blanks, and by mistake sometimes for others. */
static const char *
find_joiner (JsonObject *root)
{
  JsonObject *info = encore_json_object_at (encore_json_object_at (root, "metadata"), "language_pack_info");
  const char *delimiter = encore_json_string_at (info, "word_delimiter");
  const char *direction = encore_json_string_at (info, "language_description");

  if (delimiter == NULL || *delimiter != '\0')
    return " ";

  return direction != NULL && !g_str_equal (direction, "Japanese") && !g_str_equal (direction, "Mandarin")
                 && !g_str_equal (direction, "Cantonese") && !g_str_equal (direction, "Thai")
             ? " "
             : "";
}

static void
read_result (EncoreTurns *turns,
             JsonObject  *result,
             GPtrArray   *channels)
{
  JsonArray *alternatives = encore_json_array_at (result, "alternatives");
  JsonObject *best = encore_json_length (alternatives) > 0 ? encore_json_element_object (alternatives, 0) : NULL;
  const char *speaker = encore_json_string_at (best, "speaker");
  EncoreTimedText word;

  if (!encore_json_word (best, &shape_v2, &word))
    return;

  if (g_strcmp0 (encore_json_string_at (result, "type"), "punctuation") == 0)
    {
      encore_turns_add_mark (turns, word.text);
      return;
    }

  word.start_ms = encore_json_ms_at (result, "start_time");
  word.end_ms = encore_json_ms_at (result, "end_time");

  /* "UU" is nobody that is known */
  encore_turns_set_speaker (turns, g_strcmp0 (speaker, "UU") == 0 ? NULL : speaker,
                            find_channel (channels, encore_json_string_at (result, "channel")));
  encore_turns_add_word (turns, &word);
}

static EncoreTranscript *
read_v2 (JsonObject *root,
         GError    **error)
{
  JsonObject *config = encore_json_object_at (encore_json_object_at (root, "metadata"), "transcription_config");
  JsonArray *results = encore_json_array_at (root, "results");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_speechmatics.id);
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();
  g_auto (EncoreTurns) turns;

  transcript->language = g_strdup (encore_json_string_at (config, "language"));
  encore_turns_init (&turns, transcript);
  turns.joiner = find_joiner (root);
  for (guint i = 0; i < encore_json_length (results); i++)
    read_result (&turns, encore_json_element_object (results, i), channels);

  return transcript;
}

static int
sniff_v2 (const EncoreSniff *sniff)
{
  return encore_sniff_has_keys (sniff, "results.start_time", "results.type", "results.alternatives.content", NULL)
                 && !encore_sniff_has_key (sniff, "results.items")
             ? 70
             : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const speechmatics_members[] = { "results", NULL };
static const char *const speechmatics_v1_members[] = { "words", "speakers", NULL };

const EncoreReader encore_reader_speechmatics = {
  .id = "speechmatics-v2",
  .name = "Speechmatics JSON",
  .suffixes = suffixes,
  .sniff = sniff_v2,
  .read_object = read_v2,
  .members = speechmatics_members,
};

const EncoreReader encore_reader_speechmatics_v1 = {
  .id = "speechmatics-v1",
  .name = "Speechmatics JSON (older)",
  .suffixes = suffixes,
  .sniff = sniff_v1,
  .read_object = read_v1,
  .members = speechmatics_v1_members,
};
