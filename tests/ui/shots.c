/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "calls/encore-columns-dialog.h"
#include "calls/encore-import-dialog.h"
#include "calls/encore-search-page.h"
#include "encore-review-judge.h"
#include "review/encore-review-page.h"
#include "shell/encore-application.h"
#include "shell/encore-settings.h"
#include "shell/encore-window.h"
#include "shots-scorecards.h"
#include "shots-self-review.h"
#include "ui-support.h"

/* Writes every page of Encore as a PNG, light and dark, large and small: shots FOLDER [PAGE]. */

static const char *folder;
static const char *only;
static const char *scheme_name;
static int shot_width, shot_height;
static EncoreApplication *application;

static gboolean
is_open (gpointer window)
{
  return !encore_window_is_opening (window);
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

/* Background work (peaks, lists) shows up in its own time: looked at, not asserted. */
static void
linger (GtkWidget *widget,
        guint      ms)
{
  ui_settle (widget, 2);
  ui_wait_until (never, NULL, ms);
  ui_settle (widget, 2);
}

static gboolean
wanted (const char *page)
{
  return only == NULL || strstr (page, only) != NULL;
}

static void
save (GtkWidget  *window,
      const char *page)
{
  g_autofree char *name = g_strdup_printf ("%s-%dx%d-%s.png", page, shot_width, shot_height, scheme_name);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  ui_save_png (window, path);
  g_print ("%s (%d x %d)\n", path, gtk_widget_get_width (window), gtk_widget_get_height (window));
}

static void
shoot_page (EncoreWindow *window,
            const char   *page)
{
  if (!wanted (page))
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", page);
  linger (GTK_WIDGET (window), 400);
  save (GTK_WIDGET (window), page);
}

/* The agents with the most and the fewest calls. */
static void
find_agents (EncoreWindow *window,
             gint64       *most,
             gint64       *fewest)
{
  EncoreLibrary *library = encore_window_get_library (window);
  g_autoptr (GPtrArray) people = encore_library_list (library, ENCORE_LISTING_PEOPLE, 0, NULL);
  guint top = 0, bottom = G_MAXUINT;

  *most = *fewest = 0;
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      EncorePerson *person = g_ptr_array_index (people, i);
      g_autoptr (GPtrArray) calls = encore_library_list (library, ENCORE_LISTING_CALLS_OF_AGENT, person->id, NULL);

      if (!(person->roles & ENCORE_ROLE_AGENT) || calls == NULL)
        continue;
      if (calls->len > top)
        *most = person->id;
      if (calls->len < bottom)
        *fewest = person->id;
      top = MAX (top, calls->len);
      bottom = MIN (bottom, calls->len);
    }
}

/* The mini player, over whatever page is open. */
static void
shoot_playlist (EncoreWindow *window,
                gint64        agent_id)
{
  GtkWidget *button;

  if (!wanted ("playlist") || agent_id == 0)
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-agent", "x", agent_id);
  linger (GTK_WIDGET (window), 500);
  button = ui_find_by_name (GTK_WIDGET (window), "play-moments");
  if (button == NULL)
    return;
  gtk_widget_activate_action (button, "moments.play", "s", "missed");
  linger (GTK_WIDGET (window), 1500);
  save (GTK_WIDGET (window), "playlist");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.playlist-open", NULL);
  linger (GTK_WIDGET (window), 2500);
  save (GTK_WIDGET (window), "playlist-call");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.playlist-close", NULL);
  linger (GTK_WIDGET (window), 300);
}

static void
shoot_agent (EncoreWindow *window,
             gint64        id,
             const char   *page)
{
  if (!wanted (page) || id == 0)
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-agent", "x", id);
  linger (GTK_WIDGET (window), 500);
  save (GTK_WIDGET (window), page);
}

static GtkWindow *
find_dialog (EncoreWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (dialog) == GTK_WINDOW (window) && gtk_widget_get_visible (GTK_WIDGET (dialog)))
        return dialog;
    }

  return NULL;
}

