/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-evaluation.h"
#include "encore-principle.h"
#include "encore-scorecard.h"

G_BEGIN_DECLS

/**
 * EncoreJudged:
 * @scorecards: (element-type EncoreScorecard): published versions
 * @principles: (element-type EncorePrinciple): what their criteria are linked to
 * @evaluations: (element-type EncoreEvaluation): submitted, oldest first; in what was read, @scorecard_id is the place
 *   of the version in @scorecards, counted from 1, and @evaluator_name a name
 *
 * What was judged of one call, as it travels from one library to another.
 */
typedef struct
{
  GPtrArray *scorecards;
  GPtrArray *principles;
  GPtrArray *evaluations;
} EncoreJudged;

void          encore_judged_free      (EncoreJudged       *self);
char         *encore_judged_to_json   (const EncoreJudged *self,
                                       GPtrArray          *redactions); /* (nullable): of the call; their words are hidden */
EncoreJudged *encore_judged_from_json (const char         *text,
                                       GPtrArray          *warnings,    /* (nullable): of char * */
                                       GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreJudged, encore_judged_free)

G_END_DECLS
