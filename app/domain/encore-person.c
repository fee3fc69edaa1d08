/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-person.h"

G_DEFINE_FINAL_TYPE (EncorePerson, encore_person, G_TYPE_OBJECT)

static void
encore_person_finalize (GObject *object)
{
  EncorePerson *self = ENCORE_PERSON (object);

  g_free (self->uuid);
  g_free (self->name);
  g_strfreev (self->aliases);
  g_free (self->team_name);

  G_OBJECT_CLASS (encore_person_parent_class)->finalize (object);
}

static void
encore_person_class_init (EncorePersonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_person_finalize;
}

static void
encore_person_init (EncorePerson *self)
{
  self->hired_at = ENCORE_NO_TIME;
  self->aliases = g_new0 (char *, 1);
}

/**
 * encore_person_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncorePerson *
encore_person_new (void)
{
  return g_object_new (ENCORE_TYPE_PERSON, NULL);
}

/**
 * encore_person_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncorePerson *
encore_person_copy (EncorePerson *self)
{
  g_return_val_if_fail (ENCORE_IS_PERSON (self), NULL);

  EncorePerson *copy = encore_person_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);
  copy->roles = self->roles;
  copy->team_id = self->team_id;
  copy->hired_at = self->hired_at;
  g_strfreev (copy->aliases);
  copy->aliases = g_strdupv (self->aliases);
  copy->team_name = g_strdup (self->team_name);

  return copy;
}
