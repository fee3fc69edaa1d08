/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-transcript-view.h"

G_BEGIN_DECLS

/* Brings a transcript into step with its recording: by an offset, or by two places one has heard. The call can be
 * played and clicked in meanwhile. */
GtkWidget *encore_times_dialog_new (EncoreReview         *review,
                                    EncoreTranscriptView *view);

G_END_DECLS
