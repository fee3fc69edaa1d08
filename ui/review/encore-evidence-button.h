/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-evaluation.h"
#include "encore-review.h"

G_BEGIN_DECLS

GtkWidget *encore_evidence_button_new (EncoreReview         *review,
                                       const EncoreEvidence *evidence);

G_END_DECLS
