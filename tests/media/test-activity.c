/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who speaks when: recordings with a known answer, and sound made up for one. */
#include <gst/gst.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "encore-activity-private.h"
#include "encore-peaks.h"
#include "wav-fixture.h"

#define FRAME_MS 10

static EncorePeaks *
build (const char *path)
{
  g_autoptr (GError) error = NULL;
  EncorePeaks *peaks = encore_peaks_build (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (encore_peaks_get_activity (peaks));

  return peaks;
}

static EncorePeaks *
build_wav (WavFunc func,
           int     channels,
           double  seconds)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = seconds, .channels = channels, .func = func }, "made.wav");

  return build (path);
}

static void
mark (GArray *frames,
      gint64  start_ms,
      gint64  end_ms)
{
  for (gint64 at = start_ms / FRAME_MS; at < MIN (end_ms / FRAME_MS, (gint64) frames->len); at++)
    g_array_index (frames, guint8, at) = 1;
}

static GArray *
frames_new (gint64 duration_ms)
{
  return g_array_set_size (g_array_new (FALSE, TRUE, 1), duration_ms / FRAME_MS);
}

static GArray *
frames_of_rttm (const char *text,
                int         channel,
                gint64      duration_ms)
{
  GArray *frames = frames_new (duration_ms);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, " ", -1);

      if (g_strv_length (fields) < 5 || atoi (fields[2]) != channel + 1)
        continue;

      double start = g_ascii_strtod (fields[3], NULL) * 1000, length = g_ascii_strtod (fields[4], NULL) * 1000;

      mark (frames, lrint (start), lrint (start + length));
    }

  return frames;
}

static GArray *
frames_of_speech (EncoreActivity *activity,
                  int             channel)
{
  GArray *frames = frames_new (encore_activity_get_duration_ms (activity));
  gsize n;
  const EncoreSpan *spans = encore_activity_get_speech (activity, channel, &n);

  for (gsize i = 0; i < n; i++)
    mark (frames, spans[i].start_ms, spans[i].end_ms);

  return frames;
}

static double
agreement (EncoreActivity *activity,
           int             channel,
           const char     *rttm)
{
  gint64 duration_ms = encore_activity_get_duration_ms (activity);
  g_autoptr (GArray) expected = frames_of_rttm (rttm, channel, duration_ms);
  g_autoptr (GArray) found = frames_of_speech (activity, channel);
  gsize same = 0;

  for (guint i = 0; i < found->len; i++)
    same += g_array_index (found, guint8, i) == g_array_index (expected, guint8, i);

  return (double) same / found->len;
}

static char *
find_recording (const char *name)
{
  const char *corpus = g_getenv ("ENCORE_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "", "calls", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);

  g_test_skip ("the corpus is not here");

  return NULL;
}

/* One call in four codecs, with a list of who speaks when that another detector made. */
static void
test_known_call (gconstpointer data)
{
  g_autofree char *path = find_recording (data);
  g_autofree char *answer = find_recording ("06-dual-channel/auto40_activity.rttm");
  g_autofree char *rttm = NULL;

  if (path == NULL || answer == NULL)
    return;

  g_autoptr (EncorePeaks) peaks = build (path);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);

  g_assert_true (g_file_get_contents (answer, &rttm, NULL, NULL));
  for (int channel = 0; channel < 2; channel++)
    {
      gsize n;
      double share = agreement (activity, channel, rttm);

      g_test_message ("channel %d: %.1f %% of the time as expected, %.1f dB", channel, share * 100,
                      encore_activity_get_level_db (activity, channel));
      g_assert_cmpfloat (share, >=, 0.93);
      encore_activity_get_hold (activity, &n);
      g_assert_cmpuint (n, ==, 0);
    }
}

/* The words of a transcript with two channels, marked with what is said around them. */
static GArray *
frames_of_words (const char *json,
                 int         channel,
                 gint64      margin_ms,
                 gint64      duration_ms)
{
  GArray *frames = frames_new (duration_ms);
  g_auto (GStrv) lines = g_strsplit (json, "\n", -1);
  double start = 0;
  int at = -1;

  for (char **line = lines; *line != NULL; line++)
    {
      const char *field = g_strstrip (*line);

      if (g_str_has_prefix (field, "\"alternatives\""))
        at++;
      else if (at == channel && g_str_has_prefix (field, "\"start\": "))
        start = g_ascii_strtod (field + strlen ("\"start\": "), NULL);
      else if (at == channel && g_str_has_prefix (field, "\"end\": "))
        mark (frames, MAX (lrint (start * 1000) - margin_ms, 0),
              lrint (g_ascii_strtod (field + strlen ("\"end\": "), NULL) * 1000) + margin_ms);
    }

  return frames;
}

