/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "encore-answer-choice.h"
#include "encore-banner.h"
#include "encore-dispute-trail.h"
#include "encore-evaluations-group.h"
#include "encore-judge-row.h"
#include "encore-note-entry.h"
#include "encore-open-disputes.h"
#include "encore-review-blind.h"
#include "encore-review-disputes.h"
#include "encore-review-page.h"
#include "encore-score-sheet.h"
#include "encore-scorecard-panel.h"
#include "judging-fixture.h"
#include "ui-support.h"

/* An agent reviews their own call before the coach's view is shown, sees both side by side, and disputes an answer. */

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
answer (EncoreEvaluation *evaluation,
        const char       *key,
        const char       *option)
{
  encore_answer_set_option (encore_evaluation_take_answer (evaluation, encore_answer_new (key)), option);
}

/* What the coach has done before. */
static void
plant (Fixture *fixture)
{
  g_autoptr (EncoreMoment) moment = encore_moment_new ();
  g_autoptr (EncoreEvaluation) evaluation = encore_evaluation_new ();

  moment->call_id = evaluation->call_id = fixture->judging.call_id;
  moment->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
  moment->outcome = ENCORE_OUTCOME_MISSED;
  moment->span = (EncoreSpan) { 1000, 4000 };
  moment->note = g_strdup ("The rent was due");
  moment->author_id = evaluation->evaluator_id = fixture->judging.coach->id;
  judging_put (&fixture->judging, moment);

  evaluation->scorecard_id = fixture->judging.scorecard->id;
  evaluation->purpose = ENCORE_PURPOSE_RECORD;
  answer (evaluation, "recognised", "no");
  answer (evaluation, "brand", "needs");
  answer (evaluation, "name-known", "no");
  answer (evaluation, "privacy", "yes");
  encore_evaluation_take_answer (evaluation, encore_answer_new ("repeats"))->number = 0;
  encore_evaluation_find_answer (evaluation, "brand")->comment = g_strdup ("The rent was not heard");
  encore_answer_add_evidence (encore_evaluation_find_answer (evaluation, "brand"), moment->uuid, moment->span, 0, 0);

  g_autoptr (EncoreScore) score = encore_score_of (fixture->judging.scorecard, evaluation);

  encore_score_keep (score, evaluation);
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = g_get_real_time () / 1000;
  judging_put (&fixture->judging, evaluation);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  if (!have_display)
    return;

  judging_set_up (&fixture->judging);
  plant (fixture);
  encore_library_set_working_as (fixture->judging.library, fixture->judging.agent);
  fixture->review = encore_review_new (fixture->judging.library);
  fixture->page = encore_review_page_new (fixture->review);
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 640);
  gtk_window_present (GTK_WINDOW (fixture->window));
  encore_review_open (fixture->review, fixture->judging.call_id);
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_scorecards (fixture->review)) == 1);
  encore_test_wait_until (gtk_widget_get_mapped (fixture->page) && gtk_widget_get_width (fixture->page) > 0);
  encore_test_wait_until (encore_review_asks_own_view (fixture->review));
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
  encore_review_close (fixture->review);
  g_clear_object (&fixture->review);
  judging_tear_down (&fixture->judging);
}

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
focus_of (GtkWidget *window)
{
  return gtk_root_get_focus (GTK_ROOT (window));
}

static GtkWidget *
find_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window)
          && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }

  return NULL;
}

static GtkWidget *
wait_for_dialog (Fixture *fixture)
{
  encore_test_wait_until (find_dialog (fixture) != NULL);
  return find_dialog (fixture);
}

static EncoreEvaluation *
shown (Fixture *fixture)
{
  return encore_review_get_evaluation (fixture->review);
}

static gboolean
banner_is_shown (Fixture *fixture)
{
  return encore_banner_get_revealed (ENCORE_BANNER (ui_find_by_name (fixture->page, "blind-banner")));
}

