/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-activity-private.h"

#include <math.h>

#include "encore-peaks.h"

/* Long enough to tell two people from one who is heard twice. */
#define BLOCK (1000 / ENCORE_PEAKS_BUCKET_MS)

#define AUDIBLE_DBFS -70
#define LOUDEST_DB 18
#define MOVES_DB 3
#define FOLLOWS_SHARE 0.35
#define APART_DB 6

/* How the loudness of two channels moves within a block, in steps. */
typedef struct
{
  int n;
  double first; /* sums */
  double first_squares;
  double difference;
  double difference_squares;
} Moves;

/* Only the louder parts tell: in the pauses, each line has a noise of its own. */
static Moves
measure_moves (const guint8 *first,
               const guint8 *second,
               gsize         n)
{
  const int audible = ENCORE_LEVEL_MAX + (int) (AUDIBLE_DBFS / ENCORE_LEVEL_STEP_DB);
  int loudest = 0;
  Moves moves = { 0 };

  for (gsize i = 0; i < n; i++)
    loudest = MAX (loudest, MAX (first[i], second[i]));

  for (gsize i = 0; i < n; i++)
    {
      int difference = first[i] - second[i];
      int least = loudest - (int) (LOUDEST_DB / ENCORE_LEVEL_STEP_DB);

      if (MIN (first[i], second[i]) < audible || MAX (first[i], second[i]) < least)
        continue;

      moves.n++;
      moves.first += first[i];
      moves.first_squares += first[i] * first[i];
      moves.difference += difference;
      moves.difference_squares += difference * difference;
    }

  return moves;
}

static double
deviation (double sum,
           double squares,
           int    n)
{
  return sqrt (MAX (squares / n - (sum / n) * (sum / n), 0)) * ENCORE_LEVEL_STEP_DB;
}

/* Both get louder and softer together, and by as much. */
static gboolean
is_same_sound (const Moves *moves)
{
  if (moves->n < BLOCK / 3)
    return FALSE;

  double moved = deviation (moves->first, moves->first_squares, moves->n);
  double apart = deviation (moves->difference, moves->difference_squares, moves->n);

  return moved >= MOVES_DB && apart <= FOLLOWS_SHARE * moved;
}

static void
mute (guint8 *levels,
      gsize   n)
{
  for (gsize i = 0; i < n; i++)
    levels[i] = 0;
}

/**
 * encore_detect_shared:
 * @first: levels of one channel
 * @second: levels of the other
 * @length: of both
 *
 * Two channels are not always two people: an echo carries one of them into the other's channel, and some recorders
 * write the same sound twice. An echo is muted in place.
 *
 * Returns: (transfer full): where both channels hold the same sound about equally loud
 */
GArray *
encore_detect_shared (guint8 *first,
                      guint8 *second,
                      gsize   length)
{
  GArray *shared = encore_spans_new ();

  for (gsize at = 0; at < length; at += BLOCK)
    {
      gsize n = MIN (BLOCK, length - at);
      Moves moves = measure_moves (first + at, second + at, n);

      if (!is_same_sound (&moves))
        continue;

      double difference_db = moves.difference / moves.n * ENCORE_LEVEL_STEP_DB;

      if (fabs (difference_db) < APART_DB)
        encore_spans_append (shared, (gint64) at * ENCORE_PEAKS_BUCKET_MS, (gint64) (at + n) * ENCORE_PEAKS_BUCKET_MS);
      else
        mute ((difference_db > 0 ? second : first) + at, n);
    }

  return shared;
}
