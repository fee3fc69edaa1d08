/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-review.h"

G_BEGIN_DECLS

const char *encore_outcome_icon_name     (EncoreOutcome     outcome);
const char *encore_outcome_style_class   (EncoreOutcome     outcome);
char       *encore_moment_caption        (EncoreReview     *review,
                                          EncoreMoment     *moment);
char       *encore_moment_when           (EncoreReview     *review,
                                          EncoreMoment     *moment);
EncoreSpan  encore_moment_span           (EncoreReview     *review,
                                          EncoreMoment     *moment);
void        encore_moment_segments       (EncoreReview     *review,
                                          EncoreMoment     *moment,
                                          int              *first,
                                          int              *last);
GdkRGBA     encore_moment_colour         (EncoreReview     *review,
                                          EncoreMoment     *moment);

/* "0:41 Customer: I was charged twice.", for the clipboard. */
char   *encore_segment_copy_text  (EncoreReview        *review,
                                   const EncoreSegment *segment);
char   *encore_segments_copy_text (EncoreReview        *review,
                                   guint                first,
                                   guint                last);

G_END_DECLS
