/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreTransportBar:
 *
 * Play, step, speed, loop, who is heard and how loud. Its buttons activate the page's
 * "review." actions.
 */
#define ENCORE_TYPE_TRANSPORT_BAR (encore_transport_bar_get_type ())
G_DECLARE_FINAL_TYPE (EncoreTransportBar, encore_transport_bar, ENCORE, TRANSPORT_BAR, GtkWidget)

GtkWidget *encore_transport_bar_new (EncoreReview *review);

G_END_DECLS
