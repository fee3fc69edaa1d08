/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-private.h"

#include "encore-db-settings.h"
#include "encore-dispute.h"
#include "encore-library-private.h"
#include "encore-review-judge.h"

/* What there is to judge the open call by, and which evaluations of it the person working may see. */

static void
replace (GListStore *store,
         GPtrArray  *items)
{
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata, items->len);
}

static gint64
my_id (EncoreReview *self)
{
  EncorePerson *me = encore_library_get_working_as (self->library);

  return me != NULL ? me->id : 0;
}

static gboolean
is_mine (EncoreReview     *self,
         EncoreEvaluation *evaluation)
{
  return my_id (self) != 0 && evaluation->evaluator_id == my_id (self);
}

/* A draft is nobody else's business. */
static gboolean
may_see (EncoreReview     *self,
         EncoreEvaluation *evaluation)
{
  if (is_mine (self, evaluation))
    return TRUE;

  return evaluation->state == ENCORE_EVALUATION_SUBMITTED && !encore_review_get_blind (self);
}

static GPtrArray *
list_seen (EncoreReview *self)
{
  GPtrArray *seen = g_ptr_array_new ();

  for (guint i = 0; i < self->all_evaluations->len; i++)
    if (may_see (self, g_ptr_array_index (self->all_evaluations, i)))
      g_ptr_array_add (seen, g_ptr_array_index (self->all_evaluations, i));

  return seen;
}

static EncoreEvaluation *
find_by_uuid (GPtrArray  *evaluations,
              const char *uuid)
{
  for (guint i = 0; i < evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (evaluations, i);

      if (g_strcmp0 (evaluation->uuid, uuid) == 0)
        return evaluation;
    }

  return NULL;
}

/* What one would go on with: one's own draft, else one's own newest. Others' are shown when they are asked for. */
static EncoreEvaluation *
find_own (EncoreReview *self,
          GPtrArray    *seen)
{
  EncoreEvaluation *own = NULL;

  for (guint i = 0; i < seen->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (seen, i);

      if (!is_mine (self, evaluation) || evaluation->is_superseded)
        continue;
      if (evaluation->state == ENCORE_EVALUATION_DRAFT)
        return evaluation;
      if (own == NULL)
        own = evaluation;
    }

  return own;
}

/* What has been answered here is newer than what was read while it is on its way, or has not been written yet. */
static void
show_current (EncoreReview *self,
              GPtrArray    *seen)
{
  if (self->n_judging > 0 || self->n_reading_judged > 0 || self->typed)
    return;

  if (self->evaluation != NULL)
    encore_review_set_judged (self, find_by_uuid (seen, self->evaluation->uuid));
  else if (!self->evaluations_known)
    encore_review_set_judged (self, find_own (self, seen));
  self->evaluations_known = TRUE;
}

/**
 * encore_review_show_judged:
 * @self: a review
 *
 * Shows what may be seen now.
 */
void
encore_review_show_judged (EncoreReview *self)
{
  if (self->all_evaluations == NULL)
    return;

  g_autoptr (GPtrArray) seen = list_seen (self);

  replace (self->evaluations, seen);
  encore_review_notify (self, ENCORE_REVIEW_EVALUATIONS);
  show_current (self, seen);
}

/* By what an agent reviews their own call: what the coach went by, so that both can be laid side by side. It gives
 * nothing away of what the coach thinks. */
static EncoreScorecard *
find_coachs_scorecard (EncoreReview *self)
{
  if (self->all_evaluations == NULL || encore_review_get_own_kind (self) != ENCORE_EVALUATION_SELF)
    return NULL;

  for (guint i = 0; i < self->all_evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (self->all_evaluations, i);

      if (evaluation->kind == ENCORE_EVALUATION_COACH && evaluation->state == ENCORE_EVALUATION_SUBMITTED
          && !evaluation->is_superseded)
        return encore_review_find_scorecard (self, evaluation->scorecard_id);
    }

  return NULL;
}

/* Versions come newest first within a scorecard. What was used last in the call's scenario comes before the others. */
static void
offer_scorecards (EncoreReview *self)
{
  g_autoptr (GPtrArray) offered = g_ptr_array_new ();
  g_autoptr (GHashTable) families = g_hash_table_new (g_str_hash, g_str_equal);
  EncoreScorecard *coachs = find_coachs_scorecard (self);

  for (guint i = 0; i < self->all_scorecards->len; i++)
    {
      EncoreScorecard *scorecard = g_ptr_array_index (self->all_scorecards, i);

      if (scorecard->status == ENCORE_SCORECARD_PUBLISHED && g_hash_table_add (families, scorecard->family))
        g_ptr_array_insert (offered, g_strcmp0 (scorecard->family, self->used_family) == 0 ? 0 : -1, scorecard);
    }

  if (coachs != NULL)
    {
      for (guint i = offered->len; i > 0; i--)
        if (g_str_equal (((EncoreScorecard *) offered->pdata[i - 1])->family, coachs->family))
          g_ptr_array_remove_index (offered, i - 1);
      g_ptr_array_insert (offered, 0, coachs);
    }
  replace (self->scorecards, offered);
  encore_review_notify (self, ENCORE_REVIEW_SCORECARDS);
}

