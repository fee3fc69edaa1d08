/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"
#include "encore-wave-scale.h"

G_BEGIN_DECLS

/**
 * EncoreWaveform:
 *
 * The lanes of a call with their names, the overview below, and the zoom.
 */
#define ENCORE_TYPE_WAVEFORM (encore_waveform_get_type ())
G_DECLARE_FINAL_TYPE (EncoreWaveform, encore_waveform, ENCORE, WAVEFORM, GtkWidget)

GtkWidget       *encore_waveform_new       (EncoreReview   *review);
EncoreWaveScale *encore_waveform_get_scale (EncoreWaveform *self);
GtkWidget       *encore_waveform_get_lanes (EncoreWaveform *self);
void             encore_waveform_zoom      (EncoreWaveform *self,
                                            double          factor);
void             encore_waveform_fit       (EncoreWaveform *self);

G_END_DECLS
