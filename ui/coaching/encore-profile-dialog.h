/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-draft.h"

G_BEGIN_DECLS

/* The weights that a draft has in one scenario, beside its own. */
#define ENCORE_TYPE_PROFILE_DIALOG (encore_profile_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EncoreProfileDialog, encore_profile_dialog, ENCORE, PROFILE_DIALOG, AdwWindow)

EncoreProfileDialog *encore_profile_dialog_present (GtkWidget   *parent,
                                                    EncoreDraft *draft,
                                                    const char  *scenario);

G_END_DECLS
