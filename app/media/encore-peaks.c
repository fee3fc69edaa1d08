/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-peaks-private.h"

#include <math.h>
#include <string.h>

#define FULL_SCALE 127.0

/* Immutable: may be read by any thread. Full chunks are shared between snapshots of one recording. */
struct _EncorePeaks
{
  GObject parent_instance;

  int channels;
  int rate;
  gint64 frames;
  gsize length;
  gboolean complete;
  GPtrArray *chunks;        /* EncorePeaksChunk, refcounted boxes */
  EncoreActivity *activity; /* of complete ones */
};

G_DEFINE_FINAL_TYPE (EncorePeaks, encore_peaks, G_TYPE_OBJECT)

/* What a range adds up to before its root is taken. */
typedef struct
{
  int min;
  int max;
  double squares;
  gsize n;
} Sum;

static void
sum_add (Sum                   *sum,
         const EncorePeaksNode *peak,
         gsize                  n)
{
  sum->min = MIN (sum->min, peak->min);
  sum->max = MAX (sum->max, peak->max);
  sum->squares += encore_level_to_power (peak->level) * n;
  sum->n += n;
}

static inline gsize
level_offset (int level)
{
  return ENCORE_PEAKS_CHUNK_NODES - (ENCORE_PEAKS_CHUNK_NODES >> level);
}

static inline EncorePeaksNode
pair (const EncorePeaksNode *a,
      const EncorePeaksNode *b,
      float                  power)
{
  return (EncorePeaksNode) {
    .min = MIN (a->min, b->min),
    .max = MAX (a->max, b->max),
    .level = encore_level_from_power (power),
  };
}

EncorePeaksChunk *
encore_peaks_chunk_new (int channels)
{
  return g_atomic_rc_box_alloc0 (sizeof (EncorePeaksNode) * ENCORE_PEAKS_CHUNK_NODES * channels);
}

EncorePeaksChunk *
encore_peaks_chunk_copy (EncorePeaksChunk *chunk,
                         int               channels)
{
  return g_atomic_rc_box_dup (sizeof (EncorePeaksNode) * ENCORE_PEAKS_CHUNK_NODES * channels, chunk);
}

/* The powers are handed on as they are, so that rounding does not add up from level to level. */
static void
settle_channel (EncorePeaksNode *nodes)
{
  float powers[ENCORE_PEAKS_CHUNK];

  for (gsize i = 0; i < ENCORE_PEAKS_CHUNK; i++)
    powers[i] = encore_level_to_power (nodes[i].level);

  for (int level = 1; level <= ENCORE_PEAKS_CHUNK_SHIFT; level++)
    {
      const EncorePeaksNode *below = nodes + level_offset (level - 1);
      EncorePeaksNode *here = nodes + level_offset (level);

      for (gsize i = 0; i < (gsize) ENCORE_PEAKS_CHUNK >> level; i++)
        {
          powers[i] = (powers[2 * i] + powers[2 * i + 1]) / 2;
          here[i] = pair (&below[2 * i], &below[2 * i + 1], powers[i]);
        }
    }
}

/* Fills the coarser levels from the finest one. */
void
encore_peaks_chunk_settle (EncorePeaksChunk *chunk,
                           int               channels)
{
  for (int channel = 0; channel < channels; channel++)
    settle_channel (chunk + (gsize) channel * ENCORE_PEAKS_CHUNK_NODES);
}

/* Adds buckets [first, end) of one chunk, from the largest nodes that fit. */
static void
sum_chunk (Sum                   *sum,
           const EncorePeaksNode *nodes,
           gsize                  first,
           gsize                  end)
{
  while (first < end)
    {
      int level = first == 0 ? ENCORE_PEAKS_CHUNK_SHIFT : __builtin_ctzl (first);

      while (((gsize) 1 << level) > end - first)
        level--;

      sum_add (sum, &nodes[level_offset (level) + (first >> level)], (gsize) 1 << level);
      first += (gsize) 1 << level;
    }
}

static void
encore_peaks_finalize (GObject *object)
{
  EncorePeaks *self = ENCORE_PEAKS (object);

  g_ptr_array_unref (self->chunks);
  g_clear_object (&self->activity);

  G_OBJECT_CLASS (encore_peaks_parent_class)->finalize (object);
}

static void
encore_peaks_class_init (EncorePeaksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_peaks_finalize;
}

static void
encore_peaks_init (EncorePeaks *self)
{
}

static guint8 *
copy_levels (EncorePeaks *self,
             int          channel)
{
  guint8 *levels = g_malloc (self->length);

  for (gsize i = 0; i < self->length; i++)
    levels[i]
        = encore_peaks_get_chunk (self, channel, i >> ENCORE_PEAKS_CHUNK_SHIFT)[i & (ENCORE_PEAKS_CHUNK - 1)].level;

  return levels;
}

