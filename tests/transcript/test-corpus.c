/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

/* Real files; the numbers were counted by other means than this reader. */
static const struct
{
  const char *file;
  const char *format;
  guint n_segments;
  guint n_words;
  guint n_untimed_words;
  gint64 first_ms;
  gint64 last_ms;
  const char *speakers;
  guint n_transcripts;
} rows[] = {
  { "formats/webvtt/sample.vtt", "webvtt", 16, 0, 0, 500, 64300, "", 1 },
  { "formats/webvtt/speakers_teams_style.vtt", "webvtt", 4, 0, 0, 1000, 20000, "Dr. Example|Team Member", 1 },
  { "formats/webvtt/renewal-call.vtt", "webvtt", 12, 0, 0, 2100, 109300, "Dana Okafor|Marcus Bell|Priya Raman", 1 },
  { "calls/01-mono-mp3-deepgram/agent_sample_redacted.vtt", "webvtt", 60, 0, 0, 800, 551545, "Agent|Customer", 1 },
  { "formats/srt/sample.srt", "srt", 5, 0, 0, 500, 23880, "", 1 },
  { "formats/srt/cp1252.srt", "srt", 1, 0, 0, 10000, 15000, "", 1 },
  { "formats/whisper/openai_whisper_words_0-130s.json", "whisper", 19, 265, 0, 800, 129660, "", 1 },
  { "formats/whisper/whisper_segments_only.json", "whisper", 2, 0, 0, 0, 8500, "", 1 },
  { "formats/whisper/whisper_timestamped.json", "whisper", 4, 59, 0, 120, 25320, "", 1 },
  { "formats/whisperx/whisperx_0-130s.json", "whisper", 19, 265, 8, 800, 129665, "SPEAKER_00|SPEAKER_01", 1 },
  { "formats/nvidia-nemo/canary_sample.json", "whisper", 2, 18, 0, 0, 8500, "", 1 },
  { "formats/whisper.cpp/oj_0-130s.json", "whisper-cpp", 19, 0, 0, 799, 129664, "", 1 },
  { "formats/deepgram/dg_speakers.json", "deepgram", 22, 226, 0, 3040, 163105, "Speaker 0|Speaker 1|Speaker 2", 1 },
  { "formats/deepgram/dg_transcription.json", "deepgram", 0, 62, 0, 80, 25440, "", 1 },
  { "formats/deepgram/multichannel_part1.json", "deepgram", 0, 188, 0, 1620, 83710, "", 1 },
  { "calls/01-mono-mp3-deepgram/agent_sample_redacted.deepgram.json", "deepgram", 62, 1104, 0, 800, 551545,
    "Speaker 0|Speaker 1", 1 },
  { "calls/10-dual-channel-with-transcript/agent_dual.deepgram.json", "deepgram", 0, 1104, 0, 800, 551545, "", 1 },
  { "formats/assemblyai/assemblyai_utterances.json", "assemblyai", 1, 60, 0, 170, 25140, "Speaker A", 1 },
  { "formats/assemblyai/multichannel_part1.json", "assemblyai", 20, 188, 0, 1620, 83710, "Speaker A|Speaker B", 1 },
  { "formats/aws-bda/bda_segments00-19.json", "aws-bda", 20, 188, 0, 1620, 83710, "spk_0|spk_1", 1 },
  { "formats/aws-call-analytics/example-call_turns00-17.json", "aws-call-analytics", 18, 201, 0, 40, 90360,
    "AGENT|CUSTOMER", 1 },
  { "formats/aws-pca/pca_part1.json", "aws-pca", 6, 31, 0, 40, 10560, "Agent|Customer", 1 },
  { "formats/aws-transcribe/channel_labels_part1.json", "aws-transcribe", 0, 188, 0, 1620, 83710, "", 1 },
  { "formats/aws-transcribe/speaker_labels_part1.json", "aws-transcribe", 0, 365, 0, 5240, 159750, "spk_0|spk_1", 1 },
  { "formats/azure/batch_dual_part1.json", "azure-batch", 20, 188, 0, 1620, 83710, "", 1 },
  /* its 11 lexical words are written as 6: "zero zero three zero" is "0030" */
  { "formats/azure/batch_transcriptSample.json", "azure-batch", 3, 6, 0, 40, 7460, "Speaker 1|Speaker 2", 1 },
  { "formats/azure/conversation_customer_support.json", "azure-conversation", 17, 0, 0, -1, -1, "Agent|Customer", 1 },
  /* of its five speakers two say words */
  { "formats/bbc-kaldi/with_speakers_0-240s.json", "bbc-kaldi", 0, 566, 0, 13020, 240230, "S10|S12", 1 },
  { "formats/google-stt/diarization_results00-09.json", "google-stt", 0, 207, 0, 12900, 92000, "Speaker 2", 1 },
  { "formats/google-stt/punctuation_results00-19.json", "google-stt", 20, 669, 0, 12900, 271600, "", 1 },
  { "formats/google-stt/rest_v1_dual_part1.json", "google-stt", 20, 188, 0, 1620, 83710, "", 1 },
  { "formats/ibm-watson/results00-29.json", "ibm-watson", 30, 578, 0, 13040, 232450, "Speaker 1", 1 },
  { "formats/rev-ai/monologues_0-130s.json", "rev-ai", 19, 265, 0, 800, 129660, "Speaker 0|Speaker 1", 1 },
  { "formats/rev-ai/rev_ai_sample.json", "rev-ai", 1, 19, 0, 0, 7100, "Speaker 0", 1 },
  { "formats/speechmatics-v1/speechmatics_0-240s.json", "speechmatics-v1", 0, 601, 0, 13050, 240200, "F3|F4", 1 },
  { "formats/speechmatics-v2/json-v2_0-130s.json", "speechmatics-v2", 0, 265, 0, 800, 129660, "S1|S2", 1 },
  { "formats/sbv/sample.sbv", "sbv", 5, 0, 0, 378, 17484, "", 1 },
  { "formats/ttml/ttml_example.ttml", "ttml", 11, 0, 0, 760, 58700, "", 1 },
  /* three recordings each; the first is counted here, all of them below */
  { "formats/ctm/basic.ctm", "ctm", 0, 7, 0, 1000, 5200, "", 3 },
  { "formats/ctm/lvc_hypc.ctm", "ctm", 0, 912, 0, 50, 299970, "", 2 },
  { "formats/stm/lvc_ref.stm", "stm", 0, 0, 0, 0, 299790, "2347-a|2347-b", 2 },
  { "formats/rttm/generic-1.rttm", "rttm", 3, 9, 0, 100500, 107300, "SYS1|SYS2", 1 },
  { "formats/textgrid/mary_longfile.TextGrid", "textgrid", 1, 4, 0, 315, 1518, "", 1 },
  { "calls/09-textgrid-pair/mary.TextGrid", "textgrid", 1, 4, 0, 315, 1518, "", 1 },
  /* one word is spelt otherwise in its sentence: "Thé" */
  { "formats/eaf/sample_2.8.eaf", "eaf", 399, 1994, 0, 2000, 1199000, "", 1 },
  { "formats/csv/turns_0-130s.csv", "csv", 19, 0, 0, 800, 129665, "Agent|Customer", 1 },
  { "formats/tsv/whisper_0-130s.tsv", "csv", 19, 0, 0, 799, 129664, "", 1 },
  { "formats/plain-text/otter_style.txt", "text", 2, 0, 0, 1000, 9000, "Alice Chen|Bob Ferreira", 1 },
  { "formats/wtf/wtf_sample.json", "wtf", 2, 3, 0, 0, 8500, "Speaker 1", 1 },
  { "formats/wtf/rev_ai_sample.wtf.json", "wtf", 5, 19, 0, 0, 7100, "Speaker 1", 1 },
  { "calls/01-mono-mp3-deepgram/agent_sample_redacted.vcon.json", "vcon", 62, 1104, 0, 800, 551545,
    "Speaker 0|Speaker 1", 1 },
  { "calls/01-mono-mp3-deepgram/agent_sample_redacted.v001-body-is-alternative.vcon.json", "vcon", 62, 1104, 0, 800,
    551545, "Speaker 0|Speaker 1", 1 },
  { "calls/01-mono-mp3-deepgram/agent_sample_redacted.v040-wtf.vcon.json", "vcon", 60, 1104, 0, 800, 551545,
    "Agent|Customer", 1 },
  { "calls/02-tts-turns-no-timing/175b4393-b18a-4b47-bdce-c5d795be4130.vcon.json", "vcon", 16, 0, 0, -1, -1,
    "Agent|Customer", 1 },
  { "calls/02-tts-turns-no-timing/5ca2865c-5388-4a8d-9480-ad055ce65fa5.vcon.json", "vcon", 16, 0, 0, -1, -1,
    "Agent|Customer", 1 },
  { "calls/02-tts-turns-no-timing/b86acaa6-3a3f-4d97-a045-caae6827dd05.vcon.json", "vcon", 11, 0, 0, -1, -1,
    "Agent|Customer", 1 },
  { "calls/03-fake-vcon-mp3-wrong-mimetype/ed6e1610-6208-457b-a65f-549e84173730.vcon.json", "vcon", 11, 0, 0, -1, -1,
    "", 2 },
  { "calls/04-inline-gsm-wav/the_first.vcon", "vcon", 0, 0, 0, 0, 0, "", 0 },
  { "calls/06-dual-channel/auto40_dual.vcon.json", "vcon", 0, 0, 0, 0, 0, "", 0 },
  { "calls/10-dual-channel-with-transcript/agent_dual.vcon.json", "vcon", 0, 1104, 0, 800, 551545, "Dana|Mariana Ford",
    1 },
  { "formats/vcon/01-siprec-billing-dispute.vcon.json", "vcon", 11, 0, 0, -1, -1, "Agent Mike Rivera|Sarah Johnson",
    1 },
  { "formats/vcon/chat/07959cee-a1fa-46f8-9b0e-aaf0a95ef73f.vcon.json", "vcon", 10, 0, 0, -1, -1,
    "+16233492251|Jack Allen", 1 },
  { "formats/vcon/transcript-no-audio/37bd7a2a-3d38-40bd-b732-190478f0e88a.vcon.json", "vcon", 13, 0, 0, -1, -1, "",
    2 },
  { "formats/vcon/inline-wav/hello.vcon", "vcon", 0, 0, 0, 0, 0, "", 0 },
};

