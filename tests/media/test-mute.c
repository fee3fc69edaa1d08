/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "encore-error.h"
#include "encore-probe.h"
#include "encore-riff.h"
#include "encore-test.h"
#include "encore-wav-mute.h"

/* A muted copy is the file, but for what is muted. */

typedef struct
{
  int tag;
  int bits;
  int channels;
  guint8 silence;
  const char *codec;
} Format;

static const Format formats[] = {
  { 1, 8, 1, 0x80, "PCM 8-bit" }, { 1, 16, 2, 0, "PCM 16-bit" }, { 1, 24, 2, 0, "PCM 24-bit" },
  { 1, 32, 1, 0, "PCM 32-bit" },  { 3, 32, 2, 0, NULL },         { 3, 64, 1, 0, NULL },
  { 6, 8, 2, 0xd5, NULL },        { 7, 8, 1, 0xff, NULL },
};

#define RATE 8000
#define FRAMES 24001 /* three seconds, and an odd one */

static void
put (GByteArray *bytes,
     guint32     value,
     int         n)
{
  for (int i = 0; i < n; i++, value >>= 8)
    {
      guint8 byte = value & 0xff;

      g_byte_array_append (bytes, &byte, 1);
    }
}

/* With a chunk that speaks of the customer. Returns where the samples begin. */
static gsize
make_wav (const Format *format,
          const char   *path)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint32 align = (guint32) (format->channels * format->bits / 8), size = FRAMES * align;

  g_byte_array_append (bytes, (const guint8 *) "RIFF\0\0\0\0WAVELIST", 16);
  put (bytes, 18, 4);
  g_byte_array_append (bytes, (const guint8 *) "INFOINAM\6\0\0\0Morris", 18);
  g_byte_array_append (bytes, (const guint8 *) "fmt ", 4);
  put (bytes, 16, 4);
  put (bytes, (guint32) format->tag, 2);
  put (bytes, (guint32) format->channels, 2);
  put (bytes, RATE, 4);
  put (bytes, RATE * align, 4);
  put (bytes, align, 2);
  put (bytes, (guint32) format->bits, 2);
  g_byte_array_append (bytes, (const guint8 *) "data", 4);
  put (bytes, size, 4);
  gsize start = bytes->len;
  for (guint32 i = 0; i < size; i++)
    put (bytes, 1 + i * 7 % 100, 1);
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  return start;
}

static void
check_copy (const Format *format,
            const char   *from,
            gsize         start,
            const char   *to)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize before_length, after_length, align = (gsize) (format->channels * format->bits / 8);
  EncoreRiff riff = { 0 };

  g_assert_true (encore_riff_read (to, &riff));
  g_assert_cmpint (riff.tag, ==, format->tag);
  g_assert_cmpint (riff.bits, ==, format->bits);
  g_assert_cmpint (riff.channels, ==, format->channels);
  g_assert_cmpint (riff.rate, ==, RATE);
  g_assert_cmpint (riff.data_size, ==, FRAMES * align);

  g_assert_true (g_file_get_contents (from, &before, &before_length, NULL));
  g_assert_true (g_file_get_contents (to, &after, &after_length, NULL));
  g_assert_null (memmem (after, after_length, "Morris", 6));
  for (gsize i = 0; i < FRAMES * align; i++)
    {
      gsize frame = i / align;
      gboolean muted = (frame >= 8000 && frame < 12000) || frame >= 20000;

      g_assert_cmpint ((guint8) after[(gsize) riff.data_offset + i], ==,
                       muted ? format->silence : (guint8) before[start + i]);
    }
}

static void
test_formats (void)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();
  g_autofree char *from = g_build_filename (dir, "from.wav", NULL);
  g_autofree char *to = g_build_filename (dir, "to.wav", NULL);
  const EncoreSpan muted[] = { { 1000, 1500 }, { 2500, G_MAXINT64 / 2 } };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GError) error = NULL;
      EncoreWavMuted result = { 0 };
      gsize start = make_wav (&formats[i], from);

      g_assert_true (encore_wav_can_mute (from));
      g_assert_true (encore_wav_mute (from, muted, G_N_ELEMENTS (muted), to, &result, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (result.frames, ==, FRAMES);
      g_assert_nonnull (result.codec);
      if (formats[i].codec != NULL)
        g_assert_cmpstr (result.codec, ==, formats[i].codec);
      check_copy (&formats[i], from, start, to);
      g_free (result.codec);
    }
}

static void
test_others (void)
{
  g_autoptr (EncoreTestDir) dir = encore_test_dir_new ();
  g_autofree char *from = g_build_filename (dir, "from.wav", NULL);
  g_autofree char *to = g_build_filename (dir, "to.wav", NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  EncoreWavMuted result = { 0 };

  g_assert_true (g_file_set_contents (from, "no sound at all", -1, NULL));
  g_assert_false (encore_wav_can_mute (from));
  g_assert_false (encore_wav_mute (from, NULL, 0, to, &result, NULL, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED);
  g_clear_error (&error);

  make_wav (&formats[1], from);
  g_cancellable_cancel (cancelled);
  g_assert_false (encore_wav_mute (from, NULL, 0, to, &result, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/mute/formats", test_formats);
  g_test_add_func ("/media/mute/others", test_others);
  return g_test_run ();
}
