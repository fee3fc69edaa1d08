/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scorecard-fixture.h"

#include <string.h>

#define EXACT 1e-9

#define assert_close(a, b) g_assert_cmpfloat_with_epsilon ((a), (b), EXACT)

static const EncoreScoreLine *
find_line (EncoreScore *score,
           const char  *key)
{
  for (guint i = 0; i < score->sections->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (score->sections, i);

      for (guint j = 0; j < section->lines->len; j++)
        if (g_str_equal (g_array_index (section->lines, EncoreScoreLine, j).criterion->key, key))
          return &g_array_index (section->lines, EncoreScoreLine, j);
    }

  g_assert_not_reached ();
}

static const EncoreSectionScore *
section_at (EncoreScore *score,
            guint        place)
{
  return g_ptr_array_index (score->sections, place);
}

static char *
join_work (EncoreScore *score)
{
  g_autoptr (GPtrArray) work = encore_score_work (score);

  g_ptr_array_add (work, NULL);
  return g_strjoinv ("\n", (char **) work->pdata);
}

static void
assert_keys (GPtrArray  *keys,
             const char *expected)
{
  g_ptr_array_add (keys, NULL);
  g_autofree char *joined = g_strjoinv (" ", (char **) keys->pdata);

  g_assert_cmpstr (joined, ==, expected);
}

/* --- Vectors worked by hand --- */

static void
test_worked_by_hand (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  g_autoptr (EncoreScore) score = encore_score_of (card, answers);

  assert_close (section_at (score, 0)->percent, 250.0 / 3);
  assert_close (section_at (score, 1)->percent, 60);
  assert_close (score->score, (250.0 / 3 * 40 + 60 * 20) / 60);
  assert_close (score->raw, score->score);
  assert_close (score->base, score->score);
  g_assert_cmpfloat (score->bonus, ==, 0);
  g_assert_cmpuint (score->n_asked, ==, 3);
  g_assert_cmpuint (score->n_answered, ==, 3);
  g_assert_cmpuint (score->n_no_evidence, ==, 3);
}

/* Their sum gives 60 %, because two questions of one point make a group of two points. */
static void
test_questions_do_not_weigh (void)
{
  g_autoptr (EncoreScorecard) card = encore_scorecard_new ();
  g_autoptr (EncoreEvaluation) answers = encore_evaluation_new ();
  EncoreSection *first = encore_scorecard_add_section (card, "first", "First");
  EncoreSection *second = encore_scorecard_add_section (card, "second", "Second");

  first->weight = 40;
  second->weight = 20;
  fixture_add_choice (first, "a", 1);
  fixture_add_choice (first, "b", 1);
  fixture_add_choice (second, "c", 1);
  fixture_choose (answers, "a", "good");
  fixture_choose (answers, "b", "bad");
  fixture_choose (answers, "c", "good");

  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  double theirs = 100 * (1.0 * 40 + 1.0 * 20) / (2.0 * 40 + 1.0 * 20);

  assert_close (theirs, 60);
  assert_close (score->score, (50.0 * 40 + 100.0 * 20) / 60);
  g_assert_cmpfloat (fabs (score->score - theirs), >, 6);

  /* Asking the same twice as often changes nothing. */
  fixture_add_choice (first, "a2", 1);
  fixture_add_choice (first, "b2", 1);
  fixture_choose (answers, "a2", "good");
  fixture_choose (answers, "b2", "bad");

  g_autoptr (EncoreScore) longer = encore_score_of (card, answers);
  assert_close (longer->score, score->score);
}

static void
test_not_applicable (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();

  fixture_na (answers, "b");
  g_autoptr (EncoreScore) one = encore_score_of (card, answers);
  assert_close (section_at (one, 0)->percent, 100);
  assert_close (one->score, (100.0 * 40 + 60.0 * 20) / 60);
  g_assert_cmpint (find_line (one, "b")->fate, ==, ENCORE_FATE_NOT_APPLICABLE);

  fixture_na (answers, "a");
  g_autoptr (EncoreScore) section = encore_score_of (card, answers);
  g_assert_true (isnan (section_at (section, 0)->percent));
  assert_close (section->score, 60);

  fixture_na (answers, "c");
  g_autoptr (EncoreScore) nothing = encore_score_of (card, answers);
  g_assert_true (isnan (nothing->raw) && isnan (nothing->base) && isnan (nothing->score));
  g_assert_cmpuint (nothing->n_answered, ==, 3);

  g_autofree char *work = join_work (nothing);
  g_assert_nonnull (strstr (work, "No score"));
}

