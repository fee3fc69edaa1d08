/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Start to usable window, whole processes: bench-start ENCORE START-ROWS BARE-WINDOW.
 *
 * A window counts as there when the X server says that it has been mapped. Rows count as there when
 * START-ROWS, which is Encore with a line to say so, has painted them. Programs take turns, so that
 * a busy machine is busy for all of them.
 */
#include <X11/Xlib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench-library.h"
#include "bench-support.h"
#include "encore-test.h"

#define ROUNDS 7
#define PATIENCE_MS 20000

/* Still for so long: it has done with starting. */
#define STILL_MS 400

typedef struct
{
  const char *name;
  const char *argv[4];
  gboolean says_rows;
  BenchTimes *mapped;
  BenchTimes *rows;
  double resident_mb;
  double own_mb; /* shared pages shared out */
} Program;

typedef struct
{
  GPid pid;
  int output;
  gint64 start;
  double mapped_ms; /* 0: not yet */
  double rows_ms;
} Run;

static gboolean
start (Program *program,
       Run     *run)
{
  g_autoptr (GError) error = NULL;

  *run = (Run) { .start = g_get_monotonic_time () };
  if (g_spawn_async_with_pipes (NULL, (char **) program->argv, NULL,
                                G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL | G_SPAWN_SEARCH_PATH, NULL,
                                NULL, &run->pid, NULL, &run->output, NULL, &error))
    return TRUE;

  g_print ("%s: %s\n", program->name, error->message);
  return FALSE;
}

static void
stop (Run *run)
{
  kill (run->pid, SIGKILL);
  waitpid (run->pid, NULL, 0);
  close (run->output);
  g_spawn_close_pid (run->pid);
}

static void
read_events (Display *display,
             Run     *run)
{
  while (XPending (display) > 0)
    {
      XEvent event;

      XNextEvent (display, &event);
      if (event.type == MapNotify && !event.xmap.override_redirect && run->mapped_ms == 0)
        run->mapped_ms = bench_ms_since (run->start);
    }
}

/* FALSE: it has ended. */
static gboolean
read_output (Run *run)
{
  char text[4096];
  ssize_t length = read (run->output, text, sizeof text - 1);

  if (length <= 0)
    return FALSE;

  text[length] = '\0';
  if (strstr (text, "rows\n") != NULL)
    run->rows_ms = bench_ms_since (run->start);
  return TRUE;
}

static gboolean
wait_until_shown (Display *display,
                  Program *program,
                  Run     *run)
{
  gboolean alive = TRUE;

  while (alive && (run->mapped_ms == 0 || (program->says_rows && run->rows_ms == 0)))
    {
      struct pollfd wanted[] = { { ConnectionNumber (display), POLLIN, 0 }, { run->output, POLLIN, 0 } };

      XFlush (display);
      if (bench_ms_since (run->start) > PATIENCE_MS)
        return FALSE;
      if (poll (wanted, G_N_ELEMENTS (wanted), 1000) <= 0)
        continue;
      if (wanted[1].revents != 0)
        alive = read_output (run);
      read_events (display, run);
    }

  return alive;
}

/* Memory */

static gint64
cpu_ticks (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;
  long user = 0, system = 0;
  const char *after_name = g_file_get_contents (path, &text, NULL, NULL) ? strrchr (text, ')') : NULL;

  if (after_name != NULL)
    sscanf (after_name, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld", &user, &system);

  return user + system;
}

static void
wait_until_still (GPid pid)
{
  gint64 begin = g_get_monotonic_time (), since = begin, ticks = -1;

  while (bench_ms_since (since) < STILL_MS && bench_ms_since (begin) < 8000)
    {
      gint64 now = cpu_ticks (pid);

      if (now != ticks)
        since = g_get_monotonic_time ();
      ticks = now;
      g_usleep (20000);
    }
}

static double
memory_mb (GPid        pid,
           const char *file,
           const char *field)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, file);
  g_autofree char *text = NULL;
  const char *line = g_file_get_contents (path, &text, NULL, NULL) ? strstr (text, field) : NULL;

  return line != NULL ? g_ascii_strtoull (line + strlen (field), NULL, 10) / 1024.0 : 0;
}

