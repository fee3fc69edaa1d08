/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-listen-filter.h"

#include <gst/audio/audio.h>
#include <gst/audio/gstaudiofilter.h>
#include <math.h>

#include "encore-silence-cutter.h"

/* Two channels that carry different people add up to louder sound only where both speak, two that carry
 * the same always do: 0.7 keeps the first audible and the second from clipping in ordinary speech. */
#define MIX_GAIN 0.7f

/* Above this, sound that was made louder is bent instead of cut off. */
#define LIMIT_FROM 0.7f

/* How fast a gain follows what was asked for, so that no step is heard: a time constant of 20 ms. */
#define GAIN_STEPS_PER_SECOND 50

/* An element in the sound path that puts one channel, or both, on both ears, makes them as loud as asked for,
 * mutes what is redacted and leaves out silences. It changes no caps, so switching needs no negotiation and leaves no gap. */
typedef struct
{
  GstAudioFilter parent_instance;

  int listen; /* atomic: set by the main thread, read by the streaming thread */

  GMutex lock; /* held for the work on one buffer at the longest; guards what follows */
  EncoreSilenceCutter cutter;
  GArray *muted;   /* of EncoreSpan, nanoseconds: never to be heard */
  float wanted[2]; /* gains */

  float gains[2];   /* of the streaming thread, as is the next */
  gboolean follows; /* what comes next follows what was heard last, though something was left out between them */
} EncoreListenFilter;

typedef struct
{
  GstAudioFilterClass parent_class;
} EncoreListenFilterClass;

GType encore_listen_filter_get_type (void);
G_DEFINE_TYPE (EncoreListenFilter, encore_listen_filter, GST_TYPE_AUDIO_FILTER)

/* Leaves ordinary sound alone, and brings what is louder asymptotically to 1. */
static inline float
limit (float value)
{
  float size = fabsf (value);

  if (size <= LIMIT_FROM)
    return value;

  return copysignf (LIMIT_FROM + (1 - LIMIT_FROM) * tanhf ((size - LIMIT_FROM) / (1 - LIMIT_FROM)), value);
}

static void
mix_s16 (gint16      *samples,
         gsize        frames,
         EncoreListen listen)
{
  for (gsize i = 0; i < frames; i++, samples += 2)
    {
      float both = MIX_GAIN * ((float) samples[0] + (float) samples[1]);
      gint16 heard = listen == ENCORE_LISTEN_BOTH ? (gint16) CLAMP (both, G_MININT16, G_MAXINT16)
                                                  : samples[listen == ENCORE_LISTEN_SECOND];

      samples[0] = samples[1] = heard;
    }
}

static void
mix_f32 (float       *samples,
         gsize        frames,
         EncoreListen listen)
{
  for (gsize i = 0; i < frames; i++, samples += 2)
    {
      float both = MIX_GAIN * (samples[0] + samples[1]);
      float heard = listen == ENCORE_LISTEN_BOTH ? both : samples[listen == ENCORE_LISTEN_SECOND];

      samples[0] = samples[1] = heard;
    }
}

/* What is heard of one frame at the gains there are, which come a step nearer to those that are wanted. */
static inline float
level (EncoreListenFilter *self,
       const float        *wanted,
       float               step,
       float               first,
       float               second,
       EncoreListen        listen)
{
  for (int i = 0; i < 2; i++)
    self->gains[i] += step * (wanted[i] - self->gains[i]);

  first *= self->gains[0];
  second *= self->gains[1];

  return limit (listen == ENCORE_LISTEN_BOTH    ? MIX_GAIN * (first + second)
                : listen == ENCORE_LISTEN_FIRST ? first
                                                : second);
}

static void
level_s16 (EncoreListenFilter *self,
           const float        *wanted,
           float               step,
           gint16             *samples,
           gsize               frames,
           EncoreListen        listen)
{
  for (gsize i = 0; i < frames; i++, samples += 2)
    {
      float heard = level (self, wanted, step, samples[0] / 32768.0f, samples[1] / 32768.0f, listen);

      samples[0] = samples[1] = (gint16) lrintf (heard * G_MAXINT16);
    }
}

