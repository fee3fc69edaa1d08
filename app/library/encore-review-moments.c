/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-private.h"

#include <glib/gi18n.h>

#include "encore-marking.h"

/* Marking: every moment is saved at once and can be undone. */

/* Before resuming after a note was typed. */
#define RESUME_REWIND_MS 1500

static EncoreMoment *
find_moment (EncoreReview *self,
             gint64        id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->moments)); i++)
    {
      g_autoptr (EncoreMoment) moment = g_list_model_get_item (G_LIST_MODEL (self->moments), i);

      if (moment->id == id)
        return moment; /* the list keeps it */
    }

  return NULL;
}

/* As it was written last, so that each of two quick edits can be undone by itself. */
static EncoreMoment *
find_newest (EncoreReview *self,
             gint64        id)
{
  EncoreMoment *unread = g_hash_table_lookup (self->unread, &id);

  return unread != NULL ? unread : find_moment (self, id);
}

static void
note_unread (EncoreReview *self,
             EncoreMoment *moment)
{
  g_hash_table_insert (self->unread, g_memdup2 (&moment->id, sizeof moment->id), g_object_ref (moment));
}

/* What has been edited here is newer than what is being read back while either is on its way. */
static void
keep_current_moment (EncoreReview *self)
{
  if (self->n_saving > 0 || self->n_reloading > 0)
    return;

  g_hash_table_remove_all (self->unread);
  if (self->current_moment != NULL && self->current_moment->id != 0)
    encore_review_set_current_moment (self, find_moment (self, self->current_moment->id));
}

/* Its texts may change while it does not: by a redaction. */
static gboolean
is_same (EncoreMoment *known,
         EncoreMoment *fresh)
{
  return known != NULL && known->updated_at == fresh->updated_at
         && g_strcmp0 (known->extra_name, fresh->extra_name) == 0 && g_strcmp0 (known->cue, fresh->cue) == 0
         && g_strcmp0 (known->note, fresh->note) == 0 && g_strcmp0 (known->could_have, fresh->could_have) == 0;
}

/* Shows these moments; those that have not changed stay the same objects, so that rows stay. */
static void
show_seen (EncoreReview *self,
           GPtrArray    *moments)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->moments));
  guint n_same = 0;

  for (guint i = 0; i < moments->len; i++)
    {
      EncoreMoment *fresh = g_ptr_array_index (moments, i);
      EncoreMoment *known = find_moment (self, fresh->id);

      if (!is_same (known, fresh))
        continue;

      g_object_ref (known);
      g_object_unref (fresh);
      moments->pdata[i] = known;
    }

  while (n_same < MIN (n_old, moments->len))
    {
      g_autoptr (EncoreMoment) old = g_list_model_get_item (G_LIST_MODEL (self->moments), n_same);

      if (old != g_ptr_array_index (moments, n_same))
        break;
      n_same++;
    }

  if (n_same < n_old || n_same < moments->len)
    g_list_store_splice (self->moments, n_same, n_old - n_same, moments->pdata + n_same, moments->len - n_same);
  keep_current_moment (self);
}

/* All of the call, of which those are shown that may be seen. */
void
encore_review_take_moments (EncoreReview *self,
                            GPtrArray    *moments)
{
  g_autoptr (GPtrArray) seen = encore_review_list_seen_moments (self, moments);

  g_ptr_array_ref (moments);
  g_clear_pointer (&self->all_moments, g_ptr_array_unref);
  self->all_moments = moments;
  show_seen (self, seen);
}

void
encore_review_show_moments (EncoreReview *self)
{
  if (self->call == NULL || self->all_moments == NULL)
    return;

  g_autoptr (GPtrArray) seen = encore_review_list_seen_moments (self, self->all_moments);

  show_seen (self, seen);
}

static void
reload_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreReview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moments = encore_library_list_finish (ENCORE_LIBRARY (object), result, &error);

  self->n_reloading--;
  if (moments == NULL)
    encore_review_emit_error (self, error);
  else if (self->call != NULL)
    encore_review_take_moments (self, moments);
}

