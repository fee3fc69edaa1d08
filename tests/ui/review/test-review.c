/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "encore-import.h"
#include "encore-library.h"
#include "encore-note-entry.h"
#include "encore-redaction-group.h"
#include "encore-review-page.h"
#include "encore-review-redact.h"
#include "encore-test.h"
#include "encore-transcript-buffer.h"
#include "encore-transcript-view.h"
#include "encore-transport-bar.h"
#include "encore-wave-lanes.h"
#include "encore-wave-scale.h"
#include "encore-waveform.h"
#include "ui-support.h"

/* Real widgets on a real hub and a library that holds one imported call. */

static gboolean have_display;

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  EncoreReview *review;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static const char vtt[] = "WEBVTT\n\n"
                          "00:00:00.500 --> 00:00:02.000\n<v Agent>Good morning, what can I do?\n\n"
                          "00:00:02.500 --> 00:00:06.000\n<v Customer>I was charged twice.\n\n"
                          "00:00:06.500 --> 00:00:09.000\n<v Agent>I can refund one of them.\n";

/* Without times, and the sound beside it. */
static const char spoken[] = "Agent: Good morning, what can I do?\nCustomer: I was charged twice.\n";

/* With @words, a conversation that nobody has spoken, unless it is @spoken. */
static gint64
import_call (Fixture    *fixture,
             const char *words)
{
  const char *writing = words != spoken ? words : NULL;
  g_autofree char *wav = g_build_filename (fixture->dir, "call.wav", NULL);
  g_autofree char *text = g_build_filename (fixture->dir, words != NULL ? "call.txt" : "call.vtt", NULL);
  const char *paths[] = { text, writing == NULL ? wav : NULL, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  g_autoptr (GError) error = NULL;

  if (writing == NULL)
    encore_test_write_tone (wav, 2, 10000, 300, 500);
  g_assert_true (g_file_set_contents (text, words != NULL ? words : vtt, -1, NULL));

  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (encore_import_run (fixture->library, plan, job, &error));
  g_assert_no_error (error);

  EncoreCallFilter filter = { 0 };
  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (calls->len, ==, 1);
  return ((EncoreCall *) g_ptr_array_index (calls, 0))->id;
}

static gboolean
is_loaded (Fixture *fixture)
{
  gboolean loading = TRUE;

  g_object_get (fixture->review, "loading", &loading, NULL);
  return !loading && encore_review_get_transcript (fixture->review) != NULL
         && (encore_review_is_text_only (fixture->review)
             || (encore_review_get_peaks (fixture->review) != NULL
                 && encore_peaks_is_complete (encore_review_get_peaks (fixture->review))));
}

/* Widgets that come into sight get their places a frame later. */
static gboolean
is_laid_out (Fixture *fixture)
{
  GtkWidget *lanes = ui_find_by_type (fixture->page, ENCORE_TYPE_WAVE_LANES);

  return gtk_widget_get_mapped (fixture->page) && gtk_widget_get_width (fixture->page) > 0
         && (encore_review_is_text_only (fixture->review) || gtk_widget_get_width (lanes) > 0);
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
  gint64 call_id = import_call (fixture, data);

  fixture->review = encore_review_new (fixture->library);
  fixture->page = encore_review_page_new (fixture->review);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 640);
  gtk_window_present (GTK_WINDOW (fixture->window));
  encore_review_open (fixture->review, call_id);
  encore_test_wait_until (is_loaded (fixture));
  encore_test_wait_until (is_laid_out (fixture));
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

static GtkWidget *
find (GtkWidget *parent,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (parent, type))
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The gesture itself, as the pointer would drive it. */
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
drag (GtkWidget *widget,
      double     x,
      double     y,
      double     dx)
{
  GObject *gesture = primary_drag (widget);

  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  if (dx > 0)
    g_signal_emit_by_name (gesture, "drag-update", dx, 0.0);
  g_signal_emit_by_name (gesture, "drag-end", dx, 0.0);
}

static guint
count_moments (Fixture *fixture)
{
  return g_list_model_get_n_items (encore_review_get_moments (fixture->review));
}

static void
test_waveform_click (Fixture      *fixture,
                     gconstpointer data)
{
  NEEDS_DISPLAY

  GtkWidget *lanes = find (fixture->page, ENCORE_TYPE_WAVE_LANES);
  int width = gtk_widget_get_width (lanes);

  drag (lanes, width / 2.0, 60, 0);
  g_assert_cmpint (ABS (encore_review_get_position_ms (fixture->review) - 5000), <=, 10000 / width + 1);
  g_assert_true (encore_span_is_empty (encore_review_get_selection (fixture->review)));
  g_assert_cmpint (encore_review_get_current_segment (fixture->review), ==, 1);

  drag (lanes, width / 4.0, 60, width / 4.0);
  EncoreSpan selection = encore_review_get_selection (fixture->review);
  g_assert_cmpint (ABS (selection.start_ms - 2500), <=, 10000 / width + 1);
  g_assert_cmpint (ABS (selection.end_ms - 5000), <=, 10000 / width + 1);
}

static void
test_zoom (void)
{
  g_autoptr (EncoreWaveScale) scale = encore_wave_scale_new ();

  encore_wave_scale_set_width (scale, 800);
  encore_wave_scale_set_duration_ms (scale, 3600000);
  g_assert_cmpint (encore_wave_scale_to_x (scale, 3600000), ==, 800);

  for (int x = 100; x <= 700; x += 200)
    {
      encore_wave_scale_fit (scale);
      gint64 before_ms = encore_wave_scale_to_ms (scale, x);

      for (int i = 0; i < 12; i++)
        encore_wave_scale_zoom (scale, 1.25, x);

      double slack_ms = 12 * encore_wave_scale_get_ms_per_px (scale) * 12;
      g_assert_cmpfloat (ABS (encore_wave_scale_to_ms (scale, x) - before_ms), <=, slack_ms);
      g_assert_cmpfloat (encore_wave_scale_get_ms_per_px (scale), <, 4500.0 / 10);
    }

  /* Never further out than the whole call, nor before its beginning. */
  encore_wave_scale_zoom (scale, 1e-6, 10);
  g_assert_cmpint (encore_wave_scale_get_start_px (scale), ==, 0);
  g_assert_cmpint (encore_wave_scale_get_visible (scale).end_ms, ==, 3600000);
}

static void
test_follow_turns_pages (void)
{
  g_autoptr (EncoreWaveScale) scale = encore_wave_scale_new ();

  encore_wave_scale_set_width (scale, 800);
  encore_wave_scale_set_duration_ms (scale, 3600000);
  encore_wave_scale_zoom (scale, 100, 0);

  EncoreSpan page = encore_wave_scale_get_visible (scale);
  gint64 start_px = encore_wave_scale_get_start_px (scale);

  encore_wave_scale_show_page (scale, page.end_ms - 100);
  g_assert_cmpint (encore_wave_scale_get_start_px (scale), ==, start_px);
  encore_wave_scale_show_page (scale, page.end_ms + 100);
  g_assert_cmpint (encore_wave_scale_get_start_px (scale), >, start_px);
  g_assert_true (encore_span_contains (encore_wave_scale_get_visible (scale), page.end_ms + 100));
}

static void
test_transcript_text (Fixture      *fixture,
                      gconstpointer data)
{
  NEEDS_DISPLAY

  GtkWidget *view = find (find (fixture->page, ENCORE_TYPE_TRANSCRIPT_VIEW), GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;
  int segment, word;

  g_assert_cmpint (gtk_text_buffer_get_line_count (buffer), ==, 3);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, 1, 0);
  end = start;
  gtk_text_iter_forward_to_line_end (&end);
  g_autofree char *line = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_nonnull (strstr (line, "Customer"));
  g_assert_nonnull (strstr (line, "I was charged twice."));

  g_assert_true (encore_transcript_buffer_locate (ENCORE_TRANSCRIPT_BUFFER (buffer), &end, &segment, &word));
  g_assert_cmpint (segment, ==, 1);

  encore_review_seek_segment (fixture->review, 2);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "segment");
  gtk_text_buffer_get_iter_at_line (buffer, &start, 2);
  g_assert_true (gtk_text_iter_has_tag (&start, tag));
  gtk_text_buffer_get_iter_at_line (buffer, &start, 0);
  g_assert_false (gtk_text_iter_has_tag (&start, tag));
}

