/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-demo-private.h"

#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-marking.h"
#include "encore-score.h"
#include "encore-scorecard-json.h"
#include "encore-starters.h"
#include "encore-strict-json.h"
#include "encore-text.h"

/* Scorecards, evaluations and disputes of the demonstration library: judging.json and the files in scorecards/. */

#define MOST 1000

typedef struct
{
  EncoreDb *db;
  const char *directory;
  GHashTable *calls;
  GHashTable *moments;
  GHashTable *people; /* name -> id (in a pointer) */
  GPtrArray *scenarios;
  GHashTable *scorecards;  /* id in the file -> EncoreScorecard */
  GHashTable *evaluations; /* id in the file -> EncoreEvaluation */
} Judging;

typedef gboolean (*PutFunc) (Judging *judging, const EncoreJsonSpot *spot, GError **error);

static const char *
text_of (const EncoreJsonSpot *spot,
         const char           *member)
{
  return encore_json_spot_text (spot, member, ENCORE_JSON_OPTIONAL);
}

static char *
dup_text (const EncoreJsonSpot *spot,
          const char           *member)
{
  return g_strdup (text_of (spot, member));
}

static gint64
instant_of (const EncoreJsonSpot *spot,
            const char           *member)
{
  const char *text = text_of (spot, member);

  return text != NULL ? encore_text_parse_instant (text) : ENCORE_NO_TIME;
}

static gint64
person_of (Judging              *judging,
           const EncoreJsonSpot *spot,
           const char           *member)
{
  const char *name = text_of (spot, member);

  return name != NULL ? (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (judging->people, name)) : 0;
}

static gpointer
find (GHashTable           *table,
      const EncoreJsonSpot *spot,
      const char           *member,
      GError              **error)
{
  const char *name = encore_json_spot_text (spot, member, ENCORE_JSON_REQUIRED);
  gpointer found = name != NULL ? g_hash_table_lookup (table, name) : NULL;

  if (found == NULL)
    {
      g_autofree char *path = encore_json_spot_get_path (spot, member);

      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("The demonstration has no “%s” (%s)."),
                   name != NULL ? name : "", path);
    }

  return found;
}

/* ---- scorecards ---- */

static char *
read_file (Judging              *judging,
           const EncoreJsonSpot *spot,
           GError              **error)
{
  const char *starter = text_of (spot, "starter");
  const char *file = text_of (spot, "file");
  char *text = starter != NULL ? encore_starters_read (starter, NULL) : NULL;
  g_autofree char *path = file != NULL ? g_build_filename (judging->directory, "scorecards", file, NULL) : NULL;

  if (path != NULL)
    g_file_get_contents (path, &text, NULL, error);
  else if (text == NULL)
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("There is no starter “%s”."), starter);
  return text;
}

static void
find_scenarios (Judging         *judging,
                EncoreScorecard *scorecard)
{
  for (guint i = 0; i < scorecard->profiles->len; i++)
    for (guint j = 0; j < judging->scenarios->len; j++)
      {
        EncoreProfile *profile = g_ptr_array_index (scorecard->profiles, i);
        EncoreScenario *scenario = g_ptr_array_index (judging->scenarios, j);

        if (g_strcmp0 (scenario->name, profile->scenario_name) != 0)
          continue;
        g_free (profile->scenario);
        profile->scenario = g_strdup (scenario->uuid);
      }
}

static void
set_status (EncoreScorecard      *scorecard,
            const EncoreJsonSpot *spot)
{
  scorecard->published_at = instant_of (spot, "published_at");
  if (scorecard->published_at == ENCORE_NO_TIME)
    return;

  scorecard->status = encore_json_spot_boolean (spot, "retired") ? ENCORE_SCORECARD_RETIRED
                                                                 : ENCORE_SCORECARD_PUBLISHED;
  if (scorecard->version == 0)
    scorecard->version = 1;
}

static gboolean
put_scorecard (Judging              *judging,
               const EncoreJsonSpot *spot,
               GError              **error)
{
  g_autofree char *text = read_file (judging, spot, error);
  g_autoptr (EncoreScorecard) scorecard = text != NULL ? encore_scorecard_from_json (text, -1, NULL, NULL, error)
                                                       : NULL;

  if (scorecard == NULL)
    return FALSE;

  find_scenarios (judging, scorecard);
  set_status (scorecard, spot);
  scorecard->author_id = person_of (judging, spot, "author");
  if (scorecard->family == NULL)
    scorecard->family = g_uuid_string_random ();
  if (!encore_db_put (judging->db, G_OBJECT (scorecard), error))
    return FALSE;

  g_hash_table_insert (judging->scorecards, dup_text (spot, "id"), g_steal_pointer (&scorecard));
  return TRUE;
}

