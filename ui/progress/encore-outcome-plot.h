/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-progress.h"

G_BEGIN_DECLS

/* The bars of EncoreOutcomeChart. */
#define ENCORE_TYPE_OUTCOME_PLOT (encore_outcome_plot_get_type ())
G_DECLARE_FINAL_TYPE (EncoreOutcomePlot, encore_outcome_plot, ENCORE, OUTCOME_PLOT, GtkWidget)

GtkWidget *encore_outcome_plot_new          (void);
void       encore_outcome_plot_set_progress (EncoreOutcomePlot *self,
                                             EncoreProgress    *progress);
guint      encore_outcome_plot_get_n_months (EncoreOutcomePlot *self);
char      *encore_outcome_plot_describe     (EncoreOutcomePlot *self,
                                             guint              month);
int        encore_outcome_plot_get_current  (EncoreOutcomePlot *self);

G_END_DECLS
