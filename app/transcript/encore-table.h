/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-document.h"

G_BEGIN_DECLS

/* What a column of a table can hold. */
typedef enum
{
  ENCORE_COLUMN_START,
  ENCORE_COLUMN_END,
  ENCORE_COLUMN_DURATION,
  ENCORE_COLUMN_SPEAKER,
  ENCORE_COLUMN_TEXT,
  ENCORE_COLUMN_CHANNEL,
} EncoreColumn;

#define ENCORE_N_COLUMNS 6

/* How bare numbers are meant; "1:02.5" is always a clock's time. */
typedef enum
{
  ENCORE_UNIT_SECONDS,
  ENCORE_UNIT_MILLISECONDS,
} EncoreUnit;

/**
 * EncoreTableMapping:
 * @columns: by #EncoreColumn, the number of the column from 0, or -1
 * @has_header: whether the first row names the columns
 * @unit: how bare numbers are meant
 *
 * What the columns of a table mean. A transcript needs %ENCORE_COLUMN_TEXT; all others may be absent.
 */
typedef struct
{
  int columns[ENCORE_N_COLUMNS];
  gboolean has_header;
  EncoreUnit unit;
} EncoreTableMapping;

/**
 * EncoreTable:
 * @separator: what parts the cells: a comma, semicolon, tab or bar
 * @rows: of GStrv; the first may be the header
 * @lines: of guint, by row: the line where it begins
 * @n_columns: of the longest row
 *
 * A table as it stands in a file of separated values, for a dialog that lets people say what
 * its columns mean: parse, guess, show, read. A pure function of bytes; for any thread.
 */
typedef struct
{
  char separator;
  GPtrArray *rows;
  GArray *lines;
  guint n_columns;
} EncoreTable;

EncoreTable      *encore_table_parse (const char               *bytes,
                                      gsize                     length,
                                      GError                  **error);
EncoreTable      *encore_table_parse_head (const char          *head);
void              encore_table_free  (EncoreTable              *self);
const char       *encore_table_cell  (const EncoreTable        *self,
                                      guint                     row,
                                      int                       column);
gboolean          encore_table_guess (const EncoreTable        *self,
                                      EncoreTableMapping       *mapping);
EncoreTranscript *encore_table_fill  (const EncoreTable        *self,
                                      const EncoreTableMapping *mapping,
                                      guint                     max_rows,
                                      GError                  **error);
EncoreDocument   *encore_table_read  (const EncoreTable        *self,
                                      const EncoreTableMapping *mapping,
                                      GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreTable, encore_table_free)

G_END_DECLS
