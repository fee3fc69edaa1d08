/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* One extra: name and state at a glance, the rest when opened. Saves itself. */
#define ENCORE_TYPE_EXTRA_ROW (encore_extra_row_get_type ())
G_DECLARE_FINAL_TYPE (EncoreExtraRow, encore_extra_row, ENCORE, EXTRA_ROW, AdwExpanderRow)

GtkWidget   *encore_extra_row_new   (EncoreLibrary  *library,
                                     gint64          scenario_id);
void         encore_extra_row_set   (EncoreExtraRow *self,
                                     EncoreExtra    *extra);
EncoreExtra *encore_extra_row_get   (EncoreExtraRow *self);
void         encore_extra_row_flush (EncoreExtraRow *self);

G_END_DECLS
