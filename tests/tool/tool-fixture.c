/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool-fixture.h"

const char *program;

void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->out);
  g_free (outcome->err);
}

void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->dir = encore_test_dir_new ();
  fixture->library = g_build_filename (fixture->dir, "library", NULL);
  fixture->recording = g_build_filename (fixture->dir, "dana_2026-11-12_14-05-00.wav", NULL);
  g_autofree char *transcript = g_build_filename (fixture->dir, "dana_2026-11-12_14-05-00.vtt", NULL);

  encore_test_write_tone (fixture->recording, 2, 10000, 300, 600);
  g_file_set_contents (transcript, VTT, -1, NULL);
}

void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_free (fixture->library);
  g_free (fixture->recording);
  encore_test_dir_free (fixture->dir);
}

Outcome
run (Fixture    *fixture,
     const char *word,
     ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Outcome outcome = { 0 };
  va_list words;

  g_ptr_array_add (arguments, (gpointer) program);
  g_ptr_array_add (arguments, (gpointer) "--library");
  g_ptr_array_add (arguments, fixture->library);
  va_start (words, word);
  for (; word != NULL; word = va_arg (words, const char *))
    g_ptr_array_add (arguments, (gpointer) word);
  va_end (words);
  g_ptr_array_add (arguments, NULL);

  g_autoptr (GSubprocess) process = g_subprocess_newv ((const char *const *) arguments->pdata,
                                                       G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                                       &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &outcome.out, &outcome.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  outcome.status = g_subprocess_get_exit_status (process);
  return outcome;
}

JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

char *
import_one (Fixture *fixture)
{
  g_auto (Outcome) imported = run (fixture, "import", "--json", fixture->dir, NULL);
  g_assert_cmpint (imported.status, ==, 0);

  g_autoptr (JsonNode) rows = parse (imported.out);
  JsonObject *first = json_array_get_object_element (json_node_get_array (rows), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "state"), ==, "imported");
  return g_strdup (json_object_get_string_member (first, "uuid"));
}
