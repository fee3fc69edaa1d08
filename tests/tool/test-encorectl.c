/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "tool-fixture.h"

/* The tool as a script sees it: exit status, standard output, standard error. */

/* What is redacted is in nothing that the tool prints, until its owner lifts it. */
static void
test_redact (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *uuid = import_one (fixture);
  g_auto (Outcome) marked = run (fixture, "mark", uuid, "--at", "0:02", "--type", "to-discuss", NULL);
  g_auto (Outcome) nobody = run (fixture, "redact", uuid, "--from", "1000", "--to", "4000", NULL);
  g_auto (Outcome) nothing = run (fixture, "redact", uuid, "--as", "dana", NULL);
  g_auto (Outcome) reason = run (fixture, "redact", uuid, "--suggest", "--reason", "whim", NULL);
  g_auto (Outcome) suggested = run (fixture, "redact", uuid, "--suggest", NULL);

  g_assert_cmpint (marked.status, ==, 0);
  g_assert_cmpint (nobody.status, ==, 2);
  g_assert_cmpint (nothing.status, ==, 2);
  g_assert_cmpint (reason.status, ==, 2);
  g_assert_cmpint (suggested.status, ==, 0);
  g_assert_cmpstr (suggested.out, ==, "");

  g_auto (Outcome) made = run (fixture, "redact", uuid, "--from", "0:01", "--to", "4000", "--reason", "name", "--as",
                               "dana", "--json", NULL);
  g_assert_cmpstr (made.err, ==, "");
  g_assert_cmpint (made.status, ==, 0);
  g_autoptr (JsonNode) rows = parse (made.out);
  JsonObject *row = json_array_get_object_element (json_node_get_array (rows), 0);
  g_assert_cmpstr (json_object_get_string_member (row, "author"), ==, "dana");
  g_assert_cmpstr (json_object_get_string_member (row, "reason"), ==, "name");
  g_assert_cmpint (json_object_get_int_member (row, "start_ms"), ==, 1000);

  g_auto (Outcome) exported = run (fixture, "export", uuid, "--format", "vcon", NULL);
  g_auto (Outcome) listed = run (fixture, "list", "moments", "--json", NULL);
  g_auto (Outcome) found = run (fixture, "search", "charged", NULL);
  g_auto (Outcome) redactions = run (fixture, "list", "redactions", "--call", uuid, NULL);
  g_assert_null (strstr (exported.out, "charged twice"));
  g_assert_nonnull (strstr (exported.out, "[redacted]"));
  g_assert_null (strstr (listed.out, "charged twice"));
  g_assert_null (strstr (found.out, "charged twice"));
  g_assert_nonnull (strstr (redactions.out, "name\tdana"));

  const char *id = json_object_get_string_member (row, "uuid");
  g_auto (Outcome) lifted = run (fixture, "redact", uuid, "--lift", id, "--as", "dana", NULL);
  g_assert_cmpstr (lifted.err, ==, "");
  g_assert_cmpint (lifted.status, ==, 0);
  g_auto (Outcome) again = run (fixture, "export", uuid, "--format", "txt", NULL);
  g_assert_nonnull (strstr (again.out, "charged twice"));
}

static void
test_the_whole_job (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *uuid = import_one (fixture);

  g_auto (Outcome) marked = run (fixture, "mark", uuid, "--at", "6000", "--type", "above-and-beyond", "--outcome",
                                 "missed", "--note", "Offer to hold the fee", NULL);
  g_assert_cmpstr (marked.err, ==, "");
  g_assert_cmpint (marked.status, ==, 0);

  g_auto (Outcome) listed = run (fixture, "list", "moments", "--json", NULL);
  g_autoptr (JsonNode) moments = parse (listed.out);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (moments)), ==, 1);
  JsonObject *moment = json_array_get_object_element (json_node_get_array (moments), 0);
  g_assert_cmpstr (json_object_get_string_member (moment, "outcome"), ==, "missed");
  g_assert_cmpstr (json_object_get_string_member (moment, "note"), ==, "Offer to hold the fee");
  g_assert_cmpstr (json_object_get_string_member (moment, "cue"), ==, "I was charged twice.");
  g_assert_cmpint (json_object_get_int_member (moment, "start_ms"), ==, 1000);
  g_assert_nonnull (json_object_get_string_member (moment, "uuid"));
  g_assert_cmpstr (json_object_get_string_member (moment, "call_uuid"), ==, uuid);

  g_auto (Outcome) progress = run (fixture, "progress", "dana", "--json", NULL);
  g_autoptr (JsonNode) shown = parse (progress.out);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (shown), "missed"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (shown), "openings"), ==, 1);

  g_auto (Outcome) checked = run (fixture, "check", NULL);
  g_assert_cmpint (checked.status, ==, 0);
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *uuid = import_one (fixture);
  g_auto (Outcome) found = run (fixture, "search", "--json", "charged agent:dana", NULL);
  g_autoptr (JsonNode) hits = parse (found.out);
  JsonObject *hit = json_array_get_object_element (json_node_get_array (hits), 0);

  g_assert_cmpint (found.status, ==, 0);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (hits)), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (hit, "kind"), ==, "spoken");
  g_assert_cmpstr (json_object_get_string_member (hit, "call_uuid"), ==, uuid);
  g_assert_cmpstr (json_object_get_string_member (hit, "text"), ==, "I was charged twice.");
  g_assert_cmpint (json_object_get_int_member (hit, "start_ms"), ==, 1000);

  g_auto (Outcome) lines = run (fixture, "search", "twice", NULL);
  g_assert_nonnull (strstr (lines.out, "I was charged *twice*."));
  g_auto (Outcome) nothing = run (fixture, "search", "giraffe", NULL);
  g_assert_cmpint (nothing.status, ==, 0);
  g_assert_cmpstr (nothing.out, ==, "");
  g_auto (Outcome) misread = run (fixture, "search", "before:soon", NULL);
  g_assert_cmpint (misread.status, ==, 2);
  g_auto (Outcome) empty = run (fixture, "search", " ", NULL);
  g_assert_cmpint (empty.status, ==, 2);
}

