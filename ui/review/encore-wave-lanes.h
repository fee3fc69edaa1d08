/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"
#include "encore-wave-scale.h"

G_BEGIN_DECLS

/* Heights of the strips above the lanes; the labels beside them line up with these. */
#define ENCORE_WAVE_RULER_HEIGHT 18
#define ENCORE_WAVE_FLAGS_HEIGHT 20
#define ENCORE_WAVE_TOP (ENCORE_WAVE_RULER_HEIGHT + ENCORE_WAVE_FLAGS_HEIGHT)

/**
 * EncoreWaveLanes:
 *
 * The picture of the sound with its ruler, moments, selection and playhead.
 */
#define ENCORE_TYPE_WAVE_LANES (encore_wave_lanes_get_type ())
G_DECLARE_FINAL_TYPE (EncoreWaveLanes, encore_wave_lanes, ENCORE, WAVE_LANES, GtkWidget)

GtkWidget *encore_wave_lanes_new (EncoreReview    *review,
                                  EncoreWaveScale *scale);

G_END_DECLS
