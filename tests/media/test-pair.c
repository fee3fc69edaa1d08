/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two files of one call: each party comes out on its own channel, in its time. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "encore-error.h"
#include "encore-pair.h"
#include "encore-probe.h"
#include "encore-riff.h"
#include "encore-test.h"
#include "wav-fixture.h"

static double
agent (int    channel,
       double seconds)
{
  return 0.1 + seconds * 0.05;
}

static double
customer (int    channel,
          double seconds)
{
  return -0.2 - seconds * 0.05;
}

/* Interleaved 16-bit samples of a joined file. */
static gint16 *
read_joined (const char *path,
             int         rate,
             gsize      *n_frames)
{
  EncoreRiff riff;
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (encore_riff_read (path, &riff));
  g_assert_cmpint (riff.channels, ==, 2);
  g_assert_cmpint (riff.bits, ==, 16);
  g_assert_cmpint (riff.rate, ==, rate);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  *n_frames = (gsize) riff.data_size / 4;
  return g_memdup2 (bytes + riff.data_offset, (gsize) riff.data_size);
}

static char *
make (const EncorePair *pair)
{
  g_autoptr (GError) error = NULL;
  gboolean made = encore_pair_make (pair, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (made);
  return encore_pair_get_path (pair);
}

static double
due (double (*voice) (int, double),
     gint64 at,
     int    rate,
     double seconds)
{
  return at >= 0 && at < lrint (seconds * rate) ? voice (0, (double) at / rate) * 32767 : 0;
}

static void
test_offsets (void)
{
  static const gint64 offsets[] = { 0, 1, 730, 5000, -1, -730, -5000 };
  const Wav first = { .seconds = 3, .func = agent };
  const Wav second = { .seconds = 4, .func = customer };
  g_autofree char *first_path = wav_write (&first, "call-out.wav");
  g_autofree char *second_path = wav_write (&second, "call-in.wav");

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      EncorePair pair = { first_path, "a", second_path, "b", offsets[i] };
      g_autofree char *path = make (&pair);
      gint64 shift = offsets[i] * 8;
      gsize n;
      g_autofree gint16 *samples = read_joined (path, 8000, &n);

      g_assert_cmpint (n, ==, MAX (24000, 32000 + shift));
      for (gsize j = 0; j < n; j++)
        {
          g_assert_cmpfloat (fabs (samples[2 * j] - due (agent, j, 8000, 3)), <=, 1);
          g_assert_cmpfloat (fabs (samples[2 * j + 1] - due (customer, (gint64) j - shift, 8000, 4)), <=, 1);
        }
    }
}

/* One side may have been written at another rate, and another codec. */
static void
test_rates (void)
{
  static const int rates[] = { 8000, 11025, 16000, 44100 };
  const Wav first = { .rate = 16000, .seconds = 3, .func = agent };
  g_autofree char *first_path = wav_write (&first, "rates-a.wav");

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      const Wav second = { .rate = rates[i], .seconds = 3, .func = customer };
      g_autofree char *second_path = wav_write (&second, "rates-b.wav");
      g_autofree char *hash = g_strdup_printf ("b%d", rates[i]);
      EncorePair pair = { first_path, "rates", second_path, hash, 0 };
      g_autofree char *path = make (&pair);
      gsize n;
      g_autofree gint16 *samples = read_joined (path, 16000, &n);

      g_assert_cmpint (ABS ((gint64) n - 48000), <=, 2);
      for (gsize j = 0; j < 47990; j++)
        g_assert_cmpfloat (fabs (samples[2 * j + 1] - due (customer, j, 16000, 3)), <=, 3);
    }
}

static void
test_once (void)
{
  const Wav wav = { .seconds = 1, .func = agent };
  g_autofree char *path = wav_write (&wav, "once.wav");
  EncorePair pair = { path, "once", path, "twice", 0 };
  g_autofree char *made = make (&pair);
  EncorePair other = pair;
  GStatBuf before, after;

  g_stat (made, &before);
  g_free (make (&pair));
  g_stat (made, &after);
  g_assert_cmpint (before.st_ino, ==, after.st_ino);

  other.offset_ms = 10;
  g_autofree char *moved = encore_pair_get_path (&other);
  g_assert_cmpstr (moved, !=, made);

  /* What is lost is made again. */
  g_unlink (made);
  g_free (make (&pair));
  g_assert_true (g_file_test (made, G_FILE_TEST_EXISTS));
}

static void
test_failures (void)
{
  const Wav wav = { .seconds = 1, .func = agent };
  g_autofree char *good = wav_write (&wav, "good.wav");
  g_autofree char *bad = bytes_write ("no sound at all", 15, "bad.wav");
  const EncorePair pairs[] = {
    { good, "f1", "/nowhere/b.wav", "f2", 0 },
    { "/nowhere/a.wav", "f3", good, "f4", 0 },
    { good, "f5", bad, "f6", 0 },
    { bad, "f7", good, "f8", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = encore_pair_get_path (&pairs[i]);
      g_autofree char *folder = g_path_get_dirname (path);

      g_assert_false (encore_pair_make (&pairs[i], NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == ENCORE_ERROR);
      if (i < 2)
        g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_MISSING);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
        g_assert_false (g_str_has_suffix (name, ".part"));
    }

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) cancelled = NULL;
  EncorePair pair = { good, "c1", good, "c2", 0 };

  g_cancellable_cancel (cancellable);
  g_assert_false (encore_pair_make (&pair, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (EncoreTestDir) cache = encore_test_dir_new ();

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pair/offsets", test_offsets);
  g_test_add_func ("/pair/rates", test_rates);
  g_test_add_func ("/pair/once", test_once);
  g_test_add_func ("/pair/failures", test_failures);
  return g_test_run ();
}
