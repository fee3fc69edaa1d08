/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "encore-error.h"
#include "encore-scorecard-json.h"
#include "encore-starters.h"
#include "encore-test.h"

/* ---- what Encore brings along ---- */

static void
assert_empty (GPtrArray  *sentences,
              const char *whose)
{
  for (guint i = 0; i < sentences->len; i++)
    g_test_message ("%s: %s", whose, (const char *) g_ptr_array_index (sentences, i));
  g_assert_cmpuint (sentences->len, ==, 0);
}

static void
check_starter (const char *id)
{
  gsize length;
  g_autofree char *text = encore_starters_read (id, &length);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) principles = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (text);
  g_autoptr (EncoreScorecard) scorecard = encore_scorecard_from_json (text, (gssize) length, &principles, warnings,
                                                                      &error);
  g_assert_no_error (error);
  assert_empty (warnings, id);
  g_assert_cmpstr (scorecard->starter, ==, id);

  g_autoptr (GPtrArray) problems = encore_scorecard_list_problems (scorecard);
  g_autoptr (GPtrArray) doubts = encore_scorecard_list_warnings (scorecard);
  assert_empty (problems, id);
  assert_empty (doubts, id);

  g_autofree char *again = encore_scorecard_to_json (scorecard, principles);
  g_assert_cmpstr (again, ==, text);
}

static void
test_starters (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) principles = NULL;
  g_autoptr (GPtrArray) starters = encore_starters_list (&principles, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (starters->len, ==, 7);
  g_assert_cmpuint (principles->len, ==, 8);
  for (guint i = 0; i < starters->len; i++)
    {
      EncoreScorecard *starter = g_ptr_array_index (starters, i);

      g_assert_cmpuint (strlen (starter->description), >, 100);
      check_starter (starter->starter);
    }

  g_assert_null (encore_starters_read ("nothing", NULL));
}

