/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-moment-type.h"
#include "encore-moment.h"

G_BEGIN_DECLS

/**
 * EncoreLabel:
 * @start_ms: where it begins in the recording
 * @end_ms: where it ends; equal to @start_ms for a point
 * @type: (nullable): the moment type, as the file writes it
 * @outcome: (nullable): the same of the outcome
 * @note: what it says, never %NULL
 * @cue: (nullable): what the customer said
 * @could_have: (nullable): what could have been
 * @noticed: did the agent notice the opening?
 * @acted: did the agent act on it?
 * @line: of the file, from 1
 *
 * One marker of another program.
 */
typedef struct
{
  gint64 start_ms;
  gint64 end_ms;
  char *type;
  char *outcome;
  char *note;
  char *cue;
  char *could_have;
  EncoreFact noticed;
  EncoreFact acted;
  guint line;
} EncoreLabel;

void       encore_label_free           (EncoreLabel *label);
GPtrArray *encore_labels_read          (const char  *bytes,
                                        gsize        length,
                                        gint64       duration_ms,
                                        GPtrArray   *warnings,
                                        GError     **error);
void       encore_label_guess          (EncoreLabel *label,
                                        GPtrArray   *moment_types,
                                        EncoreMomentType **type,
                                        EncoreOutcome     *outcome);
char      *encore_labels_write_audacity (GPtrArray  *moments,
                                        GPtrArray   *moment_types);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreLabel, encore_label_free)

G_END_DECLS
