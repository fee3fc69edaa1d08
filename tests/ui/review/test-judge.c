/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "encore-judge-row.h"
#include "encore-evidence-bar.h"
#include "encore-note-entry.h"
#include "encore-review-judge.h"
#include "encore-review-page.h"
#include "encore-score-sheet.h"
#include "encore-scorecard-start.h"
#include "encore-wave-lanes.h"
#include "judging-fixture.h"
#include "ui-support.h"

/* An evaluation from beginning to end by keyboard alone, in a real window, while the call plays. */

static gboolean have_display;

typedef struct
{
  Judging judging;
  EncoreReview *review;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

#define NEEDS_DISPLAY                                                                                                  \
  if (!have_display)                                                                                                   \
    {                                                                                                                  \
      g_test_skip ("there is no display");                                                                             \
      return;                                                                                                          \
    }

static void
open_window (Fixture *fixture)
{
  fixture->review = encore_review_new (fixture->judging.library);
  fixture->page = encore_review_page_new (fixture->review);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 640);
  gtk_window_present (GTK_WINDOW (fixture->window));
  encore_review_open (fixture->review, fixture->judging.call_id);
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_scorecards (fixture->review)) == 1);
  encore_test_wait_until (encore_review_get_peaks (fixture->review) != NULL
                          && encore_peaks_is_complete (encore_review_get_peaks (fixture->review)));
  encore_test_wait_until (gtk_widget_get_mapped (fixture->page) && gtk_widget_get_width (fixture->page) > 0);
}

static void
close_window (Fixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  encore_test_wait_until (fixture->page == NULL);
  encore_review_close (fixture->review);
  g_clear_object (&fixture->review);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  if (!have_display)
    return;

  judging_set_up (&fixture->judging);
  open_window (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (!have_display)
    return;

  close_window (fixture);
  judging_tear_down (&fixture->judging);
}

/* Keys, as the window's controllers get them; FALSE: they go on to the focused widget. */
static gboolean
press (Fixture        *fixture,
       guint           keyval,
       GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->window);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, keyval, state, &handled);
    }

  return handled;
}

static GtkWidget *
focus_of (Fixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static void
type (Fixture    *fixture,
      const char *text)
{
  GtkWidget *entry = focus_of (fixture);

  g_assert_true (ENCORE_IS_NOTE_ENTRY (entry));
  g_assert_false (press (fixture, GDK_KEY_1, 0));
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry)), text, -1);
}

static const char *
current (Fixture *fixture)
{
  return encore_score_sheet_get_current (ENCORE_SCORE_SHEET (ui_find_by_type (fixture->page, ENCORE_TYPE_SCORE_SHEET)));
}

static EncoreEvaluation *
shown (Fixture *fixture)
{
  return encore_review_get_evaluation (fixture->review);
}

static const EncoreAnswer *
answer (Fixture    *fixture,
        const char *key)
{
  return encore_evaluation_find_answer (shown (fixture), key);
}

/* Into the panel, where one says how to begin, and begin. */
static void
start (Fixture *fixture)
{
  g_assert_true (press (fixture, GDK_KEY_c, 0));
  GtkWidget *button = focus_of (fixture);
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_cmpstr (gtk_widget_get_name (button), ==, "start-evaluating");
  g_assert_false (press (fixture, GDK_KEY_Return, 0)); /* the button's own */
  gtk_widget_activate (button);
  encore_test_wait_until (shown (fixture) != NULL);
  encore_test_wait_until (ENCORE_IS_JUDGE_ROW (focus_of (fixture)));
}

static void
assert_answers (Fixture *fixture)
{
  g_assert_true (encore_answer_has_option (answer (fixture, "recognised"), "no"));
  g_assert_true (encore_answer_has_option (answer (fixture, "brand"), "good"));
  g_assert_true (encore_answer_has_option (answer (fixture, "name-used"), "yes"));
  g_assert_cmpuint (g_strv_length (answer (fixture, "causes")->options), ==, 2);
  g_assert_cmpfloat (answer (fixture, "repeats")->number, ==, 0);
  g_assert_cmpstr (answer (fixture, "idea")->text, ==, "A call back");
}

/* Each kind of question once. */
static void
answer_all (Fixture *fixture)
{
  g_assert_cmpstr (current (fixture), ==, "recognised");
  press (fixture, GDK_KEY_2, 0);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (current (fixture), ==, "brand");
  press (fixture, GDK_KEY_2, 0);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (current (fixture), ==, "name-known");
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (current (fixture), ==, "causes"); /* what was not asked is not there */
  press (fixture, GDK_KEY_Up, 0);
  press (fixture, GDK_KEY_1, 0);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (current (fixture), ==, "name-used");
  press (fixture, GDK_KEY_1, 0);
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_1, 0);
  press (fixture, GDK_KEY_2, 0);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (current (fixture), ==, "privacy");
  press (fixture, GDK_KEY_1, 0);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (current (fixture), ==, "repeats");
  press (fixture, GDK_KEY_0, 0);
  g_signal_emit_by_name (gtk_widget_get_ancestor (focus_of (fixture), GTK_TYPE_ENTRY), "activate");
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (current (fixture), ==, "idea");
  press (fixture, GDK_KEY_Return, 0);
  type (fixture, "A call back");
  g_signal_emit_by_name (focus_of (fixture), "activate");
  g_assert_true (ENCORE_IS_JUDGE_ROW (focus_of (fixture)));
}

