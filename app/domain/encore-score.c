/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-private.h"

G_DEFINE_FINAL_TYPE (EncoreScore, encore_score, G_TYPE_OBJECT)

static void
section_score_free (gpointer data)
{
  EncoreSectionScore *section = data;

  g_array_unref (section->lines);
  g_free (section);
}

static void
encore_score_finalize (GObject *object)
{
  EncoreScore *self = ENCORE_SCORE (object);

  g_ptr_array_unref (self->sections);
  g_free (self->scenario);
  g_clear_object (&self->evaluation);
  g_clear_object (&self->scorecard);

  G_OBJECT_CLASS (encore_score_parent_class)->finalize (object);
}

static void
encore_score_class_init (EncoreScoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_score_finalize;
}

static void
encore_score_init (EncoreScore *self)
{
  self->sections = g_ptr_array_new_with_free_func (section_score_free);
  self->raw = self->base = self->score = NAN;
}

static const EncoreOption *
find_chosen (const EncoreCriterion *criterion,
             const EncoreAnswer    *answer)
{
  const EncoreOption *chosen = NULL;

  for (guint i = 0; chosen == NULL && answer->options != NULL && answer->options[i] != NULL; i++)
    chosen = encore_criterion_find_option (criterion, answer->options[i]);

  return chosen;
}

/* Whether @answer says something that @self asks: an option that is gone, or N/A where that is none, does not. */
gboolean
encore_criterion_is_answered (const EncoreCriterion *self,
                              const EncoreAnswer    *answer)
{
  if (answer == NULL)
    return FALSE;
  if (answer->not_applicable)
    return self->allows_na;

  switch (self->scale)
    {
    case ENCORE_SCALE_NUMBER:
      return isfinite (answer->number);
    case ENCORE_SCALE_TEXT:
      return answer->text != NULL && answer->text[0] != '\0';
    case ENCORE_SCALE_CHOICE:
    case ENCORE_SCALE_CAUSES:
    default:
      return find_chosen (self, answer) != NULL;
    }
}

double
encore_criterion_read_share (const EncoreCriterion *self,
                             const EncoreAnswer    *answer)
{
  if (!encore_criterion_is_answered (self, answer) || answer->not_applicable)
    return NAN;
  if (self->scale == ENCORE_SCALE_NUMBER)
    {
      double share = (answer->number - self->low) / (self->high - self->low);

      return isfinite (share) ? CLAMP (share, 0, 1) : NAN;
    }
  if (self->scale != ENCORE_SCALE_CHOICE)
    return NAN;

  const EncoreOption *chosen = find_chosen (self, answer);

  return isfinite (chosen->share) ? MAX (chosen->share, 0) : NAN;
}

/* A condition may hang on another; those that hang on themselves are never met. */
static gboolean
is_asked (EncoreScorecard  *scorecard,
          EncoreEvaluation *evaluation,
          const char       *key,
          guint             depth)
{
  const EncoreCriterion *criterion = encore_scorecard_find_criterion (scorecard, key, NULL);

  if (criterion == NULL || depth > 100)
    return FALSE;
  if (criterion->condition == NULL)
    return TRUE;

  const EncoreAnswer *answer = encore_evaluation_find_answer (evaluation, criterion->condition);
  gboolean is_met = FALSE;

  if (answer == NULL || answer->not_applicable || criterion->condition_options == NULL)
    return FALSE;
  for (guint i = 0; !is_met && criterion->condition_options[i] != NULL; i++)
    is_met = encore_answer_has_option (answer, criterion->condition_options[i]);

  return is_met && is_asked (scorecard, evaluation, criterion->condition, depth + 1);
}

/**
 * encore_score_is_asked:
 * @scorecard: a scorecard
 * @evaluation: answers to it
 * @key: of a criterion
 *
 * Returns: whether @key is asked of this call: it has no condition, or what it hangs on is asked itself and answered
 *   with one of the options of the condition
 */
gboolean
encore_score_is_asked (EncoreScorecard  *scorecard,
                       EncoreEvaluation *evaluation,
                       const char       *key)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (scorecard) && ENCORE_IS_EVALUATION (evaluation), FALSE);

  return is_asked (scorecard, evaluation, key, 0);
}

static EncoreFate
find_fate (const EncoreScoreLine *line,
           gboolean               asked,
           double                 share)
{
  if (!asked)
    return ENCORE_FATE_NOT_ASKED;
  if (!encore_criterion_is_scored (line->criterion))
    return ENCORE_FATE_UNSCORED;
  if (!encore_criterion_is_answered (line->criterion, line->answer))
    return ENCORE_FATE_OPEN;
  if (line->answer->not_applicable)
    return ENCORE_FATE_NOT_APPLICABLE;
  if (isnan (share))
    return ENCORE_FATE_UNSCORED;

  return line->criterion->is_bonus ? ENCORE_FATE_BONUS : ENCORE_FATE_COUNTED;
}

