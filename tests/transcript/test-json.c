/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

static void
test_verbose (void)
{
  g_autoptr (EncoreDocument) document = read_fixture ("verbose.json");
  EncoreTranscript *transcript = encore_document_get_transcript (document);

  g_assert_cmpstr (document->format, ==, "whisper");
  g_assert_cmpstr (transcript->language, ==, "en");
  g_assert_cmpuint (encore_transcript_get_length (transcript), ==, 3);
  assert_segment (transcript, 0, 0, 2000, NULL, "Hello, Dana.");
  assert_word (transcript, 0, 0, 100, 500, "Hello");
  assert_word (transcript, 0, 1, 600, 1000, "Dana");
  /* begins a little before its segment, and is written without its apostrophe */
  assert_word (transcript, 1, 0, 1950, 2200, "It's");
  assert_word (transcript, 1, 1, 2300, 2600, "13");
  assert_word (transcript, 1, 2, 2600, 3000, "60");
  assert_word (transcript, 1, 3, 3100, 3400, "isn't");
  assert_word (transcript, 1, 4, 3400, 3400, "it");
  assert_word (transcript, 2, 0, 5100, 5500, "Right");
  g_assert_true (has_warning (transcript->warnings, "1 segments without text"));
  assert_sound (transcript);
}

static void
test_whisper (void)
{
  g_autoptr (EncoreDocument) document = read_fixture ("whisper.json");
  EncoreTranscript *transcript = encore_document_get_transcript (document);

  assert_segment (transcript, 0, 500, 1500, NULL, "Hi there.");
  assert_word (transcript, 0, 1, 700, 1200, "there");
  g_assert_cmpfloat_with_epsilon (word_of (encore_transcript_get (transcript, 0), 0)->confidence, 0.9f, 0.0001f);
  /* NaN is no time: the words know better; parts of words keep their place */
  assert_segment (transcript, 1, 2000, 2600, NULL, "You're in.");
  assert_word (transcript, 1, 1, 2200, 2300, "'re");
  assert_word (transcript, 1, 2, 2300, 2600, "in.");
}

static void
test_tokens (void)
{
  g_autoptr (EncoreDocument) document = read_fixture ("tokens.json");
  EncoreTranscript *transcript = encore_document_get_transcript (document);

  g_assert_cmpstr (document->format, ==, "whisper-cpp");
  assert_segment (transcript, 0, 0, 2000, "1", "Wonderful day");
  g_assert_cmpint (encore_transcript_get (transcript, 0)->channel, ==, 1);
  assert_word (transcript, 0, 0, 10, 600, "Wonderful");
  g_assert_cmpfloat_with_epsilon (word_of (encore_transcript_get (transcript, 0), 0)->confidence, 0.4f, 0.0001f);
  assert_word (transcript, 0, 1, 700, 1000, "day");
  assert_segment (transcript, 1, 2500, 3000, NULL, "No offsets");
}

/* Speaker numbers begin anew on each channel. */
static void
test_two_channels (void)
{
  g_autoptr (EncoreDocument) document = read_fixture ("two-channels.deepgram.json");
  EncoreTranscript *transcript = encore_document_get_transcript (document);

  g_assert_cmpuint (encore_transcript_get_length (transcript), ==, 3);
  assert_segment (transcript, 0, 1000, 1400, "Channel 0 Speaker 0", "Hello.");
  assert_segment (transcript, 1, 2000, 2200, "Channel 1 Speaker 0", "hi");
  g_assert_cmpint (encore_transcript_get (transcript, 1)->channel, ==, 1);
  assert_segment (transcript, 2, 9000, 9400, "Channel 0 Speaker 0", "Bye.");
}

static EncoreTranscript *
find_source (EncoreDocument *document,
             const char     *source)
{
  for (guint i = 0; i < document->transcripts->len; i++)
    if (g_strcmp0 (((EncoreTranscript *) g_ptr_array_index (document->transcripts, i))->source, source) == 0)
      return g_ptr_array_index (document->transcripts, i);

  g_assert_not_reached ();
}

