/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-wave-lanes.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-review-correct.h"
#include "encore-review-redact.h"
#include "encore-review-text.h"
#include "encore-text.h"
#include "encore-wave-bands.h"
#include "encore-wave-draw.h"
#include "encore-wave-flags.h"

#define LANE_GAP (ENCORE_WAVE_STRIP_HEIGHT + 2)
#define TOOLTIP_CHARS 56
#define TOOLTIP_LINES 8
#define LANE_MIN_HEIGHT 28
#define DRAG_THRESHOLD_PX 5
#define ZOOM_STEP 1.25
#define HANDLE_REACH_PX 7
#define HANDLE_HEIGHT 18
/* A segment that is edited is brought near when it would be narrower than this. */
#define DRAFT_MIN_PX 48

typedef enum
{
  EDGE_NONE,
  EDGE_START,
  EDGE_END,
} Edge;

struct _EncoreWaveLanes
{
  GtkWidget parent_instance;

  EncoreReview *review;
  EncoreWaveScale *scale;

  /* Thin layers: each is drawn again only when it has changed. */
  GskRenderNode *wave_node;
  GskRenderNode *moments_node;
  GArray *flags; /* EncoreWaveFlag; NULL: place them again */

  int playhead_x;
  gint64 spoken_s; /* last position told to assistive technology */
  double pointer_x;
  double pan_px;  /* how far a pan has come */
  gint64 drag_ms; /* where a drag began */
  double drag_x, drag_y;
  gboolean dragging;

  int draft_segment; /* the one that was brought into sight, or -1 */
  Edge edge;         /* of it, that is being dragged */
};

G_DEFINE_FINAL_TYPE (EncoreWaveLanes, encore_wave_lanes, GTK_TYPE_WIDGET)

static int
count_lanes (EncoreWaveLanes *self)
{
  EncorePeaks *peaks = encore_review_get_peaks (self->review);

  return peaks != NULL ? CLAMP (encore_peaks_get_channels (peaks), 1, 2) : 1;
}

