/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-redaction-private.h"

#include "encore-detect.h"

#include <string.h>

/* What is not to be read, out of a transcript or a note. Nothing here changes what is stored. */

/* Shorter phrases are masked only where they were marked. */
#define FEWEST_LETTERS 4

/* What is hidden of one segment. */
typedef struct
{
  EncoreTextRange range;
  EncoreRedaction *redaction;
} Hidden;

typedef struct
{
  EncoreTranscript *raw;
  GArray **hidden; /* by segment, of Hidden; NULL: nothing */
} Mask;

static void
hide (Mask            *mask,
      guint            segment,
      EncoreTextRange  range,
      EncoreRedaction *redaction)
{
  Hidden hidden = { range, redaction };

  if (range.end <= range.start)
    return;
  if (mask->hidden[segment] == NULL)
    mask->hidden[segment] = g_array_new (FALSE, FALSE, sizeof (Hidden));
  g_array_append_val (mask->hidden[segment], hidden);
}

static void
hide_all (Mask            *mask,
          guint            segment,
          GArray          *ranges,
          EncoreRedaction *redaction)
{
  for (guint i = 0; i < ranges->len; i++)
    hide (mask, segment, g_array_index (ranges, EncoreTextRange, i), redaction);
}

/* The place as it was marked. */
static gboolean
is_unchanged (EncoreTranscript           *raw,
              const EncoreRedactionPlace *place)
{
  if (place->text == NULL || place->segment < 0 || (guint) place->segment >= encore_transcript_get_length (raw))
    return FALSE;

  const char *text = encore_transcript_get (raw, (guint) place->segment)->text;
  gsize length = strlen (text);

  return place->end <= length && place->start <= place->end && strlen (place->text) == place->end - place->start
         && memcmp (text + place->start, place->text, place->end - place->start) == 0;
}

/* Whether the place says already all that is to be hidden of its segment. */
static gboolean
is_exact (const Mask                 *mask,
          const EncoreRedactionPlace *place,
          EncoreSpan                  span)
{
  if (!is_unchanged (mask->raw, place))
    return FALSE;

  const EncoreSegment *segment = encore_transcript_get (mask->raw, (guint) place->segment);
  EncoreSpan said = encore_redacted_time_of (segment, (EncoreTextRange) { place->start, place->end });

  return encore_span_is_empty (span) || said.start_ms == ENCORE_NO_TIME || encore_span_overlaps (said, span);
}

static gboolean
has_exact_place (const Mask      *mask,
                 EncoreRedaction *redaction,
                 guint            segment,
                 EncoreSpan       span)
{
  for (guint i = 0; i < redaction->places->len; i++)
    {
      const EncoreRedactionPlace *place = g_ptr_array_index (redaction->places, i);

      if (place->segment == (int) segment && is_exact (mask, place, span))
        return TRUE;
    }

  return FALSE;
}

/* What @phrase says, in turns that are spoken in @span, or else in the one that is nearest to where it was. */
static gboolean
hide_phrase_in_time (Mask                       *mask,
                     EncoreRedaction            *redaction,
                     const EncoreRedactionPlace *place,
                     EncoreSpan                  span)
{
  gboolean found = FALSE;

  for (guint i = 0; i < encore_transcript_get_length (mask->raw); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (mask->raw, i);

      if (!encore_redacted_is_heard (segment, span))
        continue;

      g_autoptr (GArray) ranges = encore_redacted_find (segment->text, place->text);

      hide_all (mask, i, ranges, redaction);
      found = found || ranges->len > 0;
    }

  return found;
}

