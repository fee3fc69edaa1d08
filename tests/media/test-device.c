/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The player and sound devices that come and go: a sink that opens only while the test says so. */
#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <gst/base/gstbasesink.h>
#include <string.h>

#include "encore-error.h"
#include "encore-player.h"
#include "encore-probe.h"
#include "wav-fixture.h"

#define PATIENCE_US (60 * G_USEC_PER_SEC)
#define START_MS 2000

static gboolean plugged; /* atomic */
static gboolean stuck;   /* atomic: the device takes nothing more, as long as its pipeline lives */
static int opened;       /* atomic: how often */
static int rendered;     /* atomic: buffers that reached the device */

typedef struct
{
  GstBaseSink parent_instance;

  GMutex lock;
  GCond let_go;
  gboolean unlocked;
} TestDevice;

typedef struct
{
  GstBaseSinkClass parent_class;
} TestDeviceClass;

GType test_device_get_type (void);

G_DEFINE_TYPE (TestDevice, test_device, GST_TYPE_BASE_SINK)

static GstStateChangeReturn
test_device_change_state (GstElement    *element,
                          GstStateChange transition)
{
  if (transition == GST_STATE_CHANGE_NULL_TO_READY && !g_atomic_int_get (&plugged))
    {
      GST_ELEMENT_ERROR (element, RESOURCE, OPEN_WRITE, (NULL), ("not plugged in"));
      return GST_STATE_CHANGE_FAILURE;
    }

  if (transition == GST_STATE_CHANGE_NULL_TO_READY)
    g_atomic_int_inc (&opened);

  return GST_ELEMENT_CLASS (test_device_parent_class)->change_state (element, transition);
}

static GstFlowReturn
test_device_render (GstBaseSink *sink,
                    GstBuffer   *buffer)
{
  TestDevice *device = (TestDevice *) sink;

  if (!g_atomic_int_get (&plugged))
    {
      GST_ELEMENT_ERROR (sink, RESOURCE, WRITE, (NULL), ("pulled out"));
      return GST_FLOW_ERROR;
    }

  g_mutex_lock (&device->lock);
  while (g_atomic_int_get (&stuck) && !device->unlocked)
    g_cond_wait (&device->let_go, &device->lock);
  g_mutex_unlock (&device->lock);
  g_atomic_int_inc (&rendered);

  return GST_FLOW_OK;
}

static gboolean
test_device_unlock (GstBaseSink *sink)
{
  TestDevice *device = (TestDevice *) sink;

  g_mutex_lock (&device->lock);
  device->unlocked = TRUE;
  g_cond_signal (&device->let_go);
  g_mutex_unlock (&device->lock);

  return TRUE;
}

static gboolean
test_device_unlock_stop (GstBaseSink *sink)
{
  TestDevice *device = (TestDevice *) sink;

  g_mutex_lock (&device->lock);
  device->unlocked = FALSE;
  g_mutex_unlock (&device->lock);

  return TRUE;
}

/* One that stands still says where it stands. */
static gboolean
test_device_query (GstElement *element,
                   GstQuery   *query)
{
  static gint64 stood; /* of the main thread */

  if (GST_QUERY_TYPE (query) == GST_QUERY_POSITION && g_atomic_int_get (&stuck) && stood > 0)
    {
      gst_query_set_position (query, GST_FORMAT_TIME, stood);
      return TRUE;
    }

  if (!GST_ELEMENT_CLASS (test_device_parent_class)->query (element, query))
    return FALSE;
  if (GST_QUERY_TYPE (query) == GST_QUERY_POSITION)
    gst_query_parse_position (query, NULL, &stood);

  return TRUE;
}

static void
test_device_finalize (GObject *object)
{
  g_mutex_clear (&((TestDevice *) object)->lock);
  g_cond_clear (&((TestDevice *) object)->let_go);

  G_OBJECT_CLASS (test_device_parent_class)->finalize (object);
}

