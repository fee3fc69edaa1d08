/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-evaluations.h"

#include "encore-error.h"
#include "encore-objects-private.h"
#include "encore-parts-private.h"
#include "encore-redacted-private.h"

#include <glib/gi18n.h>

#define SELECT_EVALUATION                                                                                              \
  "SELECT e.id, e.uuid, e.created_at, e.updated_at, e.call_id, e.scorecard_id, e.evaluator_id, e.kind, e.purpose,"     \
  " e.state, e.revision, e.revises, e.reason, e.scenario, e.is_complex, e.comment, e.proposal, e.submitted_at,"        \
  " e.revealed_at, e.raw, e.score, e.bonus, e.failed_by,"                                                              \
  " EXISTS (SELECT 1 FROM evaluation r WHERE r.revises = e.uuid AND r.state = 1 AND r.deleted_at IS NULL),"            \
  " s.family, s.name, s.version, p.name, c.uuid, c.title, c.started_at, c.agent_id, a.name,"                           \
  " (SELECT count (*) FROM dispute d WHERE d.evaluation_id = e.id AND d.state = 0 AND d.deleted_at IS NULL)"           \
  " FROM evaluation e JOIN call c ON c.id = e.call_id JOIN scorecard s ON s.id = e.scorecard_id"                       \
  " LEFT JOIN person p ON p.id = e.evaluator_id LEFT JOIN person a ON a.id = c.agent_id"                               \
  " WHERE e.deleted_at IS NULL AND c.deleted_at IS NULL"

#define NEWEST_FIRST " ORDER BY coalesce (e.submitted_at, e.updated_at) DESC, e.id DESC"

static const EncorePart answers
    = ENCORE_PART ("answer", "evaluation_id", "position, " ENCORE_ANSWER_COLUMNS, "?, ?, ?, ?, ?, ?, ?, ?");

static gboolean
read_answers (EncoreDb         *db,
              EncoreEvaluation *evaluation,
              GError          **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db,
                              "SELECT " ENCORE_ANSWER_COLUMNS " FROM answer WHERE evaluation_id = ? ORDER BY position",
                              error))
    return FALSE;

  encore_bind_int (&statement, evaluation->id);
  while (encore_statement_next (&statement, &failure))
    g_ptr_array_add (evaluation->answers, encore_read_answer (&statement));

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
read_texts (EncoreStatement *row)
{
  EncoreEvaluation *evaluation = encore_evaluation_new ();

  evaluation->id = encore_read_int (row);
  evaluation->reason = encore_read_text (row);
  evaluation->comment = encore_read_text (row);
  evaluation->proposal = encore_read_text (row);
  return evaluation;
}

/* (transfer full): as it is to be stored: what nobody may read is kept under its marks. */
static EncoreEvaluation *
with_hidden (EncoreDb         *db,
             EncoreEvaluation *evaluation)
{
  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (db, evaluation->call_id, NULL);

  if (evaluation->id == 0 || redactions == NULL || redactions->len == 0)
    return g_object_ref (evaluation);

  g_autoptr (GPtrArray) found = encore_db_collect (db,
                                                   "SELECT id, reason, comment, proposal FROM evaluation WHERE id = ?1",
                                                   read_texts, evaluation->id, 0, NULL);
  EncoreEvaluation *stored = found != NULL && found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
  if (stored == NULL || !read_answers (db, stored, NULL))
    return g_object_ref (evaluation);

  EncoreEvaluation *full = encore_evaluation_copy (evaluation);
  encore_unredacted_text (redactions, &full->reason, stored->reason);
  encore_unredacted_text (redactions, &full->comment, stored->comment);
  encore_unredacted_text (redactions, &full->proposal, stored->proposal);
  for (guint i = 0; i < full->answers->len; i++)
    {
      EncoreAnswer *answer = g_ptr_array_index (full->answers, i);

      encore_unredacted_answer (redactions, answer, encore_evaluation_find_answer (stored, answer->key));
    }

  return full;
}

static void
bind_evaluation (EncoreStatement *statement,
                 gpointer         object)
{
  g_autoptr (EncoreEvaluation) evaluation = with_hidden (statement->db, object);

  encore_bind_id (statement, evaluation->call_id);
  encore_bind_id (statement, evaluation->scorecard_id);
  encore_bind_id (statement, evaluation->evaluator_id);
  encore_bind_int (statement, evaluation->kind);
  encore_bind_int (statement, evaluation->purpose);
  encore_bind_int (statement, evaluation->state);
  encore_bind_int (statement, evaluation->revision);
  encore_bind_text (statement, evaluation->revises);
  encore_bind_text (statement, evaluation->reason);
  encore_bind_text (statement, evaluation->scenario);
  encore_bind_int (statement, evaluation->is_complex != FALSE);
  encore_bind_text (statement, evaluation->comment);
  encore_bind_text (statement, evaluation->proposal);
  encore_bind_time (statement, evaluation->submitted_at);
  encore_bind_time (statement, evaluation->revealed_at);
  encore_bind_real (statement, evaluation->raw);
  encore_bind_real (statement, evaluation->score);
  encore_bind_real (statement, evaluation->bonus);
  encore_bind_text (statement, evaluation->failed_by);
}

