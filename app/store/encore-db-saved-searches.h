/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-saved-search.h"
#include "encore-store.h"

G_BEGIN_DECLS

GPtrArray *encore_db_list_saved_searches (EncoreDb *db,
                                          GError  **error);

G_END_DECLS
