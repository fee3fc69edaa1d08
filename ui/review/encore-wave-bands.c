/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-wave-bands.h"

#include <glib/gi18n.h>

#include "encore-text.h"

/* Who speaks when, as thin bands: a line below each lane's speech; between the lanes a block where both speak,
 * dashes for hold music, a hair line where nobody speaks. The shapes differ, so that no colour has to. */

#define DASH_PX 3

typedef struct
{
  int top;
  int height;
  double least; /* share of a column that must be covered */
  gboolean dashed;
} Band;

/* The first span that ends after @at_ms. */
static gsize
find_span (const EncoreSpan *spans,
           gsize             n,
           gint64            at_ms)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (spans[middle].end_ms > at_ms)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

static gboolean
is_within (const EncoreSpan *spans,
           gsize             n,
           gint64            at_ms)
{
  gsize i = find_span (spans, n, at_ms);

  return i < n && spans[i].start_ms <= at_ms;
}

/* How much of each column the spans cover, in ms. */
static float *
cover_columns (const EncoreSpan     *spans,
               gsize                 n,
               const EncoreWaveLane *lane)
{
  float *covered = g_new0 (float, lane->width);
  double start = lane->start_px * lane->ms_per_px;

  for (gsize i = find_span (spans, n, (gint64) start); i < n; i++)
    {
      double from = (spans[i].start_ms - start) / lane->ms_per_px, to = (spans[i].end_ms - start) / lane->ms_per_px;

      if (from >= lane->width)
        break;
      from = MAX (from, 0);
      to = MIN (to, lane->width);
      for (int x = (int) from; x < to; x++)
        covered[x] += (float) (MIN (to, x + 1) - MAX (from, x));
    }

  return covered;
}

static void
draw_run (GtkSnapshot   *snapshot,
          const Band    *band,
          const GdkRGBA *colour,
          gint64         origin_px,
          int            from,
          int            to)
{
  if (!band->dashed)
    {
      encore_wave_draw_rect (snapshot, colour, from, band->top, to - from, band->height);
      return;
    }

  /* Dashes stay with the sound when it is scrolled. */
  for (int x = from - (int) ((origin_px + from) % (2 * DASH_PX)); x < to; x += 2 * DASH_PX)
    encore_wave_draw_rect (snapshot, colour, MAX (x, from), band->top, MIN (x + DASH_PX, to) - MAX (x, from),
                           band->height);
}

static void
draw_band (GtkSnapshot          *snapshot,
           const EncoreSpan     *spans,
           gsize                 n,
           const EncoreWaveLane *lane,
           const Band           *band,
           const GdkRGBA        *colour)
{
  if (n == 0 || lane->width <= 0)
    return;

  g_autofree float *covered = cover_columns (spans, n, lane);
  int from = -1;

  for (int x = 0; x <= lane->width; x++)
    {
      gboolean on = x < lane->width && covered[x] > 0 && covered[x] >= band->least;

      if (on == (from >= 0))
        continue;
      if (!on)
        draw_run (snapshot, band, colour, lane->start_px, from, x);
      from = on ? x : -1;
    }
}

/**
 * encore_wave_bands_draw_speech:
 * @snapshot: drawn into
 * @activity: who speaks when
 * @lane: the lane of one channel; the line lies at its lower edge
 * @colour: of the party
 */
void
encore_wave_bands_draw_speech (GtkSnapshot          *snapshot,
                               EncoreActivity       *activity,
                               const EncoreWaveLane *lane,
                               const GdkRGBA        *colour)
{
  Band band = { lane->top + lane->height - ENCORE_WAVE_SPEECH_HEIGHT, ENCORE_WAVE_SPEECH_HEIGHT, 0.5, FALSE };
  gsize n;
  const EncoreSpan *spans = encore_activity_get_speech (activity, lane->channel, &n);

  draw_band (snapshot, spans, n, lane, &band, colour);
}

/**
 * encore_wave_bands_draw_strip:
 * @snapshot: drawn into
 * @activity: who speaks when
 * @strip: where
 * @widget: for colours
 *
 * Both at once is drawn however short it is: it is what one looks for.
 */
