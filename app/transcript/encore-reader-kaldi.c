/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-turns.h"

/* BBC Kaldi: words with and without punctuation; who speaks stands in a list of stretches. */

static const EncoreWordShape shape = {
  .texts = { "punct", "word" },
  .start = "start",
  .end = "end",
  .confidence = "confidence",
  .ms_at = encore_json_ms_at,
};

static char *
speaker_at (JsonArray *stretches,
            guint     *at,
            gint64     at_ms)
{
  while (*at + 1 < encore_json_length (stretches)
         && encore_json_ms_at (encore_json_element_object (stretches, *at + 1), "start") <= at_ms)
    (*at)++;

  JsonObject *stretch = encore_json_length (stretches) > 0 ? encore_json_element_object (stretches, *at) : NULL;

  return encore_json_dup_label (encore_json_object_at (stretch, "speaker"), "@id");
}

static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  JsonObject *answer = encore_json_object_at (root, "retval");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_kaldi.id);
  g_auto (EncoreTurns) turns;
  guint at = 0;

  encore_turns_init (&turns, transcript);
  if (answer == NULL)
    answer = root;

  JsonArray *words = encore_json_array_at (answer, "words");
  JsonArray *stretches = encore_json_array_at (encore_json_object_at (answer, "segmentation"), "segments");

  for (guint i = 0; i < encore_json_length (words); i++)
    {
      EncoreTimedText word;

      if (!encore_json_word (encore_json_element_object (words, i), &shape, &word))
        continue;

      g_autofree char *speaker = speaker_at (stretches, &at, word.start_ms);

      encore_turns_set_speaker (&turns, speaker, -1);
      encore_turns_add_word (&turns, &word);
    }

  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_key (sniff, "retval.words.punct")
                 || encore_sniff_has_keys (sniff, "words.punct", "words.word", NULL)
             ? 75
             : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "retval", NULL };

const EncoreReader encore_reader_kaldi = {
  .id = "bbc-kaldi",
  .name = "BBC Kaldi JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
  .members = members,
};
