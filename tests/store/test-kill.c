/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define N_KILLS 24

/* The child: saves one numbered moment after the other and says so after each. */
G_NORETURN static void
write_moments (const char *directory,
               int         first)
{
  g_autoptr (GError) error = NULL;
  EncoreStore *store = encore_store_open (directory, NULL, &error);

  g_assert_no_error (error);
  for (int i = first;; i++)
    {
      g_autofree char *note = g_strdup_printf ("number %d", i);
      g_autoptr (EncoreMoment) moment = make_moment (store, 1, ENCORE_OUTCOME_MISSED, note);

      printf ("%d\n", i);
      fflush (stdout);
    }
}

/* Reads what the child says was saved until it dies; returns the last number. */
static int
read_until_dead (GSubprocess *child,
                 GRand       *random,
                 int          last)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  g_autoptr (GError) error = NULL;
  int n_before_kill = g_rand_int_range (random, 1, 12), n_lines = 0;
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL)
    {
      last = atoi (line);
      g_free (line);
      if (++n_lines == n_before_kill)
        {
          g_usleep (g_rand_int_range (random, 0, 4000)); /* stirs: somewhere within the next save */
          g_subprocess_send_signal (child, SIGKILL);
        }
    }

  g_assert_no_error (error);
  return last;
}

static int
run_child (Fixture *fixture,
           GRand   *random,
           int      last)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = g_strdup_printf ("%d", last + 1);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", &error);
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, "--write",
                                                    fixture->directory, first, NULL);

  g_assert_no_error (error);
  last = read_until_dead (child, random, last);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
  return last;
}

/* Every number that was called saved is there; at most one more had been saved but not yet said. */
static void
assert_saved (Fixture    *fixture,
              GHashTable *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moments = encore_db_list_moments_of_call (fixture->db, 1, &error);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer note;

  g_assert_no_error (error);
  for (guint i = 0; i < moments->len; i++)
    g_hash_table_add (found, ((EncoreMoment *) g_ptr_array_index (moments, i))->note);

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &note, NULL))
    if (!g_hash_table_contains (found, note))
      g_error ("Lost, though it had been called saved: %s", (char *) note);
}

static void
test_kill (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Call");
  int last = 0;

  g_assert_cmpint (call->id, ==, 1);
  for (int i = 0; i < N_KILLS; i++)
    {
      int before = last;

      encore_store_close (fixture->store);
      last = run_child (fixture, random, last);
      g_assert_cmpint (last, >, before);
      for (int number = before + 1; number <= last; number++)
        g_hash_table_add (expected, g_strdup_printf ("number %d", number));

      fixture_reopen (fixture);
      assert_saved (fixture, expected);
      assert_sound (fixture->store);
    }
  g_test_message ("%d kills, %d moments called saved, none lost", N_KILLS, last);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    write_moments (argv[2], atoi (argv[3]));

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/kill", Fixture, NULL, fixture_set_up, test_kill, fixture_tear_down);
  return g_test_run ();
}
