/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EncoreChoice:
 *
 * A few linked buttons of which exactly one is down. "value" (int) is what was chosen.
 */
#define ENCORE_TYPE_CHOICE (encore_choice_get_type ())
G_DECLARE_FINAL_TYPE (EncoreChoice, encore_choice, ENCORE, CHOICE, GtkWidget)

GtkWidget *encore_choice_new       (void);
GtkWidget *encore_choice_add       (EncoreChoice *self,
                                    int           value,
                                    const char   *label,
                                    const char   *icon_name);
int        encore_choice_get_value (EncoreChoice *self);
void       encore_choice_set_value (EncoreChoice *self,
                                    int           value);

G_END_DECLS
