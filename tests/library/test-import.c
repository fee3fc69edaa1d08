/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-headerless.h"
#include "encore-import.h"
#include "encore-tables.h"
#include "encore-test.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  EncoreTestDir *dir;
  char *inbox;
  EncoreLibrary *library;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = NULL;

  fixture->dir = encore_test_dir_new ();
  directory = g_build_filename (fixture->dir, "library", NULL);
  fixture->inbox = g_build_filename (fixture->dir, "inbox", NULL);
  g_assert_cmpint (g_mkdir (fixture->inbox, 0700), ==, 0);
  fixture->library = encore_library_open (directory, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (fixture->library);
  g_assert_finalize_object (fixture->library);
  g_free (fixture->inbox);
  encore_test_dir_free (fixture->dir);
}

static void
put (Fixture    *fixture,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (fixture->inbox, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
put_tone (Fixture    *fixture,
          const char *name,
          int         channels,
          double      hz)
{
  g_autofree char *path = g_build_filename (fixture->inbox, name, NULL);

  encore_test_write_tone (path, channels, 3000, hz, hz * 2);
}

static EncoreImportPlan *
import_path (Fixture    *fixture,
             const char *path)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  EncoreImportPlan *plan = encore_import_plan_new (paths, NULL, NULL, &error);

  g_assert_no_error (error);
  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);
  g_assert_cmpint (encore_job_get_state (job), ==, ENCORE_JOB_DONE);
  return plan;
}

static EncoreImportItem *
find_item (EncoreImportPlan *plan,
           const char       *name)
{
  for (guint i = 0; i < plan->items->len; i++)
    {
      EncoreImportItem *item = g_ptr_array_index (plan->items, i);

      if (g_str_equal (item->name, name))
        return item;
    }

  g_test_message ("no item %s", name);
  g_assert_not_reached ();
}

static GPtrArray *
calls (Fixture *fixture)
{
  EncoreCallFilter filter = { 0 };

  return encore_library_list_calls (fixture->library, &filter, NULL);
}

#define VTT                                                                                                            \
  "WEBVTT\n\n00:00.000 --> 00:01.500\n<v Customer>I was charged twice.</v>\n\n"                                        \
  "00:01.500 --> 00:03.000\n<v Agent>I am sorry to hear that.</v>\n"

static void
test_pairs_and_reads (Fixture      *fixture,
                      gconstpointer data)
{
  put_tone (fixture, "dana.reyes_2026-11-12_14-05-00.wav", 2, 300);
  put (fixture, "dana.reyes_2026-11-12_14-05-00.vtt", VTT);
  put (fixture, "deeper/down/chat.srt", "1\n00:00:00,000 --> 00:00:01,000\nAgent: Hello\n");
  put (fixture, "notes.md", "not a call");

  g_autoptr (EncoreImportPlan) plan = import_path (fixture, fixture->inbox);
  g_assert_cmpuint (plan->items->len, ==, 2);
  g_assert_cmpint (find_item (plan, "chat")->state, ==, ENCORE_IMPORT_DONE);

  g_autoptr (GPtrArray) all = calls (fixture);
  g_assert_cmpuint (all->len, ==, 2);
  EncoreCall *call = g_ptr_array_index (all, 0);
  g_assert_cmpstr (call->agent_name, ==, "dana.reyes");
  g_assert_cmpint (call->duration_ms, ==, 3000);
  g_assert_cmpint (call->transcript_kind, ==, ENCORE_TRANSCRIPT_TIMED);
  g_assert_true (call->has_recording);
}

#define NAMED                                                                                                          \
  "WEBVTT\n\n00:00.000 --> 00:01.500\n<v Mia Wong>I was charged twice.</v>\n\n"                                        \
  "00:01.500 --> 00:03.000\n<v dana>I am sorry to hear that.</v>\n"

