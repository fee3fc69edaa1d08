/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-import.h"
#include "encore-review.h"
#include "encore-test.h"

#include <glib/gstdio.h>
#include <math.h>

typedef struct
{
  EncoreTestDir *dir;
  char *recording;
  EncoreLibrary *library;
  EncoreReview *review;
  gint64 call_id;
  guint n_told; /* that it plays, or not, since count_told() */
} Fixture;

#define VTT                                                                                                            \
  "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Customer>I was charged twice and my rent is due.</v>\n\n"                     \
  "00:04.500 --> 00:07.000\n<v Agent>I can <00:05.000>refund <00:06.000>one.</v>\n\n"                                  \
  "00:12.000 --> 00:19.000\n<v Customer>And tomorrow?</v>\n"

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = NULL;
  g_autofree char *transcript = NULL;
  EncoreCallFilter filter = { 0 };

  fixture->dir = encore_test_dir_new ();
  directory = g_build_filename (fixture->dir, "library", NULL);
  fixture->recording = g_build_filename (fixture->dir, "call.wav", NULL);
  transcript = g_build_filename (fixture->dir, "call.vtt", NULL);
  encore_test_write_tone (fixture->recording, 2, 20000, 300, 600);
  g_file_set_contents (transcript, VTT, -1, NULL);

  fixture->library = encore_library_open (directory, &error);
  g_assert_no_error (error);

  const char *paths[] = { fixture->recording, transcript, NULL };
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, NULL, NULL, &error);
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);

  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, NULL);
  fixture->call_id = ((EncoreCall *) g_ptr_array_index (calls, 0))->id;
  fixture->review = encore_review_new (fixture->library);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  encore_review_close (fixture->review);
  g_clear_object (&fixture->review);
  settle ();
  encore_library_close (fixture->library);
  g_object_unref (fixture->library);
  g_free (fixture->recording);
  encore_test_dir_free (fixture->dir);
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

static guint
n_moments (Fixture *fixture)
{
  return g_list_model_get_n_items (encore_review_get_moments (fixture->review));
}

static void
on_marked (EncoreReview  *review,
           EncoreMoment  *moment,
           EncoreMoment **marked)
{
  g_set_object (marked, moment);
}

static EncoreMoment *
mark (Fixture      *fixture,
      EncoreOutcome outcome)
{
  EncoreMoment *marked = NULL;
  gulong handler = g_signal_connect (fixture->review, "marked", G_CALLBACK (on_marked), &marked);
  guint before = n_moments (fixture);

  encore_review_mark (fixture->review, ENCORE_ABOVE_AND_BEYOND, outcome);
  encore_test_wait_until (marked != NULL && n_moments (fixture) == before + 1);
  g_signal_handler_disconnect (fixture->review, handler);
  return marked;
}

static void
test_opens_with_everything (Fixture      *fixture,
                            gconstpointer data)
{
  open_call (fixture);
  g_assert_cmpint (encore_review_get_duration_ms (fixture->review), ==, 20000);
  g_assert_cmpuint (encore_transcript_get_length (encore_review_get_transcript (fixture->review)), ==, 3);

  encore_test_wait_until (encore_review_get_peaks (fixture->review) != NULL
                          && encore_peaks_is_complete (encore_review_get_peaks (fixture->review)));
  g_assert_cmpint (encore_peaks_get_channels (encore_review_get_peaks (fixture->review)), ==, 2);

  EncoreConversation figures;
  g_assert_true (encore_review_get_conversation (fixture->review, &figures));
  g_assert_true (figures.apart);
  encore_review_close (fixture->review);
  g_assert_false (encore_review_get_conversation (fixture->review, &figures));
}

static void
test_seek_moves_text_at_once (Fixture      *fixture,
                              gconstpointer data)
{
  open_call (fixture);
  encore_review_seek (fixture->review, 5500);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 5500);
  g_assert_cmpint (encore_review_get_current_segment (fixture->review), ==, 1);

  encore_review_step_segment (fixture->review, 1);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 12000);
  encore_review_step_segment (fixture->review, -1);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 4500);

  encore_review_seek (fixture->review, 99999);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 20000);
}

