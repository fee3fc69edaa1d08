/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-principle.h"
#include "encore-scorecard.h"

G_BEGIN_DECLS

/* A scorecard in words. */
char *encore_scorecard_words_version  (EncoreScorecard       *self);
char *encore_scorecard_words_about    (EncoreScorecard       *self);
char *encore_scorecard_words_share    (double                 share);
char *encore_scorecard_words_section  (EncoreScorecard       *self,
                                       const EncoreSection   *section,
                                       const char            *scenario);
char *encore_scorecard_words_worth    (const EncoreCriterion *criterion,
                                       const EncoreOption    *option);
char *encore_scorecard_words_scale    (const EncoreCriterion *criterion);
char *encore_scorecard_words_counts   (EncoreScorecard       *self,
                                       const EncoreCriterion *criterion,
                                       const char            *scenario);
char *encore_scorecard_words_marks    (const EncoreCriterion *criterion);
char *encore_scorecard_words_asked    (EncoreScorecard       *self,
                                       const EncoreCriterion *criterion);
char *encore_scorecard_words_belongs  (EncoreScorecard       *self,
                                       const EncoreCriterion *criterion,
                                       GPtrArray             *principles);
const char *encore_principles_name    (GPtrArray             *principles,
                                       const char            *uuid);

G_END_DECLS
