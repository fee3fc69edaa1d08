/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "encore-import.h"
#include "encore-review-correct.h"
#include "encore-review-page.h"
#include "encore-segment-editor.h"
#include "encore-test.h"
#include "encore-transcript-buffer.h"
#include "encore-transcript-view.h"
#include "encore-wave-lanes.h"
#include "encore-wave-scale.h"
#include "encore-waveform.h"
#include "ui-support.h"

/* Correcting a transcript in the real page. */

static gboolean have_display;

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  EncoreReview *review;
  GtkWidget *window;
  GtkWidget *page;
  GtkTextBuffer *buffer;
} Fixture;

/* The second segment is spoken into the first; one word is doubtful. */
static const char json[]
    = "{\"segments\": ["
      "{\"start\": 0.5, \"end\": 2.0, \"speaker\": \"Agent\", \"text\": \"Good morning.\", \"words\": ["
      " {\"word\": \"Good\", \"start\": 0.5, \"end\": 0.9, \"score\": 0.9},"
      " {\"word\": \"morning.\", \"start\": 1.0, \"end\": 2.0, \"score\": 0.8}]},"
      "{\"start\": 1.2, \"end\": 4.0, \"speaker\": \"Customer\", \"text\": \"I was charged twice.\", \"words\": ["
      " {\"word\": \"I\", \"start\": 1.2, \"end\": 1.4, \"score\": 0.9},"
      " {\"word\": \"was\", \"start\": 1.4, \"end\": 2.0, \"score\": 0.9},"
      " {\"word\": \"charged\", \"start\": 2.0, \"end\": 3.0, \"score\": 0.21},"
      " {\"word\": \"twice.\", \"start\": 3.0, \"end\": 4.0, \"score\": 0.9}]},"
      "{\"start\": 4.5, \"end\": 6.0, \"speaker\": \"Customer\", \"text\": \"My rent is due.\"},"
      "{\"start\": 6.5, \"end\": 9.0, \"speaker\": \"Agent\", \"text\": \"I can refund one.\"}]}";

static gint64
import_call (Fixture *fixture)
{
  g_autofree char *wav = g_build_filename (fixture->dir, "call.wav", NULL);
  g_autofree char *text = g_build_filename (fixture->dir, "call.json", NULL);
  const char *paths[] = { wav, text, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  g_autoptr (GError) error = NULL;

  encore_test_write_tone (wav, 2, 10000, 300, 500);
  g_assert_true (g_file_set_contents (text, json, -1, NULL));

  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (encore_import_run (fixture->library, plan, job, &error));
  g_assert_no_error (error);

  EncoreCallFilter filter = { 0 };
  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, &error);
  g_assert_no_error (error);
  return ((EncoreCall *) g_ptr_array_index (calls, 0))->id;
}

static gboolean
is_loaded (Fixture *fixture)
{
  gboolean loading = TRUE;

  g_object_get (fixture->review, "loading", &loading, NULL);
  return !loading && encore_review_get_transcript (fixture->review) != NULL
         && encore_review_get_peaks (fixture->review) != NULL
         && encore_peaks_is_complete (encore_review_get_peaks (fixture->review));
}

static EncoreTranscriptView *
view_of (Fixture *fixture)
{
  return ENCORE_TRANSCRIPT_VIEW (ui_find_by_type (fixture->page, ENCORE_TYPE_TRANSCRIPT_VIEW));
}

/* Widgets that come into sight get their places a frame later. */
static gboolean
is_laid_out (Fixture *fixture)
{
  GtkWidget *lanes = ui_find_by_type (fixture->page, ENCORE_TYPE_WAVE_LANES);

  return gtk_widget_get_mapped (fixture->page) && gtk_widget_get_width (fixture->page) > 0
         && gtk_widget_get_width (lanes) > 0;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!have_display)
    return;

  fixture->dir = encore_test_dir_new ();
  fixture->library = encore_library_open (fixture->dir, &error);
  g_assert_no_error (error);
  gint64 call_id = import_call (fixture);

  fixture->review = encore_review_new (fixture->library);
  fixture->page = encore_review_page_new (fixture->review);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 640);
  gtk_window_present (GTK_WINDOW (fixture->window));
  encore_review_open (fixture->review, call_id);
  encore_test_wait_until (is_loaded (fixture));
  encore_test_wait_until (is_laid_out (fixture));
  fixture->buffer = gtk_text_view_get_buffer (encore_transcript_view_get_text_view (view_of (fixture)));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (!have_display)
    return;

  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  encore_test_wait_until (fixture->page == NULL);
  g_clear_object (&fixture->review);
  encore_library_close (fixture->library);
  g_clear_object (&fixture->library);
  encore_test_dir_free (fixture->dir);
}

