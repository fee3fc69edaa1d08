/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-files.h"

#include <glib/gi18n.h>

#include "encore-scorecard-import.h"
#include "progress/encore-save.h"

typedef struct
{
  GtkWidget *widget;
  EncoreLibrary *library;
  EncoreScorecardImported imported;
} Import;

static Import *
import_new (GtkWidget              *widget,
            EncoreLibrary          *library,
            EncoreScorecardImported imported)
{
  Import *import = g_new0 (Import, 1);

  import->widget = g_object_ref (widget);
  import->library = g_object_ref (library);
  import->imported = imported;
  return import;
}

static void
import_free (Import *import)
{
  g_object_unref (import->widget);
  g_object_unref (import->library);
  g_free (import);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static void
say_why_not (Import       *import,
             const GError *error)
{
  g_autofree char *reason = encore_save_reason (error);

  encore_save_toast (import->widget, reason);
}

static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Import) import = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScorecardImport) come = encore_library_import_scorecard_finish (ENCORE_LIBRARY (source), result,
                                                                                   &error);
  g_autofree char *text = NULL;

  if (come == NULL)
    {
      say_why_not (import, error);
      return;
    }

  text = g_strdup_printf (come->is_new ? _ ("“%s” imported as a draft") : _ ("“%s” is here already"),
                          come->scorecard->name);
  encore_save_toast (import->widget, text);
  import->imported (import->widget, come->scorecard);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Import) import = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  EncoreLibrary *library = import->library;
  gsize length;

  if (!g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    say_why_not (import, error);
  else
    encore_library_import_scorecard_async (library, text, (gssize) length, on_imported, g_steal_pointer (&import));
}

/**
 * encore_scorecard_files_import:
 * @widget: in the window that is told what came of it
 * @library: where to
 * @file: a scorecard as JSON
 * @imported: called with the draft that it is now, or the version that was there already
 */
void
encore_scorecard_files_import (GtkWidget              *widget,
                               EncoreLibrary          *library,
                               GFile                  *file,
                               EncoreScorecardImported imported)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && ENCORE_IS_LIBRARY (library));

  g_file_load_contents_async (file, NULL, on_read, import_new (widget, library, imported));
}

static void
on_chosen (GtkNativeDialog *chooser,
           int              response,
           Import          *import)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

      encore_scorecard_files_import (import->widget, import->library, file, import->imported);
    }

  g_object_unref (chooser);
}

static void
free_closure (gpointer  data,
              GClosure *closure)
{
  import_free (data);
}

/**
 * encore_scorecard_files_choose:
 * @widget: in the window that asks
 * @library: where to
 * @imported: as of encore_scorecard_files_import()
 *
 * Asks for a file first.
 */
void
encore_scorecard_files_choose (GtkWidget              *widget,
                               EncoreLibrary          *library,
                               EncoreScorecardImported imported)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && ENCORE_IS_LIBRARY (library));

  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Import a Scorecard"),
                                                               GTK_WINDOW (gtk_widget_get_root (widget)),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Scorecards (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (on_chosen), import_new (widget, library, imported),
                         free_closure, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
