/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-saved-search.h"

G_DEFINE_FINAL_TYPE (EncoreSavedSearch, encore_saved_search, G_TYPE_OBJECT)

static void
encore_saved_search_finalize (GObject *object)
{
  EncoreSavedSearch *self = ENCORE_SAVED_SEARCH (object);

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->query);

  G_OBJECT_CLASS (encore_saved_search_parent_class)->finalize (object);
}

static void
encore_saved_search_class_init (EncoreSavedSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_saved_search_finalize;
}

static void
encore_saved_search_init (EncoreSavedSearch *self)
{
}

/**
 * encore_saved_search_new:
 *
 * Returns: (transfer full): an empty one, to be filled
 */
EncoreSavedSearch *
encore_saved_search_new (void)
{
  return g_object_new (ENCORE_TYPE_SAVED_SEARCH, NULL);
}

/**
 * encore_saved_search_copy:
 * @self: the original
 *
 * Returns: (transfer full): an equal one that may be changed
 */
EncoreSavedSearch *
encore_saved_search_copy (EncoreSavedSearch *self)
{
  g_return_val_if_fail (ENCORE_IS_SAVED_SEARCH (self), NULL);

  EncoreSavedSearch *copy = encore_saved_search_new ();

  copy->id = self->id;
  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);
  copy->query = g_strdup (self->query);

  return copy;
}
