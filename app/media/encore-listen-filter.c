/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-listen-filter.h"

#include <gst/audio/audio.h>
#include <gst/audio/gstaudiofilter.h>

/* Two channels that carry different people add up to louder sound only where both speak, two that carry
 * the same always do: 0.7 keeps the first audible and the second from clipping in ordinary speech. */
#define MIX_GAIN 0.7f

/* An element in the sound path that puts one channel, or both, on both ears. It changes no caps, so
 * switching needs no negotiation and leaves no gap. */
typedef struct
{
  GstAudioFilter parent_instance;

  int listen; /* atomic: set by the main thread, read by the streaming thread */
} EncoreListenFilter;

typedef struct
{
  GstAudioFilterClass parent_class;
} EncoreListenFilterClass;

GType encore_listen_filter_get_type (void);
G_DEFINE_TYPE (EncoreListenFilter, encore_listen_filter, GST_TYPE_AUDIO_FILTER)

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

static GstFlowReturn
encore_listen_filter_transform_ip (GstBaseTransform *transform,
                                   GstBuffer        *buffer)
{
  EncoreListenFilter *self = (EncoreListenFilter *) transform;
  const GstAudioInfo *info = GST_AUDIO_FILTER_INFO (transform);
  GstMapInfo map;

  if (GST_AUDIO_INFO_CHANNELS (info) != 2 || !gst_buffer_map (buffer, &map, GST_MAP_READWRITE))
    return GST_FLOW_OK;

  EncoreListen listen = g_atomic_int_get (&self->listen);
  gsize frames = map.size / GST_AUDIO_INFO_BPF (info);

  if (GST_AUDIO_INFO_FORMAT (info) == GST_AUDIO_FORMAT_S16)
    mix_s16 ((gint16 *) map.data, frames, listen);
  else
    mix_f32 ((float *) map.data, frames, listen);

  gst_buffer_unmap (buffer, &map);

  return GST_FLOW_OK;
}

static void
encore_listen_filter_class_init (EncoreListenFilterClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  g_autoptr (GstCaps) caps = gst_caps_from_string ("audio/x-raw, layout = interleaved, format = { " GST_AUDIO_NE (
      S16) ", " GST_AUDIO_NE (F32) " }, rate = [ 1, max ], channels = [ 1, max ]");

  gst_element_class_set_static_metadata (element_class, "Listen to channels", "Filter/Effect/Audio",
                                         "Puts chosen channels on both ears", "Encore");
  gst_audio_filter_class_add_pad_templates (GST_AUDIO_FILTER_CLASS (klass), caps);
  GST_BASE_TRANSFORM_CLASS (klass)->transform_ip = encore_listen_filter_transform_ip;
}

static void
encore_listen_filter_init (EncoreListenFilter *self)
{
  gst_base_transform_set_in_place (GST_BASE_TRANSFORM (self), TRUE);
}

void
encore_listen_filter_register (void)
{
  gst_element_register (NULL, ENCORE_LISTEN_FILTER_NAME, GST_RANK_NONE, encore_listen_filter_get_type ());
}

void
encore_listen_filter_set (GstElement  *filter,
                          EncoreListen listen)
{
  g_return_if_fail (G_TYPE_CHECK_INSTANCE_TYPE (filter, encore_listen_filter_get_type ()));

  g_atomic_int_set (&((EncoreListenFilter *) filter)->listen, listen);
}
