/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-recording.h"

G_BEGIN_DECLS

GPtrArray *encore_db_list_recordings_of_call (EncoreDb   *db,
                                              gint64      call_id,
                                              GError    **error);
gint64     encore_db_find_recording_by_hash  (EncoreDb   *db,
                                              const char *content_hash,
                                              GError    **error);

G_END_DECLS
