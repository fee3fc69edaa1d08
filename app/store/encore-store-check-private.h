/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-db-private.h"

G_BEGIN_DECLS

gboolean encore_store_check_judging (EncoreDb  *db,
                                     GPtrArray *problems,
                                     GError   **error);

G_END_DECLS
