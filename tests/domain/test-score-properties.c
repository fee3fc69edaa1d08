/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scorecard-fixture.h"

#include <string.h>

#define N_CARDS 400

/* A random scorecard with random answers, and what their sum is by the definition, worked out apart from the code that
 * is tested. */
typedef struct
{
  GRand *rand;
  guint seed;
  EncoreScorecard *card;
  EncoreEvaluation *answers;
  guint n_criteria;
  double raw; /* by the definition */
  double base;
  double total; /* as base, but what is beyond full marks counts in place */
  double bonus; /* of bonus criteria */
  gboolean failed;
} Case;

typedef struct
{
  double share;
  double weight;
} Counted;

static int
pick (Case *at,
      int   n)
{
  return g_rand_int_range (at->rand, 0, n);
}

static double
pick_weight (Case *at)
{
  return pick (at, 8) == 0 ? 0 : g_rand_double_range (at->rand, 0.1, 9);
}

/* Shares fall from one option to the next; the last may fail something. */
static EncoreCriterion *
add_choice (Case          *at,
            EncoreSection *section,
            const char    *key)
{
  EncoreCriterion *criterion = encore_criterion_new (key, key);
  int n_options = 2 + pick (at, 4);
  double best = pick (at, 5) == 0 ? 1.5 : 1;

  for (int i = 0; i < n_options; i++)
    {
      g_autofree char *name = g_strdup_printf ("o%d", i);

      encore_criterion_add_option (criterion,
                                   encore_option_new (name, name, best * (n_options - 1 - i) / (n_options - 1)));
    }
  g_ptr_array_add (section->criteria, criterion);
  return criterion;
}

static EncoreCriterion *
add_criterion (Case          *at,
               EncoreSection *section)
{
  g_autofree char *key = g_strdup_printf ("k%u", at->n_criteria++);
  EncoreCriterion *criterion = add_choice (at, section, key);
  EncoreOption *worst = g_ptr_array_index (criterion->options, criterion->options->len - 1);

  criterion->guidance = g_strdup ("Listen");
  criterion->weight = pick_weight (at);
  criterion->allows_na = TRUE;
  switch (pick (at, 12))
    {
    case 0:
      criterion->scale = ENCORE_SCALE_NUMBER;
      criterion->low = pick (at, 5);
      criterion->high = criterion->low + (pick (at, 2) == 0 ? 4 : -4);
      break;
    case 1:
      criterion->scale = pick (at, 2) == 0 ? ENCORE_SCALE_CAUSES : ENCORE_SCALE_TEXT;
      break;
    case 2:
      criterion->is_header = criterion->is_bonus = TRUE;
      break;
    case 3:
      criterion->is_header = TRUE;
      criterion->judges = pick (at, 2) == 0 ? ENCORE_JUDGES_ACTION : ENCORE_JUDGES_RECOGNITION;
      break;
    case 4:
      worst->fails = ENCORE_FAIL_SECTION;
      break;
    case 5:
      worst->fails = pick (at, 4) == 0 ? ENCORE_FAIL_FORM : ENCORE_FAIL_NONE;
      break;
    default:
      break;
    }

  return criterion;
}

static void
maybe_make_conditional (Case            *at,
                        EncoreCriterion *criterion)
{
  g_autofree char *key = g_strdup_printf ("k%u", (guint) pick (at, (int) at->n_criteria));
  g_autofree char *option = g_strdup_printf ("o%d", pick (at, 2));

  if (pick (at, 5) == 0 && g_strcmp0 (key, criterion->key) != 0)
    fixture_set_condition (criterion, key, option);
}

static void
answer (Case                  *at,
        const EncoreCriterion *criterion)
{
  int how = pick (at, 8);
  const EncoreOption *option = g_ptr_array_index (criterion->options, pick (at, (int) criterion->options->len));

  if (how == 0)
    return;
  if (how == 1)
    fixture_na (at->answers, criterion->key);
  else if (criterion->scale == ENCORE_SCALE_NUMBER)
    fixture_number (at->answers, criterion->key, g_rand_double_range (at->rand, -2, 12));
  else if (criterion->scale == ENCORE_SCALE_TEXT)
    fixture_number (at->answers, criterion->key, NAN)->text = g_strdup ("Words");
  else
    fixture_choose (at->answers, criterion->key, option->key);
}

