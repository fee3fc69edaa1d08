/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-wave-flags.h"

#include "encore-review-text.h"
#include "encore-wave-draw.h"

#define FLAG_WIDTH 22
#define FLAG_HEIGHT 18
#define ICON_SIZE 14

static void
clear_flag (gpointer data)
{
  g_clear_object (&((EncoreWaveFlag *) data)->moment);
}

/**
 * encore_wave_flags_place:
 * @review: whose moments
 * @scale: where times lie
 *
 * Returns: (transfer full) (element-type EncoreWaveFlag): the moments that have a time
 */
GArray *
encore_wave_flags_place (EncoreReview    *review,
                         EncoreWaveScale *scale)
{
  GListModel *moments = encore_review_get_moments (review);
  GArray *flags = g_array_new (FALSE, FALSE, sizeof (EncoreWaveFlag));
  int next_x = G_MININT;

  g_array_set_clear_func (flags, clear_flag);
  for (guint i = 0; i < g_list_model_get_n_items (moments); i++)
    {
      g_autoptr (EncoreMoment) moment = g_list_model_get_item (moments, i);
      EncoreSpan span = encore_moment_span (review, moment);
      EncoreWaveFlag flag = { 0 };

      if (encore_span_is_empty (span))
        continue;

      flag.from = encore_wave_scale_to_x (scale, span.start_ms);
      flag.to = MAX (encore_wave_scale_to_x (scale, span.end_ms), flag.from + 2);
      flag.x = MAX (flag.from, next_x);
      flag.moment = g_steal_pointer (&moment);
      next_x = flag.x + FLAG_WIDTH + 2;
      g_array_append_val (flags, flag);
    }

  return flags;
}

/* The moment whose flag lies there. */
EncoreMoment *
encore_wave_flags_at (GArray *flags,
                      double  x)
{
  for (guint i = 0; flags != NULL && i < flags->len; i++)
    {
      const EncoreWaveFlag *flag = &g_array_index (flags, EncoreWaveFlag, i);

      if (x >= flag->x && x < flag->x + FLAG_WIDTH)
        return flag->moment;
    }

  return NULL;
}

/* The shortest moment whose span lies there. */
EncoreMoment *
encore_wave_flags_over (GArray *flags,
                        double  x)
{
  const EncoreWaveFlag *best = NULL;

  for (guint i = 0; flags != NULL && i < flags->len; i++)
    {
      const EncoreWaveFlag *flag = &g_array_index (flags, EncoreWaveFlag, i);

      if (x >= flag->from && x < flag->to && (best == NULL || flag->to - flag->from < best->to - best->from))
        best = flag;
    }

  return best != NULL ? best->moment : NULL;
}

static void
draw_symbol (GtkWidget     *widget,
             GtkSnapshot   *snapshot,
             const char    *icon_name,
             const GdkRGBA *colour,
             int            x,
             int            y)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (theme, icon_name, NULL, ICON_SIZE,
                                                                  gtk_widget_get_scale_factor (widget),
                                                                  gtk_widget_get_direction (widget), 0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE, ICON_SIZE, colour, 1);
  gtk_snapshot_restore (snapshot);
}

/* Black or white, whichever can be read on @colour. */
static GdkRGBA
ink_on (const GdkRGBA *colour)
{
  float luminance = 0.299f * colour->red + 0.587f * colour->green + 0.114f * colour->blue;
  float level = luminance > 0.6f ? 0.0f : 1.0f;

  return (GdkRGBA) { level, level, level, 1.0f };
}

static void
draw_flag (const EncoreWaveFlag *flag,
           EncoreReview         *review,
           GtkWidget            *widget,
           GtkSnapshot          *snapshot,
           int                   top,
           int                   height)
{
  gboolean current = flag->moment == encore_review_get_current_moment (review);
  GdkRGBA colour = encore_moment_colour (review, flag->moment);
  GdkRGBA band = colour, ink = ink_on (&colour);

  band.alpha = current ? 0.3f : 0.16f;
  encore_wave_draw_rect (snapshot, &band, flag->from, top, flag->to - flag->from, height);
  encore_wave_draw_rect (snapshot, &colour, flag->from, top - 1, flag->to - flag->from, 2);
  encore_wave_draw_rect (snapshot, &colour, flag->from, top, 1, height);
  if (current)
    encore_wave_draw_rect (snapshot, &colour, flag->to - 1, top, 1, height);

  GskRoundedRect outline;
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (flag->x, top - FLAG_HEIGHT, FLAG_WIDTH, FLAG_HEIGHT),
                                   4);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  encore_wave_draw_rect (snapshot, &colour, flag->x, top - FLAG_HEIGHT, FLAG_WIDTH, FLAG_HEIGHT);
  gtk_snapshot_pop (snapshot);
  draw_symbol (widget, snapshot, encore_outcome_icon_name (flag->moment->outcome), &ink,
               flag->x + (FLAG_WIDTH - ICON_SIZE) / 2, top - FLAG_HEIGHT + (FLAG_HEIGHT - ICON_SIZE) / 2);
}

/**
 * encore_wave_flags_draw:
 * @flags: placed moments
 * @review: which of them is the current one
 * @widget: for icons
 * @snapshot: drawn into
 * @top: of the lanes; the flags stand above it
 * @height: of the lanes
 */
void
encore_wave_flags_draw (GArray       *flags,
                        EncoreReview *review,
                        GtkWidget    *widget,
                        GtkSnapshot  *snapshot,
                        int           top,
                        int           height)
{
  int width = gtk_widget_get_width (widget);

  for (guint i = 0; i < flags->len; i++)
    {
      const EncoreWaveFlag *flag = &g_array_index (flags, EncoreWaveFlag, i);

      if (flag->x < width && MAX (flag->to, flag->x + FLAG_WIDTH) > 0)
        draw_flag (flag, review, widget, snapshot, top, height);
    }
}
