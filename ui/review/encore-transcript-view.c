/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "encore-banner.h"
#include "encore-review-correct.h"
#include "encore-transcript-buffer.h"
#include "encore-transcript-search.h"
#include "encore-transcript-text.h"

#define CLICK_SLOP_PX 6

G_DEFINE_FINAL_TYPE (EncoreTranscriptView, encore_transcript_view, GTK_TYPE_WIDGET)

/* Following */

static gboolean
is_comfortable (EncoreTranscriptView *self,
                const GtkTextIter    *iter)
{
  GdkRectangle visible, place;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->text_view), &visible);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->text_view), iter, &place);
  return place.y >= visible.y + 8 && place.y + place.height <= visible.y + visible.height * 4 / 5;
}

/* A text view that is told to scroll before it has a size loses its place (GTK 4.8). Its first
 * heights bring us here again. */
static gboolean
has_size (EncoreTranscriptView *self)
{
  return gtk_widget_get_height (self->text_view) > 0;
}

void
encore_transcript_view_show_segment (EncoreTranscriptView *self,
                                     int                   segment)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start;

  if (!has_size (self) || !encore_transcript_buffer_get_segment_start (self->buffer, segment, &start)
      || is_comfortable (self, &start))
    return;

  /* Through a mark: it is scrolled to once the lines above have been measured. */
  GtkTextMark *mark = gtk_text_buffer_get_mark (buffer, "encore-shown");
  if (mark == NULL)
    mark = gtk_text_buffer_create_mark (buffer, "encore-shown", &start, TRUE);
  else
    gtk_text_buffer_move_mark (buffer, mark, &start);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->text_view), mark, 0, TRUE, 0, 0.25);
}

static void
show_current (EncoreTranscriptView *self)
{
  int segment = encore_review_get_current_segment (self->review);
  int word = encore_review_get_current_word (self->review);

  /* Without times the cursor says where one is. */
  if (segment < 0 && encore_review_is_text_only (self->review))
    return;

  encore_transcript_buffer_set_current (self->buffer, segment, word);
  if (segment == self->shown_segment)
    return;

  self->shown_segment = segment;
  if (encore_review_get_follow (self->review))
    encore_transcript_view_show_segment (self, segment);
}

static void
show_follow (EncoreTranscriptView *self)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  gboolean timed = transcript != NULL && encore_transcript_is_timed (transcript);

  gtk_widget_set_visible (self->follow, timed && !encore_review_get_follow (self->review));
  if (encore_review_get_follow (self->review))
    encore_transcript_view_show_segment (self, encore_review_get_current_segment (self->review));
}

static void
on_reveal (EncoreTranscriptView *self,
           gint64                position_ms)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  EncoreRecording *recording = encore_review_get_recording (self->review);
  gint64 offset_ms = recording != NULL ? recording->offset_ms : 0;

  if (transcript != NULL)
    encore_transcript_view_show_segment (self, encore_transcript_segment_at (transcript, position_ms - offset_ms));
}

static void
suspend_follow (EncoreTranscriptView *self)
{
  self->reveals_editor = FALSE;
  encore_review_set_follow (self->review, FALSE);
}

static gboolean
on_scroll (EncoreTranscriptView *self)
{
  suspend_follow (self);
  return GDK_EVENT_PROPAGATE;
}

static void
resume_follow (EncoreTranscriptView *self)
{
  encore_review_set_follow (self->review, TRUE);
}

/* Seeking */

static void
seek_to (EncoreTranscriptView *self,
         int                   segment,
         int                   word)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);

  if (!encore_transcript_is_timed (transcript))
    return;

  const EncoreSegment *spoken = encore_transcript_get (transcript, (guint) segment);

  if (word < 0 || g_array_index (spoken->words, EncoreWord, word).start_ms == ENCORE_NO_TIME)
    {
      encore_review_seek_segment (self->review, (guint) segment);
      return;
    }

  gint64 offset_ms = encore_review_segment_span (self->review, (guint) segment).start_ms - spoken->start_ms;
  encore_review_seek (self->review, g_array_index (spoken->words, EncoreWord, word).start_ms + offset_ms);
}

