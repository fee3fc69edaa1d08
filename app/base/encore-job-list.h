/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-job.h"

G_BEGIN_DECLS

GListStore *encore_job_list_new (void);
void        encore_job_list_add (GListStore *jobs,
                                 EncoreJob  *job);

G_END_DECLS
