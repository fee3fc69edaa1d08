/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "encore-evaluations-json.h"
#include "encore-export.h"
#include "encore-import.h"
#include "encore-redact.h"
#include "encore-score.h"
#include "encore-scorecard-import.h"
#include "encore-starters.h"
#include "encore-test.h"

/* What was judged of a call travels with it from one library to another. */

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  gint64 call_id;
  EncoreScorecard *scorecard;
  EncorePerson *coach;
  EncoreMoment *moment;
} Fixture;

static EncoreLibrary *
open_library (const char *dir,
              const char *name)
{
  g_autofree char *folder = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;
  EncoreLibrary *library = encore_library_open (folder, &error);

  g_assert_no_error (error);
  return library;
}

static void
commit (EncoreLibrary *library,
        gpointer       before,
        gpointer       after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("change", before, after);

  encore_edit_set_lasting (edit);
  encore_library_commit (library, edit, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (EncoreLibrary *library,
      EncoreListing  listing,
      gint64         owner)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = encore_library_list (library, listing, owner, &error);

  g_assert_no_error (error);
  return rows;
}

/* The notes of the import, a line each. */
static char *
import_file (EncoreLibrary *library,
             const char    *path)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_autoptr (EncoreJob) job = encore_job_new ("import");

  g_assert_no_error (error);
  encore_import_run (library, plan, job, &error);
  g_assert_no_error (error);

  EncoreImportItem *item = g_ptr_array_index (plan->items, 0);
  g_assert_nonnull (item->call_uuid);
  return g_strdup (item->reason != NULL ? item->reason : "");
}

static gint64
only_call (EncoreLibrary *library)
{
  g_autoptr (GPtrArray) calls = encore_library_list_calls (library, &(EncoreCallFilter) { 0 }, NULL);

  g_assert_cmpuint (calls->len, ==, 1);
  return ((EncoreCall *) g_ptr_array_index (calls, 0))->id;
}

static gint64
only_value (EncoreLibrary *library)
{
  g_autoptr (GPtrArray) principles = list (library, ENCORE_LISTING_PRINCIPLES, 0);

  g_assert_cmpuint (principles->len, ==, 1);
  return ((EncorePrinciple *) g_ptr_array_index (principles, 0))->id;
}

#define VTT                                                                                                            \
  "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Customer>Write to rosa@example.com, please.</v>\n\n"                          \
  "00:04.500 --> 00:07.000\n<v Agent>Let me look.</v>\n"

static void
add_scorecard (Fixture *fixture)
{
  g_autofree char *text = encore_starters_read ("support-quality", NULL);
  g_autofree char *linked = NULL;
  g_auto (GStrv) parts = g_strsplit (text, "\"class\": \"soft\",\n          \"scale\"", 2);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  linked = g_strjoinv ("\"class\": \"soft\",\n          \"value\": \"Kind\",\n          \"scale\"", parts);
  g_autoptr (EncoreScorecardImport) import = encore_library_import_scorecard (fixture->library, linked, -1, &error);
  g_assert_no_error (error);

  fixture->scorecard = encore_scorecard_copy (import->scorecard);
  fixture->scorecard->status = ENCORE_SCORECARD_PUBLISHED;
  fixture->scorecard->version = 1;
  fixture->scorecard->published_at = 1000;
  commit (fixture->library, import->scorecard, fixture->scorecard);
}

static EncoreAnswer *
answer_first (const EncoreCriterion *criterion)
{
  EncoreAnswer *answer = encore_answer_new (criterion->key);

  if (criterion->scale == ENCORE_SCALE_NUMBER)
    answer->number = criterion->low + 0.1;
  else if (criterion->options->len > 0)
    encore_answer_set_option (answer, ((EncoreOption *) g_ptr_array_index (criterion->options, 0))->key);
  else
    answer->text = g_strdup ("rosa@example.com");
  answer->comment = g_strdup_printf ("She gave rosa@example.com, %s", criterion->key);
  return answer;
}

static void
answer_all (Fixture          *fixture,
            EncoreEvaluation *evaluation)
{
  EncoreSpan nowhere = { ENCORE_NO_TIME, ENCORE_NO_TIME };

  for (guint i = 0; i < fixture->scorecard->sections->len; i++)
    {
      EncoreSection *section = g_ptr_array_index (fixture->scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          EncoreAnswer *answer = answer_first (g_ptr_array_index (section->criteria, j));

          encore_answer_add_evidence (answer, fixture->moment->uuid, nowhere, -1, -1);
          encore_answer_add_evidence (answer, NULL, (EncoreSpan) { 4500, 7000 }, 1, 1);
          encore_evaluation_take_answer (evaluation, answer);
        }
    }
}

