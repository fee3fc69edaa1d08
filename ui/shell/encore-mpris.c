/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-mpris.h"

#include <unistd.h>

#define BUS_NAME "org.mpris.MediaPlayer2." ENCORE_APPLICATION_ID
#define PATH "/org/mpris/MediaPlayer2"
#define ROOT "org.mpris.MediaPlayer2"
#define PLAYER "org.mpris.MediaPlayer2.Player"
#define TRACK_PATH "/org/encorecoach/Encore/"

/**
 * EncoreMpris:
 *
 * Media keys and the lock screen, by MPRIS 2. It has a name on the bus only while a call is open. What it
 * tells may be seen by everybody who sees the screen: the call's title and the agent's name, nothing of
 * the customer.
 */
struct _EncoreMpris
{
  GObject parent_instance;

  EncoreNow *now; /* NULL: none */
  GDBusConnection *connection;
  GCancellable *cancellable;
  guint registered[2];
  guint name_id;
  guint idle_id;
  GHashTable *told; /* property -> GVariant as last told */
};

G_DEFINE_FINAL_TYPE (EncoreMpris, encore_mpris, G_TYPE_OBJECT)

enum
{
  RAISE,
  QUIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char xml[]
    = "<node>"
      " <interface name='" ROOT "'>"
      "  <method name='Raise'/><method name='Quit'/>"
      "  <property name='CanQuit' type='b' access='read'/>"
      "  <property name='CanRaise' type='b' access='read'/>"
      "  <property name='HasTrackList' type='b' access='read'/>"
      "  <property name='Identity' type='s' access='read'/>"
      "  <property name='DesktopEntry' type='s' access='read'/>"
      "  <property name='SupportedUriSchemes' type='as' access='read'/>"
      "  <property name='SupportedMimeTypes' type='as' access='read'/>"
      " </interface>"
      " <interface name='" PLAYER "'>"
      "  <method name='Next'/><method name='Previous'/><method name='Pause'/><method name='PlayPause'/>"
      "  <method name='Stop'/><method name='Play'/>"
      "  <method name='Seek'><arg type='x' name='Offset' direction='in'/></method>"
      "  <method name='SetPosition'><arg type='o' name='TrackId' direction='in'/>"
      "   <arg type='x' name='Position' direction='in'/></method>"
      "  <method name='OpenUri'><arg type='s' name='Uri' direction='in'/></method>"
      "  <signal name='Seeked'><arg type='x' name='Position'/></signal>"
      "  <property name='PlaybackStatus' type='s' access='read'/>"
      "  <property name='Rate' type='d' access='readwrite'/>"
      "  <property name='Metadata' type='a{sv}' access='read'/>"
      "  <property name='Volume' type='d' access='readwrite'/>"
      "  <property name='Position' type='x' access='read'>"
      "   <annotation name='org.freedesktop.DBus.Property.EmitsChangedSignal' value='false'/></property>"
      "  <property name='MinimumRate' type='d' access='read'/>"
      "  <property name='MaximumRate' type='d' access='read'/>"
      "  <property name='CanGoNext' type='b' access='read'/>"
      "  <property name='CanGoPrevious' type='b' access='read'/>"
      "  <property name='CanPlay' type='b' access='read'/>"
      "  <property name='CanPause' type='b' access='read'/>"
      "  <property name='CanSeek' type='b' access='read'/>"
      "  <property name='CanControl' type='b' access='read'>"
      "   <annotation name='org.freedesktop.DBus.Property.EmitsChangedSignal' value='false'/></property>"
      " </interface>"
      "</node>";

/* What is told about the call */

static char *
track_id (EncoreMpris *self)
{
  g_autofree char *track = encore_now_dup_track (self->now);

  return g_strconcat (TRACK_PATH, track, NULL);
}

static GVariant *
make_metadata (EncoreMpris *self)
{
  GVariantDict dict;
  g_autofree char *id = track_id (self);
  const char *agents[] = { encore_now_get_agent (self->now), NULL };
  const char *title = encore_now_get_title (self->now);
  gint64 length_ms = encore_now_get_length_ms (self->now);

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "mpris:trackid", "o", id);
  if (length_ms > 0)
    g_variant_dict_insert (&dict, "mpris:length", "x", length_ms * 1000);
  if (title != NULL)
    g_variant_dict_insert (&dict, "xesam:title", "s", title);
  if (agents[0] != NULL)
    g_variant_dict_insert (&dict, "xesam:artist", "^as", agents);

