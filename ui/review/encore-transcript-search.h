/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

/* A bar that looks for words in a transcript: Enter for the next place, Shift+Enter for the one before. */
#define ENCORE_TYPE_TRANSCRIPT_SEARCH (encore_transcript_search_get_type ())
G_DECLARE_FINAL_TYPE (EncoreTranscriptSearch, encore_transcript_search, ENCORE, TRANSCRIPT_SEARCH, GtkWidget)

GtkWidget *encore_transcript_search_new  (EncoreReview           *review,
                                          GtkTextView            *text_view);
void       encore_transcript_search_open (EncoreTranscriptSearch *self);

G_END_DECLS
