/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

#include "encore-sheet.h"

/* Small files, each with a trap of its format, and what they must be read as. */

static void
append_time (GString *out,
             gint64   ms)
{
  if (ms == ENCORE_NO_TIME)
    g_string_append_c (out, '-');
  else
    g_string_append_printf (out, "%" G_GINT64_FORMAT, ms);
}

static void
append_words (GString             *out,
              const EncoreSegment *segment)
{
  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = word_of (segment, i);

      g_string_append_printf (out, " [%.*s ", (int) word->length, segment->text + word->offset);
      append_time (out, word->start_ms);
      g_string_append_c (out, ' ');
      append_time (out, word->end_ms);
      g_string_append_c (out, ']');
    }
}

/* "start end speaker/channel: text [word start end]" for each segment */
static char *
describe (EncoreTranscript *transcript)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      if (out->len > 0)
        g_string_append_c (out, '\n');
      append_time (out, segment->start_ms);
      g_string_append_c (out, ' ');
      append_time (out, segment->end_ms);
      g_string_append_printf (out, " %s", segment->speaker != NULL ? segment->speaker : "-");
      if (segment->channel >= 0)
        g_string_append_printf (out, "/%d", segment->channel);
      g_string_append_printf (out, ": %s", segment->text);
      append_words (out, segment);
    }

  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *format;
  const char *text;
  const char *expected;
  const char *warning; /* a part of one, or NULL */
} Row;

static void
check_rows (const Row *rows,
            gsize      n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (EncoreDocument) document = read_text (rows[i].text);
      EncoreTranscript *transcript = encore_document_get_transcript (document);
      g_autofree char *got = describe (transcript);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (document->format, ==, rows[i].format);
      g_assert_cmpstr (got, ==, rows[i].expected);
      if (rows[i].warning != NULL)
        g_assert_true (has_warning (transcript->warnings, rows[i].warning));
      assert_sound (transcript);
    }
}

