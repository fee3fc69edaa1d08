/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-element.h"
#include "encore-progress.h"

G_BEGIN_DECLS

GPtrArray *encore_db_list_elements (EncoreDb   *db,
                                    EncoreScope scope,
                                    gint64      id,
                                    GError    **error);

G_END_DECLS
