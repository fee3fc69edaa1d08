/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-search.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_HIT_ROW (encore_hit_row_get_type ())
G_DECLARE_FINAL_TYPE (EncoreHitRow, encore_hit_row, ENCORE, HIT_ROW, GtkWidget)

GtkWidget *encore_hit_row_new     (void);
void       encore_hit_row_set_hit (EncoreHitRow *self,
                                   EncoreHit    *hit,
                                   guint         position);

G_END_DECLS
