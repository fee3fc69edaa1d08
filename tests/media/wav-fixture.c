/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wav-fixture.h"

#include <math.h>
#include <string.h>

static void
put (GByteArray *bytes,
     guint32     value,
     int         n)
{
  for (int i = 0; i < n; i++)
    {
      guint8 byte = value >> (8 * i);

      g_byte_array_append (bytes, &byte, 1);
    }
}

static void
put_name (GByteArray *bytes,
          const char *name)
{
  g_byte_array_append (bytes, (const guint8 *) name, 4);
}

/* The compressor of ITU-T G.711, by searching for the segment. */
static guint8
to_mulaw (int sample)
{
  int sign = sample < 0 ? 0x80 : 0;
  int magnitude = MIN (ABS (sample), 32635) + 0x84;
  int exponent = 7;

  while (exponent > 0 && (magnitude & (0x80 << exponent)) == 0)
    exponent--;

  return ~(sign | exponent << 4 | ((magnitude >> (exponent + 3)) & 0x0f));
}

static void
put_sample (GByteArray *bytes,
            const Wav  *wav,
            double      value)
{
  if (wav->mulaw)
    put (bytes, to_mulaw (lrint (value * 32767)), 1);
  else if (wav->bits == 8)
    put (bytes, 128 + lrint (value * 127), 1);
  else
    put (bytes, (guint16) (gint16) lrint (value * 32767), 2);
}

GByteArray *
wav_make (const Wav *given)
{
  Wav wav = *given;
  GByteArray *bytes = g_byte_array_new ();

  wav.rate = wav.rate > 0 ? wav.rate : 8000;
  wav.channels = wav.channels > 0 ? wav.channels : 1;
  wav.bits = wav.mulaw ? 8 : wav.bits > 0 ? wav.bits : 16;

  guint32 frames = lrint (wav.seconds * wav.rate);
  guint32 align = wav.channels * wav.bits / 8;
  guint32 size = frames * align;

  put_name (bytes, "RIFF");
  put (bytes, 36 + size, 4);
  put_name (bytes, "WAVE");
  put_name (bytes, "fmt ");
  put (bytes, 16, 4);
  put (bytes, wav.tag > 0 ? wav.tag : wav.mulaw ? 7 : 1, 2);
  put (bytes, wav.channels, 2);
  put (bytes, wav.rate, 4);
  put (bytes, wav.rate * align, 4);
  put (bytes, align, 2);
  put (bytes, wav.bits, 2);
  put_name (bytes, "data");
  put (bytes, wav.claim == 0 ? size : wav.claim < 0 ? 0 : (guint32) wav.claim, 4);

  for (guint32 i = 0; i < frames; i++)
    for (int channel = 0; channel < wav.channels; channel++)
      put_sample (bytes, &wav, wav.func != NULL ? wav.func (channel, (double) i / wav.rate) : 0);
  if (size % 2 == 1)
    put (bytes, 0, 1);

  return bytes;
}

/* Into a folder of this run, under @name. */
char *
bytes_write (const void *bytes,
             gsize       length,
             const char *name)
{
  static char *dir;
  g_autoptr (GError) error = NULL;

  if (dir == NULL)
    dir = g_dir_make_tmp ("encore-media-XXXXXX", NULL);

  char *path = g_build_filename (dir, name, NULL);

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);

  return path;
}

char *
wav_write (const Wav  *wav,
           const char *name)
{
  g_autoptr (GByteArray) bytes = wav_make (wav);

  return bytes_write (bytes->data, bytes->len, name);
}

/* The first channel hums at 400 Hz and half of full scale, the second at 1000 Hz and a quarter. */
double
wav_tones (int    channel,
           double seconds)
{
  return channel == 0 ? 0.5 * sin (2 * G_PI * 400 * seconds) : 0.25 * sin (2 * G_PI * 1000 * seconds);
}

/* Its value tells where in the recording one is: 0.8 in 40 seconds, the other channel negative. */
double
wav_ramp (int    channel,
          double seconds)
{
  return (channel == 0 ? 1 : -1) * (0.1 + seconds * 0.02);
}
