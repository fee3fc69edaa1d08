/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-private.h"

#include <glib/gi18n.h>

static void add (GPtrArray *sentences, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray  *sentences,
     const char *format,
     ...)
{
  va_list values;

  va_start (values, format);
  g_ptr_array_add (sentences, g_strdup_vprintf (format, values));
  va_end (values);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return stripped == NULL || stripped[0] == '\0';
}

static const char *
name_section (const EncoreSection *section)
{
  return !is_blank (section->name) ? section->name : _ ("a section without a name");
}

static const char *
name_criterion (const EncoreCriterion *criterion)
{
  return !is_blank (criterion->question) ? criterion->question : _ ("an element without a question");
}

static gboolean
is_weight (double weight)
{
  return isfinite (weight) && weight >= 0;
}

static const EncoreSection *
section_at (EncoreScorecard *self,
            guint            place)
{
  return g_ptr_array_index (self->sections, place);
}

static const EncoreCriterion *
criterion_at (const EncoreSection *section,
              guint                place)
{
  return g_ptr_array_index (section->criteria, place);
}

static const EncoreOption *
option_at (const EncoreCriterion *criterion,
           guint                  place)
{
  return g_ptr_array_index (criterion->options, place);
}

typedef void (*CriterionCheck) (EncoreScorecard *self, const EncoreCriterion *criterion, GPtrArray *sentences);

static void
check_each (EncoreScorecard *self,
            CriterionCheck   check,
            GPtrArray       *sentences)
{
  for (guint i = 0; i < self->sections->len; i++)
    for (guint j = 0; j < section_at (self, i)->criteria->len; j++)
      check (self, criterion_at (section_at (self, i), j), sentences);
}

/* --- What keeps it from being published --- */

static void
check_head (EncoreScorecard *self,
            GPtrArray       *problems)
{
  if (is_blank (self->name))
    add (problems, "%s", _ ("The scorecard has no name"));
  if (!isfinite (self->cap) || self->cap < 100)
    add (problems, "%s", _ ("The cap is below 100%: full marks could not be reached"));
  if (!isfinite (self->goal) || self->goal < 0 || self->goal > MAX (self->cap, 100))
    add (problems, "%s", _ ("The goal lies outside what a call can reach"));
}

static void
check_section (const EncoreSection *section,
               GPtrArray           *problems)
{
  if (is_blank (section->name))
    add (problems, "%s", _ ("A section has no name"));
  if (is_blank (section->key))
    add (problems, _ ("“%s” has no key"), name_section (section));
  if (!is_weight (section->weight))
    add (problems, _ ("The weight of “%s” is below 0"), name_section (section));
}

static void
check_key (GHashTable *keys,
           const char *key,
           GPtrArray  *problems)
{
  if (key != NULL && !g_hash_table_add (keys, (gpointer) key))
    add (problems, _ ("The key “%s” is used twice"), key);
}

static void
check_keys (EncoreScorecard *self,
            GPtrArray       *problems)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->sections->len; i++)
    {
      check_key (keys, section_at (self, i)->key, problems);
      for (guint j = 0; j < section_at (self, i)->criteria->len; j++)
        check_key (keys, criterion_at (section_at (self, i), j)->key, problems);
    }
}

static void
check_words (EncoreScorecard *self  G_GNUC_UNUSED,
             const EncoreCriterion *criterion,
             GPtrArray             *problems)
{
  if (is_blank (criterion->question))
    add (problems, "%s", _ ("An element has no question"));
  if (is_blank (criterion->key))
    add (problems, _ ("“%s” has no key"), name_criterion (criterion));
  if (is_blank (criterion->guidance))
    add (problems, _ ("“%s” does not say how to apply it"), name_criterion (criterion));
  if (!is_weight (criterion->weight))
    add (problems, _ ("The weight of “%s” is below 0"), name_criterion (criterion));
}

static void
check_option (const EncoreCriterion *criterion,
              const EncoreOption    *option,
              GPtrArray             *problems)
{
  const char *label = !is_blank (option->label) ? option->label : option->key;

  if (is_blank (option->label) || is_blank (option->key))
    add (problems, _ ("An answer to “%s” has no name or no key"), name_criterion (criterion));
  if (isinf (option->share) || option->share < 0)
    add (problems, _ ("The answer “%s” to “%s” is worth less than nothing"), label, name_criterion (criterion));
  if (option->fails != ENCORE_FAIL_NONE && !encore_criterion_can_fail (criterion))
    add (problems, _ ("The answer “%s” to “%s” cannot fail anything: the question stands outside the sum"), label,
         name_criterion (criterion));
}

