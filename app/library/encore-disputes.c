/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-disputes.h"

#include <glib/gi18n.h>

#include "encore-db.h"
#include "encore-error.h"
#include "encore-library-private.h"
#include "encore-score.h"
#include "encore-text.h"

/*
 * Disputes: the agent says which answer they think right, and why; a coach accepts that, which makes a revision of the
 * evaluation, or answers. All of it is checked and written in one transaction, against what is there by then.
 */

typedef struct
{
  EncoreDispute *dispute; /* as it shall be */
  EncorePerson *person;   /* who does it */
  gint64 call_id;
} Step;

typedef struct
{
  const Step *step;
  EncoreDb *db;
  GPtrArray *evaluations; /* of the call */
  EncoreEvaluation *disputed;
  EncoreEvaluation *newest; /* of the submitted ones, what has taken its place, or itself */
  EncoreScorecard *scorecard;
} Case;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->dispute);
  g_clear_object (&step->person);
  g_free (step);
}

static void
case_clear (Case *self)
{
  g_clear_pointer (&self->evaluations, g_ptr_array_unref);
  g_clear_object (&self->scorecard);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static gboolean
refuse (GError        **error,
        EncoreErrorCode code,
        const char     *why)
{
  g_set_error_literal (error, ENCORE_ERROR, (int) code, why);
  return FALSE;
}

static EncoreEvaluation *
find_evaluation (GPtrArray *evaluations,
                 gint64     id)
{
  for (guint i = 0; i < evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (evaluations, i);

      if (evaluation->id == id)
        return evaluation;
    }

  return NULL;
}

static EncoreEvaluation *
find_revision (GPtrArray            *evaluations,
               EncoreEvaluation     *evaluation,
               EncoreEvaluationState state)
{
  for (guint i = 0; i < evaluations->len; i++)
    {
      EncoreEvaluation *revision = g_ptr_array_index (evaluations, i);

      if (revision->state == state && g_strcmp0 (revision->revises, evaluation->uuid) == 0)
        return revision;
    }

  return NULL;
}

static EncoreEvaluation *
find_newest (GPtrArray        *evaluations,
             EncoreEvaluation *evaluation)
{
  EncoreEvaluation *newest = evaluation;

  for (guint i = 0; newest != NULL && i < evaluations->len; i++)
    {
      EncoreEvaluation *next = find_revision (evaluations, newest, ENCORE_EVALUATION_SUBMITTED);

      if (next == NULL)
        break;
      newest = next;
    }

  return newest;
}

static gboolean
open_case (Case    *self,
           GError **error)
{
  self->evaluations = encore_db_list_evaluations_of_call (self->db, self->step->call_id, error);
  if (self->evaluations == NULL)
    return FALSE;

  self->disputed = find_evaluation (self->evaluations, self->step->dispute->evaluation_id);
  self->newest = find_newest (self->evaluations, self->disputed);
  if (self->disputed == NULL)
    return refuse (error, ENCORE_ERROR_MISSING, _ ("The evaluation is not there any more"));

  self->scorecard = encore_db_get_scorecard (self->db, self->newest->scorecard_id, error);
  return self->scorecard != NULL;
}

/* Proposing */

static gboolean
answers (const EncoreAnswer    *answer,
         const EncoreCriterion *criterion)
{
  if (answer->not_applicable)
    return criterion->allows_na;

  for (guint i = 0; answer->options != NULL && answer->options[i] != NULL; i++)
    if (encore_criterion_find_option (criterion, answer->options[i]) == NULL)
      return FALSE;

  return TRUE;
}

static EncoreDispute *
find_open (GPtrArray     *disputes,
           EncoreDispute *dispute)
{
  for (guint i = 0; i < disputes->len; i++)
    {
      EncoreDispute *other = g_ptr_array_index (disputes, i);

      if (other->state == ENCORE_DISPUTE_OPEN && other->evaluation_id == dispute->evaluation_id
          && g_strcmp0 (other->proposed->key, dispute->proposed->key) == 0)
        return other;
    }

  return NULL;
}

static gboolean
check_proposed (Case    *self,
                GError **error)
{
  const EncoreAnswer *proposed = self->step->dispute->proposed;
  const EncoreCriterion *criterion = encore_scorecard_find_criterion (self->scorecard, proposed->key, NULL);

  if (criterion == NULL || !encore_answer_is_given (proposed) || !answers (proposed, criterion))
    return refuse (error, ENCORE_ERROR_INVALID, _ ("Say which answer you think right"));
  if (encore_answer_equal (proposed, encore_evaluation_find_answer (self->disputed, proposed->key)))
    return refuse (error, ENCORE_ERROR_INVALID, _ ("That is the answer that was given already"));

  return TRUE;
}

static gboolean
propose (Case    *self,
         GError **error)
{
  EncoreDispute *dispute = self->step->dispute;
  g_autoptr (GPtrArray) disputes = NULL;

  if (!encore_dispute_may_propose (self->disputed, self->step->person))
    return refuse (error, ENCORE_ERROR_INVALID,
                   self->newest != self->disputed
                       ? _ ("This evaluation has been revised: look at the new one")
                       : _ ("Only the agent of the call can propose another answer, to what somebody else submitted"));
  if (dispute->reason == NULL || encore_text_is_blank (dispute->reason))
    return refuse (error, ENCORE_ERROR_INVALID, _ ("Say why you think another answer right"));
  if (!check_proposed (self, error))
    return FALSE;

  disputes = encore_db_list_disputes_of_call (self->db, self->step->call_id, error);
  if (disputes == NULL)
    return FALSE;
  if (find_open (disputes, dispute) != NULL)
    return refuse (error, ENCORE_ERROR_IN_USE,
                   _ ("You have proposed another answer to this already: it is still open"));

  dispute->author_id = self->step->person->id;
  return encore_db_put (self->db, G_OBJECT (dispute), error);
}

/* Answering */

static EncoreEvaluation *
revise (Case *self)
{
  const EncoreDispute *dispute = self->step->dispute;
  g_autofree char *reason = g_strdup_printf (_ ("Dispute accepted: %s"), dispute->reason);
  const EncoreAnswer *old = encore_evaluation_find_answer (self->newest, dispute->proposed->key);
  EncoreEvaluation *revision = encore_evaluation_revise (self->newest, reason, self->step->person->id);
  EncoreAnswer *answer = encore_answer_copy (dispute->proposed);

  if (answer->comment == NULL)
    answer->comment = g_strdup (dispute->reason);
  for (guint i = 0; old != NULL && dispute->proposed->evidence->len == 0 && i < old->evidence->len; i++)
    {
      const EncoreEvidence *evidence = g_ptr_array_index (old->evidence, i);

      encore_answer_add_evidence (answer, evidence->moment, evidence->span, evidence->first_segment,
                                  evidence->last_segment);
    }
  encore_evaluation_take_answer (revision, answer);
  return revision;
}

/* Another answer may ask what was not asked before. */
static gboolean
check_complete (Case        *self,
                EncoreScore *score,
                GError     **error)
{
  g_autoptr (GPtrArray) open = encore_score_list_open (score);
  const EncoreCriterion *criterion;

  if (open->len == 0)
    return TRUE;

  criterion = encore_scorecard_find_criterion (self->scorecard, g_ptr_array_index (open, 0), NULL);
  g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
               _ ("With this answer, “%s” must be answered too. Reopen the evaluation, answer both and submit it; "
                  "then accept."),
               criterion->question);
  return FALSE;
}

