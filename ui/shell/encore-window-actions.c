/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window-private.h"

#include <glib/gi18n.h>

#include "calls/encore-import-dialog.h"
#include "encore-preferences.h"
#include "encore-settings.h"
#include "encore-shortcuts-help.h"

/* The window's actions are how other rooms reach it; their names and parameters are a contract. */

static void
toast_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);
  g_autofree char *text = g_markup_escape_text (g_variant_get_string (parameter, NULL), -1);
  AdwToast *toast = adw_toast_new (text);

  if (g_str_equal (name, "win.toast-undo"))
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }

  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
open_call_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  encore_window_open_call (ENCORE_WINDOW (widget), g_variant_get_int64 (parameter), ENCORE_NO_TIME);
}

static void
open_call_at_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gint64 call_id, position_ms;

  g_variant_get (parameter, "(xx)", &call_id, &position_ms);
  encore_window_open_call (ENCORE_WINDOW (widget), call_id, position_ms);
}

static void
open_call_segment_action (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  gint64 call_id;
  int segment;

  g_variant_get (parameter, "(xi)", &call_id, &segment);
  encore_window_open_call_segment (ENCORE_WINDOW (widget), call_id, segment);
}

static void
open_evaluation_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  gint64 call_id, evaluation_id;

  g_variant_get (parameter, "(xx)", &call_id, &evaluation_id);
  encore_window_open_evaluation (ENCORE_WINDOW (widget), call_id, evaluation_id);
}

static void
open_agent_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  encore_window_open_agent (ENCORE_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
open_scenario_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  encore_window_open_scenario (ENCORE_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
page_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  encore_window_pop_all (ENCORE_WINDOW (widget));
  encore_window_show_page (ENCORE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);

  if (!encore_window_pop (self))
    adw_leaflet_navigate (self->split, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
show_sidebar_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  adw_leaflet_navigate (ENCORE_WINDOW (widget)->split, ADW_NAVIGATION_DIRECTION_BACK);
}

/* What a page does in its own way are its actions "page.find", "page.undo", ... Whether it has that one. */
static gboolean
activate_on_page (EncoreWindow *self,
                  const char   *action)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->content);

  if (adw_leaflet_get_visible_child (self->pages) != GTK_WIDGET (self->split))
    page = gtk_widget_get_last_child (adw_leaflet_get_visible_child (self->pages));

  return page != NULL && gtk_widget_activate_action (page, action, NULL);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  activate_on_page (ENCORE_WINDOW (widget), "page.find");
}

static void
help_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  encore_shortcuts_help_show (GTK_WINDOW (widget));
}

static void
preferences_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  GtkWidget *preferences = encore_preferences_new ();

  gtk_window_set_transient_for (GTK_WINDOW (preferences), GTK_WINDOW (widget));
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
cancel_opening_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  encore_window_cancel_opening (ENCORE_WINDOW (widget));
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  encore_window_retry (ENCORE_WINDOW (widget));
}

static void
restore_backup_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  encore_window_ask_restore (ENCORE_WINDOW (widget));
}

static void
show_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);
  g_autoptr (GFile) folder = g_file_new_for_path (self->directory);
  g_autofree char *uri = g_file_get_uri (folder);

  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

