/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The player under thousands of commands at random, on recordings as they come: nothing stands still, nothing
 * drifts, nothing is left behind. ENCORE_SOAK says how many commands each recording of the corpus gets; without
 * it a few small ones get a few. */
#include <gst/audio/audio.h>
#include <gst/base/gstbasesink.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "encore-player-private.h"
#include "encore-probe.h"
#include "wav-fixture.h"

#define RATE 8000
#define PER_MS (RATE / 1000)
#define FEW_COMMANDS 300
#define COMMANDS_PER_CHECK 100
#define CHECK_MS 200 /* of sound are compared with what the recording holds there */
#define TOLERANCE_MS 20
#define PATIENCE_US (60 * G_USEC_PER_SEC)
#define LATE_US (10 * G_USEC_PER_SEC)
#define SILENCE_EVERY_MS 3000
#define SILENCE_FROM_MS 1000
#define SILENCE_TO_MS 2200
#define BLEND_MS 10

/* The sound card: keeps what reaches it. */
static GMutex lock;
static GArray *heard;      /* float, of the first ear; under the lock, as is the next */
static gsize newest;       /* samples of the buffer that came last */
static gboolean in_time;   /* set before a pipeline is built */
static int n_made, n_gone; /* atomic */

typedef struct
{
  GstBaseSink parent_instance;
} SoakSink;

typedef struct
{
  GstBaseSinkClass parent_class;
} SoakSinkClass;

GType soak_sink_get_type (void);

G_DEFINE_TYPE (SoakSink, soak_sink, GST_TYPE_BASE_SINK)

static GstFlowReturn
soak_sink_render (GstBaseSink *sink,
                  GstBuffer   *buffer)
{
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return GST_FLOW_ERROR;

  const float *samples = (const float *) map.data;

  g_mutex_lock (&lock);
  newest = map.size / sizeof (float) / 2;
  for (gsize i = 0; i < newest; i++)
    g_array_append_val (heard, samples[2 * i]);
  g_mutex_unlock (&lock);
  gst_buffer_unmap (buffer, &map);

  return GST_FLOW_OK;
}

static void
soak_sink_finalize (GObject *object)
{
  g_atomic_int_inc (&n_gone);
  G_OBJECT_CLASS (soak_sink_parent_class)->finalize (object);
}

static void
soak_sink_class_init (SoakSinkClass *klass)
{
  static GstStaticPadTemplate pad = GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS,
                                                             GST_STATIC_CAPS ("audio/x-raw, format=" GST_AUDIO_NE (
                                                                 F32) ", layout=interleaved, channels=2, rate=8000"));

  gst_element_class_set_static_metadata (GST_ELEMENT_CLASS (klass), "Soak sink", "Sink/Audio", "Keeps what it gets",
                                         "Encore");
  gst_element_class_add_static_pad_template (GST_ELEMENT_CLASS (klass), &pad);
  GST_BASE_SINK_CLASS (klass)->render = soak_sink_render;
  G_OBJECT_CLASS (klass)->finalize = soak_sink_finalize;
}

static void
soak_sink_init (SoakSink *self)
{
  g_atomic_int_inc (&n_made);
  gst_base_sink_set_sync (GST_BASE_SINK (self), in_time);
}

typedef struct
{
  const char *path;
  EncorePlayer *player;
  GRand *rand;
  GArray *whole; /* float: the recording from its start to its end */
  gint64 duration_ms;
  int ended;
  int checks, content_checks;
  double worst_ms, worst_place_ms;
} Soak;

static void
on_ended (EncorePlayer *player,
          gpointer      user_data)
{
  ((Soak *) user_data)->ended++;
}

static void
on_failed (EncorePlayer *player,
           GError       *error,
           gpointer      user_data)
{
  g_error ("%s: %s", ((Soak *) user_data)->path, error->message);
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @done. A wait that takes too long is a standstill, which is what this is about. */
static void
wait_for (Soak       *soak,
          gboolean (*done) (Soak *soak),
          const char *what)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
  guint alarm = g_timeout_add (1, wake, NULL);

  while (!done (soak))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("%s: waited in vain for %s, at %" G_GINT64_FORMAT " ms", soak->path, what,
                 encore_player_get_position_ms (soak->player));
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (alarm);
}

static void
run_for (gint64 us)
{
  gint64 until = g_get_monotonic_time () + us;
  guint alarm = g_timeout_add (1, wake, NULL);

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}

static gboolean
has_ended (Soak *soak)
{
  return soak->ended > 0;
}

static gboolean
has_arrived (Soak *soak)
{
  return !encore_player_is_moving (soak->player);
}

