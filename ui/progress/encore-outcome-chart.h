/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-progress.h"

G_BEGIN_DECLS

/* Openings taken, partly taken and missed, month by month, with a legend. */
#define ENCORE_TYPE_OUTCOME_CHART (encore_outcome_chart_get_type ())
G_DECLARE_FINAL_TYPE (EncoreOutcomeChart, encore_outcome_chart, ENCORE, OUTCOME_CHART, AdwBin)

GtkWidget *encore_outcome_chart_new          (void);
void       encore_outcome_chart_set_months   (EncoreOutcomeChart *self,
                                              EncoreProgress     *progress);
guint      encore_outcome_chart_get_n_months (EncoreOutcomeChart *self);
char      *encore_outcome_chart_describe     (EncoreOutcomeChart *self);

G_END_DECLS
