/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreTranscriptBuffer:
 *
 * The transcript as one text: a segment is a line, or, where it is shown as turns, a part of one. Time and name stand
 * before the text, captions of moments behind it. Long transcripts are filled in while the program is idle; "filled" is emitted after each part.
 */
#define ENCORE_TYPE_TRANSCRIPT_BUFFER (encore_transcript_buffer_get_type ())
G_DECLARE_FINAL_TYPE (EncoreTranscriptBuffer, encore_transcript_buffer, ENCORE, TRANSCRIPT_BUFFER, GtkTextBuffer)

EncoreTranscriptBuffer *encore_transcript_buffer_new         (EncoreReview           *review);
void                    encore_transcript_buffer_reload      (EncoreTranscriptBuffer *self);
gboolean                encore_transcript_buffer_update      (EncoreTranscriptBuffer *self);
void                    encore_transcript_buffer_set_as_turns (EncoreTranscriptBuffer *self,
                                                              gboolean                as_turns);
GtkTextChildAnchor     *encore_transcript_buffer_begin_edit  (EncoreTranscriptBuffer *self,
                                                              guint                   segment);
void                    encore_transcript_buffer_end_edit    (EncoreTranscriptBuffer *self);
guint                   encore_transcript_buffer_count_filled (EncoreTranscriptBuffer *self);
gboolean                encore_transcript_buffer_goes_on     (EncoreTranscriptBuffer *self,
                                                              guint                   segment);
void                    encore_transcript_buffer_require     (EncoreTranscriptBuffer *self,
                                                              guint                   segment);
gboolean                encore_transcript_buffer_is_complete (EncoreTranscriptBuffer *self);
void                    encore_transcript_buffer_set_current (EncoreTranscriptBuffer *self,
                                                              int                     segment,
                                                              int                     word);
void                    encore_transcript_buffer_show_moments (EncoreTranscriptBuffer *self);
gboolean                encore_transcript_buffer_locate      (EncoreTranscriptBuffer *self,
                                                              const GtkTextIter      *iter,
                                                              int                    *segment,
                                                              int                    *word);
gboolean                encore_transcript_buffer_get_segment_start (EncoreTranscriptBuffer *self,
                                                              int                     segment,
                                                              GtkTextIter            *start);
gboolean                encore_transcript_buffer_get_bytes   (EncoreTranscriptBuffer *self,
                                                              int                     segment,
                                                              gsize                   from,
                                                              gsize                   to,
                                                              GtkTextIter            *start,
                                                              GtkTextIter            *end);
gboolean                encore_transcript_buffer_get_offset  (EncoreTranscriptBuffer *self,
                                                              const GtkTextIter      *iter,
                                                              int                    *segment,
                                                              gsize                  *offset);
gboolean                encore_transcript_buffer_get_selected (EncoreTranscriptBuffer *self,
                                                              int                    *first,
                                                              int                    *last);
void                    encore_transcript_buffer_set_width   (EncoreTranscriptBuffer *self,
                                                              int                     width);
int                     encore_transcript_buffer_get_half_x  (EncoreTranscriptBuffer *self);
gboolean                encore_transcript_buffer_is_beside   (EncoreTranscriptBuffer *self,
                                                              guint                   segment);
void                    encore_transcript_buffer_restyle     (EncoreTranscriptBuffer *self,
                                                              GtkWidget              *widget);

G_END_DECLS
