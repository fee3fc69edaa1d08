/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-wave-scale.h"

#include <math.h>

/* Finer than the buckets of the peaks there is nothing to see. */
#define FINEST_MS_PER_PX 5.0

struct _EncoreWaveScale
{
  GObject parent_instance;

  gint64 duration_ms;
  int width;
  double ms_per_px;
  gint64 start_px;
  gboolean fits; /* the whole call is shown, whatever its length and our width become */
};

G_DEFINE_FINAL_TYPE (EncoreWaveScale, encore_wave_scale, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static double
coarsest (EncoreWaveScale *self)
{
  return MAX ((double) self->duration_ms / MAX (self->width, 1), FINEST_MS_PER_PX);
}

static gint64
last_start_px (EncoreWaveScale *self)
{
  return MAX (0, (gint64) ceil (self->duration_ms / self->ms_per_px) - self->width);
}

static void
move (EncoreWaveScale *self,
      double           ms_per_px,
      double           start_px)
{
  double before_ms_per_px = self->ms_per_px;
  gint64 before_px = self->start_px;

  self->ms_per_px = CLAMP (ms_per_px, FINEST_MS_PER_PX, coarsest (self));
  self->fits = self->ms_per_px >= coarsest (self);
  self->start_px = CLAMP ((gint64) floor (start_px + 0.5), 0, last_start_px (self));

  if (before_ms_per_px < self->ms_per_px || before_ms_per_px > self->ms_per_px || before_px != self->start_px)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Keeps the first visible time and the zoom, or the fit. */
static void
settle (EncoreWaveScale *self)
{
  move (self, self->fits ? coarsest (self) : self->ms_per_px, self->start_px);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
encore_wave_scale_class_init (EncoreWaveScaleClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", ENCORE_TYPE_WAVE_SCALE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
encore_wave_scale_init (EncoreWaveScale *self)
{
  self->ms_per_px = FINEST_MS_PER_PX;
  self->fits = TRUE;
}

EncoreWaveScale *
encore_wave_scale_new (void)
{
  return g_object_new (ENCORE_TYPE_WAVE_SCALE, NULL);
}

void
encore_wave_scale_set_duration_ms (EncoreWaveScale *self,
                                   gint64           duration_ms)
{
  g_return_if_fail (ENCORE_IS_WAVE_SCALE (self));

  if (self->duration_ms == MAX (duration_ms, 0))
    return;

  self->duration_ms = MAX (duration_ms, 0);
  settle (self);
}

gint64
encore_wave_scale_get_duration_ms (EncoreWaveScale *self)
{
  return self->duration_ms;
}

void
encore_wave_scale_set_width (EncoreWaveScale *self,
                             int              width)
{
  g_return_if_fail (ENCORE_IS_WAVE_SCALE (self));

  if (self->width == width)
    return;

  self->width = width;
  settle (self);
}

int
encore_wave_scale_get_width (EncoreWaveScale *self)
{
  return self->width;
}

double
encore_wave_scale_get_ms_per_px (EncoreWaveScale *self)
{
  return self->ms_per_px;
}

/* The column of the call that is shown at x = 0. */
gint64
encore_wave_scale_get_start_px (EncoreWaveScale *self)
{
  return self->start_px;
}

EncoreSpan
encore_wave_scale_get_visible (EncoreWaveScale *self)
{
  return (EncoreSpan) { encore_wave_scale_to_ms (self, 0), encore_wave_scale_to_ms (self, self->width) };
}

/* May lie outside the width; far outside it is clamped. */
int
encore_wave_scale_to_x (EncoreWaveScale *self,
                        gint64           at_ms)
{
  double x = floor (at_ms / self->ms_per_px) - self->start_px;

  return (int) CLAMP (x, -100000.0, 100000.0);
}

/* Clamped to the call. */
gint64
encore_wave_scale_to_ms (EncoreWaveScale *self,
                         double           x)
{
  double at_ms = (x + self->start_px) * self->ms_per_px;

  return CLAMP ((gint64) (at_ms + 0.5), 0, self->duration_ms);
}

/**
 * encore_wave_scale_zoom:
 * @self: a scale
 * @factor: above 1 to see more detail
 * @around_x: the time there stays there
 */
void
encore_wave_scale_zoom (EncoreWaveScale *self,
                        double           factor,
                        double           around_x)
{
  g_return_if_fail (ENCORE_IS_WAVE_SCALE (self));
  g_return_if_fail (factor > 0);

  double at_ms = (around_x + self->start_px) * self->ms_per_px;
  double ms_per_px = CLAMP (self->ms_per_px / factor, FINEST_MS_PER_PX, coarsest (self));

  move (self, ms_per_px, at_ms / ms_per_px - around_x);
}

/* Shows the whole call. */
void
encore_wave_scale_fit (EncoreWaveScale *self)
{
  g_return_if_fail (ENCORE_IS_WAVE_SCALE (self));

  move (self, coarsest (self), 0);
}

void
encore_wave_scale_scroll (EncoreWaveScale *self,
                          double           pixels)
{
  g_return_if_fail (ENCORE_IS_WAVE_SCALE (self));

  move (self, self->ms_per_px, self->start_px + pixels);
}

void
encore_wave_scale_centre (EncoreWaveScale *self,
                          gint64           at_ms)
{
  g_return_if_fail (ENCORE_IS_WAVE_SCALE (self));

  move (self, self->ms_per_px, at_ms / self->ms_per_px - self->width / 2.0);
}

/**
 * encore_wave_scale_show_page:
 * @self: a scale
 * @at_ms: a time that shall be in sight
 *
 * Turns to the page that begins shortly before @at_ms; does nothing while it is in sight, so
 * that a playing call stands still most of the time.
 */
void
encore_wave_scale_show_page (EncoreWaveScale *self,
                             gint64           at_ms)
{
  g_return_if_fail (ENCORE_IS_WAVE_SCALE (self));

  int x = encore_wave_scale_to_x (self, at_ms);

  if (x < 0 || x >= self->width)
    move (self, self->ms_per_px, at_ms / self->ms_per_px - self->width * 0.05);
}

/* Zooms so that a span and some time around it fill the width. */
void
encore_wave_scale_show_span (EncoreWaveScale *self,
                             EncoreSpan       span)
{
  g_return_if_fail (ENCORE_IS_WAVE_SCALE (self));

  if (encore_span_is_empty (span) || self->width <= 0)
    return;

  double ms_per_px = CLAMP (encore_span_length (span) * 1.5 / self->width, FINEST_MS_PER_PX, coarsest (self));
  double middle_ms = (span.start_ms + span.end_ms) / 2.0;

  move (self, ms_per_px, middle_ms / ms_per_px - self->width / 2.0);
}
