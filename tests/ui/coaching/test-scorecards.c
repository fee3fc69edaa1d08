/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-test.h"

#include "coaching/encore-criterion-row.h"
#include "coaching/encore-profile-dialog.h"
#include "coaching/encore-scorecard-diff.h"
#include "coaching/encore-scorecard-view.h"
#include "coaching/encore-scorecards-page.h"
#include "coaching/encore-vocabulary-editor.h"
#include "encore-publish.h"
#include "encore-scorecard-edit.h"
#include "progress/encore-text-row.h"
#include "ui-support.h"

#define MAX_MIN_WIDTH 760 /* of the 1024 px of a small window, the rest is navigation */

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = encore_test_dir_new ();
  fixture->library = encore_library_open (fixture->dir, &error);
  g_assert_no_error (error);
  fixture->page = encore_scorecards_page_new (fixture->library);
  fixture->window = g_object_new (ADW_TYPE_WINDOW, "default-width", 1024, "default-height", 640, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  encore_test_wait_until (fixture->page == NULL);

  encore_library_close (fixture->library);
  g_clear_object (&fixture->library);
  encore_test_dir_free (fixture->dir);
}

/* What the library holds */

static EncoreScorecard *
first_card (Fixture *fixture)
{
  g_autoptr (GPtrArray) cards = encore_library_list (fixture->library, ENCORE_LISTING_SCORECARDS, 0, NULL);

  return cards->len > 0 ? g_object_ref (g_ptr_array_index (cards, 0)) : NULL;
}

static guint
count_cards (Fixture *fixture)
{
  g_autoptr (GPtrArray) cards = encore_library_list (fixture->library, ENCORE_LISTING_SCORECARDS, 0, NULL);

  return cards->len;
}

static guint
count_criteria (Fixture *fixture)
{
  g_autoptr (EncoreScorecard) card = first_card (fixture);

  return encore_scorecard_count_elements (card);
}

static double
weight_of (Fixture    *fixture,
           const char *key)
{
  g_autoptr (EncoreScorecard) card = first_card (fixture);
  EncoreCriterion *criterion = encore_scorecard_find_criterion (card, key, NULL);

  return criterion != NULL ? criterion->weight : -1;
}

static void
commit (Fixture *fixture,
        gpointer before,
        gpointer after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Edit", before, after);
  g_autoptr (GError) error = NULL;

  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
}

/* What is on screen */

static GtkWidget *
find (Fixture    *fixture,
      const char *name)
{
  return ui_find_by_name (fixture->page, name);
}

static GtkWidget *
need (Fixture    *fixture,
      const char *name)
{
  encore_test_wait_until (find (fixture, name) != NULL);
  return find (fixture, name);
}

static GtkWidget *
find_criterion (GtkWidget  *widget,
                const char *key)
{
  if (ENCORE_IS_CRITERION_ROW (widget) && gtk_widget_get_mapped (widget)
      && g_str_equal (encore_criterion_row_get_key (ENCORE_CRITERION_ROW (widget)), key))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_criterion (child, key);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
need_criterion (Fixture    *fixture,
                const char *key)
{
  encore_test_wait_until (find_criterion (fixture->page, key) != NULL);
  return find_criterion (fixture->page, key);
}

static GtkWidget *
open_criterion (Fixture    *fixture,
                const char *key)
{
  GtkWidget *row = need_criterion (fixture, key);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  encore_test_wait_until (ui_find_by_name (row, "criterion-guidance") != NULL);
  return row;
}

static const char *
share_of (Fixture    *fixture,
          const char *key)
{
  return gtk_label_get_label (GTK_LABEL (ui_find_by_name (need_criterion (fixture, key), "criterion-share")));
}

static void
type_into (Fixture    *fixture,
           const char *field,
           const char *text)
{
  GtkWidget *row = need (fixture, field);

  gtk_widget_grab_focus (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  if (ADW_IS_ENTRY_ROW (row))
    g_signal_emit_by_name (row, "entry-activated");
}

static GtkWidget *
view_of (Fixture *fixture)
{
  return ui_find_by_type (fixture->page, ENCORE_TYPE_SCORECARD_VIEW);
}

static gboolean
can_publish (Fixture *fixture)
{
  return find (fixture, "scorecard-publish") != NULL && gtk_widget_is_sensitive (find (fixture, "scorecard-publish"));
}

static GtkWindow *
find_dialog (Fixture *fixture,
             GType    type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (dialog), type) && gtk_widget_get_visible (GTK_WIDGET (dialog))
          && gtk_window_get_transient_for (dialog) == GTK_WINDOW (fixture->window))
        return dialog;
    }

  return NULL;
}

