/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-library.h"
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
  encore_library_close (fixture->library);
  g_assert_finalize_object (fixture->library);
  encore_test_dir_free (fixture->dir);
}

static guint
count (Fixture      *fixture,
       EncoreListing listing)
{
  g_autoptr (GPtrArray) rows = encore_library_list (fixture->library, listing, 0, NULL);

  return rows->len;
}

static char *
step (Fixture *fixture,
      gboolean redo)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (redo)
    encore_library_redo_async (fixture->library, encore_test_result_cb, &result);
  else
    encore_library_undo_async (fixture->library, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);

  char *label = encore_library_undo_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  return label;
}

static void
commit (Fixture    *fixture,
        const char *label,
        gpointer    before,
        gpointer    after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (label, before, after);
  g_autoptr (GError) error = NULL;

  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
}

static EncoreTeam *
team_new (const char *name)
{
  EncoreTeam *team = encore_team_new ();

  team->name = g_strdup (name);
  return team;
}

static void
test_make_undo_redo (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (EncoreTeam) team = team_new ("Billing");

  commit (fixture, "Add team", NULL, team);
  g_assert_cmpint (team->id, >, 0);
  g_assert_nonnull (team->uuid);

  g_autofree char *undone = step (fixture, FALSE);
  g_assert_cmpstr (undone, ==, "Add team");
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_TEAMS), ==, 0);

  g_autofree char *redone = step (fixture, TRUE);
  g_autoptr (GPtrArray) teams = encore_library_list (fixture->library, ENCORE_LISTING_TEAMS, 0, NULL);
  EncoreTeam *again = g_ptr_array_index (teams, 0);
  g_assert_cmpstr (redone, ==, "Add team");
  g_assert_cmpint (again->id, ==, team->id);
  g_assert_cmpstr (again->uuid, ==, team->uuid);
}

static void
test_edit_is_undone_to_what_it_was (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autoptr (EncoreTeam) before = team_new ("Billing");
  commit (fixture, "Add team", NULL, before);
  g_autoptr (EncoreTeam) after = encore_team_copy (before);
  g_free (after->name);
  after->name = g_strdup ("Billing and plans");
  commit (fixture, "Rename team", before, after);

  g_autofree char *undone = step (fixture, FALSE);
  g_autoptr (GPtrArray) teams = encore_library_list (fixture->library, ENCORE_LISTING_TEAMS, 0, NULL);
  g_assert_cmpstr (undone, ==, "Rename team");
  g_assert_cmpstr (((EncoreTeam *) g_ptr_array_index (teams, 0))->name, ==, "Billing");
}

/* What is still being written is what "Undo" means, not the edit before it. */
static void
test_undo_right_after_saving (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (EncoreTeam) first = team_new ("One");
  g_autoptr (EncoreTeam) second = team_new ("Two");
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Add second", NULL, second);
  g_autoptr (GAsyncResult) saved = NULL;

  commit (fixture, "Add first", NULL, first);
  encore_library_commit_async (fixture->library, edit, NULL, encore_test_result_cb, &saved);
  g_autofree char *undone = step (fixture, FALSE);

  g_assert_nonnull (saved);
  g_assert_cmpstr (undone, ==, "Add second");
  g_autoptr (GPtrArray) teams = encore_library_list (fixture->library, ENCORE_LISTING_TEAMS, 0, NULL);
  g_assert_cmpuint (teams->len, ==, 1);
  g_assert_cmpstr (((EncoreTeam *) g_ptr_array_index (teams, 0))->name, ==, "One");
}

static void
test_new_edit_forgets_redo (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (EncoreTeam) first = team_new ("One");
  g_autoptr (EncoreTeam) second = team_new ("Two");
  gboolean can_redo = TRUE;

  commit (fixture, "Add team", NULL, first);
  g_autofree char *undone = step (fixture, FALSE);
  commit (fixture, "Add team", NULL, second);

  g_object_get (fixture->library, "can-redo", &can_redo, NULL);
  g_assert_false (can_redo);
  g_autofree char *nothing = step (fixture, TRUE);
  g_assert_null (nothing);
}

/* What is published stays so; what was done to it before is not for undoing any more, all else is. */
static void
test_lasting (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (EncoreTeam) team = team_new ("Billing");
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new ();

  draft->name = g_strdup ("Care");
  commit (fixture, "Add team", NULL, team);
  commit (fixture, "Add scorecard", NULL, draft);

  g_autoptr (EncoreScorecard) published = encore_scorecard_copy (draft);
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Publish", draft, published);
  g_autoptr (GError) error = NULL;
  published->status = ENCORE_SCORECARD_PUBLISHED;
  published->version = 1;
  published->published_at = 1;
  encore_edit_set_lasting (edit);
  g_assert_true (encore_library_commit (fixture->library, edit, &error));
  g_assert_no_error (error);

  g_autofree char *undone = step (fixture, FALSE);
  g_assert_cmpstr (undone, ==, "Add team");
  g_autofree char *nothing = step (fixture, FALSE);
  g_assert_null (nothing);
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_SCORECARDS), ==, 1);
}

