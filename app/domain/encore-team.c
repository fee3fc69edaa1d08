/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-team.h"

G_DEFINE_FINAL_TYPE (EncoreTeam, encore_team, G_TYPE_OBJECT)

static void
encore_team_finalize (GObject *object)
{
  EncoreTeam *self = ENCORE_TEAM (object);

  g_free (self->uuid);
  g_free (self->name);

  G_OBJECT_CLASS (encore_team_parent_class)->finalize (object);
}

static void
encore_team_class_init (EncoreTeamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_team_finalize;
}

static void
encore_team_init (EncoreTeam *self)
{
}

/**
 * encore_team_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreTeam *
encore_team_new (void)
{
  return g_object_new (ENCORE_TYPE_TEAM, NULL);
}

/**
 * encore_team_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreTeam *
encore_team_copy (EncoreTeam *self)
{
  g_return_val_if_fail (ENCORE_IS_TEAM (self), NULL);

  EncoreTeam *copy = encore_team_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);

  return copy;
}
