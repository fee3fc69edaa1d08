/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-private.h"
#include "encore-error.h"
#include "encore-statement.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_BACKUPS 5
#define STAMP "%Y%m%dT%H%M%SZ"
#define PREFIX "library-"
#define SUFFIX ".db"

static char *
backup_directory (const char *directory)
{
  return g_build_filename (directory, "backups", NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

/* Names newest first: the time in them sorts. */
static GPtrArray *
list_backups (const char *directory)
{
  g_autofree char *backups = backup_directory (directory);
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_names);
  return names;
}

/* Looks into the file: a backup on a failing disk may be damaged as well. */
static gboolean
is_good (const char *directory,
         const char *path)
{
  g_autoptr (EncoreDb) db = encore_db_open (directory, path, ENCORE_DB_IMMUTABLE, NULL);

  return db != NULL && encore_db_pragma (db, "PRAGMA application_id", NULL) == ENCORE_DB_APPLICATION_ID
         && encore_db_pragma (db, "SELECT count (*) FROM call", NULL) >= 0;
}

/**
 * encore_store_newest_backup:
 * @directory: a library's folder
 *
 * Returns: (transfer full) (nullable): path of the newest backup that opens, or %NULL
 */
char *
encore_store_newest_backup (const char *directory)
{
  g_autoptr (GPtrArray) names = list_backups (directory);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (directory, "backups", g_ptr_array_index (names, i), NULL);

      if (is_good (directory, path))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/* Whether the newest backup is more than a day old, or there is none. */
gboolean
encore_store_backup_is_due (const char *directory)
{
  g_autoptr (GPtrArray) names = list_backups (directory);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *stamp = g_date_time_format (yesterday, PREFIX STAMP);

  return names->len == 0 || strcmp (g_ptr_array_index (names, 0), stamp) < 0;
}

static void
sync_path (const char *path,
           int         flags)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  if (fsync (fd) != 0)
    g_debug ("Cannot sync %s: %s", path, g_strerror (errno));
  close (fd);
}

static void
prune (const char *directory,
       guint       n_kept)
{
  g_autoptr (GPtrArray) names = list_backups (directory);

  for (guint i = n_kept; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (directory, "backups", g_ptr_array_index (names, i), NULL);

      g_unlink (path);
    }
}

static gboolean
vacuum_into (EncoreDb   *db,
             const char *path,
             GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, "VACUUM INTO ?", error))
    return FALSE;

  encore_bind_text (&statement, path);
  return encore_statement_run (&statement, error);
}

/**
 * encore_store_back_up:
 * @db: a connection outside any transaction
 * @error: why not
 *
 * Writes a copy under another name, syncs it, and only then gives it its own: a backup is whole
 * or not there. Keeps the newest five.
 */
gboolean
encore_store_back_up (EncoreDb *db,
                      GError  **error)
{
  g_autofree char *backups = backup_directory (db->directory);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = g_date_time_format (now, PREFIX STAMP SUFFIX);
  g_autofree char *path = g_build_filename (backups, name, NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  if (g_mkdir_with_parents (backups, 0700) != 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY, _ ("The folder “%s” cannot be made: %s."), backups,
                   g_strerror (errno));
      return FALSE;
    }

  g_unlink (part);
  if (!vacuum_into (db, part, error))
    {
      g_unlink (part);
      return FALSE;
    }

  sync_path (part, O_RDONLY);
  if (g_rename (part, path) != 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("The backup “%s” cannot be kept: %s."), path,
                   g_strerror (errno));
      return FALSE;
    }

  sync_path (backups, O_RDONLY | O_DIRECTORY);
  prune (db->directory, MOST_BACKUPS);
  return TRUE;
}

/* Files that were put aside when a backup was restored. */
static void
delete_damaged (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "library.db") && strstr (name, ".damaged-") != NULL)
      {
        g_autofree char *path = g_build_filename (directory, name, NULL);

        g_unlink (path);
      }
}

/**
 * encore_store_back_up_only:
 * @db: a connection outside any transaction
 * @error: why not; then the older ones are still there
 *
 * Makes a backup and deletes all that were made before, once it is known to be good, and damaged files that were put
 * aside: they hold what must not come back.
 */
gboolean
encore_store_back_up_only (EncoreDb *db,
                           GError  **error)
{
  if (!encore_store_back_up (db, error))
    return FALSE;

  g_autoptr (GPtrArray) names = list_backups (db->directory);
  g_autofree char *newest = encore_store_newest_backup (db->directory);
  g_autofree char *name = newest != NULL ? g_path_get_basename (newest) : NULL;

  if (names->len > 0 && g_strcmp0 (name, g_ptr_array_index (names, 0)) == 0)
    {
      prune (db->directory, 1);
      delete_damaged (db->directory);
      return TRUE;
    }

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED,
                       _ ("The new backup is not good: older ones were kept."));
  return FALSE;
}
