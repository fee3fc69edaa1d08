/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-headerless.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-g711.h"
#include "encore-mp3.h"

/* Recordings that are nothing but samples or frames. What they are stands in their names, as switches give them,
 * or the user says it. */

#define SNIFF_BYTES 4096
#define GUESS_BYTES (64 * 1024)

static const EncoreRawFormat formats[] = {
  { "mulaw-8000", N_ ("G.711 µ-law, 8 kHz"), 0x0007, 8000, 8, FALSE },
  { "alaw-8000", N_ ("G.711 A-law, 8 kHz"), 0x0006, 8000, 8, FALSE },
  { "slin-8000", N_ ("Linear 16-bit (slin), 8 kHz"), 0x0001, 8000, 16, FALSE },
  { "slin-12000", N_ ("Linear 16-bit (slin), 12 kHz"), 0x0001, 12000, 16, FALSE },
  { "slin-16000", N_ ("Linear 16-bit (slin), 16 kHz"), 0x0001, 16000, 16, FALSE },
  { "slin-24000", N_ ("Linear 16-bit (slin), 24 kHz"), 0x0001, 24000, 16, FALSE },
  { "slin-32000", N_ ("Linear 16-bit (slin), 32 kHz"), 0x0001, 32000, 16, FALSE },
  { "slin-44100", N_ ("Linear 16-bit (slin), 44.1 kHz"), 0x0001, 44100, 16, FALSE },
  { "slin-48000", N_ ("Linear 16-bit (slin), 48 kHz"), 0x0001, 48000, 16, FALSE },
  { "slin-96000", N_ ("Linear 16-bit (slin), 96 kHz"), 0x0001, 96000, 16, FALSE },
  { "slin-be-8000", N_ ("Linear 16-bit, high byte first, 8 kHz"), 0x0001, 8000, 16, TRUE },
  { "g722", N_ ("G.722"), 0x0065, 16000, 8, FALSE },
  { "gsm", N_ ("GSM 6.10"), ENCORE_RIFF_BARE_GSM, 8000, 0, FALSE },
  { "g729", N_ ("G.729"), 0x0083, 8000, 0, FALSE },
  { "g726-16", N_ ("G.726, 16 kbit/s"), 0x0045, 8000, 2, FALSE },
  { "g726-24", N_ ("G.726, 24 kbit/s"), 0x0045, 8000, 3, FALSE },
  { "g726-32", N_ ("G.726, 32 kbit/s"), 0x0045, 8000, 4, FALSE },
  { "g726-40", N_ ("G.726, 40 kbit/s"), 0x0045, 8000, 5, FALSE },
  { "vox-8000", N_ ("Dialogic VOX, 8 kHz"), ENCORE_RIFF_VOX, 8000, 4, FALSE },
  { "vox-6000", N_ ("Dialogic VOX, 6 kHz"), ENCORE_RIFF_VOX, 6000, 4, FALSE },
  { "amr", N_ ("AMR"), ENCORE_RIFF_BARE_AMR, 8000, 0, FALSE },
  { "amr-wb", N_ ("AMR-WB"), ENCORE_RIFF_BARE_AMR_WB, 16000, 0, FALSE },
};

/* The names Asterisk and its kin give; without a format it takes a look at the samples. */
static const struct
{
  const char *extension;
  const char *id;
} names[] = {
  { "ulaw", "mulaw-8000" },   { "ul", "mulaw-8000" },    { "mu", "mulaw-8000" },    { "ulw", "mulaw-8000" },
  { "mulaw", "mulaw-8000" },  { "alaw", "alaw-8000" },   { "al", "alaw-8000" },     { "alw", "alaw-8000" },
  { "sln", "slin-8000" },     { "slin", "slin-8000" },   { "sln12", "slin-12000" }, { "sln16", "slin-16000" },
  { "slin16", "slin-16000" }, { "sln24", "slin-24000" }, { "sln32", "slin-32000" }, { "sln44", "slin-44100" },
  { "sln48", "slin-48000" },  { "sln96", "slin-96000" }, { "g722", "g722" },        { "gsm", "gsm" },
  { "g729", "g729" },         { "g726-16", "g726-16" },  { "g726-24", "g726-24" },  { "g726-32", "g726-32" },
  { "g726-40", "g726-40" },   { "g726", "g726-32" },     { "vox", "vox-8000" },     { "amr", "amr" },
  { "awb", "amr-wb" },        { "raw", NULL },           { "pcm", NULL },
};

static GMutex lock;
static GHashTable *chosen; /* path -> EncoreRawFormat, under the lock */

/**
 * encore_media_list_raw_formats:
 * @n: (out): how many
 *
 * Returns: (array length=n): what a recording without a header can be, the most frequent first
 */
const EncoreRawFormat *
encore_media_list_raw_formats (gsize *n)
{
  *n = G_N_ELEMENTS (formats);

  return formats;
}

static const EncoreRawFormat *
find_format (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i].id, id) == 0)
      return &formats[i];

  return NULL;
}

