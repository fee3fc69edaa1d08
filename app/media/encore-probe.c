/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-probe.h"

#include <glib/gi18n.h>

#include "encore-decode.h"
#include "encore-media-private.h"
#include "encore-text.h"

/* Headers of whole files are wrong by a frame or two, those of cut ones by more. */
#define SHORTFALL_MS 1000

G_DEFINE_FINAL_TYPE (EncoreMediaInfo, encore_media_info, G_TYPE_OBJECT)

static void
encore_media_info_finalize (GObject *object)
{
  EncoreMediaInfo *self = ENCORE_MEDIA_INFO (object);

  g_free (self->codec);
  g_free (self->container);
  g_free (self->reason);

  G_OBJECT_CLASS (encore_media_info_parent_class)->finalize (object);
}

static void
encore_media_info_class_init (EncoreMediaInfoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_media_info_finalize;
}

static void
encore_media_info_init (EncoreMediaInfo *self)
{
}

static EncoreMediaInfo *
info_new_unplayable (EncoreDecode     *decode,
                     const EncoreRiff *riff,
                     const GError     *why)
{
  EncoreMediaInfo *info = g_object_new (ENCORE_TYPE_MEDIA_INFO, NULL);

  info->codec = g_strdup (decode->codec != NULL ? decode->codec : encore_riff_codec_name (riff));
  info->container = g_strdup (decode->container != NULL ? decode->container : riff->container);
  info->channels = riff->channels;
  info->rate = riff->rate;
  info->reason = g_strdup (why->message);

  return info;
}

static char *
shortfall_text (const char *path,
                gint64      decoded_ms,
                gint64      missing_ms)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *decoded = encore_text_duration (decoded_ms);

  if (missing_ms <= 0)
    return g_strdup_printf (_ ("“%s” is damaged after %s; what comes before plays. If the recorder still has it, copy "
                               "it again."),
                            name, decoded);

  g_autofree char *missing = encore_text_duration (missing_ms);

  return g_strdup_printf (_ ("“%s” is cut off: its end, %s of it, is missing. The first %s play. If the recorder still "
                             "has it, copy it again."),
                          name, missing, decoded);
}

/* NULL when everything that was promised is there. */
static char *
find_shortfall (EncoreDecode     *decode,
                const EncoreRiff *riff,
                gint64            decoded_ms)
{
  if (decode->promised_ms > decoded_ms + SHORTFALL_MS)
    return shortfall_text (decode->path, decoded_ms, decode->promised_ms - decoded_ms);

  if (riff->missing > 0 && riff->data_size > 0)
    {
      gint64 missing_ms = decoded_ms * ((double) riff->missing / riff->data_size);

      return shortfall_text (decode->path, decoded_ms, MAX (missing_ms, 1));
    }

  if (decode->failure != NULL || decode->format_changed)
    return shortfall_text (decode->path, decoded_ms, 0);

  return NULL;
}

static EncoreMediaInfo *
info_new_playable (EncoreDecode     *decode,
                   const EncoreRiff *riff,
                   EncorePeaks      *peaks)
{
  EncoreMediaInfo *info = g_object_new (ENCORE_TYPE_MEDIA_INFO, NULL);

  info->duration_ms = encore_peaks_get_duration_ms (peaks);
  info->channels = encore_peaks_get_channels (peaks);
  info->rate = encore_peaks_reducer_get_rate (decode->reducer);
  info->codec = g_strdup (decode->codec != NULL ? decode->codec : encore_riff_codec_name (riff));
  info->container = g_strdup (decode->container);
  info->playable = TRUE;
  info->reason = find_shortfall (decode, riff, info->duration_ms);

  return info;
}

/**
 * encore_decode_any:
 * @decode: the pass
 * @riff: what encore_riff_find() found in its file, or zeroes
 * @error: return location
 *
 * Decodes all of a recording by the fastest way there is for it.
 *
 * Returns: %FALSE when cancelled or when it cannot even be begun; see encore_decode_why_silent() for
 *   when nothing came out of it
 */
gboolean
encore_decode_any (EncoreDecode     *decode,
                   const EncoreRiff *riff,
                   GError          **error)
{
  if (encore_riff_is_plain (riff))
    return encore_decode_wav (decode, riff, error);

  /* Read without a parser, which would have told. */
  decode->container = g_strdup (riff->container);

  return encore_decode_gst (decode, error);
}