  return g_variant_dict_end (&dict);
}

static double
get_rate (EncoreMpris *self)
{
  EncorePlayer *player = encore_now_get_player (self->now);

  return player != NULL ? encore_player_get_rate (player) : 1.0;
}

static double
get_volume (EncoreMpris *self)
{
  EncorePlayer *player = encore_now_get_player (self->now);

  return player != NULL ? encore_player_get_volume (player) : 1.0;
}

static GVariant *
get_player_property (EncoreMpris *self,
                     const char  *name)
{
  if (g_str_equal (name, "PlaybackStatus"))
    return g_variant_new_string (encore_now_get_playing (self->now) ? "Playing" : "Paused");
  if (g_str_equal (name, "Rate"))
    return g_variant_new_double (get_rate (self));
  if (g_str_equal (name, "Metadata"))
    return make_metadata (self);
  if (g_str_equal (name, "Volume"))
    return g_variant_new_double (get_volume (self));
  if (g_str_equal (name, "Position"))
    return g_variant_new_int64 (encore_now_get_position_ms (self->now) * 1000);
  if (g_str_equal (name, "MinimumRate"))
    return g_variant_new_double (ENCORE_PLAYER_MIN_RATE);
  if (g_str_equal (name, "MaximumRate"))
    return g_variant_new_double (ENCORE_PLAYER_MAX_RATE);

  return g_variant_new_boolean (TRUE); /* Can... */
}

static GVariant *
get_root_property (const char *name)
{
  static const char *const none[] = { NULL };

  if (g_str_equal (name, "HasTrackList"))
    return g_variant_new_boolean (FALSE);
  if (g_str_equal (name, "Identity"))
    return g_variant_new_string ("Encore");
  if (g_str_equal (name, "DesktopEntry"))
    return g_variant_new_string (ENCORE_APPLICATION_ID);
  if (g_str_has_prefix (name, "Supported"))
    return g_variant_new_strv (none, -1);

  return g_variant_new_boolean (TRUE); /* CanQuit, CanRaise */
}

static GVariant *
on_get_property (GDBusConnection *connection,
                 const char      *sender,
                 const char      *path,
                 const char      *interface,
                 const char      *name,
                 GError         **error,
                 gpointer         user_data)
{
  EncoreMpris *self = user_data;

  return g_str_equal (interface, ROOT) ? get_root_property (name) : get_player_property (self, name);
}

static gboolean
on_set_property (GDBusConnection *connection,
                 const char      *sender,
                 const char      *path,
                 const char      *interface,
                 const char      *name,
                 GVariant        *value,
                 GError         **error,
                 gpointer         user_data)
{
  EncoreMpris *self = user_data;
  EncorePlayer *player = encore_now_get_player (self->now);

  if (player == NULL)
    return TRUE;

  /* A rate of 0 means a pause. */
  if (g_str_equal (name, "Rate") && g_variant_get_double (value) == 0)
    encore_now_set_playing (self->now, FALSE);
  else if (g_str_equal (name, "Rate"))
    encore_player_set_rate (player, g_variant_get_double (value));
  else if (g_str_equal (name, "Volume"))
    encore_player_set_volume (player, g_variant_get_double (value));

  return TRUE;
}

/* What is asked for */

static void
seek_by (EncoreMpris *self,
         gint64       offset_ms)
{
  gint64 length_ms = encore_now_get_length_ms (self->now);
  gint64 position_ms = encore_now_get_position_ms (self->now) + offset_ms;

  if (length_ms > 0 && position_ms > length_ms)
    encore_now_step (self->now, 1);
  else
    encore_now_seek (self->now, MAX (position_ms, 0));
}