/**
 * encore_media_set_raw_format:
 * @path: a recording without a header
 * @id: (nullable): that of an #EncoreRawFormat; %NULL for what its name says
 *
 * Says for this process what @path is, before it is probed or played. From any thread.
 */
void
encore_media_set_raw_format (const char *path,
                             const char *id)
{
  const EncoreRawFormat *format = find_format (id);

  g_return_if_fail (path != NULL);

  g_mutex_lock (&lock);
  if (chosen == NULL)
    chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (format != NULL)
    g_hash_table_replace (chosen, g_strdup (path), (gpointer) format);
  else
    g_hash_table_remove (chosen, path);
  g_mutex_unlock (&lock);
}

static const EncoreRawFormat *
find_chosen (const char *path)
{
  g_mutex_lock (&lock);
  const EncoreRawFormat *format = chosen != NULL ? g_hash_table_lookup (chosen, path) : NULL;
  g_mutex_unlock (&lock);

  return format;
}

/**
 * encore_headerless_is_text:
 * @bytes: the start of a file
 * @length: of it
 *
 * Returns: whether people can read it
 */
gboolean
encore_headerless_is_text (const char *bytes,
                           gsize       length)
{
  const char *end = NULL;

  if (length == 0 || memchr (bytes, 0, length) != NULL)
    return FALSE;

  /* The last character may be cut in two by where reading stopped. */
  if (!g_utf8_validate (bytes, length, &end) && (gsize) (bytes + length - end) > 3)
    return FALSE;

  for (const char *p = bytes; p < end; p++)
    if ((guchar) *p < 0x20 && strchr ("\t\n\r\f\033", *p) == NULL)
      return FALSE;

  return TRUE;
}

static gsize
read_piece (const char *path,
            goffset     offset,
            guint8     *bytes,
            gsize       length,
            goffset    *size)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GFileInfo) info = NULL;
  gsize got = 0;

  *size = 0;
  if (stream == NULL)
    return 0;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  if (info == NULL || !g_seekable_seek (G_SEEKABLE (stream), offset, G_SEEK_SET, NULL, NULL))
    return 0;

  *size = g_file_info_get_size (info);
  g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, length, &got, NULL, NULL);

  return got;
}

/* A file that says what it is, whatever its name. */
static gboolean
has_head (const char   *path,
          const guint8 *bytes,
          gsize         length)
{
  static const struct
  {
    gsize at;
    const char *magic;
  } heads[] = {
    { 0, "RIFF" },       { 0, "RF64" },
    { 0, "BW64" },       { 0, "OggS" },
    { 0, "fLaC" },       { 0, "\x1a\x45\xdf\xa3" },
    { 0, "ID3" },        { 0, ".snd" },
    { 0, "caff" },       { 0, "\x30\x26\xb2\x75" },
    { 0, "#!AMR" },      { 4, "ftyp" },
    { 4, "moov" },       { 0, "FORM" },
    { 0, "riff" },       { 0, "wvpk" },
    { 0, "PK\x03\x04" }, { 0, "%PDF" },
    { 0, "7z\xbc\xaf" }, { 0, "Rar!" },
    { 0, "NICE" },       { 0, "Salted__" },
    { 0, "AES\x02" },    { 0, "\x1f\x8b\x08" },
  };
  EncoreMp3 mp3;

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      gsize n = strlen (heads[i].magic);

      if (length >= heads[i].at + n && memcmp (bytes + heads[i].at, heads[i].magic, n) == 0)
        return TRUE;
    }

  return encore_headerless_is_text ((const char *) bytes, length) || encore_mp3_read (path, &mp3);
}

/* Bits of a frame in every mode of 3GPP TS 26.101 and 26.201, as bytes after the one that tells the mode. */
static int
amr_frame_bytes (guint8   toc,
                 gboolean wide)
{
  static const int narrow_sizes[] = { 12, 13, 15, 17, 19, 20, 26, 31, 5, -1, -1, -1, -1, -1, -1, 0 };
  static const int wide_sizes[] = { 17, 23, 32, 36, 40, 46, 50, 58, 60, 5, -1, -1, -1, -1, 0, 0 };

  if ((toc & 0x83) != 0)
    return -1;

  return wide ? wide_sizes[toc >> 3 & 15] : narrow_sizes[toc >> 3 & 15];
}

static gboolean
looks_like_amr (const guint8 *bytes,
                gsize         length,
                gboolean      wide)
{
  gsize at = 0;

  for (int i = 0; i < 10 && at < length; i++)
    {
      int size = amr_frame_bytes (bytes[at], wide);

      if (size < 0)
        return FALSE;
      at += 1 + size;
    }

  return TRUE;
}

/* Every frame of 33 bytes begins with the same four bits. */
static gboolean
looks_like_gsm (const guint8 *bytes,
                gsize         length)
{
  for (gsize i = 0; i < length; i += 33)
    if (bytes[i] >> 4 != 0xd)
      return FALSE;

  return length >= 33;
}

