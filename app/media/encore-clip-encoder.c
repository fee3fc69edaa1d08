/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-clip-encoder.h"

#include <glib/gi18n.h>
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/audio/audio.h>
#include <string.h>

#include "encore-error.h"
#include "encore-mp3-note.h"

#define WAV_HEADER_BYTES 44

/* No more waits before the encoder than it can take quickly. */
#define QUEUED_BYTES (512 * 1024)
#define PATIENCE (20 * GST_MSECOND)

struct _EncoreClipEncoder
{
  EncoreClipFormat format;
  int rate;
  int channels;
  EncorePartFile *file; /* not owned */
  gint64 frames;        /* samples per channel taken in */

  /* Opus and MP3 */
  GstElement *pipeline;
  GstAppSrc *source;
  GstAppSink *sink;
  GstBus *bus;

  EncoreMp3Note note;
  gsize note_length; /* room that was left for it; 0 before the first frame */
};

/* What each format needs, and where Debian keeps it. */
static const struct
{
  EncoreClipFormat format;
  const char *element;
  const char *name;
  const char *package;
} needs[] = {
  { ENCORE_CLIP_OPUS, "opusenc", "Opus", "gstreamer1.0-plugins-base" },
  { ENCORE_CLIP_OPUS, "oggmux", "Ogg", "gstreamer1.0-plugins-base" },
  { ENCORE_CLIP_OPUS, "audioresample", "Opus", "gstreamer1.0-plugins-base" },
  { ENCORE_CLIP_MP3, "lamemp3enc", "MP3", "gstreamer1.0-plugins-good" },
  { ENCORE_CLIP_MP3, "audioresample", "MP3", "gstreamer1.0-plugins-base" },
};

/**
 * encore_clip_encoder_check:
 * @format: a format
 * @error: return location
 *
 * Returns: whether it can be written on this computer; if not, @error says what to install
 */
gboolean
encore_clip_encoder_check (EncoreClipFormat format,
                           GError         **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (needs[i].element);

      if (needs[i].format != format || factory != NULL)
        continue;

      /* Translators: first a format such as MP3, then a package such as gstreamer1.0-plugins-good. */
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                   _ ("Writing %s needs an encoder that is not here (install the package %s). WAV can always be "
                      "written."),
                   needs[i].name, needs[i].package);
      return FALSE;
    }

  return TRUE;
}

/* WAV */

static void
put (guint8 *at,
     guint32 value,
     int     n)
{
  for (int i = 0; i < n; i++, value >>= 8)
    at[i] = value;
}

static gboolean
write_wav_header (EncoreClipEncoder *self,
                  guint32            data_bytes,
                  GError           **error)
{
  guint8 header[WAV_HEADER_BYTES];
  guint32 align = self->channels * 2;

  memcpy (header, "RIFF", 4);
  put (header + 4, WAV_HEADER_BYTES - 8 + data_bytes, 4);
  memcpy (header + 8, "WAVEfmt ", 8);
  put (header + 16, 16, 4);
  put (header + 20, 1, 2);
  put (header + 22, self->channels, 2);
  put (header + 24, self->rate, 4);
  put (header + 28, self->rate * align, 4);
  put (header + 32, align, 2);
  put (header + 34, 16, 2);
  memcpy (header + 36, "data", 4);
  put (header + 40, data_bytes, 4);

  return encore_part_file_write_at (self->file, 0, header, sizeof header, error);
}

static gboolean
push_wav (EncoreClipEncoder *self,
          const gint16      *samples,
          gsize              n_frames,
          GError           **error)
{
  gsize n = n_frames * self->channels;
  g_autofree gint16 *swapped = NULL;

  if (encore_part_file_get_size (self->file) + n * 2 > G_MAXUINT32 - WAV_HEADER_BYTES)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                           _ ("A WAV file holds no more than 4 GiB. Choose Opus or MP3, or a shorter clip."));
      return FALSE;
    }

  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      swapped = g_new (gint16, n);
      for (gsize i = 0; i < n; i++)
        swapped[i] = GINT16_TO_LE (samples[i]);
      samples = swapped;
    }

  return encore_part_file_write (self->file, samples, n * 2, error);
}