static void
test_vcon_frame (void)
{
  g_autoptr (EncoreDocument) document = read_fixture ("several.vcon.json");
  const EncoreDocumentParty *agent = g_ptr_array_index (document->parties, 1);
  const EncoreDocumentRecording *recording = g_ptr_array_index (document->recordings, 0);

  g_assert_cmpstr (document->format, ==, "vcon");
  g_assert_cmpstr (document->subject, ==, "A lost parcel");
  g_assert_cmpstr (document->queue, ==, "Parcels");
  g_assert_cmpint (document->direction, ==, ENCORE_DIRECTION_IN);
  g_assert_cmpint (document->started_at, ==, G_GINT64_CONSTANT (1714979289000));
  g_assert_cmpuint (document->parties->len, ==, 2);
  g_assert_cmpstr (agent->name, ==, "Sam Ode");
  g_assert_cmpstr (agent->login, ==, "2147");
  g_assert_cmpint (agent->party, ==, ENCORE_PARTY_AGENT);

  g_assert_cmpuint (document->recordings->len, ==, 1);
  g_assert_cmpstr (recording->filename, ==, "parcel.wav");
  g_assert_cmpmem (g_bytes_get_data (recording->body, NULL), g_bytes_get_size (recording->body), "RIFF\x0f\xfe", 6);
  g_assert_cmpint (recording->party_of_channel[0], ==, ENCORE_PARTY_AGENT);
  g_assert_cmpint (recording->party_of_channel[1], ==, ENCORE_PARTY_CUSTOMER);
  g_assert_true (has_warning (document->warnings, "transfer"));
  g_assert_true (has_warning (document->warnings, "time zone"));
  g_assert_true (has_warning (document->warnings, "SubStation"));
}

static void
test_vcon_transcripts (void)
{
  g_autoptr (EncoreDocument) document = read_fixture ("several.vcon.json");
  EncoreTranscript *best = encore_document_get_transcript (document);
  EncoreTranscript *last = g_ptr_array_index (document->transcripts, 4);

  g_assert_cmpuint (document->transcripts->len, ==, 5);
  g_assert_cmpstr (best->source, ==, "three, words");
  /* each channel is a party's own */
  assert_segment (best, 0, 1000, 1500, "Sam Ode", "morning");
  assert_segment (best, 1, 2000, 2500, "Rosa Lind", "lost");
  g_assert_cmpint (encore_transcript_get (best, 1)->party, ==, ENCORE_PARTY_CUSTOMER);

  g_assert_cmpint (find_source (document, "two")->kind, ==, ENCORE_TRANSCRIPT_TIMED);
  /* JSON inside a string; without speakers it is the last choice */
  g_assert_true (find_source (document, "one") == last);
  assert_segment (last, 1, ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, "My parcel is lost.");

  EncoreTranscript *diarized = g_ptr_array_index (document->transcripts, 2);

  assert_segment (diarized, 2, ENCORE_NO_TIME, ENCORE_NO_TIME, "Agent(Sam)", "Let me look: one moment.");
  g_assert_cmpint (encore_transcript_get (diarized, 1)->party, ==, ENCORE_PARTY_CUSTOMER);
  g_assert_cmpint (encore_transcript_get (g_ptr_array_index (document->transcripts, 3), 0)->party, ==,
                   ENCORE_PARTY_AGENT);
  assert_document_sound (document);
}

static void
test_vcon_chat (void)
{
  g_autoptr (EncoreDocument) document = read_text (
      "{\"vcon\":\"0.3.0\",\"parties\":[{\"name\":\"Sam\",\"role\":\"agent\"},{\"role\":\"contact\"}],\"dialog\":["
      "{\"type\":\"text\",\"parties\":1,\"body\":\" Hi \"},{\"type\":\"text\",\"parties\":[[0,1]],\"originator\":0,"
      "\"encoding\":\"base64url\",\"body\":\"SGVsbG8\"},{\"type\":\"text\",\"parties\":[7],\"body\":\"?\"}]}");
  EncoreTranscript *chat = encore_document_get_transcript (document);

  g_assert_cmpint (chat->kind, ==, ENCORE_TRANSCRIPT_UNTIMED);
  assert_segment (chat, 0, ENCORE_NO_TIME, ENCORE_NO_TIME, NULL, "Hi");
  g_assert_cmpint (encore_transcript_get (chat, 0)->party, ==, ENCORE_PARTY_CUSTOMER);
  assert_segment (chat, 1, ENCORE_NO_TIME, ENCORE_NO_TIME, "Sam", "Hello");
  g_assert_true (has_warning (document->warnings, "party 7"));
}

