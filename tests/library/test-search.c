/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "encore-completion.h"
#include "encore-search.h"
#include "encore-test.h"

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
} Fixture;

static void
put (Fixture *fixture,
     gpointer object)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Make", NULL, object);
  g_autoptr (GError) error = NULL;

  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
}

/* One call with words' times, a moment, a recording that begins later, and a model answer. */
static void
fill (Fixture *fixture)
{
  g_autoptr (EncoreCall) call = encore_call_new ();
  g_autoptr (EncoreRecording) recording = encore_recording_new ();
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new ("webvtt");
  g_autoptr (EncoreMoment) moment = encore_moment_new ();
  g_autoptr (EncoreScenario) scenario = encore_scenario_new ();
  g_autoptr (EncoreModelAnswer) answer = encore_model_answer_new ();
  EncoreSegment *late = encore_segment_new (4000, 6000, "Agent", "I can refund one of them today");

  call->title = g_strdup ("Charged twice");
  put (fixture, call);

  recording->call_id = call->id;
  recording->path = g_strdup ("/nowhere.wav");
  recording->channels = 1;
  recording->offset_ms = 500;
  put (fixture, recording);

  transcript->call_id = call->id;
  encore_transcript_add (transcript,
                         encore_segment_new (1000, 3000, "Customer", "My rent is due, and you took it twice"));
  encore_segment_add_word (late, 4100, 4300, 0, 1, 1);
  encore_segment_add_word (late, 4600, 5000, strlen ("I can "), strlen ("refund"), 1);
  encore_transcript_add (transcript, late);
  encore_transcript_finish (transcript);
  put (fixture, transcript);

  moment->call_id = call->id;
  moment->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
  moment->outcome = ENCORE_OUTCOME_MISSED;
  moment->span = (EncoreSpan) { 1500, 6500 };
  moment->note = g_strdup ("Could have called the landlord");
  put (fixture, moment);

  scenario->name = g_strdup ("Double charge");
  put (fixture, scenario);
  answer->scenario_id = scenario->id;
  answer->title = g_strdup ("Rent first");
  g_ptr_array_add (answer->steps, encore_step_new ("Offer", "Shall I write to your landlord?"));
  put (fixture, answer);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = encore_test_dir_new ();
  fixture->library = encore_library_open (fixture->dir, &error);
  g_assert_no_error (error);
  fill (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  encore_library_close (fixture->library);
  g_assert_finalize_object (fixture->library);
  encore_test_dir_free (fixture->dir);
}

static EncoreFindings *
search (Fixture    *fixture,
        const char *typed)
{
  g_autoptr (EncoreQuery) query = encore_query_new (typed);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  encore_library_search_async (fixture->library, query, 10, NULL, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);

  EncoreFindings *findings = encore_library_search_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  return findings;
}

static EncoreHit *
get_hit (EncoreFindings *findings,
         guint           index)
{
  g_assert_cmpuint (index, <, findings->hits->len);
  return g_ptr_array_index (findings->hits, index);
}

/* A place can be played: it begins with the word, in the recording's time. */
static void
test_spoken (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (EncoreFindings) findings = search (fixture, "refund ");
  EncoreHit *hit = get_hit (findings, 0);

  g_assert_cmpuint (findings->hits->len, ==, 1);
  g_assert_cmpint (findings->n_calls, ==, 1);
  g_assert_true (findings->is_ranked);
  g_assert_cmpint (hit->kind, ==, ENCORE_HIT_SPOKEN);
  g_assert_cmpint (hit->segment, ==, 1);
  g_assert_cmpint (hit->span.start_ms, ==, 4600 + 500);
  g_assert_cmpint (hit->span.end_ms, ==, 6000 + 500);
  g_assert_cmpstr (hit->call->title, ==, "Charged twice");
  g_assert_cmpstr (hit->text, ==, "I can refund one of them today");
  g_assert_cmpuint (g_array_index (hit->ranges, EncoreTextRange, 0).start, ==, strlen ("I can "));
}

/* What comes first is of what comes in the end, and nobody has counted it. */
static void
test_first (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const typed[] = { "refund ",    "landlord",           "\"rent is due\"",
                                       "rent -took", "rent moment:missed", "rent before:2001-01-01" };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (EncoreQuery) query = encore_query_new (typed[i]);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      encore_library_search_first_async (fixture->library, query, 10, NULL, encore_test_result_cb, &result);
      encore_test_wait_until (result != NULL);
      g_autoptr (EncoreFindings) first = encore_library_search_finish (fixture->library, result, &error);
      g_autoptr (EncoreFindings) whole = search (fixture, typed[i]);

      g_assert_no_error (error);
      g_assert_cmpint (first->n_calls, ==, -1);
      g_assert_cmpint (first->n_shown, ==, whole->n_calls);
      g_assert_cmpuint (first->hits->len, ==, whole->hits->len);
      if (whole->hits->len > 0)
        g_assert_cmpstr (get_hit (first, 0)->text, ==, get_hit (whole, 0)->text);
    }
}

