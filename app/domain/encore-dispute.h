/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-evaluation.h"
#include "encore-person.h"

G_BEGIN_DECLS

typedef enum
{
  ENCORE_DISPUTE_OPEN,
  ENCORE_DISPUTE_ACCEPTED, /* a revision of the evaluation has the proposed answer */
  ENCORE_DISPUTE_DECLINED, /* with a reply */
  ENCORE_DISPUTE_WITHDRAWN,
} EncoreDisputeState;

#define ENCORE_TYPE_DISPUTE (encore_dispute_get_type ())
G_DECLARE_FINAL_TYPE (EncoreDispute, encore_dispute, ENCORE, DISPUTE, GObject)

/**
 * EncoreDispute:
 *
 * An agent's other answer to one criterion of a submitted evaluation of their call, with a reason, and what became of
 * it. The trail stays: it is answered, never deleted.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreDispute
{
  GObject parent_instance;

  gint64 id; /* rowid, 0 while new */
  char *uuid;
  gint64 evaluation_id;
  EncoreAnswer *proposed; /* its key is the criterion's */
  char *reason;
  gint64 author_id;
  EncoreDisputeState state;
  char *reply;            /* (nullable) */
  gint64 replier_id;      /* 0: nobody yet */
  gint64 answered_at;     /* UTC ms, or ENCORE_NO_TIME */
  gint64 created_at;      /* UTC ms */
  char *author_name;      /* joined, read only */
  char *replier_name;     /* joined, read only */
  gint64 call_id;         /* joined, read only: what was evaluated */
  char *call_title;       /* joined, read only */
  gint64 call_started_at; /* joined, read only */
  char *scorecard_name;   /* joined, read only */
};

EncoreDispute *encore_dispute_new            (void);
EncoreDispute *encore_dispute_copy           (EncoreDispute      *self);

/* Who may: the call's agent proposes and withdraws; a coach, or whoever evaluated, answers. */
gboolean       encore_dispute_may_propose    (EncoreEvaluation   *evaluation,
                                              EncorePerson       *person);  /* (nullable) */
gboolean       encore_dispute_may_withdraw   (EncoreDispute      *self,
                                              EncorePerson       *person);  /* (nullable) */
gboolean       encore_dispute_may_answer     (EncoreDispute      *self,
                                              EncoreEvaluation   *evaluation,
                                              EncorePerson       *person);  /* (nullable) */

const char    *encore_dispute_state_to_label (EncoreDisputeState  state);

G_END_DECLS
