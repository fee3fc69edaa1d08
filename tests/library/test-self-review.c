/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-own-view.h"
#include "encore-review-blind.h"
#include "encore-review-disputes.h"
#include "encore-score.h"
#include "encore-search.h"
#include "judging-fixture.h"

/* One's own view first: what the coach has marked and judged is not shown to the agent before they have said what they
 * think, or asked for it, which stays known. */

typedef struct
{
  Judging judging;
  EncoreReview *review;
  guint n_seen_too_early; /* of the coach's, in whatever list, while "blind" */
} Fixture;

static GListModel *
moments (Fixture *fixture)
{
  return encore_review_get_moments (fixture->review);
}

static GListModel *
evaluations (Fixture *fixture)
{
  return encore_review_get_evaluations (fixture->review);
}

static guint
count (GListModel *list)
{
  return g_list_model_get_n_items (list);
}

static guint
count_of (Fixture *fixture,
          gint64   person_id)
{
  guint n = 0;

  for (guint i = 0; i < count (moments (fixture)); i++)
    {
      g_autoptr (EncoreMoment) moment = g_list_model_get_item (moments (fixture), i);

      n += moment->author_id == person_id;
    }
  for (guint i = 0; i < count (evaluations (fixture)); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (evaluations (fixture), i);

      n += evaluation->evaluator_id == person_id;
    }

  return n;
}

static void
on_items_changed (Fixture *fixture)
{
  if (encore_review_get_blind (fixture->review))
    fixture->n_seen_too_early += count_of (fixture, fixture->judging.coach->id);
}

static EncoreMoment *
new_moment (Fixture      *fixture,
            EncorePerson *author,
            gint64        at_ms,
            const char   *note)
{
  EncoreMoment *moment = encore_moment_new ();

  moment->call_id = fixture->judging.call_id;
  moment->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
  moment->outcome = ENCORE_OUTCOME_MISSED;
  moment->span = (EncoreSpan) { at_ms, at_ms + 2000 };
  moment->cue = g_strdup ("");
  moment->note = g_strdup (note);
  moment->could_have = g_strdup ("");
  moment->author_id = author != NULL ? author->id : 0;
  return moment;
}

static void
answer (EncoreEvaluation *evaluation,
        const char       *key,
        const char       *option)
{
  encore_answer_set_option (encore_evaluation_take_answer (evaluation, encore_answer_new (key)), option);
}

static EncoreEvaluation *
new_evaluation (Fixture             *fixture,
                EncorePerson        *evaluator,
                EncoreEvaluationKind kind,
                const char          *brand)
{
  EncoreEvaluation *evaluation = encore_evaluation_new ();

  evaluation->call_id = fixture->judging.call_id;
  evaluation->scorecard_id = fixture->judging.scorecard->id;
  evaluation->evaluator_id = evaluator->id;
  evaluation->kind = kind;
  evaluation->purpose = kind == ENCORE_EVALUATION_COACH ? ENCORE_PURPOSE_RECORD : ENCORE_PURPOSE_LEARNING;
  answer (evaluation, "recognised", "no");
  answer (evaluation, "brand", brand);
  answer (evaluation, "name-known", "no");
  answer (evaluation, "privacy", "yes");
  encore_evaluation_take_answer (evaluation, encore_answer_new ("repeats"))->number = 0;
  return evaluation;
}

static void
put_submitted (Fixture          *fixture,
               EncoreEvaluation *evaluation)
{
  g_autoptr (EncoreScore) score = encore_score_of (fixture->judging.scorecard, evaluation);

  encore_score_keep (score, evaluation);
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = g_get_real_time () / 1000;
  judging_put (&fixture->judging, evaluation);
}

