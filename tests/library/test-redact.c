/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-redact.h"

#include "encore-clip-export.h"
#include "encore-error.h"
#include "encore-export.h"
#include "encore-import.h"
#include "encore-joined.h"
#include "encore-redact-purge.h"
#include "encore-search.h"
#include "encore-test.h"
#include "encore-zip.h"

#include <string.h>

/* Every way out of the library obeys a redaction at once; only its owner lifts it. */

#define MAIL "zebulon@example.com"
#define CARD "4111 1111 1111 1111"
#define VTT                                                                                                            \
  "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Customer>Write to " MAIL " please.</v>\n\n"                                   \
  "00:04.500 --> 00:07.000\n<v Agent>I can <00:05.000>refund <00:06.000>one.</v>\n\n"                                  \
  "00:12.000 --> 00:19.000\n<v Customer>My card is " CARD " by the way</v>\n"

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  EncorePerson *sam;
  EncorePerson *kim;
  gint64 call_id;
} Fixture;

static EncorePerson *
add_person (EncoreLibrary *library,
            const char    *name)
{
  g_autoptr (GError) error = NULL;
  EncorePerson *person = encore_person_new ();
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Add", NULL, person);

  person->name = g_strdup (name);
  person->roles = ENCORE_ROLE_COACH;
  encore_library_commit (library, edit, &error);
  g_assert_no_error (error);
  return person;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  EncoreCallFilter filter = { 0 };

  fixture->dir = encore_test_dir_new ();
  g_autofree char *directory = g_build_filename (fixture->dir, "library", NULL);
  g_autofree char *recording = g_build_filename (fixture->dir, "call.wav", NULL);
  g_autofree char *transcript = g_build_filename (fixture->dir, "call.vtt", NULL);
  encore_test_write_tone (recording, 2, 20000, 300, 600);
  g_file_set_contents (transcript, VTT, -1, NULL);

  fixture->library = encore_library_open (directory, &error);
  g_assert_no_error (error);
  const char *paths[] = { recording, transcript, NULL };
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);

  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, NULL);
  fixture->call_id = ((EncoreCall *) calls->pdata[0])->id;
  fixture->sam = add_person (fixture->library, "Sam");
  fixture->kim = add_person (fixture->library, "Kim");
  encore_library_set_working_as (fixture->library, fixture->sam);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (fixture->library);
  g_object_unref (fixture->library);
  g_object_unref (fixture->sam);
  g_object_unref (fixture->kim);
  encore_test_dir_free (fixture->dir);
}

static EncoreMoment *
add_moment (Fixture    *fixture,
            const char *note)
{
  g_autoptr (GError) error = NULL;
  EncoreMoment *moment = encore_moment_new ();
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Mark", NULL, moment);

  moment->call_id = fixture->call_id;
  moment->type_id = g_strdup ("to-discuss");
  moment->span = (EncoreSpan) { 1000, 4000 };
  moment->cue = g_strdup ("Write to " MAIL " please.");
  moment->note = g_strdup (note);
  moment->could_have = g_strdup ("");
  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
  return moment;
}

/* All that the detector finds. */
static GPtrArray *
redact_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = encore_redact_suggest (fixture->library, fixture->call_id, &error);
  g_autoptr (GArray) orders = g_array_new (FALSE, FALSE, sizeof (EncoreRedactOrder));

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (orders, ((EncoreSuggestion *) found->pdata[i])->order);

  GPtrArray *made = encore_redact (fixture->library, fixture->call_id,
                                   (const EncoreRedactOrder *) (gpointer) orders->data, orders->len, &error);
  g_assert_no_error (error);
  return made;
}

static void
assert_clean (const char *what,
              const char *text)
{
  if (strstr (text, "zebulon") != NULL || strstr (text, "4111") != NULL || strstr (text, "1111") != NULL)
    g_error ("%s shows what is redacted:\n%s", what, text);
}

