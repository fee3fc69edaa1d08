/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript.h"

G_DEFINE_FINAL_TYPE (EncoreTranscript, encore_transcript, G_TYPE_OBJECT)

static void
encore_transcript_finalize (GObject *object)
{
  EncoreTranscript *self = ENCORE_TRANSCRIPT (object);

  g_free (self->uuid);
  g_free (self->format);
  g_free (self->source);
  g_free (self->language);
  g_free (self->corrects);
  g_free (self->roles);
  g_ptr_array_unref (self->segments);
  g_ptr_array_unref (self->warnings);
  g_clear_pointer (&self->marks, g_array_unref);
  g_free (self->latest_end_ms);

  G_OBJECT_CLASS (encore_transcript_parent_class)->finalize (object);
}

static void
encore_transcript_class_init (EncoreTranscriptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_transcript_finalize;
}

static void
encore_transcript_init (EncoreTranscript *self)
{
  self->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_segment_unref);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
}

/**
 * encore_segment_new:
 * @start_ms: milliseconds, or %ENCORE_NO_TIME
 * @end_ms: milliseconds, or %ENCORE_NO_TIME; an end before the start is taken as the start
 * @speaker: (nullable): the speaker's name as written
 * @text: UTF-8
 *
 * Returns: (transfer full): a segment whose party is what the speaker's name plainly means
 */
EncoreSegment *
encore_segment_new (gint64      start_ms,
                    gint64      end_ms,
                    const char *speaker,
                    const char *text)
{
  EncoreSegment *segment = g_new0 (EncoreSegment, 1);

  segment->start_ms = start_ms;
  segment->end_ms = start_ms == ENCORE_NO_TIME ? ENCORE_NO_TIME : MAX (start_ms, end_ms);
  segment->speaker = g_strdup (speaker);
  segment->party = encore_party_from_name (speaker);
  segment->channel = -1;
  segment->text = g_strdup (text != NULL ? text : "");
  g_atomic_ref_count_init (&segment->ref_count);
  return segment;
}

/**
 * encore_segment_copy:
 * @segment: a segment
 *
 * Returns: (transfer full): one like it, to be changed
 */
EncoreSegment *
encore_segment_copy (const EncoreSegment *segment)
{
  EncoreSegment *copy = encore_segment_new (segment->start_ms, segment->end_ms, segment->speaker, segment->text);

  copy->end_ms = segment->end_ms;
  copy->party = segment->party;
  copy->channel = segment->channel;
  copy->words = segment->words != NULL ? g_array_copy (segment->words) : NULL;
  return copy;
}

/**
 * encore_segment_ref:
 * @segment: a segment of a finished transcript
 *
 * Returns: (transfer full): the same one; may be called from any thread
 */
EncoreSegment *
encore_segment_ref (const EncoreSegment *segment)
{
  EncoreSegment *shared = (EncoreSegment *) segment;

  g_atomic_ref_count_inc (&shared->ref_count);
  return shared;
}

void
encore_segment_unref (EncoreSegment *segment)
{
  if (!g_atomic_ref_count_dec (&segment->ref_count))
    return;

  g_free (segment->speaker);
  g_free (segment->text);
  g_clear_pointer (&segment->words, g_array_unref);
  g_free (segment);
}

/* Whether the same is said by the same, at whatever time. */
gboolean
encore_segment_says_same (const EncoreSegment *segment,
                          const EncoreSegment *other)
{
  return segment == other
         || (segment->party == other->party && segment->channel == other->channel
             && g_str_equal (segment->text, other->text) && g_strcmp0 (segment->speaker, other->speaker) == 0);
}

static gboolean
same_words (GArray *words,
            GArray *others)
{
  if (words == NULL || others == NULL || words->len != others->len)
    return words == others;

  for (guint i = 0; i < words->len; i++)
    {
      const EncoreWord *word = &g_array_index (words, EncoreWord, i);
      const EncoreWord *other = &g_array_index (others, EncoreWord, i);

      if (word->start_ms != other->start_ms || word->end_ms != other->end_ms || word->offset != other->offset
          || word->length != other->length || word->confidence != other->confidence)
        return FALSE;
    }

  return TRUE;
}

/* Whether the two agree in everything. */
gboolean
encore_segment_equal (const EncoreSegment *segment,
                      const EncoreSegment *other)
{
  return segment == other
         || (segment->start_ms == other->start_ms && segment->end_ms == other->end_ms
             && encore_segment_says_same (segment, other) && same_words (segment->words, other->words));
}

/**
 * encore_segment_add_word:
 * @segment: a segment whose text is complete
 * @start_ms: milliseconds, or %ENCORE_NO_TIME
 * @end_ms: milliseconds, or %ENCORE_NO_TIME
 * @offset: first byte of the word in the segment's text
 * @length: its bytes
 * @confidence: 0 to 1, or negative when unknown
 */
