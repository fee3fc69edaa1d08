/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* The scenarios, and everything about the one that is selected. */
#define ENCORE_TYPE_SCENARIOS_PAGE (encore_scenarios_page_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScenariosPage, encore_scenarios_page, ENCORE, SCENARIOS_PAGE, AdwBin)

GtkWidget *encore_scenarios_page_new  (EncoreLibrary       *library);
void       encore_scenarios_page_show (EncoreScenariosPage *self,
                                       gint64               scenario_id);

G_END_DECLS
