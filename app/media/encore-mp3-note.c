/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-mp3-note.h"

#include <string.h>

/* Samples that LAME puts before the first one, without the decoder's own. */
#define ENCODER_DELAY 576

/* Where things stand in the note, behind the frame's side information. */
#define NOTE_BYTES 156
#define AT_FRAMES 8
#define AT_BYTES 12
#define AT_PLACES 16
#define AT_QUALITY 116
#define AT_ENCODER 120

/* Of 100. */
#define QUALITY 50

/* Layer III in kbit/s: MPEG 1, then 2 and 2.5. */
static const int bit_rates[2][15] = {
  { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 },
  { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160 },
};

static gboolean
is_first_version (const guint8 *header)
{
  return (header[1] >> 3 & 3) == 3;
}

static int
rate_of (const guint8 *header)
{
  static const int rates[] = { 44100, 48000, 32000, 0 };
  int version = header[1] >> 3 & 3;
  int rate = rates[header[2] >> 2 & 3];

  return version == 3 ? rate : version == 2 ? rate / 2 : rate / 4;
}

static gsize
frame_bytes (const guint8 *header,
             int           index)
{
  gboolean first = is_first_version (header);

  return (first ? 144000 : 72000) * bit_rates[!first][index] / rate_of (header);
}

/* CRC-16 with the polynomial x16 + x15 + x2 + 1, lowest bit first. */
static guint16
add_to_crc (guint16       crc,
            const guint8 *bytes,
            gsize         length)
{
  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xa001 : crc >> 1;
    }

  return crc;
}

/**
 * encore_mp3_note_add:
 * @self: the counter, zeroed at first
 * @bytes: what an encoder gave out: whole frames
 * @length: how much
 *
 * Returns: %FALSE when these are no whole frames
 */
gboolean
encore_mp3_note_add (EncoreMp3Note *self,
                     const guint8  *bytes,
                     gsize          length)
{
  gsize at = 0;

  while (at + 4 <= length)
    {
      const guint8 *header = bytes + at;

      if (header[0] != 0xff || (header[1] & 0xe6) != 0xe2 || header[2] >> 4 == 0 || header[2] >> 4 == 15
          || rate_of (header) == 0)
        return FALSE;
      if (self->frames == 0)
        memcpy (self->header, header, sizeof self->header);
      at += frame_bytes (header, header[2] >> 4) + (header[2] >> 1 & 1);
      self->frames++;
    }

  self->bytes += length;
  self->crc = add_to_crc (self->crc, bytes, length);

  return at == length;
}

int
encore_mp3_note_get_rate (const EncoreMp3Note *self)
{
  return self->frames > 0 ? rate_of (self->header) : 0;
}

static void
put (guint8 *at,
     guint32 value,
     int     n)
{
  for (int i = n - 1; i >= 0; i--, value >>= 8)
    at[i] = value;
}

static gsize
make_header (const EncoreMp3Note *self,
             guint8              *note,
             gsize                least)
{
  int index = 1;

  while (index < 14 && frame_bytes (self->header, index) < least)
    index++;

  memcpy (note, self->header, sizeof self->header);
  note[1] |= 1; /* no checksum */
  note[2] = index << 4 | (note[2] & 0x0c);

  return frame_bytes (self->header, index);
}

static void
put_encoder (const EncoreMp3Note *self,
             guint8              *at,
             gint64               samples,
             gint64               bytes)
{
  gint64 coded = (gint64) self->frames * (is_first_version (self->header) ? 1152 : 576);
  int padding = (int) CLAMP (coded - ENCODER_DELAY - samples, 0, 4095);

  memcpy (at, "LAME3.100", 9);
  at[9] = 1; /* constant bit rate */
  at[20] = MIN (bit_rates[!is_first_version (self->header)][self->header[2] >> 4], 255);
  put (at + 21, ENCODER_DELAY << 12 | padding, 3);
  put (at + 28, bytes, 4);
  put (at + 32, self->crc, 2);
}

/**
 * encore_mp3_note_make:
 * @self: all frames, counted
 * @samples: how many per channel were given to the encoder
 * @note: (out caller-allocates): the frame
 *
 * Returns: its length, which depends on nothing but the form of the frames
 */
gsize
encore_mp3_note_make (const EncoreMp3Note *self,
                      gint64               samples,
                      guint8              *note)
{
  gboolean mono = self->header[3] >> 6 == 3;
  gsize side = 4 + (is_first_version (self->header) ? (mono ? 17 : 32) : (mono ? 9 : 17));

  memset (note, 0, ENCORE_MP3_NOTE_MAX);

  gsize length = make_header (self, note, side + NOTE_BYTES);
  guint8 *at = note + side;

  memcpy (at, "Info", 4);
  put (at + 4, 0xf, 4); /* frames, bytes, places and quality follow */
  put (at + AT_FRAMES, self->frames, 4);
  put (at + AT_BYTES, length + self->bytes, 4);
  for (int i = 0; i < 100; i++)
    at[AT_PLACES + i] = i * 256 / 100;
  put (at + AT_QUALITY, QUALITY, 4);
  put_encoder (self, at + AT_ENCODER, samples, length + self->bytes);

  guint8 *crc = at + AT_ENCODER + 34;
  put (crc, add_to_crc (0, note, crc - note), 2);

  return length;
}
