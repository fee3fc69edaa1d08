/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

typedef struct
{
  GMainLoop *loop;
  gpointer result;
  GError *error;
} Answer;

static void
on_answer (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer *answer = user_data;

  answer->result = encore_store_run_finish (ENCORE_STORE (object), result, &answer->error);
  g_main_loop_quit (answer->loop);
}

static void
answer_clear (Answer *answer)
{
  g_clear_error (&answer->error);
  g_main_loop_unref (answer->loop);
}

static Answer
run (EncoreStore    *store,
     EncoreLane      lane,
     EncoreStoreFunc func,
     gpointer        data,
     GCancellable   *cancellable)
{
  Answer answer = { g_main_loop_new (NULL, FALSE), NULL, NULL };

  encore_store_run_async (store, lane, func, data, NULL, g_object_unref, cancellable, on_answer, &answer);
  g_main_loop_run (answer.loop);
  return answer;
}

static gpointer
return_team (EncoreDb     *db,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (EncoreTeam) team = encore_team_new ();

  g_assert_true (db->owner == g_thread_self ());
  g_assert_true (g_thread_self () != data);
  team->name = g_strdup ("Blue");
  return encore_db_put (db, G_OBJECT (team), error) ? g_steal_pointer (&team) : NULL;
}

static void
test_async (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Answer answer = run (fixture->store, ENCORE_LANE_WRITE, return_team, g_thread_self (), NULL);
  g_autoptr (EncoreTeam) team = answer.result;

  g_assert_no_error (answer.error);
  g_assert_cmpint (team->id, >, 0);
  answer_clear (&answer);

  g_autoptr (GPtrArray) teams = encore_db_list_teams (fixture->db, &error);
  g_assert_cmpuint (teams->len, ==, 1);
}

static gpointer
put_and_fail (EncoreDb     *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (EncoreTeam) team = encore_team_new ();

  team->name = g_strdup ("Blue");
  g_assert_true (encore_db_put (db, G_OBJECT (team), error));
  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY, "on purpose");
  return NULL;
}

static void
test_failure_takes_back (Fixture      *fixture,
                         gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Answer answer = run (fixture->store, ENCORE_LANE_WRITE, put_and_fail, NULL, NULL);

  g_assert_error (answer.error, ENCORE_ERROR, ENCORE_ERROR_EMPTY);
  answer_clear (&answer);

  g_autoptr (GPtrArray) teams = encore_db_list_teams (fixture->db, &error);
  g_assert_cmpuint (teams->len, ==, 0);
}

static gpointer
put_twice (EncoreDb     *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (EncoreTeam) team = encore_team_new ();
  g_autoptr (EncoreTeam) twin = encore_team_new ();
  g_autoptr (GError) refusal = NULL;

  team->name = g_strdup ("Blue");
  twin->name = g_strdup ("Blue");
  g_assert_true (encore_db_put (db, G_OBJECT (team), error));
  g_assert_false (encore_db_put (db, G_OBJECT (twin), &refusal));
  g_assert_error (refusal, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  return NULL;
}

/* One object that is refused does not take the others of the same transaction with it. */
static void
test_refusal_is_local (Fixture      *fixture,
                       gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Answer answer = run (fixture->store, ENCORE_LANE_WRITE, put_twice, NULL, NULL);

  g_assert_no_error (answer.error);
  answer_clear (&answer);

  g_autoptr (GPtrArray) teams = encore_db_list_teams (fixture->db, &error);
  g_assert_cmpuint (teams->len, ==, 1);
}

static void
test_reader_cannot_write (Fixture      *fixture,
                          gconstpointer user_data)
{
  Answer answer = run (fixture->store, ENCORE_LANE_READ, return_team, g_thread_self (), NULL);

  g_assert_error (answer.error, ENCORE_ERROR, ENCORE_ERROR_READ_ONLY);
  answer_clear (&answer);
}

/* Would run for hours. */
static gpointer
count_for_ever (EncoreDb     *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  g_cancellable_cancel (data); /* now that it runs */
  encore_db_pragma (db,
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000000)"
                    " SELECT count (*) FROM n",
                    error);
  return NULL;
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer lane)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = run (fixture->store, GPOINTER_TO_INT (lane), count_for_ever, cancellable, cancellable);

  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  answer_clear (&answer);

  /* The lane goes on. */
  g_autoptr (EncoreTeam) team = make_team (fixture->store, "Blue");
  assert_sound (fixture->store);
}

static gpointer
never (EncoreDb     *db,
       gpointer      data,
       GCancellable *cancellable,
       GError      **error)
{
  g_assert_not_reached ();
}

static void
test_cancelled_before (Fixture      *fixture,
                       gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  Answer answer = run (fixture->store, ENCORE_LANE_READ, never, NULL, cancellable);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  answer_clear (&answer);
}

static gpointer
put_then_cancel (EncoreDb     *db,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  gpointer team = return_team (db, NULL, cancellable, error);

  g_cancellable_cancel (cancellable);
  return team;
}

static void
test_cancelled_after (Fixture      *fixture,
                      gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = run (fixture->store, ENCORE_LANE_WRITE, put_then_cancel, NULL, cancellable);
  g_autoptr (EncoreTeam) team = answer.result;

  g_assert_no_error (answer.error);
  answer_clear (&answer);
  g_autoptr (GPtrArray) teams = encore_db_list_teams (fixture->db, &error);
  g_assert_cmpuint (teams->len, ==, 1);
}