/* Of a document in an archive its words. */
static char *
text_of (GBytes *bytes)
{
  const char *data = g_bytes_get_data (bytes, NULL);
  gsize length = g_bytes_get_size (bytes);
  g_autoptr (GBytes) words = encore_zip_looks_like (data, length)
                                 ? encore_zip_read (data, length, "word/document.xml", ENCORE_ZIP_MAX_TEXT, NULL)
                                 : g_bytes_ref (bytes);

  g_assert_nonnull (words);
  return g_strndup (g_bytes_get_data (words, NULL), g_bytes_get_size (words));
}

/* Every format that a call is written in. */
static void
check_exports (Fixture *fixture,
               gboolean hidden)
{
  static const char *const ids[] = { "vcon",           "vtt", "csv", "labels", "srt", "wtf", "textgrid", "eaf",
                                     "transcript-csv", "txt", "docx" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      EncoreExportFormat format;

      g_assert_true (encore_export_format_from_id (ids[i], &format));
      g_autoptr (GBytes) bytes = encore_export_call (fixture->library, fixture->call_id, format, &error);
      g_assert_no_error (error);
      g_autofree char *text = text_of (bytes);
      if (hidden)
        assert_clean (ids[i], text);
      g_assert_cmpint (strstr (text, "zebulon") == NULL, ==, hidden);
      if (hidden && !g_str_equal (ids[i], "labels"))
        g_assert_nonnull (strstr (text, "[redacted]"));
    }
}

/* The same of the document for people, which is an archive. */
static void
check_document (Fixture *fixture,
                gboolean hidden)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) docx = encore_export_call (fixture->library, fixture->call_id, ENCORE_EXPORT_DOCX, &error);

  g_assert_no_error (error);

  g_autoptr (GBytes) xml = encore_zip_read (g_bytes_get_data (docx, NULL), g_bytes_get_size (docx), "word/document.xml",
                                            ENCORE_ZIP_MAX_TEXT, &error);

  g_assert_no_error (error);

  g_autofree char *text = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));

  if (hidden)
    assert_clean ("docx", text);
  g_assert_cmpint (strstr (text, "zebulon") == NULL, ==, hidden);
}

static guint
count_hits (Fixture    *fixture,
            const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreQuery) query = encore_query_new (words);
  g_autoptr (EncoreFindings) findings = encore_library_search (fixture->library, query, 10, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->hits->len; i++)
    {
      EncoreHit *hit = findings->hits->pdata[i];

      if (hit->text != NULL && strstr (words, "please") != NULL)
        assert_clean ("search", hit->text);
    }
  return findings->hits->len;
}

static void
check_lists (Fixture *fixture)
{
  static const EncoreListing listings[] = { ENCORE_LISTING_MOMENTS_OF_CALL, ENCORE_LISTING_TRANSCRIPTS_OF_CALL };

  for (gsize i = 0; i < G_N_ELEMENTS (listings); i++)
    {
      g_autoptr (GPtrArray) list = encore_library_list (fixture->library, listings[i], fixture->call_id, NULL);

      g_assert_cmpuint (list->len, ==, 1);
      if (ENCORE_IS_MOMENT (list->pdata[0]))
        {
          EncoreMoment *moment = list->pdata[0];

          g_assert_cmpstr (moment->note, ==, "Card [redacted], mail [redacted]");
          g_assert_cmpstr (moment->cue, ==, "Write to [redacted] please.");
        }
      else
        {
          EncoreTranscript *transcript = list->pdata[0];

          g_assert_cmpstr (encore_transcript_get (transcript, 0)->text, ==, "Write to [redacted] please.");
          g_assert_cmpstr (encore_transcript_get (transcript, 2)->text, ==, "My card is [redacted] by the way");
          g_assert_cmpuint (transcript->marks->len, ==, 2);
        }
    }
}

