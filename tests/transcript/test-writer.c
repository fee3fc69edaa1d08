/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-writer.h"
#include "reading.h"

/* Words that writers stumble over. */
static const char *const vocabulary[] = {
  "hello",      "I",           "I'm",   "a",         "£13.60",  "<b>",  "&amp;",     "-->",
  "\"quoted\"", "back\\slash", "naïve", "你好",      "it's",    "=1+1", "</v>",      "<00:00:01.000>",
  "[redacted]", "[PII]:",      "####",  "{{PHONE}}", "{\\an8}", "ok:",  "e\xcc\x81", "'re",
};

static const char *const speakers[] = { "Agent", "Customer", "Dana R. <d@x> & Co", "Speaker 0", "日本", NULL };

/* Other transcripts at every run; `--seed` brings those of a failure back. */
static GRand *
random_rand (void)
{
  return g_rand_new_with_seed ((guint32) g_test_rand_int ());
}

static EncoreSegment *
random_segment (GRand  *rand,
                gint64  start_ms,
                gint64 *end_ms)
{
  guint n = (guint) g_rand_int_range (rand, 1, 9);
  g_autoptr (GString) text = g_string_new (NULL);
  EncoreSegment *segment = encore_segment_new (start_ms, start_ms,
                                               speakers[g_rand_int_range (rand, 0, G_N_ELEMENTS (speakers))], NULL);
  gboolean has_words = g_rand_boolean (rand);
  gint64 at_ms = start_ms;

  for (guint i = 0; i < n; i++)
    {
      const char *word = vocabulary[g_rand_int_range (rand, 0, G_N_ELEMENTS (vocabulary))];
      gint64 word_start_ms = at_ms + g_rand_int_range (rand, 0, 2) * g_rand_int_range (rand, 0, 400);

      if (text->len > 0)
        g_string_append_c (text, ' ');
      at_ms = word_start_ms + g_rand_int_range (rand, 0, 500);
      if (has_words)
        encore_segment_add_word (segment, word_start_ms, at_ms, text->len, strlen (word), 0.5f);
      g_string_append (text, word);
    }

  g_free (segment->text);
  segment->text = g_strdup (text->str);
  segment->end_ms = *end_ms = at_ms + g_rand_int_range (rand, 0, 2) * 300;
  return segment;
}

static EncoreTranscript *
random_transcript (GRand *rand)
{
  EncoreTranscript *transcript = encore_transcript_new ("test");
  gint64 at_ms = g_rand_int_range (rand, 0, 5000), end_ms = at_ms;

  for (guint i = 0; i < 20; i++)
    {
      encore_transcript_add (transcript, random_segment (rand, at_ms, &end_ms));
      /* turns may overlap, and some are hours later */
      at_ms += g_rand_int_range (rand, 1, 3000) + (g_rand_int_range (rand, 0, 10) == 0 ? 3600000 : 0);
    }

  encore_transcript_finish (transcript);
  return transcript;
}

static void
assert_same_words (const EncoreSegment *got,
                   const EncoreSegment *want,
                   gboolean             same_places)
{
  g_assert_cmpint (got->words != NULL, ==, want->words != NULL);
  if (want->words == NULL)
    return;

  g_assert_cmpuint (got->words->len, ==, want->words->len);
  for (guint i = 0; i < want->words->len; i++)
    {
      const EncoreWord *a = word_of (got, i), *b = word_of (want, i);

      g_assert_cmpint (a->start_ms, ==, b->start_ms);
      g_assert_cmpint (a->end_ms, ==, b->end_ms);
      g_assert_cmpuint (a->length, ==, b->length);
      g_assert_cmpmem (got->text + a->offset, a->length, want->text + b->offset, b->length);
      if (same_places)
        g_assert_cmpuint (a->offset, ==, b->offset);
    }
}

static void
assert_same_but_places (EncoreTranscript *got,
                        EncoreTranscript *want,
                        gboolean          same_places)
{
  g_assert_cmpuint (encore_transcript_get_length (got), ==, encore_transcript_get_length (want));
  for (guint i = 0; i < encore_transcript_get_length (want); i++)
    {
      const EncoreSegment *a = encore_transcript_get (got, i), *b = encore_transcript_get (want, i);

      assert_segment (got, i, b->start_ms, b->end_ms, b->speaker, b->text);
      g_assert_cmpint (a->party, ==, b->party);
      assert_same_words (a, b, same_places);
    }
}

