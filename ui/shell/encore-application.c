/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdlib.h>

#include "encore-mpris.h"
#include "encore-settings.h"
#include "encore-shortcut-keys.h"
#include "encore-window.h"

/**
 * EncoreApplication:
 *
 * The process: which library a window shows, one window per library, and what outlives a window.
 */
struct _EncoreApplication
{
  AdwApplication parent_instance;

  EncoreMpris *mpris;
};

G_DEFINE_FINAL_TYPE (EncoreApplication, encore_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demo library"), NULL },
  { "library", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open the library in a folder"), N_ ("DIR") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and exit"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[FILE…]") },
  { NULL },
};

/**
 * encore_application_demo_directory:
 *
 * Returns: (transfer full) (type filename): where the demo library is kept
 */
char *
encore_application_demo_directory (void)
{
  return g_build_filename (g_get_user_data_dir (), "encore", "demo", NULL);
}

/* In a build tree the program lies in BUILD/ui, and BUILD in the sources. */
static char *
find_tree_demo_data (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *relative = folder != NULL ? g_build_filename (folder, "..", "..", "data", "demo", NULL) : NULL;

  return relative != NULL ? g_canonicalize_filename (relative, NULL) : NULL;
}

/**
 * encore_application_find_demo_data:
 *
 * Looks on disk: job threads only.
 *
 * Returns: (transfer full) (type filename): the folder from which the demo library is filled
 */
char *
encore_application_find_demo_data (void)
{
  const char *chosen = g_getenv ("ENCORE_DEMO_DIR");
  const char *data = g_getenv ("ENCORE_DATA_DIR");

  if (chosen != NULL && *chosen != '\0')
    return g_strdup (chosen);
  if (data != NULL && *data != '\0')
    return g_build_filename (data, "demo", NULL);

  g_autofree char *tree = find_tree_demo_data ();

  if (tree != NULL && g_file_test (tree, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&tree);

  return g_build_filename (ENCORE_DATA_DIR, "demo", NULL);
}

static EncoreWindow *
find_window (EncoreApplication *self,
             const char        *directory)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (ENCORE_IS_WINDOW (l->data) && g_strcmp0 (encore_window_get_directory (l->data), directory) == 0)
      return l->data;

  return NULL;
}

static EncoreWindow *
show_library (EncoreApplication *self,
              const char        *directory,
              gboolean           demo)
{
  EncoreWindow *window = find_window (self, directory);

  if (window == NULL)
    {
      window = encore_window_new (ADW_APPLICATION (self));
      encore_window_open_library (window, directory, demo);
    }

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static EncoreWindow *
show_demo (EncoreApplication *self)
{
  g_autofree char *directory = encore_application_demo_directory ();

  return show_library (self, directory, TRUE);
}

static EncoreWindow *
show_own (EncoreApplication *self)
{
  g_autofree char *directory = encore_library_default_directory ();

  return show_library (self, directory, FALSE);
}

/* Recordings, transcripts and folders that were named on the command line, or opened from the file manager. */
static GListModel *
find_files (GApplicationCommandLine *command_line,
            GVariantDict            *given)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);
  g_auto (GStrv) names = NULL;

  g_variant_dict_lookup (given, G_OPTION_REMAINING, "^aay", &names);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, names[i]);

      g_list_store_append (files, file);
    }

  return G_LIST_MODEL (files);
}

static int
encore_application_command_line (GApplication            *application,
                                 GApplicationCommandLine *command_line)
{
  EncoreApplication *self = ENCORE_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (command_line);
  g_autoptr (GListModel) files = find_files (command_line, given);
  g_autofree char *library = NULL;
  EncoreWindow *window;

  if (g_variant_dict_lookup (given, "library", "^ay", &library))
    {
      g_autoptr (GFile) folder = g_application_command_line_create_file_for_arg (command_line, library);
      g_autofree char *directory = g_file_get_path (folder);

      window = show_library (self, directory != NULL ? directory : library, FALSE);
    }
  else if (g_variant_dict_contains (given, "demo"))
    window = show_demo (self);
  else
    window = show_own (self);

  encore_window_import (window, files);
  return EXIT_SUCCESS;
}

