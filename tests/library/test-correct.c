/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-error.h"
#include "encore-import.h"
#include "encore-redact.h"
#include "encore-review-correct.h"
#include "encore-review-redact.h"
#include "encore-test.h"

#include <glib/gstdio.h>

typedef struct
{
  EncoreTestDir *dir;
  char *recording;
  char *transcript;
  EncoreLibrary *library;
  EncoreReview *review;
  gint64 call_id;
} Fixture;

#define VTT                                                                                                            \
  "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Customer>I was charged twice and my rent is due.</v>\n\n"                     \
  "00:04.500 --> 00:07.000\n<v Agent>I can <00:05.000>refund <00:06.000>one.</v>\n\n"                                  \
  "00:12.000 --> 00:19.000\n<v Customer>And tomorrow?</v>\n"

static void
import (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  const char *paths[] = { fixture->recording, fixture->transcript, NULL };
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_autoptr (EncoreJob) job = encore_job_new ("import");

  g_assert_no_error (error);
  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);
}

static void
open_call (Fixture *fixture)
{
  gboolean loading = TRUE;

  encore_review_open (fixture->review, fixture->call_id);
  while (loading)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture->review, "loading", &loading, NULL);
    }
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = NULL;
  EncoreCallFilter filter = { 0 };

  fixture->dir = encore_test_dir_new ();
  directory = g_build_filename (fixture->dir, "library", NULL);
  fixture->recording = g_build_filename (fixture->dir, "call.wav", NULL);
  fixture->transcript = g_build_filename (fixture->dir, "call.vtt", NULL);
  encore_test_write_tone (fixture->recording, 2, 20000, 300, 600);
  g_file_set_contents (fixture->transcript, VTT, -1, NULL);
  fixture->library = encore_library_open (directory, &error);
  g_assert_no_error (error);
  import (fixture);

  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, NULL);
  fixture->call_id = ((EncoreCall *) g_ptr_array_index (calls, 0))->id;
  fixture->review = encore_review_new (fixture->library);
  open_call (fixture);
}

