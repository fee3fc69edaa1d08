/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-db-redactions.h"
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

G_END_DECLS
