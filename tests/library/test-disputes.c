/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-disputes.h"

#include "encore-error.h"
#include "encore-score.h"
#include "judging-fixture.h"

/* An agent proposes another answer; a coach accepts or answers; the trail stays. */

typedef struct
{
  Judging judging;
  EncoreEvaluation *evaluation; /* the coach's, submitted */
} Fixture;

static void
answer (EncoreEvaluation *evaluation,
        const char       *key,
        const char       *option)
{
  encore_answer_set_option (encore_evaluation_take_answer (evaluation, encore_answer_new (key)), option);
}

static EncoreEvaluation *
submit (Fixture             *fixture,
        EncorePerson        *evaluator,
        EncoreEvaluationKind kind,
        EncorePurpose        purpose)
{
  EncoreEvaluation *evaluation = encore_evaluation_new ();

  evaluation->call_id = fixture->judging.call_id;
  evaluation->scorecard_id = fixture->judging.scorecard->id;
  evaluation->evaluator_id = evaluator->id;
  evaluation->kind = kind;
  evaluation->purpose = purpose;
  answer (evaluation, "recognised", "no");
  answer (evaluation, "brand", "needs");
  answer (evaluation, "name-known", "no");
  answer (evaluation, "privacy", "yes");
  encore_evaluation_take_answer (evaluation, encore_answer_new ("repeats"))->number = 0;
  encore_answer_add_evidence (encore_evaluation_find_answer (evaluation, "brand"), NULL, (EncoreSpan) { 4500, 7000 }, 1,
                              1);
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = g_get_real_time () / 1000;

  g_autoptr (EncoreScore) score = encore_score_of (fixture->judging.scorecard, evaluation);

  encore_score_keep (score, evaluation);
  judging_put (&fixture->judging, evaluation);
  return evaluation;
}

static EncoreEvaluation *
read_evaluation (Fixture *fixture,
                 gint64   id)
{
  g_autoptr (GPtrArray) all = encore_library_list (fixture->judging.library, ENCORE_LISTING_EVALUATIONS_OF_CALL,
                                                   fixture->judging.call_id, NULL);

  for (guint i = 0; i < all->len; i++)
    if (ENCORE_EVALUATION (all->pdata[i])->id == id)
      return g_object_ref (all->pdata[i]);
  g_assert_not_reached ();
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  judging_set_up (&fixture->judging);

  g_autoptr (EncoreEvaluation) evaluation = submit (fixture, fixture->judging.coach, ENCORE_EVALUATION_COACH,
                                                    ENCORE_PURPOSE_RECORD);

  fixture->evaluation = read_evaluation (fixture, evaluation->id);
  encore_library_set_working_as (fixture->judging.library, fixture->judging.agent);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_unref (fixture->evaluation);
  judging_tear_down (&fixture->judging);
}

static EncoreAnswer *
proposed (const char *key,
          const char *option)
{
  EncoreAnswer *proposal = encore_answer_new (key);

  encore_answer_set_option (proposal, option);
  return proposal;
}

static EncoreEvaluation *
propose (Fixture          *fixture,
         EncoreEvaluation *evaluation,
         const char       *key,
         const char       *option,
         const char       *reason,
         GError          **error)
{
  g_autoptr (EncoreDispute) dispute = encore_disputes_propose (evaluation, proposed (key, option), reason);

  return encore_disputes_take (fixture->judging.library, dispute, fixture->judging.call_id, error);
}

static void
propose_well (Fixture    *fixture,
              const char *key,
              const char *option)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) counts = propose (fixture, fixture->evaluation, key, option, "I said so at 0:05",
                                                 &error);

  g_assert_no_error (error);
  g_assert_cmpint (counts->id, ==, fixture->evaluation->id);
}

static EncoreDispute *
read_dispute (Fixture *fixture,
              guint    index)
{
  g_autoptr (GPtrArray) all = encore_library_list (fixture->judging.library, ENCORE_LISTING_DISPUTES_OF_CALL,
                                                   fixture->judging.call_id, NULL);

  g_assert_cmpuint (all->len, >, index);
  return g_object_ref (all->pdata[index]);
}

static guint
count_open (Fixture *fixture)
{
  g_autoptr (GPtrArray) open = encore_library_list (fixture->judging.library, ENCORE_LISTING_OPEN_DISPUTES, 0, NULL);

  return open->len;
}

static guint
count_evaluations (Fixture *fixture)
{
  g_autoptr (GPtrArray) all = encore_library_list (fixture->judging.library, ENCORE_LISTING_EVALUATIONS_OF_CALL,
                                                   fixture->judging.call_id, NULL);

  return all->len;
}

