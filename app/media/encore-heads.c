/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-heads.h"

#include <math.h>
#include <string.h>

/* Containers other than WAV in which the sound lies in one piece, and which GStreamer reads badly or not at all:
 * Sony's Wave64 (wavparse 1.22 loses its end), Apple's Core Audio (no demuxer) and AIFF (aiffparse 1.22 now and then
 * stops after the head and says nothing), Sun's AU (auparse 1.22 takes the head for sound). */

/* More chunks than this before the sound no writer puts there. */
#define MAX_CHUNKS 64

typedef struct
{
  GInputStream *stream;
  goffset size; /* of the file */
  EncoreRiff *riff;
  gboolean have_format;
} Reader;

static gboolean
read_exactly (Reader *reader,
              void   *buffer,
              gsize   size)
{
  gsize got = 0;

  return g_input_stream_read_all (reader->stream, buffer, size, &got, NULL, NULL) && got == size;
}

static gboolean
go_to (Reader *reader,
       goffset offset)
{
  return offset > 0 && offset < reader->size
         && g_seekable_seek (G_SEEKABLE (reader->stream), offset, G_SEEK_SET, NULL, NULL);
}

/* @claimed below 0 means that it goes on to the end of the file. */
static void
settle_data (Reader *reader,
             goffset offset,
             gint64  claimed)
{
  goffset there = MAX (reader->size - offset, 0);

  reader->riff->data_offset = offset;
  reader->riff->data_size = claimed > 0 ? MIN (claimed, there) : there;
  reader->riff->missing = claimed > there ? claimed - there : 0;
}

static guint64
get_le64 (const guint8 *p)
{
  guint64 value;

  memcpy (&value, p, sizeof value);

  return GUINT64_FROM_LE (value);
}

static guint64
get_be64 (const guint8 *p)
{
  guint64 value;

  memcpy (&value, p, sizeof value);

  return GUINT64_FROM_BE (value);
}

static guint32
get_be32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

/* Chunks of a 16-byte name and a size that counts name and size too, each at a multiple of 8. */
static gboolean
read_wave64 (Reader *reader)
{
  guint8 head[24], format[40] = { 0 };
  goffset at = 40;

  for (int i = 0; i < MAX_CHUNKS && go_to (reader, at) && read_exactly (reader, head, sizeof head); i++)
    {
      guint64 size = get_le64 (head + 16);

      if (memcmp (head, "data", 4) == 0 && reader->have_format)
        {
          settle_data (reader, at + 24, size > 24 && size < G_MAXINT64 ? (gint64) size - 24 : -1);
          return TRUE;
        }
      if (size < 24 || size > (guint64) reader->size)
        return FALSE;
      if (memcmp (head, "fmt ", 4) == 0)
        {
          gsize length = MIN (size - 24, sizeof format);

          reader->have_format = read_exactly (reader, format, length)
                                && encore_riff_read_format (format, length, reader->riff);
        }
      at += (size + 7) & ~7;
    }

  return FALSE;
}

static gboolean
is_wave64 (const guint8 *head)
{
  static const guint8 rest[] = { 0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0x00, 0x00 };

  return memcmp (head, "riff", 4) == 0 && memcmp (head + 4, rest, sizeof rest) == 0
         && memcmp (head + 24, "wave", 4) == 0;
}

/* Sampling rate as a big double; what follows are 32-bit numbers: codec, flags, bytes and samples per packet,
 * channels, bits. */
