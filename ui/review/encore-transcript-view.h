/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreTranscriptView:
 *
 * What was said, with the current segment and word marked. A click seeks, dragging selects.
 */
#define ENCORE_TYPE_TRANSCRIPT_VIEW (encore_transcript_view_get_type ())
G_DECLARE_FINAL_TYPE (EncoreTranscriptView, encore_transcript_view, ENCORE, TRANSCRIPT_VIEW, GtkWidget)

GtkWidget   *encore_transcript_view_new           (EncoreReview         *review);
GtkTextView *encore_transcript_view_get_text_view (EncoreTranscriptView *self);
gboolean     encore_transcript_view_get_selected  (EncoreTranscriptView *self,
                                                   int                  *first,
                                                   int                  *last);
void         encore_transcript_view_go_to_segment (EncoreTranscriptView *self,
                                                   int                   segment);
void         encore_transcript_view_find          (EncoreTranscriptView *self);
int          encore_transcript_view_choose_segment (EncoreTranscriptView *self);
gsize        encore_transcript_view_choose_place  (EncoreTranscriptView *self,
                                                   int                  *segment);
void         encore_transcript_view_correct       (EncoreTranscriptView *self,
                                                   int                   segment);
GtkWidget   *encore_transcript_view_get_editor    (EncoreTranscriptView *self);
void         encore_transcript_view_set_as_turns  (EncoreTranscriptView *self,
                                                   gboolean              as_turns);

G_END_DECLS
