/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-wave-draw.h"

#include "encore-text.h"

#include <math.h>

/* A label of the ruler needs about this much room. */
#define RULER_STEP_PX 84

/* Half heights of one column, in pixels. */
typedef struct
{
  int up;
  int down;
  int core;
} Column;

GdkRGBA
encore_wave_colour (GtkWidget  *widget,
                    const char *name,
                    double      alpha)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  colour.alpha *= (float) alpha;
  return colour;
}

void
encore_wave_draw_rect (GtkSnapshot   *snapshot,
                       const GdkRGBA *colour,
                       int            x,
                       int            y,
                       int            width,
                       int            height)
{
  if (width > 0 && height > 0)
    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (x, y, width, height));
}

/* Speech is mostly quiet: the curve lifts what is soft without hiding what is loud. */
static int
extent (int    value,
        double gain,
        int    half)
{
  return (int) lround (pow (CLAMP (value * gain / 127.0, 0, 1), 0.75) * half);
}

static EncorePeak
loudest_peak (EncorePeaks *peaks,
              gsize        first,
              gsize        count)
{
  EncorePeak loudest = { 0, 0, 0 };

  for (int i = 0; i < encore_peaks_get_channels (peaks); i++)
    {
      EncorePeak peak = encore_peaks_get_range (peaks, i, first, count);

      loudest.min = MIN (loudest.min, peak.min);
      loudest.max = MAX (loudest.max, peak.max);
      loudest.rms = MAX (loudest.rms, peak.rms);
    }

  return loudest;
}

/**
 * encore_wave_gain:
 * @peaks: what is known of the sound
 *
 * Returns: what the loudest sound of the call has to be multiplied with to fill the height, at most 6
 */
double
encore_wave_gain (EncorePeaks *peaks)
{
  EncorePeak loudest = loudest_peak (peaks, 0, encore_peaks_get_length (peaks));

  return CLAMP (127.0 / MAX (MAX (loudest.max, -loudest.min), 1), 1.0, 6.0);
}

/* FALSE where nothing has been decoded yet. */
static gboolean
column_at (EncorePeaks          *peaks,
           const EncoreWaveLane *lane,
           int                   x,
           Column               *column)
{
  gsize length = encore_peaks_get_length (peaks);
  gsize first = (gsize) ((double) (lane->start_px + x) * lane->ms_per_px / ENCORE_PEAKS_BUCKET_MS);
  gsize after = (gsize) ((double) (lane->start_px + x + 1) * lane->ms_per_px / ENCORE_PEAKS_BUCKET_MS);
  int half = (lane->height - 2) / 2;

  if (first >= length)
    return FALSE;

  gsize count = MIN (MAX (after, first + 1), length) - first;
  EncorePeak peak = lane->channel < 0 ? loudest_peak (peaks, first, count)
                                      : encore_peaks_get_range (peaks, lane->channel, first, count);

  column->up = extent (peak.max, lane->gain, half);
  column->down = extent (-peak.min, lane->gain, half);
  column->core = MIN (extent (peak.rms, lane->gain, half), MIN (column->up, column->down));
  return TRUE;
}

static void
draw_run (GtkSnapshot          *snapshot,
          const EncoreWaveLane *lane,
          const GdkRGBA        *colour,
          const GdkRGBA        *core_colour,
          const Column         *column,
          int                   x,
          int                   width)
{
  int middle = lane->top + lane->height / 2;

  encore_wave_draw_rect (snapshot, colour, x, middle - column->up, width, column->up + column->down + 1);
  if (column->core > 0)
    encore_wave_draw_rect (snapshot, core_colour, x, middle - column->core, width, 2 * column->core + 1);
}

static gboolean
same_column (const Column *a,
             const Column *b)
{
  return a->up == b->up && a->down == b->down && a->core == b->core;
}

/**
 * encore_wave_draw_lane:
 * @snapshot: drawn into
 * @peaks: what is known of the sound
 * @lane: which channel, and where
 * @colour: of the wave
 *
 * Whole-pixel rectangles only; neighbouring columns of one shape (silence) become one.
 */