void
encore_review_reload_moments (EncoreReview *self)
{
  if (self->call_id == 0)
    return;

  self->n_reloading++;
  encore_library_list_async (self->library, ENCORE_LISTING_MOMENTS_OF_CALL, self->call_id, self->cancellable, reload_cb,
                             g_object_ref (self));
}

EncoreMoment *
encore_review_get_current_moment (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  return self->current_moment;
}

void
encore_review_set_current_moment (EncoreReview *self,
                                  EncoreMoment *moment)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (moment == NULL)
    self->resume_after_edit = FALSE;
  if (g_set_object (&self->current_moment, moment))
    encore_review_notify (self, ENCORE_REVIEW_CURRENT_MOMENT);
}

EncoreMomentType *
encore_review_find_moment_type (EncoreReview *self,
                                const char   *id)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->moment_types)); i++)
    {
      g_autoptr (EncoreMomentType) type = g_list_model_get_item (G_LIST_MODEL (self->moment_types), i);

      if (g_strcmp0 (type->id, id) == 0)
        return type; /* the list keeps it */
    }

  return NULL;
}

/* Saving */

typedef struct
{
  EncoreReview *self;
  EncoreMoment *marked; /* to be announced when saved */
  gint64 call_id;
} Save;

static void save (EncoreReview *self, const char *label, EncoreMoment *before, EncoreMoment *after);

/* What became of a moment while it was being saved for the first time, with the identity it got. */
static EncoreMoment *
take_draft (EncoreReview *self,
            EncoreMoment *marked)
{
  g_autofree char *key = NULL;
  g_autoptr (EncoreMoment) draft = NULL;

  g_hash_table_steal_extended (self->drafts, marked->uuid, (gpointer *) &key, (gpointer *) &draft);
  if (draft == NULL)
    return NULL;

  EncoreMoment *moment = encore_moment_copy (draft);

  moment->id = marked->id;
  moment->created_at = marked->created_at;
  moment->updated_at = marked->updated_at;
  return moment;
}

static gboolean
is_current (EncoreReview *self,
            EncoreMoment *moment)
{
  return self->current_moment != NULL && g_strcmp0 (self->current_moment->uuid, moment->uuid) == 0;
}

static int
compare_starts (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  gint64 a_ms = ((const EncoreMoment *) a)->span.start_ms;
  gint64 b_ms = ((const EncoreMoment *) b)->span.start_ms;

  return (a_ms > b_ms) - (a_ms < b_ms);
}

static void
finish_mark (EncoreReview *self,
             EncoreMoment *marked,
             gboolean      same_call)
{
  gboolean edited = g_hash_table_contains (self->edited_drafts, marked->uuid);
  g_autoptr (EncoreMoment) moment = take_draft (self, marked);

  g_hash_table_remove (self->edited_drafts, marked->uuid);
  if (moment == NULL)
    encore_review_delete_moment (self, marked);
  else if (edited)
    save (self, _ ("Edit moment"), marked, moment);

  if (!same_call || moment == NULL)
    return;

  g_list_store_insert_sorted (self->moments, moment, compare_starts, NULL);
  if (is_current (self, marked))
    encore_review_set_current_moment (self, moment);
  encore_review_emit_marked (self, moment);
}

/* What was typed stays on the screen when it could not be saved: saving it again is a mark again. */
static void
forget_draft (EncoreReview *self,
              EncoreMoment *marked)
{
  g_hash_table_remove (self->drafts, marked->uuid);
  g_hash_table_remove (self->edited_drafts, marked->uuid);
}

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Save *save = user_data;
  g_autoptr (EncoreReview) self = save->self;
  g_autoptr (EncoreMoment) marked = save->marked;
  g_autoptr (GError) error = NULL;

  self->n_saving--;
  if (encore_library_commit_finish (ENCORE_LIBRARY (object), result, &error))
    {
      if (marked != NULL)
        finish_mark (self, marked, self->call_id == save->call_id);
      return;
    }

  g_hash_table_remove_all (self->unread);
  if (marked != NULL)
    forget_draft (self, marked);
  encore_review_emit_error (self, error);
}

