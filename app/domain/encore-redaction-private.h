/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-query.h"
#include "encore-redaction.h"

G_BEGIN_DECLS

/* encore-redaction-text.c: finding what was said by what it says, not by how it is written. */
gsize    encore_redacted_letters  (const char       *text);
GArray  *encore_redacted_find     (const char       *text,     /* of EncoreTextRange */
                                   const char       *phrase);
EncoreTextRange encore_redacted_widen (const char   *text,
                                       EncoreTextRange range);
EncoreTextRange encore_redacted_cut (const char     *text,     /* what an ellipsis at the end has left of it */
                                     const char     *phrase);

/* encore-redaction-time.c: which text is spoken in a stretch of time. */
gboolean encore_redacted_has_times (const EncoreSegment *segment);
gboolean encore_redacted_is_heard  (const EncoreSegment *segment,
                                    EncoreSpan           span);
GArray  *encore_redacted_in_time   (const EncoreSegment *segment,  /* of EncoreTextRange */
                                    EncoreSpan           span);    /* of the transcript */
EncoreSpan encore_redacted_time_of (const EncoreSegment *segment,
                                    EncoreTextRange      range);

G_END_DECLS