#define NEEDS_DISPLAY                                                                                                  \
  if (!have_display)                                                                                                   \
    {                                                                                                                  \
      g_test_skip ("there is no display");                                                                             \
      return;                                                                                                          \
    }

static char *
line (Fixture *fixture,
      int      number)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (fixture->buffer, &start, number);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return gtk_text_buffer_get_text (fixture->buffer, &start, &end, FALSE);
}

static void
assert_line (Fixture    *fixture,
             int         number,
             const char *expected)
{
  g_autofree char *found = line (fixture, number);

  g_assert_cmpstr (found, ==, expected);
}

static const char *
text_of (Fixture *fixture,
         guint    segment)
{
  return encore_transcript_get (encore_review_get_transcript (fixture->review), segment)->text;
}

static EncoreSegmentEditor *
editor_of (Fixture *fixture)
{
  GtkWidget *editor = encore_transcript_view_get_editor (view_of (fixture));

  return editor != NULL ? ENCORE_SEGMENT_EDITOR (editor) : NULL;
}

static void
type_text (Fixture    *fixture,
           const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (encore_segment_editor_get_text_view (editor_of (fixture))), text,
                            -1);
}

/* As the keyboard would. */
static gboolean
press (Fixture        *fixture,
       guint           keyval,
       GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (editor_of (fixture)));
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }

  return handled;
}

static void
test_edit_in_place (Fixture      *fixture,
                    gconstpointer data)
{
  NEEDS_DISPLAY

  encore_review_seek_segment (fixture->review, 2);
  g_assert_true (gtk_widget_activate_action (fixture->page, "review.correct", NULL));
  g_assert_nonnull (editor_of (fixture));
  GtkWidget *text_view = GTK_WIDGET (encore_segment_editor_get_text_view (editor_of (fixture)));
  encore_test_wait_until (gtk_root_get_focus (GTK_ROOT (fixture->window)) == text_view);
  g_assert_cmpint (encore_review_get_draft_segment (fixture->review), ==, 2);

  /* Letters are the text's; the player hears nothing of them. */
  g_assert_false (press (fixture, GDK_KEY_k, 0));
  g_assert_false (press (fixture, GDK_KEY_space, 0));
  type_text (fixture, "My rent is due tomorrow.");
  g_assert_cmpstr (text_of (fixture, 2), ==, "My rent is due.");
  g_assert_true (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_null (editor_of (fixture));
  g_assert_cmpint (encore_review_get_draft_segment (fixture->review), ==, -1);
  g_assert_cmpstr (text_of (fixture, 2), ==, "My rent is due tomorrow.");
  assert_line (fixture, 2, "0:04\tCustomer\tMy rent is due tomorrow.");
  assert_line (fixture, 3, "0:06\tAgent\tI can refund one.");
  g_assert_cmpint (gtk_text_buffer_get_line_count (fixture->buffer), ==, 4);

  gtk_widget_activate_action (fixture->page, "review.undo", NULL);
  encore_test_wait_until (g_str_equal (text_of (fixture, 2), "My rent is due."));
  assert_line (fixture, 2, "0:04\tCustomer\tMy rent is due.");
}

static void
test_leave (Fixture      *fixture,
            gconstpointer data)
{
  NEEDS_DISPLAY

  encore_transcript_view_correct (view_of (fixture), 1);
  type_text (fixture, "Nothing of this");
  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  g_assert_null (editor_of (fixture));
  assert_line (fixture, 1, "0:01\tCustomer\tI was charged twice.");
  g_assert_null (encore_review_get_original (fixture->review));
}

/* Closing the call saves what has been typed. */
static void
test_kept_on_close (Fixture      *fixture,
                    gconstpointer data)
{
  NEEDS_DISPLAY

  gint64 call_id = encore_review_get_call (fixture->review)->id;

  encore_transcript_view_correct (view_of (fixture), 1);
  type_text (fixture, "I was charged once.");
  encore_review_close (fixture->review);
  encore_review_open (fixture->review, call_id);
  encore_test_wait_until (is_loaded (fixture));
  encore_test_wait_until (g_str_equal (text_of (fixture, 1), "I was charged once."));
}

static void
test_split_and_merge (Fixture      *fixture,
                      gconstpointer data)
{
  NEEDS_DISPLAY

  GtkTextIter caret;

  encore_transcript_view_correct (view_of (fixture), 1);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (encore_segment_editor_get_text_view (editor_of (fixture)));

  /* At the very beginning there is nothing to split. */
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_nonnull (editor_of (fixture));
  buffer = gtk_text_view_get_buffer (encore_segment_editor_get_text_view (editor_of (fixture)));
  gtk_text_buffer_get_iter_at_offset (buffer, &caret, 6);
  gtk_text_buffer_place_cursor (buffer, &caret);
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_null (editor_of (fixture));
  g_assert_cmpint (gtk_text_buffer_get_line_count (fixture->buffer), ==, 5);
  assert_line (fixture, 1, "0:01\tCustomer\tI was");
  assert_line (fixture, 2, "0:02\tCustomer\tcharged twice.");
  assert_line (fixture, 4, "0:06\tAgent\tI can refund one.");

  encore_transcript_view_correct (view_of (fixture), 1);
  g_signal_emit_by_name (editor_of (fixture), "response", ENCORE_SEGMENT_JOIN);
  g_assert_cmpint (gtk_text_buffer_get_line_count (fixture->buffer), ==, 4);
  assert_line (fixture, 1, "0:01\tCustomer\tI was charged twice.");

  encore_transcript_view_correct (view_of (fixture), 3);
  g_signal_emit_by_name (editor_of (fixture), "response", ENCORE_SEGMENT_DELETE);
  g_assert_cmpint (gtk_text_buffer_get_line_count (fixture->buffer), ==, 3);
  encore_transcript_view_correct (view_of (fixture), 0);
  g_signal_emit_by_name (editor_of (fixture), "response", ENCORE_SEGMENT_DELETE);
  g_assert_cmpint (gtk_text_buffer_get_line_count (fixture->buffer), ==, 2);
  assert_line (fixture, 0, "0:01\tCustomer\tI was charged twice.");
}

/* Where the cursor is, without opening the editor. */
static void
test_split_here (Fixture      *fixture,
                 gconstpointer data)
{
  NEEDS_DISPLAY

  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &iter, 3, (int) strlen ("0:06\tAgent\tI can "));
  gtk_text_buffer_place_cursor (fixture->buffer, &iter);
  gtk_widget_activate_action (fixture->page, "review.split-segment", NULL);
  assert_line (fixture, 3, "0:06\tAgent\tI can");
  g_assert_cmpint (gtk_text_buffer_get_line_count (fixture->buffer), ==, 5);
}

