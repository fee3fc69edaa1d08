/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "encore-import.h"
#include "encore-review-correct.h"
#include "encore-review-page.h"
#include "encore-test.h"
#include "encore-transcript-view.h"
#include "encore-waveform.h"

/* How long the frames of an open call take: four hours in stereo with five thousand turns, while it opens, plays,
 * is scrolled, zoomed and jumped about in. What is measured is layout and painting of a frame: by the clock, and what
 * of it this thread had the processor, which a busy machine changes less. */

#define N_SEGMENTS 5000
#define SOUND_S 14400
#define RATE 8000
#define PLAY_MS 4000
#define SEGMENT_MS 3000
#define OVERLAP_MS 400 /* of every fifth segment with the next */
#define N_JUMPS 150
#define N_STEPS 300
#define N_EDITS 60

typedef struct
{
  GdkFrameClock *clock;
  gint64 began_us;
  gint64 began_cpu_us;
  guint n_frames;
  GArray *frames_us; /* gint64 */
  GArray *cpu_us;    /* gint64 */
} Frames;

static gint64
thread_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
on_before (Frames *frames)
{
  frames->began_us = g_get_monotonic_time ();
  frames->began_cpu_us = thread_cpu_us ();
}

static void
on_after (Frames *frames)
{
  gint64 took_us = g_get_monotonic_time () - frames->began_us;
  gint64 cpu_us = thread_cpu_us () - frames->began_cpu_us;

  g_array_append_val (frames->frames_us, took_us);
  g_array_append_val (frames->cpu_us, cpu_us);
  frames->n_frames++;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
report_times (GArray     *us,
              const char *what)
{
  gint64 sum = 0;

  g_array_sort (us, compare);
  for (guint i = 0; i < us->len; i++)
    sum += g_array_index (us, gint64, i);
  g_print ("   %s mean %5.1f  p95 %5.1f  worst %6.1f ms", what, (double) sum / us->len / 1000,
           g_array_index (us, gint64, us->len * 95 / 100) / 1000.0, g_array_index (us, gint64, us->len - 1) / 1000.0);
  g_array_set_size (us, 0);
}

static void
report (Frames     *frames,
        const char *what)
{
  if (frames->frames_us->len == 0)
    return;

  g_print ("%-8s %4u frames", what, frames->frames_us->len);
  report_times (frames->frames_us, "clock");
  report_times (frames->cpu_us, "processor");
  g_print ("\n");
}

static void
write_transcript (const char *path)
{
  static const char *const words[] = { "refund", "the", "second", "charge", "before",
                                       "Friday", "and", "call",   "back",   "kindly" };
  g_autoptr (GString) text = g_string_new ("WEBVTT\n\n");
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < N_SEGMENTS; i++)
    {
      int from_s = i * SEGMENT_MS / 1000, to_s = from_s + SEGMENT_MS / 1000;

      g_string_append_printf (text, "%02d:%02d:%02d.000 --> %02d:%02d:%02d.%03d\n<v %s>", from_s / 3600,
                              from_s / 60 % 60, from_s % 60, to_s / 3600, to_s / 60 % 60, to_s % 60,
                              i % 5 == 0 ? OVERLAP_MS : 0, i % 2 ? "Customer" : "Agent");
      for (int n_words = g_rand_int_range (rand, 4, 40), n = 0; n < n_words; n++)
        {
          int at_ms = SEGMENT_MS * n / n_words, at_s = from_s + at_ms / 1000;

          g_string_append_printf (text, "<%02d:%02d:%02d.%03d>%s ", at_s / 3600, at_s / 60 % 60, at_s % 60,
                                  at_ms % 1000, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
        }
      g_string_append (text, "\n\n");
    }

  if (!g_file_set_contents (path, text->str, -1, NULL))
    g_error ("cannot write %s", path);
}

/* A second of G.711 with both parties, as byte pairs: bursts of noise with pauses between them. */
static void
fill_second (guint8 *bytes,
             int     second,
             GRand  *rand)
{
  for (int i = 0; i < RATE; i++)
    for (int channel = 0; channel < 2; channel++)
      {
        gboolean speaks = second / 3 % 2 == channel && (second * 8 + i / 1000) % 11 < 8;
        int step = speaks ? g_rand_int_range (rand, 0x10, 0x30) : g_rand_int_range (rand, 0x70, 0x80);

        bytes[2 * i + channel] = (guint8) (step | (g_rand_boolean (rand) ? 0x80 : 0));
      }
}

static void
write_recording (const char *path)
{
  static const guint8 head[] = "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x07\0\x02\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x08\0"
                               "data\0\0\0\0";
  g_autofree guint8 *bytes = g_malloc (2 * RATE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint32 size = GUINT32_TO_LE (2 * RATE * SOUND_S), whole = GUINT32_TO_LE (2 * RATE * SOUND_S + 36);
  FILE *file = fopen (path, "wb");
  gboolean written = file != NULL && fwrite (head, 1, 4, file) == 4 && fwrite (&whole, 4, 1, file) == 1
                     && fwrite (head + 8, 1, 32, file) == 32 && fwrite (&size, 4, 1, file) == 1;

  for (int second = 0; written && second < SOUND_S; second++)
    {
      if (second < 66)
        fill_second (bytes, second, rand);
      written = fwrite (bytes, 1, 2 * RATE, file) == 2 * RATE;
    }
  if (!written || fclose (file) != 0)
    g_error ("cannot write %s", path);
}

static gint64
import (EncoreLibrary *library,
        const char    *folder)
{
  g_autofree char *path = g_build_filename (folder, "long.vtt", NULL);
  g_autofree char *sound = g_build_filename (folder, "long.wav", NULL);
  const char *paths[] = { path, sound, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  g_autoptr (GError) error = NULL;
  EncoreCallFilter filter = { 0 };

  write_transcript (path);
  write_recording (sound);
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  if (plan == NULL || !encore_import_run (library, plan, job, &error))
    g_error ("%s", error->message);

  g_autoptr (GPtrArray) calls = encore_library_list_calls (library, &filter, &error);
  return ((EncoreCall *) g_ptr_array_index (calls, 0))->id;
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* What the program itself holds, without what it shares with others. */
static void
report_memory (void)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    line = strstr (text, "\nPss:");
  if (line != NULL)
    g_print ("memory   %.0f MB\n", g_ascii_strtoull (line + strlen ("\nPss:"), NULL, 10) / 1024.0);
}

static void
next_frame (Frames    *frames,
            GtkWidget *widget)
{
  guint before = frames->n_frames;

  gtk_widget_queue_draw (widget);
  while (frames->n_frames == before)
    g_main_context_iteration (NULL, TRUE);
}

/* Until the text has been still for a while. */
static void
open_call (Frames       *frames,
           EncoreReview *review,
           GtkWidget    *page,
           gint64        call_id)
{
  encore_review_open (review, call_id);
  while (encore_review_get_transcript (review) == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (int i = 0; i < 300; i++)
    next_frame (frames, page);
}

/* The whole waveform, decoded or from the cache. */
static void
time_waveform (EncoreReview *review,
               gint64        call_id,
               const char   *what)
{
  gint64 start_us = g_get_monotonic_time ();
  EncorePeaks *peaks;

  encore_review_open (review, call_id);
  while ((peaks = encore_review_get_peaks (review)) == NULL || !encore_peaks_is_complete (peaks))
    g_main_context_iteration (NULL, TRUE);
  g_print ("%-8s all of %d channels after %.0f ms\n", what, encore_peaks_get_channels (peaks),
           (g_get_monotonic_time () - start_us) / 1000.0);
  encore_review_close (review);
}

static void
play (Frames       *frames,
      EncoreReview *review)
{
  gint64 until_us;

  encore_review_toggle_play (review);
  for (until_us = g_get_monotonic_time () + 1000 * PLAY_MS; g_get_monotonic_time () < until_us;)
    g_main_context_iteration (NULL, TRUE);
  encore_review_toggle_play (review);
  report (frames, "playing");
}

static void
jump (Frames       *frames,
      EncoreReview *review,
      GtkWidget    *page,
      GRand        *rand)
{
  for (int i = 0; i < N_JUMPS; i++)
    {
      encore_review_seek (review, g_rand_int_range (rand, 0, SOUND_S * 1000));
      next_frame (frames, page);
      next_frame (frames, page);
    }
  report (frames, "jumps");
}

static void
step (Frames       *frames,
      EncoreReview *review,
      GtkWidget    *page)
{
  for (int i = 0; i < N_STEPS; i++)
    {
      encore_review_seek (review, encore_review_get_position_ms (review) + 100);
      next_frame (frames, page);
    }
  report (frames, "steps");
}

/* In and out again, then along: from the whole call down to a minute of it. */
static void
zoom_and_scroll (Frames    *frames,
                 GtkWidget *page)
{
  EncoreWaveScale *scale = encore_waveform_get_scale (ENCORE_WAVEFORM (find_widget (page, ENCORE_TYPE_WAVEFORM)));

  for (int i = 0; i < 100; i++)
    {
      encore_wave_scale_zoom (scale, i / 25 % 2 == 0 ? 1.25 : 0.8, 300);
      next_frame (frames, page);
    }
  report (frames, "zoom");

  for (int i = 0; i < 25; i++)
    encore_wave_scale_zoom (scale, 1.25, 300);
  for (int i = 0; i < N_STEPS; i++)
    {
      encore_wave_scale_scroll (scale, i % 100 < 50 ? 37 : -23);
      next_frame (frames, page);
    }
  report (frames, "scroll");
}

/* One correction, until it is committed and synced. */
static void
report_saving (EncoreReview *review)
{
  EncoreLibrary *library = encore_review_get_library (review);
  g_autoptr (GAsyncResult) before = NULL;
  g_autoptr (GAsyncResult) after = NULL;
  EncoreSegmentDraft draft = encore_review_begin_draft (review, 7);

  encore_library_settle_async (library, encore_test_result_cb, &before);
  while (before == NULL)
    g_main_context_iteration (NULL, TRUE);

  gint64 start_us = g_get_monotonic_time ();
  draft.text = "once more";
  encore_review_correct_segment (review, 7, &draft);
  encore_library_settle_async (library, encore_test_result_cb, &after);
  while (after == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_print ("correct  saved after %.0f ms\n", (g_get_monotonic_time () - start_us) / 1000.0);
}

/* Words, splits and merges anywhere in the call: what the call to the hub takes, then the frames after it; each is
 * saved meanwhile. */
static void
correct (Frames       *frames,
         EncoreReview *review,
         GtkWidget    *page,
         GRand        *rand)
{
  EncoreTranscriptView *view = ENCORE_TRANSCRIPT_VIEW (find_widget (page, ENCORE_TYPE_TRANSCRIPT_VIEW));
  g_autoptr (GArray) calls_us = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < N_EDITS; i++)
    {
      guint index = (guint) g_rand_int_range (rand, 0, N_SEGMENTS - 2);
      EncoreSegmentDraft draft = encore_review_begin_draft (review, index);
      g_autofree char *text = g_strdup_printf ("%s corrected %d", draft.text, i);
      gint64 start_us;

      encore_review_seek_segment (review, index);
      next_frame (frames, page);
      encore_transcript_view_correct (view, (int) index);
      next_frame (frames, page);
      next_frame (frames, page);

      draft.text = text;
      start_us = g_get_monotonic_time ();
      if (i % 3 == 0)
        encore_review_split_segment (review, index, &draft, 8);
      else if (i % 3 == 1)
        encore_review_join_segments (review, index, &draft);
      else
        encore_review_correct_segment (review, index, &draft);
      start_us = g_get_monotonic_time () - start_us;
      g_array_append_val (calls_us, start_us);
      for (int j = 0; j < 5; j++)
        next_frame (frames, page);
    }

  g_print ("correct  %4u calls ", calls_us->len);
  report_times (calls_us, "clock");
  g_print ("\n");
  report (frames, "correct");
  report_saving (review);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  EncoreTestDir *dir = encore_test_dir_new ();
  Frames frames = { .frames_us = g_array_new (FALSE, FALSE, sizeof (gint64)),
                    .cpu_us = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  g_setenv ("XDG_DATA_HOME", dir, TRUE);
  g_setenv ("XDG_CACHE_HOME", dir, TRUE);
  if (!gtk_init_check ())
    return 77;

  adw_init ();
  g_autoptr (EncoreLibrary) library = encore_library_open (dir, &error);
  g_autoptr (EncoreReview) review = encore_review_new (library);
  GtkWidget *page = encore_review_page_new (review);
  GtkWidget *window = adw_window_new ();
  gint64 call_id = import (library, dir);

  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  frames.clock = gtk_widget_get_frame_clock (window);
  g_signal_connect_swapped (frames.clock, "before-paint", G_CALLBACK (on_before), &frames);
  g_signal_connect_swapped (frames.clock, "after-paint", G_CALLBACK (on_after), &frames);
  for (int i = 0; i < 20; i++)
    next_frame (&frames, page);
  g_array_set_size (frames.frames_us, 0);
  g_array_set_size (frames.cpu_us, 0);

  time_waveform (review, call_id, "new");
  time_waveform (review, call_id, "cached");
  g_array_set_size (frames.frames_us, 0);
  g_array_set_size (frames.cpu_us, 0);
  open_call (&frames, review, page, call_id);
  report (&frames, "opening");

  jump (&frames, review, page, rand);
  step (&frames, review, page);
  play (&frames, review);
  zoom_and_scroll (&frames, page);
  correct (&frames, review, page, rand);
  report_memory ();

  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&review);
  encore_library_close (library);
  g_array_unref (frames.frames_us);
  g_array_unref (frames.cpu_us);
  encore_test_dir_free (dir);
  return EXIT_SUCCESS;
}
