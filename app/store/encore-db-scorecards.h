/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-scorecard.h"

G_BEGIN_DECLS

GPtrArray       *encore_db_list_scorecards (EncoreDb   *db,
                                            GError    **error);
EncoreScorecard *encore_db_get_scorecard   (EncoreDb   *db,
                                            gint64      id,
                                            GError    **error);

G_END_DECLS
