/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_EXTRA (encore_extra_get_type ())
G_DECLARE_FINAL_TYPE (EncoreExtra, encore_extra, ENCORE, EXTRA, GObject)

/**
 * EncoreExtra:
 *
 * A specific, added value a team can offer in a scenario.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreExtra
{
  GObject parent_instance;

  gint64 id;              /* rowid, 0 while new */
  char *uuid;
  gint64 scenario_id;     /* 0: fits any scenario */
  char *name;
  char *description;
  EncoreExtraState state;
};

EncoreExtra *encore_extra_new  (void);
EncoreExtra *encore_extra_copy (EncoreExtra *self);

G_END_DECLS
