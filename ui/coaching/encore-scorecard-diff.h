/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-scorecard.h"

G_BEGIN_DECLS

/* What changed between two versions of a scorecard. */
#define ENCORE_TYPE_SCORECARD_DIFF (encore_scorecard_diff_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScorecardDiff, encore_scorecard_diff, ENCORE, SCORECARD_DIFF, AdwWindow)

EncoreScorecardDiff *encore_scorecard_diff_present (GtkWidget       *parent,
                                                    GPtrArray       *versions, /* of EncoreScorecard, newest first */
                                                    EncoreScorecard *newer);

G_END_DECLS
