/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-private.h"

typedef struct
{
  char *key;
  double apart; /* from 0 to 1 */
  double share; /* of the total */
  guint place;  /* in the scorecard */
} Difference;

static void
difference_clear (gpointer data)
{
  g_free (((Difference *) data)->key);
}

/* As far as it goes: what is not asked is not answered. */
static const EncoreAnswer *
find_given (EncoreScorecard       *scorecard,
            EncoreEvaluation      *evaluation,
            const EncoreCriterion *criterion)
{
  const EncoreAnswer *answer = encore_evaluation_find_answer (evaluation, criterion->key);

  return encore_criterion_is_answered (criterion, answer)
                 && encore_score_is_asked (scorecard, evaluation, criterion->key)
             ? answer
             : NULL;
}

static double
find_rank (const EncoreCriterion *criterion,
           const EncoreAnswer    *answer)
{
  for (guint i = 0; criterion->options->len > 1 && i < criterion->options->len; i++)
    if (encore_answer_has_option (answer, ((const EncoreOption *) g_ptr_array_index (criterion->options, i))->key))
      return (double) i / (criterion->options->len - 1);

  return 0;
}

/* Texts that are worded in two ways need not disagree, nor do lists of causes; an answer and none do. */
static double
find_distance (const EncoreCriterion *criterion,
               const EncoreAnswer    *first,
               const EncoreAnswer    *second)
{
  if (criterion->scale == ENCORE_SCALE_TEXT || criterion->scale == ENCORE_SCALE_CAUSES)
    return 0;
  if (first == NULL || second == NULL || first->not_applicable || second->not_applicable)
    return 1;

  double one = encore_criterion_read_share (criterion, first), other = encore_criterion_read_share (criterion, second);

  if (isnan (one) && isnan (other))
    return fabs (find_rank (criterion, first) - find_rank (criterion, second));

  return isnan (one) || isnan (other) ? 1 : MIN (fabs (one - other), 1);
}

static int
compare_differences (gconstpointer a,
                     gconstpointer b)
{
  const Difference *first = a, *second = b;

  if (first->apart != second->apart)
    return first->apart > second->apart ? -1 : 1;
  if (first->share != second->share)
    return first->share > second->share ? -1 : 1;

  return first->place < second->place ? -1 : 1;
}

static GArray *
find_differences (EncoreScorecard  *scorecard,
                  EncoreEvaluation *first,
                  EncoreEvaluation *second)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Difference));

  g_array_set_clear_func (found, difference_clear);
  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);
          const EncoreAnswer *one = find_given (scorecard, first, criterion);
          const EncoreAnswer *other = find_given (scorecard, second, criterion);

          if (encore_answer_equal (one, other))
            continue;

          Difference difference = {
            .key = g_strdup (criterion->key),
            .apart = find_distance (criterion, one, other),
            .share = encore_scorecard_criterion_share (scorecard, criterion->key, first->scenario),
            .place = found->len,
          };

          g_array_append_val (found, difference);
        }
    }

  return found;
}

/**
 * encore_evaluations_list_differences:
 * @scorecard: the version that both answer
 * @first: an evaluation
 * @second: another one of the same call
 *
 * How far apart two answers are is told in full marks; that something applies and that it does not are as far apart
 * as can be. Of those equally far apart, what decides more of the total comes first. Texts come last.
 *
 * Returns: (transfer full) (element-type utf8): keys of the criteria that are answered differently
 */
GPtrArray *
encore_evaluations_list_differences (EncoreScorecard  *scorecard,
                                     EncoreEvaluation *first,
                                     EncoreEvaluation *second)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (scorecard), NULL);
  g_return_val_if_fail (ENCORE_IS_EVALUATION (first) && ENCORE_IS_EVALUATION (second), NULL);

  g_autoptr (GArray) found = find_differences (scorecard, first, second);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  g_array_sort (found, compare_differences);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (keys, g_steal_pointer (&g_array_index (found, Difference, i).key));

  return keys;
}
