/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-db.h"

G_BEGIN_DECLS

gboolean encore_demo_put_judging (EncoreDb   *db,
                                  const char *directory,
                                  GHashTable *calls,    /* base name -> uuid */
                                  GHashTable *moments,  /* base name/turn -> uuid */
                                  GError    **error);

G_END_DECLS
