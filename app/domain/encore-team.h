/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_TEAM (encore_team_get_type ())
G_DECLARE_FINAL_TYPE (EncoreTeam, encore_team, ENCORE, TEAM, GObject)

/**
 * EncoreTeam:
 *
 * A group of agents.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreTeam
{
  GObject parent_instance;

  gint64 id;  /* rowid, 0 while new */
  char *uuid;
  char *name;
};

EncoreTeam *encore_team_new  (void);
EncoreTeam *encore_team_copy (EncoreTeam *self);

G_END_DECLS
