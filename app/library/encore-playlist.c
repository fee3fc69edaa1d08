/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-playlist-private.h"

#include <glib/gi18n.h>

/* Two players take turns: while one sounds, the other has the next moment open. A sound card goes stale
 * while it waits, so the one that waits is told again this long before its turn. */
#define CUE_AHEAD_MS 240

/* Going back within this of a moment's start goes to the one before it. */
#define STEP_BACK_GRACE_MS 1500

#define NOTHING G_MAXUINT

typedef struct
{
  EncorePlaylist *playlist; /* whose deck it is */
  EncorePlayer *player;
  guint index;           /* of the moment that is open in it, or being opened; NOTHING */
  GCancellable *looking; /* for the file */
  guint skip_id;         /* idle in which it is left out */
  gboolean open;
  gint64 from_ms; /* where in the moment to begin, as asked for before it is open */
} Deck;

struct _EncorePlaylist
{
  GObject parent_instance;

  EncoreLibrary *library;
  GListStore *items;
  GCancellable *cancellable; /* of loading */
  gboolean loading;
  Deck decks[2];
  int front;        /* which of them sounds */
  gboolean playing; /* what was asked for */
  gboolean finished;
  int direction; /* in which moments that cannot be heard are passed over */
  guint cue_id;
};

G_DEFINE_FINAL_TYPE (EncorePlaylist, encore_playlist, G_TYPE_OBJECT)

enum
{
  PROP_ITEMS = 1,
  PROP_CURRENT,
  PROP_PLAYING,
  PROP_LOADING,
  N_PROPS
};

