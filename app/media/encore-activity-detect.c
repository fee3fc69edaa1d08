/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-activity-private.h"

#include "encore-peaks.h"

#define FRAMES_PER_SECOND (1000 / ENCORE_PEAKS_BUCKET_MS)
#define LEVELS (ENCORE_LEVEL_MAX + 1)
#define STEPS(db) ((int) ((db) / ENCORE_LEVEL_STEP_DB))
#define LEVEL(dbfs) (ENCORE_LEVEL_MAX + STEPS (dbfs))

/* Speech stands out from the noise of the line around it, from the channel's own loudest parts downwards, and
 * from what no telephone carries. */
#define FLOOR_WINDOW_S 15 /* before and after: noise may begin and end at once */
#define FLOOR_SHARE 0.10
#define ABOVE_FLOOR_DB 9
#define BELOW_LOUD_DB 22
#define LOUD_SHARE 0.95
#define QUIETEST_DBFS -55
#define HYSTERESIS_DB 3

/* Clicks are no syllables; pauses between words are part of what is said; coughs are not. */
#define CLICK_MS 40
#define JOIN_MS 500
#define SHORTEST_MS 150

/* Talk falls silent between its words every few seconds; music on hold does not, and is as loud. Noise is quieter,
 * or as even as music never is. */
#define MUSIC_WINDOW_S 5
#define MUSIC_SPREAD_DB 12
#define MUSIC_MOVES_DB 3
#define MUSIC_BELOW_LOUD_DB 18
#define MUSIC_ABOVE_QUIET_DB 10
#define MUSIC_JOIN_MS 2000
#define MUSIC_SHORTEST_MS 20000

typedef guint32 Histogram[LEVELS];

static void
histogram_add (Histogram     histogram,
               const guint8 *levels,
               gsize         n)
{
  for (gsize i = 0; i < n; i++)
    histogram[levels[i]]++;
}

static void
histogram_remove (Histogram     histogram,
                  const guint8 *levels,
                  gsize         n)
{
  for (gsize i = 0; i < n; i++)
    histogram[levels[i]]--;
}

/* The level below which @share of the frames from @from upwards lie; @from when there are none. */
static int
histogram_quantile (const Histogram histogram,
                    int             from,
                    double          share)
{
  guint64 total = 0, below = 0;

  for (int i = from; i < LEVELS; i++)
    total += histogram[i];

  for (int i = from; i < LEVELS && total > 0; i++)
    {
      below += histogram[i];
      if (below >= share * total)
        return i;
    }

  return from;
}

/* A channel's levels by seconds, with a histogram over a window around one of them. */
typedef struct
{
  const guint8 *levels;
  gsize length;
  gsize start; /* in frames */
  gsize end;
  Histogram histogram;
} Window;

static void
window_move (Window *window,
             gsize   start,
             gsize   end)
{
  end = MIN (end, window->length);
  start = MIN (start, end);

  histogram_add (window->histogram, window->levels + window->end, end - window->end);
  histogram_remove (window->histogram, window->levels + window->start, start - window->start);
  window->start = start;
  window->end = end;
}

/* The floor of each second: of the window that ends with it or of the one that begins with it, whichever is higher. */
static guint8 *
find_floors (const guint8 *levels,
             gsize         length,
             gsize         seconds)
{
  g_autofree Window *window = g_new0 (Window, 1);
  guint8 *floors = g_new (guint8, seconds);
  g_autofree guint8 *ending = g_new0 (guint8, seconds + FLOOR_WINDOW_S);

  window->levels = levels;
  window->length = length;

  for (gsize i = 0; i < seconds + FLOOR_WINDOW_S - 1; i++)
    {
      gsize first = i + 1 > FLOOR_WINDOW_S ? i + 1 - FLOOR_WINDOW_S : 0;

      window_move (window, first * FRAMES_PER_SECOND, (i + 1) * FRAMES_PER_SECOND);
      ending[i] = histogram_quantile (window->histogram, 0, FLOOR_SHARE);
    }

  for (gsize i = 0; i < seconds; i++)
    floors[i] = MAX (ending[MAX (i, MIN (FLOOR_WINDOW_S, seconds) - 1)], ending[i + FLOOR_WINDOW_S - 1]);

  return floors;
}

/* The level of the channel's loud parts, whatever share of the call they make up. */
static int
find_loud (const guint8 *levels,
           gsize         length)
{
  Histogram all = { 0 };

  histogram_add (all, levels, length);

  return histogram_quantile (all, LEVEL (QUIETEST_DBFS), LOUD_SHARE);
}

