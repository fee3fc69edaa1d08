/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "encore-import.h"
#include "encore-test.h"
#include "review/encore-review-page.h"
#include "shell/encore-application.h"
#include "shell/encore-mpris.h"
#include "shell/encore-window.h"
#include "ui-support.h"

/* Media keys and the inhibition of suspend, seen from the other end of a session bus of their own. */

#define NAME "org.mpris.MediaPlayer2." ENCORE_APPLICATION_ID
#define PATH "/org/mpris/MediaPlayer2"
#define ROOT "org.mpris.MediaPlayer2"
#define PLAYER "org.mpris.MediaPlayer2.Player"
#define PATIENCE_MS 60000

static const char vtt[] = "WEBVTT\n\n"
                          "00:00:00.500 --> 00:00:02.000\n<v Agent>Good morning, what can I do?\n\n"
                          "00:00:12.500 --> 00:00:16.000\n<v Customer>I was charged twice.\n\n"
                          "00:00:22.500 --> 00:00:26.000\n<v Agent>I can refund one of them.\n";

/* The desktop's session manager, which counts who wants no suspend. It answers on a thread of its own, as GTK
 * asks it and waits. */

typedef struct
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GDBusConnection *connection;
  int ready;     /* atomic */
  int inhibited; /* atomic: how many */
  int flags;     /* atomic: what the last one wanted */
} Manager;

static const char manager_xml[]
    = "<node><interface name='org.gnome.SessionManager'>"
      "<method name='RegisterClient'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='o' direction='out'/></method>"
      "<method name='UnregisterClient'><arg type='o' direction='in'/></method>"
      "<method name='Inhibit'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='u' direction='out'/></method>"
      "<method name='Uninhibit'><arg type='u' direction='in'/></method>"
      "</interface></node>";

static void
on_manager_method (GDBusConnection       *connection,
                   const char            *sender,
                   const char            *path,
                   const char            *interface,
                   const char            *method,
                   GVariant              *arguments,
                   GDBusMethodInvocation *invocation,
                   gpointer               user_data)
{
  Manager *manager = user_data;
  guint flags;

  if (g_str_equal (method, "Inhibit"))
    {
      g_variant_get_child (arguments, 3, "u", &flags);
      g_atomic_int_set (&manager->flags, (int) flags);
      g_atomic_int_inc (&manager->inhibited);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 77));
      return;
    }

  if (g_str_equal (method, "Uninhibit"))
    g_atomic_int_add (&manager->inhibited, -1);
  g_dbus_method_invocation_return_value (invocation, g_str_equal (method, "RegisterClient")
                                                         ? g_variant_new ("(o)", "/org/gnome/Client1")
                                                         : NULL);
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection
      = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                    | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static gpointer
