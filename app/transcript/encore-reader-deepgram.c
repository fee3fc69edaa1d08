/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-json.h"
#include "encore-place.h"
#include "encore-reader-private.h"

/* Where neither utterances nor paragraphs divide the words, a pause of this length does. */
#define PAUSE_MS 1000

/* Deepgram's response, and the alternative alone as some vCon writers keep it. */

static const char *
word_text (JsonObject *word)
{
  const char *text = encore_json_string_at (word, "punctuated_word");

  return text != NULL ? text : encore_json_string_at (word, "word");
}

static void
append_word (EncoreSegment *segment,
             GString       *text,
             JsonObject    *word)
{
  const char *written = word_text (word);

  if (written != NULL)
    encore_place_append (segment, text, written, encore_json_ms_at (word, "start"), encore_json_ms_at (word, "end"),
                         encore_json_share_at (word, "confidence"));
}

/* Speaker numbers begin anew on every channel. @channel is -1 where there is one. */
static char *
speaker_name (JsonObject *object,
              int         channel)
{
  g_autofree char *label = encore_json_dup_label (object, "speaker");

  if (label == NULL)
    return NULL;

  return channel < 0 ? g_strdup_printf ("Speaker %s", label)
                     : g_strdup_printf ("Channel %d Speaker %s", channel, label);
}

/* The words from @first up to @end as one segment; NULL when they hold nothing. */
static EncoreSegment *
make_segment (JsonArray  *words,
              guint       first,
              guint       end,
              JsonObject *speaker,
              int         channel)
{
  g_autofree char *name = speaker_name (speaker, channel);
  g_autoptr (GString) text = g_string_new (NULL);
  EncoreSegment *segment = encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, name, NULL);

  for (guint i = first; i < end; i++)
    append_word (segment, text, encore_json_element_object (words, i));

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (segment->start_ms == ENCORE_NO_TIME)
        segment->start_ms = word->start_ms;
      segment->end_ms = MAX (segment->end_ms, word->end_ms);
    }

  g_free (segment->text);
  segment->text = g_strdup (text->str);
  segment->channel = channel;
  if (text->len == 0)
    g_clear_pointer (&segment, encore_segment_unref);

  return segment;
}

static void
add (EncoreTranscript *transcript,
     EncoreSegment    *segment)
{
  if (segment != NULL)
    encore_transcript_add (transcript, segment);
}

static gboolean
begins_segment (JsonObject *before,
                JsonObject *word)
{
  g_autofree char *speaker_before = encore_json_dup_label (before, "speaker");
  g_autofree char *speaker = encore_json_dup_label (word, "speaker");
  gint64 end_ms = encore_json_ms_at (before, "end");
  gint64 start_ms = encore_json_ms_at (word, "start");

  if (g_strcmp0 (speaker_before, speaker) != 0)
    return TRUE;

  return end_ms != ENCORE_NO_TIME && start_ms != ENCORE_NO_TIME && start_ms - end_ms > PAUSE_MS;
}

static void
read_words (EncoreTranscript *transcript,
            JsonArray        *words,
            int               channel)
{
  guint n = encore_json_length (words);

  for (guint first = 0, end; first < n; first = end)
    {
      for (end = first + 1; end < n; end++)
        if (begins_segment (encore_json_element_object (words, end - 1), encore_json_element_object (words, end)))
          break;

      add (transcript, make_segment (words, first, end, encore_json_element_object (words, first), channel));
    }
}

/* Paragraphs count their words; where the sums differ they are not of these words. */
static gboolean
paragraphs_fit (JsonArray *paragraphs,
                JsonArray *words)
{
  gint64 sum = 0;

  for (guint i = 0; i < encore_json_length (paragraphs); i++)
    {
      gint64 n = encore_json_index_at (encore_json_element_object (paragraphs, i), "num_words");

      if (n < 0)
        return FALSE;
      sum += n;
    }

  return sum > 0 && sum == encore_json_length (words);
}

static void
read_paragraphs (EncoreTranscript *transcript,
                 JsonArray        *paragraphs,
                 JsonArray        *words,
                 int               channel)
{
  guint first = 0;

  for (guint i = 0; i < encore_json_length (paragraphs); i++)
    {
      JsonObject *paragraph = encore_json_element_object (paragraphs, i);
      guint end = first + (guint) encore_json_index_at (paragraph, "num_words");

      add (transcript, make_segment (words, first, end, paragraph, channel));
      first = end;
    }
}

