/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-saved-searches.h"

#include "encore-objects-private.h"

static void
bind_saved_search (EncoreStatement *statement,
                   gpointer         object)
{
  EncoreSavedSearch *saved = object;

  encore_bind_name (statement, saved->name);
  encore_bind_name (statement, saved->query);
}

static gpointer
read_saved_search (EncoreStatement *row)
{
  EncoreSavedSearch *saved = encore_saved_search_new ();

  saved->id = encore_read_int (row);
  saved->uuid = encore_read_text (row);
  saved->name = encore_read_text (row);
  saved->query = encore_read_text (row);
  return saved;
}

const EncoreTable encore_table_saved_search = {
  .name = "saved_search",
  .get_type = encore_saved_search_get_type,
  .id = G_STRUCT_OFFSET (EncoreSavedSearch, id),
  .uuid = G_STRUCT_OFFSET (EncoreSavedSearch, uuid),
  .put_sql = "INSERT INTO saved_search (id, uuid, created_at, updated_at, name, query) VALUES (?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, name = excluded.name, query = excluded.query RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("saved_search"),
  .bind = bind_saved_search,
};

/**
 * encore_db_list_saved_searches:
 * @db: a connection
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreSavedSearch): by name
 */
GPtrArray *
encore_db_list_saved_searches (EncoreDb *db,
                               GError  **error)
{
  return encore_db_collect (db,
                            "SELECT id, uuid, name, query FROM saved_search WHERE deleted_at IS NULL"
                            " ORDER BY name COLLATE NOCASE, id",
                            read_saved_search, 0, 0, error);
}
