/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "encore-scorecard-json.h"
#include "tool-fixture.h"

/* evaluate and score: answers come in from a file, and the sum goes out. */

#define CARD                                                                                                           \
  "{ 'encore-scorecard': 1, 'name': 'Calls', 'sections': ["                                                            \
  " { 'key': 'connection', 'name': 'Connection', 'weight': 40, 'criteria': ["                                          \
  "  { 'key': 'warm', 'question': 'Was it warm?', 'guidance': 'Listen', 'weight': 2, 'options': ["                     \
  "   { 'key': 'good', 'label': 'Very good', 'share': 1 }, { 'key': 'half', 'label': 'So so', 'share': 0.5 },"         \
  "   { 'key': 'bad', 'label': 'Bad', 'share': 0, 'fails': 'form' }] },"                                               \
  "  { 'key': 'name', 'question': 'Was the name used?', 'guidance': 'Listen', 'na': true, 'options': ["                \
  "   { 'key': 'yes', 'label': 'Yes', 'share': 1 }, { 'key': 'no', 'label': 'No', 'share': 0 }] },"                    \
  "  { 'key': 'how', 'question': 'How?', 'guidance': 'Listen', 'weight': 3, 'options': ["                              \
  "   { 'key': 'well', 'label': '2', 'share': 1 }, { 'key': 'badly', 'label': '1', 'share': 0 }],"                     \
  "    'condition': { 'key': 'name', 'options': ['yes'] } }] },"                                                       \
  " { 'key': 'timing', 'name': 'Timing', 'weight': 20, 'criteria': ["                                                  \
  "  { 'key': 'wait', 'question': 'How long?', 'guidance': 'Count', 'scale': 'number', 'low': 60, 'high': 10 },"       \
  "  { 'key': 'why', 'question': 'Why?', 'guidance': 'Choose', 'scale': 'causes', 'options': ["                        \
  "   { 'key': 'tool', 'label': 'The tool' }, { 'key': 'rule', 'label': 'A rule' },"                                   \
  "   { 'key': 'habit', 'label': 'The Tool' }] },"                                                                     \
  "  { 'key': 'words', 'question': 'In words?', 'guidance': 'Write', 'scale': 'text', 'header': true },"               \
  "  { 'key': 'noticed', 'question': 'Was it noticed?', 'guidance': 'Judge', 'judges': 'recognition',"                 \
  "    'header': true, 'options': [{ 'key': 'yes', 'label': 'Yes' }, { 'key': 'no', 'label': 'No' }] }] }],"           \
  " 'profiles': [{ 'scenario': 'Late parcel', 'weights': { 'timing': 120 } }] }"

#define GOOD "{ 'warm': 'good', 'name': null, 'wait': 35, 'noticed': 'yes' }"