static void
read_alternative (EncoreTranscript *transcript,
                  JsonObject       *alternative,
                  int               channel)
{
  JsonArray *words = encore_json_array_at (alternative, "words");
  JsonArray *paragraphs = encore_json_array_at (encore_json_object_at (alternative, "paragraphs"), "paragraphs");

  if (paragraphs_fit (paragraphs, words))
    read_paragraphs (transcript, paragraphs, words, channel);
  else if (encore_json_length (words) > 0)
    read_words (transcript, words, channel);
  else
    {
      const char *text = encore_json_string_at (alternative, "transcript");
      EncoreSegment *segment;

      if (text == NULL || *text == '\0')
        return;

      segment = encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, text);
      segment->channel = channel;
      encore_transcript_add (transcript, segment);
    }
}

static void
read_utterance (EncoreTranscript *transcript,
                JsonObject       *utterance,
                gboolean          has_channels)
{
  int channel = has_channels ? (int) encore_json_index_at (utterance, "channel") : -1;
  JsonArray *words = encore_json_array_at (utterance, "words");
  EncoreSegment *segment = make_segment (words, 0, encore_json_length (words), utterance, channel);
  const char *text = encore_json_string_at (utterance, "transcript");

  if (segment == NULL && text != NULL && *text != '\0')
    {
      g_autofree char *speaker = speaker_name (utterance, channel);

      segment = encore_segment_new (encore_json_ms_at (utterance, "start"), encore_json_ms_at (utterance, "end"),
                                    speaker, text);
      segment->channel = channel;
    }

  add (transcript, segment);
}

static guint
count_words (JsonArray  *list,
             const char *path)
{
  guint n = 0;

  for (guint i = 0; i < encore_json_length (list); i++)
    {
      JsonObject *object = encore_json_element_object (list, i);

      if (path != NULL && encore_json_length (encore_json_array_at (object, path)) > 0)
        object = encore_json_element_object (encore_json_array_at (object, path), 0);
      n += encore_json_length (encore_json_array_at (object, "words"));
    }

  return n;
}

static void
read_channels (EncoreTranscript *transcript,
               JsonArray        *channels)
{
  guint n = encore_json_length (channels);

  for (guint i = 0; i < n; i++)
    {
      JsonArray *alternatives = encore_json_array_at (encore_json_element_object (channels, i), "alternatives");

      if (encore_json_length (alternatives) > 0)
        read_alternative (transcript, encore_json_element_object (alternatives, 0), n > 1 ? (int) i : -1);
    }

  encore_reader_warn_others (transcript, encore_json_count_others (channels, "alternatives"));
}

/**
 * encore_deepgram_read_object:
 * @root: Deepgram's response, or one alternative of it
 * @error: return location
 *
 * Returns: (transfer full): an unfinished transcript
 */
EncoreTranscript *
encore_deepgram_read_object (JsonObject *root,
                             GError    **error)
{
  JsonObject *results = encore_json_object_at (root, "results");
  JsonArray *channels = encore_json_array_at (results, "channels");
  JsonArray *utterances = encore_json_array_at (results, "utterances");
  EncoreTranscript *transcript;

  if (channels == NULL && utterances == NULL && encore_json_array_at (root, "words") == NULL)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“results” holds no channels"));
      return NULL;
    }

  transcript = encore_transcript_new (encore_reader_deepgram.id);
  transcript->language = encore_json_dup_label (channels != NULL && encore_json_length (channels) > 0
                                                    ? encore_json_element_object (channels, 0)
                                                    : root,
                                                "detected_language");

  if (encore_json_length (utterances) > 0 && count_words (utterances, NULL) >= count_words (channels, "alternatives"))
    for (guint i = 0; i < encore_json_length (utterances); i++)
      read_utterance (transcript, encore_json_element_object (utterances, i), encore_json_length (channels) > 1);
  else if (channels != NULL)
    read_channels (transcript, channels);
  else
    read_alternative (transcript, root, -1);

  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  if (encore_sniff_has_key (sniff, "results.channels") || encore_sniff_has_key (sniff, "results.utterances"))
    return 80;

  return encore_sniff_has_keys (sniff, "transcript", "words", "confidence", NULL) ? 40 : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "results", "words", "paragraphs", NULL };

const EncoreReader encore_reader_deepgram = {
  .id = "deepgram",
  .name = "Deepgram JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = encore_deepgram_read_object,
  .members = members,
};
