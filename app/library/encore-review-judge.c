/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-judge.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-error.h"
#include "encore-review-blind.h"
#include "encore-review-private.h"

/* Answering the criteria of a scorecard for the open call. */

/* Typing that rests for so long is saved, and one step of undo. */
#define TYPING_RESTS_MS 1000

static gint64
my_id (EncoreReview *self)
{
  EncorePerson *me = encore_library_get_working_as (self->library);

  return me != NULL ? me->id : 0;
}

/* Shows an evaluation as it is now. */
static void
set_shown (EncoreReview     *self,
           EncoreEvaluation *evaluation)
{
  EncoreScorecard *scorecard = evaluation != NULL ? encore_review_find_scorecard (self, evaluation->scorecard_id)
                                                  : NULL;

  g_set_object (&self->evaluation, evaluation);
  g_set_object (&self->scorecard, scorecard);
  g_clear_object (&self->score);
  encore_review_notify (self, ENCORE_REVIEW_SCORECARD);
  encore_review_notify (self, ENCORE_REVIEW_EVALUATION);
}

void
encore_review_set_judged (EncoreReview     *self,
                          EncoreEvaluation *evaluation)
{
  g_clear_handle_id (&self->typing_id, g_source_remove);
  self->typed = FALSE;
  self->submitting = FALSE;
  g_set_object (&self->written, evaluation);
  g_set_object (&self->committed, evaluation);
  if (self->evaluation == evaluation && evaluation == NULL)
    return;

  set_shown (self, evaluation);
  encore_review_follow_scenario (self);
}

/* A draft is weighed as the call's scenario says now; what is submitted stays as it was. */
void
encore_review_follow_scenario (EncoreReview *self)
{
  const char *scenario = self->scenario != NULL ? self->scenario->uuid : NULL;

  if (!encore_review_can_answer (self) || g_strcmp0 (self->evaluation->scenario, scenario) == 0)
    return;

  g_autoptr (EncoreEvaluation) followed = encore_evaluation_copy (self->evaluation);

  g_free (followed->scenario);
  followed->scenario = g_strdup (scenario);
  set_shown (self, followed);
}

/* Writing */

typedef struct
{
  EncoreReview *self;
  EncoreEvaluation *before; /* (nullable) */
  EncoreEvaluation *after;  /* (nullable) */
} Write;

static void
write_free (Write *write)
{
  g_object_unref (write->self);
  g_clear_object (&write->before);
  g_clear_object (&write->after);
  g_free (write);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static gboolean
is_shown (EncoreReview     *self,
          EncoreEvaluation *evaluation)
{
  return self->evaluation != NULL && evaluation != NULL && g_strcmp0 (self->evaluation->uuid, evaluation->uuid) == 0;
}

static void
on_written (EncoreReview *self,
            Write        *write)
{
  if (!is_shown (self, write->after))
    return;

  g_set_object (&self->committed, write->after);
  if (write->after->state == ENCORE_EVALUATION_SUBMITTED)
    encore_review_set_judged (self, write->after);
}

/* What was answered stays on the screen: it is written with the next answer. */
static void
on_not_written (EncoreReview *self,
                Write        *write)
{
  if (is_shown (self, write->after))
    {
      self->typed = self->typed || !self->submitting;
      self->submitting = FALSE;
      g_set_object (&self->written, self->committed);
      encore_review_notify (self, ENCORE_REVIEW_EVALUATION);
    }
  encore_review_reload_judged (self);
}

static void
write_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Write) write = user_data;
  EncoreReview *self = write->self;
  g_autoptr (GError) error = NULL;

  self->n_judging--;
  if (encore_library_commit_finish (ENCORE_LIBRARY (object), result, &error))
    {
      on_written (self, write);
      return;
    }

  on_not_written (self, write);
  encore_review_emit_error (self, error);
}

