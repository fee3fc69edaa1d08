/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-outcome-plot.h"

#include <glib/gi18n.h>

#include "encore-figures.h"
#include "encore-outcome-paint.h"

#define MAX_MONTHS 12
#define PLOT_HEIGHT 180
#define MIN_SLOT 24
#define MAX_BAR 44.0
#define TOP 20.0
#define BOTTOM 22.0
#define AXIS 34.0

struct _EncoreOutcomePlot
{
  GtkWidget parent_instance;

  EncoreProgress *progress; /* NULL: nothing to show */
  guint first;              /* the oldest month that is shown */
  int ceiling;              /* openings at the top of the axis */
  int current;              /* shown month under pointer or keyboard, -1: none */
};

G_DEFINE_FINAL_TYPE (EncoreOutcomePlot, encore_outcome_plot, GTK_TYPE_WIDGET)

enum
{
  CURRENT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const EncoreProgressRow *
get_month (EncoreOutcomePlot *self,
           guint              month)
{
  return g_ptr_array_index (self->progress->months, self->first + month);
}

static void
set_current (EncoreOutcomePlot *self,
             int                current)
{
  if (self->current == current)
    return;

  self->current = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CURRENT_CHANGED], 0);
}

/* The first of 2, 4, 6, 10, 20, 40... that holds @n; its half is a whole number. */
static int
round_up (int n)
{
  for (int scale = 1;; scale *= 10)
    for (int step = 2; step <= 6; step += 2)
      if (n <= step * scale)
        return step * scale;
      else if (step == 6 && n <= 10 * scale)
        return 10 * scale;
}

static double
slot_width (EncoreOutcomePlot *self)
{
  return (gtk_widget_get_width (GTK_WIDGET (self)) - AXIS) / MAX (1, encore_outcome_plot_get_n_months (self));
}

/* In right-to-left languages time runs to the left as well. */
static double
slot_start (EncoreOutcomePlot *self,
            guint              month)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return gtk_widget_get_width (GTK_WIDGET (self)) - AXIS - (month + 1) * slot_width (self);

  return AXIS + month * slot_width (self);
}

static int
month_at (EncoreOutcomePlot *self,
          double             x)
{
  guint n = encore_outcome_plot_get_n_months (self);

  for (guint i = 0; i < n; i++)
    if (x >= slot_start (self, i) && x < slot_start (self, i) + slot_width (self))
      return (int) i;
  return -1;
}

static void
draw_text (EncoreOutcomePlot *self,
           GtkSnapshot       *snapshot,
           const char        *text,
           double             centre,
           double             top,
           double             alpha)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA colour = encore_paint_colour (GTK_WIDGET (self), "window_fg_color");
  int width;

  colour.alpha *= alpha;
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (centre - width / 2.0, top));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_axis (EncoreOutcomePlot *self,
           GtkSnapshot       *snapshot)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - TOP - BOTTOM;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkRGBA colour = encore_paint_colour (GTK_WIDGET (self), "window_fg_color");

  colour.alpha *= 0.15;
  for (int i = 0; i <= 2; i++)
    {
      double y = TOP + height - height * i / 2;
      g_autofree char *label = g_strdup_printf ("%'d", self->ceiling * i / 2);

      gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (rtl ? 0 : AXIS, (int) y, width - AXIS, 1));
      draw_text (self, snapshot, label, rtl ? width - AXIS / 2 : AXIS / 2, y - 8, 0.6);
    }
}

static void
draw_stack (EncoreOutcomePlot *self,
            cairo_t           *cr,
            guint              month)
{
  const EncoreTally *tally = &get_month (self, month)->tally;
  const int counts[] = { tally->taken, tally->partly, tally->missed };
  const EncoreOutcome outcomes[] = { ENCORE_OUTCOME_TAKEN, ENCORE_OUTCOME_PARTLY, ENCORE_OUTCOME_MISSED };
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - TOP - BOTTOM;
  double bar = MIN (MAX_BAR, slot_width (self) * 0.6);
  double left = slot_start (self, month) + (slot_width (self) - bar) / 2;
  double bottom = TOP + height;

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      double part = height * counts[i] / self->ceiling;
      graphene_rect_t area = GRAPHENE_RECT_INIT (left, bottom - part, bar, MAX (0, part - 1));

      if (counts[i] > 0)
        encore_outcome_paint (GTK_WIDGET (self), cr, outcomes[i], &area);
      bottom -= part;
    }
}

static void
draw_month_name (EncoreOutcomePlot *self,
                 GtkSnapshot       *snapshot,
                 guint              month)
{
  const EncoreProgressRow *row = get_month (self, month);
  g_autofree char *name = encore_figures_month (row->starts_at, FALSE);
  double centre = slot_start (self, month) + slot_width (self) / 2;

  draw_text (self, snapshot, name, centre, gtk_widget_get_height (GTK_WIDGET (self)) - BOTTOM + 3, 0.8);
}

