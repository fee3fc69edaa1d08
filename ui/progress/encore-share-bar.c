/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-share-bar.h"

#include "encore-figures.h"
#include "encore-outcome-paint.h"

#define MIN_WIDTH 96
#define HEIGHT 18
#define DOT_RADIUS 5.0

struct _EncoreShareBar
{
  GtkWidget parent_instance;

  EncoreInterval interval;
  gboolean enough;
};

G_DEFINE_FINAL_TYPE (EncoreShareBar, encore_share_bar, GTK_TYPE_WIDGET)

static double
position (EncoreShareBar *self,
          double          share)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * DOT_RADIUS;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    share = 1 - share;
  return DOT_RADIUS + share * width;
}

static void
line (cairo_t *cr,
      double   from_x,
      double   from_y,
      double   to_x,
      double   to_y)
{
  cairo_move_to (cr, from_x, from_y);
  cairo_line_to (cr, to_x, to_y);
  cairo_stroke (cr);
}

static void
draw_track (EncoreShareBar *self,
            cairo_t        *cr,
            double          middle)
{
  GdkRGBA colour = encore_paint_colour (GTK_WIDGET (self), "window_fg_color");
  const double dashes[] = { 1, 7 };

  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha * 0.2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 3);
  if (!self->enough)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  line (cr, position (self, 0), middle, position (self, 1), middle);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* The whisker reaches over the interval, the dot stands at the share. */
static void
draw_share (EncoreShareBar *self,
            cairo_t        *cr,
            double          middle)
{
  GdkRGBA colour = encore_paint_colour (GTK_WIDGET (self), "accent_color");
  double low = position (self, self->interval.low), high = position (self, self->interval.high);

  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (cr, 2);
  line (cr, low, middle, high, middle);
  line (cr, low, middle - 4, low, middle + 4);
  line (cr, high, middle - 4, high, middle + 4);
  cairo_arc (cr, position (self, self->interval.share), middle, DOT_RADIUS, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
encore_share_bar_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  EncoreShareBar *self = ENCORE_SHARE_BAR (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  draw_track (self, cr, height / 2.0);
  if (self->enough)
    draw_share (self, cr, height / 2.0);
  cairo_destroy (cr);
}

static void
encore_share_bar_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : HEIGHT;
}

static void
encore_share_bar_class_init (EncoreShareBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = encore_share_bar_snapshot;
  widget_class->measure = encore_share_bar_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
encore_share_bar_init (EncoreShareBar *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * encore_share_bar_new:
 *
 * Returns: (transfer floating): a bar without a share
 */
GtkWidget *
encore_share_bar_new (void)
{
  return g_object_new (ENCORE_TYPE_SHARE_BAR, NULL);
}

/**
 * encore_share_bar_set_tally:
 * @self: the bar
 * @tally: counts
 *
 * Shows the share of openings taken; with too few of them, that there is none to show.
 */
void
encore_share_bar_set_tally (EncoreShareBar    *self,
                            const EncoreTally *tally)
{
  g_return_if_fail (ENCORE_IS_SHARE_BAR (self));

  g_autofree char *text = encore_figures_taken (tally);

  self->interval = encore_tally_taken (tally);
  self->enough = encore_figures_enough (tally);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

EncoreInterval
encore_share_bar_get_interval (EncoreShareBar *self)
{
  g_return_val_if_fail (ENCORE_IS_SHARE_BAR (self), (EncoreInterval) { 0 });

  return self->interval;
}

/**
 * encore_share_bar_get_enough:
 * @self: the bar
 *
 * Returns: whether the share is shown: there are enough openings to say something
 */
gboolean
encore_share_bar_get_enough (EncoreShareBar *self)
{
  g_return_val_if_fail (ENCORE_IS_SHARE_BAR (self), FALSE);

  return self->enough;
}
