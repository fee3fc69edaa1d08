/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

/* Compares what encore_*_copy() keeps, by what the field is. */
#define ASSERT_SAME_TEXT(field) g_assert_cmpstr (is->field, ==, was->field)
#define ASSERT_SAME_INT(field) g_assert_cmpint (is->field, ==, was->field)

static GPtrArray *
one (GPtrArray *list,
     GError    *error)
{
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  return list;
}

static void
test_team (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreTeam) was = make_team (fixture->store, "Évening team");
  g_autoptr (GPtrArray) list = one (encore_db_list_teams (fixture->db, &error), error);
  EncoreTeam *is = g_ptr_array_index (list, 0);

  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_TEXT (name);
  g_assert_true (g_uuid_string_is_valid (is->uuid));

  g_autoptr (EncoreTeam) twin = encore_team_new ();
  twin->name = g_strdup ("évENING TEAM");
  put (fixture->store, twin);
  g_autoptr (EncoreTeam) namesake = encore_team_new ();
  namesake->name = g_strdup ("Évening TEAM");
  put_fails (fixture->store, namesake, ENCORE_ERROR_INVALID);
  g_assert_cmpint (namesake->id, ==, 0);
  g_assert_null (namesake->uuid);
}

static void
test_person (Fixture      *fixture,
             gconstpointer user_data)
{
  static const char *const aliases[] = { "dana.r", "4711", "DR", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreTeam) team = make_team (fixture->store, "Blue");
  g_autoptr (EncorePerson) was = encore_person_new ();

  was->name = g_strdup ("Dána Reyes");
  was->roles = ENCORE_ROLE_AGENT | ENCORE_ROLE_PEER;
  was->team_id = team->id;
  was->hired_at = 1700000000123;
  g_strfreev (was->aliases);
  was->aliases = g_strdupv ((GStrv) aliases);
  put (fixture->store, was);

  g_autoptr (EncorePerson) is = encore_db_get_person (fixture->db, was->id, &error);
  g_assert_no_error (error);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_TEXT (name);
  ASSERT_SAME_INT (roles);
  ASSERT_SAME_INT (team_id);
  ASSERT_SAME_INT (hired_at);
  g_assert_true (g_strv_equal ((const char *const *) is->aliases, aliases));
  g_assert_cmpstr (is->team_name, ==, "Blue");

  g_autoptr (GPtrArray) of_team = one (encore_db_list_people (fixture->db, team->id, &error), error);
  g_autoptr (GPtrArray) of_other = encore_db_list_people (fixture->db, team->id + 1, &error);
  g_assert_cmpuint (of_other->len, ==, 0);
  g_assert_null (encore_db_get_person (fixture->db, 99, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
}

static void
assert_found (Fixture      *fixture,
              const char   *alias,
              EncorePerson *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncorePerson) found = encore_db_find_person_by_alias (fixture->db, alias, &error);

  g_assert_no_error (error);
  g_assert_cmpint (found != NULL ? found->id : 0, ==, expected != NULL ? expected->id : 0);
}

static void
test_alias (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (EncorePerson) dana = make_person (fixture->store, "Åsa Reyes", 0);
  g_autoptr (EncorePerson) robin = make_person (fixture->store, "Robin", 0);

  g_strfreev (dana->aliases);
  dana->aliases = g_strsplit ("ÄR, ar ,robin,äR,,", ",", -1);
  put (fixture->store, dana);
  assert_found (fixture, "är", dana);
  assert_found (fixture, "AR", dana);
  assert_found (fixture, "åSA REYES", dana);
  assert_found (fixture, "ROBIN", dana); /* an alias is stronger than a name */
  assert_found (fixture, "nobody", NULL);
  assert_found (fixture, "", NULL);

  g_strfreev (robin->aliases);
  robin->aliases = g_strsplit ("r1,Ar", ",", -1);
  put_fails (fixture->store, robin, ENCORE_ERROR_INVALID);
  assert_found (fixture, "r1", NULL);

  delete (fixture->store, dana);
  put (fixture->store, robin);
  assert_found (fixture, "ar", robin);
  put_fails (fixture->store, dana, ENCORE_ERROR_INVALID); /* undo would take the alias away again */
}

static void
test_scenario (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScenario) was = encore_scenario_new ();

  was->name = g_strdup ("Double charge");
  was->description = g_strdup ("Charged twice");
  was->escalation_path = g_strdup ("Billing");
  for (int kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    {
      g_autoptr (EncoreFacet) facet = encore_facet_new ();

      facet->kind = (EncoreFacetKind) kind;
      facet->name = g_strdup_printf ("facet %d", kind);
      facet->position = 10 - kind;
      put (fixture->store, facet);
      was->facets[kind] = facet->id;
    }
  put (fixture->store, was);

  g_autoptr (EncoreScenario) is = encore_db_get_scenario (fixture->db, was->id, &error);
  g_assert_no_error (error);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_TEXT (name);
  ASSERT_SAME_TEXT (description);
  ASSERT_SAME_TEXT (escalation_path);
  for (int kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    ASSERT_SAME_INT (facets[kind]);
  g_assert_cmpstr (is->facet_names[3], ==, "facet 3");

  g_autoptr (GPtrArray) facets = encore_db_list_facets (fixture->db, &error);
  EncoreFacet *facet = g_ptr_array_index (facets, 2);
  g_assert_cmpuint (facets->len, ==, 4);
  g_assert_cmpint (facet->kind, ==, 2);
  g_assert_cmpint (facet->position, ==, 8);
  delete_fails (fixture->store, facet, ENCORE_ERROR_IN_USE, "1 scenario uses this.");
  g_autoptr (GPtrArray) scenarios = one (encore_db_list_scenarios (fixture->db, &error), error);
}

static void
test_extra (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScenario) scenario = make_scenario (fixture->store, "Lost parcel");
  g_autoptr (EncoreExtra) was = encore_extra_new ();
  g_autoptr (EncoreExtra) general = encore_extra_new ();

  was->name = g_strdup ("Call back");
  was->description = g_strdup ("On the next day");
  was->state = ENCORE_EXTRA_ADOPTED;
  was->scenario_id = scenario->id;
  put (fixture->store, was);
  general->name = g_strdup ("A card");
  put (fixture->store, general);

  g_autoptr (GPtrArray) both = encore_db_list_extras (fixture->db, scenario->id, &error);
  g_assert_cmpuint (both->len, ==, 2);
  EncoreExtra *is = g_ptr_array_index (both, 1);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_TEXT (name);
  ASSERT_SAME_TEXT (description);
  ASSERT_SAME_INT (state);
  ASSERT_SAME_INT (scenario_id);
  g_autoptr (GPtrArray) of_other = one (encore_db_list_extras (fixture->db, scenario->id + 1, &error), error);
}

static void
test_saved_search (Fixture      *fixture,
                   gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreSavedSearch) was = encore_saved_search_new ();
  g_autoptr (EncoreSavedSearch) same_name = encore_saved_search_new ();
  g_autoptr (EncoreSavedSearch) nameless = encore_saved_search_new ();

  was->name = g_strdup ("Missed refunds");
  was->query = g_strdup ("refund* moment:missed");
  put (fixture->store, was);
  same_name->name = g_strdup ("missed REFUNDS");
  same_name->query = g_strdup ("refund");
  put_fails (fixture->store, same_name, ENCORE_ERROR_INVALID);
  nameless->query = g_strdup ("refund");
  put_fails (fixture->store, nameless, ENCORE_ERROR_INVALID);

  g_autoptr (GPtrArray) found = one (encore_db_list_saved_searches (fixture->db, &error), error);
  EncoreSavedSearch *is = g_ptr_array_index (found, 0);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_TEXT (name);
  ASSERT_SAME_TEXT (query);

  delete (fixture->store, was);
  g_autoptr (GPtrArray) none = encore_db_list_saved_searches (fixture->db, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  put (fixture->store, same_name);
}

static void
test_model_answer (Fixture      *fixture,
                   gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScenario) scenario = make_scenario (fixture->store, "Lost parcel");
  g_autoptr (EncorePerson) author = make_person (fixture->store, "Sam", 0);
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Example");
  g_autoptr (EncoreModelAnswer) was = encore_model_answer_new ();

  was->scenario_id = scenario->id;
  was->title = g_strdup ("Own it");
  was->why = g_strdup ("It works");
  was->status = ENCORE_MODEL_ANSWER_APPROVED;
  was->clip_call_id = call->id;
  was->clip = (EncoreSpan) { 0, 4200 };
  was->author_id = author->id;
  g_ptr_array_add (was->steps, encore_step_new ("Acknowledge", "I see."));
  g_ptr_array_add (was->steps, encore_step_new ("Act", ""));
  put (fixture->store, was);
  put (fixture->store, was);

  g_autoptr (GPtrArray) list = one (encore_db_list_model_answers (fixture->db, scenario->id, &error), error);
  EncoreModelAnswer *is = g_ptr_array_index (list, 0);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_INT (scenario_id);
  ASSERT_SAME_TEXT (title);
  ASSERT_SAME_TEXT (why);
  ASSERT_SAME_INT (status);
  ASSERT_SAME_INT (clip_call_id);
  ASSERT_SAME_INT (clip.start_ms);
  ASSERT_SAME_INT (clip.end_ms);
  ASSERT_SAME_INT (author_id);
  ASSERT_SAME_INT (steps->len);
  g_assert_cmpstr (((EncoreStep *) g_ptr_array_index (is->steps, 0))->text, ==, "I see.");
  g_assert_cmpstr (((EncoreStep *) g_ptr_array_index (is->steps, 1))->name, ==, "Act");
  g_assert_cmpstr (is->scenario_name, ==, "Lost parcel");
  g_assert_cmpstr (is->author_name, ==, "Sam");
  g_assert_cmpstr (is->clip_call_title, ==, "Example");
  delete_fails (fixture->store, call, ENCORE_ERROR_IN_USE, NULL);
  delete_fails (fixture->store, scenario, ENCORE_ERROR_IN_USE, "1 model answer is for this scenario.");
}

