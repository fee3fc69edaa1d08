/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-redact.h"
#include "encore-transcript-buffer.h"

G_BEGIN_DECLS

/* What is redacted of a transcript that is shown, and what of it is selected to be. */
void     encore_transcript_redacted_attach   (GtkTextView       *view,
                                              EncoreReview      *review);
gboolean encore_transcript_redacted_selected (GtkTextView       *view,
                                              EncoreRedactOrder *order);

G_END_DECLS
