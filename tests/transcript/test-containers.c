/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-writer.h"
#include "encore-zip.h"
#include "reading.h"

/* Files that are archives of others, and what besides the transcript goes into a file and comes back. */

static GBytes *
pack (const char *name,
      const char *text,
      const char *other,
      const char *sound)
{
  const EncoreZipEntry entries[] = { { other, sound }, { name, text } };
  g_autoptr (GError) error = NULL;
  GBytes *bytes = encore_zip_write (entries, G_N_ELEMENTS (entries), &error);

  g_assert_no_error (error);
  return bytes;
}

static EncoreDocument *
read_bytes (GBytes  *bytes,
            GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return encore_readers_read (data, length, error);
}

#define WORD(start, length, text)                                                                                      \
  "{\"type\":\"text\",\"source\":\"ab12\",\"sourceStart\":" start ",\"length\":" length ",\"text\":\"" text            \
  "\",\"conf\":0.5}"

/* Speakers and ends of paragraphs between the words; times are those in the recording, whatever was cut. */
static void
test_audapolis (void)
{
  g_autoptr (GBytes) bytes
      = pack ("document.json",
              "{\"version\":3,\"metadata\":{},\"content\":["
              "{\"type\":\"heading\",\"level\":1,\"text\":\"A title\"},"
              "{\"type\":\"speaker_change\",\"speaker\":\"Agent\",\"language\":\"en\"}," WORD (
                  "0.5", "0.25",
                  "Good") ","
                          "{\"type\":\"non_text\",\"source\":\"ab12\",\"sourceStart\":0.75,\"length\":0.5}," WORD (
                              "8.25", "0.5",
                              "morning.") ",{\"type\":\"paragraph_break\"},{\"type\":\"artificial_silence\",\"length\":"
                                          "2},"
                                          "{\"type\":\"speaker_change\",\"speaker\":\"Customer\",\"language\":\"\"}"
                                          "," WORD ("10", "1", "Hello.") ",{\"type\":\"paragraph_break\"}," WORD (
                                              "12", "1", "Again.") ",{\"type\":\"paragraph_break\"}]}",
              "sources/ab12", "RIFF and so on");
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreDocument) document = read_bytes (bytes, &error);

  g_assert_no_error (error);

  EncoreTranscript *transcript = encore_document_get_transcript (document);
  const EncoreDocumentRecording *recording = g_ptr_array_index (document->recordings, 0);

  g_assert_cmpstr (document->format, ==, "audapolis");
  g_assert_cmpstr (transcript->language, ==, "en");
  g_assert_cmpuint (encore_transcript_get_length (transcript), ==, 3);
  assert_segment (transcript, 0, 500, 8750, "Agent", "Good morning.");
  assert_word (transcript, 0, 1, 8250, 8750, "morning.");
  g_assert_cmpfloat (word_of (encore_transcript_get (transcript, 0), 0)->confidence, ==, 0.5f);
  assert_segment (transcript, 1, 10000, 11000, "Customer", "Hello.");
  assert_segment (transcript, 2, 12000, 13000, "Customer", "Again.");
  g_assert_true (has_warning (transcript->warnings, "headings"));
  g_assert_cmpuint (document->recordings->len, ==, 1);
  g_assert_cmpstr (recording->filename, ==, "ab12");
  g_assert_cmpuint (g_bytes_get_size (recording->body), ==, strlen ("RIFF and so on"));
  assert_document_sound (document);
}

