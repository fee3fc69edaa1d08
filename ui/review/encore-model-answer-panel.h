/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreModelAnswerPanel:
 *
 * How the open call's scenario should sound, at hand while listening.
 */
#define ENCORE_TYPE_MODEL_ANSWER_PANEL (encore_model_answer_panel_get_type ())
G_DECLARE_FINAL_TYPE (EncoreModelAnswerPanel, encore_model_answer_panel, ENCORE, MODEL_ANSWER_PANEL, GtkWidget)

GtkWidget *encore_model_answer_panel_new (EncoreReview *review);

G_END_DECLS