run_manager (gpointer user_data)
{
  static const GDBusInterfaceVTable vtable = { on_manager_method, NULL, NULL, { NULL } };
  Manager *manager = user_data;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (manager_xml, NULL);

  g_main_context_push_thread_default (manager->context);
  manager->connection = connect_to_bus ();
  g_assert_cmpuint (g_dbus_connection_register_object (manager->connection, "/org/gnome/SessionManager",
                                                       node->interfaces[0], &vtable, manager, NULL, NULL),
                    !=, 0);
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (manager->connection, "org.freedesktop.DBus",
                                                            "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                                            "RequestName",
                                                            g_variant_new ("(su)", "org.gnome.SessionManager", 0), NULL,
                                                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (reply);
  g_atomic_int_set (&manager->ready, 1);
  g_main_loop_run (manager->loop);
  g_clear_object (&manager->connection);
  g_main_context_pop_thread_default (manager->context);
  return NULL;
}

static void
start_manager (Manager *manager)
{
  manager->context = g_main_context_new ();
  manager->loop = g_main_loop_new (manager->context, FALSE);
  manager->thread = g_thread_new ("session manager", run_manager, manager);
  while (!g_atomic_int_get (&manager->ready))
    g_thread_yield ();
}

static void
stop_manager (Manager *manager)
{
  g_main_loop_quit (manager->loop);
  g_thread_join (manager->thread);
  g_main_loop_unref (manager->loop);
  g_main_context_unref (manager->context);
}

static Manager manager;
static EncoreApplication *application;
static gboolean have_display;

typedef struct
{
  EncoreTestDir *dir;
  EncoreWindow *window;
  GDBusConnection *bus;
  guint subscription;
  GHashTable *told; /* property -> GVariant, by PropertiesChanged */
  gint64 seeked_us; /* by Seeked, or -1 */
  gint64 call_id;
} Fixture;

/* The other end */

static void
on_signal (GDBusConnection *connection,
           const char      *sender,
           const char      *path,
           const char      *interface,
           const char      *name,
           GVariant        *arguments,
           gpointer         user_data)
{
  Fixture *fixture = user_data;
  const char *changed_interface, *key;
  g_autoptr (GVariantIter) changed = NULL;
  GVariant *value;

  if (g_str_equal (name, "Seeked"))
    {
      g_variant_get (arguments, "(x)", &fixture->seeked_us);
      return;
    }

  g_variant_get (arguments, "(&sa{sv}as)", &changed_interface, &changed, NULL);
  while (g_variant_iter_next (changed, "{&sv}", &key, &value))
    g_hash_table_insert (fixture->told, g_strdup (key), value);
}

static void
on_reply (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GVariant *
call (Fixture    *fixture,
      const char *name,
      const char *interface,
      const char *method,
      GVariant   *arguments,
      GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_dbus_connection_call (fixture->bus, name, PATH, interface, method, arguments, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          PATIENCE_MS, NULL, on_reply, &result);
  encore_test_wait_until (result != NULL);
  return g_dbus_connection_call_finish (fixture->bus, result, error);
}

static void
ask (Fixture    *fixture,
     const char *method,
     GVariant   *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = call (fixture, NAME, PLAYER, method, arguments, &error);

  g_assert_no_error (error);
}

static GVariant *
get (Fixture    *fixture,
     const char *interface,
     const char *property)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = call (fixture, NAME, "org.freedesktop.DBus.Properties", "Get",
                                     g_variant_new ("(ss)", interface, property), &error);
  GVariant *value = NULL;

  g_assert_no_error (error);
  g_variant_get (reply, "(v)", &value);
  return value;
}

static void
set (Fixture    *fixture,
     const char *property,
     GVariant   *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = call (fixture, NAME, "org.freedesktop.DBus.Properties", "Set",
                                     g_variant_new ("(ssv)", PLAYER, property, value), &error);

  g_assert_no_error (error);
}

static gboolean
has_name (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean owned;

  g_dbus_connection_call (fixture->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "NameHasOwner", g_variant_new ("(s)", NAME), NULL, G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL,
                          on_reply, &result);
  encore_test_wait_until (result != NULL);

  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (fixture->bus, result, NULL);

  g_variant_get (reply, "(b)", &owned);
  return owned;
}

static gboolean
is_told (Fixture    *fixture,
         const char *property,
         const char *expected)
{
  GVariant *value = g_hash_table_lookup (fixture->told, property);

  return value != NULL && g_strcmp0 (g_variant_get_string (value, NULL), expected) == 0;
}

/* A library with one call, opened in a window */

static void
name_agent (EncoreLibrary *library,
            EncoreCall    *call)
{
  g_autoptr (EncorePerson) person = encore_person_new ();
  g_autoptr (EncoreCall) changed = encore_call_copy (call);
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEdit) add = NULL;
  g_autoptr (EncoreEdit) edit = NULL;

  person->name = g_strdup ("Dana R.");
  person->roles = ENCORE_ROLE_AGENT;
  add = encore_edit_new_change ("Add", NULL, person);
  g_assert_true (encore_library_commit (library, add, &error));
  changed->agent_id = person->id;
  g_free (changed->title);
  changed->title = g_strdup ("Double charge, worried");
  g_free (changed->customer_ref);
  changed->customer_ref = g_strdup ("C-4711");
  edit = encore_edit_new_change ("Name", call, changed);
  g_assert_true (encore_library_commit (library, edit, &error));
  g_assert_no_error (error);
}

