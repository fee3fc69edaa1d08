/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-person.h"
#include "encore-transcript.h"

G_BEGIN_DECLS

/**
 * EncoreRoleGuess:
 * @agent: what the transcript calls the agent
 * @customer: (nullable): what it calls the customer
 * @reason: why, for people: "speaks first and offers help"
 *
 * Who of a transcript's speakers are agent and customer.
 */
typedef struct
{
  char *agent;
  char *customer;
  char *reason;
} EncoreRoleGuess;

EncoreRoleGuess *encore_role_guess       (EncoreTranscript      *transcript,
                                          GPtrArray             *agents,
                                          EncoreDirection        direction);
EncoreRoleGuess *encore_role_guess_new   (const char            *agent,
                                          const char            *customer,
                                          const char            *reason);
void             encore_role_guess_apply (const EncoreRoleGuess *guess,
                                          EncoreTranscript      *transcript);
void             encore_role_guess_free  (EncoreRoleGuess       *guess);

char            *encore_segment_dup_label (const EncoreSegment  *segment);
GPtrArray       *encore_transcript_list_labels (EncoreTranscript *transcript);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreRoleGuess, encore_role_guess_free)

G_END_DECLS
