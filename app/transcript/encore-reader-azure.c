/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"

/*
 * Azure Speech: batch transcription, the list that real-time programs keep, and the conversations
 * that its language service takes. Times are counted in 100 ns; words are lexical and not those of the text.
 */

static const EncoreWordShape batch_phrase = {
  .texts = { "display", "Display", "lexical" },
  .confidence = "confidence",
};

static const EncoreWordShape batch_word = {
  .texts = { "displayText", "word", "Word" },
  .start = "offsetInTicks",
  .duration = "durationInTicks",
  .confidence = "confidence",
  .ms_at = encore_json_ticks_at,
};

static const EncoreWordShape iso_word = {
  .texts = { "displayText", "word" },
  .start = "offset",
  .duration = "duration",
  .confidence = "confidence",
  .ms_at = encore_json_duration_at,
};

static const EncoreWordShape live_word = {
  .texts = { "Word" },
  .start = "Offset",
  .duration = "Duration",
  .confidence = "Confidence",
  .ms_at = encore_json_ticks_at,
};

static const EncoreWordShape live_phrase = {
  .texts = { "Display", "DisplayText", "Lexical" },
  .start = "Offset",
  .duration = "Duration",
  .ms_at = encore_json_ticks_at,
};

static const EncoreWordShape conversation_item = {
  .texts = { "text", "lexical" },
  .start = "offset",
  .duration = "duration",
  .ms_at = encore_json_ticks_at,
};

static char *
find_speaker (JsonObject *phrase,
              const char *name)
{
  g_autofree char *label = encore_json_dup_label (phrase, name);

  return encore_speaker_name_from_label (label);
}

static JsonObject *
first_of (JsonObject *phrase,
          const char *name)
{
  JsonArray *list = encore_json_array_at (phrase, name);

  return encore_json_length (list) > 0 ? encore_json_element_object (list, 0) : NULL;
}

/* Ticks where they are written, else milliseconds, else "PT1.2S". */
static gint64
find_ms (JsonObject *object,
         const char *ticks,
         const char *milliseconds,
         const char *iso)
{
  gint64 ms = encore_json_ticks_at (object, ticks);

  if (ms == ENCORE_NO_TIME)
    ms = encore_json_whole_ms_at (object, milliseconds);

  return ms != ENCORE_NO_TIME ? ms : encore_json_duration_at (object, iso);
}

static void
set_times (EncoreSegment *segment,
           gint64         start_ms,
           gint64         duration_ms)
{
  segment->start_ms = start_ms;
  segment->end_ms = start_ms != ENCORE_NO_TIME ? start_ms + MAX (duration_ms, 0) : ENCORE_NO_TIME;
}

static guint
place_words (EncoreSegment *segment,
             JsonObject    *best)
{
  JsonArray *words = encore_json_array_at (best, "displayWords");

  if (encore_json_length (words) == 0)
    words = encore_json_array_at (best, "words");

  JsonObject *first = encore_json_length (words) > 0 ? encore_json_element_object (words, 0) : NULL;
  gboolean has_ticks = first != NULL && json_object_has_member (first, "offsetInTicks");

  return encore_json_place_words (segment, words, has_ticks ? &batch_word : &iso_word);
}

/* Returns whether the phrase was understood. */
static gboolean
read_phrase (EncoreTranscript *transcript,
             JsonObject       *phrase,
             guint            *n_lost)
{
  const char *status = encore_json_string_at (phrase, "recognitionStatus");
  JsonObject *best = first_of (phrase, "nBest");
  g_autofree char *speaker = find_speaker (phrase, "speaker");
  EncoreSegment *segment = encore_json_segment (best, &batch_phrase, speaker,
                                                (int) encore_json_index_at (phrase, "channel"));

  if (segment == NULL)
    return FALSE;

  if (status != NULL && !g_str_equal (status, "Success"))
    {
      encore_segment_unref (segment);
      return FALSE;
    }

  set_times (segment, find_ms (phrase, "offsetInTicks", "offsetMilliseconds", "offset"),
             find_ms (phrase, "durationInTicks", "durationMilliseconds", "duration"));
  *n_lost += place_words (segment, best);
  encore_transcript_add (transcript, segment);
  return TRUE;
}