/* The coach has marked a moment and judged the call; who else marked one is not known. */
static void
plant (Fixture *fixture)
{
  g_autoptr (EncoreMoment) coachs = new_moment (fixture, fixture->judging.coach, 1000, "Missed, plainly");
  g_autoptr (EncoreMoment) anybodys = new_moment (fixture, NULL, 3000, "Somebody's");
  g_autoptr (EncoreMoment) own = new_moment (fixture, fixture->judging.agent, 5000, "My own");
  g_autoptr (EncoreEvaluation) evaluation = new_evaluation (fixture, fixture->judging.coach, ENCORE_EVALUATION_COACH,
                                                            "needs");

  judging_put (&fixture->judging, coachs);
  judging_put (&fixture->judging, anybodys);
  judging_put (&fixture->judging, own);
  put_submitted (fixture, evaluation);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  judging_set_up (&fixture->judging);
  plant (fixture);
  fixture->review = encore_review_new (fixture->judging.library);
  g_signal_connect_swapped (moments (fixture), "items-changed", G_CALLBACK (on_items_changed), fixture);
  g_signal_connect_swapped (evaluations (fixture), "items-changed", G_CALLBACK (on_items_changed), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (moments (fixture), fixture);
  g_signal_handlers_disconnect_by_data (evaluations (fixture), fixture);
  encore_review_close (fixture->review);
  g_clear_object (&fixture->review);
  judging_tear_down (&fixture->judging);
}

static void
open_as (Fixture      *fixture,
         EncorePerson *person)
{
  encore_library_set_working_as (fixture->judging.library, person);
  encore_review_open (fixture->review, fixture->judging.call_id);
  encore_test_wait_until (encore_review_get_call (fixture->review) != NULL
                          && count (encore_review_get_scorecards (fixture->review)) == 1);
}

/* All that there is, however it comes in. */
static gboolean
sees_everything (Fixture *fixture)
{
  return count (moments (fixture)) == 3 && count_of (fixture, fixture->judging.coach->id) == 2;
}

static void
begin_self_review (Fixture *fixture)
{
  g_autoptr (EncoreScorecard) scorecard = g_list_model_get_item (encore_review_get_scorecards (fixture->review), 0);

  encore_review_evaluate (fixture->review, scorecard, encore_review_get_own_kind (fixture->review),
                          ENCORE_PURPOSE_LEARNING);
}

static void
submit_self_review (Fixture *fixture)
{
  g_autoptr (EncoreEvaluation) filled = new_evaluation (fixture, fixture->judging.agent, ENCORE_EVALUATION_SELF,
                                                        "good");

  encore_review_type_proposal (fixture->review, "I would have called back");
  for (guint i = 0; i < filled->answers->len; i++)
    encore_review_take_answer (fixture->review, encore_answer_copy (filled->answers->pdata[i]));

  g_autoptr (GPtrArray) open = encore_review_submit (fixture->review);

  g_assert_null (open);
  encore_test_wait_until (encore_review_get_evaluation (fixture->review)->state == ENCORE_EVALUATION_SUBMITTED);
}

/* These two, in this order. */
static gboolean
offers (Fixture         *fixture,
        EncoreScorecard *first,
        EncoreScorecard *second)
{
  GListModel *scorecards = encore_review_get_scorecards (fixture->review);
  g_autoptr (EncoreScorecard) one = g_list_model_get_item (scorecards, 0);
  g_autoptr (EncoreScorecard) two = g_list_model_get_item (scorecards, 1);

  return count (scorecards) == 2 && one->id == first->id && two->id == second->id;
}

static void
test_hidden_until_submitted (Fixture      *fixture,
                             gconstpointer data)
{
  open_as (fixture, fixture->judging.agent);
  g_assert_true (encore_review_get_blind (fixture->review));
  encore_test_wait_until (encore_review_asks_own_view (fixture->review) && count (moments (fixture)) == 1);
  g_assert_cmpuint (count_of (fixture, fixture->judging.coach->id), ==, 0);
  g_assert_cmpuint (count_of (fixture, 0), ==, 0);

  /* A draft opens nothing, nor does what the coach does meanwhile. */
  begin_self_review (fixture);
  encore_test_wait_until (count (evaluations (fixture)) == 1);
  g_autoptr (EncoreMoment) another = new_moment (fixture, fixture->judging.coach, 9000, "Another");
  judging_put (&fixture->judging, another);
  g_assert_true (encore_review_get_blind (fixture->review));
  g_autoptr (EncoreMoment) mine = new_moment (fixture, fixture->judging.agent, 11000, "And mine");
  judging_put (&fixture->judging, mine);
  encore_test_wait_until (count (moments (fixture)) == 2);
  g_assert_cmpuint (fixture->n_seen_too_early, ==, 0);

  submit_self_review (fixture);
  encore_test_wait_until (!encore_review_get_blind (fixture->review));
  encore_test_wait_until (count (moments (fixture)) == 5 && count (evaluations (fixture)) == 2);
  g_assert_cmpuint (fixture->n_seen_too_early, ==, 0);
  g_assert_cmpint (encore_review_get_evaluation (fixture->review)->revealed_at, ==, ENCORE_NO_TIME);
  g_assert_cmpstr (encore_review_get_evaluation (fixture->review)->proposal, ==, "I would have called back");
  g_assert_cmpint (encore_review_get_evaluation (fixture->review)->purpose, ==, ENCORE_PURPOSE_LEARNING);
}

/* The same scorecard as the coach's, in that very version, though there are a newer one and others. */
static void
test_same_scorecard (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (EncoreScorecard) newer = encore_scorecard_new_version (fixture->judging.scorecard);
  g_autoptr (EncoreScorecard) other = encore_scorecard_new_scorecard (fixture->judging.scorecard, "A first name");

  newer->version = fixture->judging.scorecard->version + 1;
  other->version = 1;
  newer->status = other->status = ENCORE_SCORECARD_PUBLISHED;
  newer->published_at = other->published_at = 1760000000000;
  judging_put (&fixture->judging, newer);
  judging_put (&fixture->judging, other);

  encore_library_set_working_as (fixture->judging.library, fixture->judging.agent);
  encore_review_open (fixture->review, fixture->judging.call_id);
  encore_test_wait_until (offers (fixture, fixture->judging.scorecard, other));
  g_assert_true (encore_review_get_blind (fixture->review));

  encore_library_set_working_as (fixture->judging.library, fixture->judging.coach);
  encore_test_wait_until (offers (fixture, other, newer));
}

static void
test_shown_next_time (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (EncoreEvaluation) own = new_evaluation (fixture, fixture->judging.agent, ENCORE_EVALUATION_SELF, "good");

  put_submitted (fixture, own);
  open_as (fixture, fixture->judging.agent);
  encore_test_wait_until (!encore_review_get_blind (fixture->review));
  encore_test_wait_until (sees_everything (fixture));
  g_assert_cmpuint (fixture->n_seen_too_early, ==, 0);
}

/* A self-review by somebody else, were there one, or another evaluation of one's own opens nothing. */
static void
test_only_a_self_review (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (EncoreEvaluation) calibration = new_evaluation (fixture, fixture->judging.agent,
                                                             ENCORE_EVALUATION_CALIBRATION, "good");
  g_autoptr (EncoreEvaluation) others = new_evaluation (fixture, fixture->judging.coach, ENCORE_EVALUATION_SELF,
                                                        "good");

  put_submitted (fixture, calibration);
  put_submitted (fixture, others);
  open_as (fixture, fixture->judging.agent);
  encore_test_wait_until (encore_review_asks_own_view (fixture->review));
  g_assert_true (encore_review_get_blind (fixture->review));
  g_assert_cmpuint (count_of (fixture, fixture->judging.coach->id), ==, 0);
}

static void
test_coach_sees_all (Fixture      *fixture,
                     gconstpointer data)
{
  open_as (fixture, fixture->judging.coach);
  g_assert_false (encore_review_get_blind (fixture->review));
  encore_test_wait_until (sees_everything (fixture));

  /* Who takes over sees what is theirs to see, at once. */
  encore_library_set_working_as (fixture->judging.library, fixture->judging.agent);
  g_assert_true (encore_review_get_blind (fixture->review));
  g_assert_cmpuint (count_of (fixture, fixture->judging.coach->id), ==, 0);
  encore_library_set_working_as (fixture->judging.library, fixture->judging.coach);
  g_assert_false (encore_review_get_blind (fixture->review));
  g_assert_true (sees_everything (fixture));
  encore_library_set_working_as (fixture->judging.library, NULL);
  g_assert_false (encore_review_get_blind (fixture->review));
}

static void
test_reveal (Fixture      *fixture,
             gconstpointer data)
{
  gint64 before = g_get_real_time () / 1000;

  open_as (fixture, fixture->judging.agent);
  encore_test_wait_until (encore_review_asks_own_view (fixture->review));
  encore_review_reveal (fixture->review);
  encore_test_wait_until (!encore_review_get_blind (fixture->review));
  encore_test_wait_until (sees_everything (fixture));
  gint64 revealed_at = encore_review_get_revealed_at (fixture->review);

  g_assert_cmpint (revealed_at, >=, before);
  g_assert_cmpuint (fixture->n_seen_too_early, ==, 0);

  /* It stays known: when the call is opened again, and with the self-review. */
  encore_review_close (fixture->review);
  open_as (fixture, fixture->judging.agent);
  encore_test_wait_until (!encore_review_get_blind (fixture->review));
  g_assert_cmpint (encore_review_get_revealed_at (fixture->review), ==, revealed_at);
  begin_self_review (fixture);
  submit_self_review (fixture);
  g_assert_cmpint (encore_review_get_evaluation (fixture->review)->revealed_at, ==, revealed_at);
}

/* What the agent's page may show of their calls. */
static void
test_own_view (Fixture      *fixture,
               gconstpointer data)
{
  EncoreLibrary *library = fixture->judging.library;
  EncorePerson *agent = fixture->judging.agent, *coach = fixture->judging.coach;
  gint64 call_id = fixture->judging.call_id;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreOwnView) before = encore_own_view_read (library, agent->id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (before->evaluations->len, ==, 1);
  g_assert_false (encore_own_view_may_see (before, agent, call_id, coach->id));
  g_assert_true (encore_own_view_may_see (before, agent, call_id, agent->id));
  g_assert_true (encore_own_view_may_see (before, coach, call_id, coach->id));
  g_assert_true (encore_own_view_may_see (before, NULL, call_id, coach->id));

  open_as (fixture, agent);
  encore_test_wait_until (encore_review_asks_own_view (fixture->review));
  encore_review_reveal (fixture->review);
  encore_test_wait_until (!encore_review_get_blind (fixture->review));
  g_autoptr (EncoreOwnView) revealed = encore_own_view_read (library, agent->id, &error);

  g_assert_no_error (error);
  g_assert_true (encore_own_view_may_see (revealed, agent, call_id, coach->id));
}

static void
test_own_view_submitted (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (EncoreEvaluation) own = new_evaluation (fixture, fixture->judging.agent, ENCORE_EVALUATION_SELF, "good");
  g_autoptr (GError) error = NULL;

  put_submitted (fixture, own);
  g_autoptr (EncoreOwnView) view = encore_own_view_read (fixture->judging.library, fixture->judging.agent->id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (view->evaluations->len, ==, 2);
  g_assert_true (
      encore_own_view_may_see (view, fixture->judging.agent, fixture->judging.call_id, fixture->judging.coach->id));
}

static guint
count_listed (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listed = encore_library_list (fixture->judging.library, ENCORE_LISTING_MOMENTS_OF_AGENT,
                                                      fixture->judging.agent->id, &error);

  g_assert_no_error (error);
  return listed->len;
}

static gboolean
finds_note (Fixture    *fixture,
            const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreQuery) query = encore_query_new (words);
  g_autoptr (EncoreFindings) findings = encore_library_search (fixture->judging.library, query, 10, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < findings->hits->len; i++)
    found |= ENCORE_HIT (findings->hits->pdata[i])->moment != NULL;
  return found;
}

/* Lists across calls and the search keep to it too. */
static void
test_elsewhere (Fixture      *fixture,
                gconstpointer data)
{
  EncoreLibrary *library = fixture->judging.library;
  g_autoptr (EncoreEvaluation) own = new_evaluation (fixture, fixture->judging.agent, ENCORE_EVALUATION_SELF, "good");

  encore_library_set_working_as (library, fixture->judging.agent);
  g_assert_cmpuint (count_listed (fixture), ==, 1);
  g_assert_true (finds_note (fixture, "own"));
  g_assert_false (finds_note (fixture, "plainly"));

  encore_library_set_working_as (library, fixture->judging.coach);
  g_assert_cmpuint (count_listed (fixture), ==, 3);
  g_assert_true (finds_note (fixture, "plainly"));

  encore_library_set_working_as (library, fixture->judging.agent);
  put_submitted (fixture, own);
  g_assert_cmpuint (count_listed (fixture), ==, 3);
  g_assert_true (finds_note (fixture, "plainly"));
}

/* In the open call: the agent proposes, the coach accepts, and who looked at what was revised looks at the revision. */
static void
test_dispute_in_call (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (EncoreEvaluation) own = new_evaluation (fixture, fixture->judging.agent, ENCORE_EVALUATION_SELF, "good");
  GListModel *disputes = encore_review_get_disputes (fixture->review);
  EncoreEvaluation *coachs = NULL;

  put_submitted (fixture, own);
  open_as (fixture, fixture->judging.agent);
  encore_test_wait_until (sees_everything (fixture));
  for (guint i = 0; i < count (evaluations (fixture)); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (evaluations (fixture), i);

      if (evaluation->kind == ENCORE_EVALUATION_COACH)
        coachs = evaluation;
    }
  encore_review_show_evaluation (fixture->review, coachs);
  g_autofree char *uuid = g_strdup (coachs->uuid);

  g_assert_true (encore_review_may_dispute (fixture->review, coachs, "brand"));
  EncoreAnswer *proposed = encore_answer_new ("brand");

  encore_answer_set_option (proposed, "good");
  encore_review_propose (fixture->review, coachs, proposed, "Listen to 0:05");
  encore_test_wait_until (count (disputes) == 1);
  g_assert_false (encore_review_may_dispute (fixture->review, encore_review_get_evaluation (fixture->review), "brand"));
  g_assert_true (
      encore_review_may_dispute (fixture->review, encore_review_get_evaluation (fixture->review), "privacy"));

  g_autoptr (EncoreDispute) dispute = g_list_model_get_item (disputes, 0);

  g_assert_true (encore_review_may_withdraw (fixture->review, dispute));
  g_assert_false (encore_review_may_settle (fixture->review, dispute));
  encore_library_set_working_as (fixture->judging.library, fixture->judging.coach);
  g_assert_false (encore_review_may_withdraw (fixture->review, dispute));
  g_assert_true (encore_review_may_settle (fixture->review, dispute));
  encore_test_wait_until (encore_review_get_evaluation (fixture->review) != NULL
                          && g_strcmp0 (encore_review_get_evaluation (fixture->review)->uuid, uuid) == 0);

  encore_review_settle (fixture->review, dispute, ENCORE_DISPUTE_ACCEPTED, NULL);
  encore_test_wait_until (encore_review_get_evaluation (fixture->review) != NULL
                          && g_strcmp0 (encore_review_get_evaluation (fixture->review)->revises, uuid) == 0);
  EncoreEvaluation *revision = encore_review_get_evaluation (fixture->review);

  g_assert_true (encore_answer_has_option (encore_evaluation_find_answer (revision, "brand"), "good"));
  encore_test_wait_until (count (evaluations (fixture)) == 3);
  g_autoptr (GPtrArray) trail = encore_review_list_disputes (fixture->review,
                                                             encore_review_get_evaluation (fixture->review), "brand");

  g_assert_cmpuint (trail->len, ==, 1);
}

#define ADD(name, func) g_test_add ("/self-review/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("hidden-until-submitted", test_hidden_until_submitted);
  ADD ("same-scorecard", test_same_scorecard);
  ADD ("shown-next-time", test_shown_next_time);
  ADD ("only-a-self-review", test_only_a_self_review);
  ADD ("coach-sees-all", test_coach_sees_all);
  ADD ("reveal", test_reveal);
  ADD ("own-view", test_own_view);
  ADD ("own-view-submitted", test_own_view_submitted);
  ADD ("elsewhere", test_elsewhere);
  ADD ("dispute-in-call", test_dispute_in_call);

  return g_test_run ();
}