static void
measure (Display *display,
         Program *program,
         int      round)
{
  Run run;

  XSync (display, True);
  if (!start (program, &run))
    return;

  if (!wait_until_shown (display, program, &run))
    g_print ("%s: no window, or no rows\n", program->name);
  else if (round > 0) /* the first one only warms the disk's cache */
    {
      bench_times_add (program->mapped, run.mapped_ms);
      if (program->says_rows)
        bench_times_add (program->rows, run.rows_ms);
    }
  if (round == ROUNDS)
    {
      wait_until_still (run.pid);
      program->resident_mb = memory_mb (run.pid, "status", "VmRSS:");
      program->own_mb = memory_mb (run.pid, "smaps_rollup", "\nPss:");
    }

  stop (&run);
}

static double
print (Program *program)
{
  g_autofree char *mapped = g_strdup_printf ("start to mapped window: %s", program->name);
  g_autofree char *rows = g_strdup_printf ("start to first rows painted: %s", program->name);
  double median;

  if (program->says_rows)
    median = bench_times_print (program->rows, rows);
  else
    median = bench_times_print (program->mapped, mapped);
  g_print ("  resident memory when still %.0f MB, of which its share %.0f MB\n", program->resident_mb, program->own_mb);

  return median;
}

static void
print_all (Program *programs,
           gsize    n_programs)
{
  double medians[8] = { 0 };

  for (gsize i = 0; i < n_programs; i++)
    medians[i] = programs[i].argv[0] != NULL ? print (&programs[i]) : 0;
  for (gsize i = 2; i < n_programs; i++)
    {
      g_autofree char *bare = g_strdup_printf ("  %s / bare window", programs[i].name);
      g_autofree char *editor = g_strdup_printf ("  %s / gnome-text-editor", programs[i].name);

      bench_print_ratio (bare, medians[i], medians[0]);
      bench_print_ratio (editor, medians[i], medians[1]);
    }
}

static void
bench (Display    *display,
       char      **argv,
       const char *demo,
       const char *many)
{
  g_autofree char *demo_option = g_strconcat ("--library=", demo, NULL);
  g_autofree char *many_option = g_strconcat ("--library=", many, NULL);
  g_autofree char *editor = g_find_program_in_path ("gnome-text-editor");
  Program programs[] = {
    { "bare GTK 4 window", { argv[3] }, FALSE },
    { "gnome-text-editor", { editor, "--standalone" }, FALSE },
    { "Encore, demo library", { argv[1], demo_option }, FALSE },
    { "Encore, 100,000 calls", { argv[1], many_option }, FALSE },
    { "Encore, demo library, rows", { argv[2], demo_option }, TRUE },
    { "Encore, 100,000 calls, rows", { argv[2], many_option }, TRUE },
  };

  if (editor == NULL)
    g_print ("gnome-text-editor is not installed: no comparison with it\n");
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      programs[i].mapped = bench_times_new ();
      programs[i].rows = bench_times_new ();
    }
  for (int round = 0; round <= ROUNDS; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
      if (programs[i].argv[0] != NULL)
        measure (display, &programs[i], round);

  print_all (programs, G_N_ELEMENTS (programs));
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      bench_times_free (programs[i].mapped);
      bench_times_free (programs[i].rows);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();
  g_autofree char *demo = g_build_filename (dir, "demo", NULL);
  g_autofree char *many = g_build_filename (dir, "many", NULL);
  Display *display = XOpenDisplay (NULL);

  if (display == NULL)
    return bench_skip ("there is no X display");
  if (argc != 4)
    return 1;

  g_setenv ("XDG_CACHE_HOME", dir, TRUE);
  g_setenv ("XDG_DATA_HOME", dir, TRUE);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  if (!bench_library_fill_demo (demo))
    return bench_skip ("the demonstration calls are not here");
  if (!bench_library_fill_calls (many, BENCH_N_CALLS))
    return 1;
  bench (display, argv, demo, many);
  XCloseDisplay (display);

  return 0;
}