static void
test_services (void)
{
  static const Row rows[] = {
    /* a start may be null; with one speaker for each channel the label is the channel */
    { "assemblyai",
      "{\"audio_url\":\"x\",\"utterances\":[{\"start\":null,\"end\":900,\"text\":\"Hi.\",\"speaker\":\"1\",\"channel\":"
      "\"1\",\"words\":[{\"text\":\"Hi.\",\"start\":200,\"end\":900}]},{\"start\":1000,\"end\":2000,\"text\":\"Yes\","
      "\"speaker\":\"2\",\"channel\":\"2\"},{\"start\":3000,\"end\":4000,\"text\":\"So\",\"speaker\":\"1\","
      "\"channel\":\"1\"}]}",
      "200 900 -/0: Hi. [Hi. 200 900]\n1000 2000 -/1: Yes\n3000 4000 -/0: So", NULL },
    /* seconds where milliseconds should be */
    { "assemblyai",
      "{\"audio_duration\":8.5,\"utterances\":null,\"words\":[{\"text\":\"Hi\",\"start\":0,\"end\":1,\"speaker\":\"A\"}"
      ","
      "{\"text\":\"there.\",\"start\":1,\"end\":2,\"speaker\":\"B\"}]}",
      "0 1000 Speaker A: Hi [Hi 0 1000]\n1000 2000 Speaker B: there. [there. 1000 2000]", NULL },
    /* punctuation has no times; the label is joined by the start as written */
    { "aws-transcribe",
      "{\"jobName\":\"x\",\"results\":{\"transcripts\":[{\"transcript\":\"Yes. No\"}],\"speaker_labels\":{\"segments\":"
      "[{\"speaker_label\":\"spk_0\",\"items\":[{\"start_time\":\"6.3\",\"speaker_label\":\"spk_0\"}]},"
      "{\"speaker_label\":\"spk_1\",\"items\":[{\"start_time\":\"7.0\",\"speaker_label\":\"spk_1\"}]}]},\"items\":["
      "{\"start_time\":\"6.3\",\"end_time\":\"6.5\",\"type\":\"pronunciation\",\"alternatives\":[{\"confidence\":"
      "\"0.9\",\"content\":\"Yes\"}]},{\"type\":\"punctuation\",\"alternatives\":[{\"confidence\":null,\"content\":"
      "\".\"}]},{\"start_time\":\"7.0\",\"end_time\":\"7.2\",\"type\":\"pronunciation\",\"alternatives\":[{\"content\":"
      "\"No\"}]}]}}",
      "6300 6500 spk_0: Yes. [Yes 6300 6500]\n7000 7200 spk_1: No [No 7000 7200]", NULL },
    /* participants have numbers, mapped to roles */
    { "contact-lens",
      "{\"Participants\":[{\"ParticipantId\":\"a1\",\"ParticipantRole\":\"AGENT\"},{\"ParticipantId\":\"c1\","
      "\"ParticipantRole\":\"CUSTOMER\"}],\"Transcript\":[{\"ParticipantId\":\"a1\",\"Content\":\"Hello\","
      "\"BeginOffsetMillis\":0,\"EndOffsetMillis\":900},{\"ParticipantId\":\"c1\",\"Content\":\"My card is [PII]\","
      "\"BeginOffsetMillis\":800,\"EndOffsetMillis\":2000}]}",
      "0 900 AGENT: Hello\n800 2000 CUSTOMER: My card is [PII]", NULL },
    { "contact-lens",
      "{\"Segments\":[{\"Transcript\":{\"ParticipantRole\":\"AGENT\",\"Content\":\"Hello\",\"BeginOffsetMillis\":5,"
      "\"EndOffsetMillis\":900}},{\"Categories\":{}}]}",
      "5 900 AGENT: Hello", NULL },
    /* zero is not written; nanoseconds may be missing */
    { "google-stt",
      "{\"results\":[{\"alternatives\":[{\"transcript\":\" Well, yes\",\"words\":[{\"endTime\":{\"seconds\":\"1\"},"
      "\"word\":\"Well,\"},{\"startTime\":{\"seconds\":\"1\"},\"endTime\":{\"seconds\":\"1\",\"nanos\":500000000},"
      "\"word\":\"yes\"}]}]}]}",
      "0 1500 -: Well, yes [Well, 0 1000] [yes 1000 1500]", NULL },
    /* v2, and all words once more with their speakers in the last result */
    { "google-stt",
      "{\"results\":[{\"alternatives\":[{\"transcript\":\"Hi you\",\"words\":[{\"startOffset\":\"0.1s\",\"endOffset\":"
      "\"0.5s\",\"word\":\"Hi\"},{\"startOffset\":\"0.6s\",\"endOffset\":\"1s\",\"word\":\"you\"}]}],\"languageCode\":"
      "\"en_us\"},{\"alternatives\":[{\"transcript\":\"\",\"words\":[{\"startOffset\":\"0.1s\",\"endOffset\":\"0.5s\","
      "\"word\":\"Hi\",\"speakerLabel\":\"1\"},{\"startOffset\":\"0.6s\",\"endOffset\":\"1s\",\"word\":\"you\","
      "\"speakerLabel\":\"2\"}]}]}]}",
      "100 500 Speaker 1: Hi [Hi 100 500]\n600 1000 Speaker 2: you [you 600 1000]", NULL },
    /* times as ISO durations alone; what failed is left out; the text is not that of the words */
    { "azure-batch",
      "{\"recognizedPhrases\":[{\"recognitionStatus\":\"Success\",\"channel\":0,\"speaker\":1,\"offset\":\"PT1M0.5S\","
      "\"duration\":\"PT2S\",\"nBest\":[{\"display\":\"Room 003.\",\"words\":[{\"word\":\"room\",\"offset\":"
      "\"PT1M0.5S\",\"duration\":\"PT0.5S\"},{\"word\":\"zero\",\"offset\":\"PT1M1S\",\"duration\":\"PT0.5S\"},"
      "{\"word\":\"three\",\"offset\":\"PT1M1.5S\",\"duration\":\"PT0.5S\"}]}]},{\"recognitionStatus\":\"Failure\","
      "\"nBest\":[{\"display\":\"?\"}]}]}",
      "60500 62500 Speaker 1: Room 003. [Room 60500 61000] [003. 61000 62000]", "1 parts" },
    { "azure-live",
      "[{\"Offset\":10000000,\"Duration\":5000000,\"SpeakerId\":\"0\",\"NBest\":[{\"Display\":\"Hello.\",\"Words\":"
      "null},{\"Display\":\"Yellow.\"}]}]",
      "1000 1500 Speaker 0: Hello.", NULL },
    /* punctuation carries the blanks */
    { "rev-ai",
      "{\"monologues\":[{\"speaker\":0,\"speaker_info\":{\"display_name\":\"Dana\"},\"elements\":[{\"type\":\"text\","
      "\"value\":\"Well\",\"ts\":1,\"end_ts\":1.5},{\"type\":\"punct\",\"value\":\", \"},{\"type\":\"text\",\"value\":"
      "\"yes\",\"ts\":2,\"end_ts\":2.5},{\"type\":\"punct\",\"value\":\".\"}]},{\"speaker\":1,\"elements\":[{\"type\":"
      "\"unknown\",\"value\":\"<unk>\"}]}]}",
      "1000 2500 Dana: Well, yes. [Well 1000 1500] [yes 2000 2500]\n2500 2500 Speaker 1: <unk> [<unk> - -]", NULL },
    /* no blanks in Japanese; "UU" is nobody */
    { "speechmatics-v2",
      "{\"metadata\":{\"language_pack_info\":{\"word_delimiter\":\"\",\"language_description\":\"Japanese\"}},"
      "\"results\":[{\"type\":\"word\",\"start_time\":0,\"end_time\":0.5,\"alternatives\":[{\"content\":\"はい\","
      "\"speaker\":\"UU\"}]},{\"type\":\"word\",\"start_time\":0.5,\"end_time\":1,\"alternatives\":[{\"content\":"
      "\"そう\",\"speaker\":\"UU\"}]},{\"type\":\"punctuation\",\"start_time\":1,\"end_time\":1,\"alternatives\":["
      "{\"content\":\"。\"}]}]}",
      "0 1000 -: はいそう。 [はい 0 500] [そう 500 1000]", NULL },
    /* a job's answer has one more level than a direct one */
    { "ibm-watson",
      "{\"results\":[{\"alternatives\":[{\"transcript\":\"hi you \",\"timestamps\":[[\"hi\",1,1.5],[\"you\",1.5,2]],"
      "\"word_confidence\":[[\"hi\",0.9],[\"you\",7]]}]}],\"speaker_labels\":[{\"from\":1,\"to\":1.5,\"speaker\":0},"
      "{\"from\":1.5,\"to\":2,\"speaker\":1}]}",
      "1000 1500 Speaker 0: hi [hi 1000 1500]\n1500 2000 Speaker 1: you [you 1500 2000]", NULL },
    /* the clock on the wall, from which the recording's start is taken off */
    { "genesys",
      "{\"startTime\":1700000000000,\"transcripts\":[{\"phrases\":[{\"text\":\"hi there\",\"decoratedText\":"
      "\"Hi there.\",\"startTimeMs\":1700000001000,\"duration\":{\"milliseconds\":900},\"participantPurpose\":"
      "\"external\",\"decoratedWords\":[{\"word\":\"Hi\",\"startTimeMs\":1700000001000,\"duration\":{\"milliseconds\":"
      "400}}]}]}]}",
      "1000 1900 external: Hi there. [Hi 1000 1400]", NULL },
    { "genesys",
      "{\"transcripts\":[{\"phrases\":[{\"text\":\"hi\",\"startTimeMs\":1700000001000,\"duration\":{\"milliseconds\":"
      "900},\"participantPurpose\":\"internal\"}]}]}",
      "0 900 internal: hi", "began" },
    /* v1 without word times: a result says where it ends; only the first reading is taken */
    { "google-stt",
      "{\"results\":[{\"alternatives\":[{\"transcript\":\"Hello\",\"confidence\":0.9},{\"transcript\":\"Yellow\"}],"
      "\"resultEndTime\":\"1.5s\"},{\"alternatives\":[{\"transcript\":\" who is there\"}],\"resultEndTime\":"
      "\"4s\"}]}",
      "0 1500 -: Hello\n1500 4000 -: who is there", "1 parts were left out: other readings" },
    /* whisper.cpp: times in milliseconds; the channel is guessed by loudness */
    { "whisper-cpp",
      "{\"result\":{\"language\":\"en\"},\"transcription\":[{\"timestamps\":{\"from\":\"00:00:01,000\",\"to\":"
      "\"00:00:02,500\"},\"offsets\":{\"from\":1000,\"to\":2500},\"text\":\" Hello.\",\"speaker\":\"?\"}]}",
      "1000 2500 -: Hello.", NULL },
    /* WhisperX: words with figures have no times */
    { "whisper",
      "{\"segments\":[{\"start\":1,\"end\":3,\"text\":\" Pay £13.60 now.\",\"speaker\":\"SPEAKER_00\",\"words\":["
      "{\"word\":\"Pay\",\"start\":1,\"end\":1.5,\"score\":0.9,\"speaker\":\"SPEAKER_00\"},{\"word\":\"£13.60\"},"
      "{\"word\":\"now.\",\"start\":2.5,\"end\":3,\"score\":0.8}]}],\"word_segments\":[]}",
      "1000 3000 SPEAKER_00: Pay £13.60 now. [Pay 1000 1500] [£13.60 - -] [now. 2500 3000]", NULL },
    /* an analysis of the call is not read, and named */
    { "aws-call-analytics",
      "{\"Transcript\":[{\"ParticipantRole\":\"AGENT\",\"Content\":\"Hello\",\"BeginOffsetMillis\":0,"
      "\"EndOffsetMillis\":900}],\"Categories\":{\"MatchedDetails\":{}},\"ConversationCharacteristics\":{\"Sentiment\":"
      "{}},"
      "\"Empty\":{},\"LanguageCode\":\"en-US\"}",
      "0 900 AGENT: Hello", "Not read of this file: Categories, ConversationCharacteristics" },
    /* what Whisper makes of silence */
    { "whisper",
      "{\"segments\":[{\"start\":0,\"end\":2,\"text\":\" Thank you.\",\"avg_logprob\":-1.4,\"no_speech_prob\":0.9}]}",
      "0 2000 -: Thank you.", "may be invented" },
    /* sides of the call are the company's own and others */
    { "gong",
      "{\"callTranscripts\":[{\"callId\":\"1\",\"transcript\":[{\"speakerId\":\"77\",\"topic\":null,\"sentences\":["
      "{\"start\":1000,\"end\":2000,\"text\":\"Hello.\"},{\"start\":2100,\"end\":3000,\"text\":\"How are you?\"}]},"
      "{\"speakerId\":\"78\",\"sentences\":[{\"start\":3200,\"end\":3900,\"text\":\"Fine.\"}]}]}],\"parties\":["
      "{\"speakerId\":\"77\",\"name\":\"Dana\",\"affiliation\":\"Internal\"},{\"speakerId\":\"78\",\"affiliation\":"
      "\"External\"}]}",
      "1000 2000 Dana: Hello.\n2100 3000 Dana: How are you?\n3200 3900 Speaker 78: Fine.", NULL },
    { "otranscribe",
      "{\"text\":\"<p>Title</p><p><span class=\\\"timestamp\\\" data-timestamp=\\\"1.5\\\">0:01</span>Agent: Good "
      "&amp; bad</p><p><span class=\\\"timestamp\\\" data-timestamp=\\\"4\\\">0:04</span>Customer: <i>Yes</i><br/>no"
      "</p>\",\"media\":\"x.mp3\",\"media-time\":4}",
      "0 1500 -: Title\n1500 4000 Agent: Good & bad\n4000 4000 Customer: Yes no", NULL },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_lines (void)
{
  static const Row rows[] = {
    { "text", "[00:00:01] Agent: Hello\n[00:00:05] Customer: My card\nis lost\n",
      "1000 5000 Agent: Hello\n5000 5000 Customer: My card is lost", NULL },
    { "text", "Agent (0:01): Hello\nCustomer (0:05): Hi", "1000 5000 Agent: Hello\n5000 5000 Customer: Hi", NULL },
    { "text", "00:01 - 00:04 Agent: Hello\n00:05 - 00:07 Customer: Hi",
      "1000 4000 Agent: Hello\n5000 7000 Customer: Hi", NULL },
    { "text", "[0.5s - 2.25s] Hello\n[3.0s - 4.0s] Hi", "500 2250 -: Hello\n3000 4000 -: Hi", NULL },
    { "text", "Call 7\n\nJane Doe  0:01\nHello there\n\nSam Ode  1:02:03\nHi",
      "1000 3723000 Jane Doe: Hello there\n3723000 3723000 Sam Ode: Hi", "1 parts" },
    { "text", "0:01\nfirst line\n0:04\nsecond line", "1000 4000 -: first line\n4000 4000 -: second line", NULL },
    /* the clock on the wall is no place in a recording */
    { "text", "22:35:18\t From Jane Doe : hello\n22:36:00\t From Sam to Everyone: hi",
      "- - Jane Doe: hello\n- - Sam: hi", "times of day" },
    { "text", "10:32 AM Jane: hello\n10:33 AM Sam: hi", "- - Jane: hello\n- - Sam: hi", "times of day" },
    /* names alone; a new line without one goes on */
    { "text", "Agent: Good morning.\nCustomer: Hello: it is me\n",
      "- - Agent: Good morning.\n- - Customer: Hello: it is me", NULL },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_tables (void)
{
  static const Row rows[] = {
    { "csv", "Start Time;End Time;Speaker;Transcript\n0,5;1,5;Agent;\"Hello; you\"\n2;3;;\"a \"\"b\"\"\"\n",
      "500 1500 Agent: Hello; you\n2000 3000 -: a \"b\"", NULL },
    /* so long a text is not said in 12 s, but in 12000 ms */
    { "csv", "start,end,text\n1000,4000,this is said in three seconds\n5000,7000,and this in two seconds\n",
      "1000 4000 -: this is said in three seconds\n5000 7000 -: and this in two seconds", NULL },
    { "csv", "text,who,time,duration\r\nHello,Agent,0:01,1.5\r\n,Agent,0:02,1\r\n'=1+1,Customer,0:03,1\r\n",
      "1000 2500 Agent: Hello\n3000 4000 Customer: =1+1", "1 parts" },
    /* without a header; tabs are seldom quoted */
    { "csv", "0.5\t1.5\t\"Hello\n2.0\t3.0\tyou\n", "500 1500 -: \"Hello\n2000 3000 -: you", NULL },
    { "csv", "speaker,text\nAgent,\"two\nlines\"\n", "- - Agent: two\nlines", NULL },
    { "csv", "start,text\n0:01,a\nlater,b\n0:03,c\n", "1000 1000 -: a\n1000 1000 -: b\n3000 3000 -: c", "Line 3" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* The columns of a file whose header says nothing, as a person would name them. */
static void
test_mapping (void)
{
  static const char text[] = "a|b|c|d\n1500|x|Hello|Agent\n2500|y|Hi|Customer\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreSheet) table = encore_sheet_parse (text, strlen (text), &error);
  EncoreSheetMapping mapping;

  g_assert_no_error (error);
  g_assert_cmpint (table->separator, ==, '|');
  g_assert_cmpuint (table->n_columns, ==, 4);
  g_assert_cmpstr (encore_sheet_cell (table, 1, 2), ==, "Hello");
  g_assert_null (encore_sheet_cell (table, 1, 4));
  g_assert_false (encore_sheet_guess (table, &mapping));

  g_assert_null (encore_sheet_read (table, &mapping, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
  g_clear_error (&error);

  mapping.columns[ENCORE_COLUMN_START] = 0;
  mapping.columns[ENCORE_COLUMN_TEXT] = 2;
  mapping.columns[ENCORE_COLUMN_SPEAKER] = 3;
  mapping.unit = ENCORE_UNIT_MILLISECONDS;

  g_autoptr (EncoreTranscript) preview = encore_sheet_fill (table, &mapping, 1, &error);
  g_autoptr (EncoreDocument) document = encore_sheet_read (table, &mapping, &error);
  g_autofree char *got = describe (encore_document_get_transcript (document));

  g_assert_cmpuint (encore_transcript_get_length (preview), ==, 1);
  g_assert_cmpstr (got, ==, "1500 2500 Agent: Hello\n2500 2500 Customer: Hi");
}

static void
test_subtitles (void)
{
  static const Row rows[] = {
    { "ass",
      "[Script Info]\n\n[Events]\nFormat: Layer, Start, End, Style, Name, Effect, Text\n"
      "Dialogue: 0,0:00:01.50,0:00:02.00,D,Dana,,{\\b1}Well{\\b0},\\Nyes\nComment: 0,0:00:09.00,0:00:10.00,D,,,no\n"
      "Dialogue: 0,0:00:03.00,0:00:03.40,D,,,{\\1c&H00&}one{\\r} two\n"
      "Dialogue: 0,0:00:03.40,0:00:04.00,D,,,one {\\1c&H00&}two{\\r}\n",
      "1500 2000 Dana: Well, yes\n3000 4000 -: one two", "1 lines repeat" },
    { "sbv", "0:00:01.000,0:00:02.500\none\ntwo\n\n0:00:03.000,0:00:02.000\nthree",
      "1000 2500 -: one two\n3000 3000 -: three", "Line 5" },
    /* frames, ticks, a parent's time, spans as words, an agent's name */
    { "ttml",
      "<tt xmlns='http://www.w3.org/ns/ttml' xmlns:ttp='http://www.w3.org/ns/ttml#parameter' "
      "xmlns:ttm='http://www.w3.org/ns/ttml#metadata' ttp:frameRate='25' ttp:tickRate='1000' xml:lang='de'>"
      "<head><metadata><ttm:agent xml:id='a'><ttm:name>Dana</ttm:name></ttm:agent></metadata></head>"
      "<body><div begin='10s'><p begin='1s' end='00:00:02:05' ttm:agent='a'>Hello,<br/>you</p>"
      "<p begin='3000t' dur='500ms'>b<span> c</span></p></div>"
      "<p><span begin='0:20' end='0:21'>one</span> <span begin='21s' end='22s'>two</span></p></body></tt>",
      "11000 12200 Dana: Hello, you\n13000 13500 -: b c\n20000 22000 -: one two [one 20000 21000] [two 21000 22000]",
      NULL },
    /* Apple's lyrics count all times from the beginning */
    { "ttml",
      "<tt xmlns='http://www.w3.org/ns/ttml' xmlns:i='http://itunes.apple.com/lyric-ttml-extensions'><body dur='30.5'>"
      "<div begin='9.7' end='12.5'><p begin='9.7' end='12.4'>la <span begin='10' "
      "end='11'>lu</span></p></div></body></tt>",
      "9700 12400 -: la lu [lu 10000 11000]", NULL },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_linguists (void)
{
  static const Row rows[] = {
    /* quotes are doubled; the words of a speaker are found in the speaker's turns */
    { "textgrid",
      "File type = \"ooTextFile\"\nObject class = "
      "\"TextGrid\"\n\n0\n3\n<exists>\n3\n\"IntervalTier\"\n\"Dana\"\n0\n3\n2\n"
      "0\n1\n\"\"\n1\n3\n\"a \"\"b\"\" c\"\n\"IntervalTier\"\n\"Dana - words\"\n0\n3\n1\n1\n2\n\"b\"\n\"TextTier\"\n"
      "\"noise\"\n0\n3\n1\n0.5\n\"cough\"\n",
      "1000 3000 Dana: a \"b\" c [b 1000 2000]", "noise" },
    { "eaf",
      "<?xml version='1.0' encoding='UTF-16'?><ANNOTATION_DOCUMENT><HEADER/><TIME_ORDER>"
      "<TIME_SLOT TIME_SLOT_ID='a' TIME_VALUE='1000'/><TIME_SLOT TIME_SLOT_ID='b'/>"
      "<TIME_SLOT TIME_SLOT_ID='c' TIME_VALUE='2000'/></TIME_ORDER>"
      "<TIER TIER_ID='t' PARTICIPANT='Dana' LINGUISTIC_TYPE_REF='l'><ANNOTATION><ALIGNABLE_ANNOTATION "
      "ANNOTATION_ID='1' "
      "TIME_SLOT_REF1='a' TIME_SLOT_REF2='c'><ANNOTATION_VALUE>one two</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>"
      "</ANNOTATION></TIER><TIER TIER_ID='w' PARENT_REF='t' LINGUISTIC_TYPE_REF='d'><ANNOTATION><ALIGNABLE_ANNOTATION "
      "ANNOTATION_ID='2' TIME_SLOT_REF1='a' TIME_SLOT_REF2='b'><ANNOTATION_VALUE>one</ANNOTATION_VALUE>"
      "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER><LINGUISTIC_TYPE LINGUISTIC_TYPE_ID='l'/>"
      "<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID='d' CONSTRAINTS='Time_Subdivision'/></ANNOTATION_DOCUMENT>",
      "1000 2000 Dana: one two [one 1000 1500]", "1 times" },
    /* a duration, not an end; the logarithm of a confidence; the first reading of two */
    { "ctm",
      ";; comment\nx A 1.0 0.5 well;tag -0.5\nx A * * <ALT_BEGIN>\nx A 1.5 0.5 yes\nx A * * <ALT>\nx A 1.5 0.5 yeah\n"
      "x A * * <ALT_END>\nx B 2.0 0.5 a\\;b 0.9\n",
      "1000 2000 -/0: well yes [well 1000 1500] [yes 1500 2000]\n2000 2500 -/1: a;b [a;b 2000 2500]", "1 parts" },
    { "stm",
      ";; comment\nx 1 dana 1.0 2.0 <O,M> well { um / uh } yes { @ / ah }\nx 1 dana 2 3\n"
      "x 1 dana 3 4 ignore_time_segment_in_scoring\n",
      "1000 2000 dana: well um yes", NULL },
    { "rttm",
      "SPEAKER x 1 1.0 1.0 <NA> <NA> dana <NA> <NA>\nSPEAKER x 1 2.2 1.0 <NA> <NA> dana <NA> <NA>\n"
      "LEXEME x 1 1.0 0.5 well lex dana <NA> <NA>\nLEXEME x 1 2.2 0.5 yes lex dana <NA> <NA>\n",
      "1000 1500 dana: well [well 1000 1500]\n2200 2700 dana: yes [yes 2200 2700]", NULL },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* Each text as UTF-8, with byte order mark, as UTF-16 of both orders and as Windows-1252. */
static void
test_encodings (void)
{
  static const char *const texts[] = {
    "1\n00:00:01,000 --> 00:00:02,000\nÄpfel\n",
    "0:00:01.000,0:00:02.000\nÄpfel\n",
    "WEBVTT\n\n00:01.000 --> 00:02.000\nÄpfel\n",
    "[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,Äpfel\n",
    "start,end,text\n1.0,2.0,Äpfel\n",
    "[00:01 - 00:02] Äpfel\n[00:01 - 00:02] Äpfel\n",
    "x 1 1.0 1.0 Äpfel\n",
    "x 1 - 1.0 2.0 Äpfel\n",
    "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0 2 <exists> 1 \"IntervalTier\" \"text\" 0 2 1 1 2 "
    "\"Äpfel\"\n",
    "<tt><body><p begin='1s' end='2s'>Äpfel</p></body></tt>",
    "{\"segments\":[{\"start\":1,\"end\":2,\"text\":\"Äpfel\"}]}",
  };
  static const char *const encodings[] = { "UTF-8", "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252" };
  static const char *const marks[] = { "", "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (encodings); j++)
      {
        g_autoptr (GError) error = NULL;
        gsize length = 0;
        g_autofree char *converted = g_convert (texts[i], -1, encodings[j], "UTF-8", NULL, &length, &error);
        g_autoptr (GString) bytes = g_string_new (marks[j]);

        g_assert_no_error (error);
        g_string_append_len (bytes, converted, (gssize) length);

        g_autoptr (EncoreDocument) document = encore_readers_read (bytes->str, bytes->len, &error);

        g_test_message ("%s in %s", texts[i], encodings[j]);
        g_assert_no_error (error);
        g_assert_cmpstr (encore_transcript_get (encore_document_get_transcript (document), 0)->text, ==, "Äpfel");
        g_assert_cmpint (encore_transcript_get (encore_document_get_transcript (document), 0)->start_ms, ==, 1000);
      }
}

/* {what is wrong, a part of the message} */
static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *part;
  } rows[] = {
    { "<tt><body><p>cut", ENCORE_ERROR_INVALID, "Line 1" },
    { "<tt>\n<body>\n</p></tt>", ENCORE_ERROR_INVALID, "Line 3" },
    { "<!DOCTYPE tt [<!ENTITY a 'b'>]><tt><body><p>&a;</p></body></tt>", ENCORE_ERROR_INVALID, "entities" },
    { "<tt><body/></tt>", ENCORE_ERROR_EMPTY, "no text" },
    { "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0\n1\n<exists>\n1\n\"Oops\"\n", ENCORE_ERROR_INVALID,
      "Line 7" },
    { "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0\n1\n<absent>", ENCORE_ERROR_INVALID, "<exists>" },
    { "x A 1.0 0.5 well\n;;\nx A one 0.5 well\n", ENCORE_ERROR_UNSUPPORTED, "form" },
    { "SPEAKER x 1 1.0 1.0 <NA> <NA> dana <NA> <NA>\n", ENCORE_ERROR_UNSUPPORTED, "no words" },
    { "start,end,text\n1,2,\"cut", ENCORE_ERROR_DAMAGED, "Line 2" },
    { "[Script Info]\n[Events]\nFormat: Layer, Text\n", ENCORE_ERROR_INVALID, "Line 3" },
    { "a,b,c\n1,2,3\n", ENCORE_ERROR_UNSUPPORTED, "form" },
    { "{\"text\":7,\"media-time\":0}", ENCORE_ERROR_INVALID, "text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreDocument) document = encore_readers_read (rows[i].text, strlen (rows[i].text), &error);

      g_test_message ("%s: %s", rows[i].text, error != NULL ? error->message : "no error");
      g_assert_null (document);
      g_assert_error (error, ENCORE_ERROR, rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].part));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/formats/services", test_services);
  g_test_add_func ("/transcript/formats/lines", test_lines);
  g_test_add_func ("/transcript/formats/tables", test_tables);
  g_test_add_func ("/transcript/formats/mapping", test_mapping);
  g_test_add_func ("/transcript/formats/subtitles", test_subtitles);
  g_test_add_func ("/transcript/formats/linguists", test_linguists);
  g_test_add_func ("/transcript/formats/encodings", test_encodings);
  g_test_add_func ("/transcript/formats/errors", test_errors);
  return g_test_run ();
}
