/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-redaction-private.h"

#include <string.h>

/* Making one: of a stretch of sound, or of text. */

static void
add_places (EncoreRedaction  *self,
            EncoreTranscript *raw,
            guint             segment,
            GArray           *ranges)
{
  const char *text = encore_transcript_get (raw, segment)->text;

  for (guint i = 0; i < ranges->len; i++)
    {
      EncoreTextRange range = g_array_index (ranges, EncoreTextRange, i);
      g_autofree char *part = g_strndup (text + range.start, range.end - range.start);

      encore_redaction_add_place (self, (int) segment, range.start, range.end, part);
    }
}

static EncoreSpan
unite (EncoreSpan span,
       EncoreSpan other,
       gint64     offset_ms)
{
  if (other.start_ms == ENCORE_NO_TIME)
    return span;

  other = (EncoreSpan) { MAX (0, other.start_ms + offset_ms), MAX (0, other.end_ms + offset_ms) };
  if (encore_span_is_empty (span))
    return other;

  return (EncoreSpan) { MIN (span.start_ms, other.start_ms), MAX (span.end_ms, other.end_ms) };
}

/**
 * encore_redaction_of_span:
 * @raw: (nullable): the transcript as it is stored
 * @offset_ms: what leads from its time to that of the recording
 * @span: what is not to be heard, of the recording
 *
 * Returns: (transfer full): a redaction of it and of all words that are said in it, wholly
 */
EncoreRedaction *
encore_redaction_of_span (EncoreTranscript *raw,
                          gint64            offset_ms,
                          EncoreSpan        span)
{
  EncoreRedaction *self = encore_redaction_new ();
  EncoreSpan spoken = { span.start_ms - offset_ms, span.end_ms - offset_ms };

  self->span = span;
  for (guint i = 0; raw != NULL && i < encore_transcript_get_length (raw); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (raw, i);

      if (!encore_redacted_is_heard (segment, spoken))
        continue;

      g_autoptr (GArray) ranges = encore_redacted_in_time (segment, spoken);

      add_places (self, raw, i, ranges);
      for (guint j = 0; encore_redacted_has_times (segment) && j < ranges->len; j++)
        self->span = unite (self->span, encore_redacted_time_of (segment, g_array_index (ranges, EncoreTextRange, j)),
                            offset_ms);
    }

  return self;
}

/**
 * encore_redaction_of_text:
 * @raw: the transcript as it is stored
 * @offset_ms: what leads from its time to that of the recording
 * @first_segment: ordinal
 * @start: byte in its text
 * @last_segment: ordinal, inclusive
 * @end: byte in the text of that
 *
 * Returns: (transfer full): a redaction of that text, as whole words, and of what is heard of it; it has no
 *   places when there is nothing but space
 */
EncoreRedaction *
encore_redaction_of_text (EncoreTranscript *raw,
                          gint64            offset_ms,
                          guint             first_segment,
                          gsize             start,
                          guint             last_segment,
                          gsize             end)
{
  EncoreRedaction *self = encore_redaction_new ();

  for (guint i = first_segment; i <= last_segment && i < encore_transcript_get_length (raw); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (raw, i);
      gsize length = strlen (segment->text);
      EncoreTextRange range = { i == first_segment ? MIN (start, length) : 0,
                                i == last_segment ? MIN (end, length) : length };
      g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (EncoreTextRange));

      range = encore_redacted_widen (segment->text, range);
      if (range.end <= range.start)
        continue;

      g_array_append_val (ranges, range);
      add_places (self, raw, i, ranges);
      self->span = unite (self->span, encore_redacted_time_of (segment, range), offset_ms);
    }

  return self;
}
