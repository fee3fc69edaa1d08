/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-moments.h"

#include "encore-redacted-private.h"

#include <glib/gi18n.h>

#define SELECT_MOMENT                                                                                                  \
  "SELECT m.id, m.uuid, m.call_id, m.start_ms, m.end_ms, m.first_segment, m.last_segment, m.type_id,"                  \
  " m.outcome, m.noticed, m.acted, m.cue, m.note, m.could_have, m.scenario_id, m.extra_id, m.author_id,"               \
  " m.created_at, m.updated_at, x.name, a.name, c.title, s.name, c.started_at, c.uuid, m.value_id, v.name,"            \
  " m.pillar_id, l.name"                                                                                               \
  " FROM moment m JOIN call c ON c.id = m.call_id AND c.deleted_at IS NULL"                                            \
  " LEFT JOIN extra x ON x.id = m.extra_id LEFT JOIN person a ON a.id = m.author_id"                                   \
  " LEFT JOIN scenario s ON s.id = coalesce (m.scenario_id, c.scenario_id)"                                            \
  " LEFT JOIN principle v ON v.id = m.value_id LEFT JOIN principle l ON l.id = m.pillar_id"

#define NEWEST_CALL_FIRST                                                                                              \
  " ORDER BY c.started_at DESC, c.id DESC, m.start_ms IS NULL, m.start_ms, m.first_segment, m.id"

/* Named as in migration 1; here to be translated. */
static const struct
{
  const char *id;
  const char *name;
} built_in[] = {
  { ENCORE_ABOVE_AND_BEYOND, N_ ("Above and beyond") },
  { "great-practice", N_ ("Great practice") },
  { "needs-work", N_ ("Needs work") },
  { "escalation-or-wait", N_ ("Escalation or wait") },
  { "to-discuss", N_ ("To discuss") },
  { "system-failure", N_ ("System failure") },
};

static gpointer
read_texts (EncoreStatement *row)
{
  EncoreMoment *moment = encore_moment_new ();

  moment->cue = encore_read_text (row);
  moment->note = encore_read_text (row);
  moment->could_have = encore_read_text (row);
  return moment;
}

/* The texts as they are to be stored: what nobody may read is kept under its marks. */
static EncoreMoment *
with_hidden (EncoreDb     *db,
             EncoreMoment *moment)
{
  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (db, moment->call_id, NULL);
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (EncoreMoment) stored = NULL;

  if (moment->id == 0 || redactions == NULL || redactions->len == 0
      || !encore_statement_open (&statement, db, "SELECT cue, note, could_have FROM moment WHERE id = ?", NULL))
    return g_object_ref (moment);

  encore_bind_int (&statement, moment->id);
  stored = encore_statement_first (&statement, read_texts, NULL);
  if (stored == NULL)
    return g_object_ref (moment);

  EncoreMoment *full = encore_moment_copy (moment);
  char **texts[][2]
      = { { &full->cue, &stored->cue }, { &full->note, &stored->note }, { &full->could_have, &stored->could_have } };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char *text = encore_redactions_unmask_note (redactions, *texts[i][1], *texts[i][0]);

      g_free (*texts[i][0]);
      *texts[i][0] = text;
    }

  return full;
}

static void
bind_moment (EncoreStatement *statement,
             gpointer         object)
{
  g_autoptr (EncoreMoment) moment = with_hidden (statement->db, object);

  encore_bind_id (statement, moment->call_id);
  encore_bind_time (statement, moment->span.start_ms);
  encore_bind_time (statement, moment->span.end_ms);
  encore_bind_int (statement, moment->first_segment);
  encore_bind_int (statement, moment->last_segment);
  encore_bind_text (statement, moment->type_id);
  encore_bind_int (statement, moment->outcome);
  encore_bind_int (statement, moment->noticed);
  encore_bind_int (statement, moment->acted);
  encore_bind_text (statement, moment->cue);
  encore_bind_text (statement, moment->note);
  encore_bind_text (statement, moment->could_have);
  encore_bind_id (statement, moment->scenario_id);
  encore_bind_id (statement, moment->extra_id);
  encore_bind_id (statement, moment->author_id);
  encore_bind_id (statement, moment->value_id);
  encore_bind_id (statement, moment->pillar_id);
}

