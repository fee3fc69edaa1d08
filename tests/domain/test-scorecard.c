/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scorecard-fixture.h"

#include <string.h>

/* A scorecard of which nothing is to be said: nine elements in three sections, a bonus, two facts, a profile. */
static EncoreScorecard *
make_sound (void)
{
  EncoreScorecard *card = encore_scorecard_new ();

  card->name = g_strdup ("Sound");
  card->cap = 110;
  card->goal = 80;
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *key = g_strdup_printf ("s%d", i);
      g_autofree char *name = g_strdup_printf ("Section %d", i);
      EncoreSection *section = encore_scorecard_add_section (card, key, name);

      for (int j = 0; j < 3; j++)
        {
          g_autofree char *criterion = g_strdup_printf ("c%d%d", i, j);

          fixture_add_choice (section, criterion, 1 + j);
        }
    }

  EncoreSection *last = encore_scorecard_find_section (card, "s2");
  EncoreCriterion *bonus = fixture_add_choice (last, "proud", 5);

  bonus->is_header = bonus->is_bonus = TRUE;
  fixture_add_fact (last, "noticed", ENCORE_JUDGES_RECOGNITION);
  fixture_add_fact (last, "acted", ENCORE_JUDGES_ACTION);
  fixture_set_condition (encore_scorecard_find_criterion (card, "c11", NULL), "c10", "good");
  encore_scorecard_find_criterion (card, "c12", NULL)->parent = g_strdup ("c00");
  encore_profile_set_weight (encore_scorecard_add_profile (card, "refund", "Refund"), "s1", 3);
  return card;
}

static EncoreCriterion *
criterion (EncoreScorecard *card,
           const char      *key)
{
  return encore_scorecard_find_criterion (card, key, NULL);
}

static EncoreOption *
option (EncoreScorecard *card,
        const char      *key,
        const char      *name)
{
  return encore_criterion_find_option (criterion (card, key), name);
}

