/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that were recorded in two files, one party in each. */
#include <stdio.h>
#include <string.h>

#include "encore-clip-export.h"
#include "encore-edit.h"
#include "encore-export.h"
#include "encore-import.h"
#include "encore-joined.h"
#include "encore-legs.h"
#include "encore-probe.h"
#include "encore-review.h"
#include "encore-test.h"

typedef struct
{
  EncoreTestDir *dir;
  char *folder;
  EncoreLibrary *library;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = encore_test_dir_new ();
  fixture->folder = g_build_filename (fixture->dir, "calls", NULL);
  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_autofree char *path = g_build_filename (fixture->dir, "library", NULL);
  fixture->library = encore_library_open (path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  encore_library_close (fixture->library);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->library);
  g_free (fixture->folder);
  encore_test_dir_free (fixture->dir);
}

static void
write_side (Fixture    *fixture,
            const char *name,
            gint64      duration_ms,
            double      hz)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  encore_test_write_tone (path, 1, duration_ms, hz, hz);
}

static EncoreImportPlan *
import (Fixture *fixture)
{
  const char *paths[] = { fixture->folder, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreJob) job = encore_job_new ("import");
  EncoreImportPlan *plan = encore_import_plan_new (paths, "none", NULL, &error);

  g_assert_no_error (error);
  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);
  return plan;
}

static gint64
only_call (Fixture *fixture)
{
  EncoreCallFilter filter = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) calls = encore_library_list_calls (fixture->library, &filter, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (calls->len, ==, 1);
  return ((EncoreCall *) g_ptr_array_index (calls, 0))->id;
}

static GPtrArray *
sides (Fixture *fixture)
{
  return encore_library_list (fixture->library, ENCORE_LISTING_RECORDINGS_OF_CALL, only_call (fixture), NULL);
}

/* Which pairs there are, whose is whose, and what is none. */
static void
test_names (void)
{
  static const struct
  {
    const char *agent, *customer;
  } pairs[] = {
    { "/c/20260101-out.wav", "/c/20260101-in.wav" },
    { "/c/call_TX.WAV", "/c/call_RX.WAV" },
    { "/c/call-leg2.gsm", "/c/call-leg1.gsm" },
    { "/c/call_left.mp3", "/c/call_right.mp3" },
    { "/c/call-L.wav", "/c/call-R.wav" },
    { "/c/call-agent.wav", "/c/call-customer.wav" },
    { "/c/call.Agent.wav", "/c/call.Customer.wav" },
    { "/c/call agent.wav", "/c/call caller.wav" },
    { "/c/call-callee.wav", "/c/call-caller.wav" },
    { "/c/call_ch0.wav", "/c/call_ch1.wav" },
    { "/c/call_ch1.wav", "/c/call_ch2.wav" },
    { "/c/call-outbound.wav", "/c/call-inbound.wav" },
  };
  static const char *const alone[] = { "/c/call.wav", "/c/login.wav",   "/c/in.wav",    "/c/-in.wav",
                                       "/in/out.wav", "/c/callout.wav", "/c.agent/call" };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (int side = 0; side < 2; side++)
      {
        const char *asked = side == 0 ? pairs[i].agent : pairs[i].customer;
        const char *other = side == 0 ? pairs[i].customer : pairs[i].agent;
        g_autoptr (GPtrArray) partners = encore_leg_partners (asked);
        EncoreParty party = ENCORE_PARTY_UNKNOWN;

        for (guint j = 0; j < partners->len; j++)
          {
            const EncoreLegPartner *partner = g_ptr_array_index (partners, j);

            if (g_str_equal (partner->path, other))
              party = partner->party;
          }
        g_test_message ("%s and %s", asked, other);
        g_assert_cmpint (party, ==, side == 0 ? ENCORE_PARTY_AGENT : ENCORE_PARTY_CUSTOMER);
      }

  for (gsize i = 0; i < G_N_ELEMENTS (alone); i++)
    {
      g_autoptr (GPtrArray) partners = encore_leg_partners (alone[i]);

      g_assert_cmpuint (partners->len, ==, 0);
    }
}