static gboolean
is_duplicate (const EncoreCriterion *criterion,
              guint                  place)
{
  for (guint i = 0; i < place; i++)
    if (g_strcmp0 (option_at (criterion, i)->key, option_at (criterion, place)->key) == 0)
      return TRUE;

  return FALSE;
}

static void
check_scale (EncoreScorecard *self  G_GNUC_UNUSED,
             const EncoreCriterion *criterion,
             GPtrArray             *problems)
{
  const char *name = name_criterion (criterion);

  if (criterion->scale == ENCORE_SCALE_NUMBER)
    {
      if (!isfinite (criterion->low) || !isfinite (criterion->high) || criterion->low == criterion->high)
        add (problems, _ ("The number asked by “%s” is worth nothing and full marks at once"), name);
      return;
    }
  if (criterion->scale == ENCORE_SCALE_TEXT)
    return;

  if (criterion->options->len == 0)
    add (problems, _ ("“%s” has no answers to choose from"), name);
  for (guint i = 0; i < criterion->options->len; i++)
    {
      check_option (criterion, option_at (criterion, i), problems);
      if (is_duplicate (criterion, i))
        add (problems, _ ("Two answers to “%s” have the key “%s”"), name, option_at (criterion, i)->key);
    }
}

static void
check_judges (EncoreScorecard *self  G_GNUC_UNUSED,
              const EncoreCriterion *criterion,
              GPtrArray             *problems)
{
  if (criterion->judges == ENCORE_JUDGES_QUALITY)
    return;
  if (!criterion->is_header)
    add (problems, _ ("“%s” asks for a fact, so it must be a header question"), name_criterion (criterion));
  if (criterion->is_bonus)
    add (problems, _ ("“%s” asks for a fact, so it cannot be a bonus"), name_criterion (criterion));
  if (criterion->scale != ENCORE_SCALE_CHOICE)
    add (problems, _ ("“%s” asks for a fact, so it needs answers to choose from"), name_criterion (criterion));
}

static gboolean
stands_before (EncoreScorecard       *self,
               const EncoreCriterion *first,
               const EncoreCriterion *second)
{
  for (guint i = 0; i < self->sections->len; i++)
    for (guint j = 0; j < section_at (self, i)->criteria->len; j++)
      {
        const EncoreCriterion *criterion = criterion_at (section_at (self, i), j);

        if (criterion == first || criterion == second)
          return criterion == first && first != second;
      }

  return FALSE;
}

static void
check_condition (EncoreScorecard       *self,
                 const EncoreCriterion *criterion,
                 GPtrArray             *problems)
{
  const EncoreCriterion *condition = encore_scorecard_find_criterion (self, criterion->condition, NULL);
  const char *name = name_criterion (criterion);

  if (criterion->condition == NULL)
    return;
  if (condition == NULL)
    {
      add (problems, _ ("“%s” depends on an element that is not there"), name);
      return;
    }
  if (condition == criterion)
    add (problems, _ ("“%s” depends on itself"), name);
  else if (!stands_before (self, condition, criterion))
    add (problems, _ ("“%s” depends on “%s”, which is asked after it"), name, name_criterion (condition));
  if (criterion->condition_options == NULL || criterion->condition_options[0] == NULL)
    add (problems, _ ("“%s” does not say on which answer to “%s” it depends"), name, name_criterion (condition));
  for (guint i = 0; criterion->condition_options != NULL && criterion->condition_options[i] != NULL; i++)
    if (encore_criterion_find_option (condition, criterion->condition_options[i]) == NULL)
      add (problems, _ ("“%s” depends on an answer to “%s” that is not there"), name, name_criterion (condition));
}

static void
check_parent (EncoreScorecard       *self,
              const EncoreCriterion *criterion,
              GPtrArray             *problems)
{
  const EncoreCriterion *ancestor = criterion;
  const char *name = name_criterion (criterion);

  if (criterion->parent != NULL && encore_scorecard_find_criterion (self, criterion->parent, NULL) == NULL)
    add (problems, _ ("“%s” helps to answer a question that is not there"), name);
  for (int i = 0; i < 1000 && ancestor != NULL && ancestor->parent != NULL; i++)
    {
      ancestor = encore_scorecard_find_criterion (self, ancestor->parent, NULL);
      if (ancestor != criterion)
        continue;
      add (problems, _ ("“%s” helps to answer itself"), name);
      return;
    }
}