/* The store has an edit before the window has heard of it; undoing waits for the latter. */
static gboolean
can_undo (Fixture    *fixture,
          const char *label)
{
  g_autofree char *next = NULL;

  g_object_get (fixture->library, "undo-label", &next, NULL);
  return g_strcmp0 (next, label) == 0;
}

static void
undo (Fixture    *fixture,
      const char *label)
{
  encore_test_wait_until (can_undo (fixture, label));
  gtk_widget_activate_action (fixture->page, "scorecards.undo", NULL);
}

/* A draft with a section and two questions, of which nothing is said yet. */
static void
make_draft (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->page, "scorecards.new", NULL);
  type_into (fixture, "scorecard-name", "Care");
  type_into (fixture, "section-add", "Connection");
  type_into (fixture, "criterion-add", "Did they listen?");
  need_criterion (fixture, "did-they-listen");
  type_into (fixture, "criterion-add", "Was it right?");
  need_criterion (fixture, "was-it-right");
  encore_test_wait_until (count_criteria (fixture) == 2);
}

static void
explain (Fixture    *fixture,
         const char *key,
         const char *text)
{
  GtkWidget *row = open_criterion (fixture, key);

  encore_text_row_set_text (ENCORE_TEXT_ROW (ui_find_by_name (row, "criterion-guidance")), text);
}

static void
publish (Fixture *fixture)
{
  encore_test_wait_until (can_publish (fixture));
  gtk_widget_activate_action (view_of (fixture), "scorecard.publish", NULL);
  encore_test_wait_until (find_dialog (fixture, ADW_TYPE_MESSAGE_DIALOG) != NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog (fixture, ADW_TYPE_MESSAGE_DIALOG)), "publish");
  encore_test_wait_until (find (fixture, "scorecard-new-version") != NULL);
}

/* Tests */

static void
test_from_nothing (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (EncoreScorecard) card = NULL;
  GtkWidget *row;

  make_draft (fixture);
  g_assert_false (can_publish (fixture));
  row = open_criterion (fixture, "did-they-listen");
  g_assert_true (gtk_widget_has_css_class (ui_find_by_name (row, "criterion-guidance"), "error"));
  explain (fixture, "did-they-listen", "Nobody interrupts.");
  g_assert_false (gtk_widget_has_css_class (ui_find_by_name (row, "criterion-guidance"), "error"));
  g_assert_false (can_publish (fixture));
  explain (fixture, "was-it-right", "Look it up.");

  publish (fixture);
  card = first_card (fixture);
  g_assert_cmpint (card->status, ==, ENCORE_SCORECARD_PUBLISHED);
  g_assert_cmpstr (card->name, ==, "Care");
  g_assert_cmpstr (encore_scorecard_find_criterion (card, "was-it-right", NULL)->guidance, ==, "Look it up.");
  g_assert_nonnull (ui_find_label (fixture->page, "Nobody interrupts."));
}

static void
test_published (Fixture      *fixture,
                gconstpointer data)
{
  GtkDropDown *versions;

  make_draft (fixture);
  explain (fixture, "did-they-listen", "Nobody interrupts.");
  explain (fixture, "was-it-right", "Look it up.");
  publish (fixture);

  /* Nothing of it can be edited, and nothing of how it came about is undone. */
  g_assert_null (find (fixture, "scorecard-name"));
  g_assert_null (find (fixture, "criterion-add"));
  g_assert_cmpuint (ui_count_by_type (view_of (fixture), GTK_TYPE_SPIN_BUTTON), ==, 0);
  g_assert_true (can_undo (fixture, NULL));

  gtk_widget_activate_action (view_of (fixture), "scorecard.new-version", NULL);
  type_into (fixture, "scorecard-name", "Care and more");
  encore_test_wait_until (count_cards (fixture) == 2);
  versions = GTK_DROP_DOWN (need (fixture, "scorecard-version"));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (versions)), ==, 2);
  gtk_drop_down_set_selected (versions, 1);
  encore_test_wait_until (find (fixture, "scorecard-name") == NULL);
  g_assert_nonnull (ui_find_label (fixture->page, "Nobody interrupts."));
}

