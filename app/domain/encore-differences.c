/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-correction.h"

/*
 * What differs between two transcripts of one call. Corrections are few and lie apart: both are walked side by side, and
 * where they part, the nearest place is looked for at which they agree again.
 */

#define REACH 64 /* segments */

typedef gboolean (*Same) (const EncoreSegment *segment, const EncoreSegment *other);

/* Whether both agree from there on. People say the same short things again and again: where one side has been
 * passed over more than the other, two in a row must agree. */
static gboolean
agree (EncoreTranscript *from,
       guint             at,
       EncoreTranscript *to,
       guint             other_at,
       Same              same,
       guint             n_needed)
{
  guint left = encore_transcript_get_length (from) - at, other_left = encore_transcript_get_length (to) - other_at;

  if (left == 0 || other_left == 0)
    return left == other_left;

  for (guint i = 0; i < MIN (n_needed, MIN (left, other_left)); i++)
    if (!same (encore_transcript_get (from, at + i), encore_transcript_get (to, other_at + i)))
      return FALSE;

  return TRUE;
}

/* How far both have to go until they agree again: as little as possible in all. Without such a place within reach
 * one of each is passed over. */
static void
find_agreement (EncoreTranscript *from,
                guint             at,
                EncoreTranscript *to,
                guint             other_at,
                Same              same,
                guint            *skip,
                guint            *other_skip)
{
  guint left = encore_transcript_get_length (from) - at, other_left = encore_transcript_get_length (to) - other_at;

  for (guint sum = 1; sum <= 2 * REACH; sum++)
    for (guint i = sum > REACH ? sum - REACH : 0; i <= MIN (sum, REACH); i++)
      {
        guint j = sum - i;

        if (i <= left && j <= other_left && agree (from, at + i, to, other_at + j, same, i == j ? 1 : 2))
          {
            *skip = i;
            *other_skip = j;
            return;
          }
      }

  *skip = MIN (left, 1);
  *other_skip = MIN (other_left, 1);
}

static void
add_difference (GArray *differences,
                guint   from,
                guint   n_from,
                guint   to,
                guint   n_to)
{
  EncoreDifference *last = differences->len > 0 ? &g_array_index (differences, EncoreDifference, differences->len - 1)
                                                : NULL;

  if (last != NULL && last->from + last->n_from == from && last->to + last->n_to == to)
    {
      last->n_from += n_from;
      last->n_to += n_to;
      return;
    }

  EncoreDifference difference = { from, n_from, to, n_to };
  g_array_append_val (differences, difference);
}

static GArray *
find_differences (EncoreTranscript *from,
                  EncoreTranscript *to,
                  Same              same)
{
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (EncoreDifference));
  guint length = encore_transcript_get_length (from), other_length = encore_transcript_get_length (to);

  for (guint i = 0, j = 0; i < length || j < other_length;)
    {
      guint skip = 1, other_skip = 1;

      if (i < length && j < other_length && same (encore_transcript_get (from, i), encore_transcript_get (to, j)))
        {
          i++;
          j++;
          continue;
        }

      find_agreement (from, i, to, j, same, &skip, &other_skip);
      add_difference (differences, i, skip, j, other_skip);
      i += skip;
      j += other_skip;
    }

  return differences;
}

/**
 * encore_differences_between:
 * @from: a finished transcript
 * @to: a corrected copy of it
 *
 * Times are not compared: a transcript that was moved as a whole says what it said.
 *
 * Returns: (transfer full) (element-type EncoreDifference): where others speak or something else is said
 */
GArray *
encore_differences_between (EncoreTranscript *from,
                            EncoreTranscript *to)
{
  return find_differences (from, to, encore_segment_says_same);
}

/**
 * encore_differences_map_index:
 * @differences: from one transcript to another
 * @index: of a segment of the first, or -1
 * @length: of the second
 *
 * Returns: where that segment is in the second, or what has taken its place; -1 for -1
 */
int
encore_differences_map_index (GArray *differences,
                              int     index,
                              guint   length)
{
  int shift = 0;

  if (index < 0 || length == 0)
    return -1;

  for (guint i = 0; i < differences->len; i++)
    {
      const EncoreDifference *difference = &g_array_index (differences, EncoreDifference, i);

      if ((int) difference->from > index)
        break;
      if (index < (int) (difference->from + difference->n_from))
        {
          guint within = MIN ((guint) index - difference->from, MAX (difference->n_to, 1) - 1);

          return (int) MIN (difference->to + within, length - 1);
        }
      shift = (int) (difference->to + difference->n_to) - (int) (difference->from + difference->n_from);
    }

  return CLAMP (index + shift, 0, (int) length - 1);
}

/**
 * encore_correction_share:
 * @transcript: a finished transcript
 * @other: another one of the same call
 *
 * Returns: (transfer full): @transcript, with the very segments of @other where both are equal: whoever shows @other
 *   sees at once what has changed
 */
EncoreTranscript *
encore_correction_share (EncoreTranscript *transcript,
                         EncoreTranscript *other)
{
  EncoreTranscript *shared = encore_transcript_new_like (transcript);
  g_autoptr (GArray) differences = find_differences (other, transcript, encore_segment_equal);
  guint length = encore_transcript_get_length (transcript), at = 0, other_at = 0;

  for (guint i = 0; i <= differences->len; i++)
    {
      EncoreDifference end = { encore_transcript_get_length (other), 0, length, 0 };
      const EncoreDifference *next = i < differences->len ? &g_array_index (differences, EncoreDifference, i) : &end;

      for (; at < next->to; at++, other_at++)
        encore_transcript_add (shared, encore_segment_ref (encore_transcript_get (other, other_at)));
      for (; at < next->to + next->n_to; at++)
        encore_transcript_add (shared, encore_segment_ref (encore_transcript_get (transcript, at)));
      other_at = next->from + next->n_from;
    }

  encore_transcript_finish (shared);
  return shared;
}
