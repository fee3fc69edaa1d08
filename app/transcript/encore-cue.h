/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript.h"

G_BEGIN_DECLS

/* What subtitle formats share: times, the text inside a cue, and blocks of cues. */

/* Reads a line that holds times and nothing else; returns whether it is one. */
typedef gboolean (*EncoreCueTiming) (const char *line, gint64 *start_ms, gint64 *end_ms);

void     encore_cue_add        (EncoreTranscript *transcript,
                                gint64            start_ms,
                                gint64            end_ms,
                                const char       *payload);
gboolean encore_cue_parse_time (const char       *text,
                                const char      **end,
                                gint64           *ms);
char   **encore_cue_split_lines (const char      *text);
gboolean encore_cue_blocks_begin (const char     *text,
                                  EncoreCueTiming parse);
gboolean encore_cue_blocks_read (EncoreTranscript *transcript,
                                 const char       *text,
                                 EncoreCueTiming   parse);

G_END_DECLS
