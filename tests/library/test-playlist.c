/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "encore-import.h"
#include "encore-playlist.h"
#include "encore-test.h"

/* Moments of several calls, one right after the other. Sound goes to a clocked sink that nobody hears. */

#define N_CALLS 4
#define START_MS 1000
#define LENGTH_MS 800

typedef struct
{
  EncoreTestDir *dir;
  EncoreLibrary *library;
  EncorePlaylist *playlist;
  gint64 moments[N_CALLS];
  GString *skipped;
  GArray *starts_us; /* when each of them became the current one */
  gint64 ended_us;   /* 0: not yet */
} Fixture;

static char *
recording_path (Fixture *fixture,
                int      which)
{
  g_autofree char *name = g_strdup_printf ("call-%d.wav", which);

  return g_build_filename (fixture->dir, name, NULL);
}

static void
import_calls (Fixture *fixture)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < N_CALLS; i++)
    {
      g_autofree char *path = recording_path (fixture, i);

      encore_test_write_tone (path, 1, 4000, 300 + 100 * i, 0);
      g_strv_builder_add (builder, path);
    }

  g_auto (GStrv) paths = g_strv_builder_end (builder);
  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new ((const char *const *) paths, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (encore_import_run (fixture->library, plan, job, &error));
  g_assert_no_error (error);
}