void
encore_wave_bands_draw_strip (GtkSnapshot          *snapshot,
                              EncoreActivity       *activity,
                              const EncoreWaveLane *strip,
                              GtkWidget            *widget)
{
  GdkRGBA quiet = encore_wave_colour (widget, "window_fg_color", 0.4);
  GdkRGBA dashes = encore_wave_colour (widget, "window_fg_color", 0.55);
  GdkRGBA both = encore_wave_colour (widget, "warning_color", 1.0);
  Band line = { strip->top + strip->height / 2, 1, 0.5, FALSE };
  Band dashed = { strip->top + 1, strip->height - 2, 0.5, TRUE };
  Band block = { strip->top, strip->height, 0, FALSE };
  gsize n;
  const EncoreSpan *spans;

  spans = encore_activity_get_silences (activity, &n);
  draw_band (snapshot, spans, n, strip, &line, &quiet);
  spans = encore_activity_get_hold (activity, &n);
  draw_band (snapshot, spans, n, strip, &dashed, &dashes);
  spans = encore_activity_get_overtalk (activity, &n);
  draw_band (snapshot, spans, n, strip, &block, &both);
}

static EncoreActivity *
get_activity (EncoreReview *review)
{
  EncorePeaks *peaks = encore_review_get_peaks (review);

  return peaks != NULL ? encore_peaks_get_activity (peaks) : NULL;
}

static const char *
speaker_at (EncoreReview   *review,
            EncoreActivity *activity,
            gint64          at_ms)
{
  for (int channel = 0; channel < encore_activity_get_channels (activity); channel++)
    {
      gsize n;
      const EncoreSpan *speech = encore_activity_get_speech (activity, channel, &n);

      if (!is_within (speech, n, at_ms))
        continue;

      switch (encore_review_channel_party (review, channel))
        {
        case ENCORE_PARTY_AGENT:
          return _ ("the agent speaks");
        case ENCORE_PARTY_CUSTOMER:
          return _ ("the customer speaks");
        default:
          return _ ("somebody speaks");
        }
    }

  return NULL;
}

/**
 * encore_wave_bands_describe_at:
 * @review: the hub
 * @at_ms: a time in its recording
 *
 * Returns: (transfer full) (nullable): what the bands say there, in words
 */
char *
encore_wave_bands_describe_at (EncoreReview *review,
                               gint64        at_ms)
{
  EncoreActivity *activity = get_activity (review);
  gsize n;
  const EncoreSpan *spans;

  if (activity == NULL)
    return NULL;

  spans = encore_activity_get_overtalk (activity, &n);
  if (is_within (spans, n, at_ms))
    return g_strdup (_ ("both speak at once"));

  spans = encore_activity_get_hold (activity, &n);
  if (is_within (spans, n, at_ms))
    return g_strdup (_ ("hold music, by guess"));

  const char *speaker = speaker_at (review, activity, at_ms);

  return g_strdup (speaker != NULL ? speaker : _ ("nobody speaks"));
}

/**
 * encore_wave_bands_describe:
 * @review: the hub
 *
 * Returns: (transfer full) (nullable): what the bands of the whole call add up to, for who cannot see them
 */
char *
encore_wave_bands_describe (EncoreReview *review)
{
  EncoreConversation figures;

  if (!encore_review_get_conversation (review, &figures))
    return NULL;

  g_autofree char *agent = encore_text_duration (figures.agent_ms);
  g_autofree char *customer = encore_text_duration (figures.customer_ms);
  g_autofree char *both = encore_text_duration (figures.overtalk_ms);
  g_autofree char *dead_air = encore_text_duration (figures.dead_air_ms);
  g_autofree char *hold = encore_text_duration (figures.hold_ms);

  if (!figures.apart)
    return g_strdup_printf (_ ("Dead air %s, hold music %s"), dead_air, hold);

  return g_strdup_printf (_ ("The agent speaks %s, the customer %s, both at once %s; dead air %s, hold music %s"),
                          agent, customer, both, dead_air, hold);
}
