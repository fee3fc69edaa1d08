/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-json.h"
#include "encore-place.h"
#include "encore-reader-private.h"
#include "encore-text.h"

/*
 * openai-whisper, its API's verbose_json (words beside the segments), whisper-timestamped, stable-ts,
 * WhisperX, faster-whisper and NVIDIA's Canary: segments with start, end and text in seconds.
 */

/* Words at the top level, to be dealt to the segments. */
typedef struct
{
  JsonArray *words;
  guint next;
  guint n_lost;
} Dealer;

static const char *
word_text (JsonObject *word)
{
  const char *text = encore_json_string_at (word, "word");

  return text != NULL ? text : encore_json_string_at (word, "text");
}

static float
word_confidence (JsonObject *word)
{
  static const char *const names[] = { "probability", "score", "confidence" };
  float confidence = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (names) && confidence < 0; i++)
    confidence = encore_json_share_at (word, names[i]);

  return confidence;
}

static gboolean
place (EncoreSegment *segment,
       gsize         *cursor,
       JsonObject    *word)
{
  const char *text = word_text (word);

  return text != NULL
         && encore_place_word (segment, cursor, text, encore_json_ms_at (word, "start"),
                               encore_json_ms_at (word, "end"), word_confidence (word));
}

/* A word of a segment is an object or the number of a top-level word. */
static JsonObject *
segment_word (JsonArray *words,
              guint      i,
              JsonArray *all)
{
  JsonNode *node = json_array_get_element (words, i);
  double number;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  if (!encore_json_node_number (node, &number) || number < 0 || number >= encore_json_length (all))
    return NULL;

  return encore_json_element_object (all, (guint) number);
}

static guint
place_own_words (EncoreSegment *segment,
                 JsonArray     *words,
                 JsonArray     *all)
{
  gsize cursor = 0;
  guint n_lost = 0;

  for (guint i = 0; i < encore_json_length (words); i++)
    {
      JsonObject *word = segment_word (words, i, all);

      if (word == NULL || !place (segment, &cursor, word))
        n_lost++;
    }

  return n_lost;
}

/* Old stable-ts gives one time for each word: its end. */
static guint
place_end_stamps (EncoreSegment *segment,
                  JsonArray     *words)
{
  gsize cursor = 0;
  guint n_lost = 0;
  gint64 start_ms = segment->start_ms;

  for (guint i = 0; i < encore_json_length (words); i++)
    {
      JsonObject *word = encore_json_element_object (words, i);
      const char *text = word_text (word);
      gint64 end_ms = encore_json_ms_at (word, "timestamp");

      if (text == NULL || !encore_place_word (segment, &cursor, text, start_ms, end_ms, -1))
        n_lost++;
      if (end_ms != ENCORE_NO_TIME)
        start_ms = end_ms;
    }

  return n_lost;
}

/* Deals the words that begin before the next segment does, as far as they stand in this one's text. */
static void
deal (Dealer        *dealer,
      EncoreSegment *segment,
      gint64         next_start_ms)
{
  gsize cursor = 0;

  for (; dealer->next < encore_json_length (dealer->words); dealer->next++)
    {
      JsonObject *word = encore_json_element_object (dealer->words, dealer->next);
      gint64 start_ms = encore_json_ms_at (word, "start");

      if (next_start_ms != ENCORE_NO_TIME && start_ms >= next_start_ms)
        return;

      if (word != NULL && place (segment, &cursor, word))
        continue;

      /* Rounding: the first word of the next segment may begin a little before it. */
      if (next_start_ms != ENCORE_NO_TIME && start_ms + 150 >= next_start_ms)
        return;

      dealer->n_lost++;
    }
}

static gint64
start_of_next (JsonArray *segments,
               guint      i)
{
  return i + 1 < encore_json_length (segments)
             ? encore_json_ms_at (encore_json_element_object (segments, i + 1), "start")
             : ENCORE_NO_TIME;
}

static EncoreSegment *
read_segment (JsonObject *object)
{
  const char *text = encore_json_string_at (object, "text");
  g_autofree char *trimmed = text != NULL ? encore_place_trim (text) : NULL;
  g_autofree char *speaker = encore_json_dup_label (object, "speaker");

  if (trimmed == NULL || *trimmed == '\0')
    return NULL;

  return encore_segment_new (encore_json_ms_at (object, "start"), encore_json_ms_at (object, "end"), speaker, trimmed);
}

/* Whisper writes what nobody said into silence; these are the limits that it has itself for that. */
static gboolean
is_silence (JsonObject *segment)
{
  double no_speech, log_probability;

  return encore_json_number_at (segment, "no_speech_prob", &no_speech) && no_speech > 0.6
         && encore_json_number_at (segment, "avg_logprob", &log_probability) && log_probability < -1;
}

