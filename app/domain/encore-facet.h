/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_FACET (encore_facet_get_type ())
G_DECLARE_FINAL_TYPE (EncoreFacet, encore_facet, ENCORE, FACET, GObject)

/**
 * EncoreFacet:
 *
 * One value of the vocabulary by which scenarios are told apart.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreFacet
{
  GObject parent_instance;

  gint64 id;            /* rowid, 0 while new */
  char *uuid;
  EncoreFacetKind kind;
  char *name;
  int position;         /* order in its vocabulary */
};

EncoreFacet *encore_facet_new  (void);
EncoreFacet *encore_facet_copy (EncoreFacet *self);

G_END_DECLS
