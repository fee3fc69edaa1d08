/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-document.h"

G_BEGIN_DECLS

/**
 * EncoreReader:
 * @id: stable, such as "webvtt"
 * @name: for people, such as "WebVTT"
 * @suffixes: %NULL-terminated, without dot; a hint for pairing files, never proof
 * @sniff: 0 (surely not) to 100 (surely) from the first bytes and the whole length
 * @read: a pure function of bytes; errors are %ENCORE_ERROR and name line or byte
 *
 * One transcript format. Sniffed by content, never by name alone.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *const *suffixes;
  int (*sniff) (const char *bytes, gsize length);
  EncoreDocument *(*read) (const char *bytes, gsize length, GError **error);
} EncoreReader;

const EncoreReader *const *encore_readers_list  (gsize      *n_readers);
const EncoreReader        *encore_readers_sniff (const char *bytes,
                                                 gsize       length);
gboolean                   encore_readers_is_transcript_name (const char *filename);
EncoreDocument            *encore_readers_read  (const char *bytes,
                                                 gsize       length,
                                                 GError    **error);

G_END_DECLS