/* What was asked for before is written when this has been. */
static void
flush_writes (Fixture *fixture)
{
  g_autoptr (EncoreTeam) team = encore_team_new ();
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Flush", NULL, team);
  g_autoptr (GError) error = NULL;

  team->name = g_strdup ("Flush");
  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
}

static void
test_mark_snaps_and_is_kept (Fixture      *fixture,
                             gconstpointer data)
{
  open_call (fixture);
  encore_review_seek (fixture->review, 6500);
  g_autoptr (EncoreMoment) moment = mark (fixture, ENCORE_OUTCOME_MISSED);

  /* lead 8 s and lag 2 s around 6.5 s: -1.5 to 8.5, snapped to the turns at 1 and 7 s */
  g_assert_cmpint (moment->span.start_ms, ==, 1000);
  g_assert_cmpint (moment->span.end_ms, ==, 7000);
  g_assert_cmpstr (moment->cue, ==, "I was charged twice and my rent is due.");
  g_assert_cmpint (moment->acted, ==, ENCORE_FACT_NO);
  g_assert_cmpint (moment->noticed, ==, ENCORE_FACT_UNKNOWN);

  /* come back tomorrow and find it */
  encore_review_close (fixture->review);
  g_assert_cmpuint (n_moments (fixture), ==, 0);
  flush_writes (fixture);
  open_call (fixture);
  g_assert_cmpuint (n_moments (fixture), ==, 1);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 6500);
  g_assert_cmpint (encore_review_get_current_segment (fixture->review), ==, 1);
}

static gboolean
first_has_note (Fixture    *fixture,
                const char *note)
{
  g_autoptr (EncoreMoment) first = g_list_model_get_item (encore_review_get_moments (fixture->review), 0);

  return g_strcmp0 (first->note, note) == 0;
}

static void
test_edit_undo_redo (Fixture      *fixture,
                     gconstpointer data)
{
  open_call (fixture);
  encore_review_seek (fixture->review, 6500);
  g_autoptr (EncoreMoment) moment = mark (fixture, ENCORE_OUTCOME_MISSED);
  g_autoptr (EncoreMoment) edited = encore_moment_copy (moment);

  g_free (edited->note);
  edited->note = g_strdup ("Could have offered to hold the rent date.");
  encore_review_save_moment (fixture->review, edited);
  encore_test_wait_until (first_has_note (fixture, edited->note));

  encore_review_undo (fixture->review);
  encore_test_wait_until (first_has_note (fixture, ""));

  encore_review_undo (fixture->review);
  encore_test_wait_until (n_moments (fixture) == 0);
  encore_review_redo (fixture->review);
  encore_test_wait_until (n_moments (fixture) == 1);
}

static EncoreMoment *
with_note (EncoreMoment *moment,
           const char   *note)
{
  EncoreMoment *edited = encore_moment_copy (moment);

  g_free (edited->note);
  edited->note = g_strdup (note);
  return edited;
}

/* The second edit comes before the first has been read back: each is undone by itself all the same. */
static void
test_quick_edits (Fixture      *fixture,
                  gconstpointer data)
{
  open_call (fixture);
  encore_review_seek (fixture->review, 6500);
  g_autoptr (EncoreMoment) moment = mark (fixture, ENCORE_OUTCOME_MISSED);
  g_autoptr (EncoreMoment) first = with_note (moment, "First");
  g_autoptr (EncoreMoment) second = with_note (first, "Second");

  encore_review_save_moment (fixture->review, first);
  encore_review_save_moment (fixture->review, second);
  encore_test_wait_until (first_has_note (fixture, "Second"));

  encore_review_undo (fixture->review);
  encore_test_wait_until (first_has_note (fixture, "First"));
  encore_review_undo (fixture->review);
  encore_test_wait_until (first_has_note (fixture, ""));
}

