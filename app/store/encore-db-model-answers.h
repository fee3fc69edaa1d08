/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-model-answer.h"

G_BEGIN_DECLS

GPtrArray *encore_db_list_model_answers (EncoreDb *db,
                                         gint64    scenario_id, /* 0: all */
                                         GError  **error);

G_END_DECLS
