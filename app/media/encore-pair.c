/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-pair.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <utime.h>

#include "encore-clip-encoder.h"
#include "encore-decode.h"
#include "encore-media-private.h"
#include "encore-probe.h"

/* Two recordings of one party each become one file with a lane each, so that all that plays, draws and
 * clips sees one recording. It lies in the cache: what is missing is made again. */

#define BLOCK_FRAMES 4096

/* All joined recordings together; the oldest make room. */
#define CACHE_BYTES (G_GINT64_CONSTANT (4) * 1024 * 1024 * 1024)

/* One side: how far into it the other's pass has come. */
typedef struct
{
  EncorePartFile *samples; /* of the first recording, 16 bits, never given a name */
  gint64 n_samples;
  int rate; /* of the first, and of what is made */

  EncoreClipEncoder *encoder;
  gint64 written; /* frames of what is made */
  gint64 shift;   /* the second's first frame comes there */
  gint64 heard;   /* frames of the second, in its own rate */
  double last;    /* of these, the newest */
  gint64 made;    /* frames of the second, in the first's rate */
  gint16 *first_block;
  gint16 *block; /* interleaved, waits to be written */
  gsize n_block;
  double *mono;
  gsize mono_size;
  GError *error;
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->encoder, encore_clip_encoder_free);
  g_clear_pointer (&work->samples, encore_part_file_free);
  g_clear_error (&work->error);
  g_free (work->first_block);
  g_free (work->block);
  g_free (work->mono);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gint16
to_s16 (double value)
{
  return isfinite (value) ? (gint16) CLAMP (lrint (value * 32768), G_MININT16, G_MAXINT16) : 0;
}

static double
unpack_one (const GstAudioInfo *info,
            gconstpointer       at)
{
  guint8 room[8];

  info->finfo->unpack_func (info->finfo, GST_AUDIO_PACK_FLAG_TRUNCATE_RANGE, room, at, 1);

  return info->finfo->unpack_format == GST_AUDIO_FORMAT_F64 ? *(double *) room : *(gint32 *) room / 2147483648.0;
}

/* One party is on all channels of its file: their mean is what was said. */
static const double *
to_mono (Work               *work,
         const GstAudioInfo *info,
         gconstpointer      *planes,
         gsize               n)
{
  int channels = GST_AUDIO_INFO_CHANNELS (info);
  gsize width = GST_AUDIO_INFO_WIDTH (info) / 8;
  gboolean interleaved = GST_AUDIO_INFO_LAYOUT (info) == GST_AUDIO_LAYOUT_INTERLEAVED;

  if (work->mono_size < n)
    {
      work->mono = g_renew (double, work->mono, n);
      work->mono_size = n;
    }

  for (gsize i = 0; i < n; i++)
    {
      work->mono[i] = 0;
      for (int channel = 0; planes != NULL && channel < channels; channel++)
        work->mono[i] += unpack_one (info, interleaved ? (const guint8 *) planes[0] + (i * channels + channel) * width
                                                       : (const guint8 *) planes[channel] + i * width)
                         / channels;
    }

  return work->mono;
}

/* The first: its samples wait in a file of their own. */
static gboolean
take_first (const GstAudioInfo *info,
            gconstpointer      *planes,
            gsize               n_frames,
            gpointer            user_data)
{
  Work *work = user_data;
  const double *mono = to_mono (work, info, planes, n_frames);
  g_autofree gint16 *samples = g_new (gint16, n_frames);

  for (gsize i = 0; i < n_frames; i++)
    samples[i] = to_s16 (mono[i]);

  work->rate = GST_AUDIO_INFO_RATE (info);
  work->n_samples += n_frames;

  return encore_part_file_write (work->samples, samples, n_frames * sizeof *samples, &work->error);
}

static gboolean
flush (Work *work)
{
  gint64 left = CLAMP (work->n_samples - work->written, 0, (gint64) work->n_block);

  memset (work->first_block, 0, work->n_block * sizeof *work->first_block);
  if (left > 0
      && !encore_part_file_read_at (work->samples, work->written * (goffset) sizeof (gint16), work->first_block,
                                    left * sizeof (gint16), &work->error))
    return FALSE;

  for (gsize i = 0; i < work->n_block; i++)
    work->block[2 * i] = work->first_block[i];
  if (!encore_clip_encoder_push (work->encoder, work->block, work->n_block, &work->error))
    return FALSE;

  work->written += work->n_block;
  work->n_block = 0;

  return TRUE;
}

/* The next sample of the second lane. */
static gboolean
put (Work  *work,
     gint16 sample)
{
  work->block[2 * work->n_block + 1] = sample;

  return ++work->n_block < BLOCK_FRAMES || flush (work);
}

static gboolean
put_silence (Work  *work,
             gint64 until)
{
  while (work->written + (gint64) work->n_block < until)
    if (!put (work, 0))
      return FALSE;

  return TRUE;
}

/* What comes before the first's beginning has no place. */
static gboolean
put_shifted (Work  *work,
             double value)
{
  return work->made++ + work->shift < 0 || put (work, to_s16 (value));
}

/* The second, on the first's clock: as it is when their rates agree, else on straight lines. */
static gboolean
take_second (const GstAudioInfo *info,
             gconstpointer      *planes,
             gsize               n_frames,
             gpointer            user_data)
{
  Work *work = user_data;
  const double *mono = to_mono (work, info, planes, n_frames);
  int rate = GST_AUDIO_INFO_RATE (info);

  for (gsize i = 0; i < n_frames; i++, work->heard++)
    {
      double before = work->heard > 0 ? work->last : mono[i];

      while (work->made * rate <= work->heard * work->rate)
        {
          double behind = work->heard - (double) work->made * rate / work->rate;

          if (!put_shifted (work, mono[i] - behind * (mono[i] - before)))
            return FALSE;
        }
      work->last = mono[i];
    }

  return TRUE;
}

