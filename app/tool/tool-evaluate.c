/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>

#include "encore-answers-json.h"
#include "encore-error.h"
#include "encore-score.h"
#include "encore-text.h"

/* evaluate: answers a scorecard for a call, from a file. */

/* The library, for the length of one command. */
typedef EncoreLibrary OpenLibrary;

static void
close_library (OpenLibrary *library)
{
  encore_library_close (library);
  g_object_unref (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenLibrary, close_library)

/* What is being done, with what it was found to be about. */
typedef struct
{
  Tool *tool;
  EncoreLibrary *library;
  EncoreEvaluationKind kind;
  EncorePurpose purpose;
  EncoreCall *call;
  EncoreScorecard *scorecard;
  EncorePerson *evaluator;  /* (nullable) */
  EncoreEvaluation *before; /* (nullable): the draft that it goes on with */
  EncoreEvaluation *after;
} Evaluating;

static void
evaluating_clear (Evaluating *self)
{
  g_clear_object (&self->call);
  g_clear_object (&self->scorecard);
  g_clear_object (&self->evaluator);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Evaluating, evaluating_clear)

/* --- Who, what --- */

/* A self-review is the agent's: nobody else can write one, and it is no coach's or peer's. */
static gboolean
may_evaluate (Evaluating *self,
              GError    **error)
{
  gint64 agent_id = self->call->agent_id;
  gboolean is_agent = agent_id != 0 && self->evaluator != NULL && self->evaluator->id == agent_id;

  if (self->kind == ENCORE_EVALUATION_SELF && !is_agent && (agent_id == 0 || self->evaluator != NULL))
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                         _ ("a self-review is made by the agent who took the call"));
  else if (is_agent && (self->kind == ENCORE_EVALUATION_COACH || self->kind == ENCORE_EVALUATION_PEER))
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("%s took the call: that is a self-review, --kind self"),
                 self->evaluator->name);
  else
    return TRUE;

  return FALSE;
}

static gboolean
find_evaluator (Evaluating *self,
                GError    **error)
{
  Tool *tool = self->tool;

  if (tool->author != NULL)
    {
      self->evaluator = encore_library_find_person (self->library, tool->author, error);
      if (self->evaluator == NULL)
        g_prefix_error (error, "%s: ", tool->author);
    }
  return (tool->author == NULL || self->evaluator != NULL) && may_evaluate (self, error);
}

static gint64
evaluator_id (Evaluating *self)
{
  if (self->evaluator != NULL)
    return self->evaluator->id;

  return self->kind == ENCORE_EVALUATION_SELF ? self->call->agent_id : 0;
}

static char *
find_scenario (EncoreLibrary *library,
               gint64         scenario_id)
{
  g_autoptr (GPtrArray) scenarios = encore_library_list (library, ENCORE_LISTING_SCENARIOS, 0, NULL);

  for (guint i = 0; scenarios != NULL && i < scenarios->len; i++)
    {
      const EncoreScenario *scenario = g_ptr_array_index (scenarios, i);

      if (scenario->id == scenario_id)
        return g_strdup (scenario->uuid);
    }

  return NULL;
}

/* --- A new one, a draft that goes on, or a revision --- */

static gboolean
is_own (Evaluating       *self,
        EncoreEvaluation *evaluation)
{
  return evaluation->kind == self->kind && evaluation->evaluator_id == evaluator_id (self);
}

/* The newest first, as they are listed. */
static EncoreEvaluation *
find_draft (Evaluating *self,
            GPtrArray  *evaluations)
{
  for (guint i = 0; i < evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (evaluations, i);

      if (is_own (self, evaluation) && evaluation->state == ENCORE_EVALUATION_DRAFT
          && evaluation->scorecard_id == self->scorecard->id)
        return evaluation;
    }

  return NULL;
}