/* Where N/A is not offered, it is no way out of an answer. */
static void
test_not_applicable_not_offered (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();

  encore_scorecard_find_criterion (card, "b", NULL)->allows_na = FALSE;
  fixture_na (answers, "b");

  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  g_autoptr (GPtrArray) open = encore_score_list_open (score);

  g_assert_cmpint (find_line (score, "b")->fate, ==, ENCORE_FATE_OPEN);
  assert_keys (open, "b");
}

static void
test_unscored_options_alone (void)
{
  g_autoptr (EncoreScorecard) card = encore_scorecard_new ();
  g_autoptr (EncoreEvaluation) answers = encore_evaluation_new ();
  EncoreSection *section = encore_scorecard_add_section (card, "s", "S");
  EncoreCriterion *criterion = fixture_add_choice (section, "a", 1);

  for (guint i = 0; i < criterion->options->len; i++)
    ((EncoreOption *) g_ptr_array_index (criterion->options, i))->share = NAN;
  fixture_choose (answers, "a", "bad");

  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  g_assert_true (isnan (score->score));
  g_assert_cmpint (find_line (score, "a")->fate, ==, ENCORE_FATE_UNSCORED);

  /* One such option among scored ones leaves the sum as N/A does. */
  ((EncoreOption *) g_ptr_array_index (criterion->options, 0))->share = 1;
  fixture_add_choice (section, "b", 1);
  fixture_choose (answers, "b", "half");
  g_autoptr (EncoreScore) mixed = encore_score_of (card, answers);
  assert_close (mixed->score, 50);
}

/* No answer takes away what another one earned. */
static void
test_share_below_nothing (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();

  encore_criterion_find_option (encore_scorecard_find_criterion (card, "b", NULL), "bad")->share = -2;
  fixture_choose (answers, "b", "bad");
  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  assert_close (section_at (score, 0)->percent, 200.0 / 3);
}

static void
test_numbers (void)
{
  static const struct
  {
    double low, high, number, percent;
  } rows[] = {
    { 0, 10, 6, 60 }, { 0, 10, 12, 100 },  { 0, 10, -3, 0 },   { 1, 5, 1, 0 },
    { 1, 5, 3, 50 },  { 60, 20, 20, 100 }, { 60, 20, 50, 25 }, { 60, 20, 90, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EncoreScorecard) card = encore_scorecard_new ();
      g_autoptr (EncoreEvaluation) answers = encore_evaluation_new ();

      fixture_add_number (encore_scorecard_add_section (card, "s", "S"), "n", 1, rows[i].low, rows[i].high);
      fixture_number (answers, "n", rows[i].number);

      g_autoptr (EncoreScore) score = encore_score_of (card, answers);
      assert_close (score->score, rows[i].percent);
    }
}

/* --- Bonus --- */

static EncoreCriterion *
add_bonus (EncoreScorecard *card,
           double           points)
{
  EncoreCriterion *bonus = fixture_add_choice (encore_scorecard_find_section (card, "timing"), "proud", points);

  bonus->is_bonus = TRUE;
  bonus->is_header = TRUE;
  return bonus;
}

static void
test_bonus (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  double base = (250.0 / 3 * 40 + 60 * 20) / 60;

  add_bonus (card, 10);

  g_autoptr (EncoreScore) open = encore_score_of (card, answers);
  assert_close (open->score, base);
  g_assert_cmpint (find_line (open, "proud")->fate, ==, ENCORE_FATE_OPEN);

  fixture_choose (answers, "proud", "half");
  g_autoptr (EncoreScore) half = encore_score_of (card, answers);
  assert_close (half->base, base);
  assert_close (half->raw, base);
  assert_close (half->bonus, 5);
  assert_close (half->score, base + 5);

  fixture_choose (answers, "proud", "bad");
  g_autoptr (EncoreScore) bad = encore_score_of (card, answers);
  assert_close (bad->score, base);

  fixture_na (answers, "proud");
  g_autoptr (EncoreScore) na = encore_score_of (card, answers);
  assert_close (na->score, base);
  g_assert_cmpfloat (na->bonus, ==, 0);
  g_assert_cmpint (find_line (na, "proud")->fate, ==, ENCORE_FATE_NOT_APPLICABLE);
}