static gboolean
decode (Work            *work,
        const char      *path,
        EncoreDecodeFunc take,
        GCancellable    *cancellable,
        GError         **error)
{
  g_auto (EncoreDecode) pass = { .path = path, .cancellable = cancellable, .take = take, .take_data = work };
  g_autoptr (GError) why = encore_media_check_file (path);
  EncoreRiff riff;

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }

  if (!encore_riff_read (path, &riff))
    riff = (EncoreRiff) { 0 };
  if (!encore_decode_any (&pass, &riff, error))
    return FALSE;

  if (work->error != NULL)
    g_propagate_error (error, g_steal_pointer (&work->error));
  else if (pass.reducer == NULL)
    g_propagate_error (error, encore_decode_why_silent (&pass));
  else
    return TRUE;

  return FALSE;
}

static gboolean
join (Work             *work,
      const EncorePair *pair,
      EncorePartFile   *file,
      GCancellable     *cancellable,
      GError          **error)
{
  if (!decode (work, pair->first_path, take_first, cancellable, error))
    return FALSE;

  work->first_block = g_new (gint16, BLOCK_FRAMES);
  work->block = g_new0 (gint16, BLOCK_FRAMES * 2);
  work->shift = (gint64) round ((double) pair->offset_ms * work->rate / 1000);
  work->encoder = encore_clip_encoder_new (ENCORE_CLIP_WAV, work->rate, 2, file, error);
  if (work->encoder == NULL)
    return FALSE;

  if (put_silence (work, work->shift) && !decode (work, pair->second_path, take_second, cancellable, error))
    return FALSE;

  if (work->error != NULL || !put_silence (work, work->n_samples) || !flush (work))
    {
      g_propagate_error (error, g_steal_pointer (&work->error));
      return FALSE;
    }

  return encore_clip_encoder_finish (work->encoder, cancellable, error);
}

/* The cache */

static char *
cache_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "encore", "pairs", NULL);
}

typedef struct
{
  char *path;
  gint64 used_at;
  gint64 size;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->path);
  g_free (kept);
}

static int
newest_first (gconstpointer a,
              gconstpointer b)
{
  const Kept *left = *(Kept *const *) a, *right = *(Kept *const *) b;

  return (left->used_at < right->used_at) - (left->used_at > right->used_at);
}

static void
trim (const char *folder)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (kept_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gint64 total = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Kept *kept = g_new0 (Kept, 1);
      GStatBuf status;

      kept->path = g_build_filename (folder, name, NULL);
      if (g_str_has_suffix (name, ".wav") && g_stat (kept->path, &status) == 0)
        {
          kept->used_at = status.st_mtime;
          kept->size = status.st_size;
        }
      g_ptr_array_add (all, kept);
    }

  g_ptr_array_sort (all, newest_first);
  for (guint i = 0; i < all->len; i++)
    {
      Kept *kept = g_ptr_array_index (all, i);

      total += kept->size;
      if (i > 0 && total > CACHE_BYTES && kept->size > 0)
        g_unlink (kept->path);
    }
}

/**
 * encore_pair_get_hash:
 * @pair: two recordings
 *
 * Returns: (transfer full): what tells their joined recording from every other
 */
char *
encore_pair_get_hash (const EncorePair *pair)
{
  g_autofree char *text = g_strdup_printf ("pair 1 %s %s %" G_GINT64_FORMAT, pair->first_hash, pair->second_hash,
                                           pair->offset_ms);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/**
 * encore_pair_get_path:
 * @pair: two recordings
 *
 * Returns: (transfer full): where their joined recording is, or will be when it has been made
 */
char *
encore_pair_get_path (const EncorePair *pair)
{
  g_autofree char *folder = cache_folder ();
  g_autofree char *hash = encore_pair_get_hash (pair);
  g_autofree char *name = g_strconcat (hash, ".wav", NULL);

  return g_build_filename (folder, name, NULL);
}

/**
 * encore_pair_make:
 * @pair: two recordings
 * @cancellable: (nullable): to give up
 * @error: why not: which of the two cannot be decoded, or that there is no room
 *
 * Makes their joined recording where there is none yet: the first on the first channel, the second on
 * the second, at the rate of the first, as long as the longer of the two. For a job thread.
 *
 * Returns: whether it is there
 */
gboolean
encore_pair_make (const EncorePair *pair,
                  GCancellable     *cancellable,
                  GError          **error)
{
  g_autofree char *folder = cache_folder ();
  g_autofree char *path = encore_pair_get_path (pair);
  g_auto (Work) work = { 0 };

  encore_media_init ();
  if (g_utime (path, NULL) == 0)
    return TRUE;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY, _ ("The folder “%s” cannot be made: %s"), folder,
                   g_strerror (errno));
      return FALSE;
    }

  g_autoptr (EncorePartFile) file = encore_part_file_new (path, error);

  work.samples = file != NULL ? encore_part_file_new (path, error) : NULL;
  if (work.samples == NULL || !join (&work, pair, file, cancellable, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error) || !encore_part_file_commit (file, error))
    return FALSE;

  trim (folder);
  return TRUE;
}
