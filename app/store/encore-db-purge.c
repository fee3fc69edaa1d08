/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-purge.h"

#include "encore-db-objects.h"
#include "encore-db-recordings.h"
#include "encore-db-settings.h"
#include "encore-db-transcripts.h"
#include "encore-redacted-private.h"

/* Taking out for good what was redacted: out of every transcript of the call, also of those that were corrected
 * or deleted, out of what was written of its moments and evaluations, and out of the redactions themselves. */

#define SCRUB "redactions.scrub"
#define PURGING "redactions.purging" /* see 0003-judging.sql */

static gboolean
run_with (EncoreDb   *db,
          const char *sql,
          gint64      number,
          GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, sql, error))
    return FALSE;

  encore_bind_int (&statement, number);
  return encore_statement_run (&statement, error);
}

static gboolean
write_segment (EncoreDb            *db,
               gint64               transcript_id,
               guint                ordinal,
               const EncoreSegment *segment,
               GError             **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GBytes) words = encore_words_pack (segment->words);

  if (!encore_statement_open (&statement, db,
                              "UPDATE segment SET text = ?, words = ? WHERE transcript_id = ? AND ordinal = ?", error))
    return FALSE;

  encore_bind_name (&statement, segment->text);
  encore_bind_bytes (&statement, words);
  encore_bind_int (&statement, transcript_id);
  encore_bind_int (&statement, ordinal);
  return encore_statement_run (&statement, error);
}

