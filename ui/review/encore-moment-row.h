/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

GtkWidget *encore_moment_row_new   (EncoreReview *review,
                                    EncoreMoment *moment);
GtkWidget *encore_moment_badge_new (EncoreReview *review,
                                    EncoreMoment *moment);

G_END_DECLS