/* The first version: a list of paragraphs with their words; here from two recordings, one of them lost. */
static void
test_audapolis_paragraphs (void)
{
  g_autoptr (GBytes) bytes
      = pack ("document.json",
              "[{\"speaker\":\"A\",\"content\":[{\"type\":\"word\",\"word\":\"One\",\"source\":\"x\",\"sourceStart\":1,"
              "\"length\":1,\"conf\":1},{\"type\":\"silence\",\"source\":\"x\",\"sourceStart\":2,\"length\":1},"
              "{\"type\":\"word\",\"word\":\"two\",\"source\":\"y\",\"sourceStart\":0,\"length\":1,\"conf\":1}]},"
              "{\"speaker\":\"\",\"content\":[{\"type\":\"word\",\"word\":\"three\",\"source\":\"x\",\"sourceStart\":4,"
              "\"length\":1,\"conf\":1}]}]",
              "sources/x", "sound");
  g_autoptr (EncoreDocument) document = read_bytes (bytes, NULL);

  g_assert_nonnull (document);
  g_assert_cmpuint (document->transcripts->len, ==, 2);
  assert_segment (g_ptr_array_index (document->transcripts, 0), 0, 1000, 2000, "A", "One");
  assert_segment (g_ptr_array_index (document->transcripts, 0), 1, 4000, 5000, NULL, "three");
  assert_segment (g_ptr_array_index (document->transcripts, 1), 0, 0, 1000, "A", "two");
  g_assert_cmpuint (document->recordings->len, ==, 1);
  g_assert_true (has_warning (document->warnings, "sources/y"));
}

/* Archives that hold no transcript, or are damaged, say so. */
static void
test_archive_errors (void)
{
  static const struct
  {
    const char *name;
    const char *text;
    int code;
    const char *part;
  } rows[] = {
    { "other.txt", "x", ENCORE_ERROR_UNSUPPORTED, "form" },
    { "document.json", "{\"content\":", ENCORE_ERROR_DAMAGED, "byte 11" },
    { "document.json", "{\"content\":{}}", ENCORE_ERROR_INVALID, "content" },
    { "document.json", "{\"content\":[]}", ENCORE_ERROR_EMPTY, "no text" },
    { "word/document.xml", "<w:document>", ENCORE_ERROR_INVALID, "Line 1" },
    { "word/document.xml", "<d><p><r><t>Dear all, as agreed</t></r></p></d>", ENCORE_ERROR_UNSUPPORTED,
      "no transcript" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = pack (rows[i].name, rows[i].text, "other", "y");
      g_autoptr (GError) error = NULL;
      g_autoptr (EncoreDocument) document = read_bytes (bytes, &error);

      g_test_message ("%s: %s", rows[i].text, error != NULL ? error->message : "no error");
      g_assert_null (document);
      g_assert_error (error, ENCORE_ERROR, rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].part));
    }
}

/* Cut off and overwritten anywhere: an error or a document. */
static void
test_archive_damage (void)
{
  g_autoptr (GBytes) bytes = pack ("document.json", "{\"content\":[" WORD ("1", "1", "One") "]}", "sources/ab12", "y");
  gsize length;
  const char *whole = g_bytes_get_data (bytes, &length);
  guint n_read = 0;

  for (gsize i = 0; i <= length; i++)
    {
      g_autofree char *copy = g_memdup2 (whole, length);
      g_autoptr (GError) error = NULL, cut_error = NULL;

      if (i < length)
        copy[i] ^= 0x55;

      g_autoptr (EncoreDocument) changed = encore_readers_read (copy, length, &error);
      g_autoptr (EncoreDocument) cut = encore_readers_read (whole, i, &cut_error);

      g_assert_true ((changed == NULL) == (error != NULL));
      g_assert_true ((cut == NULL) == (cut_error != NULL));
      n_read += changed != NULL;
    }

  g_assert_cmpuint (n_read, >, 0);
}

/* What unpacks to more than can be read is refused before it fills the memory. */
static void
test_archive_bomb (void)
{
  g_autofree char *blanks = g_strnfill (80u * 1000 * 1000, ' ');
  g_autoptr (GBytes) bytes = pack ("document.json", blanks, "other", "y");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_bytes_get_size (bytes), <, 1000 * 1000);
  g_assert_null (read_bytes (bytes, &error));
  g_assert_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED);
}