static void
test_device_class_init (TestDeviceClass *klass)
{
  static GstStaticPadTemplate pad = GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS,
                                                             GST_STATIC_CAPS ("audio/x-raw"));

  gst_element_class_set_static_metadata (GST_ELEMENT_CLASS (klass), "Test device", "Sink/Audio", "Comes and goes",
                                         "Encore");
  gst_element_class_add_static_pad_template (GST_ELEMENT_CLASS (klass), &pad);
  GST_ELEMENT_CLASS (klass)->change_state = test_device_change_state;
  GST_BASE_SINK_CLASS (klass)->render = test_device_render;
  GST_BASE_SINK_CLASS (klass)->unlock = test_device_unlock;
  GST_BASE_SINK_CLASS (klass)->unlock_stop = test_device_unlock_stop;
  GST_ELEMENT_CLASS (klass)->query = test_device_query;
  G_OBJECT_CLASS (klass)->finalize = test_device_finalize;
}

static void
test_device_init (TestDevice *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->let_go);
  gst_base_sink_set_sync (GST_BASE_SINK (self), TRUE);
}

typedef struct
{
  EncorePlayer *player;
  GError *failure;
} Fixture;

static void
on_failed (EncorePlayer *player,
           GError       *error,
           gpointer      user_data)
{
  Fixture *f = user_data;

  g_assert_null (f->failure);
  f->failure = g_error_copy (error);
}

static void
set_up (Fixture      *f,
        gconstpointer description)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 10, .func = wav_tones }, "device.wav");

  g_setenv ("ENCORE_AUDIO_SINK", description, TRUE);
  g_atomic_int_set (&plugged, FALSE);
  g_atomic_int_set (&stuck, FALSE);
  g_atomic_int_set (&opened, 0);
  g_atomic_int_set (&rendered, 0);
  f->player = encore_player_new ();
  g_signal_connect (f->player, "failed", G_CALLBACK (on_failed), f);
  encore_player_open (f->player, path, 1, START_MS);
}

static void
tear_down (Fixture      *f,
           gconstpointer description)
{
  g_assert_finalize_object (f->player);
  g_clear_error (&f->failure);
}

static void
wait_for (gboolean (*done) (Fixture *f),
          Fixture *f)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  while (!done (f))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500); /* polls, and leaves the processor to the player's threads */
    }
}

static gboolean
has_failed (Fixture *f)
{
  return f->failure != NULL;
}

static gboolean
has_moved_on (Fixture *f)
{
  return encore_player_get_position_ms (f->player) > START_MS + 200;
}

static gboolean
has_sounded (Fixture *f)
{
  return g_atomic_int_get (&rendered) > 0;
}

static void
assert_no_device (Fixture *f)
{
  wait_for (has_failed, f);
  g_assert_error (f->failure, ENCORE_ERROR, ENCORE_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (f->failure->message, "No sound device"));
  g_assert_false (encore_player_get_playing (f->player));
  g_assert_true (encore_player_can_try_again (f->player));
  g_clear_error (&f->failure);
}

/* Told at once, told again when playing is tried again, and forgotten when the device is there. */
static void
test_comes_back (Fixture      *f,
                 gconstpointer description)
{
  assert_no_device (f);
  g_assert_cmpint (encore_player_get_position_ms (f->player), ==, START_MS);

  encore_player_play (f->player);
  g_assert_true (encore_player_get_playing (f->player));
  assert_no_device (f);
  g_assert_cmpint (encore_player_get_position_ms (f->player), ==, START_MS);
  g_assert_cmpint (g_atomic_int_get (&rendered), ==, 0);

  g_atomic_int_set (&plugged, TRUE);
  encore_player_play (f->player);
  g_assert_cmpint (encore_player_get_position_ms (f->player), ==, START_MS);
  wait_for (has_moved_on, f);
  g_assert_no_error (f->failure);
  g_assert_false (encore_player_can_try_again (f->player));
  g_assert_cmpint (g_atomic_int_get (&rendered), >, 0);
}