/* Below the last line is no segment. */
static gboolean
find_segment (EncoreTranscriptView *self,
              double                x,
              double                y,
              GtkTextIter          *iter,
              int                  *segment,
              int                  *word)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->text_view);
  int buffer_x, buffer_y, top, height;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (view, iter, buffer_x, buffer_y);
  gtk_text_view_get_line_yrange (view, iter, &top, &height);

  return buffer_y <= top + height && encore_transcript_buffer_locate (self->buffer, iter, segment, word);
}

static void
click (EncoreTranscriptView *self,
       double                x,
       double                y)
{
  GtkTextIter iter;
  int segment, word;

  if (find_segment (self, x, y, &iter, &segment, &word))
    seek_to (self, segment, word);
}

static gboolean
event_position (EncoreTranscriptView *self,
                GdkEvent             *event,
                double               *x,
                double               *y)
{
  GtkNative *native = gtk_widget_get_native (self->text_view);
  double surface_x, surface_y;

  if (!gdk_event_get_position (event, x, y))
    return FALSE;

  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  return gtk_widget_translate_coordinates (GTK_WIDGET (native), self->text_view, *x - surface_x, *y - surface_y, x, y);
}

static gboolean
is_in_editor (EncoreTranscriptView *self,
              double                x,
              double                y)
{
  GtkWidget *widget = gtk_widget_pick (self->text_view, x, y, GTK_PICK_DEFAULT);

  return self->editor != NULL && widget != NULL
         && (widget == self->editor || gtk_widget_is_ancestor (widget, self->editor));
}

/* Raw events: the text view's own gestures claim every press, and would cancel ours. */
static gboolean
on_event (EncoreTranscriptView *self,
          GdkEvent             *event)
{
  GdkEventType type = gdk_event_get_event_type (event);
  double x, y;

  GtkTextIter iter;
  int segment, word;

  if ((type != GDK_BUTTON_PRESS && type != GDK_BUTTON_RELEASE) || !event_position (self, event, &x, &y)
      || is_in_editor (self, x, y))
    return GDK_EVENT_PROPAGATE;

  if (gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
    {
      self->menu_segment = find_segment (self, x, y, &iter, &segment, &word) ? segment : -1;
      if (self->menu_segment >= 0)
        encore_transcript_buffer_get_offset (self->buffer, &iter, &segment, &self->menu_offset);
      return GDK_EVENT_PROPAGATE;
    }

  self->menu_segment = -1;
  if (type == GDK_BUTTON_PRESS)
    {
      self->press_x = x;
      self->press_y = y;
      self->press_selected = gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer));
    }
  else if (!self->press_selected && (gdk_event_get_modifier_state (event) & GDK_SHIFT_MASK) == 0
           && fabs (x - self->press_x) < CLICK_SLOP_PX && fabs (y - self->press_y) < CLICK_SLOP_PX
           && !gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)))
    {
      click (self, x, y);
    }

  return GDK_EVENT_PROPAGATE;
}

/* What is shown */

static void
show_banner (EncoreTranscriptView *self)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  gboolean untimed = transcript != NULL && transcript->kind == ENCORE_TRANSCRIPT_UNTIMED
                     && !encore_review_is_text_only (self->review); /* nothing is missing there */

  encore_banner_set_revealed (ENCORE_BANNER (self->banner), untimed);
}

/* Nothing is said to be missing before the call is there, nor after it has been closed. */
static void
show_page (EncoreTranscriptView *self)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  gboolean loading = FALSE;
  const char *page = "blank";

  g_object_get (self->review, "loading", &loading, NULL);
  if (transcript != NULL && encore_transcript_get_length (transcript) > 0)
    page = "text";
  else if (loading)
    page = "loading";
  else if (encore_review_get_call (self->review) != NULL)
    page = "none";

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
}

