/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreClipButton:
 *
 * Plays a stretch of any call, with a player of its own; the open call pauses meanwhile.
 */
#define ENCORE_TYPE_CLIP_BUTTON (encore_clip_button_get_type ())
G_DECLARE_FINAL_TYPE (EncoreClipButton, encore_clip_button, ENCORE, CLIP_BUTTON, GtkWidget)

GtkWidget *encore_clip_button_new (EncoreReview *review,
                                   gint64        call_id,
                                   EncoreSpan    clip);

G_END_DECLS