static EncoreEvaluation *
submit_revision (Case    *self,
                 GError **error)
{
  g_autoptr (EncoreEvaluation) revision = revise (self);
  g_autoptr (EncoreScore) score = encore_score_of (self->scorecard, revision);

  if (find_revision (self->evaluations, self->newest, ENCORE_EVALUATION_DRAFT) != NULL)
    {
      refuse (error, ENCORE_ERROR_IN_USE,
              _ ("A revision of this evaluation has been begun. Submit or delete it first."));
      return NULL;
    }
  if (!check_complete (self, score, error))
    return NULL;

  encore_score_keep (score, revision);
  revision->state = ENCORE_EVALUATION_SUBMITTED;
  revision->submitted_at = g_get_real_time () / 1000;
  return encore_db_put (self->db, G_OBJECT (revision), error) ? g_steal_pointer (&revision) : NULL;
}

/* Nothing is to be revised where the coach has come to the same answer meanwhile. */
static EncoreEvaluation *
accept_proposed (Case    *self,
                 GError **error)
{
  const EncoreAnswer *proposed = self->step->dispute->proposed;

  if (encore_answer_equal (proposed, encore_evaluation_find_answer (self->newest, proposed->key)))
    return g_object_ref (self->newest);

  return submit_revision (self, error);
}

