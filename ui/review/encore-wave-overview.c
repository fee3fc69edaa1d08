/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-wave-overview.h"

#include <glib/gi18n.h>

#include "encore-review-correct.h"
#include "encore-review-redact.h"
#include "encore-review-text.h"
#include "encore-wave-bands.h"
#include "encore-wave-draw.h"

#define HEIGHT 30

struct _EncoreWaveOverview
{
  GtkWidget parent_instance;

  EncoreReview *review;
  EncoreWaveScale *scale;
  GskRenderNode *wave_node; /* wave and moments of the whole call */
  int playhead_x;
  double grip_px; /* from the middle of the handle to where it was taken */
};

G_DEFINE_FINAL_TYPE (EncoreWaveOverview, encore_wave_overview, GTK_TYPE_WIDGET)

static double
ms_per_px (EncoreWaveOverview *self)
{
  double duration_ms = encore_wave_scale_get_duration_ms (self->scale);

  return MAX (duration_ms, 1.0) / MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
}

static int
to_x (EncoreWaveOverview *self,
      gint64              at_ms)
{
  return (int) (at_ms / ms_per_px (self));
}

static void
draw_moments (EncoreWaveOverview *self,
              GtkSnapshot        *snapshot)
{
  GListModel *moments = encore_review_get_moments (self->review);

  for (guint i = 0; i < g_list_model_get_n_items (moments); i++)
    {
      g_autoptr (EncoreMoment) moment = g_list_model_get_item (moments, i);
      EncoreSpan span = encore_moment_span (self->review, moment);
      GdkRGBA colour = encore_moment_colour (self->review, moment);

      if (encore_span_is_empty (span))
        continue;

      int from = to_x (self, span.start_ms), to = to_x (self, span.end_ms);
      encore_wave_draw_rect (snapshot, &colour, from, 0, MAX (to - from, 3), 4);
    }
}

static void
draw_redactions (EncoreWaveOverview   *self,
                 GtkSnapshot          *snapshot,
                 const EncoreWaveLane *lane)
{
  GArray *muted = encore_review_get_muted (self->review);

  for (guint i = 0; i < muted->len; i++)
    {
      int from = to_x (self, g_array_index (muted, EncoreSpan, i).start_ms);
      int to = to_x (self, g_array_index (muted, EncoreSpan, i).end_ms);

      encore_wave_draw_hatch (snapshot, GTK_WIDGET (self), from, lane->top, MAX (to - from, 2), lane->height);
    }
}

static GskRenderNode *
build_wave (EncoreWaveOverview *self)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  EncorePeaks *peaks = encore_review_get_peaks (self->review);
  GdkRGBA colour = encore_wave_colour (GTK_WIDGET (self), "window_fg_color", 0.55);
  GdkRGBA ground = encore_wave_colour (GTK_WIDGET (self), "window_fg_color", 0.05);
  EncoreWaveLane lane = {
    .channel = -1,
    .top = 4,
    .height = gtk_widget_get_height (GTK_WIDGET (self)) - 4 - ENCORE_WAVE_STRIP_HEIGHT,
    .width = gtk_widget_get_width (GTK_WIDGET (self)),
    .start_px = 0,
    .ms_per_px = ms_per_px (self),
    .gain = peaks != NULL ? encore_wave_gain (peaks) : 1,
  };

  encore_wave_draw_rect (snapshot, &ground, 0, 0, lane.width, gtk_widget_get_height (GTK_WIDGET (self)));
  if (peaks != NULL)
    encore_wave_draw_lane (snapshot, peaks, &lane, &colour);
  draw_redactions (self, snapshot, &lane);
  if (peaks != NULL && encore_peaks_get_activity (peaks) != NULL)
    {
      EncoreWaveLane strip = lane;

      strip.top += lane.height;
      strip.height = ENCORE_WAVE_STRIP_HEIGHT;
      encore_wave_bands_draw_strip (snapshot, encore_peaks_get_activity (peaks), &strip, GTK_WIDGET (self));
    }
  draw_moments (self, snapshot);
  return gtk_snapshot_to_node (snapshot);
}

/* What is not in the lanes is dimmed; the handle has an edge that also shows in black and white. */
static void
draw_handle (EncoreWaveOverview *self,
             GtkSnapshot        *snapshot)
{
  EncoreSpan visible = encore_wave_scale_get_visible (self->scale);
  GdkRGBA dim = encore_wave_colour (GTK_WIDGET (self), "window_bg_color", 0.6);
  GdkRGBA edge = encore_wave_colour (GTK_WIDGET (self), "accent_color", 1.0);
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  int from = to_x (self, visible.start_ms), to = MAX (to_x (self, visible.end_ms), from + 4);

  if (from <= 0 && to >= width)
    return;

  encore_wave_draw_rect (snapshot, &dim, 0, 0, from, height);
  encore_wave_draw_rect (snapshot, &dim, to, 0, width - to, height);
  encore_wave_draw_rect (snapshot, &edge, from, 0, 2, height);
  encore_wave_draw_rect (snapshot, &edge, to - 2, 0, 2, height);
  encore_wave_draw_rect (snapshot, &edge, from, 0, to - from, 1);
  encore_wave_draw_rect (snapshot, &edge, from, height - 1, to - from, 1);
}