static gboolean
hide_phrase_nearby (Mask                       *mask,
                    EncoreRedaction            *redaction,
                    const EncoreRedactionPlace *place)
{
  guint n = encore_transcript_get_length (mask->raw);
  int best = -1;

  if (encore_redacted_letters (place->text) < FEWEST_LETTERS)
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GArray) ranges = encore_redacted_find (encore_transcript_get (mask->raw, i)->text, place->text);

      if (ranges->len > 0 && (best < 0 || ABS ((int) i - place->segment) < ABS (best - place->segment)))
        best = (int) i;
    }
  if (best < 0)
    return FALSE;

  g_autoptr (GArray) ranges = encore_redacted_find (encore_transcript_get (mask->raw, (guint) best)->text, place->text);

  hide_all (mask, (guint) best, ranges, redaction);
  return TRUE;
}

static gboolean
holds_mark (const EncoreSegment *segment)
{
  return strstr (segment->text, ENCORE_REDACTED) != NULL;
}

static gboolean
is_hidden_at (const Mask *mask,
              guint       segment,
              gsize       start)
{
  for (guint i = 0; mask->hidden[segment] != NULL && i < mask->hidden[segment]->len; i++)
    if (g_array_index (mask->hidden[segment], Hidden, i).range.start == start)
      return TRUE;

  return FALSE;
}

/* What was purged says so itself; here by whom. */
static void
hide_mark (Mask            *mask,
           guint            segment,
           EncoreRedaction *redaction)
{
  const char *text = encore_transcript_get (mask->raw, segment)->text;

  for (const char *c = strstr (text, ENCORE_REDACTED); c != NULL; c = strstr (c + 1, ENCORE_REDACTED))
    if (!is_hidden_at (mask, segment, (gsize) (c - text)))
      {
        gsize start = (gsize) (c - text);

        hide (mask, segment, (EncoreTextRange) { start, start + strlen (ENCORE_REDACTED) }, redaction);
        return;
      }
}

/* The text is gone, and with it the way to find it: its place is left, unless the text there is gone as well. */
static void
hide_bare_place (Mask                       *mask,
                 EncoreRedaction            *redaction,
                 const EncoreRedactionPlace *place)
{
  if (place->segment < 0 || (guint) place->segment >= encore_transcript_get_length (mask->raw))
    return;

  const EncoreSegment *segment = encore_transcript_get (mask->raw, (guint) place->segment);
  gsize length = strlen (segment->text);
  EncoreTextRange range = { MIN (place->start, length), MIN (place->end, length) };

  if (holds_mark (segment))
    hide_mark (mask, (guint) place->segment, redaction);
  if (segment->start_ms != ENCORE_NO_TIME || holds_mark (segment))
    return;

  while (range.start > 0 && (segment->text[range.start] & 0xc0) == 0x80)
    range.start--;
  while (range.end < length && (segment->text[range.end] & 0xc0) == 0x80)
    range.end++;
  hide (mask, (guint) place->segment, encore_redacted_widen (segment->text, range), redaction);
}

static void
hide_place (Mask                       *mask,
            EncoreRedaction            *redaction,
            const EncoreRedactionPlace *place,
            EncoreSpan                  span)
{
  if (is_unchanged (mask->raw, place))
    hide (mask, (guint) place->segment, (EncoreTextRange) { place->start, place->end }, redaction);
  else if (place->text == NULL)
    hide_bare_place (mask, redaction, place);
  else if (!hide_phrase_in_time (mask, redaction, place, span))
    hide_phrase_nearby (mask, redaction, place);
}

static gboolean
is_hidden_by (const Mask      *mask,
              guint            segment,
              EncoreRedaction *redaction)
{
  for (guint i = 0; mask->hidden[segment] != NULL && i < mask->hidden[segment]->len; i++)
    if (g_array_index (mask->hidden[segment], Hidden, i).redaction == redaction)
      return TRUE;

  return FALSE;
}

/* What is said in its time, where it is not known better. */
static void
hide_time (Mask            *mask,
           EncoreRedaction *redaction,
           EncoreSpan       span)
{
  for (guint i = 0; i < encore_transcript_get_length (mask->raw); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (mask->raw, i);

      if (!encore_redacted_is_heard (segment, span) || has_exact_place (mask, redaction, i, span))
        continue;
      if (!encore_redacted_has_times (segment) && (is_hidden_by (mask, i, redaction) || holds_mark (segment)))
        continue;

      g_autoptr (GArray) ranges = encore_redacted_in_time (segment, span);

      hide_all (mask, i, ranges, redaction);
    }
}

