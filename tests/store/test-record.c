/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judging-fixture.h"

#include "encore-score.h"
#include "encore-statement.h"

#include <math.h>

/* Figures of record see nothing but what is for the record (I12). */

/* Door */

static gboolean
opens (Judging    *judging,
       const char *sql,
       GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  return encore_statement_open_record (&statement, judging->base.db, sql, error);
}

static void
test_door (Judging      *judging,
           gconstpointer user_data)
{
  static const char *const good[] = {
    "SELECT avg (score) FROM record_evaluation",
    "SELECT count (*) FROM record_evaluation",
    "SELECT a.key, count (*) FROM record_answer a GROUP BY a.key",
    "SELECT e.score, c.title FROM call c JOIN record_evaluation e ON e.call_id = c.id JOIN record_answer a"
    " ON a.evaluation_id = e.id WHERE c.agent_id = ?",
    "SELECT (SELECT max (score) FROM record_evaluation e WHERE e.call_id = c.id) FROM call c",
    "SELECT name FROM (SELECT s.name, e.score FROM record_evaluation e JOIN scorecard s ON s.id = e.scorecard_id)",
  };
  static const char *const bad[] = {
    "SELECT avg (score) FROM evaluation",
    "SELECT count (*) FROM evaluation",
    "SELECT 1 FROM answer",
    "SELECT e.score FROM record_evaluation e JOIN evaluation r ON r.id = e.id",
    "SELECT score FROM record_evaluation WHERE id IN (SELECT evaluation_id FROM answer)",
    "SELECT (SELECT max (score) FROM evaluation v WHERE v.call_id = c.id) FROM call c",
    "SELECT score FROM record_evaluation UNION ALL SELECT score FROM evaluation",
    "SELECT score FROM (SELECT * FROM evaluation) AS record_evaluation",
    "SELECT record_evaluation.score FROM evaluation AS record_evaluation",
    "WITH record_evaluation AS (SELECT * FROM evaluation) SELECT score FROM record_evaluation",
    "SELECT score FROM (WITH record_evaluation (score) AS (SELECT score FROM evaluation)"
    " SELECT score FROM record_evaluation)",
    "SELECT 1 FROM call c ORDER BY (SELECT score FROM evaluation e WHERE e.call_id = c.id)",
    "SELECT count (*) FROM dispute",
    "SELECT count (*) FROM planted",
    "SELECT score FROM planted",
    "SELECT p.title FROM call p WHERE EXISTS (SELECT 1 FROM planted e WHERE e.call_id = p.id)",
    "UPDATE call SET title = ''",
    "PRAGMA user_version",
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (encore_db_exec (judging->base.db, "CREATE TEMP VIEW planted AS SELECT * FROM evaluation", &error));
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i]);
      g_assert_true (opens (judging, good[i], &error));
      g_assert_no_error (error);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (opens (judging, bad[i], &error));
      g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
      g_clear_error (&error);
    }
}