static guint
count_moments (Fixture *fixture)
{
  return g_list_model_get_n_items (encore_review_get_moments (fixture->review));
}

static void
test_by_keyboard (Fixture      *fixture,
                  gconstpointer data)
{
  NEEDS_DISPLAY

  /* Round and round: it plays however long this takes. */
  encore_review_set_selection (fixture->review, (EncoreSpan) { 0, 15000 });
  encore_review_loop (fixture->review, TRUE);
  g_assert_true (press (fixture, GDK_KEY_space, 0));
  encore_test_wait_until (encore_review_get_playing (fixture->review));
  start (fixture);
  answer_all (fixture);
  assert_answers (fixture);
  g_assert_true (encore_review_get_playing (fixture->review));
  g_assert_cmpuint (count_moments (fixture), ==, 0); /* the digits answered */

  /* The transport's keys are live. */
  g_assert_true (press (fixture, GDK_KEY_space, 0));
  encore_test_wait_until (!encore_review_get_playing (fixture->review));
  encore_review_seek (fixture->review, 3000);
  g_assert_true (press (fixture, GDK_KEY_Right, 0));
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 5000);

  g_assert_true (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));
  encore_test_wait_until (shown (fixture)->state == ENCORE_EVALUATION_SUBMITTED);
  g_assert_cmpint (shown (fixture)->purpose, ==, ENCORE_PURPOSE_LEARNING);
  g_assert_cmpfloat_with_epsilon (shown (fixture)->score, ((0.6 + 1 + 1) / 3 * 100 + 3 * 100) / 4, 1e-9);

  /* Locked. */
  press (fixture, GDK_KEY_Up, 0);
  press (fixture, GDK_KEY_2, 0);
  press (fixture, GDK_KEY_BackSpace, 0);
  assert_answers (fixture);
}

/* Times, and then @text, on the first chip of the answer. */
static gboolean
has_chip (Fixture    *fixture,
          const char *text)
{
  g_autofree char *said = encore_evidence_to_text (fixture->review,
                                                   g_ptr_array_index (answer (fixture, "brand")->evidence, 0));

  return g_str_has_suffix (said, text) && ui_find_label (fixture->page, said) != NULL;
}

/* Elsewhere the digits mark, and Escape is the way there. */
static void
test_scopes (Fixture      *fixture,
             gconstpointer data)
{
  NEEDS_DISPLAY

  start (fixture);
  press (fixture, GDK_KEY_1, 0);
  g_assert_true (encore_answer_has_option (answer (fixture, "recognised"), "yes"));
  g_assert_cmpuint (count_moments (fixture), ==, 0);
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_true (ENCORE_IS_WAVE_LANES (focus_of (fixture)));
  press (fixture, GDK_KEY_m, 0);
  g_assert_true (ENCORE_IS_NOTE_ENTRY (focus_of (fixture)));
  g_signal_emit_by_name (focus_of (fixture), "activate");
  encore_test_wait_until (count_moments (fixture) == 1);
  g_assert_true (ENCORE_IS_WAVE_LANES (focus_of (fixture)));

  /* Marked while evaluating: back to the criterion, and E means that moment. */
  press (fixture, GDK_KEY_c, 0);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpstr (current (fixture), ==, "brand");
  encore_review_seek (fixture->review, 14000);
  press (fixture, GDK_KEY_t, 0);
  type (fixture, "She asked what he needed");
  g_signal_emit_by_name (focus_of (fixture), "activate");
  encore_test_wait_until (count_moments (fixture) == 2);
  g_assert_true (ENCORE_IS_JUDGE_ROW (focus_of (fixture)));
  g_assert_cmpstr (current (fixture), ==, "brand");
  encore_review_seek (fixture->review, 14000);
  press (fixture, GDK_KEY_e, 0);
  g_assert_cmpuint (answer (fixture, "brand")->evidence->len, ==, 1);
  const EncoreEvidence *evidence = g_ptr_array_index (answer (fixture, "brand")->evidence, 0);
  g_assert_nonnull (encore_review_find_moment (fixture->review, evidence->moment));
  encore_test_wait_until (has_chip (fixture, "Taken: She asked what he needed"));

  /* It goes: the answer says so. */
  encore_review_delete_moment (fixture->review, encore_review_find_moment (fixture->review, evidence->moment));
  encore_test_wait_until (count_moments (fixture) == 1);
  encore_test_wait_until (has_chip (fixture, "moment that was deleted"));
}

static gboolean
is_chosen (Fixture    *fixture,
           const char *option)
{
  return shown (fixture) != NULL && encore_answer_has_option (answer (fixture, "brand"), option);
}