static gboolean
purge_transcript (EncoreDb         *db,
                  EncoreTranscript *raw,
                  GPtrArray        *redactions,
                  gint64            offset_ms,
                  GError          **error)
{
  g_autoptr (EncoreTranscript) masked = encore_redactions_mask (redactions, raw, offset_ms);

  for (guint i = 0; masked->marks != NULL && masked->marks->len > 0 && i < encore_transcript_get_length (masked); i++)
    if (encore_transcript_get (masked, i) != encore_transcript_get (raw, i)
        && !write_segment (db, raw->id, i, encore_transcript_get (masked, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
purge_transcripts (EncoreDb  *db,
                   gint64     call_id,
                   GPtrArray *redactions,
                   GError   **error)
{
  g_autoptr (GPtrArray) all = encore_db_list_all_transcripts_of_call (db, call_id, error);
  gint64 offset_ms = 0;

  if (all == NULL || !encore_redacted_read_offset (db, call_id, &offset_ms, error))
    return FALSE;

  for (guint i = 0; i < all->len; i++)
    if (!purge_transcript (db, all->pdata[i], redactions, offset_ms, error))
      return FALSE;

  return TRUE;
}

/* What people wrote about a call: at most so many words beside an id. */
typedef struct
{
  gint64 id;
  char *texts[4];
} Note;

#define ANSWERS_MOST "100000" /* more than anybody asks of one call: two numbers of an answer make one */

static const struct
{
  const char *read_sql;
  const char *write_sql;
} notes[] = {
  { "SELECT id, cue, note, could_have, NULL FROM moment WHERE call_id = ?",
    "UPDATE moment SET cue = ?1, note = ?2, could_have = ?3 WHERE id = ?5" },
  { "SELECT id, reason, comment, proposal, NULL FROM evaluation WHERE call_id = ?",
    "UPDATE evaluation SET reason = ?1, comment = ?2, proposal = ?3 WHERE id = ?5" },
  { "SELECT a.evaluation_id * " ANSWERS_MOST " + a.position, a.text, a.comment, NULL, NULL FROM answer a"
    " JOIN evaluation e ON e.id = a.evaluation_id WHERE e.call_id = ?",
    "UPDATE answer SET text = ?1, comment = ?2"
    " WHERE evaluation_id = ?5 / " ANSWERS_MOST " AND position = ?5 % " ANSWERS_MOST },
  { "SELECT d.id, d.text, d.comment, d.reason, d.reply FROM dispute d JOIN evaluation e ON e.id = d.evaluation_id"
    " WHERE e.call_id = ?",
    "UPDATE dispute SET text = ?1, comment = ?2, reason = ?3, reply = ?4 WHERE id = ?5" },
};

static void
note_free (gpointer data)
{
  Note *note = data;

  for (gsize i = 0; i < G_N_ELEMENTS (note->texts); i++)
    g_free (note->texts[i]);
  g_free (note);
}

static GPtrArray *
read_notes (EncoreDb   *db,
            const char *sql,
            gint64      call_id,
            GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (note_free);
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db, sql, error))
    return NULL;

  encore_bind_int (&statement, call_id);
  while (encore_statement_next (&statement, &failure))
    {
      Note *note = g_new0 (Note, 1);

      note->id = encore_read_int (&statement);
      for (gsize i = 0; i < G_N_ELEMENTS (note->texts); i++)
        note->texts[i] = encore_read_text (&statement);
      g_ptr_array_add (list, note);
    }

  if (failure == NULL)
    return g_steal_pointer (&list);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
purge_note (EncoreDb   *db,
            const char *sql,
            const Note *note,
            GPtrArray  *redactions,
            GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, sql, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (note->texts); i++)
    {
      g_autofree char *masked = encore_redactions_mask_note (redactions, note->texts[i]);

      encore_bind_text (&statement, masked);
    }
  encore_bind_int (&statement, note->id);
  return encore_statement_run (&statement, error);
}

static gboolean
purge_notes (EncoreDb  *db,
             gint64     call_id,
             GPtrArray *redactions,
             GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autoptr (GPtrArray) list = read_notes (db, notes[i].read_sql, call_id, error);

      for (guint j = 0; list != NULL && j < list->len; j++)
        if (!purge_note (db, notes[i].write_sql, list->pdata[j], redactions, error))
          return FALSE;
      if (list == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Nothing but this changes a word of what was submitted or answered. */
static gboolean
purge_sealed_notes (EncoreDb  *db,
                    gint64     call_id,
                    GPtrArray *redactions,
                    GError   **error)
{
  return encore_db_put_setting (db, PURGING, "1", error) && purge_notes (db, call_id, redactions, error)
         && encore_db_exec (db, "DELETE FROM setting WHERE key = '" PURGING "'", error);
}

/* What they hid is forgotten, that they hide is not. */
static gboolean
close_redactions (EncoreDb  *db,
                  gint64     call_id,
                  GPtrArray *redactions,
                  gint64     now,
                  GError   **error)
{
  for (guint i = 0; i < redactions->len; i++)
    {
      g_autoptr (EncoreRedaction) purged = encore_redaction_copy (redactions->pdata[i]);

      for (guint j = 0; j < purged->places->len; j++)
        g_clear_pointer (&((EncoreRedactionPlace *) purged->places->pdata[j])->text, g_free);
      purged->purged_at = now;
      if (!encore_db_put (db, G_OBJECT (purged), error))
        return FALSE;
    }

  /* Lifted ones may name the same words. */
  return run_with (db, "UPDATE redaction SET places = '' WHERE call_id = ? AND deleted_at IS NOT NULL", call_id, error);
}

static gboolean
put_recordings (EncoreDb  *db,
                GPtrArray *recordings,
                GError   **error)
{
  for (guint i = 0; recordings != NULL && i < recordings->len; i++)
    if (!encore_db_put (db, recordings->pdata[i], error))
      return FALSE;

  return TRUE;
}

/**
 * encore_db_purge:
 * @db: the write lane's connection
 * @call_id: of a call
 * @redactions: (element-type EncoreRedaction): those of it whose time has come
 * @recordings: (nullable) (element-type EncoreRecording): its recordings, where muted copies stand for them by now
 * @now: UTC ms
 * @error: why not; then nothing has changed
 *
 * Replaces what they hide by %ENCORE_REDACTED wherever it is kept. encore_db_scrub() has to follow: until then it
 * may be found in unused parts of the file.
 */
gboolean
encore_db_purge (EncoreDb  *db,
                 gint64     call_id,
                 GPtrArray *redactions,
                 GPtrArray *recordings,
                 gint64     now,
                 GError   **error)
{
  g_auto (EncoreIndexed) indexed = { 0 };

  g_return_val_if_fail (db->in_transaction, FALSE);

  return encore_indexed_begin (&indexed, db, ENCORE_TEXT_ALL, call_id, error)
         && purge_transcripts (db, call_id, redactions, error) && purge_sealed_notes (db, call_id, redactions, error)
         && encore_indexed_end (&indexed, db, error) && put_recordings (db, recordings, error)
         && close_redactions (db, call_id, redactions, now, error) && encore_db_put_setting (db, SCRUB, "1", error);
}

/**
 * encore_db_without_purged:
 * @db: a connection
 * @transcript: one that is to be saved, with the id of its call
 * @error: why it failed
 *
 * What was purged does not come back, with another import or with an undo.
 *
 * Returns: (transfer full) (nullable): what may be saved of it
 */
EncoreTranscript *
encore_db_without_purged (EncoreDb         *db,
                          EncoreTranscript *transcript,
                          GError          **error)
{
  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (db, transcript->call_id, error);
  gint64 offset_ms = 0;

  if (redactions == NULL || !encore_redacted_read_offset (db, transcript->call_id, &offset_ms, error))
    return NULL;

  for (guint i = redactions->len; i > 0; i--)
    if (!encore_redaction_is_purged (redactions->pdata[i - 1]))
      g_ptr_array_remove_index (redactions, i - 1);

  return encore_redactions_mask (redactions, transcript, offset_ms);
}

/**
 * encore_db_needs_scrub:
 * @db: a connection
 *
 * Returns: whether something was purged and is still to be scrubbed off the disk
 */
gboolean
encore_db_needs_scrub (EncoreDb *db)
{
  g_autofree char *value = encore_db_get_setting (db, SCRUB, NULL);

  return g_strcmp0 (value, "1") == 0;
}

/**
 * encore_db_scrub:
 * @db: the write lane's connection, outside any transaction
 * @error: why not; then it is tried again the next time that the library is opened
 *
 * Writes the library anew, so that nothing is left in it of what was purged; and a backup, after which the older
 * ones, which still have it, are deleted. Takes a while.
 */
gboolean
encore_db_scrub (EncoreDb *db,
                 GError  **error)
{
  g_return_val_if_fail (!db->in_transaction, FALSE);

  return encore_db_exec (db,
                         "PRAGMA secure_delete = ON;"
                         "INSERT INTO call_text (call_text) VALUES ('optimize');"
                         "INSERT INTO call_notes (call_notes) VALUES ('optimize');"
                         "VACUUM;"
                         "PRAGMA wal_checkpoint (TRUNCATE);"
                         "PRAGMA secure_delete = OFF;",
                         error)
         && encore_store_back_up_only (db, error)
         && encore_db_exec (db, "DELETE FROM setting WHERE key = '" SCRUB "'", error);
}
