/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-score
 *
 * 10,000 evaluations with random answers to each of the starter scorecards: the sum alone, as a page works it out
 * while an answer changes, the sum as text, and what differs between two evaluations; beside the copy of an
 * evaluation, which every answer needs anyway. */
#include <math.h>

#include "bench-support.h"
#include "encore-score.h"
#include "encore-starters.h"

#define N_EVALUATIONS 10000

static void
answer (GRand                 *random,
        EncoreEvaluation      *evaluation,
        const EncoreCriterion *criterion)
{
  EncoreAnswer *answer = encore_evaluation_take_answer (evaluation, encore_answer_new (criterion->key));

  if (criterion->scale == ENCORE_SCALE_NUMBER)
    answer->number = g_rand_double_range (random, MIN (criterion->low, criterion->high),
                                          MAX (criterion->low, criterion->high));
  else if (criterion->options->len > 0)
    {
      int place = g_rand_int_range (random, 0, (gint32) criterion->options->len);

      encore_answer_set_option (answer, ((const EncoreOption *) g_ptr_array_index (criterion->options, place))->key);
    }
}

static GPtrArray *
make_evaluations (EncoreScorecard *card)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GPtrArray *evaluations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_EVALUATIONS; i++)
    {
      EncoreEvaluation *evaluation = encore_evaluation_new ();

      g_ptr_array_add (evaluations, evaluation);
      for (guint j = 0; j < card->sections->len; j++)
        {
          const EncoreSection *section = g_ptr_array_index (card->sections, j);

          for (guint k = 0; k < section->criteria->len; k++)
            answer (random, evaluation, g_ptr_array_index (section->criteria, k));
        }
    }

  return evaluations;
}

typedef void (*Measured) (EncoreScorecard *card, EncoreEvaluation *evaluation, EncoreEvaluation *other);

static void
copy (EncoreScorecard *card   G_GNUC_UNUSED,
      EncoreEvaluation       *evaluation,
      EncoreEvaluation *other G_GNUC_UNUSED)
{
  g_object_unref (encore_evaluation_copy (evaluation));
}

static void
sum (EncoreScorecard        *card,
     EncoreEvaluation       *evaluation,
     EncoreEvaluation *other G_GNUC_UNUSED)
{
  g_object_unref (encore_score_of (card, evaluation));
}

static void
write_sum (EncoreScorecard        *card,
           EncoreEvaluation       *evaluation,
           EncoreEvaluation *other G_GNUC_UNUSED)
{
  g_autoptr (EncoreScore) score = encore_score_of (card, evaluation);

  g_ptr_array_unref (encore_score_work (score));
}

static void
compare (EncoreScorecard  *card,
         EncoreEvaluation *evaluation,
         EncoreEvaluation *other)
{
  g_ptr_array_unref (encore_evaluations_list_differences (card, evaluation, other));
}

static double
measure (const char      *what,
         Measured         measured,
         EncoreScorecard *card,
         GPtrArray       *evaluations)
{
  g_autoptr (BenchTimes) times = bench_times_new ();
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < evaluations->len; i++)
    {
      gint64 one = g_get_monotonic_time ();

      measured (card, g_ptr_array_index (evaluations, i), g_ptr_array_index (evaluations, (i + 1) % evaluations->len));
      bench_times_add (times, bench_ms_since (one));
    }

  double whole = bench_ms_since (start);

  g_print ("  %-28s %8.1f ms for %u, longest %.3f ms\n", what, whole, evaluations->len, bench_times_at (times, 1));
  return whole;
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cards = encore_starters_list (NULL, &error);

  if (cards == NULL)
    return bench_skip (error->message);
  for (guint i = 0; i < cards->len; i++)
    {
      EncoreScorecard *card = g_ptr_array_index (cards, i);
      g_autoptr (GPtrArray) evaluations = make_evaluations (card);

      g_print ("%s, %u elements\n", card->name, encore_scorecard_count_elements (card));
      double copies = measure ("copy", copy, card, evaluations);
      double sums = measure ("sum", sum, card, evaluations);
      measure ("sum as text", write_sum, card, evaluations);
      measure ("differences of two", compare, card, evaluations);
      bench_print_ratio ("  sum / copy", sums, copies);
    }

  return 0;
}
