/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-clip-export.h"
#include "encore-export.h"
#include "encore-markers.h"
#include "encore-text.h"

/* What goes out to files and comes in from them: clips, and moments as markers of other programs. */

/* Choosing a file */

typedef void (*ChosenFunc) (EncoreReviewPage *self, GtkFileChooser *chooser, const char *path);

typedef struct
{
  EncoreReviewPage *page;
  ChosenFunc func;
} Choice;

static void
on_chosen (GtkNativeDialog *chooser,
           int              response,
           gpointer         user_data)
{
  g_autoptr (GtkFileChooserNative) owned = GTK_FILE_CHOOSER_NATIVE (chooser);
  g_autofree Choice *choice = user_data;
  g_autoptr (EncoreReviewPage) page = choice->page;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  gtk_native_dialog_hide (chooser);
  if (response == GTK_RESPONSE_ACCEPT && path != NULL && encore_review_get_call (page->review) != NULL)
    choice->func (page, GTK_FILE_CHOOSER (chooser), path);
}

static GtkFileChooser *
make_chooser (EncoreReviewPage    *self,
              const char          *title,
              GtkFileChooserAction action,
              const char          *accept,
              ChosenFunc           func)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                               action, accept, NULL);
  Choice *choice = g_new0 (Choice, 1);

  *choice = (Choice) { g_object_ref (self), func };
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chosen), choice);

  return GTK_FILE_CHOOSER (chooser);
}

/* Filters keep what they stand for, so that the chosen one tells the format. */
static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *suffix,
            int             meaning)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  g_object_set_data (G_OBJECT (filter), "encore-meaning", GINT_TO_POINTER (meaning));
  gtk_file_chooser_add_filter (chooser, filter);
}

static int
chosen_meaning (GtkFileChooser *chooser)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);

  return filter != NULL ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (filter), "encore-meaning")) : 0;
}

/* The dialog has asked about @path, but not about the name with its ending: nothing is replaced. */
static char *
with_ending (const char *path,
             const char *ending)
{
  char *name = g_strconcat (path, ending, NULL);

  for (int i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s (%d)%s", path, i, ending);
    }

  return name;
}

/* Telling where it went */

static void
show_folder_of (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder);

  gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
}

static void
shown_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree char *uri = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (answer != NULL)
    return;

  /* No file manager that can point at a file: then its folder. */
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  show_folder_of (file);
}

void
encore_review_page_show_in_folder (EncoreReviewPage *self,
                                   const char       *path)
{
  GApplication *application = g_application_get_default ();
  GDBusConnection *bus = application != NULL ? g_application_get_dbus_connection (application) : NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  const char *uris[] = { uri, NULL };

  if (bus != NULL)
    g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                            "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", uris, ""), NULL,
                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb, g_strdup (uri));
  else
    show_folder_of (file);
}

static void
tell_written (EncoreReviewPage *self,
              const char       *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* Translators: a file name. */
  g_autofree char *text = g_strdup_printf (_ ("“%s” saved"), name);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Show in Folder"));
  adw_toast_set_action_name (toast, "review.show-in-folder");
  adw_toast_set_action_target (toast, "s", path);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

typedef struct
{
  EncoreReviewPage *page;
  char *path;
} Written;

static Written *
written_new (EncoreReviewPage *self,
             const char       *path)
{
  Written *written = g_new0 (Written, 1);

  *written = (Written) { g_object_ref (self), g_strdup (path) };
  return written;
}

static void
written_free (Written *written)
{
  g_object_unref (written->page);
  g_free (written->path);
  g_free (written);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Written, written_free)

static void
tell_outcome (Written      *written,
              const GError *error)
{
  if (error == NULL)
    tell_written (written->page, written->path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    encore_review_page_toast (written->page, error->message, FALSE);
}

/* Clips */

static void
clip_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Written) written = user_data;
  g_autoptr (GError) error = NULL;

  encore_clip_export_finish (ENCORE_LIBRARY (object), result, &error);
  tell_outcome (written, error);
}

/* An ending that somebody typed counts; without one the chosen filter does. */
static char *
find_clip_path (GtkFileChooser   *chooser,
                const char       *path,
                EncoreClipFormat *format)
{
  if (encore_clip_format_from_name (path, format))
    return g_strdup (path);

  *format = chosen_meaning (chooser);

  g_autofree char *ending = g_strconcat (".", encore_clip_format_extension (*format), NULL);

  return with_ending (path, ending);
}