/* By keys alone: one's own words, the open question, the criteria. */
static void
review_oneself (Fixture *fixture)
{
  press (fixture, GDK_KEY_c, 0);
  g_assert_cmpstr (gtk_widget_get_name (focus_of (fixture->window)), ==, "start-evaluating");
  gtk_widget_activate (focus_of (fixture->window));
  encore_test_wait_until (shown (fixture) != NULL);
  encore_test_wait_until (ENCORE_IS_NOTE_ENTRY (focus_of (fixture->window)));
  GtkWidget *proceed = ui_find_by_name (fixture->page, "own-words-continue");

  g_assert_cmpint (shown (fixture)->kind, ==, ENCORE_EVALUATION_SELF);
  g_assert_false (gtk_widget_get_mapped (ui_find_by_type (fixture->page, ENCORE_TYPE_SCORE_SHEET)));
  g_assert_false (gtk_widget_is_sensitive (proceed));
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus_of (fixture->window))),
                                    "I would have called back before Friday", -1);
  g_assert_true (gtk_widget_is_sensitive (proceed));
  g_signal_emit_by_name (focus_of (fixture->window), "activate");
  g_assert_nonnull (gtk_widget_get_ancestor (focus_of (fixture->window), ENCORE_TYPE_ANSWER_CHOICE));
  g_assert_true (gtk_widget_activate (focus_of (fixture->window))); /* yes, it was recognised */
  encore_test_wait_until (gtk_check_button_get_active (GTK_CHECK_BUTTON (focus_of (fixture->window))));
  g_signal_emit_by_name (proceed, "clicked");

  encore_test_wait_until (ENCORE_IS_JUDGE_ROW (focus_of (fixture->window)));
  g_assert_cmpstr (shown (fixture)->proposal, ==, "I would have called back before Friday");
  g_assert_true (encore_answer_has_option (encore_evaluation_find_answer (shown (fixture), "recognised"), "yes"));
  press (fixture, GDK_KEY_2, 0); /* brand: good */
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_2, 0); /* name-known: no */
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_1, 0); /* privacy: yes */
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_0, 0); /* repeats */
  g_signal_emit_by_name (gtk_widget_get_ancestor (focus_of (fixture->window), GTK_TYPE_ENTRY), "activate");
  g_assert_true (encore_review_get_blind (fixture->review));
  g_assert_cmpuint (g_list_model_get_n_items (encore_review_get_moments (fixture->review)), ==, 0);
}

/* Submits, and closes what shows both. */
static void
submit (Fixture *fixture)
{
  press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK);

  GtkWidget *both = wait_for_dialog (fixture);

  g_assert_cmpint (shown (fixture)->state, ==, ENCORE_EVALUATION_SUBMITTED);
  g_assert_nonnull (ui_find_label (both, "2 Answered Otherwise"));
  g_assert_nonnull (ui_find_label (both, "Did the agent stand for our brand?"));
  g_assert_nonnull (ui_find_label (both, "The rent was not heard"));
  g_assert_nonnull (ui_find_label (both, "I would have called back before Friday"));
  g_assert_nonnull (ui_find_label (both, "3 Answered Alike"));
  g_assert_null (ui_find_label (both, "Was the caller’s identity checked?")); /* folded */
  gtk_expander_set_expanded (GTK_EXPANDER (ui_find_by_name (both, "answered-alike")), TRUE);
  encore_test_wait_until (ui_find_label (both, "Was the caller’s identity checked?") != NULL);
  gtk_widget_activate_action (both, "window.close", NULL);
  encore_test_wait_until (find_dialog (fixture) == NULL);
}

static void
test_own_view_first (Fixture      *fixture,
                     gconstpointer data)
{
  NEEDS_DISPLAY

  g_assert_true (banner_is_shown (fixture));
  encore_test_wait_until (ui_find_label (fixture->page, "Your own view first.") != NULL);
  g_assert_null (ui_find_label (fixture->page, "The rent was due"));
  review_oneself (fixture);
  g_assert_true (banner_is_shown (fixture));
  submit (fixture);

  g_assert_false (banner_is_shown (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (encore_review_get_moments (fixture->review)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (encore_review_get_evaluations (fixture->review)), ==, 2);
  g_assert_cmpint (shown (fixture)->revealed_at, ==, ENCORE_NO_TIME);
}

static void
test_show_now (Fixture      *fixture,
               gconstpointer data)
{
  NEEDS_DISPLAY

  gtk_widget_activate_action (fixture->page, "review.reveal", NULL);
  GtkWidget *question = wait_for_dialog (fixture);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "cancel");
  gtk_window_destroy (GTK_WINDOW (question));
  g_assert_true (encore_review_get_blind (fixture->review));

  gtk_widget_activate_action (fixture->page, "review.reveal", NULL);
  question = wait_for_dialog (fixture);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "reveal");
  gtk_window_destroy (GTK_WINDOW (question));
  encore_test_wait_until (!encore_review_get_blind (fixture->review));
  encore_test_wait_until (!banner_is_shown (fixture));
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_moments (fixture->review)) == 1);
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_evaluations (fixture->review)) == 1);
  g_assert_null (find_dialog (fixture));
}

