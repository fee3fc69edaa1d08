/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreMomentEditor:
 *
 * The hub's current moment, every field of it saved as soon as it is left.
 */
#define ENCORE_TYPE_MOMENT_EDITOR (encore_moment_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncoreMomentEditor, encore_moment_editor, ENCORE, MOMENT_EDITOR, GtkWidget)

GtkWidget *encore_moment_editor_new        (EncoreReview       *review);
void       encore_moment_editor_focus_note (EncoreMomentEditor *self);

G_END_DECLS