void
encore_segment_add_word (EncoreSegment *segment,
                         gint64         start_ms,
                         gint64         end_ms,
                         gsize          offset,
                         gsize          length,
                         float          confidence)
{
  EncoreWord word = {
    .start_ms = start_ms,
    .end_ms = start_ms == ENCORE_NO_TIME ? ENCORE_NO_TIME : MAX (start_ms, end_ms),
    .offset = (guint32) offset,
    .length = (guint32) length,
    .confidence = confidence,
  };

  if (segment->words == NULL)
    segment->words = g_array_new (FALSE, FALSE, sizeof (EncoreWord));

  g_array_append_val (segment->words, word);
}

/**
 * encore_segment_word_at:
 * @segment: a segment
 * @at_ms: a time in the recording
 *
 * The word being spoken: the last one that has begun. Zero-length words and words without
 * times neither stick nor stop the search.
 *
 * Returns: its index, or -1 before the first
 */
int
encore_segment_word_at (const EncoreSegment *segment,
                        gint64               at_ms)
{
  int found = -1;
  gint64 found_start_ms = G_MININT64;

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (word->start_ms == ENCORE_NO_TIME || word->start_ms > at_ms || word->start_ms < found_start_ms)
        continue;

      found = (int) i;
      found_start_ms = word->start_ms;
    }

  return found;
}

/**
 * encore_transcript_new:
 * @format: id of the reader that makes it
 *
 * Returns: (transfer full): an empty transcript, to be filled and finished
 */
EncoreTranscript *
encore_transcript_new (const char *format)
{
  EncoreTranscript *self = g_object_new (ENCORE_TYPE_TRANSCRIPT, NULL);

  self->format = g_strdup (format);
  return self;
}

/**
 * encore_transcript_new_like:
 * @other: a transcript
 *
 * Returns: (transfer full): what @other is, but for its segments: to be filled and finished
 */
EncoreTranscript *
encore_transcript_new_like (EncoreTranscript *other)
{
  EncoreTranscript *self = encore_transcript_new (other->format);

  self->id = other->id;
  self->uuid = g_strdup (other->uuid);
  self->call_id = other->call_id;
  self->source = g_strdup (other->source);
  self->language = g_strdup (other->language);
  self->corrects = g_strdup (other->corrects);
  self->corrected_at = other->corrected_at;
  self->author_id = other->author_id;
  self->roles = g_strdup (other->roles);
  for (guint i = 0; i < other->warnings->len; i++)
    g_ptr_array_add (self->warnings, g_strdup (g_ptr_array_index (other->warnings, i)));

  return self;
}

/**
 * encore_transcript_add:
 * @self: a transcript that is being filled
 * @segment: (transfer full): its next segment
 */
void
encore_transcript_add (EncoreTranscript *self,
                       EncoreSegment    *segment)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT (self));
  g_return_if_fail (self->latest_end_ms == NULL);

  g_ptr_array_add (self->segments, segment);
}

/**
 * encore_transcript_warn:
 * @self: a transcript that is being filled
 * @format: what was ignored or guessed, translated
 */
void
encore_transcript_warn (EncoreTranscript *self,
                        const char       *format,
                        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->warnings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const EncoreSegment *left = *(EncoreSegment *const *) a;
  const EncoreSegment *right = *(EncoreSegment *const *) b;

  return (left->start_ms > right->start_ms) - (left->start_ms < right->start_ms);
}

static gboolean
all_have_times (GPtrArray *segments)
{
  for (guint i = 0; i < segments->len; i++)
    if (((EncoreSegment *) g_ptr_array_index (segments, i))->start_ms == ENCORE_NO_TIME)
      return FALSE;

  return segments->len > 0;
}

static gboolean
any_has_words (GPtrArray *segments)
{
  for (guint i = 0; i < segments->len; i++)
    if (((EncoreSegment *) g_ptr_array_index (segments, i))->words != NULL)
      return TRUE;

  return FALSE;
}

/**
 * encore_transcript_finish:
 * @self: a transcript that has been filled
 *
 * Sorts the segments by start (stable; only when all have times) and closes the transcript.
 */
void
encore_transcript_finish (EncoreTranscript *self)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT (self));
  g_return_if_fail (self->latest_end_ms == NULL);

  if (self->segments->len == 0)
    self->kind = ENCORE_TRANSCRIPT_NONE;
  else if (!all_have_times (self->segments))
    self->kind = ENCORE_TRANSCRIPT_UNTIMED;
  else
    self->kind = any_has_words (self->segments) ? ENCORE_TRANSCRIPT_WORDS : ENCORE_TRANSCRIPT_TIMED;

  /* GPtrArray sorts by merging, which keeps equal starts in order. */
  if (encore_transcript_is_timed (self))
    g_ptr_array_sort (self->segments, compare_starts);

  gint64 latest_ms = G_MININT64;
  self->latest_end_ms = g_new0 (gint64, self->segments->len + 1);
  for (guint i = 0; i < self->segments->len; i++)
    {
      latest_ms = MAX (latest_ms, encore_transcript_get (self, i)->end_ms);
      self->latest_end_ms[i] = latest_ms;
    }
}

