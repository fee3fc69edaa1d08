/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-test.h"

#include "coaching/encore-extra-row.h"
#include "coaching/encore-model-answer-editor.h"
#include "coaching/encore-scenario-view.h"
#include "coaching/encore-scenarios-page.h"
#include "coaching/encore-step-editor.h"
#include "coaching/encore-vocabulary-editor.h"
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

static GtkWidget *
find (GtkWidget  *root,
      const char *name)
{
  if (g_strcmp0 (gtk_widget_get_name (root), name) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = encore_test_dir_new ();
  fixture->library = encore_library_open (fixture->dir, &error);
  g_assert_no_error (error);
  fixture->page = encore_scenarios_page_new (fixture->library);
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

/* The newest of a listing; NULL: there is none. */
static gpointer
last_of (Fixture      *fixture,
         EncoreListing listing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = encore_library_list (fixture->library, listing, 0, &error);
  GObject *last = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    if (i + 1 == list->len)
      last = g_object_ref (g_ptr_array_index (list, i));
  return last;
}

static gboolean
scenario_is (Fixture    *fixture,
             const char *name,
             const char *description)
{
  g_autoptr (EncoreScenario) scenario = last_of (fixture, ENCORE_LISTING_SCENARIOS);

  return scenario != NULL && g_strcmp0 (scenario->name, name) == 0
         && (description == NULL
             || g_strcmp0 (scenario->description != NULL ? scenario->description : "", description) == 0);
}

static gboolean
extra_is (Fixture         *fixture,
          const char      *name,
          EncoreExtraState state)
{
  g_autoptr (EncoreExtra) extra = last_of (fixture, ENCORE_LISTING_EXTRAS);

  return extra != NULL && g_strcmp0 (extra->name, name) == 0 && extra->state == state;
}

static gboolean
shows_name (Fixture    *fixture,
            const char *name)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (find (fixture->page, "scenario-name"))), name) == 0;
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
  gtk_widget_activate_action (fixture->page, "scenarios.undo", NULL);
}

static void
type_into (Fixture    *fixture,
           const char *field,
           const char *text)
{
  GtkWidget *row = find (fixture->page, field);

  gtk_widget_grab_focus (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "entry-activated");
}

static void
add_scenario (Fixture    *fixture,
              const char *name)
{
  gtk_widget_activate_action (fixture->page, "scenarios.new", NULL);
  encore_test_wait_until (shows_name (fixture, "New scenario"));
  type_into (fixture, "scenario-name", name);
  encore_test_wait_until (scenario_is (fixture, name, NULL));
}

static void
test_add_scenario (Fixture      *fixture,
                   gconstpointer data)
{
  EncoreTextRow *description = ENCORE_TEXT_ROW (find (fixture->page, "scenario-description"));

  add_scenario (fixture, "Double charge, worried");

  /* Leaving the field saves it. */
  gtk_widget_grab_focus (GTK_WIDGET (description));
  encore_text_row_set_text (description, "Charged twice, rent is due.");
  gtk_widget_grab_focus (find (fixture->page, "scenarios-search"));
  encore_test_wait_until (scenario_is (fixture, "Double charge, worried", "Charged twice, rent is due."));

  undo (fixture, "Edit scenario");
  encore_test_wait_until (scenario_is (fixture, "Double charge, worried", ""));
  undo (fixture, "Rename scenario");
  encore_test_wait_until (shows_name (fixture, "New scenario"));
  gtk_widget_activate_action (fixture->page, "scenarios.redo", NULL);
  encore_test_wait_until (shows_name (fixture, "Double charge, worried"));
}

static gboolean
has_facet (Fixture *fixture,
           gint64   id)
{
  g_autoptr (EncoreScenario) scenario = last_of (fixture, ENCORE_LISTING_SCENARIOS);

  return scenario->facets[ENCORE_FACET_GOAL] == id;
}

