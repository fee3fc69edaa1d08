/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-evaluations-compare.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (EncoreComparison, encore_comparison, G_TYPE_OBJECT)

static void
compared_free (gpointer data)
{
  EncoreComparedAnswer *compared = data;

  g_free (compared->first_text);
  g_free (compared->second_text);
  g_free (compared);
}

static void
encore_comparison_finalize (GObject *object)
{
  EncoreComparison *self = ENCORE_COMPARISON (object);

  g_clear_object (&self->first);
  g_clear_object (&self->second);
  g_ptr_array_unref (self->different);
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->same);

  G_OBJECT_CLASS (encore_comparison_parent_class)->finalize (object);
}

static void
encore_comparison_class_init (EncoreComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_comparison_finalize;
}

static void
encore_comparison_init (EncoreComparison *self)
{
  self->different = g_ptr_array_new_with_free_func (compared_free);
  self->words = g_ptr_array_new_with_free_func (compared_free);
  self->same = g_ptr_array_new_with_free_func (compared_free);
}

/* What was answered before another answer made it a question no more does not count. */
static const EncoreAnswer *
find_answer (EncoreScore *score,
             const char  *key)
{
  return encore_score_is_asked (score->scorecard, score->evaluation, key)
             ? encore_evaluation_find_answer (score->evaluation, key)
             : NULL;
}

static char *
read_answer (EncoreScore           *score,
             const EncoreCriterion *criterion)
{
  if (!encore_score_is_asked (score->scorecard, score->evaluation, criterion->key))
    return g_strdup (_ ("Not asked"));

  return encore_answer_to_text (find_answer (score, criterion->key), criterion);
}

static EncoreComparedAnswer *
compare_answers (EncoreComparison      *self,
                 const EncoreCriterion *criterion,
                 const EncoreSection   *section,
                 const EncoreCriterion *other)
{
  EncoreComparedAnswer *compared = g_new0 (EncoreComparedAnswer, 1);

  compared->criterion = criterion;
  compared->section_name = criterion->is_header ? NULL : section->name;
  compared->first = find_answer (self->first, criterion->key);
  compared->second = find_answer (self->second, criterion->key);
  compared->first_text = read_answer (self->first, criterion);
  compared->second_text = read_answer (self->second, other);
  compared->share = encore_scorecard_criterion_share (self->first->scorecard, criterion->key, self->first->scenario);
  return compared;
}

/* What neither has answered is no line of its own. */
static void
take_criterion (EncoreComparison      *self,
                const EncoreCriterion *criterion,
                const EncoreSection   *section)
{
  const EncoreCriterion *other = encore_scorecard_find_criterion (self->second->scorecard, criterion->key, NULL);

  if (other == NULL)
    {
      self->n_left_out++;
      return;
    }

  const EncoreAnswer *first = find_answer (self->first, criterion->key);
  const EncoreAnswer *second = find_answer (self->second, criterion->key);

  if (!encore_answer_is_given (first) && !encore_answer_is_given (second))
    return;

  GPtrArray *lines = criterion->scale == ENCORE_SCALE_TEXT ? self->words
                     : encore_answer_equal (first, second) ? self->same
                                                           : self->different;

  g_ptr_array_add (lines, compare_answers (self, criterion, section, other));
}

static guint
find_key (GPtrArray  *keys,
          const char *key)
{
  guint index;

  return g_ptr_array_find_with_equal_func (keys, key, g_str_equal, &index) ? index : keys->len;
}

typedef struct
{
  guint place;
  EncoreComparedAnswer *compared;
} Placed;

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const Placed *first = a, *second = b;

  return (first->place > second->place) - (first->place < second->place);
}

/* Most apart first; g_array_sort_with_data() keeps the order of the form where two are as far apart. */
static void
sort_different (EncoreComparison *self)
{
  g_autoptr (GPtrArray) keys = encore_evaluations_list_differences (self->first->scorecard, self->first->evaluation,
                                                                    self->second->evaluation);
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));

  for (guint i = 0; i < self->different->len; i++)
    {
      EncoreComparedAnswer *compared = g_ptr_array_index (self->different, i);
      Placed item = { find_key (keys, compared->criterion->key), compared };

      g_array_append_val (placed, item);
    }
  g_array_sort_with_data (placed, compare_places, NULL);
  for (guint i = 0; i < placed->len; i++)
    self->different->pdata[i] = g_array_index (placed, Placed, i).compared;
}

static void
count_others (EncoreComparison *self)
{
  for (guint i = 0; i < self->second->scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (self->second->scorecard->sections, i);

      for (guint k = 0; k < section->criteria->len; k++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, k);

          if (encore_scorecard_find_criterion (self->first->scorecard, criterion->key, NULL) == NULL)
            self->n_left_out++;
        }
    }
}

/**
 * encore_comparison_new:
 * @first_card: the version that @first answers
 * @first: an evaluation
 * @second_card: the version that @second answers, of the same scorecard
 * @second: another evaluation of the same call
 *
 * Returns: (transfer full): both, side by side
 */
EncoreComparison *
encore_comparison_new (EncoreScorecard  *first_card,
                       EncoreEvaluation *first,
                       EncoreScorecard  *second_card,
                       EncoreEvaluation *second)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (first_card) && ENCORE_IS_EVALUATION (first), NULL);
  g_return_val_if_fail (ENCORE_IS_SCORECARD (second_card) && ENCORE_IS_EVALUATION (second), NULL);

  EncoreComparison *self = g_object_new (ENCORE_TYPE_COMPARISON, NULL);

  self->first = encore_score_of (first_card, first);
  self->second = encore_score_of (second_card, second);
  self->same_version = g_strcmp0 (first_card->uuid, second_card->uuid) == 0;
  for (guint i = 0; i < first_card->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (first_card->sections, i);

      for (guint k = 0; k < section->criteria->len; k++)
        take_criterion (self, g_ptr_array_index (section->criteria, k), section);
    }
  if (!self->same_version)
    count_others (self);
  sort_different (self);
  return self;
}