static void
save (EncoreReview *self,
      const char   *label,
      EncoreMoment *before,
      EncoreMoment *after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (label, before, after);
  Save *data = g_new0 (Save, 1);

  data->self = g_object_ref (self);
  data->marked = before == NULL && after != NULL ? g_object_ref (after) : NULL;
  data->call_id = self->call_id;
  self->n_saving++;
  if (before != NULL && after != NULL)
    note_unread (self, after);
  encore_library_commit_async (self->library, edit, NULL, save_cb, data);
}

/* The draft is what may be shown and edited at once: the other one belongs to the writer now. */
static EncoreMoment *
save_new (EncoreReview *self,
          EncoreMoment *moment)
{
  EncoreMoment *draft;

  if (moment->uuid == NULL)
    moment->uuid = g_uuid_string_random ();
  draft = encore_moment_copy (moment);
  g_hash_table_insert (self->drafts, g_strdup (moment->uuid), draft);
  save (self, _ ("Mark moment"), NULL, moment);
  return draft;
}

/* Marking */

static EncoreMarking
marking (EncoreReview *self)
{
  return (EncoreMarking) { self->call_id, self->transcript, self->recording, encore_review_get_duration_ms (self) };
}

/* The note can be typed before the moment is saved, which may take a while. */
static void
start_typing (EncoreReview *self,
              EncoreMoment *moment)
{
  gboolean playing = encore_review_get_playing (self);

  self->playing_moment = -1;
  encore_review_set_current_moment (self, save_new (self, moment));
  self->resume_after_edit = self->resume_after_edit || playing;
  if (playing)
    encore_review_hold (self);
  encore_review_emit_marking (self, self->current_moment);
}

/**
 * encore_review_mark:
 * @self: a review
 * @type_id: of the moment type
 * @outcome: of an opening, else %ENCORE_OUTCOME_NONE
 *
 * Marks the selection, or lead and lag around the playhead snapped to turns. Pauses while the
 * note is typed, from "marking" on; "marked" follows when it is saved.
 */
void
encore_review_mark (EncoreReview *self,
                    const char   *type_id,
                    EncoreOutcome outcome)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  EncoreMomentType *type = encore_review_find_moment_type (self, type_id);

  if (self->call == NULL || type == NULL)
    return;

  encore_review_tick (self);

  EncoreMarking call = marking (self);
  EncorePerson *author = encore_library_get_working_as (self->library);
  g_autoptr (EncoreMoment) moment = encore_span_is_empty (self->selection)
                                        ? encore_marking_at (&call, type, outcome, self->position_ms, author)
                                        : encore_marking_span (&call, type, outcome, self->selection, author);

  start_typing (self, moment);
  encore_review_set_selection (self, (EncoreSpan) { 0, 0 });
}

/**
 * encore_review_mark_segments:
 * @self: a review with a transcript
 * @type_id: of the moment type
 * @outcome: of an opening, else %ENCORE_OUTCOME_NONE
 * @first_segment: ordinal
 * @last_segment: ordinal, inclusive
 *
 * Marks turns of the text. With times the moment gets their span; without, it stays with the
 * turns, and takes the playhead as its place in the sound, if there is sound.
 */
void
encore_review_mark_segments (EncoreReview *self,
                             const char   *type_id,
                             EncoreOutcome outcome,
                             int           first_segment,
                             int           last_segment)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  EncoreMomentType *type = encore_review_find_moment_type (self, type_id);

  if (self->call == NULL || self->transcript == NULL || type == NULL)
    return;

  int length = (int) encore_transcript_get_length (self->transcript);
  g_return_if_fail (first_segment >= 0 && first_segment <= last_segment && last_segment < length);

  encore_review_tick (self);

  EncoreMarking call = marking (self);
  g_autoptr (EncoreMoment) moment = encore_marking_segments (&call, type, outcome, first_segment, last_segment,
                                                             self->position_ms,
                                                             encore_library_get_working_as (self->library));

  start_typing (self, moment);
}

