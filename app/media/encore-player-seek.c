/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-player-private.h"

/* From this length on, finding a place in an MP3 for the first time is slow enough to be felt. */
#define WARM_UP_FROM_MS (5 * 60 * 1000)
#define WARM_UP_TAIL_MS 500

gboolean
encore_player_is_moving (EncorePlayer *self)
{
  return self->in_flight || self->wanted || !self->prerolled;
}

/* Sound starts only where the newest seek has arrived. */
void
encore_player_sync_state (EncorePlayer *self)
{
  GstState state = self->playing ? GST_STATE_PLAYING : GST_STATE_PAUSED;

  if (self->pipeline == NULL || self->told == state || (self->playing && encore_player_is_moving (self)))
    return;

  if (state == GST_STATE_PLAYING)
    self->waiting_since_us = 0;
  self->told = state;
  encore_player_worker_set_state (self->worker, self->pipeline, state);
}

/* The speed at which the stretch that is played, or will be, is heard. */
double
encore_player_get_rate_now (EncorePlayer *self)
{
  return encore_span_is_empty (self->replay) ? self->rate : self->replay_rate;
}

/* Where playing from @position_ms has to stop; below 0 for the end of the recording. */
static gint64
find_stop (EncorePlayer *self,
           gint64        position_ms)
{
  gint64 stop_ms = -1;

  self->looping = self->replaying = FALSE;

  if (!encore_span_is_empty (self->span))
    return self->span.end_ms;

  if (!encore_span_is_empty (self->loop) && position_ms < self->loop.end_ms)
    {
      self->looping = TRUE;
      stop_ms = self->loop.end_ms;
    }

  if (position_ms >= self->replay.end_ms)
    self->replay = ENCORE_PLAYER_NO_SPAN;
  if (!encore_span_is_empty (self->replay) && (stop_ms < 0 || self->replay.end_ms < stop_ms))
    {
      self->replaying = TRUE;
      stop_ms = self->replay.end_ms;
    }

  return stop_ms;
}

void
encore_player_issue_seek (EncorePlayer *self)
{
  if (self->pipeline == NULL || !self->prerolled || self->in_flight || !self->wanted)
    return;

  self->wanted = FALSE;
  self->in_flight = TRUE;
  self->at_stop = self->at_end = FALSE;

  gint64 stop_ms = find_stop (self, self->target_ms);
  gint64 stop = stop_ms >= 0 ? stop_ms * GST_MSECOND : self->length > 0 ? self->length : -1;

  encore_player_apply_silences (self);
  encore_player_apply_muted (self);
  encore_player_worker_seek (self->worker, self->pipeline, encore_player_get_rate_now (self),
                             self->target_ms * GST_MSECOND + self->skip, stop >= 0 ? stop + self->skip : -1);
}

/* Goes to @position_ms, as soon as a seek that is in flight allows it; only the newest counts. Before the
 * recording is ready to be heard, that is where it will start. */
void
encore_player_go_to (EncorePlayer *self,
                     gint64        position_ms)
{
  self->target_ms = MAX (position_ms, 0);
  self->last_ms = self->target_ms;
  self->passed = 0;
  self->wanted = TRUE;
  self->at_stop = self->at_end = FALSE;
  encore_player_issue_seek (self);
}

void
encore_player_go_to_and_tell (EncorePlayer *self,
                              gint64        position_ms)
{
  gint64 duration_ms = encore_player_get_duration_ms (self);

  position_ms = MAX (position_ms, 0);
  if (duration_ms > 0)
    position_ms = MIN (position_ms, duration_ms);

  encore_player_go_to (self, position_ms);
  encore_player_emit_seeked (self, position_ms);
}

/* A seek to the end makes the parser read through an MP3 once; every later seek is then quick. */
void
encore_player_warm_up (EncorePlayer *self)
{
  if (!self->is_mp3 || self->playing || self->duration_ms < WARM_UP_FROM_MS)
    return;

  self->in_flight = TRUE;
  self->wanted = TRUE;
  encore_player_worker_seek (self->worker, self->pipeline, 1.0, (self->duration_ms - WARM_UP_TAIL_MS) * GST_MSECOND,
                             -1);
}

static void
stop_at_end (EncorePlayer *self)
{
  gboolean whole = encore_span_is_empty (self->span);
  gint64 duration_ms = encore_player_get_duration_ms (self);

  self->last_ms = whole ? MAX (duration_ms, self->last_ms) : self->span.end_ms;
  if (duration_ms > 0)
    self->last_ms = MIN (self->last_ms, duration_ms);
  self->at_stop = TRUE;
  self->at_end = whole || self->last_ms == duration_ms;
  self->span = ENCORE_PLAYER_NO_SPAN;
  encore_player_set_playing (self, FALSE);
  encore_player_sync_state (self);
  encore_player_emit_ended (self);
}

void
encore_player_reach_end (EncorePlayer *self)
{
  /* One that was posted before the seek that is under way took effect. */
  if (encore_player_is_moving (self))
    return;

  if (self->replaying)
    {
      gint64 end_ms = self->replay.end_ms;

      self->replay = ENCORE_PLAYER_NO_SPAN;
      encore_player_go_to (self, end_ms);
    }
  else if (self->looping && !encore_span_is_empty (self->loop))
    encore_player_go_to_and_tell (self, self->loop.start_ms);
  else
    stop_at_end (self);
}
