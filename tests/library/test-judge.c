/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-review-judge.h"
#include "judging-fixture.h"

#include <math.h>

/* Judging an open call: what is answered is saved at once, can be undone, and is lasting once it is submitted. */

typedef struct
{
  Judging judging;
  EncoreReview *review;
  char *failure; /* what "error" said last */
} Fixture;

static void
on_error (EncoreReview *review,
          const GError *error,
          Fixture      *fixture)
{
  g_free (fixture->failure);
  fixture->failure = g_strdup (error->message);
}

static void
open_call (Fixture *fixture)
{
  encore_review_open (fixture->review, fixture->judging.call_id);
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_scorecards (fixture->review)) == 1);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  judging_set_up (&fixture->judging);
  fixture->review = encore_review_new (fixture->judging.library);
  g_signal_connect (fixture->review, "error", G_CALLBACK (on_error), fixture);
  open_call (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  encore_review_close (fixture->review);
  g_clear_object (&fixture->review);
  judging_tear_down (&fixture->judging);
  g_free (fixture->failure);
}

static EncoreScorecard *
offered (Fixture *fixture)
{
  g_autoptr (EncoreScorecard) scorecard = g_list_model_get_item (encore_review_get_scorecards (fixture->review), 0);

  return scorecard; /* the list keeps it */
}

static EncoreEvaluation *
shown (Fixture *fixture)
{
  return encore_review_get_evaluation (fixture->review);
}

static void
evaluate (Fixture      *fixture,
          EncorePurpose purpose)
{
  encore_review_evaluate (fixture->review, offered (fixture), encore_review_get_own_kind (fixture->review), purpose);
}

static void
choose (Fixture    *fixture,
        const char *key,
        const char *option)
{
  EncoreAnswer *answer = encore_review_begin_answer (fixture->review, key);

  encore_answer_set_option (answer, option);
  encore_review_take_answer (fixture->review, answer);
}

static gboolean
is_chosen (Fixture    *fixture,
           const char *key,
           const char *option)
{
  return shown (fixture) != NULL
         && encore_answer_has_option (encore_evaluation_find_answer (shown (fixture), key), option);
}

/* As the library holds them, newest first. */
static GPtrArray *
kept (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *evaluations;

  judging_flush (&fixture->judging);
  evaluations = encore_library_list (fixture->judging.library, ENCORE_LISTING_EVALUATIONS_OF_CALL,
                                     fixture->judging.call_id, &error);
  g_assert_no_error (error);
  return evaluations;
}

/* Everything that must be. */
static void
answer_all (Fixture *fixture)
{
  EncoreAnswer *number = encore_answer_new ("repeats");

  choose (fixture, "recognised", "no");
  choose (fixture, "brand", "good");
  choose (fixture, "name-known", "no");
  choose (fixture, "privacy", "yes");
  number->number = 0;
  encore_review_take_answer (fixture->review, number);
}

static void
submit (Fixture *fixture)
{
  g_autoptr (GPtrArray) open = encore_review_submit (fixture->review);

  g_assert_null (open);
  encore_test_wait_until (shown (fixture)->state == ENCORE_EVALUATION_SUBMITTED && shown (fixture)->id != 0);
}

static void
test_begin (Fixture      *fixture,
            gconstpointer data)
{
  g_assert_null (shown (fixture));
  g_assert_cmpint (encore_review_get_own_kind (fixture->review), ==, ENCORE_EVALUATION_COACH);
  evaluate (fixture, ENCORE_PURPOSE_RECORD);
  g_assert_cmpint (shown (fixture)->purpose, ==, ENCORE_PURPOSE_RECORD);
  g_assert_cmpstr (shown (fixture)->scenario, ==, fixture->judging.scenario->uuid);
  g_assert_true (encore_review_get_scorecard (fixture->review) == offered (fixture));
  g_assert_true (encore_review_can_answer (fixture->review));

  /* Again: the same draft. */
  g_autofree char *uuid = g_strdup (shown (fixture)->uuid);
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_evaluations (fixture->review)) == 1);
  evaluate (fixture, ENCORE_PURPOSE_LEARNING);
  g_assert_cmpstr (shown (fixture)->uuid, ==, uuid);
  g_assert_cmpint (shown (fixture)->purpose, ==, ENCORE_PURPOSE_RECORD);
}

