/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judging-fixture.h"

#include <math.h>

/* Scorecards, evaluations and disputes: that they come back as they went in, and that what is sealed stays. */

#define ASSERT_SAME_TEXT(field) g_assert_cmpstr (is->field, ==, was->field)
#define ASSERT_SAME_INT(field) g_assert_cmpint (is->field, ==, was->field)
#define ASSERT_SAME_REAL(field) g_assert_cmpfloat (is->field, ==, was->field)

static gpointer
only (GPtrArray *list,
      GError    *error)
{
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  return g_ptr_array_index (list, 0);
}

static gint64
count (Judging    *judging,
       const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 number = encore_db_pragma (judging->base.db, sql, &error);

  g_assert_no_error (error);
  return number;
}

static void
exec_fails (Judging    *judging,
            const char *sql,
            int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (encore_db_exec (judging->base.db, sql, &error));
  g_assert_error (error, ENCORE_ERROR, code);
}

static void
test_principle (Judging      *judging,
                gconstpointer user_data)
{
  EncoreStore *store = judging->base.store;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncorePrinciple) was = encore_principle_new ();
  g_autoptr (EncoreMoment) moment = make_moment (store, judging->call->id, ENCORE_OUTCOME_TAKEN, NULL);

  was->kind = ENCORE_PRINCIPLE_PILLAR;
  was->name = g_strdup ("Warmth");
  was->description = g_strdup ("The customer");
  was->position = 3;
  put (store, was);
  moment->value_id = judging->value->id;
  moment->pillar_id = was->id;
  put (store, moment);

  g_autoptr (GPtrArray) principles = encore_db_list_principles (judging->base.db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (principles->len, ==, 2);
  EncorePrinciple *is = g_ptr_array_index (principles, 1);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_INT (kind);
  ASSERT_SAME_TEXT (name);
  ASSERT_SAME_TEXT (description);
  ASSERT_SAME_INT (position);

  g_autoptr (GPtrArray) moments = encore_db_list_moments_of_call (judging->base.db, judging->call->id, &error);
  EncoreMoment *marked = only (moments, error);
  g_autoptr (EncoreMoment) copy = encore_moment_copy (marked);
  g_assert_cmpint (copy->value_id, ==, judging->value->id);
  g_assert_cmpint (copy->pillar_id, ==, was->id);
  g_assert_cmpstr (copy->value_name, ==, "Warmth");
  g_assert_cmpstr (copy->pillar_name, ==, "Warmth");

  delete_fails (store, was, ENCORE_ERROR_IN_USE, "1 moment shows this.");
  delete (store, moment);
  delete_fails (store, judging->value, ENCORE_ERROR_IN_USE, "1 version of a scorecard asks for this.");
  delete (store, was);
  put_fails (store, moment, ENCORE_ERROR_MISSING);
  delete (store, judging->scorecard);
  delete (store, judging->value);
  put_fails (store, judging->scorecard, ENCORE_ERROR_MISSING);
  assert_sound (store);
}

static void
assert_same_criterion (const EncoreCriterion *is,
                       const EncoreCriterion *was)
{
  ASSERT_SAME_TEXT (key);
  ASSERT_SAME_TEXT (question);
  ASSERT_SAME_TEXT (guidance);
  ASSERT_SAME_TEXT (guidance_complex);
  ASSERT_SAME_INT (class);
  ASSERT_SAME_INT (judges);
  ASSERT_SAME_INT (scale);
  ASSERT_SAME_REAL (low);
  ASSERT_SAME_REAL (high);
  ASSERT_SAME_REAL (weight);
  ASSERT_SAME_INT (allows_na);
  ASSERT_SAME_INT (is_header);
  ASSERT_SAME_INT (is_bonus);
  ASSERT_SAME_TEXT (condition);
  g_assert_cmpint (is->condition_options != NULL, ==, was->condition_options != NULL);
  if (is->condition_options != NULL)
    g_assert_cmpstrv (is->condition_options, was->condition_options);
  ASSERT_SAME_TEXT (parent);
  ASSERT_SAME_TEXT (value);
  ASSERT_SAME_TEXT (pillar);
  ASSERT_SAME_INT (options->len);
}

