/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scorecard-fixture.h"

static EncoreCriterion *
add (EncoreSection *section,
     const char    *key,
     double         weight)
{
  g_autofree char *question = g_strdup_printf ("Question %s?", key);
  EncoreCriterion *criterion = encore_criterion_new (key, question);

  criterion->guidance = g_strdup ("Listen for it");
  criterion->weight = weight;
  criterion->allows_na = TRUE;
  g_ptr_array_add (section->criteria, criterion);
  return criterion;
}

EncoreCriterion *
fixture_add_choice (EncoreSection *section,
                    const char    *key,
                    double         weight)
{
  EncoreCriterion *criterion = add (section, key, weight);

  encore_criterion_add_option (criterion, encore_option_new ("good", "Good", 1))->anchor = g_strdup ("All of it");
  encore_criterion_add_option (criterion, encore_option_new ("half", "Half", 0.5))->anchor = g_strdup ("Some of it");
  encore_criterion_add_option (criterion, encore_option_new ("bad", "Bad", 0))->anchor = g_strdup ("None of it");
  return criterion;
}

EncoreCriterion *
fixture_add_number (EncoreSection *section,
                    const char    *key,
                    double         weight,
                    double         low,
                    double         high)
{
  EncoreCriterion *criterion = add (section, key, weight);

  criterion->scale = ENCORE_SCALE_NUMBER;
  criterion->low = low;
  criterion->high = high;
  return criterion;
}

EncoreCriterion *
fixture_add_fact (EncoreSection *section,
                  const char    *key,
                  EncoreJudges   judges)
{
  EncoreCriterion *criterion = add (section, key, 1);

  criterion->judges = judges;
  criterion->is_header = TRUE;
  encore_criterion_add_option (criterion, encore_option_new ("yes", "Yes", 1));
  encore_criterion_add_option (criterion, encore_option_new ("no", "No", 0));
  return criterion;
}

void
fixture_set_condition (EncoreCriterion *criterion,
                       const char      *key,
                       const char      *option)
{
  const char *options[] = { option, NULL };

  criterion->condition = g_strdup (key);
  criterion->condition_options = g_strdupv ((char **) options);
}

EncoreAnswer *
fixture_choose (EncoreEvaluation *evaluation,
                const char       *key,
                const char       *option)
{
  EncoreAnswer *answer = encore_evaluation_take_answer (evaluation, encore_answer_new (key));

  encore_answer_set_option (answer, option);
  return answer;
}

EncoreAnswer *
fixture_number (EncoreEvaluation *evaluation,
                const char       *key,
                double            number)
{
  EncoreAnswer *answer = encore_evaluation_take_answer (evaluation, encore_answer_new (key));

  answer->number = number;
  return answer;
}

EncoreAnswer *
fixture_na (EncoreEvaluation *evaluation,
            const char       *key)
{
  EncoreAnswer *answer = encore_evaluation_take_answer (evaluation, encore_answer_new (key));

  answer->not_applicable = TRUE;
  return answer;
}

EncoreScorecard *
fixture_connection (void)
{
  EncoreScorecard *card = encore_scorecard_new ();
  EncoreSection *connection = encore_scorecard_add_section (card, "connection", "Connection");
  EncoreSection *timing = encore_scorecard_add_section (card, "timing", "Timing");

  card->name = g_strdup ("Two sections");
  connection->weight = 40;
  timing->weight = 20;
  fixture_add_choice (connection, "a", 2);
  fixture_add_choice (connection, "b", 1);
  fixture_add_number (timing, "c", 5, 0, 10);
  return card;
}

EncoreEvaluation *
fixture_connection_answers (void)
{
  EncoreEvaluation *answers = encore_evaluation_new ();

  fixture_choose (answers, "a", "good");
  fixture_choose (answers, "b", "half");
  fixture_number (answers, "c", 6);
  return answers;
}
