/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-principle.h"

G_DEFINE_FINAL_TYPE (EncorePrinciple, encore_principle, G_TYPE_OBJECT)

static void
encore_principle_finalize (GObject *object)
{
  EncorePrinciple *self = ENCORE_PRINCIPLE (object);

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->description);

  G_OBJECT_CLASS (encore_principle_parent_class)->finalize (object);
}

static void
encore_principle_class_init (EncorePrincipleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_principle_finalize;
}

static void
encore_principle_init (EncorePrinciple *self)
{
}

/**
 * encore_principle_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncorePrinciple *
encore_principle_new (void)
{
  return g_object_new (ENCORE_TYPE_PRINCIPLE, NULL);
}

/**
 * encore_principle_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncorePrinciple *
encore_principle_copy (EncorePrinciple *self)
{
  g_return_val_if_fail (ENCORE_IS_PRINCIPLE (self), NULL);

  EncorePrinciple *copy = encore_principle_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->kind = self->kind;
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->position = self->position;
  return copy;
}
