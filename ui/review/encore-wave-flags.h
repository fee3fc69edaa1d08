/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"
#include "encore-wave-scale.h"

G_BEGIN_DECLS

/**
 * EncoreWaveFlag:
 *
 * One moment on the waveform, placed so that its flag covers no other.
 */
typedef struct
{
  EncoreMoment *moment; /* owned */
  int x;                /* left edge of the flag */
  int from;             /* of the span */
  int to;
} EncoreWaveFlag;

GArray       *encore_wave_flags_place (EncoreReview    *review,
                                       EncoreWaveScale *scale);
EncoreMoment *encore_wave_flags_at    (GArray          *flags,
                                       double           x);
EncoreMoment *encore_wave_flags_over  (GArray          *flags,
                                       double           x);
void          encore_wave_flags_draw  (GArray          *flags,
                                       EncoreReview    *review,
                                       GtkWidget       *widget,
                                       GtkSnapshot     *snapshot,
                                       int              top,
                                       int              height);

G_END_DECLS
