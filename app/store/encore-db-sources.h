/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

G_BEGIN_DECLS

gboolean encore_db_source_unchanged (EncoreDb   *db,
                                     const char *path,
                                     gint64      size,
                                     gint64      modified_at,
                                     gint64     *call_id);
gboolean encore_db_put_source       (EncoreDb   *db,
                                     const char *path,
                                     gint64      size,
                                     gint64      modified_at,
                                     gint64      call_id,
                                     GError    **error);
gint64   encore_db_find_source      (EncoreDb   *db,
                                     const char *path,
                                     GError    **error);

G_END_DECLS
