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
#define LATER "00:03.000 --> 00:04.000"

/* "start end text" for each cue, with its speaker and the times of its words. */
static char *
describe_cues (EncoreTranscript *transcript)
{
  GString *cues = g_string_new (NULL);

  for (guint j = 0; j < encore_transcript_get_length (transcript); j++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, j);

      g_string_append_printf (cues, "%s%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " ", j > 0 ? "|" : "", segment->start_ms,
                              segment->end_ms);
      if (segment->speaker != NULL)
        g_string_append_printf (cues, "%s: ", segment->speaker);
      g_string_append (cues, segment->text);
      for (guint k = 0; segment->words != NULL && k < segment->words->len; k++)
        g_string_append_printf (cues, "%s%" G_GINT64_FORMAT "%s", k == 0 ? " [" : " ", word_of (segment, k)->start_ms,
                                k + 1 == segment->words->len ? "]" : "");
    }

  return g_string_free (cues, FALSE);
}

typedef struct
{
  const char *text;
  const char *cues;
  const char *warning; /* a part of one; NULL: there must be none */
} Rule;

static void
check_rules (const Rule *rules,
             gsize       n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (EncoreDocument) document = read_text (rules[i].text);
      EncoreTranscript *transcript = encore_document_get_transcript (document);
      g_autofree char *cues = describe_cues (transcript);

      g_test_message ("%s", rules[i].text);
      g_assert_cmpstr (document->format, ==, "webvtt");
      g_assert_cmpstr (cues, ==, rules[i].cues);
      if (rules[i].warning != NULL)
        g_assert_true (has_warning (transcript->warnings, rules[i].warning));
      else
        g_assert_cmpuint (transcript->warnings->len, ==, 0);
    }
}

/* What the W3C's parser makes of a file, cue by cue: signature, header, blocks. */
static void
test_webvtt_blocks (void)
{
  static const Rule rules[] = {
    /* the signature, and what may stand beside and below it */
    { "WEBVTT\n" CUE "\nunder the header", "1000 2000 under the header" },
    { "WEBVTT\tx\n\n" CUE "\na\n \nb", "1000 2000 a   b" },
    { "WEBVTT - a title\nKey: value\n\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT --> \n\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT\nheader\n" CUE "\na", "1000 2000 a" },
    { "\xef\xbb\xbfWEBVTT\n\n" CUE "\na", "1000 2000 a" },
    /* line ends of all kinds, mixed; any number of empty lines */
    { "WEBVTT\r\r" CUE "\ra\r\r" LATER "\r\nb\n", "1000 2000 a|3000 4000 b" },
    { "WEBVTT\r\n\r\n" CUE "\r\na\r\nb\r\n\r\n", "1000 2000 a b" },
    { "WEBVTT\n\n\n\n\n" CUE "\na\n\n\n\n" LATER "\nb", "1000 2000 a|3000 4000 b" },
    /* a line with a blank is no empty line; a form feed is a blank */
    { "WEBVTT\n\n" CUE "\n \na", "1000 2000 a" },
    { "WEBVTT\n\n" CUE "\na\n\t\n\n" LATER "\nb", "1000 2000 a|3000 4000 b" },
    /* comments, styles, regions */
    { "WEBVTT\n\nNOTE a comment\nof two lines\n\n" CUE "\na", "1000 2000 a", "comments" },
    { "WEBVTT\n\nNOTE\n\n" CUE "\na\n\nNOTE\tlast", "1000 2000 a", "2 parts were left out: comments" },
    { "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\n" CUE "\na", "1000 2000 a", "style sheets" },
    /* identifiers, of which some begin like those */
    { "WEBVTT\n\nNOTE\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT\n\nNOTEBOOK\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT\n\nSTYLE of speech\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT\n\n42\n" CUE "\na", "1000 2000 a" },
    { "WEBVTT\n\n3f2a-9/12-0\n" CUE "\n<v A B>a</v>", "1000 2000 A B: a" },
    /* two lines before the times are no identifier: they are a block of their own, and the cue is another */
    { "WEBVTT\n\nNOTE one\ntwo\n" CUE "\na", "1000 2000 a", "comments" },
    { "WEBVTT\n\none\ntwo\n" CUE "\na", "1000 2000 a", "blocks without times" },
    { "WEBVTT\n\nno times at all\n\n" CUE "\na", "1000 2000 a", "blocks without times" },
    /* an arrow ends the block before it, wherever it stands */
    { "WEBVTT\n\n" CUE "\na\n" LATER "\nb", "1000 2000 a|3000 4000 b" },
    { "WEBVTT\n\n" CUE "\na\n2\n" LATER "\nb", "1000 2000 a 2|3000 4000 b" },
    { "WEBVTT\n\n" CUE "\na\nsee --> there\nb\n\n" LATER "\nc", "1000 2000 a|3000 4000 c", "Line 5" },
    { "WEBVTT\n\n" CUE "\n" LATER "\nb", "3000 4000 b" },
    /* the end of the file may come anywhere */
    { "WEBVTT\n\n" CUE "\na\n\n" LATER, "1000 2000 a" },
    { "WEBVTT\n\n" CUE "\na\n\n00:03.000 --> ", "1000 2000 a", "Line 6" },
    { "WEBVTT\n\n" CUE "\na\n\nan identifier", "1000 2000 a", "blocks without times" },
  };

  check_rules (rules, G_N_ELEMENTS (rules));
}