static inline int
smooth_level (const guint8 *levels,
              gsize         length,
              gsize         at)
{
  int before = levels[at > 0 ? at - 1 : 0];
  int after = levels[at + 1 < length ? at + 1 : at];

  return (before + 2 * levels[at] + after) / 4;
}

/* A run of frames above a gate that may move between its seconds. */
typedef struct
{
  GArray *spans;
  gint64 since; /* in frames; -1 while there is none */
} Run;

static inline void
run_step (Run     *run,
          gint64   at,
          gboolean above)
{
  if (above == (run->since >= 0))
    return;

  if (!above)
    encore_spans_append (run->spans, run->since * ENCORE_PEAKS_BUCKET_MS, at * ENCORE_PEAKS_BUCKET_MS);
  run->since = above ? at : -1;
}

static GArray *
find_runs (const guint8 *levels,
           gsize         length)
{
  gsize seconds = (length + FRAMES_PER_SECOND - 1) / FRAMES_PER_SECOND;
  g_autofree guint8 *floors = find_floors (levels, length, seconds);
  int loud = find_loud (levels, length);
  int least = MAX (LEVEL (QUIETEST_DBFS), loud - STEPS (BELOW_LOUD_DB));
  Run run = { encore_spans_new (), -1 };

  for (gsize second = 0; second < seconds; second++)
    {
      gsize first = second * FRAMES_PER_SECOND;
      int gate = MAX (least, floors[second] + STEPS (ABOVE_FLOOR_DB));

      for (gsize i = first; i < MIN (first + FRAMES_PER_SECOND, length); i++)
        run_step (&run, i, smooth_level (levels, length, i) >= gate - (run.since >= 0 ? STEPS (HYSTERESIS_DB) : 0));
    }
  run_step (&run, length, FALSE);

  return run.spans;
}

/* Where somebody speaks on this channel, pauses for breath included. */
GArray *
encore_detect_speech (const guint8 *levels,
                      gsize         length)
{
  g_autoptr (GArray) runs = find_runs (levels, length);
  g_autoptr (GArray) sounds = encore_spans_join (runs, 0, CLICK_MS);

  return encore_spans_join (sounds, JOIN_MS, SHORTEST_MS);
}

/* Hardly any frame falls far below the middle one, which is as loud as speech, but they are not all the same. */
static gboolean
is_music (const Histogram window,
          int             gate)
{
  int low = histogram_quantile (window, 0, 0.05);
  int middle = histogram_quantile (window, 0, 0.5);

  int high = histogram_quantile (window, 0, 0.95);

  return low > 0 && middle >= gate && middle - low <= STEPS (MUSIC_SPREAD_DB) && high - low >= STEPS (MUSIC_MOVES_DB);
}

/* As loud as speech, and clearly above the quietest parts of the channel. */
static int
music_gate (const guint8 *levels,
            gsize         length)
{
  Histogram all = { 0 };

  histogram_add (all, levels, length);

  return MAX (histogram_quantile (all, LEVEL (QUIETEST_DBFS), LOUD_SHARE) - STEPS (MUSIC_BELOW_LOUD_DB),
              histogram_quantile (all, 0, FLOOR_SHARE) + STEPS (MUSIC_ABOVE_QUIET_DB));
}

/*
 * Where this channel sounds without a pause for as long as nobody talks: music on hold, by guess. A second is
 * music when any window of five around it is.
 */
GArray *
encore_detect_music (const guint8 *levels,
                     gsize         length)
{
  g_autofree Window *window = g_new0 (Window, 1);
  g_autoptr (GArray) runs = encore_spans_new ();
  int gate = music_gate (levels, length);
  gint64 covered_ms = 0;

  window->levels = levels;
  window->length = length;

  for (gsize second = 0; (second + MUSIC_WINDOW_S) * FRAMES_PER_SECOND <= length; second++)
    {
      window_move (window, second * FRAMES_PER_SECOND, (second + MUSIC_WINDOW_S) * FRAMES_PER_SECOND);
      if (!is_music (window->histogram, gate))
        continue;

      gint64 end_ms = (gint64) (second + MUSIC_WINDOW_S) * 1000;

      encore_spans_append (runs, MAX (covered_ms, (gint64) second * 1000), end_ms);
      covered_ms = end_ms;
    }

  return encore_spans_join (runs, MUSIC_JOIN_MS, MUSIC_SHORTEST_MS);
}