static void
test_undo_and_na (Fixture      *fixture,
                  gconstpointer data)
{
  NEEDS_DISPLAY

  start (fixture);
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_1, 0);
  press (fixture, GDK_KEY_n, 0);
  g_assert_true (answer (fixture, "brand")->not_applicable);
  gtk_widget_activate_action (fixture->page, "page.undo", NULL);
  encore_test_wait_until (is_chosen (fixture, "exceptional"));
  g_assert_cmpstr (current (fixture), ==, "brand"); /* one stays where one is */
  g_assert_true (ENCORE_IS_JUDGE_ROW (focus_of (fixture)));
  press (fixture, GDK_KEY_BackSpace, 0);
  g_assert_null (answer (fixture, "brand"));
  press (fixture, GDK_KEY_7, 0);
  g_assert_null (answer (fixture, "brand"));

  /* There, N is no answer. */
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_n, 0);
  g_assert_null (answer (fixture, "name-known"));
}

/* The dialog that asks why; without a reason nothing is reopened. */
static void
reopen (Fixture    *fixture,
        const char *reason)
{
  GListModel *windows = gtk_window_get_toplevels ();
  AdwMessageDialog *dialog = NULL;

  g_assert_true (press (fixture, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        dialog = ADW_MESSAGE_DIALOG (window);
    }
  g_assert_nonnull (dialog);
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "reopen"));
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), reason);
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "reopen"));
  adw_message_dialog_response (dialog, "reopen");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Submitting is refused, and one stands where an answer is missing; then it is reopened. */
static void
test_submit_and_reopen (Fixture      *fixture,
                        gconstpointer data)
{
  NEEDS_DISPLAY

  start (fixture);
  press (fixture, GDK_KEY_1, 0);
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpint (shown (fixture)->state, ==, ENCORE_EVALUATION_DRAFT);
  g_assert_cmpstr (current (fixture), ==, "brand");
  press (fixture, GDK_KEY_Up, 0);
  answer_all (fixture);
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK);
  encore_test_wait_until (shown (fixture)->state == ENCORE_EVALUATION_SUBMITTED);

  reopen (fixture, "Listened again");
  g_assert_true (ENCORE_IS_JUDGE_ROW (focus_of (fixture)));
  g_assert_cmpint (shown (fixture)->revision, ==, 2);
  assert_answers (fixture);
  g_assert_cmpstr (current (fixture), ==, "recognised"); /* nothing is open */
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_1, 0);
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK);
  encore_test_wait_until (shown (fixture)->state == ENCORE_EVALUATION_SUBMITTED);
  encore_test_wait_until (ui_find_label (fixture->page, "Reopened: Listened again") != NULL);
}

/* The window is closed in the middle of a sentence. */
static void
test_survives_closing (Fixture      *fixture,
                       gconstpointer data)
{
  NEEDS_DISPLAY

  start (fixture);
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_2, 0);
  press (fixture, GDK_KEY_c, 0);
  type (fixture, "He listened, and the");
  close_window (fixture);
  judging_flush (&fixture->judging);

  open_window (fixture);
  encore_test_wait_until (is_chosen (fixture, "good"));
  g_assert_cmpstr (answer (fixture, "brand")->comment, ==, "He listened, and the");
  g_assert_true (encore_review_can_answer (fixture->review));
}

/* Guidance for complex issues, and what the answers would be worth elsewhere. */
static void
test_guidance_and_weights (Fixture      *fixture,
                           gconstpointer data)
{
  NEEDS_DISPLAY

  start (fixture);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_nonnull (ui_find_label (fixture->page, "How to judge: Did the agent stand for our brand?"));
  g_autoptr (EncoreEvaluation) edited = encore_evaluation_copy (shown (fixture));
  edited->is_complex = TRUE;
  encore_review_save_evaluation (fixture->review, edited);
  g_assert_nonnull (ui_find_label (fixture->page, "How to judge: over the whole of it"));
  press (fixture, GDK_KEY_Up, 0);
  answer_all (fixture);

  /* 86.7% and 100 %, three times as heavy in this scenario; as heavy by the scorecard's own weights. */
  GtkWidget *sheet = ui_find_by_type (fixture->page, ENCORE_TYPE_SCORE_SHEET);
  g_assert_nonnull (ui_find_label (sheet, "96.7%"));
  g_assert_cmpint (ui_get_min_width (sheet), <=, 340); /* the panel stays as narrow as it is */
  GtkWidget *label = ui_find_label (sheet, "The same answers with the weights of");
  GtkWidget *weights = ui_find_by_type (gtk_widget_get_parent (label), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (weights), 0);
  g_assert_nonnull (ui_find_label (sheet, "93.3%"));
}

#define ADD(name, function) g_test_add ("/ui/judge/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  have_display = gtk_init_check ();
  if (have_display)
    adw_init ();
  g_test_init (&argc, &argv, NULL);

  ADD ("by-keyboard", test_by_keyboard);
  ADD ("scopes", test_scopes);
  ADD ("undo-and-na", test_undo_and_na);
  ADD ("submit-and-reopen", test_submit_and_reopen);
  ADD ("survives-closing", test_survives_closing);
  ADD ("guidance-and-weights", test_guidance_and_weights);

  return ui_run_tests ();
}
