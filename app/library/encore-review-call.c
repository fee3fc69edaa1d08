/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-private.h"

#include <glib/gi18n.h>

#include "encore-joined.h"
#include "encore-review-judge.h"

/* The call's facts and its recordings, and going back. */

static void
commit_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!encore_library_commit_finish (ENCORE_LIBRARY (object), result, &error))
    encore_review_emit_error (self, error);
}

static void
commit (EncoreReview *self,
        const char   *label,
        gpointer      before,
        gpointer      after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (label, before, after);

  encore_library_commit_async (self->library, edit, NULL, commit_cb, g_object_ref (self));
}

void
encore_review_swap_channels (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (self->recording == NULL || self->recording->channels < 2)
    return;

  /* Of two files the first says it for both. */
  EncoreRecording *before = g_ptr_array_index (self->recordings, 0);
  g_autoptr (EncoreRecording) after = encore_recording_copy (before);
  after->agent_channel = self->recording->agent_channel == 0 ? 1 : 0;
  commit (self, _ ("Swap the agent’s channel"), before, after);
}

GPtrArray *
encore_review_get_recordings (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->recordings;
}

/**
 * encore_review_is_text_only:
 * @self: a review
 *
 * Returns: whether the open call is a conversation in writing: there is no recording of it, nor a missing one
 */
gboolean
encore_review_is_text_only (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  return self->call != NULL && self->transcript != NULL && self->recordings != NULL && self->recordings->len == 0;
}

gboolean
encore_review_get_pair_offset_ms (EncoreReview *self,
                                  gint64       *offset_ms)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  if (!encore_joined_is_pair (self->recordings))
    return FALSE;

  *offset_ms = encore_joined_get_offset_ms (self->recordings);
  return TRUE;
}

/**
 * encore_review_set_pair_offset_ms:
 * @self: a review of a call in two files
 * @offset_ms: how much later the second begins; when negative, its beginning is left out
 *
 * Times in the call are those of the first file and stay where they are.
 */
void
encore_review_set_pair_offset_ms (EncoreReview *self,
                                  gint64        offset_ms)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  gint64 offset_now_ms;

  offset_ms = CLAMP (offset_ms, -ENCORE_REVIEW_MAX_PAIR_OFFSET_MS, ENCORE_REVIEW_MAX_PAIR_OFFSET_MS);
  if (!encore_review_get_pair_offset_ms (self, &offset_now_ms) || offset_now_ms == offset_ms)
    return;

  EncoreRecording *first = g_ptr_array_index (self->recordings, 0);
  EncoreRecording *before = g_ptr_array_index (self->recordings, 1);
  g_autoptr (EncoreRecording) after = encore_recording_copy (before);

  after->offset_ms = first->offset_ms - offset_ms;

  g_autoptr (EncoreEdit) edit = encore_edit_new_change (_ ("Move the second recording"), before, after);
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  g_autoptr (EncoreCall) call = encore_call_copy (self->call);

  /* The call ends when the later of both does. */
  g_ptr_array_add (moved, first);
  g_ptr_array_add (moved, after);
  g_autoptr (EncoreRecording) joined = encore_joined_get (moved);
  call->duration_ms = joined->duration_ms;
  encore_edit_add (edit, self->call, call);
  encore_library_commit_async (self->library, edit, NULL, commit_cb, g_object_ref (self));
}

void
encore_review_listen_to (EncoreReview *self,
                         EncoreParty   party)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  EncoreListen listen = ENCORE_LISTEN_BOTH;

  if (party != ENCORE_PARTY_UNKNOWN && self->recording != NULL && self->recording->channels >= 2)
    listen = encore_review_channel_party (self, 0) == party ? ENCORE_LISTEN_FIRST : ENCORE_LISTEN_SECOND;

  encore_player_set_listen (self->player, listen);
}

/* The call's facts */

void
encore_review_set_scenario (EncoreReview   *self,
                            EncoreScenario *scenario)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  gint64 id = scenario != NULL ? scenario->id : 0;

  if (self->call == NULL || self->call->scenario_id == id)
    return;

  g_autoptr (EncoreCall) after = encore_call_copy (self->call);
  after->scenario_id = id;
  commit (self, _ ("Choose scenario"), self->call, after);
}

void
encore_review_set_agent (EncoreReview *self,
                         EncorePerson *agent)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  gint64 id = agent != NULL ? agent->id : 0;

  if (self->call == NULL || self->call->agent_id == id)
    return;

  g_autoptr (EncoreCall) after = encore_call_copy (self->call);
  after->agent_id = id;
  commit (self, _ ("Choose agent"), self->call, after);
}

/**
 * encore_review_locate_recording:
 * @self: a review whose recording is missing
 * @path: where it is now
 */
void
encore_review_locate_recording (EncoreReview *self,
                                const char   *path)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (path != NULL);

  if (self->recording == NULL)
    return;

  EncoreRecording *before = g_ptr_array_index (self->recordings,
                                               MIN (self->missing_recording, self->recordings->len - 1));
  g_autoptr (EncoreRecording) after = encore_recording_copy (before);
  g_free (after->path);
  after->path = g_strdup (path);
  commit (self, _ ("Locate recording"), before, after);
}

void
encore_review_undo (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  encore_review_flush_evaluation (self); /* what is being typed is what is meant */
  encore_library_undo_async (self->library, NULL, NULL);
}

void
encore_review_redo (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  encore_review_flush_evaluation (self);
  encore_library_redo_async (self->library, NULL, NULL);
}