static void
test_facet (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (EncoreFacet) facet = encore_facet_new ();
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Add", NULL, facet);
  g_autoptr (GError) error = NULL;
  AdwComboRow *combo;
  guint last;

  facet->kind = ENCORE_FACET_GOAL;
  facet->name = g_strdup ("Know it is over");
  facet->position = 1000;
  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
  add_scenario (fixture, "Lost parcel");

  combo = ADW_COMBO_ROW (find (fixture->page, "facet-goal"));
  encore_test_wait_until (g_list_model_get_n_items (adw_combo_row_get_model (combo)) > 1);
  last = g_list_model_get_n_items (adw_combo_row_get_model (combo)) - 1;
  adw_combo_row_set_selected (combo, last);
  encore_test_wait_until (has_facet (fixture, facet->id));

  undo (fixture, "Classify scenario");
  encore_test_wait_until (has_facet (fixture, 0));
  encore_test_wait_until (adw_combo_row_get_selected (combo) == 0);
}

static gboolean
has_n_facets (Fixture *fixture,
              guint    n)
{
  g_autoptr (GPtrArray) facets = encore_library_list (fixture->library, ENCORE_LISTING_FACETS, 0, NULL);

  return facets->len == n;
}

static GtkWidget *
last_button (GtkWidget *row)
{
  GtkWidget *last = GTK_IS_BUTTON (row) ? row : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = last_button (child);

      last = found != NULL ? found : last;
    }

  return last;
}

/* A value that a scenario has stays, and the dialog says why; without the scenario it goes. */
static void
test_facet_values (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (EncoreScenario) after = NULL;
  g_autoptr (EncoreScenario) before = NULL;
  g_autoptr (EncoreFacet) facet = NULL;
  g_autoptr (EncoreEdit) edit = NULL, back = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *editor;

  add_scenario (fixture, "Lost parcel");
  editor = GTK_WIDGET (encore_vocabulary_editor_present (fixture->page, fixture->library,
                                                         encore_vocabulary_of_facets (ENCORE_FACET_GOAL)));
  gtk_editable_set_text (GTK_EDITABLE (find (editor, "facet-add")), "Know it is over");
  g_signal_emit_by_name (find (editor, "facet-add"), "entry-activated");
  encore_test_wait_until (find (editor, "facet-value") != NULL);
  facet = last_of (fixture, ENCORE_LISTING_FACETS);
  g_assert_cmpstr (facet->name, ==, "Know it is over");

  before = last_of (fixture, ENCORE_LISTING_SCENARIOS);
  after = encore_scenario_copy (before);
  after->facets[ENCORE_FACET_GOAL] = facet->id;
  edit = encore_edit_new_change ("Classify", before, after);
  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);

  g_signal_emit_by_name (last_button (find (editor, "facet-value")), "clicked");
  encore_test_wait_until (ui_find_label (editor, "“Know it is over” stays for now") != NULL);
  g_assert_true (has_n_facets (fixture, 1));

  back = encore_edit_new_change ("Classify", after, before);
  encore_library_commit (fixture->library, back, &error);
  g_assert_no_error (error);
  g_signal_emit_by_name (last_button (find (editor, "facet-value")), "clicked");
  encore_test_wait_until (find (editor, "facet-value") == NULL);
  g_assert_true (has_n_facets (fixture, 0));
  gtk_window_destroy (GTK_WINDOW (editor));
}

/* Its own extras go and come with it. */
static void
test_delete_scenario (Fixture      *fixture,
                      gconstpointer data)
{
  add_scenario (fixture, "Lost parcel");
  type_into (fixture, "extra-add", "Call back the day after");
  encore_test_wait_until (find (fixture->page, "extra-state") != NULL);

  g_signal_emit_by_name (find (fixture->page, "scenario-delete"), "clicked");
  encore_test_wait_until (ui_find_label (fixture->page, "No Scenarios Yet") != NULL);
  g_assert_false (extra_is (fixture, "Call back the day after", ENCORE_EXTRA_IDEA));

  undo (fixture, "Delete scenario");
  encore_test_wait_until (ui_find_by_name (fixture->page, "scenario-name") != NULL
                          && shows_name (fixture, "Lost parcel"));
  encore_test_wait_until (find (fixture->page, "extra-state") != NULL);
  g_assert_true (extra_is (fixture, "Call back the day after", ENCORE_EXTRA_IDEA));
}