static void
settle (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  encore_library_settle_async (fixture->library, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  encore_review_close (fixture->review);
  g_clear_object (&fixture->review);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (fixture->library);
  g_object_unref (fixture->library);
  g_free (fixture->recording);
  g_free (fixture->transcript);
  encore_test_dir_free (fixture->dir);
}

static guint
length (Fixture *fixture)
{
  return encore_transcript_get_length (encore_review_get_transcript (fixture->review));
}

static const char *
text (Fixture *fixture,
      guint    index)
{
  return encore_transcript_get (encore_review_get_transcript (fixture->review), index)->text;
}

static GPtrArray *
stored (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *transcripts = encore_library_list (fixture->library, ENCORE_LISTING_TRANSCRIPTS_OF_CALL, fixture->call_id,
                                                &error);

  g_assert_no_error (error);
  return transcripts;
}

static const char *
stored_text (GPtrArray *transcripts,
             guint      transcript,
             guint      index)
{
  return encore_transcript_get (g_ptr_array_index (transcripts, transcript), index)->text;
}

static gboolean
can_undo (Fixture *fixture)
{
  gboolean can;

  g_object_get (fixture->library, "can-undo", &can, NULL);
  return can;
}

static char *
undo_label (Fixture *fixture)
{
  char *label;

  g_object_get (fixture->library, "undo-label", &label, NULL);
  return label;
}

static void
write_text (Fixture    *fixture,
            guint       index,
            const char *new_text)
{
  EncoreSegmentDraft draft = encore_review_begin_draft (fixture->review, index);

  draft.text = new_text;
  encore_review_correct_segment (fixture->review, index, &draft);
}

static void
test_text (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *label = NULL;

  g_assert_null (encore_review_get_original (fixture->review));
  g_assert_false (encore_review_is_corrected (fixture->review, 0));
  write_text (fixture, 0, " I was charged once and my rent is due.\n");

  /* Shown at once, saved soon. */
  g_assert_cmpstr (text (fixture, 0), ==, "I was charged once and my rent is due.");
  g_assert_true (encore_review_is_corrected (fixture->review, 0));
  g_assert_false (encore_review_is_corrected (fixture->review, 1));
  encore_test_wait_until (can_undo (fixture));
  label = undo_label (fixture);
  g_assert_cmpstr (label, ==, "Correct text");

  g_autoptr (GPtrArray) transcripts = stored (fixture);
  g_assert_cmpuint (transcripts->len, ==, 2);
  g_assert_cmpstr (stored_text (transcripts, 0, 0), ==, "I was charged once and my rent is due.");
  g_assert_cmpstr (stored_text (transcripts, 1, 0), ==, "I was charged twice and my rent is due.");
  EncoreTranscript *corrected = g_ptr_array_index (transcripts, 0);
  g_assert_cmpstr (corrected->corrects, ==, ((EncoreTranscript *) g_ptr_array_index (transcripts, 1))->uuid);
  g_assert_cmpint (corrected->corrected_at, >, 0);

  encore_review_undo (fixture->review);
  encore_test_wait_until (encore_review_get_original (fixture->review) == NULL);
  g_assert_cmpstr (text (fixture, 0), ==, "I was charged twice and my rent is due.");
  encore_review_redo (fixture->review);
  encore_test_wait_until (encore_review_get_original (fixture->review) != NULL);
  g_assert_cmpstr (text (fixture, 0), ==, "I was charged once and my rent is due.");
}

/* Faster than they can be saved: each is one step back. */
static void
test_quick_corrections (Fixture      *fixture,
                        gconstpointer data)
{
  write_text (fixture, 0, "One.");
  write_text (fixture, 1, "Two.");
  write_text (fixture, 0, "Three.");
  encore_review_undo (fixture->review);
  encore_test_wait_until (g_str_equal (text (fixture, 0), "One."));
  g_assert_cmpstr (text (fixture, 1), ==, "Two.");

  encore_review_undo (fixture->review);
  encore_test_wait_until (g_str_equal (text (fixture, 1), "I can refund one."));
  g_assert_cmpstr (text (fixture, 0), ==, "One.");

  g_autoptr (GPtrArray) transcripts = stored (fixture);
  g_assert_cmpuint (transcripts->len, ==, 2);
  g_assert_cmpstr (stored_text (transcripts, 0, 0), ==, "One.");
}

/* Saved though the call is closed before. */
static void
test_closing (Fixture      *fixture,
              gconstpointer data)
{
  write_text (fixture, 0, "One.");
  write_text (fixture, 1, "Two.");
  encore_review_close (fixture->review);
  settle (fixture);
  settle (fixture);
  open_call (fixture);
  g_assert_cmpstr (text (fixture, 0), ==, "One.");
  g_assert_cmpstr (text (fixture, 1), ==, "Two.");
}

static void
test_nothing_changed (Fixture      *fixture,
                      gconstpointer data)
{
  EncoreSegmentDraft draft = encore_review_begin_draft (fixture->review, 1);

  encore_review_correct_segment (fixture->review, 1, &draft);
  settle (fixture);
  g_assert_false (can_undo (fixture));
  g_assert_null (encore_review_get_original (fixture->review));
}

static void
test_speaker_and_times (Fixture      *fixture,
                        gconstpointer data)
{
  EncoreSegmentDraft draft = encore_review_begin_draft (fixture->review, 1);

  draft.speaker = "Dana";
  draft.party = ENCORE_PARTY_AGENT;
  draft.span = (EncoreSpan) { 5500, 6500 };
  encore_review_correct_segment (fixture->review, 1, &draft);

  const EncoreSegment *segment = encore_transcript_get (encore_review_get_transcript (fixture->review), 1);
  g_assert_cmpstr (segment->speaker, ==, "Dana");
  g_assert_cmpint (segment->start_ms, ==, 5500);
  g_assert_cmpint (segment->end_ms, ==, 6500);
  for (guint i = 0; i < segment->words->len; i++)
    g_assert_cmpint (g_array_index (segment->words, EncoreWord, i).start_ms, >=, 5500);
}

/* A moment that was marked by its text stays with it. */
static void
test_split_and_merge (Fixture      *fixture,
                      gconstpointer data)
{
  GListModel *moments = encore_review_get_moments (fixture->review);

  encore_review_mark_segments (fixture->review, ENCORE_ABOVE_AND_BEYOND, ENCORE_OUTCOME_TAKEN, 2, 2);
  encore_test_wait_until (g_list_model_get_n_items (moments) == 1);
  encore_review_finish_editing (fixture->review);
  settle (fixture);

  g_assert_false (encore_review_split_segment (fixture->review, 1, NULL, 0));
  g_assert_true (encore_review_split_segment (fixture->review, 1, NULL, 6));
  g_assert_cmpuint (length (fixture), ==, 4);
  g_assert_cmpstr (text (fixture, 1), ==, "I can");
  g_assert_cmpstr (text (fixture, 2), ==, "refund one.");
  settle (fixture);

  g_autoptr (GPtrArray) moved = encore_library_list (fixture->library, ENCORE_LISTING_MOMENTS_OF_CALL, fixture->call_id,
                                                     NULL);
  g_assert_cmpint (((EncoreMoment *) g_ptr_array_index (moved, 0))->first_segment, ==, 3);

  encore_review_join_segments (fixture->review, 1, NULL);
  g_assert_cmpuint (length (fixture), ==, 3);
  g_assert_cmpstr (text (fixture, 1), ==, "I can refund one.");
  g_assert_false (encore_review_is_corrected (fixture->review, 1)); /* as it was */

  /* As edited, and split at once. */
  EncoreSegmentDraft draft = encore_review_begin_draft (fixture->review, 0);
  draft.text = "  I was charged twice. My rent is due.";
  g_assert_true (encore_review_split_segment (fixture->review, 0, &draft, 23));
  g_assert_cmpstr (text (fixture, 0), ==, "I was charged twice.");
  g_assert_cmpstr (text (fixture, 1), ==, "My rent is due.");
}

/* The original, and one correction of it, which says that; NULL: the original alone. */
static gboolean
is_stored (Fixture    *fixture,
           const char *text)
{
  g_autoptr (GPtrArray) transcripts = stored (fixture);

  return text == NULL ? transcripts->len == 1
                      : transcripts->len == 2 && g_str_equal (stored_text (transcripts, 0, 0), text);
}

static void
test_delete_and_restore (Fixture      *fixture,
                         gconstpointer data)
{
  write_text (fixture, 2, "  ");
  g_assert_cmpuint (length (fixture), ==, 2);
  write_text (fixture, 0, "One.");
  encore_test_wait_until (is_stored (fixture, "One."));

  encore_review_restore_original (fixture->review);
  g_assert_cmpuint (length (fixture), ==, 3);
  g_assert_null (encore_review_get_original (fixture->review));
  encore_test_wait_until (is_stored (fixture, NULL));
  settle (fixture);

  encore_review_undo (fixture->review);
  encore_test_wait_until (length (fixture) == 2 && is_stored (fixture, "One."));
  g_assert_cmpstr (text (fixture, 0), ==, "One.");
  settle (fixture);

  /* Once more from the beginning: the one that was given up is another. */
  encore_review_restore_original (fixture->review);
  encore_test_wait_until (is_stored (fixture, NULL));
  settle (fixture);
  write_text (fixture, 0, "Four.");
  encore_test_wait_until (is_stored (fixture, "Four."));
}

static void
test_adjust_times (Fixture      *fixture,
                   gconstpointer data)
{
  EncoreTimeMap map;

  g_assert_true (encore_time_map_from_points (&map, 1000, 1500, 12000, 13500));
  encore_review_adjust_times (fixture->review, &map);
  g_assert_cmpint (encore_review_segment_span (fixture->review, 0).start_ms, ==, 1500);
  g_assert_cmpint (encore_review_segment_span (fixture->review, 2).start_ms, ==, 13500);
  g_assert_false (encore_review_is_corrected (fixture->review, 2)); /* it says the same */
  g_assert_nonnull (encore_review_get_original (fixture->review));

  encore_test_wait_until (can_undo (fixture));
  encore_review_undo (fixture->review);
  encore_test_wait_until (encore_review_segment_span (fixture->review, 2).start_ms == 12000);
}

/* The same file once more, then another version of it: what was corrected stays the chosen one. */
static void
test_import_again (Fixture      *fixture,
                   gconstpointer data)
{
  write_text (fixture, 0, "One.");
  settle (fixture);
  import (fixture);
  g_file_set_contents (fixture->transcript, VTT "\n00:19.100 --> 00:19.500\n<v Customer>Bye.</v>\n", -1, NULL);
  import (fixture);

  g_autoptr (GPtrArray) transcripts = stored (fixture);
  g_assert_cmpuint (transcripts->len, ==, 2);
  g_assert_cmpstr (stored_text (transcripts, 0, 0), ==, "One.");
  g_assert_cmpuint (encore_transcript_get_length (g_ptr_array_index (transcripts, 0)), ==, 3);
  g_assert_cmpuint (encore_transcript_get_length (g_ptr_array_index (transcripts, 1)), ==, 4);
  encore_review_close (fixture->review);
  open_call (fixture);
  g_assert_cmpstr (text (fixture, 0), ==, "One.");
  g_assert_cmpuint (encore_transcript_get_length (encore_review_get_original (fixture->review)), ==, 4);
}

static gboolean
is_muted (Fixture *fixture,
          gint64   at_ms)
{
  GArray *spans = encore_review_get_muted (fixture->review);

  for (guint i = 0; i < spans->len; i++)
    if (encore_span_contains (g_array_index (spans, EncoreSpan, i), at_ms))
      return TRUE;

  return FALSE;
}

/* What is redacted cannot be corrected, and stays redacted in text and sound wherever it is moved. */
static void
test_redacted (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const EncoreRedactOrder order = { .first_segment = 1, .start = 6, .last_segment = 1, .end = 16 };
  EncoreTimeMap map = { 1, 6000 };
  g_autoptr (EncorePerson) coach = encore_person_new ();

  coach->name = g_strdup ("Sam");
  coach->roles = ENCORE_ROLE_COACH;
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("coach", NULL, coach);
  g_assert_true (encore_library_commit (fixture->library, edit, NULL));
  encore_library_set_working_as (fixture->library, coach);

  g_autoptr (GPtrArray) made = encore_redact (fixture->library, fixture->call_id, &order, 1, &error);
  g_assert_no_error (error);
  encore_test_wait_until (g_str_equal (text (fixture, 1), "I can [redacted]."));
  g_assert_false (encore_review_can_correct (fixture->review, 1, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE);
  g_assert_true (encore_review_can_correct (fixture->review, 0, NULL));

  write_text (fixture, 0, "One.");
  g_assert_cmpstr (text (fixture, 1), ==, "I can [redacted].");
  settle (fixture);
  {
    g_autoptr (GPtrArray) transcripts = stored (fixture);
    g_assert_cmpstr (stored_text (transcripts, 0, 1), ==, "I can [redacted].");
  }

  g_assert_true (is_muted (fixture, 5500));
  g_assert_false (is_muted (fixture, 11500));
  encore_review_adjust_times (fixture->review, &map);
  g_assert_cmpstr (text (fixture, 1), ==, "I can [redacted].");
  g_assert_true (is_muted (fixture, 11500));

  /* The text that was kept is there again once it is lifted. */
  encore_review_lift_redaction (fixture->review, g_ptr_array_index (made, 0));
  encore_test_wait_until (g_str_equal (text (fixture, 1), "I can refund one."));
}

static void
test_find (Fixture      *fixture,
           gconstpointer data)
{
  encore_review_find (fixture->review, "RÉFUND  ");
  g_assert_cmpuint (encore_review_count_found (fixture->review), ==, 0);
  encore_review_find (fixture->review, "RÉFUND");
  g_assert_cmpuint (encore_review_count_found (fixture->review), ==, 1);

  const EncoreFound *found = encore_review_get_found (fixture->review, 0);
  g_assert_cmpuint (found->segment, ==, 1);
  g_assert_cmpuint (found->start, ==, 6);
  g_assert_cmpuint (found->end, ==, 12);
  g_assert_cmpint (found->at_ms, ==, 5000);
  g_assert_cmpint (encore_review_get_found_at (fixture->review), ==, -1);

  encore_review_find (fixture->review, "a");
  g_assert_cmpuint (encore_review_count_found (fixture->review), ==, 5);
  encore_review_set_found_at (fixture->review, 4);
  g_assert_cmpint (encore_review_get_found_at (fixture->review), ==, 4);
  encore_review_find (fixture->review, NULL);
  g_assert_cmpuint (encore_review_count_found (fixture->review), ==, 0);
  g_assert_cmpint (encore_review_get_found_at (fixture->review), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/library/correct/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("text", test_text);
  ADD ("quick-corrections", test_quick_corrections);
  ADD ("closing", test_closing);
  ADD ("nothing-changed", test_nothing_changed);
  ADD ("speaker-and-times", test_speaker_and_times);
  ADD ("split-and-merge", test_split_and_merge);
  ADD ("delete-and-restore", test_delete_and_restore);
  ADD ("adjust-times", test_adjust_times);
  ADD ("import-again", test_import_again);
  ADD ("redacted", test_redacted);
  ADD ("find", test_find);
  return g_test_run ();
}
