/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score.h"
#include "encore-test.h"

#include "progress/encore-element-chart.h"
#include "progress/encore-figures.h"
#include "progress/encore-outcome-chart.h"
#include "progress/encore-people-page.h"
#include "progress/encore-person-editor.h"
#include "progress/encore-share-bar.h"
#include "ui-support.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)
#define MAX_MIN_WIDTH 760 /* of the 1024 px of a small window, the rest is navigation */
#define LONG_TITLE "Charged twice for a subscription that was cancelled in the spring, second call"
#define START_MS G_GINT64_CONSTANT (1790000000000) /* in September 2026 */

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  GtkWidget *window;
  GtkWidget *page;
  EncoreTeam *team;
  EncorePerson *agent;
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

static const char *
label (Fixture    *fixture,
       const char *name)
{
  return gtk_label_get_label (GTK_LABEL (find (fixture->page, name)));
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
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = encore_test_dir_new ();
  fixture->library = encore_library_open (fixture->dir, &error);
  g_assert_no_error (error);

  fixture->team = encore_team_new ();
  fixture->team->name = g_strdup ("Billing");
  save (fixture, fixture->team);

  fixture->agent = encore_person_new ();
  fixture->agent->name = g_strdup ("Dana <Ruiz> & Co");
  fixture->agent->roles = ENCORE_ROLE_AGENT | ENCORE_ROLE_PEER;
  fixture->agent->team_id = fixture->team->id;
  save (fixture, fixture->agent);

  fixture->page = encore_people_page_new (fixture->library);
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
  g_clear_object (&fixture->team);
  g_clear_object (&fixture->agent);
  encore_test_dir_free (fixture->dir);
}

static EncoreCall *
add_call (Fixture *fixture,
          gint64   started_at)
{
  EncoreCall *call = encore_call_new ();

  call->title = g_strdup ("Double charge");
  call->agent_id = fixture->agent->id;
  call->started_at = started_at;
  save (fixture, call);
  return call;
}

static void
add_openings (Fixture      *fixture,
              EncoreCall   *call,
              EncoreOutcome outcome,
              int           count)
{
  for (int i = 0; i < count; i++)
    {
      g_autoptr (EncoreMoment) moment = encore_moment_new ();

      moment->call_id = call->id;
      moment->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
      moment->span = (EncoreSpan) { 1000 * (i + 1), 1000 * (i + 3) };
      moment->first_segment = moment->last_segment = -1;
      moment->outcome = outcome;
      moment->noticed = outcome == ENCORE_OUTCOME_MISSED ? ENCORE_FACT_NO : ENCORE_FACT_YES;
      moment->acted = outcome == ENCORE_OUTCOME_TAKEN ? ENCORE_FACT_YES : ENCORE_FACT_NO;
      save (fixture, moment);
    }
}

static gboolean
shows (Fixture    *fixture,
       const char *name)
{
  return g_strcmp0 (label (fixture, "people-name"), name) == 0;
}

static guint
count_rows (Fixture    *fixture,
            const char *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (find (fixture->page, list)), (int) n) != NULL)
    n++;
  return n;
}

static void
test_agent_numbers (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (EncoreCall) first = add_call (fixture, START_MS);
  g_autoptr (EncoreCall) second = add_call (fixture, START_MS + 60 * DAY_MS);
  EncoreInterval interval;

  add_openings (fixture, first, ENCORE_OUTCOME_TAKEN, 2);
  add_openings (fixture, first, ENCORE_OUTCOME_MISSED, 4);
  add_openings (fixture, second, ENCORE_OUTCOME_TAKEN, 4);
  add_openings (fixture, second, ENCORE_OUTCOME_PARTLY, 2);

  encore_people_page_show_agent (ENCORE_PEOPLE_PAGE (fixture->page), fixture->agent->id);
  encore_test_wait_until (shows (fixture, "Dana <Ruiz> & Co"));
  encore_test_wait_until (g_str_equal (label (fixture, "taken-value"), "50%"));

  /* Wilson's interval for 6 of 12 is 25.38% to 74.62 %. */
  g_assert_cmpstr (label (fixture, "taken-note"), ==, "n = 12 · 95% interval 25–\u206075%");
  interval = encore_share_bar_get_interval (ENCORE_SHARE_BAR (find (fixture->page, "taken-bar")));
  g_assert_cmpfloat_with_epsilon (interval.low, 0.2538, 0.0001);
  g_assert_cmpfloat_with_epsilon (interval.high, 0.7462, 0.0001);
  g_assert_cmpstr (label (fixture, "noticed-value"), ==, "8 of 12");
  g_assert_cmpstr (label (fixture, "acted-value"), ==, "6 of 12");
  g_assert_cmpstr (label (fixture, "people-details"), ==, "Agent, Peer · Billing");

  encore_test_wait_until (count_rows (fixture, "calls-list") == 2);
  encore_test_wait_until (count_rows (fixture, "moments-list") == 10);
  g_assert_false (gtk_widget_get_visible (find (fixture->page, "progress-hint")));
}

