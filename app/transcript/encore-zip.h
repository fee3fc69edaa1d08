/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More than any text in an archive has. */
#define ENCORE_ZIP_MAX_TEXT (64u * 1024 * 1024)

/* One file in an archive that is being written. */
typedef struct
{
  const char *name;
  const char *text;
} EncoreZipEntry;

gboolean encore_zip_looks_like (const char           *bytes,
                                gsize                 length);
gboolean encore_zip_has        (const char           *bytes,
                                gsize                 length,
                                const char           *name);
GBytes  *encore_zip_read       (const char           *bytes,
                                gsize                 length,
                                const char           *name,
                                gsize                 max_bytes,
                                GError              **error);
GBytes  *encore_zip_write      (const EncoreZipEntry *entries,
                                gsize                 n_entries,
                                GError              **error);

G_END_DECLS