static void
write_change (EncoreReview     *self,
              const char       *label,
              gboolean          lasting,
              EncoreEvaluation *before,
              EncoreEvaluation *after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (label, before, after);
  Write *write = g_new0 (Write, 1);

  write->self = g_object_ref (self);
  g_set_object (&write->before, before);
  g_set_object (&write->after, after);
  if (lasting)
    encore_edit_set_lasting (edit);
  self->n_judging++;
  encore_library_commit_async (self->library, edit, NULL, write_cb, write);
}

/* What is shown, in a copy that is the writer's from now on. */
static void
write_shown (EncoreReview *self,
             const char   *label)
{
  g_autoptr (EncoreEvaluation) after = encore_evaluation_copy (self->evaluation);
  g_autoptr (EncoreEvaluation) before = g_steal_pointer (&self->written);

  g_clear_handle_id (&self->typing_id, g_source_remove);
  self->typed = FALSE;
  self->written = g_object_ref (after);
  write_change (self, label, FALSE, before, after);
}

/**
 * encore_review_flush_evaluation:
 * @self: a review
 *
 * Saves what has been typed, now.
 */
void
encore_review_flush_evaluation (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (self->typed && self->evaluation != NULL)
    write_shown (self, _ ("Write a comment"));
}

static gboolean
on_typing_rests (gpointer user_data)
{
  EncoreReview *self = user_data;

  self->typing_id = 0;
  encore_review_flush_evaluation (self);
  return G_SOURCE_REMOVE;
}

static void
save_later (EncoreReview *self)
{
  self->typed = TRUE;
  g_clear_handle_id (&self->typing_id, g_source_remove);
  self->typing_id = g_timeout_add (TYPING_RESTS_MS, on_typing_rests, self);
}

/* Beginning */

/**
 * encore_review_get_own_kind:
 * @self: a review
 *
 * Returns: what an evaluation is by who is working: the call's agent, a team-mate or a coach
 */
EncoreEvaluationKind
encore_review_get_own_kind (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), ENCORE_EVALUATION_COACH);

  EncorePerson *me = encore_library_get_working_as (self->library);

  if (me != NULL && self->call != NULL && self->call->agent_id == me->id)
    return ENCORE_EVALUATION_SELF;

  return me != NULL && (me->roles & ENCORE_ROLE_AGENT) && !(me->roles & ENCORE_ROLE_COACH) ? ENCORE_EVALUATION_PEER
                                                                                           : ENCORE_EVALUATION_COACH;
}

gboolean
encore_review_can_answer (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  return self->evaluation != NULL && self->evaluation->state == ENCORE_EVALUATION_DRAFT && !self->submitting
         && my_id (self) != 0 && self->evaluation->evaluator_id == my_id (self);
}

/* One at most: the store sees to it. The list may not know yet that what is shown has been submitted. */
static EncoreEvaluation *
find_draft (EncoreReview        *self,
            gint64               scorecard_id,
            EncoreEvaluationKind kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->evaluations)); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (G_LIST_MODEL (self->evaluations), i);

      if (is_shown (self, evaluation))
        continue;
      if (evaluation->state == ENCORE_EVALUATION_DRAFT && evaluation->evaluator_id == my_id (self)
          && evaluation->scorecard_id == scorecard_id && evaluation->kind == kind)
        return evaluation; /* the list keeps it */
    }

  return NULL;
}

/* Who, of which call, by which scorecard: as it will be read back. */
static void
join (EncoreReview     *self,
      EncoreEvaluation *evaluation,
      EncoreScorecard  *scorecard)
{
  g_free (evaluation->evaluator_name);
  evaluation->evaluator_name = g_strdup (encore_library_get_working_as (self->library)->name);
  g_free (evaluation->scorecard_name);
  evaluation->scorecard_name = g_strdup (scorecard->name);
  g_free (evaluation->scorecard_family);
  evaluation->scorecard_family = g_strdup (scorecard->family);
  evaluation->scorecard_version = scorecard->version;
  evaluation->agent_id = self->call->agent_id;
}

