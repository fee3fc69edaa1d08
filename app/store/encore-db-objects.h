/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

G_BEGIN_DECLS

gboolean encore_db_put    (EncoreDb *db,
                           GObject  *object,
                           GError  **error);
gboolean encore_db_delete (EncoreDb *db,
                           GObject  *object,
                           GError  **error);
gint64   encore_db_get_id (GObject *object);
void     encore_db_set_id (GObject *object,
                           gint64   id);

G_END_DECLS
