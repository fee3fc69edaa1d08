/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review-judge.h"

G_BEGIN_DECLS

/**
 * EncoreEvidenceBar:
 *
 * What an answer rests on: a chip for each moment, segment or span, which plays it.
 */
#define ENCORE_TYPE_EVIDENCE_BAR (encore_evidence_bar_get_type ())
G_DECLARE_FINAL_TYPE (EncoreEvidenceBar, encore_evidence_bar, ENCORE, EVIDENCE_BAR, GtkWidget)

GtkWidget *encore_evidence_bar_new     (EncoreReview       *review,
                                        const char         *key);
void       encore_evidence_bar_refresh (EncoreEvidenceBar  *self,
                                        const EncoreAnswer *answer,  /* (nullable) */
                                        gboolean            can_edit);
void       encore_evidence_play        (GtkWidget            *widget,
                                        EncoreReview         *review,
                                        const EncoreEvidence *evidence);
char      *encore_evidence_to_text     (EncoreReview         *review,
                                        const EncoreEvidence *evidence);

G_END_DECLS