/* Who the agent is, the file name says; then the other one of two speakers is the customer. */
static void
test_names_tell_who_speaks (Fixture      *fixture,
                            gconstpointer data)
{
  put_tone (fixture, "dana_2026-11-12_14-05-00.wav", 1, 300);
  put (fixture, "dana_2026-11-12_14-05-00.vtt", NAMED);
  g_autoptr (EncoreImportPlan) plan = import_path (fixture, fixture->inbox);
  g_autoptr (GPtrArray) all = calls (fixture);
  g_autoptr (GPtrArray) transcripts = encore_library_list (fixture->library, ENCORE_LISTING_TRANSCRIPTS_OF_CALL,
                                                           ((EncoreCall *) g_ptr_array_index (all, 0))->id, NULL);
  EncoreTranscript *transcript = g_ptr_array_index (transcripts, 0);

  g_assert_cmpint (encore_transcript_get (transcript, 0)->party, ==, ENCORE_PARTY_CUSTOMER);
  g_assert_cmpint (encore_transcript_get (transcript, 1)->party, ==, ENCORE_PARTY_AGENT);
}

static void
test_unchanged_is_skipped (Fixture      *fixture,
                           gconstpointer data)
{
  put_tone (fixture, "a.wav", 1, 300);
  put (fixture, "a.vtt", VTT);

  g_autoptr (EncoreImportPlan) first = import_path (fixture, fixture->inbox);
  g_autoptr (EncoreImportPlan) second = import_path (fixture, fixture->inbox);
  g_autoptr (GPtrArray) all = calls (fixture);

  g_assert_cmpint (find_item (second, "a")->state, ==, ENCORE_IMPORT_UNCHANGED);
  g_assert_cmpstr (find_item (second, "a")->call_uuid, ==, find_item (first, "a")->call_uuid);
  g_assert_cmpuint (all->len, ==, 1);
}

/* The same recording under another name is the same call, and a transcript that came later joins it. */
static void
test_same_recording_is_one_call (Fixture      *fixture,
                                 gconstpointer data)
{
  put_tone (fixture, "a.wav", 1, 300);
  g_autoptr (EncoreImportPlan) first = import_path (fixture, fixture->inbox);
  put_tone (fixture, "b.wav", 1, 300);
  put (fixture, "b.vtt", VTT);
  g_autoptr (EncoreImportPlan) second = import_path (fixture, fixture->inbox);
  g_autoptr (GPtrArray) all = calls (fixture);

  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpstr (find_item (second, "b")->call_uuid, ==, find_item (first, "a")->call_uuid);
  g_assert_cmpint (((EncoreCall *) g_ptr_array_index (all, 0))->transcript_kind, ==, ENCORE_TRANSCRIPT_TIMED);
}

static void
test_changed_transcript_replaces (Fixture      *fixture,
                                  gconstpointer data)
{
  put (fixture, "a.vtt", VTT);
  g_autoptr (EncoreImportPlan) first = import_path (fixture, fixture->inbox);
  put (fixture, "a.vtt", "WEBVTT\n\n00:00.000 --> 00:09.000\n<v Agent>Only this now.</v>\n");
  g_autoptr (EncoreImportPlan) second = import_path (fixture, fixture->inbox);
  g_autoptr (GPtrArray) all = calls (fixture);

  g_assert_cmpuint (all->len, ==, 1);
  g_autoptr (GPtrArray) transcripts = encore_library_list (fixture->library, ENCORE_LISTING_TRANSCRIPTS_OF_CALL,
                                                           ((EncoreCall *) g_ptr_array_index (all, 0))->id, NULL);
  g_assert_cmpuint (transcripts->len, ==, 1);
  g_assert_cmpuint (encore_transcript_get_length (g_ptr_array_index (transcripts, 0)), ==, 1);
}

