/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-waveform.h"

#include <glib/gi18n.h>

#include "encore-wave-lanes.h"
#include "encore-wave-overview.h"

struct _EncoreWaveform
{
  GtkWidget parent_instance;

  EncoreReview *review;
  EncoreWaveScale *scale;
  GtkWidget *lanes;
  GtkWidget *names; /* one label per lane */
  GtkWidget *swap;
  gint64 call_id; /* whose whole was shown last */
};

G_DEFINE_FINAL_TYPE (EncoreWaveform, encore_waveform, GTK_TYPE_WIDGET)

static const char *
lane_name (EncoreWaveform *self,
           int             channel,
           int             n_channels)
{
  EncoreParty party = encore_review_channel_party (self->review, channel);

  if (n_channels < 2)
    return _ ("Both");
  if (party == ENCORE_PARTY_UNKNOWN)
    return channel == 0 ? _ ("Left") : _ ("Right");

  return encore_party_to_label (party);
}

static void
add_name (EncoreWaveform *self,
          int             channel,
          int             n_channels)
{
  GtkWidget *label = gtk_label_new (lane_name (self, channel, n_channels));
  gboolean customer = encore_review_channel_party (self->review, channel) == ENCORE_PARTY_CUSTOMER;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  if (n_channels > 1)
    gtk_widget_add_css_class (label, customer ? "customer" : "agent");
  gtk_box_append (GTK_BOX (self->names), label);
}

static void
show_names (EncoreWaveform *self)
{
  EncorePeaks *peaks = encore_review_get_peaks (self->review);
  EncoreRecording *recording = encore_review_get_recording (self->review);
  int n_channels = peaks != NULL ? encore_peaks_get_channels (peaks) : recording != NULL ? recording->channels : 1;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->names)) != NULL)
    gtk_box_remove (GTK_BOX (self->names), child);
  for (int i = 0; i < CLAMP (n_channels, 1, 2); i++)
    add_name (self, i, n_channels);

  gtk_widget_set_visible (self->swap, n_channels == 2);
}

static GtkWidget *
icon_button (const char *icon_name,
             const char *label,
             GCallback   callback,
             gpointer    user_data)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (button, "clicked", callback, user_data);
  return button;
}

static void
zoom_in (EncoreWaveform *self)
{
  encore_waveform_zoom (self, 1.6);
}

static void
zoom_out (EncoreWaveform *self)
{
  encore_waveform_zoom (self, 1 / 1.6);
}

static GtkWidget *
make_names (EncoreWaveform *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->swap = icon_button ("object-flip-vertical-symbolic", _ ("Swap the channels of agent and customer"),
                            G_CALLBACK (encore_review_swap_channels), self->review);
  gtk_widget_set_halign (self->swap, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->swap, "small");

  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_size_request (top, -1, ENCORE_WAVE_TOP);
  gtk_box_append (GTK_BOX (top), self->swap);

  self->names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->names), TRUE);
  gtk_widget_set_vexpand (self->names, TRUE);
  gtk_widget_set_size_request (self->names, 72, -1);
  gtk_box_append (GTK_BOX (column), top);
  gtk_box_append (GTK_BOX (column), self->names);
  return column;
}

static GtkWidget *
make_zoom (EncoreWaveform *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box),
                  icon_button ("zoom-out-symbolic", _ ("Zoom out (Ctrl+−)"), G_CALLBACK (zoom_out), self));
  gtk_box_append (GTK_BOX (box), icon_button ("zoom-in-symbolic", _ ("Zoom in (Ctrl++)"), G_CALLBACK (zoom_in), self));
  gtk_box_append (GTK_BOX (box), icon_button ("zoom-fit-best-symbolic", _ ("Show the whole call (Ctrl+0)"),
                                              G_CALLBACK (encore_waveform_fit), self));
  gtk_widget_add_css_class (box, "small");
  return box;
}

static void
on_duration (EncoreWaveform *self)
{
  encore_wave_scale_set_duration_ms (self->scale, encore_review_get_duration_ms (self->review));
}

static void
on_call (EncoreWaveform *self)
{
  EncoreCall *call = encore_review_get_call (self->review);

  if (call == NULL || call->id == self->call_id)
    return;

  self->call_id = call->id;
  encore_wave_scale_fit (self->scale);
}

static void
encore_waveform_dispose (GObject *object)
{
  EncoreWaveform *self = ENCORE_WAVEFORM (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->scale);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_waveform_parent_class)->dispose (object);
}

static void
encore_waveform_class_init (EncoreWaveformClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_waveform_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "waveform");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
encore_waveform_init (EncoreWaveform *self)
{
  self->scale = encore_wave_scale_new ();
}

static void
fill (EncoreWaveform *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *overview = encore_wave_overview_new (self->review, self->scale);

  self->lanes = encore_wave_lanes_new (self->review, self->scale);
  gtk_widget_set_hexpand (self->lanes, TRUE);
  gtk_widget_set_vexpand (self->lanes, TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_attach (GTK_GRID (grid), make_names (self), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->lanes, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_zoom (self), 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), overview, 1, 1, 1, 1);
  gtk_widget_set_parent (grid, GTK_WIDGET (self));
}

/**
 * encore_waveform_new:
 * @review: the hub
 *
 * Returns: (transfer floating): a waveform that follows it
 */
GtkWidget *
encore_waveform_new (EncoreReview *review)
{
  EncoreWaveform *self = g_object_new (ENCORE_TYPE_WAVEFORM, NULL);

  self->review = g_object_ref (review);
  fill (self);
  show_names (self);
  on_duration (self);
  g_signal_connect_object (review, "notify::call", G_CALLBACK (on_call), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::peaks", G_CALLBACK (show_names), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::recording", G_CALLBACK (show_names), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::duration-ms", G_CALLBACK (on_duration), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

EncoreWaveScale *
encore_waveform_get_scale (EncoreWaveform *self)
{
  g_return_val_if_fail (ENCORE_IS_WAVEFORM (self), NULL);

  return self->scale;
}

GtkWidget *
encore_waveform_get_lanes (EncoreWaveform *self)
{
  g_return_val_if_fail (ENCORE_IS_WAVEFORM (self), NULL);

  return self->lanes;
}

/**
 * encore_waveform_zoom:
 * @self: a waveform
 * @factor: above 1 for more detail
 *
 * Zooms around the playhead, or around the middle while the playhead is out of sight.
 */
void
encore_waveform_zoom (EncoreWaveform *self,
                      double          factor)
{
  g_return_if_fail (ENCORE_IS_WAVEFORM (self));

  int width = encore_wave_scale_get_width (self->scale);
  int x = encore_wave_scale_to_x (self->scale, encore_review_get_position_ms (self->review));

  encore_wave_scale_zoom (self->scale, factor, x >= 0 && x < width ? x : width / 2.0);
}

void
encore_waveform_fit (EncoreWaveform *self)
{
  g_return_if_fail (ENCORE_IS_WAVEFORM (self));

  encore_wave_scale_fit (self->scale);
}
