/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-json-writer.h"
#include "encore-writer.h"

G_BEGIN_DECLS

void encore_wtf_write_members  (EncoreJsonWriter *json,
                                EncoreTranscript *transcript,
                                gint64            offset_ms,
                                gint64            created_at);

/* Whether the transcript has times; otherwise sets %ENCORE_ERROR_UNSUPPORTED. */
gboolean encore_writer_needs_times (EncoreTranscript *transcript,
                                    const char       *format,
                                    GError          **error);

/* hours:minutes:seconds and milliseconds behind @point */
void encore_writer_append_clock (GString *out,
                                 gint64   ms,
                                 char     point);

/* Text on one line. */
void encore_writer_append_line  (GString    *out,
                                 const char *text);

/* Text as XML has it, which has no control characters. */
void encore_writer_append_xml   (GString    *out,
                                 const char *text,
                                 gsize       length);

/* (nullable): the name of the moment type @id */
const char *encore_writer_type_name (GPtrArray  *types,
                                     const char *id);

/**
 * EncoreLane:
 * @speaker: (nullable): who speaks in it
 * @number: from 1; a second one where a speaker's turns overlap
 * @segments: (element-type EncoreSegment): in order, none overlapping another
 *
 * What fits on one tier of a format whose tiers hold one thing at a time.
 */
typedef struct
{
  const char *speaker;
  guint number;
  GPtrArray *segments;
} EncoreLane;

/* A span and its text on a tier. */
typedef struct
{
  gint64 start_ms;
  gint64 end_ms;
  const char *text;
  gsize length;
} EncoreLaneSpan;

GPtrArray *encore_lanes_new       (EncoreTranscript    *transcript);
GArray    *encore_lane_list_turns (const EncoreLane    *lane);
GArray    *encore_lane_list_words (const EncoreLane    *lane);

char *encore_write_srt      (EncoreTranscript *transcript,
                             GError          **error);
char *encore_write_wtf      (EncoreTranscript *transcript,
                             GError          **error);
char *encore_write_textgrid (EncoreTranscript *transcript,
                             GError          **error);
char *encore_write_eaf      (EncoreTranscript *transcript,
                             GError          **error);
char *encore_write_csv      (EncoreTranscript *transcript,
                             GError          **error);
char *encore_write_txt      (EncoreTranscript *transcript,
                             GError          **error);

G_END_DECLS