static EncoreEvaluation *
settle (Fixture           *fixture,
        EncorePerson      *person,
        EncoreDispute     *dispute,
        EncoreDisputeState state,
        const char        *reply,
        GError           **error)
{
  g_autoptr (EncoreDispute) after = encore_disputes_answer (dispute, state, reply);

  encore_library_set_working_as (fixture->judging.library, person);
  return encore_disputes_take (fixture->judging.library, after, fixture->judging.call_id, error);
}

static const char *
option_of (EncoreEvaluation *evaluation,
           const char       *key)
{
  return encore_evaluation_find_answer (evaluation, key)->options[0];
}

static void
test_accepted (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  propose_well (fixture, "brand", "good");
  g_assert_cmpuint (count_open (fixture), ==, 1);

  g_autoptr (EncoreDispute) dispute = read_dispute (fixture, 0);
  g_autoptr (EncoreEvaluation) counts = settle (fixture, fixture->judging.coach, dispute, ENCORE_DISPUTE_ACCEPTED, NULL,
                                                &error);

  g_assert_no_error (error);
  g_assert_cmpint (counts->id, !=, fixture->evaluation->id);
  g_assert_cmpuint (count_open (fixture), ==, 0);

  /* the revision */
  g_autoptr (EncoreEvaluation) revision = read_evaluation (fixture, counts->id);

  g_assert_cmpint (revision->state, ==, ENCORE_EVALUATION_SUBMITTED);
  g_assert_cmpint (revision->revision, ==, 2);
  g_assert_cmpstr (revision->revises, ==, fixture->evaluation->uuid);
  g_assert_cmpstr (revision->reason, ==, "Dispute accepted: I said so at 0:05");
  g_assert_cmpint (revision->evaluator_id, ==, fixture->judging.coach->id);
  g_assert_cmpint (revision->purpose, ==, ENCORE_PURPOSE_RECORD);
  g_assert_cmpstr (option_of (revision, "brand"), ==, "good");
  g_assert_cmpstr (option_of (revision, "privacy"), ==, "yes");
  g_assert_cmpuint (encore_evaluation_find_answer (revision, "brand")->evidence->len, ==, 1);
  g_assert_cmpstr (encore_evaluation_find_answer (revision, "brand")->comment, ==, "I said so at 0:05");
  g_assert_cmpfloat (revision->score, >, fixture->evaluation->score);

  /* the original stays as it was */
  g_autoptr (EncoreEvaluation) original = read_evaluation (fixture, fixture->evaluation->id);

  g_assert_true (original->is_superseded);
  g_assert_cmpstr (option_of (original, "brand"), ==, "needs");
  g_assert_cmpfloat (original->score, ==, fixture->evaluation->score);

  /* the trail */
  g_autoptr (EncoreDispute) trail = read_dispute (fixture, 0);

  g_assert_cmpint (trail->state, ==, ENCORE_DISPUTE_ACCEPTED);
  g_assert_cmpstr (trail->author_name, ==, "Dana");
  g_assert_cmpstr (trail->replier_name, ==, "Sam");
  g_assert_cmpint (trail->answered_at, >=, trail->created_at);
}

static void
test_two_accepted (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  propose_well (fixture, "brand", "good");
  propose_well (fixture, "recognised", "yes");
  g_autoptr (EncoreDispute) first = read_dispute (fixture, 0);
  g_autoptr (EncoreDispute) second = read_dispute (fixture, 1);
  g_autoptr (EncoreEvaluation) one = settle (fixture, fixture->judging.coach, first, ENCORE_DISPUTE_ACCEPTED, NULL,
                                             &error);
  g_assert_no_error (error);
  g_autoptr (EncoreEvaluation) both = settle (fixture, fixture->judging.coach, second, ENCORE_DISPUTE_ACCEPTED, NULL,
                                              &error);

  /* What was disputed has been revised meanwhile: the second goes on from there. */
  g_assert_no_error (error);
  g_assert_cmpint (both->revision, ==, 3);
  g_assert_cmpstr (both->revises, ==, one->uuid);
  g_assert_cmpstr (option_of (both, "brand"), ==, "good");
  g_assert_cmpstr (option_of (both, "recognised"), ==, "yes");
}