static void
test_import (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *transcript = g_build_filename (fixture->folder, "call.vtt", NULL);

  write_side (fixture, "call-in.wav", 9000, 300);
  write_side (fixture, "call-out.wav", 8000, 600);
  g_file_set_contents (transcript, "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hello.</v>\n", -1, NULL);

  g_autoptr (EncoreImportPlan) plan = import (fixture);
  EncoreImportItem *item = g_ptr_array_index (plan->items, 0);

  g_assert_cmpuint (plan->items->len, ==, 1);
  g_assert_cmpstr (item->name, ==, "call");
  g_assert_true (g_str_has_suffix (item->recording_path, "call-out.wav"));
  g_assert_true (g_str_has_suffix (item->second_path, "call-in.wav"));
  g_assert_cmpint (item->state, ==, ENCORE_IMPORT_DONE);
  g_assert_cmpstr (item->reason, ==, NULL);

  g_autoptr (GPtrArray) rows = sides (fixture);
  g_autoptr (EncoreRecording) joined = encore_joined_get (rows);
  g_autoptr (EncoreCall) call = encore_library_find_call (fixture->library, item->call_uuid, NULL);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (joined->channels, ==, 2);
  g_assert_cmpint (joined->agent_channel, ==, 0);
  g_assert_cmpint (joined->duration_ms, ==, 9000);
  g_assert_cmpint (call->duration_ms, ==, 9000);

  g_autoptr (EncoreImportPlan) again = import (fixture);
  item = g_ptr_array_index (again->items, 0);
  g_assert_cmpint (item->state, ==, ENCORE_IMPORT_UNCHANGED);
  g_autoptr (GPtrArray) same = sides (fixture);
  g_assert_cmpuint (same->len, ==, 2);
}

static void
add_moment (Fixture *fixture,
            gint64   call_id)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new ("Mark");
  g_autoptr (EncoreMoment) moment = encore_moment_new ();
  g_autoptr (GError) error = NULL;

  moment->call_id = call_id;
  moment->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
  moment->span = (EncoreSpan) { 1000, 2500 };
  moment->outcome = ENCORE_OUTCOME_MISSED;
  moment->note = g_strdup ("The fee");
  encore_edit_add (edit, NULL, moment);
  encore_library_commit (fixture->library, edit, &error);
  g_assert_no_error (error);
}

/* A vCon of both files and the moments, read into another library. */
static void
test_vcon (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "call.vcon", NULL);
  g_autofree char *other = g_build_filename (fixture->dir, "other", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  write_side (fixture, "call-in.wav", 9000, 300);
  write_side (fixture, "call-out.wav", 8000, 600);

  g_autoptr (EncoreImportPlan) first = import (fixture);

  add_moment (fixture, only_call (fixture));

  g_autoptr (GBytes) vcon = encore_export_call (fixture->library, only_call (fixture), ENCORE_EXPORT_VCON, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (vcon, NULL), (gssize) g_bytes_get_size (vcon), NULL));
  encore_library_close (fixture->library);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->library);
  fixture->library = encore_library_open (other, &error);
  g_assert_no_error (error);

  g_autoptr (EncoreImportPlan) plan = encore_import_plan_new (paths, "none", NULL, &error);
  g_autoptr (EncoreJob) job = encore_job_new ("import");

  encore_import_run (fixture->library, plan, job, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((EncoreImportItem *) g_ptr_array_index (plan->items, 0))->reason, ==, NULL);

  g_autoptr (GPtrArray) rows = sides (fixture);
  g_autoptr (EncoreRecording) joined = encore_joined_get (rows);
  g_autoptr (GPtrArray) moments = encore_library_list (fixture->library, ENCORE_LISTING_MOMENTS_OF_CALL,
                                                       only_call (fixture), NULL);
  EncoreMoment *moment = g_ptr_array_index (moments, 0);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_true (g_str_has_suffix (((EncoreRecording *) g_ptr_array_index (rows, 0))->path, "call-out.wav"));
  g_assert_cmpint (joined->duration_ms, ==, 9000);
  g_assert_cmpuint (moments->len, ==, 1);
  g_assert_cmpint (moment->span.start_ms, ==, 1000);
  g_assert_cmpint (moment->outcome, ==, ENCORE_OUTCOME_MISSED);
  g_assert_cmpstr (moment->note, ==, "The fee");
}

