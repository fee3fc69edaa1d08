/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-private.h"

static double
sum_weights (EncoreScorecard     *self,
             const EncoreSection *section,
             const char          *scenario)
{
  double sum = 0;

  for (guint i = 0; i < section->criteria->len; i++)
    {
      const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, i);

      if (encore_criterion_is_counted (criterion))
        sum += encore_usable_weight (encore_scorecard_criterion_weight (self, criterion, scenario));
    }

  return sum;
}

/* Of the total, when all of the form applies. */
static double
section_share (EncoreScorecard     *self,
               const EncoreSection *section,
               const char          *scenario)
{
  double sum = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      const EncoreSection *other = g_ptr_array_index (self->sections, i);

      if (sum_weights (self, other, scenario) > 0)
        sum += encore_usable_weight (encore_scorecard_section_weight (self, other, scenario));
    }
  if (sum <= 0 || sum_weights (self, section, scenario) <= 0)
    return 0;

  return encore_usable_weight (encore_scorecard_section_weight (self, section, scenario)) / sum;
}

/**
 * encore_scorecard_criterion_share:
 * @self: a scorecard
 * @key: of a criterion, or of a section
 * @scenario: (nullable): uuid of the scenario whose weights count
 *
 * How much of the total it decides when all of the form is asked and applies. All shares add up to 1, unless nothing
 * is scored; those of unscored questions and of bonuses are 0.
 *
 * Returns: from 0 to 1
 */
double
encore_scorecard_criterion_share (EncoreScorecard *self,
                                  const char      *key,
                                  const char      *scenario)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), 0);

  EncoreSection *section = encore_scorecard_find_section (self, key);

  if (section != NULL)
    return section_share (self, section, scenario);

  const EncoreCriterion *criterion = encore_scorecard_find_criterion (self, key, &section);

  if (criterion == NULL || !encore_criterion_is_counted (criterion))
    return 0;

  double sum = sum_weights (self, section, scenario);
  double weight = encore_usable_weight (encore_scorecard_criterion_weight (self, criterion, scenario));

  return sum > 0 ? section_share (self, section, scenario) * (weight / sum) : 0;
}
