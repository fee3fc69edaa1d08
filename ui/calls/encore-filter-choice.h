/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_FILTER_CHOICE (encore_filter_choice_get_type ())
G_DECLARE_FINAL_TYPE (EncoreFilterChoice, encore_filter_choice, ENCORE, FILTER_CHOICE, AdwBin)

GtkWidget *encore_filter_choice_new    (EncoreLibrary      *library,
                                        EncoreListing       listing,
                                        const char         *any);
gint64     encore_filter_choice_get_id (EncoreFilterChoice *self);
void       encore_filter_choice_set_id (EncoreFilterChoice *self,
                                        gint64              id);

G_END_DECLS
