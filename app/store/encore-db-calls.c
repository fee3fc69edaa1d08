/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-calls.h"

#include "encore-error.h"
#include "encore-objects-private.h"
#include "encore-text.h"

#include <glib/gi18n.h>

#define COUNT_OPENINGS(outcome)                                                                                        \
  "(SELECT count (*) FROM moment WHERE call_id = c.id AND deleted_at IS NULL"                                          \
  " AND type_id = '" ENCORE_ABOVE_AND_BEYOND "' AND outcome = " outcome ")"

#define SELECT_CALL                                                                                                    \
  "SELECT c.id, c.uuid, c.title, c.agent_id, c.started_at, c.duration_ms, c.queue, c.direction,"                       \
  " c.customer_ref, c.language, c.scenario_id, c.imported_at, c.position_ms, c.reviewed_at, a.name, s.name,"           \
  " (SELECT count (*) FROM moment WHERE call_id = c.id AND deleted_at IS NULL),"                                       \
  " " COUNT_OPENINGS ("1") ", " COUNT_OPENINGS ("2") ", " COUNT_OPENINGS (                                             \
      "3") ","                                                                                                         \
           " (SELECT max (kind) FROM transcript WHERE call_id = c.id AND deleted_at IS NULL),"                         \
           " EXISTS (SELECT 1 FROM recording WHERE call_id = c.id AND deleted_at IS NULL)"                             \
           " FROM call c LEFT JOIN person a ON a.id = c.agent_id LEFT JOIN scenario s ON s.id = c.scenario_id"         \
           " WHERE c.deleted_at IS NULL "

#define JOIN_AGENT " LEFT JOIN person a ON a.id = c.agent_id"
#define JOIN_MISSED                                                                                                    \
  " LEFT JOIN (SELECT call_id, count (*) AS missed FROM moment WHERE deleted_at IS NULL"                               \
  " AND type_id = '" ENCORE_ABOVE_AND_BEYOND "' AND outcome = 3 GROUP BY call_id) o ON o.call_id = c.id"

#define FILTER                                                                                                         \
  " AND (?1 = 0 OR c.agent_id = ?1) AND (?2 = 0 OR c.scenario_id = ?2)"                                                \
  " AND (?3 = 0 OR NOT EXISTS (SELECT 1 FROM moment WHERE call_id = c.id AND deleted_at IS NULL))"                     \
  " AND (?4 IS NULL OR c.title LIKE ?4 ESCAPE '\\' OR c.customer_ref LIKE ?4 ESCAPE '\\'"                              \
  " OR c.queue LIKE ?4 ESCAPE '\\'"                                                                                    \
  " OR c.agent_id IN (SELECT id FROM person WHERE name LIKE ?4 ESCAPE '\\'))"

#define NEWEST_FIRST "c.started_at DESC, c.id DESC"

/* All calls need no filter, and can then be read from an index alone. */
#define IN_ORDER(join, order)                                                                                          \
  {                                                                                                                    \
    "SELECT c.id FROM call c" join " WHERE c.deleted_at IS NULL ORDER BY " order,                                      \
        "SELECT c.id FROM call c" join " WHERE c.deleted_at IS NULL" FILTER " ORDER BY " order,                        \
  }

G_STATIC_ASSERT (ENCORE_OUTCOME_TAKEN == 1 && ENCORE_OUTCOME_PARTLY == 2 && ENCORE_OUTCOME_MISSED == 3);

static const struct
{
  const char *all;
  const char *filtered;
} ids_in_order[] = {
  [ENCORE_CALL_ORDER_NEWEST] = IN_ORDER ("", NEWEST_FIRST),
  [ENCORE_CALL_ORDER_OLDEST] = IN_ORDER ("", "c.started_at ASC NULLS LAST, c.id"),
  [ENCORE_CALL_ORDER_TITLE] = IN_ORDER ("", "c.title COLLATE NOCASE, " NEWEST_FIRST),
  [ENCORE_CALL_ORDER_AGENT] = IN_ORDER (JOIN_AGENT, "a.name COLLATE NOCASE ASC NULLS LAST, " NEWEST_FIRST),
  [ENCORE_CALL_ORDER_LONGEST] = IN_ORDER ("", "c.duration_ms DESC, " NEWEST_FIRST),
  [ENCORE_CALL_ORDER_MISSED] = IN_ORDER (JOIN_MISSED, "o.missed DESC, " NEWEST_FIRST),
};

