/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-evaluation.h"

G_BEGIN_DECLS

char *encore_evaluation_describe   (EncoreEvaluation *self); /* whose it is, and since when it stands */
char *encore_evaluation_score_text (EncoreEvaluation *self); /* what was kept when it was submitted */

G_END_DECLS
