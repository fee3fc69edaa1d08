/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"
#include "encore-sheet.h"

G_BEGIN_DECLS

/**
 * EncoreTable:
 * @path: of the file
 * @n_alike: how many files of the survey have the same columns, with this one
 * @sheet: its first rows
 * @mapping: what its columns mean, as far as that is known or guessed
 * @is_known: whether somebody has said so
 * @is_plain: whether it is plain to see
 *
 * A transcript as a table, and what its columns mean.
 */
typedef struct
{
  char *path;
  guint n_alike;
  EncoreSheet *sheet;
  EncoreSheetMapping mapping;
  gboolean is_known;
  gboolean is_plain;
} EncoreTable;

void            encore_table_free          (EncoreTable        *self);
gboolean        encore_table_is_name       (const char         *path);

/* The tables among some files, one for each kind of columns. */
GPtrArray      *encore_tables_survey       (EncoreLibrary      *library,   /* blocks: job threads, tool and tests */
                                            const char *const  *paths,
                                            GCancellable       *cancellable,
                                            GError            **error);
void            encore_tables_survey_async (EncoreLibrary      *library,
                                            const char *const  *paths,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
GPtrArray      *encore_tables_survey_finish (EncoreLibrary     *library,
                                            GAsyncResult       *result,
                                            GError            **error);

/* What somebody has said of the columns of tables like this one. */
gboolean        encore_tables_remember     (EncoreLibrary            *library,   /* blocks: tool and tests */
                                            const EncoreSheet        *sheet,
                                            const EncoreSheetMapping *mapping,
                                            GError                  **error);
void            encore_tables_remember_async (EncoreLibrary            *library,
                                              const EncoreSheet        *sheet,
                                              const EncoreSheetMapping *mapping,
                                              GAsyncReadyCallback       callback,
                                              gpointer                  user_data);
gboolean        encore_tables_remember_finish (EncoreLibrary   *library,
                                            GAsyncResult       *result,
                                            GError            **error);
EncoreDocument *encore_tables_read         (EncoreLibrary      *library,   /* blocks; NULL without error: not known */
                                            const char         *bytes,
                                            gsize               length,
                                            GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreTable, encore_table_free)

G_END_DECLS
