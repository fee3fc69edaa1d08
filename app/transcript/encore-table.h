/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Comma-separated values as they are met: commas, semicolons or tabs, quoted cells with line breaks. */
typedef struct
{
  guint line;       /* where it begins in the file, from 1 */
  GPtrArray *cells; /* of char * */
} EncoreTableRow;

GPtrArray *encore_table_read       (const char *text);
GPtrArray *encore_table_read_rows  (const char *text,
                                    char        separator,
                                    guint       max_rows,
                                    guint      *cut_line);
char      *encore_table_plain_cell (const char *cell);
void       encore_table_add_cell   (GString    *out,
                                    const char *text);

G_END_DECLS
