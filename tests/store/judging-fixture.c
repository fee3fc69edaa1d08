/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judging-fixture.h"

#include <math.h>

#include "encore-score.h"

static EncoreCriterion *
add_criterion (EncoreSection *section,
               const char    *key)
{
  EncoreCriterion *criterion = encore_criterion_new (key, "Did it go well?");

  criterion->guidance = g_strdup ("Listen to the end.");
  encore_criterion_add_option (criterion, encore_option_new ("good", "Good", 1));
  encore_criterion_add_option (criterion, encore_option_new ("poor", "Poor", 0.3));
  g_ptr_array_add (section->criteria, criterion);
  return criterion;
}

EncoreScorecard *
make_draft (const char *uuid_of_value)
{
  static const char *const condition_options[] = { "good", "poor", NULL };
  EncoreScorecard *draft = encore_scorecard_new ();
  EncoreSection *opening = encore_scorecard_add_section (draft, "opening", "Opening");
  EncoreSection *ending = encore_scorecard_add_section (draft, "ending", "Ending");
  EncoreCriterion *greeting = add_criterion (opening, "greeting");
  EncoreCriterion *number = encore_criterion_new ("number", "How many?");
  EncoreCriterion *bonus = add_criterion (ending, "bonus");

  draft->name = g_strdup ("Care");
  draft->description = g_strdup ("How people are met");
  draft->starter = g_strdup ("values");
  draft->cap = 110;
  draft->goal = 85.5;
  opening->guidance = g_strdup ("The first minute");
  opening->weight = 0.1;
  greeting->class = ENCORE_CLASS_SOFT;
  greeting->judges = ENCORE_JUDGES_RECOGNITION;
  greeting->value = g_strdup (uuid_of_value);
  greeting->allows_na = TRUE;
  greeting->is_header = TRUE;
  greeting->guidance_complex = g_strdup ("Unless it is urgent");
  ((EncoreOption *) greeting->options->pdata[1])->anchor = g_strdup ("In a hurry");
  ((EncoreOption *) greeting->options->pdata[1])->fails = ENCORE_FAIL_SECTION;
  number->scale = ENCORE_SCALE_NUMBER;
  number->low = 10;
  number->high = -2.5;
  number->weight = 7;
  number->condition = g_strdup ("greeting");
  number->condition_options = g_strdupv ((char **) condition_options);
  number->parent = g_strdup ("greeting");
  g_ptr_array_add (opening->criteria, number);
  bonus->is_bonus = TRUE;
  bonus->pillar = g_strdup ("a pillar of another library");
  ((EncoreOption *) bonus->options->pdata[0])->share = 1.5;
  ((EncoreOption *) bonus->options->pdata[1])->share = NAN;

  EncoreProfile *profile = encore_scorecard_add_profile (draft, SCENARIO_UUID, "Double charge");
  encore_profile_set_weight (profile, "opening", 3);
  encore_profile_set_weight (profile, "number", 0);
  encore_scorecard_add_profile (draft, "5f1c6b0e-0000-4000-8000-000000000002", "Refund");
  return draft;
}

void
publish (EncoreStore     *store,
         EncoreScorecard *scorecard,
         int              version)
{
  scorecard->status = ENCORE_SCORECARD_PUBLISHED;
  scorecard->version = version;
  scorecard->published_at = 1700000000000 + version;
  put (store, scorecard);
}

void
judging_set_up (Judging      *judging,
                gconstpointer user_data)
{
  fixture_set_up (&judging->base, user_data);

  EncoreStore *store = judging->base.store;
  judging->coach = make_person (store, "Sam", 0);
  judging->agent = make_person (store, "Dana", 0);
  judging->call = make_call (store, "Charged twice");
  judging->call->agent_id = judging->agent->id;
  judging->call->started_at = 1700000000000;
  put (store, judging->call);
  judging->value = encore_principle_new ();
  judging->value->name = g_strdup ("Warmth");
  put (store, judging->value);
  judging->scorecard = make_draft (judging->value->uuid);
  judging->scorecard->author_id = judging->coach->id;
  publish (store, judging->scorecard, 1);
}

void
judging_tear_down (Judging      *judging,
                   gconstpointer user_data)
{
  g_clear_object (&judging->scorecard);
  g_clear_object (&judging->value);
  g_clear_object (&judging->call);
  g_clear_object (&judging->agent);
  g_clear_object (&judging->coach);
  fixture_tear_down (&judging->base, user_data);
}

EncoreEvaluation *
make_evaluation (Judging *judging)
{
  EncoreEvaluation *evaluation = encore_evaluation_new ();
  EncoreAnswer *greeting = encore_answer_new ("greeting");

  evaluation->call_id = judging->call->id;
  evaluation->scorecard_id = judging->scorecard->id;
  evaluation->evaluator_id = judging->coach->id;
  evaluation->purpose = ENCORE_PURPOSE_RECORD;
  encore_answer_set_option (greeting, "good");
  encore_evaluation_take_answer (evaluation, greeting);
  return evaluation;
}

/* By the one question that counts. */
void
give_score (EncoreEvaluation *evaluation,
            EncoreScorecard  *scorecard,
            double            score)
{
  const EncoreCriterion *criterion = encore_scorecard_find_criterion (scorecard, "number", NULL);
  EncoreAnswer *answer = encore_answer_new ("number");

  answer->number = criterion->low + (criterion->high - criterion->low) * score / 100;
  encore_evaluation_take_answer (evaluation, answer);

  g_autoptr (EncoreScore) sum = encore_score_of (scorecard, evaluation);
  g_assert_cmpfloat_with_epsilon (sum->score, score, 1e-9);
  encore_score_keep (sum, evaluation);
}

void
submit (Judging          *judging,
        EncoreEvaluation *evaluation,
        double            score)
{
  give_score (evaluation, judging->scorecard, score);
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = 1700000003000;
  put (judging->base.store, evaluation);
}
