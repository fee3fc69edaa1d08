/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "encore-shortcuts.h"
#include "encore-test.h"
#include "shell/encore-key-capture.h"
#include "shell/encore-preferences.h"
#include "shell/encore-shortcut-row.h"
#include "ui-support.h"

/* Changing keys on screen. */

static EncoreShortcuts *
shortcuts (void)
{
  return encore_shortcuts_get_default ();
}

static void
assert_keys (const char *name,
             const char *expected)
{
  const char *const *accels = encore_shortcuts_get_accels (shortcuts (), encore_shortcuts_find (name));
  g_autofree char *joined = g_strjoinv (" ", (char **) accels);

  g_assert_cmpstr (joined, ==, expected);
}

/* As a key event raises it. */
static void
press (GtkWidget      *window,
       guint           keyval,
       GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, keyval, state, &handled);
    }
}

static GtkWidget *
open_capture (const char *name)
{
  GtkWidget *capture = encore_key_capture_new (encore_shortcuts_find (name));

  gtk_window_present (GTK_WINDOW (capture));
  encore_test_wait_until (gtk_widget_get_mapped (capture));
  return capture;
}

static gboolean
is_open (GtkWidget *window)
{
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (toplevel == window)
        return TRUE;
    }

  return FALSE;
}

/* A free key is taken at once, a letter with Shift as such. */
static void
test_capture_free (void)
{
  GtkWidget *capture = open_capture ("play");

  press (capture, GDK_KEY_Shift_L, 0);
  g_assert_true (is_open (capture));
  press (capture, GDK_KEY_Q, GDK_SHIFT_MASK);
  encore_test_wait_until (!is_open (capture));
  assert_keys ("play", "space k <Shift>q");

  capture = open_capture ("start");
  press (capture, GDK_KEY_F20, 0);
  encore_test_wait_until (!is_open (capture));
  assert_keys ("start", "F20");
  encore_shortcuts_set_changes (shortcuts (), NULL);
}

static void
test_capture_conflict (void)
{
  GtkWidget *capture = open_capture ("play");

  press (capture, GDK_KEY_f, 0);
  g_assert_true (is_open (capture));
  g_assert_nonnull (ui_find_label (capture, "Used by “Follow the playback”"));
  assert_keys ("play", "space k");
  assert_keys ("follow", "f");

  /* Keys without which nobody gets around. */
  press (capture, GDK_KEY_F10, 0);
  g_assert_nonnull (ui_find_label (capture, "needed to get around"));
  press (capture, GDK_KEY_f, 0);
  gtk_widget_activate_default (capture);
  encore_test_wait_until (!is_open (capture));
  assert_keys ("play", "space k f");
  assert_keys ("follow", "");
  encore_shortcuts_set_changes (shortcuts (), NULL);
}

static void
test_capture_escape (void)
{
  GtkWidget *capture = open_capture ("play");

  press (capture, GDK_KEY_Escape, 0);
  encore_test_wait_until (!is_open (capture));
  assert_keys ("play", "space k");
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *name)
{
  if (ENCORE_IS_SHORTCUT_ROW (widget)
      && g_str_equal (encore_shortcut_row_get_shortcut (ENCORE_SHORTCUT_ROW (widget))->name, name))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *text)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  g_autofree char *tip = g_strdup (gtk_widget_get_tooltip_text (widget));

  if (GTK_IS_BUTTON (widget) && (g_strcmp0 (label, text) == 0 || g_strcmp0 (tip, text) == 0))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
click (GtkWidget  *parent,
       const char *text)
{
  GtkWidget *button = find_button (parent, text);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_rows (void)
{
  GtkWidget *preferences = encore_preferences_new ();
  GtkWidget *row;

  gtk_window_present (GTK_WINDOW (preferences));
  row = find_row (preferences, "play");
  g_assert_nonnull (row);
  g_assert_null (find_row (preferences, "menu"));
  g_assert_false (gtk_widget_get_visible (find_button (row, "Restore the usual keys")));

  click (row, "Remove K");
  assert_keys ("play", "space");
  g_assert_true (gtk_widget_get_visible (find_button (row, "Restore the usual keys")));
  click (row, "_Clear");
  assert_keys ("play", "");
  g_assert_nonnull (find_button (row, "_Set a Key…"));
  click (row, "Restore the usual keys");
  assert_keys ("play", "space k");

  encore_shortcuts_add_accel (shortcuts (), encore_shortcuts_find ("taken"), "F12");
  g_assert_true (gtk_widget_get_sensitive (find_button (preferences, "_Restore Defaults")));
  click (preferences, "_Restore Defaults");
  assert_keys ("taken", "t");
  g_assert_false (gtk_widget_get_sensitive (find_button (preferences, "_Restore Defaults")));
  encore_test_wait_until (find_button (preferences, "_Undo") != NULL);
  click (preferences, "_Undo");
  assert_keys ("taken", "t F12");
  encore_shortcuts_set_changes (shortcuts (), NULL);
  gtk_window_destroy (GTK_WINDOW (preferences));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }

  adw_init ();
  g_test_add_func ("/shell/preferences/capture-free", test_capture_free);
  g_test_add_func ("/shell/preferences/capture-conflict", test_capture_conflict);
  g_test_add_func ("/shell/preferences/capture-escape", test_capture_escape);
  g_test_add_func ("/shell/preferences/rows", test_rows);

  return ui_run_tests ();
}
