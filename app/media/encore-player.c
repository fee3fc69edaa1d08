/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-player-private.h"

#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-listen-filter.h"
#include "encore-probe.h"

#define STALE_AFTER_US 250000

G_DEFINE_FINAL_TYPE (EncorePlayer, encore_player, G_TYPE_OBJECT)

enum
{
  PROP_PLAYING = 1,
  PROP_DURATION_MS,
  PROP_RATE,
  PROP_LISTEN,
  PROP_VOLUME,
  PROP_REWIND_ON_PAUSE_MS,
  PROP_SKIP_SILENCE,
  PROP_SAVED_MS,
  PROP_LEVEL_PARTIES,
  PROP_AUDIO_SINK,
  N_PROPS
};

enum
{
  ENDED,
  FAILED,
  SEEKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

void
encore_player_set_playing (EncorePlayer *self,
                           gboolean      playing)
{
  if (self->playing == playing)
    return;

  self->playing = playing;
  encore_player_watch (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

void
encore_player_notify_duration (EncorePlayer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION_MS]);
}

void
encore_player_notify_skip_silence (EncorePlayer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SKIP_SILENCE]);
}

void
encore_player_notify_level_parties (EncorePlayer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL_PARTIES]);
}

void
encore_player_tell_saved (EncorePlayer *self)
{
  gint64 saved_ms = encore_player_get_saved_ms (self);

  if (saved_ms == self->told_saved_ms)
    return;

  self->told_saved_ms = saved_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_MS]);
}

void
encore_player_emit_ended (EncorePlayer *self)
{
  g_signal_emit (self, signals[ENDED], 0);
}

void
encore_player_emit_failed (EncorePlayer *self,
                           const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

void
encore_player_emit_seeked (EncorePlayer *self,
                           gint64        position_ms)
{
  g_signal_emit (self, signals[SEEKED], 0, position_ms);
}

static void
encore_player_dispose (GObject *object)
{
  encore_player_close (ENCORE_PLAYER (object));

  G_OBJECT_CLASS (encore_player_parent_class)->dispose (object);
}

static void
encore_player_finalize (GObject *object)
{
  EncorePlayer *self = ENCORE_PLAYER (object);

  gst_clear_object (&self->sink);
  g_clear_pointer (&self->silences, g_array_unref);
  g_clear_pointer (&self->muted, g_array_unref);

  G_OBJECT_CLASS (encore_player_parent_class)->finalize (object);
}

static void
encore_player_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  EncorePlayer *self = ENCORE_PLAYER (object);

  switch (id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_DURATION_MS:
      g_value_set_int64 (value, encore_player_get_duration_ms (self));
      break;
    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;
    case PROP_LISTEN:
      g_value_set_int (value, self->listen);
      break;
    case PROP_VOLUME:
      g_value_set_double (value, self->volume);
      break;
    case PROP_REWIND_ON_PAUSE_MS:
      g_value_set_int64 (value, self->rewind_ms);
      break;
    case PROP_SKIP_SILENCE:
      g_value_set_boolean (value, self->skip_silence);
      break;
    case PROP_SAVED_MS:
      g_value_set_int64 (value, encore_player_get_saved_ms (self));
      break;
    case PROP_LEVEL_PARTIES:
      g_value_set_boolean (value, self->level_parties);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_rewind (EncorePlayer *self,
            gint64        rewind_ms)
{
  if (self->rewind_ms == rewind_ms)
    return;

  self->rewind_ms = rewind_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REWIND_ON_PAUSE_MS]);
}

