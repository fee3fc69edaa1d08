/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-db-evaluations.h"
#include "encore-db-scorecards.h"
#include "encore-objects-private.h"
#include "encore-score.h"
#include "encore-store-check-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Less than this is how two machines may add the same numbers. */
#define TOLERANCE 1e-6

static gboolean
is_same (double stored,
         double worked)
{
  return isnan (stored) || isnan (worked) ? isnan (stored) == isnan (worked) : fabs (stored - worked) <= TOLERANCE;
}

static char *
format_score (double score)
{
  return isnan (score) ? g_strdup (_ ("no score")) : encore_score_format_number (score);
}

static void
check_score (EncoreScorecard  *scorecard,
             EncoreEvaluation *evaluation,
             GPtrArray        *problems)
{
  g_autoptr (EncoreScore) score = encore_score_of (scorecard, evaluation);

  if (is_same (evaluation->raw, score->raw) && is_same (evaluation->score, score->score)
      && is_same (evaluation->bonus, score->bonus) && g_strcmp0 (evaluation->failed_by, score->failed_by) == 0)
    return;

  g_autofree char *stored = format_score (evaluation->score);
  g_autofree char *worked = format_score (score->score);
  g_ptr_array_add (problems, g_strdup_printf (_ ("Evaluation %s has the score %s, but its answers make %s"),
                                              evaluation->uuid, stored, worked));
}

/* Answers to what that version does not ask, and options that it does not offer. */
static void
check_answers (EncoreScorecard  *scorecard,
               EncoreEvaluation *evaluation,
               GPtrArray        *problems)
{
  for (guint i = 0; i < evaluation->answers->len; i++)
    {
      const EncoreAnswer *answer = g_ptr_array_index (evaluation->answers, i);
      const EncoreCriterion *criterion = encore_scorecard_find_criterion (scorecard, answer->key, NULL);

      if (criterion == NULL)
        g_ptr_array_add (problems, g_strdup_printf (_ ("Evaluation %s answers “%s”, which its scorecard does not ask"),
                                                    evaluation->uuid, answer->key));
      for (guint j = 0; criterion != NULL && answer->options != NULL && answer->options[j] != NULL; j++)
        if (encore_criterion_find_option (criterion, answer->options[j]) == NULL)
          g_ptr_array_add (problems,
                           g_strdup_printf (_ ("Evaluation %s answers “%s” with “%s”, which its scorecard does not"
                                               " offer"),
                                            evaluation->uuid, answer->key, answer->options[j]));
    }
}

static gboolean
check_evaluation (EncoreDb   *db,
                  gint64      id,
                  GHashTable *scorecards,
                  GPtrArray  *problems,
                  GError    **error)
{
  g_autoptr (EncoreEvaluation) evaluation = encore_db_get_evaluation (db, id, error);

  if (evaluation == NULL)
    return FALSE;

  EncoreScorecard *scorecard = g_hash_table_lookup (scorecards, &evaluation->scorecard_id);
  if (scorecard == NULL)
    return TRUE;

  check_answers (scorecard, evaluation, problems);
  if (evaluation->state == ENCORE_EVALUATION_SUBMITTED)
    check_score (scorecard, evaluation, problems);
  return TRUE;
}

/* Ids first: what checks one of them asks further questions. */
static GArray *
list_ids (EncoreDb *db,
          GError  **error)
{
  g_auto (EncoreStatement) statement = { NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (!encore_statement_open (&statement, db,
                              "SELECT e.id FROM evaluation e JOIN call c ON c.id = e.call_id"
                              " WHERE e.deleted_at IS NULL AND c.deleted_at IS NULL ORDER BY e.id",
                              error))
    return NULL;

  while (encore_statement_next (&statement, &failure))
    {
      gint64 id = encore_read_int (&statement);

      g_array_append_val (ids, id);
    }

  if (failure == NULL)
    return g_steal_pointer (&ids);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * encore_store_check_judging:
 * @db: a connection
 * @problems: (element-type utf8): where to add what is wrong
 * @error: why it could not be read
 *
 * Works out the score of every submitted evaluation again.
 */
gboolean
encore_store_check_judging (EncoreDb  *db,
                            GPtrArray *problems,
                            GError   **error)
{
  g_autoptr (GPtrArray) list = encore_db_list_scorecards (db, error);
  g_autoptr (GArray) ids = list != NULL ? list_ids (db, error) : NULL;
  g_autoptr (GHashTable) scorecards = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < list->len; i++)
    {
      EncoreScorecard *scorecard = g_ptr_array_index (list, i);

      g_hash_table_insert (scorecards, &scorecard->id, scorecard);
    }
  for (guint i = 0; i < ids->len; i++)
    if (!check_evaluation (db, g_array_index (ids, gint64, i), scorecards, problems, error))
      return FALSE;

  return TRUE;
}
