/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define NOBODY 65534

static void
assert_refused (const char *directory,
                int         code,
                const char *says)
{
  g_autoptr (GError) error = NULL;
  EncoreStore *store = encore_store_open (directory, NULL, &error);

  g_assert_error (error, ENCORE_ERROR, code);
  g_assert_null (store);
  g_assert_nonnull (strstr (error->message, "library.db"));
  g_assert_nonnull (strstr (error->message, says));
}

/* Leaves the file alone in the folder, as after a clean exit. */
static void
close_all (Fixture *fixture)
{
  g_clear_pointer (&fixture->db, encore_db_close);
  g_clear_object (&fixture->store);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = encore_store_open (fixture->directory, NULL, &error);
  g_assert_no_error (error);
  fixture->db = encore_db_open (fixture->directory, fixture->path, ENCORE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
}

static GBytes *
read_bytes (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (fixture->path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
write_bytes (Fixture    *fixture,
             const char *data,
             gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (fixture->path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error);
  g_assert_no_error (error);
}

/* Opens it, is refused, and finds every byte where it was. */
static void
assert_refused_untouched (Fixture    *fixture,
                          int         code,
                          const char *says)
{
  g_autoptr (GBytes) before = read_bytes (fixture);
  assert_refused (fixture->directory, code, says);
  g_autoptr (GBytes) after = read_bytes (fixture);

  g_assert_true (g_bytes_equal (before, after));
}

static void
test_newer (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (encore_db_exec (fixture->db, "PRAGMA user_version = 99", &error));
  close_all (fixture);
  assert_refused_untouched (fixture, ENCORE_ERROR_NEWER, "99");
  write_bytes (fixture, "", 0);
  reopen (fixture);
}

static void
test_other_program (Fixture      *fixture,
                    gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (encore_db_exec (fixture->db, "PRAGMA application_id = 1", &error));
  close_all (fixture);
  assert_refused_untouched (fixture, ENCORE_ERROR_INVALID, "another program");
  write_bytes (fixture, "", 0);
  reopen (fixture);
}

static void
test_not_a_database (Fixture      *fixture,
                     gconstpointer user_data)
{
  g_autofree char *noise = g_strnfill (8192, 'x');

  close_all (fixture);
  write_bytes (fixture, noise, 8192);
  assert_refused_untouched (fixture, ENCORE_ERROR_DAMAGED, "damaged");
  write_bytes (fixture, "short", 5);
  assert_refused_untouched (fixture, ENCORE_ERROR_DAMAGED, "damaged");
  write_bytes (fixture, "", 0);
  reopen (fixture);
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreTeam) team = make_team (fixture->store, "Blue");

  g_assert_true (encore_store_back_up (fixture->db, &error));
  g_autofree char *backup = encore_store_newest_backup (fixture->directory);
  g_assert_nonnull (backup);
  close_all (fixture);

  /* The first page without its schema. */
  g_autoptr (GBytes) bytes = read_bytes (fixture);
  gsize length;
  char *data = g_bytes_unref_to_data (g_steal_pointer (&bytes), &length);
  memset (data + 100, 0xff, 3900);
  write_bytes (fixture, data, length);
  assert_refused_untouched (fixture, ENCORE_ERROR_DAMAGED, backup);

  /* Emptied, as some file systems do after a crash: not taken for a new one. */
  write_bytes (fixture, "", 0);
  assert_refused_untouched (fixture, ENCORE_ERROR_DAMAGED, backup);
  g_free (data);

  /* The offer is good. */
  g_assert_cmpint (g_rename (backup, fixture->path), ==, 0);
  reopen (fixture);
  g_autoptr (GPtrArray) teams = encore_db_list_teams (fixture->db, &error);
  g_assert_cmpuint (teams->len, ==, 1);
}

static void
test_damaged_inside (Fixture      *fixture,
                     gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Call");

  for (int i = 0; i < 200; i++)
    {
      g_autoptr (EncoreMoment) moment = make_moment (fixture->store, call->id, ENCORE_OUTCOME_TAKEN, "a note");
    }
  gint64 root = encore_db_pragma (fixture->db, "SELECT rootpage FROM sqlite_schema WHERE name = 'moment'", &error);
  gint64 page_size = encore_db_pragma (fixture->db, "PRAGMA page_size", &error);
  close_all (fixture);

  gsize length;
  char *data = g_bytes_unref_to_data (read_bytes (fixture), &length);
  memset (data + (root - 1) * page_size, 0xaa, (gsize) page_size);
  write_bytes (fixture, data, length);
  g_free (data);

  reopen (fixture);
  g_autoptr (GPtrArray) problems = encore_store_check (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, >, 0);
  g_assert_null (encore_db_list_moments_of_call (fixture->db, 0, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED);
}

static gpointer
limit_pages (EncoreDb     *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %d", GPOINTER_TO_INT (data));

  encore_db_exec (db, sql, error);
  return NULL;
}

static void
test_full (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Call");
  g_autofree char *long_note = g_strnfill (300000, 'n');
  g_autoptr (EncoreMoment) saved = make_moment (fixture->store, call->id, ENCORE_OUTCOME_TAKEN, "saved");
  g_autoptr (EncoreMoment) lost = encore_moment_copy (saved);

  gint64 n_pages = encore_db_pragma (fixture->db, "PRAGMA page_count", &error);
  encore_store_run (fixture->store, ENCORE_LANE_WRITE, limit_pages, GINT_TO_POINTER ((int) n_pages + 2), NULL, &error);
  g_assert_no_error (error);

  lost->id = 0;
  g_clear_pointer (&lost->uuid, g_free);
  g_free (lost->note);
  lost->note = g_steal_pointer (&long_note);
  put_fails (fixture->store, lost, ENCORE_ERROR_FULL);
  g_assert_cmpint (lost->id, ==, 0);
  assert_sound (fixture->store);
  g_autoptr (GPtrArray) moments = encore_db_list_moments_of_call (fixture->db, call->id, &error);
  g_assert_cmpuint (moments->len, ==, 1);

  /* With room again it goes on. */
  encore_store_run (fixture->store, ENCORE_LANE_WRITE, limit_pages, GINT_TO_POINTER (100000), NULL, &error);
  put (fixture->store, lost);
  assert_sound (fixture->store);
}

/* There is not even room for what SQLite keeps beside an open library. */
static void
test_full_beside (Fixture      *fixture,
                  gconstpointer user_data)
{
  struct rlimit before;

  close_all (fixture);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  struct rlimit small = { 16384, before.rlim_max };
  setrlimit (RLIMIT_FSIZE, &small);
  assert_refused (fixture->directory, ENCORE_ERROR_FULL, "no space");
  setrlimit (RLIMIT_FSIZE, &before);
  reopen (fixture);
  assert_sound (fixture->store);
}

static gpointer
put_after_full (EncoreDb     *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  g_autoptr (EncoreTeam) first = encore_team_new ();
  g_autoptr (EncoreTeam) second = encore_team_new ();

  first->name = g_strdup ("First");
  second->name = g_strdup ("Second");
  encore_db_put (db, G_OBJECT (first), NULL);
  encore_db_exec (db, "ROLLBACK", NULL); /* as a full or failing disk makes SQLite do */
  encore_db_put (db, G_OBJECT (second), NULL);
  return NULL;
}

/* A function that goes on after the transaction has ended under it saves nothing, and says so. */
static void
test_lost_transaction (Fixture      *fixture,
                       gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  encore_store_run (fixture->store, ENCORE_LANE_WRITE, put_after_full, NULL, NULL, &error);
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED);
  g_clear_error (&error);
  g_autoptr (GPtrArray) teams = encore_db_list_teams (fixture->db, &error);
  g_assert_cmpuint (teams->len, ==, 0);
}

/* Takes away the right to write, for good: only ever in a process of its own. */
static gboolean
become_nobody (void)
{
  return geteuid () != 0 || (setgid (NOBODY) == 0 && setuid (NOBODY) == 0);
}

static void
open_read_only_in_child (const char *directory)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (become_nobody ());
  EncoreStore *store = encore_store_open (directory, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (encore_store_is_read_only (store));
  assert_sound (store);

  g_autoptr (EncoreTeam) team = encore_team_new ();
  team->name = g_strdup ("Red");
  put_fails (store, team, ENCORE_ERROR_READ_ONLY);
  g_assert_finalize_object (store);
}

static gpointer
count_teams (EncoreDb     *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (GPtrArray) teams = encore_db_list_teams (db, error);

  return GINT_TO_POINTER (teams != NULL ? (int) teams->len : -1);
}

static void
test_read_only_child (void)
{
  const char *directory = g_getenv ("ENCORE_TEST_LIBRARY");

  if (directory == NULL)
    return;

  open_read_only_in_child (directory);
  g_autoptr (GError) error = NULL;
  EncoreStore *store = encore_store_open (directory, NULL, &error);
  g_assert_cmpint (GPOINTER_TO_INT (encore_store_run (store, ENCORE_LANE_READ, count_teams, NULL, NULL, &error)), ==,
                   1);
  g_assert_finalize_object (store);
}

static void
check_read_only (Fixture *fixture)
{
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->directory, 0555);
  g_setenv ("ENCORE_TEST_LIBRARY", fixture->directory, TRUE);
  g_test_trap_subprocess ("/store/failures/read-only/subprocess", 20 * G_USEC_PER_SEC,
                          G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_chmod (fixture->directory, 0700);
  g_chmod (fixture->path, 0644);
  g_test_trap_assert_passed ();
}

static void
test_read_only (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (EncoreTeam) team = make_team (fixture->store, "Blue");

  close_all (fixture);
  check_read_only (fixture);
  reopen (fixture);
}

/* What was saved last is still in the log, as after a crash. */
static void
test_read_only_with_log (Fixture      *fixture,
                         gconstpointer user_data)
{
  g_autoptr (EncoreTeam) team = make_team (fixture->store, "Blue");
  Fixture copy = { g_dir_make_tmp ("encore-store-XXXXXX", NULL), NULL, NULL, NULL };
  static const char *const suffixes[] = { "", "-wal" };

  copy.path = g_build_filename (copy.directory, "library.db", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (fixture->path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (copy.path, suffixes[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *data = NULL;
      gsize length;

      g_file_get_contents (from, &data, &length, &error);
      g_assert_no_error (error);
      g_file_set_contents_full (to, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error);
      g_assert_no_error (error);
    }

  check_read_only (&copy);
  remove_tree (copy.directory);
  g_free (copy.directory);
  g_free (copy.path);
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;
  EncoreStore *store = encore_store_open ("/proc/encore/library", NULL, &error);

  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY);
  g_assert_null (store);
}

static guint
count_backups (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->directory, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n_backups = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_backups++;
  return n_backups;
}

static void
make_old_backup (Fixture    *fixture,
                 const char *stamp)
{
  g_autofree char *newest = encore_store_newest_backup (fixture->directory);
  g_autofree char *name = g_strdup_printf ("library-%s.db", stamp);
  g_autofree char *path = g_build_filename (fixture->directory, "backups", name, NULL);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (newest, &data, &length, NULL));
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

static void
test_backups (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_backups (fixture), ==, 0); /* a new library has nothing to keep */
  fixture_reopen (fixture);                          /* closing may stop a backup that has begun */
  encore_store_close (fixture->store);
  g_assert_true (encore_store_back_up (fixture->db, &error));
  g_assert_false (encore_store_backup_is_due (fixture->directory));
  guint n_backups = count_backups (fixture);
  fixture_reopen (fixture);
  encore_store_close (fixture->store);
  g_assert_cmpuint (count_backups (fixture), ==, n_backups);

  for (int day = 10; day < 20; day++)
    {
      g_autofree char *stamp = g_strdup_printf ("202001%dT000000Z", day);

      make_old_backup (fixture, stamp);
    }
  g_assert_true (encore_store_back_up (fixture->db, &error));
  g_assert_cmpuint (count_backups (fixture), ==, 5);

  /* A broken one is not offered. */
  g_autofree char *newest = encore_store_newest_backup (fixture->directory);
  g_assert_true (g_file_set_contents (newest, "broken", -1, NULL));
  g_autofree char *older = encore_store_newest_backup (fixture->directory);
  g_assert_cmpstr (older, !=, newest);
  g_assert_nonnull (older);
}

/* Nobody waits for it: it has a connection of its own, and what is saved meanwhile is saved at once. */
static void
test_daily_backup (Fixture      *fixture,
                   gconstpointer user_data)
{
  g_autofree char *newest = NULL;

  fixture_reopen (fixture);
  for (guint i = 0; newest == NULL && i < 1000; i++)
    {
      g_usleep (10000); /* polls */
      newest = encore_store_newest_backup (fixture->directory);
    }
  g_assert_nonnull (newest);
  g_assert_cmpuint (count_backups (fixture), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                                            \
  g_test_add ("/store/failures/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("newer", test_newer);
  ADD ("other-program", test_other_program);
  ADD ("not-a-database", test_not_a_database);
  ADD ("damaged", test_damaged);
  ADD ("damaged-inside", test_damaged_inside);
  ADD ("full", test_full);
  ADD ("full-beside", test_full_beside);
  ADD ("lost-transaction", test_lost_transaction);
  ADD ("read-only/clean", test_read_only);
  ADD ("read-only/with-log", test_read_only_with_log);
  ADD ("backups", test_backups);
  ADD ("daily-backup", test_daily_backup);
  g_test_add_func ("/store/failures/read-only/subprocess", test_read_only_child);
  g_test_add_func ("/store/failures/no-folder", test_no_folder);
  return g_test_run ();
}
