/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-score.h"

#include <math.h>

G_BEGIN_DECLS

EncoreCriterion *fixture_add_choice  (EncoreSection    *section, /* good 1, half 0.5, bad 0; may be N/A */
                                      const char       *key,
                                      double            weight);
EncoreCriterion *fixture_add_number  (EncoreSection    *section,
                                      const char       *key,
                                      double            weight,
                                      double            low,
                                      double            high);
EncoreCriterion *fixture_add_fact    (EncoreSection    *section, /* a header: yes or no */
                                      const char       *key,
                                      EncoreJudges      judges);
void             fixture_set_condition (EncoreCriterion *criterion,
                                        const char      *key,
                                        const char      *option);
EncoreAnswer    *fixture_choose      (EncoreEvaluation *evaluation,
                                      const char       *key,
                                      const char       *option);
EncoreAnswer    *fixture_number      (EncoreEvaluation *evaluation,
                                      const char       *key,
                                      double            number);
EncoreAnswer    *fixture_na          (EncoreEvaluation *evaluation,
                                      const char       *key);
EncoreScorecard *fixture_connection  (void); /* two sections of weight 40 and 20: 83.3 % and 60 % with its answers */
EncoreEvaluation *fixture_connection_answers (void);

G_END_DECLS