static void
test_bad_files_never_stop_the_rest (Fixture      *fixture,
                                    gconstpointer data)
{
  put (fixture, "empty.wav", "");
  put (fixture, "page.mp3", "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>");
  put (fixture, "broken.json", "{\"segments\": [");
  put_tone (fixture, "good.wav", 1, 300);

  g_autoptr (EncoreImportPlan) plan = import_path (fixture, fixture->inbox);
  const char *bad[] = { "empty", "page", "broken" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      EncoreImportItem *item = find_item (plan, bad[i]);

      g_test_message ("%s: %s", bad[i], item->reason);
      g_assert_cmpint (item->state, ==, ENCORE_IMPORT_FAILED);
      g_assert_nonnull (item->reason);
    }
  g_assert_cmpint (find_item (plan, "good")->state, ==, ENCORE_IMPORT_DONE);
}

/* A recording that cannot be played does not keep its transcript out; the reason is said. */
static void
test_text_without_its_sound (Fixture      *fixture,
                             gconstpointer data)
{
  put (fixture, "a.wav", "this is no sound at all");
  put (fixture, "a.vtt", VTT);

  g_autoptr (EncoreImportPlan) plan = import_path (fixture, fixture->inbox);
  EncoreImportItem *item = find_item (plan, "a");

  g_assert_cmpint (item->state, ==, ENCORE_IMPORT_DONE);
  g_assert_true (item->partly);
  g_assert_nonnull (item->reason);
}

/* A transcript that could not be read is not taken for imported. */
static void
test_bad_transcript_is_tried_again (Fixture      *fixture,
                                    gconstpointer data)
{
  put_tone (fixture, "a.wav", 1, 300);
  put (fixture, "a.json", "{\"segments\": [");
  g_autoptr (EncoreImportPlan) first = import_path (fixture, fixture->inbox);
  g_assert_true (find_item (first, "a")->partly);

  g_autoptr (EncoreImportPlan) second = import_path (fixture, fixture->inbox);
  g_assert_cmpint (find_item (second, "a")->state, ==, ENCORE_IMPORT_DONE);
  g_assert_true (find_item (second, "a")->partly);
}

static void
test_cancel_leaves_whole_calls (Fixture      *fixture,
                                gconstpointer data)
{
  const char *paths[] = { fixture->inbox, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreJob) job = encore_job_new ("import");

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.wav", i);

      put_tone (fixture, name, 1, 200 + i);
    }

  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, NULL);
  encore_job_cancel (job);
  g_assert_false (encore_import_run (fixture->library, plan, job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (encore_job_get_state (job), ==, ENCORE_JOB_CANCELLED);

  /* run again: the same plan goes on where it stopped */
  g_autoptr (EncoreJob) again = encore_job_new ("import");
  g_clear_error (&error);
  g_assert_true (encore_import_run (fixture->library, plan, again, &error));
  g_autoptr (GPtrArray) all = calls (fixture);
  g_assert_cmpuint (all->len, ==, 5);
}

static void
test_copies_into_the_library (Fixture      *fixture,
                              gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->inbox, "a.wav", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  g_autoptr (GError) error = NULL;

  put_tone (fixture, "a.wav", 1, 300);
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, NULL);
  plan->copy_recordings = TRUE;
  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);

  g_autoptr (GPtrArray) all = calls (fixture);
  g_autoptr (GPtrArray) recordings = encore_library_list (fixture->library, ENCORE_LISTING_RECORDINGS_OF_CALL,
                                                          ((EncoreCall *) g_ptr_array_index (all, 0))->id, NULL);
  EncoreRecording *recording = g_ptr_array_index (recordings, 0);
  g_assert_true (g_str_has_prefix (recording->path, encore_library_get_directory (fixture->library)));
  g_assert_true (g_file_test (recording->path, G_FILE_TEST_IS_REGULAR));
}