static void
assert_same (EncoreTranscript *got,
             EncoreTranscript *want)
{
  assert_same_but_places (got, want, TRUE);
}

static void
test_webvtt_property (void)
{
  g_autoptr (GRand) rand = random_rand ();

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreTranscript) transcript = random_transcript (rand);
      g_autofree char *text = encore_write_webvtt (transcript, &error);

      g_assert_no_error (error);

      g_autoptr (EncoreDocument) document = read_text (text);

      assert_same (encore_document_get_transcript (document), transcript);
    }
}

/* What each format holds besides the turns, their times, speakers and text. */
static const struct
{
  const char *id;
  const char *format;
  gboolean has_words;       /* all of them */
  gboolean has_some_words;  /* those of some length, one after the other */
  gboolean has_plain_names; /* only speakers that are seen to be names */
  gboolean has_lengths;     /* nothing without length */
} holds[] = {
  { "vtt", "webvtt", TRUE, FALSE, FALSE, FALSE }, { "srt", "srt", FALSE, FALSE, TRUE, FALSE },
  { "wtf", "wtf", TRUE, FALSE, FALSE, FALSE },    { "textgrid", "textgrid", FALSE, TRUE, FALSE, TRUE },
  { "eaf", "eaf", FALSE, TRUE, FALSE, TRUE },     { "transcript-csv", "csv", FALSE, FALSE, FALSE, FALSE },
  { "txt", "text", FALSE, FALSE, TRUE, FALSE },
};

/* Names that stand before a colon must be names. */
static void
make_names_plain (EncoreTranscript *transcript)
{
  static const char *const names[] = { "Agent", "Customer", "Dana Rey", "Speaker 0" };

  for (guint i = 0; i < transcript->segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (transcript->segments, i);

      g_free (segment->speaker);
      segment->speaker = g_strdup (names[i % G_N_ELEMENTS (names)]);
      segment->party = encore_party_from_name (segment->speaker);
    }
}

static void
drop_lost_words (EncoreSegment *segment,
                 gboolean       has_some)
{
  gint64 latest_ms = segment->start_ms;

  for (guint i = 0; segment->words != NULL && i < segment->words->len;)
    {
      const EncoreWord *word = word_of (segment, i);

      if (!has_some || word->start_ms < latest_ms || word->end_ms <= word->start_ms)
        {
          g_array_remove_index (segment->words, i);
          continue;
        }
      latest_ms = word->end_ms;
      i++;
    }

  if (segment->words != NULL && segment->words->len == 0)
    g_clear_pointer (&segment->words, g_array_unref);
}

/* What of a transcript the format can hold. */
static void
reduce (EncoreTranscript *transcript,
        gsize             row)
{
  for (guint i = 0; i < transcript->segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (transcript->segments, i);

      if (!holds[row].has_words)
        drop_lost_words (segment, holds[row].has_some_words);
      if (holds[row].has_lengths)
        segment->end_ms = MAX (segment->end_ms, segment->start_ms + 1);
    }
}

static int
compare_turns (gconstpointer a,
               gconstpointer b)
{
  const EncoreSegment *left = *(EncoreSegment *const *) a, *right = *(EncoreSegment *const *) b;

  if (left->start_ms != right->start_ms)
    return left->start_ms > right->start_ms ? 1 : -1;

  return g_strcmp0 (left->speaker, right->speaker);
}

static void
test_formats_property (void)
{
  g_autoptr (GRand) rand = random_rand ();
  gsize n_writers;
  const EncoreTranscriptWriter *writers = encore_transcript_writers_list (&n_writers);

  g_assert_cmpuint (n_writers, ==, G_N_ELEMENTS (holds));
  for (gsize row = 0; row < n_writers; row++)
    for (guint i = 0; i < 30; i++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (EncoreTranscript) transcript = random_transcript (rand);

        g_assert_cmpstr (writers[row].id, ==, holds[row].id);
        if (holds[row].has_plain_names)
          make_names_plain (transcript);

        g_autofree char *text = writers[row].write (transcript, &error);

        g_assert_no_error (error);

        g_autoptr (EncoreDocument) document = read_text (text);
        EncoreTranscript *got = encore_document_get_transcript (document);

        g_assert_cmpstr (document->format, ==, holds[row].format);
        reduce (transcript, row);
        g_ptr_array_sort (transcript->segments, compare_turns);
        g_ptr_array_sort (got->segments, compare_turns);
        /* of two equal words, one of them left out, it is not known which */
        assert_same_but_places (got, transcript, !holds[row].has_some_words);
      }
}

