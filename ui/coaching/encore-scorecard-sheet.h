/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-scorecard.h"

G_BEGIN_DECLS

/* A version of a scorecard, to be read. */
#define ENCORE_TYPE_SCORECARD_SHEET (encore_scorecard_sheet_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScorecardSheet, encore_scorecard_sheet, ENCORE, SCORECARD_SHEET, AdwBin)

void encore_scorecard_sheet_set (EncoreScorecardSheet *self,
                                 EncoreScorecard      *scorecard,
                                 GPtrArray            *principles,
                                 const char           *scenario);

G_END_DECLS