/* A conversation in writing is a call without a recording: imported, found, marked by its turn. */
static void
test_in_writing (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *mail = g_build_filename (fixture->dir, "mail.txt", NULL);

  g_file_set_contents (mail, "Customer: I ordered a lamp and it came broken.\nAgent: A new one is on its way.\n", -1,
                       NULL);
  g_auto (Outcome) imported = run (fixture, "import", mail, NULL);
  g_assert_cmpint (imported.status, ==, 0);
  g_auto (Outcome) found = run (fixture, "search", "--json", "lamp", NULL);
  g_autoptr (JsonNode) hits = parse (found.out);
  JsonObject *hit = json_array_get_object_element (json_node_get_array (hits), 0);
  const char *uuid = json_object_get_string_member (hit, "call_uuid");

  g_assert_cmpstr (json_object_get_string_member (hit, "party"), ==, "customer");
  g_assert_true (json_object_get_null_member (hit, "start_ms"));

  g_auto (Outcome) timed = run (fixture, "mark", uuid, "--at", "0", "--outcome", "missed", NULL);
  g_assert_cmpint (timed.status, ==, 1);
  g_assert_nonnull (strstr (timed.err, "this conversation has no times"));
  g_auto (Outcome) behind = run (fixture, "mark", uuid, "--segment", "3", "--outcome", "missed", NULL);
  g_assert_cmpint (behind.status, ==, 1);
  g_auto (Outcome) marked = run (fixture, "mark", uuid, "--segment", "1", "--outcome", "missed", "--json", NULL);
  g_assert_cmpint (marked.status, ==, 0);
  g_assert_nonnull (strstr (marked.out, "I ordered a lamp and it came broken."));
  g_assert_nonnull (strstr (marked.out, "\"start_ms\" : null"));
  g_auto (Outcome) missed = run (fixture, "search", "lamp", "moment:missed", NULL);
  g_assert_nonnull (strstr (missed.out, "I ordered a *lamp*"));
}

static void
save_search (Fixture    *fixture,
             const char *name,
             const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open (fixture->library, &error);
  g_autoptr (EncoreSavedSearch) saved = encore_saved_search_new ();
  g_autoptr (EncoreEdit) edit = encore_edit_new_change ("Save", NULL, saved);

  saved->name = g_strdup (name);
  saved->query = g_strdup (query);
  encore_library_commit (library, edit, &error);
  g_assert_no_error (error);
  encore_library_close (library);
}

static void
test_saved_search (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *uuid = import_one (fixture);

  save_search (fixture, "Twice, by Dana", "agent:dana charg*");

  g_auto (Outcome) found = run (fixture, "search", "--saved", "twice, by DANA", NULL);
  g_assert_cmpint (found.status, ==, 0);
  g_assert_nonnull (strstr (found.out, "I was *charged* twice."));
  g_auto (Outcome) narrowed = run (fixture, "search", "--saved", "Twice, by Dana", "giraffe", NULL);
  g_assert_cmpint (narrowed.status, ==, 0);
  g_assert_cmpstr (narrowed.out, ==, "");
  g_auto (Outcome) unknown = run (fixture, "search", "--saved", "Twice", NULL);
  g_assert_cmpint (unknown.status, ==, 1);
  g_assert_nonnull (strstr (unknown.err, "Twice: no search is saved under this name"));

  /* In the order of the window. */
  save_search (fixture, "zebra", "zebra");
  save_search (fixture, "Éclair", "eclair");
  save_search (fixture, "apple", "apple");
  g_auto (Outcome) listed = run (fixture, "list", "searches", NULL);
  g_assert_cmpint (listed.status, ==, 0);
  const char *apple = strstr (listed.out, "\tapple\tapple\n"), *twice = strstr (listed.out, "\tTwice, by Dana\t"),
             *zebra = strstr (listed.out, "\tzebra\tzebra\n");
  g_assert_nonnull (apple);
  g_assert_true (apple < twice && twice < zebra);
}

