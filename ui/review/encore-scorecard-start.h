/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review-judge.h"

G_BEGIN_DECLS

/**
 * EncoreScorecardStart:
 *
 * Where an evaluation begins: by which scorecard, for the record or for learning; and those that there are.
 */
#define ENCORE_TYPE_SCORECARD_START (encore_scorecard_start_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScorecardStart, encore_scorecard_start, ENCORE, SCORECARD_START, GtkWidget)

GtkWidget *encore_scorecard_start_new (EncoreReview *review);

G_END_DECLS