/* What is joined to an evaluation. */
static void
read_joined (EncoreEvaluation *evaluation,
             EncoreStatement  *row)
{
  evaluation->is_superseded = encore_read_int (row) != 0;
  evaluation->scorecard_family = encore_read_text (row);
  evaluation->scorecard_name = encore_read_text (row);
  evaluation->scorecard_version = (int) encore_read_int (row);
  evaluation->evaluator_name = encore_read_text (row);
  evaluation->call_uuid = encore_read_text (row);
  evaluation->call_title = encore_read_text (row);
  evaluation->call_started_at = encore_read_time (row);
  evaluation->agent_id = encore_read_int (row);
  evaluation->agent_name = encore_read_text (row);
  evaluation->n_open_disputes = (int) encore_read_int (row);
}

static gpointer
read_evaluation (EncoreStatement *row)
{
  EncoreEvaluation *evaluation = encore_evaluation_new ();

  evaluation->id = encore_read_int (row);
  evaluation->uuid = encore_read_text (row);
  evaluation->created_at = encore_read_int (row);
  evaluation->updated_at = encore_read_int (row);
  evaluation->call_id = encore_read_int (row);
  evaluation->scorecard_id = encore_read_int (row);
  evaluation->evaluator_id = encore_read_int (row);
  evaluation->kind = (EncoreEvaluationKind) encore_read_int (row);
  evaluation->purpose = (EncorePurpose) encore_read_int (row);
  evaluation->state = (EncoreEvaluationState) encore_read_int (row);
  evaluation->revision = (int) encore_read_int (row);
  evaluation->revises = encore_read_text (row);
  evaluation->reason = encore_read_text (row);
  evaluation->scenario = encore_read_text (row);
  evaluation->is_complex = encore_read_int (row) != 0;
  evaluation->comment = encore_read_text (row);
  evaluation->proposal = encore_read_text (row);
  evaluation->submitted_at = encore_read_time (row);
  evaluation->revealed_at = encore_read_time (row);
  evaluation->raw = encore_read_real (row);
  evaluation->score = encore_read_real (row);
  evaluation->bonus = encore_read_real (row);
  evaluation->failed_by = encore_read_text (row);
  read_joined (evaluation, row);
  return evaluation;
}

static gboolean
put_answers (EncorePartWriter *writer,
             EncoreEvaluation *evaluation,
             GError          **error)
{
  if (!encore_part_writer_begin (writer, &answers, error))
    return FALSE;

  for (guint i = 0; i < evaluation->answers->len; i++)
    {
      encore_part_writer_next (writer);
      encore_bind_int (&writer->statement, i);
      encore_bind_answer (&writer->statement, g_ptr_array_index (evaluation->answers, i));
      if (!encore_part_writer_write (writer, error))
        return FALSE;
    }

  return encore_part_writer_end (writer, error);
}

static gboolean
put_parts (EncoreDb *db,
           gpointer  object,
           gint64    id,
           GError  **error)
{
  g_autoptr (EncoreEvaluation) evaluation = with_hidden (db, object);
  gint64 is_sealed = encore_parts_number (db, "SELECT sealed FROM evaluation WHERE id = ?", id, error);
  g_auto (EncorePartWriter) writer
      = { .db = db, .owner = id, .is_sealed = is_sealed > 0, .rule = "sealed: evaluation" };

  if (is_sealed < 0
      || (!writer.is_sealed && !encore_parts_run (db, "DELETE FROM answer WHERE evaluation_id = ?", id, error))
      || !put_answers (&writer, evaluation, error))
    return FALSE;

  return writer.is_sealed || evaluation->state == ENCORE_EVALUATION_DRAFT
         || encore_parts_run (db, "UPDATE evaluation SET sealed = 1 WHERE id = ?", id, error);
}

