/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-evaluations-compare.h"
#include "encore-review.h"

G_BEGIN_DECLS

/* The parts of two evaluations side by side. */
GtkWidget *encore_evaluation_sides_scores (EncoreComparison           *comparison);
GtkWidget *encore_evaluation_sides_texts  (const char                 *heading,
                                           const char                 *first,    /* (nullable) */
                                           const char                 *second);  /* (nullable) */
GtkWidget *encore_evaluation_sides_answer (EncoreReview               *review,
                                           const EncoreComparedAnswer *compared);

G_END_DECLS