static void
test_kinds (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (EncorePerson) mate = encore_person_new ();

  encore_library_set_working_as (fixture->judging.library, fixture->judging.agent);
  g_assert_cmpint (encore_review_get_own_kind (fixture->review), ==, ENCORE_EVALUATION_SELF);
  evaluate (fixture, ENCORE_PURPOSE_RECORD);
  g_assert_cmpint (shown (fixture)->kind, ==, ENCORE_EVALUATION_SELF);
  g_assert_cmpint (shown (fixture)->purpose, ==, ENCORE_PURPOSE_LEARNING);

  mate->name = g_strdup ("Robin");
  mate->roles = ENCORE_ROLE_AGENT;
  judging_put (&fixture->judging, mate);
  encore_library_set_working_as (fixture->judging.library, mate);
  g_assert_null (shown (fixture));
  g_assert_cmpint (encore_review_get_own_kind (fixture->review), ==, ENCORE_EVALUATION_PEER);

  encore_library_set_working_as (fixture->judging.library, NULL);
  evaluate (fixture, ENCORE_PURPOSE_LEARNING);
  g_assert_null (shown (fixture));
  g_assert_nonnull (fixture->failure);
}

/* What was used last in a scenario is offered first. */
static void
test_last_used (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (EncoreScorecard) later = encore_scorecard_new_scorecard (fixture->judging.scorecard, "Zest");

  later->status = ENCORE_SCORECARD_PUBLISHED;
  later->version = 1;
  later->published_at = 1760000000000;
  judging_put (&fixture->judging, later);
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_scorecards (fixture->review)) == 2);
  g_assert_cmpstr (offered (fixture)->name, ==, "Our brand");

  encore_review_evaluate (fixture->review, encore_review_find_scorecard (fixture->review, later->id),
                          ENCORE_EVALUATION_COACH, ENCORE_PURPOSE_LEARNING);
  encore_review_close (fixture->review);
  judging_flush (&fixture->judging);
  encore_review_open (fixture->review, fixture->judging.call_id);
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_scorecards (fixture->review)) == 2
                          && g_str_equal (offered (fixture)->name, "Zest"));

  /* In another one it is not. */
  encore_review_set_scenario (fixture->review, NULL);
  encore_test_wait_until (g_str_equal (offered (fixture)->name, "Our brand"));
}

/* Answers that come faster than they are written. */
static void
test_saved_at_once (Fixture      *fixture,
                    gconstpointer data)
{
  evaluate (fixture, ENCORE_PURPOSE_RECORD);
  answer_all (fixture);
  g_assert_cmpuint (encore_review_get_score (fixture->review)->n_answered, ==, 5);

  g_autoptr (GPtrArray) evaluations = kept (fixture);
  g_assert_cmpuint (evaluations->len, ==, 1);
  EncoreEvaluation *evaluation = g_ptr_array_index (evaluations, 0);
  g_assert_cmpuint (evaluation->answers->len, ==, 5);
  g_assert_cmpstr (evaluation->uuid, ==, shown (fixture)->uuid);
  g_assert_true (encore_answer_has_option (encore_evaluation_find_answer (evaluation, "brand"), "good"));
  g_assert_cmpint (evaluation->state, ==, ENCORE_EVALUATION_DRAFT);
  g_assert_null (fixture->failure);

  /* Come back, and go on. */
  encore_review_close (fixture->review);
  g_assert_null (shown (fixture));
  open_call (fixture);
  encore_test_wait_until (is_chosen (fixture, "brand", "good"));
  g_assert_true (encore_review_can_answer (fixture->review));
}

static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  evaluate (fixture, ENCORE_PURPOSE_LEARNING);
  choose (fixture, "brand", "good");
  choose (fixture, "brand", "needs");
  encore_review_undo (fixture->review);
  encore_test_wait_until (is_chosen (fixture, "brand", "good"));
  encore_review_undo (fixture->review);
  encore_test_wait_until (encore_evaluation_find_answer (shown (fixture), "brand") == NULL);
  encore_review_redo (fixture->review);
  encore_test_wait_until (is_chosen (fixture, "brand", "good"));

  encore_review_clear_answer (fixture->review, "brand");
  g_assert_null (encore_evaluation_find_answer (shown (fixture), "brand"));
  encore_review_undo (fixture->review);
  encore_test_wait_until (is_chosen (fixture, "brand", "good"));

  /* The evaluation itself, and back. */
  encore_review_undo (fixture->review);
  encore_review_undo (fixture->review);
  encore_test_wait_until (shown (fixture) == NULL);
}