const EncoreTable encore_table_evaluation = {
  .name = "evaluation",
  .get_type = encore_evaluation_get_type,
  .id = G_STRUCT_OFFSET (EncoreEvaluation, id),
  .uuid = G_STRUCT_OFFSET (EncoreEvaluation, uuid),
  .created_at = G_STRUCT_OFFSET (EncoreEvaluation, created_at),
  .updated_at = G_STRUCT_OFFSET (EncoreEvaluation, updated_at),
  .call_id = G_STRUCT_OFFSET (EncoreEvaluation, call_id),
  .put_sql = "INSERT INTO evaluation (id, uuid, created_at, updated_at, call_id, scorecard_id, evaluator_id, kind,"
             " purpose, state, revision, revises, reason, scenario, is_complex, comment, proposal, submitted_at,"
             " revealed_at, raw, score, bonus, failed_by)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, call_id = excluded.call_id, scorecard_id = excluded.scorecard_id,"
             " evaluator_id = excluded.evaluator_id, kind = excluded.kind, purpose = excluded.purpose,"
             " state = excluded.state, revision = excluded.revision, revises = excluded.revises,"
             " reason = excluded.reason, scenario = excluded.scenario, is_complex = excluded.is_complex,"
             " comment = excluded.comment, proposal = excluded.proposal, submitted_at = excluded.submitted_at,"
             " revealed_at = excluded.revealed_at, raw = excluded.raw, score = excluded.score,"
             " bonus = excluded.bonus, failed_by = excluded.failed_by RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("evaluation"),
  .bind = bind_evaluation,
  .put_parts = put_parts,
};

/* As they may be read; (transfer full) of both. */
static GPtrArray *
with_answers (EncoreDb  *db,
              GPtrArray *list,
              GError   **error)
{
  g_autoptr (GPtrArray) evaluations = list;

  for (guint i = 0; evaluations != NULL && i < evaluations->len; i++)
    if (!read_answers (db, g_ptr_array_index (evaluations, i), error)
        || !encore_redacted_evaluation (db, g_ptr_array_index (evaluations, i), error))
      return NULL;

  return g_steal_pointer (&evaluations);
}

/**
 * encore_db_list_evaluations_of_call:
 * @db: a connection
 * @call_id: of the call
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreEvaluation): with their answers, newest first; drafts and superseded
 *   ones too
 */
GPtrArray *
encore_db_list_evaluations_of_call (EncoreDb *db,
                                    gint64    call_id,
                                    GError  **error)
{
  return with_answers (db,
                       encore_db_collect (db, SELECT_EVALUATION " AND e.call_id = ?1" NEWEST_FIRST, read_evaluation,
                                          call_id, 0, error),
                       error);
}

/**
 * encore_db_list_evaluations_of_agent:
 * @db: a connection
 * @person_id: who took the calls
 * @limit: at most so many; 0 for all
 * @error: why it failed
 *
 * Of what others have not submitted yet, an agent knows nothing.
 *
 * Returns: (transfer full) (element-type EncoreEvaluation): with their answers, of all kinds, newest first
 */
GPtrArray *
encore_db_list_evaluations_of_agent (EncoreDb *db,
                                     gint64    person_id,
                                     int       limit,
                                     GError  **error)
{
  return with_answers (db,
                       encore_db_collect (db,
                                          SELECT_EVALUATION " AND c.agent_id = ?1"
                                                            " AND (e.state = 1 OR e.evaluator_id = ?1)" NEWEST_FIRST
                                                            " LIMIT ?2",
                                          read_evaluation, person_id, limit > 0 ? limit : -1, error),
                       error);
}

/**
 * encore_db_get_evaluation:
 * @db: a connection
 * @id: of the evaluation
 * @error: %ENCORE_ERROR_MISSING when it is not there
 *
 * Returns: (transfer full): the evaluation, with its answers
 */
EncoreEvaluation *
encore_db_get_evaluation (EncoreDb *db,
                          gint64    id,
                          GError  **error)
{
  g_autoptr (GPtrArray) found
      = with_answers (db, encore_db_collect (db, SELECT_EVALUATION " AND e.id = ?1", read_evaluation, id, 0, error),
                      error);

  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_object_ref (g_ptr_array_index (found, 0));

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("The evaluation is no longer in the library."));
  return NULL;
}

/**
 * encore_db_find_evaluation:
 * @db: a connection
 * @uuid_or_unique_prefix: how a person names an evaluation
 * @error: %ENCORE_ERROR_MISSING when there is none, %ENCORE_ERROR_INVALID when there are several
 *
 * Returns: (transfer full): the evaluation, with its answers
 */
EncoreEvaluation *
encore_db_find_evaluation (EncoreDb   *db,
                           const char *uuid_or_unique_prefix,
                           GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db,
                              SELECT_EVALUATION " AND ?1 <> '' AND e.uuid >= ?1 AND e.uuid < ?1 || '~'"
                                                " ORDER BY e.uuid LIMIT 2",
                              error))
    return NULL;

  encore_bind_text (&statement, uuid_or_unique_prefix);
  g_autoptr (GPtrArray) found = with_answers (db, encore_statement_collect (&statement, read_evaluation, error), error);
  if (found == NULL)
    return NULL;

  EncoreEvaluation *first = found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
  if (first == NULL)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("No evaluation has the id “%s”."),
                 uuid_or_unique_prefix);
  else if (found->len > 1 && !g_str_equal (first->uuid, uuid_or_unique_prefix))
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                 _ ("More than one evaluation has an id that begins with “%s”: give more of it."),
                 uuid_or_unique_prefix);
  else
    return g_object_ref (first);

  return NULL;
}
