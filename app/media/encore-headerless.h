/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-riff.h"

G_BEGIN_DECLS

/**
 * EncoreRawFormat:
 *
 * What a recording without a header can be.
 */
typedef struct
{
  const char *id;    /* stays the same for ever: it is kept */
  const char *name;  /* for people, not yet translated */
  guint16 tag;
  int rate;
  int bits;
  gboolean big_endian;
} EncoreRawFormat;

const EncoreRawFormat *encore_media_list_raw_formats (gsize      *n);
const EncoreRawFormat *encore_media_guess_raw_format (const char *path);
void                   encore_media_set_raw_format   (const char *path,
                                                      const char *id);
char                  *encore_media_dup_raw_format   (const char *path);
gboolean               encore_media_needs_raw_format (const char *path);

gboolean               encore_headerless_find        (const char *path,
                                                      EncoreRiff *riff);
gboolean               encore_headerless_is_text     (const char *bytes,
                                                      gsize       length);

G_END_DECLS