static void
test_cap (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();

  add_bonus (card, 30);
  fixture_choose (answers, "proud", "good");

  g_autoptr (EncoreScore) capped = encore_score_of (card, answers);
  g_assert_cmpfloat (capped->score, ==, 100);
  assert_close (capped->bonus, 30);

  card->cap = 105;
  g_autoptr (EncoreScore) higher = encore_score_of (card, answers);
  g_assert_cmpfloat (higher->score, ==, 105);
  g_autofree char *work = join_work (higher);
  g_assert_nonnull (strstr (work, "Capped: a bonus leads to 105% at most"));

  card->cap = 120;
  g_autoptr (EncoreScore) free = encore_score_of (card, answers);
  assert_close (free->score, free->base + 30);
  g_autofree char *uncapped = join_work (free);
  g_assert_null (strstr (uncapped, "Capped"));
}

/* A bonus is no score by itself. */
static void
test_bonus_alone (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = encore_evaluation_new ();

  add_bonus (card, 30);
  fixture_choose (answers, "proud", "good");

  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  g_assert_true (isnan (score->score));
}

static void
test_beyond_full_marks (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  EncoreCriterion *b = encore_scorecard_find_criterion (card, "b", NULL);

  card->cap = 150;
  encore_criterion_add_option (b, encore_option_new ("beyond", "Beyond", 1.5));
  fixture_choose (answers, "b", "beyond");

  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  assert_close (section_at (score, 0)->percent, 100);
  assert_close (score->base, (100.0 * 40 + 60.0 * 20) / 60);
  /* "b" decides a third of two thirds of the total. */
  assert_close (score->bonus, 100 * 0.5 * 2 / 9);
  assert_close (score->score, score->base + score->bonus);
  assert_close (find_line (score, "b")->share, 1);
  assert_close (find_line (score, "b")->excess, score->bonus);

  /* What applies decides how much that is. */
  fixture_na (answers, "c");
  fixture_na (answers, "a");
  g_autoptr (EncoreScore) alone = encore_score_of (card, answers);
  assert_close (alone->score, 150);
}

/* --- Fails --- */

static EncoreScorecard *
make_failing (EncoreFail a,
              EncoreFail b)
{
  EncoreScorecard *card = fixture_connection ();

  encore_criterion_find_option (encore_scorecard_find_criterion (card, "a", NULL), "bad")->fails = a;
  encore_criterion_find_option (encore_scorecard_find_criterion (card, "b", NULL), "bad")->fails = b;
  return card;
}

static void
test_fail_section (void)
{
  g_autoptr (EncoreScorecard) card = make_failing (ENCORE_FAIL_NONE, ENCORE_FAIL_SECTION);
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();

  fixture_choose (answers, "b", "bad");
  g_autoptr (EncoreScore) score = encore_score_of (card, answers);

  assert_close (section_at (score, 0)->raw, 200.0 / 3);
  g_assert_cmpfloat (section_at (score, 0)->percent, ==, 0);
  g_assert_cmpstr (section_at (score, 0)->failed_by, ==, "b");
  assert_close (score->raw, (200.0 / 3 * 40 + 60 * 20) / 60);
  assert_close (score->base, 60.0 * 20 / 60);
  assert_close (score->score, 20);
  g_assert_null (score->failed_by);

  /* It beats N/A: a section in which nothing else applies does not leave the total. */
  fixture_na (answers, "a");
  encore_scorecard_find_criterion (card, "b", NULL)->weight = 0;
  g_autoptr (EncoreScore) alone = encore_score_of (card, answers);
  g_assert_true (isnan (section_at (alone, 0)->raw));
  assert_close (alone->raw, 60);
  assert_close (alone->score, 20);
}

