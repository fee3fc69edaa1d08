/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "calls/encore-call-row.h"
#include "calls/encore-calls-page.h"
#include "calls/encore-hit-row.h"
#include "calls/encore-saved-searches.h"
#include "calls/encore-search-page.h"
#include "encore-library.h"
#include "encore-review-judge.h"
#include "review/encore-review-page.h"
#include "review/encore-scorecard-panel.h"
#include "review/encore-wave-lanes.h"
#include "shell/encore-application.h"
#include "shell/encore-window-private.h"
#include "ui-support.h"

static EncoreApplication *application;

typedef struct
{
  char *folder;
  EncoreWindow *window;
} Fixture;

static gboolean
is_open (gpointer window)
{
  return !encore_window_is_opening (window);
}

static void
open_window (Fixture *fixture)
{
  fixture->window = encore_window_new (ADW_APPLICATION (application));
  encore_window_open_library (fixture->window, fixture->folder, FALSE);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (ui_wait_until (is_open, fixture->window, UI_PATIENCE_MS));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = ui_make_folder ();
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_close (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  ui_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
add_call (EncoreLibrary *library,
          const char    *title,
          const char    *customer)
{
  g_autoptr (EncoreCall) call = encore_call_new ();
  g_autoptr (EncoreEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  call->title = g_strdup (title);
  call->customer_ref = g_strdup (customer);
  call->started_at = G_GINT64_CONSTANT (1731420300000);
  edit = encore_edit_new_change ("Add call", NULL, call);
  encore_library_commit (library, edit, &error);
  g_assert_no_error (error);
}

static void
fill_library (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open (folder, &error);

  g_assert_no_error (error);
  add_call (library, "Double charge, worried", "C-1001");
  add_call (library, "Lost parcel", "C-1002");
  add_call (library, "Cancellation", "C-1003");
  encore_library_close (library);
}

/* Conditions */

typedef struct
{
  Fixture *fixture;
  guint n_rows;
  const char *text;
} Expected;

static gboolean
has_rows (gpointer data)
{
  const Expected *expected = data;

  return ui_count_by_type (GTK_WIDGET (expected->fixture->window), ENCORE_TYPE_CALL_ROW) == expected->n_rows;
}

static gboolean
has_label (gpointer data)
{
  const Expected *expected = data;

  return ui_find_label (GTK_WIDGET (expected->fixture->window), expected->text) != NULL;
}

static void
assert_rows (Fixture *fixture,
             guint    n_rows)
{
  Expected expected = { fixture, n_rows, NULL };

  g_assert_true (ui_wait_until (has_rows, &expected, UI_PATIENCE_MS));
}

static void
assert_label (Fixture    *fixture,
              const char *text)
{
  Expected expected = { fixture, 0, text };

  if (!ui_wait_until (has_label, &expected, UI_PATIENCE_MS))
    g_error ("Nothing on screen says \"%s\"", text);
}

static void
type_search (Fixture    *fixture,
             const char *text)
{
  GtkWidget *search = ui_find_by_type (GTK_WIDGET (fixture->window), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (search), text);
}

/* Tests */

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  open_window (fixture);
  assert_label (fixture, "No Calls Yet");
  g_assert_nonnull (ui_find_button (GTK_WIDGET (fixture->window), "win.import-folder"));
  g_assert_nonnull (ui_find_button (GTK_WIDGET (fixture->window), "app.open-demo"));
  g_assert_cmpuint (ui_count_by_type (GTK_WIDGET (fixture->window), ENCORE_TYPE_CALL_ROW), ==, 0);
}

static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  fill_library (fixture->folder);
  open_window (fixture);
  assert_rows (fixture, 3);
  assert_label (fixture, "3 calls");
}

static gboolean
row_is_read (gpointer row)
{
  EncoreCall *call = encore_call_row_get_call (row);

  return call != NULL && call->title != NULL;
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  fill_library (fixture->folder);
  open_window (fixture);
  assert_rows (fixture, 3);

  type_search (fixture, "parcel");
  assert_rows (fixture, 1);
  GtkWidget *row = ui_find_by_type (GTK_WIDGET (fixture->window), ENCORE_TYPE_CALL_ROW);

  g_assert_true (ui_wait_until (row_is_read, row, UI_PATIENCE_MS));
  g_assert_cmpstr (encore_call_row_get_call (ENCORE_CALL_ROW (row))->title, ==, "Lost parcel");

  type_search (fixture, "no such call");
  assert_label (fixture, "No Call Found");

  g_signal_emit_by_name (ui_find_button (GTK_WIDGET (fixture->window), "calls.clear-filters"), "clicked");
  assert_rows (fixture, 3);
}

/* A call that appears while the window is open shows up by itself. */
static void
test_follows_library (Fixture      *fixture,
                      gconstpointer data)
{
  open_window (fixture);
  assert_label (fixture, "No Calls Yet");
  add_call (encore_window_get_library (fixture->window), "A new one", NULL);
  assert_rows (fixture, 1);
}

static void
overwrite (const char *folder,
           long        offset,
           const char *bytes,
           size_t      length)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  FILE *file = g_fopen (path, offset > 0 ? "r+b" : "wb");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_newer (Fixture      *fixture,
            gconstpointer data)
{
  fill_library (fixture->folder);
  overwrite (fixture->folder, 60, "\x00\x00\x27\x0f", 4); /* SQLite's user_version */
  open_window (fixture);
  assert_label (fixture, "This Library Is Newer Than Encore");
  g_assert_null (encore_window_get_library (fixture->window));
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *noise = g_strnfill (8192, 'x');

  fill_library (fixture->folder);
  overwrite (fixture->folder, 0, noise, 8192);
  open_window (fixture);
  assert_label (fixture, "This Library Is Damaged");

  /* Nothing was moved away or started anew. */
  g_autofree char *path = g_build_filename (fixture->folder, "library.db", NULL);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpmem (contents, length, noise, 8192);
}

/* The backup is offered; nothing is replaced before its user says so. */
static void
test_restore (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *noise = g_strnfill (8192, 'x');
  g_autofree char *path = g_build_filename (fixture->folder, "library.db", NULL);
  g_autofree char *backups = g_build_filename (fixture->folder, "backups", NULL);
  g_autofree char *backup = g_build_filename (backups, "library-99991231T235959.db", NULL);
  g_autofree char *contents = NULL;
  gsize length;

  fill_library (fixture->folder);
  g_mkdir_with_parents (backups, 0700);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (backup, contents, (gssize) length, NULL));

  overwrite (fixture->folder, 0, noise, 8192);
  open_window (fixture);
  assert_label (fixture, "Restore the Backup");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_signal_emit_by_name (ui_find_button (GTK_WIDGET (fixture->window), "win.restore-backup"), "clicked");
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (dialog))
        adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "restore");
    }

  assert_rows (fixture, 3);
}

