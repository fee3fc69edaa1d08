/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-edit.h"

#include <math.h>

/* What is done to a draft, and what goes with what goes. */

static EncoreScorecard *
make_card (void)
{
  EncoreScorecard *card = encore_scorecard_new ();
  EncoreSection *first = encore_scorecard_edit_add_section (card, "Connection");

  encore_scorecard_edit_add_criterion (card, first, "Did they listen?");
  encore_scorecard_edit_add_criterion (card, first, "Did they use the name?");
  encore_scorecard_edit_add_criterion (card, encore_scorecard_edit_add_section (card, "Information"), "Was it right?");
  return card;
}

static char *
order_of (EncoreScorecard *card)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < card->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (card->sections, i);

      g_string_append_printf (text, "[%s]", section->key);
      for (guint j = 0; j < section->criteria->len; j++)
        g_string_append_printf (text, " %s", ((EncoreCriterion *) g_ptr_array_index (section->criteria, j))->key);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_order (EncoreScorecard *card,
              const char      *expected)
{
  g_autofree char *order = order_of (card);

  g_assert_cmpstr (order, ==, expected);
}

static void
test_move (void)
{
  g_autoptr (EncoreScorecard) card = make_card ();

  assert_order (card, "[connection] did-they-listen did-they-use-the-name[information] was-it-right");
  g_assert_false (encore_scorecard_edit_move (card, "did-they-listen", -1));
  g_assert_true (encore_scorecard_edit_move (card, "did-they-listen", 1));
  assert_order (card, "[connection] did-they-use-the-name did-they-listen[information] was-it-right");

  /* Past the end of its section it enters the next, and back. */
  g_assert_true (encore_scorecard_edit_move (card, "did-they-listen", 1));
  assert_order (card, "[connection] did-they-use-the-name[information] did-they-listen was-it-right");
  g_assert_true (encore_scorecard_edit_move (card, "did-they-listen", -1));
  assert_order (card, "[connection] did-they-use-the-name did-they-listen[information] was-it-right");
  g_assert_false (encore_scorecard_edit_move (card, "was-it-right", 1));

  g_assert_true (encore_scorecard_edit_move (card, "information", -1));
  g_assert_false (encore_scorecard_edit_move (card, "information", -1));
  assert_order (card, "[information] was-it-right[connection] did-they-use-the-name did-they-listen");

  g_assert_true (encore_scorecard_edit_move_before (card, "was-it-right", "did-they-listen"));
  assert_order (card, "[information][connection] did-they-use-the-name was-it-right did-they-listen");
  g_assert_true (encore_scorecard_edit_move_before (card, "did-they-listen", "information"));
  assert_order (card, "[information] did-they-listen[connection] did-they-use-the-name was-it-right");
  g_assert_false (encore_scorecard_edit_move_before (card, "was-it-right", "was-it-right"));
}

/* Conditions, parents and weights do not outlive what they refer to. */
static void
test_remove (void)
{
  g_autoptr (EncoreScorecard) card = make_card ();
  EncoreCriterion *last = encore_scorecard_find_criterion (card, "was-it-right", NULL);
  EncoreProfile *profile = encore_scorecard_add_profile (card, "some-scenario", "Some");

  encore_scorecard_edit_set_condition (card, "was-it-right", "did-they-listen");
  g_assert_cmpstr (last->condition, ==, "did-they-listen");
  g_assert_cmpstr (last->condition_options[0], ==, "yes");
  encore_scorecard_edit_set_condition_option (card, "was-it-right", "no", TRUE);
  g_assert_cmpuint (g_strv_length (last->condition_options), ==, 2);
  last->parent = g_strdup ("did-they-listen");
  encore_profile_set_weight (profile, "did-they-listen", 5);
  encore_profile_set_weight (profile, "was-it-right", 3);

  encore_scorecard_edit_remove_option (card, "did-they-listen", "yes");
  g_assert_cmpuint (g_strv_length (last->condition_options), ==, 1);
  g_assert_cmpstr (last->condition_options[0], ==, "no");

  encore_scorecard_edit_remove (card, "did-they-listen");
  g_assert_null (last->condition);
  g_assert_null (last->condition_options);
  g_assert_null (last->parent);
  g_assert_cmpuint (g_hash_table_size (profile->weights), ==, 1);

  encore_scorecard_edit_remove (card, "information");
  g_assert_cmpuint (g_hash_table_size (profile->weights), ==, 0);
  assert_order (card, "[connection] did-they-use-the-name");
  encore_scorecard_edit_remove_profile (card, "some-scenario");
  g_assert_cmpuint (card->profiles->len, ==, 0);
}

static void
test_presets (void)
{
  g_autoptr (EncoreScorecard) card = make_card ();
  EncoreCriterion *criterion = encore_scorecard_find_criterion (card, "did-they-listen", NULL);

  for (EncorePreset preset = ENCORE_PRESET_YES_NO; preset < ENCORE_N_PRESETS; preset++)
    {
      g_ptr_array_set_size (criterion->options, 0);
      encore_scorecard_edit_set_preset (card, criterion->key, preset);
      g_assert_cmpint (encore_criterion_get_preset (criterion), ==, preset);
      g_assert_cmpstr (encore_preset_to_label (preset), !=, "");
    }

  encore_scorecard_edit_set_preset (card, criterion->key, ENCORE_PRESET_BEYOND);
  g_assert_cmpfloat (((EncoreOption *) g_ptr_array_index (criterion->options, 0))->share, >, 1);
  encore_scorecard_edit_set_preset (card, criterion->key, ENCORE_PRESET_CAUSES);
  g_assert_false (encore_criterion_is_scored (criterion));

  /* Own options are those there are; with another one the scale is no longer the one it began with. */
  encore_scorecard_edit_set_preset (card, criterion->key, ENCORE_PRESET_THREE);
  encore_scorecard_edit_set_preset (card, criterion->key, ENCORE_PRESET_OWN);
  g_assert_cmpuint (criterion->options->len, ==, 3);
  encore_scorecard_edit_add_option (card, criterion->key, "Good");
  g_assert_cmpint (encore_criterion_get_preset (criterion), ==, ENCORE_PRESET_OWN);
  g_assert_nonnull (encore_criterion_find_option (criterion, "good-2"));
  g_assert_true (encore_scorecard_edit_move_option (card, criterion->key, "good-2", -1));
  g_assert_cmpstr (((EncoreOption *) g_ptr_array_index (criterion->options, 2))->key, ==, "good-2");
  g_assert_false (encore_scorecard_edit_move_option (card, criterion->key, "exceptional", -1));
}

static void
test_duplicate (void)
{
  g_autoptr (EncoreScorecard) card = make_card ();
  EncoreCriterion *copy = encore_scorecard_edit_duplicate (card, "did-they-listen");

  g_assert_cmpstr (copy->question, ==, "Did they listen?");
  assert_order (card, "[connection] did-they-listen did-they-listen-2 did-they-use-the-name[information] was-it-right");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scorecard-edit/move", test_move);
  g_test_add_func ("/scorecard-edit/remove", test_remove);
  g_test_add_func ("/scorecard-edit/presets", test_presets);
  g_test_add_func ("/scorecard-edit/duplicate", test_duplicate);

  return g_test_run ();
}
