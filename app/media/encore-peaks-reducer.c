/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-peaks-reducer.h"

#include <math.h>
#include <string.h>

#include "encore-peaks-private.h"

#define BUCKETS_PER_SECOND (1000 / ENCORE_PEAKS_BUCKET_MS)
#define FULL_SCALE 127.0

/* One channel's bucket in the making; values are relative to full scale. */
typedef struct
{
  double min;
  double max;
  double squares;
} Bucket;

struct _EncorePeaksReducer
{
  int channels;
  int rate;
  gint64 frames;   /* taken in so far */
  gint64 boundary; /* the frame that begins the next bucket */
  gint64 bucket_start;
  gsize length; /* finished buckets */
  gsize first;  /* the bucket it began with */
  Bucket buckets[ENCORE_PEAKS_MAX_CHANNELS];
  GPtrArray *chunks; /* the last one is being filled */
  double *unpacked;
  gsize unpacked_size;
};

/* Extremes and squares of every @stride-th sample, in the arithmetic of the format itself. */
#define DEFINE_REDUCE(name, type, wide, squares_type, offset, scale)                                                   \
  static void reduce_##name (Bucket *bucket, const type *samples, gsize n, gsize stride)                               \
  {                                                                                                                    \
    wide min = (wide) samples[0] - (offset);                                                                           \
    wide max = min;                                                                                                    \
    squares_type squares = 0;                                                                                          \
                                                                                                                       \
    for (gsize i = 0; i < n; i++)                                                                                      \
      {                                                                                                                \
        wide value = (wide) samples[i * stride] - (offset);                                                            \
        min = MIN (min, value);                                                                                        \
        max = MAX (max, value);                                                                                        \
        squares += (squares_type) value * (squares_type) value;                                                        \
      }                                                                                                                \
    bucket->min = MIN (bucket->min, (double) min / (scale));                                                           \
    bucket->max = MAX (bucket->max, (double) max / (scale));                                                           \
    bucket->squares += (double) squares / ((scale) * (scale));                                                         \
  }

DEFINE_REDUCE (s16, gint16, int, gint64, 0, 32768.0)
DEFINE_REDUCE (u8, guint8, int, gint64, 128, 128.0)
DEFINE_REDUCE (s32, gint32, gint64, double, 0, 2147483648.0)
DEFINE_REDUCE (f32, float, float, float, 0, 1.0)
DEFINE_REDUCE (f64, double, double, double, 0, 1.0)

