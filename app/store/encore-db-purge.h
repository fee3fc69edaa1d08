/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-db-redactions.h"

G_BEGIN_DECLS

gboolean          encore_db_purge          (EncoreDb         *db,
                                            gint64            call_id,
                                            GPtrArray        *redactions,
                                            GPtrArray        *recordings,
                                            gint64            now,
                                            GError          **error);
EncoreTranscript *encore_db_without_purged (EncoreDb         *db,
                                            EncoreTranscript *transcript,
                                            GError          **error);
gboolean          encore_db_needs_scrub    (EncoreDb         *db);
gboolean          encore_db_scrub          (EncoreDb         *db,
                                            GError          **error);

G_END_DECLS