static EncoreDispute *
find_dispute (Case    *self,
              GError **error)
{
  g_autoptr (GPtrArray) disputes = encore_db_list_disputes_of_call (self->db, self->step->call_id, error);

  for (guint i = 0; disputes != NULL && i < disputes->len; i++)
    {
      EncoreDispute *dispute = g_ptr_array_index (disputes, i);

      if (dispute->id == self->step->dispute->id)
        return g_object_ref (dispute);
    }
  if (disputes != NULL)
    refuse (error, ENCORE_ERROR_MISSING, _ ("What was proposed is not there any more"));

  return NULL;
}

static gboolean
check_answer (Case          *self,
              EncoreDispute *before,
              GError       **error)
{
  const EncoreDispute *after = self->step->dispute;
  gboolean withdraws = after->state == ENCORE_DISPUTE_WITHDRAWN;
  gboolean may = withdraws ? encore_dispute_may_withdraw (before, self->step->person)
                           : encore_dispute_may_answer (before, self->disputed, self->step->person);

  if (before->state != ENCORE_DISPUTE_OPEN)
    return refuse (error, ENCORE_ERROR_INVALID, _ ("This has been settled already"));
  if (!may)
    return refuse (error, ENCORE_ERROR_INVALID,
                   withdraws ? _ ("Only who proposed it can withdraw it")
                             : _ ("Only a coach, or who made the evaluation, can answer this"));
  if (after->state == ENCORE_DISPUTE_DECLINED && (after->reply == NULL || encore_text_is_blank (after->reply)))
    return refuse (error, ENCORE_ERROR_INVALID, _ ("Say why the answer stays as it is"));

  return TRUE;
}

static EncoreEvaluation *
settle (Case    *self,
        GError **error)
{
  EncoreDispute *after = self->step->dispute;
  g_autoptr (EncoreDispute) before = find_dispute (self, error);
  g_autoptr (EncoreEvaluation) counts = NULL;

  if (before == NULL || !check_answer (self, before, error))
    return NULL;

  counts = after->state == ENCORE_DISPUTE_ACCEPTED ? accept_proposed (self, error) : g_object_ref (self->newest);
  after->replier_id = after->state == ENCORE_DISPUTE_WITHDRAWN ? 0 : self->step->person->id;
  after->answered_at = MAX (g_get_real_time () / 1000,
                            before->created_at); /* the store lets no two times be the same */
  return counts != NULL && encore_db_put (self->db, G_OBJECT (after), error) ? g_steal_pointer (&counts) : NULL;
}

static gpointer
take_step (EncoreDb     *db,
           gpointer      user_data,
           GCancellable *cancellable,
           GError      **error)
{
  const Step *step = user_data;
  g_auto (Case) self = { .step = step, .db = db };

  if (step->person == NULL)
    {
      refuse (error, ENCORE_ERROR_INVALID, _ ("Choose first who you are working as"));
      return NULL;
    }
  if (!open_case (&self, error))
    return NULL;
  if (step->dispute->id != 0)
    return settle (&self, error);

  return propose (&self, error) ? g_object_ref (self.newest) : NULL;
}

/* Asking */

