/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-facet.h"

G_DEFINE_FINAL_TYPE (EncoreFacet, encore_facet, G_TYPE_OBJECT)

static void
encore_facet_finalize (GObject *object)
{
  EncoreFacet *self = ENCORE_FACET (object);

  g_free (self->uuid);
  g_free (self->name);

  G_OBJECT_CLASS (encore_facet_parent_class)->finalize (object);
}

static void
encore_facet_class_init (EncoreFacetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_facet_finalize;
}

static void
encore_facet_init (EncoreFacet *self)
{
}

/**
 * encore_facet_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreFacet *
encore_facet_new (void)
{
  return g_object_new (ENCORE_TYPE_FACET, NULL);
}

/**
 * encore_facet_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreFacet *
encore_facet_copy (EncoreFacet *self)
{
  g_return_val_if_fail (ENCORE_IS_FACET (self), NULL);

  EncoreFacet *copy = encore_facet_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->kind = self->kind;
  copy->name = g_strdup (self->name);
  copy->position = self->position;

  return copy;
}
