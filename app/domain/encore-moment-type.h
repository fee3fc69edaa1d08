/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_MOMENT_TYPE (encore_moment_type_get_type ())
G_DECLARE_FINAL_TYPE (EncoreMomentType, encore_moment_type, ENCORE, MOMENT_TYPE, GObject)

/**
 * EncoreMomentType:
 *
 * A kind of moment with its hotkey and how far around "now" it reaches.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreMomentType
{
  GObject parent_instance;

  char *id;       /* stable, such as "above-and-beyond" */
  char *name;     /* for people, translated for the built-in ones */
  char *hotkey;   /* one key, or NULL */
  char *colour;   /* #rrggbb */
  gint64 lead_ms; /* how far before now a mark begins */
  gint64 lag_ms;  /* how far after now it ends */
  int position;
};

EncoreMomentType *encore_moment_type_new  (void);
EncoreMomentType *encore_moment_type_copy (EncoreMomentType *self);

G_END_DECLS
