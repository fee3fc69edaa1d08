/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-activity-private.h"

#include <math.h>

#include "encore-peaks-private.h"

#define OVERTALK_MS 200
#define HOLD_MS 20000

/* Shorter pauses are part of talking; the ends are kept so that no syllable is cut. */
#define SILENCE_MS 1000
#define SILENCE_MARGIN_MS 200

/* With more of the quieter party's speech on both channels, nobody can be told from the other. */
#define MOST_SHARED 0.5

/* What is left of speech at the edges of hold music is its first or last note. */
#define CRUMB_MS 500

/* Immutable: may be read by any thread. */
struct _EncoreActivity
{
  GObject parent_instance;

  int channels;
  gboolean apart;
  gint64 duration_ms;
  GArray *speech[ENCORE_PEAKS_MAX_CHANNELS];
  double level_db[ENCORE_PEAKS_MAX_CHANNELS];
  GArray *talk; /* on any channel */
  GArray *silences;
  GArray *overtalk;
  GArray *hold;
};

G_DEFINE_FINAL_TYPE (EncoreActivity, encore_activity, G_TYPE_OBJECT)

/* Sign, exponent and seven bits of mantissa of a float: a thirtieth of a decibel. */
#define POWER_SHIFT 16
#define POWERS (1 << (31 - POWER_SHIFT))

static gpointer
make_levels (gpointer unused)
{
  guint8 *levels = g_new0 (guint8, POWERS);

  for (guint32 i = 0; i < POWERS; i++)
    {
      union
      {
        guint32 bits;
        float power;
      } middle = { .bits = i << POWER_SHIFT | 1 << (POWER_SHIFT - 1) };
      double level = ENCORE_LEVEL_MAX + 10 * log10 ((double) middle.power) / ENCORE_LEVEL_STEP_DB;

      levels[i] = isfinite (level) ? (guint8) CLAMP (lrint (level), 0, ENCORE_LEVEL_MAX) : ENCORE_LEVEL_MAX;
    }

  return levels;
}

/**
 * encore_level_from_power:
 * @power: mean square, full scale = 1
 *
 * Looked up: a logarithm for each of millions of buckets takes longer than reading them.
 *
 * Returns: the byte that stands for it
 */
guint8
encore_level_from_power (float power)
{
  static GOnce once = G_ONCE_INIT;
  const union
  {
    float power;
    guint32 bits;
  } bits = { .power = power };

  if (!(power > 0))
    return 0;

  return ((const guint8 *) g_once (&once, make_levels, NULL))[bits.bits >> POWER_SHIFT];
}

static gpointer
make_powers (gpointer unused)
{
  double *powers = g_new0 (double, ENCORE_LEVEL_MAX + 1);

  for (int i = 1; i <= ENCORE_LEVEL_MAX; i++)
    powers[i] = pow (10, encore_level_to_db (i) / 10);

  return powers;
}

/**
 * encore_level_to_power:
 * @level: a byte
 *
 * Returns: the mean square it stands for
 */
double
encore_level_to_power (guint8 level)
{
  static GOnce once = G_ONCE_INIT;

  return ((const double *) g_once (&once, make_powers, NULL))[level];
}

GArray *
encore_spans_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (EncoreSpan));
}

/* Appends a span, or lengthens the last one when it reaches that far. */
void
encore_spans_append (GArray *spans,
                     gint64  start_ms,
                     gint64  end_ms)
{
  EncoreSpan span = { start_ms, end_ms };
  EncoreSpan *last = spans->len > 0 ? &g_array_index (spans, EncoreSpan, spans->len - 1) : NULL;

  if (end_ms <= start_ms)
    return;

  if (last != NULL && last->end_ms >= start_ms)
    last->end_ms = MAX (last->end_ms, end_ms);
  else
    g_array_append_val (spans, span);
}

/* Closes gaps shorter than @gap_ms, then leaves out spans shorter than @shortest_ms. */
GArray *
encore_spans_join (GArray *spans,
                   gint64  gap_ms,
                   gint64  shortest_ms)
{
  GArray *joined = encore_spans_new ();

  for (guint i = 0; i < spans->len;)
    {
      EncoreSpan span = g_array_index (spans, EncoreSpan, i);

      for (i++; i < spans->len && g_array_index (spans, EncoreSpan, i).start_ms - span.end_ms < gap_ms; i++)
        span.end_ms = g_array_index (spans, EncoreSpan, i).end_ms;
      if (encore_span_length (span) >= shortest_ms)
        g_array_append_val (joined, span);
    }

  return joined;
}

