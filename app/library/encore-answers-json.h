/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "encore-evaluation.h"
#include "encore-scorecard.h"
#include "encore-transcript.h"

G_BEGIN_DECLS

/* Answers to a scorecard as JSON that people and scripts write; encorectl(1) describes them. */

/**
 * EncoreAnswersCall:
 * @moments: (nullable): of EncoreMoment, which evidence may name
 * @transcript: (nullable): whose segments evidence may name
 * @duration_ms: of the call, or %ENCORE_NO_TIME
 *
 * What evidence can be found in.
 */
typedef struct
{
  GPtrArray *moments;
  EncoreTranscript *transcript;
  gint64 duration_ms;
} EncoreAnswersCall;

gboolean  encore_answers_read          (EncoreEvaluation        *evaluation, /* what is answered takes the place */
                                        EncoreScorecard         *scorecard,  /* of what was answered before */
                                        const EncoreAnswersCall *call,
                                        const char              *text,
                                        gssize                   length,
                                        GPtrArray               *problems);  /* of char *: gets what is wrong */
void      encore_answers_list_missing  (EncoreEvaluation        *evaluation,
                                        EncoreScorecard         *scorecard,
                                        GPtrArray               *problems);
JsonNode *encore_answers_write         (EncoreEvaluation        *evaluation,
                                        EncoreScorecard         *scorecard);

G_END_DECLS
