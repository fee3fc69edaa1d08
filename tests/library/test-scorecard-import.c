/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-error.h"
#include "encore-scorecard-import.h"
#include "encore-scorecard-json.h"
#include "encore-starters.h"
#include "encore-test.h"

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = encore_test_dir_new ();
  fixture->library = encore_library_open (fixture->dir, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (fixture->library);
  g_assert_finalize_object (fixture->library);
  encore_test_dir_free (fixture->dir);
}

static GPtrArray *
list (Fixture      *fixture,
      EncoreListing listing)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = encore_library_list (fixture->library, listing, 0, &error);

  g_assert_no_error (error);
  return rows;
}

static guint
count (Fixture      *fixture,
       EncoreListing listing)
{
  g_autoptr (GPtrArray) rows = list (fixture, listing);

  return rows->len;
}

static EncoreScorecardImport *
import (Fixture    *fixture,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  EncoreScorecardImport *came = encore_library_import_scorecard (fixture->library, text, -1, &error);

  g_assert_no_error (error);
  return came;
}

static char *
export_one (Fixture *fixture,
            guint    index)
{
  g_autoptr (GPtrArray) scorecards = list (fixture, ENCORE_LISTING_SCORECARDS);
  g_autoptr (GPtrArray) principles = list (fixture, ENCORE_LISTING_PRINCIPLES);

  return encore_scorecard_to_json (g_ptr_array_index (scorecards, index), principles);
}

static void
commit (Fixture *fixture,
        gpointer before,
        gpointer after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("change", before, after);

  if (ENCORE_IS_SCORECARD (after) && ((EncoreScorecard *) after)->status != ENCORE_SCORECARD_DRAFT)
    encore_edit_set_lasting (edit);
  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
}

static void
publish (Fixture         *fixture,
         EncoreScorecard *draft,
         int              version)
{
  g_autoptr (EncoreScorecard) published = encore_scorecard_copy (draft);

  published->status = ENCORE_SCORECARD_PUBLISHED;
  published->version = version;
  published->published_at = 1;
  commit (fixture, draft, published);
}

/* A draft with brand values; what is there already adds nothing; the library gives the same card back. */
static void
test_import (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *starter = encore_starters_read ("brand-values", NULL);
  g_autoptr (EncoreScorecardImport) first = import (fixture, starter);

  g_assert_true (first->is_new);
  g_assert_cmpuint (first->principles->len, ==, 5);
  g_assert_cmpuint (first->warnings->len, ==, 0);
  g_assert_cmpint (first->scorecard->status, ==, ENCORE_SCORECARD_DRAFT);
  g_assert_cmpint (first->scorecard->id, !=, 0);
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_PRINCIPLES), ==, 5);

  g_autoptr (EncoreScorecardImport) again = import (fixture, starter);
  g_assert_false (again->is_new);
  g_assert_cmpint (again->scorecard->id, ==, first->scorecard->id);
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_SCORECARDS), ==, 1);

  g_autofree char *text = export_one (fixture, 0);
  g_autoptr (EncoreScorecardImport) own = import (fixture, text);
  g_assert_false (own->is_new);
  g_autofree char *still = export_one (fixture, 0);
  g_assert_cmpstr (still, ==, text);
}

static void
test_every_starter (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) starters = encore_starters_list (NULL, NULL);

  for (guint i = 0; i < starters->len; i++)
    {
      g_autofree char *text = encore_starters_read (((EncoreScorecard *) g_ptr_array_index (starters, i))->starter,
                                                    NULL);
      g_autoptr (EncoreScorecardImport) came = import (fixture, text);

      g_assert_true (came->is_new);
    }

  g_autoptr (GPtrArray) scorecards = list (fixture, ENCORE_LISTING_SCORECARDS);
  g_assert_cmpuint (scorecards->len, ==, starters->len);
  for (guint i = 0; i < scorecards->len; i++)
    {
      EncoreScorecard *scorecard = g_ptr_array_index (scorecards, i);
      g_autoptr (GPtrArray) problems = encore_scorecard_list_problems (scorecard);

      g_assert_cmpuint (problems->len, ==, 0);
    }
}

static void
undone_cb (GObject      *library,
           GAsyncResult *result,
           gpointer      label)
{
  g_autoptr (GError) error = NULL;

  *(char **) label = encore_library_undo_finish (ENCORE_LIBRARY (library), result, &error);
  g_assert_no_error (error);
}

/* Scorecard and brand values are one edit, which can be undone. */
static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *starter = encore_starters_read ("three-impacts", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  encore_library_import_scorecard_async (fixture->library, starter, -1, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  g_autoptr (EncoreScorecardImport) came = encore_library_import_scorecard_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (came->principles->len, ==, 3);

  encore_library_undo_async (fixture->library, undone_cb, &label);
  encore_test_wait_until (label != NULL);
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_SCORECARDS), ==, 0);
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_PRINCIPLES), ==, 0);
}