static EncoreEvaluation *
submit (Fixture             *fixture,
        EncoreEvaluation    *evaluation,
        EncoreEvaluationKind kind,
        EncorePurpose        purpose,
        gint64               at)
{
  EncoreEvaluation *submitted = encore_evaluation_copy (evaluation);

  submitted->call_id = fixture->call_id;
  submitted->scorecard_id = fixture->scorecard->id;
  submitted->evaluator_id = fixture->coach->id;
  submitted->kind = kind;
  submitted->purpose = purpose;
  submitted->state = ENCORE_EVALUATION_SUBMITTED;
  submitted->submitted_at = at;
  g_autoptr (EncoreScore) score = encore_score_of (fixture->scorecard, submitted);
  encore_score_keep (score, submitted);
  commit (fixture->library, NULL, submitted);
  return submitted;
}

/* One for the record, its revision, and one for learning. */
static void
add_evaluations (Fixture *fixture)
{
  g_autoptr (EncoreEvaluation) blank = encore_evaluation_new ();

  answer_all (fixture, blank);
  blank->comment = g_strdup ("A good call");
  g_autoptr (EncoreEvaluation) first = submit (fixture, blank, ENCORE_EVALUATION_COACH, ENCORE_PURPOSE_RECORD, 2000);
  g_autoptr (EncoreEvaluation) again = encore_evaluation_revise (first, "Heard again", fixture->coach->id);
  encore_answer_set_option (encore_evaluation_find_answer (again, "tone"), "good");
  g_autoptr (EncoreEvaluation) second = submit (fixture, again, ENCORE_EVALUATION_COACH, ENCORE_PURPOSE_RECORD, 3000);
  g_autoptr (EncoreEvaluation) own = submit (fixture, blank, ENCORE_EVALUATION_SELF, ENCORE_PURPOSE_LEARNING, 4000);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->dir = encore_test_dir_new ();
  g_autofree char *path = g_build_filename (fixture->dir, "call.vtt", NULL);
  g_autofree char *notes = NULL;

  fixture->library = open_library (fixture->dir, "library");
  g_assert_true (g_file_set_contents (path, VTT, -1, NULL));
  notes = import_file (fixture->library, path);
  fixture->call_id = only_call (fixture->library);

  fixture->coach = encore_person_new ();
  fixture->coach->name = g_strdup ("Sam");
  fixture->coach->roles = ENCORE_ROLE_COACH;
  commit (fixture->library, NULL, fixture->coach);
  fixture->moment = encore_moment_new ();
  fixture->moment->call_id = fixture->call_id;
  fixture->moment->type_id = g_strdup ("great-practice");
  fixture->moment->span = (EncoreSpan) { 1000, 4000 };
  add_scorecard (fixture);
  fixture->moment->value_id = only_value (fixture->library);
  commit (fixture->library, NULL, fixture->moment);
  add_evaluations (fixture);
}

static void
close_library (EncoreLibrary *library)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  encore_library_close (library);
  g_object_unref (library);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_unref (fixture->scorecard);
  g_object_unref (fixture->coach);
  g_object_unref (fixture->moment);
  close_library (fixture->library);
  encore_test_dir_free (fixture->dir);
}

