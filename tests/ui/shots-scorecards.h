/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shell/encore-window.h"

G_BEGIN_DECLS

typedef void (*ShotsSave)   (GtkWidget  *window,
                             const char *page);
typedef void (*ShotsLinger) (GtkWidget  *widget,
                             guint       ms);

/* The Scorecards page: list, a version to be read, the editor of a draft, what changed, weights in a scenario. */
void shots_scorecards (EncoreWindow *window,
                       ShotsSave     save,
                       ShotsLinger   linger);

G_END_DECLS