static void
test_declined (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  propose_well (fixture, "brand", "good");
  g_autoptr (EncoreDispute) dispute = read_dispute (fixture, 0);
  g_autoptr (EncoreEvaluation) wordless = settle (fixture, fixture->judging.coach, dispute, ENCORE_DISPUTE_DECLINED,
                                                  " ", &error);

  g_assert_null (wordless);
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_clear_error (&error);

  g_autoptr (EncoreEvaluation) counts = settle (fixture, fixture->judging.coach, dispute, ENCORE_DISPUTE_DECLINED,
                                                "It came too late", &error);

  g_assert_no_error (error);
  g_assert_cmpint (counts->id, ==, fixture->evaluation->id);
  g_assert_cmpuint (count_evaluations (fixture), ==, 1);
  g_autoptr (EncoreDispute) trail = read_dispute (fixture, 0);

  g_assert_cmpint (trail->state, ==, ENCORE_DISPUTE_DECLINED);
  g_assert_cmpstr (trail->reply, ==, "It came too late");

  /* What is settled stays so. */
  g_autoptr (EncoreEvaluation) again = settle (fixture, fixture->judging.coach, trail, ENCORE_DISPUTE_ACCEPTED, NULL,
                                               &error);

  g_assert_null (again);
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_clear_error (&error);

  /* After it was answered there may be another one. */
  encore_library_set_working_as (fixture->judging.library, fixture->judging.agent);
  propose_well (fixture, "brand", "exceptional");
  g_assert_cmpuint (count_open (fixture), ==, 1);
}

static void
test_withdrawn (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  propose_well (fixture, "brand", "good");
  g_autoptr (EncoreDispute) dispute = read_dispute (fixture, 0);
  g_autoptr (EncoreEvaluation) by_coach = settle (fixture, fixture->judging.coach, dispute, ENCORE_DISPUTE_WITHDRAWN,
                                                  NULL, &error);

  g_assert_null (by_coach);
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_clear_error (&error);

  g_autoptr (EncoreEvaluation) counts = settle (fixture, fixture->judging.agent, dispute, ENCORE_DISPUTE_WITHDRAWN,
                                                NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (counts);
  g_autoptr (EncoreDispute) trail = read_dispute (fixture, 0);

  g_assert_cmpint (trail->state, ==, ENCORE_DISPUTE_WITHDRAWN);
  g_assert_cmpint (trail->replier_id, ==, 0);
  g_assert_cmpuint (count_evaluations (fixture), ==, 1);
}

static void
assert_refused (Fixture          *fixture,
                EncoreEvaluation *evaluation,
                const char       *key,
                const char       *option,
                const char       *reason,
                int               code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) counts = propose (fixture, evaluation, key, option, reason, &error);

  g_assert_null (counts);
  g_assert_error (error, ENCORE_ERROR, code);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  EncoreLibrary *library = fixture->judging.library;
  guint n = count_open (fixture);

  assert_refused (fixture, fixture->evaluation, "brand", "good", "  ", ENCORE_ERROR_INVALID);
  assert_refused (fixture, fixture->evaluation, "brand", "needs", "No change", ENCORE_ERROR_INVALID);
  assert_refused (fixture, fixture->evaluation, "brand", "splendid", "No such option", ENCORE_ERROR_INVALID);
  assert_refused (fixture, fixture->evaluation, "weather", "good", "No such question", ENCORE_ERROR_INVALID);
  assert_refused (fixture, fixture->evaluation, "brand", NULL, "No answer", ENCORE_ERROR_INVALID);

  encore_library_set_working_as (library, fixture->judging.coach);
  assert_refused (fixture, fixture->evaluation, "brand", "good", "Not my call", ENCORE_ERROR_INVALID);
  encore_library_set_working_as (library, NULL);
  assert_refused (fixture, fixture->evaluation, "brand", "good", "Nobody", ENCORE_ERROR_INVALID);
  g_assert_cmpuint (count_open (fixture), ==, n);

  encore_library_set_working_as (library, fixture->judging.agent);
  propose_well (fixture, "brand", "good");
  assert_refused (fixture, fixture->evaluation, "brand", "exceptional", "Once more", ENCORE_ERROR_IN_USE);
  g_assert_cmpuint (count_open (fixture), ==, n + 1);
}