static void
test_every_list_is_one_array (Fixture      *fixture,
                              gconstpointer data)
{
  const char *lists[] = { "calls", "moments", "agents", "scenarios" };
  g_autofree char *uuid = import_one (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (Outcome) listed = run (fixture, "list", lists[i], "--json", NULL);
      g_autoptr (JsonNode) rows = parse (listed.out);

      g_assert_cmpint (listed.status, ==, 0);
      g_assert_true (JSON_NODE_HOLDS_ARRAY (rows));
      for (guint j = 0; j < json_array_get_length (json_node_get_array (rows)); j++)
        g_assert_true (json_object_has_member (json_array_get_object_element (json_node_get_array (rows), j), "uuid"));
    }
}

static void
test_exit_status (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *uuid = import_one (fixture);
  g_autofree char *bad = g_build_filename (fixture->dir, "bad.wav", NULL);

  g_auto (Outcome) nothing = run (fixture, NULL);
  g_assert_cmpint (nothing.status, ==, 2);
  g_auto (Outcome) unknown = run (fixture, "dance", NULL);
  g_assert_cmpint (unknown.status, ==, 2);
  g_auto (Outcome) no_outcome = run (fixture, "mark", uuid, "--at", "10", "--type", "above-and-beyond", NULL);
  g_assert_cmpint (no_outcome.status, ==, 2);
  g_auto (Outcome) no_call = run (fixture, "mark", "ffffffff", "--at", "10", "--outcome", "taken", NULL);
  g_assert_cmpint (no_call.status, ==, 1);

  g_auto (Outcome) no_library = run (fixture, "list", "calls", "--library", "/nowhere/at/all", NULL);
  g_assert_cmpint (no_library.status, ==, 1);
  g_assert_true (g_str_has_prefix (no_library.err, "/nowhere/at/all: "));

  g_file_set_contents (bad, "no sound", -1, NULL);
  g_auto (Outcome) partly = run (fixture, "import", fixture->dir, NULL);
  g_assert_cmpint (partly.status, ==, 1);
  g_assert_true (g_str_has_prefix (partly.err, bad));
  g_assert_nonnull (strstr (partly.out, "1 unchanged"));
}

static void
test_files (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *transcript = g_build_filename (fixture->dir, "dana_2026-11-12_14-05-00.vtt", NULL);
  g_autofree char *absent = g_build_filename (fixture->dir, "absent.wav", NULL);

  g_auto (Outcome) probed = run (fixture, "probe", "--json", fixture->recording, NULL);
  g_autoptr (JsonNode) info = parse (probed.out);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (info), "duration_ms"), ==, 10000);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (info), "channels"), ==, 2);
  g_assert_true (json_object_get_boolean_member (json_node_get_object (info), "playable"));
  g_assert_cmpint (probed.status, ==, 0);

  g_auto (Outcome) peaks = run (fixture, "peaks", "--json", fixture->recording, NULL);
  g_autoptr (JsonNode) counted = parse (peaks.out);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (counted), "count"), ==, 1000);

  g_auto (Outcome) figured = run (fixture, "figures", "--json", fixture->recording, NULL);
  g_autoptr (JsonNode) figures = parse (figured.out);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (figures), "duration_ms"), ==, 10000);
  g_assert_true (json_object_has_member (json_node_get_object (figures), "agent_share_of_speech"));

  g_auto (Outcome) read = run (fixture, "transcript", "--json", transcript, NULL);
  g_autoptr (JsonNode) text = parse (read.out);
  JsonArray *segments = json_object_get_array_member (json_node_get_object (text), "segments");
  g_assert_cmpuint (json_array_get_length (segments), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (text), "format"), ==, "webvtt");

  g_autofree char *table = g_build_filename (fixture->dir, "odd.csv", NULL);
  g_assert_true (g_file_set_contents (table, "t;x;y\n1500;Sam;Hello\n3000;Rosa;Hi\n", -1, NULL));
  g_auto (Outcome) explained = run (fixture, "transcript", table, "--columns", "start=1,speaker=2,text=3,unit=ms",
                                    NULL);
  g_assert_cmpint (explained.status, ==, 0);
  g_assert_cmpstr (explained.out, ==, "0:01\tSam\tHello\n0:03\tRosa\tHi\n");
  g_auto (Outcome) unexplained = run (fixture, "transcript", table, "--columns", "start=one", NULL);
  g_assert_cmpint (unexplained.status, ==, 2);

  g_auto (Outcome) missing = run (fixture, "probe", "--json", absent, NULL);
  g_autoptr (JsonNode) reason = parse (missing.out);
  g_assert_cmpint (missing.status, ==, 1);
  g_assert_false (json_object_get_boolean_member (json_node_get_object (reason), "playable"));
  g_assert_true (g_str_has_prefix (missing.err, absent));
}

