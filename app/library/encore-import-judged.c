/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-import-private.h"

#include <glib/gi18n.h>

#include "encore-db.h"
#include "encore-evaluations-json.h"
#include "encore-score.h"
#include "encore-scorecard-import.h"
#include "encore-text.h"

/* Evaluations that a vCon of another Encore brings along, with the scorecards they go by. */

typedef struct
{
  EncoreDb *db;
  EncorePrepared *prepared;
  EncoreCall *call;
  EncoreJudged *judged;
  GPtrArray *known;    /* scorecards that are there */
  GPtrArray *moments;  /* of the call */
  GPtrArray *versions; /* for each scorecard that was brought: the one it is here, or NULL */
  GHashTable *written; /* uuid -> EncoreEvaluation */
  GHashTable *revised; /* uuids of those that have a revision */
} Ground;

static void
ground_clear (Ground *ground)
{
  g_clear_pointer (&ground->judged, encore_judged_free);
  g_clear_pointer (&ground->known, g_ptr_array_unref);
  g_clear_pointer (&ground->moments, g_ptr_array_unref);
  g_clear_pointer (&ground->versions, g_ptr_array_unref);
  g_clear_pointer (&ground->written, g_hash_table_unref);
  g_clear_pointer (&ground->revised, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, ground_clear)

static void note (Ground *ground, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
note (Ground     *ground,
      const char *format,
      ...)
{
  va_list values;

  va_start (values, format);
  g_ptr_array_add (ground->prepared->notes, g_strdup_vprintf (format, values));
  va_end (values);
}

static void
unref_some (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

/* ---- scorecards ---- */

/* The same version here: by its uuid, else by family and number when it asks the same. */
static EncoreScorecard *
find_version (Ground          *ground,
              EncoreScorecard *wanted,
              gboolean        *is_taken)
{
  for (guint i = 0; i < ground->known->len; i++)
    {
      EncoreScorecard *known = g_ptr_array_index (ground->known, i);
      gboolean has_number = g_strcmp0 (known->family, wanted->family) == 0 && known->version == wanted->version;

      if (g_strcmp0 (known->uuid, wanted->uuid) != 0 && !has_number)
        continue;

      *is_taken = TRUE;
      return known->status != ENCORE_SCORECARD_DRAFT && encore_scorecard_equal (known, wanted) ? known : NULL;
    }

  *is_taken = FALSE;
  return NULL;
}

/* Brought along as it was published. */
static gboolean
put_version (Ground          *ground,
             EncoreScorecard *scorecard,
             GError         **error)
{
  g_autoptr (GPtrArray) problems = encore_scorecard_list_problems (scorecard);

  if (problems->len > 0)
    {
      note (ground, _ ("The scorecard “%s” was left out, and what was judged by it."), scorecard->name);
      return TRUE;
    }

  scorecard->status = ENCORE_SCORECARD_PUBLISHED;
  if (scorecard->published_at <= 0)
    scorecard->published_at = encore_text_now ();
  if (!encore_db_put (ground->db, G_OBJECT (scorecard), error))
    return FALSE;

  g_ptr_array_index (ground->versions, ground->versions->len - 1) = g_object_ref (scorecard);
  return TRUE;
}

static gboolean
take_version (Ground          *ground,
              EncoreScorecard *scorecard,
              GError         **error)
{
  gboolean is_taken;
  EncoreScorecard *known = find_version (ground, scorecard, &is_taken);

  g_ptr_array_add (ground->versions, known != NULL ? g_object_ref (known) : NULL);
  if (known != NULL)
    return TRUE;
  if (!is_taken)
    return put_version (ground, scorecard, error);

  note (ground, _ ("The scorecard “%s” is another one here: what was judged by it was left out."), scorecard->name);
  return TRUE;
}

/* The brand values and pillars that are here are meant; the others are made. */
static gboolean
put_principles (EncoreDb     *db,
                EncoreJudged *judged,
                GError      **error)
{
  g_autoptr (GPtrArray) known = encore_db_list_principles (db, error);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);

  if (known == NULL)
    return FALSE;

  for (guint i = 0; i < judged->scorecards->len; i++)
    encore_scorecard_link_principles (g_ptr_array_index (judged->scorecards, i), judged->principles, known, made);
  for (guint i = 0; i < made->len; i++)
    if (!encore_db_put (db, G_OBJECT (g_ptr_array_index (made, i)), error))
      return FALSE;

  return TRUE;
}

/**
 * encore_prepared_write_principles: (skip)
 * @db: in a transaction
 * @prepared: what was read
 * @error: why not
 *
 * Before the moments, which may show one of them.
 *
 * Returns: whether the brand values and pillars of the scorecards in the documents are there
 */
gboolean
encore_prepared_write_principles (EncoreDb       *db,
                                  EncorePrepared *prepared,
                                  GError        **error)
{
  for (guint i = 0; i < prepared->documents->len; i++)
    {
      EncoreDocument *document = g_ptr_array_index (prepared->documents, i);
      g_autoptr (EncoreJudged) judged = document->evaluations != NULL
                                            ? encore_judged_from_json (document->evaluations, NULL, NULL)
                                            : NULL;

      if (judged != NULL && !put_principles (db, judged, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_scorecards (Ground  *ground,
                GError **error)
{
  for (guint i = 0; i < ground->judged->scorecards->len; i++)
    if (!take_version (ground, g_ptr_array_index (ground->judged->scorecards, i), error))
      return FALSE;

  return TRUE;
}

/* ---- evaluations ---- */

static gboolean
has_moment (Ground     *ground,
            const char *uuid)
{
  for (guint i = 0; i < ground->moments->len; i++)
    if (g_strcmp0 (((EncoreMoment *) g_ptr_array_index (ground->moments, i))->uuid, uuid) == 0)
      return TRUE;

  return FALSE;
}

/* Moments that did not come along are no evidence here. */
static void
drop_evidence (Ground       *ground,
               EncoreAnswer *answer)
{
  for (guint i = answer->evidence->len; i > 0; i--)
    {
      const EncoreEvidence *evidence = g_ptr_array_index (answer->evidence, i - 1);

      if (evidence->moment != NULL && !has_moment (ground, evidence->moment))
        g_ptr_array_remove_index (answer->evidence, i - 1);
    }
}

static gboolean
fits (const EncoreAnswer    *answer,
      const EncoreCriterion *criterion)
{
  if (criterion == NULL || (answer->not_applicable && !criterion->allows_na))
    return FALSE;
  for (guint i = 0; answer->options != NULL && answer->options[i] != NULL; i++)
    if (encore_criterion_find_option (criterion, answer->options[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* It takes the place of one that came before it, and no other does. */
static gboolean
is_revision (Ground           *ground,
             EncoreEvaluation *evaluation,
             EncoreScorecard  *scorecard)
{
  EncoreEvaluation *before = g_hash_table_lookup (ground->written, evaluation->revises);

  return before != NULL && before->revision == evaluation->revision - 1 && before->scorecard_id == scorecard->id
         && before->kind == evaluation->kind && before->purpose == evaluation->purpose
         && !encore_text_is_blank (evaluation->reason) && !g_hash_table_contains (ground->revised, evaluation->revises);
}

/* Whether all that is answered can be answered so. */
static gboolean
is_sound (Ground           *ground,
          EncoreEvaluation *evaluation,
          EncoreScorecard  *scorecard)
{
  for (guint i = 0; i < evaluation->answers->len; i++)
    {
      EncoreAnswer *answer = g_ptr_array_index (evaluation->answers, i);

      if (!fits (answer, encore_scorecard_find_criterion (scorecard, answer->key, NULL)))
        return FALSE;
      drop_evidence (ground, answer);
    }

  return evaluation->revises == NULL ? evaluation->revision == 1 : is_revision (ground, evaluation, scorecard);
}

static gboolean
is_known (Ground     *ground,
          const char *uuid)
{
  g_autoptr (EncoreEvaluation) known = encore_db_find_evaluation (ground->db, uuid, NULL);

  return known != NULL;
}

static gboolean
put_evaluation (Ground           *ground,
                EncoreEvaluation *evaluation,
                GError          **error)
{
  EncoreScorecard *scorecard = g_ptr_array_index (ground->versions, evaluation->scorecard_id - 1);
  g_autoptr (EncorePerson) evaluator = evaluation->evaluator_name != NULL
                                           ? encore_db_find_person_by_alias (ground->db, evaluation->evaluator_name,
                                                                             NULL)
                                           : NULL;

  if (scorecard == NULL || is_known (ground, evaluation->uuid))
    return TRUE;
  if (!is_sound (ground, evaluation, scorecard))
    {
      note (ground, _ ("An evaluation by “%s” was left out: it does not fit its scorecard."), scorecard->name);
      return TRUE;
    }

  evaluation->call_id = ground->call->id;
  evaluation->scorecard_id = scorecard->id;
  evaluation->evaluator_id = evaluator != NULL ? evaluator->id : 0;
  g_autoptr (EncoreScore) score = encore_score_of (scorecard, evaluation);
  encore_score_keep (score, evaluation);
  g_hash_table_insert (ground->written, evaluation->uuid, evaluation);
  if (evaluation->revises != NULL)
    g_hash_table_add (ground->revised, evaluation->revises);
  return encore_db_put (ground->db, G_OBJECT (evaluation), error);
}

static gboolean
put_evaluations (Ground  *ground,
                 GError **error)
{
  for (guint i = 0; i < ground->judged->evaluations->len; i++)
    if (!put_evaluation (ground, g_ptr_array_index (ground->judged->evaluations, i), error))
      return FALSE;

  return TRUE;
}

/* What cannot be read is noted: the call itself is worth more. */
static gboolean
write_one (Ground     *ground,
           const char *text,
           GError    **error)
{
  g_autoptr (GError) failure = NULL;

  ground->judged = encore_judged_from_json (text, ground->prepared->notes, &failure);
  if (ground->judged == NULL)
    {
      note (ground, _ ("The evaluations were left out: %s"), failure->message);
      return TRUE;
    }

  return (ground->known = encore_db_list_scorecards (ground->db, error)) != NULL
         && (ground->moments = encore_db_list_moments_of_call (ground->db, ground->call->id, error)) != NULL
         && put_principles (ground->db, ground->judged, error) && put_scorecards (ground, error)
         && put_evaluations (ground, error);
}

/**
 * encore_prepared_write_judged: (skip)
 * @db: in a transaction
 * @prepared: what was read
 * @call: the new call it has become, with its moments
 * @error: why not
 *
 * Returns: whether all evaluations of the documents are written; those that cannot be are noted
 */
gboolean
encore_prepared_write_judged (EncoreDb       *db,
                              EncorePrepared *prepared,
                              EncoreCall     *call,
                              GError        **error)
{
  for (guint i = 0; i < prepared->documents->len; i++)
    {
      EncoreDocument *document = g_ptr_array_index (prepared->documents, i);
      g_auto (Ground) ground = { .db = db, .prepared = prepared, .call = call };

      ground.versions = g_ptr_array_new_with_free_func (unref_some);
      ground.written = g_hash_table_new (g_str_hash, g_str_equal);
      ground.revised = g_hash_table_new (g_str_hash, g_str_equal);
      if (document->evaluations != NULL && !write_one (&ground, document->evaluations, error))
        return FALSE;
    }

  return TRUE;
}
