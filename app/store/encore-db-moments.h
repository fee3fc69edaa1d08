/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-moment-type.h"
#include "encore-moment.h"

G_BEGIN_DECLS

GPtrArray *encore_db_list_moment_types     (EncoreDb *db,
                                            GError  **error);
GPtrArray *encore_db_list_moments_of_call  (EncoreDb *db,
                                            gint64    call_id, /* 0: all */
                                            GError  **error);
GPtrArray *encore_db_list_moments_of_agent (EncoreDb *db,
                                            gint64    person_id,
                                            int       limit,
                                            GError  **error);
GPtrArray *encore_db_list_moments_of_team  (EncoreDb *db,
                                            gint64    team_id,
                                            int       limit,
                                            GError  **error);
GPtrArray *encore_db_list_moments_of_scenario (EncoreDb *db,
                                            gint64    scenario_id,
                                            int       limit,
                                            GError  **error);
EncoreMoment *encore_db_find_moment        (EncoreDb *db,
                                            gint64    id,
                                            GError  **error);

G_END_DECLS