/* The document for people holds neither words nor channels. */
static void
test_docx_property (void)
{
  g_autoptr (GRand) rand = random_rand ();
  g_autoptr (EncoreCall) call = encore_call_new ();

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreTranscript) transcript = random_transcript (rand);
      EncoreVconExport what = { .call = call, .transcript = transcript };
      g_autoptr (GBytes) bytes = encore_write_docx (&what, &error);

      g_assert_no_error (error);

      gsize length;
      const char *data = g_bytes_get_data (bytes, &length);
      g_autoptr (EncoreDocument) document = encore_readers_read (data, length, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < transcript->segments->len; j++)
        drop_lost_words (g_ptr_array_index (transcript->segments, j), FALSE);
      assert_same (encore_document_get_transcript (document), transcript);
    }
}

/* No speakers, and no times. */
static void
test_formats_bare (void)
{
  gsize n_writers;
  const EncoreTranscriptWriter *writers = encore_transcript_writers_list (&n_writers);
  g_autoptr (EncoreTranscript) timed = encore_transcript_new ("test");
  g_autoptr (EncoreTranscript) untimed = encore_transcript_new ("test");

  encore_transcript_add (timed, encore_segment_new (1000, 2000, NULL, "One"));
  encore_transcript_add (timed, encore_segment_new (1500, 2500, NULL, "two"));
  encore_transcript_add (untimed, encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, "Agent", "One"));
  encore_transcript_add (untimed, encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, "Customer", "two"));
  encore_transcript_finish (timed);
  encore_transcript_finish (untimed);

  for (gsize i = 0; i < n_writers; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = writers[i].write (timed, NULL);
      g_autofree char *no_times = writers[i].write (untimed, &error);
      g_autoptr (EncoreDocument) document = read_text (text);

      assert_same (encore_document_get_transcript (document), timed);
      g_assert_true (encore_transcript_writers_find (writers[i].id) == &writers[i]);
      if (no_times == NULL)
        {
          g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED);
          continue;
        }

      g_autoptr (EncoreDocument) read = read_text (no_times);

      assert_same (encore_document_get_transcript (read), untimed);
    }
}

static EncoreCall *
make_call (void)
{
  EncoreCall *call = encore_call_new ();

  call->uuid = g_strdup ("11111111-2222-8333-9444-555555555555");
  call->title = g_strdup ("Double charge, \"worried\"");
  call->started_at = G_GINT64_CONSTANT (1714979289000);
  call->imported_at = G_GINT64_CONSTANT (1714980000000);
  call->duration_ms = 63312;
  call->queue = g_strdup ("Billing");
  call->direction = ENCORE_DIRECTION_OUT;
  call->customer_ref = g_strdup ("Rosa Lind");
  return call;
}

static void
test_vcon_property (void)
{
  g_autoptr (GRand) rand = random_rand ();
  g_autoptr (EncoreCall) call = make_call ();

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreTranscript) transcript = random_transcript (rand);
      EncoreVconExport what = { .call = call, .agent_name = "Sam Ode", .transcript = transcript };
      g_autofree char *text = encore_write_vcon (&what, &error);

      g_assert_no_error (error);

      g_autoptr (EncoreDocument) document = read_text (text);

      assert_same (encore_document_get_transcript (document), transcript);
    }
}

static EncoreMoment *
make_moment (void)
{
  EncoreMoment *moment = encore_moment_new ();

  moment->uuid = g_strdup ("moment-1");
  moment->type_id = g_strdup (ENCORE_ABOVE_AND_BEYOND);
  moment->span = (EncoreSpan) { 41000, 52500 };
  moment->outcome = ENCORE_OUTCOME_MISSED;
  moment->noticed = ENCORE_FACT_YES;
  moment->acted = ENCORE_FACT_NO;
  moment->cue = g_strdup ("My rent is due, \"tomorrow\"");
  moment->note = g_strdup ("=HYPERLINK(\"x\")");
  moment->could_have = g_strdup ("+1 line\nand another");
  moment->author_name = g_strdup ("Kim");
  moment->call_title = g_strdup ("-call");
  return moment;
}

