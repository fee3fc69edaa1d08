/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-query.h"

#include <string.h>

#include "encore-text.h"
#include "encore-word.h"

G_DEFINE_FINAL_TYPE (EncoreQuery, encore_query, G_TYPE_OBJECT)

static void
term_free (gpointer data)
{
  EncoreQueryTerm *term = data;

  g_free (term->words);
  g_array_unref (term->folded);
  g_free (term);
}

static void
encore_query_finalize (GObject *object)
{
  EncoreQuery *self = ENCORE_QUERY (object);

  g_ptr_array_unref (self->terms);
  g_free (self->agent);
  g_free (self->customer);
  g_free (self->scenario);
  g_free (self->queue);
  g_free (self->moment_type);
  g_free (self->misread);

  G_OBJECT_CLASS (encore_query_parent_class)->finalize (object);
}

static void
encore_query_class_init (EncoreQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_query_finalize;
}

static void
encore_query_init (EncoreQuery *self)
{
  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->after = self->before = ENCORE_NO_TIME;
}

/* Filters */

static gboolean
set_text (char      **field,
          const char *value)
{
  if (encore_text_is_blank (value))
    return FALSE;

  g_free (*field);
  *field = g_strstrip (g_strdup (value));
  return TRUE;
}

/* "2026-03-01", "2026-03" or "2026": the beginning of that day, month or year where the user lives. */
static gboolean
set_day (gint64     *field,
         const char *value)
{
  int numbers[] = { 0, 1, 1 };
  const char *c = value;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      char *end;

      if (!g_ascii_isdigit (*c))
        return FALSE;
      numbers[i] = (int) MIN (g_ascii_strtoull (c, &end, 10), 9999);
      c = end + (*end == '-');
      if (*end == '\0')
        break;
      if (*end != '-' || end[1] == '\0')
        return FALSE;
    }

  g_autoptr (GDateTime) day = *c == '\0' ? g_date_time_new_local (numbers[0], numbers[1], numbers[2], 0, 0, 0) : NULL;

  if (day == NULL)
    return FALSE;

  *field = g_date_time_to_unix (day) * 1000;
  return TRUE;
}

static gboolean
set_moment (EncoreQuery *self,
            const char  *value)
{
  g_autofree char *folded = g_ascii_strdown (value, -1);

  if (*value == '\0')
    return FALSE;

  self->has_moment = TRUE;
  if (g_str_equal (folded, "any"))
    return TRUE;
  if (encore_outcome_from_id (folded, &self->outcome))
    return TRUE;

  return set_text (&self->moment_type, folded);
}

/* Returns whether @name is a filter's at all. */
static gboolean
take_filter (EncoreQuery *self,
             const char  *name,
             const char  *value)
{
  gboolean understood;

  if (g_ascii_strcasecmp (name, "agent") == 0)
    understood = set_text (&self->agent, value);
  else if (g_ascii_strcasecmp (name, "customer") == 0)
    understood = set_text (&self->customer, value);
  else if (g_ascii_strcasecmp (name, "scenario") == 0)
    understood = set_text (&self->scenario, value);
  else if (g_ascii_strcasecmp (name, "queue") == 0)
    understood = set_text (&self->queue, value);
  else if (g_ascii_strcasecmp (name, "after") == 0)
    understood = set_day (&self->after, value);
  else if (g_ascii_strcasecmp (name, "before") == 0)
    understood = set_day (&self->before, value);
  else if (g_ascii_strcasecmp (name, "moment") == 0)
    understood = set_moment (self, value);
  else
    return FALSE;

  if (!understood && self->misread == NULL)
    self->misread = g_strconcat (name, ":", value, NULL);
  return TRUE;
}

/* Reading what was typed */

/* One letter begins so many words that nobody would wait for them, nor look at them. */
static gboolean
may_go_on (GArray *words)
{
  const char *last = g_array_index (words, EncoreFoldedWord, words->len - 1).folded;
  gunichar first = g_utf8_get_char (last);

  return *g_utf8_next_char (last) != '\0' || first >= 0x0e00;
}

static void
take_words (EncoreQuery *self,
            const char  *words,
            gboolean     is_prefix,
            gboolean     is_excluded)
{
  g_autoptr (GArray) found = encore_words_of (words);

  if (found->len == 0)
    return;

  EncoreQueryTerm *term = g_new0 (EncoreQueryTerm, 1);
  term->words = g_strdup (words);
  term->folded = g_array_ref (found);
  term->is_prefix = is_prefix && may_go_on (found);
  term->is_excluded = is_excluded;
  g_ptr_array_add (self->terms, term);
}

/* Takes what stands between quotation marks, or up to the next space; @quoted tells which. */
static char *
next_part (const char **typed,
           gboolean    *quoted)
{
  const char *start = *typed;
  const char *end;

  *quoted = *start == '"';
  if (*quoted)
    {
      end = strchr (++start, '"');
      *typed = end != NULL ? end + 1 : start + strlen (start);
      return end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start);
    }

  end = start;
  while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)) && *end != '"')
    end = g_utf8_next_char (end);
  *typed = end;
  return g_strndup (start, (gsize) (end - start));
}