static void
test_next_and_previous (Fixture      *fixture,
                        gconstpointer data)
{
  NEEDS_DISPLAY

  encore_transcript_view_correct (view_of (fixture), 0);
  type_text (fixture, "Good evening.");
  press (fixture, GDK_KEY_Down, GDK_CONTROL_MASK);
  g_assert_cmpint (encore_review_get_draft_segment (fixture->review), ==, 1);
  g_assert_cmpstr (text_of (fixture, 0), ==, "Good evening.");
  assert_line (fixture, 0, "0:00\tAgent\tGood evening.");
  press (fixture, GDK_KEY_Up, GDK_CONTROL_MASK);
  g_assert_cmpint (encore_review_get_draft_segment (fixture->review), ==, 0);
}

static GObject *
primary_drag (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller)
          && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_PRIMARY)
        return controller; /* the widget keeps it */
    }

  g_assert_not_reached ();
}

static void
test_times (Fixture      *fixture,
            gconstpointer data)
{
  NEEDS_DISPLAY

  GtkWidget *lanes = ui_find_by_type (fixture->page, ENCORE_TYPE_WAVE_LANES);
  EncoreWaveform *waveform = ENCORE_WAVEFORM (ui_find_by_type (fixture->page, ENCORE_TYPE_WAVEFORM));
  EncoreWaveScale *scale = encore_waveform_get_scale (waveform);

  /* At the playhead. */
  encore_transcript_view_correct (view_of (fixture), 3);
  encore_review_seek (fixture->review, 7000);
  press (fixture, GDK_KEY_bracketleft, GDK_CONTROL_MASK);
  encore_review_seek (fixture->review, 8000);
  press (fixture, GDK_KEY_bracketright, GDK_CONTROL_MASK);
  g_assert_cmpint (encore_review_get_draft_span (fixture->review).start_ms, ==, 7000);
  g_assert_cmpint (encore_review_get_draft_span (fixture->review).end_ms, ==, 8000);

  /* By an edge in the waveform. */
  GObject *drag = primary_drag (lanes);
  int x = encore_wave_scale_to_x (scale, 8000), to = encore_wave_scale_to_x (scale, 9500);
  g_signal_emit_by_name (drag, "drag-begin", (double) x, 60.0);
  g_signal_emit_by_name (drag, "drag-update", (double) (to - x), 0.0);
  g_signal_emit_by_name (drag, "drag-end", (double) (to - x), 0.0);
  g_assert_cmpint (ABS (encore_review_get_draft_span (fixture->review).end_ms - 9500), <=, 30);
  g_assert_true (encore_span_is_empty (encore_review_get_selection (fixture->review)));
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 8000);

  press (fixture, GDK_KEY_Return, 0);
  EncoreSpan span = encore_review_segment_span (fixture->review, 3);
  g_assert_cmpint (span.start_ms, ==, 7000);
  g_assert_cmpint (ABS (span.end_ms - 9500), <=, 30);
  assert_line (fixture, 3, "0:07\tAgent\tI can refund one.");
}

