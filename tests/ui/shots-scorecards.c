/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shots-scorecards.h"

#include <adwaita.h>

#include "coaching/encore-profile-dialog.h"
#include "coaching/encore-scorecard-diff.h"
#include "coaching/encore-scorecard-view.h"
#include "coaching/encore-scorecards-page.h"
#include "coaching/encore-vocabulary-editor.h"
#include "encore-publish.h"
#include "encore-scorecard-edit.h"
#include "ui-support.h"

static void
commit (EncoreLibrary *library,
        gpointer       before,
        gpointer       after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Shot", before, after);
  g_autoptr (GError) error = NULL;

  if (!encore_library_commit (library, edit, &error))
    g_warning ("%s", error->message);
}

static EncoreScorecard *
find_draft (EncoreLibrary *library)
{
  g_autoptr (GPtrArray) cards = encore_library_list (library, ENCORE_LISTING_SCORECARDS, 0, NULL);

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      EncoreScorecard *card = g_ptr_array_index (cards, i);

      if (card->status == ENCORE_SCORECARD_DRAFT)
        return g_object_ref (card);
    }

  return NULL;
}

/* A second version in which something is another, and a scenario has weights of its own. */
static EncoreScorecard *
change_draft (EncoreLibrary   *library,
              EncoreScorecard *version)
{
  g_autoptr (GPtrArray) scenarios = encore_library_list (library, ENCORE_LISTING_SCENARIOS, 0, NULL);
  EncoreScorecard *draft = encore_scorecard_new_version (version);
  EncoreSection *section = g_ptr_array_index (draft->sections, 0);
  EncoreCriterion *first = g_ptr_array_index (section->criteria, 0);
  EncoreCriterion *added = encore_scorecard_edit_add_criterion (draft, section,
                                                                "Did the agent stay with the customer?");

  added->weight = 2;
  section->weight += 1;
  g_free (first->guidance);
  first->guidance = g_strdup ("Listen for the first two minutes: that is where it is decided.");
  if (scenarios != NULL && scenarios->len > 0)
    {
      EncoreScenario *scenario = g_ptr_array_index (scenarios, 0);

      if (encore_scorecard_find_profile (draft, scenario->uuid) == NULL)
        encore_scorecard_add_profile (draft, scenario->uuid, scenario->name);
      encore_profile_set_weight (encore_scorecard_find_profile (draft, scenario->uuid), section->key, 4);
      encore_profile_set_weight (encore_scorecard_find_profile (draft, scenario->uuid), first->key, 5);
    }
  commit (library, NULL, draft);
  return draft;
}

static GtkListBoxRow *
find_row (GtkWidget  *page,
          const char *name,
          int         skip)
{
  GtkListBox *list = GTK_LIST_BOX (ui_find_by_name (page, "scorecards-list"));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), name) && skip-- == 0)
      return row;

  return NULL;
}

static void
shoot_editor (EncoreWindow *window,
              GtkWidget    *page,
              ShotsSave     save,
              ShotsLinger   linger)
{
  GtkWidget *criterion;
  GtkAdjustment *scroll;

  save (GTK_WIDGET (window), "scorecards-draft");
  criterion = ui_find_by_name (page, "criterion");
  if (criterion == NULL)
    return;
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (criterion), TRUE);
  linger (GTK_WIDGET (window), 300);
  scroll = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (criterion, GTK_TYPE_SCROLLED_WINDOW)));
  gtk_adjustment_set_value (scroll, 430);
  linger (GTK_WIDGET (window), 300);
  save (GTK_WIDGET (window), "scorecards-editor");
  gtk_adjustment_set_value (scroll, 1000);
  linger (GTK_WIDGET (window), 200);
  save (GTK_WIDGET (window), "scorecards-editor-options");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (gtk_widget_get_ancestor (ui_find_label (criterion, "More"),
                                                                            ADW_TYPE_EXPANDER_ROW)),
                                 TRUE);
  linger (GTK_WIDGET (window), 300);
  save (GTK_WIDGET (window), "scorecards-editor-more");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (criterion), FALSE);
  gtk_adjustment_set_value (scroll, 10000);
  linger (GTK_WIDGET (window), 300);
  save (GTK_WIDGET (window), "scorecards-editor-end");
}