/* Positions of another call, and ones that do not exist, are to be ignored. */
static void
set_position (EncoreMpris *self,
              const char  *id,
              gint64       position_ms)
{
  g_autofree char *current = track_id (self);

  if (g_str_equal (id, current) && position_ms >= 0 && position_ms <= encore_now_get_length_ms (self->now))
    encore_now_seek (self->now, position_ms);
}

/* A stop is a pause: the place in a call is not given up for a key on a headset. */
static void
on_player_method (EncoreMpris *self,
                  const char  *name,
                  GVariant    *arguments)
{
  const char *id;
  gint64 time_us;

  if (g_str_equal (name, "Play"))
    encore_now_set_playing (self->now, TRUE);
  else if (g_str_equal (name, "Pause") || g_str_equal (name, "Stop"))
    encore_now_set_playing (self->now, FALSE);
  else if (g_str_equal (name, "PlayPause"))
    encore_now_set_playing (self->now, !encore_now_get_playing (self->now));
  else if (g_str_equal (name, "Next"))
    encore_now_step (self->now, 1);
  else if (g_str_equal (name, "Previous"))
    encore_now_step (self->now, -1);
  else if (g_str_equal (name, "Seek"))
    {
      g_variant_get (arguments, "(x)", &time_us);
      seek_by (self, time_us / 1000);
    }
  else if (g_str_equal (name, "SetPosition"))
    {
      g_variant_get (arguments, "(&ox)", &id, &time_us);
      set_position (self, id, time_us / 1000);
    }
}

static void
on_method (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *name,
           GVariant              *arguments,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  g_autoptr (EncoreMpris) self = g_object_ref (user_data);

  if (g_str_equal (name, "OpenUri"))
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_NOT_SUPPORTED,
                                                     "Calls are opened from the library");
      return;
    }

  g_dbus_method_invocation_return_value (invocation, NULL);
  if (g_str_equal (name, "Raise"))
    g_signal_emit (self, signals[RAISE], 0);
  else if (g_str_equal (name, "Quit"))
    g_signal_emit (self, signals[QUIT], 0);
  else if (self->now != NULL)
    on_player_method (self, name, arguments);
}

/* What has changed */

static void
add_if_changed (EncoreMpris     *self,
                GVariantBuilder *changed,
                const char      *name)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (get_player_property (self, name));
  GVariant *before = g_hash_table_lookup (self->told, name);

  if (before != NULL && g_variant_equal (before, value))
    return;

  g_variant_builder_add (changed, "{sv}", name, value);
  g_hash_table_insert (self->told, (gpointer) name, g_steal_pointer (&value));
}

static gboolean
tell_changes (gpointer user_data)
{
  static const char *const names[] = { "PlaybackStatus", "Rate", "Metadata", "Volume" };
  EncoreMpris *self = user_data;
  GVariantBuilder changed;

  self->idle_id = 0;
  if (self->registered[1] == 0)
    return G_SOURCE_REMOVE;

  g_variant_builder_init (&changed, G_VARIANT_TYPE ("a{sv}"));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add_if_changed (self, &changed, names[i]);

  g_autoptr (GVariant) dict = g_variant_ref_sink (g_variant_builder_end (&changed));

  if (g_variant_n_children (dict) > 0)
    g_dbus_connection_emit_signal (self->connection, NULL, PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                   g_variant_new ("(s@a{sv}as)", PLAYER, dict, NULL), NULL);
  return G_SOURCE_REMOVE;
}

static void
on_seeked (EncoreMpris *self,
           gint64       position_ms)
{
  if (self->registered[1] != 0)
    g_dbus_connection_emit_signal (self->connection, NULL, PATH, PLAYER, "Seeked",
                                   g_variant_new ("(x)", position_ms * 1000), NULL);
}

/* On the bus while there is a call */

