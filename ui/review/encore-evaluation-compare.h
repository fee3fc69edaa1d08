/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-review.h"
#include "encore-evaluation.h"

G_BEGIN_DECLS

gboolean encore_evaluation_compare_possible (EncoreReview     *review);
void     encore_evaluation_compare_present  (EncoreReview     *review,
                                             EncoreEvaluation *about,  /* (nullable): one that shall be among them */
                                             GtkWindow        *parent);

G_END_DECLS