static void
test_read_only (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "library.db", NULL);

  gboolean is_root = geteuid () == 0;

  fill_library (fixture->folder);
  g_chmod (path, 0444);
  g_chmod (fixture->folder, 0555);
  /* The superuser may write everywhere: be nobody for a while. */
  if (is_root)
    g_assert_no_errno (seteuid (65534));
  open_window (fixture);
  assert_rows (fixture, 3);
  assert_label (fixture, "This library can only be read");
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
  if (is_root)
    g_assert_no_errno (seteuid (0));
  g_chmod (fixture->folder, 0755);
}

static void
test_pages (Fixture      *fixture,
            gconstpointer data)
{
  fill_library (fixture->folder);
  open_window (fixture);
  assert_rows (fixture, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "people");
  assert_label (fixture, "People");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "calls");
  assert_rows (fixture, 3);
}

/* Ctrl+F leads into the search of whatever page is shown. */
static void
test_find (Fixture      *fixture,
           gconstpointer data)
{
  fill_library (fixture->folder);
  open_window (fixture);
  assert_rows (fixture, 3);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.find", NULL);

  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY));
}

static gboolean
has_page (gpointer data)
{
  const Expected *expected = data;
  GtkWidget *page = ui_find_by_type (GTK_WIDGET (expected->fixture->window), ENCORE_TYPE_REVIEW_PAGE);

  return (page != NULL && gtk_widget_get_mapped (page)) == (expected->n_rows == 1);
}

/* Whether the keys go to the call: Space plays, instead of pressing a button that the focus has strayed to. */
static gboolean
focus_is_on_wave (gpointer fixture)
{
  GtkWidget *window = GTK_WIDGET (((Fixture *) fixture)->window);
  GtkWidget *lanes = ui_find_by_type (window, ENCORE_TYPE_WAVE_LANES);

  return lanes != NULL && gtk_window_get_focus (GTK_WINDOW (window)) == lanes;
}