static gboolean
read_description (Reader *reader)
{
  EncoreRiff *riff = reader->riff;
  guint8 bytes[32];
  double rate;

  if (!read_exactly (reader, bytes, sizeof bytes))
    return FALSE;

  guint64 raw = get_be64 (bytes);
  guint32 flags = get_be32 (bytes + 12);

  memcpy (&rate, &raw, sizeof rate);
  if (!(rate >= 1 && rate < G_MAXINT) || get_be32 (bytes + 24) == 0 || get_be32 (bytes + 24) > 64)
    return FALSE;

  riff->rate = lrint (rate);
  riff->block_align = MIN (get_be32 (bytes + 16), G_MAXUINT16);
  riff->channels = get_be32 (bytes + 24);
  riff->bits = MIN (get_be32 (bytes + 28), 64);
  riff->big_endian = (flags & 2) == 0;
  riff->is_signed = TRUE;
  riff->tag = memcmp (bytes + 8, "lpcm", 4) == 0   ? (flags & 1 ? 0x0003 : 0x0001)
              : memcmp (bytes + 8, "ulaw", 4) == 0 ? 0x0007
              : memcmp (bytes + 8, "alaw", 4) == 0 ? 0x0006
              : memcmp (bytes + 8, "ima4", 4) == 0 ? ENCORE_RIFF_APPLE_IMA
                                                   : 0;
  if (riff->tag == 0x0006 || riff->tag == 0x0007)
    riff->bits = 8;

  return riff->tag != 0;
}

static gboolean
read_core_audio (Reader *reader)
{
  guint8 head[12];
  goffset at = 8;

  for (int i = 0; i < MAX_CHUNKS && go_to (reader, at) && read_exactly (reader, head, sizeof head); i++)
    {
      gint64 size = (gint64) get_be64 (head + 4);

      if (memcmp (head, "data", 4) == 0 && reader->have_format)
        {
          /* It begins with four bytes that count edits. */
          settle_data (reader, at + 16, size - 4);
          return TRUE;
        }
      if (size < 0 || size > reader->size)
        return FALSE;
      if (memcmp (head, "desc", 4) == 0)
        reader->have_format = read_description (reader);
      at += 12 + size;
    }

  return FALSE;
}

/* An IEEE 80-bit float, as far as sampling rates go. */
static double
get_extended (const guint8 *p)
{
  int exponent = (p[0] & 0x7f) << 8 | p[1];

  return ldexp ((double) get_be64 (p + 2), exponent - 16383 - 63);
}

static guint16
find_aiff_codec (EncoreRiff   *riff,
                 const guint8 *name)
{
  static const struct
  {
    char name[5];
    guint16 tag;
    int bits; /* 0 for what the head says */
  } codecs[] = {
    { "NONE", 0x0001, 0 },  { "twos", 0x0001, 0 },  { "sowt", 0x0001, 0 },  { "fl32", 0x0003, 32 },
    { "FL32", 0x0003, 32 }, { "fl64", 0x0003, 64 }, { "FL64", 0x0003, 64 }, { "ulaw", 0x0007, 8 },
    { "ULAW", 0x0007, 8 },  { "alaw", 0x0006, 8 },  { "ALAW", 0x0006, 8 },  { "ima4", ENCORE_RIFF_APPLE_IMA, 0 },
  };

  riff->big_endian = memcmp (name, "sowt", 4) != 0;
  for (gsize i = 0; i < G_N_ELEMENTS (codecs); i++)
    if (memcmp (name, codecs[i].name, 4) == 0)
      {
        if (codecs[i].bits > 0)
          riff->bits = codecs[i].bits;
        return codecs[i].tag;
      }

  return 0;
}

/* Channels, samples, bits, sampling rate, and in an AIFC the codec. */
static gboolean
read_common (Reader *reader,
             gsize   size)
{
  EncoreRiff *riff = reader->riff;
  guint8 bytes[22] = "                  NONE";

  if (size < 18 || !read_exactly (reader, bytes, MIN (size, sizeof bytes)))
    return FALSE;

  double rate = get_extended (bytes + 8);

  if (!(rate >= 1 && rate < G_MAXINT))
    return FALSE;

  riff->channels = bytes[0] << 8 | bytes[1];
  /* Odd sizes lie in the upper bits of the next whole byte. */
  riff->bits = ((bytes[6] << 8 | bytes[7]) + 7) & ~7;
  riff->rate = lrint (rate);
  riff->is_signed = TRUE;
  riff->tag = find_aiff_codec (riff, bytes + 18);
  riff->block_align = riff->channels * riff->bits / 8;

  return riff->tag != 0 && riff->channels > 0;
}

