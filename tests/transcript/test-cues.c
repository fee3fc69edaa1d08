/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

static void
test_voices (void)
{
  g_autoptr (EncoreDocument) document = read_fixture ("voices.vtt");
  EncoreTranscript *transcript = encore_document_get_transcript (document);

  g_assert_cmpstr (document->format, ==, "webvtt");
  g_assert_cmpstr (transcript->language, ==, "en");
  g_assert_cmpuint (encore_transcript_get_length (transcript), ==, 3);
  /* sorted by time; an identifier may begin with NOTE; escaped tags are speech */
  assert_segment (transcript, 0, 1000, 2500, "Dana R.", "Fish & chips <v Bob> now");
  /* an arrow ends the cue before it; voices are not handed on */
  assert_segment (transcript, 1, 3000, 4000, NULL, "no voice here: a < b é");
  assert_segment (transcript, 2, 360000000, 360001000, "Dana R.", "Hours of any length");
}

static void
test_words (void)
{
  g_autoptr (EncoreDocument) document = read_fixture ("words.vtt");
  EncoreTranscript *transcript = encore_document_get_transcript (document);

  g_assert_cmpint (transcript->kind, ==, ENCORE_TRANSCRIPT_WORDS);
  g_assert_cmpuint (encore_transcript_get_length (transcript), ==, 5);
  assert_segment (transcript, 0, 1000, 2700, "Agent", "One two three");
  assert_word (transcript, 0, 0, 1000, 1500, "One");
  assert_word (transcript, 0, 1, 1500, 2000, "two");
  assert_word (transcript, 0, 2, 2500, 2700, "three");
  g_assert_cmpuint (encore_transcript_get (transcript, 0)->words->len, ==, 3);
  assert_segment (transcript, 1, 2700, 3000, "Customer", "Four");
  /* no inner times: both voices have the cue's */
  assert_segment (transcript, 2, 4000, 5000, "Agent", "Hello");
  assert_segment (transcript, 3, 4000, 5000, "Customer", "Hi");
  g_assert_cmpint (encore_transcript_get (transcript, 3)->party, ==, ENCORE_PARTY_CUSTOMER);
  /* the file may end inside a cue; a cue with wrong times is named */
  assert_segment (transcript, 4, 7000, 8000, NULL, "last");
  g_assert_true (has_warning (transcript->warnings, "Line 14"));
}

static void
test_names (void)
{
  g_autoptr (EncoreDocument) document = read_fixture ("zoom.vtt");
  EncoreTranscript *transcript = encore_document_get_transcript (document);

  assert_segment (transcript, 0, 1000, 2000, "Jane Doe", "Good morning.");
  assert_segment (transcript, 1, 2000, 3000, "Sam", "10:30 Meeting: is it on?");
  assert_segment (transcript, 2, 3000, 4000, NULL, "So here is the thing: no name");
  assert_segment (transcript, 3, 4000, 5000, NULL, "https://example.com/ is open");
  assert_segment (transcript, 4, 5000, 6000, "Jane Doe", "Note: remember it");
}

/* Met once among many segments without a name, it is speech. */
static void
test_no_name (void)
{
  g_autoptr (EncoreDocument) document = read_text (
      "WEBVTT\n\n00:01.000 --> 00:02.000\none\n\n00:02.000 --> 00:03.000\ntwo\n\n"
      "00:03.000 --> 00:04.000\nParis: what a city\n");

  assert_segment (encore_document_get_transcript (document), 2, 3000, 4000, NULL, "Paris: what a city");
}

static void
test_loose_srt (void)
{
  g_autoptr (EncoreDocument) document = read_fixture ("loose.srt");
  EncoreTranscript *transcript = encore_document_get_transcript (document);

  g_assert_cmpstr (document->format, ==, "srt");
  g_assert_cmpuint (encore_transcript_get_length (transcript), ==, 4);
  assert_segment (transcript, 0, 1000, 2000, "Agent", "Good morning to you");
  assert_segment (transcript, 1, 2500, 3500, "Agent", "still me  after a gap");
  assert_segment (transcript, 2, 4000, 5000, "Customer", "I am 42");
  assert_segment (transcript, 3, 6500, 7000, "Customer", "Yes, 3 < 4 5");
  g_assert_true (has_warning (transcript->warnings, "2 segments"));
}

