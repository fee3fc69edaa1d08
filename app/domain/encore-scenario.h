/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_SCENARIO (encore_scenario_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScenario, encore_scenario, ENCORE, SCENARIO, GObject)

/**
 * EncoreScenario:
 *
 * A customer situation: touchpoint x inquiry x customer state x customer goal, with a name.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreScenario
{
  GObject parent_instance;

  gint64 id;                               /* rowid, 0 while new */
  char *uuid;
  char *name;
  gint64 facets[ENCORE_N_FACET_KINDS];     /* facet ids by kind, 0: not chosen */
  char *description;
  char *escalation_path;
  char *facet_names[ENCORE_N_FACET_KINDS]; /* joined, read only */
  int n_calls;                             /* joined, read only */
  int n_model_answers;                     /* joined, read only */
};

EncoreScenario *encore_scenario_new  (void);
EncoreScenario *encore_scenario_copy (EncoreScenario *self);

G_END_DECLS