static gint64
find_coachs (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) evaluations = encore_library_list (fixture->judging.library, ENCORE_LISTING_EVALUATIONS_OF_CALL,
                                                           fixture->judging.call_id, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < evaluations->len; i++)
    if (ENCORE_EVALUATION (evaluations->pdata[i])->kind == ENCORE_EVALUATION_COACH)
      return ENCORE_EVALUATION (evaluations->pdata[i])->id;

  g_assert_not_reached ();
}

/* Whoever comes for the coach's evaluation gets the scorecard, and the evaluation when it may be seen. */
static void
test_come_for_evaluation (Fixture      *fixture,
                          gconstpointer data)
{
  NEEDS_DISPLAY

  EncoreReviewPage *page = ENCORE_REVIEW_PAGE (fixture->page);
  GtkWidget *panel = ui_find_by_type (fixture->page, ENCORE_TYPE_SCORECARD_PANEL);
  gint64 id = find_coachs (fixture);

  g_assert_false (gtk_widget_get_child_visible (panel));
  encore_review_page_show_evaluation (page, id);
  g_assert_true (gtk_widget_get_child_visible (panel));
  g_assert_null (shown (fixture));

  /* It comes up by itself no more. */
  encore_review_reveal (fixture->review);
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_evaluations (fixture->review)) == 1);
  g_assert_null (shown (fixture));
  encore_review_page_show_evaluation (page, id);
  g_assert_nonnull (shown (fixture));
  g_assert_cmpint (shown (fixture)->id, ==, id);
}

/* Disputes */

static void
show_coachs (Fixture *fixture)
{
  GListModel *evaluations = encore_review_get_evaluations (fixture->review);

  for (guint i = 0; i < g_list_model_get_n_items (evaluations); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (evaluations, i);

      if (evaluation->kind == ENCORE_EVALUATION_COACH && !evaluation->is_superseded)
        encore_review_show_evaluation (fixture->review, evaluation);
    }
  g_assert_nonnull (shown (fixture));
  encore_score_sheet_go_to (ENCORE_SCORE_SHEET (ui_find_by_type (fixture->page, ENCORE_TYPE_SCORE_SHEET)), "brand");
}

static GtkWidget *
find_trail_button (Fixture    *fixture,
                   const char *label)
{
  GtkWidget *trail = ui_find_by_type (fixture->page, ENCORE_TYPE_DISPUTE_TRAIL);
  GtkWidget *text = trail != NULL ? ui_find_label (trail, label) : NULL;

  return text != NULL ? gtk_widget_get_ancestor (text, GTK_TYPE_BUTTON) : NULL;
}

static void
propose (Fixture *fixture)
{
  encore_test_wait_until (find_trail_button (fixture, "Propose Another Answer…") != NULL);
  g_signal_emit_by_name (find_trail_button (fixture, "Propose Another Answer…"), "clicked");

  GtkWidget *dialog = wait_for_dialog (fixture);
  GtkWidget *good = gtk_widget_get_ancestor (ui_find_label (ui_find_by_name (dialog, "dispute-answer"), "Good"),
                                             GTK_TYPE_CHECK_BUTTON);
  GtkWidget *reason = ui_find_by_name (dialog, "dispute-reason");

  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "send"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (reason)), "I did ask about the rent", -1);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "send")); /* still the same */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (good), TRUE);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "send"));
  g_signal_emit_by_name (reason, "activate");
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_disputes (fixture->review)) == 1);
  encore_test_wait_until (find_dialog (fixture) == NULL);
}

static void
test_dispute (Fixture      *fixture,
              gconstpointer data)
{
  NEEDS_DISPLAY

  review_oneself (fixture);
  submit (fixture);
  show_coachs (fixture);
  propose (fixture);
  encore_test_wait_until (ui_find_label (fixture->page, "Dana proposes: Good") != NULL);
  g_assert_nonnull (ui_find_label (fixture->page, "I did ask about the rent"));
  g_assert_nonnull (find_trail_button (fixture, "Withdraw"));
  g_assert_null (find_trail_button (fixture, "Accept"));
  press (fixture, GDK_KEY_Down, 0); /* folded, it says so too */
  encore_test_wait_until (ui_find_label (fixture->page, "Disputed") != NULL);
  press (fixture, GDK_KEY_Up, 0);
  g_assert_null (find_trail_button (fixture, "Propose Another Answer…")); /* one at a time */

  /* The coach's turn. */
  encore_library_set_working_as (fixture->judging.library, fixture->judging.coach);
  encore_test_wait_until (shown (fixture) != NULL && shown (fixture)->kind == ENCORE_EVALUATION_COACH);
  show_coachs (fixture);
  encore_test_wait_until (find_trail_button (fixture, "Accept") != NULL);
  g_assert_null (find_trail_button (fixture, "Withdraw"));
  g_signal_emit_by_name (find_trail_button (fixture, "Accept"), "clicked");
  encore_test_wait_until (shown (fixture) != NULL && shown (fixture)->revision == 2);
  encore_score_sheet_go_to (ENCORE_SCORE_SHEET (ui_find_by_type (fixture->page, ENCORE_TYPE_SCORE_SHEET)), "brand");
  encore_test_wait_until (ui_find_label (fixture->page, "Accepted by Sam") != NULL);
  g_assert_true (encore_answer_has_option (encore_evaluation_find_answer (shown (fixture), "brand"), "good"));
}

