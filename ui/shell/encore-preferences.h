/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ENCORE_TYPE_PREFERENCES (encore_preferences_get_type ())
G_DECLARE_FINAL_TYPE (EncorePreferences, encore_preferences, ENCORE, PREFERENCES, AdwPreferencesWindow)

GtkWidget *encore_preferences_new (void);

G_END_DECLS