static void
test_share (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *row, *spin;

  make_draft (fixture);
  g_assert_cmpstr (share_of (fixture, "did-they-listen"), ==, "50%");
  row = open_criterion (fixture, "did-they-listen");
  spin = ui_find_by_name (row, "criterion-weight");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 2);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 3);

  /* At once, before it is saved; saved as one step. */
  g_assert_cmpstr (share_of (fixture, "did-they-listen"), ==, "75%");
  g_assert_cmpstr (share_of (fixture, "was-it-right"), ==, "25%");
  encore_test_wait_until (weight_of (fixture, "did-they-listen") == 3);

  undo (fixture, "Change weight");
  encore_test_wait_until (weight_of (fixture, "did-they-listen") == 1);
  encore_test_wait_until (g_str_equal (share_of (fixture, "did-they-listen"), "50%"));
  encore_test_wait_until (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)) == 1);
}

static gboolean
is_first (Fixture    *fixture,
          const char *key)
{
  g_autoptr (EncoreScorecard) card = first_card (fixture);
  EncoreSection *section = g_ptr_array_index (card->sections, 0);

  return g_str_equal (((EncoreCriterion *) g_ptr_array_index (section->criteria, 0))->key, key);
}

/* The row keeps what is open in it, and the focus, wherever it goes. */
static void
test_move_and_delete (Fixture      *fixture,
                      gconstpointer data)
{
  GtkWidget *row, *up;

  make_draft (fixture);
  row = open_criterion (fixture, "was-it-right");
  up = ui_find_by_name (row, "criterion-up");
  gtk_widget_grab_focus (up);
  g_signal_emit_by_name (up, "clicked");
  encore_test_wait_until (is_first (fixture, "was-it-right"));
  g_assert_true (find_criterion (fixture->page, "was-it-right") == row);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == up);

  undo (fixture, "Move criterion");
  encore_test_wait_until (is_first (fixture, "did-they-listen"));

  g_signal_emit_by_name (ui_find_by_name (row, "criterion-delete"), "clicked");
  encore_test_wait_until (count_criteria (fixture) == 1);
  g_assert_null (find_criterion (fixture->page, "was-it-right"));
  undo (fixture, "Delete criterion");
  encore_test_wait_until (count_criteria (fixture) == 2);
  need_criterion (fixture, "was-it-right");
}

static gboolean
options_are (Fixture    *fixture,
             const char *expected)
{
  g_autoptr (EncoreScorecard) card = first_card (fixture);
  EncoreCriterion *criterion = encore_scorecard_find_criterion (card, "did-they-listen", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < criterion->options->len; i++)
    {
      EncoreOption *option = g_ptr_array_index (criterion->options, i);

      g_string_append_printf (text, "%s=%g ", option->label, option->share);
    }

  return g_str_equal (text->str, expected);
}

static void
test_options (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *row;

  make_draft (fixture);
  row = open_criterion (fixture, "did-they-listen");
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_find_by_name (row, "criterion-scale")), ENCORE_PRESET_BEYOND);
  encore_test_wait_until (options_are (fixture, "Above and beyond=1.2 As it should be=1 Below that=0 "));
  encore_test_wait_until (ui_find_by_name (row, "option-share") != NULL);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (ui_find_by_name (row, "option-share")), 150);
  gtk_editable_set_text (GTK_EDITABLE (ui_find_by_name (row, "option-label")), "More than that");
  encore_test_wait_until (options_are (fixture, "More than that=1.5 As it should be=1 Below that=0 "));

  gtk_editable_set_text (GTK_EDITABLE (ui_find_by_name (row, "option-add")), "Not at all");
  g_signal_emit_by_name (ui_find_by_name (row, "option-add"), "activate");
  encore_test_wait_until (options_are (fixture, "More than that=1.5 As it should be=1 Below that=0 Not at all=0 "));
  encore_test_wait_until (adw_combo_row_get_selected (ADW_COMBO_ROW (ui_find_by_name (row, "criterion-scale")))
                          == ENCORE_PRESET_OWN);
  undo (fixture, "Add option");
  undo (fixture, "Rename option");
  undo (fixture, "Change what an option is worth");
  undo (fixture, "Change scale");
  encore_test_wait_until (options_are (fixture, "Yes=1 No=0 "));
}

static gboolean
is_asked_if (Fixture    *fixture,
             const char *condition,
             guint       n_options)
{
  g_autoptr (EncoreScorecard) card = first_card (fixture);
  EncoreCriterion *criterion = encore_scorecard_find_criterion (card, "was-it-right", NULL);

  return g_strcmp0 (criterion->condition, condition) == 0
         && (criterion->condition_options != NULL ? g_strv_length (criterion->condition_options) : 0) == n_options;
}

