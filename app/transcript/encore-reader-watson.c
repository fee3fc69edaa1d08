/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-turns.h"

/* IBM Watson: words and times in lists of three, confidences and speakers beside, joined by the start. */

static JsonArray *
element_array (JsonArray *array,
               guint      i)
{
  JsonNode *node = i < encore_json_length (array) ? json_array_get_element (array, i) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gint64
element_ms (JsonArray *array,
            guint      i)
{
  double seconds;

  if (i >= encore_json_length (array) || !encore_json_node_number (json_array_get_element (array, i), &seconds)
      || seconds < 0 || seconds > G_MAXINT32)
    return ENCORE_NO_TIME;

  return (gint64) (seconds * 1000 + 0.5);
}

static const char *
element_string (JsonArray *array,
                guint      i)
{
  JsonNode *node = i < encore_json_length (array) ? json_array_get_element (array, i) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* Start in milliseconds to the name of the speaker. */
static GHashTable *
collect_speakers (JsonArray *labels)
{
  GHashTable *speakers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < encore_json_length (labels); i++)
    {
      JsonObject *object = encore_json_element_object (labels, i);
      g_autofree char *label = encore_json_dup_label (object, "speaker");
      gint64 start_ms = encore_json_ms_at (object, "from");

      if (label != NULL)
        g_hash_table_insert (speakers, g_memdup2 (&start_ms, sizeof start_ms), encore_speaker_name_from_label (label));
    }

  return speakers;
}

static float
find_confidence (JsonArray *confidences,
                 guint      i)
{
  JsonArray *pair = element_array (confidences, i);
  double share;

  return encore_json_length (pair) > 1 && encore_json_node_number (json_array_get_element (pair, 1), &share)
                 && share >= 0 && share <= 1
             ? (float) share
             : -1;
}

static void
read_alternative (EncoreTurns *turns,
                  JsonObject  *alternative,
                  GHashTable  *speakers)
{
  JsonArray *stamps = encore_json_array_at (alternative, "timestamps");
  JsonArray *confidences = encore_json_array_at (alternative, "word_confidence");

  for (guint i = 0; i < encore_json_length (stamps); i++)
    {
      JsonArray *stamp = element_array (stamps, i);
      EncoreTimedText word = {
        .text = element_string (stamp, 0),
        .start_ms = element_ms (stamp, 1),
        .end_ms = element_ms (stamp, 2),
        .confidence = find_confidence (confidences, i),
      };

      /* %HESITATION is what it writes for "uh" */
      if (word.text == NULL)
        continue;

      encore_turns_set_speaker (turns, g_hash_table_lookup (speakers, &word.start_ms), -1);
      encore_turns_add_word (turns, &word);
    }
}

static void
read_results (EncoreTurns *turns,
              JsonObject  *answer)
{
  JsonArray *results = encore_json_array_at (answer, "results");
  g_autoptr (GHashTable) speakers = collect_speakers (encore_json_array_at (answer, "speaker_labels"));

  for (guint i = 0; i < encore_json_length (results); i++)
    {
      JsonArray *alternatives = encore_json_array_at (encore_json_element_object (results, i), "alternatives");

      encore_turns_break (turns);
      if (encore_json_length (alternatives) > 0)
        read_alternative (turns, encore_json_element_object (alternatives, 0), speakers);
    }
}

/* The answer to a job holds answers like those of the direct service. */
static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_watson.id);
  JsonArray *answers = encore_json_array_at (root, "results");
  g_auto (EncoreTurns) turns;

  encore_turns_init (&turns, transcript);
  turns.pause_ms = 0;
  read_results (&turns, root);
  for (guint i = 0; i < encore_json_length (answers); i++)
    read_results (&turns, encore_json_element_object (answers, i));

  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_key (sniff, "results.results.alternatives.timestamps")
                 || encore_sniff_has_key (sniff, "results.alternatives.timestamps")
             ? 80
             : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "results", "speaker_labels", NULL };

const EncoreReader encore_reader_watson = {
  .id = "ibm-watson",
  .name = "IBM Watson JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
  .members = members,
};