/* Two files with the same sound are copied at the same time. */
static void
test_copies_twins (Fixture      *fixture,
                   gconstpointer data)
{
  const char *paths[] = { fixture->inbox, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *first = g_strdup_printf ("%da.wav", i);
      g_autofree char *second = g_strdup_printf ("%db.wav", i);

      g_autofree char *first_path = g_build_filename (fixture->inbox, first, NULL);
      g_autofree char *second_path = g_build_filename (fixture->inbox, second, NULL);

      encore_test_write_tone (first_path, 2, 60000, 200 + i, 300);
      encore_test_write_tone (second_path, 2, 60000, 200 + i, 300);
    }

  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, NULL);
  plan->copy_recordings = TRUE;
  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < plan->items->len; i++)
    g_assert_cmpstr (((EncoreImportItem *) g_ptr_array_index (plan->items, i))->reason, ==, NULL);
}

/* A folder that may not be read is listed with its reason, and does not stop the rest. */
static void
test_unreadable_folder (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *secret = g_build_filename (fixture->inbox, "secret", NULL);
  const char *named[] = { secret, fixture->inbox, NULL };
  const char *searched[] = { fixture->inbox, NULL };
  g_autoptr (GError) error = NULL;

  put_tone (fixture, "good.wav", 1, 300);
  put (fixture, "secret/a.vtt", VTT);
  g_chmod (fixture->dir, 0755);
  g_chmod (fixture->inbox, 0755);
  g_chmod (secret, 0);
  if (geteuid () == 0) /* whom nothing is forbidden */
    g_assert_cmpint (seteuid (65534), ==, 0);
  g_autoptr (EncoreImportPlan) first = encore_import_plan_new (named, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (EncoreImportPlan) second = encore_import_plan_new (searched, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (seteuid (getuid ()), ==, 0);

  EncoreImportPlan *plans[] = { first, second };
  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (EncoreJob) job = encore_job_new ("import");

      encore_import_run (fixture->library, plans[i], job, &error);
      g_assert_no_error (error);
      g_assert_cmpint (find_item (plans[i], "secret")->state, ==, ENCORE_IMPORT_FAILED);
      g_assert_nonnull (find_item (plans[i], "secret")->reason);
      g_assert_cmpstr (find_item (plans[i], "good")->reason, ==, NULL);
    }
  g_chmod (secret, 0700);
}

/* What is named is tried, hidden or not; what is no file fails at once. */
static void
test_odd_names (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *hidden = g_build_filename (fixture->inbox, ".hidden.wav", NULL);
  g_autofree char *pipe = g_build_filename (fixture->inbox, "pipe.wav", NULL);

  put_tone (fixture, ".hidden.wav", 1, 300);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_autoptr (EncoreImportPlan) plan = import_path (fixture, hidden);
  g_assert_cmpuint (plan->items->len, ==, 1);
  g_assert_cmpint (find_item (plan, ".hidden")->state, ==, ENCORE_IMPORT_DONE);

  g_autoptr (EncoreImportPlan) piped = import_path (fixture, pipe);
  g_assert_cmpint (find_item (piped, "pipe")->state, ==, ENCORE_IMPORT_FAILED);
}

static EncoreRecording *
only_recording (Fixture *fixture,
                gint64   call_id)
{
  g_autoptr (GPtrArray) recordings = encore_library_list (fixture->library, ENCORE_LISTING_RECORDINGS_OF_CALL, call_id,
                                                          NULL);

  g_assert_cmpuint (recordings->len, ==, 1);
  return g_object_ref (g_ptr_array_index (recordings, 0));
}

/* A file that was imported while its recorder still wrote it: the call gets the whole of it. */
static void
test_changed_recording_replaces (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->inbox, "a.wav", NULL);

  encore_test_write_tone (path, 1, 1000, 300, 600);
  g_autoptr (EncoreImportPlan) first = import_path (fixture, path);
  g_autoptr (GPtrArray) before = calls (fixture);
  g_autoptr (EncoreRecording) part = only_recording (fixture, ((EncoreCall *) g_ptr_array_index (before, 0))->id);
  encore_test_write_tone (path, 1, 5000, 300, 600);
  g_autoptr (EncoreImportPlan) second = import_path (fixture, path);
  g_autoptr (GPtrArray) all = calls (fixture);
  EncoreCall *call = g_ptr_array_index (all, 0);
  g_autoptr (EncoreRecording) whole = only_recording (fixture, call->id);

  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpint (call->duration_ms, ==, 5000);
  g_assert_cmpint (whole->duration_ms, ==, 5000);
  g_assert_cmpstr (whole->uuid, ==, part->uuid);
  g_assert_cmpstr (whole->content_hash, !=, part->content_hash);
}