static void
hide_redaction (Mask            *mask,
                EncoreRedaction *redaction,
                gint64           offset_ms)
{
  EncoreSpan span = redaction->span;

  if (!encore_span_is_empty (span))
    span = (EncoreSpan) { span.start_ms - offset_ms, span.end_ms - offset_ms };

  for (guint i = 0; i < redaction->places->len; i++)
    hide_place (mask, redaction, g_ptr_array_index (redaction->places, i), span);
  if (span.end_ms > span.start_ms)
    hide_time (mask, redaction, span);
}

/* Writing the masked text */

static int
compare_hidden (gconstpointer a,
                gconstpointer b)
{
  gsize left = ((const Hidden *) a)->range.start, right = ((const Hidden *) b)->range.start;

  return (left > right) - (left < right);
}

static gboolean
is_joint (const char *text,
          gsize       start,
          gsize       end)
{
  for (const char *c = text + start; c < text + end; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      return FALSE;

  return TRUE;
}

/* In order and apart; what one redaction hides on both sides of a space is hidden in one. */
static void
join_hidden (GArray     *hidden,
             const char *text)
{
  guint n = 0;

  g_array_sort (hidden, compare_hidden);
  for (guint i = 0; i < hidden->len; i++)
    {
      Hidden next = g_array_index (hidden, Hidden, i);
      Hidden *last = n > 0 ? &g_array_index (hidden, Hidden, n - 1) : NULL;

      if (last != NULL
          && (next.range.start < last->range.end
              || (next.redaction == last->redaction && is_joint (text, last->range.end, next.range.start))))
        last->range.end = MAX (last->range.end, next.range.end);
      else
        g_array_index (hidden, Hidden, n++) = next;
    }
  g_array_set_size (hidden, n);
}

/* The one word that stands for all that are hidden. */
static void
add_hidden_word (EncoreSegment       *masked,
                 const EncoreSegment *segment,
                 EncoreTextRange      range,
                 gsize                offset)
{
  gint64 start_ms = G_MAXINT64, end_ms = G_MININT64;

  for (guint i = 0; i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (word->offset >= range.end || word->offset + word->length <= range.start || word->start_ms == ENCORE_NO_TIME)
        continue;
      start_ms = MIN (start_ms, word->start_ms);
      end_ms = MAX (end_ms, word->end_ms);
    }

  if (start_ms > end_ms)
    start_ms = end_ms = ENCORE_NO_TIME;
  encore_segment_add_word (masked, start_ms, end_ms, offset, strlen (ENCORE_REDACTED), -1);
}

/* The words between two masks, moved to where they are now. */
static void
add_words_between (EncoreSegment       *masked,
                   const EncoreSegment *segment,
                   gsize                start,
                   gsize                end,
                   gsize                offset)
{
  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (word->offset >= start && word->offset + word->length <= end)
        encore_segment_add_word (masked, word->start_ms, word->end_ms, word->offset - start + offset, word->length,
                                 word->confidence);
    }
}

static void
clear_mark (gpointer data)
{
  g_clear_object (&((EncoreRedactionMark *) data)->redaction);
}