static void
set (char      **field,
     const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* --- Ways to change it --- */

static void
change_name (EncoreScorecard *card)
{
  set (&card->name, " ");
}
static void
change_cap (EncoreScorecard *card)
{
  card->cap = 90;
}
static void
change_cap_nan (EncoreScorecard *card)
{
  card->cap = NAN;
}
static void
change_goal (EncoreScorecard *card)
{
  card->goal = 111;
}
static void
change_goal_below (EncoreScorecard *card)
{
  card->goal = -1;
}
static void
change_section_name (EncoreScorecard *card)
{
  set (&encore_scorecard_find_section (card, "s1")->name, "");
}
static void
change_section_weight (EncoreScorecard *card)
{
  encore_scorecard_find_section (card, "s1")->weight = -1;
}
static void
change_guidance (EncoreScorecard *card)
{
  set (&criterion (card, "c00")->guidance, " \n");
}
static void
change_fact_guidance (EncoreScorecard *card)
{
  set (&criterion (card, "acted")->guidance, NULL);
}
static void
change_question (EncoreScorecard *card)
{
  set (&criterion (card, "c00")->question, "");
}
static void
change_weight (EncoreScorecard *card)
{
  criterion (card, "c00")->weight = -0.5;
}
static void
change_weight_inf (EncoreScorecard *card)
{
  criterion (card, "c00")->weight = INFINITY;
}
static void
change_no_options (EncoreScorecard *card)
{
  g_ptr_array_set_size (criterion (card, "c00")->options, 0);
}
static void
change_label (EncoreScorecard *card)
{
  set (&option (card, "c00", "half")->label, "");
}
static void
change_option_key (EncoreScorecard *card)
{
  set (&option (card, "c00", "half")->key, "good");
}
static void
change_share (EncoreScorecard *card)
{
  option (card, "c00", "bad")->share = -0.1;
}
static void
change_fact_fails (EncoreScorecard *card)
{
  option (card, "acted", "no")->fails = ENCORE_FAIL_FORM;
}
static void
change_bonus_fails (EncoreScorecard *card)
{
  option (card, "proud", "bad")->fails = ENCORE_FAIL_SECTION;
}
static void
change_fact_counts (EncoreScorecard *card)
{
  criterion (card, "noticed")->is_header = FALSE;
}
static void
change_fact_bonus (EncoreScorecard *card)
{
  criterion (card, "noticed")->is_bonus = TRUE;
}
static void
change_parent_gone (EncoreScorecard *card)
{
  set (&criterion (card, "c12")->parent, "gone");
}
static void
change_parent_itself (EncoreScorecard *card)
{
  set (&criterion (card, "c12")->parent, "c12");
}
static void
change_condition_gone (EncoreScorecard *card)
{
  set (&criterion (card, "c11")->condition, "gone");
}
static void
change_condition_later (EncoreScorecard *card)
{
  set (&criterion (card, "c11")->condition, "c20");
}
static void
change_condition_itself (EncoreScorecard *card)
{
  set (&criterion (card, "c11")->condition, "c11");
}
static void
change_anchor (EncoreScorecard *card)
{
  set (&option (card, "c00", "half")->anchor, NULL);
}
static void
change_shares_rise (EncoreScorecard *card)
{
  option (card, "c00", "half")->share = 0;
}
static void
change_no_full (EncoreScorecard *card)
{
  option (card, "c00", "good")->share = 0.9;
}
static void
change_weight_nil (EncoreScorecard *card)
{
  criterion (card, "c00")->weight = 0;
}
static void
change_same_label (EncoreScorecard *card)
{
  set (&option (card, "c00", "half")->label, "good");
}
static void
change_empty (EncoreScorecard *card)
{
  encore_scorecard_add_section (card, "s9", "Nothing");
}

static void
change_number (EncoreScorecard *card)
{
  criterion (card, "c00")->scale = ENCORE_SCALE_NUMBER;
  criterion (card, "c00")->low = criterion (card, "c00")->high = 3;
}

static void
change_key (EncoreScorecard *card)
{
  set (&criterion (card, "c22")->key, "s1");
}

static void
change_fact_number (EncoreScorecard *card)
{
  criterion (card, "noticed")->scale = ENCORE_SCALE_NUMBER;
}

static void
change_parent_ring (EncoreScorecard *card)
{
  set (&criterion (card, "c00")->parent, "c12");
}

static void
change_condition_option (EncoreScorecard *card)
{
  set (&criterion (card, "c11")->condition_options[0], "gone");
}

static void
change_condition_no_option (EncoreScorecard *card)
{
  g_clear_pointer (&criterion (card, "c11")->condition_options, g_strfreev);
}

static void
change_all_weights (EncoreScorecard *card)
{
  for (guint i = 0; i < card->sections->len; i++)
    ((EncoreSection *) g_ptr_array_index (card->sections, i))->weight = 0;
}

static void
change_nothing_scored (EncoreScorecard *card)
{
  g_ptr_array_set_size (card->sections, 0);
  fixture_add_fact (encore_scorecard_add_section (card, "s0", "Only facts"), "noticed", ENCORE_JUDGES_RECOGNITION);
}

static void
change_profile_nil (EncoreScorecard *card)
{
  for (guint i = 0; i < card->sections->len; i++)
    encore_profile_set_weight (encore_scorecard_find_profile (card, "refund"),
                               ((EncoreSection *) g_ptr_array_index (card->sections, i))->key, 0);
}

static void
change_profile_key (EncoreScorecard *card)
{
  encore_profile_set_weight (encore_scorecard_find_profile (card, "refund"), "gone", 1);
}

static void
change_few (EncoreScorecard *card)
{
  g_ptr_array_remove_index (card->sections, 0);
  g_clear_pointer (&criterion (card, "c12")->parent, g_free);
}

static void
change_many (EncoreScorecard *card)
{
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *key = g_strdup_printf ("more%d", i);

      fixture_add_choice (encore_scorecard_find_section (card, "s0"), key, 1);
    }
}

static void
change_heavy (EncoreScorecard *card)
{
  encore_scorecard_find_section (card, "s1")->weight = 10;
  criterion (card, "c10")->weight = 30;
}