/* What is not read, and why. */
static const struct
{
  const char *file;
  int code;
  const char *reason;
} unread[] = {
  { "formats/ass/subtitle_with_attached_images.ass", ENCORE_ERROR_EMPTY, "no text" },
  /* who speaks when, and no word */
  { "formats/audacity-labels/auto40_labels.txt", ENCORE_ERROR_UNSUPPORTED, "53 stretches" },
  { "calls/06-dual-channel/auto40_activity.rttm", ENCORE_ERROR_UNSUPPORTED, "53 stretches" },
  { "calls/04-inline-gsm-wav/call.wav", ENCORE_ERROR_UNSUPPORTED, "form" },
  { "calls/01-mono-mp3-deepgram/agent_sample_redacted.mp3", ENCORE_ERROR_UNSUPPORTED, "form" },
};

static char *
load (const char *file,
      gsize      *length)
{
  g_autofree char *path = g_build_filename (g_getenv ("ENCORE_CORPUS"), file, NULL);
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, length, NULL);
  return bytes;
}

static gboolean
skip_without_corpus (void)
{
  const char *corpus = g_getenv ("ENCORE_CORPUS");

  if (corpus != NULL && g_file_test (corpus, G_FILE_TEST_IS_DIR))
    return FALSE;

  g_test_skip ("there is no corpus beside the source");
  return TRUE;
}

