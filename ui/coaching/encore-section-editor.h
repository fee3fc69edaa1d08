/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-draft.h"

G_BEGIN_DECLS

/* A section of a draft: its name, its weight and the rows of its criteria. */
#define ENCORE_TYPE_SECTION_EDITOR (encore_section_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncoreSectionEditor, encore_section_editor, ENCORE, SECTION_EDITOR, AdwBin)

GtkWidget  *encore_section_editor_new     (EncoreDraft         *draft,
                                           const char          *key);
const char *encore_section_editor_get_key (EncoreSectionEditor *self);
void        encore_section_editor_arrange (EncoreSectionEditor *self,
                                           GPtrArray           *rows); /* of GtkListBoxRow, in order */

G_END_DECLS