static gboolean
is_asked (Case                  *at,
          const EncoreCriterion *criterion)
{
  const EncoreAnswer *given = encore_evaluation_find_answer (at->answers, criterion->condition);

  if (criterion->condition == NULL)
    return TRUE;
  if (given == NULL || given->not_applicable || given->options == NULL)
    return FALSE;

  return g_str_equal (given->options[0], criterion->condition_options[0])
         && is_asked (at, encore_scorecard_find_criterion (at->card, criterion->condition, NULL));
}

/* NAN: it is not in any sum. */
static double
read_share (Case                  *at,
            const EncoreCriterion *criterion)
{
  const EncoreAnswer *given = encore_evaluation_find_answer (at->answers, criterion->key);

  if (given == NULL || given->not_applicable || criterion->judges != ENCORE_JUDGES_QUALITY || !is_asked (at, criterion))
    return NAN;
  if (criterion->scale == ENCORE_SCALE_NUMBER)
    return CLAMP ((given->number - criterion->low) / (criterion->high - criterion->low), 0, 1);
  if (criterion->scale != ENCORE_SCALE_CHOICE)
    return NAN;

  return encore_criterion_find_option (criterion, given->options[0])->share;
}

static void
define_sums (Case *at)
{
  double raw = 0, raw_weights = 0, base = 0, total = 0, weights = 0;

  for (guint i = 0; i < at->card->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (at->card->sections, i);
      double points = 0, beyond = 0, sum = 0;
      gboolean failed = FALSE;

      for (guint j = 0; j < section->criteria->len; j++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);
          Counted counted = { read_share (at, criterion), criterion->weight };
          const EncoreAnswer *given = encore_evaluation_find_answer (at->answers, criterion->key);

          if (isnan (counted.share))
            continue;
          if (criterion->is_bonus)
            {
              at->bonus += counted.share * counted.weight;
              continue;
            }
          points += MIN (counted.share, 1) * counted.weight;
          beyond += counted.share * counted.weight;
          sum += counted.weight;
          if (criterion->scale != ENCORE_SCALE_CHOICE)
            continue;
          failed |= encore_criterion_find_option (criterion, given->options[0])->fails == ENCORE_FAIL_SECTION;
          at->failed |= encore_criterion_find_option (criterion, given->options[0])->fails == ENCORE_FAIL_FORM;
        }
      raw += sum > 0 ? section->weight * points / sum : 0;
      raw_weights += sum > 0 ? section->weight : 0;
      base += sum > 0 && !failed ? section->weight * points / sum : 0;
      total += sum > 0 && !failed ? section->weight * beyond / sum : 0;
      weights += sum > 0 || failed ? section->weight : 0;
    }
  at->raw = raw_weights > 0 ? 100 * raw / raw_weights : NAN;
  at->base = weights > 0 ? 100 * base / weights : NAN;
  at->total = weights > 0 ? 100 * total / weights : NAN;
}

static void
case_init (Case *at,
           guint seed)
{
  *at = (Case) { .rand = g_rand_new_with_seed (seed), .seed = seed };
  at->card = encore_scorecard_new ();
  at->answers = encore_evaluation_new ();
  at->card->cap = 100 + 10 * pick (at, 6);

  int n_sections = 1 + pick (at, 5);

  for (int i = 0; i < n_sections; i++)
    {
      g_autofree char *key = g_strdup_printf ("s%d", i);
      EncoreSection *section = encore_scorecard_add_section (at->card, key, key);
      int n_criteria = 1 + pick (at, 6);

      section->weight = pick_weight (at);
      for (int j = 0; j < n_criteria; j++)
        {
          EncoreCriterion *criterion = add_criterion (at, section);

          maybe_make_conditional (at, criterion);
          answer (at, criterion);
        }
    }
  define_sums (at);
}

static void
case_clear (Case *at)
{
  g_rand_free (at->rand);
  g_object_unref (at->card);
  g_object_unref (at->answers);
}

static void
assert_same_number (const Case *at,
                    const char *what,
                    double      one,
                    double      other)
{
  if ((isnan (one) && isnan (other)) || fabs (one - other) < 1e-7)
    return;

  g_test_message ("seed %u, %s: %.12g and %.12g", at->seed, what, one, other);
  g_test_fail ();
}

