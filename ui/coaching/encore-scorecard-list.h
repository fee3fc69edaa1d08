/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-scorecard.h"

G_BEGIN_DECLS

/* The rows of the list of scorecards: one for all versions of a scorecard, or for a starter. */
GPtrArray *encore_scorecard_list_families  (GPtrArray     *scorecards); /* of GPtrArray of EncoreScorecard, newest first */
GtkWidget *encore_scorecard_list_row       (GPtrArray     *versions);
GPtrArray *encore_scorecard_list_versions  (GtkListBoxRow *row);        /* (transfer none), of EncoreScorecard */
gboolean   encore_scorecard_list_is_starter (GtkListBoxRow *row);
const char *encore_scorecard_list_family   (GtkListBoxRow *row);        /* or the id of a starter */
gboolean   encore_scorecard_list_update    (GtkListBoxRow *row,
                                            GPtrArray     *versions);
gboolean   encore_scorecard_list_matches   (GtkListBoxRow *row,
                                            const char    *search);
char      *encore_scorecard_list_describe  (GPtrArray     *versions);

G_END_DECLS