static void
invalidate_moments (EncoreWaveLanes *self)
{
  g_clear_pointer (&self->moments_node, gsk_render_node_unref);
  g_clear_pointer (&self->flags, g_array_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
invalidate_wave (EncoreWaveLanes *self)
{
  g_clear_pointer (&self->wave_node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
invalidate (EncoreWaveLanes *self)
{
  invalidate_moments (self);
  invalidate_wave (self);
}

static GArray *
get_flags (EncoreWaveLanes *self)
{
  if (self->flags == NULL)
    self->flags = encore_wave_flags_place (self->review, self->scale);

  return self->flags;
}

/* Drawing */

static EncoreWaveLane
lane_for (EncoreWaveLanes *self,
          int              channel)
{
  int n_lanes = count_lanes (self);
  int n_gaps = MAX (n_lanes - 1, 1); /* the bands lie between two lanes or below one */
  int height = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - ENCORE_WAVE_TOP - n_gaps * LANE_GAP, 2) / n_lanes;

  return (EncoreWaveLane) {
    .channel = channel,
    .top = ENCORE_WAVE_TOP + channel * (height + LANE_GAP),
    .height = height,
    .width = gtk_widget_get_width (GTK_WIDGET (self)),
    .start_px = encore_wave_scale_get_start_px (self->scale),
    .ms_per_px = encore_wave_scale_get_ms_per_px (self->scale),
  };
}

static GdkRGBA
lane_colour (EncoreWaveLanes *self,
             int              channel)
{
  gboolean customer = encore_review_channel_party (self->review, channel) == ENCORE_PARTY_CUSTOMER;

  return encore_wave_colour (GTK_WIDGET (self), customer ? "encore_customer_color" : "encore_agent_color", 1.0);
}

static void
draw_strip (EncoreWaveLanes *self,
            GtkSnapshot     *snapshot,
            EncoreActivity  *activity)
{
  EncoreWaveLane strip = lane_for (self, 0);

  strip.top += strip.height + (LANE_GAP - ENCORE_WAVE_STRIP_HEIGHT) / 2;
  strip.height = ENCORE_WAVE_STRIP_HEIGHT;
  encore_wave_bands_draw_strip (snapshot, activity, &strip, GTK_WIDGET (self));
}

static GskRenderNode *
build_wave (EncoreWaveLanes *self)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  EncorePeaks *peaks = encore_review_get_peaks (self->review);
  EncoreActivity *activity = peaks != NULL ? encore_peaks_get_activity (peaks) : NULL;
  double gain = peaks != NULL ? encore_wave_gain (peaks) : 1;
  GdkRGBA ground = encore_wave_colour (GTK_WIDGET (self), "window_fg_color", 0.05);
  GdkRGBA text = encore_wave_colour (GTK_WIDGET (self), "window_fg_color", 0.7);

  for (int channel = 0; channel < count_lanes (self); channel++)
    {
      EncoreWaveLane lane = lane_for (self, channel);
      GdkRGBA colour = lane_colour (self, channel);

      encore_wave_draw_rect (snapshot, &ground, 0, lane.top, lane.width, lane.height);
      lane.gain = gain;
      if (peaks != NULL)
        encore_wave_draw_lane (snapshot, peaks, &lane, &colour);
      if (activity != NULL)
        encore_wave_bands_draw_speech (snapshot, activity, &lane, &colour);
    }

  if (activity != NULL)
    draw_strip (self, snapshot, activity);

  EncoreWaveLane ruler = lane_for (self, 0);
  ruler.top = 0;
  ruler.height = ENCORE_WAVE_RULER_HEIGHT;
  encore_wave_draw_ruler (snapshot, GTK_WIDGET (self), &ruler, encore_wave_scale_get_duration_ms (self->scale), &text);
  return gtk_snapshot_to_node (snapshot);
}

static GskRenderNode *
build_moments (EncoreWaveLanes *self)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  encore_wave_flags_draw (get_flags (self), self->review, GTK_WIDGET (self), snapshot, ENCORE_WAVE_TOP,
                          gtk_widget_get_height (GTK_WIDGET (self)) - ENCORE_WAVE_TOP);
  return gtk_snapshot_to_node (snapshot);
}

/* Where it is silent: the wave is covered, and hatched so that nobody takes it for a pause. */
static void
draw_redactions (EncoreWaveLanes *self,
                 GtkSnapshot     *snapshot)
{
  GArray *muted = encore_review_get_muted (self->review);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - ENCORE_WAVE_TOP;

  for (guint i = 0; i < muted->len; i++)
    {
      EncoreSpan span = g_array_index (muted, EncoreSpan, i);
      int from = MAX (encore_wave_scale_to_x (self->scale, span.start_ms), 0);
      int to = MIN (encore_wave_scale_to_x (self->scale, span.end_ms), width);

      encore_wave_draw_hatch (snapshot, GTK_WIDGET (self), from, ENCORE_WAVE_TOP, MAX (to - from, to >= 0 ? 2 : 0),
                              height);
    }
}

static void
draw_selection (EncoreWaveLanes *self,
                GtkSnapshot     *snapshot)
{
  EncoreSpan selection = encore_review_get_selection (self->review);
  GdkRGBA fill = encore_wave_colour (GTK_WIDGET (self), "accent_bg_color", 0.22);
  GdkRGBA edge = encore_wave_colour (GTK_WIDGET (self), "accent_color", 1.0);
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - ENCORE_WAVE_RULER_HEIGHT;

  if (encore_span_is_empty (selection))
    return;

  int from = encore_wave_scale_to_x (self->scale, selection.start_ms);
  int to = encore_wave_scale_to_x (self->scale, selection.end_ms);

  encore_wave_draw_rect (snapshot, &fill, from, ENCORE_WAVE_RULER_HEIGHT, to - from, height);
  encore_wave_draw_rect (snapshot, &edge, from, ENCORE_WAVE_RULER_HEIGHT, 1, height);
  encore_wave_draw_rect (snapshot, &edge, to - 1, ENCORE_WAVE_RULER_HEIGHT, 1, height);
}

/* An edge that can be dragged, with a grip. */
static void
draw_edge (EncoreWaveLanes *self,
           GtkSnapshot     *snapshot,
           const GdkRGBA   *colour,
           gint64           at_ms)
{
  int x = encore_wave_scale_to_x (self->scale, at_ms);
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - ENCORE_WAVE_RULER_HEIGHT;
  int middle = ENCORE_WAVE_RULER_HEIGHT + height / 2;

  encore_wave_draw_rect (snapshot, colour, x - 1, ENCORE_WAVE_RULER_HEIGHT, 2, height);
  encore_wave_draw_rect (snapshot, colour, x - 4, middle - HANDLE_HEIGHT / 2, 8, HANDLE_HEIGHT);
}

static void
draw_draft (EncoreWaveLanes *self,
            GtkSnapshot     *snapshot)
{
  EncoreSpan span = encore_review_get_draft_span (self->review);
  GdkRGBA fill = encore_wave_colour (GTK_WIDGET (self), "accent_bg_color", 0.15);
  GdkRGBA edge = encore_wave_colour (GTK_WIDGET (self), "accent_color", 1.0);

  if (encore_review_get_draft_segment (self->review) < 0 || span.start_ms == ENCORE_NO_TIME)
    return;

  int from = encore_wave_scale_to_x (self->scale, span.start_ms);
  int to = encore_wave_scale_to_x (self->scale, span.end_ms);

  encore_wave_draw_rect (snapshot, &fill, from, ENCORE_WAVE_RULER_HEIGHT, to - from,
                         gtk_widget_get_height (GTK_WIDGET (self)) - ENCORE_WAVE_RULER_HEIGHT);
  draw_edge (self, snapshot, &edge, span.start_ms);
  draw_edge (self, snapshot, &edge, span.end_ms);
}

/* Where what is looked for is said: a tick at the lower edge, a longer one where one looks. */
static void
draw_found (EncoreWaveLanes *self,
            GtkSnapshot     *snapshot)
{
  guint n_found = encore_review_count_found (self->review);
  GdkRGBA colour = encore_wave_colour (GTK_WIDGET (self), "warning_color", 1.0);
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  EncoreSpan visible = encore_wave_scale_get_visible (self->scale);
  int last_x = -1;

  for (guint i = 0; i < n_found; i++)
    {
      gint64 at_ms = encore_review_get_found (self->review, i)->at_ms;

      if (at_ms == ENCORE_NO_TIME || at_ms < visible.start_ms || at_ms > visible.end_ms)
        continue;

      gboolean looked_at = (int) i == encore_review_get_found_at (self->review);
      int x = encore_wave_scale_to_x (self->scale, at_ms);
      int length = looked_at ? height - ENCORE_WAVE_RULER_HEIGHT : 9;

      if (x < 0 || x >= width || (x == last_x && !looked_at))
        continue;

      encore_wave_draw_rect (snapshot, &colour, x, height - length, 2, length);
      last_x = x;
    }
}

static void
draw_playhead (EncoreWaveLanes *self,
               GtkSnapshot     *snapshot)
{
  GdkRGBA colour = encore_wave_colour (GTK_WIDGET (self), "window_fg_color", 1.0);
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  encore_wave_draw_rect (snapshot, &colour, self->playhead_x - 4, ENCORE_WAVE_RULER_HEIGHT - 3, 9, 3);
  encore_wave_draw_rect (snapshot, &colour, self->playhead_x - 2, ENCORE_WAVE_RULER_HEIGHT, 5, 2);
  encore_wave_draw_rect (snapshot, &colour, self->playhead_x, ENCORE_WAVE_RULER_HEIGHT, 1, height);
}

static void
draw_focus (EncoreWaveLanes *self,
            GtkSnapshot     *snapshot)
{
  GdkRGBA colour = encore_wave_colour (GTK_WIDGET (self), "accent_color", 0.5);
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  encore_wave_draw_rect (snapshot, &colour, 0, 0, width, 2);
  encore_wave_draw_rect (snapshot, &colour, 0, height - 2, width, 2);
  encore_wave_draw_rect (snapshot, &colour, 0, 2, 2, height - 4);
  encore_wave_draw_rect (snapshot, &colour, width - 2, 2, 2, height - 4);
}

static void
encore_wave_lanes_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  EncoreWaveLanes *self = ENCORE_WAVE_LANES (widget);

  if (self->wave_node == NULL)
    self->wave_node = build_wave (self);
  if (self->moments_node == NULL)
    self->moments_node = build_moments (self);

  if (self->wave_node != NULL)
    gtk_snapshot_append_node (snapshot, self->wave_node);
  draw_redactions (self, snapshot);
  if (self->moments_node != NULL)
    gtk_snapshot_append_node (snapshot, self->moments_node);
  draw_selection (self, snapshot);
  draw_draft (self, snapshot);
  draw_found (self, snapshot);
  draw_playhead (self, snapshot);
  if (gtk_widget_has_visible_focus (widget))
    draw_focus (self, snapshot);
}