/* The same call as each draft writes it, with the names that its members had then. */
static void
test_vcon_versions (void)
{
#define PARTIES(role) "\"parties\":[{\"name\":\"Sam\"," role "},{\"name\":\"Rosa\",\"tel\":\"+1\"}]"
  static const char *const rows[] = {
    /* before there was a version */
    "{\"uuid\":\"u\",\"created_at\":\"Wed, 18 May 2022 23:05:05 -0000\"," PARTIES (
        "\"meta\":{\"role\":\"agent\"}") ",\"dialog\":[{\"type\":\"recording\",\"start\":\"Wed, 18 May 2022 23:05:05 "
                                         "-0000\",\"parties\":[0,1],"
                                         "\"mimetype\":\"audio/"
                                         "x-wav\",\"filename\":\"a.wav\",\"body\":\"UklGRg\",\"encoding\":"
                                         "\"base64url\"}],"
                                         "\"analysis\":[{\"type\":\"transcript\",\"dialog\":0,\"transcript\":[{"
                                         "\"speaker\":\"Sam\",\"message\":\"Hello\"}]}],"
                                         "\"attachments\":[],\"appended\":{},\"group\":[],\"redacted\":{}}",
    "{\"vcon\":\"0.0.1\",\"uuid\":\"u\"," PARTIES (
        "\"meta\":{\"role\":\"agent\"}") ",\"dialog\":[{\"type\":\"recording\",\"start\":\"2022-05-18T23:05:05.000+00:"
                                         "00\",\"parties\":[0,1],\"mimetype\":"
                                         "\"audio/x-wav\",\"filename\":\"a.wav\",\"url\":\"https://x/"
                                         "a.wav\",\"alg\":\"SHA-512\",\"signature\":\"x\"}],"
                                         "\"analysis\":[{\"type\":\"transcript\",\"dialog\":0,\"vendor\":\"v\","
                                         "\"encoding\":\"none\",\"body\":[{\"speaker\":"
                                         "\"Sam\",\"message\":\"Hello\"}]}]}",
    "{\"vcon\":\"0.0.2\",\"uuid\":\"u\"," PARTIES (
        "\"role\":\"agent\"") ",\"dialog\":[{\"type\":\"recording\",\"start\":\"2022-05-18T23:05:05Z\",\"parties\":[0,"
                              "1],\"mediatype\":"
                              "\"audio/wav\",\"filename\":\"a.wav\",\"url\":\"https://x/"
                              "a.wav\",\"content_hash\":\"sha512-x\"}],"
                              "\"must_support\":[],\"analysis\":[{\"type\":\"transcript\",\"dialog\":[0],\"vendor\":"
                              "\"v\",\"schema\":\"s\","
                              "\"encoding\":\"json\",\"body\":\"[{\\\"speaker\\\":\\\"Sam\\\",\\\"message\\\":"
                              "\\\"Hello\\\"}]\"}]}",
    "{\"vcon\":\"0.3.0\",\"uuid\":\"u\"," PARTIES (
        "\"role\":\"agent\"") ",\"dialog\":[{\"type\":\"recording\",\"start\":\"2022-05-18T19:05:05-04:00\","
                              "\"parties\":[0,1],\"originator\":0,"
                              "\"mediatype\":\"audio/wav\",\"filename\":\"a.wav\",\"url\":\"https://x/"
                              "a.wav\"}],\"analysis\":[{\"type\":"
                              "\"transcript\",\"vendor\":\"v\",\"encoding\":\"none\",\"body\":\"Sam: Hello\\n\\n\"}]}",
    "{\"vcon\":\"0.4.0\",\"uuid\":\"u\",\"extensions\":[\"wtf_transcription\"],\"critical\":[]," PARTIES (
        "\"role\":\"agent\"") ",\"dialog\":[{\"type\":\"recording\",\"start\":\"2022-05-18T23:05:05Z\",\"parties\":[0,"
                              "1],\"mediatype\":"
                              "\"audio/wav\",\"filename\":\"a.wav\",\"url\":\"https://x/"
                              "a.wav\",\"content_hash\":[\"sha512-x\"]}],"
                              "\"analysis\":[{\"type\":\"wtf_transcription\",\"dialog\":0,\"mediatype\":\"application/"
                              "json\",\"vendor\":\"v\","
                              "\"schema\":\"wtf-1.0\",\"encoding\":\"json\",\"body\":{\"transcript\":{\"text\":"
                              "\"Hello\",\"language\":\"en\"},"
                              "\"segments\":[{\"id\":0,\"start\":1,\"end\":2,\"text\":\"Hello\",\"speaker\":0}],"
                              "\"speakers\":{\"0\":{\"label\":"
                              "\"Sam\"}}}}],\"amended\":null}",
  };
#undef PARTIES

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EncoreDocument) document = read_text (rows[i]);
      const EncoreDocumentParty *agent = g_ptr_array_index (document->parties, 0);
      const EncoreDocumentRecording *recording = g_ptr_array_index (document->recordings, 0);
      const EncoreSegment *segment = encore_transcript_get (encore_document_get_transcript (document), 0);

      g_test_message ("%s", rows[i]);
      g_assert_cmpstr (document->uuid, ==, "u");
      g_assert_cmpint (document->started_at, ==, G_GINT64_CONSTANT (1652915105000));
      g_assert_cmpint (agent->party, ==, ENCORE_PARTY_AGENT);
      g_assert_cmpstr (recording->filename, ==, "a.wav");
      g_assert_cmpint (recording->party_of_channel[0], ==, ENCORE_PARTY_AGENT);
      g_assert_cmpstr (segment->speaker, ==, "Sam");
      g_assert_cmpint (segment->party, ==, ENCORE_PARTY_AGENT);
      g_assert_cmpstr (segment->text, ==, "Hello");
    }
}