static void
test_delete_and_undo (Fixture      *fixture,
                      gconstpointer data)
{
  open_call (fixture);
  g_autoptr (EncoreMoment) moment = mark (fixture, ENCORE_OUTCOME_TAKEN);

  encore_review_delete_moment (fixture->review, moment);
  encore_test_wait_until (n_moments (fixture) == 0 && encore_review_get_current_moment (fixture->review) == NULL);
  encore_review_undo (fixture->review);
  encore_test_wait_until (n_moments (fixture) == 1);

  g_autoptr (EncoreMoment) again = g_list_model_get_item (encore_review_get_moments (fixture->review), 0);
  g_assert_cmpstr (again->uuid, ==, moment->uuid);
}

static void
test_swap_channels (Fixture      *fixture,
                    gconstpointer data)
{
  open_call (fixture);
  g_assert_cmpint (encore_review_channel_party (fixture->review, 0), ==, ENCORE_PARTY_AGENT);
  encore_review_swap_channels (fixture->review);
  encore_test_wait_until (encore_review_channel_party (fixture->review, 0) == ENCORE_PARTY_CUSTOMER);
  encore_review_undo (fixture->review);
  encore_test_wait_until (encore_review_channel_party (fixture->review, 0) == ENCORE_PARTY_AGENT);
}

static void
test_missing_recording (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *message = NULL;
  g_autofree char *moved = g_build_filename (fixture->dir, "moved.wav", NULL);
  gboolean missing = FALSE;

  g_assert_cmpint (g_rename (fixture->recording, moved), ==, 0);
  open_call (fixture);
  while (message == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture->review, "media-error", &message, "media-missing", &missing, NULL);
    }
  g_assert_true (missing);
  g_assert_nonnull (g_strstr_len (message, -1, "call.wav"));

  /* the text is there all the same, and can be marked */
  encore_review_seek (fixture->review, 6500);
  g_autoptr (EncoreMoment) moment = mark (fixture, ENCORE_OUTCOME_PARTLY);
  g_assert_cmpint (moment->span.start_ms, ==, 1000);

  encore_review_locate_recording (fixture->review, moved);
  encore_test_wait_until (encore_review_get_peaks (fixture->review) != NULL);
  g_object_get (fixture->review, "media-missing", &missing, NULL);
  g_assert_false (missing);

  /* One that holds no sound has no picture either. */
  g_autofree char *silent = g_build_filename (fixture->dir, "silent.wav", NULL);

  g_assert_true (g_file_set_contents (silent, "no sound", -1, NULL));
  encore_review_locate_recording (fixture->review, silent);
  encore_test_wait_until (encore_review_get_peaks (fixture->review) == NULL);
}

static void
on_error (EncoreReview *review,
          const GError *error,
          char        **message)
{
  g_assert_null (*message);
  *message = g_strdup (error->message);
}

static gboolean
plays_on (Fixture *fixture)
{
  encore_review_tick (fixture->review);

  return encore_review_get_position_ms (fixture->review) > 2100;
}

/* A machine without sound is told so; the call stays usable, and plays when a device is there. */
static void
test_no_sound_device (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *sink = g_strdup (g_getenv ("ENCORE_AUDIO_SINK"));
  g_autofree char *media_error = NULL;
  char *message = NULL;

  g_setenv ("ENCORE_AUDIO_SINK", "filesink location=/nowhere/loudspeaker", TRUE);
  g_signal_connect (fixture->review, "error", G_CALLBACK (on_error), &message);
  open_call (fixture);
  encore_test_wait_until (message != NULL);
  g_assert_nonnull (strstr (message, "sound device"));
  g_object_get (fixture->review, "media-error", &media_error, NULL);
  g_assert_null (media_error);
  g_clear_pointer (&message, g_free);

  g_setenv ("ENCORE_AUDIO_SINK", "fakesink sync=true", TRUE);
  encore_review_seek (fixture->review, 2000);
  encore_review_toggle_play (fixture->review);
  encore_test_wait_until (plays_on (fixture));
  g_assert_null (message);
  if (sink != NULL)
    g_setenv ("ENCORE_AUDIO_SINK", sink, TRUE);
}

static EncorePlayer *
open_sound (Fixture *fixture)
{
  open_call (fixture);
  encore_test_wait_until (encore_review_get_peaks (fixture->review) != NULL);

  return encore_review_get_player (fixture->review);
}