GArray *
encore_spans_subtract (GArray *from,
                       GArray *what)
{
  GArray *rest = encore_spans_new ();
  guint k = 0;

  for (guint i = 0; i < from->len; i++)
    {
      EncoreSpan span = g_array_index (from, EncoreSpan, i);

      while (k < what->len && g_array_index (what, EncoreSpan, k).end_ms <= span.start_ms)
        k++;
      for (guint j = k; j < what->len && g_array_index (what, EncoreSpan, j).start_ms < span.end_ms; j++)
        {
          const EncoreSpan *hole = &g_array_index (what, EncoreSpan, j);

          encore_spans_append (rest, span.start_ms, hole->start_ms);
          span.start_ms = MAX (span.start_ms, hole->end_ms);
        }
      encore_spans_append (rest, span.start_ms, span.end_ms);
    }

  return rest;
}

/* A border of some spans: where @change more of them begin. */
typedef struct
{
  gint64 at_ms;
  int change;
} Border;

static int
border_compare (gconstpointer a,
                gconstpointer b)
{
  const Border *x = a, *y = b;

  return x->at_ms < y->at_ms ? -1 : x->at_ms > y->at_ms;
}

/* Where at least @least of the lists are within a span, in order. */
static GArray *
count_spans (GArray **lists,
             int      n_lists,
             int      least)
{
  g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (Border));
  GArray *found = encore_spans_new ();
  int open = 0;

  for (int i = 0; i < n_lists; i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        const EncoreSpan *span = &g_array_index (lists[i], EncoreSpan, j);
        Border pair[] = { { span->start_ms, 1 }, { span->end_ms, -1 } };

        g_array_append_vals (borders, pair, 2);
      }
  g_array_sort (borders, border_compare);

  for (guint i = 0; i < borders->len; i++)
    {
      const Border *border = &g_array_index (borders, Border, i);

      open += border->change;
      if (open >= least && i + 1 < borders->len)
        encore_spans_append (found, border->at_ms, g_array_index (borders, Border, i + 1).at_ms);
    }

  return found;
}

/* Whether a span begins or ends where one of @others does the opposite. */
static gboolean
touches (const EncoreSpan *span,
         GArray           *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      const EncoreSpan *other = &g_array_index (others, EncoreSpan, i);

      if (other->start_ms == span->end_ms || other->end_ms == span->start_ms)
        return TRUE;
    }

  return FALSE;
}

/* Music on one channel is hold only while nobody talks on another: music below talk is just noise. */
static GArray *
find_hold (EncoreActivity *self,
           GArray        **music)
{
  g_autoptr (GArray) anywhere = count_spans (music, self->channels, 1);
  g_autoptr (GArray) talk = encore_spans_new ();

  for (int channel = 0; channel < self->channels; channel++)
    {
      GArray *talks[] = { talk, encore_spans_subtract (self->speech[channel], music[channel]) };
      GArray *sum = count_spans (talks, 2, 1);

      g_array_unref (talks[1]);
      g_array_unref (talk);
      talk = sum;
    }

  g_autoptr (GArray) words = encore_spans_join (talk, 0, CRUMB_MS);
  g_autoptr (GArray) rest = encore_spans_subtract (anywhere, words);

  return encore_spans_join (rest, 0, HOLD_MS);
}

static void
drop_music (EncoreActivity *self,
            GArray         *music,
            int             channel)
{
  GArray *lists[] = { self->hold, music };
  g_autoptr (GArray) hold = count_spans (lists, 2, 2);
  g_autoptr (GArray) rest = encore_spans_subtract (self->speech[channel], hold);

  g_array_set_size (self->speech[channel], 0);
  for (guint i = 0; i < rest->len; i++)
    {
      const EncoreSpan *span = &g_array_index (rest, EncoreSpan, i);

      if (encore_span_length (*span) >= CRUMB_MS || !touches (span, hold))
        g_array_append_vals (self->speech[channel], span, 1);
    }
}

static GArray *
find_silences (EncoreActivity *self)
{
  GArray *lists[] = { self->talk, self->hold };
  g_autoptr (GArray) sound = count_spans (lists, G_N_ELEMENTS (lists), 1);
  g_autoptr (GArray) all = encore_spans_new ();
  GArray *silences = encore_spans_new ();

  encore_spans_append (all, 0, self->duration_ms);

  g_autoptr (GArray) quiet = encore_spans_subtract (all, sound);

  for (guint i = 0; i < quiet->len; i++)
    {
      EncoreSpan span = g_array_index (quiet, EncoreSpan, i);

      if (encore_span_length (span) >= SILENCE_MS)
        encore_spans_append (silences, span.start_ms + (span.start_ms > 0 ? SILENCE_MARGIN_MS : 0),
                             span.end_ms - (span.end_ms < self->duration_ms ? SILENCE_MARGIN_MS : 0));
    }

  return silences;
}

