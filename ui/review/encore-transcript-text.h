/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript-buffer.h"

G_BEGIN_DECLS

/**
 * EncoreTranscriptText:
 *
 * The text of a transcript with what stands in its margin: a bracket along segments that are spoken at the same time,
 * with a line between the two halves they stand in, and a dot at corrected ones. Tooltips say it in words, and how sure the recogniser was of a word.
 */
#define ENCORE_TYPE_TRANSCRIPT_TEXT (encore_transcript_text_get_type ())
G_DECLARE_FINAL_TYPE (EncoreTranscriptText, encore_transcript_text, ENCORE, TRANSCRIPT_TEXT, GtkTextView)

GtkWidget *encore_transcript_text_new (EncoreReview           *review,
                                       EncoreTranscriptBuffer *buffer);

G_END_DECLS
