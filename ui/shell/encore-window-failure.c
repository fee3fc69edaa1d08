/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window-private.h"

#include <glib/gi18n.h>

#include "encore-error.h"

/* A library that cannot be opened: what happened, to which folder, and what can be done. */

typedef struct
{
  EncoreErrorCode code;
  const char *title;
} Failure;

static const Failure failures[] = {
  { ENCORE_ERROR_NEWER, N_ ("This Library Is Newer Than Encore") },
  { ENCORE_ERROR_DAMAGED, N_ ("This Library Is Damaged") },
  { ENCORE_ERROR_BUSY, N_ ("This Library Is in Use") },
  { ENCORE_ERROR_FULL, N_ ("The Disk Is Full") },
  { ENCORE_ERROR_READ_ONLY, N_ ("This Folder Is Write-Protected") },
};

static const char *
find_title (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    if (g_error_matches (error, ENCORE_ERROR, (int) failures[i].code))
      return _ (failures[i].title);

  return _ ("The Library Could Not Be Opened");
}

static void
add_action (EncoreWindow *self,
            const char   *label,
            const char   *action,
            gboolean      suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (self->failure_actions, button);
}

static void
clear_actions (EncoreWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->failure_actions))) != NULL)
    gtk_box_remove (self->failure_actions, child);
}

static void
add_actions (EncoreWindow *self)
{
  gboolean has_backup = self->backup != NULL;

  clear_actions (self);
  if (has_backup)
    add_action (self, _ ("_Restore the Backup…"), "win.restore-backup", TRUE);
  add_action (self, _ ("_Try Again"), "win.retry", !has_backup);
  add_action (self, _ ("Show the _Folder"), "win.show-folder", FALSE);
  if (!self->demo)
    add_action (self, _ ("Open the _Demo Library"), "app.open-demo", FALSE);
}

/* The newest backup */

static void
find_backup_in_thread (GTask        *task,
                       gpointer      source,
                       gpointer      directory,
                       GCancellable *cancellable)
{
  g_task_return_pointer (task, encore_library_newest_backup (directory), g_free);
}

static void
on_backup_found (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  EncoreWindow *self = ENCORE_WINDOW (source);

  g_free (self->backup);
  self->backup = g_task_propagate_pointer (G_TASK (result), NULL);
  if (self->backup != NULL && self->failure_actions != NULL)
    add_actions (self);
}

static void
find_backup (EncoreWindow *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_backup_found, NULL);

  g_task_set_task_data (task, g_strdup (self->directory), g_free);
  g_task_run_in_thread (task, find_backup_in_thread);
}

/**
 * encore_window_show_failure:
 * @self: a window whose library could not be opened
 * @error: why
 *
 * Says so, with what can be done; a damaged library is offered its newest backup.
 */
void
encore_window_show_failure (EncoreWindow *self,
                            const GError *error)
{
  g_autofree char *message = g_markup_escape_text (error->message, -1);

  g_clear_pointer (&self->backup, g_free);
  adw_status_page_set_title (self->failure_page, find_title (error));
  adw_status_page_set_description (self->failure_page, message);
  add_actions (self);
  encore_window_end_opening (self, "failure");
  if (g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_DAMAGED))
    find_backup (self);
}

/* Restoring, once its user has agreed */

static void
restore_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  char **paths = data;
  g_autoptr (GError) error = NULL;

  if (encore_library_restore_backup (paths[0], paths[1], &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_restored (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  EncoreWindow *self = ENCORE_WINDOW (source);
  g_autoptr (GError) error = NULL;

  self->opening = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    encore_window_retry (self);
  else
    encore_window_show_failure (self, error);
}

static void
on_response (EncoreWindow     *self,
             const char       *response,
             AdwMessageDialog *dialog)
{
  if (g_strcmp0 (response, "restore") != 0 || self->backup == NULL)
    return;

  const char *paths[] = { self->directory, self->backup, NULL };
  g_autoptr (GTask) task = g_task_new (self, NULL, on_restored, NULL);

  encore_window_begin_opening (self);
  g_task_set_task_data (task, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, restore_in_thread);
}

/**
 * encore_window_ask_restore:
 * @self: a window that shows a damaged library
 *
 * Asks before anything is put in the place of the damaged file.
 */
void
encore_window_ask_restore (EncoreWindow *self)
{
  if (self->backup == NULL)
    return;

  g_autofree char *name = g_filename_display_basename (self->backup);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Restore the Backup?"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _ ("“%s” takes the library’s place. What was changed after it was made is not in it. "
                                     "The damaged file is kept beside it."),
                                  name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "restore", _ ("_Restore"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "restore", ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
