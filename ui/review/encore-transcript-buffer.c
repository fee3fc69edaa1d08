/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript-buffer-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-review-text.h"
#include "encore-text.h"
#include "encore-wave-draw.h"

/* The first part fills a window; the others take as long as a frame can spare, looking at the
 * clock now and then. */
#define FIRST_PART 24
#define PART 10
#define PART_TIME_US 3000

/* What one speaker says within this time of having stopped belongs to the same turn. */
#define TURN_GAP_MS 2000
/* Above this many changed segments the text is filled in anew, from what is in sight on. */
#define MAX_CHANGED 400

G_DEFINE_FINAL_TYPE (EncoreTranscriptBuffer, encore_transcript_buffer, GTK_TYPE_TEXT_BUFFER)

enum
{
  FILLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
encore_transcript_buffer_get_line (EncoreTranscriptBuffer *self,
                                   int                     line,
                                   GtkTextIter            *start,
                                   GtkTextIter            *end)
{
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), start, line);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

gboolean
encore_transcript_buffer_is_filled (EncoreTranscriptBuffer *self,
                                    int                     segment)
{
  return segment >= 0 && segment < (int) self->n_filled;
}

/* Filling */

/* A segment is one line, whatever its file says. */
static char *
flatten (const char *text)
{
  char *flat = g_strdup (text);

  for (char *p = flat; *p != '\0'; p++)
    if (*p == '\n' || *p == '\r')
      *p = ' ';

  /* U+2029 would also end the line. */
  for (char *p = flat; (p = strstr (p, "\xe2\x80\xa9")) != NULL;)
    memcpy (p, "\xe2\x80\xa8", 3);

  return flat;
}

static char *
speaker_name (EncoreTranscriptBuffer *self,
              guint                   index,
              EncoreParty             party)
{
  const EncoreSegment *segment = encore_transcript_get (self->transcript, index);

  if (party == ENCORE_PARTY_AGENT || party == ENCORE_PARTY_CUSTOMER)
    return g_strdup (encore_party_to_label (party));

  return segment->speaker != NULL ? flatten (segment->speaker) : g_strdup ("");
}

/* Whether a segment goes on in the line of the one before it. */
static gboolean
joins (EncoreTranscriptBuffer *self,
       guint                   index)
{
  if (!self->as_turns || index == 0)
    return FALSE;

  const EncoreSegment *segment = encore_transcript_get (self->transcript, index);
  const EncoreSegment *before = encore_transcript_get (self->transcript, index - 1);

  return encore_review_segment_party (self->review, index) == encore_review_segment_party (self->review, index - 1)
         && g_strcmp0 (segment->speaker, before->speaker) == 0
         && (segment->start_ms == ENCORE_NO_TIME
             || (segment->start_ms >= before->start_ms && segment->start_ms - before->end_ms <= TURN_GAP_MS));
}

/* Time and name. */
static int
insert_heading (EncoreTranscriptBuffer *self,
                GtkTextIter            *at,
                guint                   index,
                GtkTextTag             *line_tag)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  const EncoreSegment *segment = encore_transcript_get (self->transcript, index);
  GtkTextTag *name_tag = encore_transcript_buffer_get_name_tag (self, index);
  g_autofree char *name = speaker_name (self, index, encore_review_segment_party (self->review, index));
  g_autofree char *time = NULL;

  if (segment->start_ms != ENCORE_NO_TIME)
    time = encore_text_position (encore_review_segment_span (self->review, index).start_ms);

  g_autofree char *when = self->has_times ? g_strconcat (time != NULL ? time : "", "\t", NULL) : g_strdup ("");
  g_autofree char *who = g_strconcat (name, "\t", NULL);

  gtk_text_buffer_insert_with_tags (buffer, at, when, -1, line_tag, self->time_tag, NULL);
  gtk_text_buffer_insert_with_tags (buffer, at, who, -1, line_tag, name_tag, NULL);
  return (int) (g_utf8_strlen (when, -1) + g_utf8_strlen (who, -1));
}