static void
test_fail_form (void)
{
  g_autoptr (EncoreScorecard) card = make_failing (ENCORE_FAIL_FORM, ENCORE_FAIL_SECTION);
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();

  add_bonus (card, 30);
  fixture_choose (answers, "proud", "good");
  fixture_choose (answers, "a", "bad");
  fixture_choose (answers, "b", "bad");
  g_autoptr (EncoreScore) score = encore_score_of (card, answers);

  g_assert_cmpfloat (score->score, ==, 0);
  g_assert_cmpstr (score->failed_by, ==, "a");
  g_assert_cmpstr (section_at (score, 0)->failed_by, ==, "b");
  assert_close (score->raw, 20);

  g_autofree char *work = join_work (score);
  g_assert_nonnull (strstr (work, "“Question a?” was answered with “Bad”"));
  g_assert_nonnull (strstr (work, "Score: 0% (without the fail: 20%)"));

  g_autoptr (EncoreEvaluation) kept = encore_evaluation_copy (answers);
  encore_score_keep (score, kept);
  g_assert_cmpfloat (kept->score, ==, 0);
  assert_close (kept->raw, 20);
  assert_close (kept->bonus, 30);
  g_assert_cmpstr (kept->failed_by, ==, "a");
}

/* A fail counts where nothing else does, and takes no bonus for going beyond in a section that failed. */
static void
test_fail_beats_nothing (void)
{
  g_autoptr (EncoreScorecard) card = make_failing (ENCORE_FAIL_FORM, ENCORE_FAIL_SECTION);
  g_autoptr (EncoreEvaluation) answers = encore_evaluation_new ();
  EncoreCriterion *a = encore_scorecard_find_criterion (card, "a", NULL);

  for (guint i = 0; i < a->options->len; i++)
    ((EncoreOption *) g_ptr_array_index (a->options, i))->share = NAN;
  fixture_choose (answers, "a", "bad");
  fixture_na (answers, "b");
  fixture_na (answers, "c");
  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  g_assert_cmpfloat (score->score, ==, 0);
  g_assert_true (isnan (score->raw));

  encore_criterion_find_option (a, "good")->share = 2;
  fixture_choose (answers, "a", "good");
  fixture_choose (answers, "b", "bad");
  g_autoptr (EncoreScore) beyond = encore_score_of (card, answers);
  g_assert_cmpfloat (beyond->bonus, ==, 0);
  g_assert_cmpfloat (beyond->score, ==, 0);
  assert_close (beyond->raw, 200.0 / 3);
}

/* What stands outside the sum fails nothing, nor does what is not asked. */
static void
test_no_fail_from_outside (void)
{
  g_autoptr (EncoreScorecard) card = make_failing (ENCORE_FAIL_NONE, ENCORE_FAIL_FORM);
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  EncoreCriterion *b = encore_scorecard_find_criterion (card, "b", NULL);

  fixture_choose (answers, "b", "bad");
  fixture_set_condition (b, "a", "half");
  g_autoptr (EncoreScore) not_asked = encore_score_of (card, answers);
  g_assert_null (not_asked->failed_by);
  assert_close (not_asked->score, (100.0 * 40 + 60.0 * 20) / 60);

  g_clear_pointer (&b->condition, g_free);
  b->is_header = TRUE;
  g_autoptr (EncoreScore) header = encore_score_of (card, answers);
  g_assert_null (header->failed_by);
  b->is_header = FALSE;
  g_autoptr (EncoreScore) asked = encore_score_of (card, answers);
  g_assert_cmpstr (asked->failed_by, ==, "b");
}

/* --- Weights --- */

