/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <math.h>
#include <unistd.h>
#include <utime.h>

#include "encore-decode.h"
#include "encore-error.h"
#include "encore-peaks-private.h"
#include "encore-peaks-reducer.h"
#include "encore-peaks.h"
#include "wav-fixture.h"

static EncorePeaks *
build (const char *path)
{
  g_autoptr (GError) error = NULL;
  EncorePeaks *peaks = encore_peaks_build (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (encore_peaks_is_complete (peaks));

  return peaks;
}

static void
assert_near (int value,
             int expected)
{
  g_assert_cmpint (ABS (value - expected), <=, 1);
}

static void
assert_tones (EncorePeaks *peaks,
              gsize        first,
              gsize        n)
{
  const double levels[] = { 0.5, 0.25 };

  for (int channel = 0; channel < encore_peaks_get_channels (peaks); channel++)
    {
      EncorePeak peak = encore_peaks_get_range (peaks, channel, first, n);

      assert_near (peak.max, lrint (127 * levels[channel]));
      assert_near (peak.min, -lrint (127 * levels[channel]));
      assert_near (peak.rms, lrint (127 * levels[channel] / sqrt (2)));
    }
}

/* 50 seconds are more than one chunk: ranges within one, over borders, and over all. */
static void
test_values (void)
{
  static const Wav wavs[] = {
    { .seconds = 50, .channels = 2, .func = wav_tones },
    { .seconds = 50, .channels = 2, .func = wav_tones, .mulaw = TRUE },
    { .seconds = 50, .channels = 2, .func = wav_tones, .bits = 8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wavs); i++)
    {
      g_autofree char *path = wav_write (&wavs[i], "tones.wav");
      g_autoptr (EncorePeaks) peaks = build (path);

      g_assert_cmpint (encore_peaks_get_channels (peaks), ==, 2);
      g_assert_cmpuint (encore_peaks_get_length (peaks), ==, 5000);
      g_assert_cmpint (encore_peaks_get_duration_ms (peaks), ==, 50000);
      assert_tones (peaks, 0, 1);
      assert_tones (peaks, 17, 5);
      assert_tones (peaks, 4000, 200);
      assert_tones (peaks, 0, 5000);
      assert_tones (peaks, 4990, 500);
    }
}

static double
step (int    channel,
      double seconds)
{
  return seconds >= 41.5 && seconds < 41.51 ? 0.9 : 0;
}

/* One loud bucket is found by every range that holds it and by no other. */
static void
test_ranges_are_exact (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 90, .func = step }, "step.wav");
  g_autoptr (EncorePeaks) peaks = build (path);
  const gsize loud = 4150;

  for (gsize first = 0; first < 9000; first += 37)
    for (gsize n = 1; n < 9000; n = n * 2 + 1)
      {
        EncorePeak peak = encore_peaks_get_range (peaks, 0, first, n);
        gboolean holds = first <= loud && loud < first + n;

        g_assert_cmpint (peak.max, ==, holds ? 114 : 0);
        g_assert_cmpint (peak.min, ==, holds && n == 1 ? 114 : 0);
      }

  g_assert_cmpint (encore_peaks_get_range (peaks, 0, 9000, 10).max, ==, 0);
  g_assert_cmpint (encore_peaks_get_range (peaks, 1, loud, 1).max, ==, 0);
}

static void
count_snapshot (EncorePeaks *peaks,
                gpointer     user_data)
{
  GPtrArray *all = user_data;

  g_assert_false (encore_peaks_is_complete (peaks));
  g_ptr_array_add (all, g_object_ref (peaks));
}

