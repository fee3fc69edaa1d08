/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-search [CALLS [FOLDER]]
 *
 * A library of 20,000 (or CALLS) generated calls with 30 segments each: from a query to its first rows and to the
 * whole answer, as the window asks for them, beside `grep` over the same texts and a scan of the same table. With a
 * FOLDER the library is kept there, and used again where there is one already. */
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench-support.h"
#include "encore-db.h"
#include "encore-search.h"
#include "encore-statement.h"
#include "encore-test.h"

#define N_CALLS 20000
#define SEGMENTS_PER_CALL 30
#define WORDS_PER_SEGMENT 10
#define N_WORDS 30000
#define N_AGENTS 40

/* As many calls as the window shows. */
#define SHOWN 50
#define SHOWN_FIRST 12

#define ANSWERS 15
#define SCANS 3

/* One call in so many is Chinese, one in so many Thai. */
#define CHINESE_EVERY 20
#define THAI_EVERY 21

typedef struct
{
  EncoreDb *db;
  GRand *random;
  guint n_calls;
  char *texts; /* the folder with one file for each call */
  gint64 agents[N_AGENTS];
} Filling;

/* Words without meaning, in the frequencies of a language: each is as rare as its number. */
static void
append_word (GString *text,
             guint    number)
{
  static const char *const syllables[] = { "ka",   "re",   "mi", "so", "tu",  "fan", "del", "por",
                                           "ling", "stra", "ve", "no", "qui", "ba",  "zel", "hom" };

  do
    {
      g_string_append (text, syllables[number % 16]);
      number /= 16;
    }
  while (number > 0);
}

static char *
dup_word (guint number)
{
  g_autoptr (GString) word = g_string_new (NULL);

  append_word (word, number);
  return g_strdup (word->str);
}

static guint
pick_word (GRand *random)
{
  return (guint) pow (N_WORDS, g_rand_double (random)) - 1;
}

static char *
make_segment (Filling *filling,
              guint    call)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (call % CHINESE_EVERY == 0)
    for (guint i = 0; i < 2 * WORDS_PER_SEGMENT; i++)
      g_string_append_unichar (text, 0x4e00 + pick_word (filling->random) % 3000);
  else if (call % THAI_EVERY == 0)
    for (guint i = 0; i < 2 * WORDS_PER_SEGMENT; i++)
      g_string_append_unichar (text, 0x0e01 + pick_word (filling->random) % 44);
  else
    for (guint i = 0; i < WORDS_PER_SEGMENT; i++)
      {
        if (i > 0)
          g_string_append_c (text, ' ');
        append_word (text, pick_word (filling->random));
      }

  return g_strdup (text->str);
}

static gboolean
put_call (Filling *filling,
          guint    i,
          GError **error)
{
  g_autoptr (EncoreCall) call = encore_call_new ();
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new ("webvtt");
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autofree char *name = g_strdup_printf ("%s/%05u.txt", filling->texts, i);

  call->title = g_strdup_printf ("Call %u", i);
  call->agent_id = filling->agents[i % N_AGENTS];
  call->started_at = G_GINT64_CONSTANT (1600000000000) + (gint64) i * 777000;
  if (!encore_db_put (filling->db, G_OBJECT (call), error))
    return FALSE;

  transcript->call_id = call->id;
  for (int s = 0; s < SEGMENTS_PER_CALL; s++)
    {
      g_autofree char *text = make_segment (filling, i);

      g_string_append_printf (whole, "%s\n", text);
      encore_transcript_add (transcript, encore_segment_new (s * 4000, s * 4000 + 3500, "Agent", text));
    }
  encore_transcript_finish (transcript);

  return g_file_set_contents_full (name, whole->str, (gssize) whole->len, G_FILE_SET_CONTENTS_NONE, 0600, error)
         && encore_db_put (filling->db, G_OBJECT (transcript), error);
}

static gpointer
fill (EncoreDb     *db,
      gpointer      user_data,
      GCancellable *cancellable,
      GError      **error)
{
  Filling *filling = user_data;
  gboolean good = TRUE;

  filling->db = db;
  for (guint i = 0; good && i < N_AGENTS; i++)
    {
      g_autoptr (EncorePerson) person = encore_person_new ();

      person->name = g_strdup_printf ("Agent %02u", i);
      person->roles = ENCORE_ROLE_AGENT;
      good = encore_db_put (db, G_OBJECT (person), error);
      filling->agents[i] = person->id;
    }
  for (guint i = 0; good && i < filling->n_calls; i++)
    good = put_call (filling, i, error);

  return NULL;
}

