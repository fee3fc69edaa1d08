/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review-judge.h"

G_BEGIN_DECLS

/**
 * EncoreScorecardPanel:
 *
 * Evaluating the open call: where one begins, then the sheet.
 */
#define ENCORE_TYPE_SCORECARD_PANEL (encore_scorecard_panel_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScorecardPanel, encore_scorecard_panel, ENCORE, SCORECARD_PANEL, GtkWidget)

GtkWidget *encore_scorecard_panel_new             (EncoreReview         *review);
void       encore_scorecard_panel_show_evaluation (EncoreScorecardPanel *self,
                                                   gint64                id);

G_END_DECLS
