/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript.h"

G_BEGIN_DECLS

/* What a tier of a linguist's annotation holds. */
typedef enum
{
  ENCORE_TIER_SPEECH, /* turns */
  ENCORE_TIER_WORDS,  /* one word each */
  ENCORE_TIER_OTHER,  /* sounds, gestures, comments */
} EncoreTierKind;

typedef struct
{
  char *text;
  gint64 start_ms;
  gint64 end_ms;
} EncoreTierSpan;

/**
 * EncoreTier:
 * @name: as the file has it
 * @owner: what words and turns of one speaker share
 * @speaker: (nullable): who speaks in it
 * @spans: of EncoreTierSpan, without empty ones
 */
typedef struct
{
  char *name;
  char *owner;
  char *speaker;
  EncoreTierKind kind;
  GArray *spans;
} EncoreTier;

EncoreTier *encore_tier_new       (const char       *name);
void        encore_tier_free      (EncoreTier       *self);
void        encore_tier_add       (EncoreTier       *self,
                                   const char       *text,
                                   gint64            start_ms,
                                   gint64            end_ms);
void        encore_tier_name_kind (EncoreTier       *self);
void        encore_tiers_fill     (EncoreTranscript *transcript,
                                   GPtrArray        *tiers);

G_END_DECLS
