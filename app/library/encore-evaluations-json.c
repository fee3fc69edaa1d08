/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-evaluations-json.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-json-writer.h"
#include "encore-redaction.h"
#include "encore-scorecard-json.h"
#include "encore-strict-json.h"
#include "encore-text.h"

#define MOST 1000

void
encore_judged_free (EncoreJudged *self)
{
  g_clear_pointer (&self->scorecards, g_ptr_array_unref);
  g_clear_pointer (&self->principles, g_ptr_array_unref);
  g_clear_pointer (&self->evaluations, g_ptr_array_unref);
  g_free (self);
}

/* ---- writing ---- */

typedef struct
{
  EncoreJsonWriter json;
  const EncoreJudged *judged;
  GPtrArray *redactions;
} Writer;

/* What people wrote, without what nobody may read. */
static void
write_words (Writer     *writer,
             const char *name,
             const char *words)
{
  g_autofree char *masked = writer->redactions != NULL ? encore_redactions_mask_note (writer->redactions, words)
                                                       : g_strdup (words);

  encore_json_writer_string (&writer->json, name, masked);
}

static void
write_instant (Writer     *writer,
               const char *name,
               gint64      instant_ms)
{
  if (instant_ms > 0)
    encore_json_writer_int (&writer->json, name, instant_ms);
}

static void
write_evidence (Writer               *writer,
                const EncoreEvidence *evidence)
{
  EncoreJsonWriter *json = &writer->json;

  encore_json_writer_open (json, NULL, '{');
  encore_json_writer_string (json, "moment", evidence->moment);
  if (evidence->span.start_ms >= 0)
    {
      encore_json_writer_int (json, "start_ms", evidence->span.start_ms);
      encore_json_writer_int (json, "end_ms", evidence->span.end_ms);
    }
  if (evidence->first_segment >= 0)
    {
      encore_json_writer_int (json, "first_segment", evidence->first_segment);
      encore_json_writer_int (json, "last_segment", evidence->last_segment);
    }
  encore_json_writer_close (json, '}');
}

static void
write_answer (Writer             *writer,
              const EncoreAnswer *answer)
{
  EncoreJsonWriter *json = &writer->json;

  encore_json_writer_open (json, NULL, '{');
  encore_json_writer_text (json, "key", answer->key);
  if (answer->not_applicable)
    encore_json_writer_bool (json, "na", TRUE);
  if (answer->options != NULL && answer->options[0] != NULL)
    {
      encore_json_writer_open (json, "options", '[');
      for (guint i = 0; answer->options[i] != NULL; i++)
        encore_json_writer_text (json, NULL, answer->options[i]);
      encore_json_writer_close (json, ']');
    }
  if (!isnan (answer->number))
    encore_json_writer_number (json, "number", answer->number);
  write_words (writer, "text", answer->text);
  write_words (writer, "comment", answer->comment);
  if (answer->evidence->len > 0)
    {
      encore_json_writer_open (json, "evidence", '[');
      for (guint i = 0; i < answer->evidence->len; i++)
        write_evidence (writer, g_ptr_array_index (answer->evidence, i));
      encore_json_writer_close (json, ']');
    }
  encore_json_writer_close (json, '}');
}

static const char *
scorecard_uuid (const EncoreJudged *judged,
                gint64              id)
{
  for (guint i = 0; i < judged->scorecards->len; i++)
    if (((EncoreScorecard *) g_ptr_array_index (judged->scorecards, i))->id == id)
      return ((EncoreScorecard *) g_ptr_array_index (judged->scorecards, i))->uuid;

  return NULL;
}

static void
write_score (Writer           *writer,
             EncoreEvaluation *evaluation)
{
  if (isnan (evaluation->score))
    return;

  encore_json_writer_number (&writer->json, "score", evaluation->score);
  encore_json_writer_number (&writer->json, "raw", evaluation->raw);
  encore_json_writer_string (&writer->json, "failed-by", evaluation->failed_by);
}

