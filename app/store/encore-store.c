/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-store.h"

#include "encore-error.h"
#include "encore-lane.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _EncoreStore
{
  GObject parent_instance;

  char *directory;       /* constant */
  gboolean is_read_only; /* constant */
  char *snapshot;        /* (nullable): folder of a private copy; constant */
  GMutex lock;
  EncoreLaneThread *reader; /* under the lock; NULL when closed */
  EncoreLaneThread *writer; /* under the lock; NULL when closed or read-only */
  EncoreLaneThread *keeper; /* makes the day's backup, so that nobody waits for it; NULL on other days */
};

G_DEFINE_FINAL_TYPE (EncoreStore, encore_store, G_TYPE_OBJECT)

static void
encore_store_finalize (GObject *object)
{
  EncoreStore *self = ENCORE_STORE (object);

  encore_store_close (self);
  g_free (self->directory);
  g_free (self->snapshot);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (encore_store_parent_class)->finalize (object);
}

static void
encore_store_class_init (EncoreStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_store_finalize;
}

static void
encore_store_init (EncoreStore *self)
{
  g_mutex_init (&self->lock);
}

/* An empty file is a new library, unless there are backups: then something has eaten it. */
static gboolean
check_not_emptied (const char *directory,
                   const char *path,
                   GError    **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0 || status.st_size > 0)
    return TRUE;

  g_autofree char *backup = encore_store_newest_backup (directory);
  if (backup == NULL)
    return TRUE;

  encore_db_set_code (directory, path, SQLITE_CORRUPT, _ ("it is empty"), error);
  return FALSE;
}

/* Returns the version of the file, 0 for a new one, -1 with @error. Changes nothing. */
static gint64
identify (EncoreDb *db,
          GError  **error)
{
  gint64 application = encore_db_pragma (db, "PRAGMA application_id", error);
  gint64 version = application >= 0 ? encore_db_pragma (db, "PRAGMA user_version", error) : -1;
  gint64 n_tables = version >= 0 ? encore_db_pragma (db, "SELECT count (*) FROM sqlite_schema", error) : -1;

  if (n_tables < 0)
    return -1;

  if (application == 0 && version == 0 && n_tables == 0)
    return 0;

  if (application != ENCORE_DB_APPLICATION_ID || version == 0)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                 _ ("“%s” is a database of another program. It has not been changed: choose another folder "
                    "for the library."),
                 db->path);
  else if (version > ENCORE_DB_VERSION)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_NEWER,
                 _ ("The library “%s” was written by a newer Encore (format %d; this one knows up to %d). "
                    "It has not been changed: update Encore to open it."),
                 db->path, (int) version, ENCORE_DB_VERSION);
  else
    return version;

  return -1;
}

static int
keep_text (gpointer user_data,
           int      n_columns,
           char   **values,
           char   **names)
{
  g_free (*(char **) user_data);
  *(char **) user_data = g_strdup (values[0]);
  return 0;
}

/* Some file systems cannot share memory: SQLite then stays with its old journal and says so. */
static gboolean
enter_wal (EncoreDb *db,
           GError  **error)
{
  g_autofree char *mode = NULL;

  if (sqlite3_exec (db->handle, "PRAGMA journal_mode = WAL", keep_text, &mode, NULL) != SQLITE_OK)
    {
      encore_db_set_error (db, error);
      return FALSE;
    }

  if (g_strcmp0 (mode, "wal") == 0)
    return TRUE;

  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
               _ ("The disk that holds “%s” cannot keep a library safely (no write-ahead log). Choose a folder "
                  "on a local disk."),
               db->path);
  return FALSE;
}

static gboolean
check_writable (EncoreDb *db,
                GError  **error)
{
  if (sqlite3_db_readonly (db->handle, "main") != 1)
    return TRUE;

  encore_db_set_code (db->directory, db->path, SQLITE_READONLY, "", error);
  return FALSE;
}

static EncoreDb *
open_writer (const char *directory,
             const char *path,
             gint64     *version,
             EncoreJob  *job,
             GError    **error)
{
  g_autoptr (EncoreDb) db = encore_db_open (directory, path, ENCORE_DB_READ_WRITE, error);

  if (db == NULL)
    return NULL;

  *version = identify (db, error);
  if (*version < 0 || !check_writable (db, error) || !enter_wal (db, error)
      || !encore_store_migrate (db, *version, job, error))
    return NULL;

  return g_steal_pointer (&db);
}

static EncoreDb *
open_reader (const char  *directory,
             const char  *path,
             EncoreDbMode mode,
             GError     **error)
{
  g_autoptr (EncoreDb) db = encore_db_open (directory, path, mode, error);

  if (db == NULL || identify (db, error) < 0 || !encore_db_exec (db, "PRAGMA query_only = ON", error))
    return NULL;

  return g_steal_pointer (&db);
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return g_stat (log, &status) == 0 && status.st_size > 0;
}