/* {text, the error that it must give, a part of its message} */
static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *part;
  } rows[] = {
    { "", ENCORE_ERROR_EMPTY, "empty" },
    { " \r\n\t", ENCORE_ERROR_EMPTY, "empty" },
    { "WEBVTT", ENCORE_ERROR_EMPTY, "no text" },
    { "WEBVTTX\n\n", ENCORE_ERROR_UNSUPPORTED, "form" },
    { "nothing of the kind", ENCORE_ERROR_UNSUPPORTED, "form" },
    { "{}", ENCORE_ERROR_UNSUPPORTED, "JSON" },
    { "{\"a\":", ENCORE_ERROR_DAMAGED, "byte 5" },
    { "{\"segments\":[\n{\"text\":\"cut o", ENCORE_ERROR_DAMAGED, "Line 2, byte 22" },
    { "{\"segments\":[\n{\"text\":\"cut\\\"", ENCORE_ERROR_DAMAGED, "Line 2, byte 22" },
    { "{\"segments\":[]}}", ENCORE_ERROR_INVALID, "byte 15" },
    { "{\"segments\":[\n\n1 2 3]}", ENCORE_ERROR_INVALID, "Line 3" },
    { "{\"segments\":[]}\n {\"segments\":[]}", ENCORE_ERROR_INVALID, "Line 2, byte 17: something" },
    { "1{\"monologues\":[{\"elements\":[]}]}", ENCORE_ERROR_UNSUPPORTED, "form" },
    { "[{\"segments\":[]}]x", ENCORE_ERROR_INVALID, "byte 17" },
    { "{\"segments\":[]}", ENCORE_ERROR_EMPTY, "no text" },
    { "{\"segments\":7}", ENCORE_ERROR_INVALID, "segments" },
    { "{\"transcription\":null}", ENCORE_ERROR_INVALID, "transcription" },
    { "{\"results\":{\"channels\":{}}}", ENCORE_ERROR_INVALID, "channels" },
    { "{\"vcon\":\"0.0.1\",\"dialog\":null}", ENCORE_ERROR_INVALID, "dialog" },
    { "{\"vcon\":\"0.0.1\",\"parties\":null}", ENCORE_ERROR_INVALID, "parties" },
    { "{\"vcon\":\"0.0.1\",\"analysis\":\"x\"}", ENCORE_ERROR_INVALID, "analysis" },
    { "{\"vcon\":\"0.4.0\",\"critical\":[\"teleport\"]}", ENCORE_ERROR_UNSUPPORTED, "teleport" },
    { "{\"vcon\":\"0.0.2\",\"must_support\":[\"teleport\"]}", ENCORE_ERROR_UNSUPPORTED, "teleport" },
    { "{\"payload\":\"e30\",\"signatures\":[]}", ENCORE_ERROR_UNSUPPORTED, "signed" },
    { "{\"protected\":\"\",\"ciphertext\":\"\",\"recipients\":[]}", ENCORE_ERROR_UNSUPPORTED, "encrypted" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreDocument) document = encore_readers_read (rows[i].text, strlen (rows[i].text), &error);

      g_test_message ("%s: %s", rows[i].text, error != NULL ? error->message : "no error");
      g_assert_null (document);
      g_assert_error (error, ENCORE_ERROR, rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].part));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* What the parser quotes of the file may be cut inside a character. */
