/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/**
 * EncoreScorecardView:
 *
 * All versions of one scorecard, of which one is shown: drafts to be edited, others to be read.
 *
 * Signals:
 *   "made" (gint64 id)  a scorecard has been made that should be shown
 *   "stale" ()          the library should be read again
 */
#define ENCORE_TYPE_SCORECARD_VIEW (encore_scorecard_view_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScorecardView, encore_scorecard_view, ENCORE, SCORECARD_VIEW, AdwBin)

void             encore_scorecard_view_set_library    (EncoreScorecardView *self,
                                                       EncoreLibrary       *library);
void             encore_scorecard_view_set_principles (EncoreScorecardView *self,
                                                       GPtrArray           *principles);
void             encore_scorecard_view_set_scenarios  (EncoreScorecardView *self,
                                                       GPtrArray           *scenarios);
void             encore_scorecard_view_set            (EncoreScorecardView *self,
                                                       GPtrArray           *versions,  /* newest first, a draft before */
                                                       gint64               wanted_id, /* 0: the one that is shown, or the first */
                                                       GPtrArray           *principles); /* (nullable): of a starter */
EncoreScorecard *encore_scorecard_view_get            (EncoreScorecardView *self); /* (transfer none) (nullable) */
void             encore_scorecard_view_edit_name      (EncoreScorecardView *self);
void             encore_scorecard_view_flush          (EncoreScorecardView *self);

G_END_DECLS
