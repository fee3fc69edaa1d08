/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-times-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-review-correct.h"
#include "encore-text.h"

#define N_POINTS 2
#define MAX_OFFSET_S 7200

/* A segment, and when it is really heard. */
typedef struct
{
  gint64 said_ms;         /* ENCORE_NO_TIME: not chosen */
  EncoreSegment *segment; /* that was chosen, and where it stood */
  guint index;
  gint64 heard_ms;
  GtkWidget *row;
  GtkWidget *said;
  GtkWidget *heard;
} Point;

#define ENCORE_TYPE_TIMES_DIALOG (encore_times_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EncoreTimesDialog, encore_times_dialog, ENCORE, TIMES_DIALOG, AdwWindow)

struct _EncoreTimesDialog
{
  AdwWindow parent_instance;

  EncoreReview *review;
  gint64 call_id;
  EncoreTranscriptView *view; /* weak */
  GtkWidget *offset;
  Point points[N_POINTS];
  GtkWidget *preview;
  GtkWidget *apply;
};

G_DEFINE_FINAL_TYPE (EncoreTimesDialog, encore_times_dialog, ADW_TYPE_WINDOW)

static gboolean
is_complete (const Point *point)
{
  return point->said_ms != ENCORE_NO_TIME && point->heard_ms != ENCORE_NO_TIME;
}

/* Two points say all, one point and the offset by hand say how much later. */
static gboolean
find_map (EncoreTimesDialog *self,
          EncoreTimeMap     *map)
{
  const Point *first = &self->points[0], *second = &self->points[1];

  if (is_complete (first) && is_complete (second))
    return encore_time_map_from_points (map, first->said_ms, first->heard_ms, second->said_ms, second->heard_ms);

  *map = ENCORE_TIME_MAP_NONE;
  map->offset_ms = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->offset)) * 1000;
  for (guint i = 0; i < N_POINTS; i++)
    if (is_complete (&self->points[i]))
      map->offset_ms = (double) (self->points[i].heard_ms - self->points[i].said_ms);
  return TRUE;
}

static char *
describe_move (EncoreTimesDialog   *self,
               const EncoreTimeMap *map,
               guint                segment)
{
  gint64 now_ms = encore_review_segment_span (self->review, segment).start_ms;
  g_autofree char *from = encore_text_clock (now_ms);
  g_autofree char *to = encore_text_clock (encore_time_map_apply (map, now_ms));

  return g_strdup_printf ("%s → %s", from, to);
}

static char *
describe (EncoreTimesDialog   *self,
          const EncoreTimeMap *map)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  guint length = transcript != NULL ? encore_transcript_get_length (transcript) : 0;

  if (encore_time_map_is_none (map) || length == 0)
    return g_strdup (_ ("All times stay as they are."));

  g_autofree char *first = describe_move (self, map, 0);
  g_autofree char *last = describe_move (self, map, length - 1);
  double drift = (map->scale - 1) * 100;

  if (fabs (drift) < 0.0005)
    /* Translators: two times with an arrow between them, each */
    return g_strdup_printf (_ ("First segment %s, last segment %s"), first, last);

  return g_strdup_printf (_ ("First segment %s, last segment %s; the clocks differ by %.3f%%"), first, last, drift);
}

static void
show_preview (EncoreTimesDialog *self)
{
  EncoreTimeMap map;
  gboolean sensible = find_map (self, &map);
  gboolean by_points = is_complete (&self->points[0]) || is_complete (&self->points[1]);
  g_autofree char *text = sensible ? describe (self, &map)
                                   : g_strdup (_ ("These two points do not fit together. Choose two that lie further "
                                                  "apart, in the same order in text and sound."));

  gtk_label_set_text (GTK_LABEL (self->preview), text);
  gtk_widget_set_sensitive (self->offset, !by_points);
  gtk_widget_set_sensitive (self->apply,
                            sensible && !encore_time_map_is_none (&map)
                                && !encore_library_is_read_only (encore_review_get_library (self->review)));
}

static void
show_time (GtkWidget *label,
           gint64     at_ms)
{
  g_autofree char *text = at_ms != ENCORE_NO_TIME ? encore_text_clock (at_ms) : g_strdup (_ ("Not chosen"));

  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
show_points (EncoreTimesDialog *self)
{
  for (guint i = 0; i < N_POINTS; i++)
    {
      show_time (self->points[i].said, self->points[i].said_ms);
      show_time (self->points[i].heard, self->points[i].heard_ms);
    }
  show_preview (self);
}

static Point *
point_of (EncoreTimesDialog *self,
          GtkWidget         *button)
{
  return &self->points[GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "encore-point"))];
}

static void
choose (EncoreTimesDialog *self,
        Point             *point,
        guint              segment)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);

  g_clear_pointer (&point->segment, encore_segment_unref);
  point->segment = encore_segment_ref (encore_transcript_get (transcript, segment));
  point->index = segment;
  point->said_ms = encore_review_segment_span (self->review, segment).start_ms;
}

static void
forget (Point *point)
{
  g_clear_pointer (&point->segment, encore_segment_unref);
  point->said_ms = ENCORE_NO_TIME;
}

static void
on_said (EncoreTimesDialog *self,
         GtkWidget         *button)
{
  int segment = self->view != NULL ? encore_transcript_view_choose_segment (self->view) : -1;

  if (segment >= 0)
    choose (self, point_of (self, button), (guint) segment);
  show_points (self);
}