/* What changes around it */

static void
speak_position (EncoreWaveLanes *self)
{
  gint64 position_ms = encore_review_get_position_ms (self->review);
  g_autofree char *text = NULL;

  if (position_ms / 1000 == self->spoken_s)
    return;

  self->spoken_s = position_ms / 1000;
  text = encore_text_position (position_ms);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  MAX (encore_review_get_duration_ms (self->review) / 1000.0, 1.0),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->spoken_s,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static void
on_position (EncoreWaveLanes *self)
{
  gint64 position_ms = encore_review_get_position_ms (self->review);

  if (encore_review_get_follow (self->review) && !self->dragging && encore_review_get_playing (self->review))
    encore_wave_scale_show_page (self->scale, position_ms);

  int x = encore_wave_scale_to_x (self->scale, position_ms);
  if (x != self->playhead_x)
    {
      self->playhead_x = x;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  speak_position (self);
}

static void
on_reveal (EncoreWaveLanes *self,
           gint64           position_ms)
{
  encore_wave_scale_show_page (self->scale, position_ms);
  on_position (self);
}

static void
on_scale_changed (EncoreWaveLanes *self)
{
  self->playhead_x = encore_wave_scale_to_x (self->scale, encore_review_get_position_ms (self->review));
  invalidate (self);
}

/* Whoever begins to edit a segment sees where it is, large enough to be dragged. */
static void
on_draft (EncoreWaveLanes *self)
{
  int segment = encore_review_get_draft_segment (self->review);
  EncoreSpan span = encore_review_get_draft_span (self->review);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (segment == self->draft_segment)
    return;

  self->draft_segment = segment;
  if (segment < 0 || span.start_ms == ENCORE_NO_TIME)
    return;

  double length_ms = (double) encore_span_length (span);
  if (length_ms / encore_wave_scale_get_ms_per_px (self->scale) < DRAFT_MIN_PX)
    encore_wave_scale_show_span (self->scale, (EncoreSpan) { MAX (0, span.start_ms - (gint64) length_ms),
                                                            span.end_ms + (gint64) length_ms });
  else
    encore_wave_scale_show_page (self->scale, span.start_ms);
}

/* Pointer */

static Edge
edge_at (EncoreWaveLanes *self,
         double           x)
{
  EncoreSpan span = encore_review_get_draft_span (self->review);

  if (encore_review_get_draft_segment (self->review) < 0 || span.start_ms == ENCORE_NO_TIME)
    return EDGE_NONE;

  double from_start = fabs (x - encore_wave_scale_to_x (self->scale, span.start_ms));
  double from_end = fabs (x - encore_wave_scale_to_x (self->scale, span.end_ms));

  if (MIN (from_start, from_end) > HANDLE_REACH_PX)
    return EDGE_NONE;

  return from_end <= from_start ? EDGE_END : EDGE_START;
}

/* An edge does not pass the other one. */
static void
drag_edge (EncoreWaveLanes *self,
           double           x)
{
  EncoreSpan span = encore_review_get_draft_span (self->review);
  gint64 at_ms = CLAMP (encore_wave_scale_to_ms (self->scale, x), 0, encore_review_get_duration_ms (self->review));

  if (self->edge == EDGE_START)
    span.start_ms = MIN (at_ms, span.end_ms);
  else
    span.end_ms = MAX (at_ms, span.start_ms);
  encore_review_set_draft (self->review, encore_review_get_draft_segment (self->review), span);
}

static void
choose_moment (EncoreWaveLanes *self,
               EncoreMoment    *moment)
{
  EncoreSpan span = encore_moment_span (self->review, moment);

  encore_review_set_current_moment (self->review, moment);
  if (!encore_span_is_empty (span))
    encore_review_seek (self->review, span.start_ms);
}

static void
click (EncoreWaveLanes *self,
       double           x,
       double           y)
{
  EncoreMoment *moment = y < ENCORE_WAVE_TOP && y >= ENCORE_WAVE_RULER_HEIGHT
                             ? encore_wave_flags_at (get_flags (self), x)
                             : NULL;

  if (moment != NULL)
    {
      choose_moment (self, moment);
      return;
    }

  encore_review_set_selection (self->review, (EncoreSpan) { 0, 0 });
  encore_review_seek (self->review, encore_wave_scale_to_ms (self->scale, x));
}

static void
on_drag_begin (EncoreWaveLanes *self,
               double           x,
               double           y)
{
  self->edge = edge_at (self, x);
  if (self->edge == EDGE_NONE) /* who drags an edge goes on typing */
    gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_ms = encore_wave_scale_to_ms (self->scale, x);
  self->drag_x = x;
  self->drag_y = y;
  self->dragging = FALSE;
}

static void
on_drag_update (EncoreWaveLanes *self,
                double           dx,
                double           dy)
{
  if (self->edge != EDGE_NONE)
    {
      drag_edge (self, self->drag_x + dx);
      return;
    }
  if (!self->dragging && fabs (dx) < DRAG_THRESHOLD_PX)
    return;

  gint64 now_ms = encore_wave_scale_to_ms (self->scale, self->drag_x + dx);
  self->dragging = TRUE;
  encore_review_set_selection (self->review, (EncoreSpan) { MIN (self->drag_ms, now_ms), MAX (self->drag_ms, now_ms) });
}

static void
on_drag_end (EncoreWaveLanes *self,
             double           dx,
             double           dy)
{
  if (!self->dragging && self->edge == EDGE_NONE)
    click (self, self->drag_x, self->drag_y);
  self->dragging = FALSE;
}

/* Who moves the picture by hand wants to look there, wherever the playhead goes. */
static void
pan (EncoreWaveLanes *self,
     double           pixels)
{
  encore_wave_scale_scroll (self->scale, pixels);
  if (encore_review_get_playing (self->review)
      && (self->playhead_x < 0 || self->playhead_x >= encore_wave_scale_get_width (self->scale)))
    encore_review_set_follow (self->review, FALSE);
}

static void
on_pan_begin (EncoreWaveLanes *self)
{
  self->pan_px = 0;
}

static void
on_pan_update (EncoreWaveLanes *self,
               double           dx)
{
  pan (self, self->pan_px - dx);
  self->pan_px = dx;
}

/* A wheel may turn under a pointer that has not moved since it came, so the event itself is asked. */
static double
find_pointer_x (EncoreWaveLanes    *self,
                GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double x, y, left, top;

  if (event == NULL || native == NULL || !gdk_event_get_position (event, &x, &y))
    return self->pointer_x;

  gtk_native_get_surface_transform (native, &left, &top);
  gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self), x - left, y - top, &x, &y);

  return x;
}