static gboolean
is_doubtful (const EncoreWord *word)
{
  return word->confidence >= 0 && word->confidence < ENCORE_LOW_CONFIDENCE;
}

static void
tag_doubts (EncoreTranscriptBuffer *self,
            const EncoreSegment    *segment,
            const Place            *place)
{
  GtkTextIter start, end;

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (!is_doubtful (word))
        continue;

      gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), &start, place->line,
                                               place->start + (int) g_utf8_strlen (segment->text, word->offset));
      end = start;
      gtk_text_iter_forward_chars (&end, (int) g_utf8_strlen (segment->text + word->offset, word->length));
      gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), self->doubt_tag, &start, &end);
    }
}

static void
insert_text (EncoreTranscriptBuffer *self,
             GtkTextIter            *at,
             guint                   index,
             const Place            *place)
{
  const EncoreSegment *segment = encore_transcript_get (self->transcript, index);
  GtkTextTag *line_tag = encore_transcript_buffer_get_line_tag (self, index);
  g_autofree char *text = flatten (segment->text);
  GtkTextMark *end = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self), NULL, at, FALSE);

  gtk_text_buffer_insert_with_tags (GTK_TEXT_BUFFER (self), at, text, -1, line_tag, NULL);
  tag_doubts (self, segment, place);
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), at, end);
  gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self), end);
}

/* Writes a segment at a place where a line may begin, unless it goes on in the line before. */
static Place
insert_segment (EncoreTranscriptBuffer *self,
                GtkTextIter            *at,
                guint                   index,
                gboolean                after_line)
{
  const EncoreSegment *segment = encore_transcript_get (self->transcript, index);
  GtkTextTag *line_tag = encore_transcript_buffer_get_line_tag (self, index);
  gboolean goes_on = after_line && joins (self, index);
  Place place = { 0, 0, (int) g_utf8_strlen (segment->text, -1) };

  if (after_line)
    gtk_text_buffer_insert_with_tags (GTK_TEXT_BUFFER (self), at, goes_on ? " " : "\n", 1, line_tag, NULL);
  if (!goes_on)
    insert_heading (self, at, index, line_tag);
  place.line = gtk_text_iter_get_line (at);
  place.start = gtk_text_iter_get_line_offset (at);
  insert_text (self, at, index, &place);
  return place;
}

static void
fill_part (EncoreTranscriptBuffer *self,
           guint                   count)
{
  guint length = encore_transcript_get_length (self->transcript);
  guint until = MIN (self->n_filled + count, length);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self), &end);
  gtk_text_buffer_begin_irreversible_action (GTK_TEXT_BUFFER (self));
  for (guint i = self->n_filled; i < until; i++)
    {
      Place place = insert_segment (self, &end, i, i > 0);

      g_array_append_val (self->places, place);
    }
  gtk_text_buffer_end_irreversible_action (GTK_TEXT_BUFFER (self));
  self->n_filled = until;
}

/* Fills in at once what is not there yet, up to a segment. */
void
encore_transcript_buffer_require (EncoreTranscriptBuffer *self,
                                  guint                   segment)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT_BUFFER (self));

  if (self->transcript != NULL && segment >= self->n_filled)
    fill_part (self, segment + 1 - self->n_filled);
}

static gboolean
on_fill (gpointer user_data)
{
  EncoreTranscriptBuffer *self = user_data;

  gint64 until_us = g_get_monotonic_time () + PART_TIME_US;

  do
    fill_part (self, PART);
  while (!encore_transcript_buffer_is_complete (self) && g_get_monotonic_time () < until_us);

  if (encore_transcript_buffer_is_complete (self))
    {
      self->fill_source = 0;
      encore_transcript_buffer_show_moments (self);
    }

  g_signal_emit (self, signals[FILLED], 0);
  return self->fill_source != 0;
}

static void
clear (EncoreTranscriptBuffer *self)
{
  g_clear_handle_id (&self->fill_source, g_source_remove);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), "", 0);
  g_array_set_size (self->places, 0);
  g_array_set_size (self->captioned, 0);
  self->n_filled = 0;
  self->edited = -1;
  self->current_segment = self->current_word = -1;
}

