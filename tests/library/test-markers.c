/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that go out of a call and come back: markers, and clips. */
#include <string.h>

#include "encore-clip-export.h"
#include "encore-error.h"
#include "encore-export.h"
#include "encore-import.h"
#include "encore-markers.h"
#include "encore-probe.h"
#include "encore-test.h"

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  gint64 call_id;
} Fixture;

#define VTT                                                                                                            \
  "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Customer>My rent is due.</v>\n\n"                                             \
  "00:04.500 --> 00:07.000\n<v Agent>Let me look.</v>\n"

static void
write_file (Fixture    *fixture,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->dir = encore_test_dir_new ();
  g_autofree char *folder = g_build_filename (fixture->dir, "library", NULL);
  g_autofree char *recording = g_build_filename (fixture->dir, "call.wav", NULL);
  const char *paths[] = { fixture->dir, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreJob) job = encore_job_new ("import");

  fixture->library = encore_library_open (folder, &error);
  g_assert_no_error (error);
  encore_test_write_tone (recording, 2, 10000, 300, 600);
  write_file (fixture, "call.vtt", VTT);

  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, "none", NULL, &error);
  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);

  EncoreImportItem *item = g_ptr_array_index (plan->items, 0);
  g_autoptr (EncoreCall) call = encore_library_find_call (fixture->library, item->call_uuid, &error);
  g_assert_no_error (error);
  fixture->call_id = call->id;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  encore_library_close (fixture->library);
  /* What an import had still to tell. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->library);
  encore_test_dir_free (fixture->dir);
}

static GPtrArray *
list_moments (Fixture *fixture)
{
  return encore_library_list (fixture->library, ENCORE_LISTING_MOMENTS_OF_CALL, fixture->call_id, NULL);
}

static void
import (Fixture    *fixture,
        const char *name,
        guint       n_added,
        guint       n_known,
        guint       n_warnings)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  encore_markers_import_async (fixture->library, fixture->call_id, path, NULL, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);

  g_autoptr (EncoreMarkersResult) done = encore_markers_import_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done->n_added, ==, n_added);
  g_assert_cmpuint (done->n_known, ==, n_known);
  g_assert_cmpuint (done->warnings->len, ==, n_warnings);
}

static void
test_import (Fixture      *fixture,
             gconstpointer data)
{
  /* The first is there twice, the last lies behind the end, the point gets the lead and lag of its type. */
  write_file (fixture, "labels.txt",
              "1.000000\t4.000000\tmissed: the rent\n1.0\t4.0\tMissed: the rent\n"
              "5.5\t5.5\tcalm\nnonsense\n60.0\t61.0\ttoo late\n");
  import (fixture, "labels.txt", 2, 1, 2);

  g_autoptr (GPtrArray) moments = list_moments (fixture);
  EncoreMoment *first = g_ptr_array_index (moments, 1); /* the lead of the other reaches back further */

  g_assert_cmpuint (moments->len, ==, 2);
  g_assert_cmpstr (first->type_id, ==, ENCORE_ABOVE_AND_BEYOND);
  g_assert_cmpint (first->outcome, ==, ENCORE_OUTCOME_MISSED);
  g_assert_cmpint (first->acted, ==, ENCORE_FACT_NO);
  g_assert_cmpstr (first->note, ==, "the rent");
  g_assert_cmpstr (first->cue, ==, "My rent is due.");
  g_assert_cmpint (first->span.start_ms, ==, 1000);
  g_assert_cmpint (first->span.end_ms, ==, 4000);

  for (guint i = 0; i < moments->len; i++)
    g_assert_false (encore_span_is_empty (((EncoreMoment *) g_ptr_array_index (moments, i))->span));

  import (fixture, "labels.txt", 0, 3, 2);

  /* All of them were one edit. */
  g_autoptr (GAsyncResult) result = NULL;
  encore_library_undo_async (fixture->library, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  g_autofree char *label = encore_library_undo_finish (fixture->library, result, NULL);
  g_autoptr (GPtrArray) left = list_moments (fixture);

  g_assert_nonnull (label);
  g_assert_cmpuint (left->len, ==, 0);
}

static void
test_bad_file (Fixture      *fixture,
               gconstpointer data)
{
  const char *names[] = { "call.wav", "absent.txt", "labels.txt" };

  write_file (fixture, "labels.txt", "\n");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->dir, names[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (encore_markers_import (fixture->library, fixture->call_id, path, NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == ENCORE_ERROR);
    }
}

/* What one call exports, another takes in as it was, once. */
static void
test_there_and_back (Fixture      *fixture,
                     gconstpointer data)
{
  static const EncoreExportFormat formats[] = { ENCORE_EXPORT_LABELS, ENCORE_EXPORT_CSV };

  write_file (fixture, "seed.csv",
              "note;end;start;type;outcome;noticed\n\"a;b\";4,25;1,001;above-and-beyond;partly;yes\n"
              "=1+1;0:08.500;0:06;Great practice;;\n");
  import (fixture, "seed.csv", 2, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_build_filename (fixture->dir, "out", NULL);
      g_autoptr (GAsyncResult) written = NULL;
      g_autoptr (GError) error = NULL;

      encore_export_call_async (fixture->library, fixture->call_id, formats[i], path, encore_test_result_cb, &written);
      encore_test_wait_until (written != NULL);
      encore_export_call_finish (fixture->library, written, &error);
      g_assert_no_error (error);
      import (fixture, "out", 0, 2, 0);
    }

  g_autoptr (GPtrArray) moments = list_moments (fixture);
  EncoreMoment *second = g_ptr_array_index (moments, 1);

  g_assert_cmpuint (moments->len, ==, 2);
  g_assert_cmpint (((EncoreMoment *) g_ptr_array_index (moments, 0))->noticed, ==, ENCORE_FACT_YES);
  g_assert_cmpstr (second->type_id, ==, "great-practice");
  g_assert_cmpstr (second->note, ==, "=1+1");
  g_assert_cmpint (second->span.end_ms, ==, 8500);
}

static void
test_clip (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "clip.opus", NULL);
  EncoreClipOrder order = { fixture->call_id, { 2000, 5000 }, ENCORE_CLIP_OPUS, ENCORE_CLIP_CUSTOMER, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("clip");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  encore_clip_export_async (fixture->library, &order, path, job, encore_test_result_cb, &result);
  g_assert_cmpuint (g_list_model_get_n_items (encore_library_get_jobs (fixture->library)), ==, 1);
  encore_test_wait_until (result != NULL);
  encore_clip_export_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (encore_job_get_state (job), ==, ENCORE_JOB_DONE);

  g_autoptr (EncoreMediaInfo) info = encore_media_probe (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info->duration_ms, ==, 3000);
  g_assert_cmpint (info->channels, ==, 1);
}

static void
test_names (void)
{
  g_autoptr (EncoreCall) call = encore_call_new ();

  call->title = g_strdup ("a/b: \"c\"?\n");
  g_autofree char *name = encore_clip_suggest_name (call, (EncoreSpan) { 61000, 3723000 }, ENCORE_CLIP_MP3);

  g_assert_cmpstr (name, ==, "a_b_ _c__ 1.01-1.02.03.mp3");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/markers/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("import", test_import);
  ADD ("bad-file", test_bad_file);
  ADD ("there-and-back", test_there_and_back);
  ADD ("clip", test_clip);
  g_test_add_func ("/markers/names", test_names);
  return g_test_run ();
}
