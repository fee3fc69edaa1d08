/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreModelAnswerDialog:
 *
 * A new model answer, or one to be edited. Emits nothing: what is saved comes back through the
 * library's "changed".
 */
#define ENCORE_TYPE_MODEL_ANSWER_DIALOG (encore_model_answer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EncoreModelAnswerDialog, encore_model_answer_dialog, ENCORE, MODEL_ANSWER_DIALOG, AdwWindow)

GtkWidget *encore_model_answer_dialog_new (EncoreLibrary     *library,
                                           EncoreModelAnswer *answer);

G_END_DECLS