static void
encore_player_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  EncorePlayer *self = ENCORE_PLAYER (object);

  switch (id)
    {
    case PROP_RATE:
      encore_player_set_rate (self, g_value_get_double (value));
      break;
    case PROP_LISTEN:
      encore_player_set_listen (self, g_value_get_int (value));
      break;
    case PROP_VOLUME:
      encore_player_set_volume (self, g_value_get_double (value));
      break;
    case PROP_REWIND_ON_PAUSE_MS:
      set_rewind (self, g_value_get_int64 (value));
      break;
    case PROP_SKIP_SILENCE:
      encore_player_set_skip_silence (self, g_value_get_boolean (value));
      break;
    case PROP_LEVEL_PARTIES:
      encore_player_set_level_parties (self, g_value_get_boolean (value));
      break;
    case PROP_AUDIO_SINK:
      self->sink = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_signals (GType type)
{
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SEEKED] = g_signal_new ("seeked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
encore_player_class_init (EncorePlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags both = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = encore_player_dispose;
  object_class->finalize = encore_player_finalize;
  object_class->get_property = encore_player_get_property;
  object_class->set_property = encore_player_set_property;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, readable);
  properties[PROP_DURATION_MS] = g_param_spec_int64 ("duration-ms", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, ENCORE_PLAYER_MIN_RATE, ENCORE_PLAYER_MAX_RATE, 1.0,
                                               both);
  properties[PROP_LISTEN] = g_param_spec_int ("listen", NULL, NULL, ENCORE_LISTEN_BOTH, ENCORE_LISTEN_SECOND,
                                              ENCORE_LISTEN_BOTH, both);
  properties[PROP_VOLUME] = g_param_spec_double ("volume", NULL, NULL, 0.0, 1.0, 1.0, both);
  properties[PROP_REWIND_ON_PAUSE_MS] = g_param_spec_int64 ("rewind-on-pause-ms", NULL, NULL, 0, 60000, 0, both);
  properties[PROP_SKIP_SILENCE] = g_param_spec_boolean ("skip-silence", NULL, NULL, FALSE, both);
  properties[PROP_SAVED_MS] = g_param_spec_int64 ("saved-ms", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_LEVEL_PARTIES] = g_param_spec_boolean ("level-parties", NULL, NULL, FALSE, both);
  properties[PROP_AUDIO_SINK] = g_param_spec_object ("audio-sink", NULL, NULL, G_TYPE_OBJECT,
                                                     G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                         | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
encore_player_init (EncorePlayer *self)
{
  self->rate = 1.0;
  self->volume = 1.0;
  self->loop = ENCORE_PLAYER_NO_SPAN;
  self->span = self->replay = ENCORE_PLAYER_NO_SPAN;
}

/**
 * encore_player_new:
 *
 * Returns: (transfer full): a player with nothing open. Cheap: nothing of GStreamer is touched before
 *   encore_player_open()
 */
EncorePlayer *
encore_player_new (void)
{
  return g_object_new (ENCORE_TYPE_PLAYER, NULL);
}

static void
fail_for_package (EncorePlayer *self)
{
  g_autoptr (GError) error = g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                                          _ ("Playing sound needs the package %s."), "gstreamer1.0-plugins-base");

  encore_player_emit_failed (self, error);
}

/**
 * encore_player_open:
 * @self: the player
 * @path: a recording
 * @channels: how many it has, 0 when that is not known
 * @start_ms: where playing will start
 *
 * Opens a recording in place of the one before, paused. Speed, volume and channel choice stay; loop
 * and known duration do not. Problems arrive by "failed".
 */
void
encore_player_open (EncorePlayer *self,
                    const char   *path,
                    int           channels,
                    gint64        start_ms)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));
  g_return_if_fail (path != NULL);

  encore_media_init ();
  encore_player_close (self);

  self->path = g_strdup (path);
  self->opened = g_cancellable_new ();
  self->target_ms = self->last_ms = MAX (start_ms, 0);
  if (!encore_player_build_pipeline (self))
    fail_for_package (self);
}

/**
 * encore_player_close:
 * @self: the player
 *
 * Lets go of the recording without waiting for the sound card.
 */
