/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-dispute.h"
#include "encore-review.h"

G_BEGIN_DECLS

void encore_dispute_dialog_propose (EncoreReview          *review,
                                    EncoreEvaluation      *evaluation,
                                    const EncoreCriterion *criterion,  /* of the hub's scorecard */
                                    GtkWindow             *parent);
void encore_dispute_dialog_decline (EncoreReview          *review,
                                    EncoreDispute         *dispute,
                                    GtkWindow             *parent);

G_END_DECLS