/* Whether the vCon names a file. */
static void
check_named (Fixture    *fixture,
             const char *name,
             gboolean    expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) vcon = encore_export_call (fixture->library, fixture->call_id, ENCORE_EXPORT_VCON, &error);

  g_assert_no_error (error);
  g_assert_true ((memmem (g_bytes_get_data (vcon, NULL), g_bytes_get_size (vcon), name, strlen (name)) != NULL)
                 == expected);
}

static void
test_every_way_out (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (EncoreMoment) moment = add_moment (fixture, "Card 4111-1111-1111-1111, mail " MAIL);

  check_exports (fixture, FALSE);
  check_document (fixture, FALSE);
  check_named (fixture, "call.wav", TRUE);
  g_assert_cmpuint (count_hits (fixture, "zebulon"), >, 0);

  g_autoptr (GPtrArray) made = redact_all (fixture);
  g_assert_cmpuint (made->len, ==, 2);
  check_exports (fixture, TRUE);
  check_document (fixture, TRUE);
  check_lists (fixture);
  check_named (fixture, "call.wav", FALSE);
  g_assert_cmpuint (count_hits (fixture, "zebulon"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "4111"), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "please"), >, 0);

  g_autoptr (GPtrArray) none = encore_redact_suggest (fixture->library, fixture->call_id, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static gboolean
is_silent (const float *samples,
           gsize        frames)
{
  for (gsize i = 0; i < frames; i++)
    if (samples[i] != 0)
      return FALSE;

  return TRUE;
}

/* A WAV clip of the whole recording: 8 kHz, two channels of 16 bits, 44 bytes before them. */
static void
clip_all (Fixture *fixture,
          GArray  *samples)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreJob) job = encore_job_new ("clip");
  g_autofree char *path = g_build_filename (fixture->dir, "clip.wav", NULL);
  EncoreClipOrder order = { .call_id = fixture->call_id, .span = { 0, 20000 }, .format = ENCORE_CLIP_WAV };
  EncoreClipResult result = { 0 };
  g_autofree char *data = NULL;
  gsize length;

  encore_clip_export (fixture->library, &order, path, job, &result, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);

  const char *body = memmem (data, length, "data", 4);
  g_assert_nonnull (body);
  for (gsize i = 0; i < (gsize) result.frames; i++)
    {
      gint16 sample;

      memcpy (&sample, body + 8 + i * 2 * (gsize) result.channels, sizeof sample);
      float value = sample;
      g_array_append_val (samples, value);
    }
}

static void
test_clips (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  EncoreRedactOrder order = { .span = { 4600, 5500 } };
  g_autoptr (GPtrArray) made = encore_redact (fixture->library, fixture->call_id, &order, 1, &error);
  g_assert_no_error (error);

  /* "I can" is said from 4.5 to 5 s and "refund" from 5 to 6 s: both wholly. */
  EncoreRedaction *redaction = made->pdata[0];
  g_assert_cmpint (redaction->span.start_ms, ==, 4500);
  g_assert_cmpint (redaction->span.end_ms, ==, 6000);

  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (float));
  clip_all (fixture, samples);
  const float *values = (const float *) (gpointer) samples->data;
  gsize rate = samples->len / 20;
  g_assert_true (is_silent (values + rate * 45 / 10, rate * 15 / 10));
  g_assert_false (is_silent (values + rate * 4, rate / 2));
  g_assert_false (is_silent (values + rate * 6, rate / 2));
}