void
encore_player_close (EncorePlayer *self)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  if (self->opened != NULL)
    g_cancellable_cancel (self->opened);
  g_clear_object (&self->opened);
  encore_player_let_go_of_pipeline (self, FALSE);
  encore_player_watch (self);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->missing, g_free);

  self->is_mp3 = self->no_device = self->wanted = FALSE;
  self->looping = self->at_stop = self->at_end = FALSE;
  self->target_ms = self->last_ms = 0;
  self->duration_ms = self->given_duration_ms = 0;
  self->loop = self->span = self->replay = ENCORE_PLAYER_NO_SPAN;
  g_clear_pointer (&self->silences, g_array_unref);
  self->gains_db[0] = self->gains_db[1] = 0;
  self->saved = 0;
  self->revivals = 0;
  encore_player_set_playing (self, FALSE);
  encore_player_tell_saved (self);
}

/* Returns whether there is something to play; it may just be being opened again. */
static gboolean
ensure_pipeline (EncorePlayer *self)
{
  if (self->pipeline != NULL)
    return TRUE;
  if (!self->no_device)
    return FALSE;

  self->target_ms = self->last_ms;

  return encore_player_build_pipeline (self);
}

/* PulseAudio's clock runs on from when the stream was made until it first plays, and the sound then
 * starts as much too late: a stream that has waited is made anew. */
static void
wake_sound_card (EncorePlayer *self)
{
  if (self->waiting_since_us == 0 || g_get_monotonic_time () - self->waiting_since_us < STALE_AFTER_US)
    return;

  encore_player_let_go_of_pipeline (self, FALSE);
  self->target_ms = self->last_ms;
  encore_player_build_pipeline (self);
}

/**
 * encore_player_play:
 * @self: the player
 *
 * Plays on; from the start again when the end was reached. After a failure for want of a sound device it
 * tries again, where it was.
 */
void
encore_player_play (EncorePlayer *self)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  if (self->playing || !ensure_pipeline (self))
    return;

  wake_sound_card (self);
  if (self->at_end)
    encore_player_go_to_and_tell (self, encore_span_is_empty (self->loop) ? 0 : self->loop.start_ms);
  else if (self->at_stop)
    encore_player_go_to (self, self->last_ms);

  encore_player_set_playing (self, TRUE);
  encore_player_sync_state (self);
}

/* Back by the wished amount, but not out of the stretch that is being practised. */
static void
rewind_a_little (EncorePlayer *self)
{
  gint64 position_ms = encore_player_get_position_ms (self);
  gint64 floor_ms = 0;

  if (!encore_span_is_empty (self->span))
    floor_ms = self->span.start_ms;
  else if (!encore_span_is_empty (self->loop) && encore_span_contains (self->loop, position_ms))
    floor_ms = self->loop.start_ms;

  if (self->rewind_ms > 0 && position_ms > floor_ms)
    encore_player_go_to_and_tell (self, MAX (position_ms - self->rewind_ms, floor_ms));
}

/**
 * encore_player_hold:
 * @self: the player
 *
 * Pauses exactly where it is, without going back.
 */
void
encore_player_hold (EncorePlayer *self)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  if (!self->playing)
    return;

  encore_player_set_playing (self, FALSE);
  encore_player_sync_state (self);
}

/**
 * encore_player_pause:
 * @self: the player
 *
 * Pauses, and goes back by "rewind-on-pause-ms".
 */
void
encore_player_pause (EncorePlayer *self)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  if (!self->playing)
    return;

  encore_player_hold (self);
  rewind_a_little (self);
}

/**
 * encore_player_get_playing:
 * @self: the player
 *
 * Returns: whether playing was asked for and neither pause nor an end came since
 */
gboolean
encore_player_get_playing (EncorePlayer *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), FALSE);

  return self->playing;
}

/**
 * encore_player_can_try_again:
 * @self: the player
 *
 * Returns: whether what failed was not the recording but the sound device: the place is kept, and
 *   encore_player_play() tries again
 */
gboolean
encore_player_can_try_again (EncorePlayer *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), FALSE);

  return self->no_device;
}

/**
 * encore_player_seek:
 * @self: the player
 * @position_ms: where to
 *
 * Goes there exactly. May be called as often as a pointer moves: one seek is in flight at a time, and
 * of those that wait only the newest is made.
 */