static void
test_mark_note_undo (Fixture      *fixture,
                     gconstpointer data)
{
  NEEDS_DISPLAY

  encore_review_seek (fixture->review, 5000);
  g_assert_true (gtk_widget_activate_action (fixture->page, "review.mark", "(ss)", ENCORE_ABOVE_AND_BEYOND, "missed"));
  encore_test_wait_until (count_moments (fixture) == 1 && encore_review_get_current_moment (fixture->review) != NULL);
  encore_test_wait_until (ENCORE_IS_NOTE_ENTRY (gtk_root_get_focus (GTK_ROOT (fixture->window))));

  GtkWidget *note = gtk_root_get_focus (GTK_ROOT (fixture->window));
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)), "Rent is due: say when.", -1);
  g_signal_emit_by_name (note, "activate");
  g_assert_null (encore_review_get_current_moment (fixture->review));

  encore_test_wait_until (({
    g_autoptr (EncoreMoment) moment = g_list_model_get_item (encore_review_get_moments (fixture->review), 0);
    g_strcmp0 (moment->note, "Rent is due: say when.") == 0;
  }));

  g_autoptr (EncoreMoment) moment = g_list_model_get_item (encore_review_get_moments (fixture->review), 0);
  g_assert_cmpint (moment->outcome, ==, ENCORE_OUTCOME_MISSED);
  g_assert_cmpstr (moment->cue, ==, "I was charged twice.");

  gtk_widget_activate_action (fixture->page, "review.undo", NULL);
  encore_test_wait_until (({
    g_autoptr (EncoreMoment) now = g_list_model_get_item (encore_review_get_moments (fixture->review), 0);
    now->note == NULL || *now->note == '\0';
  }));
  gtk_widget_activate_action (fixture->page, "review.undo", NULL);
  encore_test_wait_until (count_moments (fixture) == 0);
}