static gint64
fill_library (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open (fixture->dir, &error);
  g_autofree char *wav = g_build_filename (fixture->dir, "call.wav", NULL);
  g_autofree char *text = g_build_filename (fixture->dir, "call.vtt", NULL);
  const char *paths[] = { wav, text, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("import");

  g_assert_no_error (error);
  encore_test_write_tone (wav, 2, 30000, 300, 500);
  g_assert_true (g_file_set_contents (text, vtt, -1, NULL));
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_assert_true (encore_import_run (library, plan, job, &error));

  EncoreCallFilter filter = { 0 };
  g_autoptr (GPtrArray) calls = encore_library_list_calls (library, &filter, &error);
  g_assert_no_error (error);
  EncoreCall *call = g_ptr_array_index (calls, 0);

  name_agent (library, call);
  encore_library_close (library);
  return call->id;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  if (!have_display)
    return;

  fixture->dir = encore_test_dir_new ();
  fixture->call_id = fill_library (fixture);
  fixture->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  fixture->seeked_us = -1;
  fixture->bus = connect_to_bus ();
  fixture->subscription = g_dbus_connection_signal_subscribe (fixture->bus, NAME, NULL, NULL, PATH, NULL,
                                                              G_DBUS_SIGNAL_FLAGS_NONE, on_signal, fixture, NULL);
  fixture->window = encore_window_new (ADW_APPLICATION (application));
  encore_window_open_library (fixture->window, fixture->dir, FALSE);
  gtk_window_present (GTK_WINDOW (fixture->window));
  encore_test_wait_until (!encore_window_is_opening (fixture->window));
}

static gboolean
is_ready (Fixture *fixture)
{
  EncoreNow *now = encore_window_get_now (fixture->window);

  return encore_now_has_call (now) && encore_now_get_length_ms (now) >= 30000 && has_name (fixture);
}

static void
open_call (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-call", "x", fixture->call_id);
  encore_test_wait_until (is_ready (fixture));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (!have_display)
    return;

  if (fixture->window != NULL)
    gtk_window_close (GTK_WINDOW (fixture->window));
  encore_test_wait_until (!has_name (fixture));
  g_dbus_connection_signal_unsubscribe (fixture->bus, fixture->subscription);
  g_clear_object (&fixture->bus);
  g_hash_table_unref (fixture->told);
  encore_test_dir_free (fixture->dir);
}

#define NEEDS_DISPLAY                                                                                                  \
  if (!have_display)                                                                                                   \
    {                                                                                                                  \
      g_test_skip ("there is no display");                                                                             \
      return;                                                                                                          \
    }

/* There is a player on the bus exactly while a call is open. */
static void
test_presence (Fixture      *fixture,
               gconstpointer data)
{
  NEEDS_DISPLAY;

  g_assert_false (has_name (fixture));
  open_call (fixture);
  g_autoptr (GVariant) identity = get (fixture, ROOT, "Identity");
  g_autoptr (GVariant) entry = get (fixture, ROOT, "DesktopEntry");
  g_assert_cmpstr (g_variant_get_string (identity, NULL), ==, "Encore");
  g_assert_cmpstr (g_variant_get_string (entry, NULL), ==, ENCORE_APPLICATION_ID);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  encore_test_wait_until (!has_name (fixture));
  open_call (fixture);
}

/* What everybody may see of a call: nothing of the customer. */
static void
test_metadata (Fixture      *fixture,
               gconstpointer data)
{
  NEEDS_DISPLAY;

  open_call (fixture);
  g_autoptr (GVariant) metadata = get (fixture, PLAYER, "Metadata");
  g_autofree char *text = g_variant_print (metadata, FALSE);
  const char *title = NULL;
  g_autofree const char **artists = NULL;
  gint64 length = 0;

  g_assert_true (g_variant_lookup (metadata, "xesam:title", "&s", &title));
  g_assert_true (g_variant_lookup (metadata, "xesam:artist", "^a&s", &artists));
  g_assert_true (g_variant_lookup (metadata, "mpris:length", "x", &length));
  g_assert_cmpstr (title, ==, "Double charge, worried");
  g_assert_cmpstr (artists[0], ==, "Dana R.");
  g_assert_cmpint (length, ==, 30000000);
  g_assert_null (strstr (text, "4711"));
  g_assert_cmpuint (g_variant_n_children (metadata), ==, 4);
}

static void
test_playing (Fixture      *fixture,
              gconstpointer data)
{
  NEEDS_DISPLAY;

  open_call (fixture);
  EncoreNow *now = encore_window_get_now (fixture->window);

  g_assert_cmpint (g_atomic_int_get (&manager.inhibited), ==, 0);
  ask (fixture, "PlayPause", NULL);
  g_assert_true (encore_now_get_playing (now));
  encore_test_wait_until (is_told (fixture, "PlaybackStatus", "Playing"));
  ask (fixture, "Play", NULL);
  g_assert_true (encore_now_get_playing (now));

  /* Suspend only: an idle screen may be locked. */
  encore_test_wait_until (g_atomic_int_get (&manager.inhibited) == 1);
  g_assert_cmpint (g_atomic_int_get (&manager.flags), ==, GTK_APPLICATION_INHIBIT_SUSPEND);

  ask (fixture, "Pause", NULL);
  g_assert_false (encore_now_get_playing (now));
  encore_test_wait_until (is_told (fixture, "PlaybackStatus", "Paused"));
  encore_test_wait_until (g_atomic_int_get (&manager.inhibited) == 0);

  ask (fixture, "PlayPause", NULL);
  encore_test_wait_until (g_atomic_int_get (&manager.inhibited) == 1);
  ask (fixture, "Stop", NULL);
  g_assert_false (encore_now_get_playing (now));
  encore_test_wait_until (g_atomic_int_get (&manager.inhibited) == 0);

  /* A window that is closed while it plays lets the computer sleep again. */
  ask (fixture, "Play", NULL);
  encore_test_wait_until (g_atomic_int_get (&manager.inhibited) == 1);
  gtk_window_close (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  encore_test_wait_until (g_atomic_int_get (&manager.inhibited) == 0);
}

static void
assert_position (Fixture *fixture,
                 gint64   expected_us)
{
  g_autoptr (GVariant) position = get (fixture, PLAYER, "Position");

  g_assert_cmpint (g_variant_get_int64 (position), ==, expected_us);
}

static void
test_position (Fixture      *fixture,
               gconstpointer data)
{
  NEEDS_DISPLAY;

  open_call (fixture);
  g_autofree char *track = g_strdup_printf ("/org/encorecoach/Encore/call/%" G_GINT64_FORMAT, fixture->call_id);

  ask (fixture, "SetPosition", g_variant_new ("(ox)", track, (gint64) 5000000));
  encore_test_wait_until (fixture->seeked_us == 5000000);
  assert_position (fixture, 5000000);
  ask (fixture, "Seek", g_variant_new ("(x)", (gint64) 2500000));
  encore_test_wait_until (fixture->seeked_us == 7500000);
  assert_position (fixture, 7500000);
  ask (fixture, "Seek", g_variant_new ("(x)", (gint64) -60000000));
  assert_position (fixture, 0);

  /* Of another call, and beyond the end: not meant for this one. */
  ask (fixture, "SetPosition", g_variant_new ("(ox)", "/org/encorecoach/Encore/call/999", (gint64) 5000000));
  ask (fixture, "SetPosition", g_variant_new ("(ox)", track, (gint64) 31000000));
  assert_position (fixture, 0);
}

/* Segments start at 0.5, 12.5 and 22.5 s. */
static void
test_steps (Fixture      *fixture,
            gconstpointer data)
{
  NEEDS_DISPLAY;

  open_call (fixture);
  ask (fixture, "Next", NULL);
  assert_position (fixture, 500000);
  ask (fixture, "Next", NULL);
  assert_position (fixture, 12500000);
  ask (fixture, "Previous", NULL);
  assert_position (fixture, 500000);
}

static void
test_rate (Fixture      *fixture,
           gconstpointer data)
{
  NEEDS_DISPLAY;

  open_call (fixture);
  EncorePlayer *player = encore_now_get_player (encore_window_get_now (fixture->window));

  set (fixture, "Rate", g_variant_new_double (1.5));
  g_assert_cmpfloat (encore_player_get_rate (player), ==, 1.5);
  encore_test_wait_until (g_hash_table_contains (fixture->told, "Rate"));
  set (fixture, "Volume", g_variant_new_double (0.25));
  g_assert_cmpfloat (encore_player_get_volume (player), ==, 0.25);
  ask (fixture, "Play", NULL);
  set (fixture, "Rate", g_variant_new_double (0));
  g_assert_false (encore_player_get_playing (player));
  g_assert_cmpfloat (encore_player_get_rate (player), ==, 1.5);
  set (fixture, "Rate", g_variant_new_double (1));
  set (fixture, "Volume", g_variant_new_double (1));
}

static gint64
add_moment (Fixture   *fixture,
            EncoreSpan span)
{
  g_autoptr (EncoreMoment) moment = encore_moment_new ();
  g_autoptr (EncoreEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  moment->call_id = fixture->call_id;
  moment->span = span;
  moment->type_id = g_strdup ("above-and-beyond");
  moment->outcome = ENCORE_OUTCOME_MISSED;
  moment->note = g_strdup ("Offer the second refund");
  edit = encore_edit_new_change ("Add", NULL, moment);
  g_assert_true (encore_library_commit (encore_window_get_library (fixture->window), edit, &error));
  g_assert_no_error (error);
  return moment->id;
}

static gint64
told_length (Fixture *fixture)
{
  GVariant *metadata = g_hash_table_lookup (fixture->told, "Metadata");
  gint64 length = 0;

  if (metadata != NULL)
    g_variant_lookup (metadata, "mpris:length", "x", &length);
  return length;
}

/* The mini player: on screen, on the bus, and in the way of nobody else who plays. */
static void
test_playlist (Fixture      *fixture,
               gconstpointer data)
{
  NEEDS_DISPLAY;

  GtkWidget *window = GTK_WIDGET (fixture->window);
  EncoreNow *now = encore_window_get_now (fixture->window);
  gint64 ids[] = { add_moment (fixture, (EncoreSpan) { 1000, 21000 }),
                   add_moment (fixture, (EncoreSpan) { 22000, 27000 }) };
  g_autoptr (GVariant) parameter = g_variant_ref_sink (
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids, 2, sizeof (gint64)));

  g_assert_null (ui_find_by_name (window, "playlist-bar"));
  gtk_widget_activate_action_variant (window, "win.play-moments", parameter);
  encore_test_wait_until (ui_find_label (window, "Double charge, worried · Dana R.") != NULL);
  encore_test_wait_until (ui_find_label (window, "Missed · Offer the second refund") != NULL);
  encore_test_wait_until (ui_find_label (window, "1 of 2") != NULL);
  encore_test_wait_until (told_length (fixture) == 20000000 && is_told (fixture, "PlaybackStatus", "Playing"));
  encore_test_wait_until (g_atomic_int_get (&manager.inhibited) == 1);

  ask (fixture, "Next", NULL);
  encore_test_wait_until (told_length (fixture) == 5000000);
  encore_test_wait_until (ui_find_label (window, "2 of 2") != NULL);
  gtk_widget_activate_action (window, "win.playlist-previous", NULL);
  encore_test_wait_until (told_length (fixture) == 20000000);

  /* The call itself: the moments wait, and are silent when it plays. */
  gtk_widget_activate_action (window, "win.playlist-open", NULL);
  encore_test_wait_until (g_atomic_int_get (&manager.inhibited) == 0);
  gtk_widget_activate_action (window, "win.playlist-play", NULL);
  g_assert_true (encore_now_get_playing (now));
  GtkWidget *page = ui_find_by_type (window, g_type_from_name ("EncoreReviewPage"));
  encore_test_wait_until (gtk_widget_get_mapped (page));
  EncoreReview *review = encore_review_page_get_review (ENCORE_REVIEW_PAGE (page));
  encore_test_wait_until (encore_review_get_position_ms (review) == 1000);
  encore_review_toggle_play (review);
  g_assert_true (encore_review_get_playing (review));
  encore_test_wait_until (told_length (fixture) == 30000000);
  gtk_widget_activate_action (window, "win.playlist-play", NULL);
  g_assert_false (encore_review_get_playing (review));
  encore_test_wait_until (told_length (fixture) == 20000000);

  gtk_widget_activate_action (window, "win.playlist-close", NULL);
  encore_test_wait_until (ui_find_by_name (window, "playlist-bar") == NULL);
  encore_test_wait_until (g_atomic_int_get (&manager.inhibited) == 0);
}

/* Nothing of it can be heard: that is said, and the bar goes. */
static void
test_playlist_missing (Fixture      *fixture,
                       gconstpointer data)
{
  NEEDS_DISPLAY;

  GtkWidget *window = GTK_WIDGET (fixture->window);
  gint64 id = add_moment (fixture, (EncoreSpan) { 1000, 2000 });
  g_autofree char *wav = g_build_filename (fixture->dir, "call.wav", NULL);

  g_assert_cmpint (g_remove (wav), ==, 0);
  g_autoptr (GVariant) parameter = g_variant_ref_sink (
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &id, 1, sizeof (gint64)));
  gtk_widget_activate_action_variant (window, "win.play-moments", parameter);
  encore_test_wait_until (ui_find_label (window, "left out: The recording “call.wav” is not there any more") != NULL);
  encore_test_wait_until (ui_find_by_name (window, "playlist-bar") == NULL);
}

static void
test_open_uri (Fixture      *fixture,
               gconstpointer data)
{
  NEEDS_DISPLAY;

  g_autoptr (GError) error = NULL;

  open_call (fixture);
  g_autoptr (GVariant) reply = call (fixture, NAME, PLAYER, "OpenUri", g_variant_new ("(s)", "file:///x.wav"), &error);
  g_assert_null (reply);
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_NOT_SUPPORTED);
}

