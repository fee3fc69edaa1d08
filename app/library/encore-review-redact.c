/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-redact.h"

#include <string.h>

#include "encore-db.h"
#include "encore-library-private.h"
#include "encore-review-private.h"

/* What of the open call nobody is to hear or read. */

static gint64
offset_ms (EncoreReview *self)
{
  return self->recording != NULL ? self->recording->offset_ms : 0;
}

/* What may be shown of what is kept. */
EncoreTranscript *
encore_review_mask (EncoreReview     *self,
                    EncoreTranscript *kept)
{
  return kept != NULL ? encore_redactions_mask (self->redactions, kept, offset_ms (self)) : NULL;
}

/* The player is told before it opens the recording, and whenever it changes what is not to be heard. */
void
encore_review_apply_muted (EncoreReview *self)
{
  if (self->player == NULL) /* the end */
    return;

  GArray *muted = encore_redactions_muted (self->redactions, self->transcripts.chosen, offset_ms (self));

  if (muted->len == self->muted->len
      && (muted->len == 0 || memcmp (muted->data, self->muted->data, muted->len * sizeof (EncoreSpan)) == 0))
    {
      g_array_unref (muted);
      return;
    }

  g_clear_pointer (&self->muted, g_array_unref);
  self->muted = muted;
  encore_player_set_muted (self->player, (const EncoreSpan *) (gpointer) muted->data, muted->len);
}

/* Those of the call that is being opened, or (%NULL) of none. */
void
encore_review_take_redactions (EncoreReview *self,
                               GPtrArray    *redactions)
{
  g_ptr_array_unref (self->redactions);
  self->redactions = redactions != NULL ? g_ptr_array_ref (redactions)
                                        : g_ptr_array_new_with_free_func (g_object_unref);
}

static gpointer
load_redactions (EncoreDb     *db,
                 gpointer      call_id,
                 GCancellable *cancellable,
                 GError      **error)
{
  return encore_db_list_redactions_of_call (db, *(const gint64 *) call_id, error);
}

static void
reload_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) redactions = encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);

  if (redactions == NULL)
    {
      encore_review_emit_error (self, error);
      return;
    }
  if (self->call == NULL)
    return;

  encore_review_take_redactions (self, redactions);
  encore_review_show_transcript (self);
  encore_review_apply_muted (self);
  encore_review_notify (self, ENCORE_REVIEW_REDACTIONS);
}

static void
unref_list (gpointer list)
{
  g_ptr_array_unref (list);
}

/* Somebody, maybe an undo, redacted something or lifted it. */
void
encore_review_reload_redactions (EncoreReview *self)
{
  if (self->loading || self->call_id == 0)
    return;

  encore_library_run_async (self->library, ENCORE_LANE_READ, load_redactions,
                            g_memdup2 (&self->call_id, sizeof self->call_id), g_free, unref_list, self->cancellable,
                            reload_cb, g_object_ref (self));
  encore_review_reload_moments (self);
}

GPtrArray *
encore_review_get_redactions (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->redactions;
}

GArray *
encore_review_get_muted (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->muted;
}

EncoreRedaction *
encore_review_find_redaction (EncoreReview *self,
                              gint64        at_ms)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return encore_redactions_find (self->redactions, at_ms);
}

/**
 * encore_review_find_redacted:
 * @self: a review
 * @segment: ordinal in its transcript
 * @offset: byte in the text of the segment
 *
 * Returns: (transfer none) (nullable): what hides the word there
 */
EncoreRedaction *
encore_review_find_redacted (EncoreReview *self,
                             guint         segment,
                             gsize         offset)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  GArray *marks = self->transcript != NULL ? self->transcript->marks : NULL;

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const EncoreRedactionMark *mark = &g_array_index (marks, EncoreRedactionMark, i);

      if (mark->segment == segment && offset >= mark->start && offset < mark->end)
        return mark->redaction;
    }

  return NULL;
}

static void
redacted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) made = encore_redact_finish (ENCORE_LIBRARY (object), result, &error);

  if (made == NULL)
    encore_review_emit_error (self, error);
  else
    encore_review_emit_redacted (self, made->len);
}

/**
 * encore_review_redact:
 * @self: a review
 * @orders: (array length=n_orders): what to redact
 * @n_orders: how many
 *
 * "redacted" follows when it is saved.
 */
void
encore_review_redact (EncoreReview            *self,
                      const EncoreRedactOrder *orders,
                      gsize                    n_orders)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (self->call != NULL && n_orders > 0)
    encore_redact_async (self->library, self->call_id, orders, n_orders, redacted_cb, g_object_ref (self));
}

static void
lifted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!encore_library_commit_finish (ENCORE_LIBRARY (object), result, &error))
    encore_review_emit_error (self, error);
}

void
encore_review_lift_redaction (EncoreReview    *self,
                              EncoreRedaction *redaction)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  g_autoptr (EncoreEdit) edit = encore_redact_lift (redaction);

  encore_library_commit_async (self->library, edit, NULL, lifted_cb, g_object_ref (self));
}
