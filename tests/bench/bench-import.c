/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demonstration calls imported into an empty library, against decoding the same recordings and
 * throwing the sound away. */
#include "bench-sound.h"
#include "bench-support.h"
#include "encore-import.h"
#include "encore-probe.h"
#include "encore-test.h"

#define ROUNDS 2

static guint
import (const char *calls,
        double     *ms)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();
  const char *paths[] = { calls, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open (dir, &error);

  if (library == NULL)
    g_error ("%s", error->message);

  gint64 start = g_get_monotonic_time ();
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);

  if (plan == NULL || !encore_import_run (library, plan, job, &error))
    g_error ("%s", error->message);
  *ms = bench_ms_since (start);
  encore_library_close (library);

  return plan->items->len;
}

static double
decode_all (const char *calls)
{
  g_autoptr (GDir) dir = g_dir_open (calls, 0, NULL);
  const char *name;
  double ms = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".opus"))
      {
        g_autofree char *path = g_build_filename (calls, name, NULL);

        ms += MAX (bench_sound_decode (path), 0);
      }

  return ms;
}

static void
bench (const char *calls)
{
  g_autoptr (BenchTimes) imports = bench_times_new ();
  g_autoptr (BenchTimes) decodes = bench_times_new ();
  guint n_items = 0;

  for (int i = 0; i < ROUNDS; i++)
    {
      double ms;

      bench_times_add (decodes, decode_all (calls));
      n_items = import (calls, &ms);
      bench_times_add (imports, ms);
    }

  double ours = bench_times_print (imports, "import of the demonstration calls, transcripts and all");
  double theirs = bench_times_print (decodes, "decoding their recordings only, one after the other");

  g_print ("  %u calls: %.1f calls a second\n", n_items, n_items * 1000.0 / ours);
  bench_print_ratio ("  import / decoding only, one after the other", ours, theirs);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();
  g_autofree char *demo = bench_demo_folder ();
  g_autofree char *calls = demo != NULL ? g_build_filename (demo, "calls", NULL) : NULL;

  if (calls == NULL)
    return bench_skip ("the demonstration calls are not here");

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  bench_sound_init ();
  encore_media_init ();
  bench (calls);

  return 0;
}