/* What is beyond full marks waits in @excess, as a share, until it is known what the criterion weighs in this call. */
static EncoreScoreLine
read_line (EncoreScore           *self,
           const EncoreCriterion *criterion)
{
  EncoreScoreLine line = { .criterion = criterion, .share = NAN };
  gboolean asked = encore_score_is_asked (self->scorecard, self->evaluation, criterion->key);
  double weight = encore_scorecard_criterion_weight (self->scorecard, criterion, self->scenario);

  line.answer = encore_evaluation_find_answer (self->evaluation, criterion->key);
  line.weight = encore_usable_weight (weight);

  gboolean is_answered = encore_criterion_is_answered (criterion, line.answer);
  double share = encore_criterion_read_share (criterion, line.answer);

  line.fate = find_fate (&line, asked, share);
  if (line.fate == ENCORE_FATE_COUNTED || line.fate == ENCORE_FATE_BONUS)
    {
      line.share = MIN (share, 1);
      line.excess = share - line.share;
    }
  if (asked && is_answered && !line.answer->not_applicable && encore_criterion_can_fail (criterion))
    line.fails = find_chosen (criterion, line.answer)->fails;

  self->n_asked += asked;
  self->n_answered += asked && is_answered;
  self->n_no_evidence += !isnan (line.share) && line.answer->evidence->len == 0;
  return line;
}

static double
sum_counted (const EncoreSectionScore *section,
             double                   *weights)
{
  double points = 0;

  *weights = 0;
  for (guint i = 0; i < section->lines->len; i++)
    {
      const EncoreScoreLine *line = &g_array_index (section->lines, EncoreScoreLine, i);

      if (line->fate != ENCORE_FATE_COUNTED)
        continue;
      points += line->weight * line->share;
      *weights += line->weight;
    }

  return points;
}

static void
note_fail (EncoreScore           *self,
           EncoreSectionScore    *section,
           const EncoreScoreLine *line)
{
  if (line->fails == ENCORE_FAIL_SECTION && section->failed_by == NULL)
    section->failed_by = line->criterion->key;
  if (line->fails == ENCORE_FAIL_FORM && self->failed_by == NULL)
    self->failed_by = line->criterion->key;
}

static void
add_section (EncoreScore         *self,
             const EncoreSection *section)
{
  EncoreSectionScore *score = g_new0 (EncoreSectionScore, 1);
  double weights;

  score->section = section;
  score->weight = encore_usable_weight (encore_scorecard_section_weight (self->scorecard, section, self->scenario));
  score->lines = g_array_new (FALSE, FALSE, sizeof (EncoreScoreLine));
  g_ptr_array_add (self->sections, score);
  for (guint i = 0; i < section->criteria->len; i++)
    {
      EncoreScoreLine line = read_line (self, g_ptr_array_index (section->criteria, i));

      g_array_append_val (score->lines, line);
      note_fail (self, score, &line);
    }

  double points = sum_counted (score, &weights);

  score->raw = weights > 0 ? 100 * (points / weights) : NAN;
  score->percent = score->failed_by != NULL ? 0 : score->raw;
}

/* Sections in which nothing applies leave the sum and what it is divided by. */
static double
find_total (EncoreScore *self,
            gboolean     with_fails,
            double      *weights)
{
  double sum = 0;

  *weights = 0;
  for (guint i = 0; i < self->sections->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (self->sections, i);
      double percent = with_fails ? section->percent : section->raw;

      if (isnan (percent))
        continue;
      sum += section->weight * percent;
      *weights += section->weight;
    }

  return *weights > 0 ? MIN (sum / *weights, 100) : NAN;
}

/* What each line adds beyond full marks: of a bonus all, of a failed section nothing. */
static void
add_bonus (EncoreScore        *self,
           EncoreSectionScore *section,
           double              total_weights)
{
  double weights;

  sum_counted (section, &weights);
  double section_share = total_weights > 0 && section->failed_by == NULL ? section->weight / total_weights : 0;

  for (guint i = 0; i < section->lines->len; i++)
    {
      EncoreScoreLine *line = &g_array_index (section->lines, EncoreScoreLine, i);

      if (line->fate == ENCORE_FATE_BONUS)
        line->excess = line->weight * (line->share + line->excess);
      else if (line->fate == ENCORE_FATE_COUNTED && weights > 0)
        line->excess *= 100 * section_share * (line->weight / weights);
      else
        line->excess = 0;
      self->bonus += line->excess;
    }
}

static double
find_score (EncoreScore *self)
{
  if (self->failed_by != NULL)
    return 0;
  if (isnan (self->base))
    return NAN;

  return MIN (self->base + self->bonus, MAX (self->scorecard->cap, 100));
}