static gboolean
has_value (Fixture    *fixture,
           const char *value)
{
  g_autoptr (EncoreScorecard) card = first_card (fixture);

  return g_strcmp0 (encore_scorecard_find_criterion (card, "was-it-right", NULL)->value, value) == 0;
}

static void
test_more (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GPtrArray) principles = NULL;
  GtkWidget *row, *more, *editor;

  make_draft (fixture);
  row = open_criterion (fixture, "was-it-right");
  more = gtk_widget_get_ancestor (ui_find_label (row, "More"), ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (more), TRUE);
  encore_test_wait_until (ui_find_by_name (more, "criterion-condition") != NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_find_by_name (more, "criterion-condition")), 1);
  encore_test_wait_until (is_asked_if (fixture, "did-they-listen", 1));
  encore_test_wait_until (ui_find_by_name (more, "condition-option") != NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ui_find_by_name (more, "condition-option")), FALSE);
  encore_test_wait_until (is_asked_if (fixture, "did-they-listen", 0));
  g_assert_false (can_publish (fixture));

  /* A brand value, named here and chosen there. */
  editor = GTK_WIDGET (encore_vocabulary_editor_present (fixture->page, fixture->library,
                                                         encore_vocabulary_of_principles (ENCORE_PRINCIPLE_VALUE)));
  encore_test_wait_until (ui_find_by_name (editor, "principle-add") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (ui_find_by_name (editor, "principle-add")), "Candour");
  g_signal_emit_by_name (ui_find_by_name (editor, "principle-add"), "entry-activated");
  encore_test_wait_until (ui_find_by_name (editor, "principle-description") != NULL);
  gtk_window_destroy (GTK_WINDOW (editor));
  principles = encore_library_list (fixture->library, ENCORE_LISTING_PRINCIPLES, 0, NULL);
  g_assert_cmpuint (principles->len, ==, 1);

  encore_test_wait_until (
      g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (ui_find_by_name (more, "criterion-value"))))
      == 2);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_find_by_name (more, "criterion-value")), 1);
  encore_test_wait_until (has_value (fixture, ENCORE_PRINCIPLE (g_ptr_array_index (principles, 0))->uuid));

  /* Recognition is a header, and never scored. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_find_by_name (more, "criterion-judges")), ENCORE_JUDGES_RECOGNITION);
  encore_test_wait_until (g_str_equal (share_of (fixture, "was-it-right"), "Not scored"));
  encore_test_wait_until (count_criteria (fixture) == 1);
}

static gboolean
principles_are (Fixture    *fixture,
                const char *expected)
{
  g_autoptr (GPtrArray) principles = encore_library_list (fixture->library, ENCORE_LISTING_PRINCIPLES, 0, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < principles->len; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (principles, i);

      g_string_append_printf (words, "%s(%s) ", principle->name, principle->description ? principle->description : "");
    }

  return g_str_equal (words->str, expected);
}

static GtkWidget *
principle_row (GtkWidget *editor,
               int        index)
{
  GtkWidget *list = gtk_widget_get_ancestor (ui_find_by_name (editor, "principle-add"), GTK_TYPE_LIST_BOX);

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index));
}

static gboolean
principle_reads (GtkWidget  *editor,
                 int         index,
                 const char *name)
{
  GtkWidget *row = principle_row (editor, index);

  return ADW_IS_ENTRY_ROW (row) && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), name);
}

static GtkWidget *
find_icon (GtkWidget  *widget,
           const char *icon)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), icon) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_icon (child, icon);
  return found;
}

static void
enter (GtkWidget  *row,
       const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "entry-activated");
}

/* Name and description are each saved and undone by themselves; the focus goes where the value goes. */
static void
test_values (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *editor;

  editor = GTK_WIDGET (encore_vocabulary_editor_present (fixture->page, fixture->library,
                                                         encore_vocabulary_of_principles (ENCORE_PRINCIPLE_PILLAR)));
  enter (ui_find_by_name (editor, "principle-add"), "Client");
  encore_test_wait_until (principle_reads (editor, 0, "Client"));
  enter (ui_find_by_name (editor, "principle-add"), "Company");
  encore_test_wait_until (principle_reads (editor, 2, "Company"));

  enter (principle_row (editor, 0), " ");
  g_assert_true (principle_reads (editor, 0, "Client"));
  enter (principle_row (editor, 0), "Customer");
  encore_test_wait_until (principles_are (fixture, "Customer() Company() "));
  undo (fixture, "Rename principle");
  encore_test_wait_until (principle_reads (editor, 0, "Client"));

  g_signal_emit_by_name (find_icon (principle_row (editor, 0), "go-down-symbolic"), "clicked");
  encore_test_wait_until (principle_reads (editor, 2, "Client"));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (editor)), principle_row (editor, 2)));

  /* What is typed when it closes is saved. */
  encore_text_row_set_text (ENCORE_TEXT_ROW (principle_row (editor, 3)), "Whose day it is");
  gtk_window_close (GTK_WINDOW (editor));
  encore_test_wait_until (principles_are (fixture, "Company() Client(Whose day it is) "));
  undo (fixture, "Describe principle");
  encore_test_wait_until (principles_are (fixture, "Company() Client() "));
}