static void
test_odd_weights (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  static const double odd[] = { 0, -3, NAN, INFINITY, -INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      encore_scorecard_find_criterion (card, "b", NULL)->weight = odd[i];
      g_autoptr (EncoreScore) score = encore_score_of (card, answers);
      assert_close (section_at (score, 0)->percent, 100);
      assert_close (score->score, (100.0 * 40 + 60.0 * 20) / 60);

      encore_scorecard_find_section (card, "timing")->weight = odd[i];
      g_autoptr (EncoreScore) section = encore_score_of (card, answers);
      assert_close (section->score, 100);
      encore_scorecard_find_section (card, "timing")->weight = 20;
    }

  encore_scorecard_find_section (card, "timing")->weight = 0;
  encore_scorecard_find_section (card, "connection")->weight = 0;
  g_autoptr (EncoreScore) nothing = encore_score_of (card, answers);
  g_assert_true (isnan (nothing->score));
}

static void
test_profile (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  EncoreProfile *profile = encore_scorecard_add_profile (card, "refund-uuid", "Refund");

  encore_profile_set_weight (profile, "timing", 80);
  encore_profile_set_weight (profile, "b", 0);
  answers->scenario = g_strdup ("refund-uuid");

  g_autoptr (EncoreScore) own = encore_score_new (card, answers, NULL);
  g_autoptr (EncoreScore) refund = encore_score_of (card, answers);
  g_autoptr (EncoreScore) unknown = encore_score_new (card, answers, "another");

  assert_close (own->score, (250.0 / 3 * 40 + 60 * 20) / 60);
  assert_close (refund->score, (100.0 * 40 + 60.0 * 80) / 120);
  g_assert_cmpstr (refund->scenario, ==, "refund-uuid");
  assert_close (unknown->score, own->score);
  g_assert_null (unknown->scenario);

  g_autofree char *work = join_work (refund);
  g_autofree char *own_work = join_work (own);
  g_assert_true (g_str_has_prefix (work, "Weights: those for “Refund”\n"));
  g_assert_true (g_str_has_prefix (own_work, "Weights: the scorecard’s own\n"));
}

/* --- What is asked --- */

static void
test_conditions (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();

  fixture_set_condition (encore_scorecard_find_criterion (card, "b", NULL), "a", "good");
  fixture_set_condition (encore_scorecard_find_criterion (card, "c", NULL), "b", "half");

  g_assert_true (encore_score_is_asked (card, answers, "a"));
  g_assert_true (encore_score_is_asked (card, answers, "c"));
  g_assert_false (encore_score_is_asked (card, answers, "nothing"));

  /* What hangs on what is not asked is not asked either, whatever was answered before. */
  fixture_choose (answers, "a", "half");
  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  g_assert_cmpint (find_line (score, "b")->fate, ==, ENCORE_FATE_NOT_ASKED);
  g_assert_cmpint (find_line (score, "c")->fate, ==, ENCORE_FATE_NOT_ASKED);
  g_assert_cmpuint (score->n_asked, ==, 1);
  assert_close (score->score, 50);

  g_assert_cmpuint (score->n_answered, ==, 1);

  fixture_choose (answers, "a", "good")->not_applicable = TRUE;
  g_assert_false (encore_score_is_asked (card, answers, "b"));
  encore_evaluation_clear_answer (answers, "a");
  g_assert_false (encore_score_is_asked (card, answers, "b"));
}

/* Nothing that hangs on itself is asked; it must only end. */
static void
test_conditions_in_a_ring (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();

  fixture_set_condition (encore_scorecard_find_criterion (card, "a", NULL), "b", "half");
  fixture_set_condition (encore_scorecard_find_criterion (card, "b", NULL), "a", "good");

  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  g_assert_cmpuint (score->n_asked, ==, 1);
  assert_close (score->score, 60);
}

/* A parent's answer may differ from those of its children, and counts as itself (Z4). */
static void
test_parent (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  g_autoptr (EncoreScore) before = encore_score_of (card, answers);

  encore_scorecard_find_criterion (card, "b", NULL)->parent = g_strdup ("a");
  g_autoptr (EncoreScore) after = encore_score_of (card, answers);
  assert_close (before->score, after->score);
}

