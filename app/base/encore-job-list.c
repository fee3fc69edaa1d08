/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-job-list.h"

/**
 * encore_job_list_new:
 *
 * Returns: (transfer full): an empty list of the #EncoreJob that are running or have failed;
 *   it belongs to the main thread
 */
GListStore *
encore_job_list_new (void)
{
  return g_list_store_new (ENCORE_TYPE_JOB);
}

static void
on_state_changed (EncoreJob  *job,
                  GParamSpec *pspec,
                  GListStore *jobs)
{
  EncoreJobState state = encore_job_get_state (job);
  guint position;

  if (state != ENCORE_JOB_DONE && state != ENCORE_JOB_CANCELLED)
    return;

  if (g_list_store_find (jobs, job, &position))
    g_list_store_remove (jobs, position);
}

/**
 * encore_job_list_add:
 * @jobs: a list from encore_job_list_new()
 * @job: a running job
 *
 * Shows @job until it is done or cancelled; a failed job stays to be read.
 */
void
encore_job_list_add (GListStore *jobs,
                     EncoreJob  *job)
{
  g_return_if_fail (G_IS_LIST_STORE (jobs));
  g_return_if_fail (ENCORE_IS_JOB (job));

  g_list_store_append (jobs, job);
  g_signal_connect_object (job, "notify::state", G_CALLBACK (on_state_changed), jobs, 0);
}