static void
test_vcon_frame (void)
{
  g_autoptr (EncoreCall) call = make_call ();
  g_autoptr (EncoreRecording) recording = encore_recording_new ();
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new ("webvtt");
  g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func (g_object_unref);

  recording->path = g_strdup ("/archive/ünï code.ogg");
  recording->content_hash = g_strnfill (64, 'f');
  recording->channels = 2;
  recording->agent_channel = 1;
  recording->offset_ms = 250;
  encore_transcript_add (transcript, encore_segment_new (1000, 2000, "Agent", "Hello"));
  encore_transcript_finish (transcript);
  g_ptr_array_add (moments, make_moment ());

  EncoreVconExport what
      = { .call = call, .agent_name = "Sam Ode", .recording = recording, .transcript = transcript, .moments = moments };
  g_autofree char *text = encore_write_vcon (&what, NULL);
  g_autoptr (EncoreDocument) document = read_text (text);
  const EncoreDocumentRecording *read = g_ptr_array_index (document->recordings, 0);

  g_assert_cmpstr (document->uuid, ==, call->uuid);
  g_assert_cmpstr (document->subject, ==, call->title);
  g_assert_cmpstr (document->queue, ==, "Billing");
  g_assert_cmpint (document->direction, ==, ENCORE_DIRECTION_OUT);
  g_assert_cmpint (document->started_at, ==, call->started_at);
  g_assert_cmpstr (read->filename, ==, "ünï code.ogg");
  g_assert_cmpint (read->party_of_channel[0], ==, ENCORE_PARTY_CUSTOMER);
  g_assert_cmpint (read->party_of_channel[1], ==, ENCORE_PARTY_AGENT);
  /* times are those of the recording */
  assert_segment (encore_document_get_transcript (document), 0, 1250, 2250, "Agent", "Hello");

  g_assert_nonnull (strstr (text, "\"purpose\": \"encore-moments\""));
  g_assert_nonnull (strstr (text, "\"start_ms\": 41000"));
  g_assert_nonnull (strstr (text, "\"outcome\": \"missed\""));
  g_assert_nonnull (strstr (text, "\"acted\": false"));
  g_assert_nonnull (strstr (text, "sha256-_____"));
}

static void
test_untimed (void)
{
  g_autoptr (EncoreCall) call = make_call ();
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new ("turns");
  g_autoptr (GError) error = NULL;
  EncoreSegment *second = encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, "Kim", "Two\nlines");

  second->party = ENCORE_PARTY_CUSTOMER;
  encore_transcript_add (transcript, encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, "One"));
  encore_transcript_add (transcript, second);
  encore_transcript_finish (transcript);

  g_assert_null (encore_write_webvtt (transcript, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED);

  EncoreVconExport what = { .call = call, .transcript = transcript };
  g_autofree char *text = encore_write_vcon (&what, NULL);
  g_autoptr (EncoreDocument) document = read_text (text);

  g_assert_null (strstr (text, "wtf"));
  assert_same (encore_document_get_transcript (document), transcript);
}

static void
test_csv (void)
{
  g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (moments, make_moment ());

  g_autofree char *text = encore_write_moments_csv (moments, NULL);
  g_auto (GStrv) rows = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (rows), ==, 3);
  g_assert_true (g_str_has_prefix (rows[0], "call,date,start,end,type,outcome,noticed,acted,cue,note,"));
  g_assert_true (g_str_has_prefix (rows[1], "\"'-call\",,"));
  g_assert_nonnull (strstr (rows[1], ",above-and-beyond,missed,yes,no,\"My rent is due, \"\"tomorrow\"\"\","));
  g_assert_nonnull (strstr (rows[1], ",\"'=HYPERLINK(\"\"x\"\")\",\"'+1 line\nand another\","));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/write/webvtt", test_webvtt_property);
  g_test_add_func ("/transcript/write/formats", test_formats_property);
  g_test_add_func ("/transcript/write/docx", test_docx_property);
  g_test_add_func ("/transcript/write/formats-bare", test_formats_bare);
  g_test_add_func ("/transcript/write/vcon", test_vcon_property);
  g_test_add_func ("/transcript/write/vcon-frame", test_vcon_frame);
  g_test_add_func ("/transcript/write/untimed", test_untimed);
  g_test_add_func ("/transcript/write/csv", test_csv);
  return g_test_run ();
}
