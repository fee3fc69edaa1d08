/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-import.h"
#include "encore-test.h"

static char *
demo_directory (void)
{
  return g_build_filename (g_getenv ("ENCORE_SOURCE_DIR"), "data", "demo", NULL);
}

static void
test_fill (void)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();
  g_autofree char *demo = demo_directory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open (dir, &error);
  g_autoptr (EncoreJob) job = encore_job_new ("demo");
  EncoreCallFilter filter = { 0 };

  g_assert_no_error (error);
  encore_demo_fill (library, demo, job, &error);
  g_assert_no_error (error);

  g_autoptr (GPtrArray) calls = encore_library_list_calls (library, &filter, NULL);
  g_autoptr (GPtrArray) scenarios = encore_library_list (library, ENCORE_LISTING_SCENARIOS, 0, NULL);
  g_autoptr (GPtrArray) answers = encore_library_list (library, ENCORE_LISTING_MODEL_ANSWERS, 0, NULL);
  g_autoptr (GPtrArray) people = encore_library_list (library, ENCORE_LISTING_PEOPLE, 0, NULL);
  g_autoptr (GPtrArray) moments = encore_library_list (library, ENCORE_LISTING_MOMENTS_OF_CALL, 0, NULL);

  g_assert_cmpuint (calls->len, >=, 8);
  g_assert_cmpuint (scenarios->len, >=, 5);
  g_assert_cmpuint (answers->len, >=, 5);
  g_assert_cmpuint (moments->len, >=, 40);

  guint n_agents = 0;
  for (guint i = 0; i < people->len; i++)
    n_agents += (((EncorePerson *) g_ptr_array_index (people, i))->roles & ENCORE_ROLE_AGENT) != 0;
  g_assert_cmpuint (n_agents, ==, 4);

  for (guint i = 0; i < calls->len; i++)
    {
      EncoreCall *call = g_ptr_array_index (calls, i);

      g_test_message ("%s", call->title);
      g_assert_cmpint (call->agent_id, !=, 0);
      g_assert_cmpint (call->scenario_id, !=, 0);
      g_assert_cmpint (call->started_at, >, 0);
      g_assert_cmpint (call->duration_ms, >=, 60000);
      g_assert_cmpint (call->duration_ms, <=, 240000);
      g_assert_cmpint (call->transcript_kind, !=, ENCORE_TRANSCRIPT_NONE);
      g_assert_cmpint (call->n_moments, >, 0);
    }

  /* filling again changes nothing */
  g_autoptr (EncoreJob) again = encore_job_new ("demo");
  g_assert_true (encore_demo_fill (library, demo, again, &error));
  g_autoptr (GPtrArray) still = encore_library_list_calls (library, &filter, NULL);
  g_assert_cmpuint (still->len, ==, calls->len);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (library);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/demo/fill", test_fill);
  return g_test_run ();
}
