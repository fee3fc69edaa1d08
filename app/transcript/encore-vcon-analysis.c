/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-json.h"
#include "encore-place.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-text.h"
#include "encore-vcon-private.h"

/* The transcripts in a vCon's analysis: every vendor's own form, told apart by content. */

static EncoreTranscript *read_node (JsonNode *node, int depth, GError **error);

static const char *
first_string (JsonObject        *object,
              const char *const *names)
{
  const char *text = NULL;

  for (; text == NULL && *names != NULL; names++)
    text = encore_json_string_at (object, *names);

  return text;
}

/* {"speaker": "Agent", "message": "Hello"} */
static void
add_turn (EncoreTranscript *transcript,
          JsonObject       *turn)
{
  static const char *const texts[] = { "message", "text", "content", "transcript", "utterance", "body", NULL };
  static const char *const names[] = { "speaker", "role", "name", "participant", NULL };
  const char *text = first_string (turn, texts);
  g_autofree char *speaker = g_strdup (first_string (turn, names));
  g_autofree char *trimmed = text != NULL ? encore_place_trim (text) : NULL;

  if (trimmed == NULL || *trimmed == '\0')
    return;

  if (speaker == NULL)
    speaker = encore_json_dup_label (turn, "speaker");

  EncoreSegment *segment = encore_segment_new (encore_json_ms_at (turn, "start"), encore_json_ms_at (turn, "end"),
                                               speaker, trimmed);

  segment->party = encore_party_from_name (encore_json_string_at (turn, "party"));
  if (segment->party == ENCORE_PARTY_UNKNOWN)
    segment->party = encore_speaker_name_party (speaker);
  encore_transcript_add (transcript, segment);
}

static EncoreTranscript *
read_turns (JsonArray *turns)
{
  EncoreTranscript *transcript = encore_transcript_new ("turns");

  for (guint i = 0; i < encore_json_length (turns); i++)
    if (encore_json_element_object (turns, i) != NULL)
      add_turn (transcript, encore_json_element_object (turns, i));

  return transcript;
}

static EncoreTranscript *
read_string (const char *text,
             int         depth,
             GError    **error)
{
  gsize length = strlen (text);

  if (encore_json_looks_like (text, length))
    {
      g_autoptr (JsonNode) node = encore_json_parse (text, length, NULL);

      /* "[Music] Hello" begins like JSON and is none */
      if (node != NULL && depth > 0)
        return read_node (node, depth - 1, error);
    }

  if (encore_webvtt_has_header (text))
    return encore_webvtt_read_text (text, error);

  if (g_str_has_prefix (text, "[Script Info]"))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED, _ ("SubStation Alpha text cannot be read"));
      return NULL;
    }

  return encore_srt_has_times (text) ? encore_srt_read_text (text, error) : encore_plain_text_read (text);
}

static EncoreTranscript *
read_object (JsonObject *object,
             int         depth,
             GError    **error)
{
  JsonNode *inner = json_object_get_member (object, "transcript");

  if (encore_json_object_at (object, "results") != NULL)
    return encore_deepgram_read_object (object, error);

  if (encore_json_array_at (object, "transcription") != NULL)
    return encore_whisper_cpp_read_object (object, error);

  if (encore_json_object_at (object, "transcript") != NULL && encore_json_array_at (object, "segments") != NULL)
    return encore_wtf_read_object (object, error);

  if (encore_json_array_at (object, "segments") != NULL)
    return encore_whisper_read_object (object, error);

  if (encore_json_length (encore_json_array_at (object, "words")) > 0)
    return encore_json_string_at (object, "transcript") != NULL ? encore_deepgram_read_object (object, error)
                                                                : encore_whisper_read_object (object, error);

  if (inner == NULL)
    inner = json_object_get_member (object, "text");
  if (inner == NULL)
    inner = json_object_get_member (object, "body");

  if (inner != NULL && depth > 0)
    return read_node (inner, depth - 1, error);

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED, _ ("it is of no form that can be read"));
  return NULL;
}

static EncoreTranscript *
read_node (JsonNode *node,
           int       depth,
           GError  **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return read_object (json_node_get_object (node), depth, error);

  if (JSON_NODE_HOLDS_ARRAY (node))
    return read_turns (json_node_get_array (node));

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return read_string (json_node_get_string (node), depth, error);

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED, _ ("it has no body"));
  return NULL;
}

static gboolean
is_base64url (JsonObject *analysis)
{
  const char *encoding = encore_json_string_at (analysis, "encoding");

  return encoding != NULL && g_ascii_strncasecmp (encoding, "base64", 6) == 0;
}

/**
 * encore_vcon_read_analysis:
 * @analysis: one entry of a vCon's analysis whose type says that it is a transcript
 * @error: return location
 *
 * Returns: (transfer full): an unfinished transcript, perhaps without segments
 */
EncoreTranscript *
encore_vcon_read_analysis (JsonObject *analysis,
                           GError    **error)
{
  JsonNode *body = json_object_get_member (analysis, "body");
  const char *encoded = encore_json_string_at (analysis, "body");

  /* The oldest writers named it after its type. */
  if (body == NULL)
    body = json_object_get_member (analysis, "transcript");

  if (encoded != NULL && is_base64url (analysis))
    {
      gboolean is_damaged;
      g_autoptr (GBytes) bytes = encore_vcon_decode (encoded, &is_damaged);
      gsize length;
      const char *data = g_bytes_get_data (bytes, &length);
      g_autofree char *text = encore_text_to_utf8 (data != NULL ? data : "", length, NULL);

      return read_string (text, 3, error);
    }

  if (body == NULL)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED, _ ("it has no body"));
      return NULL;
    }

  return read_node (body, 3, error);
}