static gboolean
is_playing_past (Fixture *fixture,
                 gint64   position_ms)
{
  encore_review_tick (fixture->review);

  return encore_review_get_playing (fixture->review) && encore_review_get_position_ms (fixture->review) > position_ms;
}

static void
on_playing (EncoreReview *review,
            GParamSpec   *pspec,
            Fixture      *fixture)
{
  fixture->n_told++;
}

static void
on_seeked (EncoreReview *review,
           gint64        position_ms,
           gint64       *seeked_ms)
{
  *seeked_ms = position_ms;
}

static void
count_told (Fixture *fixture)
{
  fixture->n_told = 0;
  g_signal_connect (fixture->review, "notify::playing", G_CALLBACK (on_playing), fixture);
}

/* Nobody waits for the sound before pressing play: not for the call, and not for its recording. */
static void
test_play_at_once (Fixture      *fixture,
                   gconstpointer data)
{
  encore_review_set_playing (fixture->review, TRUE);
  g_assert_false (encore_review_get_playing (fixture->review)); /* of what? */

  encore_review_open (fixture->review, fixture->call_id);
  count_told (fixture);
  encore_review_set_playing (fixture->review, TRUE);
  g_assert_true (encore_review_get_playing (fixture->review));
  g_assert_cmpuint (fixture->n_told, ==, 1);
  encore_test_wait_until (is_playing_past (fixture, 200));

  open_call (fixture);
  encore_review_toggle_play (fixture->review);
  g_assert_true (encore_review_get_playing (fixture->review));

  gint64 seeked_ms = -1;
  gulong handler = g_signal_connect (fixture->review, "seeked", G_CALLBACK (on_seeked), &seeked_ms);

  encore_review_seek (fixture->review, 5000);
  g_assert_cmpint (seeked_ms, ==, 5000);
  encore_test_wait_until (is_playing_past (fixture, 5200));
  encore_review_seek (fixture->review, 6000);
  g_assert_cmpint (seeked_ms, ==, 6000);
  open_call (fixture);
  encore_review_seek (fixture->review, 8000);
  encore_review_replay (fixture->review, 1000, FALSE);
  g_assert_true (encore_review_get_playing (fixture->review));
  g_assert_cmpint (seeked_ms, ==, 7000);
  encore_test_wait_until (is_playing_past (fixture, 7100));
  g_signal_handler_disconnect (fixture->review, handler);
}

/* Waits until a sound that is to play would. */
static void
assert_stays_silent (Fixture *fixture)
{
  encore_test_wait_until (encore_review_get_peaks (fixture->review) != NULL
                          && encore_peaks_is_complete (encore_review_get_peaks (fixture->review)));
  g_assert_false (encore_review_get_playing (fixture->review));
  g_assert_false (encore_player_get_playing (encore_review_get_player (fixture->review)));
}

static void
test_pause_at_once (Fixture      *fixture,
                    gconstpointer data)
{
  open_call (fixture);
  count_told (fixture);
  encore_review_toggle_play (fixture->review);
  encore_review_toggle_play (fixture->review);
  g_assert_false (encore_review_get_playing (fixture->review));
  g_assert_cmpuint (fixture->n_told, ==, 2);
  assert_stays_silent (fixture);

  /* The wish is for the call it was made in. */
  open_call (fixture);
  encore_review_set_playing (fixture->review, TRUE);
  open_call (fixture);
  g_assert_false (encore_review_get_playing (fixture->review));
  assert_stays_silent (fixture);
}

/* Marking pauses what has not begun, too, and goes on after it. */
static void
test_mark_at_once (Fixture      *fixture,
                   gconstpointer data)
{
  open_call (fixture);
  encore_review_set_playing (fixture->review, TRUE);
  encore_review_mark (fixture->review, ENCORE_ABOVE_AND_BEYOND, ENCORE_OUTCOME_TAKEN);
  g_assert_false (encore_review_get_playing (fixture->review));
  encore_review_finish_editing (fixture->review);
  encore_test_wait_until (is_playing_past (fixture, 200));
}