/**
 * encore_disputes_propose:
 * @evaluation: a submitted evaluation of one's own call
 * @proposed: (transfer full): the answer that one thinks right
 * @reason: why
 *
 * Returns: (transfer full): a dispute to be taken
 */
EncoreDispute *
encore_disputes_propose (EncoreEvaluation *evaluation,
                         EncoreAnswer     *proposed,
                         const char       *reason)
{
  g_return_val_if_fail (ENCORE_IS_EVALUATION (evaluation) && proposed != NULL, NULL);

  EncoreDispute *dispute = encore_dispute_new ();

  dispute->evaluation_id = evaluation->id;
  dispute->proposed = proposed;
  dispute->reason = g_strdup (reason);
  return dispute;
}

/**
 * encore_disputes_answer:
 * @dispute: an open dispute
 * @state: accepted, declined or withdrawn
 * @reply: (nullable): what is said to it; must be given to decline
 *
 * Returns: (transfer full): the dispute as it shall be, to be taken
 */
EncoreDispute *
encore_disputes_answer (EncoreDispute     *dispute,
                        EncoreDisputeState state,
                        const char        *reply)
{
  g_return_val_if_fail (ENCORE_IS_DISPUTE (dispute) && dispute->id != 0, NULL);
  g_return_val_if_fail (state != ENCORE_DISPUTE_OPEN, NULL);

  EncoreDispute *after = encore_dispute_copy (dispute);

  after->state = state;
  g_free (after->reply);
  after->reply = reply != NULL && !encore_text_is_blank (reply) ? g_strdup (reply) : NULL;
  return after;
}

static Step *
step_new (EncoreLibrary *library,
          EncoreDispute *dispute,
          gint64         call_id)
{
  Step *step = g_new0 (Step, 1);
  EncorePerson *person = encore_library_get_working_as (library);

  *step = (Step) { encore_dispute_copy (dispute), person != NULL ? g_object_ref (person) : NULL, call_id };
  return step;
}

static void
announce (EncoreLibrary *library)
{
  encore_library_emit_changed (library, ENCORE_TYPE_EVALUATION);
  encore_library_emit_changed (library, ENCORE_TYPE_DISPUTE);
}

static void
taken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  EncoreEvaluation *counts = encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);

  if (counts == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  announce (ENCORE_LIBRARY (object));
  g_task_return_pointer (task, counts, g_object_unref);
}

/**
 * encore_disputes_take_async:
 * @library: a library; who is working in it does it
 * @dispute: from encore_disputes_propose() or encore_disputes_answer()
 * @call_id: of the call that was evaluated
 * @callback: called on the main thread when it is committed and synced, or refused
 * @user_data: for @callback
 */
void
encore_disputes_take_async (EncoreLibrary      *library,
                            EncoreDispute      *dispute,
                            gint64              call_id,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (ENCORE_IS_LIBRARY (library));
  g_return_if_fail (ENCORE_IS_DISPUTE (dispute));

  GTask *task = g_task_new (library, NULL, callback, user_data);

  g_task_set_source_tag (task, encore_disputes_take_async);
  encore_library_run_async (library, ENCORE_LANE_WRITE, take_step, step_new (library, dispute, call_id), step_free,
                            g_object_unref, NULL, taken_cb, task);
}

/**
 * encore_disputes_take_finish:
 * @library: a library
 * @result: the result
 * @error: %ENCORE_ERROR: why it was refused, for people to read
 *
 * Returns: (transfer full) (nullable): the evaluation that counts now
 */
EncoreEvaluation *
encore_disputes_take_finish (EncoreLibrary *library,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

EncoreEvaluation *
encore_disputes_take (EncoreLibrary *library,
                      EncoreDispute *dispute,
                      gint64         call_id,
                      GError       **error)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (ENCORE_IS_DISPUTE (dispute), NULL);

  Step *step = step_new (library, dispute, call_id);
  EncoreEvaluation *counts = encore_store_run (encore_library_get_store (library), ENCORE_LANE_WRITE, take_step, step,
                                               NULL, error);

  step_free (step);
  if (counts != NULL)
    announce (library);
  return counts;
}
