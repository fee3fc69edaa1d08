/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript-buffer-private.h"

#include <string.h>

#include "encore-conversation.h"
#include "encore-marking.h"

/* Where the lines stand: time, name and text in columns; those who speak at once, each in a half of the width. */

#define LEFT_MARGIN 12
#define RIGHT_MARGIN 18
#define NAME_COLUMN 58
#define TEXT_COLUMN 150
#define AGENT_INDENT 18

/* A half holds at least this much: where the window is narrow, the halves reach past the middle. */
#define HALF_WIDTH 350
#define HALF_STEP 40
/* How many later segments are looked at for one that begins before a segment has ended. */
#define MAX_AHEAD 32

/* Which of the two looks a segment gets: the customer's, or, where nobody knows the parties, that
 * of everybody but the first speaker. */
static gboolean
is_other_voice (EncoreTranscriptBuffer *self,
                EncoreTranscript       *transcript,
                guint                   index)
{
  const EncoreSegment *segment = encore_transcript_get (transcript, index);
  EncoreParty party = encore_segment_party (segment, encore_review_get_recording (self->review));

  if (party != ENCORE_PARTY_UNKNOWN)
    return party == ENCORE_PARTY_CUSTOMER;

  return g_strcmp0 (segment->speaker, encore_transcript_get (transcript, 0)->speaker) != 0;
}

/* Who speaks at once */

static gboolean
overlap (const EncoreSegment *segment,
         const EncoreSegment *other)
{
  return segment->start_ms != ENCORE_NO_TIME && other->start_ms != ENCORE_NO_TIME
         && MIN (segment->end_ms, other->end_ms) - MAX (segment->start_ms, other->start_ms) >= ENCORE_OVERTALK_MS;
}

static void
find_overlaps_of (EncoreTranscriptBuffer *self,
                  EncoreTranscript       *transcript,
                  guint                   index,
                  GByteArray             *beside)
{
  const EncoreSegment *segment = encore_transcript_get (transcript, index);
  guint until = MIN (index + 1 + MAX_AHEAD, beside->len);

  for (guint i = index + 1; i < until; i++)
    {
      const EncoreSegment *other = encore_transcript_get (transcript, i);

      if (other->start_ms > segment->end_ms)
        break;
      if (overlap (segment, other) && is_other_voice (self, transcript, index) != is_other_voice (self, transcript, i))
        beside->data[index] = beside->data[i] = TRUE;
    }
}

/**
 * encore_transcript_buffer_find_beside:
 * @self: a buffer
 * @transcript: a transcript of its call
 *
 * Returns: (transfer full): for every segment, whether another voice speaks at the same time
 */
GByteArray *
encore_transcript_buffer_find_beside (EncoreTranscriptBuffer *self,
                                      EncoreTranscript       *transcript)
{
  guint length = encore_transcript_get_length (transcript);
  GByteArray *beside = g_byte_array_sized_new (length);

  g_byte_array_set_size (beside, length);
  if (length > 0)
    memset (beside->data, FALSE, length);
  for (guint i = 0; i < length && encore_transcript_is_timed (transcript); i++)
    find_overlaps_of (self, transcript, i, beside);
  return beside;
}

/* What is being edited has the whole width. */
gboolean
encore_transcript_buffer_is_beside (EncoreTranscriptBuffer *self,
                                    guint                   segment)
{
  return segment < self->beside->len && self->beside->data[segment] && (int) segment != self->edited;
}

/* Tags */

GtkTextTag *
encore_transcript_buffer_get_line_tag (EncoreTranscriptBuffer *self,
                                       guint                   segment)
{
  return self
      ->line_tags[is_other_voice (self, self->transcript, segment)][encore_transcript_buffer_is_beside (self, segment)];
}

GtkTextTag *
encore_transcript_buffer_get_name_tag (EncoreTranscriptBuffer *self,
                                       guint                   segment)
{
  return is_other_voice (self, self->transcript, segment) ? self->customer_name_tag : self->agent_name_tag;
}