guint
encore_transcript_get_length (EncoreTranscript *self)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT (self), 0);

  return self->segments->len;
}

/**
 * encore_transcript_get:
 * @self: a transcript
 * @index: below its length
 *
 * Returns: (transfer none): the segment
 */
const EncoreSegment *
encore_transcript_get (EncoreTranscript *self,
                       guint             index)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT (self), NULL);
  g_return_val_if_fail (index < self->segments->len, NULL);

  return g_ptr_array_index (self->segments, index);
}

/**
 * encore_transcript_is_timed:
 * @self: a finished transcript
 *
 * Returns: whether every segment has times
 */
gboolean
encore_transcript_is_timed (EncoreTranscript *self)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT (self), FALSE);

  return self->kind >= ENCORE_TRANSCRIPT_TIMED;
}

/* The number of segments that have begun at that time. */
static guint
count_begun (EncoreTranscript *self,
             gint64            at_ms)
{
  guint low = 0, high = self->segments->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (encore_transcript_get (self, middle)->start_ms <= at_ms)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * encore_transcript_segment_at:
 * @self: a finished transcript
 * @at_ms: a time in the recording
 *
 * Where turns overlap, the one that began last. In a pause, the one before it: what was heard
 * last stays marked. Zero-length segments can be current only until the next one begins.
 *
 * Returns: the index of the current segment, or -1 before the first and without times
 */
int
encore_transcript_segment_at (EncoreTranscript *self,
                              gint64            at_ms)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT (self), -1);

  if (!encore_transcript_is_timed (self))
    return -1;

  int last = (int) count_begun (self, at_ms) - 1;

  /* An earlier, longer turn may still be going on after a short one inside it has ended. */
  for (int i = last; i >= 0 && self->latest_end_ms[i] > at_ms; i--)
    if (encore_transcript_get (self, (guint) i)->end_ms > at_ms)
      return i;

  return last;
}

static gint64
nearest_boundary (EncoreTranscript *self,
                  gint64            at_ms,
                  gint64            reach_ms,
                  gboolean          starts)
{
  gint64 best_ms = at_ms, best_distance_ms = reach_ms + 1;

  for (guint i = 0; i < self->segments->len; i++)
    {
      const EncoreSegment *segment = encore_transcript_get (self, i);
      gint64 boundary_ms = starts ? segment->start_ms : segment->end_ms;
      gint64 distance_ms = ABS (boundary_ms - at_ms);

      if (distance_ms < best_distance_ms)
        {
          best_ms = boundary_ms;
          best_distance_ms = distance_ms;
        }
    }

  return best_ms;
}

/**
 * encore_transcript_snap:
 * @self: a finished transcript
 * @span: a marked stretch
 * @reach_ms: how far each end may move
 *
 * Moves the start of @span to the nearest start of a turn and its end to the nearest end of
 * one, where there is such within reach.
 *
 * Returns: the snapped span; @span itself when snapping would leave nothing
 */
EncoreSpan
encore_transcript_snap (EncoreTranscript *self,
                        EncoreSpan        span,
                        gint64            reach_ms)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT (self), span);

  if (!encore_transcript_is_timed (self))
    return span;

  EncoreSpan snapped = {
    nearest_boundary (self, span.start_ms, reach_ms, TRUE),
    nearest_boundary (self, span.end_ms, reach_ms, FALSE),
  };

  return encore_span_is_empty (snapped) ? span : snapped;
}

static gint64
distance (gint64 a,
          gint64 b)
{
  return a > b ? a - b : b - a;
}

/* How much another segment may be taken for the one that was there: the same, the same words, the same time. */
static int
likeness (const EncoreSegment *now,
          const EncoreSegment *before)
{
  if (now == before)
    return 3;
  if (encore_segment_says_same (now, before))
    return 2;

  return before->start_ms != ENCORE_NO_TIME && now->start_ms == before->start_ms;
}

/**
 * encore_transcript_trace:
 * @self: a transcript as it is now
 * @segment: one of it as it was before
 * @index: where that stood
 *
 * Returns: where it, or what stands for it, is now: the nearest that is most like it; -1: there is none like it
 */
int
encore_transcript_trace (EncoreTranscript    *self,
                         const EncoreSegment *segment,
                         guint                index)
{
  int best = 0, found = -1;

  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT (self) && segment != NULL, -1);

  for (guint i = 0; i < encore_transcript_get_length (self); i++)
    {
      int alike = likeness (encore_transcript_get (self, i), segment);

      if (alike > best || (alike > 0 && alike == best && distance (i, index) < distance (found, index)))
        {
          best = alike;
          found = (int) i;
        }
    }

  return found;
}
