/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"
#include "encore-scorecard.h"
#include "encore-test.h"

G_BEGIN_DECLS

/* A library with a call of 20 s in three turns, of an agent, with a coach and a scorecard to judge it by. */
typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  EncorePerson *agent;
  EncorePerson *coach;
  EncoreScenario *scenario; /* the call's */
  EncoreScorecard *scorecard;
  gint64 call_id;
} Judging;

void judging_set_up    (Judging  *judging);
void judging_tear_down (Judging  *judging);
void judging_put       (Judging  *judging, /* commits it; gets its id */
                        gpointer  object);
void judging_flush     (Judging  *judging); /* what was to be written before is */

G_END_DECLS
