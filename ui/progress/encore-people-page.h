/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* Teams and people, and the page of the one that is selected. */
#define ENCORE_TYPE_PEOPLE_PAGE (encore_people_page_get_type ())
G_DECLARE_FINAL_TYPE (EncorePeoplePage, encore_people_page, ENCORE, PEOPLE_PAGE, AdwBin)

GtkWidget *encore_people_page_new        (EncoreLibrary    *library);
void       encore_people_page_show_agent (EncorePeoplePage *self,
                                          gint64            id);
void       encore_people_page_show_team  (EncorePeoplePage *self,
                                          gint64            id);

G_END_DECLS