/**
 * encore_review_finish_editing:
 * @self: a review
 *
 * Resumes, a little before where it was, when marking had paused.
 */
void
encore_review_finish_editing (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (!self->resume_after_edit)
    return;

  self->resume_after_edit = FALSE;
  encore_review_seek (self, self->position_ms - RESUME_REWIND_MS);
  encore_review_play (self);
}

static void
edit_draft (EncoreReview *self,
            EncoreMoment *moment)
{
  g_hash_table_insert (self->drafts, g_strdup (moment->uuid), g_object_ref (moment));
  g_hash_table_add (self->edited_drafts, g_strdup (moment->uuid));
}

/* After it could not be saved. */
static void
mark_again (EncoreReview *self,
            EncoreMoment *moment)
{
  g_autoptr (EncoreMoment) again = encore_moment_copy (moment);
  EncoreMoment *draft = save_new (self, again);

  if (is_current (self, draft))
    encore_review_set_current_moment (self, draft);
}

/**
 * encore_review_save_moment:
 * @self: a review
 * @moment: (transfer none): an edited copy with the id of the moment it replaces
 */
void
encore_review_save_moment (EncoreReview *self,
                           EncoreMoment *moment)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (ENCORE_IS_MOMENT (moment));

  EncoreMoment *before = find_newest (self, moment->id);

  if (moment->id == 0 && g_hash_table_contains (self->drafts, moment->uuid))
    edit_draft (self, moment);
  else if (moment->id == 0)
    mark_again (self, moment);
  else if (before == NULL && is_current (self, moment))
    save (self, _ ("Edit moment"), self->current_moment, moment);
  else if (before != NULL && before != moment)
    save (self, _ ("Edit moment"), before, moment);
}

void
encore_review_delete_moment (EncoreReview *self,
                             EncoreMoment *moment)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (ENCORE_IS_MOMENT (moment));

  EncoreMoment *newest = find_newest (self, moment->id);

  if (moment->id != 0)
    save (self, _ ("Delete moment"), newest != NULL ? newest : moment, NULL);
  else if (moment->uuid != NULL && g_hash_table_contains (self->drafts, moment->uuid))
    g_hash_table_insert (self->drafts, g_strdup (moment->uuid), NULL); /* as soon as it is saved */
}

/* Playing moments */

void
encore_review_play_moment (EncoreReview *self,
                           EncoreMoment *moment)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (ENCORE_IS_MOMENT (moment));

  if (encore_span_is_empty (moment->span))
    return;

  encore_review_seek (self, moment->span.start_ms);
  encore_review_play_span (self, moment->span);
}

static void
play_nth_moment (EncoreReview *self,
                 int           index)
{
  g_autoptr (EncoreMoment) moment = g_list_model_get_item (G_LIST_MODEL (self->moments), (guint) index);

  while (moment != NULL && encore_span_is_empty (moment->span))
    {
      g_object_unref (moment);
      moment = g_list_model_get_item (G_LIST_MODEL (self->moments), (guint) ++index);
    }

  if (moment != NULL)
    {
      encore_review_set_current_moment (self, moment);
      encore_review_play_moment (self, moment);
    }
  self->playing_moment = moment != NULL ? index : -1;
}

void
encore_review_play_moments (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (self->playing_moment < 0)
    {
      play_nth_moment (self, 0);
      return;
    }

  self->playing_moment = -1;
  encore_player_hold (self->player);
}

/* The player has come to the end of what it was asked to play. */
void
encore_review_moment_ended (EncoreReview *self)
{
  if (self->playing_moment >= 0)
    play_nth_moment (self, self->playing_moment + 1);
}