static void
test_list_open (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = encore_evaluation_new ();
  EncoreSection *timing = encore_scorecard_find_section (card, "timing");
  EncoreCriterion *text = fixture_add_number (timing, "text", 1, 0, 1);
  EncoreCriterion *causes = fixture_add_choice (timing, "causes", 1);

  text->scale = ENCORE_SCALE_TEXT;
  causes->scale = ENCORE_SCALE_CAUSES;
  fixture_add_fact (timing, "noticed", ENCORE_JUDGES_RECOGNITION);
  fixture_set_condition (encore_scorecard_find_criterion (card, "b", NULL), "a", "half");

  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  g_autoptr (GPtrArray) open = encore_score_list_open (score);
  assert_keys (open, "a c noticed");

  fixture_choose (answers, "a", "half");
  encore_answer_set_option (fixture_number (answers, "c", NAN), "good");
  fixture_choose (answers, "noticed", "gone");
  g_autoptr (EncoreScore) later = encore_score_of (card, answers);
  g_autoptr (GPtrArray) still = encore_score_list_open (later);
  assert_keys (still, "b c noticed");
}

/* Noticing and acting are told apart, and no sum knows of them (P7). */
static void
test_facts (void)
{
  static const char *const given[] = { "yes", "no", NULL };
  static const EncoreFact facts[] = { ENCORE_FACT_YES, ENCORE_FACT_NO, ENCORE_FACT_UNKNOWN };
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  EncoreSection *timing = encore_scorecard_find_section (card, "timing");

  fixture_add_fact (timing, "noticed", ENCORE_JUDGES_RECOGNITION)->weight = 50;
  fixture_add_fact (timing, "acted", ENCORE_JUDGES_ACTION)->weight = 50;
  encore_scorecard_find_criterion (card, "acted", NULL)->is_header = FALSE;
  encore_criterion_find_option (encore_scorecard_find_criterion (card, "acted", NULL), "no")->fails = ENCORE_FAIL_FORM;
  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();

      fixture_choose (answers, "noticed", given[i / 3]);
      fixture_choose (answers, "acted", given[i % 3]);

      g_autoptr (EncoreScore) score = encore_score_of (card, answers);
      g_assert_cmpint (score->recognised, ==, facts[i / 3]);
      g_assert_cmpint (score->acted, ==, facts[i % 3]);
      assert_close (score->score, (250.0 / 3 * 40 + 60 * 20) / 60);
      g_assert_cmpint (find_line (score, "noticed")->fate, ==, ENCORE_FATE_UNSCORED);
    }
}

/* Best first, as all options stand. */
static void
test_facts_without_shares (void)
{
  static const EncoreFact facts[] = { ENCORE_FACT_YES, ENCORE_FACT_UNKNOWN, ENCORE_FACT_NO };
  static const char *const options[] = { "good", "half", "bad" };
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  EncoreCriterion *fact = fixture_add_choice (encore_scorecard_find_section (card, "timing"), "noticed", 1);

  fact->is_header = TRUE;
  fact->judges = ENCORE_JUDGES_RECOGNITION;
  for (guint i = 0; i < 3; i++)
    ((EncoreOption *) g_ptr_array_index (fact->options, i))->share = NAN;
  for (guint i = 0; i < 3; i++)
    {
      fixture_choose (answers, "noticed", options[i]);
      g_autoptr (EncoreScore) score = encore_score_of (card, answers);
      g_assert_cmpint (score->recognised, ==, facts[i]);
    }

  fixture_na (answers, "noticed");
  g_autoptr (EncoreScore) na = encore_score_of (card, answers);
  g_assert_cmpint (na->recognised, ==, ENCORE_FACT_UNKNOWN);
}

static void
test_evidence (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  EncoreSpan span = { 1000, 2000 };

  encore_answer_add_evidence (encore_evaluation_find_answer (answers, "a"), NULL, span, -1, -1);
  fixture_na (answers, "c");

  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  g_assert_cmpuint (score->n_no_evidence, ==, 1);
}

/* --- The sum as text --- */

static void
test_work_text (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  g_autofree char *work = join_work (score);

  g_assert_cmpstr (work, ==,
                   "Connection: (2 × 100% + 1 × 50%) / 3 = 83.3%\n"
                   "Timing: (5 × 60%) / 5 = 60%\n"
                   "Total: (83.3% × 40 + 60% × 20) / 60 = 75.6%\n"
                   "Score: 75.6%");
}

