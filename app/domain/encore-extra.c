/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-extra.h"

G_DEFINE_FINAL_TYPE (EncoreExtra, encore_extra, G_TYPE_OBJECT)

static void
encore_extra_finalize (GObject *object)
{
  EncoreExtra *self = ENCORE_EXTRA (object);

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->description);

  G_OBJECT_CLASS (encore_extra_parent_class)->finalize (object);
}

static void
encore_extra_class_init (EncoreExtraClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_extra_finalize;
}

static void
encore_extra_init (EncoreExtra *self)
{
}

/**
 * encore_extra_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreExtra *
encore_extra_new (void)
{
  return g_object_new (ENCORE_TYPE_EXTRA, NULL);
}

/**
 * encore_extra_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreExtra *
encore_extra_copy (EncoreExtra *self)
{
  g_return_val_if_fail (ENCORE_IS_EXTRA (self), NULL);

  EncoreExtra *copy = encore_extra_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->scenario_id = self->scenario_id;
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->state = self->state;

  return copy;
}