/* Whoever says what the columns of a table mean is obeyed, from then on. */
static void
test_import_columns (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->dir, "tables", NULL);
  g_autofree char *first = g_build_filename (folder, "first.csv", NULL);
  g_autofree char *second = g_build_filename (folder, "second.csv", NULL);
  g_autofree char *vtt = g_build_filename (folder, "out.vtt", NULL);
  const char *header = "Alpha,Beta,Gamma,Delta\n";
  g_autofree char *rows = g_strconcat (header, "Rosa,Hello there,1500,2500\nSam,Good morning,3000,4000\n", NULL);

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (first, rows, -1, NULL));

  g_auto (Outcome) absent = run (fixture, "import", folder, "--columns", "text=Epsilon", NULL);
  g_assert_cmpint (absent.status, ==, 2);
  g_auto (Outcome) no_text = run (fixture, "import", folder, "--columns", "start=gamma", NULL);
  g_assert_cmpint (no_text.status, ==, 2);
  g_auto (Outcome) no_table = run (fixture, "import", fixture->recording, "--columns", "text=1", NULL);
  g_assert_cmpint (no_table.status, ==, 2);
  g_auto (Outcome) beyond = run (fixture, "import", folder, "--columns", "text=5", NULL);
  g_assert_cmpint (beyond.status, ==, 2);
  g_auto (Outcome) none = run (fixture, "list", "calls", NULL);
  g_assert_cmpstr (none.out, ==, "");

  g_auto (Outcome) imported = run (fixture, "import", folder, "--json", "--columns",
                                   "start=gamma, end=4,speaker=Alpha,text=Beta,unit=ms", NULL);
  g_assert_cmpstr (imported.err, ==, "");
  g_assert_cmpint (imported.status, ==, 0);
  g_assert_true (g_file_set_contents (second, rows, -1, NULL));
  g_auto (Outcome) again = run (fixture, "import", second, "--json", NULL);
  g_assert_cmpint (again.status, ==, 0);

  const char *outs[] = { imported.out, again.out };
  for (gsize i = 0; i < G_N_ELEMENTS (outs); i++)
    {
      g_autoptr (JsonNode) list = parse (outs[i]);
      JsonObject *item = json_array_get_object_element (json_node_get_array (list), 0);
      const char *uuid = json_object_get_string_member (item, "uuid");
      g_auto (Outcome) exported = run (fixture, "export", uuid, "--format", "vtt", "--out", vtt, NULL);
      g_auto (Outcome) read = run (fixture, "transcript", vtt, NULL);

      g_assert_cmpint (exported.status, ==, 0);
      g_assert_cmpstr (read.out, ==, "0:01\tRosa\tHello there\n0:03\tSam\tGood morning\n");
    }
}

static void
assert_transcript (Fixture    *fixture,
                   const char *uuid,
                   gint64      first_ms,
                   gint64      second_ms)
{
  g_autofree char *file = g_build_filename (fixture->dir, "now.vtt", NULL);
  g_auto (Outcome) exported = run (fixture, "export", uuid, "--format", "vtt", "--out", file, NULL);
  g_auto (Outcome) read = run (fixture, "transcript", "--json", file, NULL);
  g_autoptr (JsonNode) text = parse (read.out);
  JsonArray *segments = json_object_get_array_member (json_node_get_object (text), "segments");

  g_assert_cmpint (exported.status, ==, 0);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (segments, 0), "start_ms"), ==, first_ms);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (segments, 1), "start_ms"), ==, second_ms);
}

/* One correction on top of another; a transcript that begins with what is redacted is left alone. */
static void
test_adjust (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *uuid = import_one (fixture);
  const char *wrong[][4] = { { NULL },
                             { "--offset", "soon", NULL },
                             { "--at", "1000", NULL },
                             { "--at", "1000=2000", "--offset=5", NULL },
                             { "--at=1000=2000", "--at=1500=9000", NULL },
                             { "--at=0=0", "--at=2000=8000", NULL },
                             { "--offset=0", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (Outcome) refused = run (fixture, "adjust", uuid, wrong[i][0], wrong[i][1], wrong[i][2], NULL);

      g_assert_cmpint (refused.status, ==, 2);
      g_assert_cmpstr (refused.out, ==, "");
    }
  assert_transcript (fixture, uuid, 1000, 4500);

  g_auto (Outcome) later = run (fixture, "adjust", uuid, "--offset", "1250", "--as", "dana", NULL);
  g_assert_cmpstr (later.err, ==, "");
  g_assert_cmpstr (later.out, ==, "0:01.000 → 0:02.250\n0:04.500 → 0:05.750\n");
  assert_transcript (fixture, uuid, 2250, 5750);

  g_auto (Outcome) earlier = run (fixture, "adjust", uuid, "--offset", "-0:01.25", NULL);
  g_assert_cmpint (earlier.status, ==, 0);
  assert_transcript (fixture, uuid, 1000, 4500);

  g_auto (Outcome) one = run (fixture, "adjust", uuid, "--at", "0:04.5=0:05", NULL);
  g_assert_cmpint (one.status, ==, 0);
  assert_transcript (fixture, uuid, 1500, 5000);

  g_auto (Outcome) two = run (fixture, "adjust", uuid, "--json", "--at", "1500=1000", "--at", "5000=8000", NULL);
  g_autoptr (JsonNode) said = parse (two.out);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (said), "segments"), ==, 2);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (json_node_get_object (said), "scale"), 2, 1e-9);
  assert_transcript (fixture, uuid, 1000, 8000);

  g_auto (Outcome) sound = run (fixture, "check", NULL);
  g_assert_cmpint (sound.status, ==, 0);
  g_auto (Outcome) hidden = run (fixture, "redact", uuid, "--from", "1000", "--to", "2000", "--as", "dana", NULL);
  g_assert_cmpint (hidden.status, ==, 0);
  g_auto (Outcome) refused = run (fixture, "adjust", uuid, "--offset", "500", NULL);
  g_assert_cmpint (refused.status, ==, 1);
  assert_transcript (fixture, uuid, 1000, 8000);
}

