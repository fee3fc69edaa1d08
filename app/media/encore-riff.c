/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-riff.h"

#include <string.h>

#include "encore-heads.h"
#include "encore-headerless.h"

#define TAG_EXTENSIBLE 0xfffe
#define SIZE_OPEN 0xffffffffu

/* RFC 2361 and the registry of wave format numbers. */
static const struct
{
  guint16 tag;
  const char *name;
} codecs[] = {
  { 0x0001, "PCM" },
  { 0x0002, "MS ADPCM" },
  { 0x0003, "PCM float" },
  { 0x0006, "G.711 A-law" },
  { 0x0007, "G.711 µ-law" },
  { 0x0011, "IMA ADPCM" },
  { 0x0031, "GSM 6.10" },
  { 0x0045, "G.726" },
  { 0x0050, "MPEG" },
  { 0x0055, "MP3" },
  { 0x0064, "G.726" },
  { 0x0065, "G.722" },
  { 0x0042, "G.723.1" },
  { 0x0111, "G.723.1" },
  { 0x00ff, "AAC" },
  { 0x0161, "WMA" },
  { 0x028f, "G.722" },
  { 0x0014, "G.723 ADPCM" },
  { ENCORE_RIFF_VOX, "VOX ADPCM" },
  { ENCORE_RIFF_TRUESPEECH, "TrueSpeech" },
  { ENCORE_RIFF_BARE_GSM, "GSM 6.10" },
  { ENCORE_RIFF_APPLE_IMA, "IMA ADPCM" },
  { ENCORE_RIFF_BARE_AMR, "AMR" },
  { ENCORE_RIFF_BARE_AMR_WB, "AMR-WB" },
};

static guint16
get16 (const guint8 *p)
{
  return p[0] | p[1] << 8;
}

static guint32
get32 (const guint8 *p)
{
  return get16 (p) | (guint32) get16 (p + 2) << 16;
}

static gboolean
read_exactly (GInputStream *stream,
              void         *buffer,
              gsize         size)
{
  gsize got = 0;

  return g_input_stream_read_all (stream, buffer, size, &got, NULL, NULL) && got == size;
}

/**
 * encore_riff_read_format:
 * @bytes: Microsoft's WAVEFORMATEX
 * @length: as much of it as there is
 * @riff: (inout): what it says is put in here
 *
 * Returns: whether it can be used
 */
gboolean
encore_riff_read_format (const guint8 *bytes,
                         gsize         length,
                         EncoreRiff   *riff)
{
  if (length < 14)
    return FALSE;

  riff->tag = get16 (bytes);
  riff->channels = get16 (bytes + 2);
  riff->rate = MIN (get32 (bytes + 4), G_MAXINT);
  riff->block_align = get16 (bytes + 12);
  riff->bits = length >= 16 ? get16 (bytes + 14) : 0;
  if (riff->tag == TAG_EXTENSIBLE && length >= 40)
    riff->tag = get16 (bytes + 24);

  return riff->channels > 0 && riff->rate > 0;
}

static gboolean
read_format (GInputStream *stream,
             guint32       size,
             EncoreRiff   *riff)
{
  guint8 bytes[40] = { 0 };
  gsize length = MIN (size, sizeof bytes);

  return read_exactly (stream, bytes, length) && encore_riff_read_format (bytes, length, riff);
}

static void
settle_data (EncoreRiff *riff,
             guint32     claimed,
             goffset     file_size,
             gboolean    large)
{
  goffset there = MAX (file_size - riff->data_offset, 0);

  /* 0 and 0xffffffff are what recorders leave that crashed, or that wrote into a pipe. */
  if (claimed == 0 || claimed == SIZE_OPEN || large)
    {
      riff->data_size = there;
      return;
    }

  riff->data_size = MIN ((goffset) claimed, there);
  riff->missing = claimed - riff->data_size;
}

