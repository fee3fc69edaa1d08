/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-principle.h"
#include "encore-review.h"
#include "encore-score.h"

G_BEGIN_DECLS

/* Judging the open call by a scorecard. A draft is saved at once, and each answer can be undone; what has been
 * submitted never changes again. Properties of the hub, all explicit-notify:
 *   "evaluation" (EncoreEvaluation, nullable: the one that is being made or looked at, always as it is now),
 *   "scorecard" (EncoreScorecard, nullable: the version that it answers),
 *   "evaluations" (GListModel of EncoreEvaluation of the call that the person working may see, newest first),
 *   "scorecards" (GListModel of EncoreScorecard: the newest published version of each),
 *   "blind" (boolean: what others think of the call is not shown yet). */

GListModel        *encore_review_get_evaluations    (EncoreReview         *self);
GListModel        *encore_review_get_scorecards     (EncoreReview         *self);
EncoreScorecard   *encore_review_find_scorecard     (EncoreReview         *self, /* (transfer none) (nullable): any */
                                                     gint64                id);  /* version */
EncorePrinciple   *encore_review_find_principle     (EncoreReview         *self, /* (transfer none) (nullable) */
                                                     const char           *uuid);
EncoreMoment      *encore_review_find_moment        (EncoreReview         *self, /* (transfer none) (nullable) */
                                                     const char           *uuid);
gboolean           encore_review_get_blind          (EncoreReview         *self);
EncoreEvaluation  *encore_review_get_evaluation     (EncoreReview         *self);
EncoreScorecard   *encore_review_get_scorecard      (EncoreReview         *self);
EncoreScore       *encore_review_get_score          (EncoreReview         *self); /* (transfer none) (nullable) */

EncoreEvaluationKind encore_review_get_own_kind     (EncoreReview         *self); /* by who is working */
void               encore_review_evaluate           (EncoreReview         *self,
                                                     EncoreScorecard      *scorecard,
                                                     EncoreEvaluationKind  kind,
                                                     EncorePurpose         purpose);
void               encore_review_show_evaluation    (EncoreReview         *self,
                                                     EncoreEvaluation     *evaluation); /* (nullable) */
void               encore_review_discard_evaluation (EncoreReview         *self); /* the draft; undoable */
gboolean           encore_review_can_answer         (EncoreReview         *self); /* it is one's own draft */

EncoreAnswer      *encore_review_begin_answer       (EncoreReview         *self, /* (transfer full): a copy, or new */
                                                     const char           *key);
void               encore_review_take_answer        (EncoreReview         *self,
                                                     EncoreAnswer         *answer); /* (transfer full) */
void               encore_review_type_answer        (EncoreReview         *self, /* saved once typing rests */
                                                     EncoreAnswer         *answer); /* (transfer full) */
void               encore_review_type_proposal      (EncoreReview         *self, /* saved once typing rests */
                                                     const char           *proposal);
void               encore_review_clear_answer       (EncoreReview         *self, /* what is answered, not why */
                                                     const char           *key);
void               encore_review_save_evaluation    (EncoreReview         *self, /* the draft, edited */
                                                     EncoreEvaluation     *evaluation);
void               encore_review_type_evaluation    (EncoreReview         *self, /* saved once typing rests */
                                                     EncoreEvaluation     *evaluation);
void               encore_review_flush_evaluation   (EncoreReview         *self); /* what is being typed, now */

gboolean           encore_review_add_evidence       (EncoreReview         *self, /* FALSE: nothing to link here */
                                                     const char           *key);
void               encore_review_add_segments       (EncoreReview         *self,
                                                     const char           *key,
                                                     int                   first,
                                                     int                   last);
void               encore_review_remove_evidence    (EncoreReview         *self,
                                                     const char           *key,
                                                     guint                 index);
void               encore_review_play_evidence      (EncoreReview         *self,
                                                     const EncoreEvidence *evidence);

GPtrArray         *encore_review_submit             (EncoreReview         *self); /* (transfer full) (nullable) */
gboolean           encore_review_can_reopen         (EncoreReview         *self);
void               encore_review_reopen             (EncoreReview         *self,
                                                     const char           *reason);

G_END_DECLS