/* As meeting programs and typists write it. */
static void
test_docx_of_others (void)
{
  g_autoptr (GBytes) bytes = pack (
      "word/document.xml",
      "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Meeting of today</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Jane Doe   </w:t></w:r>"
      "<w:r><w:t>0:03</w:t><w:br/><w:t>Good morning.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:hyperlink><w:r>"
      "<w:t>Sam Ode  0:07</w:t></w:r></w:hyperlink><w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p></w:tc>"
      "</w:tr></w:tbl><w:p><w:r><w:t>Hello &amp; welcome.</w:t></w:r></w:p></w:body></w:document>",
      "[Content_Types].xml", "<x/>");
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreDocument) document = read_bytes (bytes, &error);

  g_assert_no_error (error);

  EncoreTranscript *transcript = encore_document_get_transcript (document);

  g_assert_cmpstr (document->format, ==, "docx");
  g_assert_cmpuint (encore_transcript_get_length (transcript), ==, 2);
  assert_segment (transcript, 0, 3000, 7000, "Jane Doe", "Good morning.");
  assert_segment (transcript, 1, 7000, 7000, "Sam Ode", "Hello & welcome.");
}

static EncoreCall *
make_call (void)
{
  EncoreCall *call = encore_call_new ();

  call->uuid = g_strdup ("11111111-2222-8333-9444-555555555555");
  call->title = g_strdup ("Double charge, <worried>");
  call->started_at = G_GINT64_CONSTANT (1714979289000);
  call->imported_at = G_GINT64_CONSTANT (1714980000000);
  call->duration_ms = 63312;
  call->customer_ref = g_strdup ("Rosa Lind");
  return call;
}

static void
make_random_text (GRand   *rand,
                  char   **text,
                  gboolean may_be_null)
{
  static const char *const texts[] = { "",          "My rent is due, \"tomorrow\"", "=1+1", "two\nlines", "naïve 日本",
                                       "</v> & <b>" };
  int n = g_rand_int_range (rand, may_be_null ? -1 : 1, G_N_ELEMENTS (texts));

  *text = n > 0 ? g_strdup (texts[n]) : NULL;
}

static EncoreMoment *
random_moment (GRand *rand)
{
  EncoreMoment *moment = encore_moment_new ();

  moment->uuid = g_uuid_string_random ();
  moment->type_id = g_strdup (g_rand_boolean (rand) ? ENCORE_ABOVE_AND_BEYOND : "needs-work");
  if (g_rand_boolean (rand))
    {
      moment->span.start_ms = g_rand_int_range (rand, 0, 100000);
      moment->span.end_ms = moment->span.start_ms + g_rand_int_range (rand, 0, 5000);
    }
  if (moment->span.start_ms == ENCORE_NO_TIME || g_rand_boolean (rand))
    {
      moment->first_segment = g_rand_int_range (rand, 0, 9);
      moment->last_segment = moment->first_segment + g_rand_int_range (rand, 0, 3);
    }
  moment->outcome = (EncoreOutcome) g_rand_int_range (rand, 0, 4);
  moment->noticed = (EncoreFact) g_rand_int_range (rand, 0, 3);
  moment->acted = (EncoreFact) g_rand_int_range (rand, 0, 3);
  make_random_text (rand, &moment->cue, TRUE);
  make_random_text (rand, &moment->note, TRUE);
  make_random_text (rand, &moment->could_have, TRUE);
  make_random_text (rand, &moment->author_name, TRUE);
  moment->created_at = G_GINT64_CONSTANT (1714980000000) + g_rand_int_range (rand, 0, 1000) * 1000;
  moment->updated_at = moment->created_at;
  return moment;
}

