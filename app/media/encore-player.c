/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-player.h"

#include <glib/gi18n.h>
#include <gst/audio/streamvolume.h>
#include <string.h>

#include "encore-file-source.h"
#include "encore-listen-filter.h"
#include "encore-media-private.h"
#include "encore-player-worker.h"
#include "encore-probe.h"

/* From this length on, finding a place in an MP3 for the first time is slow enough to be felt. */
#define WARM_UP_FROM_MS (5 * 60 * 1000)
#define WARM_UP_TAIL_MS 500

#define FILTER "audioconvert ! " ENCORE_LISTEN_FILTER_NAME " name=listen ! scaletempo"

/* Every field belongs to the main thread. */
struct _EncorePlayer
{
  GObject parent_instance;

  /* The open recording */
  char *path;
  GstElement *pipeline;
  GstElement *listen_filter;
  GstBus *bus;
  EncorePlayerWorker *worker;
  GCancellable *opened;        /* cancelled by closing: late answers about an old recording are dropped */
  char *missing;
  gboolean is_mp3;
  gint64 skip;                 /* nanoseconds of an encoder's run-in, which nobody wants to hear */
  gint64 length;               /* nanoseconds behind it; 0 when it is not known */
  gboolean prerolled;
  GstState told;               /* what the pipeline was last told to be */

  /* Seeking: one in flight, and at most one more that is wanted */
  gboolean in_flight;
  gboolean wanted;
  gint64 target_ms;
  gint64 last_ms;              /* the last position known */
  gboolean looping;            /* the stretch being played began within the loop and goes back to its start */
  gboolean at_stop;            /* played to the end of the stretch */
  gboolean at_end;             /* and that was the end of the recording */

  gboolean playing;
  gint64 duration_ms;
  gint64 given_duration_ms;
  double rate;
  double volume;
  EncoreListen listen;
  gint64 rewind_ms;
  EncoreSpan loop;
  EncoreSpan span;
  GstElement *sink;
};

G_DEFINE_FINAL_TYPE (EncorePlayer, encore_player, G_TYPE_OBJECT)

enum
{
  PROP_PLAYING = 1,
  PROP_DURATION_MS,
  PROP_RATE,
  PROP_LISTEN,
  PROP_VOLUME,
  PROP_REWIND_ON_PAUSE_MS,
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

static const EncoreSpan no_span = { -1, -1 };

static void
set_playing (EncorePlayer *self,
             gboolean      playing)
{
  if (self->playing == playing)
    return;

  self->playing = playing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static gboolean
is_moving (EncorePlayer *self)
{
  return self->in_flight || self->wanted || !self->prerolled;
}

/* Sound starts only where the newest seek has arrived. */
static void
sync_state (EncorePlayer *self)
{
  GstState state = self->playing ? GST_STATE_PLAYING : GST_STATE_PAUSED;

  if (self->pipeline == NULL || self->told == state || (self->playing && is_moving (self)))
    return;

  self->told = state;
  encore_player_worker_set_state (self->worker, self->pipeline, state);
}

/* Where playing from @position_ms has to stop; below 0 for the end of the recording. */
static gint64
find_stop (EncorePlayer *self,
           gint64        position_ms)
{
  self->looping = FALSE;

  if (!encore_span_is_empty (self->span))
    return self->span.end_ms;

  if (encore_span_is_empty (self->loop) || position_ms >= self->loop.end_ms)
    return -1;

  self->looping = TRUE;

  return self->loop.end_ms;
}

static void
issue_seek (EncorePlayer *self)
{
  if (self->pipeline == NULL || !self->prerolled || self->in_flight || !self->wanted)
    return;

  self->wanted = FALSE;
  self->in_flight = TRUE;
  self->at_stop = self->at_end = FALSE;

  gint64 stop_ms = find_stop (self, self->target_ms);
  gint64 stop = stop_ms >= 0 ? stop_ms * GST_MSECOND : self->length > 0 ? self->length : -1;

  encore_player_worker_seek (self->worker, self->pipeline, self->rate, self->target_ms * GST_MSECOND + self->skip,
                             stop >= 0 ? stop + self->skip : -1);
}

/* Goes to @position_ms, as soon as a seek that is in flight allows it; only the newest counts. */
static void
go_to (EncorePlayer *self,
       gint64        position_ms)
{
  self->target_ms = MAX (position_ms, 0);
  self->last_ms = self->target_ms;
  self->wanted = TRUE;
  self->at_stop = self->at_end = FALSE;
  issue_seek (self);
}

static void
go_to_and_tell (EncorePlayer *self,
                gint64        position_ms)
{
  gint64 duration_ms = encore_player_get_duration_ms (self);

  position_ms = MAX (position_ms, 0);
  if (duration_ms > 0)
    position_ms = MIN (position_ms, duration_ms);

  go_to (self, position_ms);
  g_signal_emit (self, signals[SEEKED], 0, position_ms);
}

static void
update_duration (EncorePlayer *self)
{
  gint64 before = encore_player_get_duration_ms (self);
  gint64 duration = 0;

  if (self->length > 0)
    self->duration_ms = (self->length + GST_MSECOND / 2) / GST_MSECOND;
  else if (gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration) && duration > 0)
    self->duration_ms = (duration + GST_MSECOND / 2) / GST_MSECOND;

  if (encore_player_get_duration_ms (self) != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION_MS]);
}