/* The mean over what is said, without the pauses for breath within it. */
static double
measure_level (const guint8 *levels,
               gsize         length,
               GArray       *speech)
{
  double power = 0;
  gsize n = 0;

  for (guint i = 0; i < speech->len; i++)
    {
      const EncoreSpan *span = &g_array_index (speech, EncoreSpan, i);
      gsize end = MIN ((gsize) (span->end_ms / ENCORE_PEAKS_BUCKET_MS), length);

      for (gsize at = span->start_ms / ENCORE_PEAKS_BUCKET_MS; at < end; at++)
        {
          power += encore_level_to_power (levels[at]);
          n++;
        }
    }

  return n > 0 && power > 0 ? 10 * log10 (power / n) : NAN;
}

/* The last bucket may be a part of one. */
static void
clip_to_duration (EncoreActivity *self,
                  GArray         *spans)
{
  if (spans->len == 0)
    return;

  EncoreSpan *last = &g_array_index (spans, EncoreSpan, spans->len - 1);

  last->end_ms = MIN (last->end_ms, self->duration_ms);
  if (encore_span_is_empty (*last))
    g_array_set_size (spans, spans->len - 1);
}

static gint64
total_ms (GArray *spans)
{
  gint64 sum = 0;

  for (guint i = 0; i < spans->len; i++)
    sum += encore_span_length (g_array_index (spans, EncoreSpan, i));

  return sum;
}

/* Two talk at once unless it is one who is heard on both channels. */
static void
find_overtalk (EncoreActivity *self,
               GArray         *shared)
{
  g_autoptr (GArray) both = count_spans (self->speech, self->channels, 2);
  g_autoptr (GArray) overtalk = encore_spans_subtract (both, shared);

  self->overtalk = encore_spans_join (overtalk, 0, OVERTALK_MS);
  self->apart = self->channels == 2
                && total_ms (both) - total_ms (overtalk)
                       <= MOST_SHARED * MIN (total_ms (self->speech[0]), total_ms (self->speech[1]));
}

static void
analyse (EncoreActivity *self,
         guint8        **levels,
         gsize           length)
{
  g_autoptr (GArray) shared = self->channels == 2 ? encore_detect_shared (levels[0], levels[1], length)
                                                  : encore_spans_new ();
  GArray *music[ENCORE_PEAKS_MAX_CHANNELS];

  for (int channel = 0; channel < self->channels; channel++)
    {
      self->speech[channel] = encore_detect_speech (levels[channel], length);
      music[channel] = encore_detect_music (levels[channel], length);
      clip_to_duration (self, self->speech[channel]);
    }

  self->hold = find_hold (self, music);
  for (int channel = 0; channel < self->channels; channel++)
    {
      drop_music (self, music[channel], channel);
      self->level_db[channel] = measure_level (levels[channel], length, self->speech[channel]);
      g_array_unref (music[channel]);
    }

  find_overtalk (self, shared);
  self->talk = count_spans (self->speech, self->channels, 1);
  self->silences = find_silences (self);
}

/**
 * encore_activity_new:
 * @channels: how many
 * @levels: for each, a byte for every 10 ms; they are worked on and of no use afterwards
 * @length: of each
 * @duration_ms: of the recording
 *
 * Returns: (transfer full): what they say
 */
EncoreActivity *
encore_activity_new (int      channels,
                     guint8 **levels,
                     gsize    length,
                     gint64   duration_ms)
{
  EncoreActivity *self = g_object_new (ENCORE_TYPE_ACTIVITY, NULL);

  g_assert (channels > 0 && channels <= ENCORE_PEAKS_MAX_CHANNELS);

  self->channels = channels;
  self->duration_ms = duration_ms;
  analyse (self, levels, length);

  return self;
}

static void
encore_activity_finalize (GObject *object)
{
  EncoreActivity *self = ENCORE_ACTIVITY (object);

  for (int channel = 0; channel < self->channels; channel++)
    g_clear_pointer (&self->speech[channel], g_array_unref);
  g_clear_pointer (&self->talk, g_array_unref);
  g_clear_pointer (&self->silences, g_array_unref);
  g_clear_pointer (&self->overtalk, g_array_unref);
  g_clear_pointer (&self->hold, g_array_unref);

  G_OBJECT_CLASS (encore_activity_parent_class)->finalize (object);
}

