/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-store.h"

#include "encore-person.h"

G_BEGIN_DECLS

GPtrArray    *encore_db_list_people (EncoreDb *db,
                                     gint64    team_id, /* 0: all */
                                     GError  **error);
EncorePerson *encore_db_get_person  (EncoreDb *db,
                                     gint64    id,
                                     GError  **error);
EncorePerson *encore_db_find_person_by_alias (EncoreDb   *db,
                                              const char *alias_or_name,
                                              GError    **error);

G_END_DECLS
