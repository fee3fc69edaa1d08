/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-dispute.h"

G_BEGIN_DECLS

GPtrArray *encore_db_list_disputes_of_call (EncoreDb *db,
                                            gint64    call_id,
                                            GError  **error);
GPtrArray *encore_db_list_open_disputes    (EncoreDb *db,
                                            GError  **error);

G_END_DECLS