void
encore_player_seek (EncorePlayer *self,
                    gint64        position_ms)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  self->span = self->replay = ENCORE_PLAYER_NO_SPAN;
  encore_player_go_to_and_tell (self, position_ms);
}

/* The clock runs on for a moment while the end of a stretch is being noticed; nothing sounds there. */
static gint64
find_end (EncorePlayer *self)
{
  if (!encore_span_is_empty (self->span))
    return self->span.end_ms;
  if (self->looping && !encore_span_is_empty (self->loop))
    return self->loop.end_ms;

  return self->given_duration_ms > 0 ? self->given_duration_ms : G_MAXINT64;
}

/**
 * encore_player_get_position_ms:
 * @self: the player
 *
 * Returns: what is heard now; while a seek is on its way, where it goes. Cheap enough for every frame
 */
gint64
encore_player_get_position_ms (EncorePlayer *self)
{
  gint64 position = 0;

  g_return_val_if_fail (ENCORE_IS_PLAYER (self), 0);

  if (self->pipeline == NULL || self->at_stop)
    return self->last_ms;
  if (encore_player_is_moving (self))
    return self->target_ms;

  if (gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &position) && position >= 0)
    self->last_ms = MAX (encore_player_place (self, position) - self->skip, 0) / GST_MSECOND;
  self->last_ms = MIN (self->last_ms, find_end (self));

  return self->last_ms;
}

/**
 * encore_player_get_duration_ms:
 * @self: the player
 *
 * Returns: the decoded length if it was told, else what the file claims; 0 when nothing is known
 */
gint64
encore_player_get_duration_ms (EncorePlayer *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), 0);

  return self->given_duration_ms > 0 ? self->given_duration_ms : self->duration_ms;
}

/**
 * encore_player_set_duration_ms:
 * @self: the player
 * @duration_ms: the length found by decoding; 0 when not known
 *
 * Call it after encore_player_open(): what files claim about their length is often wrong.
 */
void
encore_player_set_duration_ms (EncorePlayer *self,
                               gint64        duration_ms)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  gint64 before = encore_player_get_duration_ms (self);

  self->given_duration_ms = MAX (duration_ms, 0);
  if (encore_player_get_duration_ms (self) != before)
    encore_player_notify_duration (self);
}

/**
 * encore_player_set_rate:
 * @self: the player
 * @rate: %ENCORE_PLAYER_MIN_RATE to %ENCORE_PLAYER_MAX_RATE
 *
 * Changes the speed where it plays; voices keep their pitch.
 */
void
encore_player_set_rate (EncorePlayer *self,
                        double        rate)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  rate = CLAMP (rate, ENCORE_PLAYER_MIN_RATE, ENCORE_PLAYER_MAX_RATE);
  if (self->rate == rate)
    return;

  gint64 position_ms = encore_player_get_position_ms (self);

  self->rate = rate;
  self->replay = ENCORE_PLAYER_NO_SPAN;
  if (self->pipeline != NULL && !self->at_stop)
    encore_player_go_to (self, position_ms);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE]);
}

/**
 * encore_player_get_rate:
 * @self: the player
 *
 * Returns: the speed
 */
double
encore_player_get_rate (EncorePlayer *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), 1.0);

  return self->rate;
}

/**
 * encore_player_set_listen:
 * @self: the player
 * @listen: which channels
 *
 * Chooses what is heard of a recording with two channels, without a gap. Others are left as they are.
 */
void
encore_player_set_listen (EncorePlayer *self,
                          EncoreListen  listen)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  if (self->listen == listen)
    return;

  self->listen = listen;
  if (self->listen_filter != NULL)
    encore_listen_filter_set (self->listen_filter, listen);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTEN]);
}

/**
 * encore_player_get_listen:
 * @self: the player
 *
 * Returns: which channels are heard
 */
EncoreListen
encore_player_get_listen (EncorePlayer *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), ENCORE_LISTEN_BOTH);

  return self->listen;
}