static void
draw_total (EncoreOutcomePlot *self,
            GtkSnapshot       *snapshot,
            guint              month)
{
  int n = encore_tally_openings (&get_month (self, month)->tally);
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - TOP - BOTTOM;
  double centre = slot_start (self, month) + slot_width (self) / 2;
  g_autofree char *text = g_strdup_printf ("%'d", n);

  if (n > 0)
    draw_text (self, snapshot, text, centre, TOP + height - height * n / self->ceiling - 19, 1.0);
}

static void
draw_current (EncoreOutcomePlot *self,
              GtkSnapshot       *snapshot)
{
  GdkRGBA colour = encore_paint_colour (GTK_WIDGET (self), "window_fg_color");
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->current < 0)
    return;

  colour.alpha *= 0.07;
  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (slot_start (self, self->current), 0, slot_width (self), height));
}

static void
encore_outcome_plot_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  EncoreOutcomePlot *self = ENCORE_OUTCOME_PLOT (widget);
  guint n = encore_outcome_plot_get_n_months (self);
  cairo_t *cr;

  if (n == 0)
    return;

  draw_current (self, snapshot);
  draw_axis (self, snapshot);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                                 gtk_widget_get_height (widget)));
  for (guint i = 0; i < n; i++)
    draw_stack (self, cr, i);
  cairo_destroy (cr);
  for (guint i = 0; i < n; i++)
    {
      draw_month_name (self, snapshot, i);
      draw_total (self, snapshot, i);
    }
}

static void
encore_outcome_plot_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? (int) AXIS + MAX_MONTHS * MIN_SLOT : PLOT_HEIGHT;
  *natural = *minimum;
}

static gboolean
on_query_tooltip (EncoreOutcomePlot *self,
                  int                x,
                  int                y,
                  gboolean           keyboard,
                  GtkTooltip        *tooltip)
{
  int month = keyboard ? self->current : month_at (self, x);
  g_autofree char *text = NULL;

  if (month < 0)
    return FALSE;

  text = encore_outcome_plot_describe (self, month);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
on_motion (EncoreOutcomePlot *self,
           double             x,
           double             y)
{
  set_current (self, month_at (self, x));
}

static void
on_leave (EncoreOutcomePlot *self)
{
  set_current (self, -1);
}

static gboolean
on_step (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  EncoreOutcomePlot *self = ENCORE_OUTCOME_PLOT (widget);
  int n = (int) encore_outcome_plot_get_n_months (self);
  int step = g_variant_get_int32 (args);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    step = -step;
  if (n > 0)
    set_current (self, self->current < 0 ? (step > 0 ? 0 : n - 1) : CLAMP (self->current + step, 0, n - 1));
  return n > 0;
}

static void
encore_outcome_plot_dispose (GObject *object)
{
  g_clear_object (&ENCORE_OUTCOME_PLOT (object)->progress);

  G_OBJECT_CLASS (encore_outcome_plot_parent_class)->dispose (object);
}

static void
encore_outcome_plot_class_init (EncoreOutcomePlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_outcome_plot_dispose;
  widget_class->snapshot = encore_outcome_plot_snapshot;
  widget_class->measure = encore_outcome_plot_measure;
  gtk_widget_class_set_css_name (widget_class, "outcomeplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, on_step, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, on_step, "i", 1);

  /**
   * EncoreOutcomePlot::current-changed:
   *
   * Another month is under the pointer or was chosen by keyboard.
   */
  signals[CURRENT_CHANGED] = g_signal_new ("current-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

static void
encore_outcome_plot_init (EncoreOutcomePlot *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->current = -1;
  self->ceiling = 2;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
encore_outcome_plot_new (void)
{
  return g_object_new (ENCORE_TYPE_OUTCOME_PLOT, NULL);
}

/**
 * encore_outcome_plot_set_progress:
 * @self: the plot
 * @progress: (nullable): whose newest months are shown
 */
void
encore_outcome_plot_set_progress (EncoreOutcomePlot *self,
                                  EncoreProgress    *progress)
{
  int most = 0;

  g_set_object (&self->progress, progress);
  self->first = progress != NULL && progress->months->len > MAX_MONTHS ? progress->months->len - MAX_MONTHS : 0;
  for (guint i = 0; i < encore_outcome_plot_get_n_months (self); i++)
    most = MAX (most, encore_tally_openings (&get_month (self, i)->tally));

  self->ceiling = round_up (most);
  set_current (self, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
encore_outcome_plot_get_n_months (EncoreOutcomePlot *self)
{
  return self->progress == NULL ? 0 : self->progress->months->len - self->first;
}

int
encore_outcome_plot_get_current (EncoreOutcomePlot *self)
{
  return self->current;
}

/**
 * encore_outcome_plot_describe:
 * @self: the plot
 * @month: one of the months that are shown
 *
 * Returns: (transfer full): the month's numbers in words
 */
char *
encore_outcome_plot_describe (EncoreOutcomePlot *self,
                              guint              month)
{
  const EncoreProgressRow *row = get_month (self, month);
  g_autofree char *name = encore_figures_month (row->starts_at, TRUE);
  g_autofree char *outcomes = encore_figures_outcomes (&row->tally);
  g_autofree char *calls = encore_figures_calls (row->n_calls);

  /* Translators: month, then counts of openings, then number of calls */
  return g_strdup_printf (_ ("%s: %s · %s"), name, outcomes, calls);
}