static void
type (Fixture    *fixture,
      const char *comment)
{
  EncoreAnswer *answer = encore_review_begin_answer (fixture->review, "brand");

  g_free (answer->comment);
  answer->comment = g_strdup (comment);
  encore_review_type_answer (fixture->review, answer);
}

static gboolean
has_comment (EncoreEvaluation *evaluation,
             const char       *comment)
{
  const EncoreAnswer *answer = encore_evaluation_find_answer (evaluation, "brand");

  return answer != NULL && g_strcmp0 (answer->comment, comment) == 0;
}

/* What is typed is written when it rests, when one goes away and before anything else. */
static void
test_typing (Fixture      *fixture,
             gconstpointer data)
{
  evaluate (fixture, ENCORE_PURPOSE_LEARNING);
  choose (fixture, "brand", "good");
  type (fixture, "He w");
  type (fixture, "He waited");
  g_assert_true (has_comment (shown (fixture), "He waited"));
  encore_review_undo (fixture->review);
  encore_test_wait_until (!has_comment (shown (fixture), "He waited"));
  g_assert_true (is_chosen (fixture, "brand", "good"));

  type (fixture, "He listened");
  encore_review_close (fixture->review);
  g_autoptr (GPtrArray) evaluations = kept (fixture);
  g_assert_true (has_comment (g_ptr_array_index (evaluations, 0), "He listened"));

  open_call (fixture);
  encore_test_wait_until (shown (fixture) != NULL);
  type (fixture, "She listened");
  encore_test_wait_until (({
    g_autofree char *label = NULL;
    g_autoptr (GPtrArray) now = encore_library_list (fixture->judging.library, ENCORE_LISTING_EVALUATIONS_OF_CALL,
                                                     fixture->judging.call_id, NULL);
    has_comment (g_ptr_array_index (now, 0), "She listened");
  }));
}

static const EncoreEvidence *
evidence (Fixture *fixture,
          guint    index)
{
  const EncoreAnswer *answer = encore_evaluation_find_answer (shown (fixture), "brand");

  return answer != NULL && index < answer->evidence->len ? g_ptr_array_index (answer->evidence, index) : NULL;
}

static void
test_evidence (Fixture      *fixture,
               gconstpointer data)
{
  evaluate (fixture, ENCORE_PURPOSE_LEARNING);
  encore_review_seek (fixture->review, 5000);
  g_assert_true (encore_review_add_evidence (fixture->review, "brand"));
  g_assert_true (encore_review_add_evidence (fixture->review, "brand"));
  g_assert_cmpint (evidence (fixture, 0)->first_segment, ==, 1);
  g_assert_cmpint (evidence (fixture, 0)->span.start_ms, ==, 4500);
  g_assert_null (evidence (fixture, 1));

  encore_review_set_selection (fixture->review, (EncoreSpan) { 2000, 3000 });
  g_assert_true (encore_review_add_evidence (fixture->review, "brand"));
  g_assert_cmpint (evidence (fixture, 1)->span.end_ms, ==, 3000);
  encore_review_set_selection (fixture->review, (EncoreSpan) { 0, 0 });

  /* A moment that is marked just now is meant even when its note has been left. */
  encore_review_mark (fixture->review, ENCORE_ABOVE_AND_BEYOND, ENCORE_OUTCOME_MISSED);
  encore_review_set_current_moment (fixture->review, NULL);
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_moments (fixture->review)) == 1);
  g_assert_true (encore_review_add_evidence (fixture->review, "brand"));
  g_autoptr (EncoreMoment) moment = g_list_model_get_item (encore_review_get_moments (fixture->review), 0);
  g_assert_cmpstr (evidence (fixture, 2)->moment, ==, moment->uuid);
  g_assert_true (encore_review_find_moment (fixture->review, moment->uuid) == moment);

  encore_review_remove_evidence (fixture->review, "brand", 0);
  g_assert_cmpint (evidence (fixture, 0)->span.start_ms, ==, 2000);
  encore_review_play_evidence (fixture->review, evidence (fixture, 0));
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 2000);

  encore_review_delete_moment (fixture->review, moment);
  encore_test_wait_until (encore_review_find_moment (fixture->review, evidence (fixture, 1)->moment) == NULL);
  g_autoptr (GPtrArray) evaluations = kept (fixture);
  EncoreAnswer *answer = encore_evaluation_find_answer (g_ptr_array_index (evaluations, 0), "brand");
  g_assert_cmpuint (answer->evidence->len, ==, 2);
  g_assert_cmpstr (((EncoreEvidence *) g_ptr_array_index (answer->evidence, 1))->moment, ==, moment->uuid);
}

