/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-evaluation.h"
#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreDisputeTrail:
 *
 * Below an answer that has been submitted: what was proposed instead, by whom, why and what became of it, and what who is
 * working can do about it. Empty, and hidden, where there is nothing of all that.
 */
#define ENCORE_TYPE_DISPUTE_TRAIL (encore_dispute_trail_get_type ())
G_DECLARE_FINAL_TYPE (EncoreDisputeTrail, encore_dispute_trail, ENCORE, DISPUTE_TRAIL, GtkBox)

GtkWidget *encore_dispute_trail_new (EncoreReview          *review,
                                     const EncoreCriterion *criterion); /* copied */

G_END_DECLS
