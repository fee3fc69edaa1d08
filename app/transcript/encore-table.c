/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-table.h"

#include <string.h>

static void
row_free (gpointer data)
{
  EncoreTableRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

/* The separator that the first line has most of, outside of quotes. */
static char
find_separator (const char *text)
{
  static const char candidates[] = ",;\t";
  guint counts[3] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (; *text != '\0' && (quoted || (*text != '\n' && *text != '\r')); text++)
    {
      const char *candidate = strchr (candidates, *text);

      if (*text == '"')
        quoted = !quoted;
      else if (!quoted && candidate != NULL)
        counts[candidate - candidates]++;
    }

  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;

  return candidates[best];
}

typedef struct
{
  const char *at;
  char separator;
  guint line;
  guint cut_line; /* where a quote was opened that nothing closes, or 0 */
} Reader;

/* Tab-separated values are seldom quoted: a quote counts there when another ends the cell. */
static gboolean
is_quoted (const Reader *reader)
{
  if (*reader->at != '"' || reader->separator != '\t')
    return *reader->at == '"';

  gsize length = strcspn (reader->at, "\t\r\n");

  return length > 1 && reader->at[length - 1] == '"';
}

/* Up to the quote that ends it; doubled ones stand for themselves. */
static void
read_quoted (Reader  *reader,
             GString *cell)
{
  guint line = reader->line;

  for (reader->at++; *reader->at != '\0'; reader->at++)
    {
      if (*reader->at == '"' && reader->at[1] != '"')
        {
          reader->at++;
          return;
        }
      if (*reader->at == '"')
        reader->at++;
      reader->line += *reader->at == '\n';
      g_string_append_c (cell, *reader->at);
    }

  reader->cut_line = line;
}

static char *
read_cell (Reader *reader)
{
  GString *cell = g_string_new (NULL);

  if (is_quoted (reader))
    read_quoted (reader, cell);
  while (*reader->at != '\0' && *reader->at != reader->separator && *reader->at != '\n' && *reader->at != '\r')
    g_string_append_c (cell, *reader->at++);

  return g_string_free (cell, FALSE);
}

static EncoreTableRow *
read_row (Reader *reader)
{
  EncoreTableRow *row = g_new0 (EncoreTableRow, 1);

  row->line = reader->line;
  row->cells = g_ptr_array_new_with_free_func (g_free);
  while (TRUE)
    {
      g_ptr_array_add (row->cells, read_cell (reader));
      if (*reader->at != reader->separator)
        break;
      reader->at++;
    }

  if (*reader->at == '\r' && reader->at[1] == '\n')
    reader->at++;
  if (*reader->at != '\0')
    reader->at++;
  reader->line++;

  return row;
}

static gboolean
is_blank (const EncoreTableRow *row)
{
  return row->cells->len == 1 && *(const char *) g_ptr_array_index (row->cells, 0) == '\0';
}

/**
 * encore_table_read: (skip)
 * @text: UTF-8, without a byte order mark
 *
 * Returns: (transfer full) (element-type EncoreTableRow): its rows, without empty lines
 */
GPtrArray *
encore_table_read (const char *text)
{
  return encore_table_read_rows (text, find_separator (text), G_MAXUINT, NULL);
}

/**
 * encore_table_read_rows: (skip)
 * @text: UTF-8, without a byte order mark
 * @separator: what stands between two cells
 * @max_rows: how many rows to read at most
 * @cut_line: (out) (optional): the line where a quote is opened that nothing closes, or 0
 *
 * Returns: (transfer full) (element-type EncoreTableRow): its rows, without empty lines
 */
GPtrArray *
encore_table_read_rows (const char *text,
                        char        separator,
                        guint       max_rows,
                        guint      *cut_line)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  Reader reader = { text, separator, 1, 0 };

  while (*reader.at != '\0' && rows->len < max_rows)
    {
      EncoreTableRow *row = read_row (&reader);

      if (is_blank (row))
        row_free (row);
      else
        g_ptr_array_add (rows, row);
    }

  if (cut_line != NULL)
    *cut_line = reader.cut_line;

  return rows;
}

/* What a spreadsheet would run as a formula, also behind the apostrophes that keep it from doing so. */
static gboolean
is_formula (const char *text)
{
  text += strspn (text, "'");

  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

/**
 * encore_table_plain_cell: (skip)
 * @cell: as it was read
 *
 * Returns: (transfer full): without the apostrophe that marks text which looks like a formula
 */
char *
encore_table_plain_cell (const char *cell)
{
  return g_strdup (*cell == '\'' && is_formula (cell) ? cell + 1 : cell);
}

/**
 * encore_table_add_cell: (skip)
 * @out: a file in the making
 * @text: (nullable): what the next cell of its row says
 *
 * As RFC 4180 has it. What a spreadsheet would run as a formula is marked as text.
 */
void
encore_table_add_cell (GString    *out,
                       const char *text)
{
  gboolean is_first = out->len == 0 || out->str[out->len - 1] == '\n';

  if (!is_first)
    g_string_append_c (out, ',');

  if (text == NULL || *text == '\0')
    {
      /* an empty first cell needs its quotes to be seen as begun */
      if (is_first)
        g_string_append (out, "\"\"");
      return;
    }

  gboolean marked = is_formula (text);

  if (!marked && strpbrk (text, ",;\"\t\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }

  g_string_append (out, marked ? "\"'" : "\"");
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}
