/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-moment-row.h"

#include "encore-review-text.h"
#include "encore-wave-draw.h"

/* The badge: the outcome's symbol on the type's colour, as on the waveform. */
struct _EncoreMomentBadge
{
  GtkWidget parent_instance;

  GtkWidget *image;
  GdkRGBA colour;
};

#define ENCORE_TYPE_MOMENT_BADGE (encore_moment_badge_get_type ())
G_DECLARE_FINAL_TYPE (EncoreMomentBadge, encore_moment_badge, ENCORE, MOMENT_BADGE, GtkWidget)
G_DEFINE_FINAL_TYPE (EncoreMomentBadge, encore_moment_badge, GTK_TYPE_WIDGET)

static void
encore_moment_badge_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  EncoreMomentBadge *self = ENCORE_MOMENT_BADGE (widget);
  GskRoundedRect outline;
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  gsk_rounded_rect_init_from_rect (&outline, &area, 5);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &self->colour, &area);
  gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (widget, self->image, snapshot);
}

static void
encore_moment_badge_dispose (GObject *object)
{
  g_clear_pointer (&ENCORE_MOMENT_BADGE (object)->image, gtk_widget_unparent);
  G_OBJECT_CLASS (encore_moment_badge_parent_class)->dispose (object);
}

static void
encore_moment_badge_class_init (EncoreMomentBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_moment_badge_dispose;
  widget_class->snapshot = encore_moment_badge_snapshot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
encore_moment_badge_init (EncoreMomentBadge *self)
{
  self->image = gtk_image_new ();
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), 24, 24);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
encore_moment_badge_new (EncoreReview *review,
                         EncoreMoment *moment)
{
  EncoreMomentBadge *self = g_object_new (ENCORE_TYPE_MOMENT_BADGE, NULL);

  self->colour = encore_moment_colour (review, moment);
  float luminance = 0.299f * self->colour.red + 0.587f * self->colour.green + 0.114f * self->colour.blue;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), encore_outcome_icon_name (moment->outcome));
  gtk_widget_add_css_class (self->image, luminance > 0.6f ? "on-light" : "on-dark");
  return GTK_WIDGET (self);
}

static GtkWidget *
make_line (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_heading (const char *caption,
              const char *when)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *left = make_line (caption, "heading");
  GtkWidget *right = make_line (when, "caption");

  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_add_css_class (right, "numeric");
  gtk_widget_add_css_class (right, "dim-label");
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), right);
  return box;
}

/**
 * encore_moment_row_new:
 * @review: the hub
 * @moment: what the row stands for
 *
 * Returns: (transfer floating): a row for a list box
 */
GtkWidget *
encore_moment_row_new (EncoreReview *review,
                       EncoreMoment *moment)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *caption = encore_moment_caption (review, moment);
  g_autofree char *when = encore_moment_when (review, moment);
  const char *note = moment->note != NULL && *moment->note != '\0' ? moment->note : moment->cue;
  g_autofree char *name = g_strjoin (", ", caption, when, note, NULL);

  gtk_box_append (GTK_BOX (text), make_heading (caption, when));
  if (note != NULL && *note != '\0')
    {
      GtkWidget *line = make_line (note, "dim-label");

      gtk_label_set_single_line_mode (GTK_LABEL (line), TRUE);
      gtk_box_append (GTK_BOX (text), line);
    }
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), encore_moment_badge_new (review, moment));
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_add_css_class (box, "moment-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "encore-moment", g_object_ref (moment), g_object_unref);
  return row;
}
