/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-sources.h"

#include "encore-statement.h"
#include "encore-text.h"

/**
 * encore_db_source_unchanged:
 * @db: a connection
 * @path: absolute path of a file
 * @size: its bytes now
 * @modified_at: its time stamp now, UTC ms
 * @call_id: (out) (optional): the call it became, or 0
 *
 * Returns: whether this very file has been imported and its call, if it became one, is still there
 */
gboolean
encore_db_source_unchanged (EncoreDb   *db,
                            const char *path,
                            gint64      size,
                            gint64      modified_at,
                            gint64     *call_id)
{
  g_auto (EncoreStatement) statement = { NULL };
  gboolean is_known = FALSE;
  gint64 found = 0;

  if (encore_statement_open (&statement, db,
                             "SELECT i.call_id FROM import_source i LEFT JOIN call c ON c.id = i.call_id"
                             " WHERE i.path = ? AND i.size = ? AND i.modified_at = ? AND c.deleted_at IS NULL",
                             NULL))
    {
      encore_bind_text (&statement, path);
      encore_bind_int (&statement, size);
      encore_bind_int (&statement, modified_at);
      is_known = encore_statement_next (&statement, NULL);
      found = is_known ? encore_read_int (&statement) : 0;
    }

  if (call_id != NULL)
    *call_id = found;
  return is_known;
}

/**
 * encore_db_put_source:
 * @db: the write lane's connection
 * @path: absolute path of a file that has been imported
 * @size: its bytes
 * @modified_at: its time stamp, UTC ms
 * @call_id: the call it became, or 0
 * @error: why not
 */
gboolean
encore_db_put_source (EncoreDb   *db,
                      const char *path,
                      gint64      size,
                      gint64      modified_at,
                      gint64      call_id,
                      GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db,
                              "INSERT OR REPLACE INTO import_source (path, size, modified_at, call_id, imported_at)"
                              " VALUES (?, ?, ?, ?, ?)",
                              error))
    return FALSE;

  encore_bind_text (&statement, path);
  encore_bind_int (&statement, size);
  encore_bind_int (&statement, modified_at);
  encore_bind_id (&statement, call_id);
  encore_bind_int (&statement, encore_text_now ());
  return encore_statement_run (&statement, error);
}

/**
 * encore_db_find_source:
 * @db: any lane's connection
 * @path: absolute path of a file
 * @error: why it could not be looked up
 *
 * Returns: the id of the call that this file became when it was imported, or 0
 */
gint64
encore_db_find_source (EncoreDb   *db,
                       const char *path,
                       GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db,
                              "SELECT c.id FROM import_source i JOIN call c ON c.id = i.call_id"
                              " WHERE i.path = ? AND c.deleted_at IS NULL",
                              error))
    return 0;

  encore_bind_text (&statement, path);
  return encore_statement_next (&statement, error) ? encore_read_int (&statement) : 0;
}