static void
test_notes_and_answers (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (EncoreFindings) findings = search (fixture, "landlord");

  g_assert_cmpuint (findings->hits->len, ==, 2);
  g_assert_cmpint (get_hit (findings, 0)->kind, ==, ENCORE_HIT_MODEL_ANSWER);
  g_assert_cmpstr (get_hit (findings, 0)->answer->title, ==, "Rent first");
  g_assert_cmpint (get_hit (findings, 1)->kind, ==, ENCORE_HIT_MOMENT);
  g_assert_cmpint (get_hit (findings, 1)->span.start_ms, ==, 1500);
  g_assert_cmpstr (get_hit (findings, 1)->moment->note, ==, "Could have called the landlord");
}

/* What is asked of calls is not asked of model answers, but for the scenario. */
static void
test_answers_and_filters (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr (EncoreFindings) of_agent = search (fixture, "landlord agent:nobody");
  g_autoptr (EncoreFindings) of_scenario = search (fixture, "landlord scenario:double");
  g_autoptr (EncoreFindings) of_other = search (fixture, "landlord scenario:parcel");

  g_assert_cmpuint (of_agent->hits->len, ==, 0);
  g_assert_cmpuint (of_scenario->hits->len, ==, 1);
  g_assert_cmpint (get_hit (of_scenario, 0)->kind, ==, ENCORE_HIT_MODEL_ANSWER);
  g_assert_cmpuint (of_other->hits->len, ==, 0);
}

/* The end of one turn and the beginning of the next. */
static void
test_across_segments (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (EncoreFindings) findings = search (fixture, "\"twice I can\"");
  EncoreHit *hit = get_hit (findings, 0);
  const EncoreTextRange *range;

  g_assert_cmpuint (findings->hits->len, ==, 1);
  g_assert_cmpint (hit->kind, ==, ENCORE_HIT_SPOKEN);
  g_assert_cmpint (hit->segment, ==, 0);
  g_assert_cmpint (hit->span.start_ms, ==, 1500);
  g_assert_cmpint (hit->span.end_ms, ==, 6500);
  range = &g_array_index (hit->ranges, EncoreTextRange, 0);
  g_autofree char *words = g_strndup (hit->text + range->start, range->end - range->start);
  g_assert_cmpstr (words, ==, "twice I can");
}

static void
test_filter_alone (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (EncoreFindings) missed = search (fixture, "moment:missed");
  g_autoptr (EncoreFindings) taken = search (fixture, "moment:taken");

  g_assert_cmpuint (missed->hits->len, ==, 1);
  g_assert_cmpint (get_hit (missed, 0)->kind, ==, ENCORE_HIT_CALL);
  g_assert_false (missed->is_ranked);
  g_assert_cmpuint (taken->hits->len, ==, 0);
}

