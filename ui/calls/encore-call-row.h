/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-call.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_CALL_ROW (encore_call_row_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCallRow, encore_call_row, ENCORE, CALL_ROW, GtkWidget)

GtkWidget  *encore_call_row_new      (void);
void        encore_call_row_set_call (EncoreCallRow *self,
                                      EncoreCall    *call);
EncoreCall *encore_call_row_get_call (EncoreCallRow *self);

G_END_DECLS