static gsize
count_heard (gsize *in_newest)
{
  g_mutex_lock (&lock);
  gsize n = heard->len;
  if (in_newest != NULL)
    *in_newest = newest;
  g_mutex_unlock (&lock);

  return n;
}

static gboolean
has_heard_enough (Soak *soak)
{
  return count_heard (NULL) >= CHECK_MS * PER_MS || soak->ended > 0;
}

static void
forget (void)
{
  g_mutex_lock (&lock);
  g_array_set_size (heard, 0);
  newest = 0;
  g_mutex_unlock (&lock);
}

static EncorePlayer *
make_player (Soak *soak)
{
  EncorePlayer *player = encore_player_new ();

  g_signal_connect (player, "ended", G_CALLBACK (on_ended), soak);
  g_signal_connect (player, "failed", G_CALLBACK (on_failed), soak);

  return player;
}

static gboolean
all_are_gone (Soak *soak)
{
  return g_atomic_int_get (&n_made) == g_atomic_int_get (&n_gone);
}

/* From start to end as fast as it goes: what should be heard where. */
static void
listen_to_all (Soak *soak)
{
  EncorePlayer *player = soak->player = make_player (soak);

  in_time = FALSE;
  forget ();
  encore_player_open (player, soak->path, 0, 0);
  encore_player_play (player);
  wait_for (soak, has_ended, "the end");
  g_mutex_lock (&lock);
  soak->whole = g_steal_pointer (&heard);
  heard = g_array_new (FALSE, FALSE, sizeof (float));
  g_mutex_unlock (&lock);
  soak->duration_ms = soak->whole->len / PER_MS;
  soak->player = NULL;
  g_assert_finalize_object (player);
  wait_for (soak, all_are_gone, "the pipeline to go");
}

/* Made up, as it does not matter here what is silent: the same everywhere. */
static void
set_silences (Soak *soak)
{
  g_autoptr (GArray) silences = g_array_new (FALSE, FALSE, sizeof (EncoreSpan));

  for (gint64 at = 0; at + SILENCE_TO_MS < soak->duration_ms; at += SILENCE_EVERY_MS)
    {
      EncoreSpan silence = { at + SILENCE_FROM_MS, at + SILENCE_TO_MS };

      g_array_append_val (silences, silence);
    }
  encore_player_set_silences (soak->player, (const EncoreSpan *) silences->data, silences->len);
}

static gint64
random_place (Soak *soak)
{
  return g_rand_int_range (soak->rand, 0, (gint32) soak->duration_ms + 1);
}

static EncoreSpan
random_span (Soak *soak)
{
  gint64 start_ms = random_place (soak);

  return (EncoreSpan) { start_ms, start_ms + g_rand_int_range (soak->rand, 0, 3000) };
}

static void
command_sound (Soak *soak)
{
  switch (g_rand_int_range (soak->rand, 0, 5))
    {
    case 0:
      encore_player_set_listen (soak->player, g_rand_int_range (soak->rand, 0, 3));
      break;
    case 1:
      encore_player_set_volume (soak->player, g_rand_double (soak->rand));
      break;
    case 2:
      encore_player_set_level_parties (soak->player, g_rand_boolean (soak->rand));
      break;
    case 3:
      encore_player_set_gains_db (soak->player, g_rand_double_range (soak->rand, -20, 20), 6);
      break;
    default:
      encore_player_set_skip_silence (soak->player, g_rand_boolean (soak->rand));
      break;
    }
}

static void
command (Soak *soak)
{
  switch (g_rand_int_range (soak->rand, 0, 12))
    {
    case 0:
    case 1:
      encore_player_play (soak->player);
      break;
    case 2:
      encore_player_pause (soak->player);
      break;
    case 3:
      encore_player_hold (soak->player);
      break;
    case 4:
    case 5:
    case 6:
      encore_player_seek (soak->player, random_place (soak));
      break;
    case 7:
      encore_player_set_rate (soak->player, g_rand_double_range (soak->rand, 0.5, 3));
      break;
    case 8:
      encore_player_set_loop (soak->player, g_rand_boolean (soak->rand) ? random_span (soak) : ENCORE_PLAYER_NO_SPAN);
      break;
    case 9:
      encore_player_play_span (soak->player, random_span (soak));
      break;
    case 10:
      encore_player_replay (soak->player, g_rand_int_range (soak->rand, 0, 5000),
                            g_rand_boolean (soak->rand) ? 0.75 : 0);
      break;
    default:
      command_sound (soak);
      break;
    }
}

/* Some commands come while the one before is under way, some after it. */
static void
let_it_work (Soak *soak)
{
  int way = g_rand_int_range (soak->rand, 0, 8);

  if (way < 3)
    g_main_context_iteration (NULL, FALSE);
  else if (way < 7)
    wait_for (soak, has_arrived, "a seek");
  else
    run_for (g_rand_int_range (soak->rand, 500, 5000));
}