/* Undo and redo */

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = encore_library_undo_finish (ENCORE_LIBRARY (source), result, &error);
  g_autofree char *text = NULL;

  if (error != NULL)
    text = g_strdup_printf (_ ("That could not be undone: %s"), error->message);
  else if (label != NULL)
    text = g_strdup_printf (_ ("Undone: %s"), label);

  if (text != NULL && self->library != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
on_redone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = encore_library_undo_finish (ENCORE_LIBRARY (source), result, &error);
  g_autofree char *text = NULL;

  if (error != NULL)
    text = g_strdup_printf (_ ("That could not be done again: %s"), error->message);
  else if (label != NULL)
    text = g_strdup_printf (_ ("Done again: %s"), label);

  if (text != NULL && self->library != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/* The window hears Ctrl+Z before the text field that has the focus, whose own typing is meant. */
static gboolean
undo_typing (EncoreWindow *self,
             const char   *action)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean typing = GTK_IS_EDITABLE (focus)
                    || (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));

  return typing && gtk_widget_activate_action (focus, action, NULL);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);
  gboolean undo = g_str_equal (name, "win.undo");

  if (self->library == NULL || undo_typing (self, undo ? "text.undo" : "text.redo")
      || activate_on_page (self, undo ? "page.undo" : "page.redo"))
    return;

  if (undo)
    encore_library_undo_async (self->library, on_undone, g_object_ref (self));
  else
    encore_library_redo_async (self->library, on_redone, g_object_ref (self));
}

/* Import */

/**
 * encore_window_import:
 * @self: a window
 * @files: (transfer none): of #GFile; may be empty
 *
 * Asks what to do with them, as soon as the library is open.
 */
void
encore_window_import (EncoreWindow *self,
                      GListModel   *files)
{
  if (g_list_model_get_n_items (files) == 0)
    return;

  if (self->library == NULL || encore_window_is_opening (self))
    {
      g_set_object (&self->to_import, files);
      return;
    }

  if (encore_library_is_read_only (self->library))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  _ ("This library can only be read: nothing can be imported"));
      return;
    }

  g_autofree char *pattern = encore_settings_dup_string ("import-pattern");
  GtkWidget *dialog = encore_import_dialog_new (self->library, files, pattern);

  g_signal_connect_swapped (dialog, "pattern-chosen", G_CALLBACK (encore_settings_set_string),
                            (gpointer) "import-pattern");
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_chosen (GtkNativeDialog *chooser,
           int              response,
           EncoreWindow    *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

      encore_window_import (self, files);
    }

  g_object_unref (chooser);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EncoreWindow *self = ENCORE_WINDOW (widget);
  gboolean folder = g_str_equal (name, "win.import-folder");
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      folder ? _ ("Import a Folder of Calls") : _ ("Import Recordings and Transcripts"), GTK_WINDOW (self),
      folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), NULL);

  if (self->library == NULL)
    {
      g_object_unref (chooser);
      return;
    }

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
about_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  adw_show_about_window (GTK_WINDOW (widget), "application-name", "Encore", "application-icon", ENCORE_APPLICATION_ID,
                         "developer-name", _ ("The Encore contributors"), "version", ENCORE_VERSION, "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Coaching for customer-service calls: hear the call, mark where somebody went above and "
                            "beyond, or could have."),
                         /* Translators: your names, one a line */
                         "translator-credits", _ ("translator-credits"), NULL);
}

void
encore_window_class_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.toast", "s", toast_action },
    { "win.toast-undo", "s", toast_action },
    { "win.open-call", "x", open_call_action },
    { "win.open-call-at", "(xx)", open_call_at_action },
    { "win.open-call-segment", "(xi)", open_call_segment_action },
    { "win.open-evaluation", "(xx)", open_evaluation_action },
    { "win.open-agent", "x", open_agent_action },
    { "win.open-scenario", "x", open_scenario_action },
    { "win.page", "s", page_action },
    { "win.back", NULL, back_action },
    { "win.show-sidebar", NULL, show_sidebar_action },
    { "win.find", NULL, find_action },
    { "win.retry", NULL, retry_action },
    { "win.cancel-opening", NULL, cancel_opening_action },
    { "win.restore-backup", NULL, restore_backup_action },
    { "win.show-folder", NULL, show_folder_action },
    { "win.undo", NULL, undo_action },
    { "win.redo", NULL, undo_action },
    { "win.import-files", NULL, import_action },
    { "win.import-folder", NULL, import_action },
    { "win.show-help-overlay", NULL, help_action },
    { "win.preferences", NULL, preferences_action },
    { "win.about", NULL, about_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type, actions[i].activate);
}
