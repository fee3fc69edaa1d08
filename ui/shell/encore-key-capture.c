/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-key-capture.h"

#include <glib/gi18n.h>

/**
 * EncoreKeyCapture:
 *
 * Waits for a key, or a pedal, and gives it to one shortcut. A key that another has is not taken
 * without asking.
 */
struct _EncoreKeyCapture
{
  AdwWindow parent_instance;

  const EncoreShortcut *shortcut;
  char *accel; /* of another shortcut, until it is decided */

  GtkWidget *prompt;
  GtkWidget *keys; /* GtkShortcutLabel */
  GtkWidget *message;
  GtkWidget *replace; /* button */
};

G_DEFINE_FINAL_TYPE (EncoreKeyCapture, encore_key_capture, ADW_TYPE_WINDOW)

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R)
         || (keyval >= GDK_KEY_ISO_Lock && keyval <= GDK_KEY_ISO_Last_Group_Lock) || keyval == GDK_KEY_Mode_switch
         || keyval == GDK_KEY_Num_Lock || keyval == GDK_KEY_VoidSymbol;
}

/* A sign that needs Shift is that sign; a letter with Shift is the letter, with Shift. */
static char *
name_key (GdkEvent       *event,
          guint           keyval,
          GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  guint lower = gdk_keyval_to_lower (keyval);
  gboolean letter = lower != gdk_keyval_to_upper (keyval);

  if (event != NULL && !letter)
    modifiers &= ~gdk_key_event_get_consumed_modifiers (event);

  return gtk_accelerator_name (lower, modifiers);
}

/* The keys by which people move about in any window. */
static gboolean
is_reserved (const char           *accel,
             const EncoreShortcut *owner)
{
  static const char *const reserved[] = { "Tab",      "<Shift>Tab", "<Shift>ISO_Left_Tab", "ISO_Left_Tab", "Return",
                                          "KP_Enter", NULL };

  return g_strv_contains (reserved, accel) || (owner != NULL && owner->action == NULL);
}

static void
accept (EncoreKeyCapture *self,
        const char       *accel)
{
  encore_shortcuts_add_accel (encore_shortcuts_get_default (), self->shortcut, accel);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show (EncoreKeyCapture *self,
      const char       *accel,
      const char       *message,
      gboolean          replaceable)
{
  g_free (self->accel);
  self->accel = g_strdup (accel);
  gtk_shortcut_label_set_accelerator (GTK_SHORTCUT_LABEL (self->keys), accel);
  gtk_label_set_label (GTK_LABEL (self->message), message);
  gtk_widget_set_visible (self->replace, replaceable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  if (replaceable)
    gtk_widget_grab_focus (self->replace);
}

static void
take_key (EncoreKeyCapture *self,
          const char       *accel)
{
  const EncoreShortcut *owner = encore_shortcuts_find_rival (encore_shortcuts_get_default (), self->shortcut, accel);
  g_autofree char *message = NULL;

  if (is_reserved (accel, owner))
    show (self, accel, _ ("This key is needed to get around. Press another one."), FALSE);
  else if (owner == NULL || owner == self->shortcut)
    accept (self, accel);
  else
    {
      /* Translators: the name of another shortcut, such as "Play or pause". */
      message = g_strdup_printf (_ ("Used by “%s”. Replace it there, or press another key."), _ (owner->title));
      show (self, accel, message, TRUE);
    }
}

static gboolean
on_pressed (EncoreKeyCapture   *self,
            guint               keyval,
            guint               keycode,
            GdkModifierType     state,
            GtkEventController *controller)
{
  g_autofree char *accel = NULL;

  if (is_modifier (keyval))
    return FALSE;
  if (keyval == GDK_KEY_Escape && (state & gtk_accelerator_get_default_mod_mask ()) == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    }
  /* Once there is something to decide, the buttons have their keys back. */
  if (self->accel != NULL && gtk_widget_get_visible (self->replace)
      && (keyval == GDK_KEY_Return || keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab))
    return FALSE;

  accel = name_key (gtk_event_controller_get_current_event (controller), keyval, state);
  take_key (self, accel);
  return TRUE;
}

static void
on_replace (EncoreKeyCapture *self)
{
  accept (self, self->accel);
}

/* Keys that the desktop would take for itself are wanted here. */
static void
encore_key_capture_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (encore_key_capture_parent_class)->map (widget);

  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (widget));

  if (GDK_IS_TOPLEVEL (surface))
    gdk_toplevel_inhibit_system_shortcuts (GDK_TOPLEVEL (surface), NULL);
}

static void
encore_key_capture_finalize (GObject *object)
{
  g_free (ENCORE_KEY_CAPTURE (object)->accel);
  G_OBJECT_CLASS (encore_key_capture_parent_class)->finalize (object);
}

static void
encore_key_capture_class_init (EncoreKeyCaptureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_key_capture_finalize;
  GTK_WIDGET_CLASS (klass)->map = encore_key_capture_map;
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_content (EncoreKeyCapture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *slot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->prompt = make_label ("title-4");
  self->keys = gtk_shortcut_label_new ("");
  self->message = make_label (NULL);
  self->replace = gtk_button_new_with_mnemonic (_ ("_Replace"));
  gtk_widget_set_halign (self->keys, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (self->keys, TRUE);
  gtk_widget_set_size_request (slot, -1, 40);
  gtk_box_append (GTK_BOX (slot), self->keys);
  gtk_widget_set_halign (self->replace, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->replace, "pill");
  gtk_widget_add_css_class (self->replace, "suggested-action");
  gtk_widget_set_visible (self->replace, FALSE);
  g_signal_connect_object (self->replace, "clicked", G_CALLBACK (on_replace), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), self->prompt);
  gtk_box_append (GTK_BOX (box), slot);
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_box_append (GTK_BOX (box), self->replace);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  return box;
}

static void
encore_key_capture_init (EncoreKeyCapture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_content (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self), 420, -1);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->replace);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * encore_key_capture_new:
 * @shortcut: what the key shall do
 *
 * Returns: (transfer none): the window, not shown yet
 */
GtkWidget *
encore_key_capture_new (const EncoreShortcut *shortcut)
{
  EncoreKeyCapture *self = g_object_new (ENCORE_TYPE_KEY_CAPTURE, "title", _ ("Set a Key"), NULL);
  /* Translators: what the key shall do, such as "Play or pause". */
  g_autofree char *prompt = g_strdup_printf (_ ("Press the key or pedal for “%s”"), _ (shortcut->title));

  self->shortcut = shortcut;
  gtk_label_set_label (GTK_LABEL (self->prompt), prompt);
  gtk_label_set_label (GTK_LABEL (self->message), _ ("Esc leaves everything as it is."));
  return GTK_WIDGET (self);
}
