/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-moment.h"
#include "encore-redaction.h"

G_BEGIN_DECLS

GPtrArray *encore_db_list_redactions_of_call (EncoreDb  *db,
                                              gint64     call_id,  /* 0: all */
                                              GError   **error);
GPtrArray *encore_db_list_redactions_due     (EncoreDb  *db,       /* made before, and not purged */
                                              gint64     before,
                                              GError   **error);
GArray    *encore_db_list_muted_of_call      (EncoreDb  *db,       /* of EncoreSpan, of the recording */
                                              gint64     call_id,
                                              GError   **error);

G_END_DECLS
