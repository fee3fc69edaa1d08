/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-silence-cutter.h"

#include <string.h>

/* The two ends of a cut are blended over a hundredth of a second. */
#define BLENDS_PER_SECOND 100

typedef struct
{
  gint64 time;    /* on the shortened time line; nanoseconds, as is the next */
  gint64 removed; /* by this cut */
} Cut;

void
encore_silence_cutter_init (EncoreSilenceCutter *self)
{
  self->silences = g_array_new (FALSE, FALSE, sizeof (EncoreSpan));
  self->cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
  self->tail = g_byte_array_new ();
}

void
encore_silence_cutter_clear (EncoreSilenceCutter *self)
{
  g_clear_pointer (&self->silences, g_array_unref);
  g_clear_pointer (&self->cuts, g_array_unref);
  g_clear_pointer (&self->tail, g_byte_array_unref);
}

/* Takes effect with the next sound that comes; what has been taken out stays out. */
void
encore_silence_cutter_set_silences (EncoreSilenceCutter *self,
                                    const EncoreSpan    *silences,
                                    gsize                n)
{
  g_array_set_size (self->silences, 0);
  if (n > 0)
    g_array_append_vals (self->silences, silences, n);
}

/* Before sound that does not follow what came before. */
void
encore_silence_cutter_restart (EncoreSilenceCutter *self)
{
  g_array_set_size (self->cuts, 0);
  g_byte_array_set_size (self->tail, 0);
  self->removed = self->dropped = 0;
  self->state = ENCORE_CUTTER_KEEPING;
}

static gint64
to_frames (gint64 time,
           int    rate)
{
  return (gint64) gst_util_uint64_scale_round ((guint64) MAX (time, 0), rate, GST_SECOND);
}

static gint64
to_time (gint64 frames,
         int    rate)
{
  return (gint64) gst_util_uint64_scale_round ((guint64) frames, GST_SECOND, rate);
}

/* The first silence that ends behind @frame; NULL for none. */
static const EncoreSpan *
find_silence (EncoreSilenceCutter *self,
              gint64               frame,
              int                  rate)
{
  guint low = 0, high = self->silences->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (to_frames (g_array_index (self->silences, EncoreSpan, middle).end_ms, rate) <= frame)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->silences->len ? &g_array_index (self->silences, EncoreSpan, low) : NULL;
}

/* How many frames from @frame on are kept as they are; 0 where a cut begins. */
static gint64
count_kept (EncoreSilenceCutter *self,
            gint64               frame,
            int                  rate)
{
  gint64 blend = rate / BLENDS_PER_SECOND;
  const EncoreSpan *silence = find_silence (self, frame, rate);

  if (silence == NULL)
    return G_MAXINT64;

  gint64 start = to_frames (silence->start_ms, rate), end = to_frames (silence->end_ms, rate);

  if (frame < start)
    return start - frame;
  if (end - frame < 4 * blend)
    return end - frame;

  self->state = ENCORE_CUTTER_DROPPING;
  self->drop_until = end - blend;
  self->dropped = 0;
  g_byte_array_set_size (self->tail, 0);

  return 0;
}

/* Whether the silence that is being left out still is one that should be. */
static gboolean
is_wanted (EncoreSilenceCutter *self,
           gint64               frame,
           int                  rate)
{
  const EncoreSpan *silence = find_silence (self, frame, rate);

  return frame < self->drop_until && silence != NULL && to_frames (silence->start_ms, rate) <= frame;
}

static void
end_cut (EncoreSilenceCutter *self,
         gint64               frame,
         int                  rate)
{
  Cut cut = { to_time (frame - self->removed, rate), to_time (self->dropped, rate) };

  g_array_append_val (self->cuts, cut);
  self->state = ENCORE_CUTTER_MIXING;
  self->mixed = 0;
}

static gint64
drop (EncoreSilenceCutter *self,
      const GstAudioInfo  *info,
      gint64               frame,
      const guint8        *data,
      gint64               n_frames)
{
  int rate = GST_AUDIO_INFO_RATE (info);
  gsize bytes = GST_AUDIO_INFO_BPF (info), missing = rate / BLENDS_PER_SECOND - self->tail->len / bytes;

  if (!is_wanted (self, frame, rate))
    {
      end_cut (self, frame, rate);
      return 0;
    }

  n_frames = MIN (n_frames, self->drop_until - frame);
  g_byte_array_append (self->tail, data, MIN ((gsize) n_frames, missing) * bytes);
  self->dropped += n_frames;
  self->removed += n_frames;

  return n_frames;
}

static void
blend_s16 (gint16       *samples,
           const gint16 *from,
           gsize         channels,
           float         share)
{
  for (gsize i = 0; i < channels; i++)
    samples[i] = (gint16) ((1 - share) * (float) from[i] + share * (float) samples[i]);
}

static void
blend_f32 (float       *samples,
           const float *from,
           gsize        channels,
           float        share)
{
  for (gsize i = 0; i < channels; i++)
    samples[i] = (1 - share) * from[i] + share * samples[i];
}

static gint64
mix (EncoreSilenceCutter *self,
     const GstAudioInfo  *info,
     guint8              *data,
     gint64               n_frames)
{
  gsize bytes = GST_AUDIO_INFO_BPF (info), length = self->tail->len / bytes;
  gint64 done = 0;

  for (; done < n_frames && self->mixed < length; done++, self->mixed++, data += bytes)
    {
      const guint8 *from = self->tail->data + self->mixed * bytes;
      float share = (float) self->mixed / (float) length;

      if (GST_AUDIO_INFO_FORMAT (info) == GST_AUDIO_FORMAT_S16)
        blend_s16 ((gint16 *) data, (const gint16 *) from, GST_AUDIO_INFO_CHANNELS (info), share);
      else
        blend_f32 ((float *) data, (const float *) from, GST_AUDIO_INFO_CHANNELS (info), share);
    }

  if (self->mixed >= length)
    self->state = ENCORE_CUTTER_KEEPING;

  return done;
}

/* Removes what is to be left out of @data, which starts at @time, in place. @shift is how much sooner what is
 * left starts, in nanoseconds. Returns how many frames that is. */
gsize
encore_silence_cutter_run (EncoreSilenceCutter *self,
                           const GstAudioInfo  *info,
                           gint64               time,
                           guint8              *data,
                           gsize                n_frames,
                           gint64              *shift)
{
  int rate = GST_AUDIO_INFO_RATE (info);
  gsize bytes = GST_AUDIO_INFO_BPF (info), kept = 0;
  gint64 start = to_frames (time, rate), n = (gint64) n_frames;

  *shift = to_time (self->removed, rate);
  for (gint64 at = 0, step = 0; at < n; at += step)
    {
      guint8 *from = data + at * bytes, *to = data + kept * bytes;

      if (self->state == ENCORE_CUTTER_DROPPING)
        {
          step = drop (self, info, start + at, from, n - at);
          continue;
        }

      step = self->state == ENCORE_CUTTER_MIXING ? mix (self, info, from, n - at)
                                                 : MIN (count_kept (self, start + at, rate), n - at);
      if (to != from && step > 0)
        memmove (to, from, step * bytes);
      kept += step;
    }

  return kept;
}

/* Where in the recording @time on the shortened time line is. @passed is how much was left out up to there. */
gint64
encore_silence_cutter_place (EncoreSilenceCutter *self,
                             gint64               time,
                             gint64              *passed)
{
  *passed = 0;
  for (guint i = 0; i < self->cuts->len && g_array_index (self->cuts, Cut, i).time < time; i++)
    *passed += g_array_index (self->cuts, Cut, i).removed;

  return time + *passed;
}