static void
test_score (Fixture      *fixture,
            gconstpointer data)
{
  evaluate (fixture, ENCORE_PURPOSE_RECORD);
  g_assert_true (isnan (encore_review_get_score (fixture->review)->score));
  answer_all (fixture);

  /* Connection: brand 0.6 and name-known 0 of 2: 30 %. Process: 100 %, three times as heavy in this scenario. */
  EncoreScore *score = encore_review_get_score (fixture->review);
  g_assert_cmpfloat_with_epsilon (score->score, (30 + 3 * 100) / 4.0, 1e-9);
  g_assert_cmpint (score->recognised, ==, ENCORE_FACT_NO);

  choose (fixture, "privacy", "no");
  score = encore_review_get_score (fixture->review);
  g_assert_cmpfloat (score->score, ==, 0);
  g_assert_cmpfloat (score->raw, >, 0);
  g_assert_cmpstr (score->failed_by, ==, "privacy");
}

/* The weights are those of the scenario that the call has when it is answered. */
static void
test_scenario (Fixture      *fixture,
               gconstpointer data)
{
  evaluate (fixture, ENCORE_PURPOSE_RECORD);
  answer_all (fixture);
  encore_review_set_scenario (fixture->review, NULL);
  encore_test_wait_until (shown (fixture)->scenario == NULL);
  g_assert_cmpfloat_with_epsilon (encore_review_get_score (fixture->review)->score, (30 + 100) / 2.0, 1e-9);
}

static void
test_submit (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *label = NULL;

  evaluate (fixture, ENCORE_PURPOSE_RECORD);
  choose (fixture, "brand", "good");
  g_autoptr (GPtrArray) open = encore_review_submit (fixture->review);
  g_assert_nonnull (open);
  g_assert_true (g_ptr_array_find_with_equal_func (open, "privacy", g_str_equal, NULL));
  g_assert_false (g_ptr_array_find_with_equal_func (open, "name-used", g_str_equal, NULL));
  g_assert_true (encore_review_can_answer (fixture->review));

  answer_all (fixture);
  submit (fixture);
  g_assert_cmpfloat_with_epsilon (shown (fixture)->score, 82.5, 1e-9);
  g_assert_false (encore_review_can_answer (fixture->review));
  choose (fixture, "brand", "needs");
  g_assert_true (is_chosen (fixture, "brand", "good"));

  /* It lasts: what an undo takes back is what came before. */
  g_object_get (fixture->judging.library, "undo-label", &label, NULL);
  g_assert_cmpstr (label, !=, "Submit evaluation");
  g_autoptr (GPtrArray) evaluations = kept (fixture);
  EncoreEvaluation *evaluation = g_ptr_array_index (evaluations, 0);
  g_assert_cmpint (evaluation->state, ==, ENCORE_EVALUATION_SUBMITTED);
  g_assert_cmpfloat_with_epsilon (evaluation->score, 82.5, 1e-9);
  g_assert_cmpint (evaluation->submitted_at, >, 1760000000000);
  g_assert_null (fixture->failure);
}

static guint
n_submitted (Fixture *fixture)
{
  GListModel *evaluations = encore_review_get_evaluations (fixture->review);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (evaluations); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (evaluations, i);

      n += evaluation->state == ENCORE_EVALUATION_SUBMITTED;
    }

  return n;
}

