/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-wav-mute.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-part-file.h"
#include "encore-riff.h"

/*
 * A copy of a WAV file in which some stretches are silent. All other samples are those of the file, bit by bit, in the
 * format they have: nothing is decoded. Of the file's other chunks none is copied: they may say anything.
 */

#define HEADER_BYTES 46
#define BLOCK_BYTES (256 * 1024)

typedef struct
{
  EncoreRiff riff;
  const EncoreSpan *muted;
  gsize n_muted;
  guint8 silence; /* each byte of a sample that is silent */
} Copy;

static gboolean
can_mute (const EncoreRiff *riff)
{
  return g_strcmp0 (riff->container, "WAV") == 0 && encore_riff_is_plain (riff) && !riff->big_endian && !riff->is_signed
         && riff->data_size < G_MAXUINT32 - HEADER_BYTES;
}

/**
 * encore_wav_can_mute:
 * @path: a recording
 *
 * Returns: whether it is a WAV file of PCM, float or G.711, which encore_wav_mute() can copy
 */
gboolean
encore_wav_can_mute (const char *path)
{
  EncoreRiff riff = { 0 };

  return encore_riff_read (path, &riff) && can_mute (&riff);
}

static guint8
silence_of (const EncoreRiff *riff)
{
  switch (riff->tag)
    {
    case 0x0006:
      return 0xd5;
    case 0x0007:
      return 0xff;
    default:
      return riff->tag == 0x0001 && riff->bits == 8 ? 0x80 : 0;
    }
}

static void
put (guint8 *at,
     guint32 value,
     int     n)
{
  for (int i = 0; i < n; i++, value >>= 8)
    at[i] = value & 0xff;
}

static gboolean
write_header (EncorePartFile   *file,
              const EncoreRiff *riff,
              goffset           data_bytes,
              GError          **error)
{
  guint8 header[HEADER_BYTES] = { 0 };
  guint32 format_bytes = riff->tag == 0x0001 ? 16 : 18; /* all but PCM say how much follows: nothing */
  guint32 header_bytes = 28 + format_bytes;

  memcpy (header, "RIFF", 4);
  put (header + 4, (guint32) (header_bytes - 8 + data_bytes + data_bytes % 2), 4);
  memcpy (header + 8, "WAVEfmt ", 8);
  put (header + 16, format_bytes, 4);
  put (header + 20, riff->tag, 2);
  put (header + 22, (guint32) riff->channels, 2);
  put (header + 24, (guint32) riff->rate, 4);
  put (header + 28, (guint32) (riff->rate * riff->block_align), 4);
  put (header + 32, (guint32) riff->block_align, 2);
  put (header + 34, (guint32) riff->bits, 2);
  memcpy (header + header_bytes - 8, "data", 4);
  put (header + header_bytes - 4, (guint32) data_bytes, 4);
  return encore_part_file_write (file, header, header_bytes, error);
}

/* Rounded outwards: not one sample of what is muted may be heard. */
static void
mute_block (const Copy *copy,
            guint8     *bytes,
            gint64      from,
            gint64      n_frames)
{
  int rate = copy->riff.rate;

  for (gsize i = 0; i < copy->n_muted; i++)
    {
      gint64 first = MAX (copy->muted[i].start_ms, 0) * rate / 1000;
      gint64 end = (MIN (MAX (copy->muted[i].end_ms, 0), G_MAXINT64 / rate - 1000) * rate + 999) / 1000;

      first = MAX (first, from);
      end = MIN (end, from + n_frames);
      if (first < end)
        memset (bytes + (first - from) * copy->riff.block_align, copy->silence,
                (gsize) ((end - first) * copy->riff.block_align));
    }
}

static gboolean
copy_samples (const Copy     *copy,
              GInputStream   *stream,
              EncorePartFile *file,
              goffset         length,
              GCancellable   *cancellable,
              GError        **error)
{
  gsize piece = BLOCK_BYTES - BLOCK_BYTES % (gsize) copy->riff.block_align;
  g_autofree guint8 *bytes = g_malloc (piece);

  for (goffset done = 0; done < length;)
    {
      gsize wanted = (gsize) MIN ((goffset) piece, length - done), got = 0;

      if (!g_input_stream_read_all (stream, bytes, wanted, &got, cancellable, error))
        return FALSE;
      if (got < wanted)
        {
          g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("The file became shorter meanwhile."));
          return FALSE;
        }
      mute_block (copy, bytes, done / copy->riff.block_align, (gint64) got / copy->riff.block_align);
      if (!encore_part_file_write (file, bytes, got, error))
        return FALSE;
      done += (goffset) got;
    }

  return length % 2 == 0 || encore_part_file_write (file, "", 1, error);
}

/**
 * encore_wav_mute:
 * @path: a recording of which encore_wav_can_mute() says yes
 * @muted: (array length=n_muted): stretches that are silent in the copy
 * @n_muted: how many
 * @target: the file to write
 * @result: (out): what was written; its codec is to be freed
 * @cancellable: (nullable): to give up
 * @error: why not; then there is no file
 *
 * Blocks: for job threads.
 *
 * Returns: whether the copy is there
 */
gboolean
encore_wav_mute (const char       *path,
                 const EncoreSpan *muted,
                 gsize             n_muted,
                 const char       *target,
                 EncoreWavMuted   *result,
                 GCancellable     *cancellable,
                 GError          **error)
{
  Copy copy = { .muted = muted, .n_muted = n_muted };

  if (!encore_riff_read (path, &copy.riff) || !can_mute (&copy.riff))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED, _ ("This is no WAV file of plain samples."));
      return FALSE;
    }
  copy.silence = silence_of (&copy.riff);

  goffset length = copy.riff.data_size - copy.riff.data_size % copy.riff.block_align;
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (source, cancellable, error);

  if (stream == NULL || !g_seekable_seek (G_SEEKABLE (stream), copy.riff.data_offset, G_SEEK_SET, cancellable, error))
    return FALSE;

  g_autoptr (EncorePartFile) file = encore_part_file_new (target, error);
  if (file == NULL || !write_header (file, &copy.riff, length, error)
      || !copy_samples (&copy, G_INPUT_STREAM (stream), file, length, cancellable, error)
      || !encore_part_file_commit (file, error))
    return FALSE;

  result->frames = length / copy.riff.block_align;
  result->rate = copy.riff.rate;
  result->channels = copy.riff.channels;
  result->codec = copy.riff.tag == 0x0001 ? g_strdup_printf ("PCM %d-bit", copy.riff.bits)
                                          : g_strdup (encore_riff_codec_name (&copy.riff));
  return TRUE;
}
