/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-principles.h"

#include "encore-objects-private.h"

static void
bind_principle (EncoreStatement *statement,
                gpointer         object)
{
  EncorePrinciple *principle = object;

  encore_bind_int (statement, principle->kind);
  encore_bind_name (statement, principle->name);
  encore_bind_text (statement, principle->description);
  encore_bind_int (statement, principle->position);
}

static gpointer
read_principle (EncoreStatement *row)
{
  EncorePrinciple *principle = encore_principle_new ();

  principle->id = encore_read_int (row);
  principle->uuid = encore_read_text (row);
  principle->kind = (EncorePrincipleKind) encore_read_int (row);
  principle->name = encore_read_text (row);
  principle->description = encore_read_text (row);
  principle->position = (int) encore_read_int (row);
  return principle;
}

const EncoreTable encore_table_principle = {
  .name = "principle",
  .get_type = encore_principle_get_type,
  .id = G_STRUCT_OFFSET (EncorePrinciple, id),
  .uuid = G_STRUCT_OFFSET (EncorePrinciple, uuid),
  .put_sql = "INSERT INTO principle (id, uuid, created_at, updated_at, kind, name, description, position)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, kind = excluded.kind, name = excluded.name,"
             " description = excluded.description, position = excluded.position RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("principle"),
  .bind = bind_principle,
};

/**
 * encore_db_list_principles:
 * @db: a connection
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncorePrinciple): values first, then pillars, each by position
 */
GPtrArray *
encore_db_list_principles (EncoreDb *db,
                           GError  **error)
{
  return encore_db_collect (db,
                            "SELECT id, uuid, kind, name, description, position FROM principle"
                            " WHERE deleted_at IS NULL ORDER BY kind, position, name COLLATE NOCASE, id",
                            read_principle, 0, 0, error);
}
