/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-evaluation.h"
#include "encore-types.h"

G_BEGIN_DECLS

/* What became of a criterion in the sum. */
typedef enum
{
  ENCORE_FATE_COUNTED,
  ENCORE_FATE_NOT_APPLICABLE, /* leaves numerator and denominator */
  ENCORE_FATE_NOT_ASKED,      /* its condition is not met: as if it were not there */
  ENCORE_FATE_OPEN,           /* not answered yet: not in the sum so far */
  ENCORE_FATE_UNSCORED,       /* headers, causes, free text, facts */
  ENCORE_FATE_BONUS,
} EncoreFate;

/**
 * EncoreScoreLine:
 * @share: of full marks, 0 to 1; NAN unless @fate is COUNTED or BONUS
 * @excess: percentage points of the total that it adds beyond full marks; of a bonus, all that it adds
 * @fails: what its answer fails
 */
typedef struct
{
  const EncoreCriterion *criterion;
  const EncoreAnswer *answer; /* (nullable) */
  EncoreFate fate;
  double weight;
  double share;
  double excess;
  EncoreFail fails;
} EncoreScoreLine;

/**
 * EncoreSectionScore:
 * @raw: percent, NAN: nothing in it applies
 * @percent: 0 when the section failed, else as @raw
 * @failed_by: (nullable): key of the criterion that failed it
 * @lines: of #EncoreScoreLine
 */
typedef struct
{
  const EncoreSection *section;
  double weight;
  double raw;
  double percent;
  const char *failed_by;
  GArray *lines;
} EncoreSectionScore;

#define ENCORE_TYPE_SCORE (encore_score_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScore, encore_score, ENCORE, SCORE, GObject)

/**
 * EncoreScore:
 *
 * The worked sum of an evaluation: sum (section percent x section weight) / sum (section weight) over the sections in
 * which something applies, where a section's percent is 100 x sum (weight x share) / sum (weight) over its answered,
 * applicable criteria. Nothing applies: no score, which is neither 0 nor 100.
 */
struct _EncoreScore
{
  GObject parent_instance;

  EncoreScorecard *scorecard;
  EncoreEvaluation *evaluation;
  char *scenario;         /* (nullable): uuid of the one whose profile counts */
  GPtrArray *sections;    /* of EncoreSectionScore */
  double raw;             /* percent, as if nothing had failed, without bonus; NAN: no score */
  double base;            /* percent, with failed sections, without bonus; NAN: no score */
  double bonus;           /* percentage points above the base, before the cap */
  double score;           /* percent that counts: 0 when the form failed, else base and bonus, at most the cap; NAN */
  const char *failed_by;  /* (nullable): key of the criterion that failed the form */
  EncoreFact recognised;  /* told apart, never scored, never mixed */
  EncoreFact acted;
  guint n_asked;          /* criteria that are asked of this call */
  guint n_answered;       /* of them */
  guint n_no_evidence;    /* answered, scored, without evidence */
};

EncoreScore *encore_score_new      (EncoreScorecard  *scorecard,
                                    EncoreEvaluation *evaluation,
                                    const char       *scenario); /* (nullable): uuid: whose weights */
EncoreScore *encore_score_of       (EncoreScorecard  *scorecard, /* with the evaluation's own weights */
                                    EncoreEvaluation *evaluation);
gboolean     encore_score_is_asked (EncoreScorecard  *scorecard, /* whether its condition, if any, is met */
                                    EncoreEvaluation *evaluation,
                                    const char       *key);
GPtrArray   *encore_score_work     (EncoreScore      *self);     /* of char *: the sum, line by line, as people read it */
void         encore_score_keep     (EncoreScore      *self,      /* fills raw, score, bonus, failed_by of a copy */
                                    EncoreEvaluation *evaluation);
/* What must be answered before it can be submitted: of char *, keys. */
GPtrArray   *encore_score_list_open (EncoreScore     *self);

/* Criteria on which evaluations of one version differ, most apart first: of char *, keys. */
GPtrArray   *encore_evaluations_list_differences (EncoreScorecard  *scorecard,
                                                  EncoreEvaluation *first,
                                                  EncoreEvaluation *second);

/* A number as people read it in a sum: no needless noughts. */
char        *encore_score_format_number (double value);
/* A percentage, with one decimal at most; NAN: "no score". */
char        *encore_score_format_percent (double percent);

G_END_DECLS