static EncoreDocument *
read_file (const char *file)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *bytes = load (file, &length);

  g_assert_nonnull (bytes);

  EncoreDocument *document = encore_readers_read (bytes, length, &error);

  g_assert_no_error (error);
  return document;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_speakers (EncoreTranscript *transcript)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      char *name = encore_transcript_get (transcript, i)->speaker;

      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, name);
    }

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("|", (char **) names->pdata);
}

static void
check_counts (EncoreTranscript *transcript,
              gsize             row)
{
  g_autofree char *speakers = join_speakers (transcript);
  guint n = encore_transcript_get_length (transcript), n_words = 0, n_untimed = 0;

  for (guint i = 0; i < n; i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      for (guint j = 0; segment->words != NULL && j < segment->words->len; j++)
        {
          n_words++;
          n_untimed += word_of (segment, j)->start_ms == ENCORE_NO_TIME;
        }
    }

  if (rows[row].n_segments > 0)
    g_assert_cmpuint (n, ==, rows[row].n_segments);
  g_assert_cmpuint (n_words, ==, rows[row].n_words);
  g_assert_cmpuint (n_untimed, ==, rows[row].n_untimed_words);
  g_assert_cmpint (encore_transcript_get (transcript, 0)->start_ms, ==, rows[row].first_ms);
  g_assert_cmpint (transcript->latest_end_ms[n - 1], ==, rows[row].last_ms);
  g_assert_cmpstr (speakers, ==, rows[row].speakers);
}