static gboolean
read_aiff (Reader *reader)
{
  guint8 head[16];
  goffset at = 12;

  for (int i = 0; i < MAX_CHUNKS && go_to (reader, at) && read_exactly (reader, head, 8); i++)
    {
      guint32 size = get_be32 (head + 4);

      if (memcmp (head, "SSND", 4) == 0 && reader->have_format)
        {
          if (!read_exactly (reader, head + 8, 8))
            return FALSE;
          /* It begins with where in it the sound begins, and how its blocks are aligned. */
          settle_data (reader, at + 16 + get_be32 (head + 8),
                       size > 8 && size != G_MAXUINT32 ? (gint64) size - 8 - get_be32 (head + 8) : -1);
          return TRUE;
        }
      if (memcmp (head, "COMM", 4) == 0)
        reader->have_format = read_common (reader, size);
      at += 8 + (goffset) size + (size & 1);
    }

  return FALSE;
}

/* Where the sound begins, how long it is, its coding, rate and channels, all as big numbers. */
static gboolean
read_sun (Reader       *reader,
          const guint8 *head)
{
  static const struct
  {
    guint16 tag;
    int bits;
  } codings[] = {
    { 0, 0 },       { 0x0007, 8 },  { 0x0001, 8 },  { 0x0001, 16 },
    { 0x0001, 24 }, { 0x0001, 32 }, { 0x0003, 32 }, { 0x0003, 64 },
  };
  EncoreRiff *riff = reader->riff;
  guint32 offset = get_be32 (head + 4), size = get_be32 (head + 8), coding = get_be32 (head + 12);

  if (coding == 27)
    riff->tag = 0x0006;
  else if (coding < G_N_ELEMENTS (codings))
    riff->tag = codings[coding].tag;
  if (riff->tag == 0 || get_be32 (head + 20) == 0 || get_be32 (head + 20) > 64 || get_be32 (head + 16) > G_MAXINT
      || offset < 24)
    return FALSE;

  riff->bits = coding == 27 ? 8 : codings[coding].bits;
  riff->rate = get_be32 (head + 16);
  riff->channels = get_be32 (head + 20);
  riff->block_align = riff->channels * riff->bits / 8;
  riff->big_endian = riff->is_signed = TRUE;
  settle_data (reader, offset, size > 0 && size != G_MAXUINT32 ? (gint64) size : -1);

  return TRUE;
}

static gboolean
read_head (Reader       *reader,
           const guint8 *head)
{
  EncoreRiff *riff = reader->riff;

  if (is_wave64 (head))
    {
      riff->container = "W64";
      return read_wave64 (reader);
    }
  if (memcmp (head, "caff", 4) == 0)
    {
      riff->container = "CAF";
      return read_core_audio (reader);
    }
  if (memcmp (head, "FORM", 4) == 0 && memcmp (head + 8, "AIF", 3) == 0)
    {
      riff->container = "AIFF";
      return read_aiff (reader);
    }
  if (memcmp (head, ".snd", 4) == 0)
    {
      riff->container = "AU";
      return read_sun (reader, head);
    }

  return FALSE;
}

/**
 * encore_heads_read:
 * @path: a file
 * @riff: (out caller-allocates): what its head says
 *
 * Returns: whether @path is a W64, an AIFF, an AU, or a CAF with a codec that needs no index
 */
gboolean
encore_heads_read (const char *path,
                   EncoreRiff *riff)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GFileInfo) info = NULL;
  guint8 head[40] = { 0 };
  Reader reader = { .stream = G_INPUT_STREAM (stream), .riff = riff };

  memset (riff, 0, sizeof *riff);
  if (stream == NULL || !read_exactly (&reader, head, sizeof head))
    return FALSE;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  reader.size = info != NULL ? g_file_info_get_size (info) : 0;
  if (read_head (&reader, head))
    return TRUE;

  memset (riff, 0, sizeof *riff);

  return FALSE;
}