/**
 * encore_transcript_buffer_reload:
 * @self: a buffer
 *
 * Shows the hub's transcript from its beginning.
 */
void
encore_transcript_buffer_reload (EncoreTranscriptBuffer *self)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT_BUFFER (self));

  clear (self);
  g_set_object (&self->transcript, encore_review_get_transcript (self->review));
  if (self->transcript == NULL)
    return;

  self->has_times = encore_transcript_is_timed (self->transcript);
  g_byte_array_unref (self->beside);
  self->beside = encore_transcript_buffer_find_beside (self, self->transcript);
  encore_transcript_buffer_set_columns (self);
  fill_part (self, FIRST_PART);
  if (!encore_transcript_buffer_is_complete (self))
    self->fill_source = g_idle_add_full (G_PRIORITY_LOW, on_fill, self, NULL);
  encore_transcript_buffer_show_moments (self);
  g_signal_emit (self, signals[FILLED], 0);
}

gboolean
encore_transcript_buffer_is_complete (EncoreTranscriptBuffer *self)
{
  return self->transcript == NULL || self->n_filled == encore_transcript_get_length (self->transcript);
}

/* Changing */

const Place *
encore_transcript_buffer_get_place (EncoreTranscriptBuffer *self,
                                    guint                   segment)
{
  return &g_array_index (self->places, Place, segment);
}

static gboolean
same_line (EncoreTranscriptBuffer *self,
           guint                   segment,
           guint                   other)
{
  return encore_transcript_buffer_get_place (self, segment)->line
         == encore_transcript_buffer_get_place (self, other)->line;
}

/* Whether a segment is still written as it was: @beside is of @now. */
static gboolean
is_as_before (EncoreTranscriptBuffer *self,
              guint                   old_index,
              EncoreTranscript       *now,
              GByteArray             *beside,
              guint                   index)
{
  return encore_transcript_get (self->transcript, old_index) == encore_transcript_get (now, index)
         && self->beside->data[old_index] == beside->data[index];
}

/* The segments of two transcripts that differ, in whole lines, with the line before and after where lines may have
 * to be joined or parted; never none. */
static gboolean
find_changed (EncoreTranscriptBuffer *self,
              EncoreTranscript       *now,
              GByteArray             *beside,
              guint                  *from,
              guint                  *old_to,
              guint                  *new_to)
{
  guint old_length = encore_transcript_get_length (self->transcript), length = encore_transcript_get_length (now);
  guint first = 0, last = 0;

  while (first < MIN (old_length, length) && is_as_before (self, first, now, beside, first))
    first++;
  while (last < MIN (old_length, length) - first
         && is_as_before (self, old_length - 1 - last, now, beside, length - 1 - last))
    last++;

  guint end = old_length - last;
  if (first > 0 && (self->as_turns || first == end || first + last == length))
    first--;
  if (end < old_length && (self->as_turns || first == end || first + (old_length - end) == length))
    end++;
  while (first > 0 && same_line (self, first, first - 1))
    first--;
  while (end < old_length && end > 0 && same_line (self, end, end - 1))
    end++;

  *from = first;
  *old_to = end;
  *new_to = length - (old_length - end);
  return *old_to > *from && *new_to > *from;
}

/* Takes the lines of these segments out and writes others there. */
static void
replace_lines (EncoreTranscriptBuffer *self,
               guint                   from,
               guint                   old_to,
               guint                   new_to)
{
  GtkTextIter start, end;
  int old_last_line = encore_transcript_buffer_get_place (self, old_to - 1)->line;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start,
                                    encore_transcript_buffer_get_place (self, from)->line);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &end, old_last_line);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);

  g_array_remove_range (self->places, from, old_to - from);
  for (guint i = from; i < new_to; i++)
    {
      Place place = insert_segment (self, &start, i, i > from);

      g_array_insert_val (self->places, i, place);
    }

  int shift = encore_transcript_buffer_get_place (self, new_to - 1)->line - old_last_line;
  for (guint i = new_to; shift != 0 && i < self->places->len; i++)
    g_array_index (self->places, Place, i).line += shift;
  self->n_filled = self->places->len;
}

