/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-outcome-paint.h"

#define SWATCH_SIZE 14
#define HATCH_GAP 5.0

/**
 * encore_paint_colour:
 * @widget: whose style counts
 * @name: a named colour of the style sheet
 *
 * Returns: that colour, or the text colour when there is none of that name
 */
GdkRGBA
encore_paint_colour (GtkWidget  *widget,
                     const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (style, name, &colour))
    gtk_style_context_get_color (style, &colour);
  return colour;
}

static const char *
colour_name (EncoreOutcome outcome)
{
  switch (outcome)
    {
    case ENCORE_OUTCOME_TAKEN:
      return "success_color";
    case ENCORE_OUTCOME_PARTLY:
      return "warning_color";
    case ENCORE_OUTCOME_MISSED:
      return "error_color";
    case ENCORE_OUTCOME_NONE:
    default:
      return "window_fg_color";
    }
}

static void
set_colour (cairo_t       *cr,
            const GdkRGBA *colour,
            double         alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * alpha);
}

static void
hatch (cairo_t               *cr,
       const graphene_rect_t *area)
{
  double x = area->origin.x, y = area->origin.y;
  double width = area->size.width, height = area->size.height;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 2);
  for (double at = -height; at < width; at += HATCH_GAP)
    {
      cairo_move_to (cr, x + at, y + height);
      cairo_line_to (cr, x + at + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/**
 * encore_outcome_paint:
 * @widget: whose colours are used
 * @cr: where to paint
 * @outcome: what is counted
 * @area: the bar
 *
 * Taken is solid, partly is hatched and missed is hollow, so that colour is not all that
 * tells them apart.
 */
void
encore_outcome_paint (GtkWidget             *widget,
                      cairo_t               *cr,
                      EncoreOutcome          outcome,
                      const graphene_rect_t *area)
{
  GdkRGBA colour = encore_paint_colour (widget, colour_name (outcome));
  graphene_rect_t edge;

  graphene_rect_inset_r (area, 1, 1, &edge);
  if (edge.size.width <= 0 || edge.size.height <= 0)
    edge = *area;

  set_colour (cr, &colour, outcome == ENCORE_OUTCOME_TAKEN ? 1.0 : 0.12);
  cairo_rectangle (cr, area->origin.x, area->origin.y, area->size.width, area->size.height);
  cairo_fill (cr);

  set_colour (cr, &colour, 1.0);
  if (outcome == ENCORE_OUTCOME_PARTLY)
    hatch (cr, area);

  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, edge.origin.x, edge.origin.y, edge.size.width, edge.size.height);
  cairo_stroke (cr);
}

struct _EncoreOutcomeSwatch
{
  GtkWidget parent_instance;

  EncoreOutcome outcome;
};

G_DEFINE_FINAL_TYPE (EncoreOutcomeSwatch, encore_outcome_swatch, GTK_TYPE_WIDGET)

static void
encore_outcome_swatch_measure (GtkWidget     *widget,
                               GtkOrientation orientation,
                               int            for_size,
                               int           *minimum,
                               int           *natural,
                               int           *minimum_baseline,
                               int           *natural_baseline)
{
  *minimum = *natural = SWATCH_SIZE;
}

static void
encore_outcome_swatch_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &area);

  encore_outcome_paint (widget, cr, ENCORE_OUTCOME_SWATCH (widget)->outcome, &area);
  cairo_destroy (cr);
}

static void
encore_outcome_swatch_class_init (EncoreOutcomeSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = encore_outcome_swatch_measure;
  widget_class->snapshot = encore_outcome_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
encore_outcome_swatch_init (EncoreOutcomeSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * encore_outcome_swatch_new:
 * @outcome: what it stands for
 *
 * Returns: (transfer floating): a sample to put beside the outcome's name
 */
GtkWidget *
encore_outcome_swatch_new (EncoreOutcome outcome)
{
  EncoreOutcomeSwatch *self = g_object_new (ENCORE_TYPE_OUTCOME_SWATCH, NULL);

  self->outcome = outcome;
  return GTK_WIDGET (self);
}
