/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-elements.h"

#include "encore-db-scorecards.h"
#include "encore-objects-private.h"
#include "encore-parts-private.h"
#include "encore-score.h"

#include <math.h>

/* Element trends are figures of record: whatever they are made of comes through encore_statement_open_record(). */

#define OF_TEAM "c.agent_id IN (SELECT id FROM person WHERE team_id = ?1 AND deleted_at IS NULL)"

/* From the calls to their evaluations: those of one agent are few among all. */
#define SELECT_EVALUATIONS(condition)                                                                                  \
  "SELECT e.id, e.scorecard_id, e.scenario, e.is_complex, e.score, c.started_at FROM call c"                           \
  " CROSS JOIN record_evaluation e ON e.call_id = c.id WHERE c.deleted_at IS NULL AND " condition                      \
  " ORDER BY c.started_at, e.id"

static const char *const queries[] = {
  [ENCORE_SCOPE_AGENT] = SELECT_EVALUATIONS ("c.agent_id = ?1"),
  [ENCORE_SCOPE_TEAM] = SELECT_EVALUATIONS (OF_TEAM),
  [ENCORE_SCOPE_SCENARIO] = SELECT_EVALUATIONS ("c.scenario_id = ?1"),
};

/* What is known while evaluations are being added, oldest first. */
typedef struct
{
  EncoreDb *db;
  GHashTable *scorecards; /* id -> EncoreScorecard (in list) */
  GPtrArray *list;        /* of EncoreScorecard: those of a family together, newest first */
  GHashTable *elements;   /* family and key -> EncoreElement */
  gint64 first;           /* instant of a call, or ENCORE_NO_TIME */
  gint64 last;
} Survey;

static void
survey_clear (Survey *self)
{
  g_clear_pointer (&self->scorecards, g_hash_table_unref);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->elements, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Survey, survey_clear)

static gboolean
survey_begin (Survey   *self,
              EncoreDb *db,
              GError  **error)
{
  self->db = db;
  self->first = self->last = ENCORE_NO_TIME;
  self->list = encore_db_list_scorecards (db, error);
  if (self->list == NULL)
    return FALSE;

  self->scorecards = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = 0; i < self->list->len; i++)
    {
      EncoreScorecard *scorecard = g_ptr_array_index (self->list, i);

      g_hash_table_insert (self->scorecards, &scorecard->id, scorecard);
    }

  return TRUE;
}

static char *
make_key (const char *family,
          const char *key)
{
  return g_strconcat (family, "\n", key, NULL);
}

static EncoreElement *
find_element (Survey     *self,
              const char *family,
              const char *key)
{
  g_autofree char *name = make_key (family, key);
  EncoreElement *element = g_hash_table_lookup (self->elements, name);

  if (element != NULL)
    return element;

  element = encore_element_new ();
  element->family = g_strdup (family);
  element->key = g_strdup (key);
  g_hash_table_insert (self->elements, g_steal_pointer (&name), element);
  return element;
}

/* What counts in the sum, or would have; bonuses take nothing away and are no element to be worked on. */
static void
add_score (Survey      *self,
           EncoreScore *score,
           gint64       at)
{
  const char *family = score->scorecard->family;

  for (guint i = 0; i < score->sections->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (score->sections, i);

      for (guint j = 0; j < section->lines->len; j++)
        {
          const EncoreScoreLine *line = &g_array_index (section->lines, EncoreScoreLine, j);

          if (line->criterion->is_bonus)
            continue;
          if (line->fate == ENCORE_FATE_COUNTED)
            encore_element_add (find_element (self, family, line->criterion->key), at, 100 * line->share);
          else if (line->fate == ENCORE_FATE_NOT_APPLICABLE)
            encore_element_add (find_element (self, family, line->criterion->key), at, NAN);
        }
    }
}