static gboolean
has_no_review (gpointer fixture)
{
  return ui_find_by_type (GTK_WIDGET (((Fixture *) fixture)->window), ENCORE_TYPE_REVIEW_PAGE) == NULL;
}

/* Enter on a row opens the call over the navigation; Back leads to the table again. */
static void
test_open_call (Fixture      *fixture,
                gconstpointer data)
{
  Expected open = { fixture, 1, NULL };
  Expected closed = { fixture, 0, NULL };

  fill_library (fixture->folder);
  open_window (fixture);
  assert_rows (fixture, 3);
  GtkWidget *row = ui_find_by_type (GTK_WIDGET (fixture->window), ENCORE_TYPE_CALL_ROW);

  g_assert_true (ui_wait_until (row_is_read, row, UI_PATIENCE_MS));
  g_autofree char *title = g_strdup (encore_call_row_get_call (ENCORE_CALL_ROW (row))->title);

  gtk_widget_activate_action (row, "list.activate-item", "u", 0u);
  g_assert_true (ui_wait_until (has_page, &open, UI_PATIENCE_MS));
  assert_label (fixture, title);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_true (ui_wait_until (has_page, &closed, UI_PATIENCE_MS));
  assert_rows (fixture, 3);
}

/* Returns the id of somebody's evaluation of the first call. */
static gint64
evaluate (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open (folder, &error);
  g_autoptr (EncoreScorecard) scorecard = encore_scorecard_new ();
  g_autoptr (EncoreEvaluation) evaluation = encore_evaluation_new ();
  EncoreSection *section = encore_scorecard_add_section (scorecard, "section", "Listening");

  g_assert_no_error (error);
  g_ptr_array_add (section->criteria, encore_criterion_new ("rent", "Was the rent heard?"));
  scorecard->name = g_strdup ("Care");
  scorecard->status = ENCORE_SCORECARD_PUBLISHED;
  scorecard->version = 1;
  scorecard->published_at = G_GINT64_CONSTANT (1731420300000);
  g_autoptr (EncoreEdit) adding = encore_edit_new_change ("Add scorecard", NULL, scorecard);
  encore_library_commit (library, adding, &error);
  g_assert_no_error (error);

  evaluation->call_id = 1;
  evaluation->scorecard_id = scorecard->id;
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = G_GINT64_CONSTANT (1731420400000);
  g_autoptr (EncoreEdit) evaluating = encore_edit_new_change ("Evaluate", NULL, evaluation);
  encore_library_commit (library, evaluating, &error);
  g_assert_no_error (error);
  encore_library_close (library);
  return evaluation->id;
}

static gboolean
shows_evaluation (gpointer window)
{
  GtkWidget *page = ui_find_by_type (window, ENCORE_TYPE_REVIEW_PAGE);

  return page != NULL
         && encore_review_get_evaluation (encore_review_page_get_review (ENCORE_REVIEW_PAGE (page))) != NULL;
}