/* Whether the text, its times and names would come out as they are. */
static gboolean
is_shown (EncoreTranscriptView *self)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  EncoreRecording *recording = encore_review_get_recording (self->review);
  gint64 offset_ms = recording != NULL ? recording->offset_ms : 0;
  int agent_channel = recording != NULL ? recording->agent_channel : -1;
  gboolean shown = transcript == self->shown && offset_ms == self->shown_offset_ms
                   && agent_channel == self->shown_agent_channel;

  self->shown = transcript;
  self->shown_offset_ms = offset_ms;
  self->shown_agent_channel = agent_channel;
  return shown;
}

/* The first segment in sight. */
static int
find_top (EncoreTranscriptView *self)
{
  GdkRectangle visible;
  GtkTextIter iter;
  int segment = -1, word;

  if (!has_size (self))
    return -1;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->text_view), &visible);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self->text_view), &iter, visible.y, NULL);
  encore_transcript_buffer_locate (self->buffer, &iter, &segment, &word);
  return segment;
}

static void
on_transcript (EncoreTranscriptView *self)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  gint64 call = transcript != NULL ? transcript->call_id : 0, call_before = self->shown_call;
  gint64 offset_ms = self->shown_offset_ms;
  int agent_channel = self->shown_agent_channel;
  EncoreTypedDraft typed = { NULL };

  show_page (self);
  if (is_shown (self))
    return;

  self->shown_call = call;
  if (call == call_before)
    encore_transcript_view_take_draft (self, &typed);
  else
    encore_transcript_view_stop_editing (self);
  if (offset_ms == self->shown_offset_ms && agent_channel == self->shown_agent_channel
      && encore_transcript_buffer_update (self->buffer))
    {
      self->shown_segment = encore_review_get_current_segment (self->review); /* nothing is scrolled */
      show_current (self);
      gtk_widget_queue_draw (self->text_view);
      encore_transcript_view_give_draft (self, &typed);
      return;
    }

  self->shown_segment = -1;
  self->stay_at = call == call_before && !encore_review_get_follow (self->review) ? find_top (self) : -1;
  encore_transcript_buffer_reload (self->buffer);
  show_banner (self);
  show_follow (self);
  show_current (self);
  encore_transcript_view_give_draft (self, &typed);
}

static void
go_to_wanted (EncoreTranscriptView *self)
{
  GtkTextIter start;

  if (self->wanted_segment < 0
      || !encore_transcript_buffer_get_segment_start (self->buffer, self->wanted_segment, &start))
    return;

  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &start);
  encore_transcript_buffer_set_current (self->buffer, self->wanted_segment, -1);
  encore_transcript_view_show_segment (self, self->wanted_segment);
  if (has_size (self))
    self->wanted_segment = -1;
}

/* The hub may have been ahead of the text. */
static void
on_filled (EncoreTranscriptView *self)
{
  if (self->wanted_segment >= 0)
    {
      go_to_wanted (self);
      return;
    }

  encore_transcript_buffer_set_current (self->buffer, encore_review_get_current_segment (self->review),
                                        encore_review_get_current_word (self->review));
  if (self->stay_at >= 0 && self->stay_at < (int) encore_transcript_buffer_count_filled (self->buffer))
    {
      encore_transcript_view_show_segment (self, self->stay_at);
      self->stay_at = -1;
    }
  if (encore_transcript_buffer_is_complete (self->buffer) && encore_review_get_follow (self->review))
    encore_transcript_view_show_segment (self, encore_review_get_current_segment (self->review));
}

static void
on_moments (EncoreTranscriptView *self)
{
  encore_transcript_buffer_show_moments (self->buffer);
}

/* Widget */

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) segment = g_menu_new ();
  g_autoptr (GMenu) whole = g_menu_new ();

  g_menu_append (segment, _ ("Copy with _Times"), "review.copy-with-times");
  g_menu_append (segment, _ ("Co_rrect…"), "review.correct");
  g_menu_append (segment, _ ("_Split Here"), "review.split-segment");
  g_menu_append (segment, _ ("_Merge with Next"), "review.merge-segments");
  g_menu_append (segment, _ ("_Delete Segment"), "review.delete-segment");
  g_menu_append (whole, _ ("Show as T_urns"), "review.as-turns");
  g_menu_append (whole, _ ("Ad_just Times…"), "review.adjust-times");
  g_menu_append (whole, _ ("Compare with _Original…"), "review.compare");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (segment));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (whole));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
