/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-draft.h"

G_BEGIN_DECLS

/* When a criterion is asked, what it judges and what it belongs to. */
#define ENCORE_TYPE_CRITERION_MORE (encore_criterion_more_get_type ())
G_DECLARE_FINAL_TYPE (EncoreCriterionMore, encore_criterion_more, ENCORE, CRITERION_MORE, AdwExpanderRow)

GtkWidget *encore_criterion_more_new (EncoreDraft *draft,
                                      const char  *key);

G_END_DECLS
