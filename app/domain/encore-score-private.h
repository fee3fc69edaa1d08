/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-score.h"

#include <math.h>

G_BEGIN_DECLS

/* Weights of drafts and of foreign files may be anything; what is none weighs nothing. */
static inline double
encore_usable_weight (double weight)
{
  return isfinite (weight) && weight > 0 ? weight : 0;
}

/* Whether an answer to it may fail its section or the form. */
static inline gboolean
encore_criterion_can_fail (const EncoreCriterion *self)
{
  return self->judges == ENCORE_JUDGES_QUALITY && self->scale == ENCORE_SCALE_CHOICE && !self->is_header
         && !self->is_bonus;
}

/* What the criterion counts in: a section's percentage, not the points on top of the total. */
static inline gboolean
encore_criterion_is_counted (const EncoreCriterion *self)
{
  return encore_criterion_is_scored (self) && !self->is_bonus;
}

gboolean encore_criterion_is_answered (const EncoreCriterion *self,
                                       const EncoreAnswer    *answer);
double   encore_criterion_read_share  (const EncoreCriterion *self, /* at least 0, may be above 1; NAN: not scored */
                                       const EncoreAnswer    *answer);

G_END_DECLS