static gboolean
has_tag (Fixture    *fixture,
         int         number,
         int         offset,
         const char *name)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (fixture->buffer), name);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &iter, number, offset);
  return gtk_text_iter_has_tag (&iter, tag);
}

static void
test_doubtful_words (Fixture      *fixture,
                     gconstpointer data)
{
  NEEDS_DISPLAY

  int before = (int) strlen ("0:01\tCustomer\t");

  g_assert_false (has_tag (fixture, 1, before, "doubt"));
  g_assert_true (has_tag (fixture, 1, before + 6, "doubt"));
  g_assert_false (has_tag (fixture, 1, before + 14, "doubt"));

  /* Who has corrected a word does not doubt it. */
  encore_transcript_view_correct (view_of (fixture), 1);
  type_text (fixture, "I was billed twice.");
  press (fixture, GDK_KEY_Return, 0);
  g_assert_false (has_tag (fixture, 1, before + 6, "doubt"));
  g_assert_true (encore_review_is_corrected (fixture->review, 1));
}

/* Where the text of a line begins and where its last character ends. */
static void
find_extent (Fixture *fixture,
             int      number,
             int     *left,
             int     *right)
{
  GtkTextView *view = encore_transcript_view_get_text_view (view_of (fixture));
  GdkRectangle place;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (fixture->buffer, &iter, number);
  gtk_text_view_get_iter_location (view, &iter, &place);
  *left = place.x;
  *right = 0;
  for (; !gtk_text_iter_ends_line (&iter); gtk_text_iter_forward_char (&iter))
    {
      gtk_text_view_get_iter_location (view, &iter, &place);
      *right = MAX (*right, place.x + place.width);
    }
}

static gboolean
has_halves (Fixture *fixture)
{
  int middle = encore_transcript_buffer_get_half_x (ENCORE_TRANSCRIPT_BUFFER (fixture->buffer)), left, right;

  find_extent (fixture, 1, &left, &right);
  return middle > 200 && left >= middle;
}

/* What is said at the same time stands in two halves; what is edited has the whole width. */
static void
test_side_by_side (Fixture      *fixture,
                   gconstpointer data)
{
  NEEDS_DISPLAY

  EncoreTranscriptBuffer *buffer = ENCORE_TRANSCRIPT_BUFFER (fixture->buffer);
  int middle, left, right;

  encore_test_wait_until (has_halves (fixture));
  middle = encore_transcript_buffer_get_half_x (buffer);
  find_extent (fixture, 0, &left, &right);
  g_assert_cmpint (left, <, 40);
  g_assert_cmpint (right, <=,
                   gtk_widget_get_width (GTK_WIDGET (encore_transcript_view_get_text_view (view_of (fixture))))
                       - middle);
  find_extent (fixture, 1, &left, &right);
  g_assert_cmpint (left, >=, middle);
  find_extent (fixture, 2, &left, &right);
  g_assert_cmpint (left, <, 40);

  encore_transcript_view_correct (view_of (fixture), 1);
  find_extent (fixture, 1, &left, &right);
  g_assert_cmpint (left, <, 40);
  press (fixture, GDK_KEY_Escape, 0);
  encore_test_wait_until (has_halves (fixture));

  /* Spoken later, it interrupts nobody any more: nor is the other interrupted. */
  EncoreSegmentDraft draft = encore_review_begin_draft (fixture->review, 1);
  draft.span.start_ms = 2100;
  encore_review_correct_segment (fixture->review, 1, &draft);
  g_assert_false (encore_transcript_buffer_is_beside (buffer, 0));
  find_extent (fixture, 1, &left, &right);
  g_assert_cmpint (left, <, 40);
  g_assert_false (has_tag (fixture, 0, 8, "agent-beside"));
  g_assert_true (has_tag (fixture, 0, 8, "agent"));
}

