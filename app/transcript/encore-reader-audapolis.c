/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-fields.h"
#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-reader-private.h"
#include "encore-zip.h"

/*
 * audapolis: a zip archive with document.json and the recordings that it was made of. Up to version 2
 * paragraphs hold words; from version 3 on, words, speakers and ends of paragraphs stand in one list.
 * Each word says where in which recording it stands: these times count, not the order of an edit.
 */

#define DOCUMENT "document.json"
#define SOURCES "sources/"

static const EncoreWordShape shape = {
  .texts = { "text", "word" },
  .start = "sourceStart",
  .duration = "length",
  .confidence = "conf",
  .ms_at = encore_json_ms_at,
};

typedef struct
{
  EncoreRecordings recordings;
  EncoreTurns turns;
  gboolean has_turns;
  EncoreTranscript *current;
  char *speaker;
  char *language;
  guint n_headings;
} Reader;

static void
end_paragraph (Reader *reader)
{
  if (reader->has_turns)
    encore_turns_clear (&reader->turns);

  reader->has_turns = FALSE;
}

static void
set_speaker (Reader     *reader,
             JsonObject *object)
{
  g_free (reader->speaker);
  reader->speaker = encore_json_dup_label (object, "speaker");

  const char *language = encore_json_string_at (object, "language");

  if (reader->language == NULL && language != NULL && *language != '\0')
    reader->language = g_strdup (language);
}

/* A paragraph that goes from one recording into another is two turns. */
static void
begin_turns (Reader     *reader,
             const char *source)
{
  EncoreTranscript *transcript = encore_recordings_get (&reader->recordings, source);

  if (reader->has_turns && transcript == reader->current)
    return;

  end_paragraph (reader);
  encore_turns_init (&reader->turns, transcript);
  reader->turns.pause_ms = 0;
  reader->has_turns = TRUE;
  reader->current = transcript;
  encore_turns_set_speaker (&reader->turns, reader->speaker, -1);
}

static void
read_word (Reader     *reader,
           JsonObject *item)
{
  const char *source = encore_json_string_at (item, "source");
  EncoreTimedText word;

  if (!encore_json_word (item, &shape, &word))
    return;

  begin_turns (reader, source != NULL ? source : "");
  encore_turns_add_word (&reader->turns, &word);
}

static void
read_item (Reader     *reader,
           JsonObject *item)
{
  const char *type = encore_json_string_at (item, "type");

  if (g_strcmp0 (type, "text") == 0 || g_strcmp0 (type, "word") == 0)
    read_word (reader, item);
  else if (g_strcmp0 (type, "paragraph_break") == 0)
    end_paragraph (reader);
  else if (g_strcmp0 (type, "heading") == 0)
    {
      end_paragraph (reader);
      reader->n_headings++;
    }
  else if (g_strcmp0 (type, "speaker_change") == 0 || g_strcmp0 (type, "paragraph_start") == 0)
    {
      end_paragraph (reader);
      set_speaker (reader, item);
    }
}

static void
read_content (Reader    *reader,
              JsonArray *content)
{
  for (guint i = 0; i < encore_json_length (content); i++)
    {
      JsonObject *item = encore_json_element_object (content, i);
      JsonArray *words = encore_json_array_at (item, "content");

      if (words == NULL)
        {
          read_item (reader, item);
          continue;
        }

      end_paragraph (reader);
      set_speaker (reader, item);
      for (guint j = 0; j < encore_json_length (words); j++)
        read_item (reader, encore_json_element_object (words, j));
    }

  end_paragraph (reader);
}

/* The archive carries the sound, too, under the name that the words have for it. */
static void
add_recordings (EncoreDocument *document,
                const char     *bytes,
                gsize           length)
{
  for (guint i = 0; i < document->transcripts->len; i++)
    {
      EncoreTranscript *transcript = g_ptr_array_index (document->transcripts, i);

      if (*transcript->source == '\0')
        continue;

      g_autofree char *name = g_strconcat (SOURCES, transcript->source, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = encore_zip_read (bytes, length, name, ENCORE_READER_MAX_BYTES, &error);

      if (body == NULL)
        {
          g_ptr_array_add (document->warnings, g_strdup (error->message));
          continue;
        }

      EncoreDocumentRecording *recording = g_new0 (EncoreDocumentRecording, 1);

      recording->filename = g_path_get_basename (transcript->source);
      recording->body = g_steal_pointer (&body);
      recording->started_at = ENCORE_NO_TIME;
      g_ptr_array_add (document->recordings, recording);
    }
}

/* The first transcript is of the first recording. */
static EncoreDocument *
finish (Reader  *reader,
        GError **error)
{
  GPtrArray *transcripts = reader->recordings.transcripts;

  for (guint i = 0; i < transcripts->len; i++)
    {
      EncoreTranscript *transcript = g_ptr_array_index (transcripts, i);

      transcript->language = g_strdup (reader->language);
      if (i == 0)
        encore_reader_warn_left_out (transcript, reader->n_headings, _ ("headings are not spoken"));
    }

  return encore_recordings_finish (&reader->recordings, error);
}

static void
reader_clear (Reader *reader)
{
  encore_recordings_clear (&reader->recordings);
  g_free (reader->speaker);
  g_free (reader->language);
}

static EncoreDocument *
read_document (const char *bytes,
               gsize       length,
               GError    **error)
{
  g_autoptr (GBytes) json = encore_zip_read (bytes, length, DOCUMENT, ENCORE_ZIP_MAX_TEXT, error);

  if (json == NULL)
    return NULL;

  gsize size;
  const char *text = g_bytes_get_data (json, &size);
  g_autoptr (JsonObject) root = encore_json_parse_object (text != NULL ? text : "", size, error);

  if (root == NULL)
    return NULL;

  JsonArray *content = encore_json_array_at (root, "content");

  if (content == NULL)
    content = encore_json_array_at (root, ENCORE_JSON_LIST);
  if (content == NULL)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("“content” in document.json is not a list"));
      return NULL;
    }

  Reader reader = { .current = NULL };

  encore_recordings_init (&reader.recordings, encore_reader_audapolis.id);
  read_content (&reader, content);

  EncoreDocument *document = finish (&reader, error);

  if (document != NULL)
    add_recordings (document, bytes, length);

  reader_clear (&reader);
  return document;
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_zip_has (sniff->bytes, sniff->length, DOCUMENT) ? 90 : 0;
}

static const char *const suffixes[] = { "audapolis", NULL };

const EncoreReader encore_reader_audapolis = {
  .id = "audapolis",
  .name = "audapolis",
  .suffixes = suffixes,
  .sniff = sniff,
  .read = read_document,
};
