/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-json.h"
#include "encore-place.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"

/* World Transcription Format: segments refer to words by their index. */

/* The label where the file gives one, else the id. */
static char *
speaker_label (JsonObject *object,
               JsonObject *speakers)
{
  g_autofree char *id = encore_json_dup_label (object, "speaker");
  JsonObject *speaker = id != NULL ? encore_json_object_at (speakers, id) : NULL;
  char *label = encore_json_dup_label (speaker, "label");

  return label != NULL ? label : g_steal_pointer (&id);
}

/* Encore writes the role beside the label. */
static EncoreParty
speaker_party (JsonObject *object,
               JsonObject *speakers,
               const char *label)
{
  g_autofree char *id = encore_json_dup_label (object, "speaker");
  const char *role = encore_json_string_at (id != NULL ? encore_json_object_at (speakers, id) : NULL, "role");

  return role != NULL ? encore_party_from_name (role) : encore_speaker_name_party (label);
}

static void
place (EncoreSegment *segment,
       gsize         *cursor,
       JsonObject    *word,
       guint         *n_lost)
{
  const char *text = encore_json_string_at (word, "text");

  if (text == NULL
      || !encore_place_word (segment, cursor, text, encore_json_ms_at (word, "start"), encore_json_ms_at (word, "end"),
                             encore_json_share_at (word, "confidence")))
    (*n_lost)++;
}

static void
place_indexed (EncoreSegment *segment,
               JsonArray     *indices,
               JsonArray     *words,
               guint         *n_lost)
{
  gsize cursor = 0;

  for (guint i = 0; i < encore_json_length (indices); i++)
    {
      double index;

      if (encore_json_node_number (json_array_get_element (indices, i), &index) && index >= 0
          && index < encore_json_length (words))
        place (segment, &cursor, encore_json_element_object (words, (guint) index), n_lost);
      else
        (*n_lost)++;
    }
}

/* Some writers list words but no indices: those that begin inside the segment are its own. */
static void
place_by_time (EncoreSegment *segment,
               JsonArray     *words,
               guint         *next,
               guint         *n_lost)
{
  gsize cursor = 0;

  for (; *next < encore_json_length (words); (*next)++)
    {
      JsonObject *word = encore_json_element_object (words, *next);

      if (encore_json_ms_at (word, "start") >= MAX (segment->end_ms, segment->start_ms + 1))
        return;

      place (segment, &cursor, word, n_lost);
    }
}

static gboolean
any_has_indices (JsonArray *segments)
{
  for (guint i = 0; i < encore_json_length (segments); i++)
    if (encore_json_array_at (encore_json_element_object (segments, i), "words") != NULL)
      return TRUE;

  return FALSE;
}

static void
read_segments (EncoreTranscript *transcript,
               JsonObject       *root)
{
  JsonArray *segments = encore_json_array_at (root, "segments");
  JsonArray *words = encore_json_array_at (root, "words");
  JsonObject *speakers = encore_json_object_at (root, "speakers");
  gboolean is_indexed = any_has_indices (segments);
  guint n_lost = 0, next = 0;

  for (guint i = 0; i < encore_json_length (segments); i++)
    {
      JsonObject *object = encore_json_element_object (segments, i);
      JsonArray *indices = encore_json_array_at (object, "words");
      const char *text = encore_json_string_at (object, "text");
      g_autofree char *trimmed = text != NULL ? encore_place_trim (text) : NULL;
      g_autofree char *speaker = speaker_label (object, speakers);

      if (trimmed == NULL || *trimmed == '\0')
        continue;

      EncoreSegment *segment = encore_segment_new (encore_json_ms_at (object, "start"),
                                                   encore_json_ms_at (object, "end"), speaker, trimmed);

      segment->party = speaker_party (object, speakers, speaker);
      segment->channel = (int) encore_json_index_at (object, "channel");
      if (is_indexed)
        place_indexed (segment, indices, words, &n_lost);
      else if (words != NULL)
        place_by_time (segment, words, &next, &n_lost);
      encore_transcript_add (transcript, segment);
    }

  encore_reader_warn_lost (transcript, n_lost);
}

/**
 * encore_wtf_read_object:
 * @root: the top-level object
 * @error: return location
 *
 * Returns: (transfer full): an unfinished transcript
 */
EncoreTranscript *
encore_wtf_read_object (JsonObject *root,
                        GError    **error)
{
  JsonObject *whole = encore_json_object_at (root, "transcript");
  const char *text = encore_json_string_at (whole, "text");
  EncoreTranscript *transcript;

  if (encore_json_array_at (root, "segments") == NULL && text == NULL)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“segments” is not a list"));
      return NULL;
    }

  transcript = encore_transcript_new (encore_reader_wtf.id);
  transcript->language = g_strdup (encore_json_string_at (whole, "language"));
  read_segments (transcript, root);

  if (encore_transcript_get_length (transcript) == 0 && text != NULL && *text != '\0')
    encore_transcript_add (transcript, encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, text));

  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_sniff_has_keys (sniff, "segments", "transcript.text", NULL) ? 80 : 0;
}

static const char *const suffixes[] = { "json", NULL };
static const char *const members[] = { "transcript", "segments", "words", "speakers", NULL };

const EncoreReader encore_reader_wtf = {
  .id = "wtf",
  .name = "World Transcription Format",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_object = encore_wtf_read_object,
  .members = members,
};
