/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 30,000 evaluations in a library of 100,000 calls: the elements of an agent and of a scenario. */
#include "bench-library.h"
#include "bench-support.h"
#include "encore-test.h"

#define ANSWERS 15

static void
bench_elements (EncoreLibrary *library,
                EncoreScope    scope,
                gint64         id,
                const char    *what)
{
  g_autoptr (BenchTimes) times = bench_times_new ();
  int n = 0;

  for (int i = 0; i < ANSWERS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) elements = encore_library_elements (library, scope, id, &error);

      if (elements == NULL || elements->len == 0)
        g_error ("There are no elements: %s", error != NULL ? error->message : "none");
      bench_times_add (times, bench_ms_since (start));
      n = ((EncoreElement *) g_ptr_array_index (elements, 0))->mean.n;
    }

  g_autofree char *line = g_strdup_printf ("%s, n = %d", what, n);
  bench_times_print (times, line);
}

static gint64
first_id (EncoreLibrary *library,
          EncoreListing  listing)
{
  g_autoptr (GPtrArray) list = encore_library_list (library, listing, 0, NULL);
  GObject *object = g_ptr_array_index (list, 0);

  return ENCORE_IS_PERSON (object) ? ENCORE_PERSON (object)->id : ENCORE_SCENARIO (object)->id;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();
  g_autoptr (GError) error = NULL;

  g_setenv ("XDG_CACHE_HOME", dir, TRUE);
  if (!bench_library_fill_calls (dir, BENCH_N_CALLS) || !bench_library_fill_evaluations (dir, BENCH_N_EVALUATIONS))
    return 1;

  g_autoptr (EncoreLibrary) library = encore_library_open (dir, &error);

  if (library == NULL)
    g_error ("%s", error->message);

  bench_elements (library, ENCORE_SCOPE_AGENT, first_id (library, ENCORE_LISTING_PEOPLE), "elements: of an agent");
  bench_elements (library, ENCORE_SCOPE_SCENARIO, first_id (library, ENCORE_LISTING_SCENARIOS),
                  "elements: of a scenario");
  encore_library_close (library);

  return 0;
}
