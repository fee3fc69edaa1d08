/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-disputes.h"
#include "encore-review.h"

G_BEGIN_DECLS

/* What the call's agent would answer otherwise, and what became of it. */
GListModel *encore_review_get_disputes  (EncoreReview       *self); /* of EncoreDispute, of all evaluations of the call */
GPtrArray  *encore_review_list_disputes (EncoreReview       *self,  /* (transfer full): also of what it has revised */
                                         EncoreEvaluation   *evaluation,
                                         const char         *key);  /* (nullable): of one criterion */
gboolean    encore_review_may_dispute   (EncoreReview       *self,
                                         EncoreEvaluation   *evaluation,
                                         const char         *key);
gboolean    encore_review_may_withdraw  (EncoreReview       *self,
                                         EncoreDispute      *dispute);
gboolean    encore_review_may_settle    (EncoreReview       *self,
                                         EncoreDispute      *dispute);
void        encore_review_propose       (EncoreReview       *self,
                                         EncoreEvaluation   *evaluation,
                                         EncoreAnswer       *proposed, /* (transfer full) */
                                         const char         *reason);
void        encore_review_settle        (EncoreReview       *self,
                                         EncoreDispute      *dispute,
                                         EncoreDisputeState  state,
                                         const char         *reply);   /* (nullable) */

G_END_DECLS
