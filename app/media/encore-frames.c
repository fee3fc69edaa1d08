/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-frames.h"

#include <gst/audio/audio.h>

/* About this much sound makes a buffer. */
#define BUFFER_MS 20

/* What decoders that carry something over from frame to frame are given before the place that is wanted. */
#define RUN_IN_MS 100

static void
set_frame (EncoreFrames *frames,
           gsize         bytes,
           int           samples,
           int           run_in_ms)
{
  frames->bytes = bytes;
  frames->samples = samples;
  frames->run_in = samples > 0 ? (run_in_ms * frames->rate / 1000 + samples - 1) / samples : 0;
}

static GstCaps *
new_caps (const char       *type,
          const EncoreRiff *riff)
{
  return gst_caps_new_simple (type, "rate", G_TYPE_INT, riff->rate, "channels", G_TYPE_INT, riff->channels, NULL);
}

static void
set_plain (EncoreFrames     *frames,
           const EncoreRiff *riff)
{
  int endianness = riff->big_endian ? G_BIG_ENDIAN : G_LITTLE_ENDIAN;
  GstAudioInfo info;
  GstAudioFormat format;

  set_frame (frames, riff->block_align, 1, 0);
  if (riff->tag == 0x0006 || riff->tag == 0x0007)
    {
      frames->caps = new_caps (riff->tag == 0x0006 ? "audio/x-alaw" : "audio/x-mulaw", riff);
      return;
    }

  if (riff->tag == 0x0003 && riff->big_endian)
    format = riff->bits == 32 ? GST_AUDIO_FORMAT_F32BE : GST_AUDIO_FORMAT_F64BE;
  else if (riff->tag == 0x0003)
    format = riff->bits == 32 ? GST_AUDIO_FORMAT_F32LE : GST_AUDIO_FORMAT_F64LE;
  else
    format = gst_audio_format_build_integer (riff->bits > 8 || riff->is_signed, endianness, riff->bits, riff->bits);

  gst_audio_info_set_format (&info, format, riff->rate, riff->channels, NULL);
  frames->caps = gst_audio_info_to_caps (&info);
}

static void
set_adpcm (EncoreFrames     *frames,
           const EncoreRiff *riff,
           const char       *layout)
{
  frames->caps = new_caps ("audio/x-adpcm", riff);
  gst_caps_set_simple (frames->caps, "layout", G_TYPE_STRING, layout, "block_align", G_TYPE_INT, riff->block_align,
                       NULL);
}

/* Blocks that each begin with all a decoder has to know. */
static void
set_blocks (EncoreFrames     *frames,
            const EncoreRiff *riff)
{
  int per_channel = riff->channels > 0 ? riff->block_align / riff->channels : 0;

  if (riff->bits != 4 || riff->channels > 2 || per_channel < 16)
    return;

  if (riff->tag == 0x0002)
    {
      set_frame (frames, riff->block_align, (per_channel - 7) * 2 + 2, 0);
      set_adpcm (frames, riff, "microsoft");
    }
  else
    {
      set_frame (frames, riff->block_align, (per_channel - 4) * 2 + 1, 0);
      set_adpcm (frames, riff, "dvi");
    }
}

/* ITU-T G.726: codes of 2 to 5 bits, packed. */
static void
set_g726 (EncoreFrames     *frames,
          const EncoreRiff *riff)
{
  static const gsize bytes[] = { 0, 0, 1, 3, 1, 5 };
  static const int samples[] = { 0, 0, 4, 8, 2, 8 };

  if (riff->channels != 1 || riff->bits < 2 || riff->bits > 5)
    return;

  set_frame (frames, bytes[riff->bits], samples[riff->bits], RUN_IN_MS);
  set_adpcm (frames, riff, "g726");
  gst_caps_set_simple (frames->caps, "bitrate", G_TYPE_INT, riff->bits * riff->rate, NULL);
  frames->codes = riff->right_first ? riff->bits : 0;
}

/* One channel, and the rate that the codec is made for whatever a header says. */
static void
set_speech (EncoreFrames     *frames,
            const EncoreRiff *given,
            const char       *type,
            int               rate,
            gsize             bytes,
            int               samples)
{
  EncoreRiff riff = *given;

  if (riff.channels != 1)
    return;

  riff.rate = frames->rate = rate;
  set_frame (frames, bytes, samples, RUN_IN_MS);
  frames->caps = new_caps (type, &riff);
}