/* A self-review is one's own; a team-mate's review can be disputed, and only a coach or that team-mate answers. */
static void
test_other_kinds (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (EncorePerson) mate = encore_person_new ();
  g_autoptr (GError) error = NULL;

  mate->name = g_strdup ("Kim");
  mate->roles = ENCORE_ROLE_AGENT;
  judging_put (&fixture->judging, mate);

  g_autoptr (EncoreEvaluation) own = submit (fixture, fixture->judging.agent, ENCORE_EVALUATION_SELF,
                                             ENCORE_PURPOSE_LEARNING);
  g_autoptr (EncoreEvaluation) peer = submit (fixture, mate, ENCORE_EVALUATION_PEER, ENCORE_PURPOSE_LEARNING);

  assert_refused (fixture, own, "brand", "good", "My own", ENCORE_ERROR_INVALID);

  g_autoptr (EncoreEvaluation) taken = propose (fixture, peer, "brand", "good", "Listen again", &error);

  g_assert_no_error (error);
  g_autoptr (EncoreDispute) dispute = read_dispute (fixture, 0);
  g_autoptr (EncoreEvaluation) counts = settle (fixture, mate, dispute, ENCORE_DISPUTE_ACCEPTED, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (counts->kind, ==, ENCORE_EVALUATION_PEER);
  g_assert_cmpint (counts->purpose, ==, ENCORE_PURPOSE_LEARNING);
}

/* That the name was known asks whether it was used, which nobody has answered. */
static void
test_asks_more (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  propose_well (fixture, "name-known", "yes");
  g_autoptr (EncoreDispute) dispute = read_dispute (fixture, 0);
  g_autoptr (EncoreEvaluation) refused = settle (fixture, fixture->judging.coach, dispute, ENCORE_DISPUTE_ACCEPTED,
                                                 NULL, &error);

  g_assert_null (refused);
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Was the name used?"));
  g_clear_error (&error);
  g_assert_cmpuint (count_evaluations (fixture), ==, 1);

  /* The coach reopens, answers both and submits; then there is nothing to revise. */
  g_autoptr (EncoreEvaluation) revision = encore_evaluation_revise (fixture->evaluation, "Listened again",
                                                                    fixture->judging.coach->id);

  answer (revision, "name-known", "yes");
  answer (revision, "name-used", "yes");
  revision->state = ENCORE_EVALUATION_SUBMITTED;
  revision->submitted_at = g_get_real_time () / 1000;
  g_autoptr (EncoreScore) score = encore_score_of (fixture->judging.scorecard, revision);

  encore_score_keep (score, revision);
  judging_put (&fixture->judging, revision);
  g_autoptr (EncoreEvaluation) counts = settle (fixture, fixture->judging.coach, dispute, ENCORE_DISPUTE_ACCEPTED, NULL,
                                                &error);

  g_assert_no_error (error);
  g_assert_cmpint (counts->id, ==, revision->id);
  g_assert_cmpuint (count_evaluations (fixture), ==, 2);
}

static void
test_begun_revision (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) draft = encore_evaluation_revise (fixture->evaluation, "Listened again",
                                                                 fixture->judging.coach->id);

  propose_well (fixture, "brand", "good");
  judging_put (&fixture->judging, draft);
  g_autoptr (EncoreDispute) dispute = read_dispute (fixture, 0);
  g_autoptr (EncoreEvaluation) refused = settle (fixture, fixture->judging.coach, dispute, ENCORE_DISPUTE_ACCEPTED,
                                                 NULL, &error);

  g_assert_null (refused);
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE);
  g_assert_cmpuint (count_open (fixture), ==, 1);
}

/* No step of it is for undoing. */
static void
test_lasting (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_object_get (fixture->judging.library, "undo-label", &before, NULL);
  propose_well (fixture, "brand", "good");
  g_autoptr (EncoreDispute) dispute = read_dispute (fixture, 0);
  g_autoptr (EncoreEvaluation) counts = settle (fixture, fixture->judging.coach, dispute, ENCORE_DISPUTE_ACCEPTED, NULL,
                                                &error);

  g_assert_no_error (error);
  g_object_get (fixture->judging.library, "undo-label", &after, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
taken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
count_changed (EncoreLibrary *library,
               GType          type,
               guint         *count)
{
  if (type == ENCORE_TYPE_DISPUTE)
    (*count)++;
}

static void
test_async (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (EncoreDispute) dispute = encore_disputes_propose (fixture->evaluation, proposed ("brand", "good"), "So");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;

  g_signal_connect (fixture->judging.library, "changed", G_CALLBACK (count_changed), &n_changed);
  encore_disputes_take_async (fixture->judging.library, dispute, fixture->judging.call_id, taken_cb, &result);
  encore_test_wait_until (result != NULL);
  g_autoptr (EncoreEvaluation) counts = encore_disputes_take_finish (fixture->judging.library, result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (counts);
  g_assert_cmpuint (n_changed, ==, 1);
}

#define ADD(name, func) g_test_add ("/disputes/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("accepted", test_accepted);
  ADD ("two-accepted", test_two_accepted);
  ADD ("declined", test_declined);
  ADD ("withdrawn", test_withdrawn);
  ADD ("refused", test_refused);
  ADD ("other-kinds", test_other_kinds);
  ADD ("asks-more", test_asks_more);
  ADD ("begun-revision", test_begun_revision);
  ADD ("lasting", test_lasting);
  ADD ("async", test_async);

  return g_test_run ();
}
