/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-shortcut-row.h"

#include <glib/gi18n.h>

#include "encore-key-capture.h"

/**
 * EncoreShortcutRow:
 *
 * One shortcut in the preferences: its keys, and, opened, how to change them.
 */
struct _EncoreShortcutRow
{
  AdwExpanderRow parent_instance;

  const EncoreShortcut *shortcut;
  GtkWidget *labels;   /* the keys */
  GtkWidget *restore;  /* button */
  GPtrArray *children; /* of GtkWidget */
};

G_DEFINE_FINAL_TYPE (EncoreShortcutRow, encore_shortcut_row, ADW_TYPE_EXPANDER_ROW)

static char *
accel_label (const char *accel)
{
  guint keyval;
  GdkModifierType modifiers;

  if (!gtk_accelerator_parse (accel, &keyval, &modifiers))
    return g_strdup (accel);

  return gtk_accelerator_get_label (keyval, modifiers);
}

static void
capture (EncoreShortcutRow *self)
{
  GtkWidget *dialog = encore_key_capture_new (self->shortcut);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
clear (EncoreShortcutRow *self)
{
  encore_shortcuts_clear (encore_shortcuts_get_default (), self->shortcut);
}

static void
restore (EncoreShortcutRow *self)
{
  encore_shortcuts_restore (encore_shortcuts_get_default (), self->shortcut);
}

static void
remove_accel (EncoreShortcutRow *self,
              GtkWidget         *button)
{
  const char *accel = g_object_get_data (G_OBJECT (button), "accel");
  g_autofree char *copy = g_strdup (accel);

  encore_shortcuts_remove_accel (encore_shortcuts_get_default (), self->shortcut, copy);
}

static GtkWidget *
make_icon_button (const char *icon,
                  const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GtkWidget *
make_accel_row (EncoreShortcutRow *self,
                const char        *accel)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *label = accel_label (accel);
  g_autofree char *tip = g_strdup_printf (_ ("Remove %s"), label);
  GtkWidget *button = make_icon_button ("edit-delete-symbolic", tip);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  g_object_set_data_full (G_OBJECT (button), "accel", g_strdup (accel), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_accel), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
make_button (EncoreShortcutRow *self,
             const char        *label,
             GCallback          callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_actions_row (EncoreShortcutRow *self,
                  gboolean           any)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *add = make_button (self, any ? _ ("_Add a Key…") : _ ("_Set a Key…"), G_CALLBACK (capture));

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), add);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), add);
  if (any)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (self, _ ("_Clear"), G_CALLBACK (clear)));
  return row;
}

static void
add_child (EncoreShortcutRow *self,
           GtkWidget         *child)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), child);
  g_ptr_array_add (self->children, child);
}

static void
fill_children (EncoreShortcutRow *self,
               const char *const *accels)
{
  for (guint i = 0; i < self->children->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->children, i));
  g_ptr_array_set_size (self->children, 0);

  for (guint i = 0; accels[i] != NULL; i++)
    add_child (self, make_accel_row (self, accels[i]));
  add_child (self, make_actions_row (self, accels[0] != NULL));
}

static void
fill_labels (EncoreShortcutRow *self,
             const char *const *accels)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->labels)) != NULL)
    gtk_box_remove (GTK_BOX (self->labels), child);
  for (guint i = 0; accels[i] != NULL; i++)
    gtk_box_append (GTK_BOX (self->labels), gtk_shortcut_label_new (accels[i]));
}

static void
update (EncoreShortcutRow *self)
{
  EncoreShortcuts *shortcuts = encore_shortcuts_get_default ();
  const char *const *accels = encore_shortcuts_get_accels (shortcuts, self->shortcut);

  fill_labels (self, accels);
  fill_children (self, accels);
  gtk_widget_set_visible (self->restore, encore_shortcuts_is_changed (shortcuts, self->shortcut));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), accels[0] == NULL ? _ ("No key") : "");
}

static void
encore_shortcut_row_finalize (GObject *object)
{
  g_ptr_array_unref (ENCORE_SHORTCUT_ROW (object)->children);
  G_OBJECT_CLASS (encore_shortcut_row_parent_class)->finalize (object);
}

static void
encore_shortcut_row_class_init (EncoreShortcutRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_shortcut_row_finalize;
}

static void
encore_shortcut_row_init (EncoreShortcutRow *self)
{
  self->children = g_ptr_array_new ();
  self->labels = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->restore = make_icon_button ("edit-undo-symbolic", _ ("Restore the usual keys"));
  gtk_widget_set_valign (self->labels, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->restore, "clicked", G_CALLBACK (restore), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->restore);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->labels);
}

/**
 * encore_shortcut_row_new:
 * @shortcut: a line of the table whose keys can be changed
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
encore_shortcut_row_new (const EncoreShortcut *shortcut)
{
  EncoreShortcutRow *self = g_object_new (ENCORE_TYPE_SHORTCUT_ROW, "title", _ (shortcut->title), NULL);

  self->shortcut = shortcut;
  g_signal_connect_object (encore_shortcuts_get_default (), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

const EncoreShortcut *
encore_shortcut_row_get_shortcut (EncoreShortcutRow *self)
{
  g_return_val_if_fail (ENCORE_IS_SHORTCUT_ROW (self), NULL);

  return self->shortcut;
}