static void
bind_call (EncoreStatement *statement,
           gpointer         object)
{
  EncoreCall *call = object;

  encore_bind_name (statement, call->title);
  encore_bind_id (statement, call->agent_id);
  encore_bind_time (statement, call->started_at);
  encore_bind_time (statement, call->duration_ms);
  encore_bind_text (statement, call->queue);
  encore_bind_int (statement, call->direction);
  encore_bind_text (statement, call->customer_ref);
  encore_bind_text (statement, call->language);
  encore_bind_id (statement, call->scenario_id);
  encore_bind_int (statement, call->imported_at > 0 ? call->imported_at : encore_text_now ());
  encore_bind_int (statement, call->position_ms);
  encore_bind_time (statement, call->reviewed_at);
}

static gpointer
read_call (EncoreStatement *row)
{
  EncoreCall *call = encore_call_new ();

  call->id = encore_read_int (row);
  call->uuid = encore_read_text (row);
  call->title = encore_read_text (row);
  call->agent_id = encore_read_int (row);
  call->started_at = encore_read_time (row);
  call->duration_ms = encore_read_time (row);
  call->queue = encore_read_text (row);
  call->direction = (EncoreDirection) encore_read_int (row);
  call->customer_ref = encore_read_text (row);
  call->language = encore_read_text (row);
  call->scenario_id = encore_read_int (row);
  call->imported_at = encore_read_int (row);
  call->position_ms = encore_read_int (row);
  call->reviewed_at = encore_read_time (row);
  call->agent_name = encore_read_text (row);
  call->scenario_name = encore_read_text (row);
  call->n_moments = (int) encore_read_int (row);
  call->n_taken = (int) encore_read_int (row);
  call->n_partly = (int) encore_read_int (row);
  call->n_missed = (int) encore_read_int (row);
  call->transcript_kind = (EncoreTranscriptKind) encore_read_int (row);
  call->has_recording = encore_read_int (row) != 0;
  return call;
}

const EncoreTable encore_table_call = {
  .name = "call",
  .get_type = encore_call_get_type,
  .id = G_STRUCT_OFFSET (EncoreCall, id),
  .uuid = G_STRUCT_OFFSET (EncoreCall, uuid),
  .put_sql = "INSERT INTO call (id, uuid, created_at, updated_at, title, agent_id, started_at, duration_ms,"
             " queue, direction, customer_ref, language, scenario_id, imported_at, position_ms, reviewed_at)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, title = excluded.title, agent_id = excluded.agent_id,"
             " started_at = excluded.started_at, duration_ms = excluded.duration_ms,"
             " queue = excluded.queue, direction = excluded.direction,"
             " customer_ref = excluded.customer_ref, language = excluded.language,"
             " scenario_id = excluded.scenario_id, imported_at = excluded.imported_at,"
             " position_ms = excluded.position_ms, reviewed_at = excluded.reviewed_at RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("call"),
  .bind = bind_call,
};

static void
set_missing (GError **error)
{
  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("This call is no longer in the library."));
}

/**
 * encore_db_get_call:
 * @db: a connection
 * @id: of the call
 * @error: %ENCORE_ERROR_MISSING when there is none
 *
 * Returns: (transfer full): the call
 */
EncoreCall *
encore_db_get_call (EncoreDb *db,
                    gint64    id,
                    GError  **error)
{
  g_autoptr (GPtrArray) found = encore_db_calls_by_ids (db, &id, 1, error);

  if (found != NULL && found->len == 0)
    set_missing (error);

  return found != NULL && found->len > 0 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL;
}

/**
 * encore_db_find_call:
 * @db: a connection
 * @uuid_or_unique_prefix: how a person names a call
 * @error: %ENCORE_ERROR_MISSING when there is none, %ENCORE_ERROR_INVALID when there are several
 *
 * Returns: (transfer full): the call
 */
EncoreCall *
encore_db_find_call (EncoreDb   *db,
                     const char *uuid_or_unique_prefix,
                     GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GPtrArray) found = NULL;

  if (!encore_statement_open (&statement, db,
                              SELECT_CALL "AND ?1 <> '' AND c.uuid >= ?1 AND c.uuid < ?1 || '~'"
                                          " ORDER BY c.uuid LIMIT 2",
                              error))
    return NULL;

  encore_bind_text (&statement, uuid_or_unique_prefix);
  found = encore_statement_collect (&statement, read_call, error);
  if (found == NULL)
    return NULL;

  EncoreCall *first = found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
  if (first == NULL)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("No call has the id “%s”."), uuid_or_unique_prefix);
  else if (found->len > 1 && !g_str_equal (first->uuid, uuid_or_unique_prefix))
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                 _ ("More than one call has an id that begins with “%s”: give more of it."), uuid_or_unique_prefix);
  else
    return g_object_ref (first);

  return NULL;
}