/* A long turn is shown around the word; the ranges are those of what is shown. */
static void
test_snippet (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (EncoreCall) call = encore_call_new ();
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new ("text");
  g_autoptr (GString) text = g_string_new (NULL);

  call->title = g_strdup ("Long");
  put (fixture, call);
  for (int i = 0; i < 60; i++)
    g_string_append (text, "né ");
  g_string_append (text, "voucher");
  for (int i = 0; i < 60; i++)
    g_string_append (text, " là");
  transcript->call_id = call->id;
  encore_transcript_add (transcript, encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, text->str));
  encore_transcript_finish (transcript);
  put (fixture, transcript);

  g_autoptr (EncoreFindings) findings = search (fixture, "voucher");
  EncoreHit *hit = get_hit (findings, 0);
  const EncoreTextRange *range = &g_array_index (hit->ranges, EncoreTextRange, 0);

  g_assert_true (g_utf8_validate (hit->text, -1, NULL));
  g_assert_true (g_str_has_prefix (hit->text, "…né "));
  g_assert_true (g_str_has_suffix (hit->text, "…"));
  g_assert_cmpint (g_utf8_strlen (hit->text, -1), <=, 162);
  g_assert_cmpint (strncmp (hit->text + range->start, "voucher", range->end - range->start), ==, 0);
  g_assert_cmpint (hit->span.start_ms, ==, ENCORE_NO_TIME);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (EncoreQuery) query = encore_query_new ("refund");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  encore_library_search_async (fixture->library, query, 10, cancellable, encore_test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  encore_test_wait_until (result != NULL);
  g_assert_null (encore_library_search_finish (fixture->library, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_completed (Fixture    *fixture,
                  const char *typed,
                  const char *expected)
{
  g_autoptr (EncoreQueryPart) part = encore_query_part_at (typed, strlen (typed));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  encore_library_complete_async (fixture->library, part, NULL, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);

  g_autoptr (GPtrArray) completions = encore_library_complete_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < completions->len; i++)
    {
      EncoreCompletion *completion = completions->pdata[i];

      g_assert_nonnull (completion->title);
      g_string_append_printf (found, "[%s]", completion->value != NULL ? completion->value : completion->title);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_completion (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (EncorePerson) agent = encore_person_new ();
  g_autoptr (EncorePerson) coach = encore_person_new ();
  g_autoptr (EncoreCall) call = encore_call_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *year = g_date_time_format (now, "[%Y]");

  agent->name = g_strdup ("Dana Réyes");
  agent->roles = ENCORE_ROLE_AGENT;
  put (fixture, agent);
  coach->name = g_strdup ("Dana the coach");
  coach->roles = ENCORE_ROLE_COACH;
  put (fixture, coach);
  call->title = g_strdup ("Other");
  call->customer_ref = g_strdup ("C-100%");
  call->queue = g_strdup ("Billing");
  put (fixture, call);

  assert_completed (fixture, "refund a", "[agent:][after:]");
  assert_completed (fixture, "", "[agent:][customer:][scenario:][queue:][moment:][after:][before:]");
  assert_completed (fixture, "nothing", "");
  assert_completed (fixture, "agent:", "[Dana Réyes]");
  assert_completed (fixture, "agent:rey", "[Dana Réyes]");
  assert_completed (fixture, "agent:eyes", "");
  assert_completed (fixture, "customer:0%", "[C-100%]");
  assert_completed (fixture, "queue:bil", "[Billing]");
  assert_completed (fixture, "scenario:\"double c", "[Double charge]");
  assert_completed (fixture, "moment:mis", "[missed]");
  assert_completed (fixture, "moment:above", "[above-and-beyond]");
  assert_completed (fixture, "after:\"this y", year);
}

static void
add_hit (GListStore *hits,
         EncoreCall *call,
         EncoreSpan  span)
{
  EncoreHit *hit = g_object_new (ENCORE_TYPE_HIT, NULL);

  hit->kind = ENCORE_HIT_SPOKEN;
  hit->call = g_object_ref (call);
  hit->span = span;
  hit->text = g_strdup ("a sentence");
  g_list_store_append (hits, hit);
  g_object_unref (hit);
}

/* A little around each; those that run into one another are heard in one; what has no sound is left out. */
static void
test_places (Fixture      *fixture,
             gconstpointer data)
{
  static const EncoreSpan expected[] = { { 0, 4000 }, { 18500, 27500 }, { 98500, 128500 }, { 18500, 22500 } };
  g_autoptr (GListStore) hits = g_list_store_new (ENCORE_TYPE_HIT);
  g_autoptr (EncoreCall) call = encore_call_new ();
  g_autoptr (EncoreCall) other = encore_call_new ();
  g_autoptr (EncoreCall) silent = encore_call_new ();

  call->id = 1;
  other->id = 2;
  call->has_recording = other->has_recording = TRUE;
  add_hit (hits, call, (EncoreSpan) { 500, 1000 });
  add_hit (hits, call, (EncoreSpan) { 20000, 21000 });
  add_hit (hits, call, (EncoreSpan) { 23000, 27000 });
  add_hit (hits, call, (EncoreSpan) { 100000, 200000 });
  add_hit (hits, call, (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME });
  add_hit (hits, silent, (EncoreSpan) { 1000, 2000 });
  add_hit (hits, other, (EncoreSpan) { 20000, 21000 });

  g_autoptr (GPtrArray) places = encore_hit_list_places (G_LIST_MODEL (hits));
  g_assert_cmpuint (places->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < places->len; i++)
    {
      EncoreMoment *place = places->pdata[i];

      g_assert_cmpint (place->span.start_ms, ==, expected[i].start_ms);
      g_assert_cmpint (place->span.end_ms, ==, expected[i].end_ms);
      g_assert_cmpint (place->call_id, ==, i < 3 ? 1 : 2);
      g_assert_cmpstr (place->note, ==, "a sentence");
    }
}

static void
test_saved (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (EncoreSavedSearch) saved = encore_saved_search_new ();
  g_autoptr (EncoreSavedSearch) renamed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  saved->name = g_strdup ("Refunds");
  saved->query = g_strdup ("refund*");
  put (fixture, saved);
  renamed = encore_saved_search_copy (saved);
  g_free (renamed->name);
  renamed->name = g_strdup ("All refunds");

  g_autoptr (EncoreEdit) rename = encore_edit_new_change ("Rename", saved, renamed);
  g_assert_true (encore_library_commit (fixture->library, rename, &error));
  g_autoptr (EncoreEdit) removal = encore_edit_new_change ("Delete", renamed, NULL);
  g_assert_true (encore_library_commit (fixture->library, removal, &error));
  g_autoptr (GPtrArray) none = encore_library_list (fixture->library, ENCORE_LISTING_SAVED_SEARCHES, 0, &error);
  g_assert_cmpuint (none->len, ==, 0);

  encore_library_undo_async (fixture->library, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  g_autofree char *undone = encore_library_undo_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undone, ==, "Delete");
  g_autoptr (GPtrArray) back = encore_library_list (fixture->library, ENCORE_LISTING_SAVED_SEARCHES, 0, &error);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_cmpstr (ENCORE_SAVED_SEARCH (back->pdata[0])->name, ==, "All refunds");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/library/search/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("spoken", test_spoken);
  ADD ("first", test_first);
  ADD ("notes-and-answers", test_notes_and_answers);
  ADD ("answers-and-filters", test_answers_and_filters);
  ADD ("across-segments", test_across_segments);
  ADD ("filter-alone", test_filter_alone);
  ADD ("snippet", test_snippet);
  ADD ("cancelled", test_cancelled);
  ADD ("completion", test_completion);
  ADD ("places", test_places);
  ADD ("saved", test_saved);
  return g_test_run ();
}
