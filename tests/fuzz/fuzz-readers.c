/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "encore-reader.h"

/* Every transcript reader on arbitrary bytes; see meson.build for how to build and run it. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_with (EncoreDocument *(*read) (const char *, gsize, GError **),
           const guint8 *data,
           gsize         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreDocument) document = read ((const char *) data, size, &error);

  g_assert ((document == NULL) == (error != NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  gsize n_readers;
  const EncoreReader *const *readers = encore_readers_list (&n_readers);

  read_with (encore_readers_read, data, size);
  for (gsize i = 0; i < n_readers; i++)
    read_with (readers[i]->read, data, size);

  return 0;
}