static void
test_extra (Fixture      *fixture,
            gconstpointer data)
{
  add_scenario (fixture, "Lost parcel");
  type_into (fixture, "extra-add", "Call back the day after");
  encore_test_wait_until (extra_is (fixture, "Call back the day after", ENCORE_EXTRA_IDEA));
  encore_test_wait_until (find (fixture->page, "extra-state") != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture->page, "extra-add"))), ==, "");

  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture->page, "extra-state")), ENCORE_EXTRA_TRIAL);
  encore_test_wait_until (extra_is (fixture, "Call back the day after", ENCORE_EXTRA_TRIAL));

  undo (fixture, "Change state of extra");
  encore_test_wait_until (gtk_drop_down_get_selected (GTK_DROP_DOWN (find (fixture->page, "extra-state")))
                          == ENCORE_EXTRA_IDEA);

  g_signal_emit_by_name (find (fixture->page, "extra-delete"), "clicked");
  encore_test_wait_until (find (fixture->page, "extra-state") == NULL);
}

static void
test_model_answer (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (EncoreModelAnswer) prefilled = encore_model_answer_new ();
  g_autoptr (EncoreModelAnswer) saved = NULL;
  g_autoptr (EncoreScenario) scenario = NULL;
  GtkWidget *editor;

  add_scenario (fixture, "Lost parcel");
  scenario = last_of (fixture, ENCORE_LISTING_SCENARIOS);
  prefilled->scenario_id = scenario->id;
  g_ptr_array_add (prefilled->steps, encore_step_new ("Acknowledge", "That must have been a shock."));

  editor = GTK_WIDGET (encore_model_answer_editor_present (fixture->page, fixture->library, prefilled));
  g_assert_false (gtk_widget_get_sensitive (find (editor, "answer-save")));
  gtk_editable_set_text (GTK_EDITABLE (find (editor, "answer-title")), "Lift the worry first");
  g_signal_emit_by_name (find (editor, "answer-add-step"), "clicked");
  gtk_switch_set_active (GTK_SWITCH (find (editor, "answer-approved")), TRUE);
  g_object_add_weak_pointer (G_OBJECT (editor), (gpointer *) &editor);
  g_signal_emit_by_name (find (editor, "answer-save"), "clicked");
  encore_test_wait_until (editor == NULL);

  saved = last_of (fixture, ENCORE_LISTING_MODEL_ANSWERS);
  g_assert_cmpstr (saved->title, ==, "Lift the worry first");
  g_assert_cmpint (saved->status, ==, ENCORE_MODEL_ANSWER_APPROVED);
  g_assert_cmpuint (saved->steps->len, ==, 1); /* the empty one is not kept */
  g_assert_cmpstr (((EncoreStep *) g_ptr_array_index (saved->steps, 0))->text, ==, "That must have been a shock.");
  encore_test_wait_until (gtk_list_box_get_row_at_index (GTK_LIST_BOX (find (fixture->page, "answers-list")), 0)
                          != NULL);

  undo (fixture, "Add model answer");
  encore_test_wait_until (gtk_list_box_get_row_at_index (GTK_LIST_BOX (find (fixture->page, "answers-list")), 0)
                          == NULL);
}

static const char *
step_name (GtkWidget *editor,
           guint      index)
{
  GtkWidget *step = gtk_widget_get_ancestor (find (editor, "step-name"), ENCORE_TYPE_STEP_EDITOR);

  for (guint i = 0; i < index; i++)
    step = gtk_widget_get_next_sibling (step);
  return gtk_editable_get_text (GTK_EDITABLE (find (step, "step-name")));
}

static gboolean
is_tall (GtkWidget *widget)
{
  GtkWidget *view = ui_find_by_type (widget, GTK_TYPE_TEXT_VIEW);

  return gtk_widget_get_height (view) > 0;
}