static void
test_starters_async (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) principles = NULL;
  g_autoptr (GError) error = NULL;

  encore_starters_list_async (NULL, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  g_autoptr (GPtrArray) starters = encore_starters_list_finish (result, &principles, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (starters->len, ==, 7);
  g_assert_cmpuint (principles->len, ==, 8);
}

/* What the programmes ask for is in the starters, and not only in their names. */
static void
test_programmes (void)
{
  g_autoptr (GPtrArray) starters = encore_starters_list (NULL, NULL);
  guint n_recognition = 0, n_action = 0, n_proud = 0, n_conditions = 0, n_parents = 0, n_beyond = 0, n_bonus = 0;
  guint n_complex = 0, n_form = 0, n_section = 0, n_scales[4] = { 0 };

  for (guint i = 0; i < starters->len; i++)
    {
      EncoreScorecard *starter = g_ptr_array_index (starters, i);

      for (guint j = 0; j < starter->sections->len; j++)
        {
          EncoreSection *section = g_ptr_array_index (starter->sections, j);

          for (guint k = 0; k < section->criteria->len; k++)
            {
              EncoreCriterion *criterion = g_ptr_array_index (section->criteria, k);

              n_recognition += criterion->judges == ENCORE_JUDGES_RECOGNITION;
              n_action += criterion->judges == ENCORE_JUDGES_ACTION;
              n_proud += criterion->is_header && g_str_equal (criterion->key, "proud");
              n_conditions += criterion->condition != NULL;
              n_parents += criterion->parent != NULL;
              n_bonus += criterion->is_bonus;
              n_complex += criterion->guidance_complex != NULL;
              n_scales[criterion->scale]++;
              for (guint l = 0; l < criterion->options->len; l++)
                {
                  EncoreOption *option = g_ptr_array_index (criterion->options, l);

                  n_beyond += option->share > 1;
                  n_form += option->fails == ENCORE_FAIL_FORM;
                  n_section += option->fails == ENCORE_FAIL_SECTION;
                }
            }
        }
    }

  g_assert_cmpuint (n_recognition, >=, 1);
  g_assert_cmpuint (n_action, >=, 1);
  g_assert_cmpuint (n_proud, >=, 1);
  g_assert_cmpuint (n_conditions, >=, 5);
  g_assert_cmpuint (n_parents, >=, 10);
  g_assert_cmpuint (n_beyond, >=, 5);
  g_assert_cmpuint (n_bonus, >=, 3);
  g_assert_cmpuint (n_complex, >=, 20);
  g_assert_cmpuint (n_form, >=, 1);
  g_assert_cmpuint (n_section, >=, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (n_scales); i++)
    g_assert_cmpuint (n_scales[i], >, 0);
}

/* ---- any scorecard ---- */

static char *
random_text (void)
{
  static const char *const parts[]
      = { "ä", "你好", " ", "a", "\"", "\\", "\n", "\t", "😀", "</script>", "\x01", "\u2028" };
  GString *text = g_string_new ("w");

  for (int i = g_test_rand_int_range (0, 12); i > 0; i--)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  g_string_append_c (text, 'e');
  return g_string_free (text, FALSE);
}

static char *
random_some_text (void)
{
  return g_test_rand_bit () ? random_text () : NULL;
}

static double
random_weight (void)
{
  static const double weights[] = { 0, 1, 0.1, 1.0 / 3, 1e-9, 100, 123456.789, 2.5 };

  return weights[g_test_rand_int_range (0, G_N_ELEMENTS (weights))];
}

static void
add_random_options (EncoreCriterion *criterion)
{
  for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
    {
      g_autofree char *key = g_strdup_printf ("option-%d", i);
      g_autofree char *label = random_text ();
      EncoreOption *option = encore_criterion_add_option (
          criterion, encore_option_new (key, label, g_test_rand_bit () ? NAN : g_test_rand_double_range (0, 2)));

      option->anchor = random_some_text ();
      option->fails = (EncoreFail) g_test_rand_int_range (0, 3);
    }
}

static const char *
random_uuid (GPtrArray          *principles,
             EncorePrincipleKind kind)
{
  for (guint i = 0; i < principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (principles, i);

      if (principle->kind == kind && g_test_rand_int_range (0, 3) == 0)
        return principle->uuid;
    }

  return NULL;
}

static EncoreCriterion *
random_criterion (const char *key,
                  const char *before,
                  GPtrArray  *principles)
{
  g_autofree char *question = random_text ();
  EncoreCriterion *criterion = encore_criterion_new (key, question);

  criterion->guidance = random_text ();
  criterion->guidance_complex = random_some_text ();
  criterion->class = (EncoreCriterionClass) g_test_rand_int_range (0, 3);
  criterion->judges = (EncoreJudges) g_test_rand_int_range (0, 3);
  criterion->scale = (EncoreScale) g_test_rand_int_range (0, 4);
  if (criterion->scale == ENCORE_SCALE_NUMBER)
    {
      criterion->low = g_test_rand_double_range (-10, 10);
      criterion->high = g_test_rand_double_range (-10, 10);
    }
  add_random_options (criterion);
  criterion->weight = random_weight ();
  criterion->allows_na = g_test_rand_bit ();
  criterion->is_header = g_test_rand_bit ();
  criterion->is_bonus = g_test_rand_bit ();
  criterion->value = g_strdup (random_uuid (principles, ENCORE_PRINCIPLE_VALUE));
  criterion->pillar = g_strdup (random_uuid (principles, ENCORE_PRINCIPLE_PILLAR));
  if (before != NULL && g_test_rand_bit ())
    {
      criterion->parent = g_strdup (before);
      criterion->condition = g_strdup (before);
      criterion->condition_options = g_strsplit ("option-1 option-2", " ", -1);
    }

  return criterion;
}

static GPtrArray *
random_principles (void)
{
  GPtrArray *principles = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < 6; i++)
    {
      EncorePrinciple *principle = encore_principle_new ();
      g_autofree char *text = random_text ();

      principle->kind = i < 3 ? ENCORE_PRINCIPLE_VALUE : ENCORE_PRINCIPLE_PILLAR;
      principle->name = g_strdup_printf ("%d %s", i, text);
      principle->description = random_text ();
      principle->uuid = encore_principle_make_uuid (principle->kind, principle->name);
      g_ptr_array_add (principles, principle);
    }

  return principles;
}

static void
add_random_profile (EncoreScorecard *scorecard)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = random_text ();
  EncoreProfile *profile = encore_scorecard_add_profile (scorecard, uuid, name);

  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      encore_profile_set_weight (profile, section->key, random_weight ());
      for (guint j = 0; j < section->criteria->len; j++)
        if (g_test_rand_bit ())
          encore_profile_set_weight (profile, ((EncoreCriterion *) g_ptr_array_index (section->criteria, j))->key,
                                     random_weight ());
    }
}

