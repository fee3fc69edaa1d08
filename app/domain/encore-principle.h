/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ENCORE_PRINCIPLE_VALUE,  /* what the brand stands for */
  ENCORE_PRINCIPLE_PILLAR, /* whom a call has an impact on */
} EncorePrincipleKind;

#define ENCORE_TYPE_PRINCIPLE (encore_principle_get_type ())
G_DECLARE_FINAL_TYPE (EncorePrinciple, encore_principle, ENCORE, PRINCIPLE, GObject)

/**
 * EncorePrinciple:
 *
 * A brand value or a pillar, to which criteria and moments are linked (F1, M1, M13).
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncorePrinciple
{
  GObject parent_instance;

  gint64 id; /* rowid, 0 while new */
  char *uuid;
  EncorePrincipleKind kind;
  char *name;
  char *description;
  int position;
};

EncorePrinciple *encore_principle_new  (void);
EncorePrinciple *encore_principle_copy (EncorePrinciple *self);

G_END_DECLS