/* The reducer itself, so that no clock decides how many snapshots there are. */
static void
test_snapshots_never_change (void)
{
  g_autoptr (EncorePeaksReducer) reducer = encore_peaks_reducer_new (1, 8000);
  g_autofree gint16 *second = g_new (gint16, 8000);
  gconstpointer plane = second;
  GstAudioInfo info;

  gst_audio_info_set_format (&info, GST_AUDIO_FORMAT_S16, 8000, 1, NULL);
  for (int i = 0; i < 8000; i++)
    second[i] = 16384;
  encore_peaks_reducer_add (reducer, &info, &plane, 8000);

  g_autoptr (EncorePeaks) early = encore_peaks_reducer_snapshot (reducer, FALSE);

  for (int i = 0; i < 8000; i++)
    second[i] = -32768;
  for (int i = 0; i < 60; i++)
    encore_peaks_reducer_add (reducer, &info, &plane, 8000);

  g_autoptr (EncorePeaks) late = encore_peaks_reducer_snapshot (reducer, TRUE);

  g_assert_cmpuint (encore_peaks_get_length (early), ==, 100);
  g_assert_cmpint (encore_peaks_get_range (early, 0, 0, 10000).min, ==, 64);
  g_assert_cmpuint (encore_peaks_get_length (late), ==, 6100);
  g_assert_cmpint (encore_peaks_get_range (late, 0, 0, 10000).min, ==, -127);
  g_assert_cmpint (encore_peaks_get_range (late, 0, 0, 100).min, ==, 64);
}

static void
test_planar_and_float (void)
{
  g_autoptr (EncorePeaksReducer) reducer = encore_peaks_reducer_new (2, 8000);
  float left[160], right[160];
  gconstpointer planes[] = { left, right };
  GstAudioInfo info;

  for (int i = 0; i < 160; i++)
    {
      left[i] = i < 80 ? 0.5f : 1.5f;
      right[i] = -0.25f;
    }
  gst_audio_info_set_format (&info, GST_AUDIO_FORMAT_F32, 8000, 2, NULL);
  info.layout = GST_AUDIO_LAYOUT_NON_INTERLEAVED;
  encore_peaks_reducer_add (reducer, &info, planes, 160);

  g_autoptr (EncorePeaks) peaks = encore_peaks_reducer_snapshot (reducer, TRUE);

  g_assert_cmpuint (encore_peaks_get_length (peaks), ==, 2);
  g_assert_cmpint (encore_peaks_get_range (peaks, 0, 0, 1).rms, ==, 64);
  g_assert_cmpint (encore_peaks_get_range (peaks, 0, 1, 1).max, ==, 127);
  g_assert_cmpint (encore_peaks_get_range (peaks, 1, 0, 2).min, ==, -32);
}

static void
test_uneven_rate (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 10, .rate = 11025, .func = wav_tones }, "uneven.wav");
  g_autoptr (EncorePeaks) peaks = build (path);

  g_assert_cmpuint (encore_peaks_get_length (peaks), ==, 1000);
  g_assert_cmpint (encore_peaks_get_duration_ms (peaks), ==, 10000);
}

static void
assert_equal_peaks (EncorePeaks *a,
                    EncorePeaks *b)
{
  g_assert_cmpuint (encore_peaks_get_length (a), ==, encore_peaks_get_length (b));
  g_assert_cmpint (encore_peaks_get_duration_ms (a), ==, encore_peaks_get_duration_ms (b));

  for (int channel = 0; channel < encore_peaks_get_channels (a); channel++)
    for (gsize i = 0; i < encore_peaks_get_length (a); i++)
      {
        EncorePeak x = encore_peaks_get_range (a, channel, i, 3), y = encore_peaks_get_range (b, channel, i, 3);

        g_assert_cmpmem (&x, sizeof x, &y, sizeof y);
      }
}

static char *
kept_path (const char *name)
{
  return g_build_filename (g_get_user_cache_dir (), "encore", "peaks", name, NULL);
}