/* ---- what an answer rests on ---- */

typedef struct
{
  EncoreCall *call;
  const char *name; /* its base name */
  EncoreTranscript *transcript;
} Heard;

static void
heard_clear (Heard *heard)
{
  g_clear_object (&heard->call);
  g_clear_object (&heard->transcript);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heard, heard_clear)

static gboolean
read_heard (Judging              *judging,
            const EncoreJsonSpot *spot,
            Heard                *heard,
            GError              **error)
{
  const char *uuid = find (judging->calls, spot, "call", error);

  heard->name = text_of (spot, "call");
  heard->call = uuid != NULL ? encore_db_find_call (judging->db, uuid, error) : NULL;

  g_autoptr (GPtrArray) transcripts = heard->call != NULL
                                          ? encore_db_list_transcripts_of_call (judging->db, heard->call->id, error)
                                          : NULL;

  if (transcripts != NULL && transcripts->len > 0)
    heard->transcript = g_object_ref (g_ptr_array_index (transcripts, 0));
  return transcripts != NULL;
}

/* Most of it is within the span; without times it is the turn itself. */
static gboolean
is_within (const EncoreSegment *segment,
           guint                ordinal,
           EncoreSpan           span,
           guint                first_turn,
           guint                last_turn)
{
  if (segment->start_ms < 0)
    return ordinal + 1 >= first_turn && ordinal + 1 <= last_turn;

  gint64 middle_ms = (segment->start_ms + segment->end_ms) / 2;

  return middle_ms >= span.start_ms && middle_ms < span.end_ms;
}

static void
find_segments (const Heard    *heard,
               EncoreEvidence *evidence,
               guint           first_turn,
               guint           last_turn)
{
  for (guint i = 0; heard->transcript != NULL && i < encore_transcript_get_length (heard->transcript); i++)
    {
      if (!is_within (encore_transcript_get (heard->transcript, i), i, evidence->span, first_turn, last_turn))
        continue;
      if (evidence->first_segment < 0)
        evidence->first_segment = (int) i;
      evidence->last_segment = (int) i;
    }
}

static void
take_turns (const EncoreJsonSpot *spot,
            const Heard          *heard,
            EncoreAnswer         *answer)
{
  double first = 0, last = 0, start_ms = 0, end_ms = 0;

  encore_json_spot_number (spot, "at_turn", 1, MOST, &first);
  last = first;
  encore_json_spot_number (spot, "to_turn", first, MOST, &last);
  encore_json_spot_number (spot, "start_ms", 0, G_MAXINT, &start_ms);
  encore_json_spot_number (spot, "end_ms", start_ms, G_MAXINT, &end_ms);

  EncoreSpan span = { (gint64) start_ms, (gint64) end_ms };

  find_segments (heard, encore_answer_add_evidence (answer, NULL, span, -1, -1), (guint) first, (guint) last);
}

static void
take_evidence (Judging              *judging,
               const EncoreJsonSpot *spot,
               const Heard          *heard,
               EncoreAnswer         *answer)
{
  double turn = 0;

  if (!encore_json_spot_number (spot, "moment_at_turn", 1, MOST, &turn))
    {
      take_turns (spot, heard, answer);
      return;
    }

  g_autofree char *key = g_strdup_printf ("%s/%d", heard->name, (int) turn);
  const char *uuid = g_hash_table_lookup (judging->moments, key);
  EncoreSpan nowhere = { ENCORE_NO_TIME, ENCORE_NO_TIME };

  if (uuid == NULL)
    encore_json_spot_fail (spot, "moment_at_turn", _ ("there is no such moment"));
  else
    encore_answer_add_evidence (answer, uuid, nowhere, -1, -1);
}

/* ---- evaluations ---- */

static EncoreAnswer *
read_answer (Judging              *judging,
             const EncoreJsonSpot *spot,
             const Heard          *heard)
{
  EncoreAnswer *answer = encore_answer_new (encore_json_spot_text (spot, "key", ENCORE_JSON_REQUIRED));
  const char *option = text_of (spot, "option");
  EncoreJsonSpot inner;

  answer->not_applicable = encore_json_spot_boolean (spot, "na");
  if (option != NULL)
    encore_answer_set_option (answer, option);
  else
    answer->options = encore_json_spot_texts (spot, "options", MOST);
  encore_json_spot_number (spot, "number", -1e9, 1e9, &answer->number);
  answer->text = dup_text (spot, "text");
  answer->comment = dup_text (spot, "comment");
  for (guint i = 0; i < encore_json_spot_length (spot, "evidence", MOST); i++)
    if (encore_json_spot_enter (spot, "evidence", (int) i, &inner))
      take_evidence (judging, &inner, heard, answer);

  return answer;
}

