/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-dispute.h"
#include "encore-evaluations-compare.h"

#include <math.h>

/* Two evaluations side by side, and who may say that an answer is wrong. */

static EncoreCriterion *
add_criterion (EncoreSection *section,
               const char    *key,
               EncoreScale    scale,
               double         weight)
{
  EncoreCriterion *criterion = encore_criterion_new (key, key);

  criterion->scale = scale;
  criterion->weight = weight;
  criterion->allows_na = TRUE;
  if (scale == ENCORE_SCALE_CHOICE)
    {
      encore_criterion_add_option (criterion, encore_option_new ("good", "Good", 1));
      encore_criterion_add_option (criterion, encore_option_new ("fair", "Fair", 0.5));
      encore_criterion_add_option (criterion, encore_option_new ("poor", "Poor", 0));
    }
  g_ptr_array_add (section->criteria, criterion);
  return criterion;
}

static EncoreScorecard *
make_card (void)
{
  EncoreScorecard *card = encore_scorecard_new ();
  EncoreSection *section = encore_scorecard_add_section (card, "people", "People");

  card->uuid = g_strdup ("version-1");
  card->version = 1;
  add_criterion (section, "greets", ENCORE_SCALE_CHOICE, 1);
  add_criterion (section, "listens", ENCORE_SCALE_CHOICE, 1);
  add_criterion (section, "solves", ENCORE_SCALE_CHOICE, 2);
  add_criterion (section, "thoughts", ENCORE_SCALE_TEXT, 0);
  return card;
}

static EncoreEvaluation *
make_evaluation (const char *greets,
                 const char *listens,
                 const char *solves,
                 const char *thoughts)
{
  const char *const keys[] = { "greets", "listens", "solves" };
  const char *const options[] = { greets, listens, solves };
  EncoreEvaluation *evaluation = encore_evaluation_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (options[i] != NULL)
      encore_answer_set_option (encore_evaluation_take_answer (evaluation, encore_answer_new (keys[i])), options[i]);
  if (thoughts != NULL)
    encore_evaluation_take_answer (evaluation, encore_answer_new ("thoughts"))->text = g_strdup (thoughts);
  return evaluation;
}

static void
assert_keys (GPtrArray  *lines,
             const char *expected)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? " " : "",
                            ((const EncoreComparedAnswer *) lines->pdata[i])->criterion->key);
  g_assert_cmpstr (keys->str, ==, expected);
}

static void
test_most_apart_first (void)
{
  g_autoptr (EncoreScorecard) card = make_card ();
  g_autoptr (EncoreEvaluation) self = make_evaluation ("good", "good", "good", "I would call back");
  g_autoptr (EncoreEvaluation) coach = make_evaluation ("good", "fair", "poor", NULL);
  g_autoptr (EncoreComparison) comparison = encore_comparison_new (card, self, card, coach);

  g_assert_true (comparison->same_version);
  g_assert_cmpuint (comparison->n_left_out, ==, 0);
  assert_keys (comparison->different, "solves listens");
  assert_keys (comparison->same, "greets");
  assert_keys (comparison->words, "thoughts");
  g_assert_cmpfloat (comparison->first->score, ==, 100);
  g_assert_cmpfloat_with_epsilon (comparison->second->score, 37.5, 1e-9);

  const EncoreComparedAnswer *line = comparison->different->pdata[0];

  g_assert_cmpstr (line->first_text, ==, "Good");
  g_assert_cmpstr (line->second_text, ==, "Poor");
  g_assert_cmpstr (line->section_name, ==, "People");
  g_assert_cmpfloat_with_epsilon (line->share, 0.5, 1e-9);
}

static void
test_one_has_not_answered (void)
{
  g_autoptr (EncoreScorecard) card = make_card ();
  g_autoptr (EncoreEvaluation) self = make_evaluation ("good", NULL, NULL, NULL);
  g_autoptr (EncoreEvaluation) coach = make_evaluation (NULL, "poor", NULL, NULL);
  g_autoptr (EncoreComparison) comparison = encore_comparison_new (card, self, card, coach);
  const EncoreComparedAnswer *line;

  g_assert_cmpuint (comparison->different->len, ==, 2);
  g_assert_cmpuint (comparison->same->len, ==, 0);
  g_assert_cmpuint (comparison->words->len, ==, 0);
  line = comparison->different->pdata[0];
  g_assert_true (line->first == NULL || line->second == NULL);
  g_assert_true (g_str_equal (line->first_text, "Not answered") || g_str_equal (line->second_text, "Not answered"));
}

