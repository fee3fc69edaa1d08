/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreMomentPanel:
 *
 * The call's moments in time order; the current one is edited in the same place.
 */
#define ENCORE_TYPE_MOMENT_PANEL (encore_moment_panel_get_type ())
G_DECLARE_FINAL_TYPE (EncoreMomentPanel, encore_moment_panel, ENCORE, MOMENT_PANEL, GtkWidget)

GtkWidget *encore_moment_panel_new (EncoreReview *review);

G_END_DECLS
