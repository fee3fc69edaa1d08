/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "encore-reader.h"
#include "encore-sheet.h"

/*
 * The readers of one family on arbitrary bytes: FAMILY is "json", "text", "xml", "vcon" or
 * "any", which lets the sniffing choose. `./dev fuzz` builds and runs them.
 */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (EncoreDocument *document,
       GError         *error)
{
  g_assert ((document == NULL) == (error != NULL));
  for (guint i = 0; document != NULL && i < document->transcripts->len; i++)
    g_assert (((EncoreTranscript *) g_ptr_array_index (document->transcripts, i))->latest_end_ms != NULL);

  g_clear_object (&document);
  g_clear_error (&error);
}

static const char *
family_of (const EncoreReader *reader)
{
  static const char *const xml[] = { "ttml", "eaf" };

  for (gsize i = 0; i < G_N_ELEMENTS (xml); i++)
    if (g_str_equal (reader->id, xml[i]))
      return "xml";

  if (g_str_equal (reader->id, "vcon"))
    return "vcon";

  return reader->read_object != NULL ? "json" : "text";
}

/* The columns as no header would have them. */
static void
read_table (const char *bytes,
            gsize       size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreSheet) table = encore_sheet_parse (bytes, size, &error);
  EncoreSheetMapping mapping = { .columns = { 1, 2, 3, 4, 0, 5 } };

  g_assert ((table == NULL) == (error != NULL));
  if (table == NULL)
    return;

  g_autoptr (GError) failure = NULL;
  g_autoptr (EncoreDocument) document = encore_sheet_read (table, &mapping, &failure);

  g_assert ((document == NULL) == (failure != NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *bytes = (const char *) data;
  gsize n_readers;
  const EncoreReader *const *readers = encore_readers_list (&n_readers);
  GError *error = NULL;

  if (g_str_equal (FAMILY, "any"))
    {
      EncoreDocument *document = encore_readers_read (bytes, size, &error);

      check (document, error);
      return 0;
    }

  if (g_str_equal (FAMILY, "text"))
    read_table (bytes, size);

  for (gsize i = 0; i < n_readers; i++)
    if (g_str_equal (family_of (readers[i]), FAMILY))
      {
        EncoreDocument *document;

        error = NULL;
        document = encore_reader_read (readers[i], bytes, size, &error);
        check (document, error);
      }

  return 0;
}