static gpointer
read_moment (EncoreStatement *row)
{
  EncoreMoment *moment = encore_moment_new ();

  moment->id = encore_read_int (row);
  moment->uuid = encore_read_text (row);
  moment->call_id = encore_read_int (row);
  moment->span.start_ms = encore_read_time (row);
  moment->span.end_ms = encore_read_time (row);
  moment->first_segment = (int) encore_read_int (row);
  moment->last_segment = (int) encore_read_int (row);
  moment->type_id = encore_read_text (row);
  moment->outcome = (EncoreOutcome) encore_read_int (row);
  moment->noticed = (EncoreFact) encore_read_int (row);
  moment->acted = (EncoreFact) encore_read_int (row);
  moment->cue = encore_read_text (row);
  moment->note = encore_read_text (row);
  moment->could_have = encore_read_text (row);
  moment->scenario_id = encore_read_int (row);
  moment->extra_id = encore_read_int (row);
  moment->author_id = encore_read_int (row);
  moment->created_at = encore_read_int (row);
  moment->updated_at = encore_read_int (row);
  moment->extra_name = encore_read_text (row);
  moment->author_name = encore_read_text (row);
  moment->call_title = encore_read_text (row);
  moment->scenario_name = encore_read_text (row);
  moment->call_started_at = encore_read_time (row);
  moment->call_uuid = encore_read_text (row);
  moment->value_id = encore_read_int (row);
  moment->value_name = encore_read_text (row);
  moment->pillar_id = encore_read_int (row);
  moment->pillar_name = encore_read_text (row);
  return moment;
}

static gpointer
read_moment_type (EncoreStatement *row)
{
  EncoreMomentType *type = encore_moment_type_new ();

  type->id = encore_read_text (row);
  type->name = encore_read_text (row);
  type->hotkey = encore_read_text (row);
  type->colour = encore_read_text (row);
  type->lead_ms = encore_read_int (row);
  type->lag_ms = encore_read_int (row);
  type->position = (int) encore_read_int (row);

  /* Translated only while nobody has given it another name. */
  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_str_equal (type->id, built_in[i].id) && g_str_equal (type->name, built_in[i].name))
      {
        g_free (type->name);
        type->name = g_strdup (_ (built_in[i].name));
      }
  return type;
}

const EncoreTable encore_table_moment = {
  .name = "moment",
  .get_type = encore_moment_get_type,
  .id = G_STRUCT_OFFSET (EncoreMoment, id),
  .uuid = G_STRUCT_OFFSET (EncoreMoment, uuid),
  .created_at = G_STRUCT_OFFSET (EncoreMoment, created_at),
  .updated_at = G_STRUCT_OFFSET (EncoreMoment, updated_at),
  .call_id = G_STRUCT_OFFSET (EncoreMoment, call_id),
  .text = ENCORE_TEXT_NOTES,
  .put_sql = "INSERT INTO moment (id, uuid, created_at, updated_at, call_id, start_ms, end_ms, first_segment,"
             " last_segment, type_id, outcome, noticed, acted, cue, note, could_have, scenario_id, extra_id,"
             " author_id, value_id, pillar_id)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, call_id = excluded.call_id, start_ms = excluded.start_ms,"
             " end_ms = excluded.end_ms, first_segment = excluded.first_segment,"
             " last_segment = excluded.last_segment, type_id = excluded.type_id,"
             " outcome = excluded.outcome, noticed = excluded.noticed, acted = excluded.acted,"
             " cue = excluded.cue, note = excluded.note, could_have = excluded.could_have,"
             " scenario_id = excluded.scenario_id, extra_id = excluded.extra_id,"
             " author_id = excluded.author_id, value_id = excluded.value_id,"
             " pillar_id = excluded.pillar_id RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("moment"),
  .call_sql = "SELECT call_id FROM moment WHERE id = ?",
  .bind = bind_moment,
};

