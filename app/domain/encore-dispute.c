/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-dispute.h"

#include <glib/gi18n.h>

static const char *const labels[] = {
  [ENCORE_DISPUTE_OPEN] = N_ ("Open"),
  [ENCORE_DISPUTE_ACCEPTED] = N_ ("Accepted"),
  [ENCORE_DISPUTE_DECLINED] = N_ ("Answered"),
  [ENCORE_DISPUTE_WITHDRAWN] = N_ ("Withdrawn"),
};

G_DEFINE_FINAL_TYPE (EncoreDispute, encore_dispute, G_TYPE_OBJECT)

static void
encore_dispute_finalize (GObject *object)
{
  EncoreDispute *self = ENCORE_DISPUTE (object);

  g_free (self->uuid);
  encore_answer_free (self->proposed);
  g_free (self->reason);
  g_free (self->reply);
  g_free (self->author_name);
  g_free (self->replier_name);
  g_free (self->call_title);
  g_free (self->scorecard_name);

  G_OBJECT_CLASS (encore_dispute_parent_class)->finalize (object);
}

static void
encore_dispute_class_init (EncoreDisputeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_dispute_finalize;
}

static void
encore_dispute_init (EncoreDispute *self)
{
  self->answered_at = ENCORE_NO_TIME;
  self->call_started_at = ENCORE_NO_TIME;
}

/**
 * encore_dispute_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreDispute *
encore_dispute_new (void)
{
  return g_object_new (ENCORE_TYPE_DISPUTE, NULL);
}

/**
 * encore_dispute_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreDispute *
encore_dispute_copy (EncoreDispute *self)
{
  g_return_val_if_fail (ENCORE_IS_DISPUTE (self), NULL);

  EncoreDispute *copy = encore_dispute_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->evaluation_id = self->evaluation_id;
  copy->proposed = self->proposed != NULL ? encore_answer_copy (self->proposed) : NULL;
  copy->reason = g_strdup (self->reason);
  copy->author_id = self->author_id;
  copy->state = self->state;
  copy->reply = g_strdup (self->reply);
  copy->replier_id = self->replier_id;
  copy->answered_at = self->answered_at;
  copy->created_at = self->created_at;
  copy->author_name = g_strdup (self->author_name);
  copy->replier_name = g_strdup (self->replier_name);
  copy->call_id = self->call_id;
  copy->call_title = g_strdup (self->call_title);
  copy->call_started_at = self->call_started_at;
  copy->scorecard_name = g_strdup (self->scorecard_name);
  return copy;
}

/**
 * encore_dispute_may_propose:
 * @evaluation: an evaluation
 * @person: (nullable): who is working
 *
 * Returns: whether they may propose another answer: a coach or a peer has submitted it, and the call is theirs
 */
gboolean
encore_dispute_may_propose (EncoreEvaluation *evaluation,
                            EncorePerson     *person)
{
  g_return_val_if_fail (ENCORE_IS_EVALUATION (evaluation), FALSE);

  return person != NULL && person->id != 0 && person->id == evaluation->agent_id
         && evaluation->evaluator_id != person->id
         && (evaluation->kind == ENCORE_EVALUATION_COACH || evaluation->kind == ENCORE_EVALUATION_PEER)
         && evaluation->state == ENCORE_EVALUATION_SUBMITTED && !evaluation->is_superseded;
}

gboolean
encore_dispute_may_withdraw (EncoreDispute *self,
                             EncorePerson  *person)
{
  g_return_val_if_fail (ENCORE_IS_DISPUTE (self), FALSE);

  return self->state == ENCORE_DISPUTE_OPEN && person != NULL && person->id != 0 && person->id == self->author_id;
}

/**
 * encore_dispute_may_answer:
 * @self: a dispute
 * @evaluation: which it is about
 * @person: (nullable): who is working
 *
 * Returns: whether they may accept or answer it: nobody does so with one of their own
 */
gboolean
encore_dispute_may_answer (EncoreDispute    *self,
                           EncoreEvaluation *evaluation,
                           EncorePerson     *person)
{
  g_return_val_if_fail (ENCORE_IS_DISPUTE (self), FALSE);
  g_return_val_if_fail (ENCORE_IS_EVALUATION (evaluation), FALSE);

  if (self->state != ENCORE_DISPUTE_OPEN || person == NULL || person->id == 0 || person->id == self->author_id)
    return FALSE;

  return person->id == evaluation->evaluator_id || (person->roles & ENCORE_ROLE_COACH) != 0;
}

const char *
encore_dispute_state_to_label (EncoreDisputeState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (labels), "");

  return _ (labels[state]);
}