static gboolean
looks_right (const EncoreRawFormat *format,
             const guint8          *bytes,
             gsize                  length)
{
  switch (format->tag)
    {
    case ENCORE_RIFF_BARE_GSM:
      return looks_like_gsm (bytes, length);
    case ENCORE_RIFF_BARE_AMR:
    case ENCORE_RIFF_BARE_AMR_WB:
      return looks_like_amr (bytes, length, format->tag == ENCORE_RIFF_BARE_AMR_WB);
    default:
      return TRUE;
    }
}

/* How much @format makes of the bytes change from sample to sample, against how loud it is: speech a little, what
 * is not meant so twice as much as noise. */
static double
roughness (const EncoreRawFormat *format,
           const guint8          *bytes,
           gsize                  length)
{
  double loud = 1, change = 0, before = 0;
  gsize step = format->bits / 8;

  for (gsize i = 0; i + step <= length; i += step)
    {
      double now = format->tag == 0x0007   ? encore_g711_expand_ulaw (bytes[i])
                   : format->tag == 0x0006 ? encore_g711_expand_alaw (bytes[i])
                   : format->big_endian    ? (gint16) (bytes[i] << 8 | bytes[i + 1])
                                           : (gint16) (bytes[i + 1] << 8 | bytes[i]);

      loud += now * now;
      change += (now - before) * (now - before);
      before = now;
    }

  return change / loud;
}

/**
 * encore_media_guess_raw_format:
 * @path: a recording without a header
 *
 * Listens to a part of it as every format that consists of samples. The rate of linear samples cannot be told
 * so: it is taken for 8 kHz. Reads the file: not for the main thread.
 *
 * Returns: (nullable): what it most probably is; %NULL when none of them sounds right
 */
const EncoreRawFormat *
encore_media_guess_raw_format (const char *path)
{
  static const char *candidates[] = { "mulaw-8000", "alaw-8000", "slin-8000", "slin-be-8000" };
  g_autofree guint8 *bytes = g_malloc (GUESS_BYTES);
  goffset size = 0;
  const EncoreRawFormat *best = NULL;
  double least = 1;

  g_return_val_if_fail (path != NULL, NULL);

  gsize length = read_piece (path, 0, bytes, GUESS_BYTES, &size);

  if (looks_like_gsm (bytes, MIN (length, SNIFF_BYTES)))
    return find_format ("gsm");

  if (size > 4 * GUESS_BYTES)
    length = read_piece (path, (size / 3) & ~1, bytes, GUESS_BYTES, &size);
  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      const EncoreRawFormat *format = find_format (candidates[i]);
      double now = roughness (format, bytes, length);

      if (now < least)
        {
          least = now;
          best = format;
        }
    }

  return best;
}

static gboolean
find_by_name (const char             *path,
              const EncoreRawFormat **format)
{
  const char *dot = strrchr (path, '.');

  if (dot == NULL || strchr (dot, G_DIR_SEPARATOR) != NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (dot + 1, names[i].extension) == 0)
      {
        *format = find_format (names[i].id);
        return TRUE;
      }

  return FALSE;
}

/**
 * encore_media_dup_raw_format:
 * @path: a recording
 *
 * Returns: (transfer full) (nullable): what encore_media_set_raw_format() was told of it
 */
char *
encore_media_dup_raw_format (const char *path)
{
  const EncoreRawFormat *format = find_chosen (path);

  return format != NULL ? g_strdup (format->id) : NULL;
}

/**
 * encore_media_needs_raw_format:
 * @path: a file; it is not read
 *
 * Returns: whether its name says that it is a recording without a header, but not of which kind
 */
gboolean
encore_media_needs_raw_format (const char *path)
{
  const EncoreRawFormat *format = NULL;

  return find_by_name (path, &format) && (format == NULL || format->tag == ENCORE_RIFF_VOX);
}

static void
fill (EncoreRiff            *riff,
      const EncoreRawFormat *format,
      goffset                size)
{
  riff->tag = format->tag;
  riff->rate = format->rate;
  riff->channels = 1;
  riff->bits = format->bits;
  riff->block_align = MAX (format->bits / 8, 1);
  riff->big_endian = format->big_endian;
  riff->is_signed = TRUE;
  riff->right_first = TRUE;
  riff->data_size = size;
}

/**
 * encore_headerless_find:
 * @path: a file
 * @riff: (out caller-allocates): what would stand in its head
 *
 * Returns: whether @path has no header, and what it is can be told by its name or was told by
 *   encore_media_set_raw_format()
 */
gboolean
encore_headerless_find (const char *path,
                        EncoreRiff *riff)
{
  const EncoreRawFormat *format = find_chosen (path);
  gboolean told = format != NULL;
  guint8 bytes[SNIFF_BYTES];
  goffset size = 0;

  memset (riff, 0, sizeof *riff);
  if (!told && !find_by_name (path, &format))
    return FALSE;

  gsize length = read_piece (path, 0, bytes, sizeof bytes, &size);

  if (length == 0 || (!told && has_head (path, bytes, length)))
    return FALSE;
  if (format == NULL)
    format = encore_media_guess_raw_format (path);
  if (format == NULL || (!told && !looks_right (format, bytes, length)))
    return FALSE;

  fill (riff, format, size);

  return TRUE;
}
