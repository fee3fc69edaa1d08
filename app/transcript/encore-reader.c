/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-text.h"

#define MAX_WARNINGS 100

/* Of members that were not read. */
#define MAX_NAMES 12
#define MAX_NAME 40

static const EncoreReader *const readers[] = {
  &encore_reader_vcon,
  &encore_reader_wtf,
  &encore_reader_deepgram,
  &encore_reader_whisper,
  &encore_reader_whisper_cpp,
  &encore_reader_webvtt,
  &encore_reader_srt,
  &encore_reader_sbv,
  &encore_reader_ass,
  &encore_reader_ctm,
  &encore_reader_stm,
  &encore_reader_rttm,
  &encore_reader_ttml,
  &encore_reader_textgrid,
  &encore_reader_eaf,
  &encore_reader_otranscribe,
  &encore_reader_audapolis,
  &encore_reader_docx,
  &encore_reader_csv,
  &encore_reader_text,
  &encore_reader_assemblyai,
  &encore_reader_aws_analytics,
  &encore_reader_aws_bda,
  &encore_reader_aws_pca,
  &encore_reader_aws_transcribe,
  &encore_reader_azure,
  &encore_reader_azure_conversation,
  &encore_reader_azure_live,
  &encore_reader_contact_lens,
  &encore_reader_genesys,
  &encore_reader_gong,
  &encore_reader_google,
  &encore_reader_kaldi,
  &encore_reader_rev_ai,
  &encore_reader_speechmatics,
  &encore_reader_speechmatics_v1,
  &encore_reader_watson,
};

/**
 * encore_readers_list:
 * @n_readers: (out) (optional): how many
 *
 * Returns: (transfer none) (array length=n_readers): every format that can be read
 */
const EncoreReader *const *
encore_readers_list (gsize *n_readers)
{
  if (n_readers != NULL)
    *n_readers = G_N_ELEMENTS (readers);

  return readers;
}

/**
 * encore_readers_sniff:
 * @bytes: (array length=length): a file
 * @length: its size
 *
 * Returns: (transfer none) (nullable): the reader whose format this plainly is
 */
const EncoreReader *
encore_readers_sniff (const char *bytes,
                      gsize       length)
{
  g_autoptr (EncoreSniff) sniff = encore_sniff_new (bytes, length);
  const EncoreReader *found = NULL;
  int best = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      int score = readers[i]->sniff (sniff);

      if (score > best)
        {
          best = score;
          found = readers[i];
        }
    }

  return found;
}

/**
 * encore_readers_is_transcript_name:
 * @filename: a file name
 *
 * Returns: whether the name's ending is one that transcripts have; never proof
 */
gboolean
encore_readers_is_transcript_name (const char *filename)
{
  g_return_val_if_fail (filename != NULL, FALSE);

  const char *dot = strrchr (filename, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (readers); i++)
    for (const char *const *suffix = readers[i]->suffixes; *suffix != NULL; suffix++)
      if (g_ascii_strcasecmp (dot + 1, *suffix) == 0)
        return TRUE;

  return FALSE;
}

static gboolean
is_blank (const char *bytes,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (bytes[i]))
      return FALSE;

  return TRUE;
}

/* No reader knows it: say the most useful thing. */
static void
set_unknown (const char *bytes,
             gsize       length,
             GError    **error)
{
  /* An opening bracket proves nothing: "[Script Info]" is no JSON. */
  if (encore_json_is_object (bytes, length))
    {
      g_autoptr (JsonNode) node = encore_json_parse (bytes, length, error);

      if (node != NULL)
        g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                             _ ("This JSON is not a transcript of a form that can be read"));
      return;
    }

  g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                       _ ("This is not a transcript of a form that can be read"));
}

static gboolean
is_among (const char        *name,
          const char *const *names)
{
  while (*names != NULL && !g_str_equal (*names, name))
    names++;

  return *names != NULL;
}

static gboolean
holds_something (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;

  return JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) > 0;
}

