/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-shortcut-keys.h"

/* From a key event to an action. GtkShortcutController knows no release, and cannot tell a held key
 * from one that is pressed again: a foot pedal needs both. */

#define COMMAND_MASK (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)
#define KEYS_DATA "encore-shortcut-keys"

typedef struct
{
  GtkWidget *widget;              /* whose actions these are; owns this */
  GtkWidget *root;                /* where keys are heard while @widget is mapped */
  GtkEventController *controller; /* of @root */
  const char *const *groups;      /* of actions */
  gboolean inside;                /* only while the focus is in @widget, and before anybody else */
  GHashTable *held;               /* keycode -> EncoreShortcut, of keys whose release means something */
} Keys;

/* Who needs a key */

static gboolean
is_text_field (GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) || (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
}

/* Letters, digits and signs. */
static gboolean
is_typing (guint           keyval,
           GdkModifierType modifiers)
{
  return (modifiers & COMMAND_MASK) == 0 && gdk_keyval_to_unicode (keyval) != 0;
}

static gboolean
is_moving (guint keyval)
{
  static const guint keyvals[] = {
    GDK_KEY_Left,      GDK_KEY_Right,  GDK_KEY_Up,  GDK_KEY_Down,      GDK_KEY_Home,   GDK_KEY_End,    GDK_KEY_Page_Up,
    GDK_KEY_Page_Down, GDK_KEY_Return, GDK_KEY_Tab, GDK_KEY_BackSpace, GDK_KEY_Delete, GDK_KEY_Insert, GDK_KEY_Escape,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keyvals); i++)
    if (keyvals[i] == keyval)
      return TRUE;

  return FALSE;
}

/* Select all, copy, cut, paste, undo and redo are its own. */
static gboolean
text_needs_key (guint           keyval,
                GdkModifierType modifiers)
{
  static const char editing[] = "acvxzy/\\";

  if (is_typing (keyval, modifiers) || is_moving (keyval))
    return TRUE;

  return (modifiers & COMMAND_MASK) == GDK_CONTROL_MASK && keyval < 128
         && strchr (editing, (char) gdk_keyval_to_lower (keyval)) != NULL;
}

/**
 * encore_shortcut_keys_are_needed:
 * @focus: the widget that has the focus
 * @by_keyboard: whether it got it by keyboard
 * @keyval: a key
 * @modifiers: held with it
 *
 * Returns: whether the focused widget needs that key itself: typing, a popover's keys, Space on a control
 *   that was reached by keyboard, arrows in a list or on a scale
 */
gboolean
encore_shortcut_keys_are_needed (GtkWidget      *focus,
                                 gboolean        by_keyboard,
                                 guint           keyval,
                                 GdkModifierType modifiers)
{
  g_return_val_if_fail (GTK_IS_WIDGET (focus), FALSE);

  if (is_text_field (focus))
    return text_needs_key (keyval, modifiers);
  if (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return is_typing (keyval, modifiers) || is_moving (keyval);
  if (keyval == GDK_KEY_space)
    return by_keyboard
           && (GTK_IS_BUTTON (focus) || GTK_IS_DROP_DOWN (focus) || GTK_IS_LIST_BOX_ROW (focus)
               || gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN) != NULL);
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    return GTK_IS_BUTTON (focus) || GTK_IS_DROP_DOWN (focus) || GTK_IS_LIST_BOX_ROW (focus) || GTK_IS_EXPANDER (focus);
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down)
    return gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX) != NULL;

  return (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right) && GTK_IS_RANGE (focus);
}

static gboolean
focus_needs_key (GtkRoot        *root,
                 guint           keyval,
                 GdkModifierType modifiers)
{
  GtkWidget *focus = gtk_root_get_focus (root);
  gboolean by_keyboard = GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root));

  return focus != NULL && encore_shortcut_keys_are_needed (focus, by_keyboard, keyval, modifiers);
}

/* Which action a key means */

/* How well: 0 not at all. Layouts and levels are GTK's business; without an event the key is what it
 * says it is. */
static int
match (GdkEvent       *event,
       guint           keyval,
       GdkModifierType state,
       const char     *accel)
{
  guint wanted;
  GdkModifierType modifiers;
  int points = 0;

  if (!gtk_accelerator_parse (accel, &wanted, &modifiers))
    return 0;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (event == NULL)
    return gdk_keyval_to_lower (keyval) == wanted && state == modifiers ? 1 : 0;

  switch (gdk_key_event_matches (event, wanted, modifiers))
    {
    case GDK_KEY_MATCH_EXACT:
      points = 4;
      break;
    case GDK_KEY_MATCH_PARTIAL:
      points = 2;
      break;
    case GDK_KEY_MATCH_NONE:
    default:
      return 0;
    }

  return points + (((state ^ modifiers) & GDK_SHIFT_MASK) == 0);
}

