/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review-judge.h"

G_BEGIN_DECLS

/**
 * EncoreScoreSum:
 *
 * What the answers come to: how the score is worked, what it would be with the weights of another scenario, what was
 * recognised and acted on, the comment on the whole call, and older revisions with the reasons for their being
 * reopened.
 */
#define ENCORE_TYPE_SCORE_SUM (encore_score_sum_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScoreSum, encore_score_sum, ENCORE, SCORE_SUM, GtkWidget)

GtkWidget *encore_score_sum_new      (EncoreReview   *review);
void       encore_score_sum_refresh  (EncoreScoreSum *self);
char      *encore_score_percent_text (double          percent); /* "82.5 %", or "No score" */

G_END_DECLS
