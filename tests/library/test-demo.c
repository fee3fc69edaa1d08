/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-import.h"
#include "encore-score.h"
#include "encore-test.h"

static char *
demo_directory (void)
{
  return g_build_filename (g_getenv ("ENCORE_SOURCE_DIR"), "data", "demo", NULL);
}

static GPtrArray *
list (EncoreLibrary *library,
      EncoreListing  listing,
      gint64         owner)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = encore_library_list (library, listing, owner, &error);

  g_assert_no_error (error);
  return rows;
}

/* What there is of judging, so that every screen has something to show. */
typedef struct
{
  guint n_kinds[ENCORE_EVALUATION_N_KINDS];
  guint n_learning, n_drafts, n_revisions, n_superseded, n_failed_forms, n_failed_sections, n_evidence, n_moments;
  guint n_differences;
  guint n_disputes[ENCORE_DISPUTE_WITHDRAWN + 1];
  GHashTable *of_record; /* agent's name -> submitted evaluations for the record, of four dimensions */
} Judged;

static EncoreScorecard *
find_scorecard (GPtrArray *scorecards,
                gint64     id)
{
  for (guint i = 0; i < scorecards->len; i++)
    if (((EncoreScorecard *) g_ptr_array_index (scorecards, i))->id == id)
      return g_ptr_array_index (scorecards, i);

  g_assert_not_reached ();
}

static void
check_evidence (const EncoreEvidence *evidence,
                GPtrArray            *moments,
                EncoreTranscript     *transcript,
                Judged               *judged)
{
  judged->n_evidence++;
  if (evidence->moment == NULL)
    {
      g_assert_cmpint (evidence->span.start_ms, <, evidence->span.end_ms);
      g_assert_cmpint (evidence->first_segment, >=, 0);
      g_assert_cmpint (evidence->last_segment, >=, evidence->first_segment);
      g_assert_cmpuint (evidence->last_segment, <, encore_transcript_get_length (transcript));
      return;
    }

  judged->n_moments++;
  for (guint i = 0; i < moments->len; i++)
    if (g_strcmp0 (((EncoreMoment *) g_ptr_array_index (moments, i))->uuid, evidence->moment) == 0)
      return;
  g_assert_not_reached ();
}