static void
begin (EncoreReview     *self,
       EncoreEvaluation *evaluation,
       const char       *label)
{
  evaluation->uuid = g_uuid_string_random ();
  g_clear_object (&self->written);
  g_clear_object (&self->committed);
  set_shown (self, evaluation);
  write_shown (self, label);
}

static gboolean
may_begin (EncoreReview *self)
{
  g_autoptr (GError) error = NULL;

  if (self->call == NULL)
    return FALSE;
  if (my_id (self) != 0)
    return TRUE;

  error = g_error_new_literal (ENCORE_ERROR, ENCORE_ERROR_INVALID,
                               _ ("Say first who is working: an evaluation is somebody’s own"));
  encore_review_emit_error (self, error);
  return FALSE;
}

/**
 * encore_review_evaluate:
 * @self: a review with a call
 * @scorecard: a published version
 * @kind: what the evaluation is, usually encore_review_get_own_kind()
 * @purpose: only a coach's can be for the record; any other is for learning
 *
 * Begins an evaluation, or goes on with the draft of the person who is working.
 */
void
encore_review_evaluate (EncoreReview        *self,
                        EncoreScorecard     *scorecard,
                        EncoreEvaluationKind kind,
                        EncorePurpose        purpose)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (ENCORE_IS_SCORECARD (scorecard));

  if (!may_begin (self))
    return;

  EncoreEvaluation *draft = find_draft (self, scorecard->id, kind);

  if (encore_review_can_answer (self) && self->evaluation->scorecard_id == scorecard->id
      && self->evaluation->kind == kind)
    return;

  encore_review_flush_evaluation (self);
  if (draft != NULL)
    {
      encore_review_show_evaluation (self, draft);
      return;
    }

  g_autoptr (EncoreEvaluation) evaluation = encore_evaluation_new ();

  evaluation->call_id = self->call->id;
  evaluation->scorecard_id = scorecard->id;
  evaluation->evaluator_id = my_id (self);
  evaluation->kind = kind;
  evaluation->purpose = kind == ENCORE_EVALUATION_COACH ? purpose : ENCORE_PURPOSE_LEARNING;
  evaluation->scenario = g_strdup (self->scenario != NULL ? self->scenario->uuid : NULL);
  join (self, evaluation, scorecard);
  begin (self, evaluation, _ ("Begin evaluation"));
  encore_review_remember_scorecard (self, scorecard);
}

/**
 * encore_review_show_evaluation:
 * @self: a review
 * @evaluation: (nullable): one of its "evaluations"; %NULL: none
 */
void
encore_review_show_evaluation (EncoreReview     *self,
                               EncoreEvaluation *evaluation)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (evaluation != NULL && is_shown (self, evaluation))
    return;

  encore_review_flush_evaluation (self);
  encore_review_set_judged (self, evaluation);
}

/**
 * encore_review_discard_evaluation:
 * @self: a review that shows a draft of the person working
 */
void
encore_review_discard_evaluation (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (!encore_review_can_answer (self))
    return;

  g_autoptr (EncoreEvaluation) written = g_steal_pointer (&self->written);

  encore_review_set_judged (self, NULL);
  if (written != NULL)
    write_change (self, _ ("Discard evaluation"), FALSE, written, NULL);
}

/* Answering */

EncoreAnswer *
encore_review_begin_answer (EncoreReview *self,
                            const char   *key)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  const EncoreAnswer *answer = self->evaluation != NULL ? encore_evaluation_find_answer (self->evaluation, key) : NULL;

  return answer != NULL ? encore_answer_copy (answer) : encore_answer_new (key);
}

static gboolean
says_nothing (const EncoreAnswer *answer)
{
  return !encore_answer_is_given (answer) && answer->evidence->len == 0
         && (answer->comment == NULL || *answer->comment == '\0');
}

