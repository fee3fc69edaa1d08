/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

static void
open_both (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = encore_store_open (fixture->directory, NULL, &error);
  g_assert_no_error (error);
  fixture->db = encore_db_open (fixture->directory, fixture->path, ENCORE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
}

void
fixture_set_up (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("encore-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "library.db", NULL);
  open_both (fixture);
}

static void
close_both (Fixture *fixture)
{
  g_clear_pointer (&fixture->db, encore_db_close);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
}

void
fixture_reopen (Fixture *fixture)
{
  close_both (fixture);
  open_both (fixture);
}

void
fixture_tear_down (Fixture      *fixture,
                   gconstpointer user_data)
{
  close_both (fixture);
  remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static gpointer
do_put (EncoreDb     *db,
        gpointer      object,
        GCancellable *cancellable,
        GError      **error)
{
  encore_db_put (db, object, error);
  return NULL;
}

static gpointer
do_delete (EncoreDb     *db,
           gpointer      object,
           GCancellable *cancellable,
           GError      **error)
{
  encore_db_delete (db, object, error);
  return NULL;
}

void
put (EncoreStore *store,
     gpointer     object)
{
  g_autoptr (GError) error = NULL;

  encore_store_run (store, ENCORE_LANE_WRITE, do_put, object, NULL, &error);
  g_assert_no_error (error);
}

void
put_fails (EncoreStore *store,
           gpointer     object,
           int          code)
{
  g_autoptr (GError) error = NULL;

  encore_store_run (store, ENCORE_LANE_WRITE, do_put, object, NULL, &error);
  g_assert_error (error, ENCORE_ERROR, code);
}

void delete (EncoreStore *store, gpointer object)
{
  g_autoptr (GError) error = NULL;

  encore_store_run (store, ENCORE_LANE_WRITE, do_delete, object, NULL, &error);
  g_assert_no_error (error);
}

void
delete_fails (EncoreStore *store,
              gpointer     object,
              int          code,
              const char  *message)
{
  g_autoptr (GError) error = NULL;

  encore_store_run (store, ENCORE_LANE_WRITE, do_delete, object, NULL, &error);
  g_assert_error (error, ENCORE_ERROR, code);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

void
assert_sound (EncoreStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = encore_store_check (store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

EncoreTeam *
make_team (EncoreStore *store,
           const char  *name)
{
  EncoreTeam *team = encore_team_new ();

  team->name = g_strdup (name);
  put (store, team);
  return team;
}

EncorePerson *
make_person (EncoreStore *store,
             const char  *name,
             gint64       team_id)
{
  EncorePerson *person = encore_person_new ();

  person->name = g_strdup (name);
  person->roles = ENCORE_ROLE_AGENT;
  person->team_id = team_id;
  put (store, person);
  return person;
}

EncoreScenario *
make_scenario (EncoreStore *store,
               const char  *name)
{
  EncoreScenario *scenario = encore_scenario_new ();

  scenario->name = g_strdup (name);
  put (store, scenario);
  return scenario;
}

EncoreCall *
make_call (EncoreStore *store,
           const char  *title)
{
  EncoreCall *call = encore_call_new ();

  call->title = g_strdup (title);
  put (store, call);
  return call;
}

EncoreMoment *
make_moment (EncoreStore  *store,
             gint64        call_id,
             EncoreOutcome outcome,
             const char   *note)
{
  EncoreMoment *moment = encore_moment_new ();

  moment->call_id = call_id;
  moment->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
  moment->outcome = outcome;
  moment->note = g_strdup (note);
  put (store, moment);
  return moment;
}