static void
add_random_section (EncoreScorecard *scorecard,
                    int              index,
                    GPtrArray       *principles)
{
  g_autofree char *key = g_strdup_printf ("section-%d", index);
  g_autofree char *name = random_text ();
  g_autofree char *before = NULL;
  EncoreSection *section = encore_scorecard_add_section (scorecard, key, name);

  section->guidance = random_text ();
  section->weight = random_weight ();
  for (int i = g_test_rand_int_range (0, 6); i > 0; i--)
    {
      g_autofree char *own = g_strdup_printf ("c-%d-%d", index, i);

      g_ptr_array_add (section->criteria, random_criterion (own, before, principles));
      g_free (before);
      before = g_steal_pointer (&own);
    }
}

static EncoreScorecard *
random_scorecard (GPtrArray *principles)
{
  EncoreScorecard *scorecard = encore_scorecard_new ();

  scorecard->name = random_text ();
  scorecard->description = random_text ();
  scorecard->uuid = g_test_rand_bit () ? g_uuid_string_random () : NULL;
  scorecard->family = g_test_rand_bit () ? g_uuid_string_random () : NULL;
  scorecard->version = g_test_rand_int_range (0, 20);
  scorecard->starter = random_some_text ();
  scorecard->goal = g_test_rand_bit () ? 0 : g_test_rand_double_range (0, 100);
  scorecard->cap = g_test_rand_bit () ? 100 : g_test_rand_double_range (100, 150);
  for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
    add_random_section (scorecard, i, principles);
  for (int i = g_test_rand_int_range (0, 4); i > 0; i--)
    add_random_profile (scorecard);
  return scorecard;
}

/* Written, read and written again: the same card and the same bytes. */
static void
test_round_trip (void)
{
  for (int i = 0; i < 300; i++)
    {
      g_autoptr (GPtrArray) principles = random_principles ();
      g_autoptr (EncoreScorecard) scorecard = random_scorecard (principles);
      g_autofree char *text = encore_scorecard_to_json (scorecard, principles);
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreScorecard) read = encore_scorecard_from_json (text, -1, &found, warnings, &error);

      g_assert_no_error (error);
      assert_empty (warnings, text);
      g_autofree char *again = encore_scorecard_to_json (read, found);
      g_assert_cmpstr (again, ==, text);
      g_assert_true (encore_scorecard_equal (scorecard, read));
      g_assert_cmpstr (read->uuid, ==, scorecard->uuid);
      g_assert_cmpstr (read->family, ==, scorecard->family);
      g_assert_cmpint (read->version, ==, scorecard->version);
      g_assert_cmpint (read->status, ==, ENCORE_SCORECARD_DRAFT);
    }
}

/* ---- what is wrong ---- */

#define CARD(rest) "{\"encore-scorecard\": 1, \"name\": \"n\"" rest "}"
#define CRITERION(rest)                                                                                                \
  CARD (", \"sections\": [{\"key\": \"s\", \"name\": \"S\", \"criteria\": [{\"key\": \"c\", \"question\": \"Q\"" rest  \
        "}]}]")

