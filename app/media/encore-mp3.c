/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-mp3.h"

#include <string.h>

#include "encore-riff.h"

#define HEAD_BYTES (16 * 1024)

/* Samples by which every decoder runs late, as the LAME tag reckons. */
#define DECODER_DELAY 529

/* From the word "Xing" to the encoder's name when all four optional fields are there. */
#define NOTE_FULL 120

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

/* The rates of ISO 11172-3 and 13818-3, halved for MPEG 2 and again for 2.5. */
static int
frame_rate (const guint8 *frame)
{
  static const int rates[] = { 44100, 48000, 32000, 0 };
  int version = frame[1] >> 3 & 3;
  int rate = rates[frame[2] >> 2 & 3];

  return version == 3 ? rate : version == 2 ? rate / 2 : version == 0 ? rate / 4 : 0;
}

/* The encoder's name, nine bytes, then twelve of other things, then 12 bits of delay and 12 of padding. */
static void
read_note (EncoreMp3    *mp3,
           const guint8 *note,
           gint64        offset)
{
  if (memcmp (note, "LAME", 4) != 0 && memcmp (note, "Lav", 3) != 0)
    return;

  int delay = note[21] << 4 | note[22] >> 4;
  int padding = (note[22] & 0x0f) << 8 | note[23];

  mp3->note_offset = offset;
  if (mp3->frames <= delay + padding)
    return;

  mp3->skip = delay + DECODER_DELAY;
  mp3->frames -= delay + padding;
}

/* Recorders that append one MP3 to another leave the count of the first. */
static gboolean
is_appended_to (gint64 counted_bytes,
                gint64 bytes_there)
{
  return bytes_there > counted_bytes + counted_bytes / 20 + 64 * 1024;
}

static void
read_frame (EncoreMp3    *mp3,
            const guint8 *frame,
            gsize         length,
            gint64        offset,
            gint64        bytes_there)
{
  gboolean first_version = (frame[1] >> 3 & 3) == 3;
  gboolean mono = (frame[3] >> 6) == 3;
  gsize tag = 4 + (first_version ? (mono ? 17 : 32) : (mono ? 9 : 17));

  mp3->rate = frame_rate (frame);
  if (length < tag + NOTE_FULL + 24 || (memcmp (frame + tag, "Xing", 4) != 0 && memcmp (frame + tag, "Info", 4) != 0))
    return;

  guint32 flags = get32 (frame + tag + 4);

  if ((flags & 1) == 0 || ((flags & 2) != 0 && is_appended_to (get32 (frame + tag + 12), bytes_there)))
    return;

  gsize note = tag + 8 + 4 + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);

  mp3->frames = (gint64) get32 (frame + tag + 8) * (first_version ? 1152 : 576);
  read_note (mp3, frame + note, offset + note);
}

/* An MP3 may lie in a WAV file. */
static gsize
find_start (const char *path,
            goffset    *size)
{
  EncoreRiff riff;

  if (!encore_riff_read (path, &riff) || !encore_riff_is_mpeg (&riff))
    return 0;

  *size = riff.data_size;

  return riff.data_offset;
}

/**
 * encore_mp3_read:
 * @path: a file
 * @mp3: (out caller-allocates): what the first frame says
 *
 * Without such a note, what players call the length of an MP3 is a guess from its bit rate.
 *
 * Returns: whether @path begins like an MP3, or is a WAV file with one inside
 */
gboolean
encore_mp3_read (const char *path,
                 EncoreMp3  *mp3)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree guint8 *bytes = g_malloc0 (HEAD_BYTES);
  gsize got = 0;

  goffset size = 0;

  memset (mp3, 0, sizeof *mp3);
  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, 10, &got, NULL, NULL) || got < 10)
    return FALSE;

  gsize at = memcmp (bytes, "RIFF", 4) == 0 ? find_start (path, &size) : id3_size (bytes);

  mp3->start = at;

  if (!g_seekable_seek (G_SEEKABLE (stream), at, G_SEEK_SET, NULL, NULL)
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, HEAD_BYTES, &got, NULL, NULL) || got < 64)
    return FALSE;

  /* Sync word, not MPEG's reserved version, layer 3, and a bit rate that is allowed. */
  if (bytes[0] != 0xff || (bytes[1] & 0xe6) != 0xe2 || (bytes[1] & 0x18) == 0x08 || (bytes[2] & 0xf0) == 0xf0)
    return FALSE;

  g_autoptr (GFileInfo) info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);

  if (size == 0 && info != NULL)
    size = g_file_info_get_size (info) - (goffset) at;
  read_frame (mp3, bytes, got, at, size);

  return mp3->rate > 0;
}
