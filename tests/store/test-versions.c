/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "encore-statement.h"

/* What a user of that version had added since, by its own rules. */
static void
add_as_before (const char *path,
               const char *sql)
{
  sqlite3 *handle = NULL;

  if (sql == NULL)
    return;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

/* Replaces the library by a copy of the one of that version, and opens it. */
static void
open_version (Fixture    *fixture,
              const char *name,
              const char *added)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = g_build_filename (g_getenv ("ENCORE_SOURCE_DIR"), "tests/fixtures/library", name, NULL);
  g_autofree char *data = NULL;
  gsize length;

  g_clear_pointer (&fixture->db, encore_db_close);
  g_clear_object (&fixture->store);
  g_file_get_contents (source, &data, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (fixture->path, data, (gssize) length, &error);
  g_assert_no_error (error);

  add_as_before (fixture->path, added);
  fixture->store = encore_store_open (fixture->directory, NULL, &error);
  g_assert_no_error (error);
  fixture->db = encore_db_open (fixture->directory, fixture->path, ENCORE_DB_READ_WRITE, &error);
  g_assert_no_error (error);
}

static gpointer
first (GPtrArray *list,
       GError    *error)
{
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  return g_ptr_array_index (list, 0);
}

static void
test_version_1 (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  open_version (fixture, "v1.db", NULL);
  g_assert_cmpint (encore_db_pragma (fixture->db, "PRAGMA user_version", &error), ==, ENCORE_DB_VERSION);
  assert_sound (fixture->store);

  g_autoptr (EncorePerson) agent = encore_db_find_person_by_alias (fixture->db, "DANA.R", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (agent->name, ==, "Dana Reyes");
  g_assert_cmpstr (agent->team_name, ==, "Blue");

  g_autoptr (EncoreQuery) query = encore_query_new ("charged");
  g_autoptr (EncoreSearchResult) found = encore_db_search (fixture->db, query, 10, &error);
  EncoreCall *call = first (found->calls, error);
  g_assert_cmpstr (call->title, ==, "Charged twice");
  g_assert_cmpint (call->started_at, ==, 1700000000000);
  g_assert_cmpstr (call->scenario_name, ==, "Double charge");
  g_assert_true (call->has_recording);

  g_autoptr (GPtrArray) moments = encore_db_list_moments_of_call (fixture->db, call->id, &error);
  g_assert_cmpstr (((EncoreMoment *) first (moments, error))->note, ==, "a voucher");
  g_autoptr (GPtrArray) transcripts = encore_db_list_transcripts_of_call (fixture->db, call->id, &error);
  EncoreTranscript *transcript = first (transcripts, error);
  const EncoreSegment *segment = encore_transcript_get (transcript, 0);
  g_assert_cmpstr (segment->text, ==, "I was charged twice");
  g_assert_cmpint (g_array_index (segment->words, EncoreWord, 1).start_ms, ==, 1300);
  g_autoptr (GPtrArray) answers = encore_db_list_model_answers (fixture->db, 0, &error);
  EncoreModelAnswer *answer = first (answers, error);
  g_assert_cmpstr (((EncoreStep *) first (answer->steps, error))->text, ==, "I see.");

  /* It can be worked on. */
  g_autoptr (EncoreMoment) moment = make_moment (fixture->store, call->id, ENCORE_OUTCOME_TAKEN, "new");
  assert_sound (fixture->store);
}

static void
assert_found (Fixture    *fixture,
              const char *typed,
              const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreQuery) query = encore_query_new (typed);
  g_autoptr (EncoreSearchResult) found = encore_db_search (fixture->db, query, 10, &error);

  g_assert_cmpstr (((EncoreCall *) first (found->calls, error))->title, ==, title);
}

/* Version 1 took the vowels of Thai for ends of words, and found none but whole sentences. */
static void
test_version_1_index (Fixture      *fixture,
                      gconstpointer user_data)
{
  static const char added[]
      = "INSERT INTO call (id, uuid, created_at, updated_at, title, direction, imported_at, position_ms)"
        " VALUES (70, 'u70', 1, 1, 'Iced', 0, 1, 0);"
        "INSERT INTO transcript (id, uuid, created_at, updated_at, call_id, format, kind)"
        " VALUES (70, 't70', 1, 1, 70, 'webvtt', 1);"
        "INSERT INTO segment (transcript_id, ordinal, party, channel, text) VALUES (70, 0, 0, -1, 'ชอบกาแฟเย็นมาก');"
        "INSERT INTO call_text (rowid, text) VALUES (70, 'ชอบกาแฟเย็นมาก' || char (10));"
        "INSERT INTO moment (id, uuid, created_at, updated_at, call_id, first_segment, last_segment, type_id, outcome,"
        " noticed, acted, note) VALUES (70, 'm70', 1, 1, 70, 0, 0, 'above-and-beyond', 3, 0, 0, 'Überraschung');"
        "INSERT INTO call_notes (rowid, text) VALUES (70, char (10) || 'Überraschung' || char (10, 10));";

  open_version (fixture, "v1.db", added);
  assert_sound (fixture->store);
  assert_found (fixture, "กาแฟ", "Iced");
  assert_found (fixture, "uberr", "Iced");
  assert_found (fixture, "twice", "Charged twice");
  assert_found (fixture, "voucher", "Charged twice");

  /* What was indexed then can be taken out now. */
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) transcripts = encore_db_list_transcripts_of_call (fixture->db, 70, &error);
  g_autoptr (EncoreQuery) query = encore_query_new ("กาแฟ");

  delete (fixture->store, first (transcripts, error));
  g_autoptr (EncoreSearchResult) found = encore_db_search (fixture->db, query, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->n_calls, ==, 0);
}

