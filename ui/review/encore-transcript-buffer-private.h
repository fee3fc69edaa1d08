/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript-buffer.h"

G_BEGIN_DECLS

/* Where the text of a segment stands. */
typedef struct
{
  int line;
  int start;  /* characters before it in its line */
  int length; /* characters */
} Place;

struct _EncoreTranscriptBuffer
{
  GtkTextBuffer parent_instance;

  EncoreReview *review;
  EncoreTranscript *transcript; /* what is shown, or being filled in */
  gboolean has_times;
  guint n_filled; /* segments in the text */
  guint fill_source;
  GArray *places; /* Place by segment */
  GByteArray *beside; /* gboolean by segment of the transcript: another voice speaks at the same time */
  int half_x;         /* where the right half begins, px */
  gboolean as_turns;
  int edited; /* the segment in whose place an anchor stands, or -1 */

  int current_segment;
  int current_word;
  GPtrArray *moment_tags; /* of GtkTextTag, one per moment type in use */
  GArray *captioned;      /* int: lines that carry captions */

  GtkTextTag *time_tag;
  GtkTextTag *line_tags[2][2]; /* by whether it is the other voice (the customer), and in a half of the width */
  GtkTextTag *agent_name_tag;
  GtkTextTag *customer_name_tag;
  GtkTextTag *caption_tag;
  GtkTextTag *doubt_tag;
  GtkTextTag *segment_tag;
  GtkTextTag *word_tag;
};

/* encore-transcript-buffer.c */
gboolean     encore_transcript_buffer_is_filled      (EncoreTranscriptBuffer *self,
                                                      int                     segment);
const Place *encore_transcript_buffer_get_place      (EncoreTranscriptBuffer *self,
                                                      guint                   segment);
int          encore_transcript_buffer_get_segment_at (EncoreTranscriptBuffer *self,
                                                      int                     line,
                                                      int                     offset);
void         encore_transcript_buffer_get_line       (EncoreTranscriptBuffer *self,
                                                      int                     line,
                                                      GtkTextIter            *start,
                                                      GtkTextIter            *end);

/* encore-transcript-columns.c */
void         encore_transcript_buffer_make_columns   (EncoreTranscriptBuffer *self);
void         encore_transcript_buffer_set_columns    (EncoreTranscriptBuffer *self);
GByteArray  *encore_transcript_buffer_find_beside    (EncoreTranscriptBuffer *self,
                                                      EncoreTranscript       *transcript);
GtkTextTag  *encore_transcript_buffer_get_line_tag   (EncoreTranscriptBuffer *self,
                                                      guint                   segment);
GtkTextTag  *encore_transcript_buffer_get_name_tag   (EncoreTranscriptBuffer *self,
                                                      guint                   segment);
void         encore_transcript_buffer_retag_line     (EncoreTranscriptBuffer *self,
                                                      guint                   segment);

/* encore-transcript-marks.c */
void         encore_transcript_buffer_remove_captions (EncoreTranscriptBuffer *self);

G_END_DECLS