/* The line of a segment whose look may have changed: its first segment's counts. */
void
encore_transcript_buffer_retag_line (EncoreTranscriptBuffer *self,
                                     guint                   segment)
{
  GtkTextIter start, end;

  while (encore_transcript_buffer_goes_on (self, segment))
    segment--;
  GtkTextTag *tag = encore_transcript_buffer_get_line_tag (self, segment);

  encore_transcript_buffer_get_line (self, encore_transcript_buffer_get_place (self, segment)->line, &start, &end);
  for (guint voice = 0; voice < 2; voice++)
    for (guint beside = 0; beside < 2; beside++)
      if (self->line_tags[voice][beside] != tag)
        gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), self->line_tags[voice][beside], &start, &end);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), tag, &start, &end);
}

/* Time, name and text, the agent's a little further in: not by colour alone. Without any times there is no
 * column for them. What does not fit in the first row goes on below the text. */
static void
set_tabs (EncoreTranscriptBuffer *self,
          GtkTextTag             *line_tag,
          int                     indent)
{
  int text = (self->has_times ? TEXT_COLUMN : TEXT_COLUMN - NAME_COLUMN) + indent;
  g_autoptr (PangoTabArray) tabs = pango_tab_array_new (0, TRUE);

  if (self->has_times)
    pango_tab_array_set_tab (tabs, 0, PANGO_TAB_LEFT, NAME_COLUMN);
  pango_tab_array_set_tab (tabs, self->has_times ? 1 : 0, PANGO_TAB_LEFT, text);
  g_object_set (line_tag, "indent", -text, "tabs", tabs, NULL);
}

void
encore_transcript_buffer_set_columns (EncoreTranscriptBuffer *self)
{
  set_tabs (self, self->line_tags[FALSE][FALSE], AGENT_INDENT);
  set_tabs (self, self->line_tags[TRUE][FALSE], 0);
  set_tabs (self, self->line_tags[FALSE][TRUE], 0);
  set_tabs (self, self->line_tags[TRUE][TRUE], 0);
}

static GtkTextTag *
make_line_tag (EncoreTranscriptBuffer *self,
               const char             *name)
{
  return gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self), name, "left-margin", LEFT_MARGIN, "right-margin",
                                     RIGHT_MARGIN, "pixels-above-lines", 5, "pixels-below-lines", 5, NULL);
}

void
encore_transcript_buffer_make_columns (EncoreTranscriptBuffer *self)
{
  self->line_tags[TRUE][FALSE] = make_line_tag (self, "customer");
  self->line_tags[FALSE][FALSE] = make_line_tag (self, "agent");
  self->line_tags[TRUE][TRUE] = make_line_tag (self, "customer-beside");
  self->line_tags[FALSE][TRUE] = make_line_tag (self, "agent-beside");
}

/**
 * encore_transcript_buffer_set_width:
 * @self: a buffer
 * @width: of what shows it, in px
 *
 * The agent's half is on the left, the customer's on the right.
 */
void
encore_transcript_buffer_set_width (EncoreTranscriptBuffer *self,
                                    int                     width)
{
  /* In steps: each changes every line in a half. */
  int half = MAX (width / 2, HALF_WIDTH) / HALF_STEP * HALF_STEP;
  int other = MAX (width - half, LEFT_MARGIN);

  g_return_if_fail (ENCORE_IS_TRANSCRIPT_BUFFER (self));

  if (self->half_x == other)
    return;

  self->half_x = other;
  g_object_set (self->line_tags[FALSE][TRUE], "right-margin", other, NULL);
  g_object_set (self->line_tags[TRUE][TRUE], "left-margin", other, NULL);
}

/* Where the right half begins. */
int
encore_transcript_buffer_get_half_x (EncoreTranscriptBuffer *self)
{
  return self->half_x;
}
