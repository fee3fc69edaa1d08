/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-publish.h"

#include "encore-error.h"
#include "encore-scorecard-edit.h"
#include "encore-test.h"

/* From a draft to a version that never changes again. */

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  EncoreScorecard *draft;
} Fixture;

static void
commit (Fixture *fixture,
        gpointer before,
        gpointer after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Edit", before, after);
  g_autoptr (GError) error = NULL;

  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  EncoreSection *section;

  fixture->dir = encore_test_dir_new ();
  fixture->library = encore_library_open (fixture->dir, &error);
  g_assert_no_error (error);

  fixture->draft = encore_scorecard_new ();
  fixture->draft->family = g_uuid_string_random ();
  fixture->draft->name = g_strdup ("Care");
  section = encore_scorecard_edit_add_section (fixture->draft, "Connection");
  encore_scorecard_edit_add_criterion (fixture->draft, section, "Did they listen?")->guidance = g_strdup (
      "Nobody interrupts.");
  commit (fixture, NULL, fixture->draft);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->draft);
  encore_library_close (fixture->library);
  g_clear_object (&fixture->library);
  encore_test_dir_free (fixture->dir);
}

static EncoreScorecard *
find (Fixture *fixture,
      gint64   id)
{
  g_autoptr (GPtrArray) cards = encore_library_list (fixture->library, ENCORE_LISTING_SCORECARDS, 0, NULL);

  for (guint i = 0; i < cards->len; i++)
    if (ENCORE_SCORECARD (g_ptr_array_index (cards, i))->id == id)
      return g_object_ref (g_ptr_array_index (cards, i));

  return NULL;
}

static EncoreScorecard *
publish (Fixture         *fixture,
         EncoreScorecard *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  EncoreScorecard *version;

  encore_publish_async (fixture->library, draft, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  version = encore_publish_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  return version;
}

static void
test_publish (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (EncoreScorecard) version = publish (fixture, fixture->draft);
  g_autoptr (EncoreScorecard) stored = find (fixture, fixture->draft->id);
  gboolean can_undo;

  g_assert_cmpint (version->version, ==, 1);
  g_assert_cmpint (stored->status, ==, ENCORE_SCORECARD_PUBLISHED);
  g_assert_cmpint (stored->published_at, ==, version->published_at);
  g_assert_true (encore_scorecard_equal (stored, fixture->draft));

  /* Neither it nor how its draft was made is undone. */
  g_object_get (fixture->library, "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);
}

/* The next version counts on from the highest, whoever publishes it. */
static void
test_versions (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (EncoreScorecard) first = publish (fixture, fixture->draft);
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new_version (first);
  g_autoptr (EncoreScorecard) other = encore_scorecard_new_scorecard (first, "Another");
  g_autoptr (EncoreScorecard) second = NULL, alone = NULL;
  g_autoptr (GError) error = NULL;

  commit (fixture, NULL, draft);
  commit (fixture, NULL, other);
  second = encore_publish (fixture->library, draft, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->version, ==, 2);
  g_assert_cmpstr (second->family, ==, first->family);

  alone = encore_publish (fixture->library, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (alone->version, ==, 1);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (EncoreScorecard) after = encore_scorecard_copy (fixture->draft);
  g_autoptr (EncoreScorecard) version = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL, again = NULL;
  EncoreCriterion *criterion = encore_scorecard_find_criterion (after, "did-they-listen", NULL);

  g_clear_pointer (&criterion->guidance, g_free);
  commit (fixture, fixture->draft, after);
  g_assert_null (encore_publish (fixture->library, after, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Did they listen?")); /* it says which */

  commit (fixture, after, fixture->draft);
  version = publish (fixture, fixture->draft);
  encore_publish_async (fixture->library, version, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  g_assert_null (encore_publish_finish (fixture->library, result, &again));
  g_assert_error (again, ENCORE_ERROR, ENCORE_ERROR_INVALID);
}

/* What is published stays as it is, whoever tries. */
static void
test_sealed (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (EncoreScorecard) version = publish (fixture, fixture->draft);
  g_autoptr (EncoreScorecard) after = encore_scorecard_copy (version), stored = NULL;
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Edit", version, after);
  g_autoptr (GError) error = NULL;

  encore_scorecard_find_criterion (after, "did-they-listen", NULL)->weight = 7;
  g_assert_false (encore_library_commit (fixture->library, edit, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_SEALED);

  stored = find (fixture, version->id);
  g_assert_true (encore_scorecard_equal (stored, version));
}

static void
test_retire (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (EncoreScorecard) version = publish (fixture, fixture->draft);
  g_autoptr (EncoreEdit) retire = encore_publish_retire (version), offer = NULL;
  g_autoptr (EncoreScorecard) retired = NULL, offered = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  encore_library_commit (fixture->library, retire, &error);
  g_assert_no_error (error);
  retired = find (fixture, version->id);
  g_assert_cmpint (retired->status, ==, ENCORE_SCORECARD_RETIRED);
  g_assert_cmpint (retired->version, ==, 1);

  offer = encore_publish_retire (retired);
  encore_library_commit (fixture->library, offer, &error);
  g_assert_no_error (error);
  offered = find (fixture, version->id);
  g_assert_cmpint (offered->status, ==, ENCORE_SCORECARD_PUBLISHED);

  encore_library_undo_async (fixture->library, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  label = encore_library_undo_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, encore_edit_get_label (offer));
}

static void
test_discard (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (EncoreEdit) discard = encore_publish_discard (fixture->draft);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  g_autoptr (EncoreScorecard) back = NULL;

  encore_library_commit (fixture->library, discard, &error);
  g_assert_no_error (error);
  g_assert_null (find (fixture, fixture->draft->id));

  encore_library_undo_async (fixture->library, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  label = encore_library_undo_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  back = find (fixture, fixture->draft->id);
  g_assert_true (encore_scorecard_equal (back, fixture->draft));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/publish/publish", test_publish);
  ADD ("/publish/versions", test_versions);
  ADD ("/publish/refused", test_refused);
  ADD ("/publish/sealed", test_sealed);
  ADD ("/publish/retire", test_retire);
  ADD ("/publish/discard", test_discard);

  return g_test_run ();
}
