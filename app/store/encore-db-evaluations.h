/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-evaluation.h"

G_BEGIN_DECLS

GPtrArray        *encore_db_list_evaluations_of_call  (EncoreDb   *db,
                                                       gint64      call_id,
                                                       GError    **error);
GPtrArray        *encore_db_list_evaluations_of_agent (EncoreDb   *db,        /* for their own eyes */
                                                       gint64      person_id,
                                                       int         limit,
                                                       GError    **error);
EncoreEvaluation *encore_db_get_evaluation            (EncoreDb   *db,
                                                       gint64      id,
                                                       GError    **error);
EncoreEvaluation *encore_db_find_evaluation           (EncoreDb   *db,
                                                       const char *uuid_or_unique_prefix,
                                                       GError    **error);

G_END_DECLS