/* Apple's blocks hold one channel each, so those of several alternate; each packet is one of every channel. */
static void
set_apple_ima (EncoreFrames     *frames,
               const EncoreRiff *riff)
{
  if (riff->channels > 2)
    return;

  set_frame (frames, 34 * riff->channels, 64, RUN_IN_MS);
  set_adpcm (frames, riff, "quicktime");
}

/* Dialogic's; what its decoder does not carry over it finds out in a moment. */
static void
set_vox (EncoreFrames     *frames,
         const EncoreRiff *riff)
{
  if (riff->channels != 1)
    return;

  set_frame (frames, 1, 2, 10 * RUN_IN_MS);
  set_adpcm (frames, riff, "oki");
}

static void
describe (EncoreFrames     *frames,
          const EncoreRiff *riff)
{
  switch (riff->tag)
    {
    case 0x0002:
    case 0x0011:
      set_blocks (frames, riff);
      break;
    case 0x0031:
      if (riff->block_align == 65 || riff->block_align <= 1)
        set_speech (frames, riff, "audio/ms-gsm", riff->rate, 65, 320);
      break;
    case 0x0045:
    case 0x0064:
      set_g726 (frames, riff);
      break;
    case 0x0065:
    case 0x028f:
      set_speech (frames, riff, "audio/G722", 16000, 1, 2);
      break;
    case ENCORE_RIFF_VOX:
      set_vox (frames, riff);
      break;
    case ENCORE_RIFF_TRUESPEECH:
      set_speech (frames, riff, "audio/x-truespeech", 8000, 32, 240);
      break;
    case ENCORE_RIFF_BARE_GSM:
      set_speech (frames, riff, "audio/x-gsm", 8000, 33, 160);
      break;
    case ENCORE_RIFF_APPLE_IMA:
      set_apple_ima (frames, riff);
      break;
    default:
      if (encore_riff_is_g729 (riff) && riff->rate == 8000)
        set_speech (frames, riff, "audio/G729", 8000, 10, 80);
      break;
    }
}

/**
 * encore_frames_find:
 * @riff: a head
 * @frames: (out caller-allocates): where the sound is and what it is
 *
 * For sound whose length and places GStreamer's parsers get wrong, or which they do not know at all.
 *
 * Returns: whether it is better read by its frames than by a parser
 */
gboolean
encore_frames_find (const EncoreRiff *riff,
                    EncoreFrames     *frames)
{
  *frames = (EncoreFrames) { .rate = riff->rate, .offset = riff->data_offset };

  /* Of a WAV file wavparse reads these well. */
  if (!encore_riff_is_plain (riff))
    describe (frames, riff);
  else if (g_strcmp0 (riff->container, "WAV") != 0)
    set_plain (frames, riff);

  if (frames->caps == NULL || frames->bytes == 0)
    return FALSE;

  frames->count = riff->data_size / frames->bytes;
  frames->at_once = MAX (1, BUFFER_MS * frames->rate / 1000 / frames->samples);
  if (frames->count == 0)
    encore_frames_clear (frames);

  return frames->count > 0;
}

void
encore_frames_clear (EncoreFrames *self)
{
  gst_clear_caps (&self->caps);
  self->count = 0;
}

/**
 * encore_frames_time:
 * @self: frames
 * @frame: from 0
 *
 * Returns: when it begins
 */
GstClockTime
encore_frames_time (const EncoreFrames *self,
                    guint64             frame)
{
  return gst_util_uint64_scale (frame * self->samples, GST_SECOND, self->rate);
}

/**
 * encore_frames_at:
 * @self: frames
 * @time: a place in the recording
 *
 * Returns: the frame that sounds there
 */
guint64
encore_frames_at (const EncoreFrames *self,
                  GstClockTime        time)
{
  return gst_util_uint64_scale (time, self->rate, GST_SECOND) / self->samples;
}

/**
 * encore_frames_turn:
 * @self: frames
 * @bytes: whole frames
 * @length: how many bytes
 *
 * Puts codes that lie with their right end first the way decoders have them.
 */
void
encore_frames_turn (const EncoreFrames *self,
                    guint8             *bytes,
                    gsize               length)
{
  if (self->codes == 0)
    return;

  for (gsize i = 0; i + self->bytes <= length; i += self->bytes)
    {
      guint64 in = 0, out = 0;

      for (gsize j = 0; j < self->bytes; j++)
        in |= (guint64) bytes[i + j] << (8 * j);
      for (int j = 0; j < self->samples; j++)
        out = out << self->codes | ((in >> (j * self->codes)) & ((1u << self->codes) - 1));
      for (gsize j = 0; j < self->bytes; j++)
        bytes[i + j] = out >> (8 * (self->bytes - 1 - j));
    }
}
