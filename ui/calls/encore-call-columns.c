/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-call-columns.h"

/* Widths at the usual text size; the title takes what is left. The first to go when it gets
 * narrow is the last of these. */
static const int preferred[ENCORE_N_COLUMNS] = {
  [ENCORE_COLUMN_TITLE] = 210, [ENCORE_COLUMN_AGENT] = 108,   [ENCORE_COLUMN_DATE] = 126,
  [ENCORE_COLUMN_LENGTH] = 52, [ENCORE_COLUMN_MOMENTS] = 194, [ENCORE_COLUMN_KIND] = 40,
};

static const EncoreColumn dispensable[] = { ENCORE_COLUMN_KIND, ENCORE_COLUMN_AGENT, ENCORE_COLUMN_LENGTH,
                                            ENCORE_COLUMN_DATE };

static int
sum_widths (const EncoreColumns *columns)
{
  int sum = 2 * ENCORE_COLUMNS_MARGIN;

  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    if (columns->width[i] > 0)
      sum += columns->width[i] + (i > 0 ? ENCORE_COLUMNS_GAP : 0);

  return sum;
}

/**
 * encore_columns_scale:
 * @widget: a widget
 *
 * Returns: how much larger than usual its text is, at least 1
 */
double
encore_columns_scale (GtkWidget *widget)
{
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  return MAX (1.0, pango_font_description_get_size_is_absolute (font) ? size / 14.67 : size / 11);
}

/**
 * encore_columns_lay_out:
 * @columns: (out caller-allocates): where each column lies
 * @width: of the table
 * @scale: of the text, 1 for the usual size
 *
 * Shares out the width: fixed columns have theirs, the title the rest; columns that do not fit
 * are left out.
 */
void
encore_columns_lay_out (EncoreColumns *columns,
                        int            width,
                        double         scale)
{
  int x = ENCORE_COLUMNS_MARGIN;

  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    columns->width[i] = (int) (preferred[i] * scale);
  for (gsize i = 0; i < G_N_ELEMENTS (dispensable) && sum_widths (columns) > width; i++)
    columns->width[dispensable[i]] = 0;

  columns->width[ENCORE_COLUMN_TITLE] += MAX (0, width - sum_widths (columns));
  for (int i = 0; i < ENCORE_N_COLUMNS; i++)
    {
      columns->start[i] = x;
      if (columns->width[i] > 0)
        x += columns->width[i] + ENCORE_COLUMNS_GAP;
    }
}
