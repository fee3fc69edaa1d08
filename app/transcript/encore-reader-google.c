/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-place.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-turns.h"

/*
 * Google Speech-to-Text, v1 and v2, as its service and its client libraries write it. Times are
 * text with an "s" or two numbers; the first start may be missing, which means 0.
 */

static const EncoreWordShape shape_v1 = {
  .texts = { "word" },
  .start = "startTime",
  .end = "endTime",
  .confidence = "confidence",
  .ms_at = encore_json_duration_at,
};

static const EncoreWordShape shape_v2 = {
  .texts = { "word" },
  .start = "startOffset",
  .end = "endOffset",
  .confidence = "confidence",
  .ms_at = encore_json_duration_at,
};

static const EncoreWordShape shape_python = {
  .texts = { "word" },
  .start = "start_time",
  .end = "end_time",
  .confidence = "confidence",
  .ms_at = encore_json_duration_at,
};

typedef struct
{
  EncoreTranscript *transcript;
  guint n_lost;
  gint64 reached_ms; /* where the result before ended, on whatever channel */
} Reader;

static const EncoreWordShape *
find_shape (JsonObject *word)
{
  if (word != NULL && (json_object_has_member (word, "endOffset") || json_object_has_member (word, "startOffset")))
    return &shape_v2;

  return word != NULL && json_object_has_member (word, "end_time") ? &shape_python : &shape_v1;
}

static gboolean
read_word (JsonObject      *object,
           EncoreTimedText *word)
{
  if (!encore_json_word (object, find_shape (object), word))
    return FALSE;

  /* Zero is not written. */
  if (word->start_ms == ENCORE_NO_TIME && word->end_ms != ENCORE_NO_TIME)
    word->start_ms = 0;

  return TRUE;
}

static JsonObject *
first_alternative (JsonObject *result)
{
  JsonArray *alternatives = encore_json_array_at (result, "alternatives");

  return encore_json_length (alternatives) > 0 ? encore_json_element_object (alternatives, 0) : NULL;
}

/* Channels count from 1. */
static int
find_channel (JsonObject *result)
{
  gint64 tag = encore_json_index_at (result,
                                     json_object_has_member (result, "channelTag") ? "channelTag" : "channel_tag");

  return tag > 0 ? (int) tag - 1 : -1;
}

static char *
find_speaker (JsonObject *word)
{
  static const char *const names[] = { "speakerLabel", "speakerTag", "speaker_label", "speaker_tag" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *label = encore_json_dup_label (word, names[i]);

      if (label != NULL && !g_str_equal (label, "0"))
        return encore_speaker_name_from_label (label);
    }

  return NULL;
}

static gboolean
has_speakers (JsonObject *result)
{
  JsonArray *words = encore_json_array_at (first_alternative (result), "words");

  for (guint i = 0; i < encore_json_length (words); i++)
    {
      g_autofree char *speaker = find_speaker (encore_json_element_object (words, i));

      if (speaker != NULL)
        return TRUE;
    }

  return FALSE;
}

/* With diarization the last result repeats all words, there alone with their speakers. */
static gboolean
last_repeats_all (JsonArray *results)
{
  guint n = encore_json_length (results);

  for (guint i = 0; i + 1 < n; i++)
    {
      JsonObject *result = encore_json_element_object (results, i);

      if (result != NULL && has_speakers (result))
        return FALSE;
    }

  return n > 0 && encore_json_element_object (results, n - 1) != NULL
         && has_speakers (encore_json_element_object (results, n - 1));
}

static void
read_words (Reader    *reader,
            JsonArray *words,
            int        channel)
{
  g_auto (EncoreTurns) turns;

  encore_turns_init (&turns, reader->transcript);
  for (guint i = 0; i < encore_json_length (words); i++)
    {
      JsonObject *object = encore_json_element_object (words, i);
      g_autofree char *speaker = find_speaker (object);
      EncoreTimedText word;

      encore_turns_set_speaker (&turns, speaker, channel);
      if (read_word (object, &word))
        encore_turns_add_word (&turns, &word);
    }
}

/* Where words have no times, a result still says where it ends. */
static gint64
end_of_result (JsonObject *result)
{
  gint64 end_ms = encore_json_duration_at (result, "resultEndTime");

  return end_ms != ENCORE_NO_TIME ? end_ms : encore_json_duration_at (result, "resultEndOffset");
}

static void
read_text (Reader     *reader,
           const char *text,
           JsonArray  *words,
           int         channel,
           gint64      result_end_ms)
{
  EncoreSegment *segment = encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, NULL);
  gsize cursor = 0;

  g_free (segment->text);
  segment->text = encore_place_trim (text);
  segment->channel = channel;

  for (guint i = 0; i < encore_json_length (words); i++)
    {
      EncoreTimedText word;

      if (!read_word (encore_json_element_object (words, i), &word))
        continue;

      if (segment->start_ms == ENCORE_NO_TIME)
        segment->start_ms = segment->end_ms = word.start_ms;
      segment->end_ms = MAX (segment->end_ms, word.end_ms);
      reader->n_lost += !encore_place_word (segment, &cursor, word.text, word.start_ms, word.end_ms, word.confidence);
    }

  if (segment->start_ms == ENCORE_NO_TIME && result_end_ms != ENCORE_NO_TIME)
    {
      segment->start_ms = MIN (reader->reached_ms, result_end_ms);
      segment->end_ms = result_end_ms;
    }

  if (*segment->text != '\0')
    encore_transcript_add (reader->transcript, segment);
  else
    encore_segment_unref (segment);
}

static void
read_result (Reader     *reader,
             JsonObject *result)
{
  JsonObject *alternative = first_alternative (result);
  const char *text = encore_json_string_at (alternative, "transcript");
  JsonArray *words = encore_json_array_at (alternative, "words");
  int channel;

  if (alternative == NULL)
    return;

  channel = find_channel (result);
  if (text == NULL || *text == '\0' || has_speakers (result))
    read_words (reader, words, channel);
  else
    read_text (reader, text, words, channel, end_of_result (result));

  reader->reached_ms = MAX (reader->reached_ms, end_of_result (result));
}

static EncoreTranscript *
read_object (JsonObject *root,
             GError    **error)
{
  JsonObject *response = encore_json_object_at (root, "response");
  JsonArray *results = encore_json_array_at (response != NULL ? response : root, "results");
  Reader reader = { .transcript = encore_transcript_new (encore_reader_google.id) };
  guint n = encore_json_length (results);

  for (guint i = n > 1 && last_repeats_all (results) ? n - 1 : 0; i < n; i++)
    {
      JsonObject *result = encore_json_element_object (results, i);
      const char *language = encore_json_string_at (result, "languageCode");

      if (reader.transcript->language == NULL)
        reader.transcript->language = g_strdup (language);
      if (result != NULL)
        read_result (&reader, result);
    }

  encore_reader_warn_others (reader.transcript, encore_json_count_others (results, "alternatives"));
  encore_reader_warn_lost (reader.transcript, reader.n_lost);
  encore_reader_forget_only_channel (reader.transcript);
  return reader.transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  if (encore_sniff_has_key (sniff, "results.alternatives.timestamps"))
    return 0;

  return encore_sniff_has_key (sniff, "results.alternatives.transcript")
                 || encore_sniff_has_key (sniff, "response.results.alternatives")
             ? 70
             : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "results", "response", NULL };

const EncoreReader encore_reader_google = {
  .id = "google-stt",
  .name = "Google Speech-to-Text JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = read_object,
  .members = members,
};