/* From elsewhere: the call, the scorecard in front, and that evaluation. */
static void
test_open_evaluation (Fixture      *fixture,
                      gconstpointer data)
{
  fill_library (fixture->folder);

  gint64 id = evaluate (fixture->folder);

  open_window (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-evaluation", "(xx)", (gint64) 1, id);
  g_assert_true (ui_wait_until (shows_evaluation, fixture->window, UI_PATIENCE_MS));

  GtkWidget *page = ui_find_by_type (GTK_WIDGET (fixture->window), ENCORE_TYPE_REVIEW_PAGE);
  EncoreReview *review = encore_review_page_get_review (ENCORE_REVIEW_PAGE (page));

  g_assert_cmpint (encore_review_get_evaluation (review)->id, ==, id);
  g_assert_cmpint (encore_review_get_call (review)->id, ==, 1);
  g_assert_true (gtk_widget_get_child_visible (ui_find_by_type (page, ENCORE_TYPE_SCORECARD_PANEL)));
}

static void
say (const char *folder,
     const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open (folder, &error);
  g_assert_no_error (error);

  g_autoptr (EncoreTranscript) transcript = encore_transcript_new ("text");
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Add transcript", NULL, transcript);

  transcript->call_id = 1;
  encore_transcript_add (transcript, encore_segment_new (4000, 6000, "Agent", text));
  encore_transcript_finish (transcript);
  encore_library_commit (library, edit, &error);
  g_assert_no_error (error);
  encore_library_close (library);
}

static gboolean
has_hits (gpointer data)
{
  const Expected *expected = data;

  return ui_count_by_type (GTK_WIDGET (expected->fixture->window), ENCORE_TYPE_HIT_ROW) == expected->n_rows;
}

static gboolean
is_at_hit (gpointer window)
{
  GtkWidget *page = ui_find_by_type (window, ENCORE_TYPE_REVIEW_PAGE);

  return encore_review_get_position_ms (encore_review_page_get_review (ENCORE_REVIEW_PAGE (page))) == 4000;
}

/* The search of the whole library answers while one types; Enter opens the best place. */
static void
test_search_library (Fixture      *fixture,
                     gconstpointer data)
{
  Expected hits = { fixture, 1, NULL };
  Expected open = { fixture, 1, NULL };

  fill_library (fixture->folder);
  say (fixture->folder, "I can refund one of them today");
  open_window (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "search");
  assert_label (fixture, "Search Every Call");

  GtkWidget *page = ui_find_by_type (GTK_WIDGET (fixture->window), ENCORE_TYPE_SEARCH_PAGE);
  GtkWidget *entry = ui_find_by_type (page, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), "giraffe");
  assert_label (fixture, "Nothing Found");
  gtk_editable_set_text (GTK_EDITABLE (entry), "before:soon");
  assert_label (fixture, "“before:soon” is left out: dates are written 2026-03-01, 2026-03 or 2026");
  gtk_widget_activate_action (page, "search.filter", "s", "agent:");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "before:soon agent:");
  gtk_editable_set_text (GTK_EDITABLE (entry), "refu");
  g_assert_true (ui_wait_until (has_hits, &hits, UI_PATIENCE_MS));
  assert_label (fixture, "I can refund one of them today");
  assert_label (fixture, "1 call");

  g_signal_emit_by_name (entry, "activate");
  g_assert_true (ui_wait_until (has_page, &open, UI_PATIENCE_MS));
  g_assert_true (ui_wait_until (is_at_hit, fixture->window, UI_PATIENCE_MS));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "calls"); /* where the next one opens */
}

static gboolean
has_text (gpointer entry)
{
  return g_strcmp0 (gtk_editable_get_text (entry), "customer:C-1001 ") == 0;
}

static gboolean
is_offered (gpointer entry)
{
  GtkWidget *list = ui_find_by_type (entry, GTK_TYPE_LIST_BOX);

  return list != NULL && gtk_widget_get_mapped (list) && gtk_widget_get_first_child (list) != NULL;
}

static gboolean
is_saved (gpointer saved)
{
  return gtk_widget_get_first_child (ui_find_by_type (saved, GTK_TYPE_LIST_BOX)) != NULL;
}

static gboolean
is_unsaved (gpointer saved)
{
  return !is_saved (saved);
}

static void
press (GtkWidget *entry,
       guint      keyval)
{
  gboolean handled = FALSE;
  GListModel *controllers = gtk_widget_observe_controllers (entry);

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0u, (GdkModifierType) 0, &handled);
    }
  g_object_unref (controllers);
  g_assert_true (handled);
}

/* A filter is completed by the keyboard; what is looked for is kept, renamed, deleted and brought back. */
static void
test_saved_search (Fixture      *fixture,
                   gconstpointer data)
{
  Expected hits = { fixture, 1, NULL };

  fill_library (fixture->folder);
  say (fixture->folder, "I can refund one of them today");
  open_window (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "search");

  GtkWidget *page = ui_find_by_type (GTK_WIDGET (fixture->window), ENCORE_TYPE_SEARCH_PAGE);
  GtkWidget *entry = ui_find_by_type (page, GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *saved = ui_find_by_type (page, ENCORE_TYPE_SAVED_SEARCHES);

  gtk_widget_activate_action (page, "search.complete", NULL);
  g_assert_true (ui_wait_until (is_offered, entry, UI_PATIENCE_MS));
  press (entry, GDK_KEY_Down);
  press (entry, GDK_KEY_Down);
  press (entry, GDK_KEY_Return);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "customer:");
  g_assert_true (ui_wait_until (is_offered, entry, UI_PATIENCE_MS));
  press (entry, GDK_KEY_Tab);
  g_assert_true (ui_wait_until (has_text, entry, UI_PATIENCE_MS));

  gtk_editable_set_text (GTK_EDITABLE (entry), "refund");
  g_assert_true (ui_wait_until (has_hits, &hits, UI_PATIENCE_MS));
  gtk_menu_button_popup (GTK_MENU_BUTTON (ui_find_by_type (saved, GTK_TYPE_MENU_BUTTON)));
  gtk_editable_set_text (GTK_EDITABLE (ui_find_by_type (saved, GTK_TYPE_ENTRY)), "Refunds of today");
  gtk_widget_activate_action (saved, "saved-searches.save", NULL);
  g_assert_true (ui_wait_until (is_saved, saved, UI_PATIENCE_MS));
  gtk_widget_activate_action (saved, "saved-searches.delete", "i", 0);
  g_assert_true (ui_wait_until (is_unsaved, saved, UI_PATIENCE_MS));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (ui_find_by_type (saved, GTK_TYPE_MENU_BUTTON)));
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL); /* else it is typing that is undone */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  g_assert_true (ui_wait_until (is_saved, saved, UI_PATIENCE_MS));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", "calls");
  gtk_widget_activate_action (page, "search.complete",
                              NULL); /* its answer is still on its way when the window closes */
}

