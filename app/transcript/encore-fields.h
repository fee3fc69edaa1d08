/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-document.h"
#include "encore-sniff.h"
#include "encore-turns.h"

G_BEGIN_DECLS

/* What NIST's formats share: a record a line, fields between blanks, ";;" before a comment. */

/* The recordings of a file that may hold several. */
typedef struct
{
  const char *format;
  GPtrArray *transcripts; /* of EncoreTranscript, whose source is the recording's name */
  GHashTable *by_name;
} EncoreRecordings;

/* Whether a line's fields are a record; @n_fields are there. */
typedef gboolean (*EncoreFieldsRecord) (char **fields, guint n_fields);

gboolean          encore_fields_begin       (const EncoreSniff *sniff,
                                             guint              max,
                                             EncoreFieldsRecord is_record);
char            **encore_fields_split       (const char       *line,
                                             guint             max);
gboolean          encore_fields_parse_ms    (const char       *field,
                                             gint64           *ms);
int               encore_fields_channel     (const char       *field);
char             *encore_fields_clean_word  (const char       *word);
void              encore_recordings_init    (EncoreRecordings *self,
                                             const char       *format);
EncoreTranscript *encore_recordings_get     (EncoreRecordings *self,
                                             const char       *name);
EncoreDocument   *encore_recordings_finish  (EncoreRecordings *self,
                                             GError          **error);
void              encore_recordings_clear   (EncoreRecordings *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EncoreRecordings, encore_recordings_clear)

G_END_DECLS
