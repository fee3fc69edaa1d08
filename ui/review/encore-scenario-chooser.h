/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreScenarioChooser:
 *
 * Scenarios, narrowed by the four facets and by a search; choosing one makes it the call's.
 * Emits "chosen" when a choice was made.
 */
#define ENCORE_TYPE_SCENARIO_CHOOSER (encore_scenario_chooser_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScenarioChooser, encore_scenario_chooser, ENCORE, SCENARIO_CHOOSER, GtkWidget)

GtkWidget *encore_scenario_chooser_new (EncoreReview *review);

/* A menu button that says the call's scenario and opens a chooser. */
GtkWidget *encore_scenario_button_new          (EncoreReview   *review);
void       encore_scenario_button_set_scenario (GtkWidget      *button,
                                                EncoreScenario *scenario);

G_END_DECLS
