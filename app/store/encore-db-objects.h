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

G_END_DECLS