static void
assert_same (const Case  *at,
             EncoreScore *one,
             EncoreScore *other)
{
  assert_same_number (at, "raw", one->raw, other->raw);
  assert_same_number (at, "base", one->base, other->base);
  assert_same_number (at, "bonus", one->bonus, other->bonus);
  assert_same_number (at, "score", one->score, other->score);
}

typedef void (*Property) (Case *at, EncoreScore *score);

/* How often a property had something to say; one that never has proves nothing. */
static guint n_told;

static void
test_property (gconstpointer property)
{
  n_told = 0;
  for (guint seed = 1; seed <= N_CARDS && !g_test_failed (); seed++)
    {
      Case at;

      case_init (&at, seed);
      g_autoptr (EncoreScore) score = encore_score_of (at.card, at.answers);
      ((Property) property) (&at, score);
      case_clear (&at);
    }
  g_assert_cmpuint (n_told, >, N_CARDS / 10);
}

/* --- Properties --- */

static void
is_as_defined (Case        *at,
               EncoreScore *score)
{
  double sum = at->total + at->bonus;

  n_told += !isnan (score->score);
  assert_same_number (at, "raw", score->raw, at->raw);
  assert_same_number (at, "base", score->base, at->base);
  g_assert_cmpint (score->failed_by != NULL, ==, at->failed);
  if (!isnan (at->total))
    assert_same_number (at, "base and bonus", score->base + score->bonus, sum);
  assert_same_number (at, "score", score->score, at->failed ? 0 : isnan (sum) ? NAN : MIN (sum, at->card->cap));
}

static void
is_within_bounds (Case        *at,
                  EncoreScore *score)
{
  if (isnan (score->raw) || isnan (score->base))
    return;

  n_told++;
  g_assert_cmpfloat (score->raw, >=, 0);
  g_assert_cmpfloat (score->raw, <=, 100);
  g_assert_cmpfloat (score->base, <=, score->raw + 1e-9);
  g_assert_cmpfloat (score->base, >=, 0);
  g_assert_cmpfloat (score->bonus, >=, 0);
  g_assert_cmpfloat (score->score, >=, 0);
  g_assert_cmpfloat (score->score, <=, at->card->cap);
}

/* What is shown of the sections gives what is shown of the total. */
static void
reconciles (Case        *at,
            EncoreScore *score)
{
  double sum = 0, weights = 0;

  for (guint i = 0; i < score->sections->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (score->sections, i);

      if (isnan (section->percent))
        continue;
      n_told += section->failed_by == NULL;
      sum += section->percent * section->weight;
      weights += section->weight;
    }
  assert_same_number (at, "sections", score->base, weights > 0 ? sum / weights : NAN);
}

static void
shuffle (Case      *at,
         GPtrArray *items)
{
  for (guint i = items->len; i > 1; i--)
    {
      guint other = (guint) pick (at, (int) i);
      gpointer item = items->pdata[i - 1];

      items->pdata[i - 1] = items->pdata[other];
      items->pdata[other] = item;
    }
}

static void
does_not_hang_on_order (Case        *at,
                        EncoreScore *score)
{
  g_autoptr (EncoreScorecard) shuffled = encore_scorecard_copy (at->card);

  shuffle (at, shuffled->sections);
  shuffle (at, at->answers->answers);
  for (guint i = 0; i < shuffled->sections->len; i++)
    shuffle (at, ((EncoreSection *) g_ptr_array_index (shuffled->sections, i))->criteria);

  g_autoptr (EncoreScore) other = encore_score_of (shuffled, at->answers);
  n_told += !isnan (score->score);
  assert_same (at, score, other);
}

/* What does not apply, is not answered, or was never asked: nothing changes whether it is there. */
static void
ignores_what_does_not_apply (Case        *at,
                             EncoreScore *score)
{
  g_autoptr (EncoreScorecard) more = encore_scorecard_copy (at->card);
  g_autoptr (EncoreEvaluation) answers = encore_evaluation_copy (at->answers);
  EncoreSection *section = g_ptr_array_index (more->sections, (guint) pick (at, (int) more->sections->len));

  fixture_add_choice (section, "added-na", 5);
  fixture_add_choice (section, "added-open", 5);
  fixture_set_condition (fixture_add_choice (section, "added-not-asked", 5), "added-na", "good");
  fixture_add_choice (encore_scorecard_add_section (more, "added-section", "Added"), "added-apart", 5);
  fixture_na (answers, "added-na");
  fixture_na (answers, "added-apart");
  fixture_choose (answers, "added-not-asked", "bad");

  g_autoptr (EncoreScore) other = encore_score_of (more, answers);
  n_told += !isnan (score->score);
  assert_same (at, score, other);
}

