/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-criterion-answer.h"

G_BEGIN_DECLS

/**
 * EncoreCriterionRow:
 *
 * A criterion and its answer in a line or two; the current one is unfolded. It becomes the current one when it gets
 * the focus.
 *
 * Signal: "current" ().
 */
#define ENCORE_TYPE_CRITERION_ROW (encore_criterion_row_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCriterionRow, encore_criterion_row, ENCORE, CRITERION_ROW, GtkWidget)

GtkWidget             *encore_criterion_row_new         (EncoreReview       *review,
                                                         const char         *key);
const char            *encore_criterion_row_get_key     (EncoreCriterionRow *self);
EncoreCriterionAnswer *encore_criterion_row_get_answer  (EncoreCriterionRow *self); /* (nullable): it is folded */
void                   encore_criterion_row_set_current (EncoreCriterionRow *self,
                                                         gboolean            current);
void                   encore_criterion_row_refresh     (EncoreCriterionRow *self); /* hides what is not asked */

G_END_DECLS
