/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

G_BEGIN_DECLS

char    *encore_db_get_setting (EncoreDb   *db,
                                const char *key,
                                GError    **error);
GPtrArray *encore_db_list_setting_keys (EncoreDb   *db,
                                      const char *prefix,
                                      GError    **error);
gboolean encore_db_put_setting (EncoreDb   *db,
                                const char *key,
                                const char *value,
                                GError    **error);

G_END_DECLS
