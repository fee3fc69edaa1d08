/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreReviewPage:
 *
 * The heart of Encore: a call with its sound, its words, its moments and its model answers. All
 * keys of the page are "review." actions.
 */
#define ENCORE_TYPE_REVIEW_PAGE (encore_review_page_get_type ())
G_DECLARE_FINAL_TYPE (EncoreReviewPage, encore_review_page, ENCORE, REVIEW_PAGE, GtkWidget)

GtkWidget    *encore_review_page_new            (EncoreReview     *review);
EncoreReview *encore_review_page_get_review     (EncoreReviewPage *self);
GtkWidget    *encore_review_page_get_header_end (EncoreReviewPage *self);
void          encore_review_page_go_to_segment  (EncoreReviewPage *self,
                                                 int               segment);
void          encore_review_page_show_evaluation (EncoreReviewPage *self,
                                                 gint64            id);

G_END_DECLS
