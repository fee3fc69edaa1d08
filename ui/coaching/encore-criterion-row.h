/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-draft.h"

G_BEGIN_DECLS

/* A criterion of a draft, which opens to be edited. Alt+Up and Alt+Down move it. */
#define ENCORE_TYPE_CRITERION_ROW (encore_criterion_row_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCriterionRow, encore_criterion_row, ENCORE, CRITERION_ROW, AdwExpanderRow)

GtkWidget  *encore_criterion_row_new     (EncoreDraft        *draft,
                                          const char         *key);
const char *encore_criterion_row_get_key (EncoreCriterionRow *self);

G_END_DECLS
