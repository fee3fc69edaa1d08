/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of codecs: for each whether it plays, how far the length found is from what is heard, and how far what
 * is heard after a seek is from where it belongs. Judged by the sound alone, never by what a time stamp claims. */
#include <gst/app/gstappsink.h>
#include <gst/audio/audio.h>
#include <math.h>
#include <string.h>

#include "codecs-fixture.h"
#include "encore-peaks.h"
#include "encore-player.h"
#include "encore-probe.h"

#define RATE 8000
#define PER_MS (RATE / 1000)
#define ALLOWED_MS 20
#define SPAN_MS 500
#define MAX_PEAKS_LAG_MS 150

/* What is heard of a long recording is compared with this much around the place. */
#define AROUND_MS 4000

#define PATIENCE_MS 60000

typedef struct
{
  GArray *samples; /* float; of the streaming thread until the player has ended */
  gboolean over;
  char *failure;
} Heard;

/* What one recording came to. */
typedef struct
{
  double duration_off; /* ms */
  double seek_off;
  double peaks_off;
  double late; /* of the voice it was made of */
} Figures;

/* --- Listening ------------------------------------------------------------------------------------------- */

static GstFlowReturn
on_sample (GstAppSink *sink,
           gpointer    user_data)
{
  Heard *heard = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  GstMapInfo map;

  if (sample != NULL && gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ))
    {
      const float *frames = (const float *) map.data;

      for (gsize i = 0; i < map.size / sizeof (float); i += 2)
        g_array_append_val (heard->samples, frames[i]);
      gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
    }

  return GST_FLOW_OK;
}

static void
on_ended (EncorePlayer *player,
          Heard        *heard)
{
  heard->over = TRUE;
}

static void
on_failed (EncorePlayer *player,
           GError       *error,
           Heard        *heard)
{
  heard->failure = g_strdup (error->message);
  heard->over = TRUE;
}

static GstElement *
make_sink (Heard *heard)
{
  GstAppSinkCallbacks callbacks = { .new_sample = on_sample };
  GstElement *sink = gst_object_ref_sink (gst_element_factory_make ("appsink", NULL));
  g_autoptr (GstCaps) caps = gst_caps_from_string (
      "audio/x-raw, format=" GST_AUDIO_NE (F32) ", layout=interleaved, channels=2, rate=" G_STRINGIFY (RATE));

  g_object_set (sink, "caps", caps, "sync", FALSE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, heard, NULL);

  return sink;
}

static gboolean
on_out_of_patience (gpointer user_data)
{
  ((Heard *) user_data)->over = TRUE;
  ((Heard *) user_data)->failure = g_strdup ("it does not end");

  return G_SOURCE_REMOVE;
}

static gboolean
wait_for_end (Heard *heard)
{
  guint timeout = g_timeout_add (PATIENCE_MS, on_out_of_patience, heard);

  while (!heard->over)
    g_main_context_iteration (NULL, TRUE);
  if (g_strcmp0 (heard->failure, "it does not end") != 0)
    g_source_remove (timeout);

  return heard->failure == NULL;
}

static gboolean
hear_span (EncorePlayer *player,
           Heard        *heard,
           gint64        start_ms,
           gint64        end_ms)
{
  heard->over = FALSE;
  g_array_set_size (heard->samples, 0);
  encore_player_play_span (player, (EncoreSpan) { start_ms, end_ms });

  return wait_for_end (heard);
}

/* --- Comparing ------------------------------------------------------------------------------------------- */

#define HOP (2 * PER_MS)

/* Loudness every 2 ms, over 8. */
static GArray *
envelope (const float *samples,
          gsize        n)
{
  GArray *loudness = g_array_new (FALSE, FALSE, sizeof (float));

  for (gsize i = 0; i + 4 * HOP <= n; i += HOP)
    {
      float sum = 0;

      for (gsize j = i; j < i + 4 * HOP; j++)
        sum += samples[j] * samples[j];
      sum = sqrtf (sum);
      g_array_append_val (loudness, sum);
    }

  return loudness;
}

