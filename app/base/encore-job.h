/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ENCORE_JOB_RUNNING,
  ENCORE_JOB_DONE,
  ENCORE_JOB_FAILED,
  ENCORE_JOB_CANCELLED,
} EncoreJobState;

#define ENCORE_TYPE_JOB (encore_job_get_type ())
G_DECLARE_FINAL_TYPE (EncoreJob, encore_job, ENCORE, JOB, GObject)

EncoreJob     *encore_job_new             (const char *title);
const char    *encore_job_get_title       (EncoreJob  *self);
GCancellable  *encore_job_get_cancellable (EncoreJob  *self);
void           encore_job_cancel          (EncoreJob  *self);
EncoreJobState encore_job_get_state       (EncoreJob  *self);
double         encore_job_get_fraction    (EncoreJob  *self);
char          *encore_job_dup_detail      (EncoreJob  *self);
gint64         encore_job_get_done        (EncoreJob  *self);
gint64         encore_job_get_total       (EncoreJob  *self);
double         encore_job_get_speed       (EncoreJob  *self);
gint64         encore_job_get_left_ms     (EncoreJob  *self);

void           encore_job_set_progress    (EncoreJob  *self,
                                           gint64      done,
                                           gint64      total,
                                           const char *detail);
void           encore_job_finish          (EncoreJob  *self,
                                           const GError *error);

G_END_DECLS
