/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-private.h"

#include "encore-db-calls.h"
#include "encore-library-private.h"
#include "encore-marking.h"

/* Where the playhead is, what is being said there, what is selected and looped. */

/* Stepping back within this of a segment's start goes to the one before it. */
#define STEP_BACK_GRACE_MS 1500

/* So much listening a crash may have to be done again. */
#define FORGET_AT_MOST_MS 15000

static gint64
transcript_offset_ms (EncoreReview *self)
{
  return self->recording != NULL ? self->recording->offset_ms : 0;
}

/* Which segment and word are being spoken at the playhead. */
void
encore_review_find_text (EncoreReview *self)
{
  int segment = -1, word = -1;

  if (self->transcript != NULL)
    {
      gint64 at_ms = self->position_ms - transcript_offset_ms (self);

      segment = encore_transcript_segment_at (self->transcript, at_ms);
      if (segment >= 0)
        word = encore_segment_word_at (encore_transcript_get (self->transcript, (guint) segment), at_ms);
    }

  gboolean segment_changed = segment != self->current_segment;
  gboolean word_changed = segment_changed || word != self->current_word;

  self->current_segment = segment;
  self->current_word = word;
  if (segment_changed)
    encore_review_notify (self, ENCORE_REVIEW_CURRENT_SEGMENT);
  if (word_changed)
    encore_review_notify (self, ENCORE_REVIEW_CURRENT_WORD);
}

void
encore_review_take_position (EncoreReview *self,
                             gint64        position_ms)
{
  if (position_ms == self->position_ms)
    return;

  self->position_ms = position_ms;
  encore_review_notify (self, ENCORE_REVIEW_POSITION_MS);
  encore_review_find_text (self);
}

typedef struct
{
  gint64 call_id;
  gint64 position_ms;
} Place;

static gpointer
save_place (EncoreDb     *db,
            gpointer      user_data,
            GCancellable *cancellable,
            GError      **error)
{
  const Place *place = user_data;

  encore_db_set_call_position (db, place->call_id, place->position_ms, error);
  return NULL;
}

static void
save_place_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  encore_library_run_finish (ENCORE_LIBRARY (object), result, &error);
  if (error != NULL)
    g_debug ("Position not kept: %s", error->message);
}

/* The call is opened there again. */
void
encore_review_remember_place (EncoreReview *self)
{
  if (self->call == NULL || encore_library_is_read_only (self->library) || self->position_ms == self->remembered_ms)
    return;

  Place place = { self->call->id, self->position_ms };

  self->remembered_ms = self->position_ms;

  encore_library_run_async (self->library, ENCORE_LANE_WRITE, save_place, g_memdup2 (&place, sizeof place), g_free,
                            NULL, NULL, save_place_cb, NULL);
}

/**
 * encore_review_tick:
 * @self: a review
 *
 * Takes the playing position over, once per frame.
 */
void
encore_review_tick (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (!encore_review_can_play (self))
    return;

  gint64 position_ms = encore_player_get_position_ms (self->player);

  if (position_ms >= 0)
    encore_review_take_position (self, position_ms);
  if (ABS (self->position_ms - self->remembered_ms) >= FORGET_AT_MOST_MS)
    encore_review_remember_place (self);
}

gint64
encore_review_get_position_ms (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), 0);

  return self->position_ms;
}

gint64
encore_review_get_duration_ms (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), 0);

  gint64 duration_ms = 0;

  if (self->recording != NULL)
    duration_ms = MAX (duration_ms, self->recording->duration_ms);
  if (self->peaks != NULL)
    duration_ms = MAX (duration_ms, encore_peaks_get_duration_ms (self->peaks));
  if (self->transcript != NULL && encore_transcript_is_timed (self->transcript))
    duration_ms = MAX (duration_ms, self->transcript->latest_end_ms[self->transcript->segments->len - 1]
                                        + transcript_offset_ms (self));
  return duration_ms;
}

/**
 * encore_review_seek:
 * @self: a review
 * @position_ms: where to; kept within the call
 *
 * The picture moves at once, the sound follows.
 */
void
encore_review_seek (EncoreReview *self,
                    gint64        position_ms)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  position_ms = CLAMP (position_ms, 0, encore_review_get_duration_ms (self));
  gboolean is_heard = encore_review_can_play (self);

  encore_review_stay (self);
  self->span_when_open = (EncoreSpan) { 0, 0 };
  if (is_heard)
    encore_player_seek (self->player, position_ms);

  encore_review_take_position (self, position_ms);
  if (!is_heard)
    encore_review_emit_seeked (self, position_ms);
  encore_review_emit_reveal (self, position_ms);
}

void
encore_review_seek_segment (EncoreReview *self,
                            guint         index)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  EncoreSpan span = encore_review_segment_span (self, index);

  if (span.start_ms != ENCORE_NO_TIME)
    encore_review_seek (self, span.start_ms);
}