/* The dialog that the button of this name opens. */
static void
shoot_dialog (EncoreWindow *window,
              const char   *button,
              const char   *page)
{
  GtkWidget *widget = ui_find_by_name (GTK_WIDGET (window), button);

  if (!wanted (page) || widget == NULL)
    return;

  gtk_widget_activate (widget);
  linger (GTK_WIDGET (window), 500);

  GtkWindow *dialog = find_dialog (window);

  if (dialog == NULL)
    return;
  linger (GTK_WIDGET (dialog), 100);
  save (GTK_WIDGET (dialog), page);
  gtk_window_destroy (dialog);
}

static void
shoot_scenario (EncoreWindow *window)
{
  g_autoptr (GPtrArray) answers = encore_library_list (encore_window_get_library (window), ENCORE_LISTING_MODEL_ANSWERS,
                                                       0, NULL);

  if (answers == NULL || answers->len == 0 || !wanted ("scenario"))
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-scenario", "x",
                              ENCORE_MODEL_ANSWER (g_ptr_array_index (answers, 0))->scenario_id);
  linger (GTK_WIDGET (window), 500);
  save (GTK_WIDGET (window), "scenario");
  shoot_dialog (window, "facet-edit", "scenario-facets");
  shoot_dialog (window, "answer-row", "scenario-model-answer");
}

/* Further down on the same page. */
static void
shoot_elements (EncoreWindow *window,
                gint64        agent_id)
{
  if (!wanted ("agent-elements") || agent_id == 0)
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-agent", "x", agent_id);
  linger (GTK_WIDGET (window), 500);

  GtkWidget *list = ui_find_by_name (GTK_WIDGET (window), "elements-list");
  if (list == NULL)
    return;

  GtkWidget *row = gtk_widget_get_first_child (list), *next;
  while ((next = gtk_widget_get_next_sibling (row)) != NULL && gtk_widget_get_visible (next))
    row = next;
  gtk_widget_grab_focus (row);
  linger (GTK_WIDGET (window), 500);
  save (GTK_WIDGET (window), "agent-elements");
}

static void
shoot_people (EncoreWindow *window)
{
  gint64 most, fewest;

  find_agents (window, &most, &fewest);
  shoot_agent (window, most, "agent");
  shoot_elements (window, most);
  shoot_dialog (window, "people-edit", "agent-editor");
  shoot_agent (window, fewest, "agent-few");
  shoot_playlist (window, most);
}

static void
shoot_review (EncoreWindow *window)
{
  EncoreCallFilter filter = { .order = ENCORE_CALL_ORDER_MISSED };
  g_autoptr (GPtrArray) calls = encore_library_list_calls (encore_window_get_library (window), &filter, NULL);

  if (!wanted ("review") || calls == NULL || calls->len == 0)
    return;

  EncoreCall *call = g_ptr_array_index (calls, 0);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-call-at", "(xx)", call->id, (gint64) 12000);
  linger (GTK_WIDGET (window), 2500);
  save (GTK_WIDGET (window), "review");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  linger (GTK_WIDGET (window), 500);
}

/* Half of the first section is answered, for a score so far. */
static void
answer_some (EncoreReview *review)
{
  EncoreScorecard *scorecard = encore_review_get_scorecard (review);
  const EncoreSection *section = g_ptr_array_index (scorecard->sections, 0);

  for (guint i = 0; i < (section->criteria->len + 1) / 2; i++)
    {
      const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, i);
      EncoreAnswer *answer = encore_review_begin_answer (review, criterion->key);

      if (criterion->options->len > 0)
        encore_answer_set_option (answer, ((EncoreOption *) g_ptr_array_index (criterion->options, 0))->key);
      encore_review_take_answer (review, answer);
      encore_review_add_evidence (review, criterion->key);
    }
}