static gboolean
on_scroll (EncoreWaveLanes          *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) != 0)
    encore_wave_scale_zoom (self->scale, pow (ZOOM_STEP, -dy),
                            find_pointer_x (self, GTK_EVENT_CONTROLLER (controller)));
  else
    pan (self, (fabs (dx) > fabs (dy) ? dx : dy) * 60);

  return GDK_EVENT_STOP;
}

static void
on_motion (EncoreWaveLanes *self,
           double           x,
           double           y)
{
  self->pointer_x = x;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), edge_at (self, x) != EDGE_NONE ? "ew-resize" : NULL);
}

/* A note may be long; the window is not. */
static void
set_tooltip (GtkTooltip *tooltip,
             const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TOOLTIP_CHARS);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), TOOLTIP_LINES);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_tooltip_set_custom (tooltip, label);
}

static char *
describe_time (EncoreWaveLanes *self,
               gint64           at_ms)
{
  g_autofree char *position = encore_text_position (at_ms);
  g_autofree char *what = encore_wave_bands_describe_at (self->review, at_ms);

  return what != NULL ? g_strconcat (position, " · ", what, NULL) : g_steal_pointer (&position);
}

static EncoreRedaction *
find_redaction (EncoreWaveLanes *self,
                int              x)
{
  return encore_review_find_redaction (self->review, encore_wave_scale_to_ms (self->scale, x));
}

