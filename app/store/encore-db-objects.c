/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-objects.h"

#include "encore-error.h"
#include "encore-objects-private.h"
#include "encore-text.h"

#include <glib/gi18n.h>

static const EncoreTable *const tables[] = {
  &encore_table_team,      &encore_table_person,       &encore_table_facet,        &encore_table_scenario,
  &encore_table_extra,     &encore_table_model_answer, &encore_table_moment,       &encore_table_call,
  &encore_table_recording, &encore_table_transcript,   &encore_table_saved_search, &encore_table_redaction,
  &encore_table_principle, &encore_table_scorecard,    &encore_table_evaluation,   &encore_table_dispute,
};

static const EncoreTable *
find_table (GObject *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (G_OBJECT_TYPE (object) == tables[i]->get_type ())
      return tables[i];

  return NULL;
}

static gint64 *
number_at (GObject *object,
           gsize    offset)
{
  return &G_STRUCT_MEMBER (gint64, object, offset);
}

static gint64
stored_call (EncoreDb          *db,
             const EncoreTable *table,
             gint64             id,
             GError           **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (table->call_sql == NULL || id == 0)
    return 0;

  if (!encore_statement_open (&statement, db, table->call_sql, error))
    return -1;

  encore_bind_int (&statement, id);
  return encore_statement_number (&statement, error);
}

/* Returns the row's id, or -1. */
static gint64
upsert (EncoreDb          *db,
        const EncoreTable *table,
        GObject           *object,
        const char        *uuid,
        gint64             now,
        GError           **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  gint64 created_at = table->created_at != 0 ? *number_at (object, table->created_at) : 0;

  if (!encore_statement_open (&statement, db, table->put_sql, error))
    return -1;

  encore_bind_id (&statement, *number_at (object, table->id));
  encore_bind_text (&statement, uuid);
  encore_bind_int (&statement, created_at > 0 ? created_at : now);
  encore_bind_int (&statement, now);
  table->bind (&statement, object);
  return encore_statement_number (&statement, error);
}

static gboolean
delete_parts (EncoreDb          *db,
              const EncoreTable *table,
              gint64             id,
              GError           **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (table->delete_parts_sql == NULL)
    return TRUE;

  if (!encore_statement_open (&statement, db, table->delete_parts_sql, error))
    return FALSE;

  encore_bind_int (&statement, id);
  return encore_statement_run (&statement, error);
}

static gint64
put_rows (EncoreDb          *db,
          const EncoreTable *table,
          GObject           *object,
          const char        *uuid,
          gint64             now,
          GError           **error)
{
  gint64 old_id = *number_at (object, table->id);
  gint64 old_call = stored_call (db, table, old_id, error);
  gint64 new_call = table->call_id != 0 ? *number_at (object, table->call_id) : 0;
  g_auto (EncoreIndexed) left = { 0 };
  g_auto (EncoreIndexed) entered = { 0 };

  if (old_call < 0 || !encore_indexed_begin (&left, db, table->text, old_call != new_call ? old_call : 0, error)
      || !encore_indexed_begin (&entered, db, table->text, new_call, error))
    return -1;

  gint64 id = upsert (db, table, object, uuid, now, error);
  if (id < 0 || (old_id != 0 && !delete_parts (db, table, id, error))
      || (table->put_parts != NULL && !table->put_parts (db, object, id, error))
      || !encore_references_check_living (db, table->name, id, error) || !encore_indexed_end (&left, db, error)
      || !encore_indexed_end (&entered, db, error))
    return -1;

  return id;
}

static gboolean
run (EncoreDb   *db,
     const char *sql,
     GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  return encore_statement_open (&statement, db, sql, error) && encore_statement_run (&statement, error);
}

/* Ends what began with the savepoint; @error is set already unless the changes shall be kept. */
static gboolean
release (EncoreDb *db,
         gboolean  keep,
         GError  **error)
{
  if (keep)
    return run (db, "RELEASE object", error);

  /* A full disk may have ended the transaction, and the savepoint with it. */
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK TO object; RELEASE object", NULL, NULL, NULL);
  return FALSE;
}

