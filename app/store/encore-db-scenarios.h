/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-extra.h"
#include "encore-facet.h"
#include "encore-scenario.h"

G_BEGIN_DECLS

GPtrArray      *encore_db_list_facets    (EncoreDb *db,
                                          GError  **error);
GPtrArray      *encore_db_list_scenarios (EncoreDb *db,
                                          GError  **error);
EncoreScenario *encore_db_get_scenario   (EncoreDb *db,
                                          gint64    id,
                                          GError  **error);
GPtrArray      *encore_db_list_extras    (EncoreDb *db,
                                          gint64    scenario_id, /* with the general ones; 0: all */
                                          GError  **error);

G_END_DECLS
