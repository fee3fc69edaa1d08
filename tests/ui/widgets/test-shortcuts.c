/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "encore-shortcut-keys.h"
#include "encore-shortcuts.h"
#include "ui-support.h"

/* Which keys do what, and how a key event finds its action. */

static gboolean have_display;

#define NEEDS_DISPLAY                                                                                                  \
  if (!have_display)                                                                                                   \
    {                                                                                                                  \
      g_test_skip ("there is no display");                                                                             \
      return;                                                                                                          \
    }

static EncoreShortcuts *
shortcuts (void)
{
  return encore_shortcuts_get_default ();
}

static void
forget_changes (void)
{
  encore_shortcuts_set_changes (shortcuts (), NULL);
}

static void
assert_keys (const char *name,
             const char *expected)
{
  const EncoreShortcut *shortcut = encore_shortcuts_find (name);

  g_assert_nonnull (shortcut);
  g_autofree char *joined = g_strjoinv (" ", (char **) encore_shortcuts_get_accels (shortcuts (), shortcut));

  g_assert_cmpstr (joined, ==, expected);
}

/* The table */

static void
assert_parsed (const EncoreShortcut *shortcut)
{
  g_auto (GStrv) accels = g_strsplit (shortcut->accels, " ", -1);
  guint keyval;
  GdkModifierType modifiers;

  for (guint i = 0; accels[i] != NULL && *accels[0] != '\0'; i++)
    if (!gtk_accelerator_parse (accels[i], &keyval, &modifiers) || keyval == 0)
      g_error ("%s: no such key: %s", shortcut->name, accels[i]);
}

static void
assert_target (const EncoreShortcut *shortcut)
{
  g_autoptr (GError) error = NULL;

  if (shortcut->target == NULL)
    return;

  g_autoptr (GVariant) target = g_variant_parse (NULL, shortcut->target, NULL, NULL, &error);

  g_assert_no_error (error);
}

/* Names are unique, keys exist and belong to one action only. */
static void
test_table (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint length;
  const EncoreShortcut *table = encore_shortcuts_list (&length);

  forget_changes ();
  g_assert_cmpuint (length, >, 40);
  for (guint i = 0; i < length; i++)
    {
      const char *const *accels = encore_shortcuts_get_accels (shortcuts (), &table[i]);

      g_assert_true (g_hash_table_add (names, (gpointer) table[i].name));
      assert_parsed (&table[i]);
      assert_target (&table[i]);
      gboolean inside = table[i].action != NULL && g_str_has_prefix (table[i].action, "judge.");

      for (; table[i].action != NULL && *accels != NULL; accels++)
        if (!g_hash_table_add (keys, g_strconcat (*accels, inside ? " inside" : "", NULL)))
          g_error ("%s has two actions", *accels);
    }
}

static void
test_change (void)
{
  const EncoreShortcut *play = encore_shortcuts_find ("play");
  const EncoreShortcut *follow = encore_shortcuts_find ("follow");

  forget_changes ();
  assert_keys ("play", "space k");
  encore_shortcuts_add_accel (shortcuts (), play, "<Primary>P");
  encore_shortcuts_add_accel (shortcuts (), play, "<ctrl>p");
  assert_keys ("play", "space k <Control>p");
  g_assert_true (encore_shortcuts_is_changed (shortcuts (), play));

  encore_shortcuts_add_accel (shortcuts (), play, "f");
  assert_keys ("play", "space k <Control>p f");
  assert_keys ("follow", "");
  g_assert_true (encore_shortcuts_find_accel (shortcuts (), "F") == play);

  encore_shortcuts_restore (shortcuts (), follow);
  assert_keys ("follow", "f");
  assert_keys ("play", "space k <Control>p");
  g_assert_false (encore_shortcuts_is_changed (shortcuts (), follow));

  encore_shortcuts_remove_accel (shortcuts (), play, "<Control>p");
  g_assert_false (encore_shortcuts_is_changed (shortcuts (), play));
  encore_shortcuts_clear (shortcuts (), play);
  assert_keys ("play", "");
  g_assert_null (encore_shortcuts_find_accel (shortcuts (), "space"));
  forget_changes ();
  assert_keys ("play", "space k");
}

/* Only what differs is kept, and what comes from elsewhere is taken over. */
static void
test_settings (void)
{
  g_autoptr (GSettings) settings = g_settings_new (ENCORE_APPLICATION_ID);
  g_autoptr (GVariant) changes = NULL;

  forget_changes ();
  encore_shortcuts_set_settings (shortcuts (), settings);
  encore_shortcuts_add_accel (shortcuts (), encore_shortcuts_find ("taken"), "F11");
  changes = g_settings_get_value (settings, "shortcuts");
  g_autofree char *text = g_variant_print (changes, FALSE);
  g_assert_cmpstr (text, ==, "{'taken': ['t', 'F11']}");

  g_settings_set_value (settings, "shortcuts",
                        g_variant_new_parsed ("{'missed': ['<Primary>M', 'no such key'], 'unknown': ['x']}"));
  assert_keys ("missed", "<Control>m");
  assert_keys ("taken", "t");

  forget_changes ();
  g_autoptr (GVariant) empty = g_settings_get_value (settings, "shortcuts");
  g_assert_cmpuint (g_variant_n_children (empty), ==, 0);
  encore_shortcuts_set_settings (shortcuts (), NULL);
}

