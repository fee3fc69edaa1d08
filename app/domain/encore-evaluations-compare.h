/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-score.h"

G_BEGIN_DECLS

/**
 * EncoreComparedAnswer:
 * @criterion: as the first evaluation's version asks it
 * @section_name: (nullable): %NULL: a header
 * @first: (nullable): the first one's answer
 * @second: (nullable): the second one's
 * @first_text: as people read it
 * @second_text: as people read it
 * @share: of the total, 0 to 1, with the first one's weights
 *
 * One criterion that at least one of two evaluations answers.
 */
typedef struct
{
  const EncoreCriterion *criterion;
  const char *section_name;
  const EncoreAnswer *first;
  const EncoreAnswer *second;
  char *first_text;
  char *second_text;
  double share;
} EncoreComparedAnswer;

#define ENCORE_TYPE_COMPARISON (encore_comparison_get_type ())
G_DECLARE_FINAL_TYPE (EncoreComparison, encore_comparison, ENCORE, COMPARISON, GObject)

/**
 * EncoreComparison:
 *
 * Two evaluations of one call, side by side: what they answer otherwise first, most apart first.
 */
struct _EncoreComparison
{
  GObject parent_instance;

  EncoreScore *first;
  EncoreScore *second;
  gboolean same_version;  /* else only what both versions ask is compared */
  guint n_left_out;       /* criteria that one of the versions alone asks */
  GPtrArray *different;   /* of EncoreComparedAnswer */
  GPtrArray *words;       /* of EncoreComparedAnswer: free text, which nobody answers alike */
  GPtrArray *same;        /* of EncoreComparedAnswer */
};

EncoreComparison *encore_comparison_new (EncoreScorecard  *first_card,
                                         EncoreEvaluation *first,
                                         EncoreScorecard  *second_card,
                                         EncoreEvaluation *second);

G_END_DECLS