static gboolean
read_chunks (GInputStream *stream,
             goffset       file_size,
             gboolean      large,
             EncoreRiff   *riff)
{
  guint8 head[8];
  gboolean have_format = FALSE;

  while (read_exactly (stream, head, sizeof head))
    {
      guint32 size = get32 (head + 4);
      goffset next = g_seekable_tell (G_SEEKABLE (stream)) + (goffset) size + (size & 1);

      if (memcmp (head, "data", 4) == 0 && have_format)
        {
          riff->data_offset = g_seekable_tell (G_SEEKABLE (stream));
          settle_data (riff, size, file_size, large);
          return TRUE;
        }
      if (memcmp (head, "fmt ", 4) == 0)
        have_format = read_format (stream, size, riff);
      if (next >= file_size || !g_seekable_seek (G_SEEKABLE (stream), next, G_SEEK_SET, NULL, NULL))
        break;
    }

  return have_format;
}

/**
 * encore_riff_read:
 * @path: a file
 * @riff: (out caller-allocates): what its head says
 *
 * Returns: whether @path is a WAV file with a readable format, whatever its name
 */
gboolean
encore_riff_read (const char *path,
                  EncoreRiff *riff)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  guint8 head[12];

  memset (riff, 0, sizeof *riff);
  if (stream == NULL || !read_exactly (G_INPUT_STREAM (stream), head, sizeof head))
    return FALSE;

  gboolean large = memcmp (head, "RF64", 4) == 0 || memcmp (head, "BW64", 4) == 0;

  if ((!large && memcmp (head, "RIFF", 4) != 0) || memcmp (head + 8, "WAVE", 4) != 0)
    return FALSE;

  g_autoptr (GFileInfo) info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);

  riff->container = "WAV";

  return info != NULL && read_chunks (G_INPUT_STREAM (stream), g_file_info_get_size (info), large, riff);
}

/**
 * encore_riff_find:
 * @path: a file
 * @riff: (out caller-allocates): what its head says, or its name where it has none
 *
 * Returns: whether the sound lies in the file as it does in a WAV file
 */
gboolean
encore_riff_find (const char *path,
                  EncoreRiff *riff)
{
  return encore_riff_read (path, riff) || encore_heads_read (path, riff) || encore_headerless_find (path, riff);
}

/**
 * encore_riff_is_g729:
 * @riff: a head
 *
 * Returns: whether the sound is G.729, under any of the numbers recorders use for it
 */
gboolean
encore_riff_is_g729 (const EncoreRiff *riff)
{
  return riff->tag == 0x0083 || (riff->tag >= 0x0133 && riff->tag <= 0x0135) || riff->tag == 0xa1e9;
}

/**
 * encore_riff_is_mpeg:
 * @riff: a head
 *
 * Returns: whether the sound is MP3 or MP2, a stream that tells all by itself
 */
gboolean
encore_riff_is_mpeg (const EncoreRiff *riff)
{
  return riff->tag == 0x0050 || riff->tag == 0x0055;
}

/**
 * encore_riff_is_plain:
 * @riff: a head
 *
 * Returns: whether the samples can be read as they lie there: PCM, float, or G.711
 */
gboolean
encore_riff_is_plain (const EncoreRiff *riff)
{
  int bytes = riff->bits / 8;

  if ((riff->container != NULL && riff->data_offset == 0) || riff->channels > 8 || riff->rate < 100
      || riff->bits % 8 != 0 || riff->block_align != riff->channels * bytes)
    return FALSE;

  switch (riff->tag)
    {
    case 0x0001:
      return bytes >= 1 && bytes <= 4;
    case 0x0003:
      return bytes == 4 || bytes == 8;
    case 0x0006:
    case 0x0007:
      return bytes == 1;
    default:
      return FALSE;
    }
}

/**
 * encore_riff_codec_name:
 * @riff: a head
 *
 * Returns: (nullable): the codec's name for people; %NULL when it is not known
 */
const char *
encore_riff_codec_name (const EncoreRiff *riff)
{
  if (encore_riff_is_g729 (riff))
    return "G.729";

  for (gsize i = 0; i < G_N_ELEMENTS (codecs); i++)
    if (codecs[i].tag == riff->tag)
      return codecs[i].name;

  return NULL;
}
