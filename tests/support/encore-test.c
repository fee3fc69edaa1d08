/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-test.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

EncoreTestDir *
encore_test_dir_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("encore-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
encore_test_dir_free (EncoreTestDir *dir)
{
  remove_tree (dir);
  g_free (dir);
}

char *
encore_test_corpus (const char *name)
{
  const char *corpus = g_getenv ("ENCORE_CORPUS");
  g_autofree char *path = corpus != NULL ? g_build_filename (corpus, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);

  g_autofree char *message = g_strdup_printf ("the corpus is not here: %s", name);
  g_test_skip (message);
  return NULL;
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* A tick, so that a condition that changes on another thread is looked at again. */
guint
encore_test_alarm_start (void)
{
  return g_timeout_add (5, wake, NULL);
}

void
encore_test_alarm_stop (guint alarm)
{
  g_source_remove (alarm);
}

void
encore_test_result_cb (GObject      *object,
                       GAsyncResult *result,
                       gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static void
put_le (GByteArray *bytes,
        guint32     value,
        guint       size)
{
  for (guint i = 0; i < size; i++)
    {
      guint8 byte = (guint8) (value >> (8 * i));

      g_byte_array_append (bytes, &byte, 1);
    }
}

static void
put_id (GByteArray *bytes,
        const char *id)
{
  g_byte_array_append (bytes, (const guint8 *) id, 4);
}

void
encore_test_write_tone (const char *path,
                        int         channels,
                        gint64      duration_ms,
                        double      first_hz,
                        double      second_hz)
{
  const guint32 rate = 8000;
  guint32 frames = (guint32) (rate * duration_ms / 1000);
  guint32 size = frames * 2 * (guint32) channels;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  put_id (bytes, "RIFF");
  put_le (bytes, 36 + size, 4);
  put_id (bytes, "WAVE");
  put_id (bytes, "fmt ");
  put_le (bytes, 16, 4);
  put_le (bytes, 1, 2);
  put_le (bytes, (guint32) channels, 2);
  put_le (bytes, rate, 4);
  put_le (bytes, rate * 2 * (guint32) channels, 4);
  put_le (bytes, 2 * (guint32) channels, 2);
  put_le (bytes, 16, 2);
  put_id (bytes, "data");
  put_le (bytes, size, 4);
  for (guint32 i = 0; i < frames; i++)
    for (int channel = 0; channel < channels; channel++)
      {
        double hz = channel == 0 ? first_hz : second_hz;
        double sample = hz > 0 ? 12000 * sin (2 * G_PI * hz * i / rate) : 0;

        put_le (bytes, (guint16) (gint16) lrint (sample), 2);
      }

  g_file_set_contents (path, (const char *) bytes->data, (gssize) bytes->len, &error);
  g_assert_no_error (error);
}