static gint64
add_moment (EncoreLibrary *library,
            gint64         call_id,
            EncoreSpan     span)
{
  g_autoptr (EncoreMoment) moment = encore_moment_new ();
  g_autoptr (EncoreEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  moment->call_id = call_id;
  moment->span = span;
  moment->type_id = g_strdup ("above-and-beyond");
  moment->outcome = ENCORE_OUTCOME_MISSED;
  edit = encore_edit_new_change ("Add", NULL, moment);
  g_assert_true (encore_library_commit (library, edit, &error));
  g_assert_no_error (error);
  return moment->id;
}

static void
on_skipped (Fixture            *fixture,
            EncorePlaylistItem *item)
{
  g_string_append_printf (fixture->skipped, "%s: %s;", item->call_title, item->problem);
}

static void
on_current (Fixture *fixture)
{
  gint64 now_us = g_get_monotonic_time ();

  if (encore_playlist_get_current (fixture->playlist) != NULL)
    g_array_append_val (fixture->starts_us, now_us);
}

static void
on_ended (Fixture *fixture)
{
  fixture->ended_us = g_get_monotonic_time ();
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  EncoreCallFilter filter = { .order = ENCORE_CALL_ORDER_TITLE };

  fixture->dir = encore_test_dir_new ();
  fixture->library = encore_library_open (fixture->dir, &error);
  g_assert_no_error (error);
  import_calls (fixture);

  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (calls->len, ==, N_CALLS);
  for (guint i = 0; i < N_CALLS; i++)
    fixture->moments[i] = add_moment (fixture->library, ((EncoreCall *) g_ptr_array_index (calls, i))->id,
                                      (EncoreSpan) { START_MS, START_MS + LENGTH_MS });

  fixture->skipped = g_string_new (NULL);
  fixture->starts_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->playlist = encore_playlist_new (fixture->library);
  g_signal_connect_swapped (fixture->playlist, "skipped", G_CALLBACK (on_skipped), fixture);
  g_signal_connect_swapped (fixture->playlist, "notify::current", G_CALLBACK (on_current), fixture);
  g_signal_connect_swapped (fixture->playlist, "ended", G_CALLBACK (on_ended), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->playlist);
  encore_library_close (fixture->library);
  g_clear_object (&fixture->library);
  g_string_free (fixture->skipped, TRUE);
  g_array_unref (fixture->starts_us);
  encore_test_dir_free (fixture->dir);
}

static void
remove_recording (Fixture *fixture,
                  int      which)
{
  g_autofree char *path = recording_path (fixture, which);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
play_all (Fixture *fixture)
{
  encore_playlist_play (fixture->playlist, fixture->moments, N_CALLS);
}

static gboolean
is_heard (Fixture *fixture,
          guint    index)
{
  return encore_playlist_get_current (fixture->playlist) != NULL
         && encore_playlist_get_index (fixture->playlist) == index
         && encore_playlist_get_position_ms (fixture->playlist) > 0;
}

/* All of them, in order; the gaps are what the whole took longer than the moments are. */
static void
test_gapless (Fixture      *fixture,
              gconstpointer data)
{
  play_all (fixture);
  g_assert_true (encore_playlist_get_playing (fixture->playlist));
  encore_test_wait_until (is_heard (fixture, 0));
  gint64 first_us = g_get_monotonic_time () - encore_playlist_get_position_ms (fixture->playlist) * 1000;
  encore_test_wait_until (fixture->ended_us != 0);

  double gap_ms = (double) (fixture->ended_us - first_us) / 1000.0 / N_CALLS - LENGTH_MS;

  g_test_message ("%.1f ms from one moment to the next", gap_ms);
  g_test_minimized_result (gap_ms, "gap between moments: %.1f ms", gap_ms);
  g_assert_cmpfloat (gap_ms, >, -20.0);
  if (g_getenv ("CI") == NULL)
    g_assert_cmpfloat (gap_ms, <, 150.0); /* of a busy machine; 50 is the aim */
  g_assert_cmpuint (fixture->starts_us->len, ==, N_CALLS);
  g_assert_cmpstr (fixture->skipped->str, ==, "");
  g_assert_false (encore_playlist_get_playing (fixture->playlist));
  g_assert_cmpuint (encore_playlist_get_index (fixture->playlist), ==, N_CALLS - 1);
}

static void
test_items (Fixture      *fixture,
            gconstpointer data)
{
  play_all (fixture);
  encore_test_wait_until (encore_playlist_get_current (fixture->playlist) != NULL);
  EncorePlaylistItem *item = encore_playlist_get_current (fixture->playlist);

  g_assert_cmpuint (g_list_model_get_n_items (encore_playlist_get_items (fixture->playlist)), ==, N_CALLS);
  g_assert_cmpstr (item->call_title, ==, "call-0");
  g_assert_cmpstr (item->type_name, ==, "Above and beyond");
  g_assert_cmpint (item->moment->outcome, ==, ENCORE_OUTCOME_MISSED);
  g_assert_cmpint (encore_playlist_get_length_ms (fixture->playlist), ==, LENGTH_MS);
  encore_playlist_close (fixture->playlist);
  g_assert_null (encore_playlist_get_current (fixture->playlist));
  g_assert_false (encore_playlist_get_playing (fixture->playlist));
}

/* Recordings that are gone are passed over with a remark, at the beginning, in the middle and at the end. */
static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  remove_recording (fixture, 0);
  remove_recording (fixture, 2);
  remove_recording (fixture, 3);
  play_all (fixture);
  encore_test_wait_until (fixture->ended_us != 0);

  g_assert_nonnull (strstr (fixture->skipped->str, "call-0: The recording “call-0.wav” is not there any more;"));
  g_assert_nonnull (strstr (fixture->skipped->str, "call-2: "));
  g_assert_nonnull (strstr (fixture->skipped->str, "call-3: "));
  g_assert_null (strstr (fixture->skipped->str, "call-1: "));
  g_assert_cmpuint (encore_playlist_get_index (fixture->playlist), ==, 1);
}

static void
test_all_missing (Fixture      *fixture,
                  gconstpointer data)
{
  for (int i = 0; i < N_CALLS; i++)
    remove_recording (fixture, i);
  play_all (fixture);
  encore_test_wait_until (fixture->ended_us != 0);
  g_assert_false (encore_playlist_get_playing (fixture->playlist));
  g_assert_null (encore_playlist_get_current (fixture->playlist));
}

/* A file that holds no sound, and a moment without times. */
static void
test_unplayable (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *path = recording_path (fixture, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "no sound at all, though it is called a recording", -1, &error));
  EncoreCallFilter filter = { .order = ENCORE_CALL_ORDER_TITLE };
  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, NULL);
  fixture->moments[2] = add_moment (fixture->library, ((EncoreCall *) g_ptr_array_index (calls, 2))->id,
                                    (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME });
  play_all (fixture);
  encore_test_wait_until (fixture->ended_us != 0);
  g_assert_nonnull (strstr (fixture->skipped->str, "call-1: "));
  g_assert_nonnull (strstr (fixture->skipped->str, "call-2: The moment has no times;"));
  g_assert_cmpuint (encore_playlist_get_index (fixture->playlist), ==, 3);
}

