/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-now.h"

/**
 * EncoreNow:
 *
 * What plays in a window, or would if it were asked to: the call in sight, or moments of many calls,
 * whichever was played last. Only one of them sounds. Media keys, the lock screen and the inhibition of
 * suspend go by it.
 */
struct _EncoreNow
{
  GObject parent_instance;

  EncoreReview *review;
  EncorePlaylist *playlist;
  gboolean on_list;     /* the playlist was played last */
  EncorePlayer *player; /* being listened to */
};

G_DEFINE_FINAL_TYPE (EncoreNow, encore_now, G_TYPE_OBJECT)

/* Going back within this of a moment's start goes to the one before it. */
#define STEP_BACK_GRACE_MS 1500

enum
{
  CHANGED,
  SEEKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (EncoreNow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The moment being played from the list, when that is what counts. */
static EncorePlaylistItem *
get_item (EncoreNow *self)
{
  return self->on_list && self->playlist != NULL ? encore_playlist_get_current (self->playlist) : NULL;
}

static void
on_player_seeked (EncoreNow *self)
{
  if (get_item (self) != NULL)
    g_signal_emit (self, signals[SEEKED], 0, encore_playlist_get_position_ms (self->playlist));
}

/* Also in a call whose sound is still being opened. */
static void
on_review_seeked (EncoreNow *self,
                  gint64     position_ms)
{
  if (get_item (self) == NULL)
    g_signal_emit (self, signals[SEEKED], 0, position_ms);
}

static void
listen_to (EncoreNow    *self,
           EncorePlayer *player)
{
  if (self->player == player)
    return;

  if (self->player != NULL)
    g_signal_handlers_disconnect_by_data (self->player, self);
  g_set_object (&self->player, player);
  if (player == NULL)
    return;

  g_signal_connect_object (player, "notify::playing", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::rate", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::volume", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "seeked", G_CALLBACK (on_player_seeked), self, G_CONNECT_SWAPPED);
}

/* Which player counts now. */
static void
choose (EncoreNow *self)
{
  if (get_item (self) != NULL)
    listen_to (self, encore_playlist_get_player (self->playlist));
  else
    listen_to (self, self->review != NULL ? encore_review_get_player (self->review) : NULL);
  emit_changed (self);
}

static void
on_review_playing (EncoreNow *self)
{
  if (!encore_review_get_playing (self->review))
    {
      emit_changed (self);
      return;
    }

  self->on_list = FALSE;
  if (self->playlist != NULL)
    encore_playlist_set_playing (self->playlist, FALSE);
  choose (self);
}

static void
on_list_playing (EncoreNow *self)
{
  if (encore_playlist_get_playing (self->playlist))
    {
      self->on_list = TRUE;
      if (self->review != NULL)
        encore_review_set_playing (self->review, FALSE);
    }
  choose (self);
}

static void
encore_now_dispose (GObject *object)
{
  EncoreNow *self = ENCORE_NOW (object);

  listen_to (self, NULL);
  encore_now_set_playlist (self, NULL);
  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_clear_object (&self->review);

  G_OBJECT_CLASS (encore_now_parent_class)->dispose (object);
}

static void
encore_now_class_init (EncoreNowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_now_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[SEEKED] = g_signal_new ("seeked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
encore_now_init (EncoreNow *self)
{
}

EncoreNow *
encore_now_new (void)
{
  return g_object_new (ENCORE_TYPE_NOW, NULL);
}

/**
 * encore_now_set_review:
 * @self: what plays
 * @review: (nullable): the call in sight
 */
void
encore_now_set_review (EncoreNow    *self,
                       EncoreReview *review)
{
  g_return_if_fail (ENCORE_IS_NOW (self));

  if (self->review == review)
    return;

  if (self->review != NULL)
    g_signal_handlers_disconnect_by_data (self->review, self);
  g_set_object (&self->review, review);
  if (review != NULL)
    {
      g_signal_connect_object (review, "notify::playing", G_CALLBACK (on_review_playing), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (review, "seeked", G_CALLBACK (on_review_seeked), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (review, "notify::call", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (review, "notify::duration-ms", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
    }
  choose (self);
}

/**
 * encore_now_set_playlist:
 * @self: what plays
 * @playlist: (nullable): moments of many calls
 */
void
encore_now_set_playlist (EncoreNow      *self,
                         EncorePlaylist *playlist)
{
  g_return_if_fail (ENCORE_IS_NOW (self));

  if (self->playlist == playlist)
    return;

  if (self->playlist != NULL)
    g_signal_handlers_disconnect_by_data (self->playlist, self);
  g_set_object (&self->playlist, playlist);
  if (playlist != NULL)
    {
      g_signal_connect_object (playlist, "notify::playing", G_CALLBACK (on_list_playing), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (playlist, "notify::current", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (playlist, "player-changed", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);
    }
  choose (self);
}

static EncoreCall *
get_call (EncoreNow *self)
{
  return self->review != NULL ? encore_review_get_call (self->review) : NULL;
}

gboolean
encore_now_has_call (EncoreNow *self)
{
  g_return_val_if_fail (ENCORE_IS_NOW (self), FALSE);

  return get_item (self) != NULL || get_call (self) != NULL;
}

/**
 * encore_now_dup_track:
 * @self: what plays
 *
 * Returns: (transfer full): what tells it from others
 */
char *
encore_now_dup_track (EncoreNow *self)
{
  g_return_val_if_fail (ENCORE_IS_NOW (self), NULL);

  EncorePlaylistItem *item = get_item (self);
  EncoreCall *call = get_call (self);

  if (item != NULL && item->moment->id == 0)
    return g_strdup_printf ("place/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, item->moment->call_id,
                            item->moment->span.start_ms);
  if (item != NULL)
    return g_strdup_printf ("moment/%" G_GINT64_FORMAT, item->moment->id);

  return g_strdup_printf ("call/%" G_GINT64_FORMAT, call != NULL ? call->id : 0);
}

const char *
encore_now_get_title (EncoreNow *self)
{
  g_return_val_if_fail (ENCORE_IS_NOW (self), NULL);

  EncorePlaylistItem *item = get_item (self);
  EncoreCall *call = get_call (self);

  if (item != NULL)
    return item->call_title;

  return call != NULL ? call->title : NULL;
}

const char *
encore_now_get_agent (EncoreNow *self)
{
  g_return_val_if_fail (ENCORE_IS_NOW (self), NULL);

  EncorePlaylistItem *item = get_item (self);
  EncoreCall *call = get_call (self);

  if (item != NULL)
    return item->agent_name;

  return call != NULL ? call->agent_name : NULL;
}

gint64
encore_now_get_length_ms (EncoreNow *self)
{
  g_return_val_if_fail (ENCORE_IS_NOW (self), 0);

  if (get_item (self) != NULL)
    return encore_playlist_get_length_ms (self->playlist);

  return self->review != NULL ? encore_review_get_duration_ms (self->review) : 0;
}

/* Of the player itself: the hub's moves with the frames of a page, of which a hidden window has none. */
gint64
encore_now_get_position_ms (EncoreNow *self)
{
  g_return_val_if_fail (ENCORE_IS_NOW (self), 0);

  if (get_item (self) != NULL)
    return encore_playlist_get_position_ms (self->playlist);
  if (self->player != NULL && encore_player_get_playing (self->player))
    return encore_player_get_position_ms (self->player);

  return self->review != NULL ? encore_review_get_position_ms (self->review) : 0;
}

gboolean
encore_now_get_playing (EncoreNow *self)
{
  g_return_val_if_fail (ENCORE_IS_NOW (self), FALSE);

  if (get_item (self) != NULL)
    return encore_playlist_get_playing (self->playlist);

  return self->review != NULL && encore_review_get_playing (self->review);
}

void
encore_now_set_playing (EncoreNow *self,
                        gboolean   playing)
{
  g_return_if_fail (ENCORE_IS_NOW (self));

  if (get_item (self) != NULL)
    encore_playlist_set_playing (self->playlist, playing);
  else if (self->review != NULL)
    encore_review_set_playing (self->review, playing);
}

void
encore_now_seek (EncoreNow *self,
                 gint64     position_ms)
{
  g_return_if_fail (ENCORE_IS_NOW (self));

  if (get_item (self) != NULL)
    encore_playlist_seek (self->playlist, position_ms);
  else if (self->review != NULL)
    encore_review_seek (self->review, position_ms);
}

/* The nearest start of a moment on that side; ENCORE_NO_TIME when there is none. */
static gint64
find_moment_start (EncoreNow *self,
                   int        direction)
{
  GListModel *moments = encore_review_get_moments (self->review);
  gint64 position_ms = encore_now_get_position_ms (self);
  gint64 found_ms = ENCORE_NO_TIME;

  for (guint i = 0; i < g_list_model_get_n_items (moments); i++)
    {
      g_autoptr (EncoreMoment) moment = g_list_model_get_item (moments, i);
      gint64 start_ms = moment->span.start_ms;

      if (start_ms < 0)
        continue;
      if (direction > 0 && start_ms > position_ms && (found_ms == ENCORE_NO_TIME || start_ms < found_ms))
        found_ms = start_ms;
      else if (direction < 0 && start_ms < position_ms - STEP_BACK_GRACE_MS && start_ms > found_ms)
        found_ms = start_ms;
    }

  return found_ms;
}

/**
 * encore_now_step:
 * @self: what plays
 * @direction: -1 or 1
 *
 * Goes to the next or previous moment; where there is none on that side, by a segment.
 */
void
encore_now_step (EncoreNow *self,
                 int        direction)
{
  g_return_if_fail (ENCORE_IS_NOW (self));

  if (get_item (self) != NULL)
    {
      encore_playlist_step (self->playlist, direction);
      return;
    }
  if (self->review == NULL)
    return;

  gint64 start_ms = find_moment_start (self, direction);

  if (start_ms != ENCORE_NO_TIME)
    encore_review_seek (self->review, start_ms);
  else
    encore_review_step_segment (self->review, direction);
}

/**
 * encore_now_get_player:
 * @self: what plays
 *
 * Returns: (transfer none) (nullable): whose speed and volume count
 */
EncorePlayer *
encore_now_get_player (EncoreNow *self)
{
  g_return_val_if_fail (ENCORE_IS_NOW (self), NULL);

  return self->player;
}
