/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "encore-import.h"
#include "encore-review-correct.h"
#include "encore-test.h"

/* From an import that guesses, over somebody who knows better, to the next import. */

#define FIRST "[00:01] Speaker 0: Northwind, how can I help you?\n[00:05] Speaker 1: I was charged twice.\n"
#define SECOND "[00:01] Speaker 0: Northwind, what can I do for you?\n[00:05] Speaker 1: My order is late.\n"

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  EncoreReview *review;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = NULL;

  fixture->dir = encore_test_dir_new ();
  directory = g_build_filename (fixture->dir, "library", NULL);
  fixture->library = encore_library_open (directory, &error);
  g_assert_no_error (error);
  fixture->review = encore_review_new (fixture->library);
}

static gboolean
is_settled (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  encore_library_settle_async (fixture->library, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  return encore_library_settle_finish (fixture->library, result, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->review);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (fixture->library);
  g_clear_object (&fixture->library);
  encore_test_dir_free (fixture->dir);
}

static gint64
import_text (Fixture    *fixture,
             const char *name,
             const char *text)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreJob) job = encore_job_new ("import");

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (encore_import_run (fixture->library, plan, job, &error));
  g_assert_no_error (error);

  EncoreImportItem *item = plan->items->pdata[0];
  g_assert_nonnull (item->call_uuid);
  g_autoptr (EncoreCall) call = encore_library_find_call (fixture->library, item->call_uuid, &error);
  g_assert_no_error (error);
  return call->id;
}

static void
open_call (Fixture *fixture,
           gint64   id)
{
  encore_review_open (fixture->review, id);
  encore_test_wait_until (encore_review_get_call (fixture->review) != NULL
                          && encore_review_get_call (fixture->review)->id == id
                          && encore_review_get_transcript (fixture->review) != NULL);
}

static EncoreParty
party (Fixture *fixture,
       guint    index)
{
  return encore_review_segment_party (fixture->review, index);
}

static void
test_guess_swap_remember (Fixture      *fixture,
                          gconstpointer data)
{
  gint64 first = import_text (fixture, "first.txt", FIRST);

  open_call (fixture, first);
  g_assert_cmpint (party (fixture, 0), ==, ENCORE_PARTY_AGENT);
  g_assert_cmpint (party (fixture, 1), ==, ENCORE_PARTY_CUSTOMER);
  g_assert_cmpstr (encore_review_get_transcript (fixture->review)->roles, ==, "speaks first and offers help");

  encore_review_swap_roles (fixture->review);
  g_assert_cmpint (party (fixture, 0), ==, ENCORE_PARTY_CUSTOMER);
  g_assert_cmpint (party (fixture, 1), ==, ENCORE_PARTY_AGENT);
  g_assert_true (is_settled (fixture));

  open_call (fixture, import_text (fixture, "second.txt", SECOND));
  g_assert_cmpint (party (fixture, 0), ==, ENCORE_PARTY_CUSTOMER);
  g_assert_cmpint (party (fixture, 1), ==, ENCORE_PARTY_AGENT);
  g_assert_cmpstr (encore_review_get_transcript (fixture->review)->roles, ==,
                   "as it was set right for such a transcript before");

  /* It was wrong after all. */
  open_call (fixture, first);
  encore_review_undo (fixture->review);
  encore_test_wait_until (party (fixture, 0) == ENCORE_PARTY_AGENT);
  open_call (fixture, import_text (fixture, "third.txt", SECOND " "));
  g_assert_cmpint (party (fixture, 0), ==, ENCORE_PARTY_AGENT);
}

/* Nothing speaks for either: it is said by one click, and by another the other way round. */
static void
test_unknown (Fixture      *fixture,
              gconstpointer data)
{
  open_call (fixture, import_text (fixture, "chat.txt", "[00:01] Anna: Hello.\n[00:05] Bert: Hello.\n"));
  g_assert_cmpint (party (fixture, 0), ==, ENCORE_PARTY_UNKNOWN);
  encore_review_swap_roles (fixture->review);
  g_assert_cmpint (party (fixture, 0), ==, ENCORE_PARTY_AGENT);
  g_assert_cmpint (party (fixture, 1), ==, ENCORE_PARTY_CUSTOMER);
  encore_review_swap_roles (fixture->review);
  g_assert_cmpint (party (fixture, 0), ==, ENCORE_PARTY_CUSTOMER);
  g_assert_true (is_settled (fixture));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/library/roles/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("guess-swap-remember", test_guess_swap_remember);
  ADD ("unknown", test_unknown);
  int status = g_test_run ();

  encore_player_settle ();
  return status;
}