static gboolean
weighs_anything (EncoreScorecard *self,
                 const char      *scenario)
{
  for (guint i = 0; i < self->sections->len; i++)
    for (guint j = 0; j < section_at (self, i)->criteria->len; j++)
      if (encore_scorecard_criterion_share (self, criterion_at (section_at (self, i), j)->key, scenario) > 0)
        return TRUE;

  return FALSE;
}

static gboolean
counts_anything (EncoreScorecard *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    for (guint j = 0; j < section_at (self, i)->criteria->len; j++)
      if (encore_criterion_is_counted (criterion_at (section_at (self, i), j)))
        return TRUE;

  return FALSE;
}

static void
check_profile (EncoreScorecard *self,
               EncoreProfile   *profile,
               GPtrArray       *problems)
{
  const char *name = !is_blank (profile->scenario_name) ? profile->scenario_name : profile->scenario;
  GHashTableIter iter;
  gpointer weight;

  if (is_blank (profile->scenario))
    {
      add (problems, "%s", _ ("Weights for a scenario do not say for which"));
      return;
    }
  g_hash_table_iter_init (&iter, profile->weights);
  while (g_hash_table_iter_next (&iter, NULL, &weight))
    if (!is_weight (*(const double *) weight))
      {
        add (problems, _ ("A weight for “%s” is below 0"), name);
        break;
      }
  if (!weighs_anything (self, profile->scenario))
    add (problems, _ ("The weights for “%s” leave nothing to count"), name);
}

static void
check_sum (EncoreScorecard *self,
           GPtrArray       *problems)
{
  if (!counts_anything (self))
    add (problems, "%s", _ ("Nothing in it is scored"));
  else if (!weighs_anything (self, NULL))
    add (problems, "%s", _ ("All weights are 0, so nothing counts"));
  else
    for (guint i = 0; i < self->profiles->len; i++)
      check_profile (self, g_ptr_array_index (self->profiles, i), problems);
}

/**
 * encore_scorecard_list_problems:
 * @self: a draft
 *
 * Returns: (transfer full) (element-type utf8): what keeps it from being published, in translated sentences
 */
GPtrArray *
encore_scorecard_list_problems (EncoreScorecard *self)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  static const CriterionCheck checks[] = { check_words, check_scale, check_judges, check_condition, check_parent };
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_free);

  check_head (self, problems);
  for (guint i = 0; i < self->sections->len; i++)
    check_section (section_at (self, i), problems);
  check_keys (self, problems);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    check_each (self, checks[i], problems);
  check_sum (self, problems);
  return problems;
}

/* --- What is worth a second look --- */

static void
warn_of_length (EncoreScorecard *self,
                GPtrArray       *warnings)
{
  guint n_elements = encore_scorecard_count_elements (self);

  if (n_elements < ENCORE_SCORECARD_FEW || n_elements > ENCORE_SCORECARD_MANY)
    add (warnings,
         ngettext ("It has %u element; %d to %d are usual", "It has %u elements; %d to %d are usual", n_elements),
         n_elements, ENCORE_SCORECARD_FEW, ENCORE_SCORECARD_MANY);
}

static void
warn_of_share (EncoreScorecard       *self,
               const EncoreCriterion *criterion,
               GPtrArray             *warnings)
{
  double share = encore_scorecard_criterion_share (self, criterion->key, NULL);
  g_autofree char *percent = encore_score_format_percent (100 * share);

  if (share > 0.5)
    add (warnings, _ ("“%s” alone decides %s of the total"), name_criterion (criterion), percent);
}

static void
warn_of_weight (EncoreScorecard       *self,
                const EncoreCriterion *criterion,
                GPtrArray             *warnings)
{
  gboolean counts = encore_scorecard_criterion_share (self, criterion->key, NULL) > 0;

  for (guint i = 0; i < self->profiles->len; i++)
    counts |= encore_scorecard_criterion_share (self, criterion->key,
                                                ((EncoreProfile *) g_ptr_array_index (self->profiles, i))->scenario)
              > 0;
  if (encore_criterion_is_counted (criterion) && !counts)
    add (warnings, _ ("“%s” weighs nothing"), name_criterion (criterion));
}

