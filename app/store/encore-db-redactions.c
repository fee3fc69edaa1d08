/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-redactions.h"

#include "encore-db-transcripts.h"
#include "encore-redacted-private.h"

#define SELECT_REDACTION                                                                                               \
  "SELECT r.id, r.uuid, r.created_at, r.call_id, r.start_ms, r.end_ms, r.kind, r.places, r.author_id, r.purged_at,"    \
  " a.name, c.title, c.uuid FROM redaction r JOIN call c ON c.id = r.call_id"                                          \
  " LEFT JOIN person a ON a.id = r.author_id WHERE r.deleted_at IS NULL"

#define IN_ORDER " ORDER BY r.call_id, r.start_ms IS NULL, r.start_ms, r.id"

static void
bind_redaction (EncoreStatement *statement,
                gpointer         object)
{
  EncoreRedaction *redaction = object;
  g_autofree char *places = encore_redaction_pack (redaction);

  encore_bind_id (statement, redaction->call_id);
  encore_bind_time (statement, redaction->span.start_ms);
  encore_bind_time (statement, redaction->span.end_ms);
  encore_bind_int (statement, redaction->kind);
  encore_bind_name (statement, places);
  encore_bind_id (statement, redaction->author_id);
  encore_bind_time (statement, redaction->purged_at);
}

static gpointer
read_redaction (EncoreStatement *row)
{
  EncoreRedaction *redaction = encore_redaction_new ();

  redaction->id = encore_read_int (row);
  redaction->uuid = encore_read_text (row);
  redaction->redacted_at = encore_read_int (row);
  redaction->call_id = encore_read_int (row);
  redaction->span.start_ms = encore_read_time (row);
  redaction->span.end_ms = encore_read_time (row);

  gint64 kind = encore_read_int (row);
  g_autofree char *places = encore_read_text (row);

  redaction->kind = kind < ENCORE_REDACTION_N_KINDS ? (EncoreRedactionKind) kind : ENCORE_REDACTION_OTHER;
  encore_redaction_unpack (redaction, places);
  redaction->author_id = encore_read_int (row);
  redaction->purged_at = encore_read_time (row);
  redaction->author_name = encore_read_text (row);
  redaction->call_title = encore_read_text (row);
  redaction->call_uuid = encore_read_text (row);
  return redaction;
}

const EncoreTable encore_table_redaction = {
  .name = "redaction",
  .get_type = encore_redaction_get_type,
  .id = G_STRUCT_OFFSET (EncoreRedaction, id),
  .uuid = G_STRUCT_OFFSET (EncoreRedaction, uuid),
  .created_at = G_STRUCT_OFFSET (EncoreRedaction, redacted_at),
  .call_id = G_STRUCT_OFFSET (EncoreRedaction, call_id),
  .text = ENCORE_TEXT_ALL,
  .put_sql = "INSERT INTO redaction (id, uuid, created_at, updated_at, call_id, start_ms, end_ms, kind, places,"
             " author_id, purged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, updated_at = excluded.updated_at,"
             " deleted_at = NULL, call_id = excluded.call_id, start_ms = excluded.start_ms,"
             " end_ms = excluded.end_ms, kind = excluded.kind, places = excluded.places,"
             " author_id = excluded.author_id, purged_at = excluded.purged_at RETURNING id",
  .delete_sql = ENCORE_TABLE_DELETE ("redaction"),
  .call_sql = "SELECT call_id FROM redaction WHERE id = ?",
  .bind = bind_redaction,
};

/**
 * encore_db_list_redactions_of_call:
 * @db: a connection
 * @call_id: of the call, or 0 for all calls
 * @error: why it failed
 *
 * Those of a deleted call are found by its id alone.
 *
 * Returns: (transfer full) (element-type EncoreRedaction): by call and start
 */
GPtrArray *
encore_db_list_redactions_of_call (EncoreDb *db,
                                   gint64    call_id,
                                   GError  **error)
{
  if (call_id == 0)
    return encore_db_collect (db, SELECT_REDACTION " AND c.deleted_at IS NULL" IN_ORDER, read_redaction, 0, 0, error);

  return encore_db_collect (db, SELECT_REDACTION " AND r.call_id = ?1" IN_ORDER, read_redaction, call_id, 0, error);
}

/**
 * encore_db_list_redactions_due:
 * @db: a connection
 * @before: UTC ms
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type EncoreRedaction): those made before that, and not purged yet; those of
 *   deleted calls too
 */
GPtrArray *
encore_db_list_redactions_due (EncoreDb *db,
                               gint64    before,
                               GError  **error)
{
  return encore_db_collect (db, SELECT_REDACTION " AND r.purged_at IS NULL AND r.created_at < ?1" IN_ORDER,
                            read_redaction, before, 0, error);
}

/* Reading without what is redacted */

/**
 * encore_redacted_read_offset:
 * @db: a connection
 * @call_id: of the call
 * @offset_ms: (out): what leads from the time of its transcripts to that of its recording
 * @error: why it failed
 */