static void
read_segments (EncoreTranscript *transcript,
               JsonArray        *segments,
               JsonArray        *all)
{
  Dealer dealer = { .words = all };
  guint n_lost = 0, n_blank = 0, n_silent = 0;

  for (guint i = 0; i < encore_json_length (segments); i++)
    {
      JsonObject *object = encore_json_element_object (segments, i);
      EncoreSegment *segment = object != NULL ? read_segment (object) : NULL;
      JsonArray *words = encore_json_array_at (object, "words");
      JsonArray *stamps = encore_json_array_at (object, "whole_word_timestamps");

      if (segment == NULL)
        {
          n_blank++;
          continue;
        }

      if (encore_json_length (words) > 0)
        n_lost += place_own_words (segment, words, all);
      else if (encore_json_length (stamps) > 0)
        n_lost += place_end_stamps (segment, stamps);
      else if (all != NULL)
        deal (&dealer, segment, start_of_next (segments, i));

      n_silent += is_silence (object);
      encore_transcript_add (transcript, segment);
    }

  if (n_silent > 0)
    encore_transcript_warn (transcript, _ ("%u segments may be invented: the recogniser itself heard no speech there"),
                            n_silent);
  n_lost += dealer.n_lost;
  encore_reader_warn_lost (transcript, n_lost);
  if (n_blank > 0)
    encore_transcript_warn (transcript, _ ("%u segments without text were left out"), n_blank);
}

/* The API can be asked for words alone: one segment per sentence or pause. */
static void
read_words_only (EncoreTranscript *transcript,
                 JsonArray        *words)
{
  EncoreSegment *segment = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 end_ms = ENCORE_NO_TIME;

  for (guint i = 0; i < encore_json_length (words); i++)
    {
      JsonObject *word = encore_json_element_object (words, i);
      const char *written = word_text (word);
      gint64 start_ms = encore_json_ms_at (word, "start");

      if (written == NULL)
        continue;

      if (segment != NULL && start_ms != ENCORE_NO_TIME && start_ms - end_ms > 1000)
        {
          g_free (segment->text);
          segment->text = g_strdup (text->str);
          segment->end_ms = end_ms;
          encore_transcript_add (transcript, g_steal_pointer (&segment));
          g_string_truncate (text, 0);
        }

      if (segment == NULL)
        segment = encore_segment_new (start_ms, start_ms, NULL, "");

      end_ms = MAX (end_ms, encore_json_ms_at (word, "end"));
      encore_place_append (segment, text, written, start_ms, encore_json_ms_at (word, "end"), word_confidence (word));
    }

  if (segment == NULL)
    return;

  g_free (segment->text);
  segment->text = g_strdup (text->str);
  segment->end_ms = segment->start_ms == ENCORE_NO_TIME ? ENCORE_NO_TIME : MAX (segment->start_ms, end_ms);
  encore_transcript_add (transcript, segment);
}

/* The API writes languages out in English. */
static char *
language_tag (const char *language)
{
  static const char *const names[][2] = {
    { "english", "en" },    { "german", "de" },   { "french", "fr" },    { "spanish", "es" },    { "italian", "it" },
    { "portuguese", "pt" }, { "dutch", "nl" },    { "polish", "pl" },    { "russian", "ru" },    { "turkish", "tr" },
    { "chinese", "zh" },    { "japanese", "ja" }, { "korean", "ko" },    { "arabic", "ar" },     { "hindi", "hi" },
    { "swedish", "sv" },    { "danish", "da" },   { "norwegian", "no" }, { "finnish", "fi" },    { "czech", "cs" },
    { "ukrainian", "uk" },  { "greek", "el" },    { "hebrew", "he" },    { "vietnamese", "vi" },
  };

  for (gsize i = 0; language != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (language, names[i][0]) == 0)
      return g_strdup (names[i][1]);

  return g_strdup (language);
}

/**
 * encore_whisper_read_object:
 * @root: the top-level object
 * @error: return location
 *
 * Returns: (transfer full): an unfinished transcript
 */
EncoreTranscript *
encore_whisper_read_object (JsonObject *root,
                            GError    **error)
{
  JsonArray *segments = encore_json_array_at (root, "segments");
  JsonArray *words = encore_json_array_at (root, "words");

  if (segments == NULL && words == NULL)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“segments” is not a list"));
      return NULL;
    }

  EncoreTranscript *transcript = encore_transcript_new (encore_reader_whisper.id);

  transcript->language = language_tag (encore_json_string_at (root, "language"));
  if (encore_json_length (segments) > 0)
    read_segments (transcript, segments, words);
  else
    read_words_only (transcript, words);

  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  if (encore_sniff_has_key (sniff, "segments"))
    return encore_sniff_has_key (sniff, "transcript") ? 30 : 60;

  return encore_sniff_has_keys (sniff, "words", "task", NULL) ? 50 : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "segments", "words", "word_segments", NULL };

const EncoreReader encore_reader_whisper = {
  .id = "whisper",
  .name = "Whisper JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = encore_whisper_read_object,
  .members = members,
};
