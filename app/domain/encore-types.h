/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "encore-span.h"

G_BEGIN_DECLS

/* What people are to a call library; one person may be several. */
typedef enum
{
  ENCORE_ROLE_AGENT = 1 << 0,
  ENCORE_ROLE_COACH = 1 << 1,
  ENCORE_ROLE_PEER = 1 << 2,
  ENCORE_ROLE_NEW_HIRE = 1 << 3,
} EncoreRoles;

/* Who speaks in a call. */
typedef enum
{
  ENCORE_PARTY_UNKNOWN,
  ENCORE_PARTY_AGENT,
  ENCORE_PARTY_CUSTOMER,
  ENCORE_PARTY_OTHER,
} EncoreParty;

typedef enum
{
  ENCORE_DIRECTION_UNKNOWN,
  ENCORE_DIRECTION_IN,
  ENCORE_DIRECTION_OUT,
} EncoreDirection;

/* Of a moment above and beyond. */
typedef enum
{
  ENCORE_OUTCOME_NONE,
  ENCORE_OUTCOME_TAKEN,
  ENCORE_OUTCOME_PARTLY,
  ENCORE_OUTCOME_MISSED,
} EncoreOutcome;

/* A yes-or-no fact that nobody may have judged yet. */
typedef enum
{
  ENCORE_FACT_UNKNOWN,
  ENCORE_FACT_YES,
  ENCORE_FACT_NO,
} EncoreFact;

typedef enum
{
  ENCORE_FACET_TOUCHPOINT,
  ENCORE_FACET_INQUIRY,
  ENCORE_FACET_STATE,
  ENCORE_FACET_GOAL,
} EncoreFacetKind;

#define ENCORE_N_FACET_KINDS 4

typedef enum
{
  ENCORE_EXTRA_IDEA,
  ENCORE_EXTRA_TRIAL,
  ENCORE_EXTRA_ADOPTED,
  ENCORE_EXTRA_DROPPED,
} EncoreExtraState;

typedef enum
{
  ENCORE_MODEL_ANSWER_DRAFT,
  ENCORE_MODEL_ANSWER_APPROVED,
} EncoreModelAnswerStatus;

typedef enum
{
  ENCORE_TRANSCRIPT_NONE,
  ENCORE_TRANSCRIPT_UNTIMED,
  ENCORE_TRANSCRIPT_TIMED,
  ENCORE_TRANSCRIPT_WORDS,
} EncoreTranscriptKind;

/* The moment type around which the others stand. */
#define ENCORE_ABOVE_AND_BEYOND "above-and-beyond"

/**
 * EncoreStep:
 * @name: what this step does, such as "Acknowledge"
 * @text: how it may sound
 *
 * One step in the structure of a model answer.
 */
typedef struct
{
  char *name;
  char *text;
} EncoreStep;

EncoreStep *encore_step_new  (const char *name,
                              const char *text);
void        encore_step_free (EncoreStep *step);

const char     *encore_outcome_to_id       (EncoreOutcome           outcome);
gboolean        encore_outcome_from_id     (const char             *id,
                                            EncoreOutcome          *outcome);
const char     *encore_outcome_to_label    (EncoreOutcome           outcome);
const char     *encore_facet_kind_to_id    (EncoreFacetKind         kind);
gboolean        encore_facet_kind_from_id  (const char             *id,
                                            EncoreFacetKind        *kind);
const char     *encore_facet_kind_to_label (EncoreFacetKind         kind);
const char     *encore_extra_state_to_id   (EncoreExtraState        state);
gboolean        encore_extra_state_from_id (const char             *id,
                                            EncoreExtraState       *state);
const char     *encore_extra_state_to_label (EncoreExtraState       state);
const char     *encore_party_to_id         (EncoreParty             party);
EncoreParty     encore_party_from_name     (const char             *name);
const char     *encore_party_to_label      (EncoreParty             party);
const char     *encore_direction_to_id     (EncoreDirection         direction);

G_END_DECLS
