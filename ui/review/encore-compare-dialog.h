/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-review.h"

G_BEGIN_DECLS

/* What was corrected in the open call's transcript, beside what was imported. */
GtkWidget *encore_compare_dialog_new (EncoreReview *review);

G_END_DECLS