typedef struct
{
  guint n;
  gint64 call_id;
  gint64 evaluation_id;
} Opened;

static void
on_open_evaluation (GSimpleAction *action,
                    GVariant      *parameter,
                    Opened        *opened)
{
  g_variant_get (parameter, "(xx)", &opened->call_id, &opened->evaluation_id);
  opened->n++;
}

/* In place of the window's. */
static void
add_action (GtkWidget *window,
            Opened    *opened)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("open-evaluation", G_VARIANT_TYPE ("(xx)"));

  g_signal_connect (action, "activate", G_CALLBACK (on_open_evaluation), opened);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
}

/* The row that says @text opens the coach's evaluation. */
static void
assert_opens (Fixture    *fixture,
              GtkWidget  *list,
              const char *text,
              Opened     *opened)
{
  GtkWidget *row = gtk_widget_get_ancestor (ui_find_label (list, text), ADW_TYPE_ACTION_ROW);

  *opened = (Opened) { 0 };
  g_signal_emit_by_name (row, "activate");
  g_assert_cmpuint (opened->n, ==, 1);
  g_assert_cmpint (opened->call_id, ==, fixture->judging.call_id);
  g_assert_cmpint (opened->evaluation_id, ==, find_coachs (fixture));
}

/* Elsewhere: what waits for an answer, and what has been said of an agent's calls. */

static void
test_lists (Fixture      *fixture,
            gconstpointer data)
{
  NEEDS_DISPLAY

  GtkWidget *group = g_object_new (ENCORE_TYPE_EVALUATIONS_GROUP, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *disputes = g_object_new (ENCORE_TYPE_OPEN_DISPUTES, NULL);
  Opened opened;

  add_action (window, &opened);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), disputes);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  encore_evaluations_group_show (ENCORE_EVALUATIONS_GROUP (group), fixture->judging.library,
                                 fixture->judging.agent->id);
  encore_open_disputes_watch (ENCORE_OPEN_DISPUTES (disputes), fixture->judging.library);

  /* That it is there is said, what it says is not. */
  encore_test_wait_until (ui_find_label (group, "shown once you have submitted your own view") != NULL);
  g_assert_nonnull (ui_find_label (group, "Evaluations for the Record"));
  g_assert_null (ui_find_label (group, "%"));
  assert_opens (fixture, group, "shown once you have submitted your own view", &opened);
  g_assert_false (gtk_widget_get_visible (disputes));

  review_oneself (fixture);
  submit (fixture);
  encore_test_wait_until (ui_find_label (group, "Evaluations for Learning") != NULL);
  encore_test_wait_until (ui_find_label (group, "%") != NULL);
  show_coachs (fixture);
  propose (fixture);
  encore_test_wait_until (ui_find_label (disputes, "1 Open Dispute") != NULL);
  encore_test_wait_until (ui_find_label (group, "1 open dispute") != NULL);
  assert_opens (fixture, group, "1 open dispute", &opened);
  gtk_menu_button_popup (GTK_MENU_BUTTON (ui_find_by_name (disputes, "open-disputes")));
  encore_test_wait_until (ui_find_label (disputes, "I did ask about the rent") != NULL);
  assert_opens (fixture, disputes, "I did ask about the rent", &opened);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(name, function) g_test_add ("/ui/self-review/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  have_display = gtk_init_check ();
  if (have_display)
    adw_init ();
  g_test_init (&argc, &argv, NULL);

  ADD ("own-view-first", test_own_view_first);
  ADD ("show-now", test_show_now);
  ADD ("come-for-evaluation", test_come_for_evaluation);
  ADD ("dispute", test_dispute);
  ADD ("lists", test_lists);

  return ui_run_tests ();
}
