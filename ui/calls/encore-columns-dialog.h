/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-tables.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_COLUMNS_DIALOG (encore_columns_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EncoreColumnsDialog, encore_columns_dialog, ENCORE, COLUMNS_DIALOG, AdwWindow)

GtkWidget   *encore_columns_dialog_new          (EncoreLibrary       *library,
                                                 GPtrArray           *tables);
void         encore_columns_dialog_set_column   (EncoreColumnsDialog *self,
                                                 guint                column,
                                                 int                  meaning);
void         encore_columns_dialog_set_unit     (EncoreColumnsDialog *self,
                                                 EncoreUnit           unit);
const char  *encore_columns_dialog_get_preview  (EncoreColumnsDialog *self);

G_END_DECLS