static void
encore_activity_class_init (EncoreActivityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_activity_finalize;
}

static void
encore_activity_init (EncoreActivity *self)
{
}

static const EncoreSpan *
get_spans (GArray *spans,
           gsize  *n_spans)
{
  *n_spans = spans->len;

  return (const EncoreSpan *) spans->data;
}

/**
 * encore_activity_get_channels:
 * @self: the activity
 *
 * Returns: how many channels the recording has
 */
int
encore_activity_get_channels (EncoreActivity *self)
{
  g_return_val_if_fail (ENCORE_IS_ACTIVITY (self), 0);

  return self->channels;
}

/**
 * encore_activity_get_duration_ms:
 * @self: the activity
 *
 * Returns: the length of the recording
 */
gint64
encore_activity_get_duration_ms (EncoreActivity *self)
{
  g_return_val_if_fail (ENCORE_IS_ACTIVITY (self), 0);

  return self->duration_ms;
}

/**
 * encore_activity_is_apart:
 * @self: the activity
 *
 * Some recorders write one mixed sound to both channels.
 *
 * Returns: whether there are two channels and each holds what the other does not
 */
gboolean
encore_activity_is_apart (EncoreActivity *self)
{
  g_return_val_if_fail (ENCORE_IS_ACTIVITY (self), FALSE);

  return self->apart;
}

/**
 * encore_activity_get_speech:
 * @self: the activity
 * @channel: from 0
 * @n_spans: (out): how many
 *
 * Pauses of less than half a second count as part of what is said. Hold music is no speech.
 *
 * Returns: (array length=n_spans): where somebody speaks on that channel
 */
const EncoreSpan *
encore_activity_get_speech (EncoreActivity *self,
                            int             channel,
                            gsize          *n_spans)
{
  *n_spans = 0;
  g_return_val_if_fail (ENCORE_IS_ACTIVITY (self), NULL);

  return channel < 0 || channel >= self->channels ? NULL : get_spans (self->speech[channel], n_spans);
}

/**
 * encore_activity_get_talk:
 * @self: the activity
 * @n_spans: (out): how many
 *
 * Returns: (array length=n_spans): where somebody speaks on any channel
 */
const EncoreSpan *
encore_activity_get_talk (EncoreActivity *self,
                          gsize          *n_spans)
{
  *n_spans = 0;
  g_return_val_if_fail (ENCORE_IS_ACTIVITY (self), NULL);

  return get_spans (self->talk, n_spans);
}

/**
 * encore_activity_get_silences:
 * @self: the activity
 * @n_spans: (out): how many
 *
 * Stretches of at least a second, less 200 ms beside speech so that skipping them cuts no syllable.
 *
 * Returns: (array length=n_spans): where nobody speaks and no hold music plays
 */
const EncoreSpan *
encore_activity_get_silences (EncoreActivity *self,
                              gsize          *n_spans)
{
  *n_spans = 0;
  g_return_val_if_fail (ENCORE_IS_ACTIVITY (self), NULL);

  return get_spans (self->silences, n_spans);
}

/**
 * encore_activity_get_overtalk:
 * @self: the activity
 * @n_spans: (out): how many
 *
 * Returns: (array length=n_spans): where two channels speak at once for at least 200 ms; none with one channel
 */
const EncoreSpan *
encore_activity_get_overtalk (EncoreActivity *self,
                              gsize          *n_spans)
{
  *n_spans = 0;
  g_return_val_if_fail (ENCORE_IS_ACTIVITY (self), NULL);

  return get_spans (self->overtalk, n_spans);
}

/**
 * encore_activity_get_hold:
 * @self: the activity
 * @n_spans: (out): how many
 *
 * A guess: at least 20 seconds of sound without the pauses of talk, while nobody talks.
 *
 * Returns: (array length=n_spans): where hold music seems to play
 */
const EncoreSpan *
encore_activity_get_hold (EncoreActivity *self,
                          gsize          *n_spans)
{
  *n_spans = 0;
  g_return_val_if_fail (ENCORE_IS_ACTIVITY (self), NULL);

  return get_spans (self->hold, n_spans);
}

/**
 * encore_activity_get_level_db:
 * @self: the activity
 * @channel: from 0
 *
 * Returns: the mean level of the speech on that channel in dB below full scale; NAN when there is none
 */
double
encore_activity_get_level_db (EncoreActivity *self,
                              int             channel)
{
  g_return_val_if_fail (ENCORE_IS_ACTIVITY (self), NAN);

  return channel < 0 || channel >= self->channels ? NAN : self->level_db[channel];
}
