/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-draft.h"

G_BEGIN_DECLS

/* What keeps a draft from being published, and what is worth a second look. */
#define ENCORE_TYPE_SCORECARD_NOTES (encore_scorecard_notes_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScorecardNotes, encore_scorecard_notes, ENCORE, SCORECARD_NOTES, AdwBin)

GtkWidget *encore_scorecard_notes_new (EncoreDraft *draft);

G_END_DECLS