static const struct
{
  const char *text;
  const char *says; /* part of the message */
} faults[] = {
  { "", "Line 1: " },
  { "[]", "Line 1: " },
  { "{\n\n", "Line 3: " },
  { "{} {}", "behind the end" },
  { "{}", "encore-scorecard" },
  { "{\"encore-scorecard\": 2, \"name\": \"n\"}", "newer" },
  { "{\"encore-scorecard\": 1}", "name: " },
  { "{\"encore-scorecard\": 1, \"name\": \"  \"}", "name: " },
  { "{\"encore-scorecard\": 1, \"name\": 3}", "name: " },
  { CARD (", \"name\": \"m\""), "Line 1, name: " },
  { CARD (", \"n\\u0061me\": \"m\""), "Line 1, name: " },
  { CARD (", \"goal\": NaN"), "Line 1, goal: " },
  { CARD (", \"goal\": Infinity"), "Line 1, goal: " },
  { CARD (", \"goal\": 1e999"), "goal: " },
  { CARD (", \"goal\": 01"), "Line 1, goal: " },
  { CARD (", \"goal\": 1."), "Line 1, goal: " },
  { CARD (", \"goal\": -1"), "goal: " },
  { CARD (", \"goal\": \"80\""), "goal: " },
  { CARD (", \"cap\": 99"), "cap: " },
  { CARD (", \"description\": \"\\ud800\""), "Line 1, description: " },
  { CARD (", \"description\": \"\\ud800\\u0041\""), "Line 1, description: " },
  { CARD (", \"description\": \"\\u0000\""), "Line 1, description: " },
  { CARD (", \"description\": \"a\nb\""), "Line 1, description: " },
  { CARD (", \"description\": \"\\x\""), "Line 1, description: " },
  { CARD (", \"description\": 'a'"), "Line 1, description: " },
  { CARD (", \"description\": \xff"), "UTF-8" },
  { CARD (", // no\n\"goal\": 1"), "Line 1: " },
  { CARD (", \"family\": \"mine\""), "family: " },
  { CARD (", \"x\": [[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]"), "nested" },
  { CARD (", \"sections\": {}"), "sections: " },
  { CARD (", \"sections\": [3]"), "sections[0]: " },
  { CARD (", \"sections\": [{\"name\": \"S\"}]"), "sections[0].key: " },
  { CARD (", \"sections\": [{\"key\": \"Ä\", \"name\": \"S\"}]"), "sections[0].key: " },
  { CARD (", \"sections\": [{\"key\": \"s\"}]"), "sections[0].name: " },
  { CARD (", \"sections\": [{\"key\": \"s\", \"name\": \"S\"}, {\"key\": \"s\", \"name\": \"T\"}]"),
    "sections[1].key: " },
  { CRITERION (", \"weight\": -1"), "sections[0].criteria[0].weight: " },
  { CRITERION (", \"na\": 1"), "sections[0].criteria[0].na: " },
  { CRITERION (", \"scale\": \"stars\""), "sections[0].criteria[0].scale: " },
  { CRITERION (", \"class\": \"hard\""), "sections[0].criteria[0].class: " },
  { CRITERION (", \"judges\": \"you\""), "sections[0].criteria[0].judges: " },
  { CRITERION (", \"condition\": \"c\""), "sections[0].criteria[0].condition: " },
  { CRITERION (", \"condition\": {\"key\": \"c\"}"), "sections[0].criteria[0].condition.options: " },
  { CRITERION (", \"condition\": {\"key\": \"c\", \"options\": [1]}"),
    "sections[0].criteria[0].condition.options[0]: " },
  { CRITERION (", \"options\": [{\"key\": \"a\"}]"), "sections[0].criteria[0].options[0].label: " },
  { CRITERION (", \"options\": [{\"key\": \"a\", \"label\": \"A\", \"share\": 11}]"),
    "sections[0].criteria[0].options[0].share: " },
  { CRITERION (", \"options\": [{\"key\": \"a\", \"label\": \"A\", \"fails\": \"all\"}]"),
    "sections[0].criteria[0].options[0].fails: " },
  { CRITERION (", \"options\": [{\"key\": \"a\", \"label\": \"A\"}, {\"key\": \"a\", \"label\": \"B\"}]"),
    "sections[0].criteria[0].options[1].key: " },
  { CARD (", \"profiles\": [{\"weights\": {}}]"), "profiles[0].scenario: " },
  { CARD (", \"profiles\": [{\"scenario\": \"A\"}, {\"scenario\": \"A\"}]"), "profiles[1]: " },
  { CARD (", \"sections\": [{\"key\": \"s\", \"name\": \"S\"}], \"profiles\": [{\"scenario\": \"A\", \"weights\": "
          "{\"s\": "
          "\"1\"}}]"),
    "profiles[0].weights.s: " },
  { CARD (", \"values\": [{\"description\": \"d\"}]"), "values[0].name: " },
};

static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreScorecard) scorecard = encore_scorecard_from_json (faults[i].text, -1, NULL, NULL, &error);

      g_test_message ("fault %u", (guint) i);
      g_assert_null (scorecard);
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_cmpint (error->domain, ==, ENCORE_ERROR);
      g_assert_true (g_str_has_prefix (error->message, faults[i].says)
                     || (strstr (error->message, faults[i].says) != NULL && strchr (faults[i].says, '.') == NULL));
    }
}

