/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreRedactionGroup:
 *
 * What of the open call is redacted, by whom and since when. Its owner can lift it there.
 */
#define ENCORE_TYPE_REDACTION_GROUP (encore_redaction_group_get_type ())
G_DECLARE_FINAL_TYPE (EncoreRedactionGroup, encore_redaction_group, ENCORE, REDACTION_GROUP, AdwPreferencesGroup)

GtkWidget *encore_redaction_group_new (EncoreReview *review);

G_END_DECLS