static void
test_wrong_coats (void)
{
  g_autoptr (EncoreDocument) webvtt = read_fixture ("really-webvtt.srt");
  g_autoptr (EncoreDocument) srt = read_fixture ("really-srt.vtt");

  g_assert_cmpstr (webvtt->format, ==, "webvtt");
  g_assert_cmpstr (srt->format, ==, "srt");
  assert_segment (encore_document_get_transcript (srt), 0, 1000, 2000, NULL, "Also in the wrong coat");
}

static void
test_encodings (void)
{
  static const char utf16[]
      = "\xff\xfe"
        "1\0\n\0000\0000\0:\0000\0001\0,\0000\0000\0000\0-\0-\0>\0000\0000\0:\0000\0002\0\n\0\xe9\0";
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreDocument) wide = encore_readers_read (utf16, sizeof utf16 - 1, &error);
  g_autoptr (EncoreDocument) latin = read_text ("1\n00:01,000 --> 00:02,000\n\x80 5\n");

  g_assert_no_error (error);
  assert_segment (encore_document_get_transcript (wide), 0, 1000, 2000, NULL, "é");
  assert_segment (encore_document_get_transcript (latin), 0, 1000, 2000, NULL, "€ 5");
  g_assert_true (has_warning (encore_document_get_transcript (latin)->warnings, "WINDOWS-1252"));
}

/* The header, the rules and how often a cue results from them. */
static void
test_webvtt_rules (void)
{
  static const struct
  {
    const char *text;
    guint n_cues;
  } rows[] = {
    { "WEBVTT\n00:01.000 --> 00:02.000\nunder the header", 1 },
    { "WEBVTT\tx\n\n00:01.000 --> 00:02.000\na\n \nb", 1 },
    { "WEBVTT\n\nNOTE\n00:01.000 --> 00:02.000\na", 1 },
    { "WEBVTT\n\n00:01.000-->00:02.000\na\n\n\n\n00:02.000   -->\t00:03.000 line:0\nb", 2 },
    { "WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:02.000 --> 00:03.000\nb", 2 },
    { "WEBVTT\n\n00:60.000 --> 01:00.000\nbad\n\n00:02.000 --> 00:03.000\ngood", 1 },
    { "WEBVTT\n\n00:02.000 --> 00:03.000\n<v>voice</v>\n\n00:03.000 --> 00:04.000\n<i></i>\n", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EncoreDocument) document = read_text (rows[i].text);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (encore_transcript_get_length (encore_document_get_transcript (document)), ==, rows[i].n_cues);
    }
}

static void
test_many_warnings (void)
{
  g_autoptr (GString) text = g_string_new ("WEBVTT\n\n00:01.000 --> 00:02.000\none\n");

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "\n00:99.000 --> 00:01.000\nlost\n");

  g_autoptr (EncoreDocument) document = read_text (text->str);
  GPtrArray *warnings = encore_document_get_transcript (document)->warnings;

  g_assert_cmpuint (warnings->len, ==, 101);
  g_assert_true (has_warning (warnings, "4900 more"));
}

static void
test_names_of_files (void)
{
  g_assert_true (encore_readers_is_transcript_name ("call.VTT"));
  g_assert_true (encore_readers_is_transcript_name ("call.vcon.json"));
  g_assert_false (encore_readers_is_transcript_name ("call.wav"));
  g_assert_false (encore_readers_is_transcript_name ("vtt"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/webvtt/voices", test_voices);
  g_test_add_func ("/transcript/webvtt/words", test_words);
  g_test_add_func ("/transcript/webvtt/names", test_names);
  g_test_add_func ("/transcript/webvtt/no-name", test_no_name);
  g_test_add_func ("/transcript/webvtt/rules", test_webvtt_rules);
  g_test_add_func ("/transcript/webvtt/many-warnings", test_many_warnings);
  g_test_add_func ("/transcript/srt/loose", test_loose_srt);
  g_test_add_func ("/transcript/srt/wrong-coats", test_wrong_coats);
  g_test_add_func ("/transcript/srt/encodings", test_encodings);
  g_test_add_func ("/transcript/names-of-files", test_names_of_files);
  return g_test_run ();
}