/* A copy of a starter is always a scorecard of its own. */
static void
test_copy_starter (Fixture      *fixture,
                   gconstpointer data)
{
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      encore_library_copy_starter_async (fixture->library, "brand-values", "Ours", encore_test_result_cb, &result);
      encore_test_wait_until (result != NULL);
      g_autoptr (EncoreScorecardImport) came = encore_library_import_scorecard_finish (fixture->library, result,
                                                                                       &error);
      g_assert_no_error (error);
      g_assert_true (came->is_new);
      g_assert_cmpstr (came->scorecard->name, ==, "Ours");
      g_assert_cmpstr (came->scorecard->starter, ==, "brand-values");
    }

  g_autoptr (GPtrArray) scorecards = list (fixture, ENCORE_LISTING_SCORECARDS);
  EncoreScorecard *first = g_ptr_array_index (scorecards, 0), *second = g_ptr_array_index (scorecards, 1);

  g_assert_cmpuint (scorecards->len, ==, 2);
  g_assert_cmpstr (first->family, !=, second->family);
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_PRINCIPLES), ==, 5);
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  g_assert_cmpuint (g_strv_length (parts), >=, 2);
  return g_strjoinv (to, parts);
}

/* A known family gets a draft of its next version; while it has one, it gets no second. */
static void
test_next_version (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *starter = encore_starters_read ("carousel", NULL);
  g_autoptr (EncoreScorecardImport) first = import (fixture, starter);
  g_autofree char *text = export_one (fixture, 0);
  g_autofree char *changed = replace (text, "\"goal\": 75", "\"goal\": 70");
  g_autoptr (GError) error = NULL;

  g_assert_null (encore_library_import_scorecard (fixture->library, changed, -1, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE);
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_SCORECARDS), ==, 1);

  publish (fixture, first->scorecard, 1);
  g_autoptr (EncoreScorecardImport) same = import (fixture, text);
  g_assert_false (same->is_new);
  g_autoptr (EncoreScorecardImport) next = import (fixture, changed);
  g_assert_true (next->is_new);
  g_assert_cmpstr (next->scorecard->family, ==, first->scorecard->family);
  g_assert_cmpstr (next->scorecard->uuid, !=, first->scorecard->uuid);
  g_assert_cmpint (next->scorecard->status, ==, ENCORE_SCORECARD_DRAFT);
  g_assert_cmpint (next->scorecard->version, ==, 0);
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_SCORECARDS), ==, 2);
}

#define PROFILED                                                                                                       \
  "{\"encore-scorecard\": 1, \"name\": \"n\", \"sections\": [{\"key\": \"s\", \"name\": \"S\", \"criteria\": "         \
  "[{\"key\": \"c\","                                                                                                  \
  " \"question\": \"Q\", \"scale\": \"text\", \"value\": \"honest\"}]}], \"profiles\": [{\"scenario\": \"Known\","     \
  " \"weights\": {\"s\": 3}}, {\"scenario\": \"Other\", \"uuid\": \"11111111-1111-4111-8111-111111111111\","           \
  " \"weights\": {\"s\": 2}}]}"

/* Scenarios and brand values are those of this library where it has them. */
static void
test_found_by_name (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (EncoreScenario) scenario = encore_scenario_new ();
  g_autoptr (EncorePrinciple) value = encore_principle_new ();

  scenario->name = g_strdup ("Known");
  value->name = g_strdup ("Honest");
  commit (fixture, NULL, scenario);
  commit (fixture, NULL, value);

  g_autoptr (EncoreScorecardImport) came = import (fixture, PROFILED);
  g_assert_cmpuint (came->warnings->len, ==, 1);
  g_assert_cmpuint (came->principles->len, ==, 0);

  g_autoptr (GPtrArray) scorecards = list (fixture, ENCORE_LISTING_SCORECARDS);
  EncoreScorecard *scorecard = g_ptr_array_index (scorecards, 0);
  EncoreProfile *known = encore_scorecard_find_profile (scorecard, scenario->uuid);
  EncoreProfile *other = encore_scorecard_find_profile (scorecard, "11111111-1111-4111-8111-111111111111");
  EncoreCriterion *criterion = encore_scorecard_find_criterion (scorecard, "c", NULL);

  g_assert_nonnull (known);
  g_assert_cmpfloat (encore_scorecard_section_weight (scorecard, encore_scorecard_find_section (scorecard, "s"),
                                                      scenario->uuid),
                     ==, 3);
  g_assert_nonnull (other);
  g_assert_cmpstr (other->scenario_name, ==, "Other");
  g_assert_cmpstr (criterion->value, ==, value->uuid);
}

static void
test_nothing_of_a_bad_one (Fixture      *fixture,
                           gconstpointer data)
{
  g_autofree char *starter = encore_starters_read ("brand-values", NULL);
  g_autofree char *bad = replace (starter, "\"key\": \"generous\"", "\"key\": \"honest\"");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  encore_library_import_scorecard_async (fixture->library, bad, -1, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  g_assert_null (encore_library_import_scorecard_finish (fixture->library, result, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "sections[4].key: "));
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_PRINCIPLES), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/scorecard-import/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("import", test_import);
  ADD ("every-starter", test_every_starter);
  ADD ("undo", test_undo);
  ADD ("copy-starter", test_copy_starter);
  ADD ("next-version", test_next_version);
  ADD ("found-by-name", test_found_by_name);
  ADD ("nothing-of-a-bad-one", test_nothing_of_a_bad_one);
  return g_test_run ();
}
