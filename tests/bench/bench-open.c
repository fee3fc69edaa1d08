/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From opening a call to its first sound, with the picture of the sound still to be made and made before. */
#include <glib/gstdio.h>

#include "bench-sound.h"
#include "bench-support.h"
#include "encore-import.h"
#include "encore-probe.h"
#include "encore-review.h"
#include "encore-test.h"

#define ROUNDS 8

/* Opened beside the recordings that are made here. */
static const char *const from_corpus[] = {
  "calls/01-mono-mp3-deepgram/agent_sample_redacted.mp3",
  "calls/06-dual-channel/auto40_dual_opus.ogg",
  "calls/06-dual-channel/auto40_dual_ulaw.wav",
};

static gboolean
plays (EncoreReview *review)
{
  encore_review_set_playing (review, TRUE);

  return encore_player_get_playing (encore_review_get_player (review));
}

static double
open_to_sound (EncoreReview *review,
               gint64        call_id)
{
  double ms;
  gint64 start = g_get_monotonic_time ();

  bench_sound_expect (BENCH_SOUND_ANY);
  encore_review_open (review, call_id);
  encore_test_wait_until (plays (review) && bench_sound_heard (start, &ms));
  return ms;
}

static gboolean
has_peaks (EncoreReview *review)
{
  EncorePeaks *peaks = encore_review_get_peaks (review);

  return peaks != NULL && encore_peaks_is_complete (peaks);
}

static void
forget_peaks (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "encore", "peaks", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

static void
run_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static double
open_once (EncoreLibrary *library,
           gint64         call_id)
{
  g_autoptr (EncoreReview) review = encore_review_new (library);
  double ms = open_to_sound (review, call_id);

  encore_test_wait_until (has_peaks (review));
  encore_review_close (review);
  run_idle ();
  return ms;
}

static void
bench_call (EncoreLibrary *library,
            gint64         call_id,
            const char    *name,
            gboolean       cached)
{
  g_autoptr (BenchTimes) times = bench_times_new ();
  g_autofree char *what = g_strdup_printf ("open call to first sound, peaks %s: %s", cached ? "kept" : "to do", name);

  for (int i = 0; i < ROUNDS; i++)
    {
      if (!cached)
        forget_peaks ();
      bench_times_add (times, open_once (library, call_id));
    }

  bench_times_print (times, what);
}

static gint64
import (EncoreLibrary *library,
        const char    *path)
{
  const char *paths[] = { path, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);

  if (plan == NULL || plan->items->len != 1 || !encore_import_run (library, plan, job, &error))
    return 0;

  EncoreImportItem *item = g_ptr_array_index (plan->items, 0);
  g_autoptr (EncoreCall) call = item->call_uuid != NULL ? encore_library_find_call (library, item->call_uuid, NULL)
                                                        : NULL;

  return call != NULL && call->has_recording ? call->id : 0;
}

static void
bench_recording (EncoreLibrary *library,
                 const char    *path)
{
  g_autofree char *name = g_path_get_basename (path);
  gint64 call_id = import (library, path);

  if (call_id == 0)
    {
      g_print ("%s: not imported\n", name);
      return;
    }

  bench_call (library, call_id, name, FALSE);
  bench_call (library, call_id, name, TRUE);
}

static void
add_corpus (GPtrArray *paths)
{
  const char *corpus = g_getenv ("ENCORE_CORPUS");

  for (gsize i = 0; corpus != NULL && i < G_N_ELEMENTS (from_corpus); i++)
    {
      g_autofree char *path = g_build_filename (corpus, from_corpus[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();
  g_autofree char *folder = g_build_filename (dir, "library", NULL);
  g_autoptr (GError) error = NULL;

  g_setenv ("XDG_CACHE_HOME", dir, TRUE);
  bench_sound_init ();
  encore_media_init ();

  g_autoptr (GPtrArray) paths = bench_sound_make_recordings (dir);
  g_autoptr (EncoreLibrary) library = encore_library_open (folder, &error);

  add_corpus (paths);
  if (library == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < paths->len; i++)
    bench_recording (library, g_ptr_array_index (paths, i));
  encore_library_close (library);

  return paths->len > 0 ? 0 : BENCH_SKIPPED;
}
