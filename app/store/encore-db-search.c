/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-search.h"

#include "encore-db-calls.h"
#include "encore-objects-private.h"

static gboolean
has_word (const char *term)
{
  for (const char *c = term; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      return TRUE;

  return FALSE;
}

static void
add_phrase (GString    *query,
            const char *words,
            gboolean    is_prefix)
{
  g_autofree char *spaced = encore_text_space_cjk (words);

  if (has_word (spaced))
    g_string_append_printf (query, "%s\"%s\"%s", query->len > 0 ? " AND " : "", g_strstrip (spaced),
                            is_prefix ? " *" : "");
}

/*
 * What the user typed as a query of FTS5 that cannot be wrong: every word is quoted. Words between
 * quotation marks stay together; the last word, while it is being typed, may be the start of one.
 */
static char *
make_query (const char *text)
{
  g_autoptr (GString) query = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) parts = g_strsplit (valid, "\"", -1);
  guint n_parts = g_strv_length (parts);

  for (guint i = 0; i < n_parts; i++)
    {
      if (i % 2 == 1)
        {
          add_phrase (query, parts[i], FALSE);
          continue;
        }

      g_auto (GStrv) words = g_strsplit_set (g_strstrip (parts[i]), " \t\r\n", -1);
      guint n_words = g_strv_length (words);
      for (guint j = 0; j < n_words; j++)
        add_phrase (query, words[j], i + 1 == n_parts && j + 1 == n_words);
    }

  return g_strdup (query->str);
}

static GArray *
find_ids (EncoreDb   *db,
          const char *query,
          int         limit,
          GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db,
                              "SELECT id FROM (SELECT rowid AS id FROM call_text WHERE call_text MATCH ?1"
                              " UNION SELECT rowid FROM call_notes WHERE call_notes MATCH ?1)"
                              " WHERE id IN (SELECT id FROM call WHERE deleted_at IS NULL)"
                              " ORDER BY id DESC LIMIT ?2",
                              error))
    return NULL;

  encore_bind_text (&statement, query);
  encore_bind_int (&statement, limit > 0 ? limit : -1);
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

/**
 * encore_db_search_calls:
 * @db: a connection
 * @text: words, as typed; those between quotation marks stay together
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): to stop; the lane's own is heeded anyway
 * @error: why it failed
 *
 * Finds the calls whose transcript, or the notes on whose moments, have all the words.
 *
 * Returns: (transfer full) (element-type EncoreCall): those that came last first
 */
GPtrArray *
encore_db_search_calls (EncoreDb     *db,
                        const char   *text,
                        int           limit,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_autofree char *query = make_query (text);
  g_autoptr (GArray) ids = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (*query == '\0')
    return g_ptr_array_new_with_free_func (g_object_unref);

  ids = find_ids (db, query, limit, error);
  return ids != NULL ? encore_db_calls_by_ids (db, (gint64 *) (gpointer) ids->data, ids->len, error) : NULL;
}