static char *
write_vcon (EncoreLibrary    *library,
            gint64            call_id,
            EncoreExportFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = encore_export_call_with (library, call_id, ENCORE_EXPORT_VCON, flags, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static EncoreLibrary *
bring (Fixture    *fixture,
       const char *vcon,
       char      **notes)
{
  g_autofree char *path = g_build_filename (fixture->dir, "there.vcon", NULL);
  EncoreLibrary *there = open_library (fixture->dir, "there");

  g_assert_true (g_file_set_contents (path, vcon, -1, NULL));
  *notes = import_file (there, path);
  return there;
}

static void
assert_same (EncoreEvaluation *a,
             EncoreEvaluation *b)
{
  g_assert_cmpstr (a->uuid, ==, b->uuid);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->purpose, ==, b->purpose);
  g_assert_cmpint (a->revision, ==, b->revision);
  g_assert_cmpstr (a->revises, ==, b->revises);
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_cmpstr (a->comment, ==, b->comment);
  g_assert_cmpint (a->submitted_at, ==, b->submitted_at);
  g_assert_cmpint (a->is_superseded, ==, b->is_superseded);
  g_assert_cmpfloat_with_epsilon (a->score, b->score, 1e-9);
  g_assert_cmpuint (a->answers->len, ==, b->answers->len);
  for (guint i = 0; i < a->answers->len; i++)
    {
      EncoreAnswer *one = g_ptr_array_index (a->answers, i), *other = g_ptr_array_index (b->answers, i);

      g_assert_true (encore_answer_equal (one, other));
      g_assert_cmpstr (one->comment, ==, other->comment);
      g_assert_cmpuint (one->evidence->len, ==, other->evidence->len);
    }
}

/* All of it comes back in another library, with its scorecard; from there it goes out as it came. */
static void
test_there_and_back (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *vcon = write_vcon (fixture->library, fixture->call_id, ENCORE_EXPORT_LEARNING);
  g_autofree char *notes = NULL;
  EncoreLibrary *there = bring (fixture, vcon, &notes);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (notes, ==, "");
  g_autoptr (GPtrArray) before = list (fixture->library, ENCORE_LISTING_EVALUATIONS_OF_CALL, fixture->call_id);
  g_autoptr (GPtrArray) after = list (there, ENCORE_LISTING_EVALUATIONS_OF_CALL, only_call (there));
  g_assert_cmpuint (before->len, ==, 3);
  g_assert_cmpuint (after->len, ==, 3);
  for (guint i = 0; i < before->len; i++)
    assert_same (g_ptr_array_index (before, i), g_ptr_array_index (after, i));

  g_autoptr (GPtrArray) moments = list (there, ENCORE_LISTING_MOMENTS_OF_CALL, only_call (there));
  g_assert_cmpuint (moments->len, ==, 1);
  g_assert_cmpint (((EncoreMoment *) g_ptr_array_index (moments, 0))->value_id, ==, only_value (there));

  g_autoptr (GPtrArray) scorecards = list (there, ENCORE_LISTING_SCORECARDS, 0);
  g_autoptr (GPtrArray) principles = list (there, ENCORE_LISTING_PRINCIPLES, 0);
  EncoreScorecard *scorecard = g_ptr_array_index (scorecards, 0);
  g_assert_cmpuint (scorecards->len, ==, 1);
  g_assert_cmpuint (principles->len, ==, 1);
  g_assert_cmpstr (scorecard->uuid, ==, fixture->scorecard->uuid);
  g_assert_cmpint (scorecard->version, ==, 1);
  g_assert_cmpint (scorecard->status, ==, ENCORE_SCORECARD_PUBLISHED);
  g_assert_cmpint (scorecard->published_at, ==, 1000);
  g_assert_true (encore_scorecard_equal (scorecard, fixture->scorecard));

  g_autoptr (GPtrArray) wrong = encore_library_check (there, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);
  close_library (there);
}

/* What is for learning goes nowhere unless it is asked for. */
static void
test_learning_stays (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *plain = write_vcon (fixture->library, fixture->call_id, ENCORE_EXPORT_PLAIN);
  g_autofree char *all = write_vcon (fixture->library, fixture->call_id, ENCORE_EXPORT_LEARNING);

  g_assert_nonnull (strstr (plain, "\"encore-evaluations\""));
  g_assert_null (strstr (plain, "\"purpose\": \"learning\""));
  g_assert_nonnull (strstr (plain, "\"purpose\": \"record\""));
  g_assert_nonnull (strstr (all, "\"purpose\": \"learning\""));
}

/* Nobody who gets the file reads in a comment what is redacted in the call. */
static void
test_redacted (Fixture      *fixture,
               gconstpointer data)
{
  EncoreRedactOrder order = { .kind = ENCORE_REDACTION_EMAIL, .span = { 1000, 4000 } };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = write_vcon (fixture->library, fixture->call_id, ENCORE_EXPORT_LEARNING);

  g_assert_nonnull (strstr (before, "rosa@example.com"));
  encore_library_set_working_as (fixture->library, fixture->coach);
  g_autoptr (GPtrArray) made = encore_redact (fixture->library, fixture->call_id, &order, 1, &error);
  g_assert_no_error (error);

  g_autofree char *vcon = write_vcon (fixture->library, fixture->call_id, ENCORE_EXPORT_LEARNING);
  g_assert_nonnull (strstr (vcon, "\"encore-evaluations\""));
  g_assert_null (strstr (vcon, "rosa@example.com"));
  g_assert_null (strstr (vcon, "rosa"));
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  g_assert_cmpuint (g_strv_length (parts), >=, 2);
  return g_strjoinv (to, parts);
}

/* Files that do not hold together bring the call, and say what they do not bring. */
static void
test_unsound (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *from;
    const char *to;
    guint n_evaluations;
  } changes[] = {
    { "\"purpose\": \"learning\"", "\"purpose\": \"record\"", 0 },
    { "\"kind\": \"self\"", "\"kind\": \"dance\"", 0 },
    { "\"question\": \"Was the tone friendly, clear and our own?\"", "\"question\": \"\"", 0 },
    { "\"key\": \"no-needless-data\",\n                \"options\"", "\"key\": \"gone\",\n                \"options\"",
      0 },
    { "\"revision\": 2", "\"revision\": 5", 2 },
    { "\"reason\": \"Heard again\",", "", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *vcon = write_vcon (fixture->library, fixture->call_id, ENCORE_EXPORT_LEARNING);
      g_autofree char *changed = replace (vcon, changes[i].from, changes[i].to);
      g_autofree char *folder = g_strdup_printf ("there-%u", (guint) i);
      g_autofree char *path = g_build_filename (fixture->dir, "changed.vcon", NULL);
      EncoreLibrary *there = open_library (fixture->dir, folder);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, changed, -1, NULL));
      g_autofree char *notes = import_file (there, path);
      g_autoptr (GPtrArray) evaluations = list (there, ENCORE_LISTING_EVALUATIONS_OF_CALL, only_call (there));
      g_test_message ("%s: %s", changes[i].to, notes);
      g_assert_cmpuint (evaluations->len, ==, changes[i].n_evaluations);
      g_assert_true ((evaluations->len == 3) == (*notes == '\0'));
      g_autoptr (GPtrArray) wrong = encore_library_check (there, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (wrong->len, ==, 0);
      close_library (there);
    }
}