static char *
dup_json (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

static void
commit (EncoreLibrary *library,
        gpointer       before,
        gpointer       after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Make", before, after);
  g_autoptr (GError) error = NULL;

  encore_library_commit (library, edit, &error);
  g_assert_no_error (error);
}

static void
add_person (EncoreLibrary *library,
            const char    *name)
{
  g_autoptr (EncorePerson) person = encore_person_new ();

  person->name = g_strdup (name);
  person->roles = ENCORE_ROLE_COACH;
  commit (library, NULL, person);
}

static EncoreScorecard *
make_version (int                   version,
              EncoreScorecardStatus status,
              const char           *family)
{
  g_autofree char *text = dup_json (CARD);
  g_autoptr (GError) error = NULL;
  EncoreScorecard *card = encore_scorecard_from_json (text, -1, NULL, NULL, &error);

  g_assert_no_error (error);
  g_free (card->uuid);
  g_free (card->family);
  card->uuid = g_uuid_string_random ();
  card->family = g_strdup (family);
  card->version = version;
  card->status = status;
  card->published_at = status == ENCORE_SCORECARD_DRAFT ? ENCORE_NO_TIME : 1000 * version;
  return card;
}

/* A call, two coaches, two published versions of a scorecard, of which the second asks no name, and a draft. */
static char *
fill (Fixture *fixture)
{
  char *call = import_one (fixture);
  g_autofree char *family = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open (fixture->library, &error);
  g_autoptr (EncoreScorecard) first = make_version (1, ENCORE_SCORECARD_PUBLISHED, family);
  g_autoptr (EncoreScorecard) second = make_version (2, ENCORE_SCORECARD_PUBLISHED, family);
  g_autoptr (EncoreScorecard) draft = make_version (0, ENCORE_SCORECARD_DRAFT, family);

  g_assert_no_error (error);
  add_person (library, "Coach");
  add_person (library, "Other");
  commit (library, NULL, first);
  commit (library, NULL, second);
  commit (library, NULL, draft);
  encore_library_close (library);
  return call;
}

static char *
write_answers (Fixture    *fixture,
               const char *text)
{
  char *path = g_build_filename (fixture->dir, "answers.json", NULL);
  g_autofree char *json = dup_json (text);

  g_file_set_contents (path, json, -1, NULL);
  return path;
}

static guint
count_evaluations (Fixture    *fixture,
                   const char *call)
{
  g_auto (Outcome) listed = run (fixture, "score", call, "--json", NULL);
  g_autoptr (JsonNode) rows = parse (listed.out);

  return json_array_get_length (json_node_get_array (rows));
}

static void
test_whole (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *call = fill (fixture);
  g_autofree char *path = write_answers (fixture, GOOD);
  g_auto (Outcome) made = run (fixture, "evaluate", call, "--scorecard", "calls", "--answers", path, "--for", "record",
                               "--as", "Coach", NULL);

  g_assert_cmpstr (made.err, ==, "");
  g_assert_cmpint (made.status, ==, 0);
  g_assert_true (g_str_has_suffix (made.out, "\t83.3%\n"));

  g_autofree char *beginning = g_strndup (made.out, 8);
  g_auto (Outcome) worked = run (fixture, "score", "--worked", beginning, NULL);
  g_assert_cmpstr (worked.out, ==,
                   "Calls, version 2. Coach: Coach. For the record.\n"
                   "Weights: the scorecard’s own\n"
                   "Connection: (2 × 100%) / 2 = 100%\n"
                   "  N/A, outside the sum: “Was the name used?”\n"
                   "  Not asked of this call: “How?”\n"
                   "Timing: (1 × 50%) / 1 = 50%\n"
                   "  Not scored: “Why?”; “In words?”\n"
                   "Total: (100% × 40 + 50% × 20) / 60 = 83.3%\n"
                   "Score: 83.3%\n"
                   "Apart from the sum, noticing: “Was it noticed?” Yes\n"
                   "4 of 6 answered; 2 of them scored without evidence\n");

  g_auto (Outcome) profiled = run (fixture, "score", beginning, "--profile", "late PARCEL", NULL);
  g_assert_cmpstr (profiled.out, ==, "62.5%\n");
  g_auto (Outcome) nowhere = run (fixture, "score", beginning, "--profile", "Elsewhere", NULL);
  g_assert_cmpint (nowhere.status, ==, 1);
  g_assert_nonnull (strstr (nowhere.err, "allowed: none, Late parcel"));

  g_auto (Outcome) shown = run (fixture, "score", beginning, "--worked", "--json", NULL);
  g_autoptr (JsonNode) root = parse (shown.out);
  JsonObject *score = json_node_get_object (root);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (score, "score"), 250.0 / 3, 1e-9);
  g_assert_cmpstr (json_object_get_string_member (score, "for"), ==, "record");
  g_assert_true (json_object_get_boolean_member (score, "recognised"));
  g_assert_true (json_object_get_null_member (score, "acted"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (score, "sections")), ==, 2);

  g_auto (Outcome) listed = run (fixture, "score", call, NULL);
  g_assert_nonnull (strstr (listed.out, "Coach\tFor the record\tCalls@2\tCoach\tSubmitted\t83.3%"));
  g_auto (Outcome) checked = run (fixture, "check", NULL);
  g_assert_cmpint (checked.status, ==, 0);
}

