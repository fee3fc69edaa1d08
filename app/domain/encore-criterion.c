/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-criterion.h"

#include <glib/gi18n.h>
#include <math.h>

static const char *const scales[] = {
  [ENCORE_SCALE_CHOICE] = "choice",
  [ENCORE_SCALE_NUMBER] = "number",
  [ENCORE_SCALE_CAUSES] = "causes",
  [ENCORE_SCALE_TEXT] = "text",
};

static const char *const classes[] = {
  [ENCORE_CLASS_NONE] = "none",
  [ENCORE_CLASS_TECHNICAL] = "technical",
  [ENCORE_CLASS_SOFT] = "soft",
};

static const char *const class_labels[] = {
  [ENCORE_CLASS_NONE] = N_ ("Neither"),
  [ENCORE_CLASS_TECHNICAL] = N_ ("Technical"),
  [ENCORE_CLASS_SOFT] = N_ ("Soft"),
};

static const char *const judgements[] = {
  [ENCORE_JUDGES_QUALITY] = "quality",
  [ENCORE_JUDGES_RECOGNITION] = "recognition",
  [ENCORE_JUDGES_ACTION] = "action",
};

static const char *const fails[] = {
  [ENCORE_FAIL_NONE] = "none",
  [ENCORE_FAIL_SECTION] = "section",
  [ENCORE_FAIL_FORM] = "form",
};

static gboolean
find (const char *const *ids,
      guint              n_ids,
      const char        *id,
      guint             *found)
{
  for (guint i = 0; i < n_ids; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      {
        *found = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * encore_option_new:
 * @key: of its criterion's own
 * @label: what is shown
 * @share: of full marks; NAN: not scored
 *
 * Returns: (transfer full): an option without an anchor, which fails nothing
 */
EncoreOption *
encore_option_new (const char *key,
                   const char *label,
                   double      share)
{
  EncoreOption *self = g_new0 (EncoreOption, 1);

  self->key = g_strdup (key);
  self->label = g_strdup (label);
  self->share = share;
  return self;
}

void
encore_option_free (EncoreOption *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self->label);
  g_free (self->anchor);
  g_free (self);
}

/**
 * encore_criterion_new:
 * @key: of its scorecard's own
 * @question: what is asked
 *
 * Returns: (transfer full): a choice without options, of weight 1
 */
EncoreCriterion *
encore_criterion_new (const char *key,
                      const char *question)
{
  EncoreCriterion *self = g_new0 (EncoreCriterion, 1);

  self->key = g_strdup (key);
  self->question = g_strdup (question);
  self->options = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_option_free);
  self->weight = 1;
  self->high = 1;
  return self;
}

/**
 * encore_criterion_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one
 */
EncoreCriterion *
encore_criterion_copy (const EncoreCriterion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  EncoreCriterion *copy = encore_criterion_new (self->key, self->question);

  copy->guidance = g_strdup (self->guidance);
  copy->guidance_complex = g_strdup (self->guidance_complex);
  copy->class = self->class;
  copy->judges = self->judges;
  copy->scale = self->scale;
  copy->low = self->low;
  copy->high = self->high;
  copy->weight = self->weight;
  copy->allows_na = self->allows_na;
  copy->is_header = self->is_header;
  copy->is_bonus = self->is_bonus;
  copy->condition = g_strdup (self->condition);
  copy->condition_options = g_strdupv (self->condition_options);
  copy->parent = g_strdup (self->parent);
  copy->value = g_strdup (self->value);
  copy->pillar = g_strdup (self->pillar);
  for (guint i = 0; i < self->options->len; i++)
    {
      const EncoreOption *option = g_ptr_array_index (self->options, i);
      EncoreOption *same = encore_criterion_add_option (copy,
                                                        encore_option_new (option->key, option->label, option->share));

      same->anchor = g_strdup (option->anchor);
      same->fails = option->fails;
    }

  return copy;
}

void
encore_criterion_free (EncoreCriterion *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self->question);
  g_free (self->guidance);
  g_free (self->guidance_complex);
  g_ptr_array_unref (self->options);
  g_free (self->condition);
  g_strfreev (self->condition_options);
  g_free (self->parent);
  g_free (self->value);
  g_free (self->pillar);
  g_free (self);
}

EncoreOption *
encore_criterion_add_option (EncoreCriterion *self,
                             EncoreOption    *option)
{
  g_return_val_if_fail (self != NULL && option != NULL, NULL);

  g_ptr_array_add (self->options, option);
  return option;
}

EncoreOption *
encore_criterion_find_option (const EncoreCriterion *self,
                              const char            *key)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->options->len; i++)
    {
      EncoreOption *option = g_ptr_array_index (self->options, i);

      if (g_strcmp0 (option->key, key) == 0)
        return option;
    }

  return NULL;
}

/**
 * encore_criterion_is_scored:
 * @self: a criterion
 *
 * Returns: whether some answer to it can add to the sum or to the bonus
 */
gboolean
encore_criterion_is_scored (const EncoreCriterion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->judges != ENCORE_JUDGES_QUALITY || (self->is_header && !self->is_bonus))
    return FALSE;
  if (self->scale != ENCORE_SCALE_CHOICE)
    return self->scale == ENCORE_SCALE_NUMBER;
  for (guint i = 0; i < self->options->len; i++)
    if (!isnan (((const EncoreOption *) g_ptr_array_index (self->options, i))->share))
      return TRUE;

  return FALSE;
}

const char *
encore_scale_to_id (EncoreScale scale)
{
  g_return_val_if_fail (scale < G_N_ELEMENTS (scales), scales[0]);

  return scales[scale];
}

gboolean
encore_scale_from_id (const char  *id,
                      EncoreScale *scale)
{
  return find (scales, G_N_ELEMENTS (scales), id, scale);
}

const char *
encore_class_to_id (EncoreCriterionClass class)
{
  g_return_val_if_fail (class < G_N_ELEMENTS (classes), classes[0]);

  return classes[class];
}

gboolean
encore_class_from_id (const char           *id,
                      EncoreCriterionClass *class)
{
  return find (classes, G_N_ELEMENTS (classes), id, class);
}

const char *
encore_class_to_label (EncoreCriterionClass class)
{
  g_return_val_if_fail (class < G_N_ELEMENTS (class_labels), "");

  return _ (class_labels[class]);
}

const char *
encore_judges_to_id (EncoreJudges judges)
{
  g_return_val_if_fail (judges < G_N_ELEMENTS (judgements), judgements[0]);

  return judgements[judges];
}

gboolean
encore_judges_from_id (const char   *id,
                       EncoreJudges *judges)
{
  return find (judgements, G_N_ELEMENTS (judgements), id, judges);
}

const char *
encore_fail_to_id (EncoreFail fail)
{
  g_return_val_if_fail (fail < G_N_ELEMENTS (fails), fails[0]);

  return fails[fail];
}

gboolean
encore_fail_from_id (const char *id,
                     EncoreFail *fail)
{
  return find (fails, G_N_ELEMENTS (fails), id, fail);
}