static gboolean
on_query_tooltip (EncoreWaveLanes *self,
                  int              x,
                  int              y,
                  gboolean         keyboard,
                  GtkTooltip      *tooltip)
{
  EncoreMoment *moment = y < ENCORE_WAVE_TOP ? encore_wave_flags_at (get_flags (self), x) : NULL;
  g_autofree char *text = NULL;

  EncoreRedaction *redaction = moment == NULL ? find_redaction (self, x) : NULL;

  if (keyboard)
    return FALSE;
  if (moment == NULL && redaction == NULL)
    moment = encore_wave_flags_over (get_flags (self), x);

  if (moment != NULL)
    {
      g_autofree char *caption = encore_moment_caption (self->review, moment);
      g_autofree char *when = encore_moment_when (self->review, moment);
      gboolean noted = moment->note != NULL && *moment->note != '\0';

      text = g_strconcat (caption, " · ", when, noted ? "\n" : "", noted ? moment->note : "", NULL);
    }
  else
    {
      text = redaction != NULL ? encore_redact_describe (redaction)
                               : describe_time (self, encore_wave_scale_to_ms (self->scale, x));
    }

  set_tooltip (tooltip, text);
  return TRUE;
}

static void
add_gestures (EncoreWaveLanes *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *panning = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (panning), GDK_BUTTON_MIDDLE);
  g_signal_connect_swapped (panning, "drag-begin", G_CALLBACK (on_pan_begin), self);
  g_signal_connect_swapped (panning, "drag-update", G_CALLBACK (on_pan_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (panning));

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}