static void
test_steps (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (EncoreModelAnswer) answer = encore_model_answer_new ();
  g_autoptr (EncoreModelAnswer) saved = NULL;
  g_autoptr (EncoreScenario) scenario = NULL;
  GtkWidget *editor, *first;

  add_scenario (fixture, "Lost parcel");
  scenario = last_of (fixture, ENCORE_LISTING_SCENARIOS);
  answer->scenario_id = scenario->id;
  answer->title = g_strdup ("Lift the worry first");
  g_ptr_array_add (answer->steps, encore_step_new ("Acknowledge", "That must have been a shock."));
  g_ptr_array_add (answer->steps, encore_step_new ("Fix", "I am sending it again."));

  editor = GTK_WIDGET (encore_model_answer_editor_present (fixture->page, fixture->library, answer));
  encore_test_wait_until (is_tall (find (editor, "step-text")));
  g_assert_cmpstr (step_name (editor, 1), ==, "Fix");
  first = gtk_widget_get_ancestor (find (editor, "step-name"), ENCORE_TYPE_STEP_EDITOR);
  g_signal_emit_by_name (first, "move", 1);
  g_assert_cmpstr (step_name (editor, 0), ==, "Fix");
  g_assert_cmpstr (step_name (editor, 1), ==, "Acknowledge");
  g_assert_cmpint (ui_get_min_width (editor), <=, MAX_MIN_WIDTH);

  g_object_add_weak_pointer (G_OBJECT (editor), (gpointer *) &editor);
  g_signal_emit_by_name (find (editor, "answer-save"), "clicked");
  encore_test_wait_until (editor == NULL);
  saved = last_of (fixture, ENCORE_LISTING_MODEL_ANSWERS);
  g_assert_cmpstr (((EncoreStep *) g_ptr_array_index (saved->steps, 0))->name, ==, "Fix");
  g_assert_cmpstr (((EncoreStep *) g_ptr_array_index (saved->steps, 1))->text, ==, "That must have been a shock.");
}

static void
save (Fixture *fixture,
      gpointer object)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Add", NULL, object);
  g_autoptr (GError) error = NULL;

  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
}

static void
add_moment (Fixture      *fixture,
            EncoreCall   *call,
            EncoreOutcome outcome,
            gint64        start_ms)
{
  g_autoptr (EncoreMoment) moment = encore_moment_new ();

  moment->call_id = call->id;
  moment->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
  moment->span = (EncoreSpan) { start_ms, start_ms + 5000 };
  moment->first_segment = moment->last_segment = -1;
  moment->outcome = outcome;
  save (fixture, moment);
}

/* Openings taken are offered, missed ones are not: a clip shows how it should sound. */
static void
test_clip (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (EncoreModelAnswer) answer = encore_model_answer_new ();
  g_autoptr (EncoreModelAnswer) saved = NULL;
  g_autoptr (EncoreScenario) scenario = NULL;
  g_autoptr (EncoreCall) call = encore_call_new ();
  GtkWidget *editor;
  AdwComboRow *combo;

  call->title = g_strdup ("Parcel & parents");
  save (fixture, call);
  add_moment (fixture, call, ENCORE_OUTCOME_TAKEN, 41000);
  add_moment (fixture, call, ENCORE_OUTCOME_MISSED, 81000);
  add_scenario (fixture, "Lost parcel");
  scenario = last_of (fixture, ENCORE_LISTING_SCENARIOS);
  answer->scenario_id = scenario->id;
  answer->title = g_strdup ("Lift the worry first");

  editor = GTK_WIDGET (encore_model_answer_editor_present (fixture->page, fixture->library, answer));
  combo = ADW_COMBO_ROW (find (editor, "answer-clip"));
  encore_test_wait_until (g_list_model_get_n_items (adw_combo_row_get_model (combo)) == 2);
  g_assert_cmpint (adw_combo_row_get_selected (combo), ==, 0);
  adw_combo_row_set_selected (combo, 1);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (combo)), ==, "Parcel & parents, 0:41 to 0:46");
  g_object_add_weak_pointer (G_OBJECT (editor), (gpointer *) &editor);
  g_signal_emit_by_name (find (editor, "answer-save"), "clicked");
  encore_test_wait_until (editor == NULL);

  saved = last_of (fixture, ENCORE_LISTING_MODEL_ANSWERS);
  g_assert_cmpint (saved->clip_call_id, ==, call->id);
  g_assert_cmpint (saved->clip.start_ms, ==, 41000);
  g_assert_cmpint (saved->clip.end_ms, ==, 46000);
}