static void
on_clip_chosen (EncoreReviewPage *self,
                GtkFileChooser   *chooser,
                const char       *chosen)
{
  EncoreClipOrder order = { .call_id = encore_review_get_call (self->review)->id, .span = self->clip_span };
  g_autofree char *path = find_clip_path (chooser, chosen, &order.format);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *title = g_strdup_printf (_ ("Exporting “%s”"), name);
  g_autoptr (EncoreJob) job = encore_job_new (title);

  encore_clip_who_from_id (gtk_file_chooser_get_choice (chooser, "who"), &order.who);
  encore_clip_export_async (encore_review_get_library (self->review), &order, path, job, clip_cb,
                            written_new (self, path));
}

static void
add_who (EncoreReviewPage *self,
         GtkFileChooser   *chooser)
{
  static const char *const ids[] = { "both", "agent", "customer", "mix", NULL };
  const char *labels[] = { _ ("Both, on a channel each"), _ ("Only the agent"), _ ("Only the customer"),
                           _ ("Both, mixed into one"), NULL };
  static const EncoreParty parties[] = { ENCORE_PARTY_AGENT, ENCORE_PARTY_CUSTOMER };
  EncoreListen listen = encore_player_get_listen (encore_review_get_player (self->review));
  EncoreRecording *recording = encore_review_get_recording (self->review);
  const char *id = "both";

  if (recording->channels < 2)
    return;

  for (int i = 0; listen != ENCORE_LISTEN_BOTH && i < 2; i++)
    if (encore_review_channel_party (self->review, listen == ENCORE_LISTEN_FIRST ? 0 : 1) == parties[i])
      id = ids[i + 1];

  gtk_file_chooser_add_choice (chooser, "who", _ ("Heard in the clip"), (const char **) ids, labels);
  gtk_file_chooser_set_choice (chooser, "who", id);
}

/**
 * encore_review_page_export_clip:
 * @self: a page
 * @span: what to clip
 *
 * Asks where to, and as what.
 */
void
encore_review_page_export_clip (EncoreReviewPage *self,
                                EncoreSpan        span)
{
  EncoreCall *call = encore_review_get_call (self->review);

  if (call == NULL || encore_review_get_recording (self->review) == NULL)
    {
      encore_review_page_toast (self, _ ("This call has no recording to clip"), FALSE);
      return;
    }
  if (encore_span_is_empty (span))
    {
      encore_review_page_toast (self, _ ("Select a stretch of the waveform, or a moment, to clip"), FALSE);
      return;
    }

  g_autofree char *name = encore_clip_suggest_name (call, span, ENCORE_CLIP_OPUS);
  g_autofree char *from = encore_text_position (span.start_ms);
  g_autofree char *to = encore_text_position (span.end_ms);
  /* Translators: two positions in the recording. */
  g_autofree char *title = g_strdup_printf (_ ("Export Clip, %s to %s"), from, to);
  GtkFileChooser *chooser = make_chooser (self, title, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), on_clip_chosen);

  self->clip_span = span;
  /* Without an ending, for the format is chosen in the dialog, which cannot tell that it has been. */
  *strrchr (name, '.') = '\0';
  gtk_file_chooser_set_current_name (chooser, name);
  add_filter (chooser, _ ("Opus: small, for most uses"), "opus", ENCORE_CLIP_OPUS);
  add_filter (chooser, _ ("MP3: plays everywhere"), "mp3", ENCORE_CLIP_MP3);
  add_filter (chooser, _ ("WAV: every sample as it was recorded"), "wav", ENCORE_CLIP_WAV);
  add_who (self, chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Moments */

static void
export_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Written) written = user_data;
  g_autoptr (GError) error = NULL;

  encore_export_call_finish (ENCORE_LIBRARY (object), result, &error);
  tell_outcome (written, error);
}

/* What a call can be written as, best known first. */
typedef struct
{
  EncoreExportFormat format;
  const char *name;
  const char *suffix;
} Format;

static const Format call_formats[] = {
  { ENCORE_EXPORT_DOCX, N_ ("Document to read and print (Word)"), "docx" },
  { ENCORE_EXPORT_VCON, N_ ("All of it for another Encore (vCon)"), "vcon" },
  { ENCORE_EXPORT_VTT, N_ ("Transcript: WebVTT"), "vtt" },
  { ENCORE_EXPORT_SRT, N_ ("Transcript: SubRip"), "srt" },
  { ENCORE_EXPORT_TXT, N_ ("Transcript: plain text"), "txt" },
  { ENCORE_EXPORT_TRANSCRIPT_CSV, N_ ("Transcript: table for spreadsheets (CSV)"), "csv" },
  { ENCORE_EXPORT_WTF, N_ ("Transcript: World Transcription Format"), "json" },
  { ENCORE_EXPORT_TEXTGRID, N_ ("Transcript: Praat TextGrid"), "TextGrid" },
  { ENCORE_EXPORT_EAF, N_ ("Transcript: ELAN"), "eaf" },
};

