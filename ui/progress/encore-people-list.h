/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-person.h"
#include "encore-team.h"

G_BEGIN_DECLS

/*
 * Teams with their people below them, in one flat list of EncoreTeam and EncorePerson; who has
 * no team comes last.
 */
GPtrArray          *encore_people_list_arrange (GPtrArray  *teams,
                                                GPtrArray  *people);
GtkListItemFactory *encore_people_list_factory (void);
gboolean            encore_people_list_matches (gpointer    item,
                                                const char *search);
gint64              encore_people_list_id      (gpointer    item);

G_END_DECLS