/* A seek to the end makes the parser read through an MP3 once; every later seek is then quick. */
static void
warm_up (EncorePlayer *self)
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
  self->span = no_span;
  set_playing (self, FALSE);
  sync_state (self);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
on_eos (EncorePlayer *self)
{
  /* One that was posted before the seek that is under way took effect. */
  if (is_moving (self))
    return;

  if (self->looping && !encore_span_is_empty (self->loop))
    go_to_and_tell (self, self->loop.start_ms);
  else
    stop_at_end (self);
}

typedef struct
{
  char *path;
  char *missing;
  GError *cause;
} Failure;

static void
failure_free (Failure *failure)
{
  g_free (failure->path);
  g_free (failure->missing);
  g_clear_error (&failure->cause);
  g_free (failure);
}

/* Reads the start of the file to say what it is, so off the main thread. */
static void
explain_failure (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Failure *failure = task_data;

  if (failure->cause == NULL && failure->missing == NULL)
    g_task_return_error (task, encore_media_error_silent (failure->path));
  else
    g_task_return_error (task, encore_media_error_new (failure->path, failure->cause, failure->missing));
}

static void
on_explained (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  EncorePlayer *self = ENCORE_PLAYER (object);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (error->domain != ENCORE_ERROR || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
explain (EncorePlayer *self,
         const GError *cause)
{
  g_autoptr (GTask) task = g_task_new (self, self->opened, on_explained, NULL);
  Failure *failure = g_new0 (Failure, 1);

  failure->path = g_strdup (self->path);
  failure->missing = g_strdup (self->missing);
  failure->cause = cause != NULL ? g_error_copy (cause) : NULL;
  g_task_set_task_data (task, failure, (GDestroyNotify) failure_free);
  g_task_run_in_thread (task, explain_failure);
}

static void
let_go_of_pipeline (EncorePlayer *self)
{
  if (self->pipeline == NULL)
    return;

  gst_bus_remove_watch (self->bus);
  gst_bus_set_flushing (self->bus, TRUE);
  gst_clear_object (&self->bus);
  gst_clear_object (&self->listen_filter);
  encore_player_worker_finish (g_steal_pointer (&self->worker), self->pipeline);
  gst_clear_object (&self->pipeline);
}

static void
on_prerolled (EncorePlayer *self)
{
  self->prerolled = TRUE;
  update_duration (self);
  if (self->target_ms > 0 || self->rate != 1.0 || self->length > 0 || !encore_span_is_empty (self->loop)
      || !encore_span_is_empty (self->span))
    self->wanted = TRUE;
  else
    self->wanted = FALSE;
  warm_up (self);
}

/* playbin3 is content with a file of which it can play nothing. */
static gboolean
has_sound (EncorePlayer *self)
{
  if (self->listen_filter == NULL)
    return TRUE;

  g_autoptr (GstPad) pad = gst_element_get_static_pad (self->listen_filter, "sink");

  return gst_pad_has_current_caps (pad);
}

static void
give_up (EncorePlayer *self,
         const GError *cause)
{
  self->last_ms = encore_player_get_position_ms (self);
  let_go_of_pipeline (self);
  set_playing (self, FALSE);
  explain (self, cause);
}

static void
on_async_done (EncorePlayer *self)
{
  if (!self->prerolled && !has_sound (self))
    {
      give_up (self, NULL);
      return;
    }

  if (!self->prerolled)
    on_prerolled (self);
  else
    self->in_flight = FALSE;

  issue_seek (self);
  sync_state (self);
}

static void
on_error (EncorePlayer *self,
          GstMessage   *message)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *debug = NULL;
  gboolean of_sink = GST_IS_ELEMENT (GST_MESSAGE_SRC (message))
                     && GST_OBJECT_FLAG_IS_SET (GST_MESSAGE_SRC (message), GST_ELEMENT_FLAG_SINK)
                     && !GST_IS_PIPELINE (GST_MESSAGE_SRC (message));

  gst_message_parse_error (message, &cause, &debug);
  g_debug ("%s: %s (%s)", self->path, cause->message, debug != NULL ? debug : "");

  if (!of_sink)
    {
      give_up (self, cause);
      return;
    }

  self->last_ms = encore_player_get_position_ms (self);
  let_go_of_pipeline (self);
  set_playing (self, FALSE);

  g_autoptr (GError) error = g_error_new (ENCORE_ERROR, ENCORE_ERROR_FAILED,
                                          _ ("Sound cannot be played: %s Check that a sound device is connected and "
                                             "chosen in the system’s sound settings."), cause->message);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
on_tag (EncorePlayer *self,
        GstMessage   *message)
{
  g_autoptr (GstTagList) tags = NULL;
  g_autofree char *codec = NULL;

  gst_message_parse_tag (message, &tags);
  if (gst_tag_list_get_string (tags, GST_TAG_AUDIO_CODEC, &codec))
    self->is_mp3 = strstr (codec, "Layer 3") != NULL || strstr (codec, "MP3") != NULL;
}

static void
on_told (EncorePlayer *self,
         GstMessage   *message)
{
  const GstStructure *told = gst_message_get_structure (message);

  if (gst_structure_has_name (told, ENCORE_PLAYER_RUN_IN))
    gst_structure_get (told, "skip", G_TYPE_INT64, &self->skip, "length", G_TYPE_INT64, &self->length, NULL);
  else if (gst_structure_has_name (told, ENCORE_PLAYER_SEEK_FAILED) && self->prerolled)
    on_async_done (self);
}

static gboolean
on_message (GstBus     *bus,
            GstMessage *message,
            gpointer    user_data)
{
  EncorePlayer *self = user_data;
  g_autoptr (EncorePlayer) alive = g_object_ref (self);

  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ASYNC_DONE:
      on_async_done (self);
      break;
    case GST_MESSAGE_EOS:
      on_eos (self);
      break;
    case GST_MESSAGE_ERROR:
      on_error (self, message);
      break;
    case GST_MESSAGE_TAG:
      on_tag (self, message);
      break;
    case GST_MESSAGE_DURATION_CHANGED:
      update_duration (self);
      break;
    case GST_MESSAGE_ELEMENT:
      if (self->missing == NULL)
        self->missing = encore_media_missing_plugin (message);
      break;
    case GST_MESSAGE_APPLICATION:
      on_told (self, message);
      break;
    default:
      break;
    }

  return G_SOURCE_CONTINUE;
}

static GstElement *
make_sink (EncorePlayer *self)
{
  const char *description = g_getenv ("ENCORE_AUDIO_SINK");
  g_autoptr (GError) error = NULL;

  if (self->sink != NULL)
    return gst_object_ref (self->sink);

  if (description == NULL || *description == '\0')
    description = "autoaudiosink";

  GstElement *sink = gst_parse_bin_from_description (description, TRUE, &error);

  if (sink == NULL)
    g_warning ("No audio sink “%s”: %s", description, error->message);
  else
    gst_object_ref_sink (sink);

  return sink;
}

static void
apply_volume (EncorePlayer *self)
{
  if (self->pipeline != NULL)
    gst_stream_volume_set_volume (GST_STREAM_VOLUME (self->pipeline), GST_STREAM_VOLUME_FORMAT_CUBIC, self->volume);
}

static GstElement *
make_filter (EncorePlayer *self)
{
  g_autoptr (GError) error = NULL;
  GstElement *filter = gst_parse_bin_from_description (FILTER, TRUE, &error);

  if (filter == NULL)
    {
      g_warning ("Channels and speed cannot be chosen: %s", error->message);
      return NULL;
    }

  self->listen_filter = gst_bin_get_by_name (GST_BIN (filter), "listen");
  encore_listen_filter_set (self->listen_filter, self->listen);

  return filter;
}

static GstElement *
make_pipeline (EncorePlayer *self)
{
  g_autofree char *uri = encore_file_source_uri (self->path);
  GstElement *pipeline = gst_element_factory_make ("playbin3", NULL);

  if (pipeline == NULL)
    return NULL;

  g_autoptr (GstElement) sink = make_sink (self);

  gst_object_ref_sink (pipeline);
  gst_util_set_object_arg (G_OBJECT (pipeline), "flags", "audio+soft-volume");
  g_object_set (pipeline, "uri", uri, "audio-sink", sink, "audio-filter", make_filter (self), NULL);

  return pipeline;
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
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_ERROR);
  signals[SEEKED] = g_signal_new ("seeked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_INT64);
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
  properties[PROP_AUDIO_SINK] = g_param_spec_object ("audio-sink", NULL, NULL, G_TYPE_OBJECT,
                                                     G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
encore_player_init (EncorePlayer *self)
{
  self->rate = 1.0;
  self->volume = 1.0;
  self->loop = no_span;
  self->span = no_span;
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
  self->pipeline = make_pipeline (self);
  if (self->pipeline == NULL)
    {
      g_autoptr (GError) error = g_error_new (ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                                              _ ("Playing sound needs the package %s."), "gstreamer1.0-plugins-base");
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }

  self->bus = gst_element_get_bus (self->pipeline);
  gst_bus_add_watch (self->bus, on_message, self);
  apply_volume (self);
  self->worker = encore_player_worker_new ();
  self->told = GST_STATE_PAUSED;
  encore_player_worker_open (self->worker, self->pipeline, path);
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
  let_go_of_pipeline (self);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->missing, g_free);

  self->is_mp3 = self->prerolled = self->in_flight = self->wanted = FALSE;
  self->looping = self->at_stop = self->at_end = FALSE;
  self->target_ms = self->last_ms = 0;
  self->skip = self->length = 0;
  self->duration_ms = self->given_duration_ms = 0;
  self->loop = self->span = no_span;
  set_playing (self, FALSE);
}

/**
 * encore_player_play:
 * @self: the player
 *
 * Plays on; from the start again when the end was reached.
 */
void
encore_player_play (EncorePlayer *self)
{
  g_return_if_fail (ENCORE_IS_PLAYER (self));

  if (self->pipeline == NULL || self->playing)
    return;

  if (self->at_end)
    go_to_and_tell (self, encore_span_is_empty (self->loop) ? 0 : self->loop.start_ms);
  else if (self->at_stop)
    go_to (self, self->last_ms);

  set_playing (self, TRUE);
  sync_state (self);
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
    go_to_and_tell (self, MAX (position_ms - self->rewind_ms, floor_ms));
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

  set_playing (self, FALSE);
  sync_state (self);
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

  self->span = no_span;
  go_to_and_tell (self, position_ms);
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
  if (is_moving (self))
    return self->target_ms;

  if (gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &position) && position >= 0)
    self->last_ms = MAX (position - self->skip, 0) / GST_MSECOND;
  if (self->given_duration_ms > 0)
    self->last_ms = MIN (self->last_ms, self->given_duration_ms);

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
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION_MS]);
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

  self->rate = rate;
  if (self->pipeline != NULL && !self->at_stop)
    go_to (self, encore_player_get_position_ms (self));
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
  apply_volume (self);
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

  self->loop = encore_span_is_empty (span) ? no_span : span;
  self->span = no_span;
  if (self->pipeline == NULL)
    return;

  gint64 position_ms = encore_player_get_position_ms (self);

  if (!encore_span_is_empty (self->loop) && position_ms >= self->loop.end_ms)
    go_to_and_tell (self, self->loop.start_ms);
  else if (!self->at_stop)
    go_to (self, position_ms);
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
  g_return_val_if_fail (ENCORE_IS_PLAYER (self), no_span);

  return self->loop;
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

  if (self->pipeline == NULL || encore_span_is_empty (span))
    return;

  self->span = span;
  go_to_and_tell (self, span.start_ms);
  set_playing (self, TRUE);
  sync_state (self);
}
