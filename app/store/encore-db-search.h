/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-query.h"
#include "encore-store.h"

G_BEGIN_DECLS

/* From this many calls on, ranking would take longer than anybody waits for it. */
#define ENCORE_SEARCH_MAX_RANKED 5000

/**
 * EncoreSearchResult:
 * @calls: (element-type EncoreCall): the first of them
 * @n_calls: how many there are; -1: they were not counted
 * @is_ranked: whether the best come first; else the newest
 */
typedef struct
{
  GPtrArray *calls;
  gint64 n_calls;
  gboolean is_ranked;
} EncoreSearchResult;

EncoreSearchResult *encore_db_search               (EncoreDb           *db,
                                                    EncoreQuery        *query,
                                                    guint               limit,
                                                    GError            **error);
EncoreSearchResult *encore_db_search_first         (EncoreDb           *db,
                                                    EncoreQuery        *query,
                                                    guint               limit,
                                                    GError            **error);
void                encore_search_result_free      (EncoreSearchResult *result);
GPtrArray          *encore_db_search_model_answers (EncoreDb           *db,
                                                    EncoreQuery        *query,
                                                    GError            **error);

GPtrArray          *encore_db_list_customers       (EncoreDb           *db,
                                                    const char         *part,
                                                    guint               limit,
                                                    GError            **error);
GPtrArray          *encore_db_list_queues          (EncoreDb           *db,
                                                    const char         *part,
                                                    guint               limit,
                                                    GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreSearchResult, encore_search_result_free)

G_END_DECLS