void
encore_wave_draw_lane (GtkSnapshot          *snapshot,
                       EncorePeaks          *peaks,
                       const EncoreWaveLane *lane,
                       const GdkRGBA        *colour)
{
  GdkRGBA outer = *colour;
  Column run = { 0 };
  int run_start = 0, x;

  outer.alpha *= 0.5f;
  for (x = 0; x < lane->width; x++)
    {
      Column column;

      if (!column_at (peaks, lane, x, &column))
        break;
      if (x > run_start && !same_column (&column, &run))
        {
          draw_run (snapshot, lane, &outer, colour, &run, run_start, x - run_start);
          run_start = x;
        }
      run = column;
    }

  if (x > run_start)
    draw_run (snapshot, lane, &outer, colour, &run, run_start, x - run_start);
}

/* The smallest round number of milliseconds between labels that leaves them room. */
static gint64
ruler_step_ms (double ms_per_px)
{
  static const gint64 steps_ms[] = { 500,   1000,   2000,   5000,   10000,  15000,  30000,
                                     60000, 120000, 300000, 600000, 900000, 1800000 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps_ms); i++)
    if (steps_ms[i] / ms_per_px >= RULER_STEP_PX)
      return steps_ms[i];

  return 3600000;
}

static char *
ruler_label (gint64 at_ms,
             gint64 step_ms)
{
  g_autofree char *text = encore_text_position (at_ms);

  if (step_ms % 1000 == 0)
    return g_steal_pointer (&text);

  return g_strdup_printf ("%s.%d", text, (int) (at_ms % 1000 / 100));
}

/**
 * encore_wave_draw_ruler:
 * @snapshot: drawn into
 * @widget: whose font is used
 * @lane: the strip for the ruler
 * @duration_ms: where it ends
 * @colour: of text and ticks
 */
void
encore_wave_draw_ruler (GtkSnapshot          *snapshot,
                        GtkWidget            *widget,
                        const EncoreWaveLane *lane,
                        gint64                duration_ms,
                        const GdkRGBA        *colour)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  gint64 step_ms = ruler_step_ms (lane->ms_per_px);
  gint64 end_ms = MIN (duration_ms, (gint64) ((double) (lane->start_px + lane->width) * lane->ms_per_px));
  gint64 at_ms = (gint64) (lane->start_px * lane->ms_per_px) / step_ms * step_ms;
  GdkRGBA tick = *colour;

  tick.alpha *= 0.5f;
  for (; at_ms <= end_ms; at_ms += step_ms)
    {
      int x = (int) (at_ms / lane->ms_per_px - lane->start_px);
      g_autofree char *label = ruler_label (at_ms, step_ms);

      encore_wave_draw_rect (snapshot, &tick, x, lane->top + lane->height - 6, 1, 6);
      pango_layout_set_text (layout, label, -1);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + 4, lane->top));
      gtk_snapshot_append_layout (snapshot, layout, colour);
      gtk_snapshot_restore (snapshot);
    }
}

/**
 * encore_wave_draw_hatch:
 * @snapshot: where to draw
 * @widget: whose colours
 * @x: left edge
 * @y: upper edge
 * @width: pixels
 * @height: pixels
 *
 * Covers what is there with lines that lean, and a flat wave.
 */
void
encore_wave_draw_hatch (GtkSnapshot *snapshot,
                        GtkWidget   *widget,
                        int          x,
                        int          y,
                        int          width,
                        int          height)
{
  GdkRGBA ground = encore_wave_colour (widget, "view_bg_color", 1.0);
  GdkRGBA line = encore_wave_colour (widget, "view_fg_color", 0.28);
  GdkRGBA clear = { 0, 0, 0, 0 };
  const GskColorStop stops[] = { { 0, clear }, { 0.7f, clear }, { 0.7f, line }, { 1, line } };
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);

  if (width <= 0 || height <= 0)
    return;

  encore_wave_draw_rect (snapshot, &ground, x, y, width, height);
  gtk_snapshot_append_repeating_linear_gradient (snapshot, &area, &GRAPHENE_POINT_INIT (0, 0),
                                                 &GRAPHENE_POINT_INIT (5, 5), stops, G_N_ELEMENTS (stops));
}
