/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-disputes.h"

#include "encore-objects-private.h"
#include "encore-parts-private.h"

#define SELECT_DISPUTE                                                                                                 \
  "SELECT d.id, d.uuid, d.created_at, d.evaluation_id, d.reason, d.author_id, d.state, d.reply, d.replier_id,"         \
  " d.answered_at, a.name, r.name, e.call_id, c.title, c.started_at, s.name, d.key, d.not_applicable, d.options,"      \
  " d.number, d.text, d.comment, d.evidence"                                                                           \
  " FROM dispute d JOIN evaluation e ON e.id = d.evaluation_id JOIN call c ON c.id = e.call_id"                        \
  " JOIN scorecard s ON s.id = e.scorecard_id"                                                                         \
  " LEFT JOIN person a ON a.id = d.author_id LEFT JOIN person r ON r.id = d.replier_id"                                \
  " WHERE d.deleted_at IS NULL AND e.deleted_at IS NULL AND c.deleted_at IS NULL"

static void
bind_dispute (EncoreStatement *statement,
              gpointer         object)
{
  EncoreDispute *dispute = object;
  g_autoptr (EncoreAnswer) none = encore_answer_new ("");

  encore_bind_id (statement, dispute->evaluation_id);
  encore_bind_name (statement, dispute->reason);
  encore_bind_id (statement, dispute->author_id);
  encore_bind_int (statement, dispute->state);
  encore_bind_text (statement, dispute->reply);
  encore_bind_id (statement, dispute->replier_id);
  encore_bind_time (statement, dispute->answered_at);
  encore_bind_answer (statement, dispute->proposed != NULL ? dispute->proposed : none);
}

static gpointer
read_dispute (EncoreStatement *row)
{
  EncoreDispute *dispute = encore_dispute_new ();

  dispute->id = encore_read_int (row);
  dispute->uuid = encore_read_text (row);
  dispute->created_at = encore_read_int (row);
  dispute->evaluation_id = encore_read_int (row);
  dispute->reason = encore_read_text (row);
  dispute->author_id = encore_read_int (row);
  dispute->state = (EncoreDisputeState) encore_read_int (row);
  dispute->reply = encore_read_text (row);
  dispute->replier_id = encore_read_int (row);
  dispute->answered_at = encore_read_time (row);
  dispute->author_name = encore_read_text (row);
  dispute->replier_name = encore_read_text (row);
  dispute->call_id = encore_read_int (row);
  dispute->call_title = encore_read_text (row);
  dispute->call_started_at = encore_read_time (row);
  dispute->scorecard_name = encore_read_text (row);
  dispute->proposed = encore_read_answer (row);
  return dispute;
}

const EncoreTable encore_table_dispute = {
  .name = "dispute",
  .get_type = encore_dispute_get_type,
  .id = G_STRUCT_OFFSET (EncoreDispute, id),
  .uuid = G_STRUCT_OFFSET (EncoreDispute, uuid),
  .created_at = G_STRUCT_OFFSET (EncoreDispute, created_at),
  .put_sql = "INSERT INTO dispute (id, uuid, created_at, updated_at, evaluation_id, reason, author_id, state, reply,"
             " replier_id, answered_at, " ENCORE_ANSWER_COLUMNS ")"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, evaluation_id = excluded.evaluation_id, reason = excluded.reason,"
             " author_id = excluded.author_id, state = excluded.state, reply = excluded.reply,"
             " replier_id = excluded.replier_id, answered_at = excluded.answered_at, key = excluded.key,"
             " not_applicable = excluded.not_applicable, options = excluded.options, number = excluded.number,"
             " text = excluded.text, comment = excluded.comment, evidence = excluded.evidence RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("dispute"),
  .bind = bind_dispute,
};

/**
 * encore_db_list_disputes_of_call:
 * @db: a connection
 * @call_id: of the call
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreDispute): of its evaluations, oldest first
 */
GPtrArray *
encore_db_list_disputes_of_call (EncoreDb *db,
                                 gint64    call_id,
                                 GError  **error)
{
  return encore_db_collect (db, SELECT_DISPUTE " AND e.call_id = ?1 ORDER BY d.created_at, d.id", read_dispute, call_id,
                            0, error);
}

/**
 * encore_db_list_open_disputes:
 * @db: a connection
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreDispute): that wait for an answer, oldest first
 */
GPtrArray *
encore_db_list_open_disputes (EncoreDb *db,
                              GError  **error)
{
  return encore_db_collect (db, SELECT_DISPUTE " AND d.state = 0 ORDER BY d.created_at, d.id", read_dispute, 0, 0,
                            error);
}
