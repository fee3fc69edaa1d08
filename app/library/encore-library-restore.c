/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-library.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "encore-error.h"
#include "encore-store.h"

#define DATABASE "library.db"

/**
 * encore_library_newest_backup:
 * @directory: (type filename): a library's folder
 *
 * Blocks.
 *
 * Returns: (transfer full) (nullable) (type filename): the newest backup that can be opened
 */
char *
encore_library_newest_backup (const char *directory)
{
  g_return_val_if_fail (directory != NULL, NULL);

  return encore_store_newest_backup (directory);
}

/* The log of the damaged file must not meet the backup: it is moved, the file itself copied. */
static gboolean
keep_aside (const char *directory,
            const char *part,
            const char *stamp,
            gboolean    move,
            GError    **error)
{
  g_autofree char *from = g_build_filename (directory, part, NULL);
  g_autofree char *name = g_strdup_printf ("%s.damaged-%s", part, stamp);
  g_autofree char *to = g_build_filename (directory, name, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;

  return move ? g_file_move (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error)
              : g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

static gboolean
fail (const char *path,
      GError    **error)
{
  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static gboolean
copy_and_sync (const char *from,
               const char *to,
               GError    **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  if (!g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error))
    return FALSE;

  int descriptor = g_open (to, O_RDWR | O_CLOEXEC, 0);

  if (descriptor < 0)
    return fail (to, error);

  gboolean synced = fsync (descriptor) == 0;

  return close (descriptor) == 0 && synced ? TRUE : fail (to, error);
}

/**
 * encore_library_restore_backup:
 * @directory: (type filename): a library's folder; no Encore has it open
 * @backup: (type filename): from encore_library_newest_backup()
 * @error: why it stays as it was
 *
 * Puts a copy of @backup in the library's place. What was there is kept beside it as
 * "library.db.damaged-TIME". Blocks.
 *
 * Returns: whether the backup is the library now
 */
gboolean
encore_library_restore_backup (const char *directory,
                               const char *backup,
                               GError    **error)
{
  g_return_val_if_fail (directory != NULL && backup != NULL, FALSE);

  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *path = g_build_filename (directory, DATABASE, NULL);
  g_autofree char *copy = g_strconcat (path, ".restoring", NULL);

  /* The last step is one rename: at no time is there no library. */
  if (!copy_and_sync (backup, copy, error) || !keep_aside (directory, DATABASE, stamp, FALSE, error)
      || !keep_aside (directory, DATABASE "-wal", stamp, TRUE, error)
      || !keep_aside (directory, DATABASE "-shm", stamp, TRUE, error))
    return FALSE;

  return g_rename (copy, path) == 0 ? TRUE : fail (path, error);
}
