/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-correction.h"

#include <string.h>

#include "encore-word.h"

static void
clamp_words (EncoreSegment *segment)
{
  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (word->start_ms == ENCORE_NO_TIME)
        continue;

      word->start_ms = CLAMP (word->start_ms, segment->start_ms, segment->end_ms);
      word->end_ms = CLAMP (word->end_ms, word->start_ms, segment->end_ms);
    }
}

/**
 * encore_correction_set_speaker:
 * @segment: a segment
 * @speaker: (nullable): the speaker's name
 * @party: who that is
 *
 * Returns: (transfer full): the corrected one
 */
EncoreSegment *
encore_correction_set_speaker (const EncoreSegment *segment,
                               const char          *speaker,
                               EncoreParty          party)
{
  EncoreSegment *corrected = encore_segment_copy (segment);

  g_free (corrected->speaker);
  corrected->speaker = speaker != NULL && *speaker != '\0' ? g_strdup (speaker) : NULL;
  corrected->party = party;
  return corrected;
}

/**
 * encore_correction_set_span:
 * @segment: a segment
 * @span: when it is heard; an end before the start is taken as the start
 *
 * Words that would lie outside are moved to the edge.
 *
 * Returns: (transfer full): the corrected one
 */
EncoreSegment *
encore_correction_set_span (const EncoreSegment *segment,
                            EncoreSpan           span)
{
  EncoreSegment *corrected = encore_segment_copy (segment);

  corrected->start_ms = MAX (span.start_ms, 0);
  corrected->end_ms = MAX (span.end_ms, corrected->start_ms);
  clamp_words (corrected);
  return corrected;
}

/* Splitting and joining */

/* When the text of a segment reaches that byte, as if it were spoken evenly. */
static gint64
time_at_offset (const EncoreSegment *segment,
                gsize                offset)
{
  gsize length = MAX (strlen (segment->text), 1);

  if (segment->start_ms == ENCORE_NO_TIME)
    return ENCORE_NO_TIME;

  return segment->start_ms
         + (gint64) ((double) (segment->end_ms - segment->start_ms) * (double) MIN (offset, length) / (double) length);
}

/* The words between two bytes, in a text that begins at the first of them. */
static void
take_words (EncoreSegment       *part,
            const EncoreSegment *whole,
            gsize                from,
            gsize                to)
{
  g_clear_pointer (&part->words, g_array_unref);

  for (guint i = 0; whole->words != NULL && i < whole->words->len; i++)
    {
      EncoreWord word = g_array_index (whole->words, EncoreWord, i);
      gsize start = MAX (word.offset, from), end = MIN ((gsize) word.offset + word.length, to);

      if (start < end)
        encore_segment_add_word (part, word.start_ms, word.end_ms, start - from, end - start, word.confidence);
    }
}

static EncoreSegment *
cut (const EncoreSegment *segment,
     gsize                from,
     gsize                to)
{
  EncoreSegment *part = encore_segment_copy (segment);

  while (from < to && g_ascii_isspace (segment->text[from]))
    from++;
  while (to > from && g_ascii_isspace (segment->text[to - 1]))
    to--;

  g_free (part->text);
  part->text = g_strndup (segment->text + from, to - from);
  take_words (part, segment, from, to);
  return part;
}

/* The last end of a timed word, or the first start of one. */
static gint64
edge_of_words (const EncoreSegment *segment,
               gboolean             start)
{
  gint64 edge_ms = ENCORE_NO_TIME;

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (word->start_ms == ENCORE_NO_TIME)
        continue;
      if (start)
        return word->start_ms;
      edge_ms = MAX (edge_ms, word->end_ms);
    }

  return edge_ms;
}

/**
 * encore_correction_split:
 * @segment: a segment
 * @offset: the byte of its text at which the second part begins
 * @first: (out): what comes before
 * @second: (out): the rest
 *
 * The times come from the words on either side; without those, from the length of the texts.
 *
 * Returns: whether there is text on both sides
 */
gboolean
encore_correction_split (const EncoreSegment *segment,
                         gsize                offset,
                         EncoreSegment      **first,
                         EncoreSegment      **second)
{
  gsize length = strlen (segment->text);
  g_autoptr (EncoreSegment) before = cut (segment, 0, MIN (offset, length));
  g_autoptr (EncoreSegment) after = cut (segment, MIN (offset, length), length);

  if (*before->text == '\0' || *after->text == '\0')
    return FALSE;

  if (segment->start_ms != ENCORE_NO_TIME)
    {
      gint64 here_ms = time_at_offset (segment, offset);
      gint64 end_ms = edge_of_words (before, FALSE), start_ms = edge_of_words (after, TRUE);

      if (start_ms == ENCORE_NO_TIME)
        start_ms = end_ms != ENCORE_NO_TIME ? MAX (end_ms, here_ms) : here_ms;
      if (end_ms == ENCORE_NO_TIME || end_ms > start_ms)
        end_ms = start_ms;
      before->end_ms = CLAMP (end_ms, segment->start_ms, segment->end_ms);
      after->start_ms = CLAMP (start_ms, segment->start_ms, segment->end_ms);
      clamp_words (before);
      clamp_words (after);
    }

  *first = g_steal_pointer (&before);
  *second = g_steal_pointer (&after);
  return TRUE;
}

static gboolean
needs_space (const char *text,
             const char *next)
{
  if (*text == '\0' || *next == '\0')
    return FALSE;

  const char *last = g_utf8_prev_char (text + strlen (text));

  return !encore_word_stands_alone (g_utf8_get_char (last)) && !encore_word_stands_alone (g_utf8_get_char (next));
}

