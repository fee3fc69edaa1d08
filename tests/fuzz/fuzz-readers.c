/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "encore-error.h"
#include "encore-json.h"
#include "encore-labels.h"
#include "encore-reader.h"
#include "encore-sheet.h"
#include "encore-writer.h"
#include "encore-zip.h"

/*
 * The readers of one family on arbitrary bytes: FAMILY is "json", "text", "xml", "vcon" or "zip";
 * "any" lets the sniffing choose, "write" writes what was read in every format and reads that
 * again. `./dev fuzz` builds and runs them.
 */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_transcript (EncoreTranscript *transcript)
{
  g_assert (transcript->latest_end_ms != NULL);
  for (guint i = 0; i < transcript->warnings->len; i++)
    g_assert (g_utf8_validate (g_ptr_array_index (transcript->warnings, i), -1, NULL));
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);
      gsize length = strlen (segment->text);

      g_assert (g_utf8_validate (segment->text, -1, NULL));
      g_assert (segment->end_ms >= segment->start_ms);
      for (guint j = 0; segment->words != NULL && j < segment->words->len; j++)
        {
          const EncoreWord *word = &g_array_index (segment->words, EncoreWord, j);

          g_assert (word->length > 0 && (gsize) word->offset + word->length <= length);
          g_assert (word->end_ms >= word->start_ms);
        }
    }
}

/* Either a sound document or an error of ours. */
static void
check (EncoreDocument *document,
       GError         *error)
{
  g_assert ((document == NULL) == (error != NULL));
  g_assert (error == NULL || (error->domain == ENCORE_ERROR && g_utf8_validate (error->message, -1, NULL)));
  for (guint i = 0; document != NULL && i < document->transcripts->len; i++)
    check_transcript (g_ptr_array_index (document->transcripts, i));
}

static EncoreDocument *
read_with (const EncoreReader *reader,
           const char         *bytes,
           gsize               size)
{
  g_autoptr (GError) error = NULL;
  EncoreDocument *document = reader != NULL ? encore_reader_read (reader, bytes, size, &error)
                                            : encore_readers_read (bytes, size, &error);

  check (document, error);
  return document;
}

static void
try_with (const EncoreReader *reader,
          const char         *bytes,
          gsize               size)
{
  EncoreDocument *document = read_with (reader, bytes, size);

  g_clear_object (&document);
}

static const char *
family_of (const EncoreReader *reader)
{
  static const char *const families[][2] = {
    { "ttml", "xml" }, { "eaf", "xml" }, { "vcon", "vcon" }, { "audapolis", "zip" }, { "docx", "zip" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_str_equal (reader->id, families[i][0]))
      return families[i][1];

  return reader->read_object != NULL ? "json" : "text";
}

/* The one that takes the bytes for its own, and another that the bytes themselves choose. */
static void
read_with_family (const char *bytes,
                  gsize       size)
{
  g_autoptr (GPtrArray) family = g_ptr_array_new ();
  gsize n_readers;
  const EncoreReader *const *readers = encore_readers_list (&n_readers);
  const EncoreReader *own = encore_readers_sniff (bytes, size);
  guint chosen = 5381;

  for (gsize i = 0; i < n_readers; i++)
    if (g_str_equal (family_of (readers[i]), FAMILY))
      g_ptr_array_add (family, (gpointer) readers[i]);
  for (gsize i = 0; i < size; i++)
    chosen = chosen * 33 + (guchar) bytes[i];

  if (family->len > 0)
    try_with (g_ptr_array_index (family, chosen % family->len), bytes, size);
  if (own != NULL && g_str_equal (family_of (own), FAMILY))
    try_with (own, bytes, size);
}

/* Files of markers, and tables whose columns are as no header would have them. */
static void
read_tables (const char *bytes,
             gsize       size)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *labels = encore_labels_read (bytes, size, 60000, warnings, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreSheet) table = encore_sheet_parse (bytes, size, &error);
  EncoreSheetMapping mapping = { .columns = { 1, 2, 3, 4, 0, 5 } };

  for (guint i = ENCORE_COLUMN_CHANNEL + 1; i < ENCORE_N_COLUMNS; i++)
    mapping.columns[i] = -1;

  g_clear_pointer (&labels, g_ptr_array_unref);
  g_assert ((table == NULL) == (error != NULL));
  if (table == NULL)
    return;

  g_autoptr (GError) failure = NULL;
  g_autoptr (EncoreDocument) document = encore_sheet_read (table, &mapping, &failure);

  check (document, failure);
}

/* The bytes as they are, and as the content of an archive. */
static void
read_archives (const char *bytes,
               gsize       size)
{
  static const char *const names[] = { "document.json", "word/document.xml" };
  g_autofree char *text = g_strndup (bytes, size);

  read_with_family (bytes, size);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const EncoreZipEntry entry = { names[i], text };
      g_autoptr (GBytes) archive = encore_zip_write (&entry, 1, NULL);
      gsize length;
      const char *packed = g_bytes_get_data (archive, &length);

      try_with (NULL, packed, length);
    }
}

static void
write_all (EncoreDocument *document)
{
  EncoreTranscript *transcript = document != NULL ? encore_document_get_transcript (document) : NULL;
  g_autoptr (EncoreCall) call = encore_call_new ();
  EncoreVconExport what
      = { .call = call, .transcript = transcript, .moments = document != NULL ? document->moments : NULL };
  gsize n_writers;
  const EncoreTranscriptWriter *writers = encore_transcript_writers_list (&n_writers);

  if (transcript == NULL)
    return;

  for (gsize i = 0; i < n_writers; i++)
    {
      g_autofree char *text = writers[i].write (transcript, NULL);

      if (text != NULL)
        try_with (NULL, text, strlen (text));
    }

  g_autofree char *vcon = encore_write_vcon (&what, NULL);
  g_autoptr (EncoreDocument) from_vcon = read_with (NULL, vcon, strlen (vcon));
  g_autoptr (GBytes) docx = encore_write_docx (&what, NULL);
  gsize length;
  const char *bytes = g_bytes_get_data (docx, &length);

  try_with (NULL, bytes, length);
  g_assert (from_vcon != NULL);
  g_assert_cmpuint (encore_transcript_get_length (encore_document_get_transcript (from_vcon)), <=,
                    encore_transcript_get_length (transcript));
}

/* The layer below all readers of JSON. */
static void
parse_json (const char *bytes,
            gsize       size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = encore_json_parse (bytes, size, &error);

  g_assert ((node == NULL) == (error != NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *bytes = (const char *) data;
  g_autoptr (EncoreDocument) document = NULL;

  if (g_str_equal (FAMILY, "any"))
    document = read_with (NULL, bytes, size);
  else if (g_str_equal (FAMILY, "write"))
    write_all (document = read_with (NULL, bytes, size));
  else if (g_str_equal (FAMILY, "zip"))
    read_archives (bytes, size);
  else
    read_with_family (bytes, size);

  if (g_str_equal (FAMILY, "text"))
    read_tables (bytes, size);
  if (g_str_equal (FAMILY, "json"))
    parse_json (bytes, size);

  return 0;
}