static void
on_counted (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreTeam) team = encore_store_run_finish (ENCORE_STORE (object), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (team);
  *(int *) user_data += 1;
}

static gpointer
put_numbered (EncoreDb     *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (EncoreTeam) team = encore_team_new ();

  team->name = g_strdup_printf ("Team %d", GPOINTER_TO_INT (data));
  return encore_db_put (db, G_OBJECT (team), error) ? g_steal_pointer (&team) : NULL;
}

/* All that was asked for before closing is saved and answered. */
static void
test_close_answers (Fixture      *fixture,
                    gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  int n_answered = 0;

  for (int i = 0; i < 20; i++)
    encore_store_run_async (fixture->store, ENCORE_LANE_WRITE, put_numbered, GINT_TO_POINTER (i), NULL, g_object_unref,
                            NULL, on_counted, &n_answered);
  encore_store_close (fixture->store);
  g_autoptr (GPtrArray) teams = encore_db_list_teams (fixture->db, &error);
  g_assert_cmpuint (teams->len, ==, 20);

  while (n_answered < 20)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (encore_store_run (fixture->store, ENCORE_LANE_READ, never, NULL, NULL, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_FAILED);
}

static gpointer
hurry (EncoreDb     *db,
       gpointer      data,
       GCancellable *cancellable,
       GError      **error)
{
  sqlite3_busy_timeout (db->handle, 50);
  return NULL;
}

static void
test_second_instance (Fixture      *fixture,
                      gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreStore) second = encore_store_open (fixture->directory, NULL, &error);
  g_autoptr (EncoreTeam) blue = make_team (fixture->store, "Blue");

  g_assert_no_error (error);
  g_assert_false (encore_store_is_read_only (second));
  g_autoptr (EncoreTeam) red = make_team (second, "Red");

  encore_store_run (second, ENCORE_LANE_WRITE, hurry, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (encore_db_begin (fixture->db, ENCORE_LANE_WRITE, &error));
  g_autoptr (EncoreTeam) green = encore_team_new ();
  green->name = g_strdup ("Green");
  put_fails (second, green, ENCORE_ERROR_BUSY);
  assert_sound (second); /* reading goes on */
  encore_db_rollback (fixture->db);
  put (second, green);

  g_autoptr (GPtrArray) teams = encore_db_list_teams (fixture->db, &error);
  g_assert_cmpuint (teams->len, ==, 3);
}

static gpointer
read_pragmas (EncoreDb     *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  g_assert_cmpint (encore_db_pragma (db, "PRAGMA foreign_keys", error), ==, 1);
  g_assert_cmpint (encore_db_pragma (db, "PRAGMA synchronous", error), ==, 2);
  g_assert_cmpint (encore_db_pragma (db, "PRAGMA application_id", error), ==, ENCORE_DB_APPLICATION_ID);
  g_assert_cmpint (encore_db_pragma (db, "PRAGMA user_version", error), ==, ENCORE_DB_VERSION);
  g_assert_cmpint (encore_db_pragma (db, "SELECT count (*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", error),
                   ==, 1);
  return NULL;
}

static void
test_pragmas (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  encore_store_run (fixture->store, ENCORE_LANE_READ, read_pragmas, NULL, NULL, &error);
  g_assert_no_error (error);
  encore_store_run (fixture->store, ENCORE_LANE_WRITE, read_pragmas, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
put_many (gpointer data)
{
  EncoreStore *store = data;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 25; i++)
    {
      g_autoptr (EncoreCall) call = make_call (store, "Call");
      g_autoptr (EncoreMoment) moment = make_moment (store, call->id, ENCORE_OUTCOME_TAKEN, "note");
      g_autoptr (GPtrArray) problems = i % 10 == 0 ? encore_store_check (store, NULL, &error) : NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (problems != NULL && problems->len > 0 ? problems->pdata[0] : NULL, ==, NULL);
    }
  return NULL;
}

static void
test_many_threads (Fixture      *fixture,
                   gconstpointer user_data)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("putter", put_many, fixture->store);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moments = encore_db_list_moments_of_call (fixture->db, 0, &error);
  g_assert_cmpuint (moments->len, ==, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, function)                                                                                      \
  g_test_add ("/store/lanes/" name, Fixture, data, fixture_set_up, function, fixture_tear_down)
  ADD ("async", NULL, test_async);
  ADD ("failure-takes-back", NULL, test_failure_takes_back);
  ADD ("refusal-is-local", NULL, test_refusal_is_local);
  ADD ("reader-cannot-write", NULL, test_reader_cannot_write);
  ADD ("cancel-reading", GINT_TO_POINTER (ENCORE_LANE_READ), test_cancel);
  ADD ("cancel-writing", GINT_TO_POINTER (ENCORE_LANE_WRITE), test_cancel);
  ADD ("cancelled-before", NULL, test_cancelled_before);
  ADD ("cancelled-after", NULL, test_cancelled_after);
  ADD ("close-answers", NULL, test_close_answers);
  ADD ("second-instance", NULL, test_second_instance);
  ADD ("pragmas", NULL, test_pragmas);
  ADD ("many-threads", NULL, test_many_threads);
  return g_test_run ();
}
