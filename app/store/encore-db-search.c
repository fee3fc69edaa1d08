/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-search.h"

#include "encore-db-calls.h"
#include "encore-db-model-answers.h"
#include "encore-objects-private.h"
#include "encore-word.h"

/* ?1: what the words must be, ?2: what they must not be, both for FTS5; then the filters, NULL for any. */
#define WORDS(parameter)                                                                                               \
  "(SELECT rowid FROM call_text WHERE call_text MATCH " parameter                                                      \
  " UNION SELECT rowid FROM call_notes WHERE call_notes MATCH " parameter ")"

#define NAMED(table, parameter) "(SELECT id FROM " table " WHERE name LIKE " parameter " ESCAPE '\\')"

#define FILTERS                                                                                                        \
  " c.deleted_at IS NULL"                                                                                              \
  " AND (?2 IS NULL OR c.id NOT IN " WORDS (                                                                           \
      "?2") ")"                                                                                                        \
            " AND (?3 IS NULL OR c.agent_id IN " NAMED (                                                               \
                "person",                                                                                              \
                "?3") ")"                                                                                              \
                      " AND (?4 IS NULL OR c.customer_ref LIKE ?4 ESCAPE '\\')"                                        \
                      " AND (?5 IS NULL OR c.scenario_id IN " NAMED (                                                  \
                          "scenario",                                                                                  \
                          "?5") ")"                                                                                    \
                                " AND (?6 IS NULL OR c.queue LIKE ?6 ESCAPE '\\')"                                     \
                                " AND (?7 IS NULL OR c.started_at >= ?7) AND (?8 IS NULL OR c.started_at < ?8)"        \
                                " AND (?9 = 0 OR EXISTS (SELECT 1 FROM moment m WHERE m.call_id = c.id AND "           \
                                "m.deleted_at IS NULL"                                                                 \
                                " AND (?10 = 0 OR m.outcome = ?10) AND (?11 IS NULL OR m.type_id = ?11)))"

#define MATCHING " FROM call c WHERE (?1 IS NULL OR c.id IN " WORDS ("?1") ") AND" FILTERS

static const char count_sql[] = "SELECT count (*)" MATCHING;

static const char newest_sql[] = "SELECT c.id" MATCHING " ORDER BY c.started_at DESC, c.id DESC LIMIT ?12";

static const char ranked_sql[]
    = "SELECT c.id FROM"
      " (SELECT rowid AS id, bm25 (call_text) AS rank FROM call_text WHERE call_text MATCH ?1"
      " UNION ALL"
      " SELECT rowid, bm25 (call_notes) FROM call_notes WHERE call_notes MATCH ?1) AS found"
      " JOIN call c ON c.id = found.id WHERE" FILTERS
      " GROUP BY c.id ORDER BY min (rank), c.started_at DESC, c.id DESC LIMIT ?12";

/* Words as a query of FTS5 that cannot be wrong: every one is quoted. */
static void
add_term (GString               *query,
          const EncoreQueryTerm *term,
          const char            *joint)
{
  g_autofree char *words = encore_words_join (term->words);

  g_string_append_printf (query, "%s\"%s\"%s", query->len > 0 ? joint : "", g_strdelimit (words, "\"", ' '),
                          term->is_prefix ? " *" : "");
}

/* Returns NULL when there are no such terms. */
static char *
make_match (EncoreQuery *query,
            gboolean     excluded)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; i < query->terms->len; i++)
    {
      const EncoreQueryTerm *term = g_ptr_array_index (query->terms, i);

      if (term->is_excluded == excluded)
        add_term (match, term, excluded ? " OR " : " AND ");
    }

  return match->len > 0 ? g_strdup (match->str) : NULL;
}

static char *
make_pattern (const char *part)
{
  if (part == NULL)
    return NULL;

  g_autoptr (GString) pattern = g_string_new ("%");

  for (const char *c = part; *c != '\0'; c++)
    {
      if (*c == '%' || *c == '_' || *c == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *c);
    }

  g_string_append_c (pattern, '%');
  return g_strdup (pattern->str);
}