static EncoreSegment *
mask_segment (const Mask *mask,
              guint       index,
              GArray     *marks)
{
  const EncoreSegment *segment = encore_transcript_get (mask->raw, index);
  EncoreSegment *masked = encore_segment_new (segment->start_ms, segment->end_ms, segment->speaker, NULL);
  GArray *hidden = mask->hidden[index];
  g_autoptr (GString) text = g_string_new (NULL);
  gsize at = 0;

  masked->end_ms = segment->end_ms;
  masked->party = segment->party;
  masked->channel = segment->channel;
  for (guint i = 0; i < hidden->len; i++)
    {
      const Hidden *next = &g_array_index (hidden, Hidden, i);
      gsize offset = text->len;

      add_words_between (masked, segment, at, next->range.start, offset);
      g_string_append_len (text, segment->text + at, (gssize) (next->range.start - at));
      EncoreRedactionMark mark = {
        index,
        (guint32) text->len,
        (guint32) (text->len + strlen (ENCORE_REDACTED)),
        (guint32) next->range.start,
        (guint32) next->range.end,
        g_object_ref (next->redaction),
      };

      if (segment->words != NULL)
        add_hidden_word (masked, segment, next->range, text->len);
      g_string_append (text, ENCORE_REDACTED);
      g_array_append_val (marks, mark);
      at = next->range.end;
    }

  add_words_between (masked, segment, at, strlen (segment->text), text->len);
  g_string_append (text, segment->text + at);
  g_free (masked->text);
  masked->text = g_strdup (text->str);
  return masked;
}

/**
 * encore_redactions_mask:
 * @redactions: (element-type EncoreRedaction): those of its call
 * @raw: a finished transcript as it is stored
 * @offset_ms: what leads from its time to that of the recording
 *
 * Times, speakers and the number of segments stay as they are.
 *
 * Returns: (transfer full): @raw when there is nothing to hide; else a transcript that says
 *   %ENCORE_REDACTED in its place, and where, in its marks
 */
EncoreTranscript *
encore_redactions_mask (GPtrArray        *redactions,
                        EncoreTranscript *raw,
                        gint64            offset_ms)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT (raw), NULL);

  guint n = encore_transcript_get_length (raw);

  if (redactions == NULL || redactions->len == 0 || n == 0)
    return g_object_ref (raw);

  Mask mask = { raw, g_new0 (GArray *, n) };
  EncoreTranscript *masked = encore_transcript_new_like (raw);

  for (guint i = 0; i < redactions->len; i++)
    hide_redaction (&mask, g_ptr_array_index (redactions, i), offset_ms);

  masked->marks = g_array_new (FALSE, FALSE, sizeof (EncoreRedactionMark));
  g_array_set_clear_func (masked->marks, clear_mark);
  for (guint i = 0; i < n; i++)
    {
      if (mask.hidden[i] != NULL)
        join_hidden (mask.hidden[i], encore_transcript_get (raw, i)->text);
      encore_transcript_add (masked, mask.hidden[i] != NULL ? mask_segment (&mask, i, masked->marks)
                                                            : encore_segment_ref (encore_transcript_get (raw, i)));
      g_clear_pointer (&mask.hidden[i], g_array_unref);
    }

  encore_transcript_finish (masked);
  g_free (mask.hidden);
  return masked;
}

/* Notes */

static void
hide_in_note (GArray          *hidden,
              const char      *note,
              const char      *phrase,
              EncoreRedaction *redaction)
{
  if (encore_redacted_letters (phrase) < FEWEST_LETTERS)
    return;

  g_autoptr (GArray) ranges = encore_redacted_find (note, phrase);
  EncoreTextRange cut = encore_redacted_cut (note, phrase);

  if (cut.end > cut.start)
    g_array_append_val (ranges, cut);
  for (guint i = 0; i < ranges->len; i++)
    {
      Hidden next = { g_array_index (ranges, EncoreTextRange, i), redaction };

      g_array_append_val (hidden, next);
    }
}

/* The place, and what stands in it that somebody may have noted without the words around it. */
static void
hide_place_in_note (GArray          *hidden,
                    const char      *note,
                    const char      *phrase,
                    EncoreRedaction *redaction)
{
  g_autoptr (GArray) finds = encore_detect_in_text (phrase);

  hide_in_note (hidden, note, phrase, redaction);
  for (guint i = 0; i < finds->len; i++)
    {
      const EncoreDetected *find = &g_array_index (finds, EncoreDetected, i);
      g_autofree char *part = g_strndup (phrase + find->start, find->end - find->start);

      hide_in_note (hidden, note, part, redaction);
    }
}

