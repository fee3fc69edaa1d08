/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "encore-answers-json.h"
#include "encore-error.h"
#include "encore-moment.h"
#include "encore-score.h"
#include "encore-scorecard-json.h"

/*
 * Scorecards and answers as JSON, on arbitrary bytes. What is taken for a scorecard can be judged, scored and written,
 * and is the same when it is read again; so are answers. `./dev fuzz` builds and runs it.
 */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define MOMENT "0f7f0f5e-3f2b-4f43-9d7c-0a1b2c3d4e5f"

#define CARD                                                                                                           \
  "{ \"encore-scorecard\": 1, \"name\": \"n\", \"sections\": [ { \"key\": \"s\", \"name\": \"s\", \"criteria\": ["     \
  "{ \"key\": \"warm\", \"question\": \"q\", \"na\": true, \"options\": [ { \"key\": \"good\", \"label\": \"Good\","   \
  " \"share\": 1.5 }, { \"key\": \"bad\", \"label\": \"Bad\", \"share\": 0, \"fails\": \"form\" } ] },"                \
  "{ \"key\": \"asked\", \"question\": \"q\", \"condition\": { \"key\": \"warm\", \"options\": [\"good\"] },"          \
  " \"options\": [ { \"key\": \"1\", \"label\": \"1\", \"share\": 1 } ] },"                                            \
  "{ \"key\": \"wait\", \"question\": \"q\", \"scale\": \"number\", \"low\": 10, \"high\": 0 },"                       \
  "{ \"key\": \"why\", \"question\": \"q\", \"scale\": \"causes\", \"options\": [ { \"key\": \"tool\","                \
  " \"label\": \"Tool\" }, { \"key\": \"rule\", \"label\": \"Rule\" } ] },"                                            \
  "{ \"key\": \"words\", \"question\": \"q\", \"scale\": \"text\" },"                                                  \
  "{ \"key\": \"proud\", \"question\": \"q\", \"bonus\": true, \"weight\": 10, \"options\": [ { \"key\": \"yes\","     \
  " \"label\": \"Yes\", \"share\": 1 } ] } ] } ] }"

static void
check_texts (GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    g_assert (g_utf8_validate (g_ptr_array_index (texts, i), -1, NULL));
}

static void
check_score (EncoreScorecard  *card,
             EncoreEvaluation *evaluation)
{
  g_autoptr (EncoreScore) score = encore_score_of (card, evaluation);
  g_autoptr (GPtrArray) work = encore_score_work (score);
  g_autoptr (GPtrArray) open = encore_score_list_open (score);
  g_autoptr (GPtrArray) same = encore_evaluations_list_differences (card, evaluation, evaluation);

  check_texts (work);
  check_texts (open);
  g_assert (same->len == 0);
  g_assert (isnan (score->score) || (score->score >= 0 && score->score <= MAX (card->cap, 100)));
  g_assert (isnan (score->raw) || (score->raw >= 0 && score->raw <= 100));
  g_assert (score->n_answered <= score->n_asked);
}

static void
check_shares (EncoreScorecard *card)
{
  double sum = 0;

  for (guint i = 0; i < card->sections->len; i++)
    sum += encore_scorecard_criterion_share (card, ((const EncoreSection *) g_ptr_array_index (card->sections, i))->key,
                                             NULL);

  g_assert (sum == 0 || fabs (sum - 1) < 1e-6);
}

static void
check_card (EncoreScorecard *card,
            GPtrArray       *principles)
{
  g_autoptr (GPtrArray) problems = encore_scorecard_list_problems (card);
  g_autoptr (GPtrArray) warnings = encore_scorecard_list_warnings (card);
  g_autoptr (EncoreEvaluation) nothing = encore_evaluation_new ();
  g_autofree char *text = encore_scorecard_to_json (card, principles);
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScorecard) again = encore_scorecard_from_json (text, -1, NULL, NULL, &error);

  check_texts (problems);
  check_texts (warnings);
  check_shares (card);
  check_score (card, nothing);
  g_assert_no_error (error);
  g_assert (encore_scorecard_equal (card, again));
}

static void
read_card (const char *bytes,
           gsize       size)
{
  g_autoptr (GPtrArray) principles = NULL;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScorecard) card = encore_scorecard_from_json (bytes, (gssize) size, &principles, warnings, &error);

  g_assert ((card == NULL) == (error != NULL));
  g_assert (error == NULL || (error->domain == ENCORE_ERROR && g_utf8_validate (error->message, -1, NULL)));
  check_texts (warnings);
  if (card != NULL)
    check_card (card, principles);
}

static EncoreTranscript *
make_transcript (void)
{
  EncoreTranscript *transcript = encore_transcript_new ("test");

  encore_transcript_add (transcript, encore_segment_new (0, 1000, "Agent", "Hello"));
  encore_transcript_add (transcript, encore_segment_new (1000, 2000, "Customer", "Hello"));
  encore_transcript_finish (transcript);
  return transcript;
}

static GPtrArray *
make_moments (void)
{
  GPtrArray *moments = g_ptr_array_new_with_free_func (g_object_unref);
  EncoreMoment *moment = encore_moment_new ();

  moment->uuid = g_strdup (MOMENT);
  g_ptr_array_add (moments, moment);
  return moments;
}

static void
read_answers (const char *bytes,
              gsize       size)
{
  g_autoptr (EncoreScorecard) card = encore_scorecard_from_json (CARD, -1, NULL, NULL, NULL);
  g_autoptr (EncoreTranscript) transcript = make_transcript ();
  g_autoptr (GPtrArray) moments = make_moments ();
  g_autoptr (EncoreEvaluation) evaluation = encore_evaluation_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  EncoreAnswersCall call = { moments, transcript, 5000 };
  gboolean is_right = encore_answers_read (evaluation, card, &call, bytes, (gssize) size, problems);

  g_assert (is_right == (problems->len == 0));
  check_texts (problems);
  check_score (card, evaluation);
  if (!is_right)
    return;

  g_autoptr (JsonNode) written = encore_answers_write (evaluation, card);
  g_autofree char *text = json_to_string (written, FALSE);
  g_autoptr (EncoreEvaluation) again = encore_evaluation_new ();

  g_assert (encore_answers_read (again, card, &call, text, -1, problems));
  g_autoptr (JsonNode) rewritten = encore_answers_write (again, card);
  g_autofree char *same = json_to_string (rewritten, FALSE);
  g_assert_cmpstr (text, ==, same);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  read_card ((const char *) data, size);
  read_answers ((const char *) data, size);
  return 0;
}