static void
test_messages (void)
{
  g_autoptr (GString) word = g_string_new (NULL);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"segments\":[%s\"%s\" \"%s\"]}", i % 2 == 0 ? " " : "", word->str,
                                               word->str);
      g_autoptr (GError) error = NULL;

      g_assert_null (encore_readers_read (text, strlen (text), &error));
      g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (strlen (error->message), <, 600);
      g_string_append (word, i % 3 == 0 ? "€" : "é");
    }
}

/* Strange but readable: no error, and a transcript that keeps its promises. */
static void
test_oddities (void)
{
  static const char *const rows[] = {
    "{\"segments\":[{\"start\":1e300,\"end\":99999999999999999999999,\"text\":\"far\"}]}",
    "{\"segments\":[{\"start\":-5,\"end\":-Infinity,\"text\":\"before\"}]}",
    "{\"segments\":[{\"start\":2,\"end\":1,\"text\":\"backwards\"}]}",
    "{\"segments\":[{\"text\":\"a\",\"text\":\"b\",\"start\":0,\"end\":1}],\"segments\":[{\"text\":\"twice\"}]}",
    "{\"segments\":[{\"start\":\"0.5\",\"end\":\"1\",\"text\":\"half \\ud83d a pair \\u0000 and none\"}]}",
    "{\"segments\":[null,1,[],{},{\"text\":\"one of many\",\"words\":[null,3,{},\"x\"]}]}",
    "{\"transcript\":{\"text\":\"whole\"},\"segments\":[]}",
    "{\"vcon\":1,\"dialog\":[null,3,{\"type\":\"recording\",\"duration\":\"long\",\"mimetype\":12345,\"parties\":[99,-"
    "1]}],"
    "\"parties\":[null,7],\"analysis\":[null,{\"type\":\"transcript\",\"body\":null},{\"type\":\"transcript\"}]}",
    "{\"results\":{\"channels\":[null,{\"alternatives\":[]},{\"alternatives\":[{\"transcript\":\"text alone\"}]}]}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EncoreDocument) document = read_text (rows[i]);

      assert_document_sound (document);
    }
}

static void
test_deep (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GString) text = g_string_new ("{\"vcon\":");
      g_autoptr (GError) error = NULL;

      for (guint depth = 0; depth < 100000; depth++)
        g_string_append (text, i == 0 ? "[" : "{\"a\":");

      g_autoptr (EncoreDocument) document = encore_readers_read (text->str, text->len, &error);

      g_assert_null (document);
      g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
    }
}

/* No reader of JSON may descend with it, whichever it is. */
static void
test_deep_for_all (void)
{
  g_autoptr (GString) text = g_string_new ("{\"results\":");
  gsize n_readers;
  const EncoreReader *const *readers = encore_readers_list (&n_readers);

  for (guint depth = 0; depth < 100000; depth++)
    g_string_append (text, depth % 2 == 0 ? "[" : "{\"results\":");

  for (gsize i = 0; i < n_readers; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreDocument) document = encore_reader_read (readers[i], text->str, text->len, &error);

      g_assert_true (document != NULL || error->domain == ENCORE_ERROR);
      if (readers[i]->read_object != NULL)
        g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_INVALID);
    }
}