/* What is exported can be imported again, with the same words at the same times. */
static void
test_export_and_back (Fixture      *fixture,
                      gconstpointer data)
{
  const char *formats[] = { "vcon", "vtt", "srt", "wtf", "textgrid", "eaf", "transcript-csv", "txt", "docx" };
  g_autofree char *uuid = import_one (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strdup_printf ("out.%s", formats[i]);
      g_autofree char *file = g_build_filename (fixture->dir, name, NULL);
      g_auto (Outcome) exported = run (fixture, "export", uuid, "--format", formats[i], "--out", file, NULL);
      g_assert_cmpstr (exported.err, ==, "");
      g_auto (Outcome) read = run (fixture, "transcript", "--json", file, NULL);
      g_autoptr (JsonNode) text = parse (read.out);
      JsonArray *segments = json_object_get_array_member (json_node_get_object (text), "segments");

      g_assert_cmpuint (json_array_get_length (segments), ==, 2);
      JsonObject *second = json_array_get_object_element (segments, 1);
      g_assert_cmpstr (json_object_get_string_member (second, "text"), ==, "Let me look.");
      g_assert_cmpint (json_object_get_int_member (second, "start_ms"), ==, 4500);
    }

  g_auto (Outcome) csv = run (fixture, "export", uuid, "--format", "csv", NULL);
  g_assert_cmpint (csv.status, ==, 0);
  g_assert_true (g_str_has_prefix (csv.out, "call,"));
}

static gint64
length_of (Fixture    *fixture,
           const char *file)
{
  g_auto (Outcome) probed = run (fixture, "probe", "--json", file, NULL);
  g_autoptr (JsonNode) info = parse (probed.out);

  return json_object_get_int_member (json_node_get_object (info), "duration_ms");
}

static void
test_clip (Fixture      *fixture,
           gconstpointer data)
{
  const char *formats[] = { "wav", "opus", "mp3" };
  g_autofree char *uuid = import_one (fixture);
  g_auto (Outcome) marked = run (fixture, "mark", uuid, "--at", "6000", "--type", "to-discuss", "--json", NULL);
  g_autoptr (JsonNode) moment = parse (marked.out);
  JsonObject *facts = json_node_get_object (moment);
  const char *moment_uuid = json_object_get_string_member (facts, "uuid");

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strdup_printf ("clip.%s", formats[i]);
      g_autofree char *file = g_build_filename (fixture->dir, name, NULL);
      g_auto (Outcome) clipped = run (fixture, "clip", uuid, "--from", "0:01.250", "--to", "4500", "--mute",
                                      "2000-3000", "--channels", "customer", "--json", "--out", file, NULL);
      g_assert_cmpstr (clipped.err, ==, "");
      g_assert_cmpint (clipped.status, ==, 0);
      g_autoptr (JsonNode) made = parse (clipped.out);
      g_assert_cmpint (json_object_get_int_member (json_node_get_object (made), "channels"), ==, 1);
      g_assert_cmpint (length_of (fixture, file), ==, 3250);

      g_auto (Outcome) of_moment = run (fixture, "clip", uuid, "--moment", moment_uuid, "--out", file, NULL);
      g_assert_cmpint (of_moment.status, ==, 0);
      g_assert_cmpint (length_of (fixture, file), ==,
                       json_object_get_int_member (facts, "end_ms") - json_object_get_int_member (facts, "start_ms"));

      g_auto (Outcome) of_file = run (fixture, "clip", fixture->recording, "--from", "0", "--to", "100", "--out", file,
                                      NULL);
      g_assert_cmpint (of_file.status, ==, 0);
      g_assert_cmpint (length_of (fixture, file), ==, 100);
    }

  g_autofree char *out = g_build_filename (fixture->dir, "nowhere", "clip.wav", NULL);
  g_auto (Outcome) nowhere = run (fixture, "clip", uuid, "--from", "0", "--to", "100", "--out", out, NULL);
  g_assert_cmpint (nowhere.status, ==, 1);
  g_auto (Outcome) backwards = run (fixture, "clip", uuid, "--from", "100", "--to", "0", "--out", out, NULL);
  g_assert_cmpint (backwards.status, ==, 2);
  g_auto (Outcome) no_format = run (fixture, "clip", uuid, "--from", "0", "--to", "100", "--out", "x.doc", NULL);
  g_assert_cmpint (no_format.status, ==, 2);
  g_auto (Outcome) no_span = run (fixture, "clip", uuid, "--from", "0", "--out", "x.wav", NULL);
  g_assert_cmpint (no_span.status, ==, 2);
  g_auto (Outcome) no_moment = run (fixture, "clip", uuid, "--moment", "ffffffff", "--out", "x.wav", NULL);
  g_assert_cmpint (no_moment.status, ==, 1);
}