static void
level_f32 (EncoreListenFilter *self,
           const float        *wanted,
           float               step,
           float              *samples,
           gsize               frames,
           EncoreListen        listen)
{
  for (gsize i = 0; i < frames; i++, samples += 2)
    samples[0] = samples[1] = level (self, wanted, step, samples[0], samples[1], listen);
}

static gboolean
is_plain (EncoreListenFilter *self,
          const float        *wanted)
{
  for (int i = 0; i < 2; i++)
    if (fabsf (self->gains[i] - 1) > 0.001f || wanted[i] != 1)
      return FALSE;

  return TRUE;
}

static void
mix (EncoreListenFilter *self,
     const GstAudioInfo *info,
     const float        *wanted,
     guint8             *data,
     gsize               frames)
{
  EncoreListen listen = g_atomic_int_get (&self->listen);
  gboolean is_s16 = GST_AUDIO_INFO_FORMAT (info) == GST_AUDIO_FORMAT_S16;
  float step = MIN (1.0f, (float) GAIN_STEPS_PER_SECOND / (float) GST_AUDIO_INFO_RATE (info));

  if (GST_AUDIO_INFO_CHANNELS (info) != 2)
    return;

  if (is_plain (self, wanted) && is_s16)
    mix_s16 ((gint16 *) data, frames, listen);
  else if (is_plain (self, wanted))
    mix_f32 ((float *) data, frames, listen);
  else if (is_s16)
    level_s16 (self, wanted, step, (gint16 *) data, frames, listen);
  else
    level_f32 (self, wanted, step, (float *) data, frames, listen);
}

/* Silences what lies in a stretch that is never to be heard, to the frame. */
static void
mute (EncoreListenFilter *self,
      GstBuffer          *buffer,
      const GstAudioInfo *info,
      guint8             *data,
      gsize               frames)
{
  gint64 rate = GST_AUDIO_INFO_RATE (info);
  gsize frame_bytes = GST_AUDIO_INFO_BPF (info);

  if (self->muted->len == 0)
    return;

  /* Sound that does not say when it is heard may be what is not to be heard. */
  if (!GST_BUFFER_PTS_IS_VALID (buffer))
    {
      gst_audio_format_info_fill_silence (info->finfo, data, frames * frame_bytes);
      return;
    }

  gint64 start = (gint64) gst_util_uint64_scale_round (GST_BUFFER_PTS (buffer), (guint64) rate, GST_SECOND);
  for (guint i = 0; i < self->muted->len; i++)
    {
      EncoreSpan span = g_array_index (self->muted, EncoreSpan, i);
      gint64 from = (gint64) gst_util_uint64_scale ((guint64) MAX (span.start_ms, 0), (guint64) rate, GST_SECOND)
                    - start;
      gint64 to = (gint64) gst_util_uint64_scale_ceil ((guint64) MAX (span.end_ms, 0), (guint64) rate, GST_SECOND)
                  - start;

      from = CLAMP (from, 0, (gint64) frames);
      to = CLAMP (to, from, (gint64) frames);
      if (to > from)
        gst_audio_format_info_fill_silence (info->finfo, data + (gsize) from * frame_bytes,
                                            (gsize) (to - from) * frame_bytes);
    }
}

/* Leaves silences out of @data. Returns how many frames are left. */
static gsize
cut (EncoreListenFilter *self,
     GstBuffer          *buffer,
     const GstAudioInfo *info,
     guint8             *data,
     gsize               frames)
{
  const GstSegment *segment = &GST_BASE_TRANSFORM (self)->segment;
  gint64 shift = 0;

  if (!GST_BUFFER_PTS_IS_VALID (buffer) || segment->format != GST_FORMAT_TIME)
    return frames;

  frames = encore_silence_cutter_run (&self->cutter, info, (gint64) GST_BUFFER_PTS (buffer), data, frames, &shift);
  if (shift > 0)
    {
      GST_BUFFER_PTS (buffer) -= MIN ((guint64) shift, GST_BUFFER_PTS (buffer));
      GST_BUFFER_OFFSET (buffer) = GST_BUFFER_OFFSET_END (buffer) = GST_BUFFER_OFFSET_NONE;
    }

  return frames;
}

