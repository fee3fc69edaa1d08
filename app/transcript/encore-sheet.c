/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-sheet.h"
#include "encore-text.h"

#define SAMPLE_ROWS 20

/* (transfer full): also where a quote is not closed */
static EncoreSheet *
parse_with (const char *text,
            char        separator,
            guint       max_rows,
            guint      *cut_line)
{
  EncoreSheet *sheet = g_new0 (EncoreSheet, 1);

  sheet->separator = separator;
  sheet->rows = encore_table_read_rows (text, separator, max_rows, cut_line);
  for (guint i = 0; i < sheet->rows->len; i++)
    sheet->n_columns = MAX (sheet->n_columns, ((EncoreTableRow *) g_ptr_array_index (sheet->rows, i))->cells->len);

  return sheet;
}

/* How many of the first rows have as many cells as the first, which must be several. */
static guint
rate (const EncoreSheet *sheet)
{
  guint n_cells = 0, n_alike = 0;

  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const EncoreTableRow *row = g_ptr_array_index (sheet->rows, i);

      if (i == 0)
        n_cells = row->cells->len;
      n_alike += n_cells > 1 && row->cells->len == n_cells;
    }

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
      g_autoptr (EncoreSheet) sheet = parse_with (text, separators[i], SAMPLE_ROWS, NULL);

      if (rate (sheet) > best_rate)
        {
          best_rate = rate (sheet);
          best = separators[i];
        }
    }

  return best;
}

/**
 * encore_sheet_parse:
 * @bytes: (array length=length): a file
 * @length: its size
 * @error: return location
 *
 * Returns: (transfer full): its cells, with the separator that fits the first rows best
 */
EncoreSheet *
encore_sheet_parse (const char *bytes,
                    gsize       length,
                    GError    **error)
{
  g_return_val_if_fail (bytes != NULL || length == 0, NULL);

  guint cut_line;
  g_autofree char *text = encore_text_to_utf8 (bytes, length, NULL);
  g_autoptr (EncoreSheet) sheet = parse_with (text, find_separator (text), G_MAXUINT, &cut_line);

  if (cut_line > 0)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED, _ ("Line %u: the file ends inside this text"), cut_line);
      return NULL;
    }

  if (sheet->rows->len == 0)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("The file is empty"));
      return NULL;
    }

  return g_steal_pointer (&sheet);
}

/* (transfer full): the first rows of a text that may be cut off anywhere */
EncoreSheet *
encore_sheet_parse_head (const char *head)
{
  return parse_with (head, find_separator (head), SAMPLE_ROWS, NULL);
}

void
encore_sheet_free (EncoreSheet *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* (transfer none) (nullable): the text of a cell; %NULL where the row is too short */
const char *
encore_sheet_cell (const EncoreSheet *self,
                   guint              row,
                   int                column)
{
  const EncoreTableRow *cells = row < self->rows->len ? g_ptr_array_index (self->rows, row) : NULL;

  return cells != NULL && column >= 0 && (guint) column < cells->cells->len ? g_ptr_array_index (cells->cells, column)
                                                                            : NULL;
}
