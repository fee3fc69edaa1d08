/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-evaluation.h"

#include <glib/gi18n.h>
#include <math.h>

static const struct
{
  const char *id;
  const char *label;
} kinds[] = {
  [ENCORE_EVALUATION_COACH] = { "coach", N_ ("Coach") },
  [ENCORE_EVALUATION_SELF] = { "self", N_ ("Self-review") },
  [ENCORE_EVALUATION_PEER] = { "peer", N_ ("Peer") },
  [ENCORE_EVALUATION_CALIBRATION] = { "calibration", N_ ("Calibration") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == ENCORE_EVALUATION_N_KINDS);

G_DEFINE_FINAL_TYPE (EncoreEvaluation, encore_evaluation, G_TYPE_OBJECT)

static void
encore_evaluation_finalize (GObject *object)
{
  EncoreEvaluation *self = ENCORE_EVALUATION (object);

  g_free (self->uuid);
  g_free (self->revises);
  g_free (self->reason);
  g_free (self->scenario);
  g_ptr_array_unref (self->answers);
  g_free (self->comment);
  g_free (self->proposal);
  g_free (self->failed_by);
  g_free (self->scorecard_family);
  g_free (self->scorecard_name);
  g_free (self->evaluator_name);
  g_free (self->call_uuid);
  g_free (self->call_title);
  g_free (self->agent_name);

  G_OBJECT_CLASS (encore_evaluation_parent_class)->finalize (object);
}

static void
encore_evaluation_class_init (EncoreEvaluationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_evaluation_finalize;
}

static void
encore_evaluation_init (EncoreEvaluation *self)
{
  self->revision = 1;
  self->submitted_at = ENCORE_NO_TIME;
  self->revealed_at = ENCORE_NO_TIME;
  self->call_started_at = ENCORE_NO_TIME;
  self->raw = NAN;
  self->score = NAN;
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_answer_free);
}

/**
 * encore_evaluation_new:
 *
 * Returns: (transfer full): an empty draft, for learning, to be filled
 */
EncoreEvaluation *
encore_evaluation_new (void)
{
  return g_object_new (ENCORE_TYPE_EVALUATION, NULL);
}

/* What it is of, and what was answered. */
static EncoreEvaluation *
copy_contents (EncoreEvaluation *self)
{
  EncoreEvaluation *copy = encore_evaluation_new ();

  copy->call_id = self->call_id;
  copy->scorecard_id = self->scorecard_id;
  copy->evaluator_id = self->evaluator_id;
  copy->kind = self->kind;
  copy->purpose = self->purpose;
  copy->scenario = g_strdup (self->scenario);
  copy->is_complex = self->is_complex;
  copy->comment = g_strdup (self->comment);
  copy->proposal = g_strdup (self->proposal);
  copy->revealed_at = self->revealed_at;
  copy->scorecard_family = g_strdup (self->scorecard_family);
  copy->scorecard_name = g_strdup (self->scorecard_name);
  copy->scorecard_version = self->scorecard_version;
  copy->evaluator_name = g_strdup (self->evaluator_name);
  copy->call_uuid = g_strdup (self->call_uuid);
  copy->call_title = g_strdup (self->call_title);
  copy->call_started_at = self->call_started_at;
  copy->agent_id = self->agent_id;
  copy->agent_name = g_strdup (self->agent_name);
  for (guint i = 0; i < self->answers->len; i++)
    g_ptr_array_add (copy->answers, encore_answer_copy (g_ptr_array_index (self->answers, i)));

  return copy;
}

/**
 * encore_evaluation_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreEvaluation *
encore_evaluation_copy (EncoreEvaluation *self)
{
  g_return_val_if_fail (ENCORE_IS_EVALUATION (self), NULL);

  EncoreEvaluation *copy = copy_contents (self);

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->state = self->state;
  copy->revision = self->revision;
  copy->revises = g_strdup (self->revises);
  copy->reason = g_strdup (self->reason);
  copy->submitted_at = self->submitted_at;
  copy->created_at = self->created_at;
  copy->updated_at = self->updated_at;
  copy->raw = self->raw;
  copy->score = self->score;
  copy->bonus = self->bonus;
  copy->failed_by = g_strdup (self->failed_by);
  copy->is_superseded = self->is_superseded;
  copy->n_open_disputes = self->n_open_disputes;
  return copy;
}

/**
 * encore_evaluation_revise:
 * @self: a submitted evaluation
 * @reason: why it is reopened
 * @evaluator_id: who does it
 *
 * Returns: (transfer full): a draft with the same answers, which takes its place once it is submitted
 */
EncoreEvaluation *
encore_evaluation_revise (EncoreEvaluation *self,
                          const char       *reason,
                          gint64            evaluator_id)
{
  g_return_val_if_fail (ENCORE_IS_EVALUATION (self), NULL);
  g_return_val_if_fail (self->state == ENCORE_EVALUATION_SUBMITTED, NULL);

  EncoreEvaluation *revision = copy_contents (self);

  revision->evaluator_id = evaluator_id;
  revision->revision = self->revision + 1;
  revision->revises = g_strdup (self->uuid);
  revision->reason = g_strdup (reason);
  return revision;
}

static gboolean
find_answer (EncoreEvaluation *self,
             const char       *key,
             guint            *index)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      const EncoreAnswer *answer = g_ptr_array_index (self->answers, i);

      if (g_strcmp0 (answer->key, key) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

EncoreAnswer *
encore_evaluation_find_answer (EncoreEvaluation *self,
                               const char       *key)
{
  g_return_val_if_fail (ENCORE_IS_EVALUATION (self), NULL);

  guint index;

  return find_answer (self, key, &index) ? g_ptr_array_index (self->answers, index) : NULL;
}

/**
 * encore_evaluation_take_answer:
 * @self: a draft being filled
 * @answer: (transfer full): an answer to one of the criteria
 *
 * Returns: (transfer none): @answer, which is the one to its criterion now
 */
EncoreAnswer *
encore_evaluation_take_answer (EncoreEvaluation *self,
                               EncoreAnswer     *answer)
{
  g_return_val_if_fail (ENCORE_IS_EVALUATION (self) && answer != NULL, NULL);

  encore_evaluation_clear_answer (self, answer->key);
  g_ptr_array_add (self->answers, answer);
  return answer;
}

void
encore_evaluation_clear_answer (EncoreEvaluation *self,
                                const char       *key)
{
  g_return_if_fail (ENCORE_IS_EVALUATION (self));

  guint index;

  if (find_answer (self, key, &index))
    g_ptr_array_remove_index (self->answers, index);
}

const char *
encore_evaluation_kind_to_id (EncoreEvaluationKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), kinds[0].id);

  return kinds[kind].id;
}

gboolean
encore_evaluation_kind_from_id (const char           *id,
                                EncoreEvaluationKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

const char *
encore_evaluation_kind_to_label (EncoreEvaluationKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), "");

  return _ (kinds[kind].label);
}

const char *
encore_purpose_to_id (EncorePurpose purpose)
{
  return purpose == ENCORE_PURPOSE_RECORD ? "record" : "learning";
}

const char *
encore_purpose_to_label (EncorePurpose purpose)
{
  return purpose == ENCORE_PURPOSE_RECORD ? _ ("For the record") : _ ("For learning");
}