static void
on_heard (EncoreTimesDialog *self,
          GtkWidget         *button)
{
  point_of (self, button)->heard_ms = encore_review_get_position_ms (self->review);
  show_points (self);
}

static void
forget_points (EncoreTimesDialog *self)
{
  for (guint i = 0; i < N_POINTS; i++)
    {
      forget (&self->points[i]);
      self->points[i].heard_ms = ENCORE_NO_TIME;
    }
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->offset), 0);
  show_points (self);
}

/* A segment that was chosen stays so, wherever it stands now. */
static void
trace (EncoreTimesDialog *self,
       Point             *point)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  int now = point->segment != NULL ? encore_transcript_trace (transcript, point->segment, point->index) : -1;

  if (now >= 0)
    choose (self, point, (guint) now);
  else
    forget (point);
}

/* Read anew, as after a correction or an import, it is still the transcript of this call. */
static void
on_transcript (EncoreTimesDialog *self)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);

  if (transcript == NULL)
    return; /* nothing can be adjusted; it may come back */

  if (transcript->call_id != self->call_id)
    forget_points (self);
  else
    for (guint i = 0; i < N_POINTS; i++)
      trace (self, &self->points[i]);
  self->call_id = transcript->call_id;
  show_points (self);
}

static void
on_apply (EncoreTimesDialog *self)
{
  EncoreTimeMap map;

  if (encore_review_get_transcript (self->review) != NULL && find_map (self, &map))
    encore_review_adjust_times (self->review, &map);
  gtk_window_close (GTK_WINDOW (self));
}

/* Parts */

static GtkWidget *
make_time_row (EncoreTimesDialog *self,
               const char        *title,
               const char        *button_label,
               guint              point,
               GtkWidget        **value,
               void (*callback) (EncoreTimesDialog *, GtkWidget *))
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (button_label);

  *value = gtk_label_new (NULL);
  gtk_widget_add_css_class (*value, "numeric");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "encore-point", GUINT_TO_POINTER (point));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (callback), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *value);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
make_point (EncoreTimesDialog *self,
            guint              point)
{
  GtkWidget *group = adw_preferences_group_new ();
  Point *made = &self->points[point];

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   point == 0 ? _ ("A Place near the Beginning") : _ ("A Place near the End"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             make_time_row (self, _ ("Where the text stands"), _ ("Current Segment"), point,
                                            &made->said, on_said));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             make_time_row (self, _ ("Where it is heard"), _ ("Playhead"), point, &made->heard,
                                            on_heard));
  return group;
}

static GtkWidget *
make_offset (EncoreTimesDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();

  self->offset = gtk_spin_button_new_with_range (-MAX_OFFSET_S, MAX_OFFSET_S, 0.1);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->offset), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->offset), 0);
  gtk_widget_set_valign (self->offset, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->offset), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Seconds later"),
                                  -1);
  g_signal_connect_swapped (self->offset, "value-changed", G_CALLBACK (show_preview), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Seconds later"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Negative when the text comes after the sound"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->offset);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Move all of the text, or choose places: click what is said, then play to where it is heard. One place moves "
         "the text, two also even out clocks that ran differently."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static GtkWidget *
make_header (EncoreTimesDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->apply = gtk_button_new_with_mnemonic (_ ("_Adjust"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (on_apply), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply);
  return header;
}

static GtkWidget *
make_content (EncoreTimesDialog *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_box_append (GTK_BOX (page), make_header (self));
  gtk_box_append (GTK_BOX (box), make_offset (self));
  for (guint i = 0; i < N_POINTS; i++)
    gtk_box_append (GTK_BOX (box), make_point (self, i));
  self->preview = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->preview), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->preview), 0);
  gtk_box_append (GTK_BOX (box), self->preview);
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 12, "margin-bottom", 18, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), scroller);
  return page;
}

static void
encore_times_dialog_dispose (GObject *object)
{
  EncoreTimesDialog *self = ENCORE_TIMES_DIALOG (object);

  for (guint i = 0; i < N_POINTS; i++)
    g_clear_pointer (&self->points[i].segment, encore_segment_unref);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_times_dialog_parent_class)->dispose (object);
}

static void
encore_times_dialog_class_init (EncoreTimesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_times_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
encore_times_dialog_init (EncoreTimesDialog *self)
{
}

/**
 * encore_times_dialog_new:
 * @review: a review of a transcript with times
 * @view: where its segments are chosen
 *
 * Returns: (transfer floating): a window beside which one can go on listening
 */
GtkWidget *
encore_times_dialog_new (EncoreReview         *review,
                         EncoreTranscriptView *view)
{
  EncoreTimesDialog *self = g_object_new (ENCORE_TYPE_TIMES_DIALOG, "title", _ ("Adjust Times"), "default-width", 480,
                                          "default-height", 600, "destroy-with-parent", TRUE, NULL);

  self->review = g_object_ref (review);
  g_set_weak_pointer (&self->view, view);
  adw_window_set_content (ADW_WINDOW (self), make_content (self));
  g_signal_connect_object (review, "notify::transcript", G_CALLBACK (on_transcript), self, G_CONNECT_SWAPPED);
  forget_points (self);
  on_transcript (self);
  return GTK_WIDGET (self);
}
