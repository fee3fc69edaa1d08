/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-disputes.h"

#include "encore-objects-private.h"
#include "encore-parts-private.h"
#include "encore-redacted-private.h"

#define SELECT_DISPUTE                                                                                                 \
  "SELECT d.id, d.uuid, d.created_at, d.evaluation_id, d.reason, d.author_id, d.state, d.reply, d.replier_id,"         \
  " d.answered_at, a.name, r.name, e.call_id, c.title, c.started_at, s.name, d.key, d.not_applicable, d.options,"      \
  " d.number, d.text, d.comment, d.evidence"                                                                           \
  " FROM dispute d JOIN evaluation e ON e.id = d.evaluation_id JOIN call c ON c.id = e.call_id"                        \
  " JOIN scorecard s ON s.id = e.scorecard_id"                                                                         \
  " LEFT JOIN person a ON a.id = d.author_id LEFT JOIN person r ON r.id = d.replier_id"                                \
  " WHERE d.deleted_at IS NULL AND e.deleted_at IS NULL AND c.deleted_at IS NULL"

static gpointer read_dispute (EncoreStatement *row);

static gint64
find_call (EncoreDb      *db,
           EncoreDispute *dispute,
           GError       **error)
{
  return encore_parts_number (db, "SELECT call_id FROM evaluation WHERE id = ?", dispute->evaluation_id, error);
}

/* (transfer full): as it is to be stored: what nobody may read is kept under its marks. */
static EncoreDispute *
with_hidden (EncoreDb      *db,
             EncoreDispute *dispute)
{
  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (db, find_call (db, dispute, NULL), NULL);

  if (dispute->id == 0 || dispute->proposed == NULL || redactions == NULL || redactions->len == 0)
    return g_object_ref (dispute);

  g_autoptr (GPtrArray) found = encore_db_collect (db, SELECT_DISPUTE " AND d.id = ?1", read_dispute, dispute->id, 0,
                                                   NULL);
  EncoreDispute *stored = found != NULL && found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
  if (stored == NULL)
    return g_object_ref (dispute);

  EncoreDispute *full = encore_dispute_copy (dispute);
  encore_unredacted_text (redactions, &full->reason, stored->reason);
  encore_unredacted_text (redactions, &full->reply, stored->reply);
  encore_unredacted_answer (redactions, full->proposed, stored->proposed);
  return full;
}

static void
bind_dispute (EncoreStatement *statement,
              gpointer         object)
{
  g_autoptr (EncoreDispute) dispute = with_hidden (statement->db, object);
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

/* As they may be read; (transfer full) of both. */
static GPtrArray *
redacted (EncoreDb  *db,
          GPtrArray *list,
          GError   **error)
{
  g_autoptr (GPtrArray) disputes = list;

  for (guint i = 0; disputes != NULL && i < disputes->len; i++)
    {
      EncoreDispute *dispute = g_ptr_array_index (disputes, i);
      gint64 call_id = find_call (db, dispute, error);

      if (call_id < 0 || !encore_redacted_dispute (db, dispute, call_id, error))
        return NULL;
    }

  return g_steal_pointer (&disputes);
}

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
  return redacted (db,
                   encore_db_collect (db, SELECT_DISPUTE " AND e.call_id = ?1 ORDER BY d.created_at, d.id",
                                      read_dispute, call_id, 0, error),
                   error);
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
  return redacted (db,
                   encore_db_collect (db, SELECT_DISPUTE " AND d.state = 0 ORDER BY d.created_at, d.id", read_dispute,
                                      0, 0, error),
                   error);
}
