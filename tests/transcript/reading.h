/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "encore-error.h"
#include "encore-reader.h"

/* What the tests of this room share. */

static inline EncoreDocument *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  EncoreDocument *document = encore_readers_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return document;
}

static inline char *
load_fixture (const char *name,
              gsize      *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "transcript", name, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);
  return bytes;
}

static inline EncoreDocument *
read_fixture (const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *bytes = load_fixture (name, &length);
  EncoreDocument *document = encore_readers_read (bytes, length, &error);

  g_assert_no_error (error);
  return document;
}

static inline const EncoreWord *
word_of (const EncoreSegment *segment,
         guint                i)
{
  g_assert_nonnull (segment->words);
  g_assert_cmpuint (i, <, segment->words->len);
  return &g_array_index (segment->words, EncoreWord, i);
}

static inline void
assert_segment (EncoreTranscript *transcript,
                guint             i,
                gint64            start_ms,
                gint64            end_ms,
                const char       *speaker,
                const char       *text)
{
  g_assert_cmpuint (i, <, encore_transcript_get_length (transcript));

  const EncoreSegment *segment = encore_transcript_get (transcript, i);

  g_assert_cmpint (segment->start_ms, ==, start_ms);
  g_assert_cmpint (segment->end_ms, ==, end_ms);
  g_assert_cmpstr (segment->speaker, ==, speaker);
  g_assert_cmpstr (segment->text, ==, text);
}

static inline void
assert_word (EncoreTranscript *transcript,
             guint             i,
             guint             j,
             gint64            start_ms,
             gint64            end_ms,
             const char       *text)
{
  const EncoreSegment *segment = encore_transcript_get (transcript, i);
  const EncoreWord *word = word_of (segment, j);
  g_autofree char *written = g_strndup (segment->text + word->offset, word->length);

  g_assert_cmpstr (written, ==, text);
  g_assert_cmpint (word->start_ms, ==, start_ms);
  g_assert_cmpint (word->end_ms, ==, end_ms);
}

static inline gboolean
has_warning (GPtrArray  *warnings,
             const char *part)
{
  for (guint i = 0; i < warnings->len; i++)
    if (strstr (g_ptr_array_index (warnings, i), part) != NULL)
      return TRUE;

  return FALSE;
}

/* What every finished transcript promises, whatever was read. */
static inline void
assert_sound (EncoreTranscript *transcript)
{
  g_assert_nonnull (transcript->latest_end_ms);
  for (guint i = 0; i < transcript->warnings->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (transcript->warnings, i), -1, NULL));
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);
      gsize length = strlen (segment->text);

      g_assert_true (g_utf8_validate (segment->text, -1, NULL));
      g_assert_true (segment->speaker == NULL || g_utf8_validate (segment->speaker, -1, NULL));
      g_assert_cmpint (segment->end_ms, >=, segment->start_ms);
      g_assert_cmpint (segment->start_ms, >=, ENCORE_NO_TIME);
      for (guint j = 0; segment->words != NULL && j < segment->words->len; j++)
        {
          const EncoreWord *word = word_of (segment, j);

          g_assert_cmpuint (word->length, >, 0);
          g_assert_cmpuint ((gsize) word->offset + word->length, <=, length);
          g_assert_cmpint (word->end_ms, >=, word->start_ms);
          g_assert_true (g_utf8_validate (segment->text + word->offset, word->length, NULL));
        }
    }
}

static inline void
assert_document_sound (EncoreDocument *document)
{
  for (guint i = 0; i < document->transcripts->len; i++)
    assert_sound (g_ptr_array_index (document->transcripts, i));
}
