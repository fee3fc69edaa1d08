/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "encore-span.h"

G_BEGIN_DECLS

/**
 * EncoreWaveScale:
 *
 * Which stretch of a call is in sight, and where a time lies on the screen. The start is a whole
 * number of pixels, so that a column keeps its picture while it is scrolled. "changed" is
 * emitted when anything moved.
 */
#define ENCORE_TYPE_WAVE_SCALE (encore_wave_scale_get_type ())
G_DECLARE_FINAL_TYPE (EncoreWaveScale, encore_wave_scale, ENCORE, WAVE_SCALE, GObject)

EncoreWaveScale *encore_wave_scale_new             (void);
void             encore_wave_scale_set_duration_ms (EncoreWaveScale *self,
                                                    gint64           duration_ms);
gint64           encore_wave_scale_get_duration_ms (EncoreWaveScale *self);
void             encore_wave_scale_set_width       (EncoreWaveScale *self,
                                                    int              width);
int              encore_wave_scale_get_width       (EncoreWaveScale *self);
double           encore_wave_scale_get_ms_per_px   (EncoreWaveScale *self);
gint64           encore_wave_scale_get_start_px    (EncoreWaveScale *self);
EncoreSpan       encore_wave_scale_get_visible     (EncoreWaveScale *self);
int              encore_wave_scale_to_x            (EncoreWaveScale *self,
                                                    gint64           at_ms);
gint64           encore_wave_scale_to_ms           (EncoreWaveScale *self,
                                                    double           x);
void             encore_wave_scale_zoom            (EncoreWaveScale *self,
                                                    double           factor,
                                                    double           around_x);
void             encore_wave_scale_fit             (EncoreWaveScale *self);
void             encore_wave_scale_scroll          (EncoreWaveScale *self,
                                                    double           pixels);
void             encore_wave_scale_centre          (EncoreWaveScale *self,
                                                    gint64           at_ms);
void             encore_wave_scale_show_page       (EncoreWaveScale *self,
                                                    gint64           at_ms);
void             encore_wave_scale_show_span       (EncoreWaveScale *self,
                                                    EncoreSpan       span);

G_END_DECLS
