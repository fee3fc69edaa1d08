/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

G_BEGIN_DECLS

GPtrArray *encore_db_search_calls (EncoreDb     *db,
                                   const char   *text,
                                   int           limit,
                                   GCancellable *cancellable,
                                   GError      **error);

G_END_DECLS