/**
 * encore_transcript_buffer_update:
 * @self: a buffer
 *
 * Shows the hub's transcript where only a few segments of it have changed: only their lines are written anew.
 *
 * Returns: %FALSE when everything has to be shown from the beginning, and nothing was done
 */
gboolean
encore_transcript_buffer_update (EncoreTranscriptBuffer *self)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT_BUFFER (self), FALSE);

  EncoreTranscript *now = encore_review_get_transcript (self->review);
  guint from, old_to, new_to;

  if (now == NULL || self->transcript == NULL || !encore_transcript_buffer_is_complete (self)
      || encore_transcript_get_length (now) == 0 || encore_transcript_get_length (self->transcript) == 0
      || encore_transcript_is_timed (now) != self->has_times
      || g_strcmp0 (encore_transcript_get (now, 0)->speaker, encore_transcript_get (self->transcript, 0)->speaker) != 0)
    return FALSE;

  encore_transcript_buffer_end_edit (self);

  g_autoptr (GByteArray) beside = encore_transcript_buffer_find_beside (self, now);
  if (!find_changed (self, now, beside, &from, &old_to, &new_to) || old_to - from > MAX_CHANGED
      || new_to - from > MAX_CHANGED)
    return FALSE;

  gtk_text_buffer_begin_irreversible_action (GTK_TEXT_BUFFER (self));
  encore_transcript_buffer_set_current (self, -1, -1);
  encore_transcript_buffer_remove_captions (self);
  g_set_object (&self->transcript, now);
  g_byte_array_unref (self->beside);
  self->beside = g_steal_pointer (&beside);
  replace_lines (self, from, old_to, new_to);
  gtk_text_buffer_end_irreversible_action (GTK_TEXT_BUFFER (self));
  encore_transcript_buffer_show_moments (self);
  return TRUE;
}

/* Takes the text of a segment out. */
static void
delete_text (EncoreTranscriptBuffer *self,
             guint                   segment,
             int                     length,
             GtkTextIter            *at)
{
  const Place *place = encore_transcript_buffer_get_place (self, segment);
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), at, place->line, place->start);
  end = *at;
  gtk_text_iter_forward_chars (&end, length);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), at, &end);
}

/* What follows a segment in its line moves with its length. */
static void
set_length (EncoreTranscriptBuffer *self,
            guint                   segment,
            int                     length)
{
  int shift = length - encore_transcript_buffer_get_place (self, segment)->length;

  g_array_index (self->places, Place, segment).length = length;
  for (guint i = segment + 1; i < self->places->len && same_line (self, i, segment); i++)
    g_array_index (self->places, Place, i).start += shift;
}

/**
 * encore_transcript_buffer_begin_edit:
 * @self: a buffer
 * @segment: a segment of it
 *
 * Returns: (transfer none) (nullable): an anchor in the place of the segment's text, for what it is edited with
 */
GtkTextChildAnchor *
encore_transcript_buffer_begin_edit (EncoreTranscriptBuffer *self,
                                     guint                   segment)
{
  GtkTextIter at;

  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT_BUFFER (self), NULL);

  encore_transcript_buffer_end_edit (self);
  if (!encore_transcript_buffer_is_filled (self, (int) segment))
    return NULL;

  encore_transcript_buffer_set_current (self, self->current_segment, -1);
  self->edited = (int) segment;

  gtk_text_buffer_begin_irreversible_action (GTK_TEXT_BUFFER (self));
  delete_text (self, segment, encore_transcript_buffer_get_place (self, segment)->length, &at);
  GtkTextChildAnchor *anchor = gtk_text_buffer_create_child_anchor (GTK_TEXT_BUFFER (self), &at);
  set_length (self, segment, 1);

  encore_transcript_buffer_retag_line (self, segment); /* the anchor too: it may be all there is in the line */
  gtk_text_buffer_end_irreversible_action (GTK_TEXT_BUFFER (self));
  return anchor;
}

