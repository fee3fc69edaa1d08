/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-draft.h"

G_BEGIN_DECLS

/* The options of one criterion of a draft. */
#define ENCORE_TYPE_OPTIONS_EDITOR (encore_options_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncoreOptionsEditor, encore_options_editor, ENCORE, OPTIONS_EDITOR, AdwPreferencesRow)

GtkWidget *encore_options_editor_new (EncoreDraft *draft,
                                      const char  *key);

G_END_DECLS
