/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-document.h"
#include "encore-table.h"

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
  ENCORE_COLUMN_CONFIDENCE,
} EncoreColumn;

#define ENCORE_N_COLUMNS 7

/* How bare numbers are meant; "1:02.5" is always a clock's time. */
typedef enum
{
  ENCORE_UNIT_SECONDS,
  ENCORE_UNIT_MILLISECONDS,
} EncoreUnit;

/**
 * EncoreSheetMapping:
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
} EncoreSheetMapping;

/**
 * EncoreSheet:
 * @separator: what parts the cells: a comma, semicolon, tab or bar
 * @rows: of EncoreTableRow; the first may be the header
 * @n_columns: of the longest row
 *
 * A table as it stands in a file of separated values, for a dialog that lets people say what
 * its columns mean: parse, guess, show, read. A pure function of bytes; for any thread.
 */
typedef struct
{
  char separator;
  GPtrArray *rows;
  guint n_columns;
} EncoreSheet;

const char       *encore_column_to_id    (EncoreColumn            column);
const char       *encore_column_to_label (EncoreColumn            column);

EncoreSheet      *encore_sheet_parse (const char               *bytes,
                                      gsize                     length,
                                      GError                  **error);
EncoreSheet      *encore_sheet_parse_head (const char          *head);
void              encore_sheet_free  (EncoreSheet              *self);
const char       *encore_sheet_cell  (const EncoreSheet        *self,
                                      guint                     row,
                                      int                       column);
gboolean          encore_sheet_guess (const EncoreSheet        *self,
                                      EncoreSheetMapping       *mapping);
EncoreTranscript *encore_sheet_fill  (const EncoreSheet        *self,
                                      const EncoreSheetMapping *mapping,
                                      guint                     max_rows,
                                      GError                  **error);
EncoreDocument   *encore_sheet_read  (const EncoreSheet        *self,
                                      const EncoreSheetMapping *mapping,
                                      GError                  **error);

/* For the command line, and to keep what somebody said of a table's columns. */
char             *encore_sheet_mapping_to_text   (const EncoreSheetMapping *mapping);
gboolean          encore_sheet_mapping_from_text (EncoreSheetMapping       *mapping,
                                                  const char               *text,
                                                  GError                  **error);
gboolean          encore_sheet_mapping_from_names (EncoreSheetMapping      *mapping,
                                                  const EncoreSheet        *sheet,
                                                  const char               *text,
                                                  GError                  **error);
char             *encore_sheet_dup_key           (const EncoreSheet        *self,
                                                  gboolean                  has_header);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreSheet, encore_sheet_free)

G_END_DECLS
