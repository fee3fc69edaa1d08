/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window-private.h"

#include <glib/gi18n.h>

/* Closing a window whose library is busy: asked first, then the jobs stop, and then the window goes. */

static guint
count_running (EncoreWindow *self)
{
  GListModel *jobs = encore_library_get_jobs (self->library);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (EncoreJob) job = g_list_model_get_item (jobs, i);

      n += encore_job_get_state (job) == ENCORE_JOB_RUNNING;
    }

  return n;
}

static void
on_stopped (EncoreWindow *self)
{
  if (self->library != NULL && count_running (self) == 0)
    gtk_window_close (GTK_WINDOW (self));
}

static void
stop_jobs (EncoreWindow *self)
{
  GListModel *jobs = encore_library_get_jobs (self->library);

  self->stopping = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (EncoreJob) job = g_list_model_get_item (jobs, i);

      g_signal_connect_object (job, "notify::state", G_CALLBACK (on_stopped), self, G_CONNECT_SWAPPED);
      encore_job_cancel (job);
    }
  on_stopped (self);
}

static void
on_response (EncoreWindow *self,
             const char   *response)
{
  self->asking = FALSE;
  if (g_strcmp0 (response, "stop") == 0 && self->library != NULL)
    stop_jobs (self);
}

static void
ask (EncoreWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("Encore Is Still at Work"),
      _ ("An import or an export is under way. What has been imported so far stays in the library; importing the same "
         "files again goes on from there."));

  self->asking = TRUE;
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "wait", _ ("_Keep Open"), "stop",
                                    _ ("_Stop and Close"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "wait");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "wait");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * encore_window_may_close:
 * @self: a window that is asked to close
 *
 * Returns: whether it may; if not, its user is asked, or it closes by itself once the jobs have stopped
 */
gboolean
encore_window_may_close (EncoreWindow *self)
{
  if (self->library == NULL || count_running (self) == 0)
    return TRUE;

  if (!self->asking && !self->stopping)
    ask (self);
  return FALSE;
}