static void
test_chart_numbers (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (EncoreCall) first = add_call (fixture, START_MS);
  g_autoptr (EncoreCall) second = add_call (fixture, START_MS + 60 * DAY_MS);
  g_autoptr (EncoreProgress) progress = NULL;
  g_autoptr (GError) error = NULL;
  EncoreOutcomeChart *chart = ENCORE_OUTCOME_CHART (g_object_ref_sink (encore_outcome_chart_new ()));
  g_autofree char *text = NULL;

  add_openings (fixture, first, ENCORE_OUTCOME_MISSED, 3);
  add_openings (fixture, second, ENCORE_OUTCOME_TAKEN, 1);
  progress = encore_library_progress (fixture->library, ENCORE_SCOPE_AGENT, fixture->agent->id, &error);
  g_assert_no_error (error);

  encore_outcome_chart_set_months (chart, progress);
  text = encore_outcome_chart_describe (chart);
  g_assert_cmpuint (encore_outcome_chart_get_n_months (chart), ==, 3);
  g_assert_cmpstr (text, ==,
                   "September 2026: 0 taken, 0 partly, 3 missed · 1 call\n"
                   "October 2026: 0 taken, 0 partly, 0 missed · No calls\n"
                   "November 2026: 1 taken, 0 partly, 0 missed · 1 call");
  g_object_unref (chart);
}

static void
test_not_enough (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (EncoreCall) call = add_call (fixture, START_MS);

  add_openings (fixture, call, ENCORE_OUTCOME_TAKEN, 3);
  encore_people_page_show_agent (ENCORE_PEOPLE_PAGE (fixture->page), fixture->agent->id);
  encore_test_wait_until (g_str_equal (label (fixture, "taken-note"), "Not enough openings yet (n = 3)"));
  g_assert_cmpstr (label (fixture, "taken-value"), ==, "–");
  g_assert_false (encore_share_bar_get_enough (ENCORE_SHARE_BAR (find (fixture->page, "taken-bar"))));

  /* The page follows: five more, and there is something to say. */
  add_openings (fixture, call, ENCORE_OUTCOME_MISSED, 5);
  encore_test_wait_until (g_str_equal (label (fixture, "taken-value"), "38%"));
  g_assert_true (encore_share_bar_get_enough (ENCORE_SHARE_BAR (find (fixture->page, "taken-bar"))));
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  encore_people_page_show_agent (ENCORE_PEOPLE_PAGE (fixture->page), fixture->agent->id);
  encore_test_wait_until (g_str_has_prefix (label (fixture, "progress-hint"), "No calls yet"));
  g_assert_true (gtk_widget_get_visible (find (fixture->page, "progress-hint")));
}

static void
test_team (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (EncoreCall) call = add_call (fixture, START_MS);

  add_openings (fixture, call, ENCORE_OUTCOME_TAKEN, 8);
  encore_people_page_show_team (ENCORE_PEOPLE_PAGE (fixture->page), fixture->team->id);
  encore_test_wait_until (shows (fixture, "Billing"));
  encore_test_wait_until (g_str_equal (label (fixture, "taken-value"), "100%"));
  g_assert_cmpstr (label (fixture, "people-details"), ==, "Team of 1 person");
  g_assert_cmpuint (count_rows (fixture, "agents-list"), ==, 1);
}

