/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-json.h"
#include "encore-place.h"
#include "encore-reader-private.h"

/* whisper.cpp: offsets in whole milliseconds; with -ojf also tokens, which are parts of words. */

/* A word that is being put together from tokens. */
typedef struct
{
  GString *text;
  gint64 start_ms;
  gint64 end_ms;
  float confidence;
} Word;

static gint64
offset_ms (JsonObject *object,
           const char *name)
{
  gint64 ms = encore_json_index_at (encore_json_object_at (object, "offsets"), name);
  const char *text = encore_json_string_at (encore_json_object_at (object, "timestamps"), name);
  const char *end;

  if (ms < 0 && (text == NULL || !encore_cue_parse_time (text, &end, &ms)))
    return ENCORE_NO_TIME;

  return ms;
}

/* Returns whether a word was lost. */
static gboolean
flush (EncoreSegment *segment,
       gsize         *cursor,
       Word          *word)
{
  gboolean is_lost = word->text->len > 0
                     && !encore_place_word (segment, cursor, word->text->str, word->start_ms, word->end_ms,
                                            word->confidence);

  g_string_truncate (word->text, 0);
  return is_lost;
}

static void
extend (Word       *word,
        const char *text,
        JsonObject *token)
{
  float p = encore_json_share_at (token, "p");

  if (word->text->len == 0)
    {
      word->start_ms = offset_ms (token, "from");
      word->confidence = p;
    }

  word->end_ms = offset_ms (token, "to");
  word->confidence = MIN (word->confidence, p);
  g_string_append (word->text, text);
}

static guint
place_tokens (EncoreSegment *segment,
              JsonArray     *tokens)
{
  Word word = { .text = g_string_new (NULL) };
  gsize cursor = 0;
  guint n_lost = 0;

  for (guint i = 0; i < encore_json_length (tokens); i++)
    {
      JsonObject *token = encore_json_element_object (tokens, i);
      const char *text = encore_json_string_at (token, "text");

      /* [_BEG_], [_TT_550] and <|endoftext|> are no speech */
      if (text == NULL || g_str_has_prefix (text, "[_") || g_str_has_prefix (text, "<|"))
        continue;

      if (text[0] == ' ')
        n_lost += flush (segment, &cursor, &word);
      extend (&word, text, token);
    }

  n_lost += flush (segment, &cursor, &word);
  g_string_free (word.text, TRUE);
  return n_lost;
}

/* With -di the speaker is the louder channel. */
static void
set_speaker (EncoreSegment *segment,
             JsonObject    *object)
{
  g_autofree char *speaker = encore_json_dup_label (object, "speaker");

  if (speaker == NULL || g_str_equal (speaker, "?"))
    return;

  if (g_str_equal (speaker, "0") || g_str_equal (speaker, "1"))
    segment->channel = speaker[0] - '0';

  segment->speaker = g_steal_pointer (&speaker);
}

/**
 * encore_whisper_cpp_read_object:
 * @root: the top-level object
 * @error: return location
 *
 * Returns: (transfer full): an unfinished transcript
 */
EncoreTranscript *
encore_whisper_cpp_read_object (JsonObject *root,
                                GError    **error)
{
  JsonArray *segments = encore_json_array_at (root, "transcription");
  guint n_lost = 0;

  if (segments == NULL)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“transcription” is not a list"));
      return NULL;
    }

  EncoreTranscript *transcript = encore_transcript_new (encore_reader_whisper_cpp.id);

  transcript->language = g_strdup (encore_json_string_at (encore_json_object_at (root, "result"), "language"));
  for (guint i = 0; i < encore_json_length (segments); i++)
    {
      JsonObject *object = encore_json_element_object (segments, i);
      const char *text = encore_json_string_at (object, "text");
      g_autofree char *trimmed = text != NULL ? encore_place_trim (text) : NULL;

      if (trimmed == NULL || *trimmed == '\0')
        continue;

      EncoreSegment *segment = encore_segment_new (offset_ms (object, "from"), offset_ms (object, "to"), NULL, trimmed);

      set_speaker (segment, object);
      n_lost += place_tokens (segment, encore_json_array_at (object, "tokens"));
      encore_transcript_add (transcript, segment);
    }

  encore_reader_warn_lost (transcript, n_lost);
  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_key (sniff, "transcription") ? 60 : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "transcription", "result", "model", NULL };

const EncoreReader encore_reader_whisper_cpp = {
  .id = "whisper-cpp",
  .name = "whisper.cpp JSON",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = encore_whisper_cpp_read_object,
  .members = members,
};
