/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"
#include "encore-wave-scale.h"

G_BEGIN_DECLS

/**
 * EncoreWaveOverview:
 *
 * The whole call in one strip, with a handle over the stretch that the lanes show.
 */
#define ENCORE_TYPE_WAVE_OVERVIEW (encore_wave_overview_get_type ())
G_DECLARE_FINAL_TYPE (EncoreWaveOverview, encore_wave_overview, ENCORE, WAVE_OVERVIEW, GtkWidget)

GtkWidget *encore_wave_overview_new (EncoreReview    *review,
                                     EncoreWaveScale *scale);

G_END_DECLS