/* The text as it was is back in its place. */
void
encore_transcript_buffer_end_edit (EncoreTranscriptBuffer *self)
{
  int segment = self->edited;
  GtkTextIter at;

  if (segment < 0)
    return;

  self->edited = -1;
  gtk_text_buffer_begin_irreversible_action (GTK_TEXT_BUFFER (self));
  delete_text (self, (guint) segment, 1, &at);
  set_length (self, (guint) segment,
              (int) g_utf8_strlen (encore_transcript_get (self->transcript, (guint) segment)->text, -1));
  insert_text (self, &at, (guint) segment, encore_transcript_buffer_get_place (self, (guint) segment));
  encore_transcript_buffer_retag_line (self, (guint) segment);
  gtk_text_buffer_end_irreversible_action (GTK_TEXT_BUFFER (self));
  encore_transcript_buffer_show_moments (self);
}

/* Several segments of one speaker in one line, or each in its own. */
void
encore_transcript_buffer_set_as_turns (EncoreTranscriptBuffer *self,
                                       gboolean                as_turns)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT_BUFFER (self));

  if (self->as_turns == as_turns)
    return;

  self->as_turns = as_turns;
  encore_transcript_buffer_reload (self);
}

/* Places */

/* The segment at a place of a line: the last one that begins before it, or the line's first. */
int
encore_transcript_buffer_get_segment_at (EncoreTranscriptBuffer *self,
                                         int                     line,
                                         int                     offset)
{
  guint low = 0, high = self->places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Place *place = encore_transcript_buffer_get_place (self, middle);

      if (place->line < line || (place->line == line && place->start <= offset))
        low = middle + 1;
      else
        high = middle;
    }

  if (low > 0 && encore_transcript_buffer_get_place (self, low - 1)->line == line)
    return (int) low - 1;

  return low < self->places->len && encore_transcript_buffer_get_place (self, low)->line == line ? (int) low : -1;
}

static int
segment_at_iter (EncoreTranscriptBuffer *self,
                 const GtkTextIter      *iter)
{
  return encore_transcript_buffer_get_segment_at (self, gtk_text_iter_get_line (iter),
                                                  gtk_text_iter_get_line_offset (iter));
}

gboolean
encore_transcript_buffer_get_segment_start (EncoreTranscriptBuffer *self,
                                            int                     segment,
                                            GtkTextIter            *start)
{
  if (!encore_transcript_buffer_is_filled (self, segment))
    return FALSE;

  const Place *place = encore_transcript_buffer_get_place (self, (guint) segment);
  gboolean goes_on = segment > 0 && same_line (self, (guint) segment, (guint) segment - 1);

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), start, place->line, goes_on ? place->start : 0);
  return TRUE;
}

/**
 * encore_transcript_buffer_get_bytes:
 * @self: a buffer
 * @segment: a segment
 * @from: byte in its text
 * @to: byte behind the last one
 * @start: (out): where these are
 * @end: (out): where they end
 *
 * Returns: whether they are in the buffer
 */
gboolean
encore_transcript_buffer_get_bytes (EncoreTranscriptBuffer *self,
                                    int                     segment,
                                    gsize                   from,
                                    gsize                   to,
                                    GtkTextIter            *start,
                                    GtkTextIter            *end)
{
  if (!encore_transcript_buffer_is_filled (self, segment) || segment == self->edited)
    return FALSE;

  const char *text = encore_transcript_get (self->transcript, (guint) segment)->text;
  const Place *place = encore_transcript_buffer_get_place (self, (guint) segment);

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), start, place->line,
                                           place->start + (int) g_utf8_strlen (text, (gssize) from));
  *end = *start;
  gtk_text_iter_forward_chars (end, (int) g_utf8_strlen (text + from, (gssize) (to - from)));
  return TRUE;
}

