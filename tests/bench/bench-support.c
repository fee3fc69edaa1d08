/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-support.h"

BenchTimes *
bench_times_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
bench_times_free (BenchTimes *times)
{
  g_array_unref (times);
}

void
bench_times_add (BenchTimes *times,
                 double      ms)
{
  g_array_append_val (times, ms);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* The value at a quantile from 0 to 1: the nearest rank, never one between two. */
double
bench_times_at (BenchTimes *times,
                double      quantile)
{
  g_return_val_if_fail (times->len > 0, 0);

  g_array_sort (times, compare_doubles);
  guint rank = (guint) (times->len * quantile);
  return g_array_index (times, double, MIN (rank, times->len - 1));
}

double
bench_times_print (BenchTimes *times,
                   const char *what)
{
  if (times->len == 0)
    {
      g_print ("%-62s not measured\n", what);
      return 0;
    }

  double median = bench_times_at (times, 0.5);

  g_print ("%-62s median %8.2f ms   p95 %8.2f ms   n %u\n", what, median, bench_times_at (times, 0.95), times->len);
  return median;
}

void
bench_print_ratio (const char *what,
                   double      ours,
                   double      theirs)
{
  if (ours > 0 && theirs > 0)
    g_print ("%-62s ratio  %8.2f\n", what, ours / theirs);
}

double
bench_ms_since (gint64 start_us)
{
  return (g_get_monotonic_time () - start_us) / 1000.0;
}

int
bench_skip (const char *why)
{
  g_print ("skipped: %s\n", why);
  return BENCH_SKIPPED;
}

char *
bench_demo_folder (void)
{
  const char *source = g_getenv ("ENCORE_SOURCE_DIR");
  g_autofree char *folder = source != NULL ? g_build_filename (source, "data", "demo", NULL) : NULL;

  return folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&folder) : NULL;
}
