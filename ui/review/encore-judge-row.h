/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-criterion-answer.h"

G_BEGIN_DECLS

/**
 * EncoreJudgeRow:
 *
 * A criterion and its answer in a line or two; the current one is unfolded. It becomes the current one when it gets
 * the focus.
 *
 * Signal: "current" ().
 */
#define ENCORE_TYPE_JUDGE_ROW (encore_judge_row_get_type ())
G_DECLARE_FINAL_TYPE (EncoreJudgeRow, encore_judge_row, ENCORE, JUDGE_ROW, GtkWidget)

GtkWidget             *encore_judge_row_new         (EncoreReview       *review,
                                                         const char         *key);
const char            *encore_judge_row_get_key     (EncoreJudgeRow *self);
EncoreCriterionAnswer *encore_judge_row_get_answer  (EncoreJudgeRow *self); /* (nullable): it is folded */
void                   encore_judge_row_set_current (EncoreJudgeRow *self,
                                                         gboolean            current);
void                   encore_judge_row_refresh     (EncoreJudgeRow *self); /* hides what is not asked */

G_END_DECLS