static void
is_as_without_what_is_not_asked (Case        *at,
                                 EncoreScore *score)
{
  g_autoptr (EncoreScorecard) less = encore_scorecard_copy (at->card);

  for (guint i = 0; i < less->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (less->sections, i);

      for (guint j = section->criteria->len; j > 0; j--)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j - 1);

          if (encore_score_is_asked (at->card, at->answers, criterion->key))
            continue;
          n_told++;
          g_ptr_array_remove_index (section->criteria, j - 1);
        }
    }

  g_autoptr (EncoreScore) other = encore_score_of (less, at->answers);
  assert_same (at, score, other);
}

/* Weights are told relative to each other: of criteria within their section, of sections within the form. */
static void
scales_with_weights (Case        *at,
                     EncoreScore *score)
{
  g_autoptr (EncoreScorecard) scaled = encore_scorecard_copy (at->card);

  for (guint i = 0; i < scaled->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (scaled->sections, i);
      double by = g_rand_double_range (at->rand, 0.1, 20);

      section->weight *= 7.3;
      for (guint j = 0; j < section->criteria->len; j++)
        {
          EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);

          criterion->weight *= criterion->is_bonus ? 1 : by;
        }
    }

  g_autoptr (EncoreScore) other = encore_score_of (scaled, at->answers);
  n_told += !isnan (score->score);
  assert_same (at, score, other);
}

static gboolean
is_condition (EncoreScorecard *card,
              const char      *key)
{
  for (guint i = 0; i < card->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (card->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        if (g_strcmp0 (((const EncoreCriterion *) g_ptr_array_index (section->criteria, j))->condition, key) == 0)
          return TRUE;
    }

  return FALSE;
}

/* A better answer never lowers anything, and raises what it decides. */
static void
rises_with_answers (Case        *at,
                    EncoreScore *score)
{
  for (guint i = 0; i < at->answers->answers->len; i++)
    {
      const EncoreAnswer *given = g_ptr_array_index (at->answers->answers, i);
      const EncoreCriterion *criterion = encore_scorecard_find_criterion (at->card, given->key, NULL);

      if (criterion->scale != ENCORE_SCALE_CHOICE || given->not_applicable || is_condition (at->card, given->key)
          || g_str_equal (given->options[0], "o0"))
        continue;

      g_autoptr (EncoreEvaluation) better = encore_evaluation_copy (at->answers);

      fixture_choose (better, given->key, "o0");
      g_autoptr (EncoreScore) other = encore_score_of (at->card, better);

      if (isnan (score->score) || isnan (score->raw))
        continue;
      n_told += other->score > score->score;
      g_assert_cmpfloat (other->raw, >=, score->raw - 1e-9);
      g_assert_cmpfloat (other->base, >=, score->base - 1e-9);
      g_assert_cmpfloat (other->score, >=, score->score - 1e-9);
    }
}

static void
shares_add_up (Case              *at,
               EncoreScore *score G_GNUC_UNUSED)
{
  double sum = 0;

  for (guint i = 0; i < at->card->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (at->card->sections, i);
      double of_section = 0;

      for (guint j = 0; j < section->criteria->len; j++)
        of_section += encore_scorecard_criterion_share (
            at->card, ((const EncoreCriterion *) g_ptr_array_index (section->criteria, j))->key, NULL);
      assert_same_number (at, "section", encore_scorecard_criterion_share (at->card, section->key, NULL), of_section);
      sum += of_section;
    }
  n_told += sum > 0;
  if (sum > 0)
    assert_same_number (at, "shares", sum, 1);
}

/* With everything asked and answered, the share of a criterion is what it moves the total by. */
static void
shares_are_what_moves (Case              *at,
                       EncoreScore *score G_GNUC_UNUSED)
{
  g_autoptr (EncoreScorecard) card = encore_scorecard_copy (at->card);
  g_autoptr (EncoreEvaluation) answers = encore_evaluation_new ();

  for (guint i = 0; i < card->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (card->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);
          EncoreOption *last = g_ptr_array_index (criterion->options, criterion->options->len - 1);

          g_clear_pointer (&criterion->condition, g_free);
          last->fails = ENCORE_FAIL_NONE;
          if (criterion->scale == ENCORE_SCALE_NUMBER)
            fixture_number (answers, criterion->key, criterion->low);
          else
            fixture_choose (answers, criterion->key, last->key);
        }
    }

  g_autoptr (EncoreScore) nothing = encore_score_of (card, answers);

  for (guint i = 0; i < answers->answers->len; i++)
    {
      const EncoreAnswer *given = g_ptr_array_index (answers->answers, i);
      const EncoreCriterion *criterion = encore_scorecard_find_criterion (card, given->key, NULL);
      g_autoptr (EncoreEvaluation) full = encore_evaluation_copy (answers);

      if (criterion->scale == ENCORE_SCALE_NUMBER)
        fixture_number (full, criterion->key, criterion->high);
      else
        fixture_choose (full, criterion->key, "o0");

      g_autoptr (EncoreScore) moved = encore_score_of (card, full);
      double share = encore_scorecard_criterion_share (card, criterion->key, NULL);

      if (isnan (nothing->base))
        g_assert_cmpfloat (share, ==, 0);
      else
        assert_same_number (at, "moved", moved->base - nothing->base, 100 * share);
      n_told += share > 0;
    }
}

