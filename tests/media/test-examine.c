/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-error.h"
#include "encore-examine.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "wav-fixture.h"

/* What ends when it should ends within this; the rest is a failure. */
#define STALL_MS 3000
#define TOTAL_MS 6000
#define MEMORY (256 * 1024 * 1024)
#define PATIENCE_US (60 * G_USEC_PER_SEC)

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ADDRESS_SANITIZER 1
#else
#define HAS_ADDRESS_SANITIZER 0
#endif

static char *
plant (const char *word)
{
  g_autofree char *text = g_strconcat ("PLANTED ", word, NULL);
  g_autofree char *copy = g_strdup (word);
  g_autofree char *name = g_strconcat ("planted ", g_strdelimit (copy, " /", '\0'), ".wav", NULL);

  return bytes_write (text, strlen (text), name);
}

/* The children of this process in /proc that are in this state; 0 for any. */
static GArray *
children (GPid parent,
          char state)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GPid));
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *text = NULL;
      const char *end;
      char letter;
      int ppid;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      end = strrchr (text, ')');
      if (end != NULL && sscanf (end + 1, " %c %d", &letter, &ppid) == 2 && ppid == parent
          && (state == 0 || letter == state))
        {
          GPid pid = atoi (name);
          g_array_append_val (found, pid);
        }
    }

  return found;
}

static guint
count_children (GPid parent,
                char state)
{
  g_autoptr (GArray) found = children (parent, state);

  return found->len;
}

#define wait_until(condition)                                                                                          \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 deadline_ = g_get_monotonic_time () + PATIENCE_US;                                                          \
    while (!(condition))                                                                                               \
      {                                                                                                                \
        g_assert_cmpint (g_get_monotonic_time (), <, deadline_);                                                       \
        g_usleep (5000); /* polls */                                                                                   \
      }                                                                                                                \
  }                                                                                                                    \
  G_STMT_END

static void
assert_no_zombies (void)
{
  wait_until (count_children (getpid (), 'Z') == 0);
}

static void
assert_same_peaks (EncorePeaks *a,
                   EncorePeaks *b)
{
  g_assert_cmpuint (encore_peaks_get_length (a), ==, encore_peaks_get_length (b));
  g_assert_cmpint (encore_peaks_get_channels (a), ==, encore_peaks_get_channels (b));
  g_assert_cmpint (encore_peaks_get_duration_ms (a), ==, encore_peaks_get_duration_ms (b));

  for (int channel = 0; channel < encore_peaks_get_channels (a); channel++)
    for (gsize i = 0; i < encore_peaks_get_length (a); i++)
      {
        EncorePeak x = encore_peaks_get_range (a, channel, i, 1);
        EncorePeak y = encore_peaks_get_range (b, channel, i, 1);

        g_assert_cmpmem (&x, sizeof x, &y, sizeof y);
      }
}

static void
test_same_as_here (void)
{
  g_autofree char *path = wav_write (&(Wav) { .channels = 2, .seconds = 100, .func = wav_tones }, "whole.wav");
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_autoptr (EncoreMediaInfo) expected_info = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncorePeaks) peaks = encore_examine (path, NULL, NULL, &info, NULL, &error);
  g_autoptr (EncorePeaks) expected = encore_peaks_build_with_info (path, NULL, NULL, &expected_info, NULL, NULL);

  g_assert_no_error (error);
  g_assert_true (encore_peaks_is_complete (peaks));
  assert_same_peaks (peaks, expected);
  g_assert_cmpint (info->duration_ms, ==, 100000);
  g_assert_cmpint (info->channels, ==, expected_info->channels);
  g_assert_cmpint (info->rate, ==, expected_info->rate);
  g_assert_cmpstr (info->codec, ==, expected_info->codec);
  g_assert_cmpstr (info->container, ==, expected_info->container);
  g_assert_cmpstr (info->reason, ==, NULL);
  g_assert_true (info->playable);
  g_unlink (path);
}