static void
shoot_dialogs (EncoreWindow    *window,
               GtkWidget       *page,
               EncoreScorecard *draft,
               EncoreScorecard *version,
               ShotsSave        save,
               ShotsLinger      linger)
{
  EncoreLibrary *library = encore_window_get_library (window);
  g_autoptr (GPtrArray) versions = g_ptr_array_new ();
  g_autoptr (EncoreDraft) edited = encore_draft_new (library, GTK_WIDGET (window));
  GtkWindow *dialog = GTK_WINDOW (
      encore_vocabulary_editor_present (page, library, encore_vocabulary_of_principles (ENCORE_PRINCIPLE_VALUE)));

  linger (GTK_WIDGET (dialog), 300);
  save (GTK_WIDGET (dialog), "scorecards-values");
  gtk_window_destroy (dialog);

  g_ptr_array_add (versions, draft);
  g_ptr_array_add (versions, version);
  dialog = GTK_WINDOW (encore_scorecard_diff_present (page, versions, draft));
  linger (GTK_WIDGET (dialog), 300);
  save (GTK_WIDGET (dialog), "scorecards-diff");
  gtk_window_destroy (dialog);

  if (draft->profiles->len == 0)
    return;
  encore_draft_take (edited, draft);
  dialog = GTK_WINDOW (
      encore_profile_dialog_present (page, edited,
                                     ((EncoreProfile *) g_ptr_array_index (draft->profiles, 0))->scenario));
  linger (GTK_WIDGET (dialog), 300);
  save (GTK_WIDGET (dialog), "scorecards-profile");
  gtk_window_destroy (dialog);
}

/* A published version of the demo library's, with the weights of one of its scenarios. */
static void
shoot_weights (EncoreWindow *window,
               GtkWidget    *page,
               ShotsSave     save,
               ShotsLinger   linger)
{
  g_autoptr (GPtrArray) cards = encore_library_list (encore_window_get_library (window), ENCORE_LISTING_SCORECARDS, 0,
                                                     NULL);

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      EncoreScorecard *card = g_ptr_array_index (cards, i);

      if (card->status != ENCORE_SCORECARD_PUBLISHED || card->profiles->len == 0)
        continue;
      encore_scorecards_page_show (ENCORE_SCORECARDS_PAGE (page), card->id);
      linger (GTK_WIDGET (window), 200);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find_by_name (page, "scorecard-weights")), 1);
      linger (GTK_WIDGET (window), 300);
      save (GTK_WIDGET (window), "scorecards-weights");
      return;
    }
}

void
shots_scorecards (EncoreWindow *window,
                  ShotsSave     save,
                  ShotsLinger   linger)
{
  EncoreLibrary *library = encore_window_get_library (window);
  g_autoptr (EncoreScorecard) copied = NULL, version = NULL, draft = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *page, *view;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "scorecards");
  linger (GTK_WIDGET (window), 500);
  page = ui_find_by_type (GTK_WIDGET (window), ENCORE_TYPE_SCORECARDS_PAGE);
  save (GTK_WIDGET (window), "scorecards");

  gtk_list_box_select_row (GTK_LIST_BOX (ui_find_by_name (page, "scorecards-list")), find_row (page, "starter", 2));
  linger (GTK_WIDGET (window), 300);
  save (GTK_WIDGET (window), "scorecards-starter");
  shoot_weights (window, page, save, linger);
  gtk_list_box_select_row (GTK_LIST_BOX (ui_find_by_name (page, "scorecards-list")), find_row (page, "starter", 2));
  linger (GTK_WIDGET (window), 300);

  view = ui_find_by_type (page, ENCORE_TYPE_SCORECARD_VIEW);
  gtk_widget_activate_action (view, "scorecard.copy", NULL);
  linger (GTK_WIDGET (window), 700);
  copied = find_draft (library);
  if (copied == NULL)
    return;
  version = encore_publish (library, copied, &error);
  if (version == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }
  linger (GTK_WIDGET (window), 500);
  save (GTK_WIDGET (window), "scorecards-version");

  draft = change_draft (library, version);
  encore_scorecards_page_show (ENCORE_SCORECARDS_PAGE (page), draft->id);
  linger (GTK_WIDGET (window), 700);
  shoot_editor (window, page, save, linger);
  shoot_dialogs (window, page, draft, version, save, linger);
  commit (library, draft, NULL);
}
