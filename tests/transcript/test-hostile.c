/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <time.h>

#include "encore-labels.h"
#include "encore-sheet.h"
#include "reading.h"

/* Files that are cut off, and files that are made to take for ever: for every reader. */

static const EncoreReader *
find_reader (const char *id)
{
  gsize n_readers;
  const EncoreReader *const *readers = encore_readers_list (&n_readers);

  for (gsize i = 0; i < n_readers; i++)
    if (g_str_equal (readers[i]->id, id))
      return readers[i];

  return NULL;
}

/* ---- cut off ---- */

static gboolean
names_place (const char *message)
{
  return strstr (message, "Line ") != NULL || strstr (message, "line ") != NULL || strstr (message, "byte ") != NULL;
}

/* Damage is found at a place; that a list is not there, or that there is no text, is true of the whole file. */
static void
check_cut (const EncoreReader *reader,
           const char         *name,
           const char         *bytes,
           gsize               length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreDocument) document = encore_reader_read (reader, bytes, length, &error);

  if (document != NULL)
    {
      assert_document_sound (document);
      return;
    }

  g_test_message ("%s cut at %" G_GSIZE_FORMAT ": %s", name, length, error->message);
  g_assert_true (error->domain == ENCORE_ERROR);
  if (error->code == ENCORE_ERROR_DAMAGED)
    g_assert_true (names_place (error->message));
  else
    g_assert_true (names_place (error->message) || error->code == ENCORE_ERROR_EMPTY
                   || error->code == ENCORE_ERROR_MISSING || strstr (error->message, "no words") != NULL
                   || strstr (error->message, "No line") != NULL);
}

static void
test_cut (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "transcript", "seeds", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *relative = g_build_filename ("seeds", name, NULL);
      g_autofree char *id = g_strndup (name, (gsize) (strrchr (name, '-') - name));
      const EncoreReader *reader = find_reader (id);
      gsize length;
      g_autofree char *bytes = load_fixture (relative, &length);

      g_assert_nonnull (reader);
      g_hash_table_add (seen, (gpointer) reader->id);
      for (guint part = 1; part < 16; part++)
        check_cut (reader, name, bytes, length * part / 16);
    }

  gsize n_readers;

  encore_readers_list (&n_readers);
  g_assert_cmpuint (g_hash_table_size (seen), ==, n_readers);
}

/* Whatever is no file of that form at all is refused with a reason by every reader. */
static void
test_nonsense (void)
{
  static const char *const texts[] = { "",
                                       "\xff\xfe",
                                       "nothing of the kind",
                                       "{",
                                       "{}",
                                       "[]",
                                       "7",
                                       "<a>",
                                       "<a/>",
                                       "PK\x03\x04 and then nothing that would be an archive" };
  gsize n_readers;
  const EncoreReader *const *readers = encore_readers_list (&n_readers);

  for (gsize i = 0; i < n_readers; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (EncoreDocument) document = encore_reader_read (readers[i], texts[j], strlen (texts[j]), &error);

        /* plain text is text, and an empty vCon is a vCon */
        if (document != NULL)
          {
            g_assert_true (g_str_equal (readers[i]->id, "text") || g_str_equal (readers[i]->id, "vcon"));
            continue;
          }

        g_test_message ("%s: %s", readers[i]->id, error->message);
        g_assert_true (error->domain == ENCORE_ERROR && error->code != ENCORE_ERROR_FAILED);
        g_assert_true (g_utf8_validate (error->message, -1, NULL) && *error->message != '\0');
      }
}

/* ---- made to take for ever ---- */

/* The sanitizers take long over every small piece of memory. */
#ifdef __SANITIZE_ADDRESS__
#define HOSTILE_BYTES 10000
#else
#define HOSTILE_BYTES 100000
#endif
#define MAX_SECONDS 4.0