static gboolean
read_answers (EncoreDb         *db,
              EncoreEvaluation *evaluation,
              GError          **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open_record (&statement, db,
                                     "SELECT key, not_applicable, options, number, text, NULL, NULL"
                                     " FROM record_answer WHERE evaluation_id = ? ORDER BY position",
                                     error))
    return FALSE;

  encore_bind_int (&statement, evaluation->id);
  while (encore_statement_next (&statement, &failure))
    g_ptr_array_add (evaluation->answers, encore_read_answer (&statement));

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
add_evaluation (Survey          *self,
                EncoreStatement *row,
                GError         **error)
{
  g_autoptr (EncoreEvaluation) evaluation = encore_evaluation_new ();

  evaluation->id = encore_read_int (row);
  evaluation->scorecard_id = encore_read_int (row);
  evaluation->scenario = encore_read_text (row);
  evaluation->is_complex = encore_read_int (row) != 0;
  evaluation->score = encore_read_real (row);

  gint64 at = encore_read_time (row);
  EncoreScorecard *scorecard = g_hash_table_lookup (self->scorecards, &evaluation->scorecard_id);

  /* A damaged library may have lost it; the check says so. */
  if (scorecard == NULL)
    return TRUE;
  if (!read_answers (self->db, evaluation, error))
    return FALSE;

  g_autoptr (EncoreScore) score = encore_score_of (scorecard, evaluation);
  if (at != ENCORE_NO_TIME && self->first == ENCORE_NO_TIME)
    self->first = at;
  self->last = MAX (self->last, at);
  encore_element_add (find_element (self, scorecard->family, NULL), at, evaluation->score);
  add_score (self, score, at);
  return TRUE;
}

static gboolean
add_evaluations (Survey     *self,
                 EncoreScope scope,
                 gint64      id,
                 GError    **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open_record (&statement, self->db, queries[scope], error))
    return FALSE;

  encore_bind_int (&statement, id);
  while (encore_statement_next (&statement, &failure))
    if (!add_evaluation (self, &statement, error))
      return FALSE;

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Takes it out of the survey, in the words of a version that has it. */
static void
take_element (Survey          *self,
              EncoreScorecard *scorecard,
              const char      *key,
              const char      *question,
              const char      *section_name,
              GPtrArray       *elements)
{
  g_autofree char *name = make_key (scorecard->family, key);
  g_autofree char *known = NULL;
  EncoreElement *element = NULL;

  if (!g_hash_table_steal_extended (self->elements, name, (gpointer *) &known, (gpointer *) &element))
    return;

  element->scorecard_name = g_strdup (scorecard->name);
  element->question = g_strdup (question);
  element->section_name = g_strdup (section_name);
  encore_element_work (element, self->first, self->last);
  g_ptr_array_add (elements, element);
}

static void
take_elements_of (Survey          *self,
                  EncoreScorecard *scorecard,
                  GPtrArray       *elements)
{
  take_element (self, scorecard, NULL, NULL, NULL, elements);
  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);

          take_element (self, scorecard, criterion->key, criterion->question, section->name, elements);
        }
    }
}

/**
 * encore_db_list_elements:
 * @db: a connection
 * @scope: whose calls
 * @id: of the agent, team or scenario
 * @error: why it failed
 *
 * Of submitted evaluations for the record alone. An element that a newer version no longer has comes after those that
 * it has.
 *
 * Returns: (transfer full) (element-type EncoreElement): by scorecard, the whole form first, then as the newest
 *   version asks
 */
GPtrArray *
encore_db_list_elements (EncoreDb   *db,
                         EncoreScope scope,
                         gint64      id,
                         GError    **error)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (Survey) survey = { NULL };

  g_return_val_if_fail ((guint) scope < G_N_ELEMENTS (queries), NULL);

  if (!survey_begin (&survey, db, error) || !add_evaluations (&survey, scope, id, error))
    return NULL;

  /* A draft asks nobody yet. */
  for (guint i = 0; i < survey.list->len; i++)
    if (((EncoreScorecard *) g_ptr_array_index (survey.list, i))->status != ENCORE_SCORECARD_DRAFT)
      take_elements_of (&survey, g_ptr_array_index (survey.list, i), elements);

  return g_steal_pointer (&elements);
}
