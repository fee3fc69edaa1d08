/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "encore-db-transcripts.h"
#include "encore-redacted-private.h"
#include "encore-word.h"

/*
 * The full-text indexes keep no text of their own. To take a row out, they must be given the very
 * text that was put in: so it is made from the tables again before they change.
 */

/* After so many calls it is said how far the filling is. */
#define CALLS_TO_TELL 50

static const struct
{
  const char *select;
  const char *remove;
  const char *insert;
} sql[] = {
  [ENCORE_TEXT_TRANSCRIPT] = {
      "SELECT text FROM segment WHERE transcript_id = " ENCORE_CHOSEN_TRANSCRIPT ("?1") " ORDER BY ordinal",
      "INSERT INTO call_text (call_text, rowid, text) VALUES ('delete', ?, ?)",
      "INSERT INTO call_text (rowid, text) VALUES (?, ?)",
  },
  [ENCORE_TEXT_NOTES] = {
      "SELECT concat FROM (SELECT id, coalesce (cue, '') || char (10) || coalesce (note, '') || char (10)"
      " || coalesce (could_have, '') AS concat FROM moment WHERE call_id = ?1 AND deleted_at IS NULL"
      " AND (cue <> '' OR note <> '' OR could_have <> '') ORDER BY id)",
      "INSERT INTO call_notes (call_notes, rowid, text) VALUES ('delete', ?, ?)",
      "INSERT INTO call_notes (rowid, text) VALUES (?, ?)",
  },
};

/* What two names have in common that people take for the same. */
char *
encore_text_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *folded = g_utf8_casefold (g_strstrip (valid), -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

static void
add_line (GString    *text,
          const char *line)
{
  g_autofree char *valid = g_utf8_make_valid (line != NULL ? line : "", -1);
  g_autofree char *words = encore_words_join (valid);

  g_string_append (text, words);
  g_string_append_c (text, '\n');
}

/* What is redacted is not found either. */
static char *
mask_line (GPtrArray *redactions,
           char      *line)
{
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  g_autofree char *masked = encore_redactions_mask_note (redactions, valid);
  g_auto (GStrv) parts = g_strsplit (masked, "\n", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      char *once_more = encore_redactions_mask_note (redactions, *part); /* one that was cut short at its end */

      g_free (*part);
      *part = once_more;
    }

  g_free (line);
  return g_strjoinv ("\n", parts);
}

/* The transcript as it may be read. */
static char *
make_masked_text (EncoreDb *db,
                  gint64    call_id,
                  GError  **error)
{
  g_autoptr (GPtrArray) transcripts = encore_db_list_transcripts_of_call (db, call_id, error);
  GString *text;

  if (transcripts == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; transcripts->len > 0 && i < encore_transcript_get_length (transcripts->pdata[0]); i++)
    add_line (text, encore_transcript_get (transcripts->pdata[0], i)->text);

  return g_string_free (text, FALSE);
}

static char *
make_text (EncoreDb      *db,
           EncoreTextKind kind,
           gint64         call_id,
           GError       **error)
{
  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (db, call_id, error);
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) failure = NULL;

  if (redactions == NULL)
    return NULL;
  if (redactions->len > 0 && kind == ENCORE_TEXT_TRANSCRIPT)
    return make_masked_text (db, call_id, error);
  if (!encore_statement_open (&statement, db, sql[kind].select, error))
    return NULL;

  encore_bind_int (&statement, call_id);
  while (encore_statement_next (&statement, &failure))
    {
      g_autofree char *line = encore_read_text (&statement);

      if (redactions->len > 0 && line != NULL)
        line = mask_line (redactions, line);
      add_line (text, line);
    }

  if (failure == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
change_row (EncoreDb   *db,
            const char *statement_sql,
            gint64      call_id,
            const char *text,
            GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (*text == '\0')
    return TRUE;

  if (!encore_statement_open (&statement, db, statement_sql, error))
    return FALSE;

  encore_bind_int (&statement, call_id);
  encore_bind_text (&statement, text);
  return encore_statement_run (&statement, error);
}

static gboolean
concerns (EncoreTextKind kind,
          EncoreTextKind index)
{
  return kind == index || kind == ENCORE_TEXT_ALL;
}

/* Call it before the call's text changes; with 0 it does nothing. */
gboolean
encore_indexed_begin (EncoreIndexed *self,
                      EncoreDb      *db,
                      EncoreTextKind kind,
                      gint64         call_id,
                      GError       **error)
{
  *self = (EncoreIndexed) { kind, call_id, { NULL, NULL } };

  for (EncoreTextKind index = ENCORE_TEXT_TRANSCRIPT; call_id != 0 && index <= ENCORE_TEXT_NOTES; index++)
    if (concerns (kind, index) && (self->before[index - 1] = make_text (db, index, call_id, error)) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
bring_up_to_date (EncoreIndexed *self,
                  EncoreDb      *db,
                  EncoreTextKind index,
                  GError       **error)
{
  const char *before = self->before[index - 1];
  g_autofree char *after = make_text (db, index, self->call_id, error);

  if (after == NULL)
    return FALSE;

  return g_str_equal (before, after)
         || (change_row (db, sql[index].remove, self->call_id, before, error)
             && change_row (db, sql[index].insert, self->call_id, after, error));
}

/* Call it after. */
gboolean
encore_indexed_end (EncoreIndexed *self,
                    EncoreDb      *db,
                    GError       **error)
{
  for (EncoreTextKind index = ENCORE_TEXT_TRANSCRIPT; index <= ENCORE_TEXT_NOTES; index++)
    if (self->before[index - 1] != NULL && !bring_up_to_date (self, db, index, error))
      return FALSE;

  return TRUE;
}

void
encore_indexed_clear (EncoreIndexed *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->before); i++)
    g_clear_pointer (&self->before[i], g_free);
}

static gboolean
rebuild_call (EncoreDb      *db,
              EncoreTextKind kind,
              gint64         call_id,
              GError       **error)
{
  g_autofree char *text = make_text (db, kind, call_id, error);

  return text != NULL && change_row (db, sql[kind].insert, call_id, text, error);
}

static GArray *
list_call_ids (EncoreDb *db,
               GError  **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db, "SELECT id FROM call ORDER BY id", error))
    return NULL;

  while (encore_statement_next (&statement, &failure))
    {
      gint64 id = encore_read_int (&statement);

      g_array_append_val (ids, id);
    }

  if (failure == NULL)
    return g_steal_pointer (&ids);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Fills the full-text indexes, which must be empty, from the tables: after a migration that made them anew. */
gboolean
encore_indexed_rebuild (EncoreDb  *db,
                        EncoreJob *job,
                        GError   **error)
{
  GCancellable *cancellable = job != NULL ? encore_job_get_cancellable (job) : NULL;
  g_autoptr (GArray) ids = list_call_ids (db, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (job != NULL && i % CALLS_TO_TELL == 0)
        encore_job_set_progress (job, i, ids->len, _ ("What was said is made ready to be searched"));
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !rebuild_call (db, ENCORE_TEXT_TRANSCRIPT, id, error) || !rebuild_call (db, ENCORE_TEXT_NOTES, id, error))
        return FALSE;
    }

  return ids != NULL;
}
