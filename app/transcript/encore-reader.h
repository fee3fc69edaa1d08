/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "encore-document.h"
#include "encore-sniff.h"

G_BEGIN_DECLS

/**
 * EncoreReader:
 * @id: stable, such as "webvtt"
 * @name: for people, such as "WebVTT"
 * @suffixes: %NULL-terminated, without dot; a hint for pairing files, never proof
 * @sniff: 0 (surely not) to 100 (surely)
 * @read_text: (nullable): for formats that are text; given UTF-8
 * @read_object: (nullable): for formats that are JSON; given the top-level object
 * @members: (nullable): for JSON: %NULL-terminated, the members of the top-level object that are read; of others
 *   that hold something it is said that they were left out
 * @read: (nullable): for all others
 *
 * One transcript format. Sniffed by content, never by name alone. One of the three ways of
 * reading is there; each is a pure function, and its errors are %ENCORE_ERROR and name line or
 * byte. The first two return an unfinished transcript.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *const *suffixes;
  int (*sniff) (const EncoreSniff *sniff);
  EncoreTranscript *(*read_text) (const char *text, GError **error);
  EncoreTranscript *(*read_object) (JsonObject *root, GError **error);
  const char *const *members;
  EncoreDocument *(*read) (const char *bytes, gsize length, GError **error);
} EncoreReader;

const EncoreReader *const *encore_readers_list  (gsize      *n_readers);
const EncoreReader        *encore_readers_sniff (const char *bytes,
                                                 gsize       length);
gboolean                   encore_readers_is_transcript_name (const char *filename);
EncoreDocument            *encore_reader_read   (const EncoreReader *reader,
                                                 const char *bytes,
                                                 gsize       length,
                                                 GError    **error);
EncoreDocument            *encore_readers_read  (const char *bytes,
                                                 gsize       length,
                                                 GError    **error);

G_END_DECLS
