/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-review.h"
#include "encore-wave-draw.h"

G_BEGIN_DECLS

/* The strip below or between the lanes, and the line of speech at a lane's lower edge. */
#define ENCORE_WAVE_STRIP_HEIGHT 5
#define ENCORE_WAVE_SPEECH_HEIGHT 2

void  encore_wave_bands_draw_speech (GtkSnapshot          *snapshot,
                                     EncoreActivity       *activity,
                                     const EncoreWaveLane *lane,
                                     const GdkRGBA        *colour);
void  encore_wave_bands_draw_strip  (GtkSnapshot          *snapshot,
                                     EncoreActivity       *activity,
                                     const EncoreWaveLane *strip,
                                     GtkWidget            *widget);
char *encore_wave_bands_describe_at (EncoreReview         *review,
                                     gint64                at_ms);
char *encore_wave_bands_describe    (EncoreReview         *review);

G_END_DECLS