static void
test_reopen (Fixture      *fixture,
             gconstpointer data)
{
  evaluate (fixture, ENCORE_PURPOSE_RECORD);
  answer_all (fixture);
  submit (fixture);
  g_autofree char *first = g_strdup (shown (fixture)->uuid);
  g_assert_true (encore_review_can_reopen (fixture->review));
  encore_review_reopen (fixture->review, "The name was known after all");
  g_assert_true (encore_review_can_answer (fixture->review));
  g_assert_cmpint (shown (fixture)->revision, ==, 2);
  g_assert_cmpstr (shown (fixture)->revises, ==, first);
  choose (fixture, "name-known", "yes");
  choose (fixture, "name-used", "yes");
  submit (fixture);

  g_autoptr (GPtrArray) evaluations = kept (fixture);
  g_assert_cmpuint (evaluations->len, ==, 2);
  for (guint i = 0; i < evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (evaluations, i);

      g_assert_cmpint (evaluation->is_superseded, ==, g_str_equal (evaluation->uuid, first));
    }

  /* What was superseded can be read, and not reopened. */
  encore_test_wait_until (n_submitted (fixture) == 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (encore_review_get_evaluations (fixture->review),
                                                                       i);

      encore_review_show_evaluation (fixture->review, evaluation);
      g_assert_cmpint (encore_review_can_reopen (fixture->review), ==, !g_str_equal (evaluation->uuid, first));
      g_assert_true (is_chosen (fixture, "name-known", g_str_equal (evaluation->uuid, first) ? "no" : "yes"));
    }
}

/* A draft is nobody else's business; what is submitted is the agent's too (M14). */
static void
test_who_sees (Fixture      *fixture,
               gconstpointer data)
{
  GListModel *evaluations = encore_review_get_evaluations (fixture->review);

  encore_library_set_working_as (fixture->judging.library, fixture->judging.agent);
  evaluate (fixture, ENCORE_PURPOSE_LEARNING);
  encore_test_wait_until (g_list_model_get_n_items (evaluations) == 1);
  encore_library_set_working_as (fixture->judging.library, fixture->judging.coach);
  g_assert_cmpuint (g_list_model_get_n_items (evaluations), ==, 0);
  g_assert_null (shown (fixture));

  encore_library_set_working_as (fixture->judging.library, fixture->judging.agent);
  encore_test_wait_until (shown (fixture) != NULL);
  answer_all (fixture);
  submit (fixture);
  encore_library_set_working_as (fixture->judging.library, fixture->judging.coach);
  encore_test_wait_until (n_submitted (fixture) == 1);
  g_assert_null (shown (fixture)); /* until it is asked for */
  g_autoptr (EncoreEvaluation) other = g_list_model_get_item (evaluations, 0);
  encore_review_show_evaluation (fixture->review, other);
  g_assert_false (encore_review_can_answer (fixture->review));
  g_assert_false (encore_review_can_reopen (fixture->review));
}

static void
test_discard (Fixture      *fixture,
              gconstpointer data)
{
  evaluate (fixture, ENCORE_PURPOSE_RECORD);
  choose (fixture, "brand", "good");
  encore_review_discard_evaluation (fixture->review);
  g_assert_null (shown (fixture));
  g_autoptr (GPtrArray) evaluations = kept (fixture);
  g_assert_cmpuint (evaluations->len, ==, 0);
  encore_review_undo (fixture->review);
  encore_test_wait_until (g_list_model_get_n_items (encore_review_get_evaluations (fixture->review)) == 1);
}

#define ADD(name, function) g_test_add ("/library/judge/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("begin", test_begin);
  ADD ("kinds", test_kinds);
  ADD ("last-used", test_last_used);
  ADD ("saved-at-once", test_saved_at_once);
  ADD ("undo", test_undo);
  ADD ("typing", test_typing);
  ADD ("evidence", test_evidence);
  ADD ("score", test_score);
  ADD ("scenario", test_scenario);
  ADD ("submit", test_submit);
  ADD ("reopen", test_reopen);
  ADD ("who-sees", test_who_sees);
  ADD ("discard", test_discard);

  return g_test_run ();
}
