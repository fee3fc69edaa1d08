/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-decode.h"

#include <string.h>

#define HEAD_BYTES (16 * 1024)

static guint32
get32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

static gsize
id3_size (const guint8 *bytes)
{
  if (memcmp (bytes, "ID3", 3) != 0)
    return 0;

  return 10 + ((bytes[6] & 0x7f) << 21 | (bytes[7] & 0x7f) << 14 | (bytes[8] & 0x7f) << 7 | (bytes[9] & 0x7f));
}

/* The rates of ISO 11172-3 and 13818-3, halved once for MPEG 2 and twice for 2.5. */
static int
frame_rate (const guint8 *frame)
{
  static const int rates[] = { 44100, 48000, 32000, 0 };
  int version = frame[1] >> 3 & 3;
  int rate = rates[frame[2] >> 2 & 3];

  return version == 3 ? rate : version == 2 ? rate / 2 : version == 0 ? rate / 4 : 0;
}

static gint64
promise_of_frame (const guint8 *frame,
                  gsize         length)
{
  gboolean first_version = (frame[1] >> 3 & 3) == 3;
  gboolean mono = (frame[3] >> 6) == 3;
  gsize tag = 4 + (first_version ? (mono ? 17 : 32) : (mono ? 9 : 17));
  int rate = frame_rate (frame);

  if (rate == 0 || length < tag + 12
      || (memcmp (frame + tag, "Xing", 4) != 0 && memcmp (frame + tag, "Info", 4) != 0)
      || (get32 (frame + tag + 4) & 1) == 0)
    return 0;

  return (gint64) get32 (frame + tag + 8) * (first_version ? 1152 : 576) * 1000 / rate;
}

/**
 * encore_decode_mp3_promise:
 * @path: a file
 *
 * Returns: the length that an MP3's Xing table gives in ms; 0 when there is none. Without one, what
 *   players call the length is a guess.
 */
gint64
encore_decode_mp3_promise (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree guint8 *bytes = g_malloc0 (HEAD_BYTES);
  gsize got = 0;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, HEAD_BYTES, &got, NULL, NULL)
      || got < 64)
    return 0;

  gsize at = id3_size (bytes);

  if (at + 64 > got || bytes[at] != 0xff || (bytes[at + 1] & 0xe6) != 0xe2)
    return 0;

  return promise_of_frame (bytes + at, got - at);
}