static gboolean
is_ours (Keys                 *keys,
         const EncoreShortcut *shortcut)
{
  g_autofree char *group = NULL;

  if (shortcut->action == NULL)
    return FALSE;

  group = g_strndup (shortcut->action, strcspn (shortcut->action, "."));
  return g_strv_contains (keys->groups, group);
}

/* What the application's accelerators can do; keys that are typed are for us, who look at the focus. */
static gboolean
is_for_application (const EncoreShortcut *shortcut,
                    const char           *accel)
{
  static const char *const groups[] = { "app.", "win.", "window." };
  guint keyval;
  GdkModifierType modifiers;

  if (shortcut->action == NULL || !gtk_accelerator_parse (accel, &keyval, &modifiers) || is_typing (keyval, modifiers)
      || ((modifiers & COMMAND_MASK) == 0 && is_moving (keyval)))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_has_prefix (shortcut->action, groups[i]))
      return TRUE;

  return FALSE;
}

static const EncoreShortcut *
find_shortcut (Keys           *keys,
               GdkEvent       *event,
               guint           keyval,
               GdkModifierType state)
{
  EncoreShortcuts *shortcuts = encore_shortcuts_get_default ();
  const EncoreShortcut *best = NULL;
  int most = 0;
  guint length;
  const EncoreShortcut *table = encore_shortcuts_list (&length);

  for (guint i = 0; i < length; i++)
    for (const char *const *accel = encore_shortcuts_get_accels (shortcuts, &table[i]);
         is_ours (keys, &table[i]) && *accel != NULL; accel++)
      {
        int points = is_for_application (&table[i], *accel) ? 0 : match (event, keyval, state, *accel);

        if (points > most)
          best = &table[i];
        most = MAX (most, points);
      }

  return best;
}

static void
activate (Keys       *keys,
          const char *action,
          const char *text)
{
  g_autoptr (GVariant) target = text != NULL ? g_variant_ref_sink (g_variant_new_parsed (text)) : NULL;

  gtk_widget_activate_action_variant (keys->widget, action, target);
}

/* Hearing keys */

