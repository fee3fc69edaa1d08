/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

GtkWidget *encore_model_answer_card_new (EncoreReview      *review,
                                         EncoreModelAnswer *answer,
                                         gboolean           can_edit);

G_END_DECLS