/* Every answer is one that the scorecard asks for; all that is asked is answered; the stored score is the worked one. */
static void
check_answers (EncoreEvaluation *evaluation,
               EncoreScorecard  *scorecard,
               Judged           *judged)
{
  g_autoptr (EncoreScore) score = encore_score_of (scorecard, evaluation);
  g_autoptr (GPtrArray) open = encore_score_list_open (score);

  for (guint i = 0; i < evaluation->answers->len; i++)
    {
      EncoreAnswer *answer = g_ptr_array_index (evaluation->answers, i);
      EncoreCriterion *criterion = encore_scorecard_find_criterion (scorecard, answer->key, NULL);

      g_assert_nonnull (criterion);
      g_assert_true (encore_score_is_asked (scorecard, evaluation, answer->key));
      g_assert_true (!answer->not_applicable || criterion->allows_na);
      for (guint j = 0; answer->options != NULL && answer->options[j] != NULL; j++)
        g_assert_nonnull (encore_criterion_find_option (criterion, answer->options[j]));
    }

  if (evaluation->state == ENCORE_EVALUATION_DRAFT)
    return;

  g_assert_cmpuint (open->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (evaluation->score, score->score, 1e-9);
  g_assert_cmpfloat_with_epsilon (evaluation->raw, score->raw, 1e-9);
  judged->n_failed_forms += score->failed_by != NULL;
  for (guint i = 0; i < score->sections->len; i++)
    judged->n_failed_sections += score->failed_by == NULL
                                 && ((EncoreSectionScore *) g_ptr_array_index (score->sections, i))->failed_by != NULL;
}

static void
count_evaluation (EncoreEvaluation *evaluation,
                  Judged           *judged)
{
  gboolean is_record = evaluation->purpose == ENCORE_PURPOSE_RECORD;

  judged->n_kinds[evaluation->kind]++;
  judged->n_learning += !is_record;
  judged->n_drafts += evaluation->state == ENCORE_EVALUATION_DRAFT;
  judged->n_revisions += evaluation->revises != NULL;
  judged->n_superseded += evaluation->is_superseded;
  g_assert_cmpint (evaluation->evaluator_id, !=, 0);
  g_assert_true (!is_record || evaluation->kind == ENCORE_EVALUATION_COACH);
  g_assert_true (evaluation->kind != ENCORE_EVALUATION_SELF || evaluation->evaluator_id == evaluation->agent_id);
  g_assert_true (evaluation->kind != ENCORE_EVALUATION_PEER || evaluation->evaluator_id != evaluation->agent_id);
  g_assert_true (evaluation->submitted_at == ENCORE_NO_TIME || evaluation->submitted_at > evaluation->call_started_at);
  if (!is_record || evaluation->state == ENCORE_EVALUATION_DRAFT || evaluation->is_superseded
      || !g_str_has_suffix (evaluation->scorecard_name, "four dimensions"))
    return;

  gsize n = GPOINTER_TO_SIZE (g_hash_table_lookup (judged->of_record, evaluation->agent_name));

  g_hash_table_insert (judged->of_record, g_strdup (evaluation->agent_name), GSIZE_TO_POINTER (n + 1));
}

static void
count_differences (EncoreEvaluation *evaluation,
                   GPtrArray        *evaluations,
                   EncoreScorecard  *scorecard,
                   Judged           *judged)
{
  for (guint i = 0; evaluation->kind == ENCORE_EVALUATION_SELF && i < evaluations->len; i++)
    {
      EncoreEvaluation *coach = g_ptr_array_index (evaluations, i);
      g_autoptr (GPtrArray) differences = NULL;

      if (coach->kind != ENCORE_EVALUATION_COACH || coach->scorecard_id != evaluation->scorecard_id)
        continue;
      differences = encore_evaluations_list_differences (scorecard, evaluation, coach);
      judged->n_differences += differences->len;
    }
}

static void
check_call (EncoreLibrary *library,
            EncoreCall    *call,
            GPtrArray     *scorecards,
            Judged        *judged)
{
  g_autoptr (GPtrArray) evaluations = list (library, ENCORE_LISTING_EVALUATIONS_OF_CALL, call->id);
  g_autoptr (GPtrArray) disputes = list (library, ENCORE_LISTING_DISPUTES_OF_CALL, call->id);
  g_autoptr (GPtrArray) moments = list (library, ENCORE_LISTING_MOMENTS_OF_CALL, call->id);
  g_autoptr (GPtrArray) transcripts = list (library, ENCORE_LISTING_TRANSCRIPTS_OF_CALL, call->id);

  for (guint i = 0; i < disputes->len; i++)
    judged->n_disputes[((EncoreDispute *) g_ptr_array_index (disputes, i))->state]++;
  for (guint i = 0; i < evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (evaluations, i);
      EncoreScorecard *scorecard = find_scorecard (scorecards, evaluation->scorecard_id);

      g_test_message ("%s: %s, %s", call->title, evaluation->evaluator_name, evaluation->scorecard_name);
      count_evaluation (evaluation, judged);
      check_answers (evaluation, scorecard, judged);
      count_differences (evaluation, evaluations, scorecard, judged);
      for (guint j = 0; j < evaluation->answers->len; j++)
        {
          EncoreAnswer *answer = g_ptr_array_index (evaluation->answers, j);

          for (guint k = 0; k < answer->evidence->len; k++)
            check_evidence (g_ptr_array_index (answer->evidence, k), moments, g_ptr_array_index (transcripts, 0),
                            judged);
        }
    }
}

static void
check_versions (GPtrArray *scorecards)
{
  guint n_versions = 0, n_drafts = 0, n_profiles = 0;

  for (guint i = 0; i < scorecards->len; i++)
    {
      EncoreScorecard *scorecard = g_ptr_array_index (scorecards, i);
      g_autoptr (GPtrArray) problems = encore_scorecard_list_problems (scorecard);
      g_autoptr (GPtrArray) warnings = encore_scorecard_list_warnings (scorecard);

      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpuint (warnings->len, ==, 0);
      if (!g_str_has_suffix (scorecard->name, "four dimensions"))
        continue;
      n_versions += scorecard->status != ENCORE_SCORECARD_DRAFT;
      n_drafts += scorecard->status == ENCORE_SCORECARD_DRAFT;
      n_profiles = MAX (n_profiles, scorecard->profiles->len);
    }

  g_assert_cmpuint (n_versions, ==, 2);
  g_assert_cmpuint (n_drafts, ==, 1);
  g_assert_cmpuint (n_profiles, >=, 4);
}

static guint
of_record (const Judged *judged,
           const char   *name)
{
  return (guint) GPOINTER_TO_SIZE (g_hash_table_lookup (judged->of_record, name));
}

static void
check_judging (EncoreLibrary *library,
               GPtrArray     *calls)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) scorecards = list (library, ENCORE_LISTING_SCORECARDS, 0);
  g_autoptr (GPtrArray) principles = list (library, ENCORE_LISTING_PRINCIPLES, 0);
  Judged judged = { .of_record = counts };

  check_versions (scorecards);
  g_assert_cmpuint (principles->len, ==, 7);
  for (guint i = 0; i < calls->len; i++)
    check_call (library, g_ptr_array_index (calls, i), scorecards, &judged);

  for (guint i = 0; i < ENCORE_EVALUATION_N_KINDS; i++)
    g_assert_cmpuint (judged.n_kinds[i], >=, 3);
  g_assert_cmpuint (judged.n_learning, >=, 10);
  g_assert_cmpuint (judged.n_drafts, ==, 1);
  g_assert_cmpuint (judged.n_revisions, ==, 1);
  g_assert_cmpuint (judged.n_superseded, ==, 1);
  g_assert_cmpuint (judged.n_failed_forms, ==, 1);
  g_assert_cmpuint (judged.n_failed_sections, ==, 1);
  g_assert_cmpuint (judged.n_evidence, >=, 150);
  g_assert_cmpuint (judged.n_moments, >=, 80);
  g_assert_cmpuint (judged.n_differences, >=, 10);
  g_assert_cmpuint (judged.n_disputes[ENCORE_DISPUTE_OPEN], ==, 1);
  g_assert_cmpuint (judged.n_disputes[ENCORE_DISPUTE_ACCEPTED], ==, 1);
  g_assert_cmpuint (judged.n_disputes[ENCORE_DISPUTE_DECLINED], ==, 1);

  /* enough to say something of one agent, and too few for another */
  g_assert_cmpuint (of_record (&judged, "Dana Ruiz"), >=, 5);
  g_assert_cmpuint (of_record (&judged, "Callum Reid"), <, 5);
  g_assert_cmpuint (of_record (&judged, "Callum Reid"), >, 0);
}