static void
test_markers (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *uuid = import_one (fixture);
  g_autofree char *file = g_build_filename (fixture->dir, "labels.txt", NULL);

  g_file_set_contents (file, "1.0\t4.0\tmissed: the fee\n5.0\t6.0\tGrüße\n", -1, NULL);
  g_auto (Outcome) added = run (fixture, "markers", uuid, file, "--json", NULL);
  g_autoptr (JsonNode) counts = parse (added.out);
  g_assert_cmpint (added.status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (counts), "added"), ==, 2);

  g_auto (Outcome) labels = run (fixture, "export", uuid, "--format", "labels", NULL);
  g_assert_cmpstr (labels.out, ==, "1.000000\t4.000000\tmissed: the fee\n5.000000\t6.000000\tTo discuss: Grüße\n");

  g_file_set_contents (file, "start,note\n2,x\nsoon,y\n", -1, NULL);
  g_auto (Outcome) partly = run (fixture, "markers", uuid, file, NULL);
  g_assert_cmpint (partly.status, ==, 1);
  g_assert_true (g_str_has_prefix (partly.err, file));
  g_auto (Outcome) no_file = run (fixture, "markers", uuid, "/nowhere/at/all", NULL);
  g_assert_cmpint (no_file.status, ==, 1);
}

/* A script's locale need not know the letters that a call has: what is for machines is UTF-8 all the same. */
static void
test_utf8_in_any_locale (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->dir, "größe.srt", NULL);
  g_autofree char *locale = g_strdup (g_getenv ("LC_ALL"));

  g_file_set_contents (file, "1\n00:00:00,000 --> 00:00:01,000\nGrüße, 你好\n", -1, NULL);
  g_setenv ("LC_ALL", "C", TRUE);
  g_auto (Outcome) read = run (fixture, "transcript", "--json", file, NULL);
  g_auto (Outcome) imported = run (fixture, "import", "--json", file, NULL);
  g_autoptr (JsonNode) rows = parse (imported.out);
  JsonObject *row = json_array_get_object_element (json_node_get_array (rows), 0);
  g_auto (Outcome) vtt = run (fixture, "export", json_object_get_string_member (row, "uuid"), "--format", "vtt", NULL);
  g_auto (Outcome) marked = run (fixture, "mark", json_object_get_string_member (row, "uuid"), "--at", "100", "--type",
                                 "to-discuss", "--note", "Grüße", "--json", NULL);
  g_auto (Outcome) broken = run (fixture, "mark", json_object_get_string_member (row, "uuid"), "--at", "100", "--type",
                                 "to-discuss", "--note", "Gr\xfc", NULL);
  if (locale != NULL)
    g_setenv ("LC_ALL", locale, TRUE);
  else
    g_unsetenv ("LC_ALL");

  g_assert_nonnull (strstr (read.out, "Grüße, 你好"));
  g_assert_nonnull (strstr (json_object_get_string_member (row, "file"), "größe"));
  g_assert_nonnull (strstr (vtt.out, "Grüße, 你好"));
  g_assert_nonnull (strstr (marked.out, "\"Grüße\""));
  g_assert_cmpint (broken.status, ==, 2);
}

static void
test_transcript_from_a_pipe (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                                      &error, program, "transcript", "--json", "/dev/stdin", NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, VTT, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_nonnull (strstr (out, "I was charged twice."));
}