static GtkWidget *
focus_of (Fixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static char *
first_note (Fixture *fixture)
{
  g_autoptr (EncoreMoment) moment = g_list_model_get_item (encore_review_get_moments (fixture->review), 0);

  return moment != NULL ? g_strdup (moment->note) : NULL;
}

/* Typing and Enter come before the mark has been saved: nothing of it is lost, nothing is saved twice. */
static void
test_note_before_saved (Fixture      *fixture,
                        gconstpointer data)
{
  NEEDS_DISPLAY

  encore_review_seek (fixture->review, 5000);
  gtk_widget_activate_action (fixture->page, "review.mark", "(ss)", ENCORE_ABOVE_AND_BEYOND, "taken");
  g_assert_cmpuint (count_moments (fixture), ==, 0);
  g_assert_true (ENCORE_IS_NOTE_ENTRY (focus_of (fixture)));

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus_of (fixture))), "At once", -1);
  g_signal_emit_by_name (focus_of (fixture), "activate");
  g_assert_null (encore_review_get_current_moment (fixture->review));
  g_assert_true (ENCORE_IS_WAVE_LANES (focus_of (fixture)));

  encore_test_wait_until (({
    g_autofree char *note = first_note (fixture);
    g_strcmp0 (note, "At once") == 0;
  }));
  g_assert_cmpuint (count_moments (fixture), ==, 1);
  g_assert_null (encore_review_get_current_moment (fixture->review));
}

/* Deleted before it was saved: it does not come back. */
static void
test_delete_before_saved (Fixture      *fixture,
                          gconstpointer data)
{
  NEEDS_DISPLAY

  gtk_widget_activate_action (fixture->page, "review.mark", "(ss)", ENCORE_ABOVE_AND_BEYOND, "missed");
  gtk_widget_activate_action (fixture->page, "review.delete-moment", NULL);
  g_assert_null (encore_review_get_current_moment (fixture->review));

  /* The library has made it and then deleted it. */
  encore_test_wait_until (({
    g_autofree char *label = NULL;
    g_object_get (fixture->library, "undo-label", &label, NULL);
    g_strcmp0 (label, "Delete moment") == 0;
  }));
  encore_test_wait_until (count_moments (fixture) == 0);
}

