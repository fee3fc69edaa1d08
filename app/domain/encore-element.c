/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-element.h"

#include "encore-span.h"

#include <math.h>

/* More months than this are not told one by one: a date is wrong. */
#define MOST_MONTHS 600

G_DEFINE_FINAL_TYPE (EncoreElement, encore_element, G_TYPE_OBJECT)

static void
encore_element_finalize (GObject *object)
{
  EncoreElement *self = ENCORE_ELEMENT (object);

  g_free (self->family);
  g_free (self->scorecard_name);
  g_free (self->key);
  g_free (self->question);
  g_free (self->section_name);
  g_array_unref (self->months);
  g_array_unref (self->values);
  g_array_unref (self->instants);

  G_OBJECT_CLASS (encore_element_parent_class)->finalize (object);
}

static void
encore_element_class_init (EncoreElementClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_element_finalize;
}

static void
encore_element_init (EncoreElement *self)
{
  self->months = g_array_new (FALSE, FALSE, sizeof (EncoreElementMonth));
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  self->instants = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->mean = encore_mean (NULL, 0);
}

/**
 * encore_element_new:
 *
 * Returns: (transfer full): an element without evaluations, to be filled
 */
EncoreElement *
encore_element_new (void)
{
  return g_object_new (ENCORE_TYPE_ELEMENT, NULL);
}

/**
 * encore_element_add:
 * @self: an element being filled
 * @at: when the call was, UTC ms, or %ENCORE_NO_TIME
 * @percent: of full marks; NAN: it did not apply
 *
 * One evaluation, in any order of time.
 */
void
encore_element_add (EncoreElement *self,
                    gint64         at,
                    double         percent)
{
  g_return_if_fail (ENCORE_IS_ELEMENT (self));

  if (isnan (percent))
    {
      self->n_not_applicable++;
      return;
    }

  guint place = self->instants->len;

  while (place > 0 && g_array_index (self->instants, gint64, place - 1) > at)
    place--;
  g_array_insert_val (self->instants, place, at);
  g_array_insert_val (self->values, place, percent);
}

/* P (|T| <= t) of Student's t with n degrees of freedom, where t = sqrt (n) tan (angle): the finite sums of
 * Abramowitz and Stegun (1964), "Handbook of Mathematical Functions", 26.7.3 and 26.7.4. */
static double
student_within (double angle,
                gsize  n)
{
  double cosine = cos (angle), term = n % 2 == 0 ? 1 : cosine, sum = n == 1 ? 0 : term;

  for (gsize i = n % 2 == 0 ? 2 : 3; i + 1 < n; i += 2)
    {
      term *= cosine * cosine * (double) (i - 1) / (double) i;
      sum += term;
    }

  return n % 2 == 0 ? sin (angle) * sum : 2 / G_PI * (angle + sin (angle) * sum);
}

/* The same book, 26.7.5: the error is below 1e-9 from 200 degrees of freedom on. */
static double
student_expansion (gsize degrees)
{
  const double z = 1.959963984540054;
  double z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, n = (double) degrees;

  return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
         + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
}

/* Between -t and t lie 95 % of Student's t. */
static double
student_t (gsize degrees)
{
  double low = 0, high = G_PI / 2;

  if (degrees > 200)
    return student_expansion (degrees);
  for (int i = 0; i < 60; i++)
    {
      double middle = (low + high) / 2;

      if (student_within (middle, degrees) < 0.95)
        low = middle;
      else
        high = middle;
    }

  return sqrt ((double) degrees) * tan ((low + high) / 2);
}

/**
 * encore_mean:
 * @values: (array length=n_values) (nullable): what was measured
 * @n_values: how many
 *
 * The mean and its interval at 95 %: mean ± t s / sqrt (n), where s is the standard deviation of the sample and t
 * the quantile of Student's t with n - 1 degrees of freedom ("Student" (1908), "The probable error of a mean").
 *
 * Returns: NAN where there is nothing to say
 */
EncoreMean
encore_mean (const double *values,
             gsize         n_values)
{
  EncoreMean mean = { NAN, NAN, NAN, (int) n_values };
  double sum = 0, squares = 0, n = (double) n_values;

  for (gsize i = 0; i < n_values; i++)
    sum += values[i];
  if (n_values > 0)
    mean.mean = sum / n;
  if (n_values < 2)
    return mean;

  for (gsize i = 0; i < n_values; i++)
    squares += (values[i] - mean.mean) * (values[i] - mean.mean);

  double reach = student_t (n_values - 1) * sqrt (squares / (n - 1) / n);

  mean.low = mean.mean - reach;
  mean.high = mean.mean + reach;
  return mean;
}

/* An interval ends where marks do. */
static EncoreMean
mean_of (EncoreElement *self,
         guint          first,
         guint          end)
{
  const double *values = (const double *) (gpointer) self->values->data;
  EncoreMean mean = encore_mean (values != NULL ? values + first : NULL, end - first);
  double most = 100;

  for (guint i = first; i < end; i++)
    most = MAX (most, values[i]);
  if (mean.n > 1)
    {
      mean.low = MAX (mean.low, 0);
      mean.high = MIN (mean.high, most);
    }

  return mean;
}

static GDateTime *
month_of (gint64 at)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (at / 1000);

  return instant != NULL
             ? g_date_time_new_utc (g_date_time_get_year (instant), g_date_time_get_month (instant), 1, 0, 0, 0)
             : NULL;
}

static gint64
instant_of (GDateTime *month)
{
  return g_date_time_to_unix (month) * 1000;
}

static guint
skip_before (EncoreElement *self,
             guint          place,
             gint64         until)
{
  while (place < self->instants->len && g_array_index (self->instants, gint64, place) < until)
    place++;

  return place;
}

static void
add_months (EncoreElement *self,
            gint64         from,
            gint64         until)
{
  g_autoptr (GDateTime) month = month_of (from);
  guint first = month != NULL ? skip_before (self, 0, instant_of (month)) : 0;

  for (int i = 0; i < MOST_MONTHS && month != NULL && instant_of (month) <= until; i++)
    {
      g_autoptr (GDateTime) next = g_date_time_add_months (month, 1);

      if (next == NULL)
        return;

      guint end = skip_before (self, first, instant_of (next));
      EncoreElementMonth told = { instant_of (month), mean_of (self, first, end) };

      g_array_append_val (self->months, told);
      first = end;
      g_date_time_unref (month);
      month = g_steal_pointer (&next);
    }
}

/**
 * encore_element_work:
 * @self: an element to which all evaluations were added
 * @from: UTC ms: the first month holds it; %ENCORE_NO_TIME: that of the first evaluation
 * @until: UTC ms: the last month holds it; %ENCORE_NO_TIME: that of the last evaluation
 *
 * Works out the mean of all evaluations and that of each month, of those of UTC.
 */
void
encore_element_work (EncoreElement *self,
                     gint64         from,
                     gint64         until)
{
  g_return_if_fail (ENCORE_IS_ELEMENT (self));

  guint first_known = skip_before (self, 0, 0);

  self->mean = mean_of (self, 0, self->values->len);
  g_array_set_size (self->months, 0);
  if (from == ENCORE_NO_TIME && first_known < self->instants->len)
    from = g_array_index (self->instants, gint64, first_known);
  if (until == ENCORE_NO_TIME && first_known < self->instants->len)
    until = g_array_index (self->instants, gint64, self->instants->len - 1);
  if (from != ENCORE_NO_TIME && until != ENCORE_NO_TIME)
    add_months (self, from, until);
}