make_text_view (EncoreTranscriptView *self)
{
  GtkWidget *view = self->text_view = encore_transcript_text_new (self->review, self->buffer);
  GtkEventController *events = gtk_event_controller_legacy_new ();

  g_autoptr (GMenuModel) menu = make_menu ();

  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (view), menu);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 60);
  gtk_widget_add_css_class (view, "transcript");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Transcript"), -1);

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (view, events);
  return view;
}

static gboolean
show_again (gpointer user_data)
{
  EncoreTranscriptView *self = user_data;

  self->show_again_id = 0;
  if (self->editor != NULL)
    encore_transcript_view_reveal_editor (self);
  else if (self->shown_segment >= 0 && encore_review_get_follow (self->review))
    encore_transcript_view_show_segment (self, self->shown_segment);
  return G_SOURCE_REMOVE;
}

/* Lines get their true height only after they were first shown: what was in sight may have moved. */
static void
on_heights_changed (EncoreTranscriptView *self)
{
  if (self->show_again_id == 0)
    self->show_again_id = g_idle_add (show_again, self);
}

static void
watch_scrolling (EncoreTranscriptView *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *bar = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (self->scroller, scroll);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (bar), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (bar, "pressed", G_CALLBACK (suspend_follow), self);
  gtk_widget_add_controller (gtk_scrolled_window_get_vscrollbar (GTK_SCROLLED_WINDOW (self->scroller)),
                             GTK_EVENT_CONTROLLER (bar));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "changed",
                           G_CALLBACK (encore_transcript_view_fit_editor), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "changed",
                           G_CALLBACK (on_heights_changed), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_follow (EncoreTranscriptView *self)
{
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "go-jump-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Follow"));
  self->follow = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->follow), content);
  gtk_widget_set_tooltip_text (self->follow, _ ("Scroll along with the sound again (F)"));
  gtk_widget_set_halign (self->follow, GTK_ALIGN_START); /* in the middle are the toasts */
  gtk_widget_set_valign (self->follow, GTK_ALIGN_END);
  gtk_widget_set_margin_start (self->follow, 12);
  gtk_widget_set_margin_bottom (self->follow, 12);
  gtk_widget_add_css_class (self->follow, "pill");
  gtk_widget_add_css_class (self->follow, "osd");
  gtk_widget_add_css_class (self->follow, "follow");
  g_signal_connect_swapped (self->follow, "clicked", G_CALLBACK (resume_follow), self);
  return self->follow;
}

static GtkWidget *
make_text_page (EncoreTranscriptView *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();

  self->banner = encore_banner_new (
      _ ("This transcript has no times. Mark the turns you have selected, or the one with the cursor."));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), make_text_view (self));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_follow (self));
  gtk_widget_set_vexpand (overlay, TRUE);
  self->search = encore_transcript_search_new (self->review, GTK_TEXT_VIEW (self->text_view));
  gtk_box_append (GTK_BOX (page), self->banner);
  gtk_box_append (GTK_BOX (page), self->search);
  gtk_box_append (GTK_BOX (page), overlay);
  watch_scrolling (self);
  return page;
}

static GtkWidget *
make_empty_page (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "media-view-subtitles-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No Transcript"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Put a transcript of the same name beside the recording and import it again. "
                                      "Moments can be marked by ear meanwhile."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static GtkWidget *
make_loading_page (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Loading the call"), -1);
  return spinner;
}

static void
encore_transcript_view_css_changed (GtkWidget         *widget,
                                    GtkCssStyleChange *change)
{
  EncoreTranscriptView *self = ENCORE_TRANSCRIPT_VIEW (widget);

  GTK_WIDGET_CLASS (encore_transcript_view_parent_class)->css_changed (widget, change);
  if (self->buffer != NULL)
    encore_transcript_buffer_restyle (self->buffer, widget);
}

static void
encore_transcript_view_dispose (GObject *object)
{
  EncoreTranscriptView *self = ENCORE_TRANSCRIPT_VIEW (object);

  g_clear_handle_id (&self->show_again_id, g_source_remove);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->edited_segment, encore_segment_unref);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->buffer);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_transcript_view_parent_class)->dispose (object);
}