/* What is being typed when the page is left is saved. */
static void
test_note_kept_on_close (Fixture      *fixture,
                         gconstpointer data)
{
  NEEDS_DISPLAY

  EncoreCall *call = encore_review_get_call (fixture->review);
  gint64 call_id = call->id;

  gtk_widget_activate_action (fixture->page, "review.mark", "(ss)", ENCORE_ABOVE_AND_BEYOND, "missed");
  encore_test_wait_until (count_moments (fixture) == 1);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus_of (fixture))), "Half a thought",
                                    -1);
  encore_review_close (fixture->review);
  encore_review_open (fixture->review, call_id);
  encore_test_wait_until (({
    g_autofree char *note = first_note (fixture);
    g_strcmp0 (note, "Half a thought") == 0;
  }));
  encore_test_wait_until (is_loaded (fixture));
}

static gboolean
is_looping (Fixture *fixture)
{
  gboolean loop;

  g_object_get (fixture->page, "loop", &loop, NULL);
  return loop;
}

static void
test_loop_follows_player (Fixture      *fixture,
                          gconstpointer data)
{
  NEEDS_DISPLAY

  EncorePlayer *player = encore_review_get_player (fixture->review);

  encore_review_seek (fixture->review, 3000);
  gtk_widget_activate_action (fixture->page, "review.set-in", NULL);
  encore_review_seek (fixture->review, 5000);
  gtk_widget_activate_action (fixture->page, "review.set-out", NULL);
  g_assert_true (is_looping (fixture));
  g_assert_cmpint (encore_player_get_loop (player).start_ms, ==, 3000);
  g_assert_cmpint (encore_player_get_loop (player).end_ms, ==, 5000);

  gtk_widget_activate_action (fixture->page, "review.clear-selection", NULL);
  g_assert_false (is_looping (fixture));
  g_assert_true (encore_span_is_empty (encore_player_get_loop (player)));
}

static void
test_find (Fixture      *fixture,
           gconstpointer data)
{
  NEEDS_DISPLAY

  GtkWidget *view = find (find (fixture->page, ENCORE_TYPE_TRANSCRIPT_VIEW), GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_widget_activate_action (fixture->page, "page.find", NULL);
  GtkWidget *entry = gtk_widget_get_ancestor (focus_of (fixture), GTK_TYPE_SEARCH_ENTRY);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "REFUND");
  encore_test_wait_until (gtk_text_buffer_get_selection_bounds (buffer, &start, &end));
  g_assert_cmpint (gtk_text_iter_get_line (&start), ==, 2);
  g_assert_false (encore_review_get_follow (fixture->review));

  gtk_editable_set_text (GTK_EDITABLE (entry), "nowhere");
  encore_test_wait_until (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_true (focus_of (fixture) == view);
}

static void
do_action (Fixture    *fixture,
           const char *name)
{
  g_assert_true (gtk_widget_activate_action (fixture->page, name, NULL));
}

static void
do_action_with (Fixture    *fixture,
                const char *name,
                GVariant   *parameter)
{
  g_autoptr (GVariant) given = parameter != NULL ? g_variant_ref_sink (parameter) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (fixture->page, name, given));
}

/* From here to there, by key, and round it goes; the turn by one key. */
static void
test_loop_by_key (Fixture      *fixture,
                  gconstpointer data)
{
  NEEDS_DISPLAY

  EncorePlayer *player = encore_review_get_player (fixture->review);

  encore_review_seek (fixture->review, 3000);
  do_action (fixture, "review.set-in");
  encore_review_seek (fixture->review, 3200);
  do_action (fixture, "review.set-out");
  g_assert_cmpint (encore_player_get_loop (player).start_ms, ==, 3000);
  g_assert_cmpint (encore_player_get_loop (player).end_ms, ==, 3200);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 3000);

  int wraps = 0;
  gint64 before_ms = 3000;

  do_action (fixture, "review.play");
  while (wraps < 2)
    {
      g_main_context_iteration (NULL, TRUE);
      gint64 here_ms = encore_player_get_position_ms (player);

      g_assert_cmpint (here_ms, >=, 3000);
      g_assert_cmpint (here_ms, <=, 3200);
      wraps += here_ms < before_ms;
      before_ms = here_ms;
    }
  do_action (fixture, "review.play");

  do_action (fixture, "review.toggle-loop");
  g_assert_true (encore_span_is_empty (encore_player_get_loop (player)));
  do_action (fixture, "review.loop-turn");
  g_assert_cmpint (encore_player_get_loop (player).start_ms, ==, 2500);
  g_assert_cmpint (encore_player_get_loop (player).end_ms, ==, 6000);
}