static void
keep_identity (const EncoreTable *table,
               GObject           *object,
               gint64             id,
               const char        *uuid,
               gint64             now)
{
  char **kept = &G_STRUCT_MEMBER (char *, object, table->uuid);

  *number_at (object, table->id) = id;
  if (*kept == NULL)
    *kept = g_strdup (uuid);
  if (table->created_at != 0 && *number_at (object, table->created_at) <= 0)
    *number_at (object, table->created_at) = now;
  if (table->updated_at != 0)
    *number_at (object, table->updated_at) = now;
}

/**
 * encore_db_put:
 * @db: the write lane's connection
 * @object: a team, person, facet, scenario, extra, model answer, moment, call, recording, transcript,
 *   redaction, saved search, principle, scorecard, evaluation or dispute
 * @error: why not; then neither library nor @object have changed
 *
 * Saves @object as it is. One without id gets one, and a uuid unless it has one. One with an id
 * replaces what was stored, even when that had been deleted: this is how a deletion is undone.
 */
gboolean
encore_db_put (EncoreDb *db,
               GObject  *object,
               GError  **error)
{
  const EncoreTable *table = find_table (object);
  gint64 now = MAX (encore_text_now (), db->last_put + 1);

  g_return_val_if_fail (table != NULL, FALSE);
  g_return_val_if_fail (db->in_transaction, FALSE);

  const char *known = G_STRUCT_MEMBER (char *, object, table->uuid);
  g_autofree char *uuid = known != NULL ? g_strdup (known) : g_uuid_string_random ();

  if (!run (db, "SAVEPOINT object", error))
    return FALSE;

  gint64 id = put_rows (db, table, object, uuid, now, error);
  if (!release (db, id > 0, error))
    return FALSE;

  keep_identity (table, object, id, uuid, now);
  db->last_put = now;
  return TRUE;
}

/**
 * encore_db_get_id:
 * @object: as for encore_db_put()
 *
 * Returns: its id; 0 when it has never been saved
 */
gint64
encore_db_get_id (GObject *object)
{
  const EncoreTable *table = find_table (object);

  g_return_val_if_fail (table != NULL, 0);

  return *number_at (object, table->id);
}

/**
 * encore_db_set_id:
 * @object: as for encore_db_put()
 * @id: what it had before a transaction that was not committed
 */
void
encore_db_set_id (GObject *object,
                  gint64   id)
{
  const EncoreTable *table = find_table (object);

  g_return_if_fail (table != NULL);

  *number_at (object, table->id) = id;
}

static gboolean
bury (EncoreDb          *db,
      const EncoreTable *table,
      gint64             id,
      GError           **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!encore_statement_open (&statement, db, table->delete_sql, error))
    return FALSE;

  encore_bind_int (&statement, encore_text_now ());
  encore_bind_int (&statement, id);
  if (!encore_statement_run (&statement, error))
    return FALSE;

  if (sqlite3_changes (db->handle) > 0)
    return TRUE;

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("It is no longer in the library."));
  return FALSE;
}

static gboolean
delete_rows (EncoreDb          *db,
             const EncoreTable *table,
             gint64             id,
             GError           **error)
{
  gint64 call_id = stored_call (db, table, id, error);
  g_auto (EncoreIndexed) indexed = { 0 };

  return call_id >= 0 && encore_references_check_unused (db, table->name, id, error)
         && encore_indexed_begin (&indexed, db, table->text, call_id, error) && bury (db, table, id, error)
         && (!table->frees_parts || delete_parts (db, table, id, error)) && encore_indexed_end (&indexed, db, error);
}

/**
 * encore_db_delete:
 * @db: the write lane's connection
 * @object: as for encore_db_put(), with an id
 * @error: %ENCORE_ERROR_IN_USE when something living refers to it, %ENCORE_ERROR_MISSING when it
 *   is not there
 *
 * The row stays behind as a tombstone. What belongs to a call is hidden with it and comes back
 * with it.
 */
gboolean
encore_db_delete (EncoreDb *db,
                  GObject  *object,
                  GError  **error)
{
  const EncoreTable *table = find_table (object);

  g_return_val_if_fail (table != NULL, FALSE);
  g_return_val_if_fail (db->in_transaction, FALSE);

  return run (db, "SAVEPOINT object", error)
         && release (db, delete_rows (db, table, *number_at (object, table->id), error), error);
}