/* Opus and MP3 */

/* What an encoder takes as it is; anything else is resampled. */
static int
encoder_rate (EncoreClipFormat format,
              int              rate)
{
  static const int opus[] = { 8000, 12000, 16000, 24000, 48000, 0 };
  static const int mp3[] = { 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 0 };
  const int *rates = format == ENCORE_CLIP_OPUS ? opus : mp3;

  for (int i = 0; rates[i] != 0; i++)
    if (rates[i] >= rate)
      return rates[i];

  return 48000;
}

/* Speech loses nothing that one hears at these; two parties are kept apart. */
static char *
describe (EncoreClipFormat format,
          int              rate,
          int              channels)
{
  if (format == ENCORE_CLIP_OPUS)
    return g_strdup_printf ("opusenc bitrate=%d ! oggmux", (rate <= 12000 ? 32000 : 48000) * channels);

  int kbits = rate <= 12000 ? 32 : rate <= 24000 ? 64 : 96;

  return g_strdup_printf ("lamemp3enc target=bitrate cbr=true bitrate=%d ! audio/mpeg, rate=%d",
                          channels == 1 ? kbits
                          : kbits == 96 ? 160
                                        : 2 * kbits,
                          rate);
}

static gboolean
start_pipeline (EncoreClipEncoder *self,
                GError           **error)
{
  int rate = encoder_rate (self->format, self->rate);
  g_autofree char *encoder = describe (self->format, rate, self->channels);
  g_autofree char *description = g_strdup_printf ("appsrc name=source format=time ! audioresample quality=10 "
                                                  "! audio/x-raw, rate=%d ! %s ! appsink name=sink sync=false",
                                                  rate, encoder);
  GstAudioInfo info;

  self->pipeline = gst_parse_launch (description, error);
  if (self->pipeline == NULL)
    return FALSE;

  self->source = GST_APP_SRC (gst_bin_get_by_name (GST_BIN (self->pipeline), "source"));
  self->sink = GST_APP_SINK (gst_bin_get_by_name (GST_BIN (self->pipeline), "sink"));
  self->bus = gst_element_get_bus (self->pipeline);

  gst_audio_info_set_format (&info, GST_AUDIO_FORMAT_S16, self->rate, self->channels, NULL);
  g_autoptr (GstCaps) caps = gst_audio_info_to_caps (&info);

  gst_app_src_set_caps (self->source, caps);
  gst_app_src_set_max_bytes (self->source, 0);
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);

  return TRUE;
}

/* Room for the note comes first; it is filled in when everything has been counted. */
static gboolean
count_mp3 (EncoreClipEncoder *self,
           const GstMapInfo  *map,
           GError           **error)
{
  guint8 room[ENCORE_MP3_NOTE_MAX];

  if (!encore_mp3_note_add (&self->note, map->data, map->size))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("The MP3 encoder wrote something else."));
      return FALSE;
    }
  if (self->note_length > 0)
    return TRUE;

  self->note_length = encore_mp3_note_make (&self->note, 0, room);

  return encore_part_file_write (self->file, room, self->note_length, error);
}

static gboolean
write_sample (EncoreClipEncoder *self,
              GstSample         *sample,
              GError           **error)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return TRUE;

  gboolean written = map.size == 0
                     || ((self->format != ENCORE_CLIP_MP3 || count_mp3 (self, &map, error))
                         && encore_part_file_write (self->file, map.data, map.size, error));

  gst_buffer_unmap (buffer, &map);

  return written;
}

static gboolean
check_bus (EncoreClipEncoder *self,
           GError           **error)
{
  g_autoptr (GstMessage) message = gst_bus_pop_filtered (self->bus, GST_MESSAGE_ERROR);
  g_autoptr (GError) cause = NULL;

  if (message == NULL)
    return TRUE;

  gst_message_parse_error (message, &cause, NULL);
  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("The clip cannot be encoded: %s"), cause->message);
  return FALSE;
}