static gpointer
open_in_thread (gpointer data)
{
  gpointer *arguments = data;
  Fixture *fixture = arguments[0];

  return encore_store_open (fixture->directory, arguments[1], arguments[2]);
}

static gint64
read_version (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreDb) db = encore_db_open (fixture->directory, fixture->path, ENCORE_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  return encore_db_pragma (db, "PRAGMA user_version", &error);
}

/* Whoever waits is told what for, and may stop it: then the library is as it was. */
static void
test_version_1_stopped (Fixture      *fixture,
                        gconstpointer user_data)
{
  g_autofree char *source = g_build_filename (g_getenv ("ENCORE_SOURCE_DIR"), "tests/fixtures/library/v1.db", NULL);
  g_autofree char *data = NULL;
  g_autoptr (EncoreJob) early = encore_job_new ("early"), job = encore_job_new ("job"),
                        again = encore_job_new ("again");
  g_autoptr (GError) error = NULL;
  gpointer arguments[] = { fixture, job, &error };
  gsize length;

  g_clear_pointer (&fixture->db, encore_db_close);
  g_clear_object (&fixture->store);
  g_assert_true (g_file_get_contents (source, &data, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, data, (gssize) length, NULL));
  add_as_before (fixture->path, "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
                                " INSERT INTO call (id, uuid, created_at, updated_at, title, direction, imported_at,"
                                " position_ms) SELECT i, 'u' || i, 1, 1, 'Call', 0, 1, 0 FROM n");

  encore_job_cancel (early);
  g_assert_null (encore_store_open (fixture->directory, early, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (read_version (fixture), ==, 1);

  GThread *thread = g_thread_new ("open", open_in_thread, arguments);
  while (encore_job_get_total (job) == 0)
    g_thread_yield ();
  encore_job_cancel (job);
  fixture->store = g_thread_join (thread);
  g_assert_true ((fixture->store == NULL) == g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_assert_cmpint (read_version (fixture), ==, fixture->store == NULL ? 1 : ENCORE_DB_VERSION);
  g_clear_error (&error);
  g_clear_object (&fixture->store);

  fixture->store = encore_store_open (fixture->directory, again, &error);
  g_assert_no_error (error);
  fixture->db = encore_db_open (fixture->directory, fixture->path, ENCORE_DB_READ_WRITE, &error);
  assert_sound (fixture->store);
  assert_found (fixture, "twice", "Charged twice");
}

static void
test_version_2 (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  open_version (fixture, "v2.db", NULL);
  g_assert_cmpint (encore_db_pragma (fixture->db, "PRAGMA user_version", &error), ==, ENCORE_DB_VERSION);
  assert_sound (fixture->store);
  assert_found (fixture, "thrice", "Charged twice");

  g_autoptr (GPtrArray) redactions = encore_db_list_redactions_of_call (fixture->db, 0, &error);
  EncoreRedaction *redaction = first (redactions, error);
  EncoreRedactionPlace *place = first (redaction->places, error);
  g_assert_cmpstr (place->text, ==, "charged");
  g_assert_cmpint (redaction->redacted_at, ==, 1700000002000);
  g_assert_cmpstr (redaction->author_name, ==, "Dana Reyes");

  g_autoptr (GPtrArray) transcripts = encore_db_list_transcripts_of_call (fixture->db, redaction->call_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (transcripts->len, ==, 2);
  g_assert_cmpint (((EncoreTranscript *) transcripts->pdata[0])->corrected_at, ==, 1700000001000);
  g_assert_cmpstr (encore_transcript_get (transcripts->pdata[1], 0)->text, ==, "I was [redacted] twice");

  g_autoptr (GPtrArray) searches = encore_db_list_saved_searches (fixture->db, &error);
  g_assert_cmpstr (((EncoreSavedSearch *) first (searches, error))->query, ==, "refund moment:missed");
}

/* Every table, index, view and trigger, as it was made. */
static char *
read_schema (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_auto (EncoreStatement) statement = { NULL };
  GString *text = g_string_new (NULL);

  g_assert_true (
      encore_statement_open (&statement, fixture->db,
                             "SELECT name || ': ' || ifnull (sql, '') FROM sqlite_master ORDER BY type, name", &error));
  while (encore_statement_next (&statement, &error))
    {
      g_autofree char *line = encore_read_text (&statement);

      g_string_append_printf (text, "%s\n", line);
    }
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static void
test_version_3 (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fresh = read_schema (fixture);

  open_version (fixture, "v3.db", NULL);

  /* The migration that led to it has not changed since. */
  g_autofree char *schema = read_schema (fixture);
  g_assert_cmpstr (schema, ==, fresh);
  g_assert_cmpint (encore_db_pragma (fixture->db, "PRAGMA user_version", &error), ==, ENCORE_DB_VERSION);
  assert_sound (fixture->store);
  assert_found (fixture, "thrice", "Charged twice");

  /* The draft, then the newest. */
  g_autoptr (GPtrArray) scorecards = encore_db_list_scorecards (fixture->db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scorecards->len, ==, 3);
  EncoreScorecard *oldest = scorecards->pdata[2];
  g_assert_cmpint (((EncoreScorecard *) scorecards->pdata[0])->version, ==, 0);
  g_assert_cmpint (((EncoreScorecard *) scorecards->pdata[1])->version, ==, 2);
  g_assert_cmpint (oldest->status, ==, ENCORE_SCORECARD_RETIRED);
  g_assert_cmpint (oldest->published_at, ==, 1700000000001);
  g_assert_cmpfloat (oldest->cap, ==, 110);
  EncoreCriterion *number = encore_scorecard_find_criterion (oldest, "number", NULL);
  g_assert_cmpfloat (number->high, ==, -2.5);
  g_assert_cmpstr (number->condition_options[1], ==, "poor");
  EncoreProfile *profile = encore_scorecard_find_profile (oldest, "5f1c6b0e-0000-4000-8000-000000000001");
  g_assert_cmpfloat (*(double *) g_hash_table_lookup (profile->weights, "opening"), ==, 3);
  g_autoptr (GPtrArray) principles = encore_db_list_principles (fixture->db, &error);
  EncorePrinciple *value = first (principles, error);
  g_assert_cmpstr (encore_scorecard_find_criterion (oldest, "greeting", NULL)->value, ==, value->uuid);

  g_autoptr (GPtrArray) disputes = encore_db_list_disputes_of_call (fixture->db, 1, &error);
  EncoreDispute *dispute = first (disputes, error);
  g_assert_cmpfloat (dispute->proposed->number, ==, 2.5);
  g_autoptr (EncoreEvaluation) disputed = encore_db_get_evaluation (fixture->db, dispute->evaluation_id, &error);
  g_assert_no_error (error);
  g_assert_true (disputed->is_superseded);
  EncoreAnswer *greeting = encore_evaluation_find_answer (disputed, "greeting");
  g_assert_cmpstr (greeting->comment, ==, "At once");
  EncoreEvidence *evidence = first (greeting->evidence, error);
  g_autoptr (GPtrArray) moments = encore_db_list_moments_of_call (fixture->db, 1, &error);
  EncoreMoment *moment = first (moments, error);
  g_assert_cmpstr (evidence->moment, ==, moment->uuid);
  g_assert_cmpint (moment->value_id, ==, value->id);

  g_autoptr (GPtrArray) elements = encore_db_list_elements (fixture->db, ENCORE_SCOPE_AGENT, disputed->agent_id,
                                                            &error);
  g_assert_no_error (error);
  EncoreElement *form = g_ptr_array_index (elements, 0);
  g_assert_cmpint (form->mean.n, ==, 1);
  g_assert_cmpfloat_with_epsilon (form->mean.mean, 60, 1e-9);

  /* What was submitted and published then stays as it is now. */
  g_assert_false (encore_db_exec (fixture->db, "UPDATE evaluation SET score = 100", &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_SEALED);
  g_clear_error (&error);
  g_assert_false (encore_db_exec (fixture->db, "UPDATE criterion SET weight = 100", &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_SEALED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/versions/1", Fixture, NULL, fixture_set_up, test_version_1, fixture_tear_down);
  g_test_add ("/store/versions/1-index", Fixture, NULL, fixture_set_up, test_version_1_index, fixture_tear_down);
  g_test_add ("/store/versions/1-stopped", Fixture, NULL, fixture_set_up, test_version_1_stopped, fixture_tear_down);
  g_test_add ("/store/versions/2", Fixture, NULL, fixture_set_up, test_version_2, fixture_tear_down);
  g_test_add ("/store/versions/3", Fixture, NULL, fixture_set_up, test_version_3, fixture_tear_down);
  return g_test_run ();
}
