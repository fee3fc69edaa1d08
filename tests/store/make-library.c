/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judging-fixture.h"

#include <glib/gstdio.h>

#include "encore-redaction.h"
#include "encore-saved-search.h"

/*
 * Makes a small library of this program's schema version: `make-library FOLDER FILE`.
 * One such file for each version that was ever released is kept in tests/fixtures/library.
 */
/* What came with version 2: a correction, a redaction, a saved search. */
static void
fill_2 (EncoreStore      *store,
        EncorePerson     *coach,
        EncoreTranscript *imported)
{
  g_autoptr (EncoreTranscript) corrected = encore_transcript_new ("webvtt");
  g_autoptr (EncoreRedaction) redaction = encore_redaction_of_text (imported, 0, 0, 6, 0, 13);
  g_autoptr (EncoreSavedSearch) search = encore_saved_search_new ();

  corrected->call_id = imported->call_id;
  corrected->corrects = g_strdup (imported->uuid);
  corrected->corrected_at = 1700000001000;
  corrected->author_id = coach->id;
  encore_transcript_add (corrected, encore_segment_new (1000, 2500, "Customer", "I was charged thrice"));
  encore_transcript_finish (corrected);
  put (store, corrected);
  redaction->call_id = imported->call_id;
  redaction->author_id = coach->id;
  redaction->redacted_at = 1700000002000;
  put (store, redaction);
  search->name = g_strdup ("Refunds");
  search->query = g_strdup ("refund moment:missed");
  put (store, search);
}

/* What came with version 3: a scorecard in two versions and a draft, evaluations, a dispute. */
static void
fill_3 (EncoreStore  *store,
        EncorePerson *agent,
        EncoreCall   *call,
        EncoreMoment *moment)
{
  Judging judging = { .base.store = store, .agent = agent, .call = call };

  judging.coach = make_person (store, "Sam", 0);
  judging.value = encore_principle_new ();
  judging.value->name = g_strdup ("Warmth");
  put (store, judging.value);
  moment->value_id = judging.value->id;
  put (store, moment);
  judging.scorecard = make_draft (judging.value->uuid);
  judging.scorecard->author_id = judging.coach->id;
  publish (store, judging.scorecard, 1);
  judging.scorecard->status = ENCORE_SCORECARD_RETIRED;
  put (store, judging.scorecard);

  g_autoptr (EncoreScorecard) newer = encore_scorecard_new_version (judging.scorecard);
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new_version (judging.scorecard);
  publish (store, newer, 2);
  put (store, draft);

  g_autoptr (EncoreEvaluation) first = make_evaluation (&judging);
  g_autoptr (EncoreEvaluation) own = make_evaluation (&judging);
  EncoreAnswer *greeting = encore_evaluation_find_answer (first, "greeting");
  greeting->comment = g_strdup ("At once");
  encore_answer_add_evidence (greeting, moment->uuid, (EncoreSpan) { 1000, 2500 }, 0, 0);
  submit (&judging, first, 40);
  g_autoptr (EncoreEvaluation) second = encore_evaluation_revise (first, "Disputed", judging.coach->id);
  submit (&judging, second, 60);
  own->kind = ENCORE_EVALUATION_SELF;
  own->purpose = ENCORE_PURPOSE_LEARNING;
  own->evaluator_id = agent->id;
  put (store, own);

  g_autoptr (EncoreDispute) dispute = encore_dispute_new ();
  dispute->evaluation_id = first->id;
  dispute->proposed = encore_answer_new ("number");
  dispute->proposed->number = 2.5;
  dispute->reason = g_strdup ("There were more");
  dispute->author_id = agent->id;
  dispute->state = ENCORE_DISPUTE_ACCEPTED;
  dispute->replier_id = judging.coach->id;
  dispute->answered_at = 1700000004000;
  put (store, dispute);
  g_clear_object (&judging.scorecard);
  g_clear_object (&judging.value);
  g_clear_object (&judging.coach);
}

static void
fill (EncoreStore *store)
{
  g_autoptr (EncoreTeam) team = make_team (store, "Blue");
  g_autoptr (EncorePerson) agent = make_person (store, "Dana Reyes", team->id);
  g_autoptr (EncoreScenario) scenario = make_scenario (store, "Double charge");
  g_autoptr (EncoreCall) call = make_call (store, "Charged twice");
  g_autoptr (EncoreMoment) moment = make_moment (store, call->id, ENCORE_OUTCOME_MISSED, "a voucher");
  g_autoptr (EncoreMoment) deleted = make_moment (store, call->id, ENCORE_OUTCOME_TAKEN, "deleted");
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new ("webvtt");
  g_autoptr (EncoreRecording) recording = encore_recording_new ();
  g_autoptr (EncoreModelAnswer) answer = encore_model_answer_new ();
  g_autoptr (EncoreExtra) extra = encore_extra_new ();
  g_autoptr (EncoreFacet) facet = encore_facet_new ();
  EncoreSegment *segment = encore_segment_new (1000, 2500, "Customer", "I was charged twice");

  delete (store, deleted);
  g_strfreev (agent->aliases);
  agent->aliases = g_strsplit ("dana.r 4711", " ", -1);
  put (store, agent);
  call->agent_id = agent->id;
  call->scenario_id = scenario->id;
  call->started_at = 1700000000000;
  put (store, call);
  encore_segment_add_word (segment, 1000, 1200, 0, 1, 0.5f);
  encore_segment_add_word (segment, 1300, 1600, 2, 3, -1);
  transcript->call_id = call->id;
  encore_transcript_add (transcript, segment);
  encore_transcript_finish (transcript);
  put (store, transcript);
  recording->call_id = call->id;
  recording->path = g_strdup ("/recordings/call.wav");
  recording->content_hash = g_strdup ("00ff");
  put (store, recording);
  answer->scenario_id = scenario->id;
  answer->title = g_strdup ("Own it");
  g_ptr_array_add (answer->steps, encore_step_new ("Acknowledge", "I see."));
  put (store, answer);
  extra->name = g_strdup ("Call back");
  put (store, extra);
  facet->name = g_strdup ("Telephone");
  put (store, facet);
  fill_2 (store, agent, transcript);
  fill_3 (store, agent, call, moment);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    return 2;

  EncoreStore *store = encore_store_open (argv[1], NULL, &error);
  g_assert_no_error (error);
  fill (store);
  g_object_unref (store);

  g_autofree char *path = g_build_filename (argv[1], "library.db", NULL);
  g_autoptr (EncoreDb) db = encore_db_open (argv[1], path, ENCORE_DB_READ_WRITE, &error);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", argv[2]);
  g_assert_no_error (error);
  return encore_db_exec (db, sql, &error) ? 0 : 1;
}
