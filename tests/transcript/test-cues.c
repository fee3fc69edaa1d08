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

#define CUE "00:01.000 --> 00:02.000"

/* What the W3C's parser makes of a file, cue by cue: "start end text" for each. */
static void
test_webvtt_rules (void)
{
  static const struct
  {
    const char *text;
    const char *cues;
  } rows[] = {
    /* the header */
    { "WEBVTT\n" CUE "\nunder the header", "1000 2000 under the header" },
    { "WEBVTT\tx\n\n" CUE "\na\n \nb", "1000 2000 a   b" },
    { "WEBVTT - a title\nKey: value\n\n" CUE "\na", "1000 2000 a" },
    { "\xef\xbb\xbfWEBVTT\n\n" CUE "\na", "1000 2000 a" },
    /* line ends of all kinds, mixed */
    { "WEBVTT\r\r" CUE "\ra\r\r" CUE "\r\nb\n", "1000 2000 a|1000 2000 b" },
    /* comments, styles, regions; identifiers that begin like them */
    { "WEBVTT\n\nNOTE\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT\n\nNOTE a comment\nof two lines\n\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT\n\nSTYLE of speech\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT\n\n42\n" CUE "\na", "1000 2000 a" },
    /* times */
    { "WEBVTT\n\n00:01.000-->00:02.000\na\n\n\n\n00:02.000   -->\t00:03.000 line:0 align:start\nb",
      "1000 2000 a|2000 3000 b" },
    { "WEBVTT\n\n100:00:00.000 --> 1000:00:00.000\na", "360000000 3600000000 a" },
    { "WEBVTT\n\n00:60.000 --> 01:00.000\nbad\n\n00:02.000 --> 00:03.000\ngood", "2000 3000 good" },
    { "WEBVTT\n\n00:01.000 -> 00:02.000\nbad\n\n00:02.000 --> 00:03.000\ngood", "2000 3000 good" },
    { "WEBVTT\n\n00:02.000 --> 00:01.000\nbackwards", "2000 2000 backwards" },
    /* an arrow ends a block; a blank alone does not */
    { "WEBVTT\n\n" CUE "\na\n00:02.000 --> 00:03.000\nb", "1000 2000 a|2000 3000 b" },
    /* the end of the file may come anywhere */
    { "WEBVTT\n\n" CUE "\na\n\n00:02.000 --> 00:03.000", "1000 2000 a" },
    /* tags, classes, entities */
    { "WEBVTT\n\n" CUE "\n<v>voice</v>\n\n00:03.000 --> 00:04.000\n<i></i>\n", "1000 2000 voice" },
    { "WEBVTT\n\n" CUE "\n<c.loud>a</c> <b>b</b> <ruby>c<rt>d</rt></ruby> <lang en>e</lang>", "1000 2000 a b cd e" },
    { "WEBVTT\n\n" CUE "\n&lt;v Bob&gt; &amp;&#233;&#xe9;&bogus; 1 < 2", "1000 2000 <v Bob> &éé&bogus; 1 < 2" },
    /* voices end with their cue */
    { "WEBVTT\n\n" CUE "\n<v.loud Dana R>a\n\n" CUE "\nb", "1000 2000 Dana R: a|1000 2000 b" },
    { "WEBVTT\n\n" CUE "\n<v A>a</v><v B>b", "1000 2000 A: a|1000 2000 B: b" },
    /* words, as YouTube times them */
    { "WEBVTT\n\n" CUE "\na<00:01.200><c> b</c><00:01.500><c> c</c>", "1000 2000 a b c [1000 1200 1500]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EncoreDocument) document = read_text (rows[i].text);
      EncoreTranscript *transcript = encore_document_get_transcript (document);
      g_autoptr (GString) cues = g_string_new (NULL);

      for (guint j = 0; j < encore_transcript_get_length (transcript); j++)
        {
          const EncoreSegment *segment = encore_transcript_get (transcript, j);

          g_string_append_printf (cues, "%s%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " ", j > 0 ? "|" : "",
                                  segment->start_ms, segment->end_ms);
          if (segment->speaker != NULL)
            g_string_append_printf (cues, "%s: ", segment->speaker);
          g_string_append (cues, segment->text);
          for (guint k = 0; segment->words != NULL && k < segment->words->len; k++)
            g_string_append_printf (cues, "%s%" G_GINT64_FORMAT "%s", k == 0 ? " [" : " ",
                                    word_of (segment, k)->start_ms, k + 1 == segment->words->len ? "]" : "");
        }

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (cues->str, ==, rows[i].cues);
    }
}

/* Badges that meeting programs hang on names are no part of them. */
static void
test_badges (void)
{
  static const char *const rows[][2] = {
    { "Jane Doe (Guest)", "Jane Doe" },      { "Jane Doe (External)", "Jane Doe" },
    { "Jane Doe (Unverified)", "Jane Doe" }, { "Jane Doe External unfamiliar", "Jane Doe" },
    { "Agent (May)", "Agent (May)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("WEBVTT\n\n" CUE "\n<v %s>Hello</v>\n", rows[i][0]);
      g_autoptr (EncoreDocument) document = read_text (text);

      assert_segment (encore_document_get_transcript (document), 0, 1000, 2000, rows[i][1], "Hello");
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
  g_test_add_func ("/transcript/webvtt/badges", test_badges);
  g_test_add_func ("/transcript/webvtt/many-warnings", test_many_warnings);
  g_test_add_func ("/transcript/srt/loose", test_loose_srt);
  g_test_add_func ("/transcript/srt/wrong-coats", test_wrong_coats);
  g_test_add_func ("/transcript/srt/encodings", test_encodings);
  g_test_add_func ("/transcript/names-of-files", test_names_of_files);
  return g_test_run ();
}