/* A profile is the same form with other weights; one that names none is the form itself. */
static void
profiles_are_weights (Case        *at,
                      EncoreScore *score)
{
  g_autoptr (EncoreScorecard) card = encore_scorecard_copy (at->card);
  g_autoptr (EncoreScorecard) reweighed = encore_scorecard_copy (at->card);
  EncoreProfile *profile = encore_scorecard_add_profile (card, "other", "Other");

  encore_scorecard_add_profile (card, "same", "Same");
  for (guint i = 0; i < reweighed->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (reweighed->sections, i);

      section->weight = pick_weight (at);
      encore_profile_set_weight (profile, section->key, section->weight);
      for (guint j = 0; j < section->criteria->len; j++)
        {
          EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);

          criterion->weight = pick_weight (at);
          encore_profile_set_weight (profile, criterion->key, criterion->weight);
        }
    }

  g_autoptr (EncoreScore) same = encore_score_new (card, at->answers, "same");
  g_autoptr (EncoreScore) other = encore_score_new (card, at->answers, "other");
  g_autoptr (EncoreScore) expected = encore_score_new (reweighed, at->answers, NULL);

  assert_same (at, score, same);
  assert_same (at, other, expected);
  n_told += !isnan (other->score) && other->score != score->score;
}

static void
says_what_it_is (Case        *at,
                 EncoreScore *score)
{
  g_autoptr (GPtrArray) work = encore_score_work (score);
  g_autofree char *percent = encore_score_format_percent (score->score);
  g_autofree char *line = g_strdup_printf ("Score: %s", percent);
  gboolean found = FALSE;

  for (guint i = 0; i < work->len; i++)
    found |= g_str_has_prefix (work->pdata[i], isnan (score->score) ? "No score" : line);
  n_told += !isnan (score->score);
  if (!found)
    g_test_message ("seed %u: no “%s”", at->seed, line);
  g_assert_true (found);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    Property property;
  } properties[] = {
    { "/domain/score/properties/definition", is_as_defined },
    { "/domain/score/properties/bounds", is_within_bounds },
    { "/domain/score/properties/sections-reconcile", reconciles },
    { "/domain/score/properties/order", does_not_hang_on_order },
    { "/domain/score/properties/not-applicable", ignores_what_does_not_apply },
    { "/domain/score/properties/not-asked", is_as_without_what_is_not_asked },
    { "/domain/score/properties/scaling", scales_with_weights },
    { "/domain/score/properties/monotone", rises_with_answers },
    { "/domain/score/properties/shares", shares_add_up },
    { "/domain/score/properties/shares-move", shares_are_what_moves },
    { "/domain/score/properties/profiles", profiles_are_weights },
    { "/domain/score/properties/text", says_what_it_is },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    g_test_add_data_func (properties[i].name, properties[i].property, test_property);
  return g_test_run ();
}