static gboolean
has_stopped_at (Fixture *fixture,
                gint64   position_ms)
{
  encore_review_tick (fixture->review);

  return !encore_review_get_playing (fixture->review) && encore_review_get_position_ms (fixture->review) == position_ms;
}

static void
test_moment_and_loop_at_once (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (EncoreMoment) moment = encore_moment_new ();
  EncoreSpan loop = { 6000, 7000 };

  moment->span = (EncoreSpan) { 3000, 3300 };
  open_call (fixture);
  encore_review_play_moment (fixture->review, moment);
  g_assert_true (encore_review_get_playing (fixture->review));
  encore_test_wait_until (has_stopped_at (fixture, 3300));

  open_call (fixture);
  encore_review_play_moment (fixture->review, moment);
  encore_review_set_selection (fixture->review, loop);
  encore_review_loop (fixture->review, TRUE);
  encore_test_wait_until (is_playing_past (fixture, 6100)); /* a loop is somewhere else, and has no end */
  g_assert_true (encore_span_contains (loop, encore_review_get_position_ms (fixture->review)));
  g_assert_cmpint (encore_player_get_loop (encore_review_get_player (fixture->review)).end_ms, ==, 7000);
}

/* What is to play and cannot be: that ends the wish, and is told. */
static void
test_play_nothing (Fixture      *fixture,
                   gconstpointer data)
{
  g_assert_cmpint (g_unlink (fixture->recording), ==, 0);
  open_call (fixture);
  count_told (fixture);
  encore_review_set_playing (fixture->review, TRUE);
  g_assert_cmpuint (fixture->n_told, ==, 1);
  encore_test_wait_until (!encore_review_get_playing (fixture->review));
  g_assert_cmpuint (fixture->n_told, ==, 2);
  encore_review_set_playing (fixture->review, TRUE);
  g_assert_false (encore_review_get_playing (fixture->review));

  encore_review_open (fixture->review, fixture->call_id + 1); /* there is no such call */
  encore_review_set_playing (fixture->review, TRUE);
  encore_test_wait_until (!encore_review_get_playing (fixture->review));
}

/* Back, slower until where it was, and on at the speed there was. */
static void
test_replay (Fixture      *fixture,
             gconstpointer data)
{
  EncorePlayer *player = open_sound (fixture);

  encore_player_set_rate (player, 3);
  encore_review_seek (fixture->review, 6000);
  encore_review_replay (fixture->review, 500, TRUE);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 5500);
  g_assert_true (encore_review_get_playing (fixture->review));
  encore_test_wait_until (is_playing_past (fixture, 6500));
  g_assert_cmpfloat (encore_player_get_rate (player), ==, 3);
}

/* Listens to what led up to the playhead, and is where it was; there it plays on only if it did. */
static void
test_play_around (Fixture      *fixture,
                  gconstpointer data)
{
  EncorePlayer *player = open_sound (fixture);

  encore_player_set_rate (player, 3);
  encore_review_seek (fixture->review, 6000);
  encore_review_play_around (fixture->review, FALSE);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 4000);
  g_assert_true (encore_review_get_playing (fixture->review));
  encore_test_wait_until (!encore_review_get_playing (fixture->review));
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 6000);

  encore_player_set_rate (player, 1);
  encore_review_play_around (fixture->review, TRUE);
  encore_test_wait_until (is_playing_past (fixture, 6100));
  encore_review_play_around (fixture->review, TRUE);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 6000);
  encore_test_wait_until (!encore_review_get_playing (fixture->review));
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 6000);

  encore_player_set_rate (player, 3);
  encore_review_toggle_play (fixture->review);
  encore_test_wait_until (is_playing_past (fixture, 6100));
  encore_review_play_around (fixture->review, FALSE);
  encore_test_wait_until (is_playing_past (fixture, 9000));
}