/* The bar says what is on; any speed can be chosen in it. */
static void
test_listening_in_the_bar (Fixture      *fixture,
                           gconstpointer data)
{
  NEEDS_DISPLAY

  EncorePlayer *player = encore_review_get_player (fixture->review);
  GtkWidget *scale = find (fixture->page, GTK_TYPE_SCALE);
  gboolean on = FALSE;

  do_action (fixture, "review.skip-silence");
  g_object_get (fixture->page, "skip-silence", &on, NULL);
  g_assert_true (on && encore_player_get_skip_silence (player));
  do_action (fixture, "review.level-parties");
  g_assert_true (encore_player_get_level_parties (player));
  do_action (fixture, "review.level-parties");
  g_assert_false (encore_player_get_level_parties (player));

  gtk_range_set_value (GTK_RANGE (scale), 1.37);
  g_assert_cmpfloat_with_epsilon (encore_player_get_rate (player), 1.37, 1e-9);
  encore_player_set_rate (player, 0.5);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (GTK_RANGE (scale)), 0.5, 1e-9);
}

static gboolean
is_at (EncoreTranscriptView *view,
       int                   segment)
{
  int first, last;

  encore_transcript_view_get_selected (view, &first, &last);
  return first == segment;
}

/* Nothing to hear: no player, no picture of the sound; the cursor says where one is, and what is marked. */
static void
test_writing (Fixture      *fixture,
              gconstpointer data)
{
  NEEDS_DISPLAY

  gboolean timed = encore_transcript_is_timed (encore_review_get_transcript (fixture->review));
  GtkWidget *view = ui_find_by_type (fixture->page, ENCORE_TYPE_TRANSCRIPT_VIEW);

  g_assert_true (encore_review_is_text_only (fixture->review));
  encore_test_wait_until (!gtk_widget_get_mapped (ui_find_by_type (fixture->page, ENCORE_TYPE_WAVEFORM)));
  g_assert_false (gtk_widget_get_mapped (ui_find_by_type (fixture->page, ENCORE_TYPE_TRANSPORT_BAR)));
  g_assert_null (ui_find_label (fixture->page, "This transcript has no times"));
  encore_test_wait_until (
      gtk_widget_has_focus (GTK_WIDGET (encore_transcript_view_get_text_view (ENCORE_TRANSCRIPT_VIEW (view)))));

  do_action_with (fixture, "review.play", NULL); /* does no harm */
  g_assert_false (encore_player_get_playing (encore_review_get_player (fixture->review)));
  if (timed)
    encore_review_seek_segment (fixture->review, 1);
  else
    {
      do_action_with (fixture, "review.go-to-segment", g_variant_new_int32 (0));
      encore_test_wait_until (is_at (ENCORE_TRANSCRIPT_VIEW (view), 0));
      do_action_with (fixture, "review.step-segment", g_variant_new_int32 (1));
      encore_test_wait_until (is_at (ENCORE_TRANSCRIPT_VIEW (view), 1));
      do_action_with (fixture, "review.step-segment", g_variant_new_int32 (1));
      g_assert_true (is_at (ENCORE_TRANSCRIPT_VIEW (view), 1)); /* the last one */
    }
  do_action_with (fixture, "review.mark", g_variant_new ("(ss)", "above-and-beyond", "missed"));

  EncoreMoment *moment = encore_review_get_current_moment (fixture->review);
  g_assert_nonnull (moment);
  g_assert_cmpint (moment->first_segment, ==, 1);
  g_assert_cmpint (moment->last_segment, ==, 1);
  g_assert_cmpint (moment->span.start_ms, ==, timed ? 40000 : ENCORE_NO_TIME);
  do_action_with (fixture, "review.finish-editing", g_variant_new_boolean (TRUE));
}

