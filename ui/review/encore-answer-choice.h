/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-evaluation.h"

G_BEGIN_DECLS

/**
 * EncoreAnswerChoice:
 *
 * One answer to one criterion, in a dialog. Signal "changed" ().
 */
#define ENCORE_TYPE_ANSWER_CHOICE (encore_answer_choice_get_type ())
G_DECLARE_FINAL_TYPE (EncoreAnswerChoice, encore_answer_choice, ENCORE, ANSWER_CHOICE, GtkBox)

GtkWidget    *encore_answer_choice_new    (const EncoreCriterion *criterion, /* copied */
                                           const EncoreAnswer    *given);    /* (nullable): what it begins with */
EncoreAnswer *encore_answer_choice_answer (EncoreAnswerChoice    *self);     /* (transfer full) */

G_END_DECLS
