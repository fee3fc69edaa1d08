/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_SAVED_SEARCH (encore_saved_search_get_type ())
G_DECLARE_FINAL_TYPE (EncoreSavedSearch, encore_saved_search, ENCORE, SAVED_SEARCH, GObject)

/**
 * EncoreSavedSearch:
 *
 * What somebody looks for again and again, under a name.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreSavedSearch
{
  GObject parent_instance;

  gint64 id;   /* rowid, 0 while new */
  char *uuid;
  char *name;
  char *query; /* as typed, for encore_query_new() */
};

EncoreSavedSearch *encore_saved_search_new  (void);
EncoreSavedSearch *encore_saved_search_copy (EncoreSavedSearch *self);

G_END_DECLS
