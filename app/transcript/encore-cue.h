/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript.h"

G_BEGIN_DECLS

/* What WebVTT and SRT share: the text inside a cue. */

void     encore_cue_add        (EncoreTranscript *transcript,
                                gint64            start_ms,
                                gint64            end_ms,
                                const char       *payload);
gboolean encore_cue_parse_time (const char       *text,
                                const char      **end,
                                gint64           *ms);
char   **encore_cue_split_lines (const char      *text);

G_END_DECLS
