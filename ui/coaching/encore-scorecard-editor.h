/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-draft.h"

G_BEGIN_DECLS

/* The whole of a draft, to be edited in place. */
#define ENCORE_TYPE_SCORECARD_EDITOR (encore_scorecard_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScorecardEditor, encore_scorecard_editor, ENCORE, SCORECARD_EDITOR, AdwBin)

GtkWidget *encore_scorecard_editor_new       (EncoreDraft           *draft);
void       encore_scorecard_editor_edit_name (EncoreScorecardEditor *self);

G_END_DECLS