static void
write_evaluation (Writer           *writer,
                  EncoreEvaluation *evaluation)
{
  EncoreJsonWriter *json = &writer->json;

  encore_json_writer_open (json, NULL, '{');
  encore_json_writer_text (json, "uuid", evaluation->uuid);
  encore_json_writer_text (json, "scorecard", scorecard_uuid (writer->judged, evaluation->scorecard_id));
  encore_json_writer_text (json, "kind", encore_evaluation_kind_to_id (evaluation->kind));
  encore_json_writer_text (json, "purpose", encore_purpose_to_id (evaluation->purpose));
  encore_json_writer_string (json, "evaluator", evaluation->evaluator_name);
  encore_json_writer_int (json, "revision", evaluation->revision);
  encore_json_writer_string (json, "revises", evaluation->revises);
  write_words (writer, "reason", evaluation->reason);
  encore_json_writer_string (json, "scenario", evaluation->scenario);
  if (evaluation->is_complex)
    encore_json_writer_bool (json, "complex", TRUE);
  write_words (writer, "comment", evaluation->comment);
  write_words (writer, "proposal", evaluation->proposal);
  write_instant (writer, "created_at", evaluation->created_at);
  write_instant (writer, "submitted_at", evaluation->submitted_at);
  write_instant (writer, "revealed_at", evaluation->revealed_at);
  write_score (writer, evaluation);
  encore_json_writer_open (json, "answers", '[');
  for (guint i = 0; i < evaluation->answers->len; i++)
    write_answer (writer, g_ptr_array_index (evaluation->answers, i));
  encore_json_writer_close (json, ']');
  encore_json_writer_close (json, '}');
}

static void
write_version (Writer          *writer,
               EncoreScorecard *scorecard)
{
  g_autofree char *text = encore_scorecard_to_json (scorecard, writer->judged->principles);

  encore_json_writer_open (&writer->json, NULL, '{');
  write_instant (writer, "published_at", scorecard->published_at);
  encore_json_writer_raw (&writer->json, "scorecard", text);
  encore_json_writer_close (&writer->json, '}');
}

/**
 * encore_judged_to_json:
 * @self: what was judged of a call
 * @redactions: (nullable) (element-type EncoreRedaction): of the call
 *
 * Returns: (transfer full): an object with the scorecards and the evaluations by them; scores stand in it for readers, and
 *   are worked out anew where it is imported
 */
char *
encore_judged_to_json (const EncoreJudged *self,
                       GPtrArray          *redactions)
{
  Writer writer = { .judged = self, .redactions = redactions };

  encore_json_writer_init (&writer.json);
  encore_json_writer_open (&writer.json, NULL, '{');
  encore_json_writer_open (&writer.json, "scorecards", '[');
  for (guint i = 0; i < self->scorecards->len; i++)
    write_version (&writer, g_ptr_array_index (self->scorecards, i));
  encore_json_writer_close (&writer.json, ']');
  encore_json_writer_open (&writer.json, "evaluations", '[');
  for (guint i = 0; i < self->evaluations->len; i++)
    write_evaluation (&writer, g_ptr_array_index (self->evaluations, i));
  encore_json_writer_close (&writer.json, ']');
  encore_json_writer_close (&writer.json, '}');
  return encore_json_writer_finish (&writer.json);
}

/* ---- reading ---- */

static char *
dup_text (const EncoreJsonSpot *spot,
          const char           *member)
{
  return g_strdup (encore_json_spot_text (spot, member, ENCORE_JSON_OPTIONAL));
}

static gint64
whole_number (const EncoreJsonSpot *spot,
              const char           *member,
              gint64                absent)
{
  double number = (double) absent;

  encore_json_spot_number (spot, member, 0, 1e15, &number);
  return (gint64) number;
}

static char *
dup_uuid (const EncoreJsonSpot *spot,
          const char           *member,
          EncoreJsonNeed        need)
{
  const char *text = encore_json_spot_text (spot, member, need);

  if (text != NULL && !g_uuid_string_is_valid (text))
    encore_json_spot_fail (spot, member, _ ("this is not a uuid"));
  return g_strdup (text);
}