static void
test_steps (Fixture      *fixture,
            gconstpointer data)
{
  play_all (fixture);
  encore_test_wait_until (is_heard (fixture, 0));
  encore_playlist_set_playing (fixture->playlist, FALSE);
  encore_playlist_step (fixture->playlist, 1);
  g_assert_cmpuint (encore_playlist_get_index (fixture->playlist), ==, 1);
  encore_playlist_step (fixture->playlist, 1);
  g_assert_cmpuint (encore_playlist_get_index (fixture->playlist), ==, 2);
  encore_playlist_step (fixture->playlist, -1);
  g_assert_cmpuint (encore_playlist_get_index (fixture->playlist), ==, 1);
  g_assert_false (encore_playlist_get_playing (fixture->playlist));

  encore_playlist_set_playing (fixture->playlist, TRUE);
  encore_test_wait_until (is_heard (fixture, 1));
  encore_playlist_step (fixture->playlist, 1);
  encore_playlist_step (fixture->playlist, 1);
  encore_test_wait_until (is_heard (fixture, 3));
  encore_playlist_step (fixture->playlist, 1);
  g_assert_cmpint (fixture->ended_us, !=, 0);
  g_assert_false (encore_playlist_get_playing (fixture->playlist));

  /* Once more, from the beginning. */
  encore_playlist_set_playing (fixture->playlist, TRUE);
  encore_test_wait_until (is_heard (fixture, 0));
}

/* What is asked for before anything is read, or open, counts. */
static void
test_at_once (Fixture      *fixture,
              gconstpointer data)
{
  play_all (fixture);
  encore_playlist_set_playing (fixture->playlist, FALSE);
  encore_playlist_set_playing (fixture->playlist, TRUE);
  g_assert_true (encore_playlist_get_playing (fixture->playlist));
  encore_test_wait_until (encore_playlist_get_current (fixture->playlist) != NULL);
  encore_playlist_seek (fixture->playlist, 300);
  g_assert_cmpint (encore_playlist_get_position_ms (fixture->playlist), ==, 300);
  encore_playlist_set_playing (fixture->playlist, FALSE);
  encore_playlist_step (fixture->playlist, 1);
  encore_playlist_seek (fixture->playlist, 300);
  encore_test_wait_until (encore_player_get_position_ms (encore_playlist_get_player (fixture->playlist))
                          == START_MS + 300);
  encore_playlist_set_playing (fixture->playlist, TRUE);
  encore_test_wait_until (is_heard (fixture, 2));
}

/* Something else is to be played before the first has been read. */
static void
test_replace (Fixture      *fixture,
              gconstpointer data)
{
  play_all (fixture);
  encore_playlist_play (fixture->playlist, &fixture->moments[2], 1);
  encore_test_wait_until (is_heard (fixture, 0));
  g_assert_cmpstr (encore_playlist_get_current (fixture->playlist)->call_title, ==, "call-2");
  play_all (fixture);
  encore_test_wait_until (is_heard (fixture, 0)
                          && g_strcmp0 (encore_playlist_get_current (fixture->playlist)->call_title, "call-0") == 0);
  encore_playlist_play (fixture->playlist, NULL, 0);
  encore_test_wait_until (fixture->ended_us != 0);
}

/* What was found is heard the same way, though it is no moment of the library. */
static void
test_places (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moments = encore_library_list (fixture->library, ENCORE_LISTING_MOMENTS_OF_CALL, 0, &error);

  for (int i = 0; i < 3; i++)
    {
      EncoreMoment *place = encore_moment_new ();

      place->call_id = i < 2 ? ENCORE_MOMENT (moments->pdata[i])->call_id : 999999; /* the last has gone since */
      place->span = (EncoreSpan) { 500, 800 };
      place->note = g_strdup ("a sentence");
      g_ptr_array_add (places, place);
    }

  encore_playlist_play_places (fixture->playlist, places);
  encore_test_wait_until (is_heard (fixture, 0));
  EncorePlaylistItem *item = encore_playlist_get_current (fixture->playlist);

  g_assert_cmpuint (g_list_model_get_n_items (encore_playlist_get_items (fixture->playlist)), ==, 2);
  g_assert_cmpstr (item->moment->note, ==, "a sentence");
  g_assert_null (item->type_name);
  g_assert_cmpint (encore_playlist_get_length_ms (fixture->playlist), ==, 300);
  encore_test_wait_until (fixture->ended_us != 0);
  g_assert_cmpstr (fixture->skipped->str, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("ENCORE_AUDIO_SINK", "fakesink sync=true", FALSE);

#define ADD(path, func) g_test_add ("/library/playlist/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("gapless", test_gapless);
  ADD ("items", test_items);
  ADD ("missing", test_missing);
  ADD ("all-missing", test_all_missing);
  ADD ("unplayable", test_unplayable);
  ADD ("steps", test_steps);
  ADD ("at-once", test_at_once);
  ADD ("replace", test_replace);
  ADD ("places", test_places);

  int status = g_test_run ();

  encore_player_settle ();
  return status;
}