/* Whose keys come first where the focus is, or NULL. */
static Keys *
find_inside (Keys *keys)
{
  for (GtkWidget *widget = gtk_root_get_focus (GTK_ROOT (keys->root)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    {
      Keys *inside = g_object_get_data (G_OBJECT (widget), KEYS_DATA);

      if (inside != NULL && inside->inside)
        return inside;
    }

  return NULL;
}

/* Who is asked first when two hear the same key is not said: each looks where the focus is. */
static gboolean
is_heard (Keys           *keys,
          GdkEvent       *event,
          guint           keyval,
          GdkModifierType state)
{
  Keys *inside = find_inside (keys);

  if (keys->inside)
    return inside == keys;

  return inside == NULL || find_shortcut (inside, event, keyval, state) == NULL;
}

static gboolean
on_pressed (Keys               *keys,
            guint               keyval,
            guint               keycode,
            GdkModifierType     state,
            GtkEventController *controller)
{
  if (g_hash_table_contains (keys->held, GUINT_TO_POINTER (keycode)))
    return TRUE;

  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  const EncoreShortcut *shortcut = find_shortcut (keys, event, keyval, state);

  if (shortcut == NULL || !is_heard (keys, event, keyval, state)
      || focus_needs_key (GTK_ROOT (keys->root), keyval, state))
    return FALSE;

  if (shortcut->release != NULL)
    g_hash_table_insert (keys->held, GUINT_TO_POINTER (keycode), (gpointer) shortcut);
  activate (keys, shortcut->action, shortcut->target);
  return TRUE;
}

static void
on_released (Keys           *keys,
             guint           keyval,
             guint           keycode,
             GdkModifierType state)
{
  const EncoreShortcut *shortcut = g_hash_table_lookup (keys->held, GUINT_TO_POINTER (keycode));

  if (shortcut == NULL)
    return;

  g_hash_table_remove (keys->held, GUINT_TO_POINTER (keycode));
  activate (keys, shortcut->release, NULL);
}

/* Who leaves the window does not tell it when the pedal comes up. */
static void
let_go (Keys *keys)
{
  g_autoptr (GList) held = g_hash_table_get_values (keys->held);

  g_hash_table_remove_all (keys->held);
  for (GList *l = held; l != NULL; l = l->next)
    activate (keys, ((const EncoreShortcut *) l->data)->release, NULL);
}

static void
on_active (Keys *keys)
{
  if (!gtk_window_is_active (GTK_WINDOW (keys->root)))
    let_go (keys);
}

static void
stop_hearing (Keys *keys)
{
  if (keys->root == NULL)
    return;

  let_go (keys);
  g_signal_handlers_disconnect_by_data (keys->root, keys);
  gtk_widget_remove_controller (keys->root, keys->controller);
  keys->controller = NULL;
  g_clear_object (&keys->root);
}

/* On the way down, so that a text view does not take the arrows first, and from anywhere in the window,
 * as the header bar holds a part of a page. */
static void
start_hearing (Keys *keys)
{
  GtkRoot *root = gtk_widget_get_root (keys->widget);

  if (keys->root != NULL || root == NULL)
    return;

  keys->root = g_object_ref (GTK_WIDGET (root));
  keys->controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys->controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys->controller, "key-pressed", G_CALLBACK (on_pressed), keys);
  g_signal_connect_swapped (keys->controller, "key-released", G_CALLBACK (on_released), keys);
  gtk_widget_add_controller (keys->root, keys->controller);
  if (GTK_IS_WINDOW (root))
    g_signal_connect_swapped (root, "notify::is-active", G_CALLBACK (on_active), keys);
}

static void
keys_free (gpointer data)
{
  Keys *keys = data;

  if (keys->root != NULL)
    {
      g_signal_handlers_disconnect_by_data (keys->root, keys);
      gtk_widget_remove_controller (keys->root, keys->controller);
      g_clear_object (&keys->root);
    }
  g_hash_table_unref (keys->held);
  g_free (keys);
}

static void
attach (GtkWidget         *widget,
        const char *const *groups,
        gboolean           inside)
{
  Keys *keys = g_new0 (Keys, 1);

  keys->widget = widget;
  keys->inside = inside;
  keys->groups = groups;
  keys->held = g_hash_table_new (NULL, NULL);
  g_object_set_data_full (G_OBJECT (widget), KEYS_DATA, keys, keys_free);
  g_signal_connect_swapped (widget, "map", G_CALLBACK (start_hearing), keys);
  g_signal_connect_swapped (widget, "unmap", G_CALLBACK (stop_hearing), keys);
  if (gtk_widget_get_mapped (widget))
    start_hearing (keys);
}

/**
 * encore_shortcut_keys_attach:
 * @widget: a widget
 * @groups: (array zero-terminated=1): groups of actions, such as "review"; not copied
 *
 * Lets the keys of these actions work on @widget, wherever in its window the focus is, while it is mapped and
 * the focused widget does not need the key.
 */
void
encore_shortcut_keys_attach (GtkWidget         *widget,
                             const char *const *groups)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (groups != NULL);

  attach (widget, groups, FALSE);
}

/**
 * encore_shortcut_keys_attach_inside:
 * @widget: a widget
 * @groups: (array zero-terminated=1): groups of actions; not copied
 *
 * Lets the keys of these actions work while the focus is in @widget, where they come before the same keys of actions
 * that are heard in all of the window.
 */
void
encore_shortcut_keys_attach_inside (GtkWidget         *widget,
                                    const char *const *groups)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (groups != NULL);

  attach (widget, groups, TRUE);
}

static void
set_accels (GtkApplication       *application,
            const EncoreShortcut *shortcut)
{
  EncoreShortcuts *shortcuts = encore_shortcuts_get_default ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GVariant) target = NULL;
  g_autofree char *detailed = NULL;

  for (const char *const *accel = encore_shortcuts_get_accels (shortcuts, shortcut); *accel != NULL; accel++)
    if (is_for_application (shortcut, *accel))
      g_strv_builder_add (builder, *accel);

  g_auto (GStrv) accels = g_strv_builder_end (builder);

  target = shortcut->target != NULL ? g_variant_ref_sink (g_variant_new_parsed (shortcut->target)) : NULL;
  detailed = g_action_print_detailed_name (shortcut->action, target);
  gtk_application_set_accels_for_action (application, detailed, (const char *const *) accels);
}

static void
set_all_accels (GtkApplication *application)
{
  guint length;
  const EncoreShortcut *table = encore_shortcuts_list (&length);

  for (guint i = 0; i < length; i++)
    if (table[i].action != NULL)
      set_accels (application, &table[i]);
}

/**
 * encore_shortcut_keys_set_accels:
 * @application: the application
 *
 * Gives it the accelerators of the table, now and whenever they change: menus show them.
 */
void
encore_shortcut_keys_set_accels (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  set_all_accels (application);
  g_signal_connect_object (encore_shortcuts_get_default (), "changed", G_CALLBACK (set_all_accels), application,
                           G_CONNECT_SWAPPED);
}
