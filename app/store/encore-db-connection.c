/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-private.h"
#include "encore-error.h"

#include <glib/gi18n.h>

/* Virtual machine steps between two looks at the cancellable. */
#define STEPS_PER_LOOK 2000

static int
is_cancelled (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

/**
 * encore_db_set_cancellable:
 * @db: a connection
 * @cancellable: (nullable): stops its statements from now on
 */
void
encore_db_set_cancellable (EncoreDb     *db,
                           GCancellable *cancellable)
{
  sqlite3_progress_handler (db->handle, STEPS_PER_LOOK, cancellable != NULL ? is_cancelled : NULL, cancellable);
  g_set_object (&db->cancellable, cancellable);
}

static char *
make_uri (const char  *path,
          EncoreDbMode mode)
{
  /* A file name may hold what means something in a URI. */
  g_autofree char *escaped = g_uri_escape_string (path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);

  return g_strconcat ("file:", escaped, mode == ENCORE_DB_IMMUTABLE ? "?immutable=1" : "", NULL);
}

static gboolean
configure (EncoreDb *db,
           GError  **error)
{
  sqlite3_extended_result_codes (db->handle, TRUE);
  sqlite3_busy_timeout (db->handle, ENCORE_DB_BUSY_MS);

  return encore_db_exec (db,
                         "PRAGMA foreign_keys = ON;"
                         "PRAGMA synchronous = FULL;"
                         "PRAGMA trusted_schema = OFF;"
                         "PRAGMA cell_size_check = ON;"
                         "PRAGMA cache_size = -8192;",
                         error);
}

/**
 * encore_db_open:
 * @directory: the library's folder
 * @path: the file in it
 * @mode: how
 * @error: why not
 *
 * Returns: (transfer full): a connection, set up but not looked into
 */
EncoreDb *
encore_db_open (const char  *directory,
                const char  *path,
                EncoreDbMode mode,
                GError     **error)
{
  g_autoptr (EncoreDb) db = g_new0 (EncoreDb, 1);
  g_autofree char *uri = make_uri (path, mode);
  int flags = mode == ENCORE_DB_READ_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;

  db->directory = g_strdup (directory);
  db->path = g_strdup (path);
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);

  if (sqlite3_open_v2 (uri, &db->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      encore_db_set_error (db, error);
      return NULL;
    }

  return configure (db, error) ? g_steal_pointer (&db) : NULL;
}

void
encore_db_close (EncoreDb *db)
{
  g_hash_table_unref (db->statements);
  if (db->handle != NULL && sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A statement outlives its connection: %s", sqlite3_errmsg (db->handle));

  g_clear_object (&db->cancellable);
  g_free (db->directory);
  g_free (db->path);
  g_free (db);
}

gboolean
encore_db_exec (EncoreDb   *db,
                const char *sql,
                GError    **error)
{
  if (sqlite3_exec (db->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  encore_db_set_error (db, error);
  return FALSE;
}

static int
keep_number (gpointer user_data,
             int      n_columns,
             char   **values,
             char   **names)
{
  *(gint64 *) user_data = values[0] != NULL ? g_ascii_strtoll (values[0], NULL, 10) : 0;
  return 0;
}

/* The number that a pragma or a count answers with, or -1 with @error. */
gint64
encore_db_pragma (EncoreDb   *db,
                  const char *sql,
                  GError    **error)
{
  gint64 number = 0;

  if (sqlite3_exec (db->handle, sql, keep_number, &number, NULL) == SQLITE_OK)
    return number;

  encore_db_set_error (db, error);
  return -1;
}

/* Writers take the lock at once, so that a transaction never fails half-way for want of it. */
gboolean
encore_db_begin (EncoreDb  *db,
                 EncoreLane lane,
                 GError   **error)
{
  db->in_transaction = encore_db_exec (db, lane == ENCORE_LANE_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", error);
  return db->in_transaction;
}

/**
 * encore_db_commit:
 * @db: a connection in a transaction
 * @error: why not
 *
 * A full disk or a broken one may have ended the transaction before: then nothing is saved.
 */
gboolean
encore_db_commit (EncoreDb *db,
                  GError  **error)
{
  if (sqlite3_get_autocommit (db->handle))
    {
      db->in_transaction = FALSE;
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED,
                   _ ("The library “%s” took back the last change; it was not saved."), db->path);
      return FALSE;
    }

  if (!encore_db_exec (db, "COMMIT", error))
    {
      encore_db_rollback (db);
      return FALSE;
    }

  db->in_transaction = FALSE;
  return TRUE;
}

void
encore_db_rollback (EncoreDb *db)
{
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
  db->in_transaction = FALSE;
}