/* Services analyse calls as well: what is not read of that is named. */
static void
warn_unread (EncoreTranscript  *transcript,
             JsonObject        *root,
             const char *const *members)
{
  static const char *const about[] = { "metadata", "meta", "params", "options", "settings", "job", "media", NULL };
  g_autoptr (GList) names = json_object_get_members (root);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (GList *link = names; link != NULL; link = link->next)
    {
      const char *name = link->data;

      if (is_among (name, members) || is_among (name, about) || !holds_something (json_object_get_member (root, name)))
        continue;

      g_autofree char *shown = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MAX_NAME));

      if (n++ < MAX_NAMES)
        g_string_append_printf (list, "%s%s", n > 1 ? ", " : "", shown);
    }

  if (n > 0)
    encore_transcript_warn (transcript, _ ("Not read of this file: %s%s"), list->str, n > MAX_NAMES ? "…" : "");
}

static EncoreTranscript *
read_object (const EncoreReader *reader,
             const char         *bytes,
             gsize               length,
             GError            **error)
{
  g_autoptr (JsonObject) root = encore_json_parse_object (bytes, length, error);
  EncoreTranscript *transcript = root != NULL ? reader->read_object (root, error) : NULL;

  if (transcript != NULL && reader->members != NULL)
    warn_unread (transcript, root, reader->members);

  return transcript;
}

static EncoreTranscript *
read_text (const EncoreReader *reader,
           const char         *bytes,
           gsize               length,
           GError            **error)
{
  const char *encoding = NULL;
  g_autofree char *text = encore_text_to_utf8 (bytes, length, &encoding);
  EncoreTranscript *transcript = reader->read_text (text, error);

  /* A byte order mark is proof; Windows-1252 is a guess. */
  if (transcript != NULL && g_str_equal (encoding, "WINDOWS-1252"))
    encore_transcript_warn (transcript, _ ("The text is not UTF-8; %s was assumed"), encoding);

  return transcript;
}

/**
 * encore_reader_read:
 * @reader: one of encore_readers_list()
 * @bytes: (array length=length): a file
 * @length: its size
 * @error: return location
 *
 * Reads a file as that format, whatever it looks like.
 *
 * Returns: (transfer full): the document, or %NULL
 */
EncoreDocument *
encore_reader_read (const EncoreReader *reader,
                    const char         *bytes,
                    gsize               length,
                    GError            **error)
{
  g_return_val_if_fail (reader != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (reader->read != NULL)
    return reader->read (bytes, length, error);

  g_autoptr (EncoreTranscript) transcript = reader->read_object != NULL ? read_object (reader, bytes, length, error)
                                                                        : read_text (reader, bytes, length, error);

  return transcript != NULL ? encore_reader_finish (transcript, error) : NULL;
}

/**
 * encore_readers_read:
 * @bytes: (array length=length): a file
 * @length: its size
 * @error: return location
 *
 * Reads a transcript of any known format. A pure function of the bytes, for any thread.
 *
 * Returns: (transfer full): the document, or %NULL with %ENCORE_ERROR_EMPTY,
 *   %ENCORE_ERROR_DAMAGED, %ENCORE_ERROR_INVALID or %ENCORE_ERROR_UNSUPPORTED
 */
EncoreDocument *
encore_readers_read (const char *bytes,
                     gsize       length,
                     GError    **error)
{
  g_return_val_if_fail (bytes != NULL || length == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (length > ENCORE_READER_MAX_BYTES)
    {
      g_set_error (error, ENCORE_ERROR, ENCORE_ERROR_UNSUPPORTED,
                   _ ("The file has %lu bytes; transcripts of up to %u MiB can be read"), (gulong) length,
                   ENCORE_READER_MAX_BYTES / 1024 / 1024);
      return NULL;
    }

  if (is_blank (bytes, length))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("The file is empty"));
      return NULL;
    }

  const EncoreReader *reader = encore_readers_sniff (bytes, length);

  if (reader == NULL)
    {
      set_unknown (bytes, length, error);
      return NULL;
    }

  return encore_reader_read (reader, bytes, length, error);
}

