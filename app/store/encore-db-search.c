/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-search.h"

#include <string.h>

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

/* A call may come twice: found by what was said, and by what was noted. */
static const char found_sql[] = "SELECT c.id, c.started_at FROM"
                                " (SELECT rowid AS id FROM call_text WHERE call_text MATCH ?1"
                                " UNION ALL"
                                " SELECT rowid FROM call_notes WHERE call_notes MATCH ?1) AS found"
                                " CROSS JOIN call c ON c.id = found.id WHERE" FILTERS;

static const char all_sql[] = "SELECT c.id, c.started_at FROM call c WHERE" FILTERS;

/* The last ones that were brought in come first: FTS5 finds these without looking at the others. Of so many of them
 * those are taken that pass the filters. */
#define LATEST(table)                                                                                                  \
  "SELECT * FROM (SELECT rowid AS id FROM " table " WHERE " table " MATCH ?1 ORDER BY rowid DESC LIMIT 1000)"

static const char first_found_sql[]
    = "SELECT c.id, c.started_at FROM"
      " (" LATEST ("call_text") " UNION " LATEST ("call_notes") ") AS found"
                                                                " CROSS JOIN call c ON c.id = found.id WHERE" FILTERS
                                                                " ORDER BY c.started_at DESC, c.id DESC LIMIT ?12";

/* ?2: the calls that were found, as JSON. The plus keeps FTS5 from starting anew for each of them. */
static const char ranked_sql[]
    = "SELECT c.id FROM"
      " (SELECT rowid AS id, bm25 (call_text) AS rank FROM call_text WHERE call_text MATCH ?1"
      " AND +rowid IN (SELECT value FROM json_each (?2))"
      " UNION ALL"
      " SELECT rowid, bm25 (call_notes) FROM call_notes WHERE call_notes MATCH ?1"
      " AND +rowid IN (SELECT value FROM json_each (?2))) AS found"
      " JOIN call c ON c.id = found.id GROUP BY c.id ORDER BY min (rank), c.started_at DESC, c.id DESC LIMIT ?3";

typedef struct
{
  gint64 id;
  gint64 started_at;
} Match;

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

static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  const Match *left = a, *right = b;

  if (left->started_at != right->started_at)
    return left->started_at > right->started_at ? -1 : 1;

  return left->id > right->id ? -1 : left->id < right->id;
}

static void
remove_doubles (GArray *matches)
{
  guint n = 0;

  for (guint i = 0; i < matches->len; i++)
    if (n == 0 || g_array_index (matches, Match, i).id != g_array_index (matches, Match, n - 1).id)
      g_array_index (matches, Match, n++) = g_array_index (matches, Match, i);

  g_array_set_size (matches, n);
}

static GArray *
read_matches (EncoreStatement *statement,
              GError         **error)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_autoptr (GError) failure = NULL;

  while (encore_statement_next (statement, &failure))
    {
      Match match;

      match.id = encore_read_int (statement);
      match.started_at = encore_read_time (statement);
      g_array_append_val (matches, match);
    }

  if (failure == NULL)
    return g_steal_pointer (&matches);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* All of them in one pass, newest first: their number must be known anyway. */
static GArray *
find_matches (EncoreDb    *db,
              EncoreQuery *query,
              GError     **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GArray) matches = NULL;

  if (!open_search (&statement, db, encore_query_has_words (query) ? found_sql : all_sql, query, error)
      || (matches = read_matches (&statement, error)) == NULL)
    return NULL;

  g_array_sort (matches, compare_newest);
  remove_doubles (matches);
  return g_steal_pointer (&matches);
}

static char *
list_as_json (GArray *matches)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < matches->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (matches, Match, i).id);

  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static GArray *
list_newest (GArray *matches,
             guint   limit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < MIN (matches->len, limit); i++)
    g_array_append_val (ids, g_array_index (matches, Match, i).id);

  return ids;
}

static GArray *
list_best (EncoreDb    *db,
           EncoreQuery *query,
           GArray      *matches,
           guint        limit,
           GError     **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *wanted = make_match (query, FALSE);
  g_autofree char *found = list_as_json (matches);
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db, ranked_sql, error))
    return NULL;

  encore_bind_text (&statement, wanted);
  encore_bind_text (&statement, found);
  encore_bind_int (&statement, limit);
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
  g_autoptr (GArray) matches = find_matches (db, query, error);

  if (matches == NULL)
    return NULL;

  gboolean ranked = encore_query_has_words (query) && matches->len <= ENCORE_SEARCH_MAX_RANKED;
  g_autoptr (GArray) ids = ranked ? list_best (db, query, matches, limit, error) : list_newest (matches, limit);
  g_autoptr (GPtrArray) calls = ids != NULL
                                    ? encore_db_calls_by_ids (db, (gint64 *) (gpointer) ids->data, ids->len, error)
                                    : NULL;

  if (calls == NULL)
    return NULL;

  EncoreSearchResult *result = g_new0 (EncoreSearchResult, 1);
  *result = (EncoreSearchResult) { g_steal_pointer (&calls), matches->len, ranked };
  return result;
}