gboolean
encore_redacted_read_offset (EncoreDb *db,
                             gint64    call_id,
                             gint64   *offset_ms,
                             GError  **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;

  *offset_ms = 0;
  if (!encore_statement_open (&statement, db,
                              "SELECT offset_ms FROM recording WHERE call_id = ? AND deleted_at IS NULL"
                              " ORDER BY id LIMIT 1",
                              error))
    return FALSE;

  encore_bind_int (&statement, call_id);
  if (encore_statement_next (&statement, &failure))
    *offset_ms = encore_read_int (&statement);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * encore_redacted_transcripts:
 * @db: a connection
 * @call_id: whose they are
 * @raw: (transfer full) (nullable) (element-type EncoreTranscript): as they are stored; %NULL when that failed
 * @error: why it failed
 *
 * Returns: (transfer full) (nullable) (element-type EncoreTranscript): as they may be read
 */
GPtrArray *
encore_redacted_transcripts (EncoreDb  *db,
                             gint64     call_id,
                             GPtrArray *raw,
                             GError   **error)
{
  g_autoptr (GPtrArray) transcripts = raw;
  gint64 offset_ms = 0;

  if (transcripts == NULL || transcripts->len == 0)
    return g_steal_pointer (&transcripts);

  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (db, call_id, error);
  if (redactions == NULL)
    return NULL;
  if (redactions->len == 0)
    return g_steal_pointer (&transcripts);
  if (!encore_redacted_read_offset (db, call_id, &offset_ms, error))
    return NULL;

  for (guint i = 0; i < transcripts->len; i++)
    {
      EncoreTranscript *transcript = transcripts->pdata[i];

      transcripts->pdata[i] = encore_redactions_mask (redactions, transcript, offset_ms);
      g_object_unref (transcript);
    }

  return g_steal_pointer (&transcripts);
}

static void
mask_text (GPtrArray *redactions,
           char     **text)
{
  char *masked = encore_redactions_mask_note (redactions, *text);

  g_free (*text);
  *text = masked;
}

/* Nobody has seen it yet: it may still be changed. */
static void
mask_moment (GPtrArray    *redactions,
             EncoreMoment *moment)
{
  mask_text (redactions, &moment->cue);
  mask_text (redactions, &moment->note);
  mask_text (redactions, &moment->could_have);
}

static gboolean
are_of_one_call (GPtrArray *moments)
{
  for (guint i = 1; i < moments->len; i++)
    if (((EncoreMoment *) moments->pdata[i])->call_id != ((EncoreMoment *) moments->pdata[0])->call_id)
      return FALSE;

  return TRUE;
}

/* By call: there are few redactions, and many moments. */
static GHashTable *
group_redactions (GPtrArray *redactions)
{
  GHashTable *groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < redactions->len; i++)
    {
      EncoreRedaction *redaction = redactions->pdata[i];
      GPtrArray *group = g_hash_table_lookup (groups, &redaction->call_id);

      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (groups, &redaction->call_id, group);
        }
      g_ptr_array_add (group, redaction);
    }

  return groups;
}

/**
 * encore_redacted_moments:
 * @db: a connection
 * @raw: (transfer full) (nullable) (element-type EncoreMoment): as they are stored, and seen by nobody; %NULL when
 *   reading them failed
 * @error: why it failed
 *
 * Returns: (transfer full) (nullable) (element-type EncoreMoment): the same, as they may be read
 */
GPtrArray *
encore_redacted_moments (EncoreDb  *db,
                         GPtrArray *raw,
                         GError   **error)
{
  g_autoptr (GPtrArray) moments = raw;

  if (moments == NULL || moments->len == 0)
    return g_steal_pointer (&moments);

  gint64 call_id = are_of_one_call (moments) ? ((EncoreMoment *) moments->pdata[0])->call_id : 0;
  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (db, call_id, error);
  if (redactions == NULL)
    return NULL;

  g_autoptr (GHashTable) groups = group_redactions (redactions);
  for (guint i = 0; i < moments->len && redactions->len > 0; i++)
    {
      EncoreMoment *moment = moments->pdata[i];
      GPtrArray *group = g_hash_table_lookup (groups, &moment->call_id);

      if (group != NULL)
        mask_moment (group, moment);
    }

  return g_steal_pointer (&moments);
}

/**
 * encore_db_list_muted_of_call:
 * @db: a connection
 * @call_id: of the call
 * @error: why it failed
 *
 * Returns: (transfer full) (nullable) (element-type EncoreSpan): what is not to be heard of its recording
 */
GArray *
encore_db_list_muted_of_call (EncoreDb *db,
                              gint64    call_id,
                              GError  **error)
{
  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (db, call_id, error);
  gint64 offset_ms = 0;

  if (redactions == NULL)
    return NULL;
  if (redactions->len == 0)
    return g_array_new (FALSE, FALSE, sizeof (EncoreSpan));

  g_autoptr (GPtrArray) raw = encore_db_list_raw_transcripts_of_call (db, call_id, error);
  if (raw == NULL || !encore_redacted_read_offset (db, call_id, &offset_ms, error))
    return NULL;

  return encore_redactions_muted (redactions, raw->len > 0 ? raw->pdata[0] : NULL, offset_ms);
}