static void
withdraw (EncoreMpris *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->name_id != 0)
    g_bus_unown_name (self->name_id);
  self->name_id = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (self->registered); i++)
    {
      if (self->registered[i] != 0)
        g_dbus_connection_unregister_object (self->connection, self->registered[i]);
      self->registered[i] = 0;
    }
  g_hash_table_remove_all (self->told);
}

static void
register_objects (EncoreMpris *self)
{
  static const GDBusInterfaceVTable vtable = { on_method, on_get_property, on_set_property, { NULL } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (self->registered); i++)
    self->registered[i] = g_dbus_connection_register_object (self->connection, PATH, node->interfaces[i], &vtable, self,
                                                             NULL, NULL);
}

/* Another process of ours, with a library of its own, has the plain name. */
static void
on_name_lost (GDBusConnection *connection,
              const char      *name,
              gpointer         user_data)
{
  EncoreMpris *self = user_data;
  g_autofree char *own = g_strdup_printf (BUS_NAME ".instance%d", (int) getpid ());

  if (connection == NULL || self->name_id == 0 || g_str_equal (name, own))
    return;

  g_bus_unown_name (self->name_id);
  self->name_id = g_bus_own_name_on_connection (connection, own, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, on_name_lost, self,
                                                NULL);
}

static void
present (EncoreMpris *self)
{
  register_objects (self);
  self->name_id = g_bus_own_name_on_connection (self->connection, BUS_NAME, G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE, NULL,
                                                on_name_lost, self, NULL);
}

static void
on_changed (EncoreMpris *self)
{
  gboolean wanted = self->now != NULL && encore_now_has_call (self->now);

  if (self->connection == NULL)
    return;

  if (wanted && self->name_id == 0)
    present (self);
  else if (!wanted && self->name_id != 0)
    withdraw (self);

  if (wanted && self->idle_id == 0)
    self->idle_id = g_idle_add (tell_changes, self);
}

static void
on_bus (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (connection == NULL)
    {
      g_debug ("No media keys: %s", error->message);
      return;
    }

  EncoreMpris *self = user_data;

  self->connection = g_steal_pointer (&connection);
  on_changed (self);
}

static void
encore_mpris_dispose (GObject *object)
{
  EncoreMpris *self = ENCORE_MPRIS (object);

  g_cancellable_cancel (self->cancellable);
  encore_mpris_set_now (self, NULL);
  withdraw (self);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (encore_mpris_parent_class)->dispose (object);
}

static void
encore_mpris_finalize (GObject *object)
{
  EncoreMpris *self = ENCORE_MPRIS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->told, g_hash_table_unref);

  G_OBJECT_CLASS (encore_mpris_parent_class)->finalize (object);
}

static void
encore_mpris_class_init (EncoreMprisClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_mpris_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_mpris_finalize;

  signals[RAISE] = g_signal_new ("raise", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[QUIT] = g_signal_new ("quit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                0);
}

static void
encore_mpris_init (EncoreMpris *self)
{
  self->cancellable = g_cancellable_new ();
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_bus, self);
}

/**
 * encore_mpris_new:
 *
 * Asks for the session bus; where there is none, there are no media keys.
 *
 * Returns: (transfer full): with nothing to tell yet
 */
EncoreMpris *
encore_mpris_new (void)
{
  return g_object_new (ENCORE_TYPE_MPRIS, NULL);
}

/**
 * encore_mpris_set_now:
 * @self: the player as the desktop sees it
 * @now: (nullable): what plays in the window in front
 */
void
encore_mpris_set_now (EncoreMpris *self,
                      EncoreNow   *now)
{
  g_return_if_fail (ENCORE_IS_MPRIS (self));

  if (self->now == now)
    return;

  if (self->now != NULL)
    g_signal_handlers_disconnect_by_data (self->now, self);
  g_set_object (&self->now, now);
  if (now != NULL)
    {
      g_signal_connect_object (now, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (now, "seeked", G_CALLBACK (on_seeked), self, G_CONNECT_SWAPPED);
    }
  on_changed (self);
}