static void
test_call (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScenario) scenario = make_scenario (fixture->store, "Lost parcel");
  g_autoptr (EncorePerson) agent = make_person (fixture->store, "Dana", 0);
  g_autoptr (EncoreCall) was = encore_call_new ();

  was->title = g_strdup ("Where is it?");
  was->agent_id = agent->id;
  was->started_at = 1700000000123;
  was->duration_ms = 402000;
  was->queue = g_strdup ("Parcels");
  was->direction = ENCORE_DIRECTION_OUT;
  was->customer_ref = g_strdup ("C-1");
  was->language = g_strdup ("en-GB");
  was->scenario_id = scenario->id;
  was->imported_at = 1700000001000;
  was->position_ms = 52000;
  was->reviewed_at = 1700000002000;
  put (fixture->store, was);
  g_autoptr (EncoreMoment) taken = make_moment (fixture->store, was->id, ENCORE_OUTCOME_TAKEN, NULL);
  g_autoptr (EncoreMoment) missed = make_moment (fixture->store, was->id, ENCORE_OUTCOME_MISSED, NULL);

  g_autoptr (EncoreCall) is = encore_db_get_call (fixture->db, was->id, &error);
  g_assert_no_error (error);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_TEXT (title);
  ASSERT_SAME_INT (agent_id);
  ASSERT_SAME_INT (started_at);
  ASSERT_SAME_INT (duration_ms);
  ASSERT_SAME_TEXT (queue);
  ASSERT_SAME_INT (direction);
  ASSERT_SAME_TEXT (customer_ref);
  ASSERT_SAME_TEXT (language);
  ASSERT_SAME_INT (scenario_id);
  ASSERT_SAME_INT (imported_at);
  ASSERT_SAME_INT (position_ms);
  ASSERT_SAME_INT (reviewed_at);
  g_assert_cmpstr (is->agent_name, ==, "Dana");
  g_assert_cmpstr (is->scenario_name, ==, "Lost parcel");
  g_assert_cmpint (is->n_moments, ==, 2);
  g_assert_cmpint (is->n_taken, ==, 1);
  g_assert_cmpint (is->n_partly, ==, 0);
  g_assert_cmpint (is->n_missed, ==, 1);
  g_assert_cmpint (is->transcript_kind, ==, ENCORE_TRANSCRIPT_NONE);
  g_assert_false (is->has_recording);

  g_assert_null (encore_db_get_call (fixture->db, 99, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
}

static void
test_call_without_facts (Fixture      *fixture,
                         gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreCall) was = encore_call_new ();
  put (fixture->store, was);

  g_autoptr (EncoreCall) is = encore_db_get_call (fixture->db, was->id, &error);
  g_assert_cmpstr (is->title, ==, "");
  ASSERT_SAME_INT (started_at);
  ASSERT_SAME_INT (duration_ms);
  ASSERT_SAME_INT (reviewed_at);
  ASSERT_SAME_INT (agent_id);
  ASSERT_SAME_TEXT (queue);
  g_assert_cmpint (is->imported_at, >, 0);
}

