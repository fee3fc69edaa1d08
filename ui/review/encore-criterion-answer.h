/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review-judge.h"

G_BEGIN_DECLS

/**
 * EncoreCriterionAnswer:
 *
 * The unfolded part of a criterion: how to apply it, what can be answered, evidence and comment.
 *
 * Signal: "done" (), when typing has been ended with Enter or Escape.
 */
#define ENCORE_TYPE_CRITERION_ANSWER (encore_criterion_answer_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCriterionAnswer, encore_criterion_answer, ENCORE, CRITERION_ANSWER, GtkWidget)

GtkWidget *encore_criterion_answer_new            (EncoreReview          *review,
                                                   const char            *key);
void       encore_criterion_answer_refresh        (EncoreCriterionAnswer *self);
gboolean   encore_criterion_answer_choose         (EncoreCriterionAnswer *self, /* FALSE: no such answer */
                                                   guint                  digit);
void       encore_criterion_answer_not_applicable (EncoreCriterionAnswer *self);
void       encore_criterion_answer_comment        (EncoreCriterionAnswer *self);

G_END_DECLS
