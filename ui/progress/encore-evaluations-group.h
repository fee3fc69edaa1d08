/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/**
 * EncoreEvaluationsGroup:
 *
 * Every evaluation of an agent's calls: those for the record, and those for learning, each with its own score and never
 * with an average over both. Empty, and hidden, while there are none.
 */
#define ENCORE_TYPE_EVALUATIONS_GROUP (encore_evaluations_group_get_type ())
G_DECLARE_FINAL_TYPE (EncoreEvaluationsGroup, encore_evaluations_group, ENCORE, EVALUATIONS_GROUP, AdwBin)

void encore_evaluations_group_show (EncoreEvaluationsGroup *self,
                                    EncoreLibrary          *library,
                                    gint64                  agent_id); /* 0: nobody's */

G_END_DECLS