/* A view that somebody puts in the place of the library's own is none of it. */
static void
test_false_view (Judging      *judging,
                 gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      encore_db_exec (judging->base.db, "CREATE TEMP VIEW record_evaluation AS SELECT * FROM evaluation", &error));
  g_assert_false (opens (judging, "SELECT score FROM record_evaluation", &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
}

/* What was asked by the common way before is asked at the door again; and the other way round. */
static void
test_door_remembers_nothing (Judging      *judging,
                             gconstpointer user_data)
{
  static const char sql[] = "SELECT score FROM evaluation";
  g_autoptr (GError) error = NULL;
  g_auto (EncoreStatement) statement = { NULL };

  g_assert_true (encore_statement_open (&statement, judging->base.db, sql, &error));
  encore_statement_clear (&statement);
  g_assert_false (opens (judging, sql, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (opens (judging, "SELECT score FROM record_evaluation", &error));
  g_assert_true (encore_statement_open (&statement, judging->base.db, sql, &error));
  g_assert_no_error (error);
  g_assert_false (opens (judging, "SELECT nothing FROM nowhere", &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED);
}

/* Elements */

static EncoreElement *
find (GPtrArray  *elements,
      const char *key)
{
  for (guint i = 0; i < elements->len; i++)
    {
      EncoreElement *element = g_ptr_array_index (elements, i);

      if (g_strcmp0 (element->key, key) == 0)
        return element;
    }

  return NULL;
}

static GPtrArray *
list (Judging    *judging,
      EncoreScope scope,
      gint64      id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *elements = encore_db_list_elements (judging->base.db, scope, id, &error);

  g_assert_no_error (error);
  return elements;
}

static EncoreCall *
add_call (Judging *judging,
          gint64   started_at)
{
  EncoreCall *call = encore_call_new ();

  call->title = g_strdup ("Another");
  call->agent_id = judging->agent->id;
  call->started_at = started_at;
  put (judging->base.store, call);
  return call;
}

static EncoreEvaluation *
add_evaluation (Judging    *judging,
                EncoreCall *call,
                double      score)
{
  EncoreEvaluation *evaluation = make_evaluation (judging);

  evaluation->call_id = call->id;
  submit (judging, evaluation, score);
  return evaluation;
}

static void
test_elements (Judging      *judging,
               gconstpointer user_data)
{
  EncoreStore *store = judging->base.store;
  g_autoptr (EncoreTeam) team = make_team (store, "Blue");
  g_autoptr (EncoreScenario) scenario = make_scenario (store, "Double charge");
  g_autoptr (EncoreCall) later = add_call (judging, 1706000000000); /* January 2024; the first: November 2023 */
  g_autoptr (EncoreCall) undated = add_call (judging, ENCORE_NO_TIME);
  g_autoptr (EncoreEvaluation) second = add_evaluation (judging, later, 80);
  g_autoptr (EncoreEvaluation) first = add_evaluation (judging, judging->call, 40);
  g_autoptr (EncoreEvaluation) third = make_evaluation (judging);

  third->call_id = undated->id;
  third->state = ENCORE_EVALUATION_SUBMITTED;
  third->submitted_at = 1;
  put (store, third); /* its one answer is not in the sum: no score */

  g_autoptr (GPtrArray) elements = list (judging, ENCORE_SCOPE_AGENT, judging->agent->id);
  g_assert_cmpuint (elements->len, ==, 2);
  EncoreElement *form = elements->pdata[0], *number = elements->pdata[1];
  g_assert_null (form->key);
  g_assert_null (form->question);
  g_assert_cmpstr (form->scorecard_name, ==, "Care");
  g_assert_cmpstr (form->family, ==, judging->scorecard->family);
  g_assert_cmpint (form->mean.n, ==, 2);
  g_assert_cmpint (form->n_not_applicable, ==, 1);
  g_assert_cmpfloat_with_epsilon (form->mean.mean, 60, 1e-9);
  g_assert_cmpstr (number->key, ==, "number");
  g_assert_cmpstr (number->question, ==, "How many?");
  g_assert_cmpstr (number->section_name, ==, "Opening");
  g_assert_cmpfloat_with_epsilon (number->mean.mean, 60, 1e-9);
  g_assert_cmpuint (number->months->len, ==, 3);
  g_assert_cmpint (g_array_index (number->months, EncoreElementMonth, 0).mean.n, ==, 1);
  g_assert_cmpint (g_array_index (number->months, EncoreElementMonth, 1).mean.n, ==, 0);
  g_assert_cmpfloat_with_epsilon (g_array_index (number->months, EncoreElementMonth, 2).mean.mean, 80, 1e-9);

  /* Nobody is in the team, and no call is of that scenario, yet. */
  g_autoptr (GPtrArray) of_team = list (judging, ENCORE_SCOPE_TEAM, team->id);
  g_autoptr (GPtrArray) of_scenario = list (judging, ENCORE_SCOPE_SCENARIO, scenario->id);
  g_assert_cmpuint (of_team->len + of_scenario->len, ==, 0);
  judging->agent->team_id = team->id;
  put (store, judging->agent);
  later->scenario_id = scenario->id;
  put (store, later);
  g_autoptr (GPtrArray) in_team = list (judging, ENCORE_SCOPE_TEAM, team->id);
  g_autoptr (GPtrArray) in_scenario = list (judging, ENCORE_SCOPE_SCENARIO, scenario->id);
  g_assert_cmpint (find (in_team, NULL)->mean.n, ==, 2);
  g_assert_cmpint (find (in_scenario, NULL)->mean.n, ==, 1);
}

static void
rename_question (EncoreScorecard *scorecard,
                 const char      *question)
{
  EncoreCriterion *criterion = encore_scorecard_find_criterion (scorecard, "number", NULL);

  g_free (criterion->question);
  criterion->question = g_strdup (question);
}

/* An element is the same over the versions while its key is; the newest has the word. */
static void
test_versions_of_one (Judging      *judging,
                      gconstpointer user_data)
{
  EncoreStore *store = judging->base.store;
  g_autoptr (EncoreEvaluation) old = add_evaluation (judging, judging->call, 40);
  g_autoptr (EncoreScorecard) newer = encore_scorecard_new_version (judging->scorecard);
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new_version (judging->scorecard);
  g_autoptr (EncoreCall) call = add_call (judging, 1700000000001);
  g_autoptr (EncoreEvaluation) evaluation = make_evaluation (judging);

  rename_question (newer, "How many, in all?");
  publish (store, newer, 2);
  rename_question (draft, "Not yet");
  put (store, draft);
  evaluation->call_id = call->id;
  evaluation->scorecard_id = newer->id;
  submit (judging, evaluation, 60);

  g_autoptr (GPtrArray) elements = list (judging, ENCORE_SCOPE_AGENT, judging->agent->id);
  g_assert_cmpuint (elements->len, ==, 2);
  EncoreElement *number = find (elements, "number");
  g_assert_cmpint (number->mean.n, ==, 2);
  g_assert_cmpstr (number->question, ==, "How many, in all?");
}

/* Everything that figures of record are asked for. */
static char *
describe_figures (Judging *judging)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) elements = list (judging, ENCORE_SCOPE_AGENT, judging->agent->id);

  for (guint i = 0; i < elements->len; i++)
    {
      EncoreElement *element = elements->pdata[i];

      g_string_append_printf (text, "%s %d %d %a %a %a:", element->key != NULL ? element->key : "-", element->mean.n,
                              element->n_not_applicable, element->mean.mean, element->mean.low, element->mean.high);
      for (guint j = 0; j < element->values->len; j++)
        g_string_append_printf (text, " %a", g_array_index (element->values, double, j));
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

/* Never for the record, or not yet. */
static void
plant (Judging   *judging,
       GPtrArray *calls,
       GPtrArray *submitted)
{
  g_autoptr (EncoreEvaluation) planted = make_evaluation (judging);
  EncoreCall *call = calls->pdata[g_test_rand_int_range (0, (gint32) calls->len)];
  gboolean is_draft = g_test_rand_int_range (0, 4) == 0;

  planted->call_id = call->id;
  planted->purpose = ENCORE_PURPOSE_LEARNING;
  planted->kind = (EncoreEvaluationKind) g_test_rand_int_range (0, ENCORE_EVALUATION_N_KINDS);
  planted->evaluator_id = planted->kind == ENCORE_EVALUATION_COACH ? judging->coach->id : judging->agent->id;
  give_score (planted, judging->scorecard, g_test_rand_int_range (0, 101));
  if (is_draft)
    {
      g_autoptr (EncorePerson) stranger = make_person (judging->base.store, "Somebody", 0);

      planted->evaluator_id = stranger->id;
      planted->purpose = planted->kind == ENCORE_EVALUATION_COACH ? ENCORE_PURPOSE_RECORD : ENCORE_PURPOSE_LEARNING;
      put (judging->base.store, planted);
      return;
    }

  planted->state = ENCORE_EVALUATION_SUBMITTED;
  planted->submitted_at = 1700000005000;
  put (judging->base.store, planted);
  g_ptr_array_add (submitted, g_steal_pointer (&planted));
}

/* A learning evaluation that was reopened, and submitted again, or thrown away. */
static void
revise_or_delete (Judging   *judging,
                  GPtrArray *submitted)
{
  if (submitted->len == 0)
    return;

  guint index = (guint) g_test_rand_int_range (0, (gint32) submitted->len);
  EncoreEvaluation *evaluation = submitted->pdata[index];
  g_autoptr (EncoreEvaluation) revision = encore_evaluation_revise (evaluation, "Once more", evaluation->evaluator_id);

  give_score (revision, judging->scorecard, g_test_rand_int_range (0, 101));
  revision->state = ENCORE_EVALUATION_SUBMITTED;
  revision->submitted_at = 1700000006000;

  /* Nor does it become one for the record on the way. */
  if (revision->kind == ENCORE_EVALUATION_COACH)
    {
      revision->purpose = ENCORE_PURPOSE_RECORD;
      put_fails (judging->base.store, revision, ENCORE_ERROR_INVALID);
      revision->purpose = ENCORE_PURPOSE_LEARNING;
    }

  if (g_test_rand_int_range (0, 3) > 0)
    put (judging->base.store, revision);
  else
    delete (judging->base.store, evaluation);
  g_ptr_array_remove_index_fast (submitted, index);
}

/* Whatever is planted for learning, no figure of record moves by a bit. */
static void
test_learning_moves_nothing (Judging      *judging,
                             gconstpointer user_data)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) submitted = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < 6; i++)
    {
      EncoreCall *call = add_call (judging, 1700000000000 + i * G_GINT64_CONSTANT (1500000000));
      g_autoptr (EncoreEvaluation) evaluation = add_evaluation (judging, call, g_test_rand_int_range (0, 101));

      g_ptr_array_add (calls, call);
      if (i == 0)
        {
          g_autoptr (EncoreEvaluation) revision = encore_evaluation_revise (evaluation, "Wrong", judging->coach->id);

          submit (judging, revision, 50);
        }
    }

  g_autofree char *before = describe_figures (judging);
  g_assert_true (g_str_has_prefix (before, "- 6 0 "));
  for (int i = 0; i < 60; i++)
    {
      if (g_test_rand_int_range (0, 4) == 0)
        revise_or_delete (judging, submitted);
      else
        plant (judging, calls, submitted);

      g_autofree char *after = describe_figures (judging);
      g_assert_cmpstr (after, ==, before);
    }
  assert_sound (judging->base.store);

  /* The test would notice. */
  g_autoptr (EncoreCall) call = add_call (judging, 1700000000000);
  g_autoptr (EncoreEvaluation) evaluation = add_evaluation (judging, call, 50);
  g_autofree char *after = describe_figures (judging);
  g_assert_cmpstr (after, !=, before);
}

/* Checking */

static void
assert_problem (Judging    *judging,
                const char *problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = encore_store_check (judging->base.store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (problems->pdata[0], ==, problem);
}

static void
test_check_score (Judging      *judging,
                  gconstpointer user_data)
{
  g_autoptr (EncoreEvaluation) evaluation = make_evaluation (judging);

  give_score (evaluation, judging->scorecard, 40);
  evaluation->uuid = g_strdup ("e1");
  evaluation->score = 100;
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = 1;
  put (judging->base.store, evaluation);
  assert_problem (judging, "Evaluation e1 has the score 100, but its answers make 40");
}

static void
test_check_answers (Judging      *judging,
                    gconstpointer user_data)
{
  g_autoptr (EncoreEvaluation) evaluation = make_evaluation (judging);

  evaluation->uuid = g_strdup ("e1");
  encore_answer_set_option (encore_evaluation_find_answer (evaluation, "greeting"), "splendid");
  put (judging->base.store, evaluation);
  assert_problem (judging, "Evaluation e1 answers “greeting” with “splendid”, which its scorecard does not offer");
  encore_evaluation_clear_answer (evaluation, "greeting");
  encore_evaluation_take_answer (evaluation, encore_answer_new ("farewell"));
  put (judging->base.store, evaluation);
  assert_problem (judging, "Evaluation e1 answers “farewell”, which its scorecard does not ask");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                                            \
  g_test_add ("/store/record/" name, Judging, NULL, judging_set_up, function, judging_tear_down)
  ADD ("door", test_door);
  ADD ("false-view", test_false_view);
  ADD ("door-remembers-nothing", test_door_remembers_nothing);
  ADD ("elements", test_elements);
  ADD ("versions-of-one", test_versions_of_one);
  ADD ("learning-moves-nothing", test_learning_moves_nothing);
  ADD ("check-score", test_check_score);
  ADD ("check-answers", test_check_answers);
  return g_test_run ();
}