static void
test_work_text_of_all (void)
{
  g_autoptr (EncoreScorecard) card = make_failing (ENCORE_FAIL_NONE, ENCORE_FAIL_SECTION);
  g_autoptr (EncoreEvaluation) answers = fixture_connection_answers ();
  EncoreSection *timing = encore_scorecard_find_section (card, "timing");
  EncoreSection *third = encore_scorecard_add_section (card, "third", "Third");

  card->cap = 200;
  add_bonus (card, 10);
  encore_criterion_add_option (fixture_add_choice (timing, "d", 5), encore_option_new ("top", "Top", 1.5));
  fixture_set_condition (fixture_add_choice (timing, "e", 5), "a", "bad");
  fixture_add_choice (timing, "f", 5);
  fixture_add_choice (third, "g", 1);
  fixture_add_fact (third, "noticed", ENCORE_JUDGES_RECOGNITION);
  fixture_add_fact (third, "acted", ENCORE_JUDGES_ACTION);
  fixture_choose (answers, "b", "bad");
  fixture_choose (answers, "proud", "half");
  fixture_choose (answers, "d", "top");
  fixture_na (answers, "g");
  fixture_choose (answers, "noticed", "yes");
  fixture_choose (answers, "acted", "no");

  g_autoptr (EncoreScore) score = encore_score_of (card, answers);
  g_autofree char *work = join_work (score);

  g_assert_cmpstr (work, ==,
                   "Connection: (2 × 100% + 1 × 0%) / 3 = 66.7%\n"
                   "Connection: failed by “Question b?”, so it counts as 0%\n"
                   "Timing: (5 × 60% + 5 × 100%) / 10 = 80%\n"
                   "  Not asked of this call: “Question e?”\n"
                   "  Not answered yet: “Question f?”\n"
                   "Third: nothing in it counts, so it leaves the total\n"
                   "  N/A, outside the sum: “Question g?”\n"
                   "Total, as if nothing had failed: (66.7% × 40 + 80% × 20) / 60 = 71.1%\n"
                   "Total, with what failed: (0% × 40 + 80% × 20) / 60 = 26.7%\n"
                   "  Bonus, “Question proud?”: 10 × 50% = 5 points\n"
                   "  Beyond full marks, “Question d?”: 50% above × 16.7% of the total = 8.3 points\n"
                   "With the bonus, which stands apart: 26.7% + 13.3 = 40%\n"
                   "Score: 40%\n"
                   "Apart from the sum, noticing: “Question noticed?” Yes\n"
                   "Apart from the sum, acting: “Question acted?” No");
}