/* Of @note, in order and apart. */
static GArray *
hidden_in_note (GPtrArray  *redactions,
                const char *note)
{
  GArray *hidden = g_array_new (FALSE, FALSE, sizeof (Hidden));

  for (guint i = 0; note != NULL && *note != '\0' && i < redactions->len; i++)
    {
      EncoreRedaction *redaction = g_ptr_array_index (redactions, i);

      for (guint j = 0; j < redaction->places->len; j++)
        {
          const EncoreRedactionPlace *place = g_ptr_array_index (redaction->places, j);

          if (place->text != NULL)
            hide_place_in_note (hidden, note, place->text, redaction);
        }
    }

  if (hidden->len > 0)
    join_hidden (hidden, note);
  return hidden;
}

static char *
write_note (const char *note,
            GArray     *hidden)
{
  GString *text = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < hidden->len; i++)
    {
      const Hidden *next = &g_array_index (hidden, Hidden, i);

      g_string_append_len (text, note + at, (gssize) (next->range.start - at));
      g_string_append (text, ENCORE_REDACTED);
      at = next->range.end;
    }

  g_string_append (text, note + at);
  return g_string_free (text, FALSE);
}

/**
 * encore_redactions_mask_note:
 * @redactions: (element-type EncoreRedaction): those of a call
 * @note: (nullable): what somebody wrote about it
 *
 * Returns: (transfer full) (nullable): @note with %ENCORE_REDACTED where it repeats what is redacted, in whatever
 *   way it is written; %NULL only for %NULL
 */
char *
encore_redactions_mask_note (GPtrArray  *redactions,
                             const char *note)
{
  g_autoptr (GArray) hidden = hidden_in_note (redactions, note);

  return hidden->len > 0 ? write_note (note, hidden) : g_strdup (note);
}

static guint
count_marks (const char *text)
{
  guint n = 0;

  for (const char *c = strstr (text, ENCORE_REDACTED); c != NULL; c = strstr (c + 1, ENCORE_REDACTED))
    n++;

  return n;
}

/**
 * encore_redactions_unmask_note:
 * @redactions: (element-type EncoreRedaction): those of a call
 * @raw: (nullable): a note as it is stored
 * @edited: (nullable): what somebody made of it who was shown it masked
 *
 * What is hidden is kept under its marks as long as none of them was taken away: so that it is there again when
 * the redaction is lifted.
 *
 * Returns: (transfer full) (nullable): the note to store
 */
char *
encore_redactions_unmask_note (GPtrArray  *redactions,
                               const char *raw,
                               const char *edited)
{
  g_autoptr (GArray) hidden = hidden_in_note (redactions, raw);
  g_autofree char *masked = hidden->len > 0 ? write_note (raw, hidden) : NULL;
  g_autoptr (GString) text = NULL;
  const char *at = edited, *mark;
  gsize raw_at = 0;
  guint n = 0;

  if (masked == NULL || edited == NULL || count_marks (masked) != count_marks (edited))
    return g_strdup (edited);

  /* A mark in the stored note is one that was typed, or was purged: it stays. */
  text = g_string_new (NULL);
  while ((mark = strstr (at, ENCORE_REDACTED)) != NULL)
    {
      const Hidden *next = n < hidden->len ? &g_array_index (hidden, Hidden, n) : NULL;
      const char *typed = strstr (raw + raw_at, ENCORE_REDACTED);

      g_string_append_len (text, at, mark - at);
      at = mark + strlen (ENCORE_REDACTED);
      if (next != NULL && (typed == NULL || (gsize) (typed - raw) >= next->range.start))
        {
          g_string_append_len (text, raw + next->range.start, (gssize) (next->range.end - next->range.start));
          raw_at = next->range.end;
          n++;
          continue;
        }
      g_string_append (text, ENCORE_REDACTED);
      raw_at = typed != NULL ? (gsize) (typed - raw) + strlen (ENCORE_REDACTED) : raw_at;
    }

  g_string_append (text, at);
  return g_strdup (text->str);
}

