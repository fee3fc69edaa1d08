/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-moment-type.h"

G_DEFINE_FINAL_TYPE (EncoreMomentType, encore_moment_type, G_TYPE_OBJECT)

static void
encore_moment_type_finalize (GObject *object)
{
  EncoreMomentType *self = ENCORE_MOMENT_TYPE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->hotkey);
  g_free (self->colour);

  G_OBJECT_CLASS (encore_moment_type_parent_class)->finalize (object);
}

static void
encore_moment_type_class_init (EncoreMomentTypeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_moment_type_finalize;
}

static void
encore_moment_type_init (EncoreMomentType *self)
{
}

/**
 * encore_moment_type_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreMomentType *
encore_moment_type_new (void)
{
  return g_object_new (ENCORE_TYPE_MOMENT_TYPE, NULL);
}

/**
 * encore_moment_type_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreMomentType *
encore_moment_type_copy (EncoreMomentType *self)
{
  g_return_val_if_fail (ENCORE_IS_MOMENT_TYPE (self), NULL);

  EncoreMomentType *copy = encore_moment_type_new ();

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->hotkey = g_strdup (self->hotkey);
  copy->colour = g_strdup (self->colour);
  copy->lead_ms = self->lead_ms;
  copy->lag_ms = self->lag_ms;
  copy->position = self->position;

  return copy;
}
