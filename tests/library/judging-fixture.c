/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judging-fixture.h"

#include "encore-import.h"

#include <math.h>

#define VTT                                                                                                            \
  "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Customer>I was charged twice and my rent is due.</v>\n\n"                     \
  "00:04.500 --> 00:07.000\n<v Agent>I can refund one.</v>\n\n"                                                        \
  "00:12.000 --> 00:19.000\n<v Customer>And tomorrow?</v>\n"

void
judging_put (Judging *judging,
             gpointer object)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Put", NULL, object);
  g_autoptr (GError) error = NULL;

  encore_library_commit (judging->library, edit, &error);
  g_assert_no_error (error);
}

void
judging_flush (Judging *judging)
{
  g_autoptr (EncoreTeam) team = encore_team_new ();

  team->name = g_uuid_string_random ();
  judging_put (judging, team);
}

static EncorePerson *
add_person (Judging    *judging,
            const char *name,
            EncoreRoles roles)
{
  EncorePerson *person = encore_person_new ();

  person->name = g_strdup (name);
  person->roles = roles;
  judging_put (judging, person);
  return person;
}

static EncoreCriterion *
add_criterion (EncoreSection *section,
               const char    *key,
               const char    *question)
{
  EncoreCriterion *criterion = encore_criterion_new (key, question);

  criterion->guidance = g_strdup_printf ("How to judge: %s", question);
  g_ptr_array_add (section->criteria, criterion);
  return criterion;
}

static EncoreCriterion *
add_levels (EncoreSection *section,
            const char    *key,
            const char    *question)
{
  EncoreCriterion *criterion = add_criterion (section, key, question);

  encore_criterion_add_option (criterion, encore_option_new ("exceptional", "Exceptional", 1));
  encore_criterion_add_option (criterion, encore_option_new ("good", "Good", 0.6))->anchor = g_strdup (
      "As it should be");
  encore_criterion_add_option (criterion, encore_option_new ("needs", "Needs improvement", 0));
  criterion->allows_na = TRUE;
  return criterion;
}

static EncoreCriterion *
add_yes_no (EncoreSection *section,
            const char    *key,
            const char    *question)
{
  EncoreCriterion *criterion = add_criterion (section, key, question);

  encore_criterion_add_option (criterion, encore_option_new ("yes", "Yes", 1));
  encore_criterion_add_option (criterion, encore_option_new ("no", "No", 0));
  return criterion;
}

static void
add_header (EncoreScorecard *scorecard)
{
  EncoreSection *section = encore_scorecard_add_section (scorecard, "call", "The call");
  EncoreCriterion *criterion = add_yes_no (section, "recognised", "Did the agent recognise the opening?");

  criterion->is_header = TRUE;
  criterion->judges = ENCORE_JUDGES_RECOGNITION;
}

static void
add_connection (EncoreScorecard *scorecard)
{
  EncoreSection *section = encore_scorecard_add_section (scorecard, "connection", "Connection");
  EncoreCriterion *brand = add_levels (section, "brand", "Did the agent stand for our brand?");
  EncoreCriterion *name;
  EncoreCriterion *causes;

  brand->guidance_complex = g_strdup ("How to judge: over the whole of it");
  brand->class = ENCORE_CLASS_SOFT;
  add_yes_no (section, "name-known", "Was the name known?")->parent = g_strdup ("brand");
  name = add_yes_no (section, "name-used", "Was the name used?");
  name->parent = g_strdup ("brand");
  name->condition = g_strdup ("name-known");
  name->condition_options = g_strsplit ("yes", " ", -1);
  causes = add_criterion (section, "causes", "What stood in the way?");
  causes->scale = ENCORE_SCALE_CAUSES;
  encore_criterion_add_option (causes, encore_option_new ("rule", "A rule", NAN));
  encore_criterion_add_option (causes, encore_option_new ("tool", "A tool", NAN));
}

static void
add_process (EncoreScorecard *scorecard)
{
  EncoreSection *section = encore_scorecard_add_section (scorecard, "process", "Process");
  EncoreCriterion *criterion = add_yes_no (section, "privacy", "Was the caller’s identity checked?");

  criterion->class = ENCORE_CLASS_TECHNICAL;
  ((EncoreOption *) g_ptr_array_index (criterion->options, 1))->fails = ENCORE_FAIL_FORM;
  criterion = add_criterion (section, "repeats", "How often was something asked again?");
  criterion->scale = ENCORE_SCALE_NUMBER;
  criterion->low = 5;
  criterion->high = 0;
  add_criterion (section, "idea", "What else could have been offered?")->scale = ENCORE_SCALE_TEXT;
}

/* Each kind of question once. */
static EncoreScorecard *
make_scorecard (Judging *judging)
{
  EncoreScorecard *scorecard = encore_scorecard_new ();

  scorecard->name = g_strdup ("Our brand");
  scorecard->family = g_uuid_string_random ();
  scorecard->version = 1;
  scorecard->status = ENCORE_SCORECARD_PUBLISHED;
  scorecard->published_at = 1760000000000;
  add_header (scorecard);
  add_connection (scorecard);
  add_process (scorecard);
  encore_profile_set_weight (encore_scorecard_add_profile (scorecard, judging->scenario->uuid, judging->scenario->name),
                             "process", 3);
  return scorecard;
}

static void
import_call (Judging *judging)
{
  g_autofree char *wav = g_build_filename (judging->dir, "call.wav", NULL);
  g_autofree char *vtt = g_build_filename (judging->dir, "call.vtt", NULL);
  const char *paths[] = { wav, vtt, NULL };
  EncoreCallFilter filter = { 0 };
  g_autoptr (GError) error = NULL;

  encore_test_write_tone (wav, 2, 20000, 300, 600);
  g_assert_true (g_file_set_contents (vtt, VTT, -1, NULL));

  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  encore_import_run (judging->library, plan, job, &error);
  g_assert_no_error (error);

  g_autoptr (GPtrArray) calls = encore_library_list_calls (judging->library, &filter, NULL);
  EncoreCall *before = g_ptr_array_index (calls, 0);
  g_autoptr (EncoreCall) call = encore_call_copy (before);

  call->agent_id = judging->agent->id;
  call->scenario_id = judging->scenario->id;
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Agent", before, call);
  encore_library_commit (judging->library, edit, &error);
  g_assert_no_error (error);
  judging->call_id = call->id;
}

void
judging_set_up (Judging *judging)
{
  g_autoptr (GError) error = NULL;

  judging->dir = encore_test_dir_new ();
  g_autofree char *directory = g_build_filename (judging->dir, "library", NULL);
  judging->library = encore_library_open (directory, &error);
  g_assert_no_error (error);

  judging->agent = add_person (judging, "Dana", ENCORE_ROLE_AGENT);
  judging->coach = add_person (judging, "Sam", ENCORE_ROLE_COACH);
  judging->scenario = encore_scenario_new ();
  judging->scenario->name = g_strdup ("Double charge");
  judging_put (judging, judging->scenario);
  judging->scorecard = make_scorecard (judging);
  judging_put (judging, judging->scorecard);
  import_call (judging);
  encore_library_set_working_as (judging->library, judging->coach);
}

void
judging_tear_down (Judging *judging)
{
  encore_library_close (judging->library);
  g_clear_object (&judging->library);
  g_clear_object (&judging->agent);
  g_clear_object (&judging->coach);
  g_clear_object (&judging->scenario);
  g_clear_object (&judging->scorecard);
  encore_test_dir_free (judging->dir);
}
