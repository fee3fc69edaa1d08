/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-clip.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "encore-clip-encoder.h"
#include "encore-decode.h"
#include "encore-media-private.h"
#include "encore-probe.h"
#include "encore-text.h"

/* As loud as the player plays both. */
#define MIX_GAIN 0.7

#define BLOCK_FRAMES 4096
#define PROGRESS_EVERY (G_USEC_PER_SEC / 5)

static const char *const extensions[ENCORE_CLIP_N_FORMATS] = { "opus", "mp3", "wav" };

/* One clip being made, on one thread. Frames count from the beginning of the recording. */
typedef struct
{
  const EncoreClip *clip;
  EncoreClipFunc func;
  gpointer user_data;
  EncorePartFile *file;
  EncoreClipEncoder *encoder; /* NULL until the recording's form is known */
  GstAudioInfo info;
  int channels; /* of the clip */
  gint64 at;    /* the next frame that will be decoded */
  gint64 first;
  gint64 end;
  gint64 next_report; /* monotonic time */
  double *unpacked;   /* one block, interleaved */
  gint16 *block;      /* the same, as it goes into the clip */
  GError *error;
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->encoder, encore_clip_encoder_free);
  g_clear_pointer (&work->file, encore_part_file_free);
  g_clear_error (&work->error);
  g_free (work->unpacked);
  g_free (work->block);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gint64
frame_at (gint64 ms,
          int    rate)
{
  return (gint64) gst_util_uint64_scale_round (MAX (ms, 0), rate, 1000);
}

static gboolean
start (Work               *work,
       const GstAudioInfo *info)
{
  int rate = GST_AUDIO_INFO_RATE (info);
  gboolean alone = GST_AUDIO_INFO_CHANNELS (info) == 1 || work->clip->channels != ENCORE_CLIP_BOTH;

  work->info = *info;
  work->first = frame_at (work->clip->span.start_ms, rate);
  work->end = frame_at (work->clip->span.end_ms, rate);
  work->channels = alone ? 1 : 2;
  work->unpacked = g_new (double, BLOCK_FRAMES *GST_AUDIO_INFO_CHANNELS (info));
  work->block = g_new (gint16, BLOCK_FRAMES * 2);
  work->encoder = encore_clip_encoder_new (work->clip->format, rate, work->channels, work->file, &work->error);

  return work->encoder != NULL;
}

static void
report (Work *work)
{
  gint64 now = g_get_monotonic_time ();

  if (work->func == NULL || now < work->next_report)
    return;

  work->func (MIN (work->at, work->end) * 1000 / GST_AUDIO_INFO_RATE (&work->info), work->clip->span.end_ms,
              work->user_data);
  work->next_report = now + PROGRESS_EVERY;
}

/* Any format, to doubles of full scale 1. GStreamer unpacks integers to 32 bits, in place here. */
static void
unpack (const GstAudioInfo *info,
        double             *to,
        gconstpointer       from,
        gsize               n)
{
  const GstAudioFormatInfo *format = info->finfo;
  gint32 whole[256];

  if (format->unpack_format == GST_AUDIO_FORMAT_F64)
    {
      format->unpack_func (format, GST_AUDIO_PACK_FLAG_TRUNCATE_RANGE, to, from, (int) n);
      return;
    }

  for (gsize done = 0; done < n; done += G_N_ELEMENTS (whole))
    {
      gsize run = MIN (n - done, G_N_ELEMENTS (whole));

      format->unpack_func (format, GST_AUDIO_PACK_FLAG_TRUNCATE_RANGE, whole,
                           (const guint8 *) from + done * format->width / 8, (int) run);
      for (gsize i = 0; i < run; i++)
        to[done + i] = whole[i] / 2147483648.0;
    }
}