static void
read_answers (Judging              *judging,
              const EncoreJsonSpot *spot,
              const Heard          *heard,
              EncoreEvaluation     *evaluation)
{
  EncoreJsonSpot inner;

  for (guint i = 0; i < encore_json_spot_length (spot, "answers", MOST); i++)
    if (encore_json_spot_enter (spot, "answers", (int) i, &inner))
      encore_evaluation_take_answer (evaluation, read_answer (judging, &inner, heard));
}

static gboolean
read_revision (Judging              *judging,
               const EncoreJsonSpot *spot,
               EncoreEvaluation     *evaluation,
               GError              **error)
{
  if (text_of (spot, "revises") == NULL)
    return TRUE;

  EncoreEvaluation *before = find (judging->evaluations, spot, "revises", error);

  if (before == NULL)
    return FALSE;

  evaluation->revises = g_strdup (before->uuid);
  evaluation->revision = before->revision + 1;
  evaluation->reason = dup_text (spot, "reason");
  return TRUE;
}

static void
read_times (const EncoreJsonSpot *spot,
            EncoreEvaluation     *evaluation)
{
  gint64 started_at = instant_of (spot, "started_at");

  evaluation->submitted_at = instant_of (spot, "submitted_at");
  evaluation->revealed_at = instant_of (spot, "revealed_at");
  evaluation->created_at = started_at != ENCORE_NO_TIME ? started_at : evaluation->submitted_at;
  if (evaluation->submitted_at != ENCORE_NO_TIME)
    evaluation->state = ENCORE_EVALUATION_SUBMITTED;
}

static char *
scenario_of (Judging    *judging,
             EncoreCall *call)
{
  for (guint i = 0; i < judging->scenarios->len; i++)
    {
      EncoreScenario *scenario = g_ptr_array_index (judging->scenarios, i);

      if (scenario->id == call->scenario_id)
        return g_strdup (scenario->uuid);
    }

  return NULL;
}

static void
read_words (Judging              *judging,
            const EncoreJsonSpot *spot,
            EncoreEvaluation     *evaluation)
{
  const char *kind = text_of (spot, "kind");

  evaluation->evaluator_id = person_of (judging, spot, "evaluator");
  if (kind == NULL || !encore_evaluation_kind_from_id (kind, &evaluation->kind))
    encore_json_spot_fail (spot, "kind", _ ("there is no such kind"));
  if (g_strcmp0 (text_of (spot, "purpose"), encore_purpose_to_id (ENCORE_PURPOSE_RECORD)) == 0)
    evaluation->purpose = ENCORE_PURPOSE_RECORD;
  evaluation->is_complex = encore_json_spot_boolean (spot, "complex");
  evaluation->comment = dup_text (spot, "comment");
  evaluation->proposal = dup_text (spot, "proposal");
}

/* Scored as submitting scores it. */
static void
keep_score (EncoreScorecard  *scorecard,
            EncoreEvaluation *evaluation)
{
  g_autoptr (EncoreScore) score = encore_score_of (scorecard, evaluation);

  if (evaluation->state == ENCORE_EVALUATION_SUBMITTED)
    encore_score_keep (score, evaluation);
}

static gboolean
put_evaluation (Judging              *judging,
                const EncoreJsonSpot *spot,
                GError              **error)
{
  EncoreScorecard *scorecard = find (judging->scorecards, spot, "scorecard", error);
  g_autoptr (EncoreEvaluation) evaluation = encore_evaluation_new ();
  g_auto (Heard) heard = { NULL };

  if (scorecard == NULL || !read_heard (judging, spot, &heard, error)
      || !read_revision (judging, spot, evaluation, error))
    return FALSE;

  evaluation->call_id = heard.call->id;
  evaluation->scorecard_id = scorecard->id;
  evaluation->scenario = scenario_of (judging, heard.call);
  read_words (judging, spot, evaluation);
  read_times (spot, evaluation);
  read_answers (judging, spot, &heard, evaluation);
  keep_score (scorecard, evaluation);
  if (spot->reading->error == NULL && !encore_db_put (judging->db, G_OBJECT (evaluation), error))
    return FALSE;

  g_hash_table_insert (judging->evaluations, dup_text (spot, "id"), g_steal_pointer (&evaluation));
  return TRUE;
}

