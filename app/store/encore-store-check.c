/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-error.h"
#include "encore-objects-private.h"
#include "encore-store-check-private.h"

#include <glib/gi18n.h>

/* What must be none; each counts the rows that are wrong. */
static const struct
{
  const char *problem;
  const char *sql;
} invariants[] = {
  { N_ ("%d transcripts have segments out of order"),
    "SELECT count (*) FROM (SELECT 1 FROM segment GROUP BY transcript_id"
    " HAVING min (ordinal) <> 0 OR max (ordinal) <> count (*) - 1)" },
  { N_ ("%d calls with a transcript are missing in the search"),
    "SELECT count (*) FROM call c WHERE c.deleted_at IS NULL AND EXISTS (SELECT 1 FROM transcript t"
    " JOIN segment g ON g.transcript_id = t.id WHERE t.call_id = c.id AND t.deleted_at IS NULL)"
    " AND c.id NOT IN (SELECT rowid FROM call_text)" },
  { N_ ("%d scenarios have a facet of the wrong kind"),
    "SELECT count (*) FROM scenario s WHERE s.deleted_at IS NULL AND"
    " (EXISTS (SELECT 1 FROM facet WHERE id = s.touchpoint_id AND kind <> 0)"
    " OR EXISTS (SELECT 1 FROM facet WHERE id = s.inquiry_id AND kind <> 1)"
    " OR EXISTS (SELECT 1 FROM facet WHERE id = s.state_id AND kind <> 2)"
    " OR EXISTS (SELECT 1 FROM facet WHERE id = s.goal_id AND kind <> 3))" },
  { N_ ("%d moments have a span with only one end"),
    "SELECT count (*) FROM moment WHERE (start_ms IS NULL) <> (end_ms IS NULL)" },
  { N_ ("%d aliases belong to people who have been deleted"),
    "SELECT count (*) FROM person_alias a JOIN person p ON p.id = a.person_id WHERE p.deleted_at IS NOT NULL" },
  { N_ ("%d built-in moment types are missing"),
    "SELECT 6 - count (*) FROM moment_type WHERE id IN ('above-and-beyond', 'great-practice', 'needs-work',"
    " 'escalation-or-wait', 'to-discuss', 'system-failure')" },
  { N_ ("%d published versions of scorecards or submitted evaluations can still be changed"),
    "SELECT (SELECT count (*) FROM scorecard WHERE status <> 0 AND NOT sealed)"
    " + (SELECT count (*) FROM evaluation WHERE state <> 0 AND NOT sealed)" },
  { N_ ("%d evaluations for the record were not made by a coach"),
    "SELECT count (*) FROM evaluation WHERE purpose = 1 AND kind <> 0" },
};

static gboolean
list_rows (EncoreDb   *db,
           const char *sql,
           const char *sound,
           GPtrArray  *problems,
           GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db, sql, error))
    return FALSE;

  while (encore_statement_next (&statement, &failure))
    {
      g_autofree char *line = encore_read_text (&statement);

      if (g_strcmp0 (line, sound) != 0)
        g_ptr_array_add (problems, g_steal_pointer (&line));
    }

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
list_invariants (EncoreDb  *db,
                 GPtrArray *problems,
                 GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (invariants); i++)
    {
      gint64 n_wrong = encore_db_pragma (db, invariants[i].sql, error);

      if (n_wrong < 0)
        return FALSE;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      if (n_wrong > 0)
        g_ptr_array_add (problems, g_strdup_printf (_ (invariants[i].problem), (int) n_wrong));
#pragma GCC diagnostic pop
    }

  return TRUE;
}

static gboolean
list_broken_words (EncoreDb  *db,
                   GPtrArray *problems,
                   GError   **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;
  int n_broken = 0;

  if (!encore_statement_open (&statement, db, "SELECT words FROM segment WHERE words IS NOT NULL", error))
    return FALSE;

  while (encore_statement_next (&statement, &failure))
    {
      gsize length;
      const void *data = encore_read_bytes (&statement, &length);
      g_autoptr (GArray) words = data != NULL ? encore_words_unpack (data, length) : NULL;

      n_broken += words == NULL;
    }

  if (n_broken > 0)
    g_ptr_array_add (problems, g_strdup_printf (_ ("The words of %d segments cannot be read"), n_broken));
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
check (EncoreDb     *db,
       gpointer      user_data,
       GCancellable *cancellable,
       GError      **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;

  if (list_rows (db, "PRAGMA integrity_check", "ok", problems, &failure)
      && list_rows (db,
                    "SELECT 'A row of ' || \"table\" || ' refers to a missing row of ' || parent"
                    " FROM pragma_foreign_key_check",
                    NULL, problems, &failure)
      && encore_references_list_broken (db, problems, &failure) && list_invariants (db, problems, &failure)
      && list_broken_words (db, problems, &failure) && encore_store_check_judging (db, problems, &failure))
    return g_steal_pointer (&problems);

  /* What cannot even be read is an answer, not a failure. */
  if (!g_error_matches (failure, ENCORE_ERROR, ENCORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  g_ptr_array_add (problems, g_strdup (failure->message));
  return g_steal_pointer (&problems);
}

/* FTS5 remembers how many rows it has, and does not notice that another connection has added some: the next check on
 * a connection that has been checked before calls a sound index malformed (seen with SQLite 3.46). */
static gpointer
check_anew (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  if (sqlite3_db_readonly (db->handle, "main") != 0)
    return check (db, user_data, cancellable, error);

  g_autoptr (EncoreDb) fresh = encore_db_open (db->directory, db->path, ENCORE_DB_READ_WRITE, error);

  if (fresh == NULL || !encore_db_begin (fresh, ENCORE_LANE_READ, error))
    return NULL;

  encore_db_set_cancellable (fresh, cancellable);
  gpointer problems = check (fresh, user_data, cancellable, error);
  encore_db_set_cancellable (fresh, NULL);
  encore_db_rollback (fresh);
  return problems;
}

/**
 * encore_store_check:
 * @self: a store
 * @cancellable: (nullable): to stop
 * @error: why it could not be checked
 *
 * Reads the whole library. Blocks.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong, for people; empty when sound
 */
GPtrArray *
encore_store_check (EncoreStore  *self,
                    GCancellable *cancellable,
                    GError      **error)
{
  return encore_store_run (self, ENCORE_LANE_READ, check_anew, NULL, cancellable, error);
}
