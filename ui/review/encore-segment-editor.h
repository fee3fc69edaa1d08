/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review-correct.h"

G_BEGIN_DECLS

/* What whoever edits a segment wants to happen. */
typedef enum
{
  ENCORE_SEGMENT_CANCEL,
  ENCORE_SEGMENT_SAVE,
  ENCORE_SEGMENT_SAVE_PREVIOUS, /* and go on with the one before */
  ENCORE_SEGMENT_SAVE_NEXT,
  ENCORE_SEGMENT_SPLIT,
  ENCORE_SEGMENT_JOIN,
  ENCORE_SEGMENT_DELETE,
} EncoreSegmentResponse;

/**
 * EncoreSegmentEditor:
 *
 * Text, speaker and times of one segment, to be edited in its place. Times follow the hub's draft, whose edges can be
 * dragged in the waveform. Nothing is saved here: "response" (EncoreSegmentResponse) says what is wanted.
 */
#define ENCORE_TYPE_SEGMENT_EDITOR (encore_segment_editor_get_type ())
G_DECLARE_FINAL_TYPE (EncoreSegmentEditor, encore_segment_editor, ENCORE, SEGMENT_EDITOR, GtkWidget)

GtkWidget         *encore_segment_editor_new         (EncoreReview        *review,
                                                      guint                index);
EncoreSegmentDraft encore_segment_editor_get_draft   (EncoreSegmentEditor *self); /* strings are the editor's */
gsize              encore_segment_editor_get_caret   (EncoreSegmentEditor *self); /* a byte of the draft's text */
gboolean           encore_segment_editor_is_changed  (EncoreSegmentEditor *self);
void               encore_segment_editor_set_draft   (EncoreSegmentEditor *self,
                                                      const EncoreSegmentDraft *draft,
                                                      gsize                caret);
GtkTextView       *encore_segment_editor_get_text_view (EncoreSegmentEditor *self);

G_END_DECLS