static void
test_numbers_as_text (void)
{
  static const struct
  {
    double value;
    const char *text;
  } rows[] = {
    { 0, "0" },           { -0.0, "0" },        { 100, "100" },      { 83.3333333, "83.3" },
    { 75.5555, "75.6" },  { 2.5, "2.5" },       { 2.25, "2.25" },    { 0.125, "0.125" },
    { 1 / 3.0, "0.333" }, { 83.03333, "83" },   { 0.00001, "0" },    { -0.00001, "0" },
    { 33, "33" },         { 0.1 + 0.2, "0.3" }, { NAN, "no score" }, { 12345.678, "12345.678" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = encore_score_format_number (rows[i].value);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* --- Two evaluations --- */

static void
test_differences (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) coach = fixture_connection_answers ();
  g_autoptr (EncoreEvaluation) agent = fixture_connection_answers ();
  EncoreCriterion *text = fixture_add_number (encore_scorecard_find_section (card, "timing"), "text", 1, 0, 1);

  text->scale = ENCORE_SCALE_TEXT;
  g_autoptr (GPtrArray) none = encore_evaluations_list_differences (card, coach, agent);
  g_assert_cmpuint (none->len, ==, 0);

  encore_answer_add_evidence (encore_evaluation_find_answer (agent, "a"), NULL, (EncoreSpan) { 0, 1 }, -1, -1);
  encore_evaluation_find_answer (agent, "a")->comment = g_strdup ("Because");
  g_autoptr (GPtrArray) same = encore_evaluations_list_differences (card, coach, agent);
  g_assert_cmpuint (same->len, ==, 0);

  fixture_number (agent, "text", NAN)->text = g_strdup ("Words");
  fixture_choose (agent, "a", "half"); /* half of full marks apart, decides 4/9 */
  fixture_choose (agent, "b", "bad");  /* half of full marks apart, decides 2/9 */
  fixture_number (agent, "c", 0);      /* 0.6 of full marks apart */
  g_autoptr (GPtrArray) different = encore_evaluations_list_differences (card, coach, agent);
  assert_keys (different, "c a b text");

  fixture_na (agent, "b");
  g_autoptr (GPtrArray) na = encore_evaluations_list_differences (card, coach, agent);
  assert_keys (na, "b c a text");

  /* What is not asked of either says nothing. */
  fixture_set_condition (encore_scorecard_find_criterion (card, "b", NULL), "a", "bad");
  g_autoptr (GPtrArray) asked = encore_evaluations_list_differences (card, coach, agent);
  assert_keys (asked, "c a text");
}

/* Without shares, answers are as far apart as they stand. */
static void
test_differences_unscored (void)
{
  g_autoptr (EncoreScorecard) card = fixture_connection ();
  g_autoptr (EncoreEvaluation) coach = encore_evaluation_new (), agent = encore_evaluation_new ();
  static const char *const keys[] = { "a", "b" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      EncoreCriterion *criterion = encore_scorecard_find_criterion (card, keys[i], NULL);

      criterion->weight = 1;
      for (guint j = 0; j < criterion->options->len; j++)
        ((EncoreOption *) g_ptr_array_index (criterion->options, j))->share = NAN;
      fixture_choose (coach, keys[i], "good");
    }
  fixture_choose (agent, "a", "half");
  fixture_choose (agent, "b", "bad");

  g_autoptr (GPtrArray) different = encore_evaluations_list_differences (card, coach, agent);
  assert_keys (different, "b a");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/score/worked-by-hand", test_worked_by_hand);
  g_test_add_func ("/domain/score/questions-do-not-weigh", test_questions_do_not_weigh);
  g_test_add_func ("/domain/score/not-applicable", test_not_applicable);
  g_test_add_func ("/domain/score/not-applicable-not-offered", test_not_applicable_not_offered);
  g_test_add_func ("/domain/score/unscored-options-alone", test_unscored_options_alone);
  g_test_add_func ("/domain/score/share-below-nothing", test_share_below_nothing);
  g_test_add_func ("/domain/score/numbers", test_numbers);
  g_test_add_func ("/domain/score/bonus", test_bonus);
  g_test_add_func ("/domain/score/cap", test_cap);
  g_test_add_func ("/domain/score/bonus-alone", test_bonus_alone);
  g_test_add_func ("/domain/score/beyond-full-marks", test_beyond_full_marks);
  g_test_add_func ("/domain/score/fail-section", test_fail_section);
  g_test_add_func ("/domain/score/fail-form", test_fail_form);
  g_test_add_func ("/domain/score/fail-beats-nothing", test_fail_beats_nothing);
  g_test_add_func ("/domain/score/no-fail-from-outside", test_no_fail_from_outside);
  g_test_add_func ("/domain/score/odd-weights", test_odd_weights);
  g_test_add_func ("/domain/score/profile", test_profile);
  g_test_add_func ("/domain/score/conditions", test_conditions);
  g_test_add_func ("/domain/score/conditions-in-a-ring", test_conditions_in_a_ring);
  g_test_add_func ("/domain/score/parent", test_parent);
  g_test_add_func ("/domain/score/list-open", test_list_open);
  g_test_add_func ("/domain/score/facts", test_facts);
  g_test_add_func ("/domain/score/facts-without-shares", test_facts_without_shares);
  g_test_add_func ("/domain/score/evidence", test_evidence);
  g_test_add_func ("/domain/score/work-text", test_work_text);
  g_test_add_func ("/domain/score/work-text-of-all", test_work_text_of_all);
  g_test_add_func ("/domain/score/numbers-as-text", test_numbers_as_text);
  g_test_add_func ("/domain/score/differences", test_differences);
  g_test_add_func ("/domain/score/differences-unscored", test_differences_unscored);
  return g_test_run ();
}