static void
test_turns (Fixture      *fixture,
            gconstpointer data)
{
  NEEDS_DISPLAY

  g_object_set (fixture->page, "as-turns", TRUE, NULL);
  g_assert_cmpint (gtk_text_buffer_get_line_count (fixture->buffer), ==, 3);
  assert_line (fixture, 1, "0:01\tCustomer\tI was charged twice. My rent is due.");

  /* A correction within, one that parts and one that joins. */
  encore_transcript_view_correct (view_of (fixture), 2);
  type_text (fixture, "My rent!");
  press (fixture, GDK_KEY_Return, 0);
  assert_line (fixture, 1, "0:01\tCustomer\tI was charged twice. My rent!");

  EncoreSegmentDraft draft = encore_review_begin_draft (fixture->review, 2);
  draft.party = ENCORE_PARTY_AGENT;
  draft.speaker = "Agent";
  encore_review_correct_segment (fixture->review, 2, &draft);
  g_assert_cmpint (gtk_text_buffer_get_line_count (fixture->buffer), ==, 3);
  assert_line (fixture, 1, "0:01\tCustomer\tI was charged twice.");
  assert_line (fixture, 2, "0:04\tAgent\tMy rent! I can refund one.");

  encore_review_seek_segment (fixture->review, 3);
  g_assert_true (has_tag (fixture, 2, 0, "segment"));
  g_object_set (fixture->page, "as-turns", FALSE, NULL);
  g_assert_cmpint (gtk_text_buffer_get_line_count (fixture->buffer), ==, 4);
  assert_line (fixture, 3, "0:06\tAgent\tI can refund one.");
}

static void
test_copy (Fixture      *fixture,
           gconstpointer data)
{
  NEEDS_DISPLAY

  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->page);
  GtkTextIter start, end;
  g_auto (GValue) value = G_VALUE_INIT;

  gtk_text_buffer_get_iter_at_line (fixture->buffer, &start, 1);
  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &end, 2, 18);
  gtk_text_buffer_select_range (fixture->buffer, &start, &end);
  gtk_widget_activate_action (fixture->page, "review.copy-with-times", NULL);

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==,
                   "0:01 Customer: I was charged twice.\n0:04 Customer: My rent is due.\n");
}

static GtkWidget *
newest_window (Fixture *fixture)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != fixture->window
          && gtk_window_get_transient_for (GTK_WINDOW (window)) == GTK_WINDOW (fixture->window))
        return window; /* GTK keeps it */
    }

  return NULL;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label,
             guint      *skip)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0 && (*skip)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label, skip);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