static void
test_counts (void)
{
  if (skip_without_corpus ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EncoreDocument) document = read_file (rows[i].file);

      g_test_message ("%s", rows[i].file);
      g_assert_cmpstr (document->format, ==, rows[i].format);
      g_assert_cmpuint (document->transcripts->len, ==, rows[i].n_transcripts);
      assert_document_sound (document);
      if (rows[i].n_transcripts > 0)
        check_counts (encore_document_get_transcript (document), i);
    }
}

static void
test_unread (void)
{
  if (skip_without_corpus ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (unread); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length = 0;
      g_autofree char *bytes = load (unread[i].file, &length);
      g_autoptr (EncoreDocument) document = encore_readers_read (bytes, length, &error);

      g_test_message ("%s", unread[i].file);
      g_assert_cmpuint (length, >, 0);
      g_assert_null (document);
      g_assert_error (error, ENCORE_ERROR, unread[i].code);
      g_assert_nonnull (strstr (error->message, unread[i].reason));
    }
}

static gboolean
is_listed (const char *file)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].file, file))
      return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (unread); i++)
    if (g_str_equal (unread[i].file, file))
      return TRUE;

  return FALSE;
}

static gboolean
is_recording (const char *name)
{
  static const char *const suffixes[] = { ".wav", ".mp3", ".m4a", ".ogg", ".amr" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i]))
      return TRUE;

  return FALSE;
}

/* Returns the number of files that are no recordings. */
static guint
walk (const char *folder)
{
  g_autofree char *path = g_build_filename (g_getenv ("ENCORE_CORPUS"), folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_strconcat (folder, "/", name, NULL);
      g_autofree char *whole = g_build_filename (path, name, NULL);

      if (g_file_test (whole, G_FILE_TEST_IS_DIR))
        n += walk (file);
      else if (!is_recording (name))
        {
          g_test_message ("%s", file);
          g_assert_true (is_listed (file));
          n++;
        }
    }

  return n;
}

/* No file is left out by being forgotten. */
static void
test_complete (void)
{
  if (skip_without_corpus ())
    return;

  g_assert_cmpuint (walk ("formats") + walk ("calls"), >=, 60);
}

static guint
count_words (EncoreTranscript *transcript)
{
  guint n = 0;

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      n += segment->words != NULL ? segment->words->len : 0;
    }

  return n;
}

/* NIST's files hold several recordings. */
static void
test_recordings (void)
{
  if (skip_without_corpus ())
    return;

  g_autoptr (EncoreDocument) ctm = read_file ("formats/ctm/lvc_hypc.ctm");
  g_autoptr (EncoreDocument) stm = read_file ("formats/stm/lvc_ref.stm");
  guint n_words = 0, n_segments = 0;

  for (guint i = 0; i < ctm->transcripts->len; i++)
    n_words += count_words (g_ptr_array_index (ctm->transcripts, i));
  for (guint i = 0; i < stm->transcripts->len; i++)
    n_segments += encore_transcript_get_length (g_ptr_array_index (stm->transcripts, i));

  /* 1727 less the second readings of three words */
  g_assert_cmpuint (n_words, ==, 1724);
  /* 61 less those without text */
  g_assert_cmpuint (n_segments, ==, 59);
  g_assert_cmpstr (encore_document_get_transcript (ctm)->source, ==, "2347");
}

