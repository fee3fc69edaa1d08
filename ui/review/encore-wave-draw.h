/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-peaks.h"
#include "encore-types.h"

G_BEGIN_DECLS

/* Where one channel is drawn, and from which columns of the call. */
typedef struct
{
  int channel;        /* -1: the loudest of all */
  int top;
  int height;
  int width;
  gint64 start_px;
  double ms_per_px;
  double gain;        /* makes the loudest sound of the call fill the height */
} EncoreWaveLane;

double encore_wave_gain      (EncorePeaks          *peaks);
void encore_wave_draw_lane   (GtkSnapshot          *snapshot,
                              EncorePeaks          *peaks,
                              const EncoreWaveLane *lane,
                              const GdkRGBA        *colour);
void encore_wave_draw_ruler  (GtkSnapshot          *snapshot,
                              GtkWidget            *widget,
                              const EncoreWaveLane *lane,
                              gint64                duration_ms,
                              const GdkRGBA        *colour);
void encore_wave_draw_rect   (GtkSnapshot          *snapshot,
                              const GdkRGBA        *colour,
                              int                   x,
                              int                   y,
                              int                   width,
                              int                   height);
void encore_wave_draw_hatch  (GtkSnapshot          *snapshot,
                              GtkWidget            *widget,
                              int                   x,
                              int                   y,
                              int                   width,
                              int                   height);
GdkRGBA encore_wave_colour   (GtkWidget            *widget,
                              const char           *name,
                              double                alpha);

G_END_DECLS
