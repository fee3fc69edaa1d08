/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-element-chart.h"

#include <glib/gi18n.h>

#include "encore-figures.h"
#include "encore-outcome-paint.h"

#define MAX_MONTHS 12
#define WIDTH 132
#define HEIGHT 40
#define DOT_RADIUS 3.0
#define MARGIN 5.0

struct _EncoreElementChart
{
  GtkWidget parent_instance;

  EncoreElement *element;
  guint first; /* the oldest month that is shown */
};

G_DEFINE_FINAL_TYPE (EncoreElementChart, encore_element_chart, GTK_TYPE_WIDGET)

static const EncoreElementMonth *
get_month (EncoreElementChart *self,
           guint               month)
{
  return &g_array_index (self->element->months, EncoreElementMonth, self->first + month);
}

/* In right-to-left languages time runs to the left as well. */
static double
across (EncoreElementChart *self,
        guint               month)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  double slot = width / MAX (1, encore_element_chart_get_n_months (self));
  double x = MARGIN + (month + 0.5) * slot;

  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? 2 * MARGIN + width - x : x;
}

static double
down (EncoreElementChart *self,
      double              percent)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN;

  return MARGIN + height * (1 - CLAMP (percent, 0, 100) / 100);
}

static void
set_colour (EncoreElementChart *self,
            cairo_t            *cr,
            const char         *name,
            double              alpha)
{
  GdkRGBA colour = encore_paint_colour (GTK_WIDGET (self), name);

  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha * alpha);
}

/* None and full marks. */
static void
draw_frame (EncoreElementChart *self,
            cairo_t            *cr)
{
  const double marks[] = { 0, 100 };

  set_colour (self, cr, "window_fg_color", 0.2);
  cairo_set_line_width (cr, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      cairo_move_to (cr, 0, down (self, marks[i]));
      cairo_line_to (cr, gtk_widget_get_width (GTK_WIDGET (self)), down (self, marks[i]));
      cairo_stroke (cr);
    }
}

static void
draw_interval (EncoreElementChart *self,
               cairo_t            *cr,
               guint               month)
{
  const EncoreMean *mean = &get_month (self, month)->mean;

  if (mean->n < 2)
    return;

  set_colour (self, cr, "accent_color", 0.35);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, across (self, month), down (self, mean->low));
  cairo_line_to (cr, across (self, month), down (self, mean->high));
  cairo_stroke (cr);
}

/* From month to month; where nobody evaluated, it goes on to the next that somebody did. */
static void
draw_line (EncoreElementChart *self,
           cairo_t            *cr)
{
  set_colour (self, cr, "accent_color", 1);
  cairo_set_line_width (cr, 1.5);
  for (guint i = 0; i < encore_element_chart_get_n_months (self); i++)
    if (get_month (self, i)->mean.n > 0)
      cairo_line_to (cr, across (self, i), down (self, get_month (self, i)->mean.mean));
  cairo_stroke (cr);
}

static void
draw_dots (EncoreElementChart *self,
           cairo_t            *cr)
{
  set_colour (self, cr, "accent_color", 1);
  for (guint i = 0; i < encore_element_chart_get_n_months (self); i++)
    if (get_month (self, i)->mean.n > 0)
      {
        cairo_arc (cr, across (self, i), down (self, get_month (self, i)->mean.mean), DOT_RADIUS, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

static void
encore_element_chart_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  EncoreElementChart *self = ENCORE_ELEMENT_CHART (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &area);

  draw_frame (self, cr);
  for (guint i = 0; i < encore_element_chart_get_n_months (self); i++)
    draw_interval (self, cr, i);
  draw_line (self, cr);
  draw_dots (self, cr);
  cairo_destroy (cr);
}

static void
encore_element_chart_measure (GtkWidget     *widget,
                              GtkOrientation orientation,
                              int            for_size,
                              int           *minimum,
                              int           *natural,
                              int           *minimum_baseline,
                              int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
encore_element_chart_dispose (GObject *object)
{
  g_clear_object (&ENCORE_ELEMENT_CHART (object)->element);

  G_OBJECT_CLASS (encore_element_chart_parent_class)->dispose (object);
}

static void
encore_element_chart_class_init (EncoreElementChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_element_chart_dispose;
  widget_class->snapshot = encore_element_chart_snapshot;
  widget_class->measure = encore_element_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
encore_element_chart_init (EncoreElementChart *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * encore_element_chart_new:
 * @element: what is shown, the newest twelve months at most
 *
 * Returns: (transfer floating): the mean of each month, with its interval
 */
GtkWidget *
encore_element_chart_new (EncoreElement *element)
{
  g_return_val_if_fail (ENCORE_IS_ELEMENT (element), NULL);

  EncoreElementChart *self = g_object_new (ENCORE_TYPE_ELEMENT_CHART, NULL);

  self->element = g_object_ref (element);
  if (element->months->len > MAX_MONTHS)
    self->first = element->months->len - MAX_MONTHS;

  g_autofree char *text = encore_element_chart_describe (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return GTK_WIDGET (self);
}

guint
encore_element_chart_get_n_months (EncoreElementChart *self)
{
  g_return_val_if_fail (ENCORE_IS_ELEMENT_CHART (self), 0);

  return self->element->months->len - self->first;
}

/**
 * encore_element_chart_describe:
 * @self: the chart
 *
 * Returns: (transfer full): its numbers in words, a line for each month in which somebody evaluated
 */
char *
encore_element_chart_describe (EncoreElementChart *self)
{
  g_return_val_if_fail (ENCORE_IS_ELEMENT_CHART (self), NULL);

  GString *text = g_string_new (NULL);

  for (guint i = 0; i < encore_element_chart_get_n_months (self); i++)
    {
      const EncoreElementMonth *month = get_month (self, i);
      g_autofree char *name = encore_figures_month (month->starts_at, TRUE);
      g_autofree char *percent = encore_figures_percent (month->mean.mean / 100);

      if (month->mean.n == 0)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: a month, a percentage, how many evaluations */
      g_string_append_printf (text, _ ("%s: %s (n = %'d)"), name, percent, month->mean.n);
    }

  return g_string_free (text, FALSE);
}
