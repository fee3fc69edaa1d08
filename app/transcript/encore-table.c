/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-table.h"
#include "encore-text.h"

/* RFC 4180, and what spreadsheets make of it in countries with a decimal comma. */

#define SAMPLE_ROWS 20
#define MAX_COLUMNS 256

typedef struct
{
  EncoreTable *table;
  const char *at;
  guint line;
  GString *cell;
  GPtrArray *row;
} Parser;

static void
end_cell (Parser *parser)
{
  if (parser->row->len < MAX_COLUMNS)
    g_ptr_array_add (parser->row, g_strdup (parser->cell->str));
  g_string_truncate (parser->cell, 0);
}

static void
end_row (Parser *parser,
         guint   line)
{
  gboolean is_blank;

  end_cell (parser);
  is_blank = parser->row->len == 1 && *(char *) g_ptr_array_index (parser->row, 0) == '\0';
  if (is_blank)
    {
      g_ptr_array_set_size (parser->row, 0);
      return;
    }

  parser->table->n_columns = MAX (parser->table->n_columns, parser->row->len);
  g_ptr_array_add (parser->row, NULL);
  g_ptr_array_add (parser->table->rows, g_ptr_array_free (parser->row, FALSE));
  g_array_append_val (parser->table->lines, line);
  parser->row = g_ptr_array_new_with_free_func (g_free);
}

/* At an opening quote; a quote within is written twice. Returns whether it was closed. */
static gboolean
read_quoted (Parser *parser)
{
  for (parser->at++; *parser->at != '\0'; parser->at++)
    {
      if (*parser->at == '"' && parser->at[1] != '"')
        {
          parser->at++;
          return TRUE;
        }

      if (*parser->at == '"')
        parser->at++;
      parser->line += *parser->at == '\n';
      g_string_append_c (parser->cell, *parser->at);
    }

  return FALSE;
}

/* Tab-separated values are seldom quoted: a quote counts there when another ends the cell. */
static gboolean
is_quoted (const Parser *parser)
{
  if (*parser->at != '"' || parser->cell->len > 0)
    return FALSE;

  if (parser->table->separator != '\t')
    return TRUE;

  gsize length = strcspn (parser->at, "\t\r\n");

  return length > 1 && parser->at[length - 1] == '"';
}

/* @is_cut: whether the text may end inside a quote */
static gboolean
read_rows (Parser  *parser,
           guint    max_rows,
           gboolean is_cut,
           GError **error)
{
  guint begun = 1;

  while (*parser->at != '\0' && parser->table->rows->len < max_rows)
    {
      guint line = parser->line;

      if (is_quoted (parser))
        {
          if (!read_quoted (parser) && !is_cut)
            {
              g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED, _ ("Line %u: the file ends inside this text"),
                           line);
              return FALSE;
            }
          continue;
        }

      if (*parser->at == parser->table->separator)
        end_cell (parser);
      else if (*parser->at == '\n' || (*parser->at == '\r' && parser->at[1] != '\n'))
        {
          end_row (parser, begun);
          begun = ++parser->line;
        }
      else if (*parser->at != '\r')
        g_string_append_c (parser->cell, *parser->at);

      parser->at++;
    }

  if (parser->cell->len > 0 || parser->row->len > 0)
    end_row (parser, begun);

  return TRUE;
}

static EncoreTable *
parse_with (const char *text,
            char        separator,
            guint       max_rows,
            gboolean    is_cut,
            GError    **error)
{
  g_autoptr (EncoreTable) table = g_new0 (EncoreTable, 1);
  Parser parser = { .table = table, .at = text, .line = 1, .cell = g_string_new (NULL) };
  gboolean ok;

  table->separator = separator;
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  table->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  parser.row = g_ptr_array_new_with_free_func (g_free);
  ok = read_rows (&parser, max_rows, is_cut, error);
  g_string_free (parser.cell, TRUE);
  g_ptr_array_unref (parser.row);

  return ok ? g_steal_pointer (&table) : NULL;
}

/* How many of the first rows have as many cells as the first, which must be several. */
static guint
rate (const EncoreTable *table)
{
  guint n = table->rows->len > 0 ? g_strv_length (g_ptr_array_index (table->rows, 0)) : 0;
  guint n_alike = 0;

  for (guint i = 0; n > 1 && i < table->rows->len; i++)
    n_alike += g_strv_length (g_ptr_array_index (table->rows, i)) == n;

  return n_alike;
}

static char
find_separator (const char *text)
{
  static const char separators[] = { '\t', ';', ',', '|' };
  char best = ',';
  guint best_rate = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      g_autoptr (EncoreTable) table = parse_with (text, separators[i], SAMPLE_ROWS, TRUE, NULL);
      guint rated = table != NULL ? rate (table) : 0;

      if (rated > best_rate)
        {
          best_rate = rated;
          best = separators[i];
        }
    }

  return best;
}

/**
 * encore_table_parse:
 * @bytes: (array length=length): a file
 * @length: its size
 * @error: return location
 *
 * Returns: (transfer full): its cells, with the separator that fits the first rows best
 */
EncoreTable *
encore_table_parse (const char *bytes,
                    gsize       length,
                    GError    **error)
{
  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  g_autofree char *text = encore_text_to_utf8 (bytes, length, NULL);
  g_autoptr (EncoreTable) table = parse_with (text, find_separator (text), G_MAXUINT, FALSE, error);

  if (table != NULL && table->rows->len == 0)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("The file is empty"));
      return NULL;
    }

  return g_steal_pointer (&table);
}

/* (transfer full): the first rows of a text that may be cut off anywhere */
EncoreTable *
encore_table_parse_head (const char *head)
{
  return parse_with (head, find_separator (head), SAMPLE_ROWS, TRUE, NULL);
}

void
encore_table_free (EncoreTable *self)
{
  g_ptr_array_unref (self->rows);
  g_array_unref (self->lines);
  g_free (self);
}

/* (transfer none) (nullable): the text of a cell; %NULL where the row is too short */
const char *
encore_table_cell (const EncoreTable *self,
                   guint              row,
                   int                column)
{
  char **cells = row < self->rows->len ? g_ptr_array_index (self->rows, row) : NULL;

  for (int i = 0; cells != NULL && column >= 0 && cells[i] != NULL; i++)
    if (i == column)
      return cells[i];

  return NULL;
}