/**
 * encore_decode_why_silent:
 * @decode: a pass that is over, without a sample
 *
 * Returns: (transfer full): why, for people
 */
GError *
encore_decode_why_silent (EncoreDecode *decode)
{
  if (decode->failure != NULL || decode->missing != NULL)
    return encore_media_error_new (decode->path, decode->failure, decode->missing);

  return encore_media_error_silent (decode->path);
}

static EncorePeaks *
finish (EncoreDecode     *decode,
        const EncoreRiff *riff,
        EncoreMediaInfo **info,
        GError          **error)
{
  if (decode->reducer == NULL)
    {
      g_autoptr (GError) why = encore_decode_why_silent (decode);

      if (info != NULL)
        *info = info_new_unplayable (decode, riff, why);
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }

  EncorePeaks *peaks = encore_peaks_reducer_snapshot (decode->reducer, TRUE);

  if (info != NULL)
    *info = info_new_playable (decode, riff, peaks);

  return peaks;
}

/* Looks before it decodes: TRUE when there is something to decode. */
static gboolean
check (const char       *path,
       EncoreMediaInfo **info,
       GError          **error)
{
  g_autoptr (GError) why = encore_media_check_file (path);

  if (why == NULL)
    return TRUE;

  if (info != NULL && g_error_matches (why, ENCORE_ERROR, ENCORE_ERROR_EMPTY))
    {
      *info = g_object_new (ENCORE_TYPE_MEDIA_INFO, NULL);
      (*info)->reason = g_strdup (why->message);
    }
  g_propagate_error (error, g_steal_pointer (&why));

  return FALSE;
}

/**
 * encore_peaks_build_with_info:
 * @path: a recording
 * @func: (nullable): called on this thread with what there is so far, about four times a second
 * @user_data: for @func
 * @info: (out) (optional): what the recording holds. Set whenever the file could be looked into, even
 *   when nothing in it can be played and %NULL is returned; else set to %NULL
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Decodes @path once, for its peaks and for all that is to be known about it. For a job thread.
 *
 * Returns: (transfer full) (nullable): the peaks; %NULL with an %ENCORE_ERROR whose message is for
 *   people, or with %G_IO_ERROR_CANCELLED
 */
EncorePeaks *
encore_peaks_build_with_info (const char       *path,
                              EncorePeaksFunc   func,
                              gpointer          user_data,
                              EncoreMediaInfo **info,
                              GCancellable     *cancellable,
                              GError          **error)
{
  g_auto (EncoreDecode) decode = { .path = path, .func = func, .user_data = user_data, .cancellable = cancellable };
  EncoreRiff riff = { 0 };

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (info != NULL)
    *info = NULL;

  encore_media_init ();

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check (path, info, error))
    return NULL;

  if (!encore_riff_find (path, &riff))
    riff = (EncoreRiff) { 0 };
  if (!encore_decode_any (&decode, &riff, error))
    return NULL;

  return finish (&decode, &riff, info, error);
}

/**
 * encore_peaks_build:
 * @path: a recording
 * @func: (nullable): called on this thread with what there is so far, about four times a second
 * @user_data: for @func
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Returns: (transfer full) (nullable): as encore_peaks_build_with_info()
 */
EncorePeaks *
encore_peaks_build (const char     *path,
                    EncorePeaksFunc func,
                    gpointer        user_data,
                    GCancellable   *cancellable,
                    GError        **error)
{
  return encore_peaks_build_with_info (path, func, user_data, NULL, cancellable, error);
}

/**
 * encore_media_probe:
 * @path: a recording
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Finds out what a recording holds by decoding all of it. For a job thread.
 *
 * Returns: (transfer full) (nullable): what it holds, playable or not; %NULL with %ENCORE_ERROR_MISSING
 *   and the like when it cannot be looked into, or with %G_IO_ERROR_CANCELLED
 */
EncoreMediaInfo *
encore_media_probe (const char   *path,
                    GCancellable *cancellable,
                    GError      **error)
{
  g_autoptr (GError) local = NULL;
  EncoreMediaInfo *info = NULL;
  g_autoptr (EncorePeaks) peaks = encore_peaks_build_with_info (path, NULL, NULL, &info, cancellable, &local);

  if (info == NULL && local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return info;
}