static void
take_part (EncoreQuery *self,
           const char **typed)
{
  gboolean is_excluded = **typed == '-';
  gboolean quoted;

  if (is_excluded)
    (*typed)++;

  g_autofree char *part = next_part (typed, &quoted);
  char *colon = quoted ? NULL : strchr (part, ':');

  if (colon != NULL && !is_excluded)
    {
      const char *before = *typed;
      g_autofree char *name = g_strndup (part, (gsize) (colon - part));
      g_autofree char *value = colon[1] == '\0' && **typed == '"' ? next_part (typed, &quoted) : g_strdup (colon + 1);

      if (take_filter (self, name, value))
        return;
      *typed = before;
    }

  /* The last word, while it is being typed, may be the start of one. */
  gboolean is_open = !quoted && **typed == '\0';
  gboolean has_star = !quoted && g_str_has_suffix (part, "*");

  take_words (self, part, (is_open || has_star) && !is_excluded, is_excluded);
}

/**
 * encore_query_new:
 * @typed: words that a call must all have; "two words" that stand together; start* of a word; -word that it
 *   must not have; and filters: agent:, customer:, scenario:, queue: with a part of the name, before: and
 *   after: with a day, moment: with an outcome, a type's id or "any"
 *
 * Understands whatever is typed: what is no filter is words.
 *
 * Returns: (transfer full): the query
 */
EncoreQuery *
encore_query_new (const char *typed)
{
  EncoreQuery *self = g_object_new (ENCORE_TYPE_QUERY, NULL);
  g_autofree char *valid = g_utf8_make_valid (typed != NULL ? typed : "", -1);
  const char *rest = valid;

  while (*rest != '\0')
    {
      if (g_unichar_isspace (g_utf8_get_char (rest)))
        rest = g_utf8_next_char (rest);
      else
        take_part (self, &rest);
    }

  return self;
}

/**
 * encore_query_has_words:
 * @self: a query
 *
 * Returns: whether a call must have some words, so that there are places to show
 */
gboolean
encore_query_has_words (EncoreQuery *self)
{
  g_return_val_if_fail (ENCORE_IS_QUERY (self), FALSE);

  for (guint i = 0; i < self->terms->len; i++)
    if (!((const EncoreQueryTerm *) g_ptr_array_index (self->terms, i))->is_excluded)
      return TRUE;

  return FALSE;
}

/**
 * encore_query_is_empty:
 * @self: a query
 *
 * Returns: whether nothing is looked for
 */
gboolean
encore_query_is_empty (EncoreQuery *self)
{
  g_return_val_if_fail (ENCORE_IS_QUERY (self), TRUE);

  return !encore_query_has_words (self) && self->agent == NULL && self->customer == NULL && self->scenario == NULL
         && self->queue == NULL && self->after == ENCORE_NO_TIME && self->before == ENCORE_NO_TIME && !self->has_moment;
}

/* Finding the places */

static gboolean
stands_at (GArray  *wanted,
           GArray  *words,
           guint    at,
           gboolean is_prefix)
{
  if (at + wanted->len > words->len)
    return FALSE;

  for (guint i = 0; i < wanted->len; i++)
    {
      const char *want = g_array_index (wanted, EncoreFoldedWord, i).folded;
      const char *have = g_array_index (words, EncoreFoldedWord, at + i).folded;
      gboolean may_go_on = is_prefix && i + 1 == wanted->len;

      if (may_go_on ? !g_str_has_prefix (have, want) : !g_str_equal (have, want))
        return FALSE;
    }

  return TRUE;
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const EncoreTextRange *left = a, *right = b;

  return left->start < right->start ? -1 : left->start > right->start;
}

/**
 * encore_query_find:
 * @self: a query
 * @text: UTF-8
 *
 * Finds the words of @self in a text by the same rules as the index: neither case nor accents count, and
 * every Chinese or Japanese character is a word.
 *
 * Returns: (transfer full) (element-type EncoreTextRange): where they stand, in order; they do not overlap
 */
GArray *
encore_query_find (EncoreQuery *self,
                   const char  *text)
{
  g_return_val_if_fail (ENCORE_IS_QUERY (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (GArray) words = encore_words_of (text);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (EncoreTextRange));
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (EncoreTextRange));

  for (guint i = 0; i < self->terms->len; i++)
    {
      const EncoreQueryTerm *term = g_ptr_array_index (self->terms, i);
      GArray *wanted = term->folded;

      for (guint at = 0; !term->is_excluded && at < words->len; at++)
        if (stands_at (wanted, words, at, term->is_prefix))
          {
            EncoreTextRange range = { g_array_index (words, EncoreFoldedWord, at).start,
                                      g_array_index (words, EncoreFoldedWord, at + wanted->len - 1).end };

            g_array_append_val (all, range);
          }
    }

  g_array_sort (all, compare_ranges);
  for (guint i = 0; i < all->len; i++)
    {
      const EncoreTextRange *range = &g_array_index (all, EncoreTextRange, i);
      EncoreTextRange *last = ranges->len > 0 ? &g_array_index (ranges, EncoreTextRange, ranges->len - 1) : NULL;

      if (last != NULL && range->start < last->end)
        last->end = MAX (last->end, range->end);
      else
        g_array_append_val (ranges, *range);
    }

  return ranges;
}