/*
 * Times. What the rules drop for a slip of the pen is kept with a warning where there is no doubt
 * what was meant: speech that is lost helps nobody.
 */
static void
test_webvtt_times (void)
{
  static const Rule rules[] = {
    { "WEBVTT\n\n00:01.000-->00:02.000\na", "1000 2000 a" },
    { "WEBVTT\n\n \t00:01.000   -->\t00:02.000 line:0 align:start\na", "1000 2000 a" },
    { "WEBVTT\n\n" CUE " position:10%,line-left size:35% vertical:rl region:fred bogus:1\na", "1000 2000 a" },
    { "WEBVTT\n\n" CUE "align:end\na", "1000 2000 a" },
    { "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\na", "1000 2000 a" },
    { "WEBVTT\n\n0:00:01.000 --> 00:02.000\na", "1000 2000 a" },
    { "WEBVTT\n\n100:00:00.000 --> 1000:00:00.000\na", "360000000 3600000000 a" },
    { "WEBVTT\n\n59:59.999 --> 60:00:00.000\na", "3599999 216000000 a" },
    /* a cue that ends before it begins is kept */
    { "WEBVTT\n\n00:02.000 --> 00:01.000\nbackwards", "2000 2000 backwards", "ends before" },
    { "WEBVTT\n\n00:02.000 --> 00:02.000\nno length", "2000 2000 no length" },
    /* dropped, and said so */
    { "WEBVTT\n\n00:60.000 --> 01:00.000\nbad\n\n" LATER "\nb", "3000 4000 b", "Line 3" },
    { "WEBVTT\n\n60:00.000 --> 61:00.000\nbad\n\n" LATER "\nb", "3000 4000 b", "Line 3" },
    { "WEBVTT\n\n00:01.000 -> 00:02.000\nbad\n\n" LATER "\nb", "3000 4000 b", "blocks without times" },
    { "WEBVTT\n\n00:01.000 --> soon\nbad\n\n" LATER "\nb", "3000 4000 b", "Line 3" },
    { "WEBVTT\n\nat 00:01.000 --> 00:02.000\nbad\n\n" LATER "\nb", "3000 4000 b", "Line 3" },
    { "WEBVTT\n\n-00:01.000 --> 00:02.000\nbad\n\n" LATER "\nb", "3000 4000 b", "Line 3" },
    { "WEBVTT\n\n1.000 --> 2.000\nbad\n\n" LATER "\nb", "3000 4000 b", "Line 3" },
    { "WEBVTT\n\nid\n00:01.000 --> x\nbad\n\n" LATER "\nb", "3000 4000 b", "Line 4" },
    /* not as the rules say, but plain to see */
    { "WEBVTT\n\n00:01,000 --> 00:02,000\na", "1000 2000 a", "line 3" },
    { "WEBVTT\n\n0:01.000 --> 0:02.000\na", "1000 2000 a", "not written as WebVTT" },
    { "WEBVTT\n\n00:01 --> 00:02\na", "1000 2000 a", "not written as WebVTT" },
    { "WEBVTT\n\n00:01.5 --> 00:02.25\na", "1500 2250 a", "not written as WebVTT" },
    { "WEBVTT\n\n00:01.0009 --> 00:02.0000\na", "1000 2000 a", "not written as WebVTT" },
    { "WEBVTT\n\n0:0:1.000 --> 0:0:2.000\na", "1000 2000 a", "1 cues" },
  };

  check_rules (rules, G_N_ELEMENTS (rules));
}

