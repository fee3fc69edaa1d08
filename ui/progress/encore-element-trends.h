/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* How the elements of each scorecard went, in figures of record; hidden while there are none. */
#define ENCORE_TYPE_ELEMENT_TRENDS (encore_element_trends_get_type ())
G_DECLARE_FINAL_TYPE (EncoreElementTrends, encore_element_trends, ENCORE, ELEMENT_TRENDS, AdwBin)

GtkWidget *encore_element_trends_new  (void);
void       encore_element_trends_show (EncoreElementTrends *self,
                                       EncoreLibrary       *library,
                                       EncoreScope          scope,
                                       gint64               id);

G_END_DECLS