/**
 * encore_player_set_volume:
 * @self: the player
 * @volume: 0 to 1, as loud as it seems (cubic)
 */
void
encore_player_set_volume (EncorePlayer *self,
                          double        volume)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  volume = CLAMP (volume, 0.0, 1.0);
  if (self->volume == volume)
    return;

  self->volume = volume;
  encore_player_apply_volume (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VOLUME]);
}

/**
 * encore_player_get_volume:
 * @self: the player
 *
 * Returns: 0 to 1
 */
double
encore_player_get_volume (EncorePlayer *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), 1.0);

  return self->volume;
}

/**
 * encore_player_set_loop:
 * @self: the player
 * @span: what to repeat; empty for nothing
 *
 * Repeats @span once the playhead is in it or comes to it. Behind its end, the playhead goes to its start.
 */
void
encore_player_set_loop (EncorePlayer *self,
                        EncoreSpan    span)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  self->loop = encore_span_is_empty (span) ? ENCORE_PLAYER_NO_SPAN : span;
  self->span = ENCORE_PLAYER_NO_SPAN;
  if (self->pipeline == NULL)
    return;

  gint64 position_ms = encore_player_get_position_ms (self);

  if (!encore_span_is_empty (self->loop) && position_ms >= self->loop.end_ms)
    encore_player_go_to_and_tell (self, self->loop.start_ms);
  else if (!self->at_stop)
    encore_player_go_to (self, position_ms);
}

/**
 * encore_player_get_loop:
 * @self: the player
 *
 * Returns: what is repeated; empty for nothing
 */
EncoreSpan
encore_player_get_loop (EncorePlayer *self)
{
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), ENCORE_PLAYER_NO_SPAN);

  return self->loop;
}

/**
 * encore_player_cue_span:
 * @self: the player
 * @span: what to play
 *
 * Gets ready to play @span once, from its first sample, at the next encore_player_play(). A sound card that
 * has waited for long is woken up: told again shortly before it is needed, playing begins at once.
 */
void
encore_player_cue_span (EncorePlayer *self,
                        EncoreSpan    span)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  if (encore_span_is_empty (span) || !ensure_pipeline (self))
    return;

  wake_sound_card (self);
  self->span = span;
  self->replay = ENCORE_PLAYER_NO_SPAN;
  encore_player_go_to_and_tell (self, span.start_ms);
}

/**
 * encore_player_play_span:
 * @self: the player
 * @span: what to play
 *
 * Plays @span once, to the sample, then pauses at its end and emits "ended". Any seek ends it sooner.
 */
void
encore_player_play_span (EncorePlayer *self,
                         EncoreSpan    span)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  encore_player_cue_span (self, span);
  if (encore_span_is_empty (span) || self->pipeline == NULL)
    return;

  encore_player_set_playing (self, TRUE);
  encore_player_sync_state (self);
}

/**
 * encore_player_replay:
 * @self: the player
 * @back_ms: how far to go back
 * @rate: the speed until it is again where it was; 0 for the one there is
 *
 * Plays what was heard last once more, and then on.
 */
void
encore_player_replay (EncorePlayer *self,
                      gint64        back_ms,
                      double        rate)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  if (!ensure_pipeline (self))
    return;

  gint64 here_ms = encore_player_get_position_ms (self), start_ms = MAX (here_ms - back_ms, 0);

  wake_sound_card (self);
  self->span = ENCORE_PLAYER_NO_SPAN;
  self->replay = rate > 0 ? (EncoreSpan) { start_ms, MAX (here_ms, self->replay.end_ms) } : ENCORE_PLAYER_NO_SPAN;
  self->replay_rate = CLAMP (rate, ENCORE_PLAYER_MIN_RATE, ENCORE_PLAYER_MAX_RATE);
  encore_player_go_to_and_tell (self, start_ms);
  encore_player_set_playing (self, TRUE);
  encore_player_sync_state (self);
}