/* The byte of a segment's text at a place in the buffer: the nearest, where the place is not in the text. */
gboolean
encore_transcript_buffer_get_offset (EncoreTranscriptBuffer *self,
                                     const GtkTextIter      *iter,
                                     int                    *segment,
                                     gsize                  *offset)
{
  *segment = segment_at_iter (self, iter);
  if (*segment < 0)
    return FALSE;

  const char *text = encore_transcript_get (self->transcript, (guint) *segment)->text;
  int character = gtk_text_iter_get_line_offset (iter)
                  - encore_transcript_buffer_get_place (self, (guint) *segment)->start;

  character = CLAMP (character, 0, (int) g_utf8_strlen (text, -1));
  *offset = (gsize) (g_utf8_offset_to_pointer (text, character) - text);
  return TRUE;
}

/* How many segments are in the text, and whether this one follows another in its line. */
guint
encore_transcript_buffer_count_filled (EncoreTranscriptBuffer *self)
{
  return self->n_filled;
}

gboolean
encore_transcript_buffer_goes_on (EncoreTranscriptBuffer *self,
                                  guint                   segment)
{
  return segment > 0 && segment < self->n_filled && same_line (self, segment, segment - 1);
}

static int
word_at_character (const EncoreSegment *segment,
                   int                  character)
{
  if (segment->words == NULL || character < 0 || character > g_utf8_strlen (segment->text, -1))
    return -1;

  guint32 offset = (guint32) (g_utf8_offset_to_pointer (segment->text, character) - segment->text);
  int found = -1;

  for (guint i = 0; i < segment->words->len; i++)
    if (g_array_index (segment->words, EncoreWord, i).offset <= offset)
      found = (int) i;

  return found;
}

/**
 * encore_transcript_buffer_locate:
 * @self: a buffer
 * @iter: a place in it
 * @segment: (out): the segment there
 * @word: (out): the word there, or -1
 *
 * Returns: whether there is a segment
 */
gboolean
encore_transcript_buffer_locate (EncoreTranscriptBuffer *self,
                                 const GtkTextIter      *iter,
                                 int                    *segment,
                                 int                    *word)
{
  *segment = segment_at_iter (self, iter);
  *word = -1;
  if (!encore_transcript_buffer_is_filled (self, *segment))
    return FALSE;

  int character = gtk_text_iter_get_line_offset (iter)
                  - encore_transcript_buffer_get_place (self, (guint) *segment)->start;

  if (*segment != self->edited)
    *word = word_at_character (encore_transcript_get (self->transcript, (guint) *segment), character);
  return TRUE;
}

/**
 * encore_transcript_buffer_get_selected:
 * @self: a buffer
 * @first: (out): first segment of the selection, or that of the cursor; -1 while that is behind the text, where it
 *   is before anybody has put it anywhere
 * @last: (out): last one, inclusive
 *
 * Returns: whether text is selected
 */
gboolean
encore_transcript_buffer_get_selected (EncoreTranscriptBuffer *self,
                                       int                    *first,
                                       int                    *last)
{
  GtkTextIter start, end;
  gboolean selected = gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end);

  *first = segment_at_iter (self, &start);
  *last = segment_at_iter (self, &end);
  if (selected && *last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
  if (*first < 0 || !encore_transcript_buffer_is_filled (self, *last) || (!selected && gtk_text_iter_is_end (&start)))
    *first = *last = -1;

  return selected;
}

/* Object */

/**
 * encore_transcript_buffer_restyle:
 * @self: a buffer
 * @widget: whose theme colours are used
 */