static EncoreEvaluation *
find_submitted (Evaluating *self,
                GPtrArray  *evaluations,
                gboolean    any_version)
{
  for (guint i = 0; i < evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (evaluations, i);

      if (!is_own (self, evaluation) || evaluation->state != ENCORE_EVALUATION_SUBMITTED || evaluation->is_superseded)
        continue;
      if (evaluation->scorecard_id == self->scorecard->id
          || (any_version && g_strcmp0 (evaluation->scorecard_family, self->scorecard->family) == 0))
        return evaluation;
    }

  return NULL;
}

static gboolean
begin_new (Evaluating *self,
           GError    **error)
{
  if (self->scorecard->status != ENCORE_SCORECARD_PUBLISHED)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                   self->scorecard->status == ENCORE_SCORECARD_DRAFT
                       ? _ ("“%s” is a draft: only what is published is evaluated with")
                       : _ ("“%s” is retired: nothing new is evaluated with it"),
                   self->scorecard->name);
      return FALSE;
    }

  self->after = encore_evaluation_new ();
  self->after->call_id = self->call->id;
  self->after->scorecard_id = self->scorecard->id;
  self->after->evaluator_id = evaluator_id (self);
  self->after->kind = self->kind;
  self->after->purpose = self->purpose;
  self->after->scenario = find_scenario (self->library, self->call->scenario_id);
  return TRUE;
}

/* What is revised may answer an older version: it is that one's again. */
static gboolean
choose_revised (Evaluating       *self,
                EncoreEvaluation *revised,
                GError          **error)
{
  if (revised == NULL || revised->scorecard_id == self->scorecard->id)
    return TRUE;

  g_clear_object (&self->scorecard);
  self->scorecard = tool_find_version (self->library, revised->scorecard_id, error);
  return self->scorecard != NULL;
}

static void
go_on (Evaluating       *self,
       EncoreEvaluation *draft)
{
  self->before = g_object_ref (draft);
  self->after = encore_evaluation_copy (draft);
  if (self->after->revises == NULL)
    {
      self->after->purpose = self->tool->purpose != NULL ? self->purpose : draft->purpose;
      return;
    }
  if (self->tool->reason == NULL)
    return;

  g_free (self->after->reason);
  self->after->reason = g_strdup (self->tool->reason);
}

static gboolean
begin_revision (Evaluating       *self,
                EncoreEvaluation *revised,
                GError          **error)
{
  if (revised != NULL)
    self->after = encore_evaluation_revise (revised, self->tool->reason, evaluator_id (self));
  else
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING,
                         _ ("there is nothing to revise: who does this has submitted none of that kind with it"));

  return revised != NULL;
}

static gboolean
begin (Evaluating *self,
       GError    **error)
{
  gboolean is_revising = self->tool->reason != NULL;
  g_autoptr (GPtrArray) evaluations = encore_library_list (self->library, ENCORE_LISTING_EVALUATIONS_OF_CALL,
                                                           self->call->id, error);
  EncoreEvaluation *submitted = evaluations != NULL ? find_submitted (self, evaluations, is_revising) : NULL;

  if (evaluations == NULL || (is_revising && !choose_revised (self, submitted, error)))
    return FALSE;

  EncoreEvaluation *draft = find_draft (self, evaluations);

  if (draft != NULL)
    go_on (self, draft);
  else if (is_revising)
    return begin_revision (self, submitted, error);
  else if (submitted == NULL)
    return begin_new (self, error);
  else
    g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                 _ ("this was evaluated already, in %.8s, and stays as it is; --reason TEXT revises it"),
                 submitted->uuid);

  return draft != NULL;
}

/* --- The answers --- */