/**
 * encore_correction_join:
 * @segment: a segment
 * @next: the one after it
 *
 * Returns: (transfer full): both in one, spoken by the first one's speaker
 */
EncoreSegment *
encore_correction_join (const EncoreSegment *segment,
                        const EncoreSegment *next)
{
  EncoreSegment *joined = encore_segment_copy (segment);
  const char *space = needs_space (segment->text, next->text) ? " " : "";
  gsize shift = strlen (segment->text) + strlen (space);

  g_free (joined->text);
  joined->text = g_strconcat (segment->text, space, next->text, NULL);
  if (joined->speaker == NULL && joined->party == ENCORE_PARTY_UNKNOWN)
    {
      joined->speaker = g_strdup (next->speaker);
      joined->party = next->party;
    }
  if (joined->start_ms != ENCORE_NO_TIME && next->start_ms != ENCORE_NO_TIME)
    {
      joined->start_ms = MIN (joined->start_ms, next->start_ms);
      joined->end_ms = MAX (joined->end_ms, next->end_ms);
    }

  for (guint i = 0; next->words != NULL && i < next->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (next->words, EncoreWord, i);

      encore_segment_add_word (joined, word->start_ms, word->end_ms, word->offset + shift, word->length,
                               word->confidence);
    }

  return joined;
}

/* Transcripts */

/**
 * encore_correction_replace:
 * @transcript: a finished transcript
 * @first: where
 * @n_removed: how many segments go
 * @segments: (nullable) (element-type EncoreSegment) (transfer none): what comes there instead
 *
 * Returns: (transfer full): the corrected transcript, finished
 */
EncoreTranscript *
encore_correction_replace (EncoreTranscript *transcript,
                           guint             first,
                           guint             n_removed,
                           GPtrArray        *segments)
{
  EncoreTranscript *corrected = encore_transcript_new_like (transcript);
  guint length = encore_transcript_get_length (transcript);

  g_return_val_if_fail (first + n_removed <= length, corrected);

  for (guint i = 0; i < first; i++)
    encore_transcript_add (corrected, encore_segment_ref (encore_transcript_get (transcript, i)));
  for (guint i = 0; segments != NULL && i < segments->len; i++)
    encore_transcript_add (corrected, encore_segment_ref (g_ptr_array_index (segments, i)));
  for (guint i = first + n_removed; i < length; i++)
    encore_transcript_add (corrected, encore_segment_ref (encore_transcript_get (transcript, i)));

  encore_transcript_finish (corrected);
  return corrected;
}

/**
 * encore_time_map_from_points:
 * @map: (out): what brings the transcript into step
 * @first_ms: a time in the transcript
 * @first_heard_ms: when that is heard
 * @second_ms: another time in it
 * @second_heard_ms: when that is heard
 *
 * The straight line through two points.
 *
 * Returns: whether they say anything sensible: far enough apart, in the same order on both clocks
 */
gboolean
encore_time_map_from_points (EncoreTimeMap *map,
                             gint64         first_ms,
                             gint64         first_heard_ms,
                             gint64         second_ms,
                             gint64         second_heard_ms)
{
  gint64 distance_ms = second_ms - first_ms, heard_ms = second_heard_ms - first_heard_ms;

  if (ABS (distance_ms) < ENCORE_TIME_MAP_MIN_DISTANCE_MS)
    return FALSE;

  double scale = (double) heard_ms / (double) distance_ms;

  if (scale < 1 / ENCORE_TIME_MAP_MAX_SCALE || scale > ENCORE_TIME_MAP_MAX_SCALE)
    return FALSE;

  map->scale = scale;
  map->offset_ms = (double) first_heard_ms - scale * (double) first_ms;
  return TRUE;
}

/* Nothing is heard before the beginning. */
gint64
encore_time_map_apply (const EncoreTimeMap *map,
                       gint64               at_ms)
{
  if (at_ms == ENCORE_NO_TIME)
    return ENCORE_NO_TIME;

  double mapped_ms = map->scale * (double) at_ms + map->offset_ms;

  return mapped_ms > 0 ? (gint64) (mapped_ms + 0.5) : 0;
}

gboolean
encore_time_map_is_none (const EncoreTimeMap *map)
{
  /* Less than a millisecond in a day. */
  return ABS (map->scale - 1) < 1e-8 && ABS (map->offset_ms) < 0.5;
}

/**
 * encore_correction_map_times:
 * @transcript: a finished transcript
 * @map: where its times belong
 *
 * Returns: (transfer full): one with all times of segments and words moved there
 */
EncoreTranscript *
encore_correction_map_times (EncoreTranscript    *transcript,
                             const EncoreTimeMap *map)
{
  EncoreTranscript *corrected = encore_transcript_new_like (transcript);

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      EncoreSegment *segment = encore_segment_copy (encore_transcript_get (transcript, i));

      segment->start_ms = encore_time_map_apply (map, segment->start_ms);
      segment->end_ms = encore_time_map_apply (map, segment->end_ms);
      for (guint j = 0; segment->words != NULL && j < segment->words->len; j++)
        {
          EncoreWord *word = &g_array_index (segment->words, EncoreWord, j);

          word->start_ms = encore_time_map_apply (map, word->start_ms);
          word->end_ms = encore_time_map_apply (map, word->end_ms);
        }
      encore_transcript_add (corrected, segment);
    }

  encore_transcript_finish (corrected);
  return corrected;
}
