/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-private.h"

#include <math.h>

/* How the recording is listened to: what is left out, how loud each party is, what is heard again. */

#define SLOWER 0.75
#define AROUND_MS 2000

/* What is known of the sound goes to the player as soon as all of it has been decoded. */
void
encore_review_apply_activity (EncoreReview *self)
{
  EncoreActivity *activity = self->peaks != NULL ? encore_peaks_get_activity (self->peaks) : NULL;
  double gains[2] = { 0, 0 };
  gsize n = 0;

  if (activity == NULL)
    return;

  const EncoreSpan *silences = encore_activity_get_silences (activity, &n);

  encore_player_set_silences (self->player, silences, n);
  if (encore_activity_get_channels (activity) == 2)
    encore_review_find_gains (encore_activity_get_level_db (activity, 0), encore_activity_get_level_db (activity, 1),
                              gains);
  encore_player_set_gains_db (self->player, gains[0], gains[1]);
}

/**
 * encore_review_find_gains:
 * @first_db: how loud the first party speaks; NAN when it does not
 * @second_db: how loud the second does
 * @gains: (array fixed-size=2) (out caller-allocates): by how much to change each, dB
 *
 * The softer one is made as loud as the other; where that is more than the player allows, the louder one comes
 * down to meet it.
 */
void
encore_review_find_gains (double  first_db,
                          double  second_db,
                          double *gains)
{
  gains[0] = gains[1] = 0;
  if (!isfinite (first_db) || !isfinite (second_db))
    return;

  int softer = first_db < second_db ? 0 : 1;
  double difference = fabs (first_db - second_db), up = MIN (difference, ENCORE_PLAYER_MAX_GAIN_DB);

  gains[softer] = up;
  gains[1 - softer] = -MIN (difference - up, ENCORE_PLAYER_MAX_GAIN_DB);
}

gboolean
encore_review_get_skip_silence (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  return encore_player_get_skip_silence (self->player);
}

/**
 * encore_review_set_skip_silence:
 * @self: a review
 * @skip: whether silences are left out while playing
 */
void
encore_review_set_skip_silence (EncoreReview *self,
                                gboolean      skip)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  encore_player_set_skip_silence (self->player, skip);
}

gboolean
encore_review_get_level_parties (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  return encore_player_get_level_parties (self->player);
}

/**
 * encore_review_set_level_parties:
 * @self: a review
 * @level: whether agent and customer are made equally loud
 */
void
encore_review_set_level_parties (EncoreReview *self,
                                 gboolean      level)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  encore_player_set_level_parties (self->player, level);
}

gboolean
encore_review_can_play (EncoreReview *self)
{
  return self->media_open && self->media_error == NULL;
}

/* Whatever was being played in order, or to come back from, is not any more. */
void
encore_review_stay (EncoreReview *self)
{
  self->playing_moment = -1;
  self->return_ms = ENCORE_NO_TIME;
}

/**
 * encore_review_replay:
 * @self: a review
 * @back_ms: how far to go back
 * @slower: whether at three quarters of the speed, until it is again where it was
 *
 * Plays what was heard last once more, and then on.
 */
void
encore_review_replay (EncoreReview *self,
                      gint64        back_ms,
                      gboolean      slower)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (!encore_review_can_play (self))
    {
      /* Nothing was heard yet, but from there it shall be. */
      encore_review_set_playing (self, TRUE);
      if (encore_review_get_playing (self))
        encore_review_seek (self, self->position_ms - back_ms);
      return;
    }

  encore_review_stay (self);
  encore_player_replay (self->player, back_ms, slower ? SLOWER : 0);
  encore_review_emit_reveal (self, self->position_ms);
}

/**
 * encore_review_play_around:
 * @self: a review
 * @after: what follows the playhead instead of what led up to it
 *
 * Plays two seconds, and goes back to where it was; there it plays on if it did.
 */
void
encore_review_play_around (EncoreReview *self,
                           gboolean      after)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (!encore_review_can_play (self))
    return;

  gboolean again = self->return_ms != ENCORE_NO_TIME;
  gint64 here_ms = again ? self->return_ms : self->position_ms;
  gboolean playing = again ? self->return_playing : encore_player_get_playing (self->player);
  EncoreSpan span = { MAX (here_ms - (after ? 0 : AROUND_MS), 0), here_ms + (after ? AROUND_MS : 0) };

  span.end_ms = MIN (span.end_ms, encore_review_get_duration_ms (self));
  if (encore_span_is_empty (span))
    return;

  encore_review_stay (self);
  encore_player_play_span (self->player, span);
  self->return_ms = here_ms;
  self->return_playing = playing;
}

/* What was played for a moment has been. */
void
encore_review_come_back (EncoreReview *self)
{
  gint64 return_ms = self->return_ms;

  if (return_ms == ENCORE_NO_TIME)
    return;

  encore_review_stay (self);
  encore_player_seek (self->player, return_ms);
  if (self->return_playing)
    encore_player_play (self->player);
}

static void
loop_span (EncoreReview *self,
           EncoreSpan    span)
{
  if (encore_span_is_empty (span))
    return;

  encore_review_set_selection (self, span);
  encore_review_loop (self, TRUE);
}

/**
 * encore_review_loop_turn:
 * @self: a review
 *
 * Loops the turn that is being spoken, and selects it so that it can be seen and changed.
 */
void
encore_review_loop_turn (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  if (self->current_segment >= 0)
    loop_span (self, encore_review_segment_span (self, (guint) self->current_segment));
}

static EncoreMoment *
find_moment_here (EncoreReview *self)
{
  if (self->current_moment != NULL)
    return self->current_moment;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->moments)); i++)
    {
      g_autoptr (EncoreMoment) moment = g_list_model_get_item (G_LIST_MODEL (self->moments), i);

      if (encore_span_contains (moment->span, self->position_ms))
        return moment; /* the list keeps it */
    }

  return NULL;
}

/**
 * encore_review_loop_moment:
 * @self: a review
 *
 * Loops the current moment, else the one at the playhead, and selects its span.
 */
void
encore_review_loop_moment (EncoreReview *self)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  EncoreMoment *moment = find_moment_here (self);

  if (moment != NULL)
    loop_span (self, moment->span);
}
