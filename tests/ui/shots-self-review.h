/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shots-scorecards.h"

G_BEGIN_DECLS

/* An agent's own view first, both views side by side, a dispute, and the agent's evaluations. */
void shots_self_review (EncoreWindow *window,
                        ShotsSave     save,
                        ShotsLinger   linger);

G_END_DECLS