/* The second file comes in a later import, whichever it is. */
static void
test_later (Fixture      *fixture,
            gconstpointer data)
{
  const char *const *names = data;

  write_side (fixture, names[0], 8000, 300);
  g_autoptr (EncoreImportPlan) first = import (fixture);
  g_autoptr (GPtrArray) before = sides (fixture);
  g_assert_cmpuint (before->len, ==, 1);

  write_side (fixture, names[1], 9000, 600);
  if (names[2] != NULL) /* by itself, without the other */
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[0], NULL);
      g_autofree char *away = g_build_filename (fixture->dir, "away.wav", NULL);

      g_assert_cmpint (rename (path, away), ==, 0);
      g_autoptr (EncoreImportPlan) alone = import (fixture);
      g_assert_cmpint (rename (away, path), ==, 0);
    }
  else
    {
      g_autoptr (EncoreImportPlan) both = import (fixture);
    }

  g_autoptr (GPtrArray) rows = sides (fixture);
  g_autoptr (EncoreRecording) joined = encore_joined_get (rows);
  gboolean agent_first = strstr (names[0], "agent") != NULL;

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (joined->agent_channel, ==, agent_first ? 0 : 1);
  g_assert_cmpint (joined->duration_ms, ==, 9000);

  g_autoptr (EncoreImportPlan) again = import (fixture);
  g_assert_cmpuint (again->items->len, ==, 1);
  g_assert_cmpint (((EncoreImportItem *) g_ptr_array_index (again->items, 0))->state, ==, ENCORE_IMPORT_UNCHANGED);
}

/* Files that have two channels already are calls of their own. */
static void
test_not_mono (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "call-in.wav", NULL);

  write_side (fixture, "call-out.wav", 8000, 600);
  encore_test_write_tone (path, 2, 8000, 300, 500);

  g_autoptr (EncoreImportPlan) plan = import (fixture);
  EncoreImportItem *item = g_ptr_array_index (plan->items, 0);
  g_autoptr (GPtrArray) rows = sides (fixture);

  g_assert_true (item->partly);
  g_assert_nonnull (strstr (item->reason, "call-in.wav"));
  g_assert_cmpuint (rows->len, ==, 1);
}

static gboolean
is_drawn (EncoreReview *review)
{
  EncorePeaks *peaks = encore_review_get_peaks (review);

  return peaks != NULL && encore_peaks_is_complete (peaks);
}

static gboolean
lasts (EncoreReview *review,
       gint64        duration_ms)
{
  return is_drawn (review) && encore_peaks_get_duration_ms (encore_review_get_peaks (review)) == duration_ms;
}

static gboolean
is_playing_past (EncoreReview *review,
                 gint64        position_ms)
{
  encore_review_tick (review);
  return encore_review_get_playing (review) && encore_review_get_position_ms (review) > position_ms;
}

/* How loud it is in a tenth of a second. */
static int
loudness (EncoreReview *review,
          int           channel,
          gint64        at_ms)
{
  return encore_peaks_get_range (encore_review_get_peaks (review), channel, (gsize) at_ms / ENCORE_PEAKS_BUCKET_MS, 10)
      .rms;
}

static void
undo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  encore_library_undo_async (fixture->library, encore_test_result_cb, &result);
  encore_test_wait_until (result != NULL);
  g_free (encore_library_undo_finish (fixture->library, result, NULL));
}

static gint64
offset_of (EncoreReview *review)
{
  gint64 offset_ms = G_MININT64;

  return encore_review_get_pair_offset_ms (review, &offset_ms) ? offset_ms : G_MININT64;
}

static void
test_review (Fixture      *fixture,
             gconstpointer data)
{
  write_side (fixture, "call-agent.wav", 20000, 300);
  write_side (fixture, "call-customer.wav", 20000, 600);
  g_autoptr (EncoreImportPlan) plan = import (fixture);
  g_autoptr (EncoreReview) review = encore_review_new (fixture->library);

  encore_review_open (review, only_call (fixture));
  encore_test_wait_until (is_drawn (review));
  g_assert_cmpint (encore_peaks_get_channels (encore_review_get_peaks (review)), ==, 2);
  g_assert_cmpint (encore_review_channel_party (review, 0), ==, ENCORE_PARTY_AGENT);
  g_assert_cmpint (loudness (review, 1, 500), >, 0);
  g_assert_cmpint (offset_of (review), ==, 0);
  g_assert_cmpuint (encore_review_get_recordings (review)->len, ==, 2);

  encore_review_swap_channels (review);
  encore_test_wait_until (encore_review_channel_party (review, 0) == ENCORE_PARTY_CUSTOMER);
  g_assert_cmpint (encore_peaks_get_channels (encore_review_get_peaks (review)), ==, 2);
  undo (fixture);
  encore_test_wait_until (encore_review_channel_party (review, 0) == ENCORE_PARTY_AGENT);

  /* A second late: its lane is silent before that, and the call is longer; where one was, one stays. */
  encore_review_seek (review, 1500);
  encore_review_set_pair_offset_ms (review, 1000);
  encore_test_wait_until (offset_of (review) == 1000 && lasts (review, 21000));
  g_assert_cmpint (loudness (review, 0, 500), >, 0);
  g_assert_cmpint (loudness (review, 1, 500), ==, 0);
  g_assert_cmpint (loudness (review, 1, 1500), >, 0);
  g_assert_cmpint (encore_review_get_position_ms (review), ==, 1500);
  g_assert_cmpint (encore_review_get_call (review)->duration_ms, ==, 21000);

  undo (fixture);
  encore_test_wait_until (offset_of (review) == 0 && lasts (review, 20000));

  /* While it plays, it plays on. */
  encore_review_toggle_play (review);
  encore_test_wait_until (is_playing_past (review, 1500));
  encore_review_set_pair_offset_ms (review, 500);
  encore_test_wait_until (offset_of (review) == 500 && lasts (review, 20500));
  encore_test_wait_until (is_playing_past (review, 2500));

  g_autoptr (GPtrArray) rows = sides (fixture);
  for (guint i = 0; i < rows->len; i++)
    g_assert_nonnull (strstr (((EncoreRecording *) g_ptr_array_index (rows, i))->path, "call-"));
  encore_review_close (review);
}