click (GtkWidget  *window,
       const char *label,
       guint       which)
{
  GtkWidget *button = find_button (window, label, &which);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
test_compare_and_restore (Fixture      *fixture,
                          gconstpointer data)
{
  NEEDS_DISPLAY

  gtk_widget_activate_action (fixture->page, "review.compare", NULL);
  g_assert_null (newest_window (fixture));

  encore_transcript_view_correct (view_of (fixture), 1);
  type_text (fixture, "I was billed twice.");
  press (fixture, GDK_KEY_Return, 0);
  gtk_widget_activate_action (fixture->page, "review.compare", NULL);
  GtkWidget *dialog = newest_window (fixture);
  g_assert_nonnull (dialog);
  g_assert_nonnull (ui_find_label (dialog, "1 place is different."));
  g_assert_nonnull (ui_find_label (dialog, "0:01 Customer: I was charged twice."));
  g_assert_nonnull (ui_find_label (dialog, "0:01 Customer: I was billed twice."));

  click (dialog, "_Restore the Original", 0);
  g_assert_cmpstr (text_of (fixture, 1), ==, "I was charged twice.");
  assert_line (fixture, 1, "0:01\tCustomer\tI was charged twice.");
  encore_test_wait_until (newest_window (fixture) == NULL);
  gtk_widget_activate_action (fixture->page, "review.undo", NULL);
  encore_test_wait_until (g_str_equal (text_of (fixture, 1), "I was billed twice."));
}

/* What was moved as a whole says what it said; what was deleted is no move. */
static void
test_compare_times (Fixture      *fixture,
                    gconstpointer data)
{
  NEEDS_DISPLAY

  EncoreTimeMap map = { 1, 250 };

  encore_review_delete_segment (fixture->review, 0);
  gtk_widget_activate_action (fixture->page, "review.compare", NULL);
  g_assert_nonnull (ui_find_label (newest_window (fixture), "1 place is different."));
  g_assert_null (ui_find_label (newest_window (fixture), "Times have been moved."));
  encore_review_adjust_times (fixture->review, &map);
  g_assert_nonnull (ui_find_label (newest_window (fixture), "1 place is different. Times have been moved."));
}

/* By two places: the text is half a second early at one and a second at the other. */
static void
test_adjust_times (Fixture      *fixture,
                   gconstpointer data)
{
  NEEDS_DISPLAY

  gtk_widget_activate_action (fixture->page, "review.adjust-times", NULL);
  GtkWidget *dialog = newest_window (fixture);
  g_assert_nonnull (dialog);

  encore_review_seek_segment (fixture->review, 0);
  click (dialog, "Current Segment", 0);
  encore_review_seek (fixture->review, 1000);
  click (dialog, "Playhead", 0);
  encore_review_seek_segment (fixture->review, 3);
  click (dialog, "Current Segment", 1);
  encore_review_seek (fixture->review, 7500);
  click (dialog, "Playhead", 1);
  click (dialog, "_Adjust", 0);

  g_assert_cmpint (encore_review_segment_span (fixture->review, 0).start_ms, ==, 1000);
  g_assert_cmpint (encore_review_segment_span (fixture->review, 3).start_ms, ==, 7500);
  assert_line (fixture, 3, "0:07\tAgent\tI can refund one.");
}

/* What is typed there is kept when the transcript changes meanwhile. */
static void
test_adjust_times_kept (Fixture      *fixture,
                        gconstpointer data)
{
  NEEDS_DISPLAY

  gtk_widget_activate_action (fixture->page, "review.adjust-times", NULL);
  GtkWidget *dialog = newest_window (fixture);
  GtkWidget *offset = ui_find_by_type (dialog, GTK_TYPE_SPIN_BUTTON);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (offset), 1.5);
  EncoreSegmentDraft draft = encore_review_begin_draft (fixture->review, 1);
  draft.text = "I was billed twice.";
  encore_review_correct_segment (fixture->review, 1, &draft);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (offset)), ==, 1.5);

  encore_review_seek_segment (fixture->review, 3);
  click (dialog, "Current Segment", 0);
  encore_review_seek (fixture->review, 7500);
  click (dialog, "Playhead", 0);
  encore_review_delete_segment (fixture->review, 0);
  click (dialog, "_Adjust", 0);
  g_assert_cmpstr (text_of (fixture, 2), ==, "I can refund one.");
  g_assert_cmpint (encore_review_segment_span (fixture->review, 2).start_ms, ==, 7500);
}