static void
change_one_option (EncoreScorecard *card)
{
  g_ptr_array_set_size (criterion (card, "c00")->options, 1);
}

static void
change_no_way_up (EncoreScorecard *card)
{
  criterion (card, "proud")->is_bonus = FALSE;
}

typedef struct
{
  const char *name;
  void (*change) (EncoreScorecard *card);
  const char *sentence;
} Row;

static const Row problems[] = {
  { "name", change_name, "The scorecard has no name" },
  { "cap", change_cap, "The cap is below 100%: full marks could not be reached" },
  { "cap-nan", change_cap_nan, "The cap is below 100%: full marks could not be reached" },
  { "goal", change_goal, "The goal lies outside what a call can reach" },
  { "goal-below", change_goal_below, "The goal lies outside what a call can reach" },
  { "section-name", change_section_name, "A section has no name" },
  { "section-weight", change_section_weight, "The weight of “Section 1” is below 0" },
  { "guidance", change_guidance, "“Question c00?” does not say how to apply it" },
  { "fact-guidance", change_fact_guidance, "“Question acted?” does not say how to apply it" },
  { "question", change_question, "An element has no question" },
  { "weight", change_weight, "The weight of “Question c00?” is below 0" },
  { "weight-inf", change_weight_inf, "The weight of “Question c00?” is below 0" },
  { "no-options", change_no_options, "“Question c00?” has no answers to choose from" },
  { "label", change_label, "An answer to “Question c00?” has no name or no key" },
  { "option-key", change_option_key, "Two answers to “Question c00?” have the key “good”" },
  { "share", change_share, "The answer “Bad” to “Question c00?” is worth less than nothing" },
  { "fact-fails", change_fact_fails,
    "The answer “No” to “Question acted?” cannot fail anything: the question stands outside the sum" },
  { "bonus-fails", change_bonus_fails,
    "The answer “Bad” to “Question proud?” cannot fail anything: the question stands outside the sum" },
  { "fact-counts", change_fact_counts, "“Question noticed?” asks for a fact, so it must be a header question" },
  { "fact-bonus", change_fact_bonus, "“Question noticed?” asks for a fact, so it cannot be a bonus" },
  { "fact-number", change_fact_number, "“Question noticed?” asks for a fact, so it needs answers to choose from" },
  { "number", change_number, "The number asked by “Question c00?” is worth nothing and full marks at once" },
  { "key", change_key, "The key “s1” is used twice" },
  { "parent-gone", change_parent_gone, "“Question c12?” helps to answer a question that is not there" },
  { "parent-itself", change_parent_itself, "“Question c12?” helps to answer itself" },
  { "parent-ring", change_parent_ring, "“Question c12?” helps to answer itself" },
  { "condition-gone", change_condition_gone, "“Question c11?” depends on an element that is not there" },
  { "condition-later", change_condition_later, "“Question c11?” depends on “Question c20?”, which is asked after it" },
  { "condition-itself", change_condition_itself, "“Question c11?” depends on itself" },
  { "condition-option", change_condition_option,
    "“Question c11?” depends on an answer to “Question c10?” that is not there" },
  { "condition-no-option", change_condition_no_option,
    "“Question c11?” does not say on which answer to “Question c10?” it depends" },
  { "all-weights", change_all_weights, "All weights are 0, so nothing counts" },
  { "nothing-scored", change_nothing_scored, "Nothing in it is scored" },
  { "profile-nil", change_profile_nil, "The weights for “Refund” leave nothing to count" },
};

