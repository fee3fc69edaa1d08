/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

/**
 * EncoreOpenDisputes:
 *
 * A button that says how many disputes wait for an answer, and lists them. Hidden while there are none.
 */
#define ENCORE_TYPE_OPEN_DISPUTES (encore_open_disputes_get_type ())
G_DECLARE_FINAL_TYPE (EncoreOpenDisputes, encore_open_disputes, ENCORE, OPEN_DISPUTES, AdwBin)

void encore_open_disputes_watch (EncoreOpenDisputes *self,
                                 EncoreLibrary      *library);

G_END_DECLS
