/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tool.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "encore-answers-json.h"
#include "encore-error.h"
#include "encore-score.h"
#include "encore-text.h"

/* score: lists the evaluations of a call, or shows how the score of one comes about. */

/* Of a word that is taken as the beginning of a uuid. */
#define MIN_UUID 4

/* The library, for the length of one command. */
typedef EncoreLibrary OpenLibrary;

static void
close_library (OpenLibrary *library)
{
  encore_library_close (library);
  g_object_unref (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenLibrary, close_library)

static const char *const fates[] = {
  [ENCORE_FATE_COUNTED] = "counted",     [ENCORE_FATE_NOT_APPLICABLE] = "not-applicable",
  [ENCORE_FATE_NOT_ASKED] = "not-asked", [ENCORE_FATE_OPEN] = "open",
  [ENCORE_FATE_UNSCORED] = "unscored",   [ENCORE_FATE_BONUS] = "bonus",
};

/* --- As JSON --- */

static void
set_real (JsonBuilder *builder,
          const char  *member,
          double       value)
{
  json_builder_set_member_name (builder, member);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

static void
add_evaluation (JsonBuilder      *builder,
                EncoreEvaluation *evaluation)
{
  gboolean is_submitted = evaluation->state == ENCORE_EVALUATION_SUBMITTED;

  tool_set_text (builder, "uuid", evaluation->uuid);
  tool_set_text (builder, "call_uuid", evaluation->call_uuid);
  tool_set_text (builder, "scorecard", evaluation->scorecard_name);
  tool_set_number (builder, "version", evaluation->scorecard_version);
  tool_set_text (builder, "evaluator", evaluation->evaluator_name);
  tool_set_text (builder, "kind", encore_evaluation_kind_to_id (evaluation->kind));
  tool_set_text (builder, "for", encore_purpose_to_id (evaluation->purpose));
  tool_set_text (builder, "state", is_submitted ? "submitted" : "draft");
  tool_set_number (builder, "revision", evaluation->revision);
  tool_set_text (builder, "revises", evaluation->revises);
  tool_set_text (builder, "reason", evaluation->reason);
  json_builder_set_member_name (builder, "superseded");
  json_builder_add_boolean_value (builder, evaluation->is_superseded);
  if (is_submitted)
    tool_set_instant (builder, "submitted_at", evaluation->submitted_at);
}

static void
add_line (JsonBuilder           *builder,
          const EncoreScoreLine *line)
{
  json_builder_begin_object (builder);
  tool_set_text (builder, "key", line->criterion->key);
  tool_set_text (builder, "question", line->criterion->question);
  tool_set_text (builder, "fate", fates[line->fate]);
  set_real (builder, "weight", line->weight);
  set_real (builder, "share", line->share);
  set_real (builder, "excess", line->excess);
  tool_set_text (builder, "fails", encore_fail_to_id (line->fails));
  json_builder_end_object (builder);
}

static void
add_section (JsonBuilder              *builder,
             const EncoreSectionScore *section)
{
  json_builder_begin_object (builder);
  tool_set_text (builder, "key", section->section->key);
  tool_set_text (builder, "name", section->section->name);
  set_real (builder, "weight", section->weight);
  set_real (builder, "raw", section->raw);
  set_real (builder, "percent", section->percent);
  tool_set_text (builder, "failed_by", section->failed_by);
  json_builder_set_member_name (builder, "criteria");
  json_builder_begin_array (builder);
  for (guint i = 0; i < section->lines->len; i++)
    add_line (builder, &g_array_index (section->lines, EncoreScoreLine, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_work (JsonBuilder *builder,
          EncoreScore *score)
{
  g_autoptr (GPtrArray) work = encore_score_work (score);

  json_builder_set_member_name (builder, "sections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < score->sections->len; i++)
    add_section (builder, g_ptr_array_index (score->sections, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "worked");
  json_builder_begin_array (builder);
  for (guint i = 0; i < work->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (work, i));
  json_builder_end_array (builder);
}

/* What is scored is as JSON what it is as text, and its answers are as evaluate takes them. */
static void
print_score_json (Tool        *tool,
                  EncoreScore *score)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_evaluation (builder, score->evaluation);
  tool_set_text (builder, "profile", score->scenario);
  set_real (builder, "score", score->score);
  set_real (builder, "raw", score->raw);
  set_real (builder, "base", score->base);
  set_real (builder, "bonus", score->bonus);
  tool_set_text (builder, "failed_by", score->failed_by);
  tool_set_fact (builder, "recognised", score->recognised);
  tool_set_fact (builder, "acted", score->acted);
  tool_set_number (builder, "asked", score->n_asked);
  tool_set_number (builder, "answered", score->n_answered);
  tool_set_number (builder, "without_evidence", score->n_no_evidence);
  if (tool->worked)
    add_work (builder, score);
  json_builder_set_member_name (builder, "answers");
  json_builder_add_value (builder, encore_answers_write (score->evaluation, score->scorecard));
  json_builder_end_object (builder);
  tool_print_json (builder);
}

/* --- As text --- */

static const char *
name_evaluator (EncoreEvaluation *evaluation)
{
  return evaluation->evaluator_name != NULL ? evaluation->evaluator_name : _ ("Unknown");
}

static void
print_score (Tool        *tool,
             EncoreScore *score)
{
  EncoreEvaluation *evaluation = score->evaluation;
  g_autoptr (GPtrArray) work = encore_score_work (score);
  g_autofree char *number = encore_score_format_percent (score->score);

  if (!tool->worked)
    {
      g_print ("%s\n", number);
      return;
    }
  g_print (_ ("%s, version %d. %s: %s. %s.\n"), score->scorecard->name, score->scorecard->version,
           encore_evaluation_kind_to_label (evaluation->kind), name_evaluator (evaluation),
           encore_purpose_to_label (evaluation->purpose));
  if (evaluation->state == ENCORE_EVALUATION_DRAFT)
    g_print ("%s\n", _ ("A draft: it counts for nothing yet"));
  if (evaluation->is_superseded)
    g_print ("%s\n", _ ("A revision has taken its place"));
  for (guint i = 0; i < work->len; i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (work, i));
  g_print (_ ("%u of %u answered; %u of them scored without evidence\n"), score->n_answered, score->n_asked,
           score->n_no_evidence);
}

/**
 * tool_print_score:
 * @tool: what the command line said
 * @score: the worked sum
 *
 * Prints the score of an evaluation, or how it comes about.
 */
void
tool_print_score (Tool    *tool,
                  gpointer score)
{
  if (tool->json)
    print_score_json (tool, score);
  else
    print_score (tool, score);
}

/* --- Which one --- */

/**
 * tool_find_version:
 * @library: a library
 * @id: rowid of a version of a scorecard
 * @error: %ENCORE_ERROR_MISSING
 *
 * Returns: (transfer full) (nullable): the version
 */
EncoreScorecard *
tool_find_version (EncoreLibrary *library,
                   gint64         id,
                   GError       **error)
{
  g_autoptr (GPtrArray) scorecards = encore_library_list (library, ENCORE_LISTING_SCORECARDS, 0, error);

  for (guint i = 0; scorecards != NULL && i < scorecards->len; i++)
    {
      EncoreScorecard *scorecard = g_ptr_array_index (scorecards, i);

      if (scorecard->id == id)
        return g_object_ref (scorecard);
    }

  if (scorecards != NULL)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("there is no such scorecard"));
  return NULL;
}

static gboolean
is_same_name (const char *one,
              const char *other)
{
  g_autofree char *first = g_utf8_casefold (one != NULL ? one : "", -1);
  g_autofree char *second = g_utf8_casefold (other, -1);

  return g_str_equal (first, second);
}

/* By the scenario's name, its uuid or the beginning of it; "none" has the scorecard's own weights. */
static gboolean
find_profile (EncoreScorecard *scorecard,
              const char      *word,
              const char     **scenario)
{
  *scenario = NULL;
  for (guint i = 0; i < scorecard->profiles->len; i++)
    {
      const EncoreProfile *profile = g_ptr_array_index (scorecard->profiles, i);

      if (is_same_name (profile->scenario_name, word)
          || (strlen (word) >= MIN_UUID && g_str_has_prefix (profile->scenario, word)))
        *scenario = profile->scenario;
    }

  return *scenario != NULL || g_ascii_strcasecmp (word, "none") == 0;
}

static char *
list_profiles (EncoreScorecard *scorecard)
{
  GString *names = g_string_new ("none");

  for (guint i = 0; i < scorecard->profiles->len; i++)
    {
      const EncoreProfile *profile = g_ptr_array_index (scorecard->profiles, i);

      g_string_append_printf (names, ", %s",
                              profile->scenario_name != NULL ? profile->scenario_name : profile->scenario);
    }

  return g_string_free (names, FALSE);
}

static int
show_one (Tool             *tool,
          EncoreLibrary    *library,
          EncoreEvaluation *evaluation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScorecard) scorecard = tool_find_version (library, evaluation->scorecard_id, &error);
  const char *scenario = evaluation->scenario;

  if (scorecard == NULL)
    return tool_fail (tool->words[1], error);
  if (tool->profile != NULL && !find_profile (scorecard, tool->profile, &scenario))
    {
      g_autofree char *allowed = list_profiles (scorecard);

      g_set_error (&error, ENCORE_ERROR, ENCORE_ERROR_MISSING,
                   _ ("the scorecard has no weights of their own for it; allowed: %s"), allowed);
      return tool_fail (tool->profile, error);
    }

  g_autoptr (EncoreScore) score = encore_score_new (scorecard, evaluation, scenario);

  tool_print_score (tool, score);
  return TOOL_OK;
}

static void
print_row (EncoreEvaluation *evaluation)
{
  g_autofree char *score = encore_score_format_percent (evaluation->score);
  g_autofree char *date = encore_text_date (evaluation->state == ENCORE_EVALUATION_SUBMITTED ? evaluation->submitted_at
                                                                                             : evaluation->updated_at);
  const char *state = evaluation->state == ENCORE_EVALUATION_DRAFT ? _ ("Draft")
                      : evaluation->is_superseded                  ? _ ("Revised")
                                                                   : _ ("Submitted");

  g_print ("%.8s\t%s\t%s\t%s\t%s@%d\t%s\t%s\t%s\n", evaluation->uuid, date,
           encore_evaluation_kind_to_label (evaluation->kind), encore_purpose_to_label (evaluation->purpose),
           evaluation->scorecard_name, evaluation->scorecard_version, name_evaluator (evaluation), state,
           evaluation->state == ENCORE_EVALUATION_DRAFT ? "–" : score);
}

static int
list_of_call (Tool          *tool,
              EncoreLibrary *library,
              EncoreCall    *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) evaluations = encore_library_list (library, ENCORE_LISTING_EVALUATIONS_OF_CALL, call->id,
                                                           &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (evaluations == NULL)
    return tool_fail (tool->words[1], error);

  json_builder_begin_array (builder);
  for (guint i = 0; i < evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (evaluations, i);

      if (!tool->json)
        {
          print_row (evaluation);
          continue;
        }
      json_builder_begin_object (builder);
      add_evaluation (builder, evaluation);
      set_real (builder, "score", evaluation->score);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (tool->json)
    tool_print_json (builder);
  return TOOL_OK;
}

int
tool_score (Tool *tool)
{
  g_autoptr (OpenLibrary) library = tool_open_library (tool);
  g_autoptr (GError) error = NULL;

  if (library == NULL)
    return TOOL_PARTLY;

  g_autoptr (EncoreEvaluation) evaluation = encore_library_find_evaluation (library, tool->words[1], &error);

  if (evaluation != NULL)
    return show_one (tool, library, evaluation);
  if (!g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_MISSING))
    return tool_fail (tool->words[1], error);

  g_autoptr (EncoreCall) call = encore_library_find_call (library, tool->words[1], NULL);

  if (call != NULL)
    return list_of_call (tool, library, call);

  g_clear_error (&error);
  g_set_error (&error, ENCORE_ERROR, ENCORE_ERROR_MISSING, _ ("no evaluation has such an id, and no call"));
  return tool_fail (tool->words[1], error);
}
