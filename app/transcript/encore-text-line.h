/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript.h"

G_BEGIN_DECLS

/**
 * EncoreTextLine:
 * @start_ms: or %ENCORE_NO_TIME
 * @end_ms: or %ENCORE_NO_TIME
 * @is_time_of_day: whether @start_ms is a clock on the wall
 * @speaker: (nullable): who speaks
 * @text: what is said; points into the line
 *
 * A line of a transcript as people and programs type it: "[00:12] Agent: Hello",
 * "Agent (0:12): Hello", "Jane Doe  0:12", "00:12 - 00:15 Hello".
 */
typedef struct
{
  gint64 start_ms;
  gint64 end_ms;
  gboolean is_time_of_day;
  char *speaker;
  const char *text;
} EncoreTextLine;

gboolean encore_text_line_parse (EncoreTextLine *self,
                                 const char     *line);
void     encore_text_line_clear (EncoreTextLine *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EncoreTextLine, encore_text_line_clear)

G_END_DECLS