static void
on_working_as (EncoreReview *self)
{
  if (self->call_id == 0)
    return;

  encore_review_flush_evaluation (self);
  encore_review_set_judged (self, NULL);
  self->evaluations_known = FALSE;
  offer_scorecards (self);
  encore_review_show_judged (self);
}

/* Reading */

static char *
used_key (EncoreReview *self)
{
  return g_strconcat ("scorecard-of-scenario:", self->scenario != NULL ? self->scenario->uuid : "", NULL);
}

static gpointer
read_used (EncoreDb     *db,
           gpointer      user_data,
           GCancellable *cancellable,
           GError      **error)
{
  return encore_db_get_setting (db, user_data, error);
}

/* Only a convenience: without an answer the order is by name. */
static void
used_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *family = encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);

  if (error != NULL || g_strcmp0 (family, self->used_family) == 0)
    return;

  g_free (self->used_family);
  self->used_family = g_steal_pointer (&family);
  offer_scorecards (self);
}

/**
 * encore_review_read_used_scorecard:
 * @self: a review with a call
 *
 * Finds out which scorecard was used last in the call's scenario.
 */
void
encore_review_read_used_scorecard (EncoreReview *self)
{
  encore_library_run_async (self->library, ENCORE_LANE_READ, read_used, used_key (self), g_free, g_free,
                            self->cancellable, used_cb, g_object_ref (self));
}

typedef struct
{
  char *key;
  char *family;
} Used;

static void
used_free (gpointer data)
{
  Used *used = data;

  g_free (used->key);
  g_free (used->family);
  g_free (used);
}

static gpointer
write_used (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  const Used *used = user_data;

  encore_db_put_setting (db, used->key, used->family, error);
  return NULL;
}

static void
write_used_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);
  if (error != NULL)
    g_debug ("Scorecard not remembered: %s", error->message);
}

/**
 * encore_review_remember_scorecard:
 * @self: a review with a call
 * @scorecard: by which it is evaluated
 *
 * Offers it first when another call of this scenario is evaluated.
 */
void
encore_review_remember_scorecard (EncoreReview    *self,
                                  EncoreScorecard *scorecard)
{
  if (g_strcmp0 (self->used_family, scorecard->family) == 0)
    return;

  Used *used = g_new0 (Used, 1);

  g_free (self->used_family);
  self->used_family = g_strdup (scorecard->family);
  used->key = used_key (self);
  used->family = g_strdup (scorecard->family);
  encore_library_run_async (self->library, ENCORE_LANE_WRITE, write_used, used, used_free, NULL, NULL, write_used_cb,
                            NULL);
}

static GPtrArray *
finish_reading (EncoreReview *self,
                GObject      *library,
                GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *objects = encore_library_list_finish (ENCORE_LIBRARY (library), result, &error);

  if (objects == NULL)
    encore_review_emit_error (self, error);
  return objects;
}

static void
principles_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GPtrArray) principles = finish_reading (self, object, result);

  if (principles == NULL)
    return;

  g_clear_pointer (&self->principles, g_ptr_array_unref);
  self->principles = g_steal_pointer (&principles);
}

static void
scorecards_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GPtrArray) scorecards = finish_reading (self, object, result);

  if (scorecards == NULL)
    return;

  g_clear_pointer (&self->all_scorecards, g_ptr_array_unref);
  self->all_scorecards = g_steal_pointer (&scorecards);
  offer_scorecards (self);
}

static void
evaluations_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GPtrArray) evaluations = finish_reading (self, object, result);

  self->n_reading_judged--;
  if (evaluations == NULL || self->call == NULL)
    return;

  EncoreScorecard *before = find_coachs_scorecard (self);

  g_clear_pointer (&self->all_evaluations, g_ptr_array_unref);
  self->all_evaluations = g_steal_pointer (&evaluations);
  if (find_coachs_scorecard (self) != before)
    offer_scorecards (self);
  encore_review_show_judged (self);
}

static void
read_scorecards (EncoreReview *self)
{
  encore_library_list_async (self->library, ENCORE_LISTING_PRINCIPLES, 0, self->cancellable, principles_cb,
                             g_object_ref (self));
  encore_library_list_async (self->library, ENCORE_LISTING_SCORECARDS, 0, self->cancellable, scorecards_cb,
                             g_object_ref (self));
}

void
encore_review_reload_judged (EncoreReview *self)
{
  if (self->call_id == 0)
    return;

  self->n_reading_judged++;
  encore_library_list_async (self->library, ENCORE_LISTING_EVALUATIONS_OF_CALL, self->call_id, self->cancellable,
                             evaluations_cb, g_object_ref (self));
}

