/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "encore-error.h"
#include "encore-examine.h"
#include "encore-peaks-private.h"

/* What is kept of an examination, by the hash of the recording's content: its peaks, or why it was given up. */

#define SUFFIX ".unsafe"

static void
remember (const char   *content_hash,
          const GError *why)
{
  g_autofree char *path = encore_peaks_cache_path (content_hash, SUFFIX);
  g_autofree char *dir = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (dir, 0700) != 0 || !g_file_set_contents (path, why->message, -1, &error))
    g_warning ("That %s cannot be decoded safely is not kept: %s", content_hash,
               error != NULL ? error->message : g_strerror (errno));
}

static void
forget (const char *content_hash)
{
  g_autofree char *path = encore_peaks_cache_path (content_hash, SUFFIX);

  g_unlink (path);
}

/**
 * encore_examine_recall:
 * @content_hash: of a recording
 *
 * Returns: (transfer full) (nullable): for people, why the recording was given up when it was examined last;
 *   %NULL when it was not
 */
char *
encore_examine_recall (const char *content_hash)
{
  g_return_val_if_fail (content_hash != NULL && *content_hash != '\0', NULL);

  g_autofree char *path = encore_peaks_cache_path (content_hash, SUFFIX);
  g_autofree char *why = NULL;
  gsize length;

  if (!g_file_get_contents (path, &why, &length, NULL))
    return NULL;

  return g_utf8_make_valid (why, length);
}

/**
 * encore_examine_and_keep:
 * @path: a recording
 * @content_hash: of its content
 * @func: (nullable): as for encore_examine()
 * @user_data: for @func
 * @info: (out) (optional): as for encore_examine()
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Examines a recording and keeps its peaks, or that it had to be given up, see encore_examine_recall().
 *
 * Returns: (transfer full) (nullable): as encore_examine()
 */
EncorePeaks *
encore_examine_and_keep (const char       *path,
                         const char       *content_hash,
                         EncorePeaksFunc   func,
                         gpointer          user_data,
                         EncoreMediaInfo **info,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) not_kept = NULL;
  g_autoptr (EncorePeaks) peaks = encore_examine (path, func, user_data, info, cancellable, &failure);

  if (g_error_matches (failure, ENCORE_ERROR, ENCORE_ERROR_UNSAFE))
    remember (content_hash, failure);
  else if (peaks != NULL)
    forget (content_hash);

  /* Without the cache the picture is only slower the next time. */
  if (peaks != NULL && !encore_peaks_save_cached (peaks, content_hash, &not_kept))
    g_debug ("Peaks not cached: %s", not_kept->message);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return g_steal_pointer (&peaks);
}