static void
test_cache_round_trip (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 60, .channels = 2, .func = wav_tones }, "kept.wav");
  g_autoptr (EncorePeaks) peaks = build (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (encore_peaks_load_cached ("never", &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
  g_clear_error (&error);

  g_assert_true (encore_peaks_save_cached (peaks, "../abc", &error));
  g_assert_no_error (error);

  g_autoptr (EncorePeaks) back = encore_peaks_load_cached ("../abc", &error);

  g_assert_no_error (error);
  g_assert_true (encore_peaks_is_complete (back));
  g_assert_cmpint (encore_peaks_get_channels (back), ==, 2);
  assert_equal_peaks (peaks, back);
}

/* Every single byte of the header, some of the rest, and every kind of cut. */
static void
test_cache_damage (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 3, .func = wav_tones }, "damage.wav");
  g_autoptr (EncorePeaks) peaks = build (path);
  g_autofree char *kept = kept_path ("dd.peaks");
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (encore_peaks_save_cached (peaks, "dd", NULL));
  g_assert_true (g_file_get_contents (kept, &bytes, &length, NULL));

  for (gsize i = 0; i < length; i += i < 48 ? 1 : 101)
    {
      g_autoptr (GError) error = NULL;

      /* Rate and number of samples stand on their own: any is possible. */
      if ((i >= 16 && i < 20) || (i >= 24 && i < 32))
        continue;
      bytes[i] ^= 0x10;
      g_assert_true (g_file_set_contents (kept, bytes, length, NULL));
      g_assert_null (encore_peaks_load_cached ("dd", &error));
      g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED);
      bytes[i] ^= 0x10;
    }

  for (gsize cut = 0; cut < length; cut += 89)
    {
      g_assert_true (g_file_set_contents (kept, bytes, cut, NULL));
      g_assert_null (encore_peaks_load_cached ("dd", NULL));
    }
}

static void
test_cache_is_bounded (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 3, .func = wav_tones }, "bounded.wav");
  g_autoptr (EncorePeaks) peaks = build (path);
  g_autofree char *old = kept_path ("old.peaks");
  g_autofree char *recent = kept_path ("recent.peaks");
  struct utimbuf long_ago = { 1000, 1000 };

  g_assert_true (encore_peaks_save_cached (peaks, "old", NULL));
  g_assert_true (encore_peaks_save_cached (peaks, "recent", NULL));
  g_assert_cmpint (g_utime (old, &long_ago), ==, 0);
  encore_peaks_cache_trim (948 + 10);

  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
}

static void
cancel_at_once (EncorePeaks *peaks,
                gpointer     user_data)
{
  g_cancellable_cancel (user_data);
}

static gpointer
build_in_thread (gpointer data)
{
  GTask *task = data;
  GError *error = NULL;
  EncorePeaks *peaks = encore_peaks_build (g_task_get_task_data (task), cancel_at_once, g_task_get_cancellable (task),
                                           g_task_get_cancellable (task), &error);

  g_assert_null (peaks);

  return error;
}

/* Cancelled by its first snapshot; else it would decode for minutes. */
static void
test_cancel_while_decoding (void)
{
  g_autoptr (GByteArray) head = wav_make (&(Wav) { .seconds = 0.5, .claim = G_MAXUINT32 });
  g_autofree char *path = bytes_write (head->data, head->len, "days.wav");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);
  g_autoptr (GError) error = NULL;

  /* Sparse: takes no room on the disk. */
  g_assert_cmpint (truncate (path, G_GINT64_CONSTANT (64) << 30), ==, 0);
  g_task_set_task_data (task, path, NULL);
  error = g_thread_join (g_thread_new ("peaks", build_in_thread, task));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_snapshots_grow (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 60, .rate = 48000 }, "grow.wav");
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EncorePeaks) peaks = encore_peaks_build (path, count_snapshot, all, NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    g_assert_cmpint (encore_peaks_get_duration_ms (all->pdata[i]), <=, encore_peaks_get_duration_ms (peaks));
}

