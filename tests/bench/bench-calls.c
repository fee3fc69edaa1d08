/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library of 100,000 calls: from a mark to the disk, and paging through the table. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "bench-library.h"
#include "bench-support.h"
#include "encore-test.h"

#define MARKS 200
#define ANSWERS 15
#define JUMP 1000
#define SCREENFUL 30

/* Mark to saved */

static void
on_committed (GObject      *library,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!encore_library_commit_finish (ENCORE_LIBRARY (library), result, &error))
    g_error ("A moment was not saved: %s", error->message);
  *(gboolean *) user_data = TRUE;
}

/* As the review page does it: the answer comes to the main loop, after the disk has it. */
static double
time_mark (EncoreLibrary *library,
           gint64         call_id,
           int            i)
{
  g_autoptr (EncoreMoment) moment = encore_moment_new ();
  gboolean committed = FALSE;

  moment->call_id = call_id;
  moment->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
  moment->outcome = ENCORE_OUTCOME_MISSED;
  moment->span = (EncoreSpan) { i * 1000, i * 1000 + 8000 };

  gint64 start = g_get_monotonic_time ();
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Mark", NULL, moment);

  encore_library_commit_async (library, edit, NULL, on_committed, &committed);
  encore_test_wait_until (committed);
  return bench_ms_since (start);
}

/* What the disk takes for the least that can be asked of it: one block that is there already. */
static double
time_sync (int fd,
           int i)
{
  char block[4096];
  gint64 start = g_get_monotonic_time ();

  memset (block, i, sizeof block);
  if (pwrite (fd, block, sizeof block, 0) != sizeof block || fdatasync (fd) != 0)
    g_error ("4 KiB were not written: %s", g_strerror (errno));

  return bench_ms_since (start);
}

static void
bench_marks (EncoreLibrary *library,
             const char    *folder,
             gint64         call_id)
{
  g_autoptr (BenchTimes) marks = bench_times_new ();
  g_autoptr (BenchTimes) syncs = bench_times_new ();
  g_autofree char *path = g_build_filename (folder, "block", NULL);
  int fd = g_open (path, O_CREAT | O_RDWR, 0600);

  time_sync (fd, 0);
  for (int i = 0; i < MARKS; i++)
    {
      bench_times_add (syncs, time_sync (fd, i));
      bench_times_add (marks, time_mark (library, call_id, i));
    }
  close (fd);

  double mark = bench_times_print (marks, "mark to saved (committed and synced), 100,000 calls");
  double sync = bench_times_print (syncs, "4 KiB and fdatasync on the same disk");

  bench_print_ratio ("  mark to saved / fdatasync, medians", mark, sync);
  bench_print_ratio ("  mark to saved / fdatasync, p95", bench_times_at (marks, 0.95), bench_times_at (syncs, 0.95));
}

/* Paging */

static gboolean
is_loading (GListModel *model)
{
  gboolean loading;

  g_object_get (model, "loading", &loading, NULL);
  return loading;
}

static gboolean
is_read (GListModel *model,
         guint       position)
{
  g_autoptr (EncoreCall) call = g_list_model_get_item (model, position);

  return call == NULL || call->title != NULL;
}

/* All rows that a window would show. */
static gboolean
are_read (GListModel *model,
          guint       position)
{
  gboolean first = is_read (model, position);

  return is_read (model, position + SCREENFUL - 1) && first;
}

static double
time_answer (EncoreLibrary          *library,
             const EncoreCallFilter *filter)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GListModel) model = encore_library_calls_model (library, filter);

  encore_test_wait_until (!is_loading (model) && are_read (model, 0));
  return bench_ms_since (start);
}

static void
bench_answers (EncoreLibrary   *library,
               EncoreCallFilter filter,
               const char      *what)
{
  g_autoptr (BenchTimes) times = bench_times_new ();

  for (int i = 0; i < ANSWERS; i++)
    bench_times_add (times, time_answer (library, &filter));
  bench_times_print (times, what);
}

static void
bench_jumps (EncoreLibrary *library)
{
  g_autoptr (BenchTimes) times = bench_times_new ();
  EncoreCallFilter filter = { 0 };
  g_autoptr (GListModel) model = encore_library_calls_model (library, &filter);

  encore_test_wait_until (!is_loading (model));
  for (guint position = JUMP; position < g_list_model_get_n_items (model); position += JUMP)
    {
      gint64 start = g_get_monotonic_time ();

      encore_test_wait_until (are_read (model, position));
      bench_times_add (times, bench_ms_since (start));
    }
  bench_times_print (times, "calls: jump of 1,000 rows to a screenful read");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();
  g_autoptr (GError) error = NULL;

  g_setenv ("XDG_CACHE_HOME", dir, TRUE);
  if (!bench_library_fill_calls (dir, BENCH_N_CALLS))
    return 1;

  g_autoptr (EncoreLibrary) library = encore_library_open (dir, &error);

  if (library == NULL)
    g_error ("%s", error->message);

  bench_answers (library, (EncoreCallFilter) { 0 }, "calls: first answer, newest first, of 100,000");
  bench_answers (library, (EncoreCallFilter) { .order = ENCORE_CALL_ORDER_TITLE }, "calls: first answer, by title");
  bench_answers (library, (EncoreCallFilter) { .text = "C-04321" }, "calls: first answer, search for a customer");
  bench_jumps (library);

  bench_marks (library, dir, BENCH_N_CALLS / 2);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (library);

  return 0;
}