static void
test_loop_turn_and_moment (Fixture      *fixture,
                           gconstpointer data)
{
  EncorePlayer *player = open_sound (fixture);

  encore_review_seek (fixture->review, 5000);
  encore_review_loop_turn (fixture->review);
  g_assert_cmpint (encore_player_get_loop (player).start_ms, ==, 4500);
  g_assert_cmpint (encore_player_get_loop (player).end_ms, ==, 7000);

  encore_review_set_selection (fixture->review, (EncoreSpan) { 0, 0 });
  encore_review_seek (fixture->review, 6500);
  g_autoptr (EncoreMoment) moment = mark (fixture, ENCORE_OUTCOME_TAKEN);

  encore_review_loop_moment (fixture->review);
  g_assert_cmpint (encore_player_get_loop (player).start_ms, ==, moment->span.start_ms);
  g_assert_cmpint (encore_player_get_loop (player).end_ms, ==, moment->span.end_ms);
}

/* A pause goes back a little where that is wished; marking does not. */
static void
test_rewind_on_pause (Fixture      *fixture,
                      gconstpointer data)
{
  g_object_set (open_sound (fixture), "rewind-on-pause-ms", (gint64) 1000, NULL);
  encore_review_seek (fixture->review, 3000);
  encore_review_toggle_play (fixture->review);
  encore_test_wait_until (is_playing_past (fixture, 3200));
  gint64 before_ms = encore_review_get_position_ms (fixture->review);
  encore_review_toggle_play (fixture->review);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), >=, before_ms - 1000);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), <, before_ms);

  encore_review_seek (fixture->review, 3000);
  encore_review_toggle_play (fixture->review);
  encore_test_wait_until (is_playing_past (fixture, 3200));
  g_autoptr (EncoreMoment) moment = mark (fixture, ENCORE_OUTCOME_TAKEN);

  encore_review_tick (fixture->review);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), >, 3200);
}

/* Quitting, and starting again, goes on where listening stopped. */
static void
test_place_is_kept (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *directory = g_build_filename (fixture->dir, "library", NULL);
  g_autoptr (GError) error = NULL;

  open_sound (fixture);
  encore_review_seek (fixture->review, 7777);
  encore_review_close (fixture->review);
  g_clear_object (&fixture->review);
  encore_library_close (fixture->library);
  g_clear_object (&fixture->library);

  fixture->library = encore_library_open (directory, &error);
  g_assert_no_error (error);
  fixture->review = encore_review_new (fixture->library);
  g_assert_cmpint (encore_player_get_position_ms (open_sound (fixture)), ==, 7777);
  g_assert_cmpint (encore_review_get_position_ms (fixture->review), ==, 7777);
}

static void
test_gains (void)
{
  double gains[2];

  encore_review_find_gains (-30, -22, gains);
  g_assert_cmpfloat (gains[0], ==, 8);
  g_assert_cmpfloat (gains[1], ==, 0);
  encore_review_find_gains (-20, -40, gains);
  g_assert_cmpfloat (gains[0], ==, -8);
  g_assert_cmpfloat (gains[1], ==, 12);
  encore_review_find_gains (-20, NAN, gains);
  g_assert_cmpfloat (gains[0], ==, 0);
  g_assert_cmpfloat (gains[1], ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/library/review/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("opens", test_opens_with_everything);
  ADD ("seek", test_seek_moves_text_at_once);
  ADD ("mark", test_mark_snaps_and_is_kept);
  ADD ("edit-undo-redo", test_edit_undo_redo);
  ADD ("quick-edits", test_quick_edits);
  ADD ("delete-undo", test_delete_and_undo);
  ADD ("swap", test_swap_channels);
  ADD ("missing-recording", test_missing_recording);
  ADD ("no-sound-device", test_no_sound_device);
  ADD ("play-at-once", test_play_at_once);
  ADD ("pause-at-once", test_pause_at_once);
  ADD ("mark-at-once", test_mark_at_once);
  ADD ("moment-and-loop-at-once", test_moment_and_loop_at_once);
  ADD ("play-nothing", test_play_nothing);
  ADD ("replay", test_replay);
  ADD ("play-around", test_play_around);
  ADD ("loop-turn-and-moment", test_loop_turn_and_moment);
  ADD ("rewind-on-pause", test_rewind_on_pause);
  ADD ("place-is-kept", test_place_is_kept);
  g_test_add_func ("/library/review/gains", test_gains);
  int status = g_test_run ();

  encore_player_settle ();
  return status;
}