static void
test_undo_restore (void)
{
  g_autoptr (GVariant) before = NULL;

  forget_changes ();
  encore_shortcuts_add_accel (shortcuts (), encore_shortcuts_find ("taken"), "space");
  before = encore_shortcuts_get_changes (shortcuts ());
  encore_shortcuts_set_changes (shortcuts (), NULL);
  assert_keys ("taken", "t");
  g_assert_false (encore_shortcuts_any_changed (shortcuts ()));
  encore_shortcuts_set_changes (shortcuts (), before);
  assert_keys ("taken", "t space");
  assert_keys ("play", "k");
  forget_changes ();
}

/* Keys */

typedef struct
{
  GtkWidget *window;
  GtkWidget *entry;
  GtkWidget *button;
  GString *heard;
} Fixture;

static void
on_action (GSimpleAction *action,
           GVariant      *target,
           gpointer       user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *text = target != NULL ? g_variant_print (target, FALSE) : NULL;

  g_string_append_printf (fixture->heard, "%s%s%s;", g_action_get_name (G_ACTION (action)), text != NULL ? " " : "",
                          text != NULL ? text : "");
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  static const char *const groups[] = { "review", NULL };
  static const GActionEntry actions[] = {
    { "play", on_action },
    { "start", on_action },
    { "pause", on_action },
    { "skip", on_action, "x" },
    { "step-segment", on_action, "i" },
    { "panel-visible", on_action },
    { "mark-hotkey", on_action, "s" },
    { "toggle-loop", on_action },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  if (!have_display)
    return;

  forget_changes ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->heard = g_string_new (NULL);
  fixture->window = adw_window_new ();
  fixture->entry = gtk_entry_new ();
  fixture->button = gtk_button_new_with_label ("Button");
  gtk_box_append (GTK_BOX (box), fixture->entry);
  gtk_box_append (GTK_BOX (box), fixture->button);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), fixture);
  gtk_widget_insert_action_group (box, "review", G_ACTION_GROUP (group));
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  encore_shortcut_keys_attach (box, groups);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (!have_display)
    return;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_string_free (fixture->heard, TRUE);
  forget_changes ();
}

/* The controllers' own signals, as key events raise them. */
static gboolean
press (Fixture        *fixture,
       guint           keyval,
       GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->window);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, keyval, state, &handled);
    }

  return handled;
}

static void
release (Fixture *fixture,
         guint    keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-released", keyval, keyval, 0);
    }
}

static void
assert_heard (Fixture    *fixture,
              const char *expected)
{
  g_assert_cmpstr (fixture->heard->str, ==, expected);
  g_string_truncate (fixture->heard, 0);
}

static void
test_keys (Fixture      *fixture,
           gconstpointer data)
{
  NEEDS_DISPLAY;

  g_assert_true (press (fixture, GDK_KEY_space, 0));
  g_assert_true (press (fixture, GDK_KEY_k, 0));
  g_assert_true (press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK));
  g_assert_true (press (fixture, GDK_KEY_3, 0));
  assert_heard (fixture, "play;play;skip -10000;mark-hotkey '3';");
  g_assert_false (press (fixture, GDK_KEY_q, 0));
  g_assert_false (press (fixture, GDK_KEY_slash, 0));
  assert_heard (fixture, "");

  encore_shortcuts_add_accel (shortcuts (), encore_shortcuts_find ("play"), "q");
  encore_shortcuts_remove_accel (shortcuts (), encore_shortcuts_find ("play"), "k");
  g_assert_true (press (fixture, GDK_KEY_q, 0));
  g_assert_false (press (fixture, GDK_KEY_k, 0));
  assert_heard (fixture, "play;");
}

/* A held pedal repeats; only its coming up ends it. */
static void
test_pedal (Fixture      *fixture,
            gconstpointer data)
{
  NEEDS_DISPLAY;

  g_assert_true (press (fixture, GDK_KEY_F13, 0));
  for (guint i = 0; i < 20; i++)
    g_assert_true (press (fixture, GDK_KEY_F13, 0));
  assert_heard (fixture, "start;");
  release (fixture, GDK_KEY_a);
  assert_heard (fixture, "");
  release (fixture, GDK_KEY_F13);
  release (fixture, GDK_KEY_F13);
  assert_heard (fixture, "pause;");
  g_assert_true (press (fixture, GDK_KEY_F13, 0));
  assert_heard (fixture, "start;");

  /* The page goes while the pedal is down. */
  gtk_widget_set_visible (adw_window_get_content (ADW_WINDOW (fixture->window)), FALSE);
  assert_heard (fixture, "pause;");
  g_assert_false (press (fixture, GDK_KEY_F13, 0));
  assert_heard (fixture, "");
}

