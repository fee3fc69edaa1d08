/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-blind.h"

#include <glib/gi18n.h>

#include "encore-db.h"
#include "encore-library-private.h"
#include "encore-own-view.h"
#include "encore-review-private.h"

/* Kept with the library, whether a self-review follows or not: who has looked first has looked. */
typedef struct
{
  EncoreReviewOwn own;
  char *key;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->key);
  g_free (question);
}

static gint64
my_id (EncoreReview *self)
{
  EncorePerson *me = encore_library_get_working_as (self->library);

  return me != NULL ? me->id : 0;
}

static gboolean
is_own_call (EncoreReview *self)
{
  return self->call != NULL && my_id (self) != 0 && self->call->agent_id == my_id (self);
}

/* Whether what is known is of this call and of who is working. */
static gboolean
is_known (EncoreReview *self)
{
  return self->call != NULL && self->own.call_id == self->call->id && self->own.person_id == my_id (self);
}

/**
 * encore_review_get_blind:
 * @self: a review
 *
 * Returns: whether what others think of the call is not shown yet; until that is known it is not
 */
gboolean
encore_review_get_blind (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  if (!is_own_call (self))
    return FALSE;

  return !is_known (self) || (!self->own.submitted && self->own.revealed_at == ENCORE_NO_TIME);
}

/**
 * encore_review_asks_own_view:
 * @self: a review
 *
 * Returns: whether it is for the agent who is working to say first what they think
 */
gboolean
encore_review_asks_own_view (EncoreReview *self)
{
  return encore_review_get_blind (self) && is_known (self);
}

gint64
encore_review_get_revealed_at (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), ENCORE_NO_TIME);

  return is_own_call (self) && is_known (self) ? self->own.revealed_at : ENCORE_NO_TIME;
}

/**
 * encore_review_list_seen_moments:
 * @self: a review
 * @moments: all of the call
 *
 * Returns: (transfer full): those that may be seen now
 */
GPtrArray *
encore_review_list_seen_moments (EncoreReview *self,
                                 GPtrArray    *moments)
{
  GPtrArray *seen = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean blind = encore_review_get_blind (self);

  for (guint i = 0; i < moments->len; i++)
    {
      EncoreMoment *moment = g_ptr_array_index (moments, i);

      if (!blind || moment->author_id == my_id (self))
        g_ptr_array_add (seen, g_object_ref (moment));
    }

  return seen;
}

/* Shows what may be seen now. */
static void
update (EncoreReview *self)
{
  gboolean blind = encore_review_get_blind (self);
  gboolean asks = encore_review_asks_own_view (self);

  if (self->was_blind == blind && self->asked_own_view == asks)
    return;

  self->was_blind = blind;
  self->asked_own_view = asks;
  encore_review_notify (self, ENCORE_REVIEW_BLIND);
  encore_review_show_judged (self);
  encore_review_show_moments (self);
}

/* Reading */

static gpointer
read_own (EncoreDb     *db,
          gpointer      user_data,
          GCancellable *cancellable,
          GError      **error)
{
  const Question *question = user_data;
  g_autoptr (GPtrArray) evaluations = encore_db_list_evaluations_of_call (db, question->own.call_id, error);
  EncoreReviewOwn own = question->own;

  if (evaluations == NULL)
    return NULL;

  for (guint i = 0; i < evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (evaluations, i);

      own.submitted |= evaluation->kind == ENCORE_EVALUATION_SELF && evaluation->evaluator_id == own.person_id
                       && evaluation->state == ENCORE_EVALUATION_SUBMITTED;
    }

  g_autofree char *revealed = encore_db_get_setting (db, question->key, NULL);

  own.revealed_at = revealed != NULL ? g_ascii_strtoll (revealed, NULL, 10) : ENCORE_NO_TIME;
  return g_memdup2 (&own, sizeof own);
}

/* What was asked before may be answered after what was asked later; neither is ever taken back. */
static void
take_own (EncoreReview          *self,
          const EncoreReviewOwn *own)
{
  gboolean known = is_known (self);

  if (self->call == NULL || own->call_id != self->call->id || own->person_id != my_id (self))
    return;

  gboolean submitted = own->submitted || (known && self->own.submitted);
  gint64 revealed_at = own->revealed_at != ENCORE_NO_TIME || !known ? own->revealed_at : self->own.revealed_at;

  self->own = (EncoreReviewOwn) { own->call_id, own->person_id, submitted, revealed_at };
  update (self);
}

static void
own_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree EncoreReviewOwn *own = encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);

  if (own != NULL)
    take_own (self, own);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    encore_review_emit_error (self, error);
}

static Question *
question_new (EncoreReview *self)
{
  EncorePerson *me = encore_library_get_working_as (self->library);
  Question *question = g_new0 (Question, 1);

  question->own = (EncoreReviewOwn) { self->call->id, me->id, FALSE, ENCORE_NO_TIME };
  question->key = encore_own_view_key (self->call->uuid, me->uuid);
  return question;
}

static void
read_again (EncoreReview *self)
{
  if (self->call == NULL)
    g_clear_pointer (&self->all_moments, g_ptr_array_unref);
  update (self);
  if (is_own_call (self))
    encore_library_run_async (self->library, ENCORE_LANE_READ, read_own, question_new (self), question_free, g_free,
                              self->cancellable, own_cb, g_object_ref (self));
}

static void
on_changed (EncoreReview *self,
            GType         type)
{
  if (type == ENCORE_TYPE_EVALUATION && self->call != NULL)
    read_again (self);
}

void
encore_review_watch_blind (EncoreReview *self)
{
  self->own.revealed_at = ENCORE_NO_TIME;
  g_signal_connect (self, "notify::call", G_CALLBACK (read_again), NULL);
  g_signal_connect_object (self->library, "notify::working-as", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

/* Showing it now */

static gpointer
write_revealed (EncoreDb     *db,
                gpointer      user_data,
                GCancellable *cancellable,
                GError      **error)
{
  const Question *question = user_data;
  g_autofree char *before = encore_db_get_setting (db, question->key, NULL);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / 1000);

  if (before == NULL && !encore_db_put_setting (db, question->key, now, error))
    return NULL;

  return read_own (db, user_data, cancellable, error);
}

/**
 * encore_review_reveal:
 * @self: a review that is "blind"
 *
 * Shows what others think of the call before one has said what one thinks. That it was so stays known: with the library,
 * and with the self-review once it is submitted.
 */
void
encore_review_reveal (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (!encore_review_get_blind (self))
    return;

  encore_library_run_async (self->library, ENCORE_LANE_WRITE, write_revealed, question_new (self), question_free,
                            g_free, NULL, own_cb, g_object_ref (self));
}
