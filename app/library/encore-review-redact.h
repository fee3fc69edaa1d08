/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-redact.h"
#include "encore-review.h"

G_BEGIN_DECLS

/* Redacting the open call. "redactions" is notified; the transcript, the moments and the sound follow at once.
 * Whoever is told that something could not be redacted gets "error". */
GPtrArray       *encore_review_get_redactions  (EncoreReview            *self); /* (transfer none): of EncoreRedaction */
GArray          *encore_review_get_muted       (EncoreReview            *self); /* (transfer none): of EncoreSpan */
EncoreRedaction *encore_review_find_redaction  (EncoreReview            *self,  /* (transfer none) (nullable) */
                                                gint64                   at_ms);
EncoreRedaction *encore_review_find_redacted   (EncoreReview            *self,  /* (transfer none) (nullable) */
                                                guint                    segment,
                                                gsize                    offset);
void             encore_review_redact          (EncoreReview            *self,
                                                const EncoreRedactOrder *orders,
                                                gsize                    n_orders);
void             encore_review_lift_redaction  (EncoreReview            *self,
                                                EncoreRedaction         *redaction);

G_END_DECLS