static void
test_tells_what_is_wrong (void)
{
  g_autofree char *path = bytes_write ("<html>expired</html>", 20, "page.wav");
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) expected = NULL;

  g_assert_null (encore_examine (path, NULL, NULL, &info, NULL, &error));
  g_assert_null (encore_peaks_build (path, NULL, NULL, NULL, &expected));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED);
  g_assert_cmpstr (error->message, ==, expected->message);
  g_assert_cmpstr (info->reason, ==, expected->message);
  g_assert_false (info->playable);
  g_unlink (path);

  g_clear_error (&error);
  g_clear_object (&info);
  g_assert_null (encore_examine (path, NULL, NULL, &info, NULL, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
  g_assert_null (info);
}

static void
count_snapshot (EncorePeaks *peaks,
                gpointer     user_data)
{
  guint *count = user_data;

  g_assert_false (encore_peaks_is_complete (peaks));
  g_assert_cmpuint (encore_peaks_get_length (peaks), >, 0);
  ++*count;
}

/* However fast the machine is: what floods goes on until it is stopped. However slow it is: only what is stopped
 * for that is given little time. */
static void
be_patient (void)
{
  encore_examine_set_limits (PATIENCE_US / 1000, PATIENCE_US / 1000, MEMORY);
}

static void
test_snapshots_and_the_whole_time (void)
{
  g_autofree char *path = plant ("flood");
  g_autoptr (GError) error = NULL;
  guint count = 0;
  gint64 before = g_get_monotonic_time ();

  encore_examine_set_limits (TOTAL_MS, TOTAL_MS, MEMORY);
  g_assert_null (encore_examine (path, count_snapshot, &count, NULL, NULL, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSAFE);
  be_patient ();
  g_assert_cmpuint (count, >, 0);
  g_assert_cmpint (g_get_monotonic_time () - before, <, PATIENCE_US);
  g_unlink (path);
}

static void
assert_good_works (void)
{
  g_autofree char *path = wav_write (&(Wav) { .seconds = 1, .func = wav_tones }, "good.wav");
  g_autoptr (GError) error = NULL;
  g_autoptr (EncorePeaks) peaks = encore_examine (path, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (encore_peaks_get_duration_ms (peaks), ==, 1000);
  g_unlink (path);
}

static void
assert_given_up (const char *word,
                 const char *reason)
{
  g_autofree char *path = plant (word);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (EncoreMediaInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (encore_examine (path, NULL, NULL, &info, NULL, &error));
  be_patient ();
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSAFE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (strstr (error->message, reason));
  g_assert_false (info->playable);
  g_assert_cmpstr (info->reason, ==, error->message);
  g_unlink (path);

  assert_good_works ();
  assert_no_zombies ();
}

static void
test_crash (void)
{
  assert_given_up ("crash", HAS_ADDRESS_SANITIZER ? "crashed" : "crashed (Segmentation fault)");
  assert_given_up ("abort", "crashed");
  assert_given_up ("leave", "crashed (it ended by itself)");
}

static void
test_hang (void)
{
  gint64 before = g_get_monotonic_time ();

  encore_examine_set_limits (STALL_MS, PATIENCE_US / 1000, MEMORY);
  assert_given_up ("hang", "did not come to an end");
  g_assert_cmpint (g_get_monotonic_time () - before, >=, STALL_MS * 1000);
}

static void
test_hog (void)
{
  if (HAS_ADDRESS_SANITIZER)
    {
      g_test_skip ("AddressSanitizer cannot work with little memory");
      return;
    }

  assert_given_up ("hog", "too much memory");
}

static void
test_reaches_nothing (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *target = bytes_write ("precious", 8, "target");
  g_autofree char *word = g_strdup_printf ("reach %d %s", port, target);
  g_autofree char *path = plant (word);
  g_autofree char *kept = NULL;
  GStatBuf st;

  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (target, 0640), ==, 0);
  g_autoptr (EncorePeaks) peaks = encore_examine (path, NULL, NULL, NULL, NULL, &error);

  /* It gives out sound only when everything was refused. */
  g_assert_no_error (error);
  g_assert_cmpint (encore_peaks_get_duration_ms (peaks), ==, 1000);
  g_assert_true (g_file_get_contents (target, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "precious");
  g_assert_cmpint (g_stat (target, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0640);
  g_unlink (path);
  g_unlink (target);
}

static gboolean
has_hanging_thread (GPid pid)
{
  g_autofree char *tasks = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (tasks, name, "comm", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL) && g_str_equal (text, "planted-hang\n"))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_hanging_child (GPid parent)
{
  g_autoptr (GArray) all = children (parent, 0);

  for (guint i = 0; i < all->len; i++)
    if (has_hanging_thread (g_array_index (all, GPid, i)))
      return TRUE;

  return FALSE;
}

static gpointer
cancel_once_it_hangs (gpointer data)
{
  wait_until (has_hanging_child (getpid ()));
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_cancel (void)
{
  g_autofree char *path = plant ("hang");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreMediaInfo) info = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_once_it_hangs, cancellable);

  g_assert_null (encore_examine (path, NULL, NULL, &info, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (info);
  g_thread_join (thread);
  g_unlink (path);
  assert_no_zombies ();
}

/* The one that waits for more is gone when more comes. */
static void
test_lost_while_idle (void)
{
  assert_good_works ();

  g_autoptr (GArray) waiting = children (getpid (), 0);

  g_assert_cmpuint (waiting->len, >, 0);
  for (guint i = 0; i < waiting->len; i++)
    kill (g_array_index (waiting, GPid, i), SIGKILL);

  assert_good_works ();
  assert_no_zombies ();
}

static void
test_one_for_many (void)
{
  assert_good_works ();

  g_autoptr (GArray) before = children (getpid (), 0);

  for (int i = 0; i < 5; i++)
    assert_good_works ();

  g_autoptr (GArray) after = children (getpid (), 0);

  g_assert_cmpmem (before->data, before->len * sizeof (GPid), after->data, after->len * sizeof (GPid));
}

/* Gone, or dead and not yet noticed by whoever has inherited it. */
static gboolean
is_over (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/maps", pid);
  g_autofree char *maps = NULL;

  return !g_file_get_contents (path, &maps, NULL, NULL) || *maps == '\0';
}

/* This program again, as a parent that is killed in the middle. */
static void
test_ends_with_its_parent (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *path = plant ("hang");
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) parent = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, self, "--examine", path,
                                                     NULL);

  g_assert_no_error (error);

  GPid pid = atoi (g_subprocess_get_identifier (parent));

  wait_until (has_hanging_child (pid));

  g_autoptr (GArray) helpers = children (pid, 0);

  g_subprocess_force_exit (parent);
  g_subprocess_wait (parent, NULL, NULL);
  for (guint i = 0; i < helpers->len; i++)
    wait_until (is_over (g_array_index (helpers, GPid, i)));
  g_unlink (path);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--examine"))
    return encore_examine (argv[2], NULL, NULL, NULL, NULL, NULL) != NULL ? 0 : 1;

  g_test_init (&argc, &argv, NULL);
  be_patient ();
  g_test_add_func ("/examine/same-as-here", test_same_as_here);
  g_test_add_func ("/examine/tells-what-is-wrong", test_tells_what_is_wrong);
  g_test_add_func ("/examine/one-for-many", test_one_for_many);
  g_test_add_func ("/examine/crash", test_crash);
  g_test_add_func ("/examine/hang", test_hang);
  g_test_add_func ("/examine/hog", test_hog);
  g_test_add_func ("/examine/snapshots-and-the-whole-time", test_snapshots_and_the_whole_time);
  g_test_add_func ("/examine/reaches-nothing", test_reaches_nothing);
  g_test_add_func ("/examine/cancel", test_cancel);
  g_test_add_func ("/examine/lost-while-idle", test_lost_while_idle);
  g_test_add_func ("/examine/ends-with-its-parent", test_ends_with_its_parent);

  return g_test_run ();
}