/* The place that is @ms of sound behind @place_ms where silences are left out. */
static double
go_on (double place_ms,
       double ms)
{
  while (TRUE)
    {
      double turn = floor (place_ms / SILENCE_EVERY_MS) * SILENCE_EVERY_MS;
      double start = turn + SILENCE_FROM_MS, end = turn + SILENCE_TO_MS - BLEND_MS;

      if (place_ms >= start)
        place_ms = place_ms < end ? end : place_ms, start += SILENCE_EVERY_MS;
      if (place_ms + ms <= start)
        return place_ms + ms;
      ms -= start - place_ms;
      place_ms = start;
    }
}

static double
correlation (const float *a,
             const float *b,
             gsize        n)
{
  double ab = 0, aa = 0, bb = 0;

  for (gsize i = 0; i < n; i++)
    {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }

  return aa > 1e-6 && bb > 1e-6 ? ab / sqrt (aa * bb) : 0;
}

/* How far what was heard is from what should have been, by the sound itself; ms. NAN where the sound does not say. */
static double
find_content_error (Soak  *soak,
                    gint64 place_ms)
{
  int reach = 3 * TOLERANCE_MS * PER_MS;
  gint64 start = place_ms * PER_MS, n = MIN (heard->len, CHECK_MS * PER_MS);
  double best = 0, second = 0;
  int best_lag = 0;

  if (n < CHECK_MS * PER_MS / 2 || start < reach || start + n + reach > soak->whole->len)
    return NAN;

  for (int lag = -reach; lag <= reach; lag++)
    {
      double here = correlation (&g_array_index (heard, float, 0), &g_array_index (soak->whole, float, start + lag), n);

      if (here > best)
        best = here, best_lag = lag;
    }
  for (int lag = -reach; lag <= reach; lag++)
    if (ABS (lag - best_lag) > TOLERANCE_MS * PER_MS / 2)
      second = MAX (second, correlation (&g_array_index (heard, float, 0),
                                         &g_array_index (soak->whole, float, start + lag), n));

  return best > 0.9 && second < 0.8 ? (double) best_lag / PER_MS : NAN;
}

static void
check_content (Soak  *soak,
               gint64 place_ms)
{
  g_mutex_lock (&lock);
  double error_ms = find_content_error (soak, place_ms);
  g_mutex_unlock (&lock);

  if (isnan (error_ms))
    return;

  soak->content_checks++;
  soak->worst_ms = MAX (soak->worst_ms, fabs (error_ms));
  if (fabs (error_ms) > TOLERANCE_MS)
    g_error ("%s: at %" G_GINT64_FORMAT " ms sound is %.1f ms off", soak->path, place_ms, error_ms);
}

/* The position against how much has reached the sink: it lies in what came last. By how much it does not, ms. */
static double
find_place_error (Soak    *soak,
                  gint64   place_ms,
                  gboolean skips)
{
  gsize in_newest, n;
  gint64 position_ms;

  do
    {
      n = count_heard (&in_newest);
      position_ms = encore_player_get_position_ms (soak->player);
    }
  while (count_heard (NULL) != n);

  double before = (double) (n - in_newest) / PER_MS, after = (double) n / PER_MS;
  double least = skips ? go_on (place_ms, before) : place_ms + before;
  double most = skips ? go_on (place_ms, after) : place_ms + after;

  return MAX (least - position_ms, position_ms - most);
}

/* On a busy machine sound may come late; then it catches up. A drift would stay. */
static void
check_place (Soak    *soak,
             gint64   place_ms,
             gboolean skips)
{
  gint64 deadline = g_get_monotonic_time () + LATE_US;
  double error = find_place_error (soak, place_ms, skips);

  while (error > TOLERANCE_MS && soak->ended == 0 && g_get_monotonic_time () < deadline)
    {
      run_for (20000);
      error = find_place_error (soak, place_ms, skips);
    }

  if (soak->ended > 0)
    return;

  soak->worst_place_ms = MAX (soak->worst_place_ms, error);
  if (error > TOLERANCE_MS)
    g_error ("%s: from %" G_GINT64_FORMAT " ms on position and sound are %.0f ms apart%s", soak->path, place_ms, error,
             skips ? ", silence left out" : "");
}