/* One may look for the place meanwhile. */
static void
test_seek_without (Fixture      *f,
                   gconstpointer description)
{
  assert_no_device (f);
  encore_player_seek (f->player, START_MS + 3000);
  g_assert_cmpint (encore_player_get_position_ms (f->player), ==, START_MS + 3000);

  g_atomic_int_set (&plugged, TRUE);
  encore_player_play_span (f->player, (EncoreSpan) { START_MS, START_MS + 2000 });
  wait_for (has_moved_on, f);
  g_assert_cmpint (encore_player_get_position_ms (f->player), <=, START_MS + 2000);
}

static void
test_pulled_out (Fixture      *f,
                 gconstpointer description)
{
  assert_no_device (f);
  g_atomic_int_set (&plugged, TRUE);
  encore_player_play (f->player);
  wait_for (has_moved_on, f);

  g_atomic_int_set (&plugged, FALSE);
  assert_no_device (f);

  gint64 kept_ms = encore_player_get_position_ms (f->player);

  g_assert_cmpint (kept_ms, >, START_MS + 200);
  g_assert_cmpint (kept_ms, <, 10000);

  g_atomic_int_set (&plugged, TRUE);
  encore_player_play (f->player);
  g_assert_cmpint (encore_player_get_position_ms (f->player), ==, kept_ms);
  g_atomic_int_set (&rendered, 0);
  wait_for (has_sounded, f);
  g_assert_no_error (f->failure);
}

static gboolean
has_been_opened_anew (Fixture *f)
{
  return g_atomic_int_get (&opened) > 0;
}

static void
play_with_device (Fixture *f)
{
  assert_no_device (f);
  g_atomic_int_set (&plugged, TRUE);
  encore_player_play (f->player);
  wait_for (has_moved_on, f);
  g_atomic_int_set (&opened, 0);
}

/* Sound that stops moving for no reason is brought back where it stood, without a word. */
static void
test_standstill (Fixture      *f,
                 gconstpointer description)
{
  play_with_device (f);
  g_atomic_int_set (&stuck, TRUE);

  gint64 before_us = g_get_monotonic_time (), stood_ms = encore_player_get_position_ms (f->player);

  wait_for (has_been_opened_anew, f);
  g_test_message ("%.2f s", (g_get_monotonic_time () - before_us) / 1e6);
#ifndef __SANITIZE_ADDRESS__
  if (g_getenv ("CI") == NULL)
    g_assert_cmpint (g_get_monotonic_time () - before_us, <, 5 * G_USEC_PER_SEC); /* of a busy machine */
#endif
  g_assert_true (encore_player_get_playing (f->player));
  g_assert_cmpint (encore_player_get_position_ms (f->player), ==, stood_ms);

  g_atomic_int_set (&stuck, FALSE);
  g_atomic_int_set (&rendered, 0);
  wait_for (has_sounded, f);
  g_assert_cmpint (encore_player_get_position_ms (f->player), <, stood_ms + 3000);
  g_assert_no_error (f->failure);
}

/* One that does not want to move is not tried for ever. */
static void
test_lasting_standstill (Fixture      *f,
                         gconstpointer description)
{
  play_with_device (f);
  g_atomic_int_set (&stuck, TRUE);

  gint64 stood_ms = encore_player_get_position_ms (f->player);

  wait_for (has_failed, f);
  g_assert_error (f->failure, ENCORE_ERROR, ENCORE_ERROR_FAILED);
  g_assert_nonnull (strstr (f->failure->message, "standstill"));
  g_assert_cmpint (g_atomic_int_get (&opened), ==, 3);
  g_assert_false (encore_player_get_playing (f->player));
  g_assert_cmpint (encore_player_get_position_ms (f->player), ==, stood_ms);
  g_clear_error (&f->failure);

  g_atomic_int_set (&stuck, FALSE);
  encore_player_play (f->player);
  g_atomic_int_set (&rendered, 0);
  wait_for (has_sounded, f);
  g_assert_no_error (f->failure);
}

/* The socket is there a little before anybody listens to it. */
static gboolean
answers (const char *socket)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket);
  g_autoptr (GSocketConnection) connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL,
                                                                      NULL);

  return connection != NULL;
}