static void
test_not_asked (void)
{
  g_autoptr (EncoreScorecard) card = make_card ();
  g_autoptr (EncoreEvaluation) self = make_evaluation ("good", "good", NULL, NULL);
  g_autoptr (EncoreEvaluation) coach = make_evaluation ("poor", NULL, NULL, NULL);
  EncoreCriterion *listens = encore_scorecard_find_criterion (card, "listens", NULL);

  listens->condition = g_strdup ("greets");
  listens->condition_options = g_strsplit ("good", " ", -1);
  g_autoptr (EncoreComparison) comparison = encore_comparison_new (card, self, card, coach);
  gboolean found = FALSE;

  for (guint i = 0; i < comparison->different->len; i++)
    {
      const EncoreComparedAnswer *line = comparison->different->pdata[i];

      if (g_str_equal (line->criterion->key, "listens"))
        {
          g_assert_cmpstr (line->second_text, ==, "Not asked");
          found = TRUE;
        }
    }
  g_assert_true (found);
}

static void
test_versions_differ (void)
{
  g_autoptr (EncoreScorecard) older = make_card ();
  g_autoptr (EncoreScorecard) newer = make_card ();
  g_autoptr (EncoreEvaluation) first = make_evaluation ("good", "good", "good", NULL);
  g_autoptr (EncoreEvaluation) second = make_evaluation ("poor", NULL, "good", NULL);
  EncoreSection *section = newer->sections->pdata[0];

  g_free (newer->uuid);
  newer->uuid = g_strdup ("version-2");
  newer->version = 2;
  g_ptr_array_remove_index (section->criteria, 1); /* listens */
  add_criterion (section, "explains", ENCORE_SCALE_CHOICE, 1);
  encore_answer_set_option (encore_evaluation_take_answer (second, encore_answer_new ("explains")), "good");

  g_autoptr (EncoreComparison) comparison = encore_comparison_new (older, first, newer, second);

  g_assert_false (comparison->same_version);
  g_assert_cmpuint (comparison->n_left_out, ==, 2);
  assert_keys (comparison->different, "greets");
  assert_keys (comparison->same, "solves");
}

static EncorePerson *
make_person (gint64      id,
             EncoreRoles roles)
{
  EncorePerson *person = encore_person_new ();

  person->id = id;
  person->roles = roles;
  return person;
}

static void
test_who_may (void)
{
  g_autoptr (EncorePerson) agent = make_person (1, ENCORE_ROLE_AGENT);
  g_autoptr (EncorePerson) coach = make_person (2, ENCORE_ROLE_COACH);
  g_autoptr (EncorePerson) colleague = make_person (3, ENCORE_ROLE_AGENT);
  g_autoptr (EncorePerson) player_coach = make_person (1, ENCORE_ROLE_AGENT | ENCORE_ROLE_COACH);
  g_autoptr (EncoreEvaluation) evaluation = encore_evaluation_new ();
  g_autoptr (EncoreDispute) dispute = encore_dispute_new ();

  evaluation->agent_id = 1;
  evaluation->evaluator_id = 2;
  evaluation->kind = ENCORE_EVALUATION_COACH;
  g_assert_false (encore_dispute_may_propose (evaluation, agent)); /* a draft */
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  g_assert_true (encore_dispute_may_propose (evaluation, agent));
  g_assert_false (encore_dispute_may_propose (evaluation, coach));
  g_assert_false (encore_dispute_may_propose (evaluation, colleague));
  g_assert_false (encore_dispute_may_propose (evaluation, NULL));
  evaluation->is_superseded = TRUE;
  g_assert_false (encore_dispute_may_propose (evaluation, agent));

  dispute->author_id = 1;
  g_assert_true (encore_dispute_may_withdraw (dispute, agent));
  g_assert_false (encore_dispute_may_withdraw (dispute, coach));
  g_assert_true (encore_dispute_may_answer (dispute, evaluation, coach));
  g_assert_false (encore_dispute_may_answer (dispute, evaluation, agent));
  g_assert_false (encore_dispute_may_answer (dispute, evaluation, player_coach)); /* one's own */
  g_assert_false (encore_dispute_may_answer (dispute, evaluation, colleague));
  dispute->state = ENCORE_DISPUTE_DECLINED;
  g_assert_false (encore_dispute_may_answer (dispute, evaluation, coach));
  g_assert_false (encore_dispute_may_withdraw (dispute, agent));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evaluations-compare/most-apart-first", test_most_apart_first);
  g_test_add_func ("/evaluations-compare/one-has-not-answered", test_one_has_not_answered);
  g_test_add_func ("/evaluations-compare/not-asked", test_not_asked);
  g_test_add_func ("/evaluations-compare/versions-differ", test_versions_differ);
  g_test_add_func ("/dispute/who-may", test_who_may);

  return g_test_run ();
}
