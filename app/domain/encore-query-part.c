/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-query-part.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *id;
  const char *label;
} filters[ENCORE_N_FILTERS] = {
  [ENCORE_FILTER_AGENT] = { "agent", N_ ("Calls of this agent") },
  [ENCORE_FILTER_CUSTOMER] = { "customer", N_ ("Calls of this customer") },
  [ENCORE_FILTER_SCENARIO] = { "scenario", N_ ("Calls of this scenario") },
  [ENCORE_FILTER_QUEUE] = { "queue", N_ ("Calls of this queue") },
  [ENCORE_FILTER_MOMENT] = { "moment", N_ ("Calls with such a moment") },
  [ENCORE_FILTER_AFTER] = { "after", N_ ("Calls since a day") },
  [ENCORE_FILTER_BEFORE] = { "before", N_ ("Calls before a day") },
};

/**
 * encore_filter_to_id:
 * @filter: a filter
 *
 * Returns: (nullable): its name in a query, without the colon
 */
const char *
encore_filter_to_id (EncoreFilter filter)
{
  g_return_val_if_fail (filter < ENCORE_N_FILTERS, NULL);

  return filters[filter].id;
}

/**
 * encore_filter_from_id:
 * @id: its name, in any case
 *
 * Returns: the filter; %ENCORE_FILTER_NONE when there is none of this name
 */
EncoreFilter
encore_filter_from_id (const char *id)
{
  for (int i = ENCORE_FILTER_AGENT; i < ENCORE_N_FILTERS; i++)
    if (g_ascii_strcasecmp (filters[i].id, id) == 0)
      return (EncoreFilter) i;

  return ENCORE_FILTER_NONE;
}

const char *
encore_filter_to_label (EncoreFilter filter)
{
  g_return_val_if_fail (filter > ENCORE_FILTER_NONE && filter < ENCORE_N_FILTERS, NULL);

  return _ (filters[filter].label);
}

void
encore_query_part_free (EncoreQueryPart *part)
{
  g_free (part->typed);
  g_free (part);
}

/* Where the part ends that starts at @start: at a space outside of quotation marks. */
static const char *
find_end (const char *start)
{
  gboolean quoted = FALSE;
  const char *c = start;

  while (*c != '\0' && (quoted || !g_unichar_isspace (g_utf8_get_char (c))))
    {
      quoted ^= *c == '"';
      c = g_utf8_next_char (c);
    }

  return c;
}

static void
read_part (EncoreQueryPart *part,
           const char      *before)
{
  const char *colon = strchr (before, ':');
  g_autofree char *name = colon != NULL ? g_strndup (before, (gsize) (colon - before)) : NULL;

  part->filter = name != NULL ? encore_filter_from_id (name) : ENCORE_FILTER_NONE;
  part->typed = g_strdup (part->filter != ENCORE_FILTER_NONE ? colon + 1 : before);
  if (part->filter != ENCORE_FILTER_NONE && *part->typed == '"')
    memmove (part->typed, part->typed + 1, strlen (part->typed));
}

/**
 * encore_query_part_at:
 * @query: valid UTF-8, as typed
 * @cursor: the byte before which the cursor stands
 *
 * Returns: (transfer full): the part of the query in which one is typing, which may be empty
 */
EncoreQueryPart *
encore_query_part_at (const char *query,
                      gsize       cursor)
{
  EncoreQueryPart *part = g_new0 (EncoreQueryPart, 1);
  const char *at = query + MIN (cursor, strlen (query));
  const char *start = query;
  const char *end = find_end (query);

  while (end < at)
    {
      start = g_utf8_next_char (end);
      end = find_end (start);
    }

  g_autofree char *before = g_strndup (start, (gsize) (at - start));

  part->start = (gsize) (start - query);
  part->end = (gsize) (end - query);
  read_part (part, before);
  return part;
}

static gboolean
needs_quotes (const char *value)
{
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isspace (g_utf8_get_char (c)))
      return TRUE;

  return FALSE;
}

/**
 * encore_query_part_fill:
 * @part: of @query
 * @query: what was typed
 * @filter: what shall stand there
 * @value: (nullable): its value; %NULL: it is still to be typed
 * @cursor: (out): the byte before which the cursor belongs then
 *
 * Returns: (transfer full): the query with the filter in place of the part
 */
char *
encore_query_part_fill (const EncoreQueryPart *part,
                        const char            *query,
                        EncoreFilter           filter,
                        const char            *value,
                        gsize                 *cursor)
{
  g_autoptr (GString) filled = g_string_new_len (query, (gssize) part->start);
  g_auto (GStrv) pieces = g_strsplit (value != NULL ? value : "", "\"", -1);
  g_autofree char *plain = g_strjoinv (" ", pieces);
  const char *quote = needs_quotes (plain) ? "\"" : "";
  const char *rest = query + part->end;

  g_string_append_printf (filled, "%s:%s%s%s", encore_filter_to_id (filter), quote, plain, quote);
  *cursor = filled->len;
  if (value != NULL)
    {
      *cursor += 1;
      g_string_append (filled, *rest == '\0' ? " " : "");
    }
  g_string_append (filled, rest);

  return g_strdup (filled->str);
}
