/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-call-filter.h"
#include "encore-call.h"

G_BEGIN_DECLS

EncoreCall *encore_db_get_call            (EncoreDb              *db,
                                           gint64                 id,
                                           GError               **error);
EncoreCall *encore_db_find_call           (EncoreDb              *db,
                                           const char            *uuid_or_unique_prefix,
                                           GError               **error);
GArray     *encore_db_call_ids            (EncoreDb              *db,
                                           const EncoreCallFilter *filter,
                                           GCancellable          *cancellable,
                                           GError               **error);
GPtrArray  *encore_db_calls_by_ids        (EncoreDb              *db,
                                           const gint64          *ids,
                                           gsize                  n_ids,
                                           GError               **error);
GPtrArray  *encore_db_list_calls_of_agent (EncoreDb              *db,
                                           gint64                 person_id,
                                           int                    limit,
                                           GError               **error);
gboolean    encore_db_set_call_position   (EncoreDb              *db,
                                           gint64                 call_id,
                                           gint64                 position_ms,
                                           GError               **error);

G_END_DECLS