/* A call that was left is gone: Back from the next one does not lead to what remains of it. */
static void
test_open_calls (Fixture      *fixture,
                 gconstpointer data)
{
  Expected open = { fixture, 1, NULL };
  Expected closed = { fixture, 0, NULL };

  fill_library (fixture->folder);
  open_window (fixture);
  assert_rows (fixture, 3);

  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *row = ui_find_by_type (GTK_WIDGET (fixture->window), ENCORE_TYPE_CALL_ROW);

      g_assert_true (gtk_widget_grab_focus (gtk_widget_get_parent (row)));
      gtk_widget_activate_action (row, "list.activate-item", "u", i);
      g_assert_true (ui_wait_until (has_page, &open, UI_PATIENCE_MS));
      g_assert_true (focus_is_on_wave (fixture));
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
      g_assert_true (ui_wait_until (has_page, &closed, UI_PATIENCE_MS));
      g_assert_true (ui_wait_until (has_no_review, fixture, UI_PATIENCE_MS));
    }
}

static char *
find_body (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return g_strdup (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (window)));
    }

  return NULL;
}

/* A purge that left sound behind says where; one that did not is silent. */
static void
test_purged (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (EncorePurgeResult) purged = g_new0 (EncorePurgeResult, 1);

  purged->n_redactions = 1;
  purged->problems = g_ptr_array_new_with_free_func (g_free);
  purged->originals = g_ptr_array_new_with_free_func (g_free);
  purged->converted = g_ptr_array_new_with_free_func (g_free);
  open_window (fixture);

  encore_window_show_purged (fixture->window, purged);
  g_assert_null (find_body ());

  for (int i = 0; i < 7; i++)
    g_ptr_array_add (purged->problems, g_strdup_printf ("call%d.wav: it cannot be found", i));
  g_ptr_array_add (purged->originals, g_strdup ("/home/sam/other.opus"));
  g_ptr_array_add (purged->converted, g_strdup ("other.opus: was Opus, the muted copy is PCM"));
  encore_window_show_purged (fixture->window, purged);
  g_autofree char *body = find_body ();
  g_assert_nonnull (body);
  g_assert_nonnull (strstr (body, "call0.wav: it cannot be found"));
  g_assert_nonnull (strstr (body, "and 2 others"));
  g_assert_null (strstr (body, "call6.wav"));
  g_assert_nonnull (strstr (body, "/home/sam/other.opus"));
  g_assert_nonnull (strstr (body, "other.opus: was Opus, the muted copy is PCM"));
}

