/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreCallPanel:
 *
 * What is known of the call, its recording and its transcript; agent and scenario can be changed.
 */
#define ENCORE_TYPE_CALL_PANEL (encore_call_panel_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCallPanel, encore_call_panel, ENCORE, CALL_PANEL, GtkWidget)

GtkWidget *encore_call_panel_new (EncoreReview *review);

G_END_DECLS