static void
test_find_call (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  static const char *const uuids[] = { "aaaa-1", "aaaa-12", "bbbb-%" };

  for (gsize i = 0; i < G_N_ELEMENTS (uuids); i++)
    {
      g_autoptr (EncoreCall) call = encore_call_new ();

      call->uuid = g_strdup (uuids[i]);
      put (fixture->store, call);
    }

  g_autoptr (EncoreCall) whole = encore_db_find_call (fixture->db, "aaaa-1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (whole->uuid, ==, "aaaa-1");
  g_autoptr (EncoreCall) prefix = encore_db_find_call (fixture->db, "b", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (prefix->uuid, ==, "bbbb-%");
  g_assert_null (encore_db_find_call (fixture->db, "aaa", &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (encore_db_find_call (fixture->db, "%", &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (encore_db_find_call (fixture->db, "", &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
}

static void
test_position (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Position");

  g_assert_true (encore_db_set_call_position (fixture->db, call->id, 1234, &error));
  g_autoptr (EncoreCall) is = encore_db_get_call (fixture->db, call->id, &error);
  g_assert_cmpint (is->position_ms, ==, 1234);
  g_assert_false (encore_db_set_call_position (fixture->db, 99, 1234, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
}

static void
test_moment (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScenario) scenario = make_scenario (fixture->store, "Lost parcel");
  g_autoptr (EncorePerson) coach = make_person (fixture->store, "Sam", 0);
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Where is it?");
  g_autoptr (EncoreExtra) extra = encore_extra_new ();
  g_autoptr (EncoreMoment) was = encore_moment_new ();

  extra->name = g_strdup ("Call back");
  put (fixture->store, extra);
  was->call_id = call->id;
  was->span = (EncoreSpan) { 0, 10000 };
  was->first_segment = 0;
  was->last_segment = 2;
  was->type_id = g_strdup ("needs-work");
  was->outcome = ENCORE_OUTCOME_PARTLY;
  was->noticed = ENCORE_FACT_YES;
  was->acted = ENCORE_FACT_NO;
  was->cue = g_strdup ("My rent is due");
  was->note = g_strdup ("");
  was->could_have = g_strdup ("Offer it");
  was->scenario_id = scenario->id;
  was->extra_id = extra->id;
  was->author_id = coach->id;
  put (fixture->store, was);
  g_assert_cmpint (was->created_at, >, 0);

  g_autoptr (GPtrArray) list = one (encore_db_list_moments_of_call (fixture->db, call->id, &error), error);
  EncoreMoment *is = g_ptr_array_index (list, 0);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_INT (call_id);
  ASSERT_SAME_INT (span.start_ms);
  ASSERT_SAME_INT (span.end_ms);
  ASSERT_SAME_INT (first_segment);
  ASSERT_SAME_INT (last_segment);
  ASSERT_SAME_TEXT (type_id);
  ASSERT_SAME_INT (outcome);
  ASSERT_SAME_INT (noticed);
  ASSERT_SAME_INT (acted);
  ASSERT_SAME_TEXT (cue);
  ASSERT_SAME_TEXT (note);
  ASSERT_SAME_TEXT (could_have);
  ASSERT_SAME_INT (scenario_id);
  ASSERT_SAME_INT (extra_id);
  ASSERT_SAME_INT (author_id);
  ASSERT_SAME_INT (created_at);
  ASSERT_SAME_INT (updated_at);
  g_assert_cmpstr (is->extra_name, ==, "Call back");
  g_assert_cmpstr (is->author_name, ==, "Sam");
  g_assert_cmpstr (is->call_title, ==, "Where is it?");
  g_assert_cmpstr (is->scenario_name, ==, "Lost parcel");
  g_assert_cmpint (is->call_started_at, ==, ENCORE_NO_TIME);

  delete_fails (fixture->store, scenario, ENCORE_ERROR_IN_USE, "1 moment uses this scenario.");
  delete_fails (fixture->store, extra, ENCORE_ERROR_IN_USE, "1 moment uses this extra.");
  delete_fails (fixture->store, coach, ENCORE_ERROR_IN_USE, "1 moment was marked by this person.");
  g_free (was->type_id);
  was->type_id = g_strdup ("no-such-type");
  put_fails (fixture->store, was, ENCORE_ERROR_MISSING);
}

static void
test_moment_types (Fixture      *fixture,
                   gconstpointer user_data)
{
  static const struct
  {
    const char *id;
    const char *hotkey;
    const char *colour;
  } expected[] = {
    { "above-and-beyond", NULL, "#3584e4" }, { "great-practice", "1", "#2ec27e" },
    { "needs-work", "2", "#e66100" },        { "escalation-or-wait", "3", "#9141ac" },
    { "to-discuss", "4", "#e5a50a" },        { "system-failure", "5", "#c01c28" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) types = encore_db_list_moment_types (fixture->db, &error);

  g_assert_cmpuint (types->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < types->len; i++)
    {
      EncoreMomentType *type = g_ptr_array_index (types, i);

      g_assert_cmpstr (type->id, ==, expected[i].id);
      g_assert_cmpstr (type->hotkey, ==, expected[i].hotkey);
      g_assert_cmpstr (type->colour, ==, expected[i].colour);
      g_assert_cmpint (type->lead_ms, ==, 8000);
      g_assert_cmpint (type->lag_ms, ==, 2000);
      g_assert_cmpint (type->position, ==, i);
    }
  g_assert_cmpstr (((EncoreMomentType *) g_ptr_array_index (types, 0))->name, ==, "Above and beyond");
}

static void
test_recording (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Call");
  g_autoptr (EncoreRecording) was = encore_recording_new ();

  was->call_id = call->id;
  was->path = g_strdup ("/media/caf\xe9/call.wav"); /* not UTF-8: file names need not be */
  was->content_hash = g_strdup ("00ff");
  was->size = G_GINT64_CONSTANT (5000000000);
  was->modified_at = 1700000000123;
  was->codec = g_strdup ("G.711");
  was->container = g_strdup ("WAV");
  was->channels = 2;
  was->rate = 8000;
  was->duration_ms = 402000;
  was->agent_channel = 1;
  was->offset_ms = -250;
  put (fixture->store, was);

  g_autoptr (GPtrArray) list = one (encore_db_list_recordings_of_call (fixture->db, call->id, &error), error);
  EncoreRecording *is = g_ptr_array_index (list, 0);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_INT (call_id);
  ASSERT_SAME_TEXT (path);
  ASSERT_SAME_TEXT (content_hash);
  ASSERT_SAME_INT (size);
  ASSERT_SAME_INT (modified_at);
  ASSERT_SAME_TEXT (codec);
  ASSERT_SAME_TEXT (container);
  ASSERT_SAME_INT (channels);
  ASSERT_SAME_INT (rate);
  ASSERT_SAME_INT (duration_ms);
  ASSERT_SAME_INT (agent_channel);
  ASSERT_SAME_INT (offset_ms);

  g_assert_cmpint (encore_db_find_recording_by_hash (fixture->db, "00ff", &error), ==, call->id);
  g_assert_cmpint (encore_db_find_recording_by_hash (fixture->db, "00fe", &error), ==, 0);
  delete (fixture->store, call);
  g_assert_cmpint (encore_db_find_recording_by_hash (fixture->db, "00ff", &error), ==, 0);
  g_assert_no_error (error);
}

static void
assert_same_segment (const EncoreSegment *is,
                     const EncoreSegment *was)
{
  ASSERT_SAME_INT (start_ms);
  ASSERT_SAME_INT (end_ms);
  ASSERT_SAME_TEXT (speaker);
  ASSERT_SAME_INT (party);
  ASSERT_SAME_INT (channel);
  ASSERT_SAME_TEXT (text);
  g_assert_cmpint (is->words != NULL, ==, was->words != NULL);

  for (guint i = 0; is->words != NULL && i < MAX (is->words->len, was->words->len); i++)
    {
      const EncoreWord *word = &g_array_index (is->words, EncoreWord, i);
      const EncoreWord *original = &g_array_index (was->words, EncoreWord, i);

      g_assert_cmpint (word->start_ms, ==, original->start_ms);
      g_assert_cmpint (word->end_ms, ==, original->end_ms);
      g_assert_cmpuint (word->offset, ==, original->offset);
      g_assert_cmpuint (word->length, ==, original->length);
      g_assert_true (word->confidence == original->confidence);
    }
}

static EncoreTranscript *
make_transcript (gint64 call_id)
{
  EncoreTranscript *transcript = encore_transcript_new ("webvtt");
  EncoreSegment *first = encore_segment_new (0, 4000, "Agent", "Hello there");
  EncoreSegment *second = encore_segment_new (3500, 3500, NULL, "");

  encore_segment_add_word (first, 0, 300, 0, 5, 0.75f);
  encore_segment_add_word (first, ENCORE_NO_TIME, ENCORE_NO_TIME, 6, 5, -1);
  encore_segment_add_word (first, 200, G_GINT64_CONSTANT (9000000000), 0, 1, 1);
  first->channel = 1;
  transcript->call_id = call_id;
  transcript->source = g_strdup ("call.vtt");
  transcript->language = g_strdup ("en");
  encore_transcript_add (transcript, first);
  encore_transcript_add (transcript, second);
  encore_transcript_warn (transcript, "first");
  encore_transcript_warn (transcript, "second");
  encore_transcript_finish (transcript);
  return transcript;
}

static void
test_transcript (Fixture      *fixture,
                 gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Call");
  g_autoptr (EncoreTranscript) was = make_transcript (call->id);
  g_autoptr (EncoreTranscript) untimed = encore_transcript_new ("text");

  put (fixture->store, was);
  put (fixture->store, was);
  untimed->call_id = call->id;
  encore_transcript_add (untimed, encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, "Hello"));
  encore_transcript_finish (untimed);
  put (fixture->store, untimed);

  g_autoptr (GPtrArray) list = encore_db_list_transcripts_of_call (fixture->db, call->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  EncoreTranscript *is = g_ptr_array_index (list, 0); /* the one with words, though it is older */
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_INT (call_id);
  ASSERT_SAME_TEXT (format);
  ASSERT_SAME_TEXT (source);
  ASSERT_SAME_TEXT (language);
  ASSERT_SAME_INT (kind);
  ASSERT_SAME_INT (warnings->len);
  g_assert_cmpstr (g_ptr_array_index (is->warnings, 1), ==, "second");
  ASSERT_SAME_INT (segments->len);
  for (guint i = 0; i < was->segments->len; i++)
    assert_same_segment (encore_transcript_get (is, i), encore_transcript_get (was, i));
  g_assert_cmpint (encore_transcript_segment_at (is, 100), ==, 0);

  EncoreTranscript *second = g_ptr_array_index (list, 1);
  g_assert_cmpint (second->kind, ==, ENCORE_TRANSCRIPT_UNTIMED);
  g_autoptr (EncoreCall) joined = encore_db_get_call (fixture->db, call->id, &error);
  g_assert_cmpint (joined->transcript_kind, ==, ENCORE_TRANSCRIPT_WORDS);
  assert_sound (fixture->store);
}

/* A corrected transcript is the chosen one, whatever else there is; the imported one stays as it came. */
static void
test_corrected_transcript (Fixture      *fixture,
                           gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Call");
  g_autoptr (EncorePerson) coach = make_person (fixture->store, "Sam", 0);
  g_autoptr (EncoreTranscript) imported = make_transcript (call->id);
  g_autoptr (EncoreTranscript) later = make_transcript (call->id);

  put (fixture->store, imported);

  g_autoptr (EncoreTranscript) was = encore_transcript_new_like (imported);
  was->id = 0;
  g_clear_pointer (&was->uuid, g_free);
  was->corrects = g_strdup (imported->uuid);
  was->corrected_at = 1234;
  was->author_id = coach->id;
  encore_transcript_add (was, encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, "quite otherwise"));
  encore_transcript_finish (was);
  put (fixture->store, was);
  put (fixture->store, later);

  g_autoptr (GPtrArray) list = encore_db_list_transcripts_of_call (fixture->db, call->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 3);
  EncoreTranscript *is = g_ptr_array_index (list, 0);
  ASSERT_SAME_INT (id);
  ASSERT_SAME_TEXT (uuid);
  ASSERT_SAME_TEXT (corrects);
  ASSERT_SAME_INT (corrected_at);
  ASSERT_SAME_INT (author_id);

  /* It is what is found; without it, the newest of the richest. */
  assert_sound (fixture->store);
  g_assert_cmpint (((EncoreTranscript *) g_ptr_array_index (list, 1))->id, ==, later->id);
  g_assert_null (((EncoreTranscript *) g_ptr_array_index (list, 1))->corrects);
}

static void
test_undo_of_delete (Fixture      *fixture,
                     gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Call");
  g_autoptr (EncoreMoment) moment = make_moment (fixture->store, call->id, ENCORE_OUTCOME_TAKEN, "note");
  g_autofree char *uuid = g_strdup (moment->uuid);
  gint64 id = moment->id, created_at = moment->created_at;

  delete (fixture->store, moment);
  g_autoptr (GPtrArray) none = encore_db_list_moments_of_call (fixture->db, call->id, &error);
  g_assert_cmpuint (none->len, ==, 0);
  delete_fails (fixture->store, moment, ENCORE_ERROR_MISSING, NULL);

  put (fixture->store, moment);
  g_autoptr (GPtrArray) back = one (encore_db_list_moments_of_call (fixture->db, call->id, &error), error);
  EncoreMoment *is = g_ptr_array_index (back, 0);
  g_assert_cmpint (is->id, ==, id);
  g_assert_cmpstr (is->uuid, ==, uuid);
  g_assert_cmpint (is->created_at, ==, created_at);

  /* Even when the row has gone altogether. */
  g_assert_true (encore_db_exec (fixture->db, "DELETE FROM moment", &error));
  put (fixture->store, moment);
  g_autoptr (GPtrArray) again = one (encore_db_list_moments_of_call (fixture->db, call->id, &error), error);
  is = g_ptr_array_index (again, 0);
  g_assert_cmpint (is->id, ==, id);
  g_assert_cmpstr (is->uuid, ==, uuid);
}

static void
test_undo_of_delete_of_call (Fixture      *fixture,
                             gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScenario) scenario = make_scenario (fixture->store, "Lost parcel");
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Call");
  g_autoptr (EncoreMoment) moment = make_moment (fixture->store, call->id, ENCORE_OUTCOME_TAKEN, "note");

  call->scenario_id = scenario->id;
  put (fixture->store, call);
  delete_fails (fixture->store, scenario, ENCORE_ERROR_IN_USE, "1 call uses this scenario.");
  delete (fixture->store, call);
  put_fails (fixture->store, moment, ENCORE_ERROR_MISSING);
  delete (fixture->store, scenario);
  put_fails (fixture->store, call, ENCORE_ERROR_MISSING); /* its scenario is gone */
  assert_sound (fixture->store);

  put (fixture->store, scenario);
  put (fixture->store, call);
  g_autoptr (GPtrArray) back = one (encore_db_list_moments_of_call (fixture->db, call->id, &error), error);
  assert_sound (fixture->store);
}

static void
test_in_use (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (EncoreTeam) team = make_team (fixture->store, "Blue");
  g_autoptr (EncorePerson) dana = make_person (fixture->store, "Dana", team->id);
  g_autoptr (EncorePerson) robin = make_person (fixture->store, "Robin", team->id);
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Call");

  call->agent_id = dana->id;
  put (fixture->store, call);
  delete_fails (fixture->store, team, ENCORE_ERROR_IN_USE, "2 people are in this team.");
  delete_fails (fixture->store, dana, ENCORE_ERROR_IN_USE, "1 call was taken by this person.");
  delete (fixture->store, robin);
  delete (fixture->store, call);
  delete (fixture->store, dana);
  delete (fixture->store, team);
}

static void
test_invalid (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (EncoreTeam) nameless = encore_team_new ();
  g_autoptr (EncoreMoment) lost = encore_moment_new ();
  g_autoptr (EncorePerson) person = encore_person_new ();

  put_fails (fixture->store, nameless, ENCORE_ERROR_INVALID);
  lost->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
  put_fails (fixture->store, lost, ENCORE_ERROR_INVALID);
  lost->call_id = 77;
  put_fails (fixture->store, lost, ENCORE_ERROR_MISSING);
  person->name = g_strdup ("Dana");
  person->team_id = 77;
  put_fails (fixture->store, person, ENCORE_ERROR_MISSING);
  assert_sound (fixture->store);
}

static void
test_sources (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreCall) call = make_call (fixture->store, "Call");
  gint64 call_id = -1;

  g_assert_false (encore_db_source_unchanged (fixture->db, "/a", 10, 20, &call_id));
  g_assert_cmpint (call_id, ==, 0);
  g_assert_true (encore_db_put_source (fixture->db, "/a", 10, 20, call->id, &error));
  g_assert_true (encore_db_put_source (fixture->db, "/b", 10, 20, 0, &error));
  g_assert_no_error (error);
  g_assert_true (encore_db_source_unchanged (fixture->db, "/a", 10, 20, &call_id));
  g_assert_cmpint (call_id, ==, call->id);
  g_assert_true (encore_db_source_unchanged (fixture->db, "/b", 10, 20, NULL));
  g_assert_false (encore_db_source_unchanged (fixture->db, "/a", 11, 20, NULL));
  g_assert_false (encore_db_source_unchanged (fixture->db, "/a", 10, 21, NULL));
  delete (fixture->store, call);
  g_assert_false (encore_db_source_unchanged (fixture->db, "/a", 10, 20, NULL));
}

static void
test_settings (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (encore_db_get_setting (fixture->db, "key", &error));
  g_assert_true (encore_db_put_setting (fixture->db, "key", "old", &error));
  g_assert_true (encore_db_put_setting (fixture->db, "key", "new", &error));
  g_autofree char *value = encore_db_get_setting (fixture->db, "key", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, "new");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                                            \
  g_test_add ("/store/objects/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("team", test_team);
  ADD ("person", test_person);
  ADD ("alias", test_alias);
  ADD ("scenario", test_scenario);
  ADD ("extra", test_extra);
  ADD ("saved-search", test_saved_search);
  ADD ("model-answer", test_model_answer);
  ADD ("call", test_call);
  ADD ("call-without-facts", test_call_without_facts);
  ADD ("find-call", test_find_call);
  ADD ("position", test_position);
  ADD ("moment", test_moment);
  ADD ("moment-types", test_moment_types);
  ADD ("recording", test_recording);
  ADD ("transcript", test_transcript);
  ADD ("corrected-transcript", test_corrected_transcript);
  ADD ("undo-of-delete", test_undo_of_delete);
  ADD ("undo-of-delete-of-call", test_undo_of_delete_of_call);
  ADD ("in-use", test_in_use);
  ADD ("invalid", test_invalid);
  ADD ("sources", test_sources);
  ADD ("settings", test_settings);
  return g_test_run ();
}
