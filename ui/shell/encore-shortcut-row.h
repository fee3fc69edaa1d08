/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-shortcuts.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_SHORTCUT_ROW (encore_shortcut_row_get_type ())
G_DECLARE_FINAL_TYPE (EncoreShortcutRow, encore_shortcut_row, ENCORE, SHORTCUT_ROW, AdwExpanderRow)

GtkWidget            *encore_shortcut_row_new          (const EncoreShortcut *shortcut);
const EncoreShortcut *encore_shortcut_row_get_shortcut (EncoreShortcutRow    *self);

G_END_DECLS