static int
encore_application_handle_local_options (GApplication *application,
                                         GVariantDict *given)
{
  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("encore %s\n", ENCORE_VERSION);
      return EXIT_SUCCESS;
    }

  /* A library of its own choice has a process of its own. */
  if (g_variant_dict_contains (given, "library"))
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
encore_application_activate (GApplication *application)
{
  show_own (ENCORE_APPLICATION (application));
}

static void
on_open_demo (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  show_demo (user_data);
}

static void
on_open_own (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  show_own (user_data);
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
}

static void
follow_shortcuts (GtkApplication *application)
{
  if (encore_settings_has ("shortcuts"))
    encore_shortcuts_set_settings (encore_shortcuts_get_default (), encore_settings_get ());
  encore_shortcut_keys_set_accels (application);
}

/* "style": system, light or dark. */
static gboolean
style_to_scheme (GValue   *value,
                 GVariant *variant,
                 gpointer  user_data)
{
  const char *style = g_variant_get_string (variant, NULL);

  g_value_set_enum (value, g_str_equal (style, "light")  ? ADW_COLOR_SCHEME_FORCE_LIGHT
                           : g_str_equal (style, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                         : ADW_COLOR_SCHEME_DEFAULT);
  return TRUE;
}

static void
follow_style (EncoreApplication *self)
{
  if (!encore_settings_has ("style"))
    return;

  g_autoptr (GAction) action = g_settings_create_action (encore_settings_get (), "style");

  g_action_map_add_action (G_ACTION_MAP (self), action);
  g_settings_bind_with_mapping (encore_settings_get (), "style", adw_style_manager_get_default (), "color-scheme",
                                G_SETTINGS_BIND_GET, style_to_scheme, NULL, NULL, NULL);
}

/* Media keys */

/* The window in front counts; when that is a dialog, or none of ours, the one that was in front before. */
static void
on_active_window (EncoreApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (ENCORE_IS_WINDOW (window))
    encore_mpris_set_now (self->mpris, encore_window_get_now (ENCORE_WINDOW (window)));
}

static void
on_raise (EncoreApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    gtk_window_present (window);
}

static void
on_mpris_quit (EncoreApplication *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self), "quit", NULL);
}

static void
follow_media_keys (EncoreApplication *self)
{
  self->mpris = encore_mpris_new ();
  g_signal_connect_object (self->mpris, "raise", G_CALLBACK (on_raise), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mpris, "quit", G_CALLBACK (on_mpris_quit), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::active-window", G_CALLBACK (on_active_window), NULL);
}

static void
encore_application_shutdown (GApplication *application)
{
  g_clear_object (&ENCORE_APPLICATION (application)->mpris);

  G_APPLICATION_CLASS (encore_application_parent_class)->shutdown (application);
}

/* The session ends, or somebody stopped the program politely: as if its windows were closed. */
static gboolean
on_terminate (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
encore_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "open-demo", on_open_demo },
    { "open-own", on_open_own },
    { "quit", on_quit },
  };

  G_APPLICATION_CLASS (encore_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  follow_style (ENCORE_APPLICATION (application));
  follow_shortcuts (GTK_APPLICATION (application));
  follow_media_keys (ENCORE_APPLICATION (application));
  g_unix_signal_add (SIGTERM, on_terminate, application);
  gtk_window_set_default_icon_name (ENCORE_APPLICATION_ID);
}

static void
encore_application_class_init (EncoreApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = encore_application_startup;
  application_class->shutdown = encore_application_shutdown;
  application_class->activate = encore_application_activate;
  application_class->command_line = encore_application_command_line;
  application_class->handle_local_options = encore_application_handle_local_options;
}

static void
encore_application_init (EncoreApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * encore_application_new:
 *
 * Returns: (transfer full): Encore, ready to run
 */
EncoreApplication *
encore_application_new (void)
{
  return g_object_new (ENCORE_TYPE_APPLICATION, "application-id", ENCORE_APPLICATION_ID, "resource-base-path",
                       "/org/encorecoach/Encore", "flags", G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
