/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recordings of the corpus: every one that can be played is, and is as long as it is. */
#include <gst/app/gstappsink.h>
#include <gst/audio/audio.h>
#include <math.h>

#include "encore-peaks.h"
#include "encore-player.h"
#include "encore-probe.h"

#define HEARD_MS 3000
#define BUCKETS (HEARD_MS / ENCORE_PEAKS_BUCKET_MS)
#define MAX_LAG 12
#define PATIENCE_US (60 * G_USEC_PER_SEC)

typedef struct
{
  const char *path;
  gint64 ms; /* as decoded by the makers of the corpus */
  int channels;
  int tolerance; /* ms */
} Recording;

static const Recording recordings[] = {
  { "01-mono-mp3-deepgram/agent_sample_redacted.mp3", 566500, 1, 20 },
  { "02-tts-turns-no-timing/175b4393-b18a-4b47-bdce-c5d795be4130.mp3", 63310, 1, 20 },
  { "02-tts-turns-no-timing/5ca2865c-5388-4a8d-9480-ad055ce65fa5.mp3", 105190, 1, 20 },
  { "02-tts-turns-no-timing/b86acaa6-3a3f-4d97-a045-caae6827dd05.mp3", 52630, 1, 20 },
  { "03-fake-vcon-mp3-wrong-mimetype/ed6e1610-6208-457b-a65f-549e84173730.mp3", 65420, 1, 20 },
  { "04-inline-gsm-wav/call.wav", 4720, 1, 20 },
  { "05-native-m4a/call.m4a", 32930, 1, 20 },
  { "06-dual-channel/auto40_dual_pcm16_120s.wav", 120000, 2, 20 },
  { "06-dual-channel/auto40_dual_ulaw.wav", 245380, 2, 20 },
  { "06-dual-channel/auto40_dual_opus.ogg", 245380, 2, 20 },
  /* The corpus counts the last AAC frame whole; the file's edit list (245.376 s) ends within it, and that is
   * where players end. */
  { "06-dual-channel/auto40_dual_aac.m4a", 245376, 2, 20 },
  { "07-mono-codecs/auto40_mono_gsm.wav", 245400, 1, 20 },
  { "07-mono-codecs/auto40_mono_g729_60s.wav", 60000, 1, 0 },
  { "07-mono-codecs/auto40_agent_amrnb.amr", 245380, 1, 20 },
  { "08-pcm-u8-mono/Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono.wav", 277660, 1, 20 },
  { "09-textgrid-pair/mary.wav", 1870, 1, 20 },
  { "10-dual-channel-with-transcript/agent_dual.ogg", 566500, 2, 20 },
};

static void
test_recording (gconstpointer data)
{
  const Recording *recording = data;
  const char *corpus = g_getenv ("ENCORE_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "", "calls", recording->path, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the corpus is not here");
      return;
    }

  g_autoptr (EncoreMediaInfo) info = encore_media_probe (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (info->reason, ==, NULL);
  g_assert_true (info->playable);
  g_assert_cmpint (info->channels, ==, recording->channels);
  g_assert_cmpint (ABS (info->duration_ms - recording->ms), <=, recording->tolerance);
}

typedef struct
{
  GArray *samples; /* float pairs; of the streaming thread until the player has ended */
  gboolean over;
  char *failure;
} Heard;

