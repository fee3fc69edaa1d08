/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-transcript.h"

G_BEGIN_DECLS

GPtrArray *encore_db_list_transcripts_of_call (EncoreDb *db,
                                               gint64    call_id,
                                               GError  **error);
GPtrArray *encore_db_list_raw_transcripts_of_call (EncoreDb *db,   /* with what is redacted */
                                               gint64    call_id,
                                               GError  **error);
GPtrArray *encore_db_list_all_transcripts_of_call (EncoreDb *db,   /* those that were deleted as well */
                                               gint64    call_id,
                                               GError  **error);
gboolean   encore_db_has_transcript (EncoreDb   *db,
                                     const char *uuid);

G_END_DECLS