/* Another call under the name of one whose recording was copied into the library: both are kept. */
static void
test_name_used_again (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->inbox, "a.wav", NULL);
  const char *paths[] = { path, NULL };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (EncoreJob) job = encore_job_new ("import");
      g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, NULL);

      put_tone (fixture, "a.wav", 1 + i, 300);
      plan->copy_recordings = TRUE;
      g_assert_true (encore_import_run (fixture->library, plan, job, NULL));
    }

  g_autoptr (GPtrArray) all = calls (fixture);
  g_assert_cmpuint (all->len, ==, 2);
}

#define VCON                                                                                                           \
  "{\"vcon\": \"0.0.2\", \"uuid\": \"%s\", \"created_at\": \"2026-03-01T10:00:00Z\","                                  \
  "\"subject\": \"Double charge\", \"parties\": [{\"name\": \"%s\", \"role\": \"agent\"}],"                            \
  "\"dialog\": [{\"type\": \"recording\", \"start\": \"2026-03-01T10:00:00Z\", \"parties\": [0],"                      \
  "\"filename\": \"%s\"}]}"

/* Whichever is read first, the vCon makes the call of the recording that it names. */
static void
test_vcon_beside_its_recording (Fixture      *fixture,
                                gconstpointer data)
{
  for (int i = 0; i < 8; i++)
    {
      g_autofree char *recording = g_strdup_printf ("%d.wav", i);
      g_autofree char *name = g_strdup_printf ("z%d.vcon.json", i);
      g_autofree char *uuid = g_uuid_string_random ();
      g_autofree char *vcon = g_strdup_printf (VCON, uuid, "Dana", recording);

      put_tone (fixture, recording, 1, 200 + i);
      put (fixture, name, vcon);
    }

  g_autoptr (EncoreImportPlan) plan = import_path (fixture, fixture->inbox);
  g_autoptr (GPtrArray) all = calls (fixture);
  g_assert_cmpuint (all->len, ==, 8);
  for (guint i = 0; i < all->len; i++)
    {
      EncoreCall *call = g_ptr_array_index (all, i);

      g_assert_cmpstr (call->agent_name, ==, "Dana");
      g_assert_cmpstr (call->title, ==, "Double charge");
    }
}

