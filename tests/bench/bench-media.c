/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast recordings are read and found.
 *
 *   bench-media probe FILE...   what is in them, and the time for it with peaks
 *   bench-media ratio FILE...   peaks against a pipeline that only decodes
 *   bench-media seek FILE...    open to first sound, and click to first sound
 *   bench-media all FILE...     both
 *
 * Without files: recordings made from the demonstration calls.
 */
#include <string.h>

#include "bench-sound.h"
#include "bench-support.h"
#include "encore-peaks.h"
#include "encore-player.h"
#include "encore-probe.h"
#include "encore-test.h"

#define ROUNDS 7
#define SEEKS 100

/* Between two clicks, so that the sound plays on. */
#define LISTEN_MS 60

static double
time_peaks (const char       *path,
            EncoreMediaInfo **info)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (EncorePeaks) peaks = encore_peaks_build_with_info (path, NULL, NULL, info, NULL, &error);

  if (peaks == NULL)
    g_print ("%s: %s\n", path, error->message);

  return bench_ms_since (start);
}

static void
bench_probe (const char *path)
{
  g_autoptr (EncoreMediaInfo) info = NULL;
  double ms = time_peaks (path, &info);
  g_autofree char *name = g_path_get_basename (path);

  if (info != NULL)
    g_print ("%-45s %8" G_GINT64_FORMAT " ms %d ch %5d Hz %s / %s %s %.0f ms  %s\n", name, info->duration_ms,
             info->channels, info->rate, info->codec, info->container, info->playable ? "plays" : "DOES NOT PLAY", ms,
             info->reason != NULL ? info->reason : "");
}

static void
bench_ratio (const char *path)
{
  g_autoptr (BenchTimes) peaks = bench_times_new ();
  g_autoptr (BenchTimes) decode = bench_times_new ();
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *peaks_label = g_strdup_printf ("peaks of %s", name);
  g_autofree char *decode_label = g_strdup_printf ("decoding %s only", name);

  for (int i = 0; i < ROUNDS; i++)
    {
      bench_times_add (decode, bench_sound_decode (path));
      bench_times_add (peaks, time_peaks (path, NULL));
    }

  double p = bench_times_print (peaks, peaks_label);
  double d = bench_times_print (decode, decode_label);

  bench_print_ratio ("  peaks / decoding only", p, d);
}

static double
wait_for_sound (gint64 start)
{
  double ms;

  encore_test_wait_until (bench_sound_heard (start, &ms));
  return ms;
}

static void
listen_on (void)
{
  gint64 start = g_get_monotonic_time ();

  encore_test_wait_until (bench_ms_since (start) > LISTEN_MS);
}

static void
bench_seek (const char *path)
{
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_autoptr (BenchTimes) waits = bench_times_new ();
  g_autoptr (EncorePlayer) player = encore_player_new ();
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *label = g_strdup_printf ("click to sound in %s", name);

  time_peaks (path, &info);
  if (info == NULL || !info->playable)
    return;

  gint64 start = g_get_monotonic_time ();

  bench_sound_expect (BENCH_SOUND_ANY);
  encore_player_open (player, path, info->channels, 0);
  encore_player_play (player);
  g_print ("%s: %.0f s long, player opened to first sound %.1f ms\n", name, info->duration_ms / 1000.0,
           wait_for_sound (start));

  for (int i = 0; i < SEEKS; i++)
    {
      listen_on ();
      bench_sound_expect (BENCH_SOUND_SOUGHT);
      start = g_get_monotonic_time ();
      encore_player_seek (player, (gint64) (g_random_double () * MAX (info->duration_ms - 1000, 0)));
      bench_times_add (waits, wait_for_sound (start));
    }

  bench_times_print (waits, label);
  encore_player_close (player);
}

static void
bench_file (const char *mode,
            const char *path)
{
  gboolean all = g_str_equal (mode, "all");

  if (g_str_equal (mode, "probe"))
    bench_probe (path);
  if (all || g_str_equal (mode, "ratio"))
    bench_ratio (path);
  if (all || g_str_equal (mode, "seek"))
    bench_seek (path);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();

  if (argc < 2)
    return 1;

  g_setenv ("XDG_CACHE_HOME", dir, TRUE);
  bench_sound_init ();
  encore_media_init ();
  for (int i = 2; i < argc; i++)
    bench_file (argv[1], argv[i]);
  if (argc > 2)
    return 0;

  g_autoptr (GPtrArray) paths = bench_sound_make_recordings (dir);

  for (guint i = 0; i < paths->len; i++)
    bench_file (argv[1], g_ptr_array_index (paths, i));

  return paths->len > 0 ? 0 : BENCH_SKIPPED;
}