static void
read_evidence (const EncoreJsonSpot *spot,
               EncoreAnswer         *answer)
{
  g_autofree char *moment = dup_uuid (spot, "moment", ENCORE_JSON_OPTIONAL);
  EncoreSpan span = { whole_number (spot, "start_ms", ENCORE_NO_TIME), whole_number (spot, "end_ms", ENCORE_NO_TIME) };
  gint64 first = MIN (whole_number (spot, "first_segment", -1), G_MAXINT);
  gint64 last = MIN (whole_number (spot, "last_segment", -1), G_MAXINT);

  if (span.start_ms == ENCORE_NO_TIME || span.end_ms < span.start_ms)
    span.start_ms = span.end_ms = ENCORE_NO_TIME;
  if (first < 0 || last < first)
    first = last = -1;
  if (moment != NULL || first >= 0 || span.start_ms != ENCORE_NO_TIME)
    encore_answer_add_evidence (answer, moment, span, (int) first, (int) last);
}

static EncoreAnswer *
read_answer (const EncoreJsonSpot *spot)
{
  const char *key = encore_json_spot_text (spot, "key", ENCORE_JSON_REQUIRED);
  EncoreAnswer *answer = encore_answer_new (key != NULL ? key : "");
  EncoreJsonSpot inner;

  answer->not_applicable = encore_json_spot_boolean (spot, "na");
  answer->options = encore_json_spot_texts (spot, "options", MOST);
  encore_json_spot_number (spot, "number", -1e9, 1e9, &answer->number);
  answer->text = dup_text (spot, "text");
  answer->comment = dup_text (spot, "comment");
  for (guint i = 0; i < encore_json_spot_length (spot, "evidence", MOST); i++)
    if (encore_json_spot_enter (spot, "evidence", (int) i, &inner))
      read_evidence (&inner, answer);

  return answer;
}

/* Counted from 1; 0: none. */
static gint64
place_of (GPtrArray  *scorecards,
          const char *uuid)
{
  for (guint i = 0; i < scorecards->len; i++)
    if (g_strcmp0 (((EncoreScorecard *) g_ptr_array_index (scorecards, i))->uuid, uuid) == 0)
      return i + 1;

  return 0;
}

static void
read_kind (const EncoreJsonSpot *spot,
           EncoreEvaluation     *evaluation)
{
  const char *kind = encore_json_spot_text (spot, "kind", ENCORE_JSON_REQUIRED);
  const char *purpose = encore_json_spot_text (spot, "purpose", ENCORE_JSON_REQUIRED);

  if (kind == NULL || !encore_evaluation_kind_from_id (kind, &evaluation->kind))
    encore_json_spot_fail (spot, "kind", _ ("there is no such kind"));
  if (g_strcmp0 (purpose, encore_purpose_to_id (ENCORE_PURPOSE_RECORD)) == 0)
    evaluation->purpose = ENCORE_PURPOSE_RECORD;
  if (evaluation->purpose == ENCORE_PURPOSE_RECORD && evaluation->kind != ENCORE_EVALUATION_COACH)
    encore_json_spot_fail (spot, "purpose", _ ("only a coach evaluates for the record"));
}

static void
read_times (const EncoreJsonSpot *spot,
            EncoreEvaluation     *evaluation)
{
  evaluation->submitted_at = whole_number (spot, "submitted_at", ENCORE_NO_TIME);
  evaluation->created_at = whole_number (spot, "created_at", 0);
  evaluation->revealed_at = whole_number (spot, "revealed_at", ENCORE_NO_TIME);
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  if (evaluation->submitted_at <= 0)
    encore_json_spot_fail (spot, "submitted_at", _ ("is missing"));
}

