/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transport-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-text.h"
#include "widgets/encore-shortcuts.h"

struct _EncoreTransportBar
{
  GtkWidget parent_instance;

  EncoreReview *review;
  gint64 shown_s;

  GtkWidget *bar;
  GtkWidget *play;
  GtkWidget *position;
  GtkWidget *speed;
  GtkAdjustment *rate;
  GtkWidget *skip;
  GtkWidget *saved;
  GtkWidget *listen;
  GtkWidget *volume;
};

G_DEFINE_FINAL_TYPE (EncoreTransportBar, encore_transport_bar, GTK_TYPE_WIDGET)

/* The tooltip tells the key, too: the one it has now, if any. */
static void
name_control (GtkWidget  *widget,
              const char *text,
              const char *shortcut)
{
  g_autofree char *key = encore_shortcuts_describe (encore_shortcuts_get_default (), shortcut);
  /* Translators: what a button does and its key, such as "Skip silence (S)". */
  g_autofree char *tooltip = key != NULL ? g_strdup_printf (_ ("%s (%s)"), text, key) : g_strdup (text);

  gtk_widget_set_tooltip_text (widget, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_position (EncoreTransportBar *self)
{
  g_autofree char *position = encore_text_position (encore_review_get_position_ms (self->review));
  g_autofree char *duration = encore_text_duration (encore_review_get_duration_ms (self->review));
  /* Translators: position and duration, such as "0:52 / 6:42". */
  g_autofree char *text = g_strdup_printf (_ ("%s / %s"), position, duration);

  self->shown_s = encore_review_get_position_ms (self->review) / 1000;
  gtk_label_set_text (GTK_LABEL (self->position), text);
}

static void
on_position (EncoreTransportBar *self)
{
  if (encore_review_get_position_ms (self->review) / 1000 != self->shown_s)
    show_position (self);
}

static void
show_playing (EncoreTransportBar *self)
{
  gboolean playing = encore_review_get_playing (self->review);

  gtk_button_set_icon_name (GTK_BUTTON (self->play),
                            playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  name_control (self->play, playing ? _ ("Pause") : _ ("Play"), "play");
}

static void
show_rate (EncoreTransportBar *self)
{
  double rate = encore_player_get_rate (encore_review_get_player (self->review));
  g_autofree char *text = g_strdup_printf (_ ("%g×"), round (rate * 100) / 100);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->speed), text);
}

/* Less than a second is not worth a word. */
static void
show_saved (EncoreTransportBar *self)
{
  gint64 saved_ms = encore_player_get_saved_ms (encore_review_get_player (self->review));
  g_autofree char *saved = encore_text_position (saved_ms);
  /* Translators: how much time has been saved by skipping silence, such as "Skip silence: 1:23 saved". */
  g_autofree char *text = saved_ms >= 1000 ? g_strdup_printf (_ ("Skip silence: %s saved"), saved)
                                           : g_strdup (_ ("Skip silence"));

  gtk_label_set_text (GTK_LABEL (self->saved), saved);
  gtk_widget_set_visible (self->saved, saved_ms >= 1000);
  name_control (self->skip, text, "skip-silence");
}

static void
show_sound (EncoreTransportBar *self)
{
  EncoreRecording *recording = encore_review_get_recording (self->review);
  g_autofree char *media_error = NULL;

  g_object_get (self->review, "media-error", &media_error, NULL);
  gtk_widget_set_sensitive (self->bar, recording != NULL && media_error == NULL);
  gtk_widget_set_visible (self->listen, recording != NULL && recording->channels == 2);
  show_position (self);
}

static void
show_speed_keys (EncoreTransportBar *self)
{
  EncoreShortcuts *shortcuts = encore_shortcuts_get_default ();
  g_autofree char *faster = encore_shortcuts_describe (shortcuts, "faster");
  g_autofree char *slower = encore_shortcuts_describe (shortcuts, "slower");
  g_autofree char *usual = encore_shortcuts_describe (shortcuts, "usual-speed");
  gboolean all = faster != NULL && slower != NULL && usual != NULL;
  /* Translators: three keys, such as "Speed (+ and -, 0 for normal)". */
  g_autofree char *text = all ? g_strdup_printf (_ ("Speed (%s and %s, %s for normal)"), faster, slower, usual)
                              : g_strdup (_ ("Speed"));

  gtk_widget_set_tooltip_text (self->speed, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->speed), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Speed"), -1);
}

/* Icon-only buttons are named by their tooltips; the widgets' names are those of their shortcuts. */
static void
name_buttons (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *text = gtk_widget_get_tooltip_text (child);

      if (text == NULL)
        continue;
      g_object_set_data_full (G_OBJECT (child), "encore-title", g_strdup (text), g_free);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
}

static void
show_keys (EncoreTransportBar *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *title = g_object_get_data (G_OBJECT (child), "encore-title");

      if (title != NULL && encore_shortcuts_find (gtk_widget_get_name (child)) != NULL)
        name_control (child, title, gtk_widget_get_name (child));
    }
  show_playing (self);
  show_saved (self);
  show_speed_keys (self);
}

static void
encore_transport_bar_dispose (GObject *object)
{
  EncoreTransportBar *self = ENCORE_TRANSPORT_BAR (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_transport_bar_parent_class)->dispose (object);
}

static void
encore_transport_bar_class_init (EncoreTransportBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_transport_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/review/transport-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EncoreTransportBar, bar);
  gtk_widget_class_bind_template_child (widget_class, EncoreTransportBar, play);
  gtk_widget_class_bind_template_child (widget_class, EncoreTransportBar, position);
  gtk_widget_class_bind_template_child (widget_class, EncoreTransportBar, speed);
  gtk_widget_class_bind_template_child (widget_class, EncoreTransportBar, rate);
  gtk_widget_class_bind_template_child (widget_class, EncoreTransportBar, skip);
  gtk_widget_class_bind_template_child (widget_class, EncoreTransportBar, saved);
  gtk_widget_class_bind_template_child (widget_class, EncoreTransportBar, listen);
  gtk_widget_class_bind_template_child (widget_class, EncoreTransportBar, volume);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
encore_transport_bar_init (EncoreTransportBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_buttons (self->bar);
}

/**
 * encore_transport_bar_new:
 * @review: the hub
 *
 * Returns: (transfer floating): the bar
 */
GtkWidget *
encore_transport_bar_new (EncoreReview *review)
{
  EncoreTransportBar *self = g_object_new (ENCORE_TYPE_TRANSPORT_BAR, NULL);
  EncorePlayer *player = encore_review_get_player (review);

  self->review = g_object_ref (review);
  g_object_bind_property (player, "volume", self->volume, "value", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (player, "rate", self->rate, "value", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (review, "notify::saved-ms", G_CALLBACK (show_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::rate", G_CALLBACK (show_rate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::position-ms", G_CALLBACK (on_position), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::duration-ms", G_CALLBACK (show_position), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::playing", G_CALLBACK (show_playing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::recording", G_CALLBACK (show_sound), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::media-error", G_CALLBACK (show_sound), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_shortcuts_get_default (), "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  show_rate (self);
  show_keys (self);
  show_sound (self);
  return GTK_WIDGET (self);
}