static gboolean
open_search (EncoreStatement *statement,
             EncoreDb        *db,
             const char      *sql,
             EncoreQuery     *query,
             GError         **error)
{
  g_autofree char *wanted = make_match (query, FALSE);
  g_autofree char *excluded = make_match (query, TRUE);
  g_autofree char *agent = make_pattern (query->agent);
  g_autofree char *customer = make_pattern (query->customer);
  g_autofree char *scenario = make_pattern (query->scenario);
  g_autofree char *queue = make_pattern (query->queue);

  if (!encore_statement_open (statement, db, sql, error))
    return FALSE;

  encore_bind_text (statement, wanted);
  encore_bind_text (statement, excluded);
  encore_bind_text (statement, agent);
  encore_bind_text (statement, customer);
  encore_bind_text (statement, scenario);
  encore_bind_text (statement, queue);
  encore_bind_time (statement, query->after);
  encore_bind_time (statement, query->before);
  encore_bind_int (statement, query->has_moment);
  encore_bind_int (statement, query->outcome);
  encore_bind_text (statement, query->moment_type);
  return TRUE;
}

static gint64
count_calls (EncoreDb    *db,
             EncoreQuery *query,
             GError     **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  return open_search (&statement, db, count_sql, query, error) ? encore_statement_number (&statement, error) : -1;
}

static GPtrArray *
list_calls (EncoreDb    *db,
            EncoreQuery *query,
            gboolean     ranked,
            guint        limit,
            GError     **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (!open_search (&statement, db, ranked ? ranked_sql : newest_sql, query, error))
    return NULL;

  encore_bind_int (&statement, limit);
  while (encore_statement_next (&statement, &failure))
    {
      gint64 id = encore_read_int (&statement);

      g_array_append_val (ids, id);
    }

  if (failure == NULL)
    return encore_db_calls_by_ids (db, (gint64 *) (gpointer) ids->data, ids->len, error);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * encore_db_search:
 * @db: a connection
 * @query: what to look for; an empty one finds all calls
 * @limit: how many calls at most
 * @error: why it failed, or cancelled
 *
 * Finds the calls whose transcript, or the notes on whose moments, have all the words and none of the excluded
 * ones, and that pass the filters. The best come first (bm25) unless there are too many, or no words: then the
 * newest.
 *
 * Returns: (transfer full) (nullable): the first @limit, and how many there are
 */
EncoreSearchResult *
encore_db_search (EncoreDb    *db,
                  EncoreQuery *query,
                  guint        limit,
                  GError     **error)
{
  gint64 n_calls = count_calls (db, query, error);

  if (n_calls < 0)
    return NULL;

  gboolean ranked = encore_query_has_words (query) && n_calls <= ENCORE_SEARCH_MAX_RANKED;
  g_autoptr (GPtrArray) calls = list_calls (db, query, ranked, limit, error);

  if (calls == NULL)
    return NULL;

  EncoreSearchResult *result = g_new0 (EncoreSearchResult, 1);
  *result = (EncoreSearchResult) { g_steal_pointer (&calls), n_calls, ranked };
  return result;
}

void
encore_search_result_free (EncoreSearchResult *result)
{
  g_ptr_array_unref (result->calls);
  g_free (result);
}

static gboolean
is_in_text (EncoreQuery *query,
            const char  *text)
{
  g_autoptr (GArray) found = text != NULL ? encore_query_find (query, text) : NULL;

  return found != NULL && found->len > 0;
}

static gboolean
is_in_answer (EncoreQuery       *query,
              EncoreModelAnswer *answer)
{
  gboolean found = is_in_text (query, answer->title) || is_in_text (query, answer->why);

  for (guint i = 0; !found && i < answer->steps->len; i++)
    found = is_in_text (query, ((const EncoreStep *) g_ptr_array_index (answer->steps, i))->text);

  return found;
}

/**
 * encore_db_search_model_answers:
 * @db: a connection
 * @query: what to look for; its filters but for the scenario do not concern model answers
 * @error: why it failed
 *
 * There are hundreds of model answers, not hundreds of thousands: they are looked through one by one.
 *
 * Returns: (transfer full) (element-type EncoreModelAnswer): those with any of the words
 */
GPtrArray *
encore_db_search_model_answers (EncoreDb    *db,
                                EncoreQuery *query,
                                GError     **error)
{
  g_autoptr (GPtrArray) answers = encore_db_list_model_answers (db, 0, error);

  for (guint i = answers != NULL ? answers->len : 0; i > 0; i--)
    if (!is_in_answer (query, g_ptr_array_index (answers, i - 1)))
      g_ptr_array_remove_index (answers, i - 1);

  return g_steal_pointer (&answers);
}