static void
undo (Fixture *fixture,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  encore_library_undo_async (fixture->library, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  g_autofree char *label = encore_library_undo_finish (fixture->library, result, error);
}

static guint
n_redactions (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = encore_library_list (fixture->library, ENCORE_LISTING_REDACTIONS_OF_CALL,
                                                    fixture->call_id, NULL);

  return list->len;
}

static void
test_only_the_owner (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GPtrArray) made = redact_all (fixture);
  g_autoptr (GError) by_kim = NULL;
  g_autoptr (GError) by_nobody = NULL;
  g_autoptr (GError) by_undo = NULL;
  g_autoptr (GError) error = NULL;
  EncoreRedaction *redaction = made->pdata[0];
  g_autoptr (EncoreEdit) lift = encore_redact_lift (redaction);

  encore_library_set_working_as (fixture->library, fixture->kim);
  g_assert_false (encore_redact_may_lift (fixture->library, redaction));
  g_assert_false (encore_library_commit (fixture->library, lift, &by_kim));
  g_assert_error (by_kim, ENCORE_ERROR, ENCORE_ERROR_IN_USE);
  g_assert_nonnull (strstr (by_kim->message, "Only Sam"));
  undo (fixture, &by_undo);
  g_assert_error (by_undo, ENCORE_ERROR, ENCORE_ERROR_IN_USE);

  encore_library_set_working_as (fixture->library, NULL);
  g_assert_false (encore_library_commit (fixture->library, lift, &by_nobody));
  g_assert_error (by_nobody, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_assert_cmpuint (n_redactions (fixture), ==, 2);

  encore_library_set_working_as (fixture->library, fixture->sam);
  g_assert_true (encore_redact_may_lift (fixture->library, redaction));
  undo (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_redactions (fixture), ==, 0);
  g_assert_cmpuint (count_hits (fixture, "zebulon"), >, 0);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) nobody = NULL;
  g_autoptr (GError) nothing = NULL;
  EncoreRedactOrder span = { .span = { 4600, 5500 } };
  EncoreRedactOrder space = { .span = { ENCORE_NO_TIME, ENCORE_NO_TIME }, .start = 5, .end = 6 };

  g_assert_null (encore_redact (fixture->library, fixture->call_id, &space, 1, &nothing));
  g_assert_error (nothing, ENCORE_ERROR, ENCORE_ERROR_EMPTY);
  encore_library_set_working_as (fixture->library, NULL);
  g_assert_null (encore_redact (fixture->library, fixture->call_id, &span, 1, &nobody));
  g_assert_error (nobody, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_assert_cmpuint (n_redactions (fixture), ==, 0);
}

/* A selection in masked text means what is under it. */
static void
test_beside_another (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) made = redact_all (fixture);
  EncoreRedactOrder order = { .span = { ENCORE_NO_TIME, ENCORE_NO_TIME }, .first_segment = 2, .last_segment = 2 };

  order.start = strlen ("My card is [redacted] by ");
  order.end = order.start + strlen ("the");
  g_autoptr (GPtrArray) second = encore_redact (fixture->library, fixture->call_id, &order, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((EncoreRedactionPlace *) ((EncoreRedaction *) second->pdata[0])->places->pdata[0])->text, ==,
                   "the");

  g_autoptr (GPtrArray) list = encore_library_list (fixture->library, ENCORE_LISTING_TRANSCRIPTS_OF_CALL,
                                                    fixture->call_id, NULL);
  g_assert_cmpstr (encore_transcript_get (list->pdata[0], 2)->text, ==, "My card is [redacted] by [redacted] way");
}

/* Purging */

static gboolean
holds (const char *path,
       const char *text)
{
  g_autofree char *data = NULL;
  gsize length;

  return g_file_get_contents (path, &data, &length, NULL) && memmem (data, length, text, strlen (text)) != NULL;
}

/* The file itself, its log, and all of its backups. */
static void
assert_gone (Fixture    *fixture,
             const char *text)
{
  const char *directory = encore_library_get_directory (fixture->library);
  g_autofree char *backups = g_build_filename (directory, "backups", NULL);
  g_autofree char *database = g_build_filename (directory, "library.db", NULL);
  g_autofree char *log = g_build_filename (directory, "library.db-wal", NULL);
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  const char *name;

  g_assert_false (holds (database, text));
  g_assert_false (holds (log, text));
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (backups, name, NULL);

      g_assert_false (holds (path, text));
    }
}

static EncorePurgeResult *
purge (Fixture *fixture,
       gint64   before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreJob) job = encore_job_new ("purge");
  EncorePurgeResult *result = encore_redact_purge (fixture->library, before, job, &error);

  g_assert_no_error (error);
  return result;
}