/* Scorecards first: one lane reads them one after the other. */
void
encore_review_open_judging (EncoreReview *self)
{
  encore_review_read_used_scorecard (self);
  read_scorecards (self);
  encore_review_reload_judged (self);
}

void
encore_review_judging_changed (EncoreReview *self,
                               GType         type)
{
  if (type == ENCORE_TYPE_SCORECARD || type == ENCORE_TYPE_PRINCIPLE)
    read_scorecards (self);
  if (type == ENCORE_TYPE_SCORECARD || type == ENCORE_TYPE_EVALUATION || type == ENCORE_TYPE_DISPUTE
      || type == ENCORE_TYPE_PERSON)
    encore_review_reload_judged (self);
}

void
encore_review_close_judging (EncoreReview *self)
{
  encore_review_flush_evaluation (self);
  encore_review_set_judged (self, NULL);
  g_list_store_remove_all (self->evaluations);
  g_list_store_remove_all (self->scorecards);
  g_clear_pointer (&self->all_evaluations, g_ptr_array_unref);
  g_clear_pointer (&self->marked, g_free);
  g_clear_pointer (&self->used_family, g_free);
  self->evaluations_known = FALSE;
}

void
encore_review_init_judging (EncoreReview *self)
{
  self->all_scorecards = g_ptr_array_new ();
  self->principles = g_ptr_array_new ();
  self->scorecards = g_list_store_new (ENCORE_TYPE_SCORECARD);
  self->evaluations = g_list_store_new (ENCORE_TYPE_EVALUATION);
}

void
encore_review_watch_judging (EncoreReview *self)
{
  g_signal_connect_object (self->library, "notify::working-as", G_CALLBACK (on_working_as), self, G_CONNECT_SWAPPED);
  encore_review_watch_blind (self);
  encore_review_watch_disputes (self);
}

void
encore_review_free_judging (EncoreReview *self)
{
  g_clear_handle_id (&self->typing_id, g_source_remove);
  g_clear_object (&self->evaluation);
  g_clear_object (&self->written);
  g_clear_object (&self->committed);
  g_clear_object (&self->scorecard);
  g_clear_object (&self->score);
  g_clear_object (&self->scorecards);
  g_clear_object (&self->evaluations);
  g_clear_pointer (&self->all_scorecards, g_ptr_array_unref);
  g_clear_pointer (&self->all_evaluations, g_ptr_array_unref);
  g_clear_pointer (&self->principles, g_ptr_array_unref);
  g_clear_pointer (&self->used_family, g_free);
  g_clear_pointer (&self->marked, g_free);
  g_clear_pointer (&self->all_moments, g_ptr_array_unref);
  g_clear_object (&self->disputes);
}

/* Looking up */

GListModel *
encore_review_get_evaluations (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return G_LIST_MODEL (self->evaluations);
}

GListModel *
encore_review_get_scorecards (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return G_LIST_MODEL (self->scorecards);
}

/**
 * encore_review_find_scorecard:
 * @self: a review
 * @id: of any version, such as an evaluation's
 *
 * Returns: (transfer none) (nullable): that version
 */
EncoreScorecard *
encore_review_find_scorecard (EncoreReview *self,
                              gint64        id)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  for (guint i = 0; i < self->all_scorecards->len; i++)
    {
      EncoreScorecard *scorecard = g_ptr_array_index (self->all_scorecards, i);

      if (scorecard->id == id)
        return scorecard;
    }

  return NULL;
}

EncorePrinciple *
encore_review_find_principle (EncoreReview *self,
                              const char   *uuid)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  for (guint i = 0; uuid != NULL && i < self->principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (self->principles, i);

      if (g_strcmp0 (principle->uuid, uuid) == 0)
        return principle;
    }

  return NULL;
}

/**
 * encore_review_find_moment:
 * @self: a review
 * @uuid: (nullable): of a moment
 *
 * Returns: (transfer none) (nullable): the moment, unless it is gone
 */
EncoreMoment *
encore_review_find_moment (EncoreReview *self,
                           const char   *uuid)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  GListModel *moments = G_LIST_MODEL (self->moments);

  if (uuid != NULL && self->current_moment != NULL && g_strcmp0 (self->current_moment->uuid, uuid) == 0)
    return self->current_moment;
  for (guint i = 0; uuid != NULL && i < g_list_model_get_n_items (moments); i++)
    {
      g_autoptr (EncoreMoment) moment = g_list_model_get_item (moments, i);

      if (g_strcmp0 (moment->uuid, uuid) == 0)
        return moment; /* the list keeps it */
    }

  return NULL;
}

EncoreEvaluation *
encore_review_get_evaluation (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->evaluation;
}

EncoreScorecard *
encore_review_get_scorecard (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->scorecard;
}