static void
encore_transcript_view_class_init (EncoreTranscriptViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_transcript_view_dispose;
  widget_class->css_changed = encore_transcript_view_css_changed;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "transcriptview");
}

static void
encore_transcript_view_init (EncoreTranscriptView *self)
{
  self->shown_segment = -1;
  self->edited = self->menu_segment = self->stay_at = -1;
}

static void
watch_review (EncoreTranscriptView *self)
{
  g_signal_connect_object (self->buffer, "filled", G_CALLBACK (on_filled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::transcript", G_CALLBACK (on_transcript), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::recording", G_CALLBACK (on_transcript), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::loading", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::current-segment", G_CALLBACK (show_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::current-word", G_CALLBACK (show_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::follow", G_CALLBACK (show_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::draft-span", G_CALLBACK (encore_transcript_view_follow_draft), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "reveal", G_CALLBACK (on_reveal), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_review_get_moments (self->review), "items-changed", G_CALLBACK (on_moments), self,
                           G_CONNECT_SWAPPED);
}

/**
 * encore_transcript_view_new:
 * @review: the hub
 *
 * Returns: (transfer floating): its transcript
 */
GtkWidget *
encore_transcript_view_new (EncoreReview *review)
{
  EncoreTranscriptView *self = g_object_new (ENCORE_TYPE_TRANSCRIPT_VIEW, NULL);

  self->review = g_object_ref (review);
  self->wanted_segment = -1;
  self->buffer = encore_transcript_buffer_new (review);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_text_page (self), "text");
  gtk_stack_add_named (GTK_STACK (self->stack), make_empty_page (), "none");
  gtk_stack_add_named (GTK_STACK (self->stack), make_loading_page (), "loading");
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "blank");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  encore_transcript_buffer_restyle (self->buffer, GTK_WIDGET (self));
  watch_review (self);
  on_transcript (self);
  return GTK_WIDGET (self);
}

GtkTextView *
encore_transcript_view_get_text_view (EncoreTranscriptView *self)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT_VIEW (self), NULL);

  return GTK_TEXT_VIEW (self->text_view);
}

/* Looks for words in the text. */
void
encore_transcript_view_find (EncoreTranscriptView *self)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT_VIEW (self));

  if (encore_review_get_transcript (self->review) != NULL)
    encore_transcript_search_open (ENCORE_TRANSCRIPT_SEARCH (self->search));
}

/**
 * encore_transcript_view_get_selected:
 * @self: a view
 * @first: (out): first segment of the selection, else that of the cursor, else -1
 * @last: (out): last one, inclusive
 *
 * Returns: whether text is selected
 */
gboolean
encore_transcript_view_get_selected (EncoreTranscriptView *self,
                                     int                  *first,
                                     int                  *last)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT_VIEW (self), FALSE);

  return encore_transcript_buffer_get_selected (self->buffer, first, last);
}

/**
 * encore_transcript_view_go_to_segment:
 * @self: a view, whose text need not be there yet
 * @segment: where to put the cursor
 *
 * For texts without times, where no playhead says where one is.
 */
void
encore_transcript_view_go_to_segment (EncoreTranscriptView *self,
                                      int                   segment)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT_VIEW (self));

  self->wanted_segment = segment;
  go_to_wanted (self);
  if (encore_review_get_transcript (self->review) != NULL
      && segment >= (int) encore_transcript_get_length (encore_review_get_transcript (self->review)))
    self->wanted_segment = -1;
}

void
encore_transcript_view_set_as_turns (EncoreTranscriptView *self,
                                     gboolean              as_turns)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT_VIEW (self));

  encore_transcript_view_stop_editing (self);
  self->stay_at = encore_review_get_follow (self->review) ? -1 : find_top (self);
  encore_transcript_buffer_set_as_turns (self->buffer, as_turns);
  self->shown_segment = -1;
  show_current (self);
}