/* Widget */

static void
encore_wave_lanes_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  int n_lanes = count_lanes (ENCORE_WAVE_LANES (widget));

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 120;
      *natural = 600;
      return;
    }

  *minimum = ENCORE_WAVE_TOP + n_lanes * LANE_MIN_HEIGHT + LANE_GAP;
  *natural = ENCORE_WAVE_TOP + n_lanes * 56 + LANE_GAP;
}

static void
encore_wave_lanes_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  EncoreWaveLanes *self = ENCORE_WAVE_LANES (widget);

  encore_wave_scale_set_width (self->scale, width);
  invalidate (self);
}

static void
encore_wave_lanes_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (encore_wave_lanes_parent_class)->css_changed (widget, change);
  invalidate (ENCORE_WAVE_LANES (widget));
}

static void
encore_wave_lanes_dispose (GObject *object)
{
  EncoreWaveLanes *self = ENCORE_WAVE_LANES (object);

  g_clear_pointer (&self->wave_node, gsk_render_node_unref);
  g_clear_pointer (&self->moments_node, gsk_render_node_unref);
  g_clear_pointer (&self->flags, g_array_unref);
  g_clear_object (&self->scale);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_wave_lanes_parent_class)->dispose (object);
}

static void
encore_wave_lanes_class_init (EncoreWaveLanesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_wave_lanes_dispose;
  widget_class->snapshot = encore_wave_lanes_snapshot;
  widget_class->measure = encore_wave_lanes_measure;
  widget_class->size_allocate = encore_wave_lanes_size_allocate;
  widget_class->css_changed = encore_wave_lanes_css_changed;
  gtk_widget_class_set_css_name (widget_class, "wavelanes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
encore_wave_lanes_init (EncoreWaveLanes *self)
{
  self->spoken_s = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Waveform and position"),
                                  -1);
}

static void
describe (EncoreWaveLanes *self)
{
  g_autofree char *text = encore_wave_bands_describe (self->review);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

static void
on_recording (EncoreWaveLanes *self)
{
  invalidate (self);
  describe (self);
}

static void
on_peaks (EncoreWaveLanes *self)
{
  describe (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  invalidate_wave (self);
}

/**
 * encore_wave_lanes_new:
 * @review: the hub
 * @scale: shared with the overview
 *
 * Returns: (transfer floating): the picture
 */
GtkWidget *
encore_wave_lanes_new (EncoreReview    *review,
                       EncoreWaveScale *scale)
{
  EncoreWaveLanes *self = g_object_new (ENCORE_TYPE_WAVE_LANES, NULL);
  GListModel *moments = encore_review_get_moments (review);

  self->review = g_object_ref (review);
  self->scale = g_object_ref (scale);
  self->draft_segment = -1;
  add_gestures (self);
  g_signal_connect_object (scale, "changed", G_CALLBACK (on_scale_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::peaks", G_CALLBACK (on_peaks), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::recording", G_CALLBACK (on_recording), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::transcript", G_CALLBACK (invalidate_moments), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::current-moment", G_CALLBACK (invalidate_moments), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::draft-span", G_CALLBACK (on_draft), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::found", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::redactions", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::selection", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::position-ms", G_CALLBACK (on_position), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "reveal", G_CALLBACK (on_reveal), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (moments, "items-changed", G_CALLBACK (invalidate_moments), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
