/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-types.h"

G_BEGIN_DECLS

void       encore_outcome_paint      (GtkWidget             *widget,
                                      cairo_t               *cr,
                                      EncoreOutcome          outcome,
                                      const graphene_rect_t *area);
GdkRGBA    encore_paint_colour       (GtkWidget             *widget,
                                      const char            *name);

/* A small sample of how an outcome is painted, for legends and rows. */
#define ENCORE_TYPE_OUTCOME_SWATCH (encore_outcome_swatch_get_type ())
G_DECLARE_FINAL_TYPE (EncoreOutcomeSwatch, encore_outcome_swatch, ENCORE, OUTCOME_SWATCH, GtkWidget)

GtkWidget *encore_outcome_swatch_new (EncoreOutcome          outcome);

G_END_DECLS