static void
fill_library (const char *directory,
              const char *texts,
              guint       n_calls)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreStore) store = encore_store_open (directory, NULL, &error);
  g_autoptr (GRand) random = g_rand_new_with_seed (20);
  Filling filling = { .random = random, .n_calls = n_calls, .texts = (char *) texts };
  gint64 start = g_get_monotonic_time ();

  if (store != NULL)
    encore_store_run (store, ENCORE_LANE_WRITE, fill, &filling, NULL, &error);
  if (error != NULL)
    g_error ("%s", error->message);

  encore_store_close (store);
  g_print ("(a library of %u generated calls, %u segments, was written and indexed in %.1f s)\n", n_calls,
           n_calls * SEGMENTS_PER_CALL, bench_ms_since (start) / 1000);
}

/* Ours */

typedef struct
{
  EncoreFindings *findings;
  gboolean cancelled;
} Answer;

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;

  answer->findings = encore_library_search_finish (ENCORE_LIBRARY (source), result, &error);
  answer->cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (error != NULL && !answer->cancelled)
    g_error ("%s", error->message);
}

static gint64
ask (EncoreLibrary *library,
     const char    *typed,
     gboolean       first)
{
  g_autoptr (EncoreQuery) query = encore_query_new (typed);
  Answer answer = { NULL };

  if (first)
    encore_library_search_first_async (library, query, SHOWN_FIRST, NULL, on_found, &answer);
  else
    encore_library_search_async (library, query, SHOWN, NULL, on_found, &answer);
  encore_test_wait_until (answer.findings != NULL);

  gint64 n_calls = answer.findings->n_calls;
  g_object_unref (answer.findings);
  return n_calls;
}

static double
time_answers (EncoreLibrary *library,
              const char    *typed,
              const char    *what)
{
  g_autoptr (BenchTimes) times = bench_times_new ();
  g_autoptr (BenchTimes) first_times = bench_times_new ();
  gint64 n_calls = ask (library, typed, FALSE);
  g_autofree char *line = g_strdup_printf ("%s, %d calls", what, (int) n_calls);

  for (int i = 0; i < ANSWERS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      ask (library, typed, FALSE);
      bench_times_add (times, bench_ms_since (start));
      start = g_get_monotonic_time ();
      ask (library, typed, TRUE);
      bench_times_add (first_times, bench_ms_since (start));
    }

  bench_times_print (first_times, "  its first rows");
  return bench_times_print (times, line);
}

/* Letter by letter, each asked before the last was answered. */
static void
time_typing (EncoreLibrary *library,
             const char    *typed)
{
  g_autoptr (BenchTimes) times = bench_times_new ();
  gsize n = strlen (typed);

  for (int i = 0; i < ANSWERS; i++)
    {
      g_autofree Answer *answers = g_new0 (Answer, n + 1);
      g_autoptr (GCancellable) cancellable = NULL;
      gint64 last = 0;

      for (gsize length = 1; length <= n; length++)
        {
          g_autofree char *part = g_strndup (typed, length);
          g_autoptr (EncoreQuery) query = encore_query_new (part);

          g_cancellable_cancel (cancellable);
          g_clear_object (&cancellable);
          cancellable = g_cancellable_new ();
          last = g_get_monotonic_time ();
          encore_library_search_async (library, query, SHOWN, cancellable, on_found, &answers[length]);
          g_main_context_iteration (NULL, FALSE);
        }
      encore_test_wait_until (answers[n].findings != NULL);
      bench_times_add (times, bench_ms_since (last));
      for (gsize length = 1; length <= n; length++)
        {
          encore_test_wait_until (answers[length].findings != NULL || answers[length].cancelled);
          g_clear_object (&answers[length].findings);
        }
    }

  bench_times_print (times, "  typed in one go: last letter to its answer");
}

/* Theirs */

static double
time_grep (const char *folder,
           const char *pattern,
           gboolean    whole,
           const char *what)
{
  g_autoptr (BenchTimes) times = bench_times_new ();
  const char *argv[] = { "grep", "-r", "-l", "-i", "-F", whole ? "-w" : "-i", "-e", pattern, folder, NULL };

  for (int i = 0; i < SCANS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                         NULL, NULL, NULL))
        return 0;
      bench_times_add (times, bench_ms_since (start));
    }

  return bench_times_print (times, what);
}