static char *
write_snapshot (EncoreDecode *decode,
                const char   *name)
{
  g_autoptr (EncorePeaks) peaks = encore_peaks_reducer_snapshot (decode->reducer, TRUE);
  g_autofree char *path = bytes_write ("", 0, name);
  g_autoptr (GError) error = NULL;

  encore_peaks_write (peaks, path, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

/* A recording that two decoders share out comes to the same, byte for byte, as one that is decoded in one go. */
static void
test_in_two (gconstpointer data)
{
  const char *corpus = g_getenv ("ENCORE_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "", "calls", data, NULL);
  g_auto (EncoreDecode) whole = { .path = path }, parts = { .path = path };
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the corpus is not here");
      return;
    }

  encore_media_init ();
  g_assert_true (encore_decode_gst (&whole, &error));
  g_assert_no_error (error);
  g_assert_false (encore_decode_mp3_in_two (&parts, 100 * 60, &error)); /* too short */
  g_assert_null (parts.reducer);
  g_assert_true (encore_decode_mp3_in_two (&parts, 60, &error));
  g_assert_no_error (error);
  g_assert_cmpint (parts.limit, ==, whole.limit);
  g_assert_cmpint (encore_peaks_reducer_get_frames (parts.reducer), ==,
                   encore_peaks_reducer_get_frames (whole.reducer));

  g_autofree char *one = write_snapshot (&whole, "whole.peaks");
  g_autofree char *two = write_snapshot (&parts, "parts.peaks");
  g_autofree char *one_bytes = NULL, *two_bytes = NULL;
  gsize one_length, two_length;

  g_assert_true (g_file_get_contents (one, &one_bytes, &one_length, NULL));
  g_assert_true (g_file_get_contents (two, &two_bytes, &two_length, NULL));
  g_assert_cmpmem (one_bytes, one_length, two_bytes, two_length);
}

/* Parts that do not agree are not put together. */
static void
test_parts_must_agree (void)
{
  g_autoptr (EncorePeaksReducer) first = encore_peaks_reducer_new (1, 8000);
  g_autoptr (EncorePeaksReducer) same = encore_peaks_reducer_new_at (1, 8000, ENCORE_PEAKS_CHUNK);
  g_autoptr (EncorePeaksReducer) other = encore_peaks_reducer_new_at (1, 8000, ENCORE_PEAKS_CHUNK);
  g_autoptr (EncorePeaksReducer) gap = encore_peaks_reducer_new_at (1, 8000, 2 * ENCORE_PEAKS_CHUNK);
  gint16 loud[800] = { 0, 16384 };
  gconstpointer plane = loud;
  GstAudioInfo info;

  gst_audio_info_set_format (&info, GST_AUDIO_FORMAT_S16, 8000, 1, NULL);
  encore_peaks_reducer_add_silence (first, (ENCORE_PEAKS_CHUNK + 100) * 80);
  encore_peaks_reducer_add_silence (same, 200 * 80);
  encore_peaks_reducer_add_silence (gap, 200 * 80);
  encore_peaks_reducer_add (other, &info, &plane, 800);
  encore_peaks_reducer_add_silence (other, 200 * 80);

  g_assert_false (encore_peaks_reducer_join (first, other));
  g_assert_false (encore_peaks_reducer_join (first, gap));
  g_assert_cmpint (encore_peaks_reducer_get_frames (first), ==, (ENCORE_PEAKS_CHUNK + 100) * 80);
  g_assert_true (encore_peaks_reducer_join (first, same));
  g_assert_cmpint (encore_peaks_reducer_get_frames (first), ==, (ENCORE_PEAKS_CHUNK + 200) * 80);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/media/peaks/values", test_values);
  g_test_add_func ("/media/peaks/ranges-are-exact", test_ranges_are_exact);
  g_test_add_func ("/media/peaks/snapshots-never-change", test_snapshots_never_change);
  g_test_add_func ("/media/peaks/snapshots-grow", test_snapshots_grow);
  g_test_add_func ("/media/peaks/planar-and-float", test_planar_and_float);
  g_test_add_func ("/media/peaks/uneven-rate", test_uneven_rate);
  g_test_add_func ("/media/peaks/cache-round-trip", test_cache_round_trip);
  g_test_add_func ("/media/peaks/cache-damage", test_cache_damage);
  g_test_add_func ("/media/peaks/cache-is-bounded", test_cache_is_bounded);
  g_test_add_func ("/media/peaks/cancel", test_cancel_while_decoding);

  g_test_add_data_func ("/media/peaks/in-two/long", "01-mono-mp3-deepgram/agent_sample_redacted.mp3", test_in_two);
  g_test_add_data_func ("/media/peaks/in-two/short", "02-tts-turns-no-timing/5ca2865c-5388-4a8d-9480-ad055ce65fa5.mp3",
                        test_in_two);
  g_test_add_func ("/media/peaks/parts-must-agree", test_parts_must_agree);

  return g_test_run ();
}