static const Format moment_formats[] = {
  { ENCORE_EXPORT_CSV, N_ ("Table for spreadsheets (CSV)"), "csv" },
  { ENCORE_EXPORT_LABELS, N_ ("Audacity labels"), "txt" },
};

/* The ending that was typed tells the format, else the filter that was chosen. */
static void
export_as (EncoreReviewPage *self,
           GtkFileChooser   *chooser,
           const char       *chosen,
           const Format     *formats,
           gsize             n_formats)
{
  const char *dot = strrchr (chosen, '.');
  const Format *format = NULL;
  g_autofree char *path = g_strdup (chosen);

  for (gsize i = 0; dot != NULL && i < n_formats; i++)
    if (g_ascii_strcasecmp (dot + 1, formats[i].suffix) == 0)
      format = &formats[i];

  if (format == NULL)
    {
      g_autofree char *ending = NULL;

      format = &formats[MIN ((gsize) chosen_meaning (chooser), n_formats - 1)];
      ending = g_strconcat (".", format->suffix, NULL);
      g_free (path);
      path = with_ending (chosen, ending);
    }

  encore_export_call_async (encore_review_get_library (self->review), encore_review_get_call (self->review)->id,
                            format->format, path, export_cb, written_new (self, path));
}

static void
ask_where (EncoreReviewPage *self,
           const char       *title,
           const Format     *formats,
           gsize             n_formats,
           ChosenFunc        func)
{
  GtkFileChooser *chooser = make_chooser (self, title, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), func);
  g_autofree char *name = g_strdelimit (g_strdup (encore_review_get_call (self->review)->title), "/\\:*?\"<>|", '_');

  gtk_file_chooser_set_current_name (chooser, name);
  for (gsize i = 0; i < n_formats; i++)
    add_filter (chooser, _ (formats[i].name), formats[i].suffix, (int) i);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
on_call_chosen (EncoreReviewPage *self,
                GtkFileChooser   *chooser,
                const char       *chosen)
{
  export_as (self, chooser, chosen, call_formats, G_N_ELEMENTS (call_formats));
}

/**
 * encore_review_page_export_call:
 * @self: a page
 *
 * Asks where to, and as what: for people, for another Encore, or for a program that reads transcripts.
 */
void
encore_review_page_export_call (EncoreReviewPage *self)
{
  if (encore_review_get_call (self->review) != NULL)
    ask_where (self, _ ("Export Call"), call_formats, G_N_ELEMENTS (call_formats), on_call_chosen);
}

static void
on_moments_chosen (EncoreReviewPage *self,
                   GtkFileChooser   *chooser,
                   const char       *chosen)
{
  export_as (self, chooser, chosen, moment_formats, G_N_ELEMENTS (moment_formats));
}

void
encore_review_page_export_moments (EncoreReviewPage *self)
{
  EncoreCall *call = encore_review_get_call (self->review);

  if (call == NULL)
    return;
  if (g_list_model_get_n_items (encore_review_get_moments (self->review)) == 0)
    {
      encore_review_page_toast (self, _ ("This call has no moments yet"), FALSE);
      return;
    }

  ask_where (self, _ ("Export Moments"), moment_formats, G_N_ELEMENTS (moment_formats), on_moments_chosen);
}

static char *
describe_import (const EncoreMarkersResult *result)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, g_strdup_printf (g_dngettext (NULL, "%u moment added", "%u moments added", result->n_added),
                                           result->n_added));
  if (result->n_known > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("%u there already"), result->n_known));
  if (result->warnings->len > 0)
    g_ptr_array_add (parts, g_strdup_printf (g_dngettext (NULL, "%u line left out", "%u lines left out",
                                                          result->warnings->len),
                                             result->warnings->len));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
}

static void
import_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreReviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreMarkersResult) done = encore_markers_import_finish (ENCORE_LIBRARY (object), result, &error);

  if (done == NULL)
    {
      encore_review_page_toast (self, error->message, FALSE);
      return;
    }

  g_autofree char *text = describe_import (done);

  encore_review_page_toast (self, text, done->n_added > 0);
}

static void
on_markers_chosen (EncoreReviewPage *self,
                   GtkFileChooser   *chooser,
                   const char       *path)
{
  EncoreLibrary *library = encore_review_get_library (self->review);

  encore_markers_import_async (library, encore_review_get_call (self->review)->id, path,
                               encore_library_get_working_as (library), import_cb, g_object_ref (self));
}

void
encore_review_page_import_markers (EncoreReviewPage *self)
{
  if (encore_review_get_call (self->review) == NULL)
    return;

  GtkFileChooser *chooser = make_chooser (self, _ ("Import Markers"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"),
                                          on_markers_chosen);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Audacity labels and tables (TXT, CSV)"));
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