enum
{
  SKIPPED,
  ENDED,
  ERROR,
  PLAYER_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void open_deck (EncorePlaylist *self, int which, guint index);

static Deck *
front (EncorePlaylist *self)
{
  return &self->decks[self->front];
}

static Deck *
back (EncorePlaylist *self)
{
  return &self->decks[1 - self->front];
}

static guint
count (EncorePlaylist *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* The list keeps it. */
static EncorePlaylistItem *
peek (EncorePlaylist *self,
      guint           index)
{
  g_autoptr (EncorePlaylistItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), index);

  return item;
}

static void
set_playing (EncorePlaylist *self,
             gboolean        playing)
{
  if (self->playing == playing)
    return;

  self->playing = playing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
set_loading (EncorePlaylist *self,
             gboolean        loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Decks */

static void
empty_deck (Deck *deck)
{
  g_cancellable_cancel (deck->looking);
  g_clear_object (&deck->looking);
  g_clear_handle_id (&deck->skip_id, g_source_remove);
  deck->index = NOTHING;
  deck->open = FALSE;
  deck->from_ms = 0;
  encore_player_close (deck->player);
}

static guint
next_playable (EncorePlaylist *self,
               guint           index,
               int             direction)
{
  for (guint i = index + (guint) direction; i < count (self); i += (guint) direction)
    if (peek (self, i)->problem == NULL)
      return i;

  return NOTHING;
}

static void
finish (EncorePlaylist *self)
{
  g_clear_handle_id (&self->cue_id, g_source_remove);
  self->finished = TRUE;
  set_playing (self, FALSE);
  g_signal_emit (self, signals[ENDED], 0);
}

/* Which moment is heard, or would be. */
static void
go_to (EncorePlaylist *self,
       guint           index)
{
  if (index == NOTHING)
    {
      finish (self);
      return;
    }

  self->finished = FALSE;
  if (back (self)->index == index)
    {
      self->front = 1 - self->front;
      empty_deck (back (self));
    }
  else
    open_deck (self, self->front, index);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  g_signal_emit (self, signals[PLAYER_CHANGED], 0);
}

/* Opens what comes next in the deck that is silent. */
static void
prepare_next (EncorePlaylist *self)
{
  guint index = next_playable (self, front (self)->index, 1);

  if (index == NOTHING)
    empty_deck (back (self));
  else if (back (self)->index != index)
    open_deck (self, 1 - self->front, index);
}

static gint64
left_ms (EncorePlaylist *self)
{
  EncorePlayer *player = front (self)->player;
  gint64 end_ms = peek (self, front (self)->index)->moment->span.end_ms;

  return (gint64) ((double) (end_ms - encore_player_get_position_ms (player)) / encore_player_get_rate (player));
}

static void plan_cue (EncorePlaylist *self);

static gboolean
on_cue (gpointer user_data)
{
  EncorePlaylist *self = user_data;

  self->cue_id = 0;
  if (left_ms (self) > CUE_AHEAD_MS + 20)
    plan_cue (self);
  else if (back (self)->open)
    encore_player_cue_span (back (self)->player, peek (self, back (self)->index)->moment->span);
  return G_SOURCE_REMOVE;
}

static void
plan_cue (EncorePlaylist *self)
{
  g_clear_handle_id (&self->cue_id, g_source_remove);
  if (self->playing && front (self)->open && back (self)->open)
    self->cue_id = g_timeout_add ((guint) MAX (left_ms (self) - CUE_AHEAD_MS, 0), on_cue, self);
}

/* The moment of the front deck sounds, if it is to. */
static void
start_front (EncorePlaylist *self)
{
  if (self->playing && front (self)->open)
    encore_player_play (front (self)->player);
  if (front (self)->open)
    prepare_next (self);
  plan_cue (self);
}

static void
skip (EncorePlaylist *self,
      Deck           *deck,
      char           *problem)
{
  EncorePlaylistItem *item = peek (self, deck->index);
  gboolean was_front = deck == front (self);
  guint index = deck->index;

  g_free (item->problem);
  item->problem = problem;
  empty_deck (deck);
  g_signal_emit (self, signals[SKIPPED], 0, item);

  if (was_front)
    {
      guint next = next_playable (self, index, self->direction);

      /* Nothing before the first one that can be heard: then that one. */
      go_to (self, next == NOTHING && self->direction < 0 ? next_playable (self, index, 1) : next);
      start_front (self);
    }
  else if (front (self)->index != NOTHING)
    {
      prepare_next (self);
    }
}

/* What is to be played of the moment from there on. */
static EncoreSpan
span_from (EncorePlaylistItem *item,
           gint64              from_ms)
{
  EncoreSpan span = item->moment->span;

  span.start_ms += CLAMP (from_ms, 0, encore_span_length (span) - 1);
  return span;
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  Deck *deck = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  EncorePlaylist *self = deck->playlist;
  EncorePlaylistItem *item = peek (self, deck->index);

  if (info == NULL)
    {
      g_autofree char *name = g_filename_display_basename (item->path);

      skip (self, deck, g_strdup_printf (_ ("The recording “%s” is not there any more"), name));
      return;
    }

  deck->open = TRUE;
  encore_player_set_muted (deck->player, (const EncoreSpan *) (gpointer) item->muted->data, item->muted->len);
  encore_player_open (deck->player, item->path, item->channels, item->moment->span.start_ms);
  encore_player_set_duration_ms (deck->player, item->duration_ms);
  encore_player_cue_span (deck->player, span_from (item, deck->from_ms));
  if (deck == front (self))
    start_front (self);
  else
    plan_cue (self);
}

static const char *
find_problem (EncorePlaylistItem *item)
{
  if (item->path == NULL)
    return _ ("The call has no recording");
  if (encore_span_is_empty (item->moment->span) || item->moment->span.start_ms < 0)
    return _ ("The moment has no times");

  return NULL;
}

static gboolean
skip_later (gpointer user_data)
{
  Deck *deck = user_data;

  deck->skip_id = 0;
  skip (deck->playlist, deck, g_strdup (find_problem (peek (deck->playlist, deck->index))));
  return G_SOURCE_REMOVE;
}

static void
look_for_file (Deck               *deck,
               EncorePlaylistItem *item)
{
  g_autoptr (GFile) file = g_file_new_for_path (item->path);

  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                           deck->looking, on_found, deck);
}

static void
open_deck (EncorePlaylist *self,
           int             which,
           guint           index)
{
  Deck *deck = &self->decks[which];
  EncorePlaylistItem *item = peek (self, index);

  empty_deck (deck);
  deck->index = index;
  deck->looking = g_cancellable_new ();
  if (find_problem (item) == NULL)
    look_for_file (deck, item);
  else
    deck->skip_id = g_idle_add (skip_later, deck);
}

static void
on_ended (Deck *deck)
{
  EncorePlaylist *self = deck->playlist;

  if (deck != front (self) || deck->index == NOTHING)
    return;

  guint next = next_playable (self, deck->index, 1);

  /* The sound first, everything else after. */
  if (self->playing && next != NOTHING && back (self)->index == next && back (self)->open)
    encore_player_play (back (self)->player);
  self->direction = 1;
  go_to (self, next);
  if (!self->finished)
    start_front (self);
}

static void
on_failed (Deck         *deck,
           const GError *error)
{
  if (deck->index == NOTHING)
    return;

  /* Without a sound device the next one would not sound either. */
  if (encore_player_can_try_again (deck->player))
    {
      if (deck == front (deck->playlist))
        {
          set_playing (deck->playlist, FALSE);
          g_signal_emit (deck->playlist, signals[ERROR], 0, error);
        }
      return;
    }

  skip (deck->playlist, deck, g_strdup (error->message));
}

static void
init_deck (EncorePlaylist *self,
           Deck           *deck)
{
  deck->playlist = self;
  deck->player = encore_player_new ();
  deck->index = NOTHING;
  g_signal_connect_swapped (deck->player, "ended", G_CALLBACK (on_ended), deck);
  g_signal_connect_swapped (deck->player, "failed", G_CALLBACK (on_failed), deck);
  g_signal_connect_object (deck->player, "notify::rate", G_CALLBACK (plan_cue), self, G_CONNECT_SWAPPED);
}

/* Object */

static void
encore_playlist_dispose (GObject *object)
{
  EncorePlaylist *self = ENCORE_PLAYLIST (object);

  g_clear_handle_id (&self->cue_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (self->decks); i++)
    if (self->decks[i].player != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->decks[i].player, &self->decks[i]);
        empty_deck (&self->decks[i]);
        g_clear_object (&self->decks[i].player);
      }
  g_clear_object (&self->items);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (encore_playlist_parent_class)->dispose (object);
}

static void
encore_playlist_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  EncorePlaylist *self = ENCORE_PLAYLIST (object);

