/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-evaluation-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-score.h"
#include "encore-text.h"

/**
 * encore_evaluation_describe:
 * @self: an evaluation
 *
 * Returns: (transfer full): kind, evaluator, revision and day, in a line
 */
char *
encore_evaluation_describe (EncoreEvaluation *self)
{
  g_return_val_if_fail (ENCORE_IS_EVALUATION (self), NULL);

  const char *name = self->evaluator_name != NULL ? self->evaluator_name : _ ("Unknown");
  gboolean submitted = self->state == ENCORE_EVALUATION_SUBMITTED;
  g_autofree char *when = submitted ? encore_text_date (self->submitted_at) : g_strdup (_ ("Draft"));
  g_autofree char *revision = self->revision > 1 ? g_strdup_printf (_ ("revision %d"), self->revision) : NULL;

  if (revision != NULL)
    return g_strdup_printf ("%s · %s · %s · %s", encore_evaluation_kind_to_label (self->kind), name, revision, when);

  return g_strdup_printf ("%s · %s · %s", encore_evaluation_kind_to_label (self->kind), name, when);
}

/**
 * encore_evaluation_score_text:
 * @self: an evaluation
 *
 * Returns: (transfer full): its score as people read it, which a draft has none of yet
 */
char *
encore_evaluation_score_text (EncoreEvaluation *self)
{
  g_return_val_if_fail (ENCORE_IS_EVALUATION (self), NULL);

  if (self->state != ENCORE_EVALUATION_SUBMITTED)
    return g_strdup (_ ("Draft"));
  if (isnan (self->score))
    return g_strdup (_ ("No score"));

  return encore_score_format_percent (self->score);
}
