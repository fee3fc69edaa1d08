/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-test.h"

#include "coaching/encore-extra-row.h"
#include "coaching/encore-model-answer-editor.h"
#include "coaching/encore-scenarios-page.h"
#include "progress/encore-text-row.h"

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

  return scenario != NULL && g_strcmp0 (scenario->name, name) == 0 &&
         (description == NULL ||
          g_strcmp0 (scenario->description != NULL ? scenario->description : "", description) == 0);
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
  encore_test_wait_until (gtk_drop_down_get_selected (GTK_DROP_DOWN (find (fixture->page, "extra-state"))) ==
                          ENCORE_EXTRA_IDEA);

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
  encore_test_wait_until (gtk_list_box_get_row_at_index (GTK_LIST_BOX (find (fixture->page, "answers-list")), 0) != NULL);

  undo (fixture, "Add model answer");
  encore_test_wait_until (gtk_list_box_get_row_at_index (GTK_LIST_BOX (find (fixture->page, "answers-list")), 0) == NULL);
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
  ADD ("close-asks", test_close_asks);
  return g_test_run ();
}