/* What stands in a cue: tags, voices, classes, times, entities. */
static void
test_webvtt_text (void)
{
  static const Rule rules[] = {
    { "WEBVTT\n\n" CUE "\n<v>voice</v>\n\n" LATER "\n<i></i>\n", "1000 2000 voice" },
    { "WEBVTT\n\n" CUE "\n<c.loud>a</c> <b>b</b> <ruby>c<rt>d</rt></ruby> <lang en>e</lang> <u>f</u>",
      "1000 2000 a b cd e f" },
    { "WEBVTT\n\n" CUE "\n<unknown>a</unknown></nothing>", "1000 2000 a" },
    { "WEBVTT\n\n" CUE "\n<i>never ended", "1000 2000 never ended" },
    { "WEBVTT\n\n" CUE "\none\ntwo", "1000 2000 one two" },
    /* voices end with their cue, need not be ended, and may be several */
    { "WEBVTT\n\n" CUE "\n<v.loud Dana R>a\n\n" LATER "\nb", "1000 2000 Dana R: a|3000 4000 b" },
    { "WEBVTT\n\n" CUE "\n<v.a.b Dana>a</v>", "1000 2000 Dana: a" },
    { "WEBVTT\n\n" CUE "\n<v A>a</v><v B>b", "1000 2000 A: a|1000 2000 B: b" },
    { "WEBVTT\n\n" CUE "\n<v A>a</v> b", "1000 2000 A: a|1000 2000 b" },
    { "WEBVTT\n\n" CUE "\n<v  Dana \n  R. >a", "1000 2000 Dana R.: a" },
    { "WEBVTT\n\n" CUE "\n<v Tom &amp; Jo &lt;x&gt;>a", "1000 2000 Tom & Jo <x>: a" },
    { "WEBVTT\n\n" CUE "\n<v A><i>a</i> b</v>", "1000 2000 A: a b" },
    { "WEBVTT\n\n" CUE "\n<video>a", "1000 2000 a" },
    /* escaped tags are speech */
    { "WEBVTT\n\n" CUE "\n&lt;v Bob&gt; &amp;&#233;&#xe9;&#XE9;&bogus; &", "1000 2000 <v Bob> &ééé&bogus; &" },
    { "WEBVTT\n\n" CUE "\na&nbsp;b&lrm;&rlm;&eacute;&quot;&apos;&hellip;", "1000 2000 a\xc2\xa0"
                                                                           "b\xe2\x80\x8e\xe2\x80\x8fé\"'…" },
    /* numbers as HTML has them: Windows-1252 in the C1 range, what cannot be is U+FFFD */
    { "WEBVTT\n\n" CUE "\n&#146;&#0;&#xd800;&#x110000;&#99999999999999999999;",
      "1000 2000 ’\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "WEBVTT\n\n" CUE "\n&#; &#x; &#12 &amp &;", "1000 2000 &#; &#x; &#12 &amp &;" },
    /* speech is kept where the rules would swallow it as the beginning of a tag */
    { "WEBVTT\n\n" CUE "\n1 < 2 and 3 > 2 <", "1000 2000 1 < 2 and 3 > 2 <" },
    { "WEBVTT\n\n" CUE "\nI <3 you", "1000 2000 I <3 you" },
    { "WEBVTT\n\n" CUE "\na <b c", "1000 2000 a <b c" },
    /* words, as YouTube times them */
    { "WEBVTT\n\n" CUE "\na<00:01.200><c> b</c><00:01.500><c> c</c>", "1000 2000 a b c [1000 1200 1500]" },
    { "WEBVTT\n\n" CUE "\n<00:00:01.200>a <00:00:01.400>b<00:00:01.600> c", "1000 2000 a b c [1200 1400 1600]" },
    { "WEBVTT\n\n" CUE "\na <00:99.000>b", "1000 2000 a <00:99.000>b" },
  };

  check_rules (rules, G_N_ELEMENTS (rules));
}

/* NUL is U+FFFD, also where a text would end for C. */
static void
test_webvtt_nul (void)
{
  static const char text[] = "WEBVTT\n\n" CUE "\na\0b\n\n" LATER "\nc";
  g_autoptr (EncoreDocument) document = encore_readers_read (text, sizeof text - 1, NULL);
  g_autofree char *cues = describe_cues (encore_document_get_transcript (document));

  g_assert_cmpstr (cues, ==,
                   "1000 2000 a\xef\xbf\xbd"
                   "b|3000 4000 c");
}

/* What is no WebVTT, or holds no cue. */
static void
test_webvtt_refused (void)
{
  static const char *const rows[] = {
    "",
    "WEBVT",
    "WEBVTTX\n\n" CUE "\na",
    "webvtt\n\n",
    " WEBVTT\n\nhello",
    "\nWEBVTT\n\nhello",
    "WEBVTT",
    "WEBVTT\n",
    "WEBVTT\n\nNOTE nothing",
    "WEBVTT\n\n" CUE,
    "WEBVTT\n\n" CUE "\n\na",
    "WEBVTT\n\n" CUE "\n<i></i> \n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreDocument) document = encore_readers_read (rows[i], strlen (rows[i]), &error);

      g_test_message ("%s", rows[i]);
      if (document != NULL)
        g_assert_cmpstr (document->format, !=, "webvtt");
      else
        g_assert_true (error->domain == ENCORE_ERROR);
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
  g_test_add_func ("/transcript/webvtt/blocks", test_webvtt_blocks);
  g_test_add_func ("/transcript/webvtt/times", test_webvtt_times);
  g_test_add_func ("/transcript/webvtt/text", test_webvtt_text);
  g_test_add_func ("/transcript/webvtt/nul", test_webvtt_nul);
  g_test_add_func ("/transcript/webvtt/refused", test_webvtt_refused);
  g_test_add_func ("/transcript/webvtt/badges", test_badges);
  g_test_add_func ("/transcript/webvtt/many-warnings", test_many_warnings);
  g_test_add_func ("/transcript/srt/loose", test_loose_srt);
  g_test_add_func ("/transcript/srt/wrong-coats", test_wrong_coats);
  g_test_add_func ("/transcript/srt/encodings", test_encodings);
  g_test_add_func ("/transcript/names-of-files", test_names_of_files);
  return g_test_run ();
}