static EncoreEvaluation *
read_evaluation (const EncoreJsonSpot *spot,
                 GPtrArray            *scorecards)
{
  EncoreEvaluation *evaluation = encore_evaluation_new ();
  EncoreJsonSpot inner;

  evaluation->uuid = dup_uuid (spot, "uuid", ENCORE_JSON_REQUIRED);
  evaluation->scorecard_id = place_of (scorecards, encore_json_spot_text (spot, "scorecard", ENCORE_JSON_REQUIRED));
  if (evaluation->scorecard_id == 0)
    encore_json_spot_fail (spot, "scorecard", _ ("there is no such scorecard"));
  read_kind (spot, evaluation);
  read_times (spot, evaluation);
  evaluation->evaluator_name = dup_text (spot, "evaluator");
  evaluation->revision = (int) CLAMP (whole_number (spot, "revision", 1), 1, G_MAXINT);
  evaluation->revises = dup_uuid (spot, "revises", ENCORE_JSON_OPTIONAL);
  evaluation->reason = dup_text (spot, "reason");
  evaluation->scenario = dup_uuid (spot, "scenario", ENCORE_JSON_OPTIONAL);
  evaluation->is_complex = encore_json_spot_boolean (spot, "complex");
  evaluation->comment = dup_text (spot, "comment");
  evaluation->proposal = dup_text (spot, "proposal");
  for (guint i = 0; i < encore_json_spot_length (spot, "answers", MOST); i++)
    if (encore_json_spot_enter (spot, "answers", (int) i, &inner))
      encore_evaluation_take_answer (evaluation, read_answer (&inner));

  return evaluation;
}

static void
read_version (const EncoreJsonSpot *spot,
              EncoreJudged         *judged)
{
  JsonNode *node = json_object_get_member (spot->object, "scorecard");
  g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : NULL;
  g_autoptr (GPtrArray) principles = NULL;
  g_autoptr (GError) failure = NULL;
  EncoreScorecard *scorecard = NULL;

  if (text != NULL)
    scorecard = encore_scorecard_from_json (text, -1, &principles, spot->reading->warnings, &failure);
  if (scorecard == NULL)
    {
      encore_json_spot_fail (spot, "scorecard", failure != NULL ? failure->message : _ ("is missing"));
      return;
    }

  g_ptr_array_add (judged->scorecards, scorecard);
  g_ptr_array_extend (judged->principles, principles, (GCopyFunc) g_object_ref, NULL);
  scorecard->published_at = whole_number (spot, "published_at", 0);
  if (scorecard->uuid == NULL || scorecard->family == NULL || scorecard->version == 0)
    encore_json_spot_fail (spot, "scorecard", _ ("it is not a published one"));
}

static void
read_all (const EncoreJsonSpot *root,
          EncoreJudged         *judged)
{
  EncoreJsonSpot spot;

  for (guint i = 0; i < encore_json_spot_length (root, "scorecards", MOST); i++)
    if (encore_json_spot_enter (root, "scorecards", (int) i, &spot))
      read_version (&spot, judged);
  for (guint i = 0; i < encore_json_spot_length (root, "evaluations", MOST); i++)
    if (encore_json_spot_enter (root, "evaluations", (int) i, &spot))
      g_ptr_array_add (judged->evaluations, read_evaluation (&spot, judged->scorecards));
}

/**
 * encore_judged_from_json:
 * @text: what encore_judged_to_json() has written
 * @warnings: (nullable) (element-type utf8): gets a sentence for each thing that was passed over
 * @error: return location: the first thing that is wrong, and where
 *
 * Returns: (transfer full) (nullable): what it says
 */
EncoreJudged *
encore_judged_from_json (const char *text,
                         GPtrArray  *warnings,
                         GError    **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (JsonObject) object = encore_strict_json_parse (text, -1, error);
  g_autoptr (EncoreJudged) judged = g_new0 (EncoreJudged, 1);
  EncoreJsonReading reading = { warnings, NULL };
  EncoreJsonSpot root = { &reading, NULL, NULL, -1, object };

  judged->scorecards = g_ptr_array_new_with_free_func (g_object_unref);
  judged->principles = g_ptr_array_new_with_free_func (g_object_unref);
  judged->evaluations = g_ptr_array_new_with_free_func (g_object_unref);
  if (object == NULL)
    return NULL;

  read_all (&root, judged);
  if (reading.error == NULL)
    return g_steal_pointer (&judged);

  g_propagate_error (error, reading.error);
  return NULL;
}