/* ---- disputes ---- */

static EncoreDisputeState
state_of (const EncoreJsonSpot *spot)
{
  static const struct
  {
    const char *id;
    EncoreDisputeState state;
  } states[] = {
    { "accepted", ENCORE_DISPUTE_ACCEPTED },
    { "declined", ENCORE_DISPUTE_DECLINED },
    { "withdrawn", ENCORE_DISPUTE_WITHDRAWN },
  };
  const char *id = text_of (spot, "state");

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].id, id) == 0)
      return states[i].state;

  return ENCORE_DISPUTE_OPEN;
}

static gboolean
put_dispute (Judging              *judging,
             const EncoreJsonSpot *spot,
             GError              **error)
{
  EncoreEvaluation *evaluation = find (judging->evaluations, spot, "evaluation", error);
  g_autoptr (EncoreDispute) dispute = encore_dispute_new ();
  Heard nothing = { NULL };
  EncoreJsonSpot inner;

  if (evaluation == NULL)
    return FALSE;

  dispute->evaluation_id = evaluation->id;
  if (encore_json_spot_enter (spot, "answer", -1, &inner))
    dispute->proposed = read_answer (judging, &inner, &nothing);
  dispute->reason = dup_text (spot, "reason");
  dispute->author_id = person_of (judging, spot, "author");
  dispute->created_at = instant_of (spot, "created_at");
  dispute->state = state_of (spot);
  dispute->reply = dup_text (spot, "reply");
  dispute->replier_id = person_of (judging, spot, "replier");
  dispute->answered_at = instant_of (spot, "answered_at");
  return spot->reading->error != NULL || encore_db_put (judging->db, G_OBJECT (dispute), error);
}

/* ---- the whole ---- */

static gboolean
put_each (Judging              *judging,
          const EncoreJsonSpot *root,
          const char           *member,
          PutFunc               put,
          GError              **error)
{
  EncoreJsonSpot spot;

  for (guint i = 0; i < encore_json_spot_length (root, member, MOST); i++)
    if (encore_json_spot_enter (root, member, (int) i, &spot) && !put (judging, &spot, error))
      return FALSE;

  return TRUE;
}

static gboolean
put_all (Judging    *judging,
         JsonObject *object,
         GError    **error)
{
  EncoreJsonReading reading = { NULL, NULL };
  EncoreJsonSpot root = { &reading, NULL, NULL, -1, object };
  gboolean done = put_each (judging, &root, "scorecards", put_scorecard, error)
                  && put_each (judging, &root, "evaluations", put_evaluation, error)
                  && put_each (judging, &root, "disputes", put_dispute, error);

  if (reading.error == NULL)
    return done;

  if (done)
    g_propagate_error (error, reading.error);
  else
    g_error_free (reading.error);
  return FALSE;
}

static GHashTable *
list_people (EncoreDb *db,
             GError  **error)
{
  g_autoptr (GPtrArray) people = encore_db_list_people (db, 0, error);
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      EncorePerson *person = g_ptr_array_index (people, i);

      g_hash_table_insert (ids, g_strdup (person->name), GSIZE_TO_POINTER ((gsize) person->id));
    }

  if (people == NULL)
    g_clear_pointer (&ids, g_hash_table_unref);
  return ids;
}

static JsonObject *
parse_file (const char *directory,
            GError    **error)
{
  g_autofree char *path = g_build_filename (directory, "judging.json", NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return encore_strict_json_parse (text, (gssize) length, error);
}

/**
 * encore_demo_put_judging: (skip)
 * @db: in a transaction, with people, scenarios, calls, moments and brand values in it
 * @directory: the folder that holds judging.json and scorecards/
 * @calls: from the base name of a call to its uuid
 * @moments: from the base name of a call, a slash and a turn to the uuid of the moment that begins there
 * @error: why not
 *
 * Returns: whether scorecards, evaluations and disputes are written
 */
gboolean
encore_demo_put_judging (EncoreDb   *db,
                         const char *directory,
                         GHashTable *calls,
                         GHashTable *moments,
                         GError    **error)
{
  g_autoptr (JsonObject) object = parse_file (directory, error);
  g_autoptr (GHashTable) people = object != NULL ? list_people (db, error) : NULL;
  g_autoptr (GPtrArray) scenarios = people != NULL ? encore_db_list_scenarios (db, error) : NULL;
  g_autoptr (GHashTable) scorecards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GHashTable) evaluations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  Judging judging = { db, directory, calls, moments, people, scenarios, scorecards, evaluations };

  return scenarios != NULL && put_all (&judging, object, error);
}