static void
test_fill (void)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();
  g_autofree char *demo = demo_directory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open (dir, &error);
  g_autoptr (EncoreJob) job = encore_job_new ("demo");
  EncoreCallFilter filter = { 0 };

  g_assert_no_error (error);
  encore_demo_fill (library, demo, job, &error);
  g_assert_no_error (error);

  g_autoptr (GPtrArray) calls = encore_library_list_calls (library, &filter, NULL);
  g_autoptr (GPtrArray) scenarios = encore_library_list (library, ENCORE_LISTING_SCENARIOS, 0, NULL);
  g_autoptr (GPtrArray) answers = encore_library_list (library, ENCORE_LISTING_MODEL_ANSWERS, 0, NULL);
  g_autoptr (GPtrArray) people = encore_library_list (library, ENCORE_LISTING_PEOPLE, 0, NULL);
  g_autoptr (GPtrArray) moments = encore_library_list (library, ENCORE_LISTING_MOMENTS_OF_CALL, 0, NULL);

  g_assert_cmpuint (calls->len, >=, 8);
  g_assert_cmpuint (scenarios->len, >=, 5);
  g_assert_cmpuint (answers->len, >=, 5);
  g_assert_cmpuint (moments->len, >=, 40);

  guint n_agents = 0;
  for (guint i = 0; i < people->len; i++)
    n_agents += (((EncorePerson *) g_ptr_array_index (people, i))->roles & ENCORE_ROLE_AGENT) != 0;
  g_assert_cmpuint (n_agents, ==, 4);

  for (guint i = 0; i < calls->len; i++)
    {
      EncoreCall *call = g_ptr_array_index (calls, i);

      g_test_message ("%s", call->title);
      g_assert_cmpint (call->agent_id, !=, 0);
      g_assert_cmpint (call->scenario_id, !=, 0);
      g_assert_cmpint (call->started_at, >, 0);
      g_assert_cmpint (call->duration_ms, >=, 60000);
      g_assert_cmpint (call->duration_ms, <=, 240000);
      g_assert_cmpint (call->transcript_kind, !=, ENCORE_TRANSCRIPT_NONE);
      g_assert_cmpint (call->n_moments, >, 0);
    }

  check_judging (library, calls);
  g_autoptr (GPtrArray) wrong = encore_library_check (library, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);

  /* filling again changes nothing */
  g_autoptr (EncoreJob) again = encore_job_new ("demo");
  g_assert_true (encore_demo_fill (library, demo, again, &error));
  g_autoptr (GPtrArray) still = encore_library_list_calls (library, &filter, NULL);
  g_assert_cmpuint (still->len, ==, calls->len);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (library);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/demo/fill", test_fill);
  return g_test_run ();
}
