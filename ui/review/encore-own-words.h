/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreOwnWords:
 *
 * What comes before the scorecard in a self-review: what the agent would do, or would have done, and the questions about
 * the call as a whole (Z6). Later it shows what was said. Hidden for other evaluations.
 *
 * Property "asking" (boolean, read only): the scorecard is still to come.
 */
#define ENCORE_TYPE_OWN_WORDS (encore_own_words_get_type ())
G_DECLARE_FINAL_TYPE (EncoreOwnWords, encore_own_words, ENCORE, OWN_WORDS, AdwBin)

GtkWidget *encore_own_words_new        (EncoreReview   *review);
gboolean   encore_own_words_get_asking (EncoreOwnWords *self);

G_END_DECLS
