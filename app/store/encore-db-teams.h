/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-team.h"

G_BEGIN_DECLS

GPtrArray *encore_db_list_teams (EncoreDb *db,
                                 GError  **error);

G_END_DECLS