int
main (int   argc,
      char *argv[])
{
  static GTestDBus *bus; /* the application keeps its connection to it, so it stays */
  g_autoptr (GError) error = NULL;
  int status;

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_setenv ("ENCORE_AUDIO_SINK", "fakesink sync=true", TRUE);
  g_test_init (&argc, &argv, NULL);
  /* It takes the display away, lest a bus be started there. */
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  g_test_dbus_up (bus);
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
  start_manager (&manager);
  have_display = gtk_init_check ();
  if (have_display)
    {
      application = encore_application_new ();
      g_application_hold (G_APPLICATION (application));
      g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
    }

  g_test_add ("/shell/mpris/presence", Fixture, NULL, set_up, test_presence, tear_down);
  g_test_add ("/shell/mpris/metadata", Fixture, NULL, set_up, test_metadata, tear_down);
  g_test_add ("/shell/mpris/playing", Fixture, NULL, set_up, test_playing, tear_down);
  g_test_add ("/shell/mpris/position", Fixture, NULL, set_up, test_position, tear_down);
  g_test_add ("/shell/mpris/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/shell/mpris/rate", Fixture, NULL, set_up, test_rate, tear_down);
  g_test_add ("/shell/mpris/playlist", Fixture, NULL, set_up, test_playlist, tear_down);
  g_test_add ("/shell/mpris/playlist-missing", Fixture, NULL, set_up, test_playlist_missing, tear_down);
  g_test_add ("/shell/mpris/open-uri", Fixture, NULL, set_up, test_open_uri, tear_down);
  status = ui_run_tests ();

  stop_manager (&manager);
  encore_player_settle ();
  g_test_dbus_stop (bus);
  return status;
}