/* What stands around the repeated part. */
static const struct
{
  const char *id; /* of the reader, NULL for each of them */
  const char *head;
  const char *tail;
} frames[] = {
  { NULL, "", "" },
  { "webvtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "" },
  { "srt", "1\n00:00:01,000 --> 00:00:02,000\n", "" },
  { "sbv", "0:00:01.000,0:00:02.000\n", "" },
  { "ass", "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,", "" },
  { "ttml", "<tt><body><div><p begin='1s' end='2s'>", "</p></div></body></tt>" },
  { "eaf", "<ANNOTATION_DOCUMENT><TIME_ORDER>", "</TIME_ORDER></ANNOTATION_DOCUMENT>" },
  { "textgrid", "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n1\n<exists>\n1\n", "" },
  { "otranscribe", "{\"media-time\":0,\"text\":\"", "\"}" },
  { "whisper", "{\"segments\":[{\"start\":0,\"end\":1,\"text\":\"", "\"}]}" },
  { "vcon", "{\"vcon\":\"0.0.1\",\"analysis\":[{\"type\":\"transcript\",\"body\":\"", "\"}]}" },
  { "vcon", "{\"vcon\":\"0.0.1\",\"dialog\":[", "]}" },
  { "text", "[0:01] Agent: ", "" },
  { "csv", "start,end,speaker,text\n1,2,A,", "" },
};

static const char *const morsels[] = {
  "a",
  "1",
  " ",
  "\n",
  "\n\n",
  "1\n",
  "\t",
  ",",
  ";",
  "'",
  "<",
  "<v a>",
  "<i>",
  "<b ",
  "<span>",
  "<span begin='1s' end='2s'>x</span> ",
  "<TIME_SLOT TIME_SLOT_ID='a'/>",
  "<TIER TIER_ID='t'><ANNOTATION/></TIER>",
  "<00:01.500>w ",
  "<00:01.500>",
  "&",
  "&amp;",
  "&#",
  "{\\\\",
  "{",
  "[",
  "[[",
  "{},",
  "\\\\",
  "-->",
  "-->\n",
  "00:01.000 --> 00:02.000\n",
  "a: ",
  "Agent: x\n",
  "**",
  "[0:01] ",
  "[0:01] A: b\n",
  "0:01 ",
  ";; ",
  "a b 1 2 c\n",
  "a 1 s 1 2 word\n",
  "SPEAKER f 1 1 1 <NA> <NA> s <NA> <NA>\n",
  "Dialogue: 0:00:01.00,0:00:02.00,{\\\\k10}a\n",
  "\xe4\xbd\xa0",
  "\xff",
};

/* Of the processor: other programs may be at work, too. */
static double
seconds_since (clock_t begin)
{
  return (double) (clock () - begin) / CLOCKS_PER_SEC;
}

static void
check_time (const EncoreReader *reader,
            const GString      *bytes,
            const char         *morsel)
{
  clock_t begin = clock ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreDocument) document = reader != NULL ? encore_reader_read (reader, bytes->str, bytes->len, &error)
                                                       : encore_readers_read (bytes->str, bytes->len, &error);
  double seconds = seconds_since (begin);

  g_assert_true ((document == NULL) == (error != NULL));
  if (seconds > MAX_SECONDS / 8)
    g_test_message ("%s: \"%s\" again and again: %.1f s", reader != NULL ? reader->id : "sniffed", morsel, seconds);
  g_assert_cmpfloat (seconds, <, MAX_SECONDS);
}

static void
check_frame (gsize       frame,
             const char *morsel)
{
  g_autoptr (GString) bytes = g_string_new (frames[frame].head);
  gsize n_readers;
  const EncoreReader *const *readers = encore_readers_list (&n_readers);

  while (bytes->len < HOSTILE_BYTES)
    g_string_append (bytes, morsel);
  g_string_append (bytes, frames[frame].tail);

  check_time (frames[frame].id != NULL ? find_reader (frames[frame].id) : NULL, bytes, morsel);
  for (gsize i = 0; frames[frame].id == NULL && i < n_readers; i++)
    if (readers[i]->read_object == NULL)
      check_time (readers[i], bytes, morsel);
}

/* So much of the same: quadratic time would take minutes. */
static void
test_repeated (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (morsels); j++)
      check_frame (i, morsels[j]);
}

/* Markers and tables are read by the same rules. */
static void
test_repeated_tables (void)
{
  for (gsize j = 0; j < G_N_ELEMENTS (morsels); j++)
    {
      g_autoptr (GString) bytes = g_string_new (NULL);
      clock_t begin = clock ();
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

      while (bytes->len < HOSTILE_BYTES)
        g_string_append (bytes, morsels[j]);

      g_autoptr (GPtrArray) labels = encore_labels_read (bytes->str, bytes->len, 1000, warnings, NULL);
      g_autoptr (EncoreSheet) sheet = encore_sheet_parse (bytes->str, bytes->len, NULL);
      EncoreSheetMapping mapping;

      if (sheet != NULL)
        encore_sheet_guess (sheet, &mapping);
      g_assert_cmpfloat (seconds_since (begin), <, MAX_SECONDS);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/hostile/cut", test_cut);
  g_test_add_func ("/transcript/hostile/nonsense", test_nonsense);
  g_test_add_func ("/transcript/hostile/repeated", test_repeated);
  g_test_add_func ("/transcript/hostile/repeated-tables", test_repeated_tables);
  return g_test_run ();
}
