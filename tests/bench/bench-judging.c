/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-library.h"

#include "bench-support.h"
#include "encore-db.h"
#include "encore-score.h"

#define N_SECTIONS 3
#define N_CRITERIA 4 /* in each */

typedef struct
{
  EncoreScorecard *scorecard;
  guint n_evaluations;
} Judging;

static EncoreScorecard *
make_scorecard (void)
{
  EncoreScorecard *scorecard = encore_scorecard_new ();

  scorecard->name = g_strdup ("Calls");
  scorecard->status = ENCORE_SCORECARD_PUBLISHED;
  scorecard->version = 1;
  scorecard->published_at = 1;
  for (int i = 0; i < N_SECTIONS; i++)
    {
      g_autofree char *name = g_strdup_printf ("section-%d", i);
      EncoreSection *section = encore_scorecard_add_section (scorecard, name, name);

      for (int j = 0; j < N_CRITERIA; j++)
        {
          g_autofree char *key = g_strdup_printf ("criterion-%d-%d", i, j);
          EncoreCriterion *criterion = encore_criterion_new (key, key);

          criterion->allows_na = TRUE;
          encore_criterion_add_option (criterion, encore_option_new ("yes", "Yes", 1));
          encore_criterion_add_option (criterion, encore_option_new ("partly", "Partly", 0.5));
          encore_criterion_add_option (criterion, encore_option_new ("no", "No", 0));
          g_ptr_array_add (section->criteria, criterion);
        }
    }

  return scorecard;
}

static void
answer (EncoreEvaluation *evaluation,
        EncoreScorecard  *scorecard,
        guint             seed)
{
  static const char *const options[] = { "yes", "partly", "no" };

  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);
          EncoreAnswer *answer = encore_evaluation_take_answer (evaluation, encore_answer_new (criterion->key));
          guint choice = (seed * 7919 + i * 31 + j * 17) % 10;

          if (choice == 9)
            answer->not_applicable = TRUE;
          else
            encore_answer_set_option (answer, options[choice % 3]);
        }
    }
}

/* Two in three are for the record. */
static gboolean
make_evaluation (EncoreDb *db,
                 Judging  *judging,
                 guint     i,
                 GError  **error)
{
  g_autoptr (EncoreEvaluation) evaluation = encore_evaluation_new ();

  evaluation->call_id = 1 + (i * 3) % BENCH_N_CALLS;
  evaluation->scorecard_id = judging->scorecard->id;
  evaluation->kind = i % 3 != 0 ? ENCORE_EVALUATION_COACH : ENCORE_EVALUATION_PEER;
  evaluation->purpose = i % 3 != 0 ? ENCORE_PURPOSE_RECORD : ENCORE_PURPOSE_LEARNING;
  answer (evaluation, judging->scorecard, i);

  g_autoptr (EncoreScore) score = encore_score_of (judging->scorecard, evaluation);
  encore_score_keep (score, evaluation);
  evaluation->state = ENCORE_EVALUATION_SUBMITTED;
  evaluation->submitted_at = 1;
  return encore_db_put (db, G_OBJECT (evaluation), error);
}

static gpointer
fill (EncoreDb     *db,
      gpointer      user_data,
      GCancellable *cancellable,
      GError      **error)
{
  Judging *judging = user_data;
  gboolean good = encore_db_put (db, G_OBJECT (judging->scorecard), error);

  for (guint i = 0; good && i < judging->n_evaluations; i++)
    good = make_evaluation (db, judging, i, error);

  return NULL;
}

/* Evaluations of a third of the calls, with a dozen answers each, written in one transaction. */
gboolean
bench_library_fill_evaluations (const char *directory,
                                guint       n_evaluations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreStore) store = encore_store_open (directory, NULL, &error);
  g_autoptr (EncoreScorecard) scorecard = make_scorecard ();
  Judging judging = { scorecard, n_evaluations };
  gint64 start = g_get_monotonic_time ();

  if (store != NULL)
    {
      encore_store_run (store, ENCORE_LANE_WRITE, fill, &judging, NULL, &error);
      encore_store_close (store);
    }

  if (error != NULL)
    g_printerr ("%s\n", error->message);
  else
    g_print ("(%u evaluations were written in %.1f s)\n", n_evaluations, bench_ms_since (start) / 1000);

  return error == NULL;
}
