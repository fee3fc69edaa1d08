/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-scenarios.h"

#include "encore-error.h"
#include "encore-objects-private.h"

#include <glib/gi18n.h>

#define SELECT_SCENARIO                                                                                                \
  "SELECT s.id, s.uuid, s.name, s.touchpoint_id, s.inquiry_id, s.state_id, s.goal_id, s.description,"                  \
  " s.escalation_path, f0.name, f1.name, f2.name, f3.name,"                                                            \
  " (SELECT count (*) FROM call WHERE scenario_id = s.id AND deleted_at IS NULL),"                                     \
  " (SELECT count (*) FROM model_answer WHERE scenario_id = s.id AND deleted_at IS NULL)"                              \
  " FROM scenario s LEFT JOIN facet f0 ON f0.id = s.touchpoint_id LEFT JOIN facet f1 ON f1.id = s.inquiry_id"          \
  " LEFT JOIN facet f2 ON f2.id = s.state_id LEFT JOIN facet f3 ON f3.id = s.goal_id"                                  \
  " WHERE s.deleted_at IS NULL "

static void
bind_facet (EncoreStatement *statement,
            gpointer         object)
{
  EncoreFacet *facet = object;

  encore_bind_int (statement, facet->kind);
  encore_bind_name (statement, facet->name);
  encore_bind_int (statement, facet->position);
}

static gpointer
read_facet (EncoreStatement *row)
{
  EncoreFacet *facet = encore_facet_new ();

  facet->id = encore_read_int (row);
  facet->uuid = encore_read_text (row);
  facet->kind = (EncoreFacetKind) encore_read_int (row);
  facet->name = encore_read_text (row);
  facet->position = (int) encore_read_int (row);
  return facet;
}

static void
bind_scenario (EncoreStatement *statement,
               gpointer         object)
{
  EncoreScenario *scenario = object;

  encore_bind_name (statement, scenario->name);
  for (int i = 0; i < ENCORE_N_FACET_KINDS; i++)
    encore_bind_id (statement, scenario->facets[i]);
  encore_bind_text (statement, scenario->description);
  encore_bind_text (statement, scenario->escalation_path);
}

static gpointer
read_scenario (EncoreStatement *row)
{
  EncoreScenario *scenario = encore_scenario_new ();

  scenario->id = encore_read_int (row);
  scenario->uuid = encore_read_text (row);
  scenario->name = encore_read_text (row);
  for (int i = 0; i < ENCORE_N_FACET_KINDS; i++)
    scenario->facets[i] = encore_read_int (row);
  scenario->description = encore_read_text (row);
  scenario->escalation_path = encore_read_text (row);
  for (int i = 0; i < ENCORE_N_FACET_KINDS; i++)
    scenario->facet_names[i] = encore_read_text (row);
  scenario->n_calls = (int) encore_read_int (row);
  scenario->n_model_answers = (int) encore_read_int (row);
  return scenario;
}

static void
bind_extra (EncoreStatement *statement,
            gpointer         object)
{
  EncoreExtra *extra = object;

  encore_bind_id (statement, extra->scenario_id);
  encore_bind_name (statement, extra->name);
  encore_bind_text (statement, extra->description);
  encore_bind_int (statement, extra->state);
}

static gpointer
read_extra (EncoreStatement *row)
{
  EncoreExtra *extra = encore_extra_new ();

  extra->id = encore_read_int (row);
  extra->uuid = encore_read_text (row);
  extra->scenario_id = encore_read_int (row);
  extra->name = encore_read_text (row);
  extra->description = encore_read_text (row);
  extra->state = (EncoreExtraState) encore_read_int (row);
  return extra;
}

const EncoreTable encore_table_facet = {
  .name = "facet",
  .get_type = encore_facet_get_type,
  .id = G_STRUCT_OFFSET (EncoreFacet, id),
  .uuid = G_STRUCT_OFFSET (EncoreFacet, uuid),
  .put_sql = "INSERT INTO facet (id, uuid, created_at, updated_at, kind, name, position)"
             " VALUES (?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, kind = excluded.kind, name = excluded.name, position = excluded.position"
             " RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("facet"),
  .bind = bind_facet,
};

const EncoreTable encore_table_scenario = {
  .name = "scenario",
  .get_type = encore_scenario_get_type,
  .id = G_STRUCT_OFFSET (EncoreScenario, id),
  .uuid = G_STRUCT_OFFSET (EncoreScenario, uuid),
  .put_sql = "INSERT INTO scenario (id, uuid, created_at, updated_at, name, touchpoint_id, inquiry_id,"
             " state_id, goal_id, description, escalation_path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, name = excluded.name, touchpoint_id = excluded.touchpoint_id,"
             " inquiry_id = excluded.inquiry_id, state_id = excluded.state_id, goal_id = excluded.goal_id,"
             " description = excluded.description, escalation_path = excluded.escalation_path"
             " RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("scenario"),
  .bind = bind_scenario,
};

const EncoreTable encore_table_extra = {
  .name = "extra",
  .get_type = encore_extra_get_type,
  .id = G_STRUCT_OFFSET (EncoreExtra, id),
  .uuid = G_STRUCT_OFFSET (EncoreExtra, uuid),
  .put_sql = "INSERT INTO extra (id, uuid, created_at, updated_at, scenario_id, name, description, state)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, scenario_id = excluded.scenario_id, name = excluded.name,"
             " description = excluded.description, state = excluded.state RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("extra"),
  .bind = bind_extra,
};

/**
 * encore_db_list_facets:
 * @db: a connection
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreFacet): by kind and position
 */
GPtrArray *
encore_db_list_facets (EncoreDb *db,
                       GError  **error)
{
  return encore_db_collect (db,
                            "SELECT id, uuid, kind, name, position FROM facet WHERE deleted_at IS NULL"
                            " ORDER BY kind, position, name COLLATE NOCASE, id",
                            read_facet, 0, 0, error);
}

/**
 * encore_db_list_scenarios:
 * @db: a connection
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreScenario): by name
 */
GPtrArray *
encore_db_list_scenarios (EncoreDb *db,
                          GError  **error)
{
  return encore_db_collect (db, SELECT_SCENARIO "ORDER BY s.name COLLATE NOCASE, s.id", read_scenario, 0, 0, error);
}

/**
 * encore_db_get_scenario:
 * @db: a connection
 * @id: of the scenario
 * @error: %ENCORE_ERROR_MISSING when there is none
 *
 * Returns: (transfer full): the scenario
 */
EncoreScenario *
encore_db_get_scenario (EncoreDb *db,
                        gint64    id,
                        GError  **error)
{
  g_autoptr (GPtrArray) found = encore_db_collect (db, SELECT_SCENARIO "AND s.id = ?1", read_scenario, id, 0, error);

  if (found != NULL && found->len == 0)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("This scenario is no longer in the library."));

  return found != NULL && found->len > 0 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL;
}

/**
 * encore_db_list_extras:
 * @db: a connection
 * @scenario_id: a scenario, whose extras come with those that fit any; 0 for all
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreExtra): by name
 */
GPtrArray *
encore_db_list_extras (EncoreDb *db,
                       gint64    scenario_id,
                       GError  **error)
{
  return encore_db_collect (db,
                            "SELECT id, uuid, scenario_id, name, description, state FROM extra"
                            " WHERE deleted_at IS NULL AND (?1 = 0 OR scenario_id = ?1 OR scenario_id IS NULL)"
                            " ORDER BY name COLLATE NOCASE, id",
                            read_extra, scenario_id, 0, error);
}