static void
test_fits (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *editor;

  add_scenario (fixture, "Charged twice for a subscription, worried about the rent, wants it back today");
  type_into (fixture, "extra-add", "Call back on the day after to hear whether the money has arrived at the bank");
  encore_test_wait_until (find (fixture->page, "extra-state") != NULL);
  g_assert_cmpint (ui_get_min_width (fixture->page), <=, MAX_MIN_WIDTH);

  editor = GTK_WIDGET (encore_vocabulary_editor_present (fixture->page, fixture->library,
                                                         encore_vocabulary_of_facets (ENCORE_FACET_GOAL)));
  g_assert_cmpint (ui_get_min_width (editor), <=, MAX_MIN_WIDTH);
  gtk_window_destroy (GTK_WINDOW (editor));
}

static gboolean
focus_is_in (Fixture    *fixture,
             const char *name)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *widget = find (fixture->page, name);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Tab goes through all of the scenario, from its name to its last button. */
static void
test_tab (Fixture      *fixture,
          gconstpointer data)
{
  const char *controls[] = { "scenario-description", "scenario-escalation", "facet-touchpoint", "facet-goal",
                             "answer-add",           "extra-add",           "scenario-delete" };
  guint reached = 0;

  add_scenario (fixture, "Lost parcel");
  /* Tab follows the places on screen: there have to be some. */
  encore_test_wait_until (gtk_widget_get_height (find (fixture->page, "scenario-delete")) > 0);
  gtk_widget_grab_focus (find (fixture->page, "scenario-name"));
  for (int i = 0; i < 40 && reached < G_N_ELEMENTS (controls); i++)
    {
      g_signal_emit_by_name (fixture->window, "move-focus", GTK_DIR_TAB_FORWARD);
      if (focus_is_in (fixture, controls[reached]))
        reached++;
    }
  g_assert_cmpstr (reached < G_N_ELEMENTS (controls) ? controls[reached] : NULL, ==, NULL);
}

/* A closed library cannot be written, like one in a write-protected folder. */
static void
test_read_only (Fixture      *fixture,
                gconstpointer data)
{
  const char *controls[] = { "scenario-name", "scenario-description", "scenario-escalation",
                             "extra-add",     "answer-add",           "scenario-delete" };
  GtkWidget *view = g_object_ref_sink (g_object_new (ENCORE_TYPE_SCENARIO_VIEW, NULL));
  GtkWidget *open = g_object_ref_sink (g_object_new (ENCORE_TYPE_SCENARIO_VIEW, NULL));

  encore_scenario_view_set_library (ENCORE_SCENARIO_VIEW (open), fixture->library);
  encore_library_close (fixture->library);
  g_assert_true (encore_library_is_read_only (fixture->library));
  encore_scenario_view_set_library (ENCORE_SCENARIO_VIEW (view), fixture->library);
  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      g_assert_true (gtk_widget_is_sensitive (find (open, controls[i])));
      g_assert_false (gtk_widget_is_sensitive (find (view, controls[i])));
    }
  g_object_unref (view);
  g_object_unref (open);
}

/* Closing an editor with changes asks; nothing that was typed goes without a word. */
static void
test_close_asks (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (EncoreModelAnswer) answer = encore_model_answer_new ();
  GtkWidget *editor = GTK_WIDGET (encore_model_answer_editor_present (fixture->page, fixture->library, answer));

  gtk_editable_set_text (GTK_EDITABLE (find (editor, "answer-title")), "Half a thought");
  gtk_window_close (GTK_WINDOW (editor));
  g_assert_true (gtk_widget_get_visible (editor));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (editor, "answer-title"))), ==, "Half a thought");
  gtk_window_destroy (GTK_WINDOW (editor));
}

static int
skip_all (void)
{
  g_print ("1..0 # SKIP no display\n");
  return 0;
}

#define ADD(path, test) g_test_add ("/ui/scenarios/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return skip_all ();

  adw_init ();
  ADD ("add-scenario", test_add_scenario);
  ADD ("facet", test_facet);
  ADD ("extra", test_extra);
  ADD ("model-answer", test_model_answer);
  ADD ("facet-values", test_facet_values);
  ADD ("delete-scenario", test_delete_scenario);
  ADD ("steps", test_steps);
  ADD ("clip", test_clip);
  ADD ("fits", test_fits);
  ADD ("tab", test_tab);
  ADD ("read-only", test_read_only);
  ADD ("close-asks", test_close_asks);
  return ui_run_tests ();
}