static gboolean
copy_file (const char *from_path,
           const char *to_path,
           GError    **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (from_path);
  g_autoptr (GFile) to = g_file_new_for_path (to_path);

  return g_file_copy (from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error);
}

/* The log beside a file that cannot be written holds what was saved last: read it from a copy. */
static EncoreDb *
open_snapshot (EncoreStore *self,
               const char  *path,
               GError     **error)
{
  self->snapshot = g_dir_make_tmp ("encore-XXXXXX", error);
  if (self->snapshot == NULL)
    return NULL;

  g_autofree char *copy = g_build_filename (self->snapshot, "library.db", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_copy = g_strconcat (copy, "-wal", NULL);

  if (!copy_file (path, copy, error) || !copy_file (log, log_copy, error))
    return NULL;

  return open_reader (self->directory, copy, ENCORE_DB_READ_WRITE, error);
}

static EncoreDb *
open_read_only (EncoreStore *self,
                const char  *path,
                GError     **error)
{
  g_autoptr (EncoreDb) db = open_reader (self->directory, path, ENCORE_DB_READ_ONLY, NULL);

  if (db != NULL)
    return g_steal_pointer (&db);

  if (has_log (path))
    return open_snapshot (self, path, error);

  return open_reader (self->directory, path, ENCORE_DB_IMMUTABLE, error);
}

static void
drop_snapshot (EncoreStore *self)
{
  static const char *const names[] = { "library.db", "library.db-wal", "library.db-shm" };

  if (self->snapshot == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->snapshot, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->snapshot);
}

static void
back_up_daily (EncoreDb     *db,
               GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (!encore_store_back_up (db, &error) && !g_cancellable_is_cancelled (cancellable))
    g_message ("No backup today: %s", error->message);
}

static void
start_keeper (EncoreStore *self,
              const char  *path)
{
  EncoreDb *db = encore_db_open (self->directory, path, ENCORE_DB_READ_WRITE, NULL);

  if (db == NULL)
    return;

  self->keeper = encore_lane_start (ENCORE_LANE_READ, db);
  encore_lane_chore (self->keeper, back_up_daily);
}

static gboolean
start_lanes (EncoreStore *self,
             const char  *path,
             EncoreJob   *job,
             GError     **error)
{
  g_autoptr (GError) refusal = NULL;
  gint64 version = 0;
  EncoreDb *writer = open_writer (self->directory, path, &version, job, &refusal);
  EncoreDb *reader = NULL;

  if (writer == NULL && (!encore_db_is_write_refused (refusal) || !g_file_test (path, G_FILE_TEST_EXISTS)))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  self->is_read_only = writer == NULL;
  reader = self->is_read_only ? open_read_only (self, path, error)
                              : open_reader (self->directory, path, ENCORE_DB_READ_WRITE, error);
  if (reader != NULL)
    self->reader = encore_lane_start (ENCORE_LANE_READ, reader);
  if (reader != NULL && writer != NULL)
    self->writer = encore_lane_start (ENCORE_LANE_WRITE, g_steal_pointer (&writer));
  if (self->writer != NULL && version > 0 && encore_store_backup_is_due (self->directory))
    start_keeper (self, path);

  g_clear_pointer (&writer, encore_db_close);
  return reader != NULL;
}

/**
 * encore_store_open:
 * @directory: the library's folder; made when it is not there
 * @job: (nullable): is told what takes long, and stops it when it is cancelled: then the library is as it was
 * @error: %ENCORE_ERROR_NEWER, %ENCORE_ERROR_DAMAGED, %ENCORE_ERROR_INVALID (a database of another
 *   program), %ENCORE_ERROR_READ_ONLY (nothing there and nothing can be made), %ENCORE_ERROR_FULL,
 *   %ENCORE_ERROR_BUSY
 *
 * Blocks: call it on a job thread. A library that cannot be written is opened for reading.
 *
 * Returns: (transfer full): an open store
 */
EncoreStore *
encore_store_open (const char *directory,
                   EncoreJob  *job,
                   GError    **error)
{
  g_return_val_if_fail (directory != NULL, NULL);

  g_autoptr (EncoreStore) self = g_object_new (ENCORE_TYPE_STORE, NULL);
  g_autofree char *path = g_build_filename (directory, "library.db", NULL);

  self->directory = g_strdup (directory);
  if (g_mkdir_with_parents (directory, 0700) != 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY,
                   _ ("The folder “%s” cannot be made: %s. Choose another folder for the library."), directory,
                   g_strerror (errno));
      return NULL;
    }

  if (!check_not_emptied (directory, path, error) || !start_lanes (self, path, job, error))
    return NULL;

  return g_steal_pointer (&self);
}