static double
likeness (const float *a,
          const float *b,
          gsize        n)
{
  float sum_a = 0, sum_b = 0, aa = 0, bb = 0, ab = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum_a += a[i];
      sum_b += b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
      ab += a[i] * b[i];
    }

  double spread = ((double) aa - (double) sum_a * sum_a / n) * ((double) bb - (double) sum_b * sum_b / n);

  return spread > 0 ? ((double) ab - (double) sum_a * sum_b / n) / sqrt (spread) : 0;
}

/* The best place within 8 ms of @rough. Returns how like it is. */
static double
refine (const float *whole,
        gsize        n_whole,
        const float *part,
        gsize        n_part,
        gint64       rough,
        gint64      *place)
{
  double best = -2;

  for (gint64 i = MAX (rough - 2 * HOP, 0); i <= rough + 2 * HOP && i + n_part <= n_whole; i++)
    {
      double now = likeness (whole + i, part, n_part);

      if (now > best)
        {
          best = now;
          *place = i;
        }
    }

  return best;
}

/* Where in @whole @part is, in samples: anywhere that its loudness could be from, there by the wave itself. */
static gint64
find_part (const float *whole,
           gsize        n_whole,
           const float *part,
           gsize        n_part)
{
  g_autoptr (GArray) far = envelope (whole, n_whole);
  g_autoptr (GArray) near = envelope (part, n_part);
  g_autofree double *likes = g_new0 (double, far->len + 2);
  double best = -2, loudest = -2;
  gint64 place = 0;
  gint64 last = (gint64) far->len - near->len;

  for (gint64 i = 0; i <= last; i++)
    {
      likes[i + 1] = likeness (&g_array_index (far, float, i), (float *) near->data, near->len);
      loudest = MAX (loudest, likes[i + 1]);
    }

  for (gint64 i = 0; i <= last; i++)
    if (likes[i + 1] >= likes[i] && likes[i + 1] >= likes[i + 2] && likes[i + 1] > loudest - 0.2)
      {
        gint64 here = 0;
        double now = refine (whole, n_whole, part, n_part, i * HOP, &here);

        if (now > best)
          {
            best = now;
            place = here;
          }
      }

  return place;
}

/* The squares of all samples before each. */
static double *
sum_squares (const float *samples,
             gsize        n)
{
  double *sums = g_new (double, n + 1);

  sums[0] = 0;
  for (gsize i = 0; i < n; i++)
    sums[i + 1] = sums[i] + (double) samples[i] * samples[i];

  return sums;
}

/* By how many ms what the peaks show lies after what is heard. */
static double
find_peaks_lag (EncorePeaks *peaks,
                const float *heard,
                gsize        n)
{
  const gsize per_bucket = ENCORE_PEAKS_BUCKET_MS * PER_MS;
  gsize n_buckets = MIN (encore_peaks_get_length (peaks), n / per_bucket);
  gsize margin = MAX_PEAKS_LAG_MS / ENCORE_PEAKS_BUCKET_MS + 1;
  g_autofree double *sums = sum_squares (heard, n);
  g_autofree float *shown = g_new (float, n_buckets);
  g_autofree float *sounds = g_new (float, n_buckets);
  double best = -2;
  int lag = 0;

  g_assert_cmpint (n_buckets, >, 2 * margin);
  for (gsize i = 0; i < n_buckets; i++)
    shown[i] = encore_peaks_get_range (peaks, 0, i, 1).rms;

  for (int ms = -MAX_PEAKS_LAG_MS; ms <= MAX_PEAKS_LAG_MS; ms++)
    {
      for (gsize i = margin; i < n_buckets - margin; i++)
        {
          gsize at = i * per_bucket - ms * PER_MS;

          sounds[i] = sqrt (sums[at + per_bucket] - sums[at]);
        }

      double now = likeness (shown + margin, sounds + margin, n_buckets - 2 * margin);

      if (now > best)
        {
          best = now;
          lag = ms;
        }
    }

  return lag;
}

