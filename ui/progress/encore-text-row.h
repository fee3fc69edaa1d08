/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row for several lines of text, beside AdwEntryRow for one line. */
#define ENCORE_TYPE_TEXT_ROW (encore_text_row_get_type ())
G_DECLARE_FINAL_TYPE (EncoreTextRow, encore_text_row, ENCORE, TEXT_ROW, AdwPreferencesRow)

GtkWidget *encore_text_row_new      (const char    *title);
char      *encore_text_row_get_text (EncoreTextRow *self);
void       encore_text_row_set_text (EncoreTextRow *self,
                                     const char    *text);

G_END_DECLS
