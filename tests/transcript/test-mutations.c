/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

/* Damaged at random, always the same way: no reader may crash, hang or break its promises. */

#define MUTATIONS 6000
#define MAX_SECONDS 5

/* Besides the one whose format it seems to be, so many others are given each file. */
#define OTHERS 3

static const char *const morsels[] = {
  "null",
  "-1",
  "1e999",
  "\"",
  "\\",
  "{",
  "}",
  "[",
  "]",
  "NaN",
  "\\ud800",
  "\\u0000",
  "\xff",
  "\xed\xa0\x80",
  "-->",
  "<v ",
  "<",
  "&#",
  "&#x110000;",
  "99:59:59.999",
  "\r",
  "\n\n",
  "**",
  ":",
  "{\\",
  "00:00:00.000",
  "18446744073709551616",
};

static void
mutate (GRand   *rand,
        GString *bytes)
{
  gsize at = bytes->len > 0 ? (gsize) g_rand_int_range (rand, 0, (gint32) bytes->len) : 0;
  gsize wanted = (gsize) g_rand_int_range (rand, 1, 40);
  gsize length = MIN (wanted, bytes->len - at);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      g_string_truncate (bytes, at);
      break;
    case 1:
      g_string_erase (bytes, (gssize) at, (gssize) length);
      break;
    case 2:
      if (bytes->len > 0)
        bytes->str[at] = (char) g_rand_int_range (rand, 0, 256);
      break;
    case 3:
      {
        g_autofree char *copy = g_strndup (bytes->str + at, length);

        g_string_insert (bytes, g_rand_int_range (rand, 0, (gint32) bytes->len + 1), copy);
        break;
      }
    default:
      g_string_insert (bytes, (gssize) at, morsels[g_rand_int_range (rand, 0, G_N_ELEMENTS (morsels))]);
    }
}

static void
check (EncoreDocument *document,
       GError         *error)
{
  g_assert_true ((document == NULL) == (error != NULL));
  if (document != NULL)
    assert_document_sound (document);
  else
    g_assert_true (error->domain == ENCORE_ERROR && g_utf8_validate (error->message, -1, NULL));
}

static void
read_with_others (GRand      *rand,
                  const char *bytes,
                  gsize       length)
{
  gsize n_readers;
  const EncoreReader *const *readers = encore_readers_list (&n_readers);

  for (gsize i = 0; i < OTHERS; i++)
    {
      const EncoreReader *reader = readers[g_rand_int_range (rand, 0, (gint32) n_readers)];
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreDocument) document = encore_reader_read (reader, bytes, length, &error);

      check (document, error);
    }
}

static void
load_folder (GPtrArray  *originals,
             const char *folder)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_get_contents (file, &bytes, &length, NULL))
        g_ptr_array_add (originals, g_string_new_len (bytes, (gssize) length));
    }
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp ((*(GString *const *) a)->str, (*(GString *const *) b)->str);
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
test_mutations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240506);
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (GPtrArray) originals = g_ptr_array_new_with_free_func (free_string);
  guint n = 0;

  load_folder (originals, "transcript");
  load_folder (originals, "transcript/seeds");
  /* folders are listed in any order */
  g_ptr_array_sort (originals, compare_strings);
  g_assert_cmpuint (originals->len, >, 40);

  for (; n < MUTATIONS && g_timer_elapsed (timer, NULL) < MAX_SECONDS; n++)
    {
      const GString *original = g_ptr_array_index (originals, n % originals->len);
      g_autoptr (GString) bytes = g_string_new_len (original->str, (gssize) original->len);

      for (int i = g_rand_int_range (rand, 1, 5); i > 0; i--)
        mutate (rand, bytes);

      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreDocument) document = encore_readers_read (bytes->str, bytes->len, &error);

      check (document, error);
      read_with_others (rand, bytes->str, bytes->len);
    }

  g_test_message ("%u mutations in %.1f s", n, g_timer_elapsed (timer, NULL));
  g_assert_cmpuint (n, >, 100);
}

/* A seed that no reader takes for its own would test nothing. */
static void
test_seeds (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "transcript", "seeds", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *relative = g_build_filename ("seeds", name, NULL);
      g_autofree char *id = g_strndup (name, (gsize) (strrchr (name, '-') - name));
      g_autoptr (EncoreDocument) document = read_fixture (relative);

      g_test_message ("%s", name);
      g_assert_cmpstr (document->format, ==, id);
      assert_document_sound (document);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/seeds", test_seeds);
  g_test_add_func ("/transcript/mutations", test_mutations);
  return g_test_run ();
}