/* --- Measuring ------------------------------------------------------------------------------------------- */

/* How far off what is heard after going to @ms is: its place in the whole, and its length. */
static double
measure_seek (EncorePlayer *player,
              Heard        *heard,
              const GArray *whole,
              gint64        whole_from_ms,
              gint64        ms)
{
  if (!hear_span (player, heard, ms, ms + SPAN_MS))
    return INFINITY;

  double too_short = fabs ((double) heard->samples->len / PER_MS - SPAN_MS);
  gsize first = MIN (heard->samples->len, 4 * PER_MS);

  /* A decoder that starts anew is allowed its first few milliseconds. */
  gint64 place = find_part ((float *) whole->data, whole->len, &g_array_index (heard->samples, float, first),
                            heard->samples->len - first)
                 - first;
  double off = fabs ((double) place / PER_MS + whole_from_ms - ms);

  g_test_message ("to %d ms: off by %.1f ms, length by %.1f ms", (int) ms, off, too_short);

  return MAX (off, too_short);
}

static EncorePlayer *
open_player (const char      *path,
             EncoreMediaInfo *info,
             Heard           *heard,
             GstElement      *sink)
{
  EncorePlayer *player = g_object_new (ENCORE_TYPE_PLAYER, "audio-sink", sink, NULL);

  g_signal_connect (player, "ended", G_CALLBACK (on_ended), heard);
  g_signal_connect (player, "failed", G_CALLBACK (on_failed), heard);
  encore_player_set_listen (player, ENCORE_LISTEN_FIRST);
  encore_player_open (player, path, info->channels, 0);
  encore_player_set_duration_ms (player, info->duration_ms);

  return player;
}

/* Nothing of it may be under way when what it is heard by goes. */
static void
close_player (EncorePlayer *player)
{
  g_object_unref (player);
  encore_player_settle ();
}

typedef EncorePlayer Closing;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Closing, close_player)

static gboolean
hear_all (EncorePlayer *player,
          Heard        *heard)
{
  heard->over = FALSE;
  g_array_set_size (heard->samples, 0);
  encore_player_play (player);

  return wait_for_end (heard);
}

