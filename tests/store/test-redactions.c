/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <string.h>

/* What is redacted is neither read nor found; and both again when it is lifted. */

#define SECRET "zebulon@example.com"

typedef struct
{
  EncoreCall *call;
  EncorePerson *coach;
  EncoreTranscript *transcript;
  EncoreMoment *moment;
  EncoreRedaction *redaction; /* not yet saved */
} Scene;

static void
scene_clear (Scene *scene)
{
  g_clear_object (&scene->call);
  g_clear_object (&scene->coach);
  g_clear_object (&scene->transcript);
  g_clear_object (&scene->moment);
  g_clear_object (&scene->redaction);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static Scene
make_scene (Fixture *fixture)
{
  Scene scene = { 0 };

  scene.call = make_call (fixture->store, "Address");
  scene.coach = make_person (fixture->store, "Sam", 0);
  scene.transcript = encore_transcript_new ("test");
  scene.transcript->call_id = scene.call->id;
  encore_transcript_add (scene.transcript, encore_segment_new (0, 4000, "Customer", "Mail " SECRET " today"));
  encore_transcript_add (scene.transcript, encore_segment_new (5000, 9000, "Agent", "Gladly and soon"));
  encore_transcript_finish (scene.transcript);
  put (fixture->store, scene.transcript);
  scene.moment = make_moment (fixture->store, scene.call->id, ENCORE_OUTCOME_MISSED, "Wrote to " SECRET);
  scene.redaction = encore_redaction_of_text (scene.transcript, 0, 0, 5, 0, 5 + strlen (SECRET));
  scene.redaction->call_id = scene.call->id;
  scene.redaction->kind = ENCORE_REDACTION_EMAIL;
  scene.redaction->author_id = scene.coach->id;
  return scene;
}

static guint
count_found (Fixture    *fixture,
             const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreQuery) query = encore_query_new (words);
  g_autoptr (EncoreSearchResult) result = encore_db_search (fixture->db, query, 10, &error);

  g_assert_no_error (error);
  return (guint) result->n_calls;
}

static char *
read_line (Fixture *fixture,
           gint64   call_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) transcripts = encore_db_list_transcripts_of_call (fixture->db, call_id, &error);

  g_assert_no_error (error);
  return g_strdup (encore_transcript_get (transcripts->pdata[0], 0)->text);
}

static char *
read_note (Fixture *fixture,
           gint64   call_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moments = encore_db_list_moments_of_call (fixture->db, call_id, &error);

  g_assert_no_error (error);
  return g_strdup (((EncoreMoment *) moments->pdata[0])->note);
}

static void
assert_hidden (Fixture *fixture,
               gint64   call_id,
               gboolean hidden)
{
  g_autofree char *line = read_line (fixture, call_id);
  g_autofree char *note = read_note (fixture, call_id);

  g_assert_cmpstr (line, ==, hidden ? "Mail [redacted] today" : "Mail " SECRET " today");
  g_assert_cmpstr (note, ==, hidden ? "Wrote to [redacted]" : "Wrote to " SECRET);
  g_assert_cmpuint (count_found (fixture, "zebulon"), ==, hidden ? 0 : 1);
  g_assert_cmpuint (count_found (fixture, "wrote zebulon"), ==, hidden ? 0 : 1);
  g_assert_cmpuint (count_found (fixture, "today"), ==, 1);
  assert_sound (fixture->store);
}

