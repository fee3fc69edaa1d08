/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-place.h"
#include "encore-reader-private.h"
#include "encore-text.h"

/* Genesys Cloud: phrases by wall clock; "decoratedText" is what people read. */

static const EncoreWordShape phrase_shape = {
  .texts = { "decoratedText", "text" },
};

static const EncoreWordShape word_shape = {
  .texts = { "word" },
  .confidence = "confidence",
};

/* A call that began before this was not recorded by them; smaller numbers count from the start. */
#define EPOCH_MS G_GINT64_CONSTANT (946684800000)

static gint64
find_instant (JsonObject *object)
{
  const char *text = encore_json_string_at (object, "startTime");
  gint64 ms = text != NULL ? encore_text_parse_instant (text) : ENCORE_NO_TIME;

  return ms > 0 ? ms : encore_json_whole_ms_at (object, "startTime");
}

static gint64
earliest_phrase (JsonArray *transcripts)
{
  gint64 earliest_ms = G_MAXINT64;

  for (guint i = 0; i < encore_json_length (transcripts); i++)
    {
      JsonArray *phrases = encore_json_array_at (encore_json_element_object (transcripts, i), "phrases");

      for (guint j = 0; j < encore_json_length (phrases); j++)
        {
          gint64 ms = encore_json_whole_ms_at (encore_json_element_object (phrases, j), "startTimeMs");

          if (ms != ENCORE_NO_TIME)
            earliest_ms = MIN (earliest_ms, ms);
        }
    }

  return earliest_ms == G_MAXINT64 ? 0 : earliest_ms;
}

/* What the phrases' times count from. */
static gint64
find_origin (EncoreTranscript *transcript,
             JsonObject       *root,
             JsonArray        *transcripts)
{
  gint64 earliest_ms = earliest_phrase (transcripts);
  gint64 start_ms = find_instant (root);

  if (earliest_ms < EPOCH_MS)
    return 0;

  for (guint i = 0; start_ms == ENCORE_NO_TIME && i < encore_json_length (transcripts); i++)
    start_ms = find_instant (encore_json_element_object (transcripts, i));

  if (start_ms >= EPOCH_MS && start_ms <= earliest_ms)
    return start_ms;

  encore_transcript_warn (transcript,
                          _ ("When the recording began is not said; the first phrase was taken as its start"));
  return earliest_ms;
}

static void
read_times (JsonObject *object,
            gint64      origin_ms,
            gint64     *start_ms,
            gint64     *end_ms)
{
  gint64 at_ms = encore_json_whole_ms_at (object, "startTimeMs");
  gint64 duration_ms = encore_json_whole_ms_at (encore_json_object_at (object, "duration"), "milliseconds");

  *start_ms = at_ms == ENCORE_NO_TIME ? ENCORE_NO_TIME : MAX (0, at_ms - origin_ms);
  *end_ms = at_ms == ENCORE_NO_TIME ? ENCORE_NO_TIME : *start_ms + MAX (0, duration_ms);
}

static guint
place_words (EncoreSegment *segment,
             JsonArray     *words,
             gint64         origin_ms)
{
  gsize cursor = 0;
  guint n_lost = 0;

  for (guint i = 0; i < encore_json_length (words); i++)
    {
      JsonObject *object = encore_json_element_object (words, i);
      EncoreTimedText word;

      if (!encore_json_word (object, &word_shape, &word))
        continue;

      read_times (object, origin_ms, &word.start_ms, &word.end_ms);
      n_lost += !encore_place_word (segment, &cursor, word.text, word.start_ms, word.end_ms, word.confidence);
    }

  return n_lost;
}

static guint
read_phrase (EncoreTranscript *transcript,
             JsonObject       *phrase,
             gint64            origin_ms)
{
  EncoreSegment *segment = encore_json_segment (phrase, &phrase_shape,
                                                encore_json_string_at (phrase, "participantPurpose"), -1);
  JsonArray *words = encore_json_array_at (phrase, "decoratedWords");
  guint n_lost;

  if (segment == NULL)
    return 0;

  read_times (phrase, origin_ms, &segment->start_ms, &segment->end_ms);
  n_lost = place_words (segment, encore_json_length (words) > 0 ? words : encore_json_array_at (phrase, "words"),
                        origin_ms);
  encore_transcript_add (transcript, segment);
  return n_lost;
}

static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  JsonArray *transcripts = encore_json_array_at (root, "transcripts");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_genesys.id);
  gint64 origin_ms = find_origin (transcript, root, transcripts);
  guint n_lost = 0;

  for (guint i = 0; i < encore_json_length (transcripts); i++)
    {
      JsonObject *part = encore_json_element_object (transcripts, i);
      JsonArray *phrases = encore_json_array_at (part, "phrases");

      if (transcript->language == NULL)
        transcript->language = g_strdup (encore_json_string_at (part, "language"));
      for (guint j = 0; j < encore_json_length (phrases); j++)
        n_lost += read_phrase (transcript, encore_json_element_object (phrases, j), origin_ms);
    }

  encore_reader_warn_lost (transcript, n_lost);
  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_keys (sniff, "transcripts.phrases", "transcripts.phrases.text", NULL) ? 80 : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "transcripts", "conversations", "participants", "duration", NULL };

const EncoreReader encore_reader_genesys = {
  .id = "genesys",
  .name = "Genesys Cloud JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
  .members = members,
};