/* Every word of the transcript in the order of time, with its time. */
static char *
list_words (EncoreTranscript *transcript)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      for (guint j = 0; segment->words != NULL && j < segment->words->len; j++)
        {
          const EncoreWord *word = word_of (segment, j);

          g_string_append_printf (list, "%.*s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", (int) word->length,
                                  segment->text + word->offset, word->start_ms, word->end_ms);
        }
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
join_text (EncoreTranscript *transcript)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", encore_transcript_get (transcript, i)->text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One call in five forms: the same words at the same times. */
static void
test_five_views (void)
{
  static const char *const views[] = {
    "calls/01-mono-mp3-deepgram/agent_sample_redacted.vcon.json",
    "calls/01-mono-mp3-deepgram/agent_sample_redacted.v001-body-is-alternative.vcon.json",
    "calls/01-mono-mp3-deepgram/agent_sample_redacted.v040-wtf.vcon.json",
    "calls/01-mono-mp3-deepgram/agent_sample_redacted.vtt",
  };

  if (skip_without_corpus ())
    return;

  g_autoptr (EncoreDocument) deepgram = read_file ("calls/01-mono-mp3-deepgram/agent_sample_redacted.deepgram.json");
  g_autofree char *words = list_words (encore_document_get_transcript (deepgram));
  g_autofree char *text = join_text (encore_document_get_transcript (deepgram));

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autoptr (EncoreDocument) document = read_file (views[i]);
      EncoreTranscript *transcript = encore_document_get_transcript (document);
      g_autofree char *other_words = list_words (transcript);
      g_autofree char *other_text = join_text (transcript);

      g_test_message ("%s", views[i]);
      g_assert_cmpstr (other_text, ==, text);
      if (transcript->kind == ENCORE_TRANSCRIPT_WORDS)
        g_assert_cmpstr (other_words, ==, words);
    }

  g_assert_cmpuint (strlen (words), >, 10000);
}

static const EncoreDocumentRecording *
first_recording (EncoreDocument *document)
{
  g_assert_cmpuint (document->recordings->len, ==, 1);
  return g_ptr_array_index (document->recordings, 0);
}

static void
test_inline_audio (void)
{
  if (skip_without_corpus ())
    return;

  gsize length = 0;
  g_autofree char *wav = load ("calls/04-inline-gsm-wav/call.wav", &length);
  g_autoptr (EncoreDocument) first = read_file ("calls/04-inline-gsm-wav/the_first.vcon");
  g_autoptr (EncoreDocument) hello = read_file ("formats/vcon/inline-wav/hello.vcon");
  GBytes *body = first_recording (first)->body;

  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), wav, length);
  g_assert_cmpint (first->started_at, ==, G_GINT64_CONSTANT (1652915105000));
  g_assert_cmpuint (g_bytes_get_size (first_recording (hello)->body), ==, 131194);
}

static void
test_parties (void)
{
  if (skip_without_corpus ())
    return;

  g_autoptr (EncoreDocument) turns = read_file (
      "calls/02-tts-turns-no-timing/175b4393-b18a-4b47-bdce-c5d795be4130.vcon.json");
  g_autoptr (EncoreDocument) dual = read_file ("calls/10-dual-channel-with-transcript/agent_dual.vcon.json");
  const EncoreDocumentParty *agent = g_ptr_array_index (turns->parties, 0);
  EncoreTranscript *transcript = encore_document_get_transcript (dual);

  g_assert_cmpstr (agent->name, ==, "Mark Gonzales");
  g_assert_cmpint (agent->party, ==, ENCORE_PARTY_AGENT);
  g_assert_cmpint (turns->direction, ==, ENCORE_DIRECTION_IN);
  g_assert_cmpint (turns->started_at, ==, G_GINT64_CONSTANT (1710648390153));
  g_assert_cmpstr (first_recording (turns)->filename, ==, "175b4393-b18a-4b47-bdce-c5d795be4130.mp3");

  g_assert_cmpint (first_recording (dual)->party_of_channel[1], ==, ENCORE_PARTY_CUSTOMER);
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      g_assert_cmpint (segment->party, ==, segment->channel == 0 ? ENCORE_PARTY_AGENT : ENCORE_PARTY_CUSTOMER);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/corpus/counts", test_counts);
  g_test_add_func ("/transcript/corpus/unread", test_unread);
  g_test_add_func ("/transcript/corpus/complete", test_complete);
  g_test_add_func ("/transcript/corpus/recordings", test_recordings);
  g_test_add_func ("/transcript/corpus/five-views", test_five_views);
  g_test_add_func ("/transcript/corpus/inline-audio", test_inline_audio);
  g_test_add_func ("/transcript/corpus/parties", test_parties);
  return g_test_run ();
}