void
encore_transcript_buffer_restyle (EncoreTranscriptBuffer *self,
                                  GtkWidget              *widget)
{
  GdkRGBA agent = encore_wave_colour (widget, "encore_agent_color", 1);
  GdkRGBA customer = encore_wave_colour (widget, "encore_customer_color", 1);
  GdkRGBA dim = encore_wave_colour (widget, "window_fg_color", 0.55);
  GdkRGBA caption = encore_wave_colour (widget, "window_fg_color", 0.8);
  GdkRGBA doubt = encore_wave_colour (widget, "window_fg_color", 0.6);
  GdkRGBA doubt_line = encore_wave_colour (widget, "window_fg_color", 0.4);
  GdkRGBA line = encore_wave_colour (widget, "accent_bg_color", 0.13);
  GdkRGBA word = encore_wave_colour (widget, "accent_bg_color", 1);
  GdkRGBA word_text = encore_wave_colour (widget, "accent_fg_color", 1);

  g_object_set (self->time_tag, "foreground-rgba", &dim, NULL);
  g_object_set (self->caption_tag, "foreground-rgba", &caption, NULL);
  g_object_set (self->doubt_tag, "foreground-rgba", &doubt, "underline-rgba", &doubt_line, NULL);
  g_object_set (self->agent_name_tag, "foreground-rgba", &agent, NULL);
  g_object_set (self->customer_name_tag, "foreground-rgba", &customer, NULL);
  g_object_set (self->segment_tag, "paragraph-background-rgba", &line, NULL);
  g_object_set (self->word_tag, "background-rgba", &word, "foreground-rgba", &word_text, NULL);
}

/* Later tags win over earlier ones. */
static void
encore_transcript_buffer_constructed (GObject *object)
{
  EncoreTranscriptBuffer *self = ENCORE_TRANSCRIPT_BUFFER (object);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (object);

  G_OBJECT_CLASS (encore_transcript_buffer_parent_class)->constructed (object);

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  encore_transcript_buffer_make_columns (self);
  self->time_tag = gtk_text_buffer_create_tag (buffer, "time", "scale", 0.9, "font-features", "tnum=1", NULL);
  self->agent_name_tag = gtk_text_buffer_create_tag (buffer, "agent-name", "scale", 0.9, "weight", PANGO_WEIGHT_BOLD,
                                                     NULL);
  self->customer_name_tag = gtk_text_buffer_create_tag (buffer, "customer-name", "scale", 0.9, "weight",
                                                        PANGO_WEIGHT_BOLD, NULL);
  self->caption_tag = gtk_text_buffer_create_tag (buffer, "caption", "scale", 0.85, "weight", PANGO_WEIGHT_BOLD,
                                                  "underline", PANGO_UNDERLINE_NONE, NULL);
  self->doubt_tag = gtk_text_buffer_create_tag (buffer, "doubt", "underline", PANGO_UNDERLINE_ERROR, NULL);
  self->segment_tag = gtk_text_buffer_create_tag (buffer, "segment", NULL);
  self->word_tag = gtk_text_buffer_create_tag (buffer, "word", NULL);
}

static void
encore_transcript_buffer_dispose (GObject *object)
{
  EncoreTranscriptBuffer *self = ENCORE_TRANSCRIPT_BUFFER (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_object (&self->transcript);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_transcript_buffer_parent_class)->dispose (object);
}

static void
encore_transcript_buffer_finalize (GObject *object)
{
  EncoreTranscriptBuffer *self = ENCORE_TRANSCRIPT_BUFFER (object);

  g_array_unref (self->places);
  g_array_unref (self->captioned);
  g_byte_array_unref (self->beside);
  g_ptr_array_unref (self->moment_tags);
  G_OBJECT_CLASS (encore_transcript_buffer_parent_class)->finalize (object);
}

static void
encore_transcript_buffer_class_init (EncoreTranscriptBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = encore_transcript_buffer_constructed;
  object_class->dispose = encore_transcript_buffer_dispose;
  object_class->finalize = encore_transcript_buffer_finalize;

  signals[FILLED] = g_signal_new ("filled", ENCORE_TYPE_TRANSCRIPT_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
encore_transcript_buffer_init (EncoreTranscriptBuffer *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->edited = -1;
  self->captioned = g_array_new (FALSE, FALSE, sizeof (int));
  self->beside = g_byte_array_new ();
  self->moment_tags = g_ptr_array_new ();
  self->current_segment = self->current_word = -1;
}

EncoreTranscriptBuffer *
encore_transcript_buffer_new (EncoreReview *review)
{
  EncoreTranscriptBuffer *self = g_object_new (ENCORE_TYPE_TRANSCRIPT_BUFFER, NULL);

  self->review = g_object_ref (review);
  return self;
}
