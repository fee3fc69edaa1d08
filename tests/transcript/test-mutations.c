/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

/* Damaged at random, always the same way: no reader may crash, hang or break its promises. */

#define MUTATIONS 4000
#define MAX_SECONDS 8

static const char *const fixtures[] = {
  "voices.vtt",        "words.vtt",    "zoom.vtt",    "loose.srt",
  "verbose.json",      "whisper.json", "tokens.json", "two-channels.deepgram.json",
  "several.vcon.json",
};

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
read_with_all (const char *bytes,
               gsize       length)
{
  gsize n_readers;
  const EncoreReader *const *readers = encore_readers_list (&n_readers);

  for (gsize i = 0; i < n_readers; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreDocument) document = encore_reader_read (readers[i], bytes, length, &error);

      g_assert_true ((document == NULL) == (error != NULL));
      if (document != NULL)
        assert_document_sound (document);
      else
        g_assert_true (error->domain == ENCORE_ERROR && g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_mutations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240506);
  g_autoptr (GTimer) timer = g_timer_new ();
  GString *originals[G_N_ELEMENTS (fixtures)];
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      gsize length;
      g_autofree char *bytes = load_fixture (fixtures[i], &length);

      originals[i] = g_string_new_len (bytes, (gssize) length);
    }

  for (; n < MUTATIONS && g_timer_elapsed (timer, NULL) < MAX_SECONDS; n++)
    {
      const GString *original = originals[n % G_N_ELEMENTS (fixtures)];
      g_autoptr (GString) bytes = g_string_new_len (original->str, (gssize) original->len);

      for (int i = g_rand_int_range (rand, 1, 5); i > 0; i--)
        mutate (rand, bytes);

      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreDocument) document = encore_readers_read (bytes->str, bytes->len, &error);

      g_assert_true ((document == NULL) == (error != NULL));
      read_with_all (bytes->str, bytes->len);
    }

  g_test_message ("%u mutations in %.1f s", n, g_timer_elapsed (timer, NULL));
  g_assert_cmpuint (n, >, 100);
  for (gsize i = 0; i < G_N_ELEMENTS (fixtures); i++)
    g_string_free (originals[i], TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/mutations", test_mutations);
  return g_test_run ();
}