/* Yes and no need no explanation; the steps between them do. */
static void
warn_of_anchors (EncoreScorecard *self  G_GNUC_UNUSED,
                 const EncoreCriterion *criterion,
                 GPtrArray             *warnings)
{
  guint n_missing = 0, n_options = criterion->options->len;

  for (guint i = 0; i < n_options; i++)
    n_missing += is_blank (option_at (criterion, i)->anchor);
  if (criterion->scale != ENCORE_SCALE_CHOICE || n_missing == 0 || (n_options < 3 && n_missing == n_options))
    return;

  add (warnings,
       ngettext ("%u answer to “%s” does not say how one knows it when one sees it",
                 "%u answers to “%s” do not say how one knows them when one sees them", n_missing),
       n_missing, name_criterion (criterion));
}

static void
warn_of_shares (EncoreScorecard *self  G_GNUC_UNUSED,
                const EncoreCriterion *criterion,
                GPtrArray             *warnings)
{
  double before = INFINITY, best = 0;
  gboolean falls = TRUE;

  if (criterion->scale != ENCORE_SCALE_CHOICE || !encore_criterion_is_scored (criterion))
    return;
  for (guint i = 0; i < criterion->options->len; i++)
    {
      double share = option_at (criterion, i)->share;

      if (isnan (share))
        continue;
      falls &= share < before;
      before = share;
      best = MAX (best, share);
    }
  if (!falls)
    add (warnings, _ ("The answers to “%s” are not worth less from one to the next"), name_criterion (criterion));
  if (best < 1)
    add (warnings, _ ("No answer to “%s” brings full marks"), name_criterion (criterion));
}

static void
warn_of_options (EncoreScorecard *self  G_GNUC_UNUSED,
                 const EncoreCriterion *criterion,
                 GPtrArray             *warnings)
{
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (criterion->scale != ENCORE_SCALE_CHOICE && criterion->scale != ENCORE_SCALE_CAUSES)
    return;
  if (criterion->scale == ENCORE_SCALE_CHOICE && criterion->options->len == 1)
    add (warnings, _ ("“%s” has one answer only"), name_criterion (criterion));
  for (guint i = 0; i < criterion->options->len; i++)
    if (!is_blank (option_at (criterion, i)->label)
        && !g_hash_table_add (labels, g_utf8_casefold (option_at (criterion, i)->label, -1)))
      add (warnings, _ ("Two answers to “%s” are called “%s”"), name_criterion (criterion),
           option_at (criterion, i)->label);
}

static gboolean
can_exceed (EncoreScorecard *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    for (guint j = 0; j < section_at (self, i)->criteria->len; j++)
      {
        const EncoreCriterion *criterion = criterion_at (section_at (self, i), j);

        if (criterion->is_bonus)
          return TRUE;
        for (guint k = 0; k < criterion->options->len; k++)
          if (option_at (criterion, k)->share > 1)
            return TRUE;
      }

  return FALSE;
}

static void
warn_of_sections (EncoreScorecard *self,
                  GPtrArray       *warnings)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (section_at (self, i)->criteria->len == 0)
      add (warnings, _ ("“%s” is empty"), name_section (section_at (self, i)));
  if (self->cap > 100 && !can_exceed (self))
    add (warnings, "%s", _ ("The cap is above 100%, but nothing leads there"));
}

static void
warn_of_profiles (EncoreScorecard *self,
                  GPtrArray       *warnings)
{
  for (guint i = 0; i < self->profiles->len; i++)
    {
      const EncoreProfile *profile = g_ptr_array_index (self->profiles, i);
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, profile->weights);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        if (encore_scorecard_find_section (self, key) == NULL
            && encore_scorecard_find_criterion (self, key, NULL) == NULL)
          add (warnings, _ ("The weights for “%s” name “%s”, which is not there"), profile->scenario_name,
               (const char *) key);
    }
}

/**
 * encore_scorecard_list_warnings:
 * @self: a scorecard
 *
 * Returns: (transfer full) (element-type utf8): what is worth a second look, in translated sentences
 */
GPtrArray *
encore_scorecard_list_warnings (EncoreScorecard *self)
{
  g_return_val_if_fail (ENCORE_IS_SCORECARD (self), NULL);

  static const CriterionCheck checks[] = { warn_of_share, warn_of_weight, warn_of_anchors, warn_of_shares,
                                           warn_of_options };
  GPtrArray *warnings = g_ptr_array_new_with_free_func (g_free);

  warn_of_length (self, warnings);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    check_each (self, checks[i], warnings);
  warn_of_sections (self, warnings);
  warn_of_profiles (self, warnings);
  return warnings;
}