/**
 * encore_db_list_moment_types:
 * @db: a connection
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreMomentType): by position
 */
GPtrArray *
encore_db_list_moment_types (EncoreDb *db,
                             GError  **error)
{
  return encore_db_collect (db,
                            "SELECT id, name, hotkey, colour, lead_ms, lag_ms, position FROM moment_type"
                            " WHERE deleted_at IS NULL ORDER BY position, id",
                            read_moment_type, 0, 0, error);
}

/* As they may be read. */
static GPtrArray *
collect (EncoreDb   *db,
         const char *sql,
         gint64      first,
         gint64      second,
         GError    **error)
{
  return encore_redacted_moments (db, encore_db_collect (db, sql, read_moment, first, second, error), error);
}

/**
 * encore_db_list_moments_of_call:
 * @db: a connection
 * @call_id: of the call, or 0 for all calls
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreMoment): by start; those of all calls newest call first
 */
GPtrArray *
encore_db_list_moments_of_call (EncoreDb *db,
                                gint64    call_id,
                                GError  **error)
{
  if (call_id == 0)
    return collect (db, SELECT_MOMENT " WHERE m.deleted_at IS NULL" NEWEST_CALL_FIRST, 0, 0, error);

  return collect (db,
                  SELECT_MOMENT " WHERE m.call_id = ?1 AND m.deleted_at IS NULL"
                                " ORDER BY m.start_ms IS NULL, m.start_ms, m.first_segment, m.id",
                  call_id, 0, error);
}

/**
 * encore_db_list_moments_of_agent:
 * @db: a connection
 * @person_id: who took the calls
 * @limit: at most so many; 0 for all
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreMoment): newest call first
 */
GPtrArray *
encore_db_list_moments_of_agent (EncoreDb *db,
                                 gint64    person_id,
                                 int       limit,
                                 GError  **error)
{
  return collect (db, SELECT_MOMENT " WHERE c.agent_id = ?1 AND m.deleted_at IS NULL" NEWEST_CALL_FIRST " LIMIT ?2",
                  person_id, limit > 0 ? limit : -1, error);
}

/**
 * encore_db_list_moments_of_team:
 * @db: a connection
 * @team_id: whose people took the calls
 * @limit: at most so many; 0 for all
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreMoment): newest call first
 */
GPtrArray *
encore_db_list_moments_of_team (EncoreDb *db,
                                gint64    team_id,
                                int       limit,
                                GError  **error)
{
  return collect (db,
                  SELECT_MOMENT " WHERE c.agent_id IN (SELECT id FROM person WHERE team_id = ?1 AND deleted_at IS NULL)"
                                " AND m.deleted_at IS NULL" NEWEST_CALL_FIRST " LIMIT ?2",
                  team_id, limit > 0 ? limit : -1, error);
}

/**
 * encore_db_list_moments_of_scenario:
 * @db: a connection
 * @scenario_id: of the moments themselves, or else of their calls
 * @limit: at most so many; 0 for all
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreMoment): newest call first
 */
GPtrArray *
encore_db_list_moments_of_scenario (EncoreDb *db,
                                    gint64    scenario_id,
                                    int       limit,
                                    GError  **error)
{
  return collect (db,
                  SELECT_MOMENT " WHERE coalesce (m.scenario_id, c.scenario_id) = ?1"
                                " AND m.deleted_at IS NULL" NEWEST_CALL_FIRST " LIMIT ?2",
                  scenario_id, limit > 0 ? limit : -1, error);
}

/**
 * encore_db_find_moment:
 * @db: a connection
 * @id: of the moment
 * @error: why it failed
 *
 * Returns: (transfer full) (nullable): the moment; %NULL without an error when it is gone
 */
EncoreMoment *
encore_db_find_moment (EncoreDb *db,
                       gint64    id,
                       GError  **error)
{
  g_autoptr (GPtrArray) found = collect (db, SELECT_MOMENT " WHERE m.id = ?1 AND m.deleted_at IS NULL", id, 0, error);

  return found != NULL && found->len > 0 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL;
}
