/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-progress.h"

G_BEGIN_DECLS

EncoreProgress *encore_db_progress (EncoreDb    *db,
                                    EncoreScope  scope,
                                    gint64       id,
                                    GError     **error);

G_END_DECLS