static void
test_warnings (void)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScorecard) scorecard = encore_scorecard_from_json (
      "\xef\xbb\xbf{\"encore-scorecard\": 1, \"name\": \"n\", \"colour\": [1, {\"deep\": null}], \"goal\": null,"
      " \"sections\": [{\"key\": \"s\", \"name\": \"S\", \"criteria\": [{\"key\": \"c\", \"question\": \"Q\", "
      "\"hint\": 3}]}],"
      " \"profiles\": [{\"scenario\": \"A\", \"weights\": {\"gone\": 1, \"c\": 2}}]}",
      -1, NULL, warnings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (warnings->len, ==, 3);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (warnings, 0), "colour: "));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (warnings, 1), "sections[0].criteria[0].hint: "));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (warnings, 2), "profiles[0].weights.gone: "));

  EncoreProfile *profile = g_ptr_array_index (scorecard->profiles, 0);
  g_assert_true (g_uuid_string_is_valid (profile->scenario));
  g_assert_cmpuint (g_hash_table_size (profile->weights), ==, 1);
  g_assert_cmpfloat (scorecard->goal, ==, 0);
}

/* Whatever is done to a file, it is read, or what is wrong is said. */
static void
test_damage (void)
{
  gsize length;
  g_autofree char *text = encore_starters_read ("above-and-beyond", &length);

  for (int i = 0; i < 1500; i++)
    {
      gsize cut = g_test_rand_int_range (0, 20) == 0 ? (gsize) g_test_rand_int_range (0, (gint32) length) : length;
      g_autofree char *damaged = g_memdup2 (text, length + 1);
      g_autoptr (GError) error = NULL;

      for (int j = g_test_rand_int_range (1, 4); j > 0; j--)
        damaged[g_test_rand_int_range (0, (gint32) length)]
            = "{}[]\",:\\0e-.\xff\x00\n5"[g_test_rand_int_range (0, 17)];

      g_autoptr (EncoreScorecard) scorecard = encore_scorecard_from_json (damaged, (gssize) cut, NULL, NULL, &error);

      g_assert_true ((scorecard == NULL) == (error != NULL));
      g_assert_true (error == NULL || (g_utf8_validate (error->message, -1, NULL) && *error->message != '\0'));
    }
}

static void
test_limits (void)
{
  g_autofree char *blank = g_strnfill (5 * 1024 * 1024, ' ');
  g_autoptr (GString) many = g_string_new ("{\"encore-scorecard\": 1, \"name\": \"n\", \"sections\": [");
  g_autoptr (GError) error = NULL;

  g_assert_null (encore_scorecard_from_json (blank, -1, NULL, NULL, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_clear_error (&error);

  for (int i = 0; i < 101; i++)
    g_string_append_printf (many, "%s{\"key\": \"s%d\", \"name\": \"S\"}", i > 0 ? "," : "", i);
  g_string_append (many, "]}");
  g_assert_null (encore_scorecard_from_json (many->str, -1, NULL, NULL, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "sections: "));
}

static void
test_uuid (void)
{
  g_autofree char *value = encore_principle_make_uuid (ENCORE_PRINCIPLE_VALUE, "We own it");
  g_autofree char *again = encore_principle_make_uuid (ENCORE_PRINCIPLE_VALUE, "We own it");
  g_autofree char *pillar = encore_principle_make_uuid (ENCORE_PRINCIPLE_PILLAR, "We own it");

  g_assert_true (g_uuid_string_is_valid (value));
  g_assert_cmpstr (value, ==, again);
  g_assert_cmpstr (value, !=, pillar);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scorecard-json/starters", test_starters);
  g_test_add_func ("/scorecard-json/starters-async", test_starters_async);
  g_test_add_func ("/scorecard-json/programmes", test_programmes);
  g_test_add_func ("/scorecard-json/round-trip", test_round_trip);
  g_test_add_func ("/scorecard-json/faults", test_faults);
  g_test_add_func ("/scorecard-json/warnings", test_warnings);
  g_test_add_func ("/scorecard-json/damage", test_damage);
  g_test_add_func ("/scorecard-json/limits", test_limits);
  g_test_add_func ("/scorecard-json/uuid", test_uuid);
  return g_test_run ();
}