static gboolean
read_answers (Evaluating *self)
{
  const char *path = self->tool->answers;
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, &length, &error))
    {
      tool_fail (path, error);
      return FALSE;
    }

  g_autoptr (GPtrArray) moments = encore_library_list (self->library, ENCORE_LISTING_MOMENTS_OF_CALL, self->call->id,
                                                       NULL);
  g_autoptr (GPtrArray) transcripts = encore_library_list (self->library, ENCORE_LISTING_TRANSCRIPTS_OF_CALL,
                                                           self->call->id, NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  EncoreTranscript *transcript = transcripts != NULL && transcripts->len > 0 ? g_ptr_array_index (transcripts, 0)
                                                                             : NULL;
  EncoreAnswersCall call = { moments, transcript, self->call->duration_ms };

  if (encore_answers_read (self->after, self->scorecard, &call, text, (gssize) length, problems) && !self->tool->draft)
    encore_answers_list_missing (self->after, self->scorecard, problems);
  for (guint i = 0; i < problems->len; i++)
    g_printerr ("%s: %s\n", path, (const char *) g_ptr_array_index (problems, i));

  return problems->len == 0;
}

static gboolean
save (Evaluating *self,
      GError    **error)
{
  g_autoptr (EncoreEdit) edit = NULL;

  if (!self->tool->draft)
    {
      g_autoptr (EncoreScore) score = encore_score_of (self->scorecard, self->after);

      self->after->state = ENCORE_EVALUATION_SUBMITTED;
      self->after->submitted_at = encore_text_now ();
      encore_score_keep (score, self->after);
    }

  edit = encore_edit_new_change (self->tool->draft ? _ ("Save evaluation") : _ ("Submit evaluation"), self->before,
                                 self->after);
  if (!self->tool->draft)
    encore_edit_set_lasting (edit);
  return encore_library_commit (self->library, edit, error);
}

/* As it can be read back. */
static int
print_saved (Evaluating *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEvaluation) saved = encore_library_find_evaluation (self->library, self->after->uuid, &error);

  if (saved == NULL)
    return tool_fail (self->tool->words[1], error);

  g_autoptr (EncoreScore) score = encore_score_of (self->scorecard, saved);

  if (!self->tool->json)
    g_print ("%s\t", saved->uuid);
  tool_print_score (self->tool, score);
  return TOOL_OK;
}

static int
evaluate (Evaluating *self)
{
  Tool *tool = self->tool;
  g_autoptr (GError) error = NULL;

  self->call = tool_find_call (self->library, tool->words[1]);
  self->scorecard = self->call != NULL ? tool_find_scorecard (self->library, tool->scorecard) : NULL;
  if (self->scorecard == NULL)
    return TOOL_PARTLY;
  if (!find_evaluator (self, &error) || !begin (self, &error))
    return tool_fail (tool->words[1], error);
  if (self->evaluator != NULL)
    encore_library_set_working_as (self->library, self->evaluator);
  if (!read_answers (self))
    return TOOL_PARTLY;
  if (!save (self, &error))
    return tool_fail (tool->words[1], error);

  return print_saved (self);
}

int
tool_evaluate (Tool *tool)
{
  g_auto (Evaluating) self = { .tool = tool, .kind = ENCORE_EVALUATION_COACH };
  gboolean is_record = g_strcmp0 (tool->purpose, "record") == 0;

  if (tool->scorecard == NULL || tool->answers == NULL)
    return tool_usage (_ ("evaluate needs --scorecard SCORECARD and --answers FILE"));
  if (tool->kind != NULL && !encore_evaluation_kind_from_id (tool->kind, &self.kind))
    return tool_usage (_ ("--kind is coach, self, peer or calibration"));
  if (tool->purpose != NULL && !is_record && !g_str_equal (tool->purpose, "learning"))
    return tool_usage (_ ("--for is record or learning"));
  if (is_record && self.kind != ENCORE_EVALUATION_COACH)
    return tool_usage (_ ("only a coach’s evaluation can be for the record"));
  if (tool->reason != NULL && encore_text_is_blank (tool->reason))
    return tool_usage (_ ("--reason says why it is revised"));

  g_autoptr (OpenLibrary) library = tool_open_library (tool);

  if (library == NULL)
    return TOOL_PARTLY;

  self.library = library;
  self.purpose = is_record ? ENCORE_PURPOSE_RECORD : ENCORE_PURPOSE_LEARNING;
  return evaluate (&self);
}