/* An answer takes its place among the others. */
static void
show_answer (EncoreReview *self,
             EncoreAnswer *answer)
{
  g_autoptr (EncoreEvaluation) answered = encore_evaluation_copy (self->evaluation);

  if (says_nothing (answer))
    {
      encore_evaluation_clear_answer (answered, answer->key);
      encore_answer_free (answer);
    }
  else
    {
      encore_evaluation_take_answer (answered, answer);
    }
  set_shown (self, answered);
}

static const char *
label_of (const EncoreAnswer *before,
          const EncoreAnswer *after)
{
  guint n_before = before != NULL ? before->evidence->len : 0;

  if (!encore_answer_equal (before, after))
    return encore_answer_is_given (after) ? _ ("Answer a criterion") : _ ("Clear an answer");
  if (n_before != after->evidence->len)
    return n_before < after->evidence->len ? _ ("Link evidence") : _ ("Unlink evidence");

  return _ ("Write a comment");
}

/**
 * encore_review_take_answer:
 * @self: a review that shows a draft of the person working
 * @answer: (transfer full): a criterion's answer, with its comment and evidence
 *
 * It is shown and saved at once, and can be undone by itself.
 */
void
encore_review_take_answer (EncoreReview *self,
                           EncoreAnswer *answer)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (answer != NULL);

  if (!encore_review_can_answer (self))
    {
      encore_answer_free (answer);
      return;
    }

  encore_review_flush_evaluation (self);

  const char *label = label_of (encore_evaluation_find_answer (self->evaluation, answer->key), answer);

  show_answer (self, answer);
  write_shown (self, label);
}

/**
 * encore_review_type_answer:
 * @self: a review that shows a draft of the person working
 * @answer: (transfer full): as encore_review_take_answer()
 *
 * For text that is being typed: shown at once, saved when typing rests, and at the latest when the call is closed.
 */
void
encore_review_type_answer (EncoreReview *self,
                           EncoreAnswer *answer)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (answer != NULL);

  if (!encore_review_can_answer (self))
    {
      encore_answer_free (answer);
      return;
    }

  show_answer (self, answer);
  save_later (self);
}

/**
 * encore_review_type_proposal:
 * @self: a review that shows a draft of the person working
 * @proposal: what they would do, or have done
 *
 * Shown at once, saved when typing rests.
 */
void
encore_review_type_proposal (EncoreReview *self,
                             const char   *proposal)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (!encore_review_can_answer (self) || g_strcmp0 (self->evaluation->proposal, proposal) == 0)
    return;

  g_autoptr (EncoreEvaluation) edited = encore_evaluation_copy (self->evaluation);

  g_free (edited->proposal);
  edited->proposal = g_strdup (proposal);
  self->typed = TRUE;
  set_shown (self, edited);
  g_clear_handle_id (&self->typing_id, g_source_remove);
  self->typing_id = g_timeout_add (TYPING_RESTS_MS, on_typing_rests, self);
}

void
encore_review_clear_answer (EncoreReview *self,
                            const char   *key)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  EncoreAnswer *answer = encore_review_begin_answer (self, key);

  if (!encore_answer_is_given (answer))
    {
      encore_answer_free (answer);
      return;
    }

  encore_answer_set_option (answer, NULL);
  answer->number = NAN;
  g_clear_pointer (&answer->text, g_free);
  encore_review_take_answer (self, answer);
}

/**
 * encore_review_save_evaluation:
 * @self: a review that shows a draft of the person working
 * @evaluation: (transfer none): an edited copy of it
 *
 * For what belongs to the evaluation as a whole, such as whether the issue is complex.
 */
void
encore_review_save_evaluation (EncoreReview     *self,
                               EncoreEvaluation *evaluation)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (ENCORE_IS_EVALUATION (evaluation));

  if (!encore_review_can_answer (self) || !is_shown (self, evaluation))
    return;

  encore_review_flush_evaluation (self);
  set_shown (self, evaluation);
  write_shown (self, _ ("Edit evaluation"));
}