/* While it plays, nothing says which turn is heard, unless somebody has put the cursor there. */
static void
test_untimed (Fixture      *fixture,
              gconstpointer data)
{
  NEEDS_DISPLAY

  GtkWidget *view = ui_find_by_type (fixture->page, ENCORE_TYPE_TRANSCRIPT_VIEW);

  encore_review_seek (fixture->review, 9000);
  do_action_with (fixture, "review.mark", g_variant_new ("(ss)", "above-and-beyond", "missed"));
  EncoreMoment *moment = encore_review_get_current_moment (fixture->review);
  g_assert_nonnull (moment);
  g_assert_cmpint (moment->first_segment, ==, -1);
  g_assert_cmpint (moment->span.end_ms, >=, 9000);
  do_action_with (fixture, "review.finish-editing", g_variant_new_boolean (FALSE));

  encore_transcript_view_go_to_segment (ENCORE_TRANSCRIPT_VIEW (view), 1);
  encore_test_wait_until (is_at (ENCORE_TRANSCRIPT_VIEW (view), 1));
  do_action_with (fixture, "review.mark", g_variant_new ("(ss)", "above-and-beyond", "taken"));
  g_assert_cmpint (encore_review_get_current_moment (fixture->review)->first_segment, ==, 1);
  do_action_with (fixture, "review.finish-editing", g_variant_new_boolean (FALSE));
}

static void
test_speed_and_panel (Fixture      *fixture,
                      gconstpointer data)
{
  NEEDS_DISPLAY

  EncorePlayer *player = encore_review_get_player (fixture->review);
  gboolean visible;

  gtk_widget_activate_action (fixture->page, "review.change-speed", "i", 1);
  g_assert_cmpfloat_with_epsilon (encore_player_get_rate (player), 1.05, 1e-9);
  gtk_widget_activate_action (fixture->page, "review.change-speed", "i", 0);
  g_assert_cmpfloat_with_epsilon (encore_player_get_rate (player), 1.0, 1e-9);

  gtk_widget_activate_action (fixture->page, "review.panel-visible", NULL);
  g_object_get (fixture->page, "panel-visible", &visible, NULL);
  g_assert_false (visible);
}

/* Redacting */

static EncorePerson *
work_as (Fixture    *fixture,
         const char *name)
{
  g_autoptr (EncorePerson) person = encore_person_new ();
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Add", NULL, person);
  g_autoptr (GError) error = NULL;

  person->name = g_strdup (name);
  person->roles = ENCORE_ROLE_COACH;
  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
  encore_library_set_working_as (fixture->library, person);
  return encore_library_get_working_as (fixture->library);
}

static GtkTextBuffer *
transcript_buffer (Fixture *fixture)
{
  GtkWidget *view = find (fixture->page, ENCORE_TYPE_TRANSCRIPT_VIEW);

  return gtk_text_view_get_buffer (encore_transcript_view_get_text_view (ENCORE_TRANSCRIPT_VIEW (view)));
}

static gboolean
says (Fixture    *fixture,
      const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (transcript_buffer (fixture), &start, &end);
  g_autofree char *all = gtk_text_buffer_get_text (transcript_buffer (fixture), &start, &end, TRUE);
  return strstr (all, text) != NULL;
}

static void
select_words (Fixture    *fixture,
              const char *words)
{
  GtkTextBuffer *buffer = transcript_buffer (fixture);
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, words, 0, &start, &end, NULL));
  gtk_text_buffer_select_range (buffer, &start, &end);
}

static gboolean
is_tinted (Fixture *fixture)
{
  GtkTextBuffer *buffer = transcript_buffer (fixture);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "redacted");
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  return tag != NULL && gtk_text_iter_forward_search (&start, "[redacted]", 0, &start, &end, NULL)
         && gtk_text_iter_starts_tag (&start, tag) && gtk_text_iter_ends_tag (&end, tag);
}