static GstFlowReturn
encore_listen_filter_transform_ip (GstBaseTransform *transform,
                                   GstBuffer        *buffer)
{
  EncoreListenFilter *self = (EncoreListenFilter *) transform;
  const GstAudioInfo *info = GST_AUDIO_FILTER_INFO (transform);
  gsize frame_bytes = GST_AUDIO_INFO_BPF (info);
  float wanted[2];
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READWRITE))
    return GST_FLOW_OK;

  gsize before = map.size / frame_bytes;

  g_mutex_lock (&self->lock);
  mute (self, buffer, info, map.data, before);
  gsize frames = cut (self, buffer, info, map.data, before);
  memcpy (wanted, self->wanted, sizeof wanted);
  g_mutex_unlock (&self->lock);

  mix (self, info, wanted, map.data, frames);
  gst_buffer_unmap (buffer, &map);
  if (frames == 0)
    {
      self->follows = before > 0;
      return GST_BASE_TRANSFORM_FLOW_DROPPED;
    }

  if (frames < before)
    {
      gst_buffer_resize (buffer, 0, frames * frame_bytes);
      GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale_round (frames, GST_SECOND, GST_AUDIO_INFO_RATE (info));
    }

  return GST_FLOW_OK;
}

/* Behind a buffer that was left out the base class marks a gap. There is none. */
static GstPadProbeReturn
hide_gap (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  EncoreListenFilter *self = user_data;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);

  if (self->follows && GST_BUFFER_IS_DISCONT (buffer))
    {
      buffer = gst_buffer_make_writable (buffer);
      GST_BUFFER_FLAG_UNSET (buffer, GST_BUFFER_FLAG_DISCONT);
      GST_PAD_PROBE_INFO_DATA (info) = buffer;
    }
  self->follows = FALSE;

  return GST_PAD_PROBE_OK;
}

/* A new stretch of sound: nothing has been left out of it yet. One that follows without a flush goes on where
 * the shortened one before it ends. */
static GstEvent *
restart (EncoreListenFilter *self,
         GstEvent           *event)
{
  const GstAudioInfo *info = GST_AUDIO_FILTER_INFO (self);
  gint64 removed = 0;
  GstSegment segment;

  g_mutex_lock (&self->lock);
  if (GST_AUDIO_INFO_IS_VALID (info))
    removed = (gint64) gst_util_uint64_scale_round (self->cutter.removed, GST_SECOND, GST_AUDIO_INFO_RATE (info));
  encore_silence_cutter_restart (&self->cutter);
  g_mutex_unlock (&self->lock);
  self->follows = FALSE;

  if (removed == 0 || GST_EVENT_TYPE (event) != GST_EVENT_SEGMENT)
    return event;

  gst_event_copy_segment (event, &segment);
  if (segment.format == GST_FORMAT_TIME)
    segment.base -= MIN (segment.base, (guint64) ((double) removed / fabs (segment.rate)));

  guint32 number = gst_event_get_seqnum (event);

  gst_event_unref (event);
  event = gst_event_new_segment (&segment);
  gst_event_set_seqnum (event, number);

  return event;
}

static gboolean
encore_listen_filter_sink_event (GstBaseTransform *transform,
                                 GstEvent         *event)
{
  if (GST_EVENT_TYPE (event) == GST_EVENT_SEGMENT || GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP)
    event = restart ((EncoreListenFilter *) transform, event);

  return GST_BASE_TRANSFORM_CLASS (encore_listen_filter_parent_class)->sink_event (transform, event);
}

static void
encore_listen_filter_finalize (GObject *object)
{
  EncoreListenFilter *self = (EncoreListenFilter *) object;

  encore_silence_cutter_clear (&self->cutter);
  g_array_unref (self->muted);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (encore_listen_filter_parent_class)->finalize (object);
}