/* Marks */

/**
 * encore_transcript_is_redacted:
 * @self: a transcript as it is read
 * @segment: ordinal
 *
 * Returns: whether something in the segment is hidden
 */
gboolean
encore_transcript_is_redacted (EncoreTranscript *self,
                               guint             segment)
{
  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++)
    if (g_array_index (self->marks, EncoreRedactionMark, i).segment == segment)
      return TRUE;

  return FALSE;
}

/**
 * encore_transcript_raw_offset:
 * @self: a transcript as it is read
 * @segment: ordinal
 * @offset: byte in the text of the segment
 * @is_end: whether it is the end of a selection: within a mark, that of what is hidden
 *
 * Returns: the byte in the text as it is stored
 */
gsize
encore_transcript_raw_offset (EncoreTranscript *self,
                              guint             segment,
                              gsize             offset,
                              gboolean          is_end)
{
  gsize shift = 0, back = 0;

  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++)
    {
      const EncoreRedactionMark *mark = &g_array_index (self->marks, EncoreRedactionMark, i);

      if (mark->segment != segment || offset <= mark->start)
        continue;
      if (offset < mark->end)
        return is_end ? mark->raw_end : mark->raw_start;
      shift = mark->raw_end;
      back = mark->end;
    }

  return offset - back + shift;
}

/* Sound */

static gboolean
has_text (EncoreRedaction *redaction)
{
  for (guint i = 0; i < redaction->places->len; i++)
    if (((const EncoreRedactionPlace *) g_ptr_array_index (redaction->places, i))->text != NULL)
      return TRUE;

  return FALSE;
}

/* Its words are heard elsewhere than they were when it was made: their times have been corrected. */
static gboolean
has_moved (EncoreTranscript          *raw,
           const EncoreRedactionMark *mark,
           gint64                     offset_ms,
           EncoreSpan                *span)
{
  const EncoreSegment *segment = encore_transcript_get (raw, mark->segment);

  *span = encore_redacted_time_of (segment, (EncoreTextRange) { mark->raw_start, mark->raw_end });
  if (span->start_ms == ENCORE_NO_TIME || !has_text (mark->redaction))
    return FALSE;

  *span = (EncoreSpan) { MAX (0, span->start_ms + offset_ms), MAX (0, span->end_ms + offset_ms) };
  return encore_span_is_empty (mark->redaction->span) || !encore_span_overlaps (*span, mark->redaction->span);
}

/**
 * encore_redactions_muted:
 * @redactions: (element-type EncoreRedaction): of one call
 * @raw: (nullable): its chosen transcript as it is stored
 * @offset_ms: what leads from its time to that of the recording
 *
 * Returns: (transfer full) (element-type EncoreSpan): what is silent in the recording, in order and joined: where
 *   it was redacted, and where what was redacted is said by now
 */
GArray *
encore_redactions_muted (GPtrArray        *redactions,
                         EncoreTranscript *raw,
                         gint64            offset_ms)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EncoreTranscript) masked = raw != NULL ? encore_redactions_mask (redactions, raw, offset_ms) : NULL;

  for (guint i = 0; i < redactions->len; i++)
    g_ptr_array_add (all, g_object_ref (g_ptr_array_index (redactions, i)));

  for (guint i = 0; masked != NULL && masked->marks != NULL && i < masked->marks->len; i++)
    {
      EncoreSpan span;

      if (!has_moved (raw, &g_array_index (masked->marks, EncoreRedactionMark, i), offset_ms, &span))
        continue;

      EncoreRedaction *moved = encore_redaction_new ();

      moved->span = span;
      g_ptr_array_add (all, moved);
    }

  return encore_redactions_spans (all);
}
