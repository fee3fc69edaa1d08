/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-disputes.h"

#include "encore-review-judge.h"
#include "encore-review-private.h"

static void
disputes_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) disputes = encore_library_list_finish (ENCORE_LIBRARY (object), result, &error);

  if (disputes == NULL)
    encore_review_emit_error (self, error);
  else if (self->call != NULL)
    g_list_store_splice (self->disputes, 0, g_list_model_get_n_items (G_LIST_MODEL (self->disputes)), disputes->pdata,
                         disputes->len);
}

static void
read_again (EncoreReview *self)
{
  if (self->call == NULL)
    g_list_store_remove_all (self->disputes);
  else
    encore_library_list_async (self->library, ENCORE_LISTING_DISPUTES_OF_CALL, self->call->id, self->cancellable,
                               disputes_cb, g_object_ref (self));
}

static void
on_changed (EncoreReview *self,
            GType         type)
{
  if (self->call != NULL && (type == ENCORE_TYPE_DISPUTE || type == ENCORE_TYPE_EVALUATION))
    read_again (self);
}

void
encore_review_watch_disputes (EncoreReview *self)
{
  self->disputes = g_list_store_new (ENCORE_TYPE_DISPUTE);
  g_signal_connect (self, "notify::call", G_CALLBACK (read_again), NULL);
  g_signal_connect_object (self->library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

GListModel *
encore_review_get_disputes (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return G_LIST_MODEL (self->disputes);
}

static EncoreEvaluation *
find_evaluation (EncoreReview *self,
                 gint64        id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->evaluations)); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (G_LIST_MODEL (self->evaluations), i);

      if (evaluation->id == id)
        return evaluation; /* the list keeps it */
    }

  return NULL;
}

static EncoreEvaluation *
find_revised (EncoreReview     *self,
              EncoreEvaluation *evaluation)
{
  for (guint i = 0; evaluation->revises != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->evaluations)); i++)
    {
      g_autoptr (EncoreEvaluation) revised = g_list_model_get_item (G_LIST_MODEL (self->evaluations), i);

      if (g_strcmp0 (revised->uuid, evaluation->revises) == 0)
        return revised; /* the list keeps it */
    }

  return NULL;
}

/* The trail of what was revised goes on with the revision. */
static gboolean
is_about (EncoreReview     *self,
          EncoreDispute    *dispute,
          EncoreEvaluation *evaluation)
{
  for (EncoreEvaluation *e = evaluation; e != NULL; e = find_revised (self, e))
    if (e->id == dispute->evaluation_id)
      return TRUE;

  return FALSE;
}

/**
 * encore_review_list_disputes:
 * @self: a review
 * @evaluation: one of its evaluations
 * @key: (nullable): of one criterion; %NULL: of all
 *
 * Returns: (transfer full) (element-type EncoreDispute): of it and what it has revised, oldest first
 */
GPtrArray *
encore_review_list_disputes (EncoreReview     *self,
                             EncoreEvaluation *evaluation,
                             const char       *key)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);
  g_return_val_if_fail (ENCORE_IS_EVALUATION (evaluation), NULL);

  GPtrArray *disputes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->disputes)); i++)
    {
      g_autoptr (EncoreDispute) dispute = g_list_model_get_item (G_LIST_MODEL (self->disputes), i);

      if (is_about (self, dispute, evaluation) && (key == NULL || g_strcmp0 (dispute->proposed->key, key) == 0))
        g_ptr_array_add (disputes, g_steal_pointer (&dispute));
    }

  return disputes;
}

gboolean
encore_review_may_dispute (EncoreReview     *self,
                           EncoreEvaluation *evaluation,
                           const char       *key)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  g_autoptr (GPtrArray) disputes = encore_review_list_disputes (self, evaluation, key);

  for (guint i = 0; i < disputes->len; i++)
    if (ENCORE_DISPUTE (disputes->pdata[i])->state == ENCORE_DISPUTE_OPEN)
      return FALSE;

  return !encore_library_is_read_only (self->library)
         && encore_dispute_may_propose (evaluation, encore_library_get_working_as (self->library));
}

gboolean
encore_review_may_withdraw (EncoreReview  *self,
                            EncoreDispute *dispute)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  return !encore_library_is_read_only (self->library)
         && encore_dispute_may_withdraw (dispute, encore_library_get_working_as (self->library));
}

gboolean
encore_review_may_settle (EncoreReview  *self,
                          EncoreDispute *dispute)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  EncoreEvaluation *evaluation = find_evaluation (self, dispute->evaluation_id);

  return evaluation != NULL && !encore_library_is_read_only (self->library)
         && encore_dispute_may_answer (dispute, evaluation, encore_library_get_working_as (self->library));
}

typedef struct
{
  EncoreReview *self;
  gint64 shown_id; /* which evaluation was looked at */
} Taken;

/* Who looked at what was revised looks at the revision. */
static void
follow (EncoreReview     *self,
        EncoreEvaluation *counts,
        gint64            shown_id)
{
  EncoreEvaluation *shown = encore_review_get_evaluation (self);

  if (self->call != NULL && counts->call_id == self->call->id && shown != NULL && shown->id == shown_id
      && g_strcmp0 (counts->revises, shown->uuid) == 0)
    encore_review_show_evaluation (self, counts);
}

static void
taken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Taken *taken = user_data;
  g_autoptr (EncoreReview) self = taken->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) counts = encore_disputes_take_finish (ENCORE_LIBRARY (object), result, &error);

  if (counts == NULL)
    encore_review_emit_error (self, error);
  else
    follow (self, counts, taken->shown_id);
}

static void
take (EncoreReview  *self,
      EncoreDispute *dispute)
{
  Taken *taken = g_new0 (Taken, 1);
  EncoreEvaluation *shown = encore_review_get_evaluation (self);

  *taken = (Taken) { g_object_ref (self), shown != NULL ? shown->id : 0 };
  encore_disputes_take_async (self->library, dispute, self->call->id, taken_cb, taken);
}

/**
 * encore_review_propose:
 * @self: a review
 * @evaluation: a submitted one of the call
 * @proposed: (transfer full): the answer that the call's agent thinks right
 * @reason: why
 */
void
encore_review_propose (EncoreReview     *self,
                       EncoreEvaluation *evaluation,
                       EncoreAnswer     *proposed,
                       const char       *reason)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (ENCORE_IS_EVALUATION (evaluation));

  g_autoptr (EncoreDispute) dispute = encore_disputes_propose (evaluation, proposed, reason);

  if (self->call != NULL)
    take (self, dispute);
}

/**
 * encore_review_settle:
 * @self: a review
 * @dispute: an open one
 * @state: accepted, declined or withdrawn
 * @reply: (nullable): what is said to it; must be given to decline
 */
void
encore_review_settle (EncoreReview      *self,
                      EncoreDispute     *dispute,
                      EncoreDisputeState state,
                      const char        *reply)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (ENCORE_IS_DISPUTE (dispute));

  g_autoptr (EncoreDispute) after = encore_disputes_answer (dispute, state, reply);

  if (self->call != NULL)
    take (self, after);
}