static void
heard_clear (Heard *heard)
{
  g_clear_pointer (&heard->samples, g_array_unref);
  g_clear_pointer (&heard->failure, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heard, heard_clear)

static void
print_row (const char    *codec,
           const char    *plays,
           const Figures *figures)
{
  if (figures != NULL)
    g_test_message ("TABLE %-26s | %-5s | %8.1f | %8.1f | %8.1f", codec, plays, figures->duration_off,
                    figures->seek_off, figures->peaks_off);
  else
    g_test_message ("TABLE %-26s | %-5s |        - |        - |        -", codec, plays);
}

static void
judge (const char    *codec,
       const Figures *figures)
{
  print_row (codec, "yes", figures);
  if (MAX (figures->duration_off, MAX (figures->seek_off, figures->peaks_off)) > ALLOWED_MS)
    g_test_fail_printf ("%s is off by more than %d ms", codec, ALLOWED_MS);
}

static void
fail (const char *codec,
      const char *why)
{
  print_row (codec, "NO", NULL);
  g_test_fail_printf ("%s does not play: %s", codec, why);
}

/* --- Recordings made here -------------------------------------------------------------------------------- */

/* How far the length heard is from what went in, beyond what this kind of recording cannot tell. */
static double
off_from_made (const CodecsKind *kind,
               double            heard_ms)
{
  double least = CODECS_MS - kind->early_ms;
  double most = kind->early_ms > 0 ? least + 500 : least;

  return MAX (0, MAX (least - heard_ms, heard_ms - most - kind->slack_ms));
}

static double
off_from_voice (const CodecsKind *kind,
                const GArray     *heard)
{
  gsize n;
  const float *voice = codecs_voice (&n);
  const gsize from = 1000 * PER_MS, length = 2000 * PER_MS;

  if (kind->make == NULL || heard->len < from + length || g_str_has_prefix (kind->codec, "WAV G.729"))
    return 0;

  gint64 place = find_part (voice, n, (float *) heard->data + from, length);
  double late = ((double) from - place) / PER_MS;

  g_test_message ("%s: %.1f ms after the voice", kind->codec, late);

  return MAX (0, MAX (-late, late - kind->late_ms));
}

static void
test_kind (gconstpointer data)
{
  const CodecsKind *kind = data;
  static const gint64 places[] = { 2500, 700, 3300, 6900, 5003, 0 };
  g_autofree char *missing = NULL;
  g_autofree char *path = codecs_make (kind, &missing);
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_auto (Heard) heard = { 0 };
  Figures figures = { 0 };

  if (path == NULL)
    {
      g_test_skip (missing);
      return;
    }

  g_autoptr (EncorePeaks) peaks = encore_peaks_build_with_info (path, NULL, NULL, &info, NULL, &error);

  if (peaks == NULL)
    {
      fail (kind->codec, error->message);
      return;
    }

  heard.samples = g_array_new (FALSE, FALSE, sizeof (float));

  g_autoptr (GstElement) sink = make_sink (&heard);
  g_autoptr (Closing) player = open_player (path, info, &heard, sink);

  if (!hear_all (player, &heard))
    {
      fail (kind->codec, heard.failure);
      return;
    }

  g_autoptr (GArray) whole = g_array_copy (heard.samples);
  double heard_ms = (double) whole->len / PER_MS;

  g_test_message ("%s: %s in %s, %.1f ms heard, %d ms found", kind->codec, info->codec, info->container, heard_ms,
                  (int) info->duration_ms);
  figures.duration_off = MAX (fabs (heard_ms - info->duration_ms), off_from_made (kind, heard_ms));
  figures.peaks_off = fabs (find_peaks_lag (peaks, (float *) whole->data, whole->len));
  figures.seek_off = off_from_voice (kind, whole);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i] + SPAN_MS + 100 < info->duration_ms)
      figures.seek_off = MAX (figures.seek_off, measure_seek (player, &heard, whole, 0, places[i]));

  judge (kind->codec, &figures);
}

/* --- Recordings of the corpus ----------------------------------------------------------------------------- */

typedef struct
{
  const char *codec;
  const char *path;
  gint64 ms; /* as decoded by the makers of the corpus */
} Recording;

static const Recording recordings[] = {
  { "corpus: MP3 mono", "02-tts-turns-no-timing/5ca2865c-5388-4a8d-9480-ad055ce65fa5.mp3", 105190 },
  { "corpus: MP3 16 kHz", "03-fake-vcon-mp3-wrong-mimetype/ed6e1610-6208-457b-a65f-549e84173730.mp3", 65420 },
  { "corpus: WAV GSM short", "04-inline-gsm-wav/call.wav", 4720 },
  { "corpus: M4A AAC", "05-native-m4a/call.m4a", 32930 },
  { "corpus: WAV PCM stereo", "06-dual-channel/auto40_dual_pcm16_120s.wav", 120000 },
  { "corpus: WAV mu-law stereo", "06-dual-channel/auto40_dual_ulaw.wav", 245380 },
  { "corpus: Opus stereo", "06-dual-channel/auto40_dual_opus.ogg", 245380 },
  /* Its makers count the last frame whole; the file says that it ends within it. */
  { "corpus: M4A AAC stereo", "06-dual-channel/auto40_dual_aac.m4a", 245376 },
  { "corpus: WAV GSM", "07-mono-codecs/auto40_mono_gsm.wav", 245400 },
  { "corpus: WAV G.729", "07-mono-codecs/auto40_mono_g729_60s.wav", 60000 },
  { "corpus: AMR-NB", "07-mono-codecs/auto40_agent_amrnb.amr", 245380 },
  { "corpus: WAV PCM 8-bit", "08-pcm-u8-mono/Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono.wav", 277660 },
};

