/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-element.h"

#include "encore-span.h"

#include <math.h>

/* What half of the interval is, told in standard errors of the mean. */
static double
find_t (int n)
{
  g_autofree double *values = g_new0 (double, n + 1);
  double sum = 0, squares = 0;

  for (int i = 0; i < n; i++)
    {
      values[i] = 50 + (i % 2 == 0 ? 1 : -1);
      sum += values[i];
    }
  for (int i = 0; i < n; i++)
    squares += (values[i] - sum / n) * (values[i] - sum / n);

  EncoreMean mean = encore_mean (values, (gsize) n);

  g_assert_cmpint (mean.n, ==, n);
  g_assert_cmpfloat_with_epsilon (mean.mean, sum / n, 1e-9);
  g_assert_cmpfloat_with_epsilon (mean.high - mean.mean, mean.mean - mean.low, 1e-9);
  return (mean.high - mean.mean) / sqrt (squares / (n - 1) / n);
}

/* NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, upper critical values of Student's t, 0.975. */
static void
test_student (void)
{
  static const struct
  {
    int degrees;
    double t;
  } rows[] = {
    { 1, 12.706 }, { 2, 4.303 },  { 3, 3.182 },  { 4, 2.776 },  { 5, 2.571 },   { 6, 2.447 },    { 7, 2.365 },
    { 8, 2.306 },  { 9, 2.262 },  { 10, 2.228 }, { 15, 2.131 }, { 20, 2.086 },  { 29, 2.045 },   { 30, 2.042 },
    { 40, 2.021 }, { 50, 2.009 }, { 60, 2.000 }, { 80, 1.990 }, { 100, 1.984 }, { 1000, 1.962 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat_with_epsilon (find_t (rows[i].degrees + 1), rows[i].t, 0.00051);

  /* As qt () of R gives them. */
  g_assert_cmpfloat_with_epsilon (find_t (11), 2.228138852, 2e-9);
  g_assert_cmpfloat_with_epsilon (find_t (31), 2.042272456, 2e-9);
  g_assert_cmpfloat_with_epsilon (find_t (101), 1.983971519, 2e-9);

  /* Those of one and two degrees have closed forms: tan (0.475 pi), and 0.95 sqrt (2 / (1 - 0.95^2)). */
  g_assert_cmpfloat_with_epsilon (find_t (2), tan (0.475 * G_PI), 1e-9);
  g_assert_cmpfloat_with_epsilon (find_t (3), 0.95 * sqrt (2 / (1 - 0.95 * 0.95)), 1e-9);
}

/* Nothing jumps where one way to work it out gives way to the other. */
static void
test_student_falls (void)
{
  double before = find_t (198);

  for (int n = 199; n < 208; n++)
    {
      double t = find_t (n), step = before - t;

      g_assert_cmpfloat (step, >, 5e-5);
      g_assert_cmpfloat (step, <, 7e-5);
      before = t;
    }
}

static void
test_mean (void)
{
  const double values[] = { 60, 70, 80, 90 };
  EncoreMean mean = encore_mean (values, 4);
  double reach = 3.182446 * sqrt (500.0 / 3 / 4);

  g_assert_cmpfloat_with_epsilon (mean.mean, 75, 1e-9);
  g_assert_cmpfloat_with_epsilon (mean.low, 75 - reach, 1e-4);
  g_assert_cmpfloat_with_epsilon (mean.high, 75 + reach, 1e-4);

  EncoreMean one = encore_mean (values, 1), none = encore_mean (NULL, 0);
  g_assert_cmpfloat (one.mean, ==, 60);
  g_assert_true (isnan (one.low) && isnan (one.high));
  g_assert_true (isnan (none.mean) && isnan (none.low));
  g_assert_cmpint (none.n, ==, 0);
}

static gint64
instant (int year,
         int month,
         int day)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (year, month, day, 12, 0, 0);

  return g_date_time_to_unix (at) * 1000;
}

static const EncoreElementMonth *
month_at (EncoreElement *element,
          guint          place)
{
  return &g_array_index (element->months, EncoreElementMonth, place);
}

static void
test_element (void)
{
  g_autoptr (EncoreElement) element = encore_element_new ();

  encore_element_add (element, instant (2026, 1, 31), 50);
  encore_element_add (element, instant (2025, 11, 1), 100);
  encore_element_add (element, ENCORE_NO_TIME, 0);
  encore_element_add (element, instant (2025, 11, 30), 50);
  encore_element_add (element, instant (2025, 12, 5), NAN);
  encore_element_work (element, ENCORE_NO_TIME, instant (2026, 2, 1));

  g_assert_cmpint (element->mean.n, ==, 4);
  g_assert_cmpfloat_with_epsilon (element->mean.mean, 50, 1e-9);
  g_assert_cmpint (element->n_not_applicable, ==, 1);
  g_assert_cmpfloat (g_array_index (element->values, double, 1), ==, 100);
  g_assert_cmpfloat (g_array_index (element->values, double, 2), ==, 50);

  g_assert_cmpuint (element->months->len, ==, 4);
  g_assert_cmpint (month_at (element, 0)->starts_at, ==, instant (2025, 11, 1) - 12 * 3600 * 1000);
  g_assert_cmpint (month_at (element, 0)->mean.n, ==, 2);
  g_assert_cmpfloat (month_at (element, 0)->mean.mean, ==, 75);
  g_assert_cmpint (month_at (element, 1)->mean.n, ==, 0);
  g_assert_true (isnan (month_at (element, 1)->mean.mean));
  g_assert_cmpfloat (month_at (element, 2)->mean.mean, ==, 50);
  g_assert_cmpint (month_at (element, 3)->mean.n, ==, 0);

  /* An interval ends where marks do. */
  g_assert_cmpfloat (month_at (element, 0)->mean.low, ==, 0);
  g_assert_cmpfloat (month_at (element, 0)->mean.high, ==, 100);
}

static void
test_element_of_nothing (void)
{
  g_autoptr (EncoreElement) element = encore_element_new ();

  encore_element_work (element, ENCORE_NO_TIME, ENCORE_NO_TIME);
  g_assert_cmpuint (element->months->len, ==, 0);
  g_assert_cmpint (element->mean.n, ==, 0);

  encore_element_work (element, instant (2026, 1, 15), instant (2026, 3, 1));
  g_assert_cmpuint (element->months->len, ==, 3);

  /* Of a date that is wrong, no month without end. */
  encore_element_work (element, instant (1, 1, 1), instant (9999, 12, 1));
  g_assert_cmpuint (element->months->len, <=, 600);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/element/student", test_student);
  g_test_add_func ("/domain/element/student-falls", test_student_falls);
  g_test_add_func ("/domain/element/mean", test_mean);
  g_test_add_func ("/domain/element/months", test_element);
  g_test_add_func ("/domain/element/nothing", test_element_of_nothing);
  return g_test_run ();
}
