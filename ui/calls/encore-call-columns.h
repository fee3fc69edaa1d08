/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The columns of the table of calls, from the start edge. */
typedef enum
{
  ENCORE_COLUMN_TITLE,
  ENCORE_COLUMN_AGENT,
  ENCORE_COLUMN_DATE,
  ENCORE_COLUMN_LENGTH,
  ENCORE_COLUMN_MOMENTS,
  ENCORE_COLUMN_KIND,
  ENCORE_N_COLUMNS
} EncoreColumn;

typedef struct
{
  int start[ENCORE_N_COLUMNS];
  int width[ENCORE_N_COLUMNS]; /* 0: not shown at this width */
} EncoreColumns;

#define ENCORE_COLUMNS_MARGIN 12
#define ENCORE_COLUMNS_GAP 16
#define ENCORE_COLUMNS_MIN_WIDTH 480

double encore_columns_scale   (GtkWidget     *widget);
void   encore_columns_lay_out (EncoreColumns *columns,
                               int            width,
                               double         scale);

G_END_DECLS
