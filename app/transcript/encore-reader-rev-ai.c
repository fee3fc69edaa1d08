/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-turns.h"

/* Rev AI: monologues whose punctuation carries the blanks. */

static const EncoreWordShape shape = {
  .texts = { "value" },
  .start = "ts",
  .end = "end_ts",
  .confidence = "confidence",
  .ms_at = encore_json_ms_at,
};

static char *
find_speaker (JsonObject *monologue)
{
  const char *name = encore_json_string_at (encore_json_object_at (monologue, "speaker_info"), "display_name");
  g_autofree char *label = encore_json_dup_label (monologue, "speaker");

  return name != NULL ? g_strdup (name) : encore_speaker_name_from_label (label);
}

static void
read_monologue (EncoreTurns *turns,
                JsonObject  *monologue)
{
  JsonArray *elements = encore_json_array_at (monologue, "elements");
  g_autofree char *speaker = find_speaker (monologue);

  encore_turns_break (turns);
  encore_turns_set_speaker (turns, speaker, -1);
  for (guint i = 0; i < encore_json_length (elements); i++)
    {
      JsonObject *element = encore_json_element_object (elements, i);
      EncoreTimedText word;

      if (!encore_json_word (element, &shape, &word))
        continue;

      if (g_strcmp0 (encore_json_string_at (element, "type"), "punct") == 0)
        encore_turns_add_mark (turns, word.text);
      else
        encore_turns_add_word (turns, &word);
    }
}

static gboolean
has_blanks (JsonArray *monologues)
{
  JsonObject *first = encore_json_length (monologues) > 0 ? encore_json_element_object (monologues, 0) : NULL;
  JsonArray *elements = encore_json_array_at (first, "elements");

  for (guint i = 0; i < encore_json_length (elements); i++)
    {
      const char *value = encore_json_string_at (encore_json_element_object (elements, i), "value");

      if (value != NULL && strchr (value, ' ') != NULL)
        return TRUE;
    }

  return FALSE;
}

static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  JsonArray *monologues = encore_json_array_at (root, "monologues");
  JsonObject *only = encore_json_object_at (root, "monologue");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_rev_ai.id);
  g_auto (EncoreTurns) turns;

  transcript->language = g_strdup (encore_json_string_at (root, "language"));
  encore_turns_init (&turns, transcript);
  turns.pause_ms = 0;
  if (has_blanks (monologues))
    turns.joiner = "";

  for (guint i = 0; i < encore_json_length (monologues); i++)
    read_monologue (&turns, encore_json_element_object (monologues, i));
  if (only != NULL)
    read_monologue (&turns, only);

  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_key (sniff, "monologues.elements") || encore_sniff_has_key (sniff, "monologue.elements") ? 80
                                                                                                                   : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "monologues", "monologue", NULL };

const EncoreReader encore_reader_rev_ai = {
  .id = "rev-ai",
  .name = "Rev AI JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
  .members = members,
};