/**
 * encore_review_type_evaluation:
 * @self: a review that shows a draft of the person working
 * @evaluation: (transfer none): an edited copy of it
 *
 * For its texts, while they are being typed.
 */
void
encore_review_type_evaluation (EncoreReview     *self,
                               EncoreEvaluation *evaluation)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (ENCORE_IS_EVALUATION (evaluation));

  if (!encore_review_can_answer (self) || !is_shown (self, evaluation))
    return;

  set_shown (self, evaluation);
  save_later (self);
}

/* The sum, and the end */

/**
 * encore_review_get_score:
 * @self: a review
 *
 * Returns: (transfer none) (nullable): the worked sum of what is shown, with its own weights
 */
EncoreScore *
encore_review_get_score (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  if (self->score == NULL && self->evaluation != NULL && self->scorecard != NULL)
    self->score = encore_score_of (self->scorecard, self->evaluation);

  return self->score;
}

/**
 * encore_review_submit:
 * @self: a review that shows a draft of the person working
 *
 * For good: what has been submitted never changes again.
 *
 * Returns: (transfer full) (nullable): keys of the criteria that must be answered first; %NULL: it is being submitted
 */
GPtrArray *
encore_review_submit (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  if (!encore_review_can_answer (self) || self->scorecard == NULL)
    return NULL;

  encore_review_flush_evaluation (self);

  g_autoptr (GPtrArray) open = encore_score_list_open (encore_review_get_score (self));

  if (open->len > 0)
    return g_steal_pointer (&open);

  g_autoptr (EncoreEvaluation) submitted = encore_evaluation_copy (self->evaluation);
  g_autoptr (EncoreEvaluation) before = g_steal_pointer (&self->written);

  submitted->state = ENCORE_EVALUATION_SUBMITTED;
  submitted->submitted_at = g_get_real_time () / 1000;
  if (submitted->kind == ENCORE_EVALUATION_SELF && submitted->revises == NULL)
    submitted->revealed_at = encore_review_get_revealed_at (self);
  encore_score_keep (encore_review_get_score (self), submitted);
  self->submitting = TRUE;
  self->written = g_object_ref (submitted);
  write_change (self, _ ("Submit evaluation"), TRUE, before, submitted);
  encore_review_notify (self, ENCORE_REVIEW_EVALUATION);
  return NULL;
}

/**
 * encore_review_can_reopen:
 * @self: a review
 *
 * Returns: whether the person working may revise what is shown: one's own, and a coach any coach's
 */
gboolean
encore_review_can_reopen (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  if (self->evaluation == NULL || self->evaluation->state != ENCORE_EVALUATION_SUBMITTED
      || self->evaluation->is_superseded || my_id (self) == 0)
    return FALSE;

  return self->evaluation->evaluator_id == my_id (self)
         || (self->evaluation->kind == ENCORE_EVALUATION_COACH
             && encore_review_get_own_kind (self) == ENCORE_EVALUATION_COACH);
}

/**
 * encore_review_reopen:
 * @self: a review that shows what the person working may revise
 * @reason: why
 *
 * Begins a revision with the same answers, which takes the place of what is shown once it is submitted, or goes on
 * with the draft that one has of this call and scorecard.
 */
void
encore_review_reopen (EncoreReview *self,
                      const char   *reason)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (reason != NULL && *reason != '\0');

  if (!encore_review_can_reopen (self) || self->scorecard == NULL)
    return;

  EncoreEvaluation *draft = find_draft (self, self->evaluation->scorecard_id, self->evaluation->kind);

  if (draft != NULL)
    {
      encore_review_show_evaluation (self, draft);
      return;
    }

  g_autoptr (EncoreEvaluation) revision = encore_evaluation_revise (self->evaluation, reason, my_id (self));

  join (self, revision, self->scorecard);
  begin (self, revision, _ ("Reopen evaluation"));
}
