/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-transcript.h"

static EncoreTranscript *
make (const gint64 (*times)[2],
      guint n)
{
  EncoreTranscript *transcript = encore_transcript_new ("test");

  for (guint i = 0; i < n; i++)
    encore_transcript_add (transcript, encore_segment_new (times[i][0], times[i][1], "Agent", "words"));

  encore_transcript_finish (transcript);
  return transcript;
}

static void
test_segment_at (void)
{
  const gint64 times[][2] = { { 5000, 6000 }, { 1000, 9000 }, { 2000, 2000 }, { 9500, 9900 } };
  g_autoptr (EncoreTranscript) transcript = make (times, G_N_ELEMENTS (times));

  g_assert_true (encore_transcript_is_timed (transcript));
  g_assert_cmpint (encore_transcript_segment_at (transcript, 999), ==, -1);
  g_assert_cmpint (encore_transcript_segment_at (transcript, 1500), ==, 0);
  /* a zero-length segment inside a longer one does not stick */
  g_assert_cmpint (encore_transcript_segment_at (transcript, 3000), ==, 0);
  g_assert_cmpint (encore_transcript_segment_at (transcript, 5500), ==, 2);
  g_assert_cmpint (encore_transcript_segment_at (transcript, 7000), ==, 0);
  /* in the pause the last one heard stays */
  g_assert_cmpint (encore_transcript_segment_at (transcript, 9200), ==, 2);
  g_assert_cmpint (encore_transcript_segment_at (transcript, 99999), ==, 3);
}

static void
test_without_times (void)
{
  const gint64 times[][2] = { { 5000, 6000 }, { ENCORE_NO_TIME, ENCORE_NO_TIME } };
  g_autoptr (EncoreTranscript) transcript = make (times, G_N_ELEMENTS (times));

  g_assert_cmpint (transcript->kind, ==, ENCORE_TRANSCRIPT_UNTIMED);
  g_assert_cmpint (encore_transcript_segment_at (transcript, 5500), ==, -1);
  g_assert_cmpint (encore_transcript_get (transcript, 0)->start_ms, ==, 5000);
}

static void
test_word_at (void)
{
  g_autoptr (EncoreSegment) segment = encore_segment_new (0, 4000, NULL, "one two three four");

  encore_segment_add_word (segment, 0, 500, 0, 3, 1);
  encore_segment_add_word (segment, ENCORE_NO_TIME, ENCORE_NO_TIME, 4, 3, -1);
  encore_segment_add_word (segment, 1000, 1000, 8, 5, 0.5f);
  encore_segment_add_word (segment, 1000, 2000, 14, 4, 0.5f);

  g_assert_cmpint (encore_segment_word_at (segment, -1), ==, -1);
  g_assert_cmpint (encore_segment_word_at (segment, 700), ==, 0);
  g_assert_cmpint (encore_segment_word_at (segment, 1000), ==, 3);
  g_assert_cmpint (encore_segment_word_at (segment, 3999), ==, 3);
}

static void
test_snap (void)
{
  const gint64 times[][2] = { { 1000, 4000 }, { 4500, 9000 } };
  g_autoptr (EncoreTranscript) transcript = make (times, G_N_ELEMENTS (times));
  EncoreSpan snapped = encore_transcript_snap (transcript, (EncoreSpan) { 1900, 8200 }, 1500);

  g_assert_cmpint (snapped.start_ms, ==, 1000);
  g_assert_cmpint (snapped.end_ms, ==, 9000);

  /* out of reach: kept */
  snapped = encore_transcript_snap (transcript, (EncoreSpan) { 2600, 6500 }, 1500);
  g_assert_cmpint (snapped.start_ms, ==, 2600);
  g_assert_cmpint (snapped.end_ms, ==, 6500);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/transcript/segment-at", test_segment_at);
  g_test_add_func ("/domain/transcript/without-times", test_without_times);
  g_test_add_func ("/domain/transcript/word-at", test_word_at);
  g_test_add_func ("/domain/transcript/snap", test_snap);
  return g_test_run ();
}