static void
settle (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  encore_library_settle_async (fixture->library, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  encore_library_settle_finish (fixture->library, result, NULL);
}

/* The file says something else now, and is imported again while its call is open. */
static void
import_again (Fixture    *fixture,
              const char *rent)
{
  g_autofree char *wav = g_build_filename (fixture->dir, "call.wav", NULL);
  g_autofree char *text = g_build_filename (fixture->dir, "call.json", NULL);
  const char *paths[] = { wav, text, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = g_strsplit (json, "My rent is due.", -1);
  g_autofree char *changed = g_strjoinv (rent, parts);

  g_assert_true (g_file_set_contents (text, changed, -1, NULL));
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (encore_import_run (fixture->library, plan, job, &error));
  g_assert_no_error (error);
}

static gboolean
original_says (Fixture    *fixture,
               const char *text)
{
  EncoreTranscript *original = encore_review_get_original (fixture->review);

  return original != NULL && g_str_equal (encore_transcript_get (original, 2)->text, text);
}

static void
test_imported_again (Fixture      *fixture,
                     gconstpointer data)
{
  NEEDS_DISPLAY

  /* What is being typed stays, in its place. */
  encore_transcript_view_correct (view_of (fixture), 1);
  type_text (fixture, "I was billed");
  import_again (fixture, "My rent is overdue since Monday.");
  encore_test_wait_until (g_str_equal (text_of (fixture, 2), "My rent is overdue since Monday."));
  assert_line (fixture, 2, "0:04\tCustomer\tMy rent is overdue since Monday.");
  g_assert_nonnull (editor_of (fixture));
  g_assert_cmpstr (encore_segment_editor_get_draft (editor_of (fixture)).text, ==, "I was billed");

  g_assert_true (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_cmpstr (text_of (fixture, 1), ==, "I was billed");
  assert_line (fixture, 1, "0:01\tCustomer\tI was billed");
  settle (fixture);

  /* What is corrected stays too; what it can be compared with is what the file says now. */
  import_again (fixture, "My rent was due.");
  encore_test_wait_until (original_says (fixture, "My rent was due."));
  g_assert_cmpstr (text_of (fixture, 1), ==, "I was billed");
  g_assert_cmpstr (text_of (fixture, 2), ==, "My rent is overdue since Monday.");
}

static void
test_find (Fixture      *fixture,
           gconstpointer data)
{
  NEEDS_DISPLAY

  GtkWidget *entry = ui_find_by_type (GTK_WIDGET (view_of (fixture)), GTK_TYPE_SEARCH_ENTRY);
  GtkTextIter start, end;

  gtk_widget_activate_action (fixture->page, "page.find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "i");
  g_signal_emit_by_name (entry, "search-changed");
  guint n_found = encore_review_count_found (fixture->review);
  g_autofree char *first = g_strdup_printf ("1 of %u", n_found);
  g_autofree char *last = g_strdup_printf ("%u of %u", n_found, n_found);

  g_assert_cmpuint (n_found, >, 3);
  g_assert_cmpint (encore_review_get_found_at (fixture->review), ==, 0);
  encore_test_wait_until (ui_find_label (fixture->page, first) != NULL); /* once it has slid in */
  g_assert_true (gtk_text_buffer_get_selection_bounds (fixture->buffer, &start, &end));
  g_autofree char *selected = gtk_text_buffer_get_text (fixture->buffer, &start, &end, FALSE);
  g_assert_cmpstr (selected, ==, "i");

  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (encore_review_get_found_at (fixture->review), ==, 1);
  encore_review_set_found_at (fixture->review, (int) n_found - 2);
  g_signal_emit_by_name (entry, "activate");
  g_assert_nonnull (ui_find_label (fixture->page, last));
  g_signal_emit_by_name (entry, "activate");
  g_assert_nonnull (ui_find_label (fixture->page, first));

  /* What is corrected is looked through again. */
  encore_transcript_view_correct (view_of (fixture), 3);
  type_text (fixture, "No.");
  press (fixture, GDK_KEY_Return, 0);
  g_assert_cmpuint (encore_review_count_found (fixture->review), <, n_found);

  gtk_editable_set_text (GTK_EDITABLE (entry), "zebra");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_nonnull (ui_find_label (fixture->page, "Not found"));
}

int
main (int   argc,
      char *argv[])
{
  EncoreTestDir *home = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  have_display = gtk_init_check ();
  if (have_display)
    {
      adw_init ();
      gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                        "/org/encorecoach/Encore/icons");
    }

#define ADD(name, func) g_test_add ("/ui/correct/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("edit-in-place", test_edit_in_place);
  ADD ("leave", test_leave);
  ADD ("kept-on-close", test_kept_on_close);
  ADD ("split-and-merge", test_split_and_merge);
  ADD ("split-here", test_split_here);
  ADD ("next-and-previous", test_next_and_previous);
  ADD ("times", test_times);
  ADD ("doubtful-words", test_doubtful_words);
  ADD ("side-by-side", test_side_by_side);
  ADD ("turns", test_turns);
  ADD ("copy", test_copy);
  ADD ("compare-and-restore", test_compare_and_restore);
  ADD ("compare-times", test_compare_times);
  ADD ("adjust-times", test_adjust_times);
  ADD ("adjust-times-kept", test_adjust_times_kept);
  ADD ("imported-again", test_imported_again);
  ADD ("find", test_find);

  int status = ui_run_tests ();

  encore_player_settle ();
  encore_test_dir_free (home);
  return status;
}
