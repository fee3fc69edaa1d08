/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript.h"

G_BEGIN_DECLS

/* Finding a recogniser's words in the text of their segment. */

gboolean encore_place_find  (const char    *text,
                             gsize          from,
                             const char    *word,
                             gsize         *offset,
                             gsize         *length);
gboolean encore_place_word  (EncoreSegment *segment,
                             gsize         *cursor,
                             const char    *word,
                             gint64         start_ms,
                             gint64         end_ms,
                             float          confidence);
void     encore_place_append (EncoreSegment *segment,
                              GString       *text,
                              const char    *word,
                              gint64         start_ms,
                              gint64         end_ms,
                              float          confidence);
char    *encore_place_trim  (const char    *text);

G_END_DECLS
