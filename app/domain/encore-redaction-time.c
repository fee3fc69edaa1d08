/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-redaction-private.h"

#include <string.h>

/* Which text is spoken in a stretch of time. Where the recogniser did not time every word, rather too much than
 * too little. */

/* Nobody speaks evenly: what is placed by its share of a turn may lie this much beside it. */
#define SLACK_MS 500

/* The text of @range was said within this of where its share of the turn says. */
#define SOUND_SLACK_MS 1000

static const EncoreWord *
word_at (const EncoreSegment *segment,
         guint                index)
{
  return &g_array_index (segment->words, EncoreWord, index);
}

/**
 * encore_redacted_has_times:
 * @segment: a segment
 *
 * Returns: whether any of its words has a time of its own
 */
gboolean
encore_redacted_has_times (const EncoreSegment *segment)
{
  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    if (word_at (segment, i)->start_ms != ENCORE_NO_TIME)
      return TRUE;

  return FALSE;
}

/**
 * encore_redacted_is_heard:
 * @segment: a segment
 * @span: of the transcript
 *
 * Returns: whether any of it is heard then
 */
gboolean
encore_redacted_is_heard (const EncoreSegment *segment,
                          EncoreSpan           span)
{
  return segment->start_ms != ENCORE_NO_TIME && span.end_ms > span.start_ms && segment->start_ms < span.end_ms
         && span.start_ms < MAX (segment->end_ms, segment->start_ms + 1);
}

/* A word without a time was said some time between its neighbours. */
static EncoreSpan
widest_time (const EncoreSegment *segment,
             guint                index)
{
  EncoreSpan span = { segment->start_ms, segment->end_ms };

  for (guint i = index; i > 0; i--)
    if (word_at (segment, i - 1)->start_ms != ENCORE_NO_TIME)
      {
        span.start_ms = word_at (segment, i - 1)->end_ms;
        break;
      }
  for (guint i = index + 1; i < segment->words->len; i++)
    if (word_at (segment, i)->start_ms != ENCORE_NO_TIME)
      {
        span.end_ms = word_at (segment, i)->start_ms;
        break;
      }

  return span;
}

static gboolean
is_said_in (const EncoreSegment *segment,
            guint                index,
            EncoreSpan           span)
{
  const EncoreWord *word = word_at (segment, index);

  if (word->start_ms == ENCORE_NO_TIME)
    {
      EncoreSpan widest = widest_time (segment, index);

      return widest.start_ms <= span.end_ms && span.start_ms <= widest.end_ms;
    }

  if (word->end_ms == word->start_ms)
    return encore_span_contains (span, word->start_ms);

  return word->start_ms < span.end_ms && span.start_ms < word->end_ms;
}

static gboolean
has_letters (const char *text,
             gsize       start,
             gsize       end)
{
  for (const char *c = text + start; c < text + end; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      return TRUE;

  return FALSE;
}

/* From the first word of a run to the last; what is written between and beside them, and is no word to the
 * recogniser, belongs to it. */
static EncoreTextRange
range_of_run (const EncoreSegment *segment,
              guint                first,
              guint                last)
{
  gsize before = first > 0 ? word_at (segment, first - 1)->offset + word_at (segment, first - 1)->length : 0;
  gsize behind = last + 1 < segment->words->len ? word_at (segment, last + 1)->offset : strlen (segment->text);
  EncoreTextRange range = { word_at (segment, first)->offset,
                            word_at (segment, last)->offset + word_at (segment, last)->length };

  if (before < range.start && has_letters (segment->text, before, range.start))
    range.start = before;
  if (range.end < behind && has_letters (segment->text, range.end, behind))
    range.end = behind;

  return encore_redacted_widen (segment->text, range);
}

static void
add_words (GArray              *ranges,
           const EncoreSegment *segment,
           EncoreSpan           span)
{
  for (guint i = 0; i < segment->words->len; i++)
    {
      guint first = i;

      while (i < segment->words->len && is_said_in (segment, i, span))
        i++;
      if (i == first)
        continue;

      EncoreTextRange range = range_of_run (segment, first, i - 1);

      g_array_append_val (ranges, range);
    }
}

/* By its share of the turn. */
static void
add_share (GArray              *ranges,
           const EncoreSegment *segment,
           EncoreSpan           span)
{
  double length = (double) (segment->end_ms - segment->start_ms);
  double from = length > 0 ? (double) (span.start_ms - SLACK_MS - segment->start_ms) / length : 0;
  double to = length > 0 ? (double) (span.end_ms + SLACK_MS - segment->start_ms) / length : 1;
  glong n = g_utf8_strlen (segment->text, -1);
  const char *start = g_utf8_offset_to_pointer (segment->text, (glong) (CLAMP (from, 0, 1) * (double) n));
  const char *end = g_utf8_offset_to_pointer (segment->text, MIN (n, (glong) (CLAMP (to, 0, 1) * (double) n) + 1));
  EncoreTextRange range = { (gsize) (start - segment->text), (gsize) (end - segment->text) };

  range = encore_redacted_widen (segment->text, range);
  if (range.end > range.start)
    g_array_append_val (ranges, range);
}

/**
 * encore_redacted_in_time:
 * @segment: a segment with times
 * @span: of the transcript
 *
 * Returns: (transfer full) (element-type EncoreTextRange): what of its text is said then, as whole words
 */
GArray *
encore_redacted_in_time (const EncoreSegment *segment,
                         EncoreSpan           span)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (EncoreTextRange));

  if (encore_redacted_has_times (segment))
    add_words (ranges, segment, span);
  else if (encore_redacted_is_heard (segment, span))
    add_share (ranges, segment, span);

  return ranges;
}

static EncoreSpan
time_of_words (const EncoreSegment *segment,
               EncoreTextRange      range)
{
  EncoreSpan span = { G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < segment->words->len; i++)
    {
      const EncoreWord *word = word_at (segment, i);
      EncoreSpan time = { word->start_ms, word->end_ms };

      if (word->offset >= range.end || word->offset + word->length <= range.start)
        continue;
      if (word->start_ms == ENCORE_NO_TIME)
        time = widest_time (segment, i);
      span.start_ms = MIN (span.start_ms, time.start_ms);
      span.end_ms = MAX (span.end_ms, time.end_ms);
    }

  return span;
}

/**
 * encore_redacted_time_of:
 * @segment: a segment
 * @range: a stretch of its text
 *
 * Returns: when it is said, in the transcript's time: exactly where its words have times, else with some slack
 *   within the turn; without times both are %ENCORE_NO_TIME
 */
EncoreSpan
encore_redacted_time_of (const EncoreSegment *segment,
                         EncoreTextRange      range)
{
  gsize length = strlen (segment->text);
  double turn_ms = (double) (segment->end_ms - segment->start_ms);

  if (segment->start_ms == ENCORE_NO_TIME)
    return (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME };

  EncoreSpan span = encore_redacted_has_times (segment) ? time_of_words (segment, range)
                                                        : (EncoreSpan) { G_MAXINT64, G_MININT64 };
  if (span.start_ms <= span.end_ms)
    return span;

  span.start_ms = segment->start_ms + (gint64) (turn_ms * (double) range.start / (double) MAX (length, 1));
  span.end_ms = segment->start_ms + (gint64) (turn_ms * (double) range.end / (double) MAX (length, 1));
  return (EncoreSpan) { MAX (segment->start_ms, span.start_ms - SOUND_SLACK_MS),
                       MIN (segment->end_ms, span.end_ms + SOUND_SLACK_MS) };
}