/* Where what is looked for is said. */
static void
draw_found (EncoreWaveOverview *self,
            GtkSnapshot        *snapshot)
{
  GdkRGBA colour = encore_wave_colour (GTK_WIDGET (self), "warning_color", 1.0);
  int height = gtk_widget_get_height (GTK_WIDGET (self)), last_x = -1;

  for (guint i = 0; i < encore_review_count_found (self->review); i++)
    {
      gint64 at_ms = encore_review_get_found (self->review, i)->at_ms;
      gboolean looked_at = (int) i == encore_review_get_found_at (self->review);
      int x = at_ms != ENCORE_NO_TIME ? to_x (self, at_ms) : -1;

      if (x < 0 || (x == last_x && !looked_at))
        continue;

      encore_wave_draw_rect (snapshot, &colour, x, looked_at ? 0 : height - 7, 2, looked_at ? height : 7);
      last_x = x;
    }
}

static void
encore_wave_overview_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  EncoreWaveOverview *self = ENCORE_WAVE_OVERVIEW (widget);
  GdkRGBA colour = encore_wave_colour (widget, "window_fg_color", 1.0);

  if (self->wave_node == NULL)
    self->wave_node = build_wave (self);
  if (self->wave_node != NULL)
    gtk_snapshot_append_node (snapshot, self->wave_node);
  draw_handle (self, snapshot);
  draw_found (self, snapshot);
  encore_wave_draw_rect (snapshot, &colour, self->playhead_x, 0, 1, gtk_widget_get_height (widget));
}

static void
invalidate (EncoreWaveOverview *self)
{
  g_clear_pointer (&self->wave_node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_position (EncoreWaveOverview *self)
{
  int x = to_x (self, encore_review_get_position_ms (self->review));

  if (x == self->playhead_x)
    return;

  self->playhead_x = x;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_duration (EncoreWaveOverview *self)
{
  invalidate (self);
  on_position (self);
}

static void
look_at (EncoreWaveOverview *self,
         double              x)
{
  encore_wave_scale_centre (self->scale, (gint64) ((x - self->grip_px) * ms_per_px (self)));
  if (encore_review_get_playing (self->review))
    encore_review_set_follow (self->review, FALSE);
}

static void
on_drag_begin (EncoreWaveOverview *self,
               double              x,
               double              y)
{
  EncoreSpan visible = encore_wave_scale_get_visible (self->scale);
  gint64 at_ms = (gint64) (x * ms_per_px (self));

  self->grip_px = 0;
  if (encore_span_contains (visible, at_ms))
    self->grip_px = x - (visible.start_ms + visible.end_ms) / 2.0 / ms_per_px (self);
  look_at (self, x);
}

static void
on_drag_update (EncoreWaveOverview *self,
                double              dx,
                double              dy,
                GtkGestureDrag     *gesture)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  look_at (self, x + dx);
}

static void
encore_wave_overview_measure (GtkWidget     *widget,
                              GtkOrientation orientation,
                              int            for_size,
                              int           *minimum,
                              int           *natural,
                              int           *minimum_baseline,
                              int           *natural_baseline)
{
  *minimum_baseline = *natural_baseline = -1;
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : HEIGHT;
}

static void
encore_wave_overview_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  on_duration (ENCORE_WAVE_OVERVIEW (widget));
}

static void
encore_wave_overview_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (encore_wave_overview_parent_class)->css_changed (widget, change);
  invalidate (ENCORE_WAVE_OVERVIEW (widget));
}

static void
encore_wave_overview_dispose (GObject *object)
{
  EncoreWaveOverview *self = ENCORE_WAVE_OVERVIEW (object);

  g_clear_pointer (&self->wave_node, gsk_render_node_unref);
  g_clear_object (&self->scale);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_wave_overview_parent_class)->dispose (object);
}

static void
encore_wave_overview_class_init (EncoreWaveOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_wave_overview_dispose;
  widget_class->snapshot = encore_wave_overview_snapshot;
  widget_class->measure = encore_wave_overview_measure;
  widget_class->size_allocate = encore_wave_overview_size_allocate;
  widget_class->css_changed = encore_wave_overview_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
encore_wave_overview_init (EncoreWaveOverview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("The whole call; drag to move the part in sight.\n"
                                                     "Blocks: both speak at once; dashes: hold music; line: nobody "
                                                     "speaks"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Overview of the call"), -1);
}

/**
 * encore_wave_overview_new:
 * @review: the hub
 * @scale: what the lanes show
 *
 * Returns: (transfer floating): the strip
 */
GtkWidget *
encore_wave_overview_new (EncoreReview    *review,
                          EncoreWaveScale *scale)
{
  EncoreWaveOverview *self = g_object_new (ENCORE_TYPE_WAVE_OVERVIEW, NULL);
  GListModel *moments = encore_review_get_moments (review);

  self->review = g_object_ref (review);
  self->scale = g_object_ref (scale);
  g_signal_connect_object (scale, "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::peaks", G_CALLBACK (invalidate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::redactions", G_CALLBACK (invalidate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::duration-ms", G_CALLBACK (on_duration), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (review, "notify::transcript", G_CALLBACK (invalidate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::found", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::position-ms", G_CALLBACK (on_position), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (moments, "items-changed", G_CALLBACK (invalidate), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
