/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

void encore_personal_dialog_present (EncoreReview *review,
                                     GtkWindow    *parent);

G_END_DECLS