/* From the words of the segment, else where the one before it ended. Returns whether it was guessed. */
static gboolean
mend_segment (EncoreSegment *segment,
              gint64         before_ms)
{
  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (segment->start_ms == ENCORE_NO_TIME)
        segment->start_ms = word->start_ms;
      segment->end_ms = MAX (segment->end_ms, word->end_ms);
    }

  if (segment->start_ms != ENCORE_NO_TIME)
    return FALSE;

  segment->start_ms = segment->end_ms = before_ms;
  return TRUE;
}

void
encore_reader_mend_times (EncoreTranscript *transcript)
{
  guint n_timed = 0, n_guessed = 0;
  gint64 before_ms = 0;

  for (guint i = 0; i < transcript->segments->len; i++)
    n_timed += encore_transcript_get (transcript, i)->start_ms != ENCORE_NO_TIME;

  if (n_timed * 2 < transcript->segments->len || n_timed == transcript->segments->len)
    return;

  for (guint i = 0; i < transcript->segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (transcript->segments, i);

      if (segment->start_ms == ENCORE_NO_TIME)
        n_guessed += mend_segment (segment, before_ms);
      before_ms = segment->end_ms;
    }

  if (n_guessed > 0)
    encore_transcript_warn (transcript, _ ("%u segments have no times; they were put behind the one before them"),
                            n_guessed);
}

/* Nobody reads thousands of them. */
static void
limit_warnings (EncoreTranscript *transcript)
{
  guint n = transcript->warnings->len;

  if (n <= MAX_WARNINGS)
    return;

  g_ptr_array_set_size (transcript->warnings, MAX_WARNINGS);
  encore_transcript_warn (transcript, _ ("%u more warnings are not shown"), n - MAX_WARNINGS);
}

EncoreDocument *
encore_reader_finish (EncoreTranscript *transcript,
                      GError          **error)
{
  g_autoptr (GPtrArray) transcripts = g_ptr_array_new ();

  g_ptr_array_add (transcripts, transcript);
  return encore_reader_finish_all (transcripts, error);
}

EncoreDocument *
encore_reader_finish_all (GPtrArray *transcripts,
                          GError   **error)
{
  EncoreDocument *document = NULL;

  for (guint i = 0; i < transcripts->len; i++)
    {
      EncoreTranscript *transcript = g_ptr_array_index (transcripts, i);

      if (encore_transcript_get_length (transcript) == 0)
        continue;

      if (document == NULL)
        document = encore_document_new (transcript->format);

      /* "en_US" is BCP 47 but for its underscore */
      if (transcript->language != NULL)
        g_strdelimit (transcript->language, "_", '-');
      limit_warnings (transcript);
      encore_reader_mend_times (transcript);
      encore_transcript_finish (transcript);
      g_ptr_array_add (document->transcripts, g_object_ref (transcript));
    }

  if (document == NULL)
    g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("The transcript holds no text"));

  return document;
}

void
encore_reader_warn_lost (EncoreTranscript *transcript,
                         guint             n_lost)
{
  if (n_lost > 0)
    encore_transcript_warn (transcript, _ ("%u words do not stand in the text of their segment; they have no times"),
                            n_lost);
}

void
encore_reader_warn_left_out (EncoreTranscript *transcript,
                             guint             n,
                             const char       *why)
{
  if (n > 0)
    encore_transcript_warn (transcript, _ ("%u parts were left out: %s"), n, why);
}

void
encore_reader_warn_others (EncoreTranscript *transcript,
                           guint             n_others)
{
  encore_reader_warn_left_out (transcript, n_others, _ ("other readings of the same words"));
}

/* One channel alone says nothing of who is speaking. */
void
encore_reader_forget_only_channel (EncoreTranscript *transcript)
{
  GPtrArray *segments = transcript->segments;
  int channel = -1;

  for (guint i = 0; i < segments->len; i++)
    {
      const EncoreSegment *segment = g_ptr_array_index (segments, i);

      if (i > 0 && segment->channel != channel)
        return;
      channel = segment->channel;
    }

  for (guint i = 0; i < segments->len; i++)
    ((EncoreSegment *) g_ptr_array_index (segments, i))->channel = -1;
}
