/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-save.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-error.h"

typedef struct
{
  GtkWidget *widget;
  EncoreEdit *edit;
  char *message;
  EncoreSaved saved;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->widget);
  g_object_unref (saving->edit);
  g_free (saving->message);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/**
 * encore_save_toast:
 * @widget: any widget in a window
 * @message: what to say
 *
 * Says something in passing in the window that holds @widget.
 */
void
encore_save_toast (GtkWidget  *widget,
                   const char *message)
{
  if (!gtk_widget_activate_action (widget, "win.toast", "s", message))
    g_debug ("No window to say: %s", message);
}

/**
 * encore_save_reason:
 * @error: why something was not saved
 *
 * The library's own words already say what happened and what to do.
 *
 * Returns: (transfer full): what to tell the user
 */
char *
encore_save_reason (const GError *error)
{
  if (g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE))
    /* Translators: then a sentence that says by how many of what */
    return g_strdup_printf (_ ("It cannot be deleted while it is in use. %s"), error->message);

  return g_strdup (error->message);
}

static void
on_committed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;

  encore_library_commit_finish (ENCORE_LIBRARY (source), result, &error);

  if (error == NULL && saving->message != NULL)
    gtk_widget_activate_action (saving->widget, "win.toast-undo", "s", saving->message);

  if (saving->saved != NULL)
    {
      saving->saved (saving->widget, saving->edit, error);
    }
  else if (error != NULL)
    {
      g_autofree char *reason = encore_save_reason (error);

      encore_save_toast (saving->widget, reason);
    }
}

/**
 * encore_save:
 * @widget: where it was edited; kept until it is saved
 * @library: where to
 * @edit: what to save
 * @message: (nullable): said with an Undo button once it is saved
 * @saved: (nullable): called when it is over; without it an error is shown in passing
 */
void
encore_save (GtkWidget     *widget,
             EncoreLibrary *library,
             EncoreEdit    *edit,
             const char    *message,
             EncoreSaved    saved)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  Saving *saving = g_new0 (Saving, 1);

  saving->widget = g_object_ref (widget);
  saving->edit = g_object_ref (edit);
  saving->message = g_strdup (message);
  saving->saved = saved;
  encore_library_commit_async (library, edit, NULL, on_committed, saving);
}

/**
 * encore_save_change:
 * @widget: where it was edited
 * @library: where to
 * @label: what is done, for "Undo" menus
 * @before: (nullable): the object as it was
 * @after: (nullable): as it shall be
 *
 * Saves one change; an error is shown in passing.
 */
void
encore_save_change (GtkWidget     *widget,
                    EncoreLibrary *library,
                    const char    *label,
                    gpointer       before,
                    gpointer       after)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (label, before, after);

  encore_save (widget, library, edit, NULL, NULL);
}

static void
on_stepped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = encore_library_undo_finish (ENCORE_LIBRARY (source), result, &error);

  if (error != NULL)
    {
      g_autofree char *reason = encore_save_reason (error);

      encore_save_toast (widget, reason);
    }
}

/**
 * encore_save_undo:
 * @widget: a widget in the window that is told of errors
 * @library: whose newest edit is taken back
 */
void
encore_save_undo (GtkWidget     *widget,
                  EncoreLibrary *library)
{
  encore_library_undo_async (library, on_stepped, g_object_ref (widget));
}

/**
 * encore_save_redo:
 * @widget: a widget in the window that is told of errors
 * @library: whose newest undone edit is done again
 */
void
encore_save_redo (GtkWidget     *widget,
                  EncoreLibrary *library)
{
  encore_library_redo_async (library, on_stepped, g_object_ref (widget));
}

/**
 * encore_save_ask:
 * @dialog: a window with changes that are not saved
 *
 * Asks what shall become of them.
 *
 * Returns: (transfer none): the question; its response is "save", "discard" or "cancel"
 */
GtkWidget *
encore_save_ask (GtkWidget *dialog)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (dialog)), _ ("Save Changes?"),
                                                _ ("What you have written is lost unless you save it."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _ ("_Cancel"), "discard", _ ("_Discard"),
                                    "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  gtk_window_present (GTK_WINDOW (question));
  return question;
}