/* A version that is here is meant; one that is here and asks something else is not. */
static void
test_versions (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *vcon = write_vcon (fixture->library, fixture->call_id, ENCORE_EXPORT_LEARNING);
  g_autofree char *other = replace (vcon, "Was the tone friendly, clear and our own?", "Was it loud?");

  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &(EncoreCallFilter) { 0 }, NULL);

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *call = g_uuid_string_random ();
      g_autofree char *renamed = replace (i == 0 ? vcon : other, ((EncoreCall *) g_ptr_array_index (calls, 0))->uuid,
                                          call);
      g_autofree char *fresh = g_uuid_string_random ();
      g_autofree char *path = g_build_filename (fixture->dir, i == 0 ? "a.vcon" : "b.vcon", NULL);
      g_autoptr (GPtrArray) known = list (fixture->library, ENCORE_LISTING_EVALUATIONS_OF_CALL, fixture->call_id);
      EncoreEvaluation *self = g_ptr_array_index (known, 0);
      g_autofree char *text = replace (renamed, self->uuid, fresh);

      g_assert_cmpint (self->kind, ==, ENCORE_EVALUATION_SELF);
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      g_autofree char *notes = import_file (fixture->library, path);
      g_autoptr (EncoreCall) brought = encore_library_find_call (fixture->library, call, NULL);
      g_autoptr (GPtrArray) evaluations = list (fixture->library, ENCORE_LISTING_EVALUATIONS_OF_CALL, brought->id);
      g_autoptr (GPtrArray) scorecards = list (fixture->library, ENCORE_LISTING_SCORECARDS, 0);

      g_assert_cmpuint (scorecards->len, ==, 1);
      g_assert_cmpuint (evaluations->len, ==, i == 0 ? 1 : 0);
      g_assert_true ((i == 0) == (*notes == '\0'));
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/judged/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("there-and-back", test_there_and_back);
  ADD ("learning-stays", test_learning_stays);
  ADD ("redacted", test_redacted);
  ADD ("unsound", test_unsound);
  ADD ("versions", test_versions);
  return g_test_run ();
}
