/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-view-private.h"

#include <glib/gi18n.h>

#include "encore-publish.h"
#include "encore-scorecard-diff.h"
#include "encore-scorecard-import.h"
#include "encore-scorecard-json.h"
#include "encore-vocabulary-editor.h"
#include "progress/encore-save.h"

/* What can be done with the version that is shown. */

static void
say_why_not (GtkWidget    *widget,
             const GError *error)
{
  g_autofree char *reason = encore_save_reason (error);

  encore_save_toast (widget, reason);
}

/* Publishing */

static void
on_published (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (EncoreScorecardView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScorecard) version = encore_publish_finish (ENCORE_LIBRARY (source), result, &error);
  g_autofree char *text = NULL;

  if (version == NULL)
    {
      say_why_not (GTK_WIDGET (self), error);
      return;
    }

  text = g_strdup_printf (_ ("“%s” is published as version %d"), version->name, version->version);
  encore_save_toast (GTK_WIDGET (self), text);
}

static void
on_publish_response (EncoreScorecardView *self,
                     const char          *response)
{
  EncoreScorecard *card = encore_scorecard_view_current (self);

  if (!g_str_equal (response, "publish") || card == NULL)
    return;

  encore_draft_flush (self->draft);
  encore_publish_async (self->library, encore_draft_get (self->draft), on_published, g_object_ref (self));
}

static void
publish (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  EncoreScorecardView *self = ENCORE_SCORECARD_VIEW (widget);
  g_autofree char *title = g_strdup_printf (_ ("Publish “%s”?"), encore_scorecard_view_current (self)->name);
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), title,
                                                _ ("Calls can then be judged by it. A published version never changes "
                                                   "again, and this cannot be undone: to change something later, make "
                                                   "a new version of it."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _ ("_Cancel"), "publish", _ ("_Publish"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "publish", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "publish");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_publish_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

/* New versions and copies */

static void
on_made (GtkWidget    *widget,
         EncoreEdit   *edit,
         const GError *error)
{
  if (error != NULL)
    say_why_not (widget, error);
  else
    encore_scorecard_view_made (ENCORE_SCORECARD_VIEW (widget),
                                ENCORE_SCORECARD (encore_edit_get (edit, 0)->after)->id);
}

static void
save_new (EncoreScorecardView *self,
          const char          *label,
          EncoreScorecard     *card)
{
  EncorePerson *person = encore_library_get_working_as (self->library);
  g_autoptr (EncoreEdit) edit = NULL;

  card->author_id = person != NULL ? person->id : 0;
  edit = encore_edit_new_change (label, NULL, card);
  encore_save (GTK_WIDGET (self), self->library, edit, NULL, on_made);
}

static void
new_version (GtkWidget  *widget,
             const char *action,
             GVariant   *target)
{
  EncoreScorecardView *self = ENCORE_SCORECARD_VIEW (widget);
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new_version (self->shown);

  save_new (self, _ ("Add version"), draft);
}

static void
on_copied (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreScorecardView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreScorecardImport) copy = encore_library_import_scorecard_finish (ENCORE_LIBRARY (source), result,
                                                                                   &error);

  if (copy == NULL)
    say_why_not (GTK_WIDGET (self), error);
  else
    encore_scorecard_view_made (self, copy->scorecard->id);
}

static void
copy (GtkWidget  *widget,
      const char *action,
      GVariant   *target)
{
  EncoreScorecardView *self = ENCORE_SCORECARD_VIEW (widget);

  if (encore_scorecard_view_is_starter (self))
    {
      encore_library_copy_starter_async (self->library, self->shown->starter, NULL, on_copied, g_object_ref (self));
      return;
    }

  g_autofree char *name = g_strdup_printf (_ ("Copy of %s"), encore_scorecard_view_current (self)->name);
  g_autoptr (EncoreScorecard) draft = encore_scorecard_new_scorecard (encore_scorecard_view_current (self), name);

  save_new (self, _ ("Copy scorecard"), draft);
}

/* Retiring and deleting */

static void
retire (GtkWidget  *widget,
        const char *action,
        GVariant   *target)
{
  EncoreScorecardView *self = ENCORE_SCORECARD_VIEW (widget);
  gboolean retired = self->shown->status == ENCORE_SCORECARD_PUBLISHED;
  g_autoptr (EncoreEdit) edit = encore_publish_retire (self->shown);

  encore_save (widget, self->library, edit,
               retired ? _ ("Retired: it is offered for no new evaluation") : _ ("Offered again for new evaluations"),
               NULL);
}

static void
discard (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  EncoreScorecardView *self = ENCORE_SCORECARD_VIEW (widget);
  g_autoptr (EncoreEdit) edit = NULL;

  encore_draft_flush (self->draft);
  edit = encore_publish_discard (encore_scorecard_view_current (self));
  encore_save (widget, self->library, edit, _ ("Draft deleted"), NULL);
}

/* Looking closer */

/* The draft as it is on screen, whether or not that has been read back. */
static void
compare (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  EncoreScorecardView *self = ENCORE_SCORECARD_VIEW (widget);
  EncoreScorecard *current = encore_scorecard_view_current (self);
  g_autoptr (GPtrArray) versions = g_ptr_array_new ();

  for (guint i = 0; i < self->versions->len; i++)
    {
      EncoreScorecard *version = g_ptr_array_index (self->versions, i);

      g_ptr_array_add (versions, version->id == current->id ? current : version);
    }
  encore_scorecard_diff_present (widget, versions, current);
}