static const Row warnings[] = {
  { "few", change_few, "It has 6 elements; 8 to 20 are usual" },
  { "many", change_many, "It has 21 elements; 8 to 20 are usual" },
  { "heavy", change_heavy, "“Question c10?” alone decides 71.4% of the total" },
  { "anchor", change_anchor, "1 answer to “Question c00?” does not say how one knows it when one sees it" },
  { "shares-rise", change_shares_rise, "The answers to “Question c00?” are not worth less from one to the next" },
  { "no-full", change_no_full, "No answer to “Question c00?” brings full marks" },
  { "weight-nil", change_weight_nil, "“Question c00?” weighs nothing" },
  { "same-label", change_same_label, "Two answers to “Question c00?” are called “good”" },
  { "one-option", change_one_option, "“Question c00?” has one answer only" },
  { "empty", change_empty, "“Nothing” is empty" },
  { "profile-key", change_profile_key, "The weights for “Refund” name “gone”, which is not there" },
  { "no-way-up", change_no_way_up, "The cap is above 100%, but nothing leads there" },
};

static void
assert_said (GPtrArray  *sentences,
             const char *sentence)
{
  for (guint i = 0; i < sentences->len; i++)
    if (g_str_equal (sentences->pdata[i], sentence))
      return;

  g_test_message ("not said: %s", sentence);
  for (guint i = 0; i < sentences->len; i++)
    g_test_message ("said: %s", (const char *) sentences->pdata[i]);
  g_test_fail ();
}

static void
assert_silent (GPtrArray *sentences)
{
  for (guint i = 0; i < sentences->len; i++)
    g_test_message ("said: %s", (const char *) sentences->pdata[i]);
  g_assert_cmpuint (sentences->len, ==, 0);
}

static void
test_problem (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (EncoreScorecard) card = make_sound ();

  row->change (card);
  g_autoptr (GPtrArray) said = encore_scorecard_list_problems (card);
  assert_said (said, row->sentence);
}

/* What is only worth a second look keeps nothing from being published. */
static void
test_warning (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (EncoreScorecard) card = make_sound ();

  row->change (card);
  g_autoptr (GPtrArray) said = encore_scorecard_list_warnings (card);
  g_autoptr (GPtrArray) keeping = encore_scorecard_list_problems (card);
  assert_said (said, row->sentence);
  if (!g_str_equal (row->name, "one-option"))
    assert_silent (keeping);
}

static void
test_sound (void)
{
  g_autoptr (EncoreScorecard) card = make_sound ();
  g_autoptr (GPtrArray) keeping = encore_scorecard_list_problems (card);
  g_autoptr (GPtrArray) odd = encore_scorecard_list_warnings (card);

  assert_silent (keeping);
  assert_silent (odd);
}

/* What one scenario weighs is not for nothing. */
static void
test_weighed_by_a_profile (void)
{
  g_autoptr (EncoreScorecard) card = make_sound ();

  criterion (card, "c00")->weight = 0;
  encore_profile_set_weight (encore_scorecard_find_profile (card, "refund"), "c00", 2);
  g_autoptr (GPtrArray) one = encore_scorecard_list_warnings (card);
  assert_silent (one);

  criterion (card, "c00")->weight = 2;
  encore_profile_set_weight (encore_scorecard_find_profile (card, "refund"), "c00", 0);
  g_autoptr (GPtrArray) other = encore_scorecard_list_warnings (card);
  assert_silent (other);
}

static void
test_nothing (void)
{
  g_autoptr (EncoreScorecard) card = encore_scorecard_new ();
  g_autoptr (GPtrArray) keeping = encore_scorecard_list_problems (card);
  g_autoptr (GPtrArray) odd = encore_scorecard_list_warnings (card);

  assert_said (keeping, "The scorecard has no name");
  assert_said (keeping, "Nothing in it is scored");
  assert_said (odd, "It has 0 elements; 8 to 20 are usual");
}

/* --- Shares --- */