/* A published form with a question for each letter. */
static EncoreScorecard *
add_scorecard (Fixture    *fixture,
               const char *name,
               const char *letters)
{
  EncoreScorecard *scorecard = encore_scorecard_new ();
  EncoreSection *section = encore_scorecard_add_section (scorecard, "section", "Listening");

  for (const char *letter = letters; *letter != '\0'; letter++)
    {
      char key[] = { *letter, '\0' };
      g_autofree char *question = g_strdup_printf ("Question <%s>", key);
      EncoreCriterion *criterion = encore_criterion_new (key, question);

      criterion->scale = ENCORE_SCALE_NUMBER;
      criterion->high = 100;
      criterion->allows_na = TRUE;
      g_ptr_array_add (section->criteria, criterion);
    }
  scorecard->name = g_strdup (name);
  scorecard->status = ENCORE_SCORECARD_PUBLISHED;
  scorecard->version = 1;
  scorecard->published_at = START_MS;
  save (fixture, scorecard);
  return scorecard;
}

/* The questions are answered with the numbers; a negative one does not apply. */
static void
add_evaluation (Fixture         *fixture,
                EncoreCall      *call,
                EncoreScorecard *scorecard,
                EncorePurpose    purpose,
                const double    *numbers)
{
  g_autoptr (EncoreEvaluation) evaluation = encore_evaluation_new ();
  EncoreSection *section = g_ptr_array_index (scorecard->sections, 0);

  evaluation->call_id = call->id;
  evaluation->scorecard_id = scorecard->id;
  evaluation->purpose = purpose;
  for (guint i = 0; i < section->criteria->len; i++)
    {
      EncoreAnswer *answer = encore_answer_new (((EncoreCriterion *) g_ptr_array_index (section->criteria, i))->key);

      answer->not_applicable = numbers[i] < 0;
      if (!answer->not_applicable)
        answer->number = numbers[i];
      encore_evaluation_take_answer (evaluation, answer);
    }

  g_autoptr (EncoreScore) score = encore_score_of (scorecard, evaluation);
  encore_score_keep (score, evaluation);
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = START_MS;
  save (fixture, evaluation);
}

static char *
describe_rows (GtkWidget *list)
{
  GString *text = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    g_string_append_printf (text, "%s: %s\n", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                            adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
  return g_string_free (text, FALSE);
}

static gboolean
has_rows (Fixture    *fixture,
          const char *expected)
{
  GtkWidget *list = find (fixture->page, "elements-list");
  g_autofree char *text = list != NULL ? describe_rows (list) : NULL;

  return g_strcmp0 (text, expected) == 0;
}

/* Five evaluations say something, the lowest element first; what is for learning is not among them. */
static void
test_elements (Fixture      *fixture,
               gconstpointer data)
{
  static const double numbers[][3]
      = { { 100, 40, -1 }, { 80, 60, -1 }, { 90, 50, 10 }, { 100, 40, 20 }, { 80, 60, 30 } };
  g_autoptr (EncoreScorecard) scorecard = add_scorecard (fixture, "Care <3", "abc");

  encore_people_page_show_agent (ENCORE_PEOPLE_PAGE (fixture->page), fixture->agent->id);
  encore_test_wait_until (shows (fixture, "Dana <Ruiz> & Co"));
  g_assert_null (find (fixture->page, "elements-list"));
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (EncoreCall) call = add_call (fixture, START_MS + (gint64) i * 20 * DAY_MS);
      const double zeros[] = { 0, 0, 0 };

      add_evaluation (fixture, call, scorecard, ENCORE_PURPOSE_RECORD, numbers[i]);
      add_evaluation (fixture, call, scorecard, ENCORE_PURPOSE_LEARNING, zeros);
    }

  /* Student's t with 4 degrees of freedom is 2.7764. */
  encore_test_wait_until (has_rows (fixture, "Whole form: n = 5 · 95% interval 48–\u206072%\n"
                                             "Question <b>: n = 5 · 95% interval 38–\u206062%\n"
                                             "Question <a>: n = 5 · 95% interval 78–\u2060100%\n"
                                             "Question <c>: Not enough evaluations yet (n = 3) · 2 not applicable\n"));

  GtkWidget *list = find (fixture->page, "elements-list");
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1));
  EncoreElementChart *chart = ENCORE_ELEMENT_CHART (ui_find_by_type (row, ENCORE_TYPE_ELEMENT_CHART));
  g_autofree char *months = encore_element_chart_describe (chart);
  g_assert_cmpstr (months, ==,
                   "September 2026: 40% (n = 1)\nOctober 2026: 55% (n = 2)\nNovember 2026: 40% (n = 1)\n"
                   "December 2026: 60% (n = 1)");
  g_assert_nonnull (ui_find_label (row, "50%"));
  g_assert_null (
      ui_find_by_type (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 3)), ENCORE_TYPE_ELEMENT_CHART));
  g_assert_nonnull (ui_find_label (fixture->page, "For the record only: 5 evaluations by coaches. The lowest first."));
  g_assert_null (find (fixture->page, "elements-more"));

  /* The team has the same. */
  encore_people_page_show_team (ENCORE_PEOPLE_PAGE (fixture->page), fixture->team->id);
  encore_test_wait_until (shows (fixture, "Billing"));
  encore_test_wait_until (find (fixture->page, "elements-list") != NULL && count_rows (fixture, "elements-list") == 4);
}

