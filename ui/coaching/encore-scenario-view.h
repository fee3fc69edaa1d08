/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* Everything about one scenario; every field saves itself when it is left. */
#define ENCORE_TYPE_SCENARIO_VIEW (encore_scenario_view_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScenarioView, encore_scenario_view, ENCORE, SCENARIO_VIEW, AdwBin)

void   encore_scenario_view_set_library (EncoreScenarioView *self,
                                         EncoreLibrary      *library);
void   encore_scenario_view_set_facets  (EncoreScenarioView *self,
                                         GPtrArray          *facets);
void   encore_scenario_view_set         (EncoreScenarioView *self,
                                         EncoreScenario     *scenario);
void   encore_scenario_view_edit_name   (EncoreScenarioView *self);
void   encore_scenario_view_flush       (EncoreScenarioView *self);

G_END_DECLS
