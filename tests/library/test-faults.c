/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-examine.h"
#include "encore-import.h"
#include "encore-review.h"
#include "encore-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* Recordings whose decoder does harm: the library and whoever shows it must not notice more than a message. */

#define STALL_MS 3000
#define TOTAL_MS 30000
#define MEMORY (256 * 1024 * 1024)

/* Without limits it would never end. */
#define PATIENCE_US (60 * G_USEC_PER_SEC)

#define VTT "WEBVTT\n\n00:00.000 --> 00:01.500\n<v Customer>I was charged twice.</v>\n"

typedef struct
{
  EncoreTestDir *dir;
  char *inbox;
  EncoreLibrary *library;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = NULL;

  fixture->dir = encore_test_dir_new ();
  directory = g_build_filename (fixture->dir, "library", NULL);
  fixture->inbox = g_build_filename (fixture->dir, "inbox", NULL);
  g_assert_cmpint (g_mkdir (fixture->inbox, 0700), ==, 0);
  fixture->library = encore_library_open (directory, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (fixture->library);
  g_object_unref (fixture->library);
  g_free (fixture->inbox);
  encore_test_dir_free (fixture->dir);
}

static void
put (Fixture    *fixture,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (fixture->inbox, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
put_tone (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->inbox, name, NULL);

  encore_test_write_tone (path, 1, 3000, strlen (name) * 50, 0);
}

static EncoreImportPlan *
import_inbox (Fixture *fixture)
{
  const char *paths[] = { fixture->inbox, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  EncoreImportPlan *plan = encore_import_plan_new (paths, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (encore_import_run (fixture->library, plan, job, &error));
  g_assert_no_error (error);
  return plan;
}

static void
assert_item (EncoreImportPlan *plan,
             const char       *name,
             EncoreImportState state,
             const char       *reason)
{
  for (guint i = 0; i < plan->items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (plan->items, i);

      if (!g_str_equal (item->name, name))
        continue;

      g_test_message ("%s: %s", name, item->reason);
      g_assert_cmpint (item->state, ==, state);
      if (reason == NULL)
        {
          g_assert_null (item->reason);
          return;
        }
      g_assert_nonnull (strstr (item->reason, name));
      g_assert_nonnull (strstr (item->reason, reason));
      return;
    }

  g_assert_not_reached ();
}

static guint
n_calls (Fixture *fixture)
{
  EncoreCallFilter filter = { 0 };
  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, NULL);

  return calls->len;
}

static void
test_import_goes_on (Fixture      *fixture,
                     gconstpointer data)
{
  gint64 before = g_get_monotonic_time ();

  put (fixture, "a crasher.wav", "PLANTED crash");
  put_tone (fixture, "b good.wav");
  put (fixture, "c hanger.wav", "PLANTED hang");
#ifndef __SANITIZE_ADDRESS__
  put (fixture, "d hog.wav", "PLANTED hog");
#endif
  put_tone (fixture, "e good too.wav");

  g_autoptr (EncoreImportPlan) plan = import_inbox (fixture);

  assert_item (plan, "a crasher", ENCORE_IMPORT_FAILED, "its decoder crashed");
  assert_item (plan, "b good", ENCORE_IMPORT_DONE, NULL);
  assert_item (plan, "c hanger", ENCORE_IMPORT_FAILED, "its decoder did not come to an end");
#ifndef __SANITIZE_ADDRESS__
  assert_item (plan, "d hog", ENCORE_IMPORT_FAILED, "its decoder needed too much memory");
#endif
  assert_item (plan, "e good too", ENCORE_IMPORT_DONE, NULL);
  g_assert_cmpuint (n_calls (fixture), ==, 2);
  g_assert_cmpint (g_get_monotonic_time () - before, <, PATIENCE_US);
}

static EncoreReview *
open_only_call (Fixture *fixture)
{
  EncoreCallFilter filter = { 0 };
  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, NULL);
  EncoreReview *review = encore_review_new (fixture->library);

  g_assert_cmpuint (calls->len, ==, 1);
  encore_review_open (review, ((EncoreCall *) g_ptr_array_index (calls, 0))->id);
  return review;
}

static char *
media_error (EncoreReview *review)
{
  char *message = NULL;

  g_object_get (review, "media-error", &message, NULL);
  return message;
}

static gboolean
has_media_error (EncoreReview *review,
                 const char   *part)
{
  g_autofree char *message = media_error (review);

  return message != NULL && strstr (message, part) != NULL;
}

static gboolean
has_all_peaks (EncoreReview *review)
{
  EncorePeaks *peaks = encore_review_get_peaks (review);

  return peaks != NULL && encore_peaks_is_complete (peaks);
}

static void
close_review (EncoreReview *review)
{
  encore_review_close (review);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (review);
}

/* The planted decoder crashes whatever process runs it: had the player opened the recording, this test would end. */
static void
test_transcript_without_its_crasher (Fixture      *fixture,
                                     gconstpointer data)
{
  put (fixture, "call.wav", "PLANTED crash");
  put (fixture, "call.vtt", VTT);

  g_autoptr (EncoreImportPlan) plan = import_inbox (fixture);

  assert_item (plan, "call", ENCORE_IMPORT_DONE, "its decoder crashed");

  EncoreReview *review = open_only_call (fixture);

  encore_test_wait_until (has_media_error (review, "its decoder crashed"));
  g_assert_cmpuint (encore_transcript_get_length (encore_review_get_transcript (review)), ==, 1);
  encore_review_toggle_play (review);
  encore_review_seek (review, 1000);
  close_review (review);
}

/* Good when it was imported, another file now. */
static void
test_turned_bad (Fixture      *fixture,
                 gconstpointer data)
{
  put_tone (fixture, "call.wav");

  g_autoptr (EncoreImportPlan) plan = import_inbox (fixture);

  assert_item (plan, "call", ENCORE_IMPORT_DONE, NULL);
  put (fixture, "call.wav", "PLANTED abort");

  EncoreReview *review = open_only_call (fixture);

  encore_test_wait_until (has_media_error (review, "its decoder crashed"));
  close_review (review);
}

/* Its decoder was mended since: the old message goes, and it plays. */
static void
test_mended (Fixture      *fixture,
             gconstpointer data)
{
  put (fixture, "call.wav", "PLANTED leave");
  put (fixture, "call.vtt", VTT);

  g_autoptr (EncoreImportPlan) plan = import_inbox (fixture);

  assert_item (plan, "call", ENCORE_IMPORT_DONE, "its decoder crashed");
  put_tone (fixture, "call.wav");

  EncoreReview *review = open_only_call (fixture);

  encore_test_wait_until (has_media_error (review, "its decoder crashed"));
  encore_test_wait_until (has_all_peaks (review));
  g_assert_null (media_error (review));
  close_review (review);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  encore_examine_set_limits (STALL_MS, TOTAL_MS, MEMORY);
  ADD ("/faults/import-goes-on", test_import_goes_on);
  ADD ("/faults/transcript-without-its-crasher", test_transcript_without_its_crasher);
  ADD ("/faults/turned-bad", test_turned_bad);
  ADD ("/faults/mended", test_mended);

  int status = g_test_run ();

  encore_player_settle ();
  return status;
}