void
encore_review_step_segment (EncoreReview *self,
                            int           direction)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (self->transcript == NULL || !encore_transcript_is_timed (self->transcript))
    return;

  int length = (int) encore_transcript_get_length (self->transcript);
  int target = self->current_segment + (direction > 0 ? 1 : 0);

  if (direction < 0 && target >= 0
      && self->position_ms - encore_review_segment_span (self, (guint) target).start_ms < STEP_BACK_GRACE_MS)
    target--;
  if (target < length)
    encore_review_seek_segment (self, (guint) MAX (target, 0));
}

void
encore_review_toggle_play (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  encore_review_set_playing (self, !encore_review_get_playing (self));
}

/**
 * encore_review_set_playing:
 * @self: a review
 * @playing: whether it is to play
 *
 * A call whose sound is still being opened plays as soon as it is.
 */
void
encore_review_set_playing (EncoreReview *self,
                           gboolean      playing)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (encore_review_get_playing (self) == !!playing)
    return;

  encore_review_stay (self);
  self->resume_after_edit = FALSE;
  if (playing)
    {
      encore_review_play (self);
      return;
    }

  encore_review_plan_to_play (self, FALSE);
  encore_player_pause (self->player);
}

/**
 * encore_review_get_playing:
 * @self: a review
 *
 * Returns: whether it plays, or will as soon as the sound is open
 */
gboolean
encore_review_get_playing (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  return self->play_when_open || encore_player_get_playing (self->player);
}

int
encore_review_get_current_segment (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), -1);

  return self->current_segment;
}

int
encore_review_get_current_word (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), -1);

  return self->current_word;
}

gboolean
encore_review_get_follow (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  return self->follow;
}

void
encore_review_set_follow (EncoreReview *self,
                          gboolean      follow)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  follow = !!follow;
  if (self->follow == follow)
    return;

  self->follow = follow;
  encore_review_notify (self, ENCORE_REVIEW_FOLLOW);
  if (follow)
    encore_review_emit_reveal (self, self->position_ms);
}

EncoreSpan
encore_review_get_selection (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), (EncoreSpan) { 0 });

  return self->selection;
}

void
encore_review_set_selection (EncoreReview *self,
                             EncoreSpan    span)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (encore_span_is_empty (span))
    span = (EncoreSpan) { 0, 0 };
  if (span.start_ms == self->selection.start_ms && span.end_ms == self->selection.end_ms)
    return;

  self->selection = span;
  encore_review_notify (self, ENCORE_REVIEW_SELECTION);
}

/**
 * encore_review_get_stretch:
 * @self: a review
 *
 * Returns: the selection, else the current moment, else the current segment, else nothing
 */
EncoreSpan
encore_review_get_stretch (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), (EncoreSpan) { 0 });

  if (!encore_span_is_empty (self->selection))
    return self->selection;
  if (self->current_moment != NULL && !encore_span_is_empty (self->current_moment->span))
    return self->current_moment->span;
  if (self->current_segment >= 0)
    return encore_review_segment_span (self, (guint) self->current_segment);

  return (EncoreSpan) { 0, 0 };
}

/**
 * encore_review_loop:
 * @self: a review
 * @on: whether to loop
 *
 * Loops the selection, else the current moment, else the current segment.
 */
void
encore_review_loop (EncoreReview *self,
                    gboolean      on)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  EncoreSpan span = on ? encore_review_get_stretch (self) : (EncoreSpan) { 0, 0 };

  encore_player_set_loop (self->player, span);
  if (on && !encore_span_is_empty (span) && !encore_span_contains (span, self->position_ms))
    encore_review_seek (self, span.start_ms);
}

/**
 * encore_review_segment_span:
 * @self: a review
 * @index: of a segment
 *
 * Returns: where the segment is in the recording; both ends %ENCORE_NO_TIME without times
 */
EncoreSpan
encore_review_segment_span (EncoreReview *self,
                            guint         index)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self) && self->transcript != NULL, (EncoreSpan) { 0 });

  return encore_segment_span (encore_transcript_get (self->transcript, index), self->recording);
}

/* Parties */

EncoreParty
encore_review_channel_party (EncoreReview *self,
                             int           channel)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), ENCORE_PARTY_UNKNOWN);

  return encore_channel_party (self->recording, channel);
}

/**
 * encore_review_segment_party:
 * @self: a review
 * @index: of a segment
 *
 * The transcript's own word for the speaker counts first, then the channel.
 *
 * Returns: who speaks
 */
EncoreParty
encore_review_segment_party (EncoreReview *self,
                             guint         index)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self) && self->transcript != NULL, ENCORE_PARTY_UNKNOWN);

  return encore_segment_party (encore_transcript_get (self->transcript, index), self->recording);
}