/* What is not there is named, and where it is now can be told. */
static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  /* Not what was joined before: that would still be there. */
  write_side (fixture, "call-agent.wav", 4000, 310);
  write_side (fixture, "call-customer.wav", 4000, 610);
  g_autoptr (EncoreImportPlan) plan = import (fixture);
  g_autoptr (EncoreReview) review = encore_review_new (fixture->library);
  g_autofree char *path = g_build_filename (fixture->folder, "call-customer.wav", NULL);
  g_autofree char *away = g_build_filename (fixture->dir, "away.wav", NULL);
  g_autofree char *problem = NULL;
  gboolean missing = FALSE;

  g_assert_cmpint (rename (path, away), ==, 0);
  encore_review_open (review, only_call (fixture));
  while (!missing)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (review, "media-missing", &missing, NULL);
    }
  g_object_get (review, "media-error", &problem, NULL);
  g_assert_nonnull (strstr (problem, "call-customer.wav"));

  encore_review_locate_recording (review, away);
  encore_test_wait_until (is_drawn (review));
  g_autoptr (GPtrArray) rows = sides (fixture);
  g_assert_cmpstr (((EncoreRecording *) g_ptr_array_index (rows, 1))->path, ==, away);
  encore_review_close (review);
}

static void
test_clip (Fixture      *fixture,
           gconstpointer data)
{
  write_side (fixture, "call-agent.wav", 4000, 300);
  write_side (fixture, "call-customer.wav", 4000, 600);
  g_autoptr (EncoreImportPlan) plan = import (fixture);
  g_autofree char *path = g_build_filename (fixture->dir, "clip.wav", NULL);
  EncoreClipOrder order = { only_call (fixture), { 1000, 2000 }, ENCORE_CLIP_WAV, ENCORE_CLIP_EVERYBODY, NULL };
  g_autoptr (EncoreJob) job = encore_job_new ("clip");
  EncoreClipResult result;
  g_autoptr (GError) error = NULL;

  encore_clip_export (fixture->library, &order, path, job, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.channels, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  static const char *const agent_first[] = { "call-agent.wav", "call-customer.wav", NULL };
  static const char *const customer_first[] = { "call-customer.wav", "call-agent.wav", NULL };
  static const char *const agent_then_alone[] = { "call-agent.wav", "call-customer.wav", "alone" };
  static const char *const customer_then_alone[] = { "call-customer.wav", "call-agent.wav", "alone" };
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) g_test_add ("/pairs/" name, Fixture, data, set_up, func, tear_down)
  g_test_add_func ("/pairs/names", test_names);
  ADD ("import", NULL, test_import);
  ADD ("vcon", NULL, test_vcon);
  ADD ("later/agent-first", agent_first, test_later);
  ADD ("later/customer-first", customer_first, test_later);
  ADD ("later/agent-then-alone", agent_then_alone, test_later);
  ADD ("later/customer-then-alone", customer_then_alone, test_later);
  ADD ("not-mono", NULL, test_not_mono);
  ADD ("review", NULL, test_review);
  ADD ("missing", NULL, test_missing);
  ADD ("clip", NULL, test_clip);
  return g_test_run ();
}
