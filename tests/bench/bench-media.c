/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast recordings are read and found. Not a test: run by hand, on a quiet machine.
 *
 *   bench-media probe FILE...   what is in them, and the time for it with peaks
 *   bench-media ratio FILE...   peaks against a pipeline that only decodes
 *   bench-media seek FILE...    open to first sound, and click to first sound
 */
#include <gst/gst.h>
#include <stdlib.h>
#include <string.h>

#include "encore-peaks.h"
#include "encore-player.h"
#include "encore-probe.h"

#define ROUNDS 5
#define SEEKS 60

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
quantile (double *values,
          int     n,
          double  q)
{
  qsort (values, n, sizeof *values, compare_doubles);

  return values[MIN ((int) (n * q), n - 1)];
}

static double
seconds_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1e6;
}

static double
time_peaks (const char       *path,
            EncoreMediaInfo **info)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (EncorePeaks) peaks = encore_peaks_build_with_info (path, NULL, NULL, info, NULL, &error);

  if (peaks == NULL)
    g_print ("%s: %s\n", path, error->message);

  return seconds_since (start);
}

static double
time_decode (const char *path)
{
  g_autoptr (GstElement) pipeline = gst_parse_launch ("filesrc name=source blocksize=65536 ! decodebin "
                                                      "expose-all-streams=false caps=audio/x-raw ! "
                                                      "fakesink sync=false", NULL);
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  g_object_set (source, "location", path, NULL);

  gint64 start = g_get_monotonic_time ();

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  gst_message_unref (gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR));

  double seconds = seconds_since (start);

  gst_element_set_state (pipeline, GST_STATE_NULL);

  return seconds;
}

static void
bench_probe (const char *path)
{
  g_autoptr (EncoreMediaInfo) info = NULL;
  double seconds = time_peaks (path, &info);
  g_autofree char *name = g_path_get_basename (path);

  if (info != NULL)
    g_print ("%-45s %8" G_GINT64_FORMAT " ms %d ch %5d Hz %s / %s %s %.3f s  %s\n", name, info->duration_ms,
             info->channels, info->rate, info->codec, info->container, info->playable ? "plays" : "DOES NOT PLAY",
             seconds, info->reason != NULL ? info->reason : "");
}

static void
bench_ratio (const char *path)
{
  double peaks[ROUNDS], decode[ROUNDS];
  g_autofree char *name = g_path_get_basename (path);

  for (int i = 0; i < ROUNDS; i++)
    {
      decode[i] = time_decode (path);
      peaks[i] = time_peaks (path, NULL);
    }

  double p = quantile (peaks, ROUNDS, 0.5), d = quantile (decode, ROUNDS, 0.5);

  g_print ("%-45s peaks %.3f s, decode only %.3f s, ratio %.2f\n", name, p, d, p / d);
}

/* When the first buffer came since it was last reset. */
static gint64 first_buffer;

static GstPadProbeReturn
on_buffer (GstPad          *pad,
           GstPadProbeInfo *info,
           gpointer         data)
{
  __sync_val_compare_and_swap (&first_buffer, 0, g_get_monotonic_time ());

  return GST_PAD_PROBE_OK;
}

static double
wait_for_buffer (gint64 start)
{
  while (__sync_fetch_and_add (&first_buffer, 0) == 0)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (50);
    }

  return (first_buffer - start) / 1000.0;
}

static void
settle (void)
{
  gint64 start = g_get_monotonic_time ();

  while (g_get_monotonic_time () - start < 120000)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
bench_seek (const char *path)
{
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_autofree char *name = g_path_get_basename (path);
  GstElement *sink = gst_object_ref_sink (gst_element_factory_make ("fakesink", NULL));
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");
  double waits[SEEKS];

  time_peaks (path, &info);
  g_object_set (sink, "sync", TRUE, NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_buffer, NULL, NULL);

  EncorePlayer *player = g_object_new (ENCORE_TYPE_PLAYER, "audio-sink", sink, NULL);
  gint64 start = g_get_monotonic_time ();

  first_buffer = 0;
  encore_player_open (player, path, info->channels, 0);
  encore_player_play (player);

  double open = wait_for_buffer (start);

  for (int i = 0; i < SEEKS; i++)
    {
      settle ();
      start = g_get_monotonic_time ();
      encore_player_seek (player, g_random_double () * (info->duration_ms - 1000));
      first_buffer = 0;
      waits[i] = wait_for_buffer (start);
    }

  double median = quantile (waits, SEEKS, 0.5), p95 = quantile (waits, SEEKS, 0.95);

  g_print ("%-45s open %.1f ms; seek median %.1f, p95 %.1f, worst %.1f ms\n", name, open, median, p95,
           waits[SEEKS - 1]);
  g_object_unref (player);
  gst_object_unref (sink);
}

int
main (int    argc,
      char **argv)
{
  encore_media_init ();

  for (int i = 2; i < argc; i++)
    {
      if (g_str_equal (argv[1], "probe"))
        bench_probe (argv[i]);
      else if (g_str_equal (argv[1], "ratio"))
        bench_ratio (argv[i]);
      else if (g_str_equal (argv[1], "seek"))
        bench_seek (argv[i]);
    }

  return argc > 2 ? 0 : 1;
}