/* A vCon that comes in a later run still tells whose call it is. */
static void
test_vcon_after_its_recording (Fixture      *fixture,
                               gconstpointer data)
{
  const char *vcons[] = { "one.vcon.json", "other.vcon.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (vcons); i++)
    {
      const char *recording = i == 0 ? "one.wav" : "two.wav";
      g_autofree char *uuid = g_uuid_string_random ();
      g_autofree char *vcon = g_strdup_printf (VCON, uuid, "Dana", recording);

      put_tone (fixture, recording, 1, 300 + 100 * i);
      g_autoptr (EncoreImportPlan) earlier = import_path (fixture, fixture->inbox);
      put (fixture, vcons[i], vcon);
      g_autoptr (EncoreImportPlan) later = import_path (fixture, fixture->inbox);
    }

  g_autoptr (GPtrArray) all = calls (fixture);
  g_assert_cmpuint (all->len, ==, 2);
  for (guint i = 0; i < all->len; i++)
    {
      EncoreCall *call = g_ptr_array_index (all, i);

      g_assert_cmpstr (call->agent_name, ==, "Dana");
      g_assert_cmpstr (call->title, ==, "Double charge");
      g_assert_cmpint (call->started_at, ==, 1772359200000);
    }
}

/* Not every vCon has a real uuid: the beginning of another call's is not that call. */
static void
test_short_uuid_is_no_other_call (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autofree char *first = g_strdup_printf (VCON, "a1b2c3d4-0000-4000-8000-000000000001", "Dana", "one.wav");
  g_autofree char *second = g_strdup_printf (VCON, "a1", "Sam", "two.wav");

  put_tone (fixture, "one.wav", 1, 300);
  put (fixture, "first.vcon.json", first);
  g_autoptr (EncoreImportPlan) earlier = import_path (fixture, fixture->inbox);
  put_tone (fixture, "two.wav", 1, 500);
  put (fixture, "second.vcon.json", second);
  g_autofree char *path = g_build_filename (fixture->inbox, "second.vcon.json", NULL);
  g_autoptr (EncoreImportPlan) later = import_path (fixture, path);
  EncoreImportItem *item = g_ptr_array_index (later->items, 0);

  g_assert_cmpstr (item->call_uuid, !=, "a1b2c3d4-0000-4000-8000-000000000001");
}

static void
test_corpus_vcons (Fixture      *fixture,
                   gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *agent;
    gint64 duration_ms;
    EncoreTranscriptKind kind;
  } expected[] = {
    { "calls/10-dual-channel-with-transcript", NULL, 566500, ENCORE_TRANSCRIPT_WORDS },

    { "calls/02-tts-turns-no-timing/5ca2865c-5388-4a8d-9480-ad055ce65fa5.vcon.json", NULL, 105190,
      ENCORE_TRANSCRIPT_UNTIMED },
    { "calls/04-inline-gsm-wav/the_first.vcon", NULL, 4720, ENCORE_TRANSCRIPT_NONE },
    { "calls/08-pcm-u8-mono", "ChrisL", 277660, ENCORE_TRANSCRIPT_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *path = encore_test_corpus (expected[i].path);
      if (path == NULL)
        return;

      g_test_message ("%s", expected[i].path);
      g_autoptr (EncoreImportPlan) plan = import_path (fixture, path);
      EncoreImportItem *item = g_ptr_array_index (plan->items, 0);
      g_assert_cmpstr (item->reason, ==, NULL);
      g_assert_cmpint (item->state, ==, ENCORE_IMPORT_DONE);

      g_autoptr (GPtrArray) all = calls (fixture);
      EncoreCall *call = NULL;
      for (guint j = 0; j < all->len; j++)
        if (g_strcmp0 (((EncoreCall *) g_ptr_array_index (all, j))->uuid, item->call_uuid) == 0)
          call = g_ptr_array_index (all, j);

      g_assert_nonnull (call);
      g_assert_cmpint (ABS (call->duration_ms - expected[i].duration_ms), <=, 20);
      g_assert_cmpint (call->transcript_kind, ==, expected[i].kind);
      if (expected[i].agent != NULL)
        g_assert_cmpstr (call->agent_name, ==, expected[i].agent);
    }
}

/* What somebody said of the samples of a file without a header is kept with the library. */
static void
test_raw_format (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->inbox, "call.raw", NULL);
  g_autofree char *directory = g_strdup (encore_library_get_directory (fixture->library));
  g_autofree char *samples = g_malloc (24000);
  g_autoptr (GError) error = NULL;

  /* as A-law three seconds; as µ-law or 16 bits it would be something else */
  for (guint i = 0; i < 24000; i++)
    samples[i] = (char) (0xd5 ^ (i % 40 < 20 ? 0x20 : 0xa0));
  g_assert_true (g_file_set_contents (path, samples, 24000, NULL));
  g_assert_true (encore_media_needs_raw_format (path));
  encore_media_set_raw_format (path, "alaw-8000");

  g_autoptr (EncoreImportPlan) plan = import_path (fixture, fixture->inbox);
  g_autoptr (GPtrArray) all = calls (fixture);

  g_assert_cmpint (find_item (plan, "call")->state, ==, ENCORE_IMPORT_DONE);
  g_assert_cmpint (((EncoreCall *) g_ptr_array_index (all, 0))->duration_ms, ==, 3000);

  encore_media_set_raw_format (path, NULL);
  g_assert_null (encore_media_dup_raw_format (path));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (fixture->library);
  g_assert_finalize_object (fixture->library);
  fixture->library = encore_library_open (directory, &error);
  g_assert_no_error (error);

  g_autofree char *kept = encore_media_dup_raw_format (path);

  g_assert_cmpstr (kept, ==, "alaw-8000");
}