/* Pedals that send one key down and another one up. */
static void
test_two_keys (Fixture      *fixture,
               gconstpointer data)
{
  NEEDS_DISPLAY;

  encore_shortcuts_add_accel (shortcuts (), encore_shortcuts_find ("start"), "F14");
  encore_shortcuts_add_accel (shortcuts (), encore_shortcuts_find ("pause"), "F15");
  press (fixture, GDK_KEY_F14, 0);
  release (fixture, GDK_KEY_F14);
  press (fixture, GDK_KEY_F15, 0);
  release (fixture, GDK_KEY_F15);
  assert_heard (fixture, "start;pause;");
}

/* Typing is typing; a pedal works while one types. */
static void
test_typing (Fixture      *fixture,
             gconstpointer data)
{
  NEEDS_DISPLAY;

  gtk_widget_grab_focus (fixture->entry);
  g_assert_false (press (fixture, GDK_KEY_k, 0));
  g_assert_false (press (fixture, GDK_KEY_space, 0));
  g_assert_false (press (fixture, GDK_KEY_Left, 0));
  g_assert_false (press (fixture, GDK_KEY_3, 0));
  assert_heard (fixture, "");
  g_assert_true (press (fixture, GDK_KEY_F9, 0));
  g_assert_true (press (fixture, GDK_KEY_l, GDK_CONTROL_MASK));
  g_assert_true (press (fixture, GDK_KEY_F13, 0));
  release (fixture, GDK_KEY_F13);
  assert_heard (fixture, "panel-visible;toggle-loop;start;pause;");
}

/* Space presses a button that was reached by keyboard, and plays after a click on one. */
static void
test_focus (Fixture      *fixture,
            gconstpointer data)
{
  NEEDS_DISPLAY;

  gtk_widget_grab_focus (fixture->button);
  gtk_window_set_focus_visible (GTK_WINDOW (fixture->window), FALSE);
  g_assert_true (press (fixture, GDK_KEY_space, 0));
  assert_heard (fixture, "play;");
  gtk_window_set_focus_visible (GTK_WINDOW (fixture->window), TRUE);
  g_assert_false (press (fixture, GDK_KEY_space, 0));
  g_assert_true (press (fixture, GDK_KEY_k, 0));
  assert_heard (fixture, "play;");
}

static void
test_needed (void)
{
  NEEDS_DISPLAY;

  GtkWidget *entry = g_object_ref_sink (gtk_entry_new ());
  GtkWidget *scale = g_object_ref_sink (gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, NULL));
  GtkWidget *popover = g_object_ref_sink (gtk_popover_new ());
  GtkWidget *inside = gtk_button_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), inside);
  g_assert_true (encore_shortcut_keys_are_needed (entry, FALSE, GDK_KEY_c, GDK_CONTROL_MASK));
  g_assert_true (encore_shortcut_keys_are_needed (entry, FALSE, GDK_KEY_Left, GDK_CONTROL_MASK));
  g_assert_false (encore_shortcut_keys_are_needed (entry, FALSE, GDK_KEY_b, GDK_CONTROL_MASK));
  g_assert_true (encore_shortcut_keys_are_needed (scale, FALSE, GDK_KEY_Left, 0));
  g_assert_false (encore_shortcut_keys_are_needed (scale, FALSE, GDK_KEY_Up, 0));
  g_assert_true (encore_shortcut_keys_are_needed (inside, FALSE, GDK_KEY_t, 0));
  g_assert_false (encore_shortcut_keys_are_needed (inside, FALSE, GDK_KEY_F13, 0));
  g_object_unref (entry);
  g_object_unref (scale);
  g_object_unref (popover);
}

int
main (int   argc,
      char *argv[])
{
  have_display = gtk_init_check ();
  if (have_display)
    adw_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/widgets/shortcuts/table", test_table);
  g_test_add_func ("/widgets/shortcuts/change", test_change);
  g_test_add_func ("/widgets/shortcuts/settings", test_settings);
  g_test_add_func ("/widgets/shortcuts/undo-restore", test_undo_restore);
  g_test_add ("/widgets/shortcuts/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/widgets/shortcuts/pedal", Fixture, NULL, set_up, test_pedal, tear_down);
  g_test_add ("/widgets/shortcuts/two-keys", Fixture, NULL, set_up, test_two_keys, tear_down);
  g_test_add ("/widgets/shortcuts/typing", Fixture, NULL, set_up, test_typing, tear_down);
  g_test_add ("/widgets/shortcuts/focus", Fixture, NULL, set_up, test_focus, tear_down);
  g_test_add_func ("/widgets/shortcuts/needed", test_needed);

  return ui_run_tests ();
}
