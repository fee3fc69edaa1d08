/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-text.h"
#include "encore-writer-private.h"

/* World Transcription Format, draft-howe-vcon-wtf-extension: alone, and as the body of a vCon's analysis. */

typedef struct
{
  EncoreJsonWriter *json;
  gint64 offset_ms;
  GPtrArray *speakers; /* of EncoreSegment: the first one of each speaker */
} Writer;

static gint64
shifted (Writer *writer,
         gint64  ms)
{
  return ms == ENCORE_NO_TIME ? ENCORE_NO_TIME : MAX (ms + writer->offset_ms, 0);
}

static gboolean
is_same_speaker (const EncoreSegment *a,
                 const EncoreSegment *b)
{
  return a->party == b->party && g_strcmp0 (a->speaker, b->speaker) == 0;
}

/* The number of the segment's speaker, or -1 where nothing is known. */
static int
speaker_number (Writer              *writer,
                const EncoreSegment *segment)
{
  if (segment->speaker == NULL && segment->party == ENCORE_PARTY_UNKNOWN)
    return -1;

  for (guint i = 0; i < writer->speakers->len; i++)
    if (is_same_speaker (segment, g_ptr_array_index (writer->speakers, i)))
      return (int) i;

  g_ptr_array_add (writer->speakers, (gpointer) segment);
  return (int) writer->speakers->len - 1;
}

static void
write_speaker_number (Writer              *writer,
                      const EncoreSegment *segment)
{
  int number = speaker_number (writer, segment);

  if (number < 0)
    encore_json_writer_text (writer->json, "speaker", NULL);
  else
    encore_json_writer_int (writer->json, "speaker", number);
}

static double
confidence_of (const EncoreSegment *segment)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      float confidence = g_array_index (segment->words, EncoreWord, i).confidence;

      if (confidence < 0)
        continue;
      sum += (double) confidence;
      n++;
    }

  return n > 0 ? sum / n : -1;
}

static void
write_segment (Writer              *writer,
               const EncoreSegment *segment,
               guint                index,
               guint               *n_words)
{
  EncoreJsonWriter *json = writer->json;

  encore_json_writer_open (json, NULL, '{');
  encore_json_writer_int (json, "id", index);
  encore_json_writer_seconds (json, "start", shifted (writer, segment->start_ms));
  encore_json_writer_seconds (json, "end", shifted (writer, segment->end_ms));
  encore_json_writer_text (json, "text", segment->text);
  encore_json_writer_share (json, "confidence", confidence_of (segment));
  write_speaker_number (writer, segment);
  if (segment->channel >= 0)
    encore_json_writer_int (json, "channel", segment->channel);

  if (segment->words != NULL)
    {
      encore_json_writer_open (json, "words", '[');
      for (guint i = 0; i < segment->words->len; i++)
        encore_json_writer_int (json, NULL, (*n_words)++);
      encore_json_writer_close (json, ']');
    }
  encore_json_writer_close (json, '}');
}

static void
write_words (Writer              *writer,
             const EncoreSegment *segment,
             guint               *n_words)
{
  EncoreJsonWriter *json = writer->json;

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);
      g_autofree char *text = g_strndup (segment->text + word->offset, word->length);

      encore_json_writer_open (json, NULL, '{');
      encore_json_writer_int (json, "id", (*n_words)++);
      encore_json_writer_seconds (json, "start", shifted (writer, word->start_ms));
      encore_json_writer_seconds (json, "end", shifted (writer, word->end_ms));
      encore_json_writer_text (json, "text", text);
      encore_json_writer_share (json, "confidence", (double) word->confidence);
      write_speaker_number (writer, segment);
      encore_json_writer_bool (json, "is_punctuation", FALSE);
      encore_json_writer_close (json, '}');
    }
}

static void
write_speakers (Writer *writer)
{
  EncoreJsonWriter *json = writer->json;

  encore_json_writer_open (json, "speakers", '{');
  for (guint i = 0; i < writer->speakers->len; i++)
    {
      const EncoreSegment *segment = g_ptr_array_index (writer->speakers, i);
      g_autofree char *id = g_strdup_printf ("%u", i);

      encore_json_writer_open (json, id, '{');
      encore_json_writer_int (json, "id", i);
      encore_json_writer_text (json, "label",
                               segment->speaker != NULL ? segment->speaker : encore_party_to_id (segment->party));
      if (segment->party != ENCORE_PARTY_UNKNOWN)
        encore_json_writer_text (json, "role", encore_party_to_id (segment->party));
      encore_json_writer_close (json, '}');
    }
  encore_json_writer_close (json, '}');
}

static void
write_whole_text (Writer           *writer,
                  EncoreTranscript *transcript)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 end_ms = 0;

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, segment->text);
      end_ms = MAX (end_ms, shifted (writer, segment->end_ms));
    }

  encore_json_writer_open (writer->json, "transcript", '{');
  encore_json_writer_text (writer->json, "text", text->str);
  encore_json_writer_text (writer->json, "language", transcript->language != NULL ? transcript->language : "und");
  encore_json_writer_seconds (writer->json, "duration", end_ms);
  encore_json_writer_close (writer->json, '}');
}

static void
write_iso (EncoreJsonWriter *json,
           const char       *name,
           gint64            instant_ms)
{
  g_autofree char *text = instant_ms > 0 ? encore_text_iso8601 (instant_ms) : NULL;

  encore_json_writer_string (json, name, text);
}

/**
 * encore_wtf_write_members:
 * @json: where an object has been opened
 * @transcript: a finished transcript with times
 * @offset_ms: added to all times
 * @created_at: when the transcript was made, in UTC ms, or 0
 *
 * Writes the members of a WTF object.
 */
void
encore_wtf_write_members (EncoreJsonWriter *json,
                          EncoreTranscript *transcript,
                          gint64            offset_ms,
                          gint64            created_at)
{
  g_autoptr (GPtrArray) speakers = g_ptr_array_new ();
  Writer writer = { .json = json, .offset_ms = offset_ms, .speakers = speakers };
  guint n_words = 0;

  write_whole_text (&writer, transcript);

  encore_json_writer_open (json, "segments", '[');
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    write_segment (&writer, encore_transcript_get (transcript, i), i, &n_words);
  encore_json_writer_close (json, ']');

  n_words = 0;
  encore_json_writer_open (json, "words", '[');
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    write_words (&writer, encore_transcript_get (transcript, i), &n_words);
  encore_json_writer_close (json, ']');

  write_speakers (&writer);
  encore_json_writer_open (json, "metadata", '{');
  write_iso (json, "created_at", created_at);
  write_iso (json, "processed_at", created_at);
  encore_json_writer_text (json, "provider", "encore");
  encore_json_writer_text (json, "model", transcript->format != NULL ? transcript->format : "encore");
  encore_json_writer_close (json, '}');
}

/**
 * encore_write_wtf:
 * @transcript: a finished transcript
 * @error: return location
 *
 * Returns: (transfer full): the file, or %NULL with %ENCORE_ERROR_UNSUPPORTED for a transcript without times
 */
char *
encore_write_wtf (EncoreTranscript *transcript,
                  GError          **error)
{
  EncoreJsonWriter json;

  if (!encore_writer_needs_times (transcript, "WTF", error))
    return NULL;

  encore_json_writer_init (&json);
  encore_json_writer_open (&json, NULL, '{');
  encore_wtf_write_members (&json, transcript, 0, 0);
  encore_json_writer_close (&json, '}');
  return encore_json_writer_finish (&json);
}
