/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-redaction.h"

G_BEGIN_DECLS

/**
 * EncoreDetected:
 * @kind: what it looks like
 * @first_segment: ordinal; 0 in a text
 * @start: first byte in the text of that segment
 * @last_segment: ordinal
 * @end: byte behind the last, in the text of that segment
 *
 * What is likely to be personal data.
 */
typedef struct
{
  EncoreRedactionKind kind;
  guint first_segment;
  gsize start;
  guint last_segment;
  gsize end;
} EncoreDetected;

GArray *encore_detect_in_text       (const char       *text);
GArray *encore_detect_in_transcript (EncoreTranscript *transcript);
char   *encore_detected_dup_text    (const EncoreDetected *self,
                                     EncoreTranscript *transcript);

G_END_DECLS