/* Of the marked frames of @these, the share that is marked in @those as well. */
static double
share_within (GArray *these,
              GArray *those)
{
  gsize all = 0, both = 0;

  for (guint i = 0; i < these->len; i++)
    if (g_array_index (these, guint8, i))
      {
        all++;
        both += g_array_index (those, guint8, i);
      }

  g_assert_cmpuint (all, >, 0);

  return (double) both / all;
}

/* A quiet recording: what a recogniser heard words in is speech, and the other way round. */
static void
test_words (void)
{
  g_autofree char *path = find_recording ("10-dual-channel-with-transcript/agent_dual.ogg");
  g_autofree char *transcript = find_recording ("10-dual-channel-with-transcript/agent_dual.deepgram.json");
  g_autofree char *json = NULL;

  if (path == NULL || transcript == NULL)
    return;

  g_autoptr (EncorePeaks) peaks = build (path);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);
  gint64 duration_ms = encore_activity_get_duration_ms (activity);

  g_assert_true (g_file_get_contents (transcript, &json, NULL, NULL));
  for (int channel = 0; channel < 2; channel++)
    {
      g_autoptr (GArray) words = frames_of_words (json, channel, 0, duration_ms);
      g_autoptr (GArray) around = frames_of_words (json, channel, 500, duration_ms);
      g_autoptr (GArray) found = frames_of_speech (activity, channel);
      double heard = share_within (words, found), true_share = share_within (found, around);

      g_test_message ("channel %d: %.1f %% of the words' time is speech, %.1f %% of speech is near words", channel,
                      heard * 100, true_share * 100);
      g_assert_cmpfloat (heard, >=, 0.70);
      g_assert_cmpfloat (true_share, >=, 0.95);
    }
}

/* Something like talk: four syllables a second, a short pause after every five. */
static double
talk (double seconds)
{
  double syllable = fabs (sin (G_PI * 4 * seconds));

  if ((int) (seconds * 4) % 6 == 5)
    return 0;

  return 0.3 * syllable * (sin (2 * G_PI * 180 * seconds) + 0.5 * sin (2 * G_PI * 710 * seconds)) / 1.5;
}

/* Somebody else, who talks a little faster. */
static double
other_talk (double seconds)
{
  return talk (seconds * 1.23 + 0.1);
}

/* Something like music: a new chord every half second, each dying away a little, over a bass. */
static double
music (double seconds)
{
  static const double notes[] = { 262, 330, 392, 349 };
  double since = fmod (seconds, 0.5);
  double note = notes[(int) (seconds * 2) % 4];
  double chord = sin (2 * G_PI * note * seconds) + sin (2 * G_PI * note * 1.26 * seconds);

  return 0.1 * exp (-1.5 * since) * chord + 0.04 * sin (2 * G_PI * 131 * seconds);
}

static double
hiss (double level)
{
  return level * g_random_double_range (-1, 1);
}

static gboolean
within (double seconds,
        double start,
        double end)
{
  return seconds >= start && seconds < end;
}

static void
assert_spans (const EncoreSpan *found,
              gsize             n_found,
              const EncoreSpan *expected,
              gsize             n_expected,
              gint64            tolerance_ms)
{
  for (gsize i = 0; i < n_found; i++)
    g_test_message ("%" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, found[i].start_ms, found[i].end_ms);
  g_assert_cmpuint (n_found, ==, n_expected);
  for (gsize i = 0; i < n_found; i++)
    {
      g_assert_cmpint (ABS (found[i].start_ms - expected[i].start_ms), <=, tolerance_ms);
      g_assert_cmpint (ABS (found[i].end_ms - expected[i].end_ms), <=, tolerance_ms);
    }
}

#define assert_speech(activity, channel, tolerance, ...)                                                               \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    static const EncoreSpan expected[] = { __VA_ARGS__ };                                                              \
    gsize n;                                                                                                           \
    const EncoreSpan *found = encore_activity_get_speech (activity, channel, &n);                                      \
                                                                                                                       \
    assert_spans (found, n, expected, G_N_ELEMENTS (expected), tolerance);                                             \
  }                                                                                                                    \
  G_STMT_END

