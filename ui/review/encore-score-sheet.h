/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review-judge.h"

G_BEGIN_DECLS

/**
 * EncoreScoreSheet:
 *
 * The evaluation that the hub shows: its criteria by section, one of them current, and what they come to. Its keys
 * are those of the "judge" actions in the table of encore-shortcuts.c, while it has the focus.
 */
#define ENCORE_TYPE_SCORE_SHEET (encore_score_sheet_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScoreSheet, encore_score_sheet, ENCORE, SCORE_SHEET, GtkWidget)

GtkWidget  *encore_score_sheet_new         (EncoreReview     *review);
const char *encore_score_sheet_get_current (EncoreScoreSheet *self); /* (nullable): key of the criterion */
void        encore_score_sheet_go_to       (EncoreScoreSheet *self,  /* to its criterion, with the focus */
                                            const char       *key);  /* (nullable): where one left off */

G_END_DECLS
