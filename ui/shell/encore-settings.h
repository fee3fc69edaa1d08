/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *encore_settings_get         (void);
gboolean   encore_settings_has         (const char *key);
int        encore_settings_get_int     (const char *key,
                                        int         fallback);
gboolean   encore_settings_get_boolean (const char *key,
                                        gboolean    fallback);
char      *encore_settings_dup_string  (const char *key);
void       encore_settings_set_int     (const char *key,
                                        int         value);
void       encore_settings_set_boolean (const char *key,
                                        gboolean    value);
void       encore_settings_set_string  (const char *key,
                                        const char *value);

G_END_DECLS
