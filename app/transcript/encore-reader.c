/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-error.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-text.h"

#define MAX_WARNINGS 100

static const EncoreReader *const readers[] = {
  &encore_reader_vcon,        &encore_reader_wtf,    &encore_reader_deepgram, &encore_reader_whisper,
  &encore_reader_whisper_cpp, &encore_reader_webvtt, &encore_reader_srt,
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

static gboolean
is_utf16 (const char *bytes,
          gsize       length)
{
  return length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0);
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
  g_autofree char *converted = NULL;
  const EncoreReader *found = NULL;
  int best = 0;

  if (is_utf16 (bytes, length))
    {
      converted = encore_text_to_utf8 (bytes, length, NULL);
      bytes = converted;
      length = strlen (converted);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      int score = readers[i]->sniff (bytes, length);

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

  return reader->read (bytes, length, error);
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
  if (encore_transcript_get_length (transcript) == 0)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_EMPTY, _ ("The transcript holds no text"));
      return NULL;
    }

  EncoreDocument *document = encore_document_new (transcript->format);

  limit_warnings (transcript);
  encore_reader_mend_times (transcript);
  encore_transcript_finish (transcript);
  g_ptr_array_add (document->transcripts, g_object_ref (transcript));
  return document;
}