/* After all that it still is where it says, and plays what is there. */
static void
check (Soak *soak)
{
  gboolean skips = g_rand_boolean (soak->rand);
  gint64 place_ms = random_place (soak);

  /* Not from within a silence, and where there is something to hear. */
  place_ms = MIN (place_ms, soak->duration_ms - 3 * CHECK_MS);
  place_ms = MAX (place_ms - place_ms % SILENCE_EVERY_MS + place_ms % (SILENCE_FROM_MS - CHECK_MS), 0);

  encore_player_hold (soak->player);
  encore_player_set_loop (soak->player, ENCORE_PLAYER_NO_SPAN);
  encore_player_set_rate (soak->player, 1.0);
  encore_player_set_listen (soak->player, ENCORE_LISTEN_BOTH);
  encore_player_set_level_parties (soak->player, FALSE);
  encore_player_set_volume (soak->player, 1.0);
  encore_player_set_skip_silence (soak->player, skips);
  encore_player_seek (soak->player, place_ms);
  wait_for (soak, has_arrived, "the place to check");
  g_assert_cmpint (encore_player_get_position_ms (soak->player), ==, place_ms);

  forget ();
  soak->ended = 0;
  encore_player_play (soak->player);
  wait_for (soak, has_heard_enough, "sound");
  if (soak->ended == 0)
    check_place (soak, place_ms, skips);
  check_content (soak, place_ms);
  soak->checks++;
}

static double
memory_mb (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);

  return pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static void
soak_file (const char *path,
           int         n_commands)
{
  Soak soak = { .path = path, .rand = g_rand_new_with_seed (g_test_rand_int ()) };
  gint64 started = g_get_monotonic_time ();
  double early_mb = 0;

  listen_to_all (&soak);
  g_assert_cmpint (soak.duration_ms, >, 4 * CHECK_MS);
  in_time = TRUE;
  soak.player = make_player (&soak);
  int made = g_atomic_int_get (&n_made);
  encore_player_open (soak.player, path, 0, random_place (&soak));
  encore_player_set_duration_ms (soak.player, soak.duration_ms);
  set_silences (&soak);

  for (int i = 1; i <= n_commands; i++)
    {
      command (&soak);
      let_it_work (&soak);
      if (i % COMMANDS_PER_CHECK == 0)
        check (&soak);
      if (i == n_commands / 4)
        early_mb = memory_mb ();
    }

  /* Nobody had to bring it back to life. */
  g_assert_cmpint (g_atomic_int_get (&n_made), ==, made + 1);
  g_test_message ("%s: %d commands in %.0f s, %d checks (%d by content): sound off by %.1f ms, position by %.1f ms at "
                  "most; %.1f MB more",
                  path, n_commands, (g_get_monotonic_time () - started) / 1e6, soak.checks, soak.content_checks,
                  soak.worst_ms, MAX (soak.worst_place_ms, 0), memory_mb () - early_mb);

  EncorePlayer *player = g_steal_pointer (&soak.player);

  g_assert_finalize_object (player);
  wait_for (&soak, all_are_gone, "the pipeline to go");
  g_array_unref (soak.whole);
  g_rand_free (soak.rand);
}

static void
find_recordings (const char *folder,
                 GPtrArray  *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        find_recordings (path, paths);
      else if (encore_media_is_recording_name (name))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
test_corpus_recording (gconstpointer data)
{
  const char *commands = g_getenv ("ENCORE_SOAK");

  soak_file (data, commands != NULL ? atoi (commands) : FEW_COMMANDS);
}

static void
test_made_recording (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 20, .channels = 2, .func = wav_ramp }, "soak.wav");

  soak_file (path, FEW_COMMANDS);
}

static gboolean
is_small_one (const char *path)
{
  static const char *const names[] = { "call.wav", "auto40_mono_g729_60s.wav", "auto40_agent_amrnb.amr",
                                       "b86acaa6-3a3f-4d97-a045-caae6827dd05.mp3" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_suffix (path, names[i]))
      return TRUE;

  return FALSE;
}

static void
add_corpus (GPtrArray *paths)
{
  const char *corpus = g_getenv ("ENCORE_CORPUS");

  if (corpus != NULL)
    find_recordings (corpus, paths);
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = 0; i < paths->len; i++)
    if (g_getenv ("ENCORE_SOAK") != NULL || is_small_one (g_ptr_array_index (paths, i)))
      {
        const char *path = g_ptr_array_index (paths, i);
        g_autofree char *name = g_path_get_basename (path);
        g_autofree char *test = g_strconcat ("/media/soak/", name, NULL);

        g_test_add_data_func (test, path, test_corpus_recording);
      }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  g_setenv ("ENCORE_AUDIO_SINK", "soaksink", TRUE);
  encore_media_init ();
  gst_element_register (NULL, "soaksink", GST_RANK_NONE, soak_sink_get_type ());
  heard = g_array_new (FALSE, FALSE, sizeof (float));

  g_test_add_func ("/media/soak/made", test_made_recording);
  add_corpus (paths);

  int status = g_test_run ();

  encore_player_settle ();
  g_array_unref (heard);

  return status;
}