static void
test_output_that_is_full (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *uuid = import_one (fixture);
  const char *arguments[] = { program, "--library", fixture->library, "export", uuid, "--format", "vtt", NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  g_autofree char *err = NULL;

  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  g_autoptr (GSubprocess) process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_cmpstr (err, !=, "");
}

typedef struct
{
  guint8 *bytes;
  guint rate;
  guint channels;
  const gint16 *samples;
  gsize n_frames;
} Sound;

static guint
read_le (const guint8 *bytes,
         guint         n)
{
  return n == 0 ? 0 : bytes[0] | read_le (bytes + 1, n - 1) << 8;
}

/* A 16-bit WAV file, chunk by chunk. */
static void
load_sound (const char *path,
            Sound      *sound)
{
  gsize length, at = 12;

  g_assert_true (g_file_get_contents (path, (char **) &sound->bytes, &length, NULL));
  g_assert_cmpmem (sound->bytes, 4, "RIFF", 4);
  g_assert_cmpmem (sound->bytes + 8, 4, "WAVE", 4);
  for (; memcmp (sound->bytes + at, "data", 4) != 0; at += 8 + read_le (sound->bytes + at + 4, 4))
    {
      g_assert_cmpuint (at + 32, <, length);
      if (memcmp (sound->bytes + at, "fmt ", 4) != 0)
        continue;
      sound->channels = read_le (sound->bytes + at + 10, 2);
      sound->rate = read_le (sound->bytes + at + 12, 4);
      g_assert_cmpuint (read_le (sound->bytes + at + 22, 2), ==, 16);
    }

  gsize size = read_le (sound->bytes + at + 4, 4);
  g_assert_cmpuint (at + 8 + size, <=, length);
  g_assert_cmpuint (sound->channels, ==, 2);
  sound->samples = (const gint16 *) (gpointer) (sound->bytes + at + 8);
  sound->n_frames = size / 2 / sound->channels;
}

static int
find_loudest (const Sound *sound,
              gint64       from_ms,
              gint64       to_ms)
{
  int loudest = 0;

  for (gsize i = (gsize) from_ms * sound->rate / 1000 * 2; i < (gsize) to_ms * sound->rate / 1000 * 2; i++)
    loudest = MAX (loudest, ABS (sound->samples[i]));
  return loudest;
}

static char *
find_muted_copy (Fixture *fixture)
{
  g_autofree char *media = g_build_filename (fixture->library, "media", NULL);
  g_autoptr (GDir) dir = g_dir_open (media, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, "-muted.wav"))
      return g_build_filename (media, name, NULL);

  return NULL;
}

/* What cannot be muted in its own format gets a copy in another, and it is said so. */
static void
check_purge_converts (Fixture    *fixture,
                      const char *format,
                      gboolean    copied)
{
  g_autofree char *folder = g_build_filename (fixture->dir, format, NULL);
  g_autofree char *name = g_strconcat ("sound.", format, NULL);
  g_autofree char *recording = g_build_filename (folder, name, NULL);
  g_autofree char *other = import_one (fixture);

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_auto (Outcome) clipped = run (fixture, "clip", fixture->recording, "--from", "0", "--to", "10000", "--out",
                                  recording, NULL);
  g_assert_cmpstr (clipped.err, ==, "");
  g_auto (Outcome) imported = run (fixture, "import", "--json", recording, copied ? "--copy" : NULL, NULL);
  g_autoptr (JsonNode) items = parse (imported.out);
  const char *uuid = json_object_get_string_member (json_array_get_object_element (json_node_get_array (items), 0),
                                                    "uuid");
  g_auto (Outcome) added = run (fixture, "redact", uuid, "--from", "2000", "--to", "3500", "--as", "dana", NULL);
  g_assert_cmpint (added.status, ==, 0);
  g_auto (Outcome) purged = run (fixture, "purge", "0", NULL);
  g_autofree char *said = g_strdup_printf ("%s: was ", name);
  g_autofree char *left = g_strdup_printf ("still has the sound: %s\n", recording);

  g_assert_cmpint (purged.status, ==, 0);
  g_assert_nonnull (strstr (purged.out, "1 redactions purged for good"));
  g_assert_nonnull (strstr (purged.out, ", the muted copy is "));
  if (!copied)
    {
      g_assert_nonnull (strstr (purged.out, said));
      g_assert_nonnull (strstr (purged.out, left));
    }
  else
    g_assert_null (strstr (purged.out, "still has the sound"));

  Sound sound = { NULL };
  g_autofree char *copy = find_muted_copy (fixture);
  g_assert_nonnull (copy);
  load_sound (copy, &sound);
  g_assert_cmpint (ABS ((gint64) sound.n_frames * 1000 / sound.rate - 10000), <=, 60);
  g_assert_cmpint (find_loudest (&sound, 2000, 3500), ==, 0);
  g_assert_cmpint (find_loudest (&sound, 1900, 1990), >, 1000);
  g_assert_cmpint (find_loudest (&sound, 3510, 3600), >, 1000);
  g_assert_cmpint (find_loudest (&sound, 9000, 9900), >, 1000);
  g_free (sound.bytes);
}

static void
test_purge_opus (Fixture      *fixture,
                 gconstpointer data)
{
  check_purge_converts (fixture, "opus", FALSE);
}

