/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-shortcuts.h"

G_BEGIN_DECLS

void encore_shortcut_keys_attach          (GtkWidget         *widget,
                                           const char *const *groups);
void encore_shortcut_keys_attach_inside   (GtkWidget         *widget,
                                           const char *const *groups);
void encore_shortcut_keys_set_accels      (GtkApplication    *application);
gboolean encore_shortcut_keys_are_needed  (GtkWidget         *focus,
                                           gboolean           by_keyboard,
                                           guint              keyval,
                                           GdkModifierType    modifiers);

G_END_DECLS