/* Where most is heard between two places, so that there is something to compare. */
static gint64
find_loudest (const GArray *whole,
              gint64        from_ms,
              gint64        to_ms)
{
  g_autofree double *sums = sum_squares ((float *) whole->data, whole->len);
  gint64 best = from_ms;

  for (gint64 ms = from_ms; ms + SPAN_MS <= to_ms; ms += 130)
    if (sums[(ms + SPAN_MS) * PER_MS] - sums[ms * PER_MS] > sums[(best + SPAN_MS) * PER_MS] - sums[best * PER_MS])
      best = ms;

  return best;
}

static double
seek_about (EncorePlayer *player,
            Heard        *heard,
            const GArray *whole,
            gint64        from_ms,
            gint64        to_ms)
{
  gint64 ms = find_loudest (whole, from_ms, to_ms);
  gint64 first_ms = MAX (ms - AROUND_MS, 0);
  gint64 last_ms = MIN (ms + SPAN_MS + AROUND_MS, whole->len / PER_MS);
  g_autoptr (GArray) around = g_array_new (FALSE, FALSE, sizeof (float));

  g_array_append_vals (around, &g_array_index (whole, float, first_ms *PER_MS), (last_ms - first_ms) * PER_MS);

  return measure_seek (player, heard, around, first_ms, ms);
}

static void
test_recording (gconstpointer data)
{
  const Recording *recording = data;
  const char *corpus = g_getenv ("ENCORE_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "", "calls", recording->path, NULL);
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_auto (Heard) heard = { 0 };
  Figures figures = { 0 };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the corpus is not here");
      return;
    }

  g_autoptr (EncorePeaks) peaks = encore_peaks_build_with_info (path, NULL, NULL, &info, NULL, NULL);

  g_assert_nonnull (peaks);
  heard.samples = g_array_new (FALSE, FALSE, sizeof (float));

  g_autoptr (GstElement) sink = make_sink (&heard);
  g_autoptr (Closing) player = open_player (path, info, &heard, sink);

  if (!hear_all (player, &heard))
    {
      fail (recording->codec, heard.failure);
      return;
    }

  g_autoptr (GArray) whole = g_array_copy (heard.samples);
  gint64 heard_ms = whole->len / PER_MS;

  g_test_message ("%s: %d ms heard, %d ms found, %d ms known", recording->codec, (int) heard_ms,
                  (int) info->duration_ms, (int) recording->ms);
  figures.duration_off = MAX (ABS (heard_ms - info->duration_ms), ABS (info->duration_ms - recording->ms));
  figures.peaks_off = fabs (find_peaks_lag (peaks, (float *) whole->data, whole->len));
  for (int i = 0; i < 4; i++)
    figures.seek_off = MAX (figures.seek_off,
                            seek_about (player, &heard, whole, i * heard_ms / 4, (i + 1) * heard_ms / 4));

  judge (recording->codec, &figures);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  encore_media_init ();
  for (gsize i = 0; i < codecs_n_kinds; i++)
    {
      g_autofree char *name = g_strconcat ("/media/codecs/", codecs_kinds[i].file, NULL);

      g_test_add_data_func (name, &codecs_kinds[i], test_kind);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *name = g_strconcat ("/media/codecs/corpus/", recordings[i].path, NULL);

      g_test_add_data_func (name, &recordings[i], test_recording);
    }
  g_test_message ("TABLE %-26s | plays | duration | seek     | peaks: error in ms", "codec");

  return g_test_run ();
}
