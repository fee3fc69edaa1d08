/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/* A dialog for how a scenario should sound. */
#define ENCORE_TYPE_MODEL_ANSWER_EDITOR (encore_model_answer_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncoreModelAnswerEditor, encore_model_answer_editor, ENCORE, MODEL_ANSWER_EDITOR, AdwWindow)

EncoreModelAnswerEditor *encore_model_answer_editor_present (GtkWidget         *parent,
                                                             EncoreLibrary     *library,
                                                             EncoreModelAnswer *answer_or_new);

G_END_DECLS
