/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-window-private.h"

#include <glib/gi18n.h>

#include "encore-redact-purge.h"
#include "encore-settings.h"

/* Purging what was redacted, when a library has been opened: in the background, but not in silence. */

/* Nobody reads more of them in a dialog. */
#define MOST_FILES 5

static void
add_files (GString    *text,
           GPtrArray  *files,
           const char *heading)
{
  if (files->len == 0)
    return;

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", heading);
  for (guint i = 0; i < MIN (files->len, MOST_FILES); i++)
    {
      g_autofree char *name = g_filename_display_name (files->pdata[i]);

      g_string_append_printf (text, "\n%s", name);
    }
  if (files->len > MOST_FILES)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u other", "and %u others", files->len - MOST_FILES),
                              files->len - MOST_FILES);
    }
}

/**
 * encore_window_show_purged:
 * @self: a window with a library
 * @purged: what was purged in it
 *
 * Says which files still have what was redacted, and which copies are of another format. Nothing is shown where there
 * is neither.
 */
void
encore_window_show_purged (EncoreWindow            *self,
                           const EncorePurgeResult *purged)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_files (text, purged->problems,
             _ ("No muted copy could be made of these recordings. Encore mutes them whenever it plays them:"));
  add_files (text, purged->originals,
             _ ("The library has muted copies now. These files of yours still have the sound: delete them where "
                "nobody may hear it."));
  const char *heading = text->len > 0 ? _ ("Some Files Still Have What Was Redacted")
                                      : _ ("What Was Redacted Is Purged");

  add_files (text, purged->converted, _ ("These copies are of another format than the recording was:"));
  if (text->len == 0)
    return;

  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), text->str);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_purged (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncorePurgeResult) purged = encore_redact_purge_finish (ENCORE_LIBRARY (object), result, &error);

  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("What was redacted is not purged yet: %s"), error->message);

      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
    }
  else if (purged != NULL)
    encore_window_show_purged (self, purged);
}

/* What was redacted long enough ago goes for good. */
void
encore_window_purge (EncoreWindow *self)
{
  encore_redact_purge_async (self->library, encore_settings_get_int ("purge-after-days", ENCORE_PURGE_DEFAULT_DAYS),
                             on_purged, g_object_ref (self));
}
