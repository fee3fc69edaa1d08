/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-progress.h"

#include <math.h>

G_DEFINE_FINAL_TYPE (EncoreProgress, encore_progress, G_TYPE_OBJECT)

static void
encore_progress_finalize (GObject *object)
{
  EncoreProgress *self = ENCORE_PROGRESS (object);

  g_ptr_array_unref (self->months);
  g_ptr_array_unref (self->scenarios);
  g_ptr_array_unref (self->agents);

  G_OBJECT_CLASS (encore_progress_parent_class)->finalize (object);
}

static void
encore_progress_class_init (EncoreProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_progress_finalize;
}

static void
encore_progress_init (EncoreProgress *self)
{
  self->months = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_progress_row_free);
  self->scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_progress_row_free);
  self->agents = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_progress_row_free);
}

/**
 * encore_progress_new:
 *
 * Returns: (transfer full): empty progress, to be filled
 */
EncoreProgress *
encore_progress_new (void)
{
  return g_object_new (ENCORE_TYPE_PROGRESS, NULL);
}

EncoreProgressRow *
encore_progress_row_new (const char *name,
                         gint64      id,
                         gint64      starts_at)
{
  EncoreProgressRow *row = g_new0 (EncoreProgressRow, 1);

  row->name = g_strdup (name);
  row->id = id;
  row->starts_at = starts_at;
  return row;
}

void
encore_progress_row_free (EncoreProgressRow *row)
{
  g_free (row->name);
  g_free (row);
}

/**
 * encore_tally_openings:
 * @tally: counts
 *
 * Returns: how many openings were judged: the denominator of every share
 */
int
encore_tally_openings (const EncoreTally *tally)
{
  return tally->taken + tally->partly + tally->missed;
}

/**
 * encore_tally_add:
 * @tally: counts
 * @outcome: of the moments
 * @noticed: whether the agent noticed
 * @acted: whether the agent acted
 * @count: how many such moments
 */
void
encore_tally_add (EncoreTally  *tally,
                  EncoreOutcome outcome,
                  EncoreFact    noticed,
                  EncoreFact    acted,
                  int           count)
{
  tally->taken += outcome == ENCORE_OUTCOME_TAKEN ? count : 0;
  tally->partly += outcome == ENCORE_OUTCOME_PARTLY ? count : 0;
  tally->missed += outcome == ENCORE_OUTCOME_MISSED ? count : 0;
  tally->noticed += noticed == ENCORE_FACT_YES ? count : 0;
  tally->not_noticed += noticed == ENCORE_FACT_NO ? count : 0;
  tally->acted += acted == ENCORE_FACT_YES ? count : 0;
  tally->not_acted += acted == ENCORE_FACT_NO ? count : 0;
}

/**
 * encore_tally_taken:
 * @tally: counts
 *
 * The share of openings taken. Partly taken ones count in the denominator alone.
 *
 * Returns: share and 95 % interval
 */
EncoreInterval
encore_tally_taken (const EncoreTally *tally)
{
  return encore_wilson (tally->taken, encore_tally_openings (tally));
}

/**
 * encore_wilson:
 * @successes: 0 to @n
 * @n: how many were looked at
 *
 * The score interval of E. B. Wilson (1927), "Probable inference, the law of succession, and
 * statistical inference", at 95 % (z = 1.96).
 *
 * Returns: share and interval; all zero with n = 0
 */
EncoreInterval
encore_wilson (int successes,
               int n)
{
  const double z = 1.959963984540054;

  g_return_val_if_fail (successes >= 0 && successes <= n, (EncoreInterval) { 0 });

  if (n == 0)
    return (EncoreInterval) { 0 };

  double p = (double) successes / n;
  double scale = 1 + z * z / n;
  double centre = (p + z * z / (2.0 * n)) / scale;
  double reach = z / scale * sqrt (p * (1 - p) / n + z * z / (4.0 * n * n));

  return (EncoreInterval) { p, MAX (0, centre - reach), MIN (1, centre + reach), n };
}