/* Words by the key, a stretch of the waveform likewise; only the owner finds a button to lift it with. */
static void
test_redact (Fixture      *fixture,
             gconstpointer data)
{
  NEEDS_DISPLAY;
  encore_test_wait_until (says (fixture, "charged twice"));
  gtk_widget_activate_action (fixture->page, "review.redact", NULL); /* nothing is selected */
  work_as (fixture, "Sam");

  select_words (fixture, "charged twice");
  gtk_widget_activate_action (fixture->page, "review.redact", NULL);
  encore_test_wait_until (says (fixture, "I was [redacted]."));
  encore_test_wait_until (is_tinted (fixture));
  g_assert_false (says (fixture, "twice"));
  GArray *muted = encore_review_get_muted (fixture->review);
  g_assert_cmpuint (muted->len, ==, 1);
  g_assert_cmpint (g_array_index (muted, EncoreSpan, 0).start_ms, >=, 2500);
  g_assert_cmpint (g_array_index (muted, EncoreSpan, 0).end_ms, ==, 6000);

  GtkWidget *group = find (fixture->page, ENCORE_TYPE_REDACTION_GROUP);
  GtkWidget *lift = find (find (group, ADW_TYPE_ACTION_ROW), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_get_sensitive (lift));
  work_as (fixture, "Kim");
  lift = find (find (group, ADW_TYPE_ACTION_ROW), GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_get_sensitive (lift));
  GPtrArray *redactions = encore_review_get_redactions (fixture->review);
  g_assert_cmpuint (redactions->len, ==, 1);
  g_assert_cmpstr (((EncoreRedaction *) redactions->pdata[0])->author_name, ==, "Sam");

  /* What was selected last is what is meant. */
  select_words (fixture, "Good morning");
  encore_review_set_selection (fixture->review, (EncoreSpan) { 6500, 9000 });
  gtk_widget_activate_action (fixture->page, "review.redact", NULL);
  encore_test_wait_until (!says (fixture, "refund"));
  encore_test_wait_until (encore_review_get_muted (fixture->review)->len == 2);

  /* Kim's own is undone; Sam's stays. */
  gtk_widget_activate_action (fixture->page, "review.undo", NULL);
  encore_test_wait_until (says (fixture, "I can refund one of them."));
  g_assert_true (says (fixture, "I was [redacted]."));
  g_assert_true (says (fixture, "Good morning"));
}

int
main (int   argc,
      char *argv[])
{
  /* Own folders, but the system's: without the types of files no symbolic icon can be read. */
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

  g_test_add_func ("/ui/review/zoom", test_zoom);
  g_test_add_func ("/ui/review/follow-turns-pages", test_follow_turns_pages);
  g_test_add ("/ui/review/waveform-click", Fixture, NULL, set_up, test_waveform_click, tear_down);
  g_test_add ("/ui/review/transcript-text", Fixture, NULL, set_up, test_transcript_text, tear_down);
  g_test_add ("/ui/review/mark-note-undo", Fixture, NULL, set_up, test_mark_note_undo, tear_down);
  g_test_add ("/ui/review/note-before-saved", Fixture, NULL, set_up, test_note_before_saved, tear_down);
  g_test_add ("/ui/review/delete-before-saved", Fixture, NULL, set_up, test_delete_before_saved, tear_down);
  g_test_add ("/ui/review/note-kept-on-close", Fixture, NULL, set_up, test_note_kept_on_close, tear_down);
  g_test_add ("/ui/review/loop-follows-player", Fixture, NULL, set_up, test_loop_follows_player, tear_down);
  g_test_add ("/ui/review/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/ui/review/redact", Fixture, NULL, set_up, test_redact, tear_down);
  g_test_add ("/ui/review/loop-by-key", Fixture, NULL, set_up, test_loop_by_key, tear_down);
  g_test_add ("/ui/review/listening-in-the-bar", Fixture, NULL, set_up, test_listening_in_the_bar, tear_down);
  g_test_add ("/ui/review/writing", Fixture, "Customer: It came broken.\nAgent: A new one is on its way.\n", set_up,
              test_writing, tear_down);
  g_test_add ("/ui/review/untimed", Fixture, spoken, set_up, test_untimed, tear_down);
  g_test_add ("/ui/review/writing-with-times", Fixture,
              "[00:10] Customer: It came broken.\n[00:40] Agent: A new one is on its way.\n", set_up, test_writing,
              tear_down);
  g_test_add ("/ui/review/speed-and-panel", Fixture, NULL, set_up, test_speed_and_panel, tear_down);

  int status = ui_run_tests ();

  encore_player_settle ();
  encore_test_dir_free (home);
  return status;
}
