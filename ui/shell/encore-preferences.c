/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-preferences.h"

#include <glib/gi18n.h>

#include "encore-settings.h"
#include "encore-shortcut-row.h"

/**
 * EncorePreferences:
 *
 * The preferences: privacy, and the keys.
 */
struct _EncorePreferences
{
  AdwPreferencesWindow parent_instance;

  GtkWidget *restore; /* button */
  GVariant *before;   /* the changes that "Restore Defaults" has taken away */
};

G_DEFINE_FINAL_TYPE (EncorePreferences, encore_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
undo_restore (EncorePreferences *self)
{
  if (self->before != NULL)
    encore_shortcuts_set_changes (encore_shortcuts_get_default (), self->before);
}

static void
restore_all (EncorePreferences *self)
{
  EncoreShortcuts *shortcuts = encore_shortcuts_get_default ();
  AdwToast *toast = adw_toast_new (_ ("All shortcuts have their usual keys"));

  g_clear_pointer (&self->before, g_variant_unref);
  self->before = encore_shortcuts_get_changes (shortcuts);
  encore_shortcuts_set_changes (shortcuts, NULL);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_restore), self, G_CONNECT_SWAPPED);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
}

static void
on_changed (EncorePreferences *self)
{
  gtk_widget_set_sensitive (self->restore, encore_shortcuts_any_changed (encore_shortcuts_get_default ()));
}

static GtkWidget *
make_group (EncoreShortcutGroup group)
{
  GtkWidget *widget = adw_preferences_group_new ();
  guint length;
  const EncoreShortcut *table = encore_shortcuts_list (&length);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), encore_shortcuts_group_title (group));
  if (group == ENCORE_SHORTCUTS_PEDALS)
    adw_preferences_group_set_description (
        ADW_PREFERENCES_GROUP (widget),
        _ ("A foot pedal sends keys, like a keyboard. Add a key below, then press the pedal."));
  for (guint i = 0; i < length; i++)
    if (table[i].group == group && table[i].action != NULL)
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), encore_shortcut_row_new (&table[i]));

  return widget;
}

static GtkWidget *
make_shortcuts_page (EncorePreferences *self)
{
  GtkWidget *page = g_object_new (ADW_TYPE_PREFERENCES_PAGE, "title", _ ("Shortcuts"), "icon-name",
                                  "input-keyboard-symbolic", "name", "shortcuts", NULL);

  for (int i = 0; i < ENCORE_SHORTCUTS_N_GROUPS; i++)
    {
      GtkWidget *group = make_group ((EncoreShortcutGroup) i);

      if (i == 0)
        adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), self->restore);
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
    }

  return page;
}

/* Privacy */

static void
bind_days (GtkWidget *spin)
{
  if (encore_settings_has ("purge-after-days"))
    g_settings_bind (encore_settings_get (), "purge-after-days", spin, "value", G_SETTINGS_BIND_DEFAULT);
  else
    gtk_widget_set_sensitive (spin, FALSE);
}

static GtkWidget *
make_days_row (void)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 3650, 1);

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Days after which redactions are purged for good"), -1);
  bind_days (spin);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Purge for good after"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Days; 0 is never"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  return row;
}

static GtkWidget *
make_privacy_page (void)
{
  GtkWidget *page = g_object_new (ADW_TYPE_PREFERENCES_PAGE, "title", _ ("Privacy"), "icon-name",
                                  "security-high-symbolic", "name", "privacy", NULL);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Redactions"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Until then, who made a redaction can lift it. When the library is opened after that, what is under it is "
         "removed from the library and its backups, and the recording is replaced by a muted copy. Your own files are "
         "never changed: delete them yourself where they must not keep the sound."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_days_row ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}

static void
encore_preferences_finalize (GObject *object)
{
  g_clear_pointer (&ENCORE_PREFERENCES (object)->before, g_variant_unref);
  G_OBJECT_CLASS (encore_preferences_parent_class)->finalize (object);
}

static void
encore_preferences_class_init (EncorePreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_preferences_finalize;
}

static void
encore_preferences_init (EncorePreferences *self)
{
  self->restore = gtk_button_new_with_mnemonic (_ ("_Restore Defaults"));
  gtk_widget_add_css_class (self->restore, "flat");
  g_signal_connect_object (self->restore, "clicked", G_CALLBACK (restore_all), self, G_CONNECT_SWAPPED);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (make_shortcuts_page (self)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ADW_PREFERENCES_PAGE (make_privacy_page ()));
  g_signal_connect_object (encore_shortcuts_get_default (), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  on_changed (self);
}

/**
 * encore_preferences_new:
 *
 * Returns: (transfer none): the window, not shown yet
 */
GtkWidget *
encore_preferences_new (void)
{
  return g_object_new (ENCORE_TYPE_PREFERENCES, "modal", TRUE, "default-width", 680, "default-height", 600, NULL);
}
