/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "encore-job.h"

G_BEGIN_DECLS

char      *encore_job_describe_speed (EncoreJob  *job);
GtkWidget *encore_job_row_new        (EncoreJob  *job,
                                      GListStore *jobs);

G_END_DECLS
