/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-scorecard.h"
#include "encore-span.h"

G_BEGIN_DECLS

typedef enum
{
  ENCORE_EVALUATION_COACH,
  ENCORE_EVALUATION_SELF,        /* of the agent's own call */
  ENCORE_EVALUATION_PEER,
  ENCORE_EVALUATION_CALIBRATION,
  ENCORE_EVALUATION_N_KINDS
} EncoreEvaluationKind;

/* Only a coach's evaluation can be for the record; no report mixes the two (I12). */
typedef enum
{
  ENCORE_PURPOSE_LEARNING,
  ENCORE_PURPOSE_RECORD,
} EncorePurpose;

typedef enum
{
  ENCORE_EVALUATION_DRAFT,
  ENCORE_EVALUATION_SUBMITTED, /* never changes again: a revision is another evaluation */
} EncoreEvaluationState;

/**
 * EncoreEvidence:
 * @moment: (nullable): uuid of a moment of the call
 * @span: of the recording; both %ENCORE_NO_TIME where there is nothing to be heard
 * @first_segment: ordinal, or -1
 * @last_segment: ordinal, inclusive, or -1
 *
 * What an answer rests on: a moment, segments or a span of the call.
 */
typedef struct
{
  char *moment;
  EncoreSpan span;
  int first_segment;
  int last_segment;
} EncoreEvidence;

/**
 * EncoreAnswer:
 * @key: of the criterion
 * @not_applicable: it does not apply to this call
 * @options: (nullable): keys of the chosen options, %NULL-terminated: one for a choice, any number of causes
 * @number: the answer to a number, or NAN
 * @text: (nullable): free text
 * @comment: (nullable): why
 * @evidence: of #EncoreEvidence; never %NULL
 */
typedef struct
{
  char *key;
  gboolean not_applicable;
  char **options;
  double number;
  char *text;
  char *comment;
  GPtrArray *evidence;
} EncoreAnswer;

#define ENCORE_TYPE_EVALUATION (encore_evaluation_get_type ())
G_DECLARE_FINAL_TYPE (EncoreEvaluation, encore_evaluation, ENCORE, EVALUATION, GObject)

/**
 * EncoreEvaluation:
 *
 * One person's answers to one version of a scorecard for one call.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreEvaluation
{
  GObject parent_instance;

  gint64 id; /* rowid, 0 while new */
  char *uuid;
  gint64 call_id;
  gint64 scorecard_id;
  gint64 evaluator_id;
  EncoreEvaluationKind kind;
  EncorePurpose purpose;
  EncoreEvaluationState state;
  int revision;             /* counted from 1 */
  char *revises;            /* (nullable): uuid of the evaluation that this one takes the place of */
  char *reason;             /* (nullable): why it was reopened */
  char *scenario;           /* (nullable): uuid of the scenario whose weight profile counts */
  gboolean is_complex;      /* the issue is: guidance for complex ones */
  GPtrArray *answers;       /* of EncoreAnswer, one at most for a criterion */
  char *comment;            /* (nullable): on the call as a whole */
  char *proposal;           /* (nullable): what the agent would do, asked before anything is shown (Z6, M12) */
  gint64 submitted_at;      /* UTC ms, or ENCORE_NO_TIME */
  gint64 revealed_at;       /* of a self-review: since when the coach's view is shown, or ENCORE_NO_TIME */
  gint64 created_at;        /* UTC ms */
  gint64 updated_at;        /* UTC ms */
  double raw;               /* of a submitted one, percent as if nothing had failed, without bonus; NAN: no score */
  double score;             /* of a submitted one, percent that counts; NAN: no score */
  double bonus;             /* of a submitted one, percentage points above the base */
  char *failed_by;          /* (nullable): key of the criterion that failed the form */
  gboolean is_superseded;   /* joined, read only: a submitted revision has taken its place */
  char *scorecard_family;   /* joined, read only */
  char *scorecard_name;     /* joined, read only */
  int scorecard_version;    /* joined, read only */
  char *evaluator_name;     /* joined, read only */
  char *call_uuid;          /* joined, read only */
  char *call_title;         /* joined, read only */
  gint64 call_started_at;   /* joined, read only */
  gint64 agent_id;          /* joined, read only: the call's */
  char *agent_name;         /* joined, read only */
  int n_open_disputes;      /* joined, read only */
};

EncoreEvaluation *encore_evaluation_new         (void);
EncoreEvaluation *encore_evaluation_copy        (EncoreEvaluation *self);
EncoreEvaluation *encore_evaluation_revise      (EncoreEvaluation *self, /* a draft that takes its place */
                                                 const char       *reason,
                                                 gint64            evaluator_id);
EncoreAnswer     *encore_evaluation_find_answer (EncoreEvaluation *self, /* (transfer none) (nullable) */
                                                 const char       *key);
EncoreAnswer     *encore_evaluation_take_answer (EncoreEvaluation *self, /* (transfer none): in place of that before */
                                                 EncoreAnswer     *answer); /* (transfer full) */
void              encore_evaluation_clear_answer (EncoreEvaluation *self,
                                                  const char       *key);

EncoreAnswer     *encore_answer_new             (const char         *key);
EncoreAnswer     *encore_answer_copy            (const EncoreAnswer *self);
void              encore_answer_free            (EncoreAnswer       *self);
void              encore_answer_set_option      (EncoreAnswer       *self,
                                                 const char         *option); /* (nullable): its key */
gboolean          encore_answer_has_option      (const EncoreAnswer *self,
                                                 const char         *option);
gboolean          encore_answer_is_given        (const EncoreAnswer *self); /* N/A is an answer; a comment alone is not */
gboolean          encore_answer_equal           (const EncoreAnswer *self,  /* in what is answered, not why */
                                                 const EncoreAnswer *other);
EncoreEvidence   *encore_answer_add_evidence    (EncoreAnswer       *self,  /* (transfer none) */
                                                 const char         *moment,
                                                 EncoreSpan          span,
                                                 int                 first_segment,
                                                 int                 last_segment);
char             *encore_answer_to_text         (const EncoreAnswer    *self, /* as people read it: label, number, N/A */
                                                 const EncoreCriterion *criterion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreAnswer, encore_answer_free)

const char *encore_evaluation_kind_to_id    (EncoreEvaluationKind  kind);
gboolean    encore_evaluation_kind_from_id  (const char           *id,
                                             EncoreEvaluationKind *kind);
const char *encore_evaluation_kind_to_label (EncoreEvaluationKind  kind);
const char *encore_purpose_to_id            (EncorePurpose         purpose);
const char *encore_purpose_to_label         (EncorePurpose         purpose);

G_END_DECLS