/* Interleaves @n frames from @offset on into work->unpacked. */
static void
read_block (Work          *work,
            gconstpointer *planes,
            gsize          offset,
            gsize          n)
{
  int channels = GST_AUDIO_INFO_CHANNELS (&work->info);
  gsize width = GST_AUDIO_INFO_WIDTH (&work->info) / 8;
  double plane[BLOCK_FRAMES];

  if (planes == NULL)
    {
      memset (work->unpacked, 0, n * channels * sizeof *work->unpacked);
      return;
    }

  if (GST_AUDIO_INFO_LAYOUT (&work->info) == GST_AUDIO_LAYOUT_INTERLEAVED)
    {
      unpack (&work->info, work->unpacked, (const guint8 *) planes[0] + offset * width * channels, n * channels);
      return;
    }

  for (int channel = 0; channel < channels; channel++)
    {
      unpack (&work->info, plane, (const guint8 *) planes[channel] + offset * width, n);
      for (gsize i = 0; i < n; i++)
        work->unpacked[i * channels + channel] = plane[i];
    }
}

static gint16
to_s16 (double value)
{
  return isfinite (value) ? (gint16) CLAMP (lrint (value * 32768), G_MININT16, G_MAXINT16) : 0;
}

static void
choose (Work         *work,
        const double *frame,
        gint16       *out)
{
  int channels = GST_AUDIO_INFO_CHANNELS (&work->info);

  if (channels == 1 || work->clip->channels == ENCORE_CLIP_FIRST)
    out[0] = to_s16 (frame[0]);
  else if (work->clip->channels == ENCORE_CLIP_SECOND)
    out[0] = to_s16 (frame[1]);
  else if (work->clip->channels == ENCORE_CLIP_MIX)
    out[0] = to_s16 (MIX_GAIN * (frame[0] + frame[1]));
  else
    for (int channel = 0; channel < 2; channel++)
      out[channel] = to_s16 (frame[channel]);
}

/* Rounded outwards: not one sample of what is muted may be heard. */
static void
mute (Work  *work,
      gint64 from,
      gsize  n)
{
  int rate = GST_AUDIO_INFO_RATE (&work->info);

  for (gsize i = 0; i < work->clip->n_muted; i++)
    {
      const EncoreSpan *span = &work->clip->muted[i];
      gint64 first = MAX ((gint64) gst_util_uint64_scale (MAX (span->start_ms, 0), rate, 1000), from);
      gint64 end = MIN ((gint64) gst_util_uint64_scale_ceil (MAX (span->end_ms, 0), rate, 1000), from + (gint64) n);

      if (first < end)
        memset (work->block + (first - from) * work->channels, 0, (end - first) * work->channels * sizeof *work->block);
    }
}

static gboolean
push_block (Work          *work,
            gconstpointer *planes,
            gsize          offset,
            gint64         from,
            gsize          n)
{
  int channels = GST_AUDIO_INFO_CHANNELS (&work->info);

  read_block (work, planes, offset, n);
  for (gsize i = 0; i < n; i++)
    choose (work, work->unpacked + i * channels, work->block + i * work->channels);
  mute (work, from, n);

  return encore_clip_encoder_push (work->encoder, work->block, n, &work->error);
}

static gboolean
take (const GstAudioInfo *info,
      gconstpointer      *planes,
      gsize               n_frames,
      gpointer            user_data)
{
  Work *work = user_data;

  if (work->encoder == NULL && !start (work, info))
    return FALSE;

  gint64 from = MAX (work->first, work->at);
  gint64 end = MIN (work->end, work->at + (gint64) n_frames);

  for (; from < end; from += BLOCK_FRAMES)
    if (!push_block (work, planes, from - work->at, from, MIN (BLOCK_FRAMES, end - from)))
      return FALSE;

  work->at += n_frames;
  report (work);

  return work->at < work->end;
}

