/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-call.h"
#include "encore-moment.h"
#include "encore-progress.h"

G_BEGIN_DECLS

GtkWidget *encore_progress_rows_tally  (const EncoreProgressRow *row,
                                        const char              *action);
GtkWidget *encore_progress_rows_moment (EncoreMoment            *moment,
                                        const char              *type_name);
GtkWidget *encore_progress_rows_call   (EncoreCall              *call);

G_END_DECLS