static void
assert_same_moment (EncoreMoment *got,
                    EncoreMoment *want)
{
  g_assert_cmpstr (got->uuid, ==, want->uuid);
  g_assert_cmpstr (got->type_id, ==, want->type_id);
  g_assert_cmpint (got->span.start_ms, ==, want->span.start_ms);
  g_assert_cmpint (got->span.end_ms, ==, want->span.end_ms);
  g_assert_cmpint (got->first_segment, ==, want->first_segment);
  g_assert_cmpint (got->last_segment, ==, want->last_segment);
  g_assert_cmpint (got->outcome, ==, want->outcome);
  g_assert_cmpint (got->noticed, ==, want->noticed);
  g_assert_cmpint (got->acted, ==, want->acted);
  g_assert_cmpstr (got->cue, ==, want->cue);
  g_assert_cmpstr (got->note, ==, want->note);
  g_assert_cmpstr (got->could_have, ==, want->could_have);
  g_assert_cmpstr (got->author_name, ==, want->author_name);
  g_assert_cmpint (got->created_at, ==, want->created_at);
  g_assert_cmpint (got->updated_at, ==, want->updated_at);
}

static void
test_moments_property (void)
{
  g_autoptr (EncoreCall) call = make_call ();

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
      g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func (g_object_unref);
      EncoreVconExport what = { .call = call, .moments = moments };

      for (int n = g_rand_int_range (rand, 1, 9); n > 0; n--)
        g_ptr_array_add (moments, random_moment (rand));

      g_autofree char *text = encore_write_vcon (&what, NULL);
      g_autoptr (EncoreDocument) document = read_text (text);

      g_assert_cmpuint (document->moments->len, ==, moments->len);
      g_assert_cmpuint (document->warnings->len, ==, 0);
      for (guint j = 0; j < moments->len; j++)
        assert_same_moment (g_ptr_array_index (document->moments, j), g_ptr_array_index (moments, j));
    }
}

/* Moments that are none, and attachments of others, are named. */
static void
test_attachments (void)
{
  g_autoptr (EncoreDocument) document = read_text (
      "{\"vcon\":\"0.4.0\",\"parties\":[],\"dialog\":[],\"analysis\":[{\"type\":\"summary\",\"body\":\"s\"}],"
      "\"attachments\":[{\"type\":\"encore-moments\",\"body\":\"[{\\\"type\\\":\\\"to-discuss\\\",\\\"start_ms\\\":5}]"
      "\"},"
      "{\"purpose\":\"encore-moments\",\"body\":[{\"type\":\"to-discuss\"},{\"start_ms\":1},7]},"
      "{\"purpose\":\"encore-moments\",\"body\":\"x\"},{\"purpose\":\"contract\"}]}");
  EncoreMoment *moment = g_ptr_array_index (document->moments, 0);

  g_assert_cmpuint (document->moments->len, ==, 1);
  g_assert_cmpint (moment->span.start_ms, ==, 5);
  g_assert_cmpint (moment->span.end_ms, ==, 5);
  g_assert_true (has_warning (document->warnings, "summary"));
  g_assert_true (has_warning (document->warnings, "contract"));
  g_assert_true (has_warning (document->warnings, "Moment 0 was left out: it has no place"));
  g_assert_true (has_warning (document->warnings, "Moment 1 was left out: it has no type"));
  g_assert_true (has_warning (document->warnings, "Moment 2 was left out"));
  g_assert_true (has_warning (document->warnings, "not a list"));
}