static double
profile_weight (Fixture    *fixture,
                const char *scenario)
{
  g_autoptr (EncoreScorecard) card = first_card (fixture);
  EncoreProfile *profile = encore_scorecard_find_profile (card, scenario);
  const double *weight = profile != NULL ? g_hash_table_lookup (profile->weights, "did-they-listen") : NULL;

  if (profile == NULL)
    return -2;
  return weight != NULL ? *weight : -1;
}

static GtkWidget *
second_spin (GtkWidget *dialog)
{
  GtkWidget *row = gtk_widget_get_ancestor (ui_find_by_name (dialog, "profile-weight"), GTK_TYPE_LIST_BOX_ROW);

  return ui_find_by_name (gtk_widget_get_next_sibling (row), "profile-weight");
}

static void
test_profile (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (EncoreScenario) scenario = encore_scenario_new ();
  GtkWidget *add, *dialog, *spin, *share;

  scenario->name = g_strdup ("Lost parcel");
  commit (fixture, NULL, scenario);
  make_draft (fixture);
  add = need (fixture, "profile-add");
  encore_test_wait_until (gtk_widget_is_sensitive (add));
  adw_combo_row_set_selected (ADW_COMBO_ROW (add), 1);
  encore_test_wait_until (find_dialog (fixture, ENCORE_TYPE_PROFILE_DIALOG) != NULL);
  encore_test_wait_until (profile_weight (fixture, scenario->uuid) == -1);

  dialog = GTK_WIDGET (find_dialog (fixture, ENCORE_TYPE_PROFILE_DIALOG));
  encore_test_wait_until (ui_find_by_name (dialog, "profile-weight") != NULL);
  spin = second_spin (dialog);
  share = ui_find_by_name (gtk_widget_get_ancestor (spin, GTK_TYPE_LIST_BOX_ROW), "profile-share");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 4);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (share)), ==, "80%");
  g_assert_cmpstr (share_of (fixture, "did-they-listen"), ==, "50%");
  encore_test_wait_until (profile_weight (fixture, scenario->uuid) == 4);

  /* The usual weight is no weight of its own. */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 1);
  encore_test_wait_until (profile_weight (fixture, scenario->uuid) == -1);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_signal_emit_by_name (ui_find_by_name (dialog, "profile-remove"), "clicked");
  encore_test_wait_until (dialog == NULL);
  encore_test_wait_until (profile_weight (fixture, scenario->uuid) == -2);
}

static gboolean
has_bytes (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &text, &length, NULL) && length > 0;
}

static void
test_export_and_import (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "care.json", NULL);
  g_autoptr (EncoreScorecard) card = NULL, back = NULL;
  g_autoptr (EncoreEdit) discard = NULL;
  g_autoptr (GError) error = NULL;

  make_draft (fixture);
  explain (fixture, "did-they-listen", "Nobody interrupts.");
  encore_scorecard_view_flush (ENCORE_SCORECARD_VIEW (view_of (fixture)));
  gtk_widget_activate_action (view_of (fixture), "scorecard.export-path", "s", path);
  encore_test_wait_until (has_bytes (path));
  encore_test_wait_until (can_undo (fixture, "Edit how to apply it"));
  card = first_card (fixture);

  gtk_widget_activate_action (view_of (fixture), "scorecard.discard", NULL);
  encore_test_wait_until (ui_find_label (fixture->page, "No Scorecards of Your Own Yet") != NULL);
  gtk_widget_activate_action (fixture->page, "scorecards.import-path", "s", path);
  encore_test_wait_until (find (fixture, "scorecard-name") != NULL);
  back = first_card (fixture);
  g_assert_true (encore_scorecard_equal (card, back));
}

