/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-now.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_MPRIS (encore_mpris_get_type ())
G_DECLARE_FINAL_TYPE (EncoreMpris, encore_mpris, ENCORE, MPRIS, GObject)

/* Signals: "raise" (), "quit" () */
EncoreMpris *encore_mpris_new     (void);
void         encore_mpris_set_now (EncoreMpris *self,
                                   EncoreNow   *now);

G_END_DECLS