/* Two files with a party each are two dialogs, whichever of them is the agent's. */
static void
test_two_files (void)
{
  for (int agent_channel = 0; agent_channel < 2; agent_channel++)
    {
      g_autoptr (EncoreCall) call = make_call ();
      g_autoptr (EncoreRecording) first = encore_recording_new ();
      g_autoptr (EncoreRecording) second = encore_recording_new ();
      g_autoptr (EncoreTranscript) transcript = encore_transcript_new ("webvtt");
      EncoreVconExport what = { .call = call, .recording = first, .second = second, .transcript = transcript };

      first->path = g_strdup ("/archive/call-out.wav");
      second->path = g_strdup ("/archive/call-in.wav");
      first->channels = second->channels = 1;
      first->agent_channel = agent_channel;
      second->offset_ms = -1500;
      encore_transcript_add (transcript, encore_segment_new (1000, 2000, "Agent", "Hello"));
      encore_transcript_finish (transcript);

      g_autofree char *text = encore_write_vcon (&what, NULL);
      g_autoptr (EncoreDocument) document = read_text (text);
      const EncoreDocumentRecording *one = g_ptr_array_index (document->recordings, 0);
      const EncoreDocumentRecording *two = g_ptr_array_index (document->recordings, 1);

      g_assert_cmpuint (document->recordings->len, ==, 2);
      g_assert_cmpstr (one->filename, ==, "call-out.wav");
      g_assert_cmpstr (two->filename, ==, "call-in.wav");
      g_assert_cmpint (one->party, ==, agent_channel == 0 ? ENCORE_PARTY_AGENT : ENCORE_PARTY_CUSTOMER);
      g_assert_cmpint (two->party, ==, agent_channel == 0 ? ENCORE_PARTY_CUSTOMER : ENCORE_PARTY_AGENT);
      g_assert_cmpint (two->started_at - one->started_at, ==, 1500);
      assert_segment (encore_document_get_transcript (document), 0, 1000, 2000, "Agent", "Hello");
    }
}

/* A document for people, and what can be read back of it. */
static void
test_docx (void)
{
  g_autoptr (EncoreCall) call = make_call ();
  g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new ("webvtt");
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  EncoreVconExport what = { .call = call, .agent_name = "Sam", .transcript = transcript, .moments = moments };

  g_ptr_array_add (moments, random_moment (rand));
  encore_transcript_add (transcript, encore_segment_new (0, 1234, "Agent", "\tHello <you> &\nyours  "));
  encore_transcript_add (transcript, encore_segment_new (1000, 1000, "Rosa: \"R.\"", "01:02 no time"));
  encore_transcript_add (transcript, encore_segment_new (7201234, 7205678, NULL, "Alone: yes\x01"));
  encore_transcript_finish (transcript);

  g_autoptr (GBytes) bytes = encore_write_docx (&what, &error);

  g_assert_no_error (error);

  g_autoptr (EncoreDocument) document = read_bytes (bytes, &error);

  g_assert_no_error (error);

  EncoreTranscript *got = encore_document_get_transcript (document);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GBytes) xml = encore_zip_read (data, length, "word/document.xml", ENCORE_ZIP_MAX_TEXT, NULL);
  g_autofree char *content = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));

  g_assert_cmpstr (document->format, ==, "docx");
  assert_segment (got, 0, 0, 1234, "Agent", "\tHello <you> &\nyours  ");
  assert_segment (got, 1, 1000, 1000, "Rosa: \"R.\"", "01:02 no time");
  assert_segment (got, 2, 7201234, 7205678, NULL, "Alone: yes ");
  g_assert_nonnull (strstr (content, "Double charge, &lt;worried&gt;"));
  g_assert_nonnull (strstr (content, "Rosa Lind"));
  g_assert_nonnull (strstr (content, "2:00:01"));
  g_assert_nonnull (strstr (content, "Moments"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/audapolis/document", test_audapolis);
  g_test_add_func ("/transcript/audapolis/paragraphs", test_audapolis_paragraphs);
  g_test_add_func ("/transcript/archive/errors", test_archive_errors);
  g_test_add_func ("/transcript/archive/damage", test_archive_damage);
  g_test_add_func ("/transcript/archive/bomb", test_archive_bomb);
  g_test_add_func ("/transcript/docx/of-others", test_docx_of_others);
  g_test_add_func ("/transcript/docx/ours", test_docx);
  g_test_add_func ("/transcript/vcon/moments", test_moments_property);
  g_test_add_func ("/transcript/vcon/attachments", test_attachments);
  g_test_add_func ("/transcript/vcon/two-files", test_two_files);
  return g_test_run ();
}
