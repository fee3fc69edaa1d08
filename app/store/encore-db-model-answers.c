/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-model-answers.h"

#include "encore-objects-private.h"

static void
bind_answer (EncoreStatement *statement,
             gpointer         object)
{
  EncoreModelAnswer *answer = object;
  gboolean has_clip = answer->clip_call_id != 0;

  encore_bind_id (statement, answer->scenario_id);
  encore_bind_name (statement, answer->title);
  encore_bind_text (statement, answer->why);
  encore_bind_int (statement, answer->status);
  encore_bind_id (statement, answer->clip_call_id);
  encore_bind_time (statement, has_clip ? answer->clip.start_ms : ENCORE_NO_TIME);
  encore_bind_time (statement, has_clip ? answer->clip.end_ms : ENCORE_NO_TIME);
  encore_bind_id (statement, answer->author_id);
}

static gpointer
read_answer (EncoreStatement *row)
{
  EncoreModelAnswer *answer = encore_model_answer_new ();

  answer->id = encore_read_int (row);
  answer->uuid = encore_read_text (row);
  answer->scenario_id = encore_read_int (row);
  answer->title = encore_read_text (row);
  answer->why = encore_read_text (row);
  answer->status = (EncoreModelAnswerStatus) encore_read_int (row);
  answer->clip_call_id = encore_read_int (row);
  answer->clip.start_ms = encore_read_time (row);
  answer->clip.end_ms = encore_read_time (row);
  answer->author_id = encore_read_int (row);
  answer->scenario_name = encore_read_text (row);
  answer->author_name = encore_read_text (row);
  answer->clip_call_title = encore_read_text (row);

  if (answer->clip_call_id == 0)
    answer->clip = (EncoreSpan) { 0, 0 };
  return answer;
}

static gboolean
put_steps (EncoreDb *db,
           gpointer  object,
           gint64    id,
           GError  **error)
{
  EncoreModelAnswer *answer = object;
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db,
                              "INSERT INTO model_answer_step (model_answer_id, position, name, text)"
                              " VALUES (?, ?, ?, ?)",
                              error))
    return FALSE;

  for (guint i = 0; i < answer->steps->len; i++)
    {
      EncoreStep *step = g_ptr_array_index (answer->steps, i);

      encore_statement_rewind (&statement);
      encore_bind_int (&statement, id);
      encore_bind_int (&statement, i);
      encore_bind_name (&statement, step->name);
      encore_bind_name (&statement, step->text);
      if (!encore_statement_run (&statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_steps (EncoreDb          *db,
            EncoreModelAnswer *answer,
            GError           **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db,
                              "SELECT name, text FROM model_answer_step WHERE model_answer_id = ?"
                              " ORDER BY position",
                              error))
    return FALSE;

  encore_bind_int (&statement, answer->id);
  while (encore_statement_next (&statement, &failure))
    {
      g_autofree char *name = encore_read_text (&statement);
      g_autofree char *text = encore_read_text (&statement);

      g_ptr_array_add (answer->steps, encore_step_new (name, text));
    }

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

const EncoreTable encore_table_model_answer = {
  .name = "model_answer",
  .get_type = encore_model_answer_get_type,
  .id = G_STRUCT_OFFSET (EncoreModelAnswer, id),
  .uuid = G_STRUCT_OFFSET (EncoreModelAnswer, uuid),
  .put_sql = "INSERT INTO model_answer (id, uuid, created_at, updated_at, scenario_id, title, why, status,"
             " clip_call_id, clip_start_ms, clip_end_ms, author_id)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, scenario_id = excluded.scenario_id, title = excluded.title,"
             " why = excluded.why, status = excluded.status, clip_call_id = excluded.clip_call_id,"
             " clip_start_ms = excluded.clip_start_ms, clip_end_ms = excluded.clip_end_ms,"
             " author_id = excluded.author_id RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("model_answer"),
  .delete_parts_sql = "DELETE FROM model_answer_step WHERE model_answer_id = ?",
  .bind = bind_answer,
  .put_parts = put_steps,
};

/**
 * encore_db_list_model_answers:
 * @db: a connection
 * @scenario_id: a scenario, or 0 for all
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreModelAnswer): by scenario, approved ones first
 */
GPtrArray *
encore_db_list_model_answers (EncoreDb *db,
                              gint64    scenario_id,
                              GError  **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) answers
      = encore_db_collect (db,
                           "SELECT m.id, m.uuid, m.scenario_id, m.title, m.why, m.status, m.clip_call_id,"
                           " m.clip_start_ms, m.clip_end_ms, m.author_id, s.name, a.name, c.title"
                           " FROM model_answer m JOIN scenario s ON s.id = m.scenario_id"
                           " LEFT JOIN person a ON a.id = m.author_id"
                           " LEFT JOIN call c ON c.id = m.clip_call_id"
                           " WHERE m.deleted_at IS NULL AND (?1 = 0 OR m.scenario_id = ?1)"
                           " ORDER BY s.name COLLATE NOCASE, s.id, m.status DESC, m.title COLLATE NOCASE, m.id",
                           read_answer, scenario_id, 0, &failure);

  for (guint i = 0; answers != NULL && i < answers->len && failure == NULL; i++)
    read_steps (db, g_ptr_array_index (answers, i), &failure);

  if (failure == NULL)
    return g_steal_pointer (&answers);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