static void
encore_listen_filter_class_init (EncoreListenFilterClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  g_autoptr (GstCaps) caps = gst_caps_from_string ("audio/x-raw, layout = interleaved, format = { " GST_AUDIO_NE (
      S16) ", " GST_AUDIO_NE (F32) " }, rate = [ 1, max ], channels = [ 1, max ]");

  G_OBJECT_CLASS (klass)->finalize = encore_listen_filter_finalize;
  gst_element_class_set_static_metadata (element_class, "Listen to channels", "Filter/Effect/Audio",
                                         "Puts chosen channels on both ears", "Encore");
  gst_audio_filter_class_add_pad_templates (GST_AUDIO_FILTER_CLASS (klass), caps);
  GST_BASE_TRANSFORM_CLASS (klass)->transform_ip = encore_listen_filter_transform_ip;
  GST_BASE_TRANSFORM_CLASS (klass)->sink_event = encore_listen_filter_sink_event;
}

static void
encore_listen_filter_init (EncoreListenFilter *self)
{
  g_mutex_init (&self->lock);
  encore_silence_cutter_init (&self->cutter);
  self->muted = g_array_new (FALSE, FALSE, sizeof (EncoreSpan));
  self->wanted[0] = self->wanted[1] = self->gains[0] = self->gains[1] = 1;
  gst_base_transform_set_in_place (GST_BASE_TRANSFORM (self), TRUE);
  gst_pad_add_probe (GST_BASE_TRANSFORM_SRC_PAD (self), GST_PAD_PROBE_TYPE_BUFFER, hide_gap, self, NULL);
}

void
encore_listen_filter_register (void)
{
  gst_element_register (NULL, ENCORE_LISTEN_FILTER_NAME, GST_RANK_NONE, encore_listen_filter_get_type ());
}

static EncoreListenFilter *
as_filter (GstElement *element)
{
  g_return_val_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (element, encore_listen_filter_get_type ()), NULL);

  return (EncoreListenFilter *) element;
}

void
encore_listen_filter_set (GstElement  *filter,
                          EncoreListen listen)
{
  g_atomic_int_set (&as_filter (filter)->listen, listen);
}

/* Factors for the two channels of a recording that has two. */
void
encore_listen_filter_set_gains (GstElement *filter,
                                double      first,
                                double      second)
{
  EncoreListenFilter *self = as_filter (filter);

  g_mutex_lock (&self->lock);
  self->wanted[0] = (float) first;
  self->wanted[1] = (float) second;
  g_mutex_unlock (&self->lock);
}

/* What to leave out, in nanoseconds and in order. */
void
encore_listen_filter_set_silences (GstElement       *filter,
                                   const EncoreSpan *silences,
                                   gsize             n)
{
  EncoreListenFilter *self = as_filter (filter);

  g_mutex_lock (&self->lock);
  encore_silence_cutter_set_silences (&self->cutter, silences, n);
  g_mutex_unlock (&self->lock);
}

/* What is never to be heard, in nanoseconds. */
void
encore_listen_filter_set_muted (GstElement       *filter,
                                const EncoreSpan *muted,
                                gsize             n)
{
  EncoreListenFilter *self = as_filter (filter);

  g_mutex_lock (&self->lock);
  g_array_set_size (self->muted, 0);
  if (n > 0)
    g_array_append_vals (self->muted, muted, n);
  g_mutex_unlock (&self->lock);
}

/* Where in the recording a position behind the filter is, and how much was left out of what played up to there
 * since the last seek; nanoseconds. */
gint64
encore_listen_filter_place (GstElement *filter,
                            gint64      position,
                            gint64     *passed)
{
  EncoreListenFilter *self = as_filter (filter);

  g_mutex_lock (&self->lock);
  gint64 place = encore_silence_cutter_place (&self->cutter, position, passed);
  g_mutex_unlock (&self->lock);

  return place;
}
