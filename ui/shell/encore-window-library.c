/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window-private.h"

#include <glib/gi18n.h>

#include "encore-application.h"
#include "encore-import.h"
#include "encore-settings.h"

/* Opening a library: the window is there first, its content follows. What takes longer than
 * this says so. */
#define PATIENCE_MS 400

static gboolean
on_patience_over (gpointer user_data)
{
  EncoreWindow *self = user_data;

  gtk_revealer_set_reveal_child (self->opening_revealer, TRUE);
  gtk_progress_bar_pulse (self->opening_progress);
  self->opening_timeout = 0;

  return G_SOURCE_REMOVE;
}

void
encore_window_begin_opening (EncoreWindow *self)
{
  self->opening = TRUE;
  gtk_revealer_set_reveal_child (self->opening_revealer, FALSE);
  gtk_progress_bar_set_fraction (self->opening_progress, 0);
  adw_status_page_set_title (self->opening_page, _ ("Opening the library…"));
  adw_status_page_set_description (self->opening_page, NULL);
  gtk_widget_set_visible (self->opening_cancel, FALSE);
  gtk_stack_set_visible_child_name (self->root, "opening");
  g_clear_handle_id (&self->opening_timeout, g_source_remove);
  self->opening_timeout = g_timeout_add (PATIENCE_MS, on_patience_over, self);
}

void
encore_window_end_opening (EncoreWindow *self,
                           const char   *child)
{
  self->opening = FALSE;
  g_clear_handle_id (&self->opening_timeout, g_source_remove);
  gtk_stack_set_visible_child_name (self->root, child);
}

/* What takes long says so, and can be stopped. */
static void
on_opening_detail (EncoreWindow *self,
                   GParamSpec   *pspec,
                   EncoreJob    *job)
{
  g_autofree char *detail = encore_job_dup_detail (job);
  g_autofree char *escaped = detail != NULL ? g_markup_escape_text (detail, -1) : NULL;

  if (escaped == NULL || !self->opening)
    return;

  adw_status_page_set_title (self->opening_page, _ ("Bringing the library up to date…"));
  adw_status_page_set_description (self->opening_page, escaped);
  gtk_widget_set_visible (self->opening_cancel, TRUE);
}

static EncoreJob *
make_opening_job (EncoreWindow *self)
{
  EncoreJob *job = encore_job_new (_ ("Opening the library"));

  g_signal_connect_object (job, "notify::detail", G_CALLBACK (on_opening_detail), self, G_CONNECT_SWAPPED);
  g_object_bind_property (job, "fraction", self->opening_progress, "fraction", G_BINDING_DEFAULT);
  return job;
}

/**
 * encore_window_cancel_opening:
 * @self: a window whose library is being brought up to date
 *
 * The library stays as it was; it can be tried again.
 */
void
encore_window_cancel_opening (EncoreWindow *self)
{
  if (self->opening && self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* Success */

static void
show_library (EncoreWindow *self)
{
  g_autofree char *last_page = encore_settings_dup_string ("last-page");

  adw_window_title_set_subtitle (self->library_title, self->demo ? _ ("Demo library") : "");
  g_object_bind_property (self->library, "read-only", self->read_only_bar, "revealed", G_BINDING_SYNC_CREATE);
  encore_window_pack_ends (self, self->header);
  encore_window_show_page (self, last_page);
  encore_window_end_opening (self, "library");
  gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD);
  encore_window_purge (self);

  g_autoptr (GListModel) to_import = g_steal_pointer (&self->to_import);

  if (to_import != NULL)
    encore_window_import (self, to_import);
}

/* Demo */

typedef struct
{
  EncoreLibrary *library;
  EncoreJob *job;
} Fill;

static void
fill_free (gpointer data)
{
  Fill *fill = data;

  g_object_unref (fill->library);
  g_object_unref (fill->job);
  g_free (fill);
}

static void
fill_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Fill *fill = data;
  g_autofree char *folder = encore_application_find_demo_data ();
  g_autoptr (GError) error = NULL;

  if (encore_demo_fill (fill->library, folder, fill->job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_filled (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  EncoreWindow *self = ENCORE_WINDOW (source);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (self->library == NULL)
    return;

  show_library (self);
  if (error != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("The demo library is incomplete: %s"), error->message);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
    }
}

static void
fill_demo (EncoreWindow *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_filled, NULL);
  Fill *fill = g_new0 (Fill, 1);

  fill->library = g_object_ref (self->library);
  fill->job = encore_job_new (_ ("Preparing the demo library"));
  adw_status_page_set_title (self->opening_page, _ ("Preparing the demo library…"));
  g_object_bind_property (fill->job, "fraction", self->opening_progress, "fraction", G_BINDING_DEFAULT);

  g_task_set_task_data (task, fill, fill_free);
  g_task_run_in_thread (task, fill_in_thread);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreLibrary) library = encore_library_open_finish (result, &error);

  if (self->cancellable == NULL)
    return; /* the window is being closed */

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_free (error->message);
      error->message = g_strdup (_ ("Bringing it up to date was stopped. The library is as it was before: an older "
                                    "Encore can still open it, this one once it is up to date."));
    }

  if (library == NULL)
    {
      encore_window_show_failure (self, error);
      return;
    }

  self->library = g_steal_pointer (&library);
  if (self->demo && !encore_library_is_read_only (self->library))
    fill_demo (self);
  else
    show_library (self);
}

/**
 * encore_window_open_library:
 * @self: a window that has no library yet
 * @directory: (type filename): the library's folder
 * @demo: whether an empty one is filled with the demonstration calls
 *
 * Returns at once; the window shows how it goes.
 */
void
encore_window_open_library (EncoreWindow *self,
                            const char   *directory,
                            gboolean      demo)
{
  g_return_if_fail (ENCORE_IS_WINDOW (self));
  g_return_if_fail (self->library == NULL);

  g_free (self->directory);
  self->directory = g_strdup (directory);
  self->demo = demo;
  encore_window_retry (self);
}

void
encore_window_retry (EncoreWindow *self)
{
  if (self->library != NULL || self->opening)
    return;

  encore_window_begin_opening (self);
  g_clear_object (&self->cancellable);

  g_autoptr (EncoreJob) job = make_opening_job (self);

  self->cancellable = g_object_ref (encore_job_get_cancellable (job));
  encore_library_open_async (self->directory, job, on_opened, g_object_ref (self));
}

static void
on_settled (GObject      *library,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GApplication) application = user_data;

  encore_library_settle_finish (ENCORE_LIBRARY (library), result, NULL);
  g_application_release (application);
}

/**
 * encore_window_settle:
 * @library: the library of a window that goes
 *
 * Keeps the process until what was to be written has been written, though its last window is gone.
 */
void
encore_window_settle (EncoreLibrary *library)
{
  GApplication *application = g_application_get_default ();

  if (application == NULL)
    return;

  g_application_hold (application);
  encore_library_settle_async (library, on_settled, g_object_ref (application));
}

/**
 * encore_window_close_library:
 * @self: a window that is being closed
 *
 * Leaves open calls, so that they remember their place, then lets go of the library.
 */
void
encore_window_close_library (EncoreWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  encore_window_clear_playlist (self);
  encore_window_pop_all (self);
  if (self->library != NULL)
    encore_window_settle (self->library);
}