/* Nothing is written when something is wrong; each line names the file, the key and what is allowed. */
static void
test_wrong_answers (Fixture      *fixture,
                    gconstpointer data)
{
  static const char *const rows[][2] = {
    { "{ 'warm': 'good', 'name': null, 'wait': 35 }", "noticed: not answered; allowed: yes, no" },
    { "{ 'warm': 'great' }", "warm: there is no answer “great”; allowed: good (Very good), half (So so), bad" },
    { "{ 'warm': null }", "warm: it always applies; allowed: good" },
    { "{ 'warm': 'n/a' }", "warm: it always applies" },
    { "{ 'warm': ['good'] }", "warm: this is no answer" },
    { "{ 'warm': true }", "warm: this is no answer" },
    { "{ 'name': 'perhaps' }", "name: there is no answer “perhaps”; allowed: yes, no, or N/A" },
    { "{ 'cold': 'good' }", "cold: the scorecard asks no such thing; allowed: warm, name, how, wait, why" },
    { "{ 'wait': '35' }", "wait: a number was expected; allowed: a number, worth nothing at 60 and full marks at 10" },
    { "{ 'why': ['tool', 'moon'] }",
      "why: there is no answer “moon”; allowed: a list of any of tool (The tool), rule" },
    { "{ 'why': 'the tool' }", "why: there is no answer “the tool”" },
    { "{ 'words': 3 }", "words: a text was expected; allowed: a text" },
    { "{ 'warm': { 'answer': 'good', 'coment': 'x' } }", "warm: there is no “coment” here; allowed: answer, comment" },
    { "{ 'warm': { 'answer': 'good', 'comment': 1 } }", "warm.comment: a text was expected" },
    { "{ 'warm': { 'answer': 'good', 'evidence': {} } }", "warm.evidence: a list of at most" },
    { "{ 'warm': { 'answer': 'good', 'evidence': [{}] } }", "warm.evidence[0]: an object with moment" },
    { "{ 'warm': { 'answer': 'good', 'evidence': [{ 'moment': 'beef' }] } }",
      "warm.evidence[0]: the call has no such" },
    { "{ 'warm': { 'answer': 'good', 'evidence': [{ 'start': 5 }] } }", "warm.evidence[0]: “start” and “end” are" },
    { "{ 'warm': { 'answer': 'good', 'evidence': [{ 'start': 5, 'end': 4 }] } }", "warm.evidence[0]: “start” and" },
    { "{ 'warm': { 'answer': 'good', 'evidence': [{ 'start': 5, 'end': 99999 }] } }",
      "warm.evidence[0]: the call ends" },
    { "{ 'warm': { 'answer': 'good', 'evidence': [{ 'segments': [0, 1] }] } }",
      "first and the last of the transcript’s 2" },
    { "{ 'warm': { 'answer': 'good', 'evidence': [{ 'segments': [1, 3] }] } }",
      "first and the last of the transcript’s 2" },
    { "{ 'warm': { 'answer': 'good', 'evidence': [{ 'segments': [2, 1] }] } }",
      "first and the last of the transcript’s 2" },
    { "{ 'answers': { 'cold': 1 } }", "answers.cold: the scorecard asks no such thing" },
    { "{ 'answers': {}, 'weather': 1 }", "the file: there is no “weather” here; allowed: answers, comment" },
    { "{ 'answers': {}, 'complex': 'yes' }", "complex: true or false was expected" },
    { "{ 'warm': 'good', 'warm': 'bad' }", "this member stands here twice" },
    { "[]", "an object in braces was expected" },
    { "{ 'warm': ", "Line 1" },
  };
  g_autofree char *call = fill (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = write_answers (fixture, rows[i][0]);
      g_autofree char *prefix = g_strconcat (path, ": ", NULL);
      g_auto (Outcome) refused = run (fixture, "evaluate", call, "--scorecard", "Calls", "--answers", path, NULL);

      g_assert_cmpint (refused.status, ==, 1);
      g_assert_true (g_str_has_prefix (refused.err, prefix));
      if (strstr (refused.err, rows[i][1]) == NULL)
        g_test_fail_printf ("“%s” is not in “%s”", rows[i][1], refused.err);
    }
  g_assert_cmpuint (count_evaluations (fixture, call), ==, 0);
}

