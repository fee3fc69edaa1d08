/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-progress.h"

/* Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3. */
static void
test_wilson_known_values (void)
{
  EncoreInterval known = encore_wilson (81, 263);

  g_assert_cmpfloat_with_epsilon (known.low, 0.2553, 0.00005);
  g_assert_cmpfloat_with_epsilon (known.high, 0.3662, 0.00005);

  known = encore_wilson (0, 20);
  g_assert_cmpfloat_with_epsilon (known.low, 0, 0.00005);
  g_assert_cmpfloat_with_epsilon (known.high, 0.1611, 0.00005);
}

static void
test_wilson_nothing (void)
{
  EncoreInterval nothing = encore_wilson (0, 0);

  g_assert_cmpint (nothing.n, ==, 0);
  g_assert_cmpfloat (nothing.high, ==, 0);
}

static void
test_partly_counts_as_opening (void)
{
  EncoreTally tally = { 0 };

  encore_tally_add (&tally, ENCORE_OUTCOME_TAKEN, ENCORE_FACT_YES, ENCORE_FACT_YES, 2);
  encore_tally_add (&tally, ENCORE_OUTCOME_PARTLY, ENCORE_FACT_YES, ENCORE_FACT_NO, 1);
  encore_tally_add (&tally, ENCORE_OUTCOME_MISSED, ENCORE_FACT_NO, ENCORE_FACT_NO, 1);
  encore_tally_add (&tally, ENCORE_OUTCOME_NONE, ENCORE_FACT_UNKNOWN, ENCORE_FACT_UNKNOWN, 5);

  g_assert_cmpint (encore_tally_openings (&tally), ==, 4);
  g_assert_cmpfloat_with_epsilon (encore_tally_taken (&tally).share, 0.5, 1e-9);
  g_assert_cmpint (tally.noticed, ==, 3);
  g_assert_cmpint (tally.not_acted, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/progress/wilson", test_wilson_known_values);
  g_test_add_func ("/domain/progress/wilson-nothing", test_wilson_nothing);
  g_test_add_func ("/domain/progress/partly", test_partly_counts_as_opening);
  return g_test_run ();
}