  switch (id)
    {
    case PROP_ITEMS:
      g_value_set_object (value, self->items);
      break;
    case PROP_CURRENT:
      g_value_set_object (value, encore_playlist_get_current (self));
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
encore_playlist_class_init (EncorePlaylistClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = encore_playlist_dispose;
  object_class->get_property = encore_playlist_get_property;

  properties[PROP_ITEMS] = g_param_spec_object ("items", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, ENCORE_TYPE_PLAYLIST_ITEM, flags);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SKIPPED] = g_signal_new ("skipped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   ENCORE_TYPE_PLAYLIST_ITEM);
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ERROR] = g_signal_new ("error", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[PLAYER_CHANGED] = g_signal_new ("player-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                          0);
}

static void
encore_playlist_init (EncorePlaylist *self)
{
  self->items = g_list_store_new (ENCORE_TYPE_PLAYLIST_ITEM);
  for (gsize i = 0; i < G_N_ELEMENTS (self->decks); i++)
    init_deck (self, &self->decks[i]);
  g_object_bind_property (self->decks[0].player, "rate", self->decks[1].player, "rate", G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->decks[0].player, "volume", self->decks[1].player, "volume", G_BINDING_BIDIRECTIONAL);
}

/* Redactions */

static void
mute_deck (EncorePlaylist *self,
           Deck           *deck)
{
  EncorePlaylistItem *item = deck->index != NOTHING ? peek (self, deck->index) : NULL;

  if (item != NULL)
    encore_player_set_muted (deck->player, (const EncoreSpan *) (gpointer) item->muted->data, item->muted->len);
}

/* The list may have been exchanged meanwhile: what was loaded then is newer. */
static void
on_muted (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EncorePlaylist) self = user_data;
  g_autoptr (GPtrArray) muted = encore_playlist_load_finish (ENCORE_LIBRARY (object), result, NULL);

  if (muted == NULL || muted->len != count (self))
    return;

  for (guint i = 0; i < muted->len; i++)
    {
      EncorePlaylistItem *item = peek (self, i);

      g_array_unref (item->muted);
      item->muted = g_array_ref (muted->pdata[i]);
    }
  for (int i = 0; i < 2; i++)
    mute_deck (self, &self->decks[i]);
}

static void
on_library_changed (EncorePlaylist *self,
                    GType           type)
{
  if (type != ENCORE_TYPE_REDACTION || count (self) == 0)
    return;

  g_autoptr (GArray) call_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < count (self); i++)
    g_array_append_val (call_ids, peek (self, i)->moment->call_id);
  encore_playlist_load_muted_async (self->library, call_ids, self->cancellable, on_muted, g_object_ref (self));
}

/**
 * encore_playlist_new:
 * @library: where the moments are
 *
 * Returns: (transfer full): an empty playlist
 */
EncorePlaylist *
encore_playlist_new (EncoreLibrary *library)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  EncorePlaylist *self = g_object_new (ENCORE_TYPE_PLAYLIST, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  return self;
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncorePlaylist) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = encore_playlist_load_finish (ENCORE_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    return;

  set_loading (self, FALSE);
  if (items == NULL)
    {
      set_playing (self, FALSE);
      g_signal_emit (self, signals[ERROR], 0, error);
      return;
    }

  g_list_store_splice (self->items, 0, count (self), items->pdata, items->len);
  self->direction = 1;
  go_to (self, items->len > 0 ? 0 : NOTHING);
}

static void
begin (EncorePlaylist *self)
{
  encore_playlist_close (self);
  self->cancellable = g_cancellable_new ();
  set_loading (self, TRUE);
  set_playing (self, TRUE);
}

/**
 * encore_playlist_play:
 * @self: the playlist
 * @moment_ids: (array length=n): which moments, in this order
 * @n: how many
 *
 * Plays them one after the other. Those that cannot be heard are left out, with a "skipped" each.
 */
void
encore_playlist_play (EncorePlaylist *self,
                      const gint64   *moment_ids,
                      gsize           n)
{
  g_return_if_fail (ENCORE_IS_PLAYLIST (self));

  begin (self);
  encore_playlist_load_async (self->library, moment_ids, n, self->cancellable, on_loaded, g_object_ref (self));
}

/**
 * encore_playlist_play_places:
 * @self: the playlist
 * @places: (element-type EncoreMoment): what to hear in place of what was in it; they need no id and no type
 */
void
encore_playlist_play_places (EncorePlaylist *self,
                             GPtrArray      *places)
{
  g_return_if_fail (ENCORE_IS_PLAYLIST (self));
  g_return_if_fail (places != NULL);

  begin (self);
  encore_playlist_load_places_async (self->library, places, self->cancellable, on_loaded, g_object_ref (self));
}

void
encore_playlist_close (EncorePlaylist *self)
{
  g_return_if_fail (ENCORE_IS_PLAYLIST (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->cue_id, g_source_remove);
  set_loading (self, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (self->decks); i++)
    empty_deck (&self->decks[i]);
  g_list_store_remove_all (self->items);
  self->finished = FALSE;
  set_playing (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

GListModel *
encore_playlist_get_items (EncorePlaylist *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYLIST (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * encore_playlist_get_current:
 * @self: the playlist
 *
 * Returns: (transfer none) (nullable): the moment that is heard, or would be
 */
EncorePlaylistItem *
encore_playlist_get_current (EncorePlaylist *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYLIST (self), NULL);

  return self->items != NULL && front (self)->index != NOTHING ? peek (self, front (self)->index) : NULL;
}

guint
encore_playlist_get_index (EncorePlaylist *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYLIST (self), 0);

  return front (self)->index != NOTHING ? front (self)->index : 0;
}

gboolean
encore_playlist_get_playing (EncorePlaylist *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYLIST (self), FALSE);

  return self->playing;
}

/**
 * encore_playlist_set_playing:
 * @self: the playlist
 * @playing: whether it shall sound
 *
 * After the last one it begins anew.
 */
void
encore_playlist_set_playing (EncorePlaylist *self,
                             gboolean        playing)
{
  g_return_if_fail (ENCORE_IS_PLAYLIST (self));

  playing = !!playing;
  if (self->playing == playing || (playing && count (self) == 0 && !self->loading))
    return;

  set_playing (self, playing);
  if (!playing)
    {
      g_clear_handle_id (&self->cue_id, g_source_remove);
      encore_player_pause (front (self)->player);
      return;
    }

  if (self->finished)
    {
      self->direction = 1;
      go_to (self, next_playable (self, NOTHING, 1));
    }
  start_front (self);
}

/**
 * encore_playlist_step:
 * @self: the playlist
 * @direction: -1 or 1
 *
 * To the next moment; or to the start of this one, and from there to the one before.
 */
void
encore_playlist_step (EncorePlaylist *self,
                      int             direction)
{
  g_return_if_fail (ENCORE_IS_PLAYLIST (self));

  guint index = front (self)->index;

  if (index == NOTHING)
    return;

  guint target = next_playable (self, index, direction);

  if (direction < 0 && (target == NOTHING || encore_playlist_get_position_ms (self) > STEP_BACK_GRACE_MS))
    {
      encore_playlist_seek (self, 0);
      return;
    }

  g_clear_handle_id (&self->cue_id, g_source_remove);
  self->direction = direction;
  if (target != NOTHING)
    encore_player_pause (front (self)->player);
  go_to (self, target);
  if (!self->finished)
    start_front (self);
  else
    encore_player_pause (front (self)->player);
}

gint64
encore_playlist_get_position_ms (EncorePlaylist *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYLIST (self), 0);

  EncorePlaylistItem *item = encore_playlist_get_current (self);

  if (item == NULL)
    return 0;
  if (!front (self)->open)
    return CLAMP (front (self)->from_ms, 0, encore_span_length (item->moment->span));

  return CLAMP (encore_player_get_position_ms (front (self)->player) - item->moment->span.start_ms, 0,
                encore_span_length (item->moment->span));
}

gint64
encore_playlist_get_length_ms (EncorePlaylist *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYLIST (self), 0);

  EncorePlaylistItem *item = encore_playlist_get_current (self);

  return item != NULL ? MAX (encore_span_length (item->moment->span), 0) : 0;
}

/**
 * encore_playlist_seek:
 * @self: the playlist
 * @position_ms: within the current moment
 */
void
encore_playlist_seek (EncorePlaylist *self,
                      gint64          position_ms)
{
  g_return_if_fail (ENCORE_IS_PLAYLIST (self));

  EncorePlaylistItem *item = encore_playlist_get_current (self);

  if (item == NULL)
    return;

  self->finished = FALSE;
  front (self)->from_ms = position_ms;
  if (front (self)->open)
    encore_player_cue_span (front (self)->player, span_from (item, position_ms));
  plan_cue (self);
}

/**
 * encore_playlist_get_player:
 * @self: the playlist
 *
 * Returns: (transfer none): the one of the two whose turn it is
 */
EncorePlayer *
encore_playlist_get_player (EncorePlaylist *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYLIST (self), NULL);

  return front (self)->player;
}