static guint
count_visible (GtkWidget *list)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    n += gtk_widget_get_visible (row);
  return n;
}

static void
test_many_elements (Fixture      *fixture,
                    gconstpointer data)
{
  static const double numbers[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  g_autoptr (EncoreScorecard) scorecard = add_scorecard (fixture, "Long", "abcdefghi");
  g_autoptr (EncoreCall) call = add_call (fixture, START_MS);

  add_evaluation (fixture, call, scorecard, ENCORE_PURPOSE_RECORD, numbers);
  encore_people_page_show_agent (ENCORE_PEOPLE_PAGE (fixture->page), fixture->agent->id);
  encore_test_wait_until (find (fixture->page, "elements-list") != NULL);

  GtkWidget *list = find (fixture->page, "elements-list"), *more = find (fixture->page, "elements-more");
  g_assert_cmpuint (count_visible (list), ==, 7);
  g_signal_emit_by_name (more, "clicked");
  g_assert_cmpuint (count_visible (list), ==, 10);
  g_assert_false (gtk_widget_get_visible (more));

  /* What is read again stays unfolded. */
  add_evaluation (fixture, call, scorecard, ENCORE_PURPOSE_RECORD, numbers);
  encore_test_wait_until (ui_find_label (fixture->page, "For the record only: 2 evaluations") != NULL);
  g_assert_cmpuint (count_visible (find (fixture->page, "elements-list")), ==, 10);
  g_assert_null (find (fixture->page, "elements-more"));

  /* Whoever is shown next is not. */
  encore_people_page_show_team (ENCORE_PEOPLE_PAGE (fixture->page), fixture->team->id);
  encore_test_wait_until (shows (fixture, "Billing") && find (fixture->page, "elements-list") != NULL);
  g_assert_cmpuint (count_visible (find (fixture->page, "elements-list")), ==, 7);
}

static EncorePerson *
find_person (Fixture    *fixture,
             const char *name)
{
  g_autoptr (GPtrArray) people = encore_library_list (fixture->library, ENCORE_LISTING_PEOPLE, 0, NULL);

  for (guint i = 0; i < people->len; i++)
    if (g_strcmp0 (ENCORE_PERSON (g_ptr_array_index (people, i))->name, name) == 0)
      return g_object_ref (g_ptr_array_index (people, i));

  return NULL;
}

static void
test_add_person (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) teams = encore_library_list (fixture->library, ENCORE_LISTING_TEAMS, 0, NULL);
  g_autoptr (EncorePerson) person = NULL;
  GtkWidget *editor = GTK_WIDGET (encore_person_editor_present (fixture->page, fixture->library, NULL, teams));
  GtkTextBuffer *aliases;
  GtkWidget *view = find (editor, "person-aliases");

  while (view != NULL && !GTK_IS_TEXT_VIEW (view))
    view = GTK_IS_BOX (view) ? gtk_widget_get_last_child (view) : gtk_widget_get_first_child (view);
  aliases = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  g_assert_false (gtk_widget_get_sensitive (find (editor, "person-save")));
  gtk_editable_set_text (GTK_EDITABLE (find (editor, "person-name")), "Tom Beckett");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (editor, "person-team")), 1);
  gtk_text_buffer_set_text (aliases, "tbeckett\nBeckett, Tom\n\n", -1);
  g_object_add_weak_pointer (G_OBJECT (editor), (gpointer *) &editor);
  g_signal_emit_by_name (find (editor, "person-save"), "clicked");
  encore_test_wait_until (editor == NULL);

  person = find_person (fixture, "Tom Beckett");
  g_assert_nonnull (person);
  g_assert_cmpint (person->team_id, ==, fixture->team->id);
  g_assert_cmpint (person->roles, ==, ENCORE_ROLE_AGENT);
  g_assert_cmpuint (g_strv_length (person->aliases), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) person->aliases, "Beckett, Tom"));
}

