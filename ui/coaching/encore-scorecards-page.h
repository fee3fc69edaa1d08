/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_SCORECARDS_PAGE (encore_scorecards_page_get_type ())
G_DECLARE_FINAL_TYPE (EncoreScorecardsPage, encore_scorecards_page, ENCORE, SCORECARDS_PAGE, AdwBin)

GtkWidget *encore_scorecards_page_new  (EncoreLibrary        *library);
void       encore_scorecards_page_show (EncoreScorecardsPage *self,
                                        gint64                scorecard_id);

G_END_DECLS