static GstFlowReturn
on_sample (GstAppSink *sink,
           gpointer    user_data)
{
  Heard *heard = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  GstMapInfo map;

  if (sample != NULL && gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ))
    {
      g_array_append_vals (heard->samples, map.data, map.size / sizeof (float));
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
make_sink (Heard *heard,
           int    rate)
{
  GstAppSinkCallbacks callbacks = { .new_sample = on_sample };
  GstElement *sink = gst_object_ref_sink (gst_element_factory_make ("appsink", NULL));
  g_autoptr (GstCaps) caps = gst_caps_new_simple ("audio/x-raw", "format", G_TYPE_STRING, GST_AUDIO_NE (F32), "layout",
                                                  G_TYPE_STRING, "interleaved", "channels", G_TYPE_INT, 2, "rate",
                                                  G_TYPE_INT, rate, NULL);

  g_object_set (sink, "caps", caps, "sync", FALSE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, heard, NULL);

  return sink;
}

static void
hear (Heard           *heard,
      const char      *path,
      EncoreMediaInfo *info,
      gint64           start_ms)
{
  g_autoptr (GstElement) sink = make_sink (heard, info->rate);
  EncorePlayer *player = g_object_new (ENCORE_TYPE_PLAYER, "audio-sink", sink, NULL);
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  g_signal_connect (player, "ended", G_CALLBACK (on_ended), heard);
  g_signal_connect (player, "failed", G_CALLBACK (on_failed), heard);
  encore_player_set_listen (player, ENCORE_LISTEN_FIRST);
  encore_player_open (player, path, info->channels, info->duration_ms / 2);
  encore_player_play_span (player, (EncoreSpan) { start_ms, start_ms + HEARD_MS });
  while (!heard->over && g_get_monotonic_time () < deadline)
    if (!g_main_context_iteration (NULL, FALSE))
      g_thread_yield ();

  g_assert_true (heard->over);
  g_assert_cmpstr (heard->failure, ==, NULL);
  g_assert_finalize_object (player);
}

static gsize
find_loudest (EncorePeaks *peaks)
{
  gsize best = MAX_LAG;

  for (gsize i = MAX_LAG; i + BUCKETS + MAX_LAG < encore_peaks_get_length (peaks); i += 100)
    if (encore_peaks_get_range (peaks, 0, i, BUCKETS).rms > encore_peaks_get_range (peaks, 0, best, BUCKETS).rms)
      best = i;

  return best;
}

static double
loudness (const Heard *heard,
          int          rate,
          int          bucket)
{
  double squares = 0;
  int n = rate / 100;

  for (int i = bucket * n; i < (bucket + 1) * n; i++)
    squares += pow (g_array_index (heard->samples, float, 2 * i), 2);

  return 127 * sqrt (squares / n);
}

/* By how many buckets what was heard has to be moved to look like the peaks. */
static int
find_lag (const Heard *heard,
          int          rate,
          EncorePeaks *peaks,
          gsize        first)
{
  int last = (int) heard->samples->len / 2 / (rate / 100) - MAX_LAG;
  double least = G_MAXDOUBLE;
  int best = 0;

  for (int lag = -MAX_LAG; lag <= MAX_LAG; lag++)
    {
      double off = 0;

      for (int i = MAX_LAG; i < last; i++)
        off += fabs (loudness (heard, rate, i) - encore_peaks_get_range (peaks, 0, first + i + lag, 1).rms);
      if (off < least)
        {
          least = off;
          best = lag;
        }
    }

  return best;
}

/* A click in the waveform has to be heard at that place: within 20 ms, and for as long as was asked. */
static void
test_heard_where_seen (gconstpointer data)
{
  const Recording *recording = data;
  const char *corpus = g_getenv ("ENCORE_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "", "calls", recording->path, NULL);
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_autoptr (EncorePeaks) peaks = NULL;
  Heard heard = { 0 };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the corpus is not here");
      return;
    }

  peaks = encore_peaks_build_with_info (path, NULL, NULL, &info, NULL, NULL);
  heard.samples = g_array_new (FALSE, FALSE, sizeof (float));

  gsize first = find_loudest (peaks);

  hear (&heard, path, info, first * ENCORE_PEAKS_BUCKET_MS);
  int short_by = HEARD_MS * info->rate / 1000 - (int) heard.samples->len / 2;
  int tolerance = info->rate / 50;

  g_assert_cmpint (ABS (short_by), <=, tolerance);

  int lag = find_lag (&heard, info->rate, peaks, first);

  g_test_message ("off by %d ms", lag * ENCORE_PEAKS_BUCKET_MS);
  g_assert_cmpint (ABS (lag), <=, 2);
  g_array_unref (heard.samples);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *name = g_strconcat ("/media/recordings/", recordings[i].path, NULL);

      g_test_add_data_func (name, &recordings[i], test_recording);

      /* One of each codec, of those that are long enough. */
      if (recordings[i].ms > HEARD_MS + 1000 && !g_str_has_prefix (recordings[i].path, "02")
          && !g_str_has_prefix (recordings[i].path, "10"))
        {
          g_autofree char *heard = g_strconcat ("/media/heard-where-seen/", recordings[i].path, NULL);

          g_test_add_data_func (heard, &recordings[i], test_heard_where_seen);
        }
    }

  return g_test_run ();
}
