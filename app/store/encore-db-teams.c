/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-teams.h"

#include "encore-objects-private.h"

static void
bind_team (EncoreStatement *statement,
           gpointer         object)
{
  EncoreTeam *team = object;

  encore_bind_name (statement, team->name);
}

static gpointer
read_team (EncoreStatement *row)
{
  EncoreTeam *team = encore_team_new ();

  team->id = encore_read_int (row);
  team->uuid = encore_read_text (row);
  team->name = encore_read_text (row);
  return team;
}

const EncoreTable encore_table_team = {
  .name = "team",
  .get_type = encore_team_get_type,
  .id = G_STRUCT_OFFSET (EncoreTeam, id),
  .uuid = G_STRUCT_OFFSET (EncoreTeam, uuid),
  .put_sql = "INSERT INTO team (id, uuid, created_at, updated_at, name) VALUES (?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, name = excluded.name RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("team"),
  .bind = bind_team,
};

/**
 * encore_db_list_teams:
 * @db: a connection
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreTeam): by name
 */
GPtrArray *
encore_db_list_teams (EncoreDb *db,
                      GError  **error)
{
  return encore_db_collect (db,
                            "SELECT id, uuid, name FROM team WHERE deleted_at IS NULL"
                            " ORDER BY name COLLATE NOCASE, id",
                            read_team, 0, 0, error);
}