/* The side panel's scorecard: as it opens, where one begins, and in the middle of it. */
static void
shoot_scorecard (EncoreWindow *window)
{
  EncoreCallFilter filter = { .order = ENCORE_CALL_ORDER_MISSED };
  g_autoptr (GPtrArray) calls = encore_library_list_calls (encore_window_get_library (window), &filter, NULL);

  if (!wanted ("evaluating") || calls == NULL || calls->len == 0)
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-call", "x",
                              ((EncoreCall *) g_ptr_array_index (calls, 0))->id);
  linger (GTK_WIDGET (window), 1500);

  GtkWidget *page = ui_find_by_type (GTK_WIDGET (window), ENCORE_TYPE_REVIEW_PAGE);
  EncoreReview *review = encore_review_page_get_review (ENCORE_REVIEW_PAGE (page));
  g_autoptr (EncoreScorecard) scorecard = g_list_model_get_item (encore_review_get_scorecards (review), 0);

  gtk_widget_activate_action (page, "review.evaluate", NULL);
  linger (GTK_WIDGET (window), 500);
  save (GTK_WIDGET (window), "evaluating");
  encore_review_show_evaluation (review, NULL);
  linger (GTK_WIDGET (window), 500);
  save (GTK_WIDGET (window), "evaluating-start");
  if (scorecard != NULL)
    {
      encore_review_evaluate (review, scorecard, ENCORE_EVALUATION_COACH, ENCORE_PURPOSE_LEARNING);
      answer_some (review);
      gtk_widget_activate_action (page, "review.evaluate", NULL);
      linger (GTK_WIDGET (window), 500);
      save (GTK_WIDGET (window), "evaluating-draft");
      encore_review_discard_evaluation (review);
    }
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  linger (GTK_WIDGET (window), 500);
}

static void
shoot_search (EncoreWindow *window)
{
  if (!wanted ("search"))
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "search");
  linger (GTK_WIDGET (window), 300);
  save (GTK_WIDGET (window), "search");

  GtkWidget *page = ui_find_by_type (GTK_WIDGET (window), ENCORE_TYPE_SEARCH_PAGE);

  gtk_editable_set_text (GTK_EDITABLE (ui_find_by_type (page, GTK_TYPE_SEARCH_ENTRY)), "offer");
  linger (GTK_WIDGET (window), 500);
  save (GTK_WIDGET (window), "search-hits");
}

/* A table whose columns have to be explained. */
static void
shoot_columns (EncoreWindow *window)
{
  static const char table[] = "t0;t1;who;what was said;conf\n"
                              "0.8;4.2;7731;Good morning, Northwind support, how can I help you today?;0.97\n"
                              "4.6;9.9;caller;You charged me twice, and my rent is due tomorrow.;0.91\n"
                              "10.3;14.0;7731;I am sorry. Let me look at both of them.;0.88\n";
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "encore-shots-turns.csv", NULL);
  g_autofree char *raw = g_build_filename (g_get_tmp_dir (), "encore-shots-call.raw", NULL);
  const char *paths[] = { path, NULL };
  EncoreLibrary *library = encore_window_get_library (window);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  g_assert_true (g_file_set_contents (raw, table, -1, NULL));
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (i == 0 ? path : raw);

      g_list_store_append (files, file);
    }

  GtkWidget *import = encore_import_dialog_new (library, G_LIST_MODEL (files), NULL);

  gtk_window_present (GTK_WINDOW (import));
  linger (import, 500);
  save (import, "import-asks");
  gtk_window_destroy (GTK_WINDOW (import));

  g_autoptr (GPtrArray) tables = encore_tables_survey (library, paths, NULL, NULL);
  GtkWidget *dialog = encore_columns_dialog_new (library, tables);

  for (int i = 0; i < 2; i++)
    encore_columns_dialog_set_column (ENCORE_COLUMNS_DIALOG (dialog), (guint) i, i);
  encore_columns_dialog_set_column (ENCORE_COLUMNS_DIALOG (dialog), 3, ENCORE_COLUMN_TEXT);
  gtk_window_present (GTK_WINDOW (dialog));
  linger (dialog, 500);
  save (dialog, "import-columns");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_remove (path);
  g_remove (raw);
}

static void
shoot_import (EncoreWindow *window)
{
  g_autofree char *demo = encore_application_find_demo_data ();
  g_autoptr (GFile) calls = g_file_new_build_filename (demo, "calls", NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (!wanted ("import"))
    return;

  g_list_store_append (files, calls);
  GtkWidget *dialog = encore_import_dialog_new (encore_window_get_library (window), G_LIST_MODEL (files), NULL);

  gtk_window_present (GTK_WINDOW (dialog));
  linger (dialog, 500);
  save (dialog, "import-preview");
  gtk_widget_activate_action (dialog, "import.start", NULL);
  linger (dialog, 1500);
  save (dialog, "import-result");
  gtk_window_destroy (GTK_WINDOW (dialog));
  shoot_columns (window);
}

static void
shoot_extra_window (EncoreWindow *window,
                    const char   *action,
                    const char   *page)
{
  if (!wanted (page))
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  linger (GTK_WIDGET (window), 300);

  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) extra = g_list_model_get_item (toplevels, i);

      if ((gpointer) extra == (gpointer) window || ENCORE_IS_WINDOW (extra))
        continue;

      save (GTK_WIDGET (extra), page);
      gtk_window_destroy (extra);
      break;
    }
}