static void
find_activity (EncorePeaks *self)
{
  guint8 *levels[ENCORE_PEAKS_MAX_CHANNELS];

  for (int channel = 0; channel < self->channels; channel++)
    levels[channel] = copy_levels (self, channel);

  self->activity = encore_activity_new (self->channels, levels, self->length, encore_peaks_get_duration_ms (self));

  for (int channel = 0; channel < self->channels; channel++)
    g_free (levels[channel]);
}

/* Takes @chunks, settled. */
EncorePeaks *
encore_peaks_new (int        channels,
                  int        rate,
                  gint64     frames,
                  gsize      length,
                  gboolean   complete,
                  GPtrArray *chunks)
{
  EncorePeaks *self = g_object_new (ENCORE_TYPE_PEAKS, NULL);

  g_assert (chunks->len * (gsize) ENCORE_PEAKS_CHUNK >= length);

  self->channels = channels;
  self->rate = rate;
  self->frames = frames;
  self->length = length;
  self->complete = complete;
  self->chunks = chunks;
  if (complete)
    find_activity (self);

  return self;
}

int
encore_peaks_get_rate (EncorePeaks *self)
{
  return self->rate;
}

gint64
encore_peaks_get_frames (EncorePeaks *self)
{
  return self->frames;
}

const EncorePeaksNode *
encore_peaks_get_chunk (EncorePeaks *self,
                        int          channel,
                        gsize        chunk)
{
  const EncorePeaksChunk *nodes = g_ptr_array_index (self->chunks, chunk);

  return nodes + (gsize) channel * ENCORE_PEAKS_CHUNK_NODES;
}

/**
 * encore_peaks_get_channels:
 * @self: peaks
 *
 * Returns: how many channels the recording has
 */
int
encore_peaks_get_channels (EncorePeaks *self)
{
  g_return_val_if_fail (ENCORE_IS_PEAKS (self), 0);

  return self->channels;
}

/**
 * encore_peaks_get_length:
 * @self: peaks
 *
 * Returns: buckets of %ENCORE_PEAKS_BUCKET_MS per channel; the last may be a part of one
 */
gsize
encore_peaks_get_length (EncorePeaks *self)
{
  g_return_val_if_fail (ENCORE_IS_PEAKS (self), 0);

  return self->length;
}

/**
 * encore_peaks_get_duration_ms:
 * @self: peaks
 *
 * Returns: the length of what was decoded, from its number of samples
 */
gint64
encore_peaks_get_duration_ms (EncorePeaks *self)
{
  g_return_val_if_fail (ENCORE_IS_PEAKS (self), 0);

  return (self->frames * 1000 + self->rate / 2) / self->rate;
}

/**
 * encore_peaks_is_complete:
 * @self: peaks
 *
 * Returns: whether the whole recording is in them
 */
gboolean
encore_peaks_is_complete (EncorePeaks *self)
{
  g_return_val_if_fail (ENCORE_IS_PEAKS (self), FALSE);

  return self->complete;
}

/**
 * encore_peaks_get_activity:
 * @self: peaks
 *
 * Returns: (transfer none) (nullable): who makes sound when; %NULL until @self is complete
 */
EncoreActivity *
encore_peaks_get_activity (EncorePeaks *self)
{
  g_return_val_if_fail (ENCORE_IS_PEAKS (self), NULL);

  return self->activity;
}

/**
 * encore_peaks_get_range:
 * @self: peaks
 * @channel: from 0
 * @first: the first bucket
 * @n_buckets: how many
 *
 * Takes a few steps per 41 seconds at the ends of the range and one for each such stretch inside it.
 *
 * Returns: the extremes and the root mean square of that stretch; zeros where there is nothing
 */
EncorePeak
encore_peaks_get_range (EncorePeaks *self,
                        int          channel,
                        gsize        first,
                        gsize        n_buckets)
{
  Sum sum = { .min = G_MAXINT8, .max = G_MININT8 };

  g_return_val_if_fail (ENCORE_IS_PEAKS (self), (EncorePeak) { 0 });

  if (channel < 0 || channel >= self->channels || first >= self->length || n_buckets == 0)
    return (EncorePeak) { 0 };

  gsize end = n_buckets > self->length - first ? self->length : first + n_buckets;

  while (first < end)
    {
      gsize chunk = first >> ENCORE_PEAKS_CHUNK_SHIFT;
      gsize base = chunk << ENCORE_PEAKS_CHUNK_SHIFT;
      gsize stop = MIN (end, base + ENCORE_PEAKS_CHUNK);

      sum_chunk (&sum, encore_peaks_get_chunk (self, channel, chunk), first - base, stop - base);
      first = stop;
    }

  return (
      EncorePeak){ .min = sum.min, .max = sum.max, .rms = (guint8) lrint (FULL_SCALE * sqrt (sum.squares / sum.n)) };
}