static void
edit_principles (GtkWidget  *widget,
                 const char *action,
                 GVariant   *target)
{
  gboolean value = g_str_equal (action, "scorecard.values");

  encore_vocabulary_editor_present (widget, ENCORE_SCORECARD_VIEW (widget)->library,
                                    encore_vocabulary_of_principles (value ? ENCORE_PRINCIPLE_VALUE
                                                                           : ENCORE_PRINCIPLE_PILLAR));
}

/* Export */

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    text = g_strdup_printf (_ ("Exported to “%s”"), name);
  else
    text = g_strdup_printf (_ ("“%s” could not be written: %s"), name, error->message);
  encore_save_toast (widget, text);
}

static void
write_to (EncoreScorecardView *self,
          GFile               *file)
{
  g_autofree char *json = encore_scorecard_to_json (encore_scorecard_view_current (self),
                                                    encore_scorecard_view_principles (self));
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, on_written,
                                       g_object_ref (self));
}

static void
on_export_chosen (GtkNativeDialog     *chooser,
                  int                  response,
                  EncoreScorecardView *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

      write_to (self, file);
    }

  g_object_unref (chooser);
}

static void export(GtkWidget *widget, const char *action, GVariant *target)
{
  EncoreScorecardView *self = ENCORE_SCORECARD_VIEW (widget);
  g_autofree char *name = g_strdup_printf ("%s.json", encore_scorecard_view_current (self)->name);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Export Scorecard"),
                                                               GTK_WINDOW (gtk_widget_get_root (widget)),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), g_strdelimit (name, "/\\", '-'));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_export_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
export_path (GtkWidget  *widget,
             const char *action,
             GVariant   *target)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (target, NULL));

  write_to (ENCORE_SCORECARD_VIEW (widget), file);
}

/* Which of them can be done now */

static gboolean
has_draft (EncoreScorecardView *self)
{
  for (guint i = 0; i < self->versions->len; i++)
    if (ENCORE_SCORECARD (g_ptr_array_index (self->versions, i))->status == ENCORE_SCORECARD_DRAFT)
      return TRUE;

  return FALSE;
}

static void
update_publish (EncoreScorecardView *self,
                gboolean             draft)
{
  g_autoptr (GPtrArray) problems = draft ? encore_scorecard_list_problems (encore_scorecard_view_current (self)) : NULL;
  g_autofree char *text = NULL;

  if (problems != NULL && problems->len > 0)
    {
      g_ptr_array_add (problems, NULL);
      text = g_strjoinv ("\n", (char **) problems->pdata);
      g_ptr_array_remove_index (problems, problems->len - 1);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scorecard.publish", problems != NULL && problems->len == 0);
  gtk_widget_set_tooltip_text (self->publish, text != NULL ? text : _ ("Make it a version that never changes again"));
  gtk_widget_set_visible (self->publish, draft);
}

/**
 * encore_scorecard_view_update_actions:
 * @self: a view
 *
 * Lets be done what can be done with what is shown.
 */
void
encore_scorecard_view_update_actions (EncoreScorecardView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean writable = self->library != NULL && !encore_library_is_read_only (self->library);
  gboolean starter = encore_scorecard_view_is_starter (self), draft, sealed;

  if (self->shown == NULL || self->versions == NULL)
    return;

  draft = writable && !starter && self->shown->status == ENCORE_SCORECARD_DRAFT;
  sealed = writable && !starter && !draft;
  update_publish (self, draft);
  gtk_widget_action_set_enabled (widget, "scorecard.new-version", sealed && !has_draft (self));
  gtk_widget_action_set_enabled (widget, "scorecard.copy", writable);
  gtk_widget_action_set_enabled (widget, "scorecard.compare", self->versions->len > 1);
  gtk_widget_action_set_enabled (widget, "scorecard.retire",
                                 sealed && self->shown->status == ENCORE_SCORECARD_PUBLISHED);
  gtk_widget_action_set_enabled (widget, "scorecard.offer", sealed && self->shown->status == ENCORE_SCORECARD_RETIRED);
  gtk_widget_action_set_enabled (widget, "scorecard.discard", draft);
  gtk_widget_action_set_enabled (widget, "scorecard.values", writable && !starter);
  gtk_widget_action_set_enabled (widget, "scorecard.pillars", writable && !starter);
  gtk_widget_set_visible (self->new_version, sealed);
  gtk_widget_set_visible (self->copy, starter);
}

/**
 * encore_scorecard_view_install_actions:
 * @widget_class: of the view
 */
void
encore_scorecard_view_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "scorecard.publish", NULL, publish },
    { "scorecard.new-version", NULL, new_version },
    { "scorecard.copy", NULL, copy },
    { "scorecard.compare", NULL, compare },
    { "scorecard.export", NULL, export },
    { "scorecard.export-path", "s", export_path },
    { "scorecard.values", NULL, edit_principles },
    { "scorecard.pillars", NULL, edit_principles },
    { "scorecard.retire", NULL, retire },
    { "scorecard.offer", NULL, retire },
    { "scorecard.discard", NULL, discard },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type, actions[i].activate);
}