static EncoreWindow *
open_window (const char *directory,
             gboolean    demo)
{
  encore_settings_set_int ("window-width", shot_width);
  encore_settings_set_int ("window-height", shot_height);

  EncoreWindow *window = encore_window_new (ADW_APPLICATION (application));

  encore_window_open_library (window, directory, demo);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_until (is_open, window, 60000);
  linger (GTK_WIDGET (window), 500);

  return window;
}

static void
close_window (EncoreWindow *window)
{
  gtk_window_close (GTK_WINDOW (window));
  ui_wait_until (never, NULL, 50);
}

static void
shoot_empty (const char *scratch)
{
  g_autofree char *directory = g_build_filename (scratch, "empty", NULL);
  g_autofree char *file = g_build_filename (scratch, "broken", NULL);
  g_autofree char *database = g_build_filename (file, "library.db", NULL);
  EncoreWindow *window = open_window (directory, FALSE);

  save (GTK_WIDGET (window), "empty");
  close_window (window);

  g_mkdir_with_parents (file, 0700);
  g_file_set_contents (database, "this is no database, but it is long enough to look like one at first sight", -1,
                       NULL);
  window = open_window (file, FALSE);
  save (GTK_WIDGET (window), "damaged");
  close_window (window);
}

static void
shoot_all (const char *scratch)
{
  g_autofree char *directory = g_build_filename (scratch, "demo", NULL);
  EncoreWindow *window = open_window (directory, TRUE);

  shoot_page (window, "calls");
  shoot_search (window);
  shoot_page (window, "scenarios");
  if (wanted ("scorecards"))
    shots_scorecards (window, save, linger);
  shoot_page (window, "people");
  shoot_people (window);
  shoot_scenario (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "calls");
  shoot_review (window);
  shoot_scorecard (window);
  if (wanted ("self-review"))
    shots_self_review (window, save, linger);
  shoot_import (window);
  shoot_extra_window (window, "win.show-help-overlay", "shortcuts");
  shoot_extra_window (window, "win.preferences", "preferences");
  shoot_extra_window (window, "win.about", "about");
  close_window (window);
  if (wanted ("empty"))
    shoot_empty (scratch);
}

static void
on_activate (GApplication *app,
             const char   *scratch)
{
  static const int sizes[][2] = { { 1440, 900 }, { 1024, 640 } };
  static const struct
  {
    const char *name;
    AdwColorScheme scheme;
  } schemes[] = { { "light", ADW_COLOR_SCHEME_FORCE_LIGHT }, { "dark", ADW_COLOR_SCHEME_FORCE_DARK } };

  g_application_hold (app);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (schemes); j++)
      {
        shot_width = sizes[i][0];
        shot_height = sizes[i][1];
        scheme_name = schemes[j].name;
        adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[j].scheme);
        shoot_all (scratch);
      }
  g_application_release (app);
}

static int
on_command_line (GApplication            *app,
                 GApplicationCommandLine *command_line,
                 const char              *scratch)
{
  on_activate (app, scratch);
  g_signal_stop_emission_by_name (app, "command-line");
  return EXIT_SUCCESS;
}

int
main (int   argc,
      char *argv[])
{
  if (argc < 2)
    {
      g_printerr ("Usage: %s FOLDER [PAGE]\n", argv[0]);
      return 2;
    }

  folder = argv[1];
  only = argc > 2 ? argv[2] : NULL;
  g_mkdir_with_parents (folder, 0755);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);

  g_autofree char *scratch = ui_make_folder ();

  application = encore_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_COMMAND_LINE);
  g_signal_connect (application, "command-line", G_CALLBACK (on_command_line), scratch);
  g_application_run (G_APPLICATION (application), 1, argv);
  g_object_unref (application);
  ui_remove_folder (scratch);

  return EXIT_SUCCESS;
}