/* A starter is read, and a copy of it edited. */
static void
test_starter (Fixture      *fixture,
              gconstpointer data)
{
  GtkListBox *list;

  need (fixture, "starter");
  g_assert_nonnull (ui_find_label (fixture->page, "No Scorecards of Your Own Yet"));
  list = GTK_LIST_BOX (find (fixture, "scorecards-list"));
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  encore_test_wait_until (find (fixture, "scorecard-copy") != NULL);
  g_assert_null (find (fixture, "scorecard-publish"));
  g_assert_null (find (fixture, "scorecard-name"));
  g_assert_cmpuint (count_cards (fixture), ==, 0);

  gtk_widget_activate_action (view_of (fixture), "scorecard.copy", NULL);
  need (fixture, "scorecard-name");
  encore_test_wait_until (count_cards (fixture) == 1);
  encore_test_wait_until (can_publish (fixture)); /* starters are whole */
}

static void
test_what_changed (Fixture      *fixture,
                   gconstpointer data)
{
  GtkWidget *dialog, *row;

  make_draft (fixture);
  explain (fixture, "did-they-listen", "Nobody interrupts.");
  explain (fixture, "was-it-right", "Look it up.");
  publish (fixture);
  gtk_widget_activate_action (view_of (fixture), "scorecard.new-version", NULL);
  row = open_criterion (fixture, "did-they-listen");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (ui_find_by_name (row, "criterion-weight")), 6);
  encore_test_wait_until (weight_of (fixture, "did-they-listen") == 6);

  gtk_widget_activate_action (view_of (fixture), "scorecard.compare", NULL);
  encore_test_wait_until (find_dialog (fixture, ENCORE_TYPE_SCORECARD_DIFF) != NULL);
  dialog = GTK_WIDGET (find_dialog (fixture, ENCORE_TYPE_SCORECARD_DIFF));
  encore_test_wait_until (ui_find_by_name (dialog, "change") != NULL);
  g_assert_nonnull (ui_find_label (dialog, "Did they listen?"));
  g_assert_nonnull (ui_find_label (ui_find_by_name (dialog, "change"), "6"));
  g_assert_null (ui_find_label (dialog, "Was it right?"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_width (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new (), version = NULL;
  g_autoptr (GError) error = NULL;
  EncoreCriterion *criterion;

  make_draft (fixture);
  open_criterion (fixture, "did-they-listen");
  g_assert_cmpint (ui_get_min_width (fixture->page), <=, MAX_MIN_WIDTH);

  /* Names of scenarios may be long. */
  draft->family = g_uuid_string_random ();
  draft->name = g_strdup ("Another");
  criterion = encore_scorecard_edit_add_criterion (draft, encore_scorecard_edit_add_section (draft, "All"), "Good?");
  criterion->guidance = g_strdup ("One knows.");
  encore_scorecard_add_profile (draft, "d7d4c27a-7f0e-4bb3-9d4f-1a2b3c4d5e6f",
                                "The parcel is lost, the birthday is tomorrow, and the customer has called twice");
  commit (fixture, NULL, draft);
  version = encore_publish (fixture->library, draft, &error);
  g_assert_no_error (error);
  encore_scorecards_page_show (ENCORE_SCORECARDS_PAGE (fixture->page), version->id);
  encore_test_wait_until (find (fixture, "scorecard-weights") != NULL);
  g_assert_cmpint (ui_get_min_width (fixture->page), <=, MAX_MIN_WIDTH);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return 0;
    }
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  ADD ("/ui/scorecards/from-nothing", test_from_nothing);
  ADD ("/ui/scorecards/published", test_published);
  ADD ("/ui/scorecards/share", test_share);
  ADD ("/ui/scorecards/move-and-delete", test_move_and_delete);
  ADD ("/ui/scorecards/options", test_options);
  ADD ("/ui/scorecards/more", test_more);
  ADD ("/ui/scorecards/values", test_values);
  ADD ("/ui/scorecards/profile", test_profile);
  ADD ("/ui/scorecards/export-and-import", test_export_and_import);
  ADD ("/ui/scorecards/starter", test_starter);
  ADD ("/ui/scorecards/what-changed", test_what_changed);
  ADD ("/ui/scorecards/width", test_width);

  return ui_run_tests ();
}