static EncoreRecording *
find_recording (Fixture *fixture)
{
  g_autoptr (GPtrArray) recordings = encore_library_list (fixture->library, ENCORE_LISTING_RECORDINGS_OF_CALL,
                                                          fixture->call_id, NULL);

  g_assert_cmpuint (recordings->len, ==, 1);
  return g_object_ref (recordings->pdata[0]);
}

static void
import_again (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *recording = g_build_filename (fixture->dir, "call.wav", NULL);
  g_autofree char *transcript = g_build_filename (fixture->dir, "call.vtt", NULL);
  const char *paths[] = { recording, transcript, NULL };
  EncoreCallFilter filter = { 0 };

  /* Changed, so that it is read again; its words are the same. */
  g_file_set_contents (transcript, VTT "\n", -1, NULL);
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, NULL);
  g_assert_cmpuint (calls->len, ==, 1);
}

static void
test_purge (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (EncoreMoment) moment = add_moment (fixture, "Card 4111-1111-1111-1111, mail " MAIL);
  g_autoptr (GPtrArray) made = redact_all (fixture);
  g_autoptr (EncoreRecording) before = find_recording (fixture);
  g_autoptr (GError) error = NULL;
  gint64 now = ((EncoreRedaction *) made->pdata[1])->redacted_at;

  g_autoptr (EncorePurgeResult) early = purge (fixture, now - 1000 * 60);
  g_assert_cmpuint (early->n_redactions, ==, 0);
  g_autofree char *database = g_build_filename (encore_library_get_directory (fixture->library), "library.db-wal",
                                                NULL);
  g_assert_true (holds (database, "zebulon"));

  g_autofree char *aside = g_build_filename (encore_library_get_directory (fixture->library), "library.db.damaged-1",
                                             NULL);
  g_file_set_contents (aside, MAIL, -1, NULL);

  g_autoptr (EncorePurgeResult) result = purge (fixture, now + 1);
  g_assert_cmpuint (result->n_redactions, ==, 2);
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (result->problems->len, ==, 0);
  g_assert_cmpuint (result->originals->len, ==, 1);
  g_assert_cmpstr (result->originals->pdata[0], ==, before->path);
  assert_gone (fixture, "zebulon");
  assert_gone (fixture, "4111");
  check_exports (fixture, TRUE);
  check_document (fixture, TRUE);
  check_lists (fixture);
  g_autoptr (GPtrArray) problems = encore_library_check (fixture->library, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);

  /* The library has a muted copy; the user's own file is as it was. */
  g_autoptr (EncoreRecording) after = find_recording (fixture);
  g_assert_cmpstr (after->path, !=, before->path);
  g_assert_cmpstr (after->original_path, ==, before->path);
  g_assert_cmpstr (after->original_hash, ==, before->content_hash);
  g_assert_cmpint (after->channels, ==, 2);
  g_assert_cmpint (after->duration_ms, ==, before->duration_ms);
  g_autofree char *mine = NULL, *copy = NULL;
  gsize my_length, copy_length;
  g_assert_true (g_file_get_contents (before->path, &mine, &my_length, NULL));
  g_assert_true (g_file_get_contents (after->path, &copy, &copy_length, NULL));
  g_assert_cmpint (my_length, ==, before->size);
  g_assert_cmpuint (copy_length, ==, my_length);
  g_assert_cmpstr (after->codec, ==, before->codec);
  g_assert_cmpuint (result->converted->len, ==, 0);
  check_named (fixture, "-muted.wav", TRUE);
  check_named (fixture, "call.wav", FALSE);

  EncoreSpan span = ((EncoreRedaction *) made->pdata[1])->span;
  gsize frame = 4, n = (my_length - 44) / frame, from = n * (gsize) span.start_ms / 20000,
        to = n * (gsize) span.end_ms / 20000;
  for (gsize i = 44 + from * frame; i < 44 + to * frame; i++)
    g_assert_cmpint (copy[i], ==, 0);
  g_assert_cmpint (memcmp (mine + 44 + (to + 100) * frame, copy + 44 + (to + 100) * frame, 1000), ==, 0);
  g_assert_cmpint (memcmp (mine + 44, copy + 44, 1000), ==, 0);

  /* It is for good. */
  g_autoptr (EncoreEdit) lift = encore_redact_lift (made->pdata[0]);
  g_assert_false (encore_library_commit (fixture->library, lift, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE);
  import_again (fixture);
  check_exports (fixture, TRUE);
  check_document (fixture, TRUE);
  assert_gone (fixture, "zebulon");
}

static void
assert_silent (const char *path,
               gint64      from_ms,
               gint64      to_ms)
{
  g_autofree char *data = NULL;
  gsize length, frame = 2;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  gsize rate = (length - 44) / frame / 10;
  for (gsize i = 0; i < rate * 10; i++)
    {
      gboolean silent = data[44 + i * frame] == 0 && data[45 + i * frame] == 0;
      gboolean hidden = i >= rate * (gsize) from_ms / 1000 && i < rate * (gsize) to_ms / 1000;

      if (hidden)
        g_assert_true (silent);
    }
  g_assert_true (memcmp (data + 44, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 24) != 0);
}

/* A call in two files, the second of which begins a second later: each is muted in its own time, and the file that
 * was joined of them is made anew. */
static void
test_purge_pair (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *in = g_build_filename (fixture->dir, "pair-in.wav", NULL);
  g_autofree char *out = g_build_filename (fixture->dir, "pair-out.wav", NULL);
  const char *paths[] = { in, out, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  EncoreCallFilter filter = { 0 };
  EncoreRedactOrder order = { .span = { 5000, 6000 } };
  gint64 call_id = 0;

  encore_test_write_tone (in, 1, 10000, 300, 300);
  encore_test_write_tone (out, 1, 10000, 500, 500);
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, "none", NULL, &error);
  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, NULL);
  for (guint i = 0; i < calls->len; i++)
    call_id = MAX (call_id, ((EncoreCall *) calls->pdata[i])->id);

  g_autoptr (GPtrArray) before = encore_library_list (fixture->library, ENCORE_LISTING_RECORDINGS_OF_CALL, call_id,
                                                      NULL);
  g_assert_true (encore_joined_is_pair (before));
  g_autoptr (EncoreRecording) late = encore_recording_copy (before->pdata[1]);
  late->offset_ms -= 1000;
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Late", before->pdata[1], late);
  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);

  g_autoptr (EncoreRecording) joined = encore_joined_find (fixture->library, call_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (joined->path, G_FILE_TEST_EXISTS));
  g_autoptr (GPtrArray) made = encore_redact (fixture->library, call_id, &order, 1, &error);
  g_assert_no_error (error);
  g_autoptr (EncorePurgeResult) result = purge (fixture, ((EncoreRedaction *) made->pdata[0])->redacted_at + 1);
  g_assert_cmpuint (result->originals->len, ==, 2);

  g_autoptr (GPtrArray) after = encore_library_list (fixture->library, ENCORE_LISTING_RECORDINGS_OF_CALL, call_id,
                                                     NULL);
  assert_silent (((EncoreRecording *) after->pdata[0])->path, 5000, 6000);
  assert_silent (((EncoreRecording *) after->pdata[1])->path, 4000, 5000);
  g_assert_false (g_file_test (joined->path, G_FILE_TEST_EXISTS));
  g_autoptr (EncoreRecording) again = encore_joined_find (fixture->library, call_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->path, !=, joined->path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/library/redact/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("every-way-out", test_every_way_out);
  ADD ("clips", test_clips);
  ADD ("only-the-owner", test_only_the_owner);
  ADD ("refused", test_refused);
  ADD ("beside-another", test_beside_another);
  ADD ("purge", test_purge);
  ADD ("purge-pair", test_purge_pair);
#undef ADD
  return g_test_run ();
}
