/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-review-judge.h"

G_BEGIN_DECLS

/*
 * One's own view first (M12, Z6): while the agent of a call has not submitted a self-review of it, what others have
 * marked and judged in it is not shown, unless they ask for it, which stays known.
 */
gboolean encore_review_asks_own_view   (EncoreReview *self); /* "blind", and known to be; "blind" is notified with it */
gint64   encore_review_get_revealed_at (EncoreReview *self); /* shown since, without a self-review; or ENCORE_NO_TIME */
void     encore_review_reveal          (EncoreReview *self); /* for good */

G_END_DECLS