static void
test_toast (Fixture      *fixture,
            gconstpointer data)
{
  open_window (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.toast", "s", "Saved & <done>");
  assert_label (fixture, "Saved & <done>");
}

/* Closing the last window at once after saving. */

#define N_LATE_EDITS 1000
#define LATE_FOLDER "ENCORE_TEST_LATE_FOLDER"

static void
count_saved (GObject      *library,
             GAsyncResult *result,
             gpointer      n_saved)
{
  g_autoptr (GError) error = NULL;

  encore_library_commit_finish (ENCORE_LIBRARY (library), result, &error);
  g_assert_no_error (error);
  ++*(int *) n_saved;
}

static void
save_and_close (GApplication *app,
                int          *n_saved)
{
  Fixture fixture = { (char *) g_getenv (LATE_FOLDER), NULL };

  g_signal_stop_emission_by_name (app, "activate"); /* no other library */
  open_window (&fixture);
  for (int i = 0; i < N_LATE_EDITS; i++)
    {
      g_autoptr (EncoreTeam) team = encore_team_new ();
      g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Add team", NULL, team);

      team->name = g_strdup_printf ("Team %d", i);
      encore_library_commit_async (encore_window_get_library (fixture.window), edit, NULL, count_saved, n_saved);
    }
  gtk_window_close (GTK_WINDOW (fixture.window));
}

static void
test_late_edits_child (void)
{
  int n_saved = 0;

  if (g_getenv (LATE_FOLDER) == NULL)
    return;

  g_signal_connect (application, "activate", G_CALLBACK (save_and_close), &n_saved);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_assert_cmpint (n_saved, ==, N_LATE_EDITS);
}

static void
test_late_edits (Fixture      *fixture,
                 gconstpointer data)
{
  g_setenv (LATE_FOLDER, fixture->folder, TRUE);
  g_test_trap_subprocess ("/ui/shell/window/late-edits/subprocess", 4 * UI_PATIENCE_MS * (guint64) 1000,
                          G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_unsetenv (LATE_FOLDER);
  g_test_trap_assert_passed ();
}

static GtkWidget *
find_question (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (toplevel) && gtk_widget_get_mapped (toplevel))
        return toplevel;
    }

  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  return find_question () != NULL;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* A window whose library is busy asks first, and goes when the work has stopped. */
static void
test_close_busy (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (EncoreJob) job = encore_job_new ("Import");
  g_autoptr (GError) stopped = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  gpointer window;

  open_window (fixture);
  window = g_steal_pointer (&fixture->window);
  g_object_add_weak_pointer (window, &window);
  g_list_store_append (G_LIST_STORE (encore_library_get_jobs (encore_window_get_library (window))), job);

  gtk_window_close (window);
  g_assert_true (ui_wait_until (is_asked, NULL, UI_PATIENCE_MS));
  gtk_window_close (GTK_WINDOW (find_question ()));
  g_assert_false (ui_wait_until (is_gone, &window, 300));
  g_assert_false (g_cancellable_is_cancelled (encore_job_get_cancellable (job)));

  gtk_window_close (window);
  g_assert_true (ui_wait_until (is_asked, NULL, UI_PATIENCE_MS));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), "stop");
  g_assert_true (g_cancellable_is_cancelled (encore_job_get_cancellable (job)));
  g_assert_false (ui_wait_until (is_gone, &window, 300));
  encore_job_finish (job, stopped);
  g_assert_true (ui_wait_until (is_gone, &window, UI_PATIENCE_MS));
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), "EncoreImportDialog"))
        return window;
    }

  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

/* Files that Encore was started with wait for the library. */
static void
test_files_at_start (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  g_list_store_append (files, folder);
  fixture->window = encore_window_new (ADW_APPLICATION (application));
  encore_window_open_library (fixture->window, fixture->folder, FALSE);
  encore_window_import (fixture->window, G_LIST_MODEL (files));
  g_assert_null (find_dialog ());
  g_assert_true (ui_wait_until (has_dialog, NULL, UI_PATIENCE_MS));
  gtk_window_destroy (find_dialog ());
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }

  g_autoptr (GError) error = NULL;

  application = encore_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

#define ADD(path, func) g_test_add ("/ui/shell/window/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("purged", test_purged);
  ADD ("files-at-start", test_files_at_start);
  ADD ("empty", test_empty);
  ADD ("rows", test_rows);
  ADD ("search", test_search);
  ADD ("saved-search", test_saved_search);
  ADD ("follows-library", test_follows_library);
  ADD ("pages", test_pages);
  ADD ("find", test_find);
  ADD ("open-call", test_open_call);
  ADD ("open-calls", test_open_calls);
  ADD ("open-evaluation", test_open_evaluation);
  ADD ("search-library", test_search_library);
  ADD ("toast", test_toast);
  ADD ("close-busy", test_close_busy);
  ADD ("late-edits", test_late_edits);
  g_test_add_func ("/ui/shell/window/late-edits/subprocess", test_late_edits_child);
  ADD ("newer", test_newer);
  ADD ("damaged", test_damaged);
  ADD ("restore", test_restore);
  ADD ("read-only", test_read_only);

  return ui_run_tests ();
}