/* The page has to fit beside the navigation, whatever people and calls are called. */
static void
test_fits (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (EncoreScenario) scenario = encore_scenario_new ();
  g_autoptr (EncoreCall) call = add_call (fixture, START_MS);
  g_autoptr (EncoreCall) other = encore_call_copy (call);
  g_autoptr (EncoreScorecard) scorecard = add_scorecard (fixture, LONG_TITLE, "abcdefghi");
  const double numbers[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };

  scenario->name = g_strdup ("Charged twice for a subscription, worried about the rent, wants it back today");
  save (fixture, scenario);
  g_free (other->title);
  other->title = g_strdup (LONG_TITLE);
  other->scenario_id = scenario->id;
  save (fixture, other);
  add_openings (fixture, call, ENCORE_OUTCOME_TAKEN, 8);
  for (int i = 0; i < 5; i++)
    add_evaluation (fixture, call, scorecard, ENCORE_PURPOSE_RECORD, numbers);

  encore_people_page_show_agent (ENCORE_PEOPLE_PAGE (fixture->page), fixture->agent->id);
  encore_test_wait_until (shows (fixture, "Dana <Ruiz> & Co") && g_str_equal (label (fixture, "taken-value"), "100%"));
  encore_test_wait_until (count_rows (fixture, "moments-list") == 8);
  encore_test_wait_until (ui_find_by_type (fixture->page, ENCORE_TYPE_ELEMENT_CHART) != NULL);
  encore_test_wait_until (ui_find_by_name (fixture->page, "evaluations-record") != NULL);
  g_assert_cmpint (ui_get_min_width (fixture->page), <=, MAX_MIN_WIDTH);

  /* Nor while the next is being read: a window that has grown stays as wide. */
  encore_people_page_show_team (ENCORE_PEOPLE_PAGE (fixture->page), fixture->team->id);
  g_assert_true (shows (fixture, "Billing"));
  g_assert_false (gtk_widget_get_mapped (find (fixture->page, "taken-value")));
  g_assert_cmpint (ui_get_min_width (fixture->page), <=, MAX_MIN_WIDTH);
  encore_test_wait_until (shows (fixture, "Billing") && count_rows (fixture, "agents-list") == 1);
  g_assert_cmpint (ui_get_min_width (fixture->page), <=, MAX_MIN_WIDTH);
}

static int
skip_all (void)
{
  g_print ("1..0 # SKIP no display\n");
  return 0;
}

#define ADD(path, test) g_test_add ("/ui/people/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return skip_all ();

  adw_init ();
  ADD ("agent-numbers", test_agent_numbers);
  ADD ("chart-numbers", test_chart_numbers);
  ADD ("not-enough", test_not_enough);
  ADD ("empty", test_empty);
  ADD ("team", test_team);
  ADD ("elements", test_elements);
  ADD ("many-elements", test_many_elements);
  ADD ("fits", test_fits);
  ADD ("add-person", test_add_person);
  return ui_run_tests ();
}