static void
assert_same_option (const EncoreOption *is,
                    const EncoreOption *was)
{
  ASSERT_SAME_TEXT (key);
  ASSERT_SAME_TEXT (label);
  ASSERT_SAME_TEXT (anchor);
  ASSERT_SAME_INT (fails);
  if (isnan (was->share))
    g_assert_true (isnan (is->share));
  else
    ASSERT_SAME_REAL (share);
}

static void
assert_same_section (const EncoreSection *is,
                     const EncoreSection *was)
{
  ASSERT_SAME_TEXT (key);
  ASSERT_SAME_TEXT (name);
  ASSERT_SAME_TEXT (guidance);
  ASSERT_SAME_REAL (weight);
  ASSERT_SAME_INT (criteria->len);
  for (guint i = 0; i < was->criteria->len; i++)
    {
      const EncoreCriterion *left = is->criteria->pdata[i], *right = was->criteria->pdata[i];

      assert_same_criterion (left, right);
      for (guint j = 0; j < right->options->len; j++)
        assert_same_option (left->options->pdata[j], right->options->pdata[j]);
    }
}

static void
test_scorecard (Judging      *judging,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  EncoreScorecard *was = judging->scorecard;
  g_autoptr (EncoreScorecard) is = encore_db_get_scorecard (judging->base.db, was->id, &error);

  g_assert_no_error (error);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_TEXT (family);
  ASSERT_SAME_INT (version);
  ASSERT_SAME_INT (status);
  ASSERT_SAME_TEXT (name);
  ASSERT_SAME_TEXT (description);
  ASSERT_SAME_TEXT (starter);
  ASSERT_SAME_REAL (cap);
  ASSERT_SAME_REAL (goal);
  ASSERT_SAME_INT (published_at);
  ASSERT_SAME_INT (author_id);
  ASSERT_SAME_INT (updated_at);
  g_assert_cmpstr (is->author_name, ==, "Sam");
  g_assert_cmpint (is->n_evaluations, ==, 0);
  ASSERT_SAME_INT (sections->len);
  for (guint i = 0; i < was->sections->len; i++)
    assert_same_section (is->sections->pdata[i], was->sections->pdata[i]);

  ASSERT_SAME_INT (profiles->len);
  EncoreProfile *profile = encore_scorecard_find_profile (is, SCENARIO_UUID);
  g_assert_cmpstr (profile->scenario_name, ==, "Double charge");
  g_assert_cmpuint (g_hash_table_size (profile->weights), ==, 2);
  g_assert_cmpfloat (*(double *) g_hash_table_lookup (profile->weights, "opening"), ==, 3);
  g_assert_cmpfloat (*(double *) g_hash_table_lookup (profile->weights, "number"), ==, 0);
  g_assert_cmpuint (g_hash_table_size (((EncoreProfile *) is->profiles->pdata[1])->weights), ==, 0);

  g_assert_null (encore_db_get_scorecard (judging->base.db, 99, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
}

/* A draft is written again and again; there is one for each scorecard. */
static void
test_draft (Judging      *judging,
            gconstpointer user_data)
{
  EncoreStore *store = judging->base.store;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new_version (judging->scorecard);
  g_autoptr (EncoreScorecard) second = encore_scorecard_new_version (judging->scorecard);
  g_autoptr (EncoreScorecard) other = encore_scorecard_new ();

  put (store, draft);
  put_fails (store, second, ENCORE_ERROR_INVALID);
  g_ptr_array_remove_index (draft->sections, 0);
  g_ptr_array_remove_index (draft->profiles, 0);
  g_free (draft->name);
  draft->name = g_strdup ("A better name");
  put (store, draft);
  other->name = g_strdup ("B");
  put (store, other);
  g_assert_true (g_uuid_string_is_valid (other->family));

  /* Under the name of what is published. */
  g_autoptr (GPtrArray) list = encore_db_list_scorecards (judging->base.db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpint (((EncoreScorecard *) list->pdata[0])->id, ==, other->id);
  g_assert_cmpint (((EncoreScorecard *) list->pdata[1])->id, ==, draft->id);
  g_assert_cmpint (((EncoreScorecard *) list->pdata[2])->id, ==, judging->scorecard->id);
  EncoreScorecard *is = list->pdata[1];
  g_assert_cmpuint (is->sections->len, ==, 1);
  g_assert_cmpuint (is->profiles->len, ==, 1);

  delete (store, draft);
  put (store, second);
  second->version = 1;
  put_fails (store, second, ENCORE_ERROR_INVALID);
  publish (store, second, 2);
  assert_sound (store);
}

static void
test_published (Judging      *judging,
                gconstpointer user_data)
{
  EncoreStore *store = judging->base.store;
  EncoreScorecard *scorecard = judging->scorecard;
  EncoreSection *section = scorecard->sections->pdata[0];

  section->weight = 5;
  put_fails (store, scorecard, ENCORE_ERROR_SEALED);
  section->weight = 0.1;
  g_ptr_array_set_free_func (section->criteria, NULL);
  EncoreCriterion *last = g_ptr_array_steal_index (section->criteria, 1);
  put_fails (store, scorecard, ENCORE_ERROR_SEALED);
  g_ptr_array_add (section->criteria, last);
  g_ptr_array_set_free_func (section->criteria, (GDestroyNotify) encore_criterion_free);
  scorecard->goal = 1;
  put_fails (store, scorecard, ENCORE_ERROR_SEALED);
  scorecard->goal = 85.5;
  scorecard->status = ENCORE_SCORECARD_DRAFT;
  scorecard->version = 0;
  scorecard->published_at = ENCORE_NO_TIME;
  put_fails (store, scorecard, ENCORE_ERROR_SEALED);

  /* Retired, taken back, deleted and taken back: nothing else. */
  scorecard->version = 1;
  scorecard->published_at = 1700000000001;
  scorecard->status = ENCORE_SCORECARD_RETIRED;
  put (store, scorecard);
  scorecard->status = ENCORE_SCORECARD_PUBLISHED;
  put (store, scorecard);
  delete (store, scorecard);
  put (store, scorecard);
  assert_sound (store);
}

static void
test_evaluation (Judging      *judging,
                 gconstpointer user_data)
{
  EncoreStore *store = judging->base.store;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) was = make_evaluation (judging);
  EncoreAnswer *number = encore_answer_new ("number");

  was->scenario = g_strdup (SCENARIO_UUID);
  was->is_complex = TRUE;
  was->comment = g_strdup ("Well done");
  was->proposal = g_strdup ("Call back");
  was->revealed_at = 1700000002000;
  was->bonus = 2.5;
  was->failed_by = g_strdup ("number");
  number->number = 4.25;
  number->text = g_strdup ("words");
  number->comment = g_strdup ("because");
  encore_answer_add_evidence (number, "a moment", (EncoreSpan) { 0, 1500 }, 2, 3);
  encore_answer_add_evidence (number, NULL, (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME }, -1, -1);
  encore_evaluation_take_answer (was, number);
  put (store, was);
  was->state = ENCORE_EVALUATION_SUBMITTED;
  was->submitted_at = 1700000003000;
  was->raw = 80;
  was->score = 71.25;
  put (store, was);

  g_autoptr (GPtrArray) list = encore_db_list_evaluations_of_call (judging->base.db, judging->call->id, &error);
  EncoreEvaluation *is = only (list, error);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_INT (call_id);
  ASSERT_SAME_INT (scorecard_id);
  ASSERT_SAME_INT (evaluator_id);
  ASSERT_SAME_INT (kind);
  ASSERT_SAME_INT (purpose);
  ASSERT_SAME_INT (state);
  ASSERT_SAME_INT (revision);
  ASSERT_SAME_TEXT (revises);
  ASSERT_SAME_TEXT (reason);
  ASSERT_SAME_TEXT (scenario);
  ASSERT_SAME_INT (is_complex);
  ASSERT_SAME_TEXT (comment);
  ASSERT_SAME_TEXT (proposal);
  ASSERT_SAME_INT (submitted_at);
  ASSERT_SAME_INT (revealed_at);
  ASSERT_SAME_INT (created_at);
  ASSERT_SAME_INT (updated_at);
  ASSERT_SAME_REAL (raw);
  ASSERT_SAME_REAL (score);
  ASSERT_SAME_REAL (bonus);
  ASSERT_SAME_TEXT (failed_by);
  g_assert_false (is->is_superseded);
  g_assert_cmpstr (is->scorecard_family, ==, judging->scorecard->family);
  g_assert_cmpstr (is->scorecard_name, ==, "Care");
  g_assert_cmpint (is->scorecard_version, ==, 1);
  g_assert_cmpstr (is->evaluator_name, ==, "Sam");
  g_assert_cmpstr (is->call_uuid, ==, judging->call->uuid);
  g_assert_cmpstr (is->call_title, ==, "Charged twice");
  g_assert_cmpint (is->call_started_at, ==, 1700000000000);
  g_assert_cmpint (is->agent_id, ==, judging->agent->id);
  g_assert_cmpstr (is->agent_name, ==, "Dana");
  g_assert_cmpint (is->n_open_disputes, ==, 0);

  g_assert_cmpuint (is->answers->len, ==, 2);
  EncoreAnswer *greeting = is->answers->pdata[0], *answer = is->answers->pdata[1];
  g_assert_true (encore_answer_has_option (greeting, "good"));
  g_assert_true (isnan (greeting->number));
  g_assert_cmpfloat (answer->number, ==, 4.25);
  g_assert_cmpstr (answer->text, ==, "words");
  g_assert_cmpstr (answer->comment, ==, "because");
  g_assert_null (answer->options);
  g_assert_cmpuint (answer->evidence->len, ==, 2);
  EncoreEvidence *first = answer->evidence->pdata[0], *second = answer->evidence->pdata[1];
  g_assert_cmpstr (first->moment, ==, "a moment");
  g_assert_cmpint (first->span.end_ms, ==, 1500);
  g_assert_cmpint (first->last_segment, ==, 3);
  g_assert_null (second->moment);
  g_assert_cmpint (second->span.start_ms, ==, ENCORE_NO_TIME);
  g_assert_cmpint (second->first_segment, ==, -1);

  g_autoptr (EncoreEvaluation) found = encore_db_find_evaluation (judging->base.db, was->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->id, ==, was->id);
  g_assert_null (encore_db_find_evaluation (judging->base.db, "x", &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
  g_autoptr (EncoreScorecard) scorecard = encore_db_get_scorecard (judging->base.db, judging->scorecard->id, NULL);
  g_assert_cmpint (scorecard->n_evaluations, ==, 1);
}

static void
test_submitted (Judging      *judging,
                gconstpointer user_data)
{
  EncoreStore *store = judging->base.store;
  g_autoptr (EncoreEvaluation) evaluation = make_evaluation (judging);

  evaluation->purpose = ENCORE_PURPOSE_LEARNING;
  submit (judging, evaluation, 70);
  evaluation->purpose = ENCORE_PURPOSE_RECORD;
  put_fails (store, evaluation, ENCORE_ERROR_SEALED);
  evaluation->purpose = ENCORE_PURPOSE_LEARNING;

  double score = evaluation->score;
  evaluation->score = 71;
  put_fails (store, evaluation, ENCORE_ERROR_SEALED);
  evaluation->score = score;
  ((EncoreAnswer *) evaluation->answers->pdata[0])->comment = g_strdup ("later");
  put_fails (store, evaluation, ENCORE_ERROR_SEALED);
  g_clear_pointer (&((EncoreAnswer *) evaluation->answers->pdata[0])->comment, g_free);
  encore_evaluation_take_answer (evaluation, encore_answer_new ("bonus"));
  put_fails (store, evaluation, ENCORE_ERROR_SEALED);
  encore_evaluation_clear_answer (evaluation, "bonus");
  evaluation->state = ENCORE_EVALUATION_DRAFT;
  evaluation->submitted_at = ENCORE_NO_TIME;
  put_fails (store, evaluation, ENCORE_ERROR_SEALED);

  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = 1700000003000;
  put (store, evaluation);
  delete (store, evaluation);
  put (store, evaluation);

  /* Not by another door either. */
  exec_fails (judging, "UPDATE evaluation SET purpose = 1", ENCORE_ERROR_SEALED);
  exec_fails (judging, "UPDATE evaluation SET sealed = 0", ENCORE_ERROR_SEALED);
  exec_fails (judging, "DELETE FROM evaluation", ENCORE_ERROR_SEALED);
  exec_fails (judging, "UPDATE answer SET options = 'poor'", ENCORE_ERROR_SEALED);
  exec_fails (judging, "DELETE FROM answer", ENCORE_ERROR_SEALED);
  exec_fails (judging, "UPDATE criterion_option SET share = 1", ENCORE_ERROR_SEALED);
  exec_fails (judging, "DELETE FROM criterion_option", ENCORE_ERROR_SEALED);
  exec_fails (judging, "UPDATE criterion SET weight = 1", ENCORE_ERROR_SEALED);
  exec_fails (judging, "UPDATE scorecard_section SET weight = 1", ENCORE_ERROR_SEALED);
  exec_fails (judging, "UPDATE scorecard_weight SET weight = 1", ENCORE_ERROR_SEALED);
  exec_fails (judging, "UPDATE scorecard SET cap = 200", ENCORE_ERROR_SEALED);
  exec_fails (judging, "DELETE FROM scorecard", ENCORE_ERROR_SEALED);
}

static void
test_invalid (Judging      *judging,
              gconstpointer user_data)
{
  EncoreStore *store = judging->base.store;
  g_autoptr (EncoreEvaluation) evaluation = make_evaluation (judging);
  g_autoptr (EncoreEvaluation) twin = make_evaluation (judging);
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new_version (judging->scorecard);

  for (int kind = ENCORE_EVALUATION_SELF; kind < ENCORE_EVALUATION_N_KINDS; kind++)
    {
      evaluation->kind = (EncoreEvaluationKind) kind;
      put_fails (store, evaluation, ENCORE_ERROR_INVALID);
    }
  evaluation->kind = ENCORE_EVALUATION_COACH;
  evaluation->revision = 0;
  put_fails (store, evaluation, ENCORE_ERROR_INVALID);
  evaluation->revision = 1;
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  put_fails (store, evaluation, ENCORE_ERROR_INVALID);
  evaluation->state = ENCORE_EVALUATION_DRAFT;

  put (store, draft);
  evaluation->scorecard_id = draft->id;
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = 1;
  put_fails (store, evaluation, ENCORE_ERROR_INVALID);
  evaluation->state = ENCORE_EVALUATION_DRAFT;
  evaluation->submitted_at = ENCORE_NO_TIME;
  evaluation->scorecard_id = judging->scorecard->id;

  put (store, evaluation);
  put_fails (store, twin, ENCORE_ERROR_INVALID);
  twin->evaluator_id = judging->agent->id;
  twin->kind = ENCORE_EVALUATION_SELF;
  twin->purpose = ENCORE_PURPOSE_LEARNING;
  put (store, twin);
  delete_fails (store, judging->scorecard, ENCORE_ERROR_IN_USE, "2 evaluations were made with this version.");
  delete_fails (store, judging->coach, ENCORE_ERROR_IN_USE, "1 evaluation was made by this person.");

  /* They go with their call, and come back with it. */
  delete (store, judging->call);
  put_fails (store, twin, ENCORE_ERROR_MISSING);
  put (store, judging->call);
  put (store, twin);
  assert_sound (store);
}

/* A revision counts in the place of what it revises once it is submitted; it is of the same kind. */
static void
test_revision (Judging      *judging,
               gconstpointer user_data)
{
  static const char n_record[] = "SELECT count (*) FROM record_evaluation";
  static const char score[] = "SELECT round (score) FROM record_evaluation";
  EncoreStore *store = judging->base.store;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) first = make_evaluation (judging);

  submit (judging, first, 40);
  g_autoptr (EncoreEvaluation) second = encore_evaluation_revise (first, "Heard it again", judging->coach->id);
  put (store, second);
  g_assert_cmpint (count (judging, score), ==, 40);
  second->purpose = ENCORE_PURPOSE_LEARNING;
  second->state = ENCORE_EVALUATION_SUBMITTED;
  second->submitted_at = 1700000004000;
  put_fails (store, second, ENCORE_ERROR_INVALID);
  second->purpose = ENCORE_PURPOSE_RECORD;
  second->revision = 3;
  put_fails (store, second, ENCORE_ERROR_INVALID);
  second->revision = 2;
  submit (judging, second, 60);
  g_assert_cmpint (count (judging, n_record), ==, 1);
  g_assert_cmpint (count (judging, score), ==, 60);

  g_autoptr (GPtrArray) list = encore_db_list_evaluations_of_call (judging->base.db, judging->call->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (((EncoreEvaluation *) list->pdata[0])->id, ==, second->id);
  g_assert_true (((EncoreEvaluation *) list->pdata[1])->is_superseded);

  g_autoptr (EncoreEvaluation) third = encore_evaluation_revise (first, "By another", judging->agent->id);
  third->state = ENCORE_EVALUATION_SUBMITTED;
  third->submitted_at = 1700000005000;
  put_fails (store, third, ENCORE_ERROR_INVALID);
  delete (store, second);
  g_assert_cmpint (count (judging, score), ==, 40);
  assert_sound (store);
}

static void
test_for_the_agent (Judging      *judging,
                    gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) of_coach = make_evaluation (judging);
  g_autoptr (EncoreEvaluation) own = make_evaluation (judging);

  put (judging->base.store, of_coach);
  own->kind = ENCORE_EVALUATION_SELF;
  own->purpose = ENCORE_PURPOSE_LEARNING;
  own->evaluator_id = judging->agent->id;
  put (judging->base.store, own);

  g_autoptr (GPtrArray) before = encore_db_list_evaluations_of_agent (judging->base.db, judging->agent->id, 0, &error);
  g_assert_cmpint (((EncoreEvaluation *) only (before, error))->id, ==, own->id);
  submit (judging, of_coach, 50);
  g_autoptr (GPtrArray) after = encore_db_list_evaluations_of_agent (judging->base.db, judging->agent->id, 0, &error);
  g_assert_cmpuint (after->len, ==, 2);
  g_autoptr (GPtrArray) limited = encore_db_list_evaluations_of_agent (judging->base.db, judging->agent->id, 1, &error);
  g_assert_cmpuint (limited->len, ==, 1);
}

static void
test_dispute (Judging      *judging,
              gconstpointer user_data)
{
  EncoreStore *store = judging->base.store;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) evaluation = make_evaluation (judging);
  g_autoptr (EncoreDispute) was = encore_dispute_new ();

  put (store, evaluation);
  was->evaluation_id = evaluation->id;
  was->proposed = encore_answer_new ("greeting");
  encore_answer_set_option (was->proposed, "poor");
  encore_answer_add_evidence (was->proposed, NULL, (EncoreSpan) { 10, 20 }, 0, 1);
  was->reason = g_strdup ("I said it later");
  was->author_id = judging->agent->id;
  put_fails (store, was, ENCORE_ERROR_INVALID); /* a draft is nobody's business */
  submit (judging, evaluation, 50);
  put (store, was);

  g_autoptr (GPtrArray) open = encore_db_list_open_disputes (judging->base.db, &error);
  EncoreDispute *is = only (open, error);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_INT (evaluation_id);
  ASSERT_SAME_TEXT (reason);
  ASSERT_SAME_INT (author_id);
  ASSERT_SAME_INT (state);
  ASSERT_SAME_INT (created_at);
  g_assert_cmpstr (is->author_name, ==, "Dana");
  g_assert_true (encore_answer_equal (is->proposed, was->proposed));
  g_assert_cmpstr (is->proposed->key, ==, "greeting");
  g_assert_cmpuint (is->proposed->evidence->len, ==, 1);
  g_autoptr (EncoreEvaluation) disputed = encore_db_get_evaluation (judging->base.db, evaluation->id, &error);
  g_assert_cmpint (disputed->n_open_disputes, ==, 1);
  delete_fails (store, evaluation, ENCORE_ERROR_IN_USE, "1 dispute is about this evaluation.");

  /* The trail stays. */
  was->state = ENCORE_DISPUTE_DECLINED;
  was->answered_at = 1700000009000;
  was->replier_id = judging->coach->id;
  put_fails (store, was, ENCORE_ERROR_INVALID); /* without a word */
  was->reply = g_strdup ("Not to the customer");
  put (store, was);
  delete_fails (store, was, ENCORE_ERROR_SEALED, NULL);
  g_free (was->reply);
  was->reply = g_strdup ("Never mind");
  put_fails (store, was, ENCORE_ERROR_SEALED);

  g_autoptr (GPtrArray) none = encore_db_list_open_disputes (judging->base.db, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_autoptr (GPtrArray) trail = encore_db_list_disputes_of_call (judging->base.db, judging->call->id, &error);
  is = only (trail, error);
  g_assert_cmpstr (is->reply, ==, "Not to the customer");
  g_assert_cmpstr (is->replier_name, ==, "Sam");
  g_assert_cmpint (is->answered_at, ==, 1700000009000);
  assert_sound (store);
}

#define SECRET "zebulon@example.org"

static EncoreRedaction *
redact (Judging *judging)
{
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new ("webvtt");

  transcript->call_id = judging->call->id;
  encore_transcript_add (transcript, encore_segment_new (0, 1000, "Customer", "It is " SECRET));
  encore_transcript_finish (transcript);
  put (judging->base.store, transcript);

  EncoreRedaction *redaction = encore_redaction_of_text (transcript, 0, 0, 6, 0, 6 + strlen (SECRET));
  redaction->call_id = judging->call->id;
  redaction->author_id = judging->coach->id;
  put (judging->base.store, redaction);
  return redaction;
}

static gpointer
purge (EncoreDb     *db,
       gpointer      user_data,
       GCancellable *cancellable,
       GError      **error)
{
  EncoreRedaction *redaction = user_data;
  g_autoptr (GPtrArray) redactions = g_ptr_array_new ();

  g_ptr_array_add (redactions, redaction);
  encore_db_purge (db, redaction->call_id, redactions, NULL, 1700000010000, error);
  return NULL;
}

static void
assert_words (Judging          *judging,
              EncoreEvaluation *evaluation,
              const char       *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) read = encore_db_get_evaluation (judging->base.db, evaluation->id, &error);
  g_autofree char *expected = g_strdup_printf ("Wrote to %s", words);

  g_assert_no_error (error);
  g_assert_cmpstr (read->comment, ==, expected);
  g_assert_cmpstr (encore_evaluation_find_answer (read, "greeting")->comment, ==, expected);
  if (evaluation->state == ENCORE_EVALUATION_DRAFT)
    return;

  g_autoptr (GPtrArray) disputes = encore_db_list_disputes_of_call (judging->base.db, judging->call->id, &error);
  EncoreDispute *dispute = only (disputes, error);
  g_assert_cmpstr (dispute->reason, ==, expected);
  g_assert_cmpstr (dispute->reply, ==, expected);
}

/* What nobody is to read is not read in what was written of a call either, and it is purged out of there: the one
 * thing that changes a word of what is sealed. */
static void
test_redacted (Judging      *judging,
               gconstpointer user_data)
{
  EncoreStore *store = judging->base.store;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) evaluation = make_evaluation (judging);
  g_autoptr (EncoreEvaluation) draft = make_evaluation (judging);
  g_autoptr (EncoreDispute) dispute = encore_dispute_new ();
  EncoreEvaluation *both[] = { evaluation, draft };

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      both[i]->comment = g_strdup ("Wrote to " SECRET);
      encore_evaluation_find_answer (both[i], "greeting")->comment = g_strdup ("Wrote to " SECRET);
    }
  submit (judging, evaluation, 50);
  put (store, draft);
  dispute->evaluation_id = evaluation->id;
  dispute->proposed = encore_answer_new ("greeting");
  dispute->reason = g_strdup ("Wrote to " SECRET);
  dispute->state = ENCORE_DISPUTE_DECLINED;
  dispute->reply = g_strdup ("Wrote to " SECRET);
  dispute->answered_at = 1700000009000;
  put (store, dispute);

  g_autoptr (EncoreRedaction) redaction = redact (judging);
  assert_words (judging, evaluation, "[redacted]");
  assert_words (judging, draft, "[redacted]");

  /* What is written as it was read keeps it under its mark. */
  g_autoptr (EncoreEvaluation) shown = encore_db_get_evaluation (judging->base.db, evaluation->id, &error);
  g_autoptr (EncoreEvaluation) edited = encore_db_get_evaluation (judging->base.db, draft->id, &error);
  g_autoptr (GPtrArray) disputes = encore_db_list_disputes_of_call (judging->base.db, judging->call->id, &error);
  put (store, shown);
  put (store, edited);
  put (store, only (disputes, error));
  delete (store, redaction);
  assert_words (judging, evaluation, SECRET);
  assert_words (judging, draft, SECRET);

  put (store, redaction);
  encore_store_run (store, ENCORE_LANE_WRITE, purge, redaction, NULL, &error);
  g_assert_no_error (error);
  assert_words (judging, evaluation, "[redacted]");
  assert_words (judging, draft, "[redacted]");
  g_assert_cmpint (count (judging, "SELECT (SELECT count (*) FROM evaluation WHERE comment LIKE '%zebulon%')"
                                   " + (SELECT count (*) FROM answer WHERE comment LIKE '%zebulon%')"
                                   " + (SELECT count (*) FROM dispute WHERE reason || reply LIKE '%zebulon%')"),
                   ==, 0);
  exec_fails (judging, "UPDATE evaluation SET comment = NULL", ENCORE_ERROR_SEALED);
  exec_fails (judging, "UPDATE answer SET comment = NULL", ENCORE_ERROR_SEALED);
  exec_fails (judging, "UPDATE dispute SET reply = 'Never mind'", ENCORE_ERROR_SEALED);
  assert_sound (store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                                            \
  g_test_add ("/store/judging/" name, Judging, NULL, judging_set_up, function, judging_tear_down)
  ADD ("principle", test_principle);
  ADD ("scorecard", test_scorecard);
  ADD ("draft", test_draft);
  ADD ("published", test_published);
  ADD ("evaluation", test_evaluation);
  ADD ("submitted", test_submitted);
  ADD ("invalid", test_invalid);
  ADD ("revision", test_revision);
  ADD ("for-the-agent", test_for_the_agent);
  ADD ("dispute", test_dispute);
  ADD ("redacted", test_redacted);
  return g_test_run ();
}