/* A text of 100 MB is a value like any other; cut off, it is an error that names its beginning. */
static void
test_long_string (void)
{
  const gsize length = 100u * 1000 * 1000;
  g_autoptr (GString) text = g_string_sized_new (length + 100);
  g_autoptr (GTimer) timer = g_timer_new ();

  g_string_append (text, "{\"segments\":[{\"start\":1,\"end\":2,\"text\":\"");
  for (gsize i = 0; i < length / 10; i++)
    g_string_append_len (text, "long words", 10);

  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreDocument) cut = encore_readers_read (text->str, text->len, &error);

  g_assert_null (cut);
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "Line 1, byte 39"));

  g_string_append (text, "\"}]}");

  g_autoptr (EncoreDocument) document = read_text (text->str);

  g_assert_cmpuint (strlen (encore_transcript_get (encore_document_get_transcript (document), 0)->text), ==, length);
  g_test_message ("%.1f s", g_timer_elapsed (timer, NULL));
}

/* Every member's value in turn is another, and a member stands there twice. Returns how many. */
static guint
replace_values (const char *original,
                guint       seed)
{
  static const char *const values[] = {
    "\"\xff\xfe\xc3\"",
    "1e999",
    "-1e999",
    "123456789012345678901234567890",
    "NaN",
    "-Infinity",
    "null",
    "[]",
    "{}",
    "\"\\ud800\"",
    "\"1e99\"",
    "true",
    "[[[[1]]]]",
    "-0.0",
    "\"\\u0000\"",
    "0.0000000000000000001",
  };
  guint n = 0;

  for (gsize at = 0; original[at] != '\0'; at++)
    {
      if (original[at] != ':')
        continue;

      const char *value = values[(seed + n++) % G_N_ELEMENTS (values)];
      g_autofree char *head = g_strndup (original, at + 1);
      g_autofree char *text = g_strconcat (head, value, ",\"text\":\"x\",\"text\":", original + at + 1, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreDocument) document = encore_readers_read (text, strlen (text), &error);

      g_assert_true ((document == NULL) == (error != NULL));
      if (document != NULL)
        assert_document_sound (document);
      else
        g_assert_true (error->domain == ENCORE_ERROR);
    }

  return n;
}

/* Bytes that are no UTF-8, numbers that no machine has, members twice, NaN: in every form of JSON that is read. */
static void
test_hostile_values (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fixtures", "transcript", "seeds", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *relative = g_build_filename ("seeds", name, NULL);
      gsize length;
      g_autofree char *original = load_fixture (relative, &length);

      if (original[0] == '{' || original[0] == '[')
        n += replace_values (original, n);
    }

  g_assert_cmpuint (n, >, 200);
}

/* JSON within a string within JSON ends somewhere. */
static void
test_nested_strings (void)
{
  g_autofree char *body = g_strdup ("deep");

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *escaped = g_strescape (body, NULL);
      char *wrapped = g_strdup_printf ("{\"transcript\":\"%s\"}", escaped);

      g_free (body);
      body = wrapped;
    }

  g_autofree char *escaped = g_strescape (body, NULL);
  g_autofree char *text = g_strdup_printf ("{\"vcon\":\"\",\"analysis\":[{\"type\":\"transcript\",\"body\":\"%s\"}]}",
                                           escaped);
  g_autoptr (EncoreDocument) document = read_text (text);

  assert_document_sound (document);
}

static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreDocument) document = encore_readers_read ("{}", 257u * 1024 * 1024, &error);

  g_assert_null (document);
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "256 MiB"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/whisper/verbose", test_verbose);
  g_test_add_func ("/transcript/whisper/words", test_whisper);
  g_test_add_func ("/transcript/whisper/tokens", test_tokens);
  g_test_add_func ("/transcript/deepgram/two-channels", test_two_channels);
  g_test_add_func ("/transcript/vcon/frame", test_vcon_frame);
  g_test_add_func ("/transcript/vcon/transcripts", test_vcon_transcripts);
  g_test_add_func ("/transcript/vcon/versions", test_vcon_versions);
  g_test_add_func ("/transcript/vcon/chat", test_vcon_chat);
  g_test_add_func ("/transcript/errors", test_errors);
  g_test_add_func ("/transcript/messages", test_messages);
  g_test_add_func ("/transcript/oddities", test_oddities);
  g_test_add_func ("/transcript/deep", test_deep);
  g_test_add_func ("/transcript/deep-for-all", test_deep_for_all);
  g_test_add_func ("/transcript/long-string", test_long_string);
  g_test_add_func ("/transcript/hostile-values", test_hostile_values);
  g_test_add_func ("/transcript/nested-strings", test_nested_strings);
  g_test_add_func ("/transcript/too-large", test_too_large);
  return g_test_run ();
}