/**
 * encore_db_search_first:
 * @db: a connection
 * @query: what to look for; it has words
 * @limit: how many calls at most
 * @error: why it failed, or cancelled
 *
 * What can be said at once, however common the words are: calls that encore_db_search() finds too, looked for among
 * those that were brought in last, newest first. Where the filters let few calls pass there may be none.
 *
 * Returns: (transfer full) (nullable): these, not counted
 */
EncoreSearchResult *
encore_db_search_first (EncoreDb    *db,
                        EncoreQuery *query,
                        guint        limit,
                        GError     **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (!open_search (&statement, db, first_found_sql, query, error))
    return NULL;
  encore_bind_int (&statement, limit);

  g_autoptr (GArray) matches = read_matches (&statement, error);
  g_autoptr (GArray) ids = matches != NULL ? list_newest (matches, limit) : NULL;
  g_autoptr (GPtrArray) calls = ids != NULL
                                    ? encore_db_calls_by_ids (db, (gint64 *) (gpointer) ids->data, ids->len, error)
                                    : NULL;

  if (calls == NULL)
    return NULL;

  EncoreSearchResult *result = g_new0 (EncoreSearchResult, 1);
  *result = (EncoreSearchResult) { g_steal_pointer (&calls), -1, FALSE };
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

/* Whether it asks for something that only calls have. */
static gboolean
is_about_calls (EncoreQuery *query)
{
  return query->agent != NULL || query->customer != NULL || query->queue != NULL || query->after != ENCORE_NO_TIME
         || query->before != ENCORE_NO_TIME || query->has_moment;
}

static gboolean
is_in_answer (EncoreQuery       *query,
              EncoreModelAnswer *answer)
{
  if (query->scenario != NULL)
    {
      g_autofree char *wanted = encore_text_fold (query->scenario);
      g_autofree char *name = encore_text_fold (answer->scenario_name);

      if (strstr (name, wanted) == NULL)
        return FALSE;
    }

  gboolean found = is_in_text (query, answer->title) || is_in_text (query, answer->why);

  for (guint i = 0; !found && i < answer->steps->len; i++)
    found = is_in_text (query, ((const EncoreStep *) g_ptr_array_index (answer->steps, i))->text);

  return found;
}

/**
 * encore_db_search_model_answers:
 * @db: a connection
 * @query: what to look for; with a filter that only calls can pass there are none
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
  g_autoptr (GPtrArray) answers = is_about_calls (query) ? g_ptr_array_new ()
                                                         : encore_db_list_model_answers (db, 0, error);

  for (guint i = answers != NULL ? answers->len : 0; i > 0; i--)
    if (!is_in_answer (query, g_ptr_array_index (answers, i - 1)))
      g_ptr_array_remove_index (answers, i - 1);

  return g_steal_pointer (&answers);
}

static GPtrArray *
list_texts (EncoreDb   *db,
            const char *sql,
            const char *part,
            guint       limit,
            GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *pattern = make_pattern (part);
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db, sql, error))
    return NULL;

  encore_bind_text (&statement, pattern);
  encore_bind_int (&statement, limit);
  while (encore_statement_next (&statement, &failure))
    g_ptr_array_add (texts, encore_read_text (&statement));

  if (failure == NULL)
    return g_steal_pointer (&texts);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * encore_db_list_customers:
 * @db: a connection
 * @part: what their reference must have in it
 * @limit: how many at most
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type utf8): references, that of the newest call first
 */
GPtrArray *
encore_db_list_customers (EncoreDb   *db,
                          const char *part,
                          guint       limit,
                          GError    **error)
{
  return list_texts (db,
                     "SELECT customer_ref FROM call WHERE deleted_at IS NULL AND customer_ref <> ''"
                     " AND customer_ref LIKE ?1 ESCAPE '\\' GROUP BY customer_ref ORDER BY max (started_at) DESC,"
                     " customer_ref LIMIT ?2",
                     part, limit, error);
}

/**
 * encore_db_list_queues:
 * @db: a connection
 * @part: what their name must have in it
 * @limit: how many at most
 * @error: why it failed
 *
 * Returns: (transfer full) (element-type utf8): queues, that with most calls first
 */
GPtrArray *
encore_db_list_queues (EncoreDb   *db,
                       const char *part,
                       guint       limit,
                       GError    **error)
{
  return list_texts (db,
                     "SELECT queue FROM call WHERE deleted_at IS NULL AND queue <> '' AND queue LIKE ?1 ESCAPE '\\'"
                     " GROUP BY queue ORDER BY count (*) DESC, queue LIMIT ?2",
                     part, limit, error);
}