#define assert_list(activity, list, tolerance, ...)                                                                    \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    static const EncoreSpan expected[] = { __VA_ARGS__ };                                                              \
    gsize n;                                                                                                           \
    const EncoreSpan *found = encore_activity_get_##list (activity, &n);                                               \
                                                                                                                       \
    assert_spans (found, n, expected, G_N_ELEMENTS (expected), tolerance);                                             \
  }                                                                                                                    \
  G_STMT_END

/* Turns of two people on clean lines, one of which begins before the other has ended. A click is nobody. */
static double
turns (int    channel,
       double seconds)
{
  if (channel == 0 && within (seconds, 23, 23.02))
    return 0.8;
  if (channel == 0 && (within (seconds, 1, 10) || within (seconds, 26, 30)))
    return talk (seconds);
  if (channel == 1 && within (seconds, 9, 20))
    return other_talk (seconds);

  return hiss (0.001);
}

static void
test_turns (void)
{
  g_autoptr (EncorePeaks) peaks = build_wav (turns, 2, 32);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);

  assert_speech (activity, 0, 60, { 1000, 10000 }, { 26000, 29750 });
  assert_speech (activity, 1, 60, { 9000, 20000 });
  g_assert_true (encore_activity_is_apart (activity));
  assert_list (activity, overtalk, 80, { 9000, 10000 });
  assert_list (activity, silences, 80, { 0, 800 }, { 20200, 25800 }, { 29950, 32000 });
  assert_list (activity, hold, 0);
}

/* A quarter of full scale, up and down: 12 dB below it. */
static double
square (int    channel,
        double seconds)
{
  return within (seconds, 2, 8) ? (fmod (seconds, 0.002) < 0.001 ? 0.25 : -0.25) : 0;
}

static void
test_level (void)
{
  g_autoptr (EncorePeaks) peaks = build_wav (square, 1, 10);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);

  g_assert_cmpfloat_with_epsilon (encore_activity_get_level_db (activity, 0), -12.04, 0.25);
  g_assert_true (isnan (encore_activity_get_level_db (activity, 1)));
}

/* A bad line: talk 15 dB above a hiss that begins in the middle of the call. */
static double
noisy (int    channel,
       double seconds)
{
  double noise = within (seconds, 60, 120) ? hiss (0.03) : 0;

  return noise + (within (seconds, 5, 15) || within (seconds, 80, 95) ? talk (seconds) : 0);
}

static void
test_noise_is_not_speech (void)
{
  g_autoptr (EncorePeaks) peaks = build_wav (noisy, 1, 120);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);

  assert_speech (activity, 0, 300, { 5000, 15000 }, { 80000, 95000 });
  assert_list (activity, hold, 0);
  assert_list (activity, overtalk, 0);
}

/* Nobody, for as long as the call takes. */
static double
hum (int    channel,
     double seconds)
{
  return channel == 0 ? 0.02 * sin (2 * G_PI * 50 * seconds) + hiss (0.002) : 0;
}

static void
test_hum_is_nothing (void)
{
  g_autoptr (EncorePeaks) peaks = build_wav (hum, 2, 60);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);

  assert_speech (activity, 0, 0);
  assert_speech (activity, 1, 0);
  assert_list (activity, hold, 0);
  assert_list (activity, silences, 0, { 0, 60000 });
  g_assert_true (isnan (encore_activity_get_level_db (activity, 0)));
}

/* On hold with music for 40 seconds; then music for as long again while the other party talks on. */
static double
holding (int    channel,
         double seconds)
{
  double noise = hiss (0.001);

  if (channel == 1)
    return noise + (within (seconds, 80, 130) ? talk (seconds) : 0);
  if (within (seconds, 2, 20) || within (seconds, 60, 79.7))
    return noise + talk (seconds);

  return noise + (within (seconds, 20, 60) || within (seconds, 85, 125) ? music (seconds) : 0);
}

static void
test_hold (void)
{
  g_autoptr (EncorePeaks) peaks = build_wav (holding, 2, 140);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);

  assert_list (activity, hold, 2000, { 20000, 60000 });
  assert_list (activity, silences, 2500, { 0, 2000 }, { 130000, 140000 });
  assert_speech (activity, 1, 100, { 80000, 130000 });
}

static double
mono_holding (int    channel,
              double seconds)
{
  return hiss (0.002) + (within (seconds, 30, 75) ? music (seconds) : within (seconds, 0, 110) ? talk (seconds) : 0);
}

