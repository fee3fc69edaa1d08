/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdlib.h>

#include "encore-import.h"
#include "encore-review-page.h"
#include "encore-test.h"

/* How long the frames of an open call take: while it opens, at jumps, while it plays on. What is
 * measured is layout and painting of a frame, and for the opening the longest stretch without one. */

#define N_SEGMENTS 5000
#define SEGMENT_MS 3000
#define N_JUMPS 150
#define N_STEPS 300

typedef struct
{
  GdkFrameClock *clock;
  gint64 began_us;
  guint n_frames;
  GArray *frames_us; /* gint64 */
} Frames;

static void
on_before (Frames *frames)
{
  frames->began_us = g_get_monotonic_time ();
}

static void
on_after (Frames *frames)
{
  gint64 took_us = g_get_monotonic_time () - frames->began_us;

  g_array_append_val (frames->frames_us, took_us);
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
report (Frames     *frames,
        const char *what)
{
  GArray *us = frames->frames_us;
  gint64 sum = 0;

  if (us->len == 0)
    return;

  g_array_sort (us, compare);
  for (guint i = 0; i < us->len; i++)
    sum += g_array_index (us, gint64, i);
  g_print ("%-8s %4u frames   mean %6.1f ms   p95 %6.1f ms   worst %6.1f ms\n", what, us->len,
           (double) sum / us->len / 1000, g_array_index (us, gint64, us->len * 95 / 100) / 1000.0,
           g_array_index (us, gint64, us->len - 1) / 1000.0);
  g_array_set_size (us, 0);
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

      g_string_append_printf (text, "%02d:%02d:%02d.000 --> %02d:%02d:%02d.000\n<v %s>", from_s / 3600,
                              from_s / 60 % 60, from_s % 60, to_s / 3600, to_s / 60 % 60, to_s % 60,
                              i % 2 ? "Customer" : "Agent");
      for (int n = g_rand_int_range (rand, 4, 40); n > 0; n--)
        g_string_append_printf (text, "%s ", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      g_string_append (text, "\n\n");
    }

  if (!g_file_set_contents (path, text->str, -1, NULL))
    g_error ("cannot write %s", path);
}

static gint64
import (EncoreLibrary *library,
        const char    *folder)
{
  g_autofree char *path = g_build_filename (folder, "long.vtt", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  g_autoptr (GError) error = NULL;
  EncoreCallFilter filter = { 0 };

  write_transcript (path);
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  if (plan == NULL || !encore_import_run (library, plan, job, &error))
    g_error ("%s", error->message);

  g_autoptr (GPtrArray) calls = encore_library_list_calls (library, &filter, &error);
  return ((EncoreCall *) g_ptr_array_index (calls, 0))->id;
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

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  EncoreTestDir *dir = encore_test_dir_new ();
  Frames frames = { .frames_us = g_array_new (FALSE, FALSE, sizeof (gint64)) };
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

  open_call (&frames, review, page, call_id);
  report (&frames, "opening");

  for (int i = 0; i < N_JUMPS; i++)
    {
      encore_review_seek (review, g_rand_int_range (rand, 0, N_SEGMENTS * SEGMENT_MS));
      next_frame (&frames, page);
      next_frame (&frames, page);
    }
  report (&frames, "jumps");

  for (int i = 0; i < N_STEPS; i++)
    {
      encore_review_seek (review, encore_review_get_position_ms (review) + 100);
      next_frame (&frames, page);
    }
  report (&frames, "steps");

  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&review);
  encore_library_close (library);
  g_array_unref (frames.frames_us);
  encore_test_dir_free (dir);
  return EXIT_SUCCESS;
}