const char *
encore_store_get_directory (EncoreStore *self)
{
  g_return_val_if_fail (ENCORE_IS_STORE (self), NULL);

  return self->directory;
}

gboolean
encore_store_is_read_only (EncoreStore *self)
{
  g_return_val_if_fail (ENCORE_IS_STORE (self), TRUE);

  return self->is_read_only;
}

/**
 * encore_store_close:
 * @self: a store
 *
 * Answers what was asked before, then ends the lanes; the last connection to close moves the log
 * into the library. Blocks.
 */
void
encore_store_close (EncoreStore *self)
{
  g_return_if_fail (ENCORE_IS_STORE (self));

  g_mutex_lock (&self->lock);
  EncoreLaneThread *reader = g_steal_pointer (&self->reader);
  EncoreLaneThread *writer = g_steal_pointer (&self->writer);
  g_mutex_unlock (&self->lock);

  g_clear_pointer (&self->keeper, encore_lane_stop);
  g_clear_pointer (&reader, encore_lane_stop);
  g_clear_pointer (&writer, encore_lane_stop);
  drop_snapshot (self);
}

/* The lane, or NULL with @error. Under the lock. */
static EncoreLaneThread *
find_lane (EncoreStore *self,
           EncoreLane   lane,
           GError     **error)
{
  if (self->reader == NULL)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_FAILED, _ ("The library is closed."));
  else if (lane == ENCORE_LANE_WRITE && self->writer == NULL)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY,
                 _ ("The library in “%s” cannot be written: nothing was saved. Check that the folder belongs "
                    "to you and that the disk is not write-protected, then open it again."),
                 self->directory);
  else
    return lane == ENCORE_LANE_WRITE ? self->writer : self->reader;

  return NULL;
}

/**
 * encore_store_run_async:
 * @self: a store
 * @lane: which thread; on the write lane @func runs inside a transaction
 * @func: what to do there
 * @data: (nullable): for @func
 * @data_free: (nullable): frees @data, in the caller's context
 * @result_free: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): stops it. Once @func has returned without error, it is committed and
 *   reported, cancelled or not
 * @callback: in the caller's main context
 * @user_data: for @callback
 */
void
encore_store_run_async (EncoreStore        *self,
                        EncoreLane          lane,
                        EncoreStoreFunc     func,
                        gpointer            data,
                        GDestroyNotify      data_free,
                        GDestroyNotify      result_free,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_STORE (self));
  g_return_if_fail (func != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, encore_store_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, data, data_free);

  g_mutex_lock (&self->lock);
  EncoreLaneThread *thread = find_lane (self, lane, &error);
  if (thread != NULL)
    encore_lane_push (thread, g_object_ref (task), func, data, result_free);
  g_mutex_unlock (&self->lock);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * encore_store_run_finish:
 * @self: a store
 * @result: as given to the callback
 * @error: %ENCORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
encore_store_run_finish (EncoreStore  *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
run_on (EncoreStore    *self,
        EncoreLane      lane,
        EncoreStoreFunc func,
        gpointer        data,
        gboolean        is_bare,
        GCancellable   *cancellable,
        GError        **error)
{
  g_mutex_lock (&self->lock);
  EncoreLaneThread *thread = find_lane (self, lane, error);
  if (thread != NULL)
    return encore_lane_run (thread, &self->lock, func, data, is_bare, cancellable, error);

  g_mutex_unlock (&self->lock);
  return NULL;
}

/**
 * encore_store_run:
 * @self: a store
 * @lane: which thread
 * @func: what to do there
 * @data: (nullable): for @func
 * @cancellable: (nullable): stops it
 * @error: %ENCORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Blocks: tool, tests and job threads only. A result whose commit fails is not freed.
 *
 * Returns: (transfer full) (nullable): what @func returned
 */
gpointer
encore_store_run (EncoreStore    *self,
                  EncoreLane      lane,
                  EncoreStoreFunc func,
                  gpointer        data,
                  GCancellable   *cancellable,
                  GError        **error)
{
  g_return_val_if_fail (ENCORE_IS_STORE (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  return run_on (self, lane, func, data, FALSE, cancellable, error);
}

/**
 * encore_store_run_bare:
 * @self: a store
 * @func: what to do on the write lane, with no transaction around it
 * @data: (nullable): for @func
 * @error: %ENCORE_ERROR, or %G_IO_ERROR_CANCELLED when the store is closed meanwhile
 *
 * Blocks, and others who write wait meanwhile: for what rewrites the file. Job threads, tool and tests only.
 *
 * Returns: (transfer full) (nullable): what @func returned
 */
gpointer
encore_store_run_bare (EncoreStore    *self,
                       EncoreStoreFunc func,
                       gpointer        data,
                       GError        **error)
{
  g_return_val_if_fail (ENCORE_IS_STORE (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  return run_on (self, ENCORE_LANE_WRITE, func, data, TRUE, NULL, error);
}
