/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-scorecard.h"

G_BEGIN_DECLS

void encore_scorecard_edit_tidy (EncoreScorecard *self);

G_END_DECLS