static EncoreTranscript *
read_batch (JsonObject *root,
            GError    **error)
{
  JsonArray *phrases = encore_json_array_at (root, "recognizedPhrases");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_azure.id);
  guint n_lost = 0, n_failed = 0;

  transcript->language = g_strdup (encore_json_string_at (root, "locale"));
  for (guint i = 0; i < encore_json_length (phrases); i++)
    n_failed += !read_phrase (transcript, encore_json_element_object (phrases, i), &n_lost);

  encore_reader_warn_lost (transcript, n_lost);
  encore_reader_warn_others (transcript, encore_json_count_others (phrases, "nBest"));
  encore_reader_warn_left_out (transcript, n_failed, _ ("nothing was recognised there"));
  encore_reader_forget_only_channel (transcript);
  return transcript;
}

static int
sniff_batch (const EncoreSniff *sniff)
{
  return encore_sniff_has_key (sniff, "recognizedPhrases") ? 80 : 0;
}

static EncoreTranscript *
read_live (JsonObject *root,
           GError    **error)
{
  JsonArray *phrases = encore_json_array_at (root, ENCORE_JSON_LIST);
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_azure_live.id);
  guint n_lost = 0;

  for (guint i = 0; i < encore_json_length (phrases); i++)
    {
      JsonObject *phrase = encore_json_element_object (phrases, i);
      JsonObject *best = first_of (phrase, "NBest");
      g_autofree char *speaker = find_speaker (phrase, "SpeakerId");
      EncoreSegment *segment = encore_json_segment (best != NULL ? best : phrase, &live_phrase, speaker, -1);

      if (segment == NULL)
        continue;

      set_times (segment, encore_json_ticks_at (phrase, "Offset"), encore_json_ticks_at (phrase, "Duration"));
      n_lost += encore_json_place_words (segment, encore_json_array_at (best, "Words"), &live_word);
      encore_transcript_add (transcript, segment);
    }

  encore_reader_warn_others (transcript, encore_json_count_others (phrases, "NBest"));
  encore_reader_warn_lost (transcript, n_lost);
  return transcript;
}

static int
sniff_live (const EncoreSniff *sniff)
{
  return encore_sniff_has_keys (sniff, "Offset", "Duration", "NBest", NULL) ? 70 : 0;
}

static void
read_items (EncoreTranscript *transcript,
            JsonArray        *items)
{
  for (guint i = 0; i < encore_json_length (items); i++)
    {
      JsonObject *item = encore_json_element_object (items, i);
      JsonObject *timing = encore_json_object_at (item, "conversationItemLevelTiming");
      g_autofree char *speaker = find_speaker (item, "participantId");
      EncoreSegment *segment = encore_json_segment (item, &conversation_item, speaker, -1);

      if (segment == NULL)
        continue;

      set_times (segment, encore_json_ticks_at (timing, "offset"), encore_json_ticks_at (timing, "duration"));
      encore_transcript_add (transcript, segment);
    }
}

static EncoreTranscript *
read_conversation (JsonObject *root,
                   GError    **error)
{
  JsonObject *input = encore_json_object_at (root, "analysisInput");
  JsonArray *conversations = encore_json_array_at (input != NULL ? input : root, "conversations");
  EncoreTranscript *transcript = encore_transcript_new (encore_reader_azure_conversation.id);

  for (guint i = 0; i < encore_json_length (conversations); i++)
    read_items (transcript, encore_json_array_at (encore_json_element_object (conversations, i), "conversationItems"));

  if (encore_json_length (conversations) > 1)
    encore_transcript_warn (transcript, _ ("The file holds %u conversations; they were read as one"),
                            encore_json_length (conversations));
  return transcript;
}

static int
sniff_conversation (const EncoreSniff *sniff)
{
  return encore_sniff_has_key (sniff, "analysisInput.conversations.conversationItems")
                 || encore_sniff_has_key (sniff, "conversations.conversationItems")
             ? 80
             : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const azure_members[] = { "recognizedPhrases", "combinedRecognizedPhrases", NULL };
static const char *const conversation_members[] = { "conversations", "analysisInput", NULL };

const EncoreReader encore_reader_azure = {
  .id = "azure-batch",
  .name = "Azure batch transcription JSON",
  .suffixes = suffixes,
  .sniff = sniff_batch,
  .read_object = read_batch,
  .members = azure_members,
};

const EncoreReader encore_reader_azure_live = {
  .id = "azure-live",
  .name = "Azure real-time transcription JSON",
  .suffixes = suffixes,
  .sniff = sniff_live,
  .read_object = read_live,
};

const EncoreReader encore_reader_azure_conversation = {
  .id = "azure-conversation",
  .name = "Azure conversation JSON",
  .suffixes = suffixes,
  .sniff = sniff_conversation,
  .read_object = read_conversation,
  .members = conversation_members,
};