static void
test_hold_mono (void)
{
  g_autoptr (EncorePeaks) peaks = build_wav (mono_holding, 1, 120);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);

  assert_list (activity, hold, 2000, { 30000, 75000 });
  assert_speech (activity, 0, 2000, { 0, 30000 }, { 75000, 110000 });
  assert_list (activity, overtalk, 0);
}

static double
monologue (int    channel,
           double seconds)
{
  return channel == 0 ? talk (seconds) + hiss (0.002) : 0;
}

static void
test_monologue_is_not_hold (void)
{
  g_autoptr (EncorePeaks) peaks = build_wav (monologue, 2, 90);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);

  assert_list (activity, hold, 0);
  assert_speech (activity, 0, 300, { 0, 90000 });
}

/* One sound on both channels is one channel. */
static double
twice (int    channel,
       double seconds)
{
  return (channel == 0 ? 1 : 0.8) * (within (seconds, 2, 30) ? talk (seconds) : 0.001);
}

static void
test_same_sound_twice (void)
{
  g_autoptr (EncorePeaks) peaks = build_wav (twice, 2, 32);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);

  g_assert_false (encore_activity_is_apart (activity));
  assert_list (activity, overtalk, 0);
  assert_list (activity, talk, 300, { 2000, 30000 });
}

/* Each is heard on the other's channel as well, 14 dB below. */
static double
echo (int    channel,
      double seconds)
{
  double agent = within (seconds, 2, 12) ? talk (seconds) : 0;
  double customer = within (seconds, 14, 24) ? other_talk (seconds) : 0;

  return hiss (0.001) + (channel == 0 ? agent + 0.2 * customer : customer + 0.2 * agent);
}

static void
test_echo_is_not_speech (void)
{
  g_autoptr (EncorePeaks) peaks = build_wav (echo, 2, 26);
  EncoreActivity *activity = encore_peaks_get_activity (peaks);

  g_assert_true (encore_activity_is_apart (activity));
  assert_speech (activity, 0, 300, { 2000, 12000 });
  assert_speech (activity, 1, 300, { 14000, 24000 });
  assert_list (activity, overtalk, 0);
}

/* What is kept says the same as what was decoded. */
static void
test_kept (void)
{
  g_autoptr (EncorePeaks) built = build_wav (holding, 2, 140);
  g_autoptr (GError) error = NULL;

  encore_peaks_save_cached (built, "holding", &error);
  g_assert_no_error (error);

  g_autoptr (EncorePeaks) kept = encore_peaks_load_cached ("holding", &error);
  gsize n, m;

  g_assert_no_error (error);
  for (int channel = 0; channel < 2; channel++)
    {
      const EncoreSpan *a = encore_activity_get_speech (encore_peaks_get_activity (built), channel, &n);
      const EncoreSpan *b = encore_activity_get_speech (encore_peaks_get_activity (kept), channel, &m);

      g_assert_cmpmem (a, n * sizeof *a, b, m * sizeof *b);
      g_assert_cmpuint (n, >, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gst_init (NULL, NULL);

  g_test_add_data_func ("/media/activity/known/pcm", "06-dual-channel/auto40_dual_pcm16_120s.wav", test_known_call);
  g_test_add_data_func ("/media/activity/known/ulaw", "06-dual-channel/auto40_dual_ulaw.wav", test_known_call);
  g_test_add_data_func ("/media/activity/known/opus", "06-dual-channel/auto40_dual_opus.ogg", test_known_call);
  g_test_add_data_func ("/media/activity/known/aac", "06-dual-channel/auto40_dual_aac.m4a", test_known_call);
  g_test_add_func ("/media/activity/words", test_words);
  g_test_add_func ("/media/activity/turns", test_turns);
  g_test_add_func ("/media/activity/level", test_level);
  g_test_add_func ("/media/activity/noise", test_noise_is_not_speech);
  g_test_add_func ("/media/activity/hum", test_hum_is_nothing);
  g_test_add_func ("/media/activity/hold", test_hold);
  g_test_add_func ("/media/activity/hold-mono", test_hold_mono);
  g_test_add_func ("/media/activity/monologue", test_monologue_is_not_hold);
  g_test_add_func ("/media/activity/same-sound-twice", test_same_sound_twice);
  g_test_add_func ("/media/activity/echo", test_echo_is_not_speech);
  g_test_add_func ("/media/activity/kept", test_kept);

  return g_test_run ();
}
