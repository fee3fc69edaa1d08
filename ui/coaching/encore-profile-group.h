/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-draft.h"

G_BEGIN_DECLS

/* The scenarios in which a draft has weights of their own (C14). */
#define ENCORE_TYPE_PROFILE_GROUP (encore_profile_group_get_type ())
G_DECLARE_FINAL_TYPE (EncoreProfileGroup, encore_profile_group, ENCORE, PROFILE_GROUP, AdwBin)

GtkWidget *encore_profile_group_new (EncoreDraft *draft);

G_END_DECLS