static void
reduce (Bucket        *bucket,
        GstAudioFormat format,
        gconstpointer  samples,
        gsize          n,
        gsize          stride)
{
  switch (format)
    {
    case GST_AUDIO_FORMAT_S16:
      reduce_s16 (bucket, samples, n, stride);
      break;
    case GST_AUDIO_FORMAT_U8:
      reduce_u8 (bucket, samples, n, stride);
      break;
    case GST_AUDIO_FORMAT_S32:
      reduce_s32 (bucket, samples, n, stride);
      break;
    case GST_AUDIO_FORMAT_F32:
      reduce_f32 (bucket, samples, n, stride);
      break;
    case GST_AUDIO_FORMAT_F64:
      reduce_f64 (bucket, samples, n, stride);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
start_bucket (EncorePeaksReducer *self)
{
  self->bucket_start = self->boundary;
  self->boundary = (gint64) (self->length + 1) * self->rate / BUCKETS_PER_SECOND;

  for (int channel = 0; channel < self->channels; channel++)
    self->buckets[channel] = (Bucket) { .min = G_MAXDOUBLE, .max = -G_MAXDOUBLE };
}

static EncorePeaksNode
finish_peak (const Bucket *bucket,
             gint64        frames)
{
  double min = CLAMP (bucket->min, -1, 1);
  double max = CLAMP (bucket->max, -1, 1);
  double power = bucket->squares / frames;

  /* Broken floating point decodes to "not a number", which compares false to everything. */
  if (!isfinite (power))
    return (EncorePeaksNode) { 0 };

  return (EncorePeaksNode) {
    .min = lrint (min * FULL_SCALE),
    .max = lrint (max * FULL_SCALE),
    .level = encore_level_from_power (power),
  };
}

static void
write_bucket (EncorePeaksReducer *self,
              EncorePeaksChunk   *chunk,
              gint64              frames)
{
  gsize at = self->length & (ENCORE_PEAKS_CHUNK - 1);

  for (int channel = 0; channel < self->channels; channel++)
    chunk[(gsize) channel * ENCORE_PEAKS_CHUNK_NODES + at] = finish_peak (&self->buckets[channel], frames);
}

static void
finish_bucket (EncorePeaksReducer *self)
{
  EncorePeaksChunk *chunk = g_ptr_array_index (self->chunks, self->chunks->len - 1);

  if (self->boundary > self->bucket_start)
    write_bucket (self, chunk, self->boundary - self->bucket_start);
  self->length++;

  if ((self->length & (ENCORE_PEAKS_CHUNK - 1)) == 0)
    {
      encore_peaks_chunk_settle (chunk, self->channels);
      g_ptr_array_add (self->chunks, encore_peaks_chunk_new (self->channels));
    }

  start_bucket (self);
}

/**
 * encore_peaks_reducer_new:
 * @channels: 1 to %ENCORE_PEAKS_MAX_CHANNELS
 * @rate: at least 100 Hz
 *
 * Returns: (transfer full): an empty one
 */
EncorePeaksReducer *
encore_peaks_reducer_new (int channels,
                          int rate)
{
  return encore_peaks_reducer_new_at (channels, rate, 0);
}

/**
 * encore_peaks_reducer_new_at:
 * @channels: 1 to %ENCORE_PEAKS_MAX_CHANNELS
 * @rate: at least 100 Hz
 * @first_bucket: the first of a chunk
 *
 * Returns: (transfer full): an empty one for what follows that bucket of a recording
 */
EncorePeaksReducer *
encore_peaks_reducer_new_at (int   channels,
                             int   rate,
                             gsize first_bucket)
{
  g_assert (channels > 0 && channels <= ENCORE_PEAKS_MAX_CHANNELS && rate >= BUCKETS_PER_SECOND);
  g_assert (first_bucket % ENCORE_PEAKS_CHUNK == 0);

  EncorePeaksReducer *self = g_new0 (EncorePeaksReducer, 1);

  self->channels = channels;
  self->rate = rate;
  self->length = self->first = first_bucket;
  self->frames = self->boundary = (gint64) first_bucket * rate / BUCKETS_PER_SECOND;
  self->chunks = g_ptr_array_new_with_free_func (g_atomic_rc_box_release);
  g_ptr_array_add (self->chunks, encore_peaks_chunk_new (channels));
  start_bucket (self);

  return self;
}

/* Whether two reducers that went over the same stretch found the same there. */
static gboolean
agree (EncorePeaksReducer *self,
       EncorePeaksReducer *next)
{
  gsize both = MIN (self->length, next->length) - next->first;
  const EncorePeaksChunk *mine = g_ptr_array_index (self->chunks, next->first >> ENCORE_PEAKS_CHUNK_SHIFT);
  const EncorePeaksChunk *other = g_ptr_array_index (next->chunks, 0);

  for (int channel = 0; channel < self->channels; channel++)
    {
      gsize nodes = (gsize) channel * ENCORE_PEAKS_CHUNK_NODES;

      if (memcmp (mine + nodes, other + nodes, both * sizeof *mine) != 0)
        return FALSE;
    }

  return both > 0;
}

/**
 * encore_peaks_reducer_join:
 * @self: the reducer of the first part of a recording, and of a little more of it
 * @next: the reducer of the second part, which is left without a use
 *
 * Returns: whether @self now has taken in both: %FALSE when they differ where they overlap
 */
gboolean
encore_peaks_reducer_join (EncorePeaksReducer *self,
                           EncorePeaksReducer *next)
{
  if (self->channels != next->channels || self->rate != next->rate || self->length <= next->first
      || self->length - next->first >= ENCORE_PEAKS_CHUNK || next->length <= next->first || !agree (self, next))
    return FALSE;

  gsize n_chunks = 0;
  g_autofree gpointer *chunks = g_ptr_array_steal (next->chunks, &n_chunks);

  g_ptr_array_set_size (self->chunks, next->first >> ENCORE_PEAKS_CHUNK_SHIFT);
  for (gsize i = 0; i < n_chunks; i++)
    g_ptr_array_add (self->chunks, chunks[i]);

  self->frames = next->frames;
  self->boundary = next->boundary;
  self->bucket_start = next->bucket_start;
  self->length = next->length;
  memcpy (self->buckets, next->buckets, sizeof self->buckets);

  return TRUE;
}

void
encore_peaks_reducer_free (EncorePeaksReducer *self)
{
  g_ptr_array_unref (self->chunks);
  g_free (self->unpacked);
  g_free (self);
}

int
encore_peaks_reducer_get_channels (EncorePeaksReducer *self)
{
  return self->channels;
}

int
encore_peaks_reducer_get_rate (EncorePeaksReducer *self)
{
  return self->rate;
}

gint64
encore_peaks_reducer_get_frames (EncorePeaksReducer *self)
{
  return self->frames;
}

/* Walks over @n_frames, cut at bucket boundaries. A stride of 0 repeats one sample. */
static void
add_native (EncorePeaksReducer *self,
            GstAudioFormat      format,
            gsize               width,
            gconstpointer      *first,
            gsize               stride,
            gsize               n_frames)
{
  gsize done = 0;

  while (done < n_frames)
    {
      gsize run = MIN ((gint64) (n_frames - done), self->boundary - self->frames);

      for (int channel = 0; channel < self->channels; channel++)
        reduce (&self->buckets[channel], format, (const guint8 *) first[channel] + done * stride * width, run, stride);

      done += run;
      self->frames += run;
      if (self->frames == self->boundary)
        finish_bucket (self);
    }
}

static gboolean
is_native (GstAudioFormat format)
{
  return format == GST_AUDIO_FORMAT_S16 || format == GST_AUDIO_FORMAT_U8 || format == GST_AUDIO_FORMAT_S32
         || format == GST_AUDIO_FORMAT_F32 || format == GST_AUDIO_FORMAT_F64;
}

static void
add_interleaved (EncorePeaksReducer *self,
                 GstAudioFormat      format,
                 gconstpointer       data,
                 gsize               n_frames)
{
  gconstpointer first[ENCORE_PEAKS_MAX_CHANNELS];
  gsize width = GST_AUDIO_FORMAT_INFO_WIDTH (gst_audio_format_get_info (format)) / 8;

  for (int channel = 0; channel < self->channels; channel++)
    first[channel] = (const guint8 *) data + channel * width;

  add_native (self, format, width, first, self->channels, n_frames);
}

/* Rare formats: 24 bits, foreign byte order. */
static void
add_unpacked (EncorePeaksReducer *self,
              const GstAudioInfo *info,
              gconstpointer       data,
              gsize               n_frames)
{
  gsize samples = n_frames * self->channels;

  if (self->unpacked_size < samples)
    {
      self->unpacked = g_renew (double, self->unpacked, samples);
      self->unpacked_size = samples;
    }

  info->finfo->unpack_func (info->finfo, 0, self->unpacked, data, samples);
  add_interleaved (self, info->finfo->unpack_format, self->unpacked, n_frames);
}

/**
 * encore_peaks_reducer_add:
 * @self: the reducer
 * @info: the format of the samples, with this reducer's channels
 * @planes: one pointer when interleaved, else one per channel
 * @n_frames: samples per channel
 *
 * Takes samples in, in the decoder's own format.
 */
void
encore_peaks_reducer_add (EncorePeaksReducer *self,
                          const GstAudioInfo *info,
                          gconstpointer      *planes,
                          gsize               n_frames)
{
  GstAudioFormat format = GST_AUDIO_INFO_FORMAT (info);

  g_assert (GST_AUDIO_INFO_CHANNELS (info) == self->channels);

  if (GST_AUDIO_INFO_LAYOUT (info) == GST_AUDIO_LAYOUT_NON_INTERLEAVED)
    add_native (self, format, GST_AUDIO_INFO_WIDTH (info) / 8, planes, 1, n_frames);
  else if (is_native (format))
    add_interleaved (self, format, planes[0], n_frames);
  else
    add_unpacked (self, info, planes[0], n_frames);
}

/**
 * encore_peaks_reducer_add_silence:
 * @self: the reducer
 * @n_frames: samples per channel
 *
 * For what a recording leaves out: players are silent there for as long.
 */
void
encore_peaks_reducer_add_silence (EncorePeaksReducer *self,
                                  gsize               n_frames)
{
  static const gint16 nothing = 0;
  gconstpointer first[ENCORE_PEAKS_MAX_CHANNELS];

  for (int channel = 0; channel < self->channels; channel++)
    first[channel] = &nothing;

  add_native (self, GST_AUDIO_FORMAT_S16, sizeof nothing, first, 0, n_frames);
}

/**
 * encore_peaks_reducer_snapshot:
 * @self: the reducer
 * @complete: whether nothing will follow
 *
 * Cheap: copies at most one chunk.
 *
 * Returns: (transfer full): immutable peaks of everything taken in so far
 */
EncorePeaks *
encore_peaks_reducer_snapshot (EncorePeaksReducer *self,
                               gboolean            complete)
{
  g_autoptr (GPtrArray) chunks = g_ptr_array_new_with_free_func (g_atomic_rc_box_release);
  guint last = self->chunks->len - 1;
  gsize length = self->length;

  for (guint i = 0; i < last; i++)
    g_ptr_array_add (chunks, g_atomic_rc_box_acquire (g_ptr_array_index (self->chunks, i)));

  EncorePeaksChunk *tail = encore_peaks_chunk_copy (g_ptr_array_index (self->chunks, last), self->channels);

  if (complete && self->frames > self->bucket_start)
    {
      write_bucket (self, tail, self->frames - self->bucket_start);
      length++;
    }

  encore_peaks_chunk_settle (tail, self->channels);
  g_ptr_array_add (chunks, tail);

  return encore_peaks_new (self->channels, self->rate, self->frames, length, complete, g_steal_pointer (&chunks));
}