/* Partly is more than not at all. Answers without shares stand best first: the first says yes, the last no. */
static EncoreFact
read_fact (const EncoreScoreLine *line)
{
  const EncoreCriterion *criterion = line->criterion;

  if (line->fate == ENCORE_FATE_NOT_ASKED || criterion->scale != ENCORE_SCALE_CHOICE
      || !encore_criterion_is_answered (criterion, line->answer) || line->answer->not_applicable)
    return ENCORE_FACT_UNKNOWN;

  const EncoreOption *chosen = find_chosen (criterion, line->answer);

  if (!isnan (chosen->share))
    return chosen->share > 0 ? ENCORE_FACT_YES : ENCORE_FACT_NO;
  if (chosen == g_ptr_array_index (criterion->options, 0))
    return ENCORE_FACT_YES;
  if (chosen == g_ptr_array_index (criterion->options, criterion->options->len - 1))
    return ENCORE_FACT_NO;

  return ENCORE_FACT_UNKNOWN;
}

/* Of several such questions, one yes is enough. */
static EncoreFact
find_fact (EncoreScore *self,
           EncoreJudges judges)
{
  EncoreFact found = ENCORE_FACT_UNKNOWN;

  for (guint i = 0; i < self->sections->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->lines->len; j++)
        {
          const EncoreScoreLine *line = &g_array_index (section->lines, EncoreScoreLine, j);
          EncoreFact fact = line->criterion->judges == judges ? read_fact (line) : ENCORE_FACT_UNKNOWN;

          if (fact == ENCORE_FACT_YES || found == ENCORE_FACT_UNKNOWN)
            found = fact;
        }
    }

  return found;
}

/**
 * encore_score_new:
 * @scorecard: the version that was answered
 * @evaluation: the answers; neither may change while the score is in use
 * @scenario: (nullable): uuid of the scenario whose weights count; without a profile of it the scorecard's own do
 *
 * Returns: (transfer full): the worked sum
 */
EncoreScore *
encore_score_new (EncoreScorecard  *scorecard,
                  EncoreEvaluation *evaluation,
                  const char       *scenario)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (scorecard) && ENCORE_IS_EVALUATION (evaluation), NULL);

  EncoreScore *self = g_object_new (ENCORE_TYPE_SCORE, NULL);
  double weights;

  self->scorecard = g_object_ref (scorecard);
  self->evaluation = g_object_ref (evaluation);
  if (encore_scorecard_find_profile (scorecard, scenario) != NULL)
    self->scenario = g_strdup (scenario);
  for (guint i = 0; i < scorecard->sections->len; i++)
    add_section (self, g_ptr_array_index (scorecard->sections, i));

  self->raw = find_total (self, FALSE, &weights);
  self->base = find_total (self, TRUE, &weights);
  for (guint i = 0; i < self->sections->len; i++)
    add_bonus (self, g_ptr_array_index (self->sections, i), weights);
  self->score = find_score (self);
  self->recognised = find_fact (self, ENCORE_JUDGES_RECOGNITION);
  self->acted = find_fact (self, ENCORE_JUDGES_ACTION);
  return self;
}

/**
 * encore_score_of:
 * @scorecard: the version that was answered
 * @evaluation: the answers
 *
 * Returns: (transfer full): the worked sum, with the weights of the evaluation's scenario
 */
EncoreScore *
encore_score_of (EncoreScorecard  *scorecard,
                 EncoreEvaluation *evaluation)
{
  g_return_val_if_fail (ENCORE_IS_EVALUATION (evaluation), NULL);

  return encore_score_new (scorecard, evaluation, evaluation->scenario);
}

/**
 * encore_score_keep:
 * @self: a worked sum
 * @evaluation: a copy of the evaluation that was summed, to be submitted
 *
 * Writes into @evaluation what is stored of the sum.
 */
void
encore_score_keep (EncoreScore      *self,
                   EncoreEvaluation *evaluation)
{
  g_return_if_fail (ENCORE_IS_SCORE (self) && ENCORE_IS_EVALUATION (evaluation));

  evaluation->raw = self->raw;
  evaluation->score = self->score;
  evaluation->bonus = self->bonus;
  g_free (evaluation->failed_by);
  evaluation->failed_by = g_strdup (self->failed_by);
}

static gboolean
is_mandatory (const EncoreCriterion *criterion)
{
  return criterion->scale == ENCORE_SCALE_CHOICE || criterion->scale == ENCORE_SCALE_NUMBER;
}

/**
 * encore_score_list_open:
 * @self: a worked sum
 *
 * Everything that is asked must be answered, if only with N/A; causes and free text may stay empty.
 *
 * Returns: (transfer full) (element-type utf8): keys of what must still be answered, in the order of the scorecard
 */
GPtrArray *
encore_score_list_open (EncoreScore *self)
{
  g_return_val_if_fail (ENCORE_IS_SCORE (self), NULL);

  GPtrArray *open = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->sections->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < section->lines->len; j++)
        {
          const EncoreScoreLine *line = &g_array_index (section->lines, EncoreScoreLine, j);

          if (line->fate != ENCORE_FATE_NOT_ASKED && is_mandatory (line->criterion)
              && !encore_criterion_is_answered (line->criterion, line->answer))
            g_ptr_array_add (open, g_strdup (line->criterion->key));
        }
    }

  return open;
}