/* A table that somebody has explained is read so, by whatever way it comes in. */
static void
test_explained_table (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->inbox, "odd.csv", NULL);
  const char *paths[] = { path, NULL };
  EncoreSheetMapping mapping = { .has_header = TRUE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, "odd.csv", "t;x;y\n1500;Sam;Hello\n3000;Rosa;Hi\n");

  g_autoptr (EncoreImportPlan) before = import_path (fixture, fixture->inbox);

  g_assert_cmpint (find_item (before, "odd")->state, ==, ENCORE_IMPORT_FAILED);

  g_autoptr (GPtrArray) tables = encore_tables_survey (fixture->library, paths, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, ==, 1);

  EncoreTable *table = g_ptr_array_index (tables, 0);

  g_assert_false (table->is_plain || table->is_known);
  g_assert_true (encore_sheet_mapping_from_text (&mapping, "start=1,speaker=2,text=3,unit=ms", &error));
  encore_tables_remember_async (fixture->library, table->sheet, &mapping, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  g_assert_true (encore_tables_remember_finish (fixture->library, result, &error));

  g_autoptr (GPtrArray) again = encore_tables_survey (fixture->library, paths, NULL, NULL);
  g_autoptr (EncoreImportPlan) after = import_path (fixture, fixture->inbox);
  g_autoptr (GPtrArray) all = calls (fixture);
  g_autoptr (GPtrArray) transcripts = encore_library_list (fixture->library, ENCORE_LISTING_TRANSCRIPTS_OF_CALL,
                                                           ((EncoreCall *) g_ptr_array_index (all, 0))->id, NULL);
  const EncoreSegment *second = encore_transcript_get (g_ptr_array_index (transcripts, 0), 1);

  g_assert_true (((EncoreTable *) g_ptr_array_index (again, 0))->is_known);
  g_assert_cmpint (find_item (after, "odd")->state, ==, ENCORE_IMPORT_DONE);
  g_assert_cmpint (second->start_ms, ==, 3000);
  g_assert_cmpstr (second->speaker, ==, "Rosa");
  g_assert_cmpstr (second->text, ==, "Hi");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/library/import/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("pairs", test_pairs_and_reads);
  ADD ("who-speaks", test_names_tell_who_speaks);
  ADD ("unchanged", test_unchanged_is_skipped);
  ADD ("same-recording", test_same_recording_is_one_call);
  ADD ("changed-transcript", test_changed_transcript_replaces);
  ADD ("bad-files", test_bad_files_never_stop_the_rest);
  ADD ("text-without-sound", test_text_without_its_sound);
  ADD ("bad-transcript", test_bad_transcript_is_tried_again);
  ADD ("cancel", test_cancel_leaves_whole_calls);
  ADD ("copies", test_copies_into_the_library);
  ADD ("copies-twins", test_copies_twins);
  ADD ("unreadable-folder", test_unreadable_folder);
  ADD ("odd-names", test_odd_names);
  ADD ("changed-recording", test_changed_recording_replaces);
  ADD ("name-used-again", test_name_used_again);
  ADD ("vcon-beside-recording", test_vcon_beside_its_recording);
  ADD ("vcon-after-recording", test_vcon_after_its_recording);
  ADD ("short-uuid", test_short_uuid_is_no_other_call);
  ADD ("raw-format", test_raw_format);
  ADD ("explained-table", test_explained_table);
  ADD ("corpus", test_corpus_vcons);
  return g_test_run ();
}