static void
test_shares (void)
{
  g_autoptr (EncoreScorecard) card = make_sound ();

  g_assert_cmpfloat_with_epsilon (encore_scorecard_criterion_share (card, "c00", NULL), 1 / 18.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (encore_scorecard_criterion_share (card, "c02", NULL), 3 / 18.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (encore_scorecard_criterion_share (card, "c12", "refund"), 0.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (encore_scorecard_criterion_share (card, "s1", "refund"), 0.6, 1e-9);
  g_assert_cmpfloat (encore_scorecard_criterion_share (card, "proud", NULL), ==, 0);
  g_assert_cmpfloat (encore_scorecard_criterion_share (card, "noticed", NULL), ==, 0);
  g_assert_cmpfloat (encore_scorecard_criterion_share (card, "gone", NULL), ==, 0);

  /* A section of which nothing counts decides nothing. */
  fixture_add_fact (encore_scorecard_add_section (card, "facts", "Facts"), "fact", ENCORE_JUDGES_ACTION);
  g_assert_cmpfloat_with_epsilon (encore_scorecard_criterion_share (card, "s0", NULL), 1 / 3.0, 1e-9);
  g_assert_cmpfloat (encore_scorecard_criterion_share (card, "facts", NULL), ==, 0);
}

/* --- What became of a version --- */

static char *
describe (GPtrArray *changes)
{
  static const char kinds[] = { '+', '-', '~' };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const EncoreScorecardChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (text, "%s%c%s %s|%s|%s|%s", i > 0 ? "\n" : "", kinds[change->kind],
                              change->key != NULL ? change->key : "", change->name, change->what,
                              change->before != NULL ? change->before : "", change->after != NULL ? change->after : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
swap (GPtrArray *items)
{
  gpointer first = items->pdata[0];

  items->pdata[0] = items->pdata[1];
  items->pdata[1] = first;
}

static void
edit_description (EncoreScorecard *card)
{
  set (&card->description, "New");
}
static void
edit_name (EncoreScorecard *card)
{
  set (&card->name, "New");
}
static void
edit_goal (EncoreScorecard *card)
{
  card->goal = 85.5;
}
static void
edit_cap (EncoreScorecard *card)
{
  card->cap = 105;
}
static void
edit_section_weight (EncoreScorecard *card)
{
  encore_scorecard_find_section (card, "s1")->weight = 2.5;
}
static void
edit_section_guidance (EncoreScorecard *card)
{
  set (&encore_scorecard_find_section (card, "s1")->guidance, "G");
}
static void
edit_section_name (EncoreScorecard *card)
{
  set (&encore_scorecard_find_section (card, "s1")->name, "N");
}
static void
edit_section_order (EncoreScorecard *card)
{
  swap (card->sections);
}
static void
edit_order (EncoreScorecard *card)
{
  swap (encore_scorecard_find_section (card, "s1")->criteria);
}
static void
edit_option_order (EncoreScorecard *card)
{
  swap (criterion (card, "c00")->options);
}
static void
edit_question (EncoreScorecard *card)
{
  set (&criterion (card, "c00")->question, "New?");
}
static void
edit_guidance (EncoreScorecard *card)
{
  set (&criterion (card, "c00")->guidance, "New");
}
static void
edit_complex (EncoreScorecard *card)
{
  set (&criterion (card, "c00")->guidance_complex, "New");
}
static void
edit_weight (EncoreScorecard *card)
{
  criterion (card, "c00")->weight = 4;
}
static void
edit_class (EncoreScorecard *card)
{
  criterion (card, "c00")->class = ENCORE_CLASS_SOFT;
}
static void
edit_judges (EncoreScorecard *card)
{
  criterion (card, "acted")->judges = ENCORE_JUDGES_RECOGNITION;
}
static void
edit_scale (EncoreScorecard *card)
{
  criterion (card, "c00")->scale = ENCORE_SCALE_TEXT;
}
static void
edit_na (EncoreScorecard *card)
{
  criterion (card, "c00")->allows_na = FALSE;
}
static void
edit_header (EncoreScorecard *card)
{
  criterion (card, "c00")->is_header = TRUE;
}
static void
edit_bonus (EncoreScorecard *card)
{
  criterion (card, "c00")->is_bonus = TRUE;
}
static void
edit_value (EncoreScorecard *card)
{
  set (&criterion (card, "c00")->value, "uuid");
}
static void
edit_pillar (EncoreScorecard *card)
{
  set (&criterion (card, "c00")->pillar, "uuid");
}
static void
edit_parent (EncoreScorecard *card)
{
  set (&criterion (card, "c12")->parent, "c01");
}
static void
edit_condition (EncoreScorecard *card)
{
  set (&criterion (card, "c11")->condition_options[0], "half");
}
static void
edit_label (EncoreScorecard *card)
{
  set (&option (card, "c00", "good")->label, "Great");
}
static void
edit_anchor (EncoreScorecard *card)
{
  set (&option (card, "c00", "good")->anchor, "New");
}
static void
edit_share (EncoreScorecard *card)
{
  option (card, "c00", "half")->share = 0.25;
}
static void
edit_unscored (EncoreScorecard *card)
{
  option (card, "c00", "half")->share = NAN;
}
static void
edit_fails (EncoreScorecard *card)
{
  option (card, "c00", "bad")->fails = ENCORE_FAIL_FORM;
}

static void
edit_no_condition (EncoreScorecard *card)
{
  g_clear_pointer (&criterion (card, "c11")->condition, g_free);
}

static void
edit_remove_option (EncoreScorecard *card)
{
  g_ptr_array_remove_index (criterion (card, "c00")->options, 1);
}

static void
edit_add_option (EncoreScorecard *card)
{
  encore_criterion_add_option (criterion (card, "c00"), encore_option_new ("new", "New", 0));
}

static void
edit_profile (EncoreScorecard *card)
{
  EncoreProfile *profile = encore_scorecard_find_profile (card, "refund");

  encore_profile_set_weight (profile, "s1", 4);
  encore_profile_set_weight (profile, "c00", 2);
}

static void
edit_add_profile (EncoreScorecard *card)
{
  encore_scorecard_add_profile (card, "loss", "Loss");
}

static void
edit_remove_profile (EncoreScorecard *card)
{
  g_ptr_array_set_size (card->profiles, 0);
}

static void
edit_remove (EncoreScorecard *card)
{
  g_ptr_array_remove_index (encore_scorecard_find_section (card, "s0")->criteria, 1);
}

static void
edit_add (EncoreScorecard *card)
{
  fixture_add_choice (encore_scorecard_add_section (card, "s9", "Ninth"), "c90", 1);
}

static void
edit_move (EncoreScorecard *card)
{
  GPtrArray *criteria = encore_scorecard_find_section (card, "s0")->criteria;

  g_ptr_array_add (encore_scorecard_find_section (card, "s1")->criteria, g_ptr_array_steal_index (criteria, 0));
}

static const Row edits[] = {
  { "name", edit_name, "~ New|Name|Sound|New" },
  { "description", edit_description, "~ Sound|Description||New" },
  { "goal", edit_goal, "~ Sound|Goal|80|85.5" },
  { "cap", edit_cap, "~ Sound|Highest score with a bonus|110|105" },
  { "section-name", edit_section_name, "~s1 N|Name|Section 1|N" },
  { "section-weight", edit_section_weight, "~s1 Section 1|Weight|1|2.5" },
  { "section-guidance", edit_section_guidance, "~s1 Section 1|How to apply it||G" },
  { "section-order", edit_section_order, "~ Sound|Order of sections||" },
  { "order", edit_order, "~s1 Section 1|Order of elements||" },
  { "option-order", edit_option_order, "~c00 Question c00?|Order of answers||" },
  { "question", edit_question, "~c00 New?|Question|Question c00?|New?" },
  { "guidance", edit_guidance, "~c00 Question c00?|How to apply it|Listen for it|New" },
  { "complex", edit_complex, "~c00 Question c00?|How to apply it to a complex issue||New" },
  { "weight", edit_weight, "~c00 Question c00?|Weight|1|4" },
  { "class", edit_class, "~c00 Question c00?|Class|Neither|Soft" },
  { "judges", edit_judges,
    "~acted Question acted?|What it judges|Whether it was acted on|Whether an opening was noticed" },
  { "scale", edit_scale, "~c00 Question c00?|Scale|Choice|Free text" },
  { "na", edit_na, "~c00 Question c00?|N/A is an answer|Yes|No" },
  { "header", edit_header, "~c00 Question c00?|Header question|No|Yes" },
  { "bonus", edit_bonus, "~c00 Question c00?|Bonus|No|Yes" },
  { "value", edit_value, "~c00 Question c00?|Brand value||" },
  { "pillar", edit_pillar, "~c00 Question c00?|Pillar||" },
  { "parent", edit_parent, "~c12 Question c12?|Helps to answer|Question c00?|Question c01?" },
  { "condition", edit_condition, "~c11 Question c11?|Asked after|“Question c10?”: Good|“Question c10?”: Half" },
  { "no-condition", edit_no_condition, "~c11 Question c11?|Asked after|“Question c10?”: Good|Always asked" },
  { "label", edit_label, "~c00 Question c00?|Answer “Great”|Good|Great" },
  { "anchor", edit_anchor, "~c00 Question c00?|Answer “Good”: how one knows it|All of it|New" },
  { "share", edit_share, "~c00 Question c00?|Answer “Half”: of full marks|50%|25%" },
  { "unscored", edit_unscored, "~c00 Question c00?|Answer “Half”: of full marks|50%|Not scored" },
  { "fails", edit_fails, "~c00 Question c00?|Answer “Bad”: what it fails|Fails nothing|Fails the call" },
  { "add-option", edit_add_option, "~c00 Question c00?|Answer “New”||New" },
  { "remove-option", edit_remove_option, "~c00 Question c00?|Answer “Half”|Half|" },
  { "profile", edit_profile, "~c00 Question c00?|Weight for “Refund”||2\n~s1 Section 1|Weight for “Refund”|3|4" },
  { "add-profile", edit_add_profile, "~ Sound|Weights for a scenario||Loss" },
  { "remove-profile", edit_remove_profile, "~ Sound|Weights for a scenario|Refund|" },
  { "add", edit_add, "+s9 Ninth|||\n+c90 Question c90?|||" },
  { "remove", edit_remove, "-c01 Question c01?|||" },
  { "move", edit_move, "~c00 Question c00?|Section|Section 0|Section 1" },
};

/* Each thing that can be changed is told, once; and then the two are not equal. */
static void
test_edit (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (EncoreScorecard) older = make_sound ();
  g_autoptr (EncoreScorecard) newer = encore_scorecard_copy (older);

  g_assert_true (encore_scorecard_equal (older, newer));
  row->change (newer);
  g_assert_false (encore_scorecard_equal (older, newer));
  g_assert_false (encore_scorecard_equal (newer, older));

  g_autoptr (GPtrArray) changes = encore_scorecard_compare (older, newer);
  g_autofree char *text = describe (changes);
  g_assert_cmpstr (text, ==, row->sentence);
}

static void
test_equal (void)
{
  g_autoptr (EncoreScorecard) card = make_sound ();
  option (card, "c00", "half")->share = NAN;
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new_version (card);
  g_autoptr (EncoreScorecard) copy = encore_scorecard_new_scorecard (card, "Sound");

  set (&draft->description, "");
  draft->version = 7;
  draft->updated_at = 1000;
  g_assert_true (encore_scorecard_equal (card, draft));
  g_assert_true (encore_scorecard_equal (card, copy));
}

static void
add_rows (const char   *folder,
          const Row    *rows,
          gsize         n_rows,
          GTestDataFunc test)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/domain/scorecard/%s/%s", folder, rows[i].name);

      g_test_add_data_func (path, &rows[i], test);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/scorecard/sound", test_sound);
  g_test_add_func ("/domain/scorecard/weighed-by-a-profile", test_weighed_by_a_profile);
  g_test_add_func ("/domain/scorecard/nothing", test_nothing);
  g_test_add_func ("/domain/scorecard/shares", test_shares);
  g_test_add_func ("/domain/scorecard/equal", test_equal);
  add_rows ("problems", problems, G_N_ELEMENTS (problems), test_problem);
  add_rows ("warnings", warnings, G_N_ELEMENTS (warnings), test_warning);
  add_rows ("changes", edits, G_N_ELEMENTS (edits), test_edit);
  return g_test_run ();
}
