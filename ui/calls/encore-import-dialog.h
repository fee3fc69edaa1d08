/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-import.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_IMPORT_DIALOG (encore_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EncoreImportDialog, encore_import_dialog, ENCORE, IMPORT_DIALOG, AdwWindow)

GtkWidget        *encore_import_dialog_new       (EncoreLibrary      *library,
                                                  GListModel         *files,
                                                  const char         *pattern_id);
EncoreImportPlan *encore_import_dialog_get_plan  (EncoreImportDialog *self);
const char       *encore_import_dialog_get_stage (EncoreImportDialog *self);

G_END_DECLS
