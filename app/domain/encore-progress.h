/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

/* Whose progress it is. */
typedef enum
{
  ENCORE_SCOPE_AGENT,
  ENCORE_SCOPE_TEAM,
  ENCORE_SCOPE_SCENARIO,
} EncoreScope;

/**
 * EncoreTally:
 *
 * Openings above and beyond, counted by outcome; noticing and acting are counted apart.
 */
typedef struct
{
  int taken;
  int partly;
  int missed;
  int noticed;      /* judged "yes" */
  int not_noticed;  /* judged "no" */
  int acted;
  int not_acted;
} EncoreTally;

/**
 * EncoreInterval:
 * @share: the observed share, 0 to 1
 * @low: lower end of the 95 % interval
 * @high: upper end
 * @n: how many were judged; 0 means that there is nothing to say
 */
typedef struct
{
  double share;
  double low;
  double high;
  int n;
} EncoreInterval;

/* One bar or row of a progress page: a month, a scenario, an agent. */
typedef struct
{
  char *name;        /* of the scenario or agent; NULL for months */
  gint64 id;         /* of the scenario or agent, 0 for "no scenario" */
  gint64 starts_at;  /* of the month, UTC ms */
  int n_calls;
  EncoreTally tally;
} EncoreProgressRow;

#define ENCORE_TYPE_PROGRESS (encore_progress_get_type ())
G_DECLARE_FINAL_TYPE (EncoreProgress, encore_progress, ENCORE, PROGRESS, GObject)

/**
 * EncoreProgress:
 *
 * What is known of an agent's, a team's or a scenario's openings.
 */
struct _EncoreProgress
{
  GObject parent_instance;

  int n_calls;            /* calls in the library */
  int n_marked_calls;     /* of them, calls with at least one moment */
  EncoreTally total;
  GPtrArray *months;      /* of EncoreProgressRow, oldest first, months without calls included */
  GPtrArray *scenarios;   /* of EncoreProgressRow, most openings first */
  GPtrArray *agents;      /* of EncoreProgressRow; empty for an agent */
};

EncoreProgress *encore_progress_new (void);

EncoreProgressRow *encore_progress_row_new  (const char        *name,
                                             gint64             id,
                                             gint64             starts_at);
void               encore_progress_row_free (EncoreProgressRow *row);

/* Fewer openings than this say nothing about a person. */
#define ENCORE_ENOUGH_OPENINGS 8

int            encore_tally_openings (const EncoreTally *tally);
void           encore_tally_add      (EncoreTally       *tally,
                                      EncoreOutcome      outcome,
                                      EncoreFact         noticed,
                                      EncoreFact         acted,
                                      int                count);
EncoreInterval encore_tally_taken    (const EncoreTally *tally);
EncoreInterval encore_wilson         (int                successes,
                                      int                n);

G_END_DECLS