/* A sound server of the test's own, without any device but one that nobody hears. */
static GSubprocess *
start_server (const char *socket)
{
  g_autofree char *protocol = g_strdup_printf ("module-native-protocol-unix socket=%s auth-anonymous=1", socket);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *server = g_subprocess_launcher_spawn (launcher, &error, "pulseaudio", "-n", "--daemonize=no",
                                                     "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes",
                                                     "-L", protocol, "-L", "module-null-sink", NULL);

  g_assert_no_error (error);

  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  while (!answers (socket))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000); /* polls */
    }

  return server;
}

static void
stop_server (GSubprocess *server,
             const char  *socket)
{
  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);
  g_unlink (socket);
  g_object_unref (server);
}

static gint64 kept_ms;

static gboolean
has_moved_on_from_there (Fixture *f)
{
  return encore_player_get_position_ms (f->player) > kept_ms + 200;
}

/* The sound server dies while something plays, and comes back: paused with a message, and played on when asked. */
static void
test_server_restarts (void)
{
  Fixture f = { NULL };
  g_autofree char *path = wav_write (&(Wav) { .seconds = 10, .func = wav_tones }, "device.wav");
  g_autofree char *socket = g_strconcat (path, ".pulse", NULL);
  g_autofree char *address = g_strconcat ("unix:", socket, NULL);
  g_autofree char *program = g_find_program_in_path ("pulseaudio");
  g_autoptr (GstElementFactory) sink = gst_element_factory_find ("pulsesink");

  if (program == NULL || sink == NULL)
    {
      g_test_skip ("PulseAudio is not here");
      return;
    }

  g_setenv ("PULSE_SERVER", address, TRUE);
  g_setenv ("ENCORE_AUDIO_SINK", "pulsesink", TRUE);
  GSubprocess *server = start_server (socket);

  f.player = encore_player_new ();
  g_signal_connect (f.player, "failed", G_CALLBACK (on_failed), &f);
  encore_player_open (f.player, path, 1, START_MS);
  encore_player_play (f.player);
  wait_for (has_moved_on, &f);

  stop_server (server, socket);
  assert_no_device (&f);
  kept_ms = encore_player_get_position_ms (f.player);
  g_assert_cmpint (kept_ms, >, START_MS + 200);

  server = start_server (socket);
  encore_player_play (f.player);
  g_assert_cmpint (encore_player_get_position_ms (f.player), ==, kept_ms);
  wait_for (has_moved_on_from_there, &f);
  g_assert_no_error (f.failure);

  g_assert_finalize_object (f.player);
  encore_player_settle ();
  stop_server (server, socket);
}

/* So that autoaudiosink finds no other device, whatever the machine has. */
static void
hide_devices (void)
{
  GList *sinks = gst_element_factory_list_get_elements (GST_ELEMENT_FACTORY_TYPE_SINK
                                                            | GST_ELEMENT_FACTORY_TYPE_MEDIA_AUDIO,
                                                        GST_RANK_MARGINAL);

  for (GList *l = sinks; l != NULL; l = l->next)
    gst_plugin_feature_set_rank (l->data, GST_RANK_NONE);
  gst_plugin_feature_list_free (sinks);
}

#define ADD(name, sink, func) g_test_add ("/media/device/" name, Fixture, sink, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  encore_media_init ();
  hide_devices ();
  gst_element_register (NULL, "testdevice", GST_RANK_PRIMARY, test_device_get_type ());

  ADD ("comes-back", "testdevice", test_comes_back);
  ADD ("comes-back-auto", "autoaudiosink", test_comes_back);
  ADD ("seek-without", "testdevice", test_seek_without);
  ADD ("pulled-out", "testdevice", test_pulled_out);
  ADD ("pulled-out-auto", "autoaudiosink", test_pulled_out);

  ADD ("standstill", "testdevice", test_standstill);
  ADD ("standstill-auto", "autoaudiosink", test_standstill);
  ADD ("lasting-standstill", "testdevice", test_lasting_standstill);

  g_test_add_func ("/media/device/server-restarts", test_server_restarts);

  int status = g_test_run ();

  encore_player_settle ();
  return status;
}