/* Progress tells of what is for the record, and of nothing else. */
static void
test_progress (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *call = fill (fixture);
  g_autofree char *path = write_answers (fixture, GOOD);

#define EVALUATE_FOR(purpose, kind, who)                                                                               \
  run (fixture, "evaluate", call, "--scorecard", "Calls", "--answers", path, "--for", purpose, "--kind", kind, "--as", \
       who, NULL)
  g_auto (Outcome) learning = EVALUATE_FOR ("learning", "peer", "Coach");
  g_assert_cmpstr (learning.err, ==, "");
  g_auto (Outcome) before = run (fixture, "progress", "dana", "--json", NULL);
  g_autoptr (JsonNode) nothing = parse (before.out);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (nothing), "elements_of_record")),
                    ==, 0);

  g_auto (Outcome) record = EVALUATE_FOR ("record", "coach", "Coach");
  g_assert_cmpstr (record.err, ==, "");
  g_auto (Outcome) after = run (fixture, "progress", "dana", "--json", NULL);
  g_autoptr (JsonNode) root = parse (after.out);
  JsonArray *elements = json_object_get_array_member (json_node_get_object (root), "elements_of_record");
  JsonObject *form = json_array_get_object_element (elements, 0), *first = json_array_get_object_element (elements, 1);
  g_assert_true (json_object_get_null_member (form, "key"));
  g_assert_cmpstr (json_object_get_string_member (form, "scorecard"), ==, "Calls");
  g_assert_cmpint (json_object_get_int_member (form, "n"), ==, 1);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (form, "mean"), 250 / 3.0, 1e-6);
  g_assert_cmpstr (json_object_get_string_member (first, "section"), ==, "Connection");

  g_auto (Outcome) lines = run (fixture, "progress", "dana", NULL);
  g_assert_nonnull (strstr (lines.out, "Calls, for the record:\n  whole form: not enough evaluations yet (n = 1)\n"));
}

static void
test_usage (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *call = fill (fixture);
  g_autofree char *path = write_answers (fixture, GOOD);
  g_auto (Outcome) no_answers = run (fixture, "evaluate", call, "--scorecard", "Calls", NULL);
  g_auto (Outcome) no_card = run (fixture, "evaluate", call, "--answers", path, NULL);

  g_assert_cmpint (no_answers.status, ==, 2);
  g_assert_cmpint (no_card.status, ==, 2);

#define EVALUATE(...) run (fixture, "evaluate", call, "--answers", path, "--scorecard", __VA_ARGS__, NULL)
  g_auto (Outcome) record = EVALUATE ("Calls", "--kind", "peer", "--for", "record");
  g_assert_cmpint (record.status, ==, 2);
  g_auto (Outcome) kind = EVALUATE ("Calls", "--kind", "boss");
  g_assert_cmpint (kind.status, ==, 2);
  g_auto (Outcome) purpose = EVALUATE ("Calls", "--for", "ever");
  g_assert_cmpint (purpose.status, ==, 2);
  g_auto (Outcome) reason = EVALUATE ("Calls", "--reason", " ");
  g_assert_cmpint (reason.status, ==, 2);
  g_auto (Outcome) card = EVALUATE ("Nothing");
  g_assert_cmpint (card.status, ==, 1);
  g_auto (Outcome) draft = EVALUATE ("Calls@0");
  g_assert_nonnull (strstr (draft.err, "is a draft"));
  g_auto (Outcome) person = EVALUATE ("Calls", "--as", "Nobody");
  g_assert_cmpint (person.status, ==, 1);
  g_assert_nonnull (strstr (person.err, "Nobody"));
  g_auto (Outcome) self = EVALUATE ("Calls", "--as", "Coach", "--kind", "self");
  g_assert_nonnull (strstr (self.err, "a self-review is made by the agent"));
  g_auto (Outcome) own_coach = EVALUATE ("Calls", "--as", "dana");
  g_assert_nonnull (strstr (own_coach.err, "dana took the call"));
  g_auto (Outcome) nothing = EVALUATE ("Calls", "--as", "Coach", "--reason", "Why");
  g_assert_nonnull (strstr (nothing.err, "there is nothing to revise"));
  g_auto (Outcome) missing = run (fixture, "evaluate", call, "--scorecard", "Calls", "--answers", "/nowhere", NULL);
  g_assert_true (g_str_has_prefix (missing.err, "/nowhere: "));
  g_auto (Outcome) unknown = run (fixture, "score", "nothing", NULL);
  g_assert_cmpint (unknown.status, ==, 1);
  g_assert_cmpuint (count_evaluations (fixture, call), ==, 0);

  g_auto (Outcome) own = EVALUATE ("Calls", "--kind", "self", "--json");
  g_assert_cmpstr (own.err, ==, "");
  g_autoptr (JsonNode) root = parse (own.out);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "evaluator"), ==, "dana");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "for"), ==, "learning");
}

