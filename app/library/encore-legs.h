/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "encore-types.h"

G_BEGIN_DECLS

/* Recorders that write one file for each party tell the two apart by the end of the name. */
typedef struct
{
  EncoreParty party; /* whose the asked one is, when this is its partner */
  char *path;        /* of the partner */
} EncoreLegPartner;

char      *encore_leg_strip    (const char *stem);
GPtrArray *encore_leg_partners (const char *path);

G_END_DECLS
