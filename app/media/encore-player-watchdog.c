/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-player-private.h"

/* Sound that has come to a standstill although it plays, and a pipeline that does not come to be, are brought back
 * by building it anew. (A sink that fails while playbin3 puts it in place may do so without a word.) */

#define LOOK_EVERY_MS 250
#define STILL_LOOKS 7      /* without a move, where nothing is under way */
#define UNDER_WAY_LOOKS 40 /* while a seek, or the recording being opened, does not come to an end */
#define MOVING_LOOKS 4     /* until it is believed again */
#define MAX_REVIVALS 3     /* in a row */

static void
revive (EncorePlayer *self)
{
  gint64 place_ms = encore_player_get_position_ms (self);

  g_debug ("%s: no sound moves at %" G_GINT64_FORMAT " ms; built anew (%d)", self->path, place_ms, self->revivals);
  self->revivals++;
  encore_player_let_go_of_pipeline (self, self->prerolled);
  self->target_ms = self->last_ms = place_ms;
  encore_player_build_pipeline (self);
}

/* Returns how often in a row it has been seen where it is now. */
static int
look (EncorePlayer *self)
{
  gint64 position = -1;

  if (!encore_player_is_moving (self) && gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &position)
      && position != self->watched)
    {
      self->watched = position;
      self->looks = 0;
      if (++self->moves >= MOVING_LOOKS)
        self->revivals = 0;
      return 0;
    }

  self->moves = 0;

  return ++self->looks;
}

/* Sound that is wanted, or a recording that is being opened. */
static gboolean
is_worth_watching (EncorePlayer *self)
{
  return self->playing || (self->pipeline != NULL && !self->prerolled);
}

static gboolean
on_look (gpointer user_data)
{
  EncorePlayer *self = user_data;

  if (!is_worth_watching (self))
    {
      self->watch_id = 0;
      return G_SOURCE_REMOVE;
    }

  encore_player_get_position_ms (self);
  encore_player_tell_saved (self);

  /* A sink that was given to the player cannot be in a new pipeline as long as it is in the old one. */
  if (self->pipeline == NULL || self->sink != NULL || self->at_stop)
    return G_SOURCE_CONTINUE;

  if (look (self) < (encore_player_is_moving (self) ? UNDER_WAY_LOOKS : STILL_LOOKS))
    return G_SOURCE_CONTINUE;

  self->looks = 0;
  if (self->revivals < MAX_REVIVALS)
    {
      revive (self);
      return G_SOURCE_CONTINUE;
    }

  self->revivals = 0;
  self->watch_id = 0;
  encore_player_give_up_standing_still (self);

  return G_SOURCE_REMOVE;
}

/* A seek has arrived, or sound has been asked for: what was seen before says nothing. */
void
encore_player_watch_afresh (EncorePlayer *self)
{
  self->looks = self->moves = 0;
  self->watched = -1;
}

void
encore_player_watch (EncorePlayer *self)
{
  encore_player_watch_afresh (self);
  if (!is_worth_watching (self))
    g_clear_handle_id (&self->watch_id, g_source_remove);
  else if (self->watch_id == 0)
    self->watch_id = g_timeout_add (LOOK_EVERY_MS, on_look, self);
}