static void
test_all_or_nothing (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new ("Two things");
  g_autoptr (EncoreTeam) team = team_new ("Billing");
  g_autoptr (EncoreExtra) extra = encore_extra_new ();
  g_autoptr (GError) error = NULL;

  extra->name = g_strdup ("Card in the parcel");
  extra->scenario_id = 4711; /* there is none */
  encore_edit_add (edit, NULL, team);
  encore_edit_add (edit, NULL, extra);

  g_assert_false (encore_library_commit (fixture->library, edit, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_TEAMS), ==, 0);
}

/* What failed once is saved later, and not in the place of what was saved in between. */
static void
test_saved_again_after_failure (Fixture      *fixture,
                                gconstpointer data)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new ("Two things");
  g_autoptr (EncoreTeam) team = team_new ("Billing");
  g_autoptr (EncoreTeam) between = team_new ("Sales");
  g_autoptr (EncoreExtra) extra = encore_extra_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  extra->name = g_strdup ("Card in the parcel");
  extra->scenario_id = 4711; /* there is none */
  encore_edit_add (edit, NULL, team);
  encore_edit_add (edit, NULL, extra);
  encore_library_commit_async (fixture->library, edit, NULL, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  g_assert_false (encore_library_commit_finish (fixture->library, result, &error));
  g_assert_cmpint (team->id, ==, 0);

  commit (fixture, "Add team", NULL, between);
  commit (fixture, "Add team", NULL, team);
  g_assert_cmpuint (count (fixture, ENCORE_LISTING_TEAMS), ==, 2);
}

static gboolean
has_title (GListModel *model,
           guint       position,
           const char *title)
{
  g_autoptr (EncoreCall) call = g_list_model_get_item (model, position);

  return g_strcmp0 (call->title, title) == 0;
}

static void
test_calls_model_follows (Fixture      *fixture,
                          gconstpointer data)
{
  EncoreCallFilter filter = { 0 };
  g_autoptr (GListModel) model = encore_library_calls_model (fixture->library, &filter);
  gboolean loading = TRUE;

  while (loading)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (model, "loading", &loading, NULL);
    }
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);

  for (int i = 0; i < 300; i++)
    {
      g_autoptr (EncoreCall) call = encore_call_new ();

      call->title = g_strdup_printf ("Call %d", i);
      call->started_at = 1000 * i;
      commit (fixture, "Add call", NULL, call);
    }
  encore_test_wait_until (g_list_model_get_n_items (model) == 300);

  g_autoptr (EncoreCall) newest = g_list_model_get_item (model, 0);
  g_assert_cmpstr (newest->title, ==, "Call 299");

  /* beyond the first block: asked for, then there */
  g_autoptr (EncoreCall) placeholder = g_list_model_get_item (model, 280);
  g_assert_null (placeholder->title);
  encore_test_wait_until (has_title (model, 299, "Call 0"));
}

/* It was read in full before it was cancelled, and still must not come after newer answers. */
static void
test_cancelled_reading (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  encore_library_list_async (fixture->library, ENCORE_LISTING_SCENARIOS, 0, cancellable, encore_test_result_cb,
                             &result);
  count (fixture, ENCORE_LISTING_SCENARIOS); /* the lane answers in order: by now the other has been read */
  g_cancellable_cancel (cancellable);
  encore_test_wait_until (result != NULL);

  list = encore_library_list_finish (fixture->library, result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (list);
}

/* Who comes too late is answered. */
static void
test_closed (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (EncoreTeam) team = team_new ("Late");
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Make team", NULL, team);
  g_autoptr (GAsyncResult) read = NULL, written = NULL;
  g_autoptr (GError) error = NULL;

  encore_library_close (fixture->library);
  encore_library_list_async (fixture->library, ENCORE_LISTING_TEAMS, 0, NULL, encore_test_result_cb, &read);
  encore_library_commit_async (fixture->library, edit, NULL, encore_test_result_cb, &written);
  encore_test_wait_until (read != NULL && written != NULL);

  g_assert_null (encore_library_list_finish (fixture->library, read, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (encore_library_commit_finish (fixture->library, written, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/library/history/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("make-undo-redo", test_make_undo_redo);
  ADD ("edit", test_edit_is_undone_to_what_it_was);
  ADD ("undo-right-after-saving", test_undo_right_after_saving);
  ADD ("redo-forgotten", test_new_edit_forgets_redo);
  ADD ("lasting", test_lasting);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("saved-again", test_saved_again_after_failure);
  ADD ("cancelled-reading", test_cancelled_reading);
  ADD ("calls-model", test_calls_model_follows);
  ADD ("closed", test_closed);
  return g_test_run ();
}