static char *
make_pattern (const char *text)
{
  if (encore_text_is_blank (text))
    return NULL;

  GString *pattern = g_string_new ("%");
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  for (const char *c = stripped; *c != '\0'; c++)
    {
      if (*c == '%' || *c == '_' || *c == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *c);
    }
  g_string_append_c (pattern, '%');

  return g_string_free (pattern, FALSE);
}

static GArray *
collect_ids (EncoreStatement *statement,
             GError         **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  while (encore_statement_next (statement, &failure))
    {
      gint64 id = encore_read_int (statement);

      g_array_append_val (ids, id);
    }

  if (failure == NULL)
    return g_steal_pointer (&ids);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * encore_db_call_ids:
 * @db: a connection
 * @filter: which calls, and in what order
 * @cancellable: (nullable): to stop; the lane's own is heeded anyway
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type gint64): the ids in order; calls without a date come last
 */
GArray *
encore_db_call_ids (EncoreDb               *db,
                    const EncoreCallFilter *filter,
                    GCancellable           *cancellable,
                    GError                **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autofree char *pattern = make_pattern (filter->text);
  gboolean is_all = filter->agent_id == 0 && filter->scenario_id == 0 && !filter->unmarked_only && pattern == NULL;

  g_return_val_if_fail ((guint) filter->order < G_N_ELEMENTS (ids_in_order), NULL);

  const char *sql = is_all ? ids_in_order[filter->order].all : ids_in_order[filter->order].filtered;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !encore_statement_open (&statement, db, sql, error))
    return NULL;

  if (is_all)
    return collect_ids (&statement, error);

  encore_bind_int (&statement, filter->agent_id);
  encore_bind_int (&statement, filter->scenario_id);
  encore_bind_int (&statement, filter->unmarked_only);
  encore_bind_text (&statement, pattern);
  return collect_ids (&statement, error);
}

/**
 * encore_db_calls_by_ids:
 * @db: a connection
 * @ids: (array length=n_ids): which calls
 * @n_ids: how many
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreCall): in the order of @ids, without those that are gone
 */
GPtrArray *
encore_db_calls_by_ids (EncoreDb     *db,
                        const gint64 *ids,
                        gsize         n_ids,
                        GError      **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db, SELECT_CALL "AND c.id = ?", error))
    return NULL;

  for (gsize i = 0; i < n_ids; i++)
    {
      encore_statement_rewind (&statement);
      encore_bind_int (&statement, ids[i]);
      if (encore_statement_next (&statement, &failure))
        g_ptr_array_add (calls, read_call (&statement));
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }

  return g_steal_pointer (&calls);
}

/**
 * encore_db_list_calls_of_agent:
 * @db: a connection
 * @person_id: who took them
 * @limit: at most so many; 0 for all
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreCall): newest first
 */
GPtrArray *
encore_db_list_calls_of_agent (EncoreDb *db,
                               gint64    person_id,
                               int       limit,
                               GError  **error)
{
  return encore_db_collect (db, SELECT_CALL "AND c.agent_id = ?1 ORDER BY c.started_at DESC, c.id DESC LIMIT ?2",
                            read_call, person_id, limit > 0 ? limit : -1, error);
}

/**
 * encore_db_set_call_position:
 * @db: a connection
 * @call_id: of the call
 * @position_ms: where listening stopped
 * @error: %ENCORE_ERROR_MISSING when there is no such call
 *
 * Not an edit: updated_at stays.
 */
gboolean
encore_db_set_call_position (EncoreDb *db,
                             gint64    call_id,
                             gint64    position_ms,
                             GError  **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, "UPDATE call SET position_ms = ? WHERE id = ? AND deleted_at IS NULL",
                              error))
    return FALSE;

  encore_bind_int (&statement, position_ms);
  encore_bind_int (&statement, call_id);
  if (!encore_statement_run (&statement, error))
    return FALSE;

  if (sqlite3_changes (db->handle) > 0)
    return TRUE;

  set_missing (error);
  return FALSE;
}
