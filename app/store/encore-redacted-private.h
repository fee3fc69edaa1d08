/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-db-redactions.h"
#include "encore-dispute.h"
#include "encore-objects-private.h"

G_BEGIN_DECLS

/* What is read of a call, without what is redacted. */
gboolean   encore_redacted_read_offset    (EncoreDb  *db,
                                           gint64     call_id,
                                           gint64    *offset_ms,
                                           GError   **error);
GPtrArray *encore_redacted_transcripts    (EncoreDb  *db,
                                           gint64     call_id,
                                           GPtrArray *raw,       /* (transfer full) (nullable) */
                                           GError   **error);
GPtrArray *encore_redacted_moments        (EncoreDb  *db,
                                           GPtrArray *raw,       /* (transfer full) (nullable): changed in place */
                                           GError   **error);

/* The same for what was written of a call by those who judged it; and back: what nobody may read is kept under its
 * marks when it is written again. */
gboolean   encore_redacted_evaluation     (EncoreDb         *db,
                                           EncoreEvaluation *evaluation, /* changed in place */
                                           GError          **error);
gboolean   encore_redacted_dispute        (EncoreDb         *db,
                                           EncoreDispute    *dispute,    /* changed in place */
                                           gint64            call_id,
                                           GError          **error);
void       encore_unredacted_answer       (GPtrArray          *redactions,
                                           EncoreAnswer       *answer,   /* changed in place */
                                           const EncoreAnswer *stored);  /* (nullable) */
void       encore_unredacted_text         (GPtrArray        *redactions,
                                           char            **text,       /* changed in place */
                                           const char       *stored);

G_END_DECLS