static void
test_purge_mp3 (Fixture      *fixture,
                gconstpointer data)
{
  check_purge_converts (fixture, "mp3", TRUE);
}

/* A starter goes out as a file, comes in as a draft, and is the same when it goes out again. */
static void
test_scorecard (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *uuid = import_one (fixture);
  g_autofree char *file = g_build_filename (fixture->dir, "values.json", NULL);

  g_auto (Outcome) written = run (fixture, "scorecard", "export", "brand-values", "--out", file, NULL);
  g_assert_cmpint (written.status, ==, 0);
  g_auto (Outcome) first = run (fixture, "scorecard", "import", file, "--json", NULL);
  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpstr (first.err, ==, "");
  g_autoptr (JsonNode) made = parse (first.out);
  JsonObject *came = json_node_get_object (made);
  g_assert_cmpstr (json_object_get_string_member (came, "state"), ==, "imported");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (came, "principles")), ==, 5);

  g_auto (Outcome) again = run (fixture, "scorecard", "import", file, "--json", NULL);
  g_autoptr (JsonNode) known = parse (again.out);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (known), "state"), ==, "known");

  g_auto (Outcome) by_name = run (fixture, "scorecard", "export", "brand VALUES", NULL);
  g_auto (Outcome) by_version = run (fixture, "scorecard", "export", "Brand values@0", NULL);
  g_auto (Outcome) by_uuid = run (fixture, "scorecard", "export", json_object_get_string_member (came, "uuid"), NULL);
  g_assert_nonnull (strstr (by_name.out, "\"encore-scorecard\": 1"));
  g_assert_cmpstr (by_version.out, ==, by_name.out);
  g_assert_cmpstr (by_uuid.out, ==, by_name.out);

  g_auto (Outcome) listed = run (fixture, "scorecard", "list", "--json", NULL);
  g_autoptr (JsonNode) rows = parse (listed.out);
  JsonArray *array = json_node_get_array (rows);
  JsonObject *draft = json_array_get_object_element (array, 0);
  g_assert_cmpuint (json_array_get_length (array), ==, 8);
  g_assert_cmpstr (json_object_get_string_member (draft, "name"), ==, "Brand values");
  g_assert_cmpstr (json_object_get_string_member (draft, "status"), ==, "draft");
  g_assert_cmpint (json_object_get_int_member (draft, "elements"), ==, 12);
  g_assert_cmpint (json_object_get_int_member (draft, "evaluations"), ==, 0);
}

static void
test_scorecard_errors (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *uuid = import_one (fixture);
  g_autofree char *file = g_build_filename (fixture->dir, "bad.json", NULL);

  g_auto (Outcome) absent = run (fixture, "scorecard", "export", "nothing", NULL);
  g_assert_cmpint (absent.status, ==, 1);
  g_assert_true (g_str_has_prefix (absent.err, "nothing: "));
  g_auto (Outcome) dance = run (fixture, "scorecard", "dance", NULL);
  g_assert_cmpint (dance.status, ==, 2);
  g_auto (Outcome) no_file = run (fixture, "scorecard", "import", NULL);
  g_assert_cmpint (no_file.status, ==, 2);

  g_file_set_contents (file, "{\"encore-scorecard\": 1, \"name\": \"n\", \"goal\": \"high\"}", -1, NULL);
  g_auto (Outcome) bad = run (fixture, "scorecard", "import", file, NULL);
  g_assert_cmpint (bad.status, ==, 1);
  g_assert_true (g_str_has_prefix (bad.err, file));
  g_assert_nonnull (strstr (bad.err, "goal: "));

  g_file_set_contents (file, "{\"encore-scorecard\": 1, \"name\": \"n\", \"colour\": \"red\"}", -1, NULL);
  g_auto (Outcome) odd = run (fixture, "scorecard", "import", file, NULL);
  g_assert_cmpint (odd.status, ==, 0);
  g_assert_nonnull (strstr (odd.err, "colour: "));
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
#define ADD(name, func) g_test_add ("/tool/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("redact", test_redact);
  ADD ("whole-job", test_the_whole_job);
  ADD ("search", test_search);
  ADD ("saved-search", test_saved_search);
  ADD ("in-writing", test_in_writing);
  ADD ("lists", test_every_list_is_one_array);
  ADD ("exit-status", test_exit_status);
  ADD ("adjust", test_adjust);
  ADD ("purge-opus", test_purge_opus);
  ADD ("purge-mp3", test_purge_mp3);
  ADD ("files", test_files);
  ADD ("import-columns", test_import_columns);
  ADD ("export", test_export_and_back);
  ADD ("clip", test_clip);
  ADD ("markers", test_markers);
  ADD ("utf8", test_utf8_in_any_locale);
  ADD ("pipe", test_transcript_from_a_pipe);
  ADD ("full-output", test_output_that_is_full);
  ADD ("scorecard", test_scorecard);
  ADD ("scorecard-errors", test_scorecard_errors);
  return g_test_run ();
}
