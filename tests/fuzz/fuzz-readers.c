/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-reader.h"

/* Every transcript reader on arbitrary bytes; see meson.build for how to build and run it. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (EncoreDocument *document,
       GError         *error)
{
  g_assert ((document == NULL) == (error != NULL));
  g_clear_object (&document);
  g_clear_error (&error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *bytes = (const char *) data;
  GError *error = NULL;
  gsize n_readers;
  const EncoreReader *const *readers = encore_readers_list (&n_readers);
  EncoreDocument *document = encore_readers_read (bytes, size, &error);

  check (document, error);
  for (gsize i = 0; i < n_readers; i++)
    {
      error = NULL;
      document = encore_reader_read (readers[i], bytes, size, &error);
      check (document, error);
    }

  return 0;
}
