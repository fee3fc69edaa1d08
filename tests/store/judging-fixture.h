/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/* A library with a call to be judged and a scorecard to do it by. */
typedef struct
{
  Fixture base;
  EncorePerson *coach;
  EncorePerson *agent;
  EncoreCall *call;
  EncorePrinciple *value;
  EncoreScorecard *scorecard; /* published */
} Judging;

#define SCENARIO_UUID "5f1c6b0e-0000-4000-8000-000000000001"

void              judging_set_up    (Judging          *judging,
                                     gconstpointer     user_data);
void              judging_tear_down (Judging          *judging,
                                     gconstpointer     user_data);
EncoreScorecard  *make_draft        (const char       *uuid_of_value); /* not saved; every field says something */
void              publish           (EncoreStore      *store,
                                     EncoreScorecard  *scorecard,
                                     int               version);
EncoreEvaluation *make_evaluation   (Judging          *judging);       /* not saved: the coach's, for the record */
void              give_score        (EncoreEvaluation *evaluation,     /* answers so that it has this score */
                                     EncoreScorecard  *scorecard,
                                     double            score);
void              submit            (Judging          *judging,
                                     EncoreEvaluation *evaluation,
                                     double            score);

G_END_DECLS
