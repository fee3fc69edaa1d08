/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-types.h"

G_BEGIN_DECLS

/*
 * One step of a model answer: what it does and how it may sound.
 * Signals: "changed" (), "move" (int step: -1 up, 1 down), "remove" ()
 */
#define ENCORE_TYPE_STEP_EDITOR (encore_step_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncoreStepEditor, encore_step_editor, ENCORE, STEP_EDITOR, AdwBin)

GtkWidget  *encore_step_editor_new       (const EncoreStep *step);
EncoreStep *encore_step_editor_get_step  (EncoreStepEditor *self);
void        encore_step_editor_set_place (EncoreStepEditor *self,
                                          guint             index,
                                          guint             n_steps);

G_END_DECLS
