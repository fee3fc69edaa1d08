/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-principle.h"
#include "encore-scorecard.h"

G_BEGIN_DECLS

/* A scorecard as JSON that people read and write; data/scorecards/README.md describes it. */

EncoreScorecard *encore_scorecard_from_json (const char      *text,
                                             gssize           length,
                                             GPtrArray      **principles, /* (out) (optional) */
                                             GPtrArray       *warnings,   /* (nullable) */
                                             GError         **error);
char            *encore_scorecard_to_json   (EncoreScorecard *scorecard,
                                             GPtrArray       *principles); /* (nullable) */
char            *encore_principle_make_uuid (EncorePrincipleKind kind,     /* always the same for a name */
                                             const char         *name);

G_END_DECLS
