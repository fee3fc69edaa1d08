/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-library.h"

G_BEGIN_DECLS

typedef void (*EncoreScorecardImported) (GtkWidget       *widget,
                                         EncoreScorecard *scorecard);

/* Both say in passing what came of it. */
void encore_scorecard_files_choose (GtkWidget               *widget,
                                    EncoreLibrary           *library,
                                    EncoreScorecardImported  imported);
void encore_scorecard_files_import (GtkWidget               *widget,
                                    EncoreLibrary           *library,
                                    GFile                   *file,
                                    EncoreScorecardImported  imported);

G_END_DECLS