static gpointer
scan (EncoreDb     *db,
      gpointer      user_data,
      GCancellable *cancellable,
      GError      **error)
{
  g_auto (EncoreStatement) statement = { NULL };

  if (encore_statement_open (&statement, db,
                             "SELECT count (DISTINCT t.call_id) FROM segment g JOIN transcript t"
                             " ON t.id = g.transcript_id WHERE g.text LIKE ?",
                             error))
    {
      encore_bind_text (&statement, user_data);
      encore_statement_number (&statement, error);
    }
  return NULL;
}

static double
time_scan (EncoreStore *store,
           const char  *part,
           const char  *what)
{
  g_autoptr (BenchTimes) times = bench_times_new ();
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", part);

  for (int i = 0; i < SCANS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      encore_store_run (store, ENCORE_LANE_READ, scan, pattern, NULL, &error);
      if (error != NULL)
        g_error ("%s", error->message);
      bench_times_add (times, bench_ms_since (start));
    }

  return bench_times_print (times, what);
}

/* KiB, from what the kernel counts. */
static double
get_memory (const char *key)
{
  g_autofree char *status = NULL;
  const char *at = g_file_get_contents ("/proc/self/status", &status, NULL, NULL) ? strstr (status, key) : NULL;

  return at != NULL ? g_ascii_strtod (at + strlen (key), NULL) : 0;
}

typedef struct
{
  const char *name;
  char *typed;
  char *part;     /* for grep and the scan; NULL: they cannot say it */
  gboolean whole; /* words only */
} Case;

static void
run_case (EncoreLibrary *library,
          EncoreStore   *store,
          const char    *texts,
          const Case    *a_case)
{
  double ours = time_answers (library, a_case->typed, a_case->name);

  if (a_case->part == NULL)
    return;

  double theirs = time_grep (texts, a_case->part, a_case->whole, "  grep -r over the same texts, one file a call");
  double scanned = time_scan (store, a_case->part, "  scan of the same table (LIKE)");

  bench_print_ratio ("  ours / grep (budget 0.30)", ours, theirs);
  bench_print_ratio ("  ours / scan (budget 0.30)", ours, scanned);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();
  g_autoptr (GError) error = NULL;
  const char *root = argc > 2 ? argv[2] : dir;
  g_autofree char *texts = g_build_filename (root, "texts", NULL);
  g_autofree char *folder = g_build_filename (root, "library", NULL);
  g_autofree char *common = dup_word (2), *middling = dup_word (300), *rare = dup_word (20011);
  g_autofree char *phrase = g_strdup_printf ("%s %s", common, "mi");
  Case cases[] = {
    { "common word", g_strdup_printf ("%s ", common), common, TRUE },
    { "middling word", g_strdup_printf ("%s ", middling), middling, TRUE },
    { "rare word", g_strdup_printf ("%s ", rare), rare, TRUE },
    { "phrase of two common words", g_strdup_printf ("\"%s\"", phrase), phrase, TRUE },
    { "first letter", g_strdup ("s"), NULL, FALSE },
    { "beginning of a word", g_strdup ("stral"), "stral", FALSE },
    { "common word, of one agent", g_strdup_printf ("%s agent:\"Agent 07\"", common), NULL, FALSE },
    { "middling word, in one month", g_strdup_printf ("%s after:2020-10 before:2020-11", middling), NULL, FALSE },
    { "no words, only an agent", g_strdup ("agent:\"Agent 07\""), NULL, FALSE },
    { "two Chinese characters", g_strdup ("一丁 "), "一丁", FALSE },
    { "three Thai letters", g_strdup ("กขค "), "กขค", FALSE },
  };

  g_setenv ("XDG_CACHE_HOME", dir, TRUE);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_mkdir_with_parents (texts, 0700);
      fill_library (folder, texts, argc > 1 ? (guint) atoi (argv[1]) : N_CALLS);
    }

  g_autoptr (EncoreLibrary) library = encore_library_open (folder, &error);

  if (library == NULL)
    g_error ("%s", error->message);

  double before = get_memory ("VmRSS:");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    ask (library, cases[i].typed, FALSE);
  g_print ("%-62s %.0f MB (budget 40 MB)\n", "memory that all of the searches below added",
           (get_memory ("VmRSS:") - before) / 1024);

  g_autoptr (EncoreStore) store = encore_store_open (folder, NULL, &error);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      run_case (library, store, texts, &cases[i]);
      g_free (cases[i].typed);
    }
  time_typing (library, rare);

  encore_store_close (store);
  encore_library_close (library);
  return 0;
}