static void
test_made_and_lifted (Fixture      *fixture,
                      gconstpointer data)
{
  g_auto (Scene) scene = make_scene (fixture);
  g_autoptr (GError) error = NULL;

  assert_hidden (fixture, scene.call->id, FALSE);
  put (fixture->store, scene.redaction);
  assert_hidden (fixture, scene.call->id, TRUE);

  g_autoptr (GPtrArray) list = encore_db_list_redactions_of_call (fixture->db, scene.call->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  EncoreRedaction *read = list->pdata[0];
  g_assert_cmpstr (read->uuid, ==, scene.redaction->uuid);
  g_assert_cmpstr (read->author_name, ==, "Sam");
  g_assert_cmpstr (read->call_title, ==, "Address");
  g_assert_cmpint (read->redacted_at, ==, scene.redaction->redacted_at);
  g_assert_cmpint (read->redacted_at, >, 0);
  g_assert_cmpint (read->kind, ==, ENCORE_REDACTION_EMAIL);
  g_assert_cmpint (read->span.start_ms, ==, scene.redaction->span.start_ms);
  g_assert_cmpint (read->purged_at, ==, ENCORE_NO_TIME);
  g_assert_cmpstr (((EncoreRedactionPlace *) read->places->pdata[0])->text, ==, SECRET);

  delete (fixture->store, scene.redaction);
  assert_hidden (fixture, scene.call->id, FALSE);
  put (fixture->store, scene.redaction);
  assert_hidden (fixture, scene.call->id, TRUE);
}

/* A note that was edited while it was masked keeps what is under the mask. */
static void
test_edited_note (Fixture      *fixture,
                  gconstpointer data)
{
  g_auto (Scene) scene = make_scene (fixture);
  g_autoptr (GError) error = NULL;

  put (fixture->store, scene.redaction);
  g_autoptr (EncoreMoment) shown = encore_db_find_moment (fixture->db, scene.moment->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (shown->note, ==, "Wrote to [redacted]");

  g_autoptr (EncoreMoment) edited = encore_moment_copy (shown);
  g_free (edited->note);
  edited->note = g_strdup ("Wrote to [redacted] at once");
  put (fixture->store, edited);
  g_autofree char *masked = read_note (fixture, scene.call->id);
  g_assert_cmpstr (masked, ==, "Wrote to [redacted] at once");
  g_assert_cmpuint (count_found (fixture, "zebulon"), ==, 0);

  delete (fixture->store, scene.redaction);
  g_autofree char *lifted = read_note (fixture, scene.call->id);
  g_assert_cmpstr (lifted, ==, "Wrote to " SECRET " at once");
  g_assert_cmpuint (count_found (fixture, "zebulon"), ==, 1);
}

/* The sound decides which words are hidden: when it is moved against the text, others are. */
static void
test_moved_offset (Fixture      *fixture,
                   gconstpointer data)
{
  g_auto (Scene) scene = make_scene (fixture);
  g_autoptr (EncoreRecording) recording = encore_recording_new ();
  g_autoptr (EncoreRedaction) heard = encore_redaction_new ();

  recording->call_id = scene.call->id;
  recording->path = g_strdup ("/nowhere.wav");
  put (fixture->store, recording);
  heard->call_id = scene.call->id;
  heard->author_id = scene.coach->id;
  heard->span = (EncoreSpan) { 5000, 9000 };
  put (fixture->store, heard);
  g_assert_cmpuint (count_found (fixture, "zebulon"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "gladly"), ==, 0);

  g_autoptr (EncoreRecording) moved = encore_recording_copy (recording);
  moved->offset_ms = 5000;
  put (fixture->store, moved);
  g_assert_cmpuint (count_found (fixture, "mail"), ==, 0);
  g_assert_cmpuint (count_found (fixture, "gladly"), ==, 1);
  assert_sound (fixture->store);
}

/* Lists of moments across calls hide in each what is redacted there, and nothing elsewhere. */
static void
test_lists_across_calls (Fixture      *fixture,
                         gconstpointer data)
{
  g_auto (Scene) scene = make_scene (fixture);
  g_autoptr (EncoreCall) other = make_call (fixture->store, "Other");
  g_autoptr (EncoreMoment) same_words = make_moment (fixture->store, other->id, ENCORE_OUTCOME_TAKEN, "About " SECRET);
  g_autoptr (GError) error = NULL;
  guint n_hidden = 0;

  put (fixture->store, scene.redaction);
  g_autoptr (GPtrArray) all = encore_db_list_moments_of_call (fixture->db, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  for (guint i = 0; i < all->len; i++)
    {
      EncoreMoment *moment = all->pdata[i];
      gboolean hidden = strstr (moment->note, SECRET) == NULL;

      g_assert_cmpint (hidden, ==, moment->call_id == scene.call->id);
      n_hidden += hidden;
    }
  g_assert_cmpuint (n_hidden, ==, 1);
}

static void
test_who_is_needed (Fixture      *fixture,
                    gconstpointer data)
{
  g_auto (Scene) scene = make_scene (fixture);

  put (fixture->store, scene.redaction);
  delete_fails (fixture->store, scene.coach, ENCORE_ERROR_IN_USE, "1 redaction was made by this person.");
  delete (fixture->store, scene.redaction);
  delete_fails (fixture->store, scene.redaction, ENCORE_ERROR_MISSING, "It is no longer in the library.");
  delete (fixture->store, scene.coach);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/store/redactions/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("made-and-lifted", test_made_and_lifted);
  ADD ("edited-note", test_edited_note);
  ADD ("moved-offset", test_moved_offset);
  ADD ("lists-across-calls", test_lists_across_calls);
  ADD ("who-is-needed", test_who_is_needed);
#undef ADD
  return g_test_run ();
}