/* Decodes what is needed; FALSE with the reason when there is not one sample. */
static gboolean
decode (Work         *work,
        GCancellable *cancellable,
        GError      **error)
{
  g_auto (EncoreDecode) pass
      = { .path = work->clip->path, .cancellable = cancellable, .take = take, .take_data = work };
  EncoreRiff riff;

  if (!encore_riff_find (work->clip->path, &riff))
    riff = (EncoreRiff) { 0 };
  if (!encore_decode_any (&pass, &riff, error))
    return FALSE;

  if (work->error != NULL)
    g_propagate_error (error, g_steal_pointer (&work->error));
  else if (pass.reducer == NULL)
    g_propagate_error (error, encore_decode_why_silent (&pass));
  else if (MIN (work->at, work->end) <= work->first)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY,
                         _ ("There is nothing to clip: the recording ends before that."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
is_same_file (const char *a,
              const char *b)
{
  GStatBuf first, second;

  return g_stat (a, &first) == 0 && g_stat (b, &second) == 0 && first.st_dev == second.st_dev
         && first.st_ino == second.st_ino;
}

static gboolean
check (const EncoreClip *clip,
       const char       *target,
       GCancellable     *cancellable,
       GError          **error)
{
  g_autoptr (GError) why = encore_media_check_file (clip->path);

  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  else if (encore_span_is_empty (clip->span))
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("A clip ends after it begins."));
  else if (is_same_file (clip->path, target))
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                         _ ("This is the recording itself. Choose another name for the clip."));
  else
    return encore_clip_encoder_check (clip->format, error)
           && !g_cancellable_set_error_if_cancelled (cancellable, error);

  return FALSE;
}

/**
 * encore_clip_format_from_name:
 * @filename: a file name or path
 * @format: (out): the format that its extension stands for
 *
 * Returns: whether there is such a format
 */
gboolean
encore_clip_format_from_name (const char       *filename,
                              EncoreClipFormat *format)
{
  const char *dot = strrchr (filename, '.');

  if (dot == NULL)
    return FALSE;

  for (int i = 0; i < ENCORE_CLIP_N_FORMATS; i++)
    if (g_ascii_strcasecmp (dot + 1, extensions[i]) == 0)
      {
        *format = i;
        return TRUE;
      }

  if (g_ascii_strcasecmp (dot + 1, "ogg") != 0 && g_ascii_strcasecmp (dot + 1, "oga") != 0)
    return FALSE;

  *format = ENCORE_CLIP_OPUS;
  return TRUE;
}

const char *
encore_clip_format_extension (EncoreClipFormat format)
{
  g_return_val_if_fail (format < ENCORE_CLIP_N_FORMATS, NULL);

  return extensions[format];
}

/**
 * encore_clip_write:
 * @clip: what to write
 * @target: the path of the file to write; one that is there is replaced when the new one is whole
 * @func: (nullable): told how far it is
 * @user_data: for @func
 * @result: (out) (optional): what was written
 * @cancellable: (nullable): to give up; then nothing is left behind
 * @error: return location
 *
 * Writes a stretch of a recording, exact to the sample: a WAV file holds the samples of that stretch and
 * no others, at the recording's own rate; Opus and MP3 files say which samples their encoders added, so
 * that players leave them out. For a job thread.
 *
 * Returns: whether the clip is there; if not, @error is an %ENCORE_ERROR for people or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
encore_clip_write (const EncoreClip *clip,
                   const char       *target,
                   EncoreClipFunc    func,
                   gpointer          user_data,
                   EncoreClipResult *result,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_return_val_if_fail (clip != NULL && clip->path != NULL && target != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  g_auto (Work) work = { .clip = clip, .func = func, .user_data = user_data };

  encore_media_init ();
  if (!check (clip, target, cancellable, error))
    return FALSE;

  work.file = encore_part_file_new (target, error);
  if (work.file == NULL || !decode (&work, cancellable, error)
      || !encore_clip_encoder_finish (work.encoder, cancellable, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error) || !encore_part_file_commit (work.file, error))
    return FALSE;

  if (result != NULL)
    *result = (EncoreClipResult) { MIN (work.at, work.end) - work.first, GST_AUDIO_INFO_RATE (&work.info),
                                  work.channels };

  return TRUE;
}