/* Takes what the encoder has ready; waits for some when @patience is not 0. */
static gboolean
write_ready (EncoreClipEncoder *self,
             GstClockTime       patience,
             GError           **error)
{
  while (TRUE)
    {
      g_autoptr (GstSample) sample = gst_app_sink_try_pull_sample (self->sink, patience);

      if (sample == NULL)
        return check_bus (self, error);
      if (!write_sample (self, sample, error))
        return FALSE;
    }
}

static gboolean
push_pipeline (EncoreClipEncoder *self,
               const gint16      *samples,
               gsize              n_frames,
               GError           **error)
{
  gsize size = n_frames * self->channels * sizeof *samples;
  GstBuffer *buffer = gst_buffer_new_memdup (samples, size);

  GST_BUFFER_PTS (buffer) = gst_util_uint64_scale (self->frames, GST_SECOND, self->rate);
  GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (self->frames + n_frames, GST_SECOND, self->rate)
                                 - GST_BUFFER_PTS (buffer);

  if (gst_app_src_push_buffer (self->source, buffer) != GST_FLOW_OK)
    {
      if (check_bus (self, error))
        g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("The clip cannot be encoded."));
      return FALSE;
    }

  if (!write_ready (self, 0, error))
    return FALSE;

  while (gst_app_src_get_current_level_bytes (self->source) > QUEUED_BYTES)
    if (!write_ready (self, PATIENCE, error))
      return FALSE;

  return TRUE;
}

static gboolean
finish_mp3 (EncoreClipEncoder *self,
            GError           **error)
{
  guint8 note[ENCORE_MP3_NOTE_MAX];
  int rate = encore_mp3_note_get_rate (&self->note);
  gint64 samples = gst_util_uint64_scale_round (self->frames, rate, self->rate);

  if (self->note_length == 0)
    return TRUE;

  encore_mp3_note_make (&self->note, samples, note);

  return encore_part_file_write_at (self->file, 0, note, self->note_length, error);
}

static gboolean
finish_pipeline (EncoreClipEncoder *self,
                 GCancellable      *cancellable,
                 GError           **error)
{
  gst_app_src_end_of_stream (self->source);
  while (!gst_app_sink_is_eos (self->sink))
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !write_ready (self, PATIENCE, error))
      return FALSE;

  return self->format != ENCORE_CLIP_MP3 || finish_mp3 (self, error);
}

/* All */

/**
 * encore_clip_encoder_new:
 * @format: what to write
 * @rate: of the samples
 * @channels: 1 or 2
 * @file: where to; must outlive the encoder
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an encoder that waits for samples
 */
EncoreClipEncoder *
encore_clip_encoder_new (EncoreClipFormat format,
                         int              rate,
                         int              channels,
                         EncorePartFile  *file,
                         GError         **error)
{
  if (!encore_clip_encoder_check (format, error))
    return NULL;

  g_autoptr (EncoreClipEncoder) self = g_new0 (EncoreClipEncoder, 1);

  self->format = format;
  self->rate = rate;
  self->channels = channels;
  self->file = file;

  if (format == ENCORE_CLIP_WAV ? !write_wav_header (self, 0, error) : !start_pipeline (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
encore_clip_encoder_free (EncoreClipEncoder *self)
{
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->source);
  g_clear_object (&self->sink);
  g_clear_object (&self->bus);
  g_clear_object (&self->pipeline);
  g_free (self);
}

gboolean
encore_clip_encoder_push (EncoreClipEncoder *self,
                          const gint16      *samples,
                          gsize              n_frames,
                          GError           **error)
{
  gboolean pushed = self->format == ENCORE_CLIP_WAV ? push_wav (self, samples, n_frames, error)
                                                    : push_pipeline (self, samples, n_frames, error);

  self->frames += n_frames;

  return pushed;
}

/**
 * encore_clip_encoder_finish:
 * @self: an encoder that has been given everything
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Waits until all of it is written, but not yet committed.
 *
 * Returns: whether it is
 */
gboolean
encore_clip_encoder_finish (EncoreClipEncoder *self,
                            GCancellable      *cancellable,
                            GError           **error)
{
  if (self->format != ENCORE_CLIP_WAV)
    return finish_pipeline (self, cancellable, error);

  return write_wav_header (self, self->frames * self->channels * 2, error);
}
