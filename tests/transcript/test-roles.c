/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-reader.h"
#include "encore-role-guess.h"
#include "encore-test.h"

/* Who of the speakers are agent and customer: by names, by what the file says of one, by what is said. */

static void
add (EncoreTranscript *transcript,
     const char       *speaker,
     const char       *text)
{
  encore_transcript_add (transcript, encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, speaker, text));
}

static void
assert_guess (EncoreTranscript *transcript,
              GPtrArray        *agents,
              EncoreDirection   direction,
              const char       *agent,
              const char       *customer,
              const char       *reason)
{
  encore_transcript_finish (transcript);

  g_autoptr (EncoreRoleGuess) guess = encore_role_guess (transcript, agents, direction);

  if (agent == NULL)
    {
      g_assert_null (guess);
      return;
    }

  g_assert_nonnull (guess);
  g_assert_cmpstr (guess->agent, ==, agent);
  g_assert_cmpstr (guess->customer, ==, customer);
  g_assert_cmpstr (guess->reason, ==, reason);
}

static void
test_talk (void)
{
  g_autoptr (EncoreTranscript) inbound = encore_transcript_new ("test");
  g_autoptr (EncoreTranscript) outbound = encore_transcript_new ("test");
  g_autoptr (EncoreTranscript) silent = encore_transcript_new ("test");
  g_autoptr (EncoreTranscript) transferred = encore_transcript_new ("test");

  add (inbound, "Speaker 0", "Northwind, good morning, how can I help you?");
  add (inbound, "Speaker 1", "I was charged twice.");
  assert_guess (inbound, NULL, ENCORE_DIRECTION_IN, "Speaker 0", "Speaker 1", "speaks first and offers help");

  add (outbound, "Speaker 0", "Hello?");
  add (outbound, "Speaker 1", "Good morning. How may I help? You asked for a call.");
  assert_guess (outbound, NULL, ENCORE_DIRECTION_OUT, "Speaker 1", "Speaker 0", "offers help");

  add (silent, "Speaker 0", "Yes.");
  add (silent, "Speaker 1", "No.");
  assert_guess (silent, NULL, ENCORE_DIRECTION_UNKNOWN, NULL, NULL, NULL);

  add (transferred, "A", "Your call is put through.");
  add (transferred, "B", "Thank you for calling Northwind, how can I help you?");
  add (transferred, "C", "I'm calling about my order.");
  assert_guess (transferred, NULL, ENCORE_DIRECTION_IN, "B", "C", "greets for a company and offers help");
}

static void
test_names (void)
{
  g_autoptr (GPtrArray) agents = g_ptr_array_new_with_free_func (g_object_unref);
  EncorePerson *dana = encore_person_new ();
  g_autoptr (EncoreTranscript) named = encore_transcript_new ("test");
  g_autoptr (EncoreTranscript) marked = encore_transcript_new ("test");
  g_autoptr (EncoreTranscript) settled = encore_transcript_new ("test");
  g_autoptr (EncoreTranscript) alone = encore_transcript_new ("test");

  dana->name = g_strdup ("Dana Réyes");
  g_strfreev (dana->aliases);
  dana->aliases = g_strsplit ("dana.r 4711", " ", -1);
  g_ptr_array_add (agents, dana);

  add (named, "Mrs Cole", "Hello.");
  add (named, "DANA.R", "Hello.");
  assert_guess (named, agents, ENCORE_DIRECTION_UNKNOWN, "DANA.R", "Mrs Cole", "has the name of an agent");

  add (marked, "Agent", "Hello.");
  add (marked, "Mrs Cole", "How can I help?");
  ((EncoreSegment *) marked->segments->pdata[0])->party = ENCORE_PARTY_AGENT;
  assert_guess (marked, agents, ENCORE_DIRECTION_UNKNOWN, "Agent", "Mrs Cole", "the file calls them the agent");

  add (settled, "Agent", "Hello.");
  add (settled, "Customer", "How can I help?");
  ((EncoreSegment *) settled->segments->pdata[0])->party = ENCORE_PARTY_AGENT;
  ((EncoreSegment *) settled->segments->pdata[1])->party = ENCORE_PARTY_CUSTOMER;
  assert_guess (settled, agents, ENCORE_DIRECTION_UNKNOWN, NULL, NULL, NULL);

  add (alone, "Speaker 0", "How can I help?");
  assert_guess (alone, agents, ENCORE_DIRECTION_UNKNOWN, NULL, NULL, NULL);
}