/* A draft goes on; what is submitted stays, until a revision takes its place, and says why. */
static void
test_draft_and_revision (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *call = fill (fixture);
  g_autofree char *path = write_answers (fixture, "{ 'warm': 'so so' }");
  g_auto (Outcome) draft = EVALUATE ("Calls@1", "--as", "Coach", "--draft", "--json");

  g_assert_cmpint (draft.status, ==, 0);
  g_autoptr (JsonNode) drafted = parse (draft.out);
  JsonObject *first = json_node_get_object (drafted);
  g_assert_cmpstr (json_object_get_string_member (first, "state"), ==, "draft");
  g_assert_cmpint (json_object_get_int_member (first, "version"), ==, 1);

  g_free (write_answers (fixture, "{ 'name': 'NO', 'wait': 10, 'noticed': 'no' }"));
  g_auto (Outcome) done = EVALUATE ("Calls@1", "--as", "Coach", "--json");
  g_assert_cmpstr (done.err, ==, "");
  g_autoptr (JsonNode) submitted = parse (done.out);
  JsonObject *second = json_node_get_object (submitted);
  g_assert_cmpstr (json_object_get_string_member (second, "uuid"), ==, json_object_get_string_member (first, "uuid"));
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (second, "score"), (100.0 / 3 * 40 + 100 * 20) / 60,
                                  1e-9);

  g_auto (Outcome) again = EVALUATE ("Calls@1", "--as", "Coach");
  g_assert_cmpint (again.status, ==, 1);
  g_assert_nonnull (strstr (again.err, "--reason TEXT revises it"));
  g_auto (Outcome) other = EVALUATE ("Calls@1", "--as", "Other", "--draft");
  g_assert_cmpint (other.status, ==, 0);

  /* Of the newest version there is none: what is revised is that of the first. */
  g_free (write_answers (fixture, "{ 'warm': 'bad' }"));
  g_auto (Outcome) revised = EVALUATE ("Calls", "--as", "Coach", "--reason", "Heard it again", "--json");
  g_assert_cmpstr (revised.err, ==, "");
  g_autoptr (JsonNode) revision = parse (revised.out);
  JsonObject *third = json_node_get_object (revision);
  g_assert_cmpint (json_object_get_int_member (third, "version"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (third, "revision"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (third, "revises"), ==, json_object_get_string_member (first, "uuid"));
  g_assert_cmpstr (json_object_get_string_member (third, "reason"), ==, "Heard it again");
  g_assert_cmpstr (json_object_get_string_member (third, "failed_by"), ==, "warm");
  g_assert_cmpfloat (json_object_get_double_member (third, "score"), ==, 0);

  g_free (write_answers (fixture, "{ 'warm': 'good' }"));
  g_auto (Outcome) last = EVALUATE ("Calls@1", "--as", "Coach", "--reason", "And again", "--json");
  g_assert_cmpstr (last.err, ==, "");
  g_autoptr (JsonNode) revised_again = parse (last.out);
  JsonObject *fourth = json_node_get_object (revised_again);
  g_assert_cmpint (json_object_get_int_member (fourth, "revision"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (fourth, "revises"), ==,
                   json_object_get_string_member (third, "uuid"));

  g_auto (Outcome) before = run (fixture, "score", "--worked", json_object_get_string_member (first, "uuid"), NULL);
  g_assert_nonnull (strstr (before.out, "A revision has taken its place"));
  g_auto (Outcome) listed = run (fixture, "score", call, NULL);
  g_assert_nonnull (strstr (listed.out, "\tRevised\t"));
  g_assert_nonnull (strstr (listed.out, "\tDraft\t–"));
  g_assert_cmpuint (count_evaluations (fixture, call), ==, 4);
}

/* The weights of the call's scenario count, then and when it is shown again. */
static void
test_scenario (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *call = fill (fixture);
  g_autofree char *path = write_answers (fixture, GOOD);
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open (fixture->library, &error);
  g_autoptr (EncoreScorecard) card = make_version (0, ENCORE_SCORECARD_DRAFT, "none");
  g_autoptr (EncoreScenario) scenario = encore_scenario_new ();
  g_autoptr (EncoreCall) before = encore_library_find_call (library, call, &error);
  g_autoptr (EncoreCall) after = encore_call_copy (before);

  scenario->name = g_strdup ("Late parcel");
  scenario->uuid = g_strdup (((EncoreProfile *) g_ptr_array_index (card->profiles, 0))->scenario);
  commit (library, NULL, scenario);
  after->scenario_id = scenario->id;
  commit (library, before, after);
  encore_library_close (library);

  g_auto (Outcome) made = EVALUATE ("Calls");
  g_assert_cmpstr (made.err, ==, "");
  g_assert_true (g_str_has_suffix (made.out, "\t62.5%\n"));
  g_autofree char *uuid = g_strndup (made.out, 36);
  g_auto (Outcome) shown = run (fixture, "score", "--worked", uuid, NULL);
  g_assert_nonnull (strstr (shown.out, "Weights: those for “Late parcel”\n"));
  g_assert_nonnull (strstr (shown.out, "Score: 62.5%\n"));
  g_auto (Outcome) own = run (fixture, "score", uuid, "--profile", "none", NULL);
  g_assert_cmpstr (own.out, ==, "83.3%\n");
}

/* What is printed is what is read: labels become keys, evidence is found, and the same goes in again. */
static void
test_answers_go_round (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *call = fill (fixture);
  g_auto (Outcome) marked = run (fixture, "mark", call, "--at", "6000", "--type", "to-discuss", NULL);
  g_autofree char *moment = g_strndup (marked.out, 36), *beginning = g_strndup (marked.out, 6);
  g_autofree char *text = g_strdup_printf (
      "{ 'comment': 'All of it', 'proposal': 'Call back', 'complex': true, 'answers': { 'name': 'YES', 'how': 2,"
      " 'warm': { 'answer': 'very GOOD', 'comment': 'Why', 'evidence': [{ 'moment': '%s' },"
      " { 'start': 500, 'end': '0:01.500' }, { 'segments': [1, 2] }] }, 'why': ['a rule', 'tool', 'rule'],"
      " 'words': 'Some', 'wait': { 'answer': 22.5 }, 'noticed': 'no' } }",
      beginning);
  g_autofree char *path = write_answers (fixture, text);
  g_auto (Outcome) made = EVALUATE ("Calls", "--as", "Coach", "--json");

  g_assert_cmpstr (made.err, ==, "");
  g_autoptr (JsonNode) root = parse (made.out);
  JsonObject *whole = json_object_get_object_member (json_node_get_object (root), "answers");
  g_autofree char *expected_text
      = g_strdup_printf ("{'comment':'All of it','proposal':'Call back','complex':true,'answers':{"
                         "'warm':{'answer':'good','comment':'Why','evidence':[{'moment':'%s'},{'start':500,'end':1500},"
                         "{'start':1000,'end':7000,'segments':[1,2]}]},"
                         "'name':{'answer':'yes','evidence':[]},'how':{'answer':'well','evidence':[]},"
                         "'wait':{'answer':22.5,'evidence':[]},'why':{'answer':['rule','tool'],'evidence':[]},"
                         "'words':{'answer':'Some','evidence':[]},'noticed':{'answer':'no','evidence':[]}}}",
                         moment);
  g_autofree char *expected = dup_json (expected_text);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), whole);
  g_autofree char *written = json_to_string (node, FALSE);
  g_assert_cmpstr (written, ==, expected);

  g_file_set_contents (path, written, -1, NULL);
  g_auto (Outcome) second = EVALUATE ("Calls", "--as", "Other", "--json");
  g_assert_cmpstr (second.err, ==, "");
  g_autoptr (JsonNode) other = parse (second.out);
  JsonNode *again = json_object_get_member (json_node_get_object (other), "answers");
  g_autofree char *rewritten = json_to_string (again, FALSE);
  g_assert_cmpstr (rewritten, ==, expected);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
#define ADD(name, func) g_test_add ("/tool/evaluate/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("whole", test_whole);
  ADD ("wrong-answers", test_wrong_answers);
  ADD ("progress", test_progress);
  ADD ("usage", test_usage);
  ADD ("draft-and-revision", test_draft_and_revision);
  ADD ("scenario", test_scenario);
  ADD ("answers-go-round", test_answers_go_round);
  return g_test_run ();
}
