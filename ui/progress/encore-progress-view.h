/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* What is known of an agent's or a team's openings: numbers, months, scenarios, moments, calls. */
#define ENCORE_TYPE_PROGRESS_VIEW (encore_progress_view_get_type ())
G_DECLARE_FINAL_TYPE (EncoreProgressView, encore_progress_view, ENCORE, PROGRESS_VIEW, AdwBin)

GtkWidget *encore_progress_view_new  (void);
void       encore_progress_view_show (EncoreProgressView *self,
                                      EncoreLibrary      *library,
                                      EncoreScope         scope,
                                      gint64              id);

G_END_DECLS