/* The corpus: transcripts that say who is who, read as if they did not. */

typedef struct
{
  guint n_known;
  guint n_right;
  guint n_wrong;
} Score;

/* Takes away what the file says; returns the agent's new label, or NULL when it did not say it. */
static char *
hide_roles (EncoreTranscript *transcript)
{
  g_autoptr (GPtrArray) labels = encore_transcript_list_labels (transcript);
  g_autofree char *agent = NULL;
  gboolean has_customer = FALSE;

  for (guint i = 0; i < transcript->segments->len; i++)
    {
      EncoreSegment *segment = transcript->segments->pdata[i];
      g_autofree char *label = encore_segment_dup_label (segment);
      guint number = 0;

      if (label == NULL)
        return NULL;
      g_ptr_array_find_with_equal_func (labels, label, g_str_equal, &number);
      g_free (segment->speaker);
      segment->speaker = g_strdup_printf ("Speaker %u", number);
      if (segment->party == ENCORE_PARTY_AGENT && agent == NULL)
        agent = g_strdup (segment->speaker);
      has_customer |= segment->party == ENCORE_PARTY_CUSTOMER;
      segment->party = ENCORE_PARTY_UNKNOWN;
    }

  return has_customer ? g_steal_pointer (&agent) : NULL;
}

static void
try_file (Score      *score,
          const char *path)
{
  g_autoptr (EncoreDocument) document = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return;

  document = encore_readers_read (bytes, length, NULL);

  EncoreTranscript *transcript = document != NULL ? encore_document_get_transcript (document) : NULL;
  g_autofree char *agent = transcript != NULL ? hide_roles (transcript) : NULL;

  if (agent == NULL)
    return;

  g_autoptr (EncoreRoleGuess) guess = encore_role_guess (transcript, NULL, ENCORE_DIRECTION_UNKNOWN);
  gboolean right = guess != NULL && g_str_equal (guess->agent, agent);
  g_autofree char *name = g_path_get_basename (path);

  score->n_known++;
  score->n_right += right;
  score->n_wrong += guess != NULL && !right;
  g_test_message ("%s: %s%s%s", name,
                  right           ? "right"
                  : guess != NULL ? "wrong"
                                  : "not guessed",
                  guess != NULL ? ", " : "", guess != NULL ? guess->reason : "");
}

static void
try_folder (Score      *score,
            const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        try_folder (score, path);
      else
        try_file (score, path);
    }
}

static void
try_all (Score      *score,
         const char *folder,
         const char *what)
{
  try_folder (score, folder);
  g_test_message ("%s: of %u transcripts that say who is who, %u guessed right, %u wrong, %u not at all", what,
                  score->n_known, score->n_right, score->n_wrong, score->n_known - score->n_right - score->n_wrong);
}

static void
test_demo (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("ENCORE_SOURCE_DIR"), "data", "demo", "calls", NULL);
  Score score = { 0 };

  try_all (&score, folder, "demo");
  g_assert_cmpuint (score.n_known, >, 0);
  g_assert_cmpuint (score.n_right * 10, >=, score.n_known * 8);
  g_assert_cmpuint (score.n_wrong, ==, 0);
}

static void
test_corpus (void)
{
  g_autofree char *folder = encore_test_corpus ("calls");
  g_autofree char *formats = encore_test_corpus ("formats");
  Score score = { 0 };

  if (folder == NULL || formats == NULL)
    return;

  try_folder (&score, folder);
  try_all (&score, formats, "corpus");
  g_assert_cmpuint (score.n_known, >, 0);
  g_assert_cmpuint (score.n_wrong * 10, <=, score.n_known);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/roles/talk", test_talk);
  g_test_add_func ("/transcript/roles/names", test_names);
  g_test_add_func ("/transcript/roles/demo", test_demo);
  g_test_add_func ("/transcript/roles/corpus", test_corpus);
  return g_test_run ();
}
