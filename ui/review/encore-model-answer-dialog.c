/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-model-answer-dialog.h"

#include <glib/gi18n.h>

#include "encore-banner.h"

struct _EncoreModelAnswerDialog
{
  AdwWindow parent_instance;

  EncoreLibrary *library;
  EncoreModelAnswer *answer; /* as it was; id 0: a new one */

  GtkWidget *title;
  GtkWidget *why;
  GtkWidget *approved;
  GtkWidget *steps;          /* a list box of step rows */
  GtkWidget *failure;
};

G_DEFINE_FINAL_TYPE (EncoreModelAnswerDialog, encore_model_answer_dialog, ADW_TYPE_WINDOW)

static GtkWidget *
row_name (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "encore-name");
}

static GtkWidget *
row_text (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "encore-text");
}

static void
read_steps (EncoreModelAnswerDialog *self,
            EncoreModelAnswer       *edited)
{
  g_ptr_array_set_size (edited->steps, 0);
  for (GtkWidget *row = gtk_widget_get_first_child (self->steps); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const char *name = gtk_editable_get_text (GTK_EDITABLE (row_name (row)));
      const char *text = gtk_editable_get_text (GTK_EDITABLE (row_text (row)));

      if (*name != '\0' || *text != '\0')
        g_ptr_array_add (edited->steps, encore_step_new (name, text));
    }
}

static EncoreModelAnswer *
read_fields (EncoreModelAnswerDialog *self)
{
  EncoreModelAnswer *edited = encore_model_answer_copy (self->answer);

  g_free (edited->title);
  g_free (edited->why);
  edited->title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title)));
  edited->why = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->why)));
  edited->status = gtk_switch_get_active (GTK_SWITCH (self->approved)) ? ENCORE_MODEL_ANSWER_APPROVED
                                                                       : ENCORE_MODEL_ANSWER_DRAFT;
  read_steps (self, edited);
  return edited;
}

static void
on_saved (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EncoreModelAnswerDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (encore_library_commit_finish (ENCORE_LIBRARY (object), result, &error))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  encore_banner_set_text (ENCORE_BANNER (self->failure), error->message);
  encore_banner_set_revealed (ENCORE_BANNER (self->failure), TRUE);
}

static void
on_save (EncoreModelAnswerDialog *self)
{
  g_autoptr (EncoreModelAnswer) edited = read_fields (self);
  gboolean fresh = self->answer->id == 0;
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (fresh ? _ ("New model answer") : _ ("Edit model answer"),
                                                        fresh ? NULL : self->answer, edited);

  encore_library_commit_async (self->library, edit, NULL, on_saved, g_object_ref (self));
}

static void
remove_step (GtkWidget *row)
{
  gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (row)), row);
}

static GtkWidget *
make_step_entry (const char *label,
                 const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return entry;
}

static void
add_step (EncoreModelAnswerDialog *self,
          const char              *name,
          const char              *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *name_entry = make_step_entry (_ ("Step, such as “Acknowledge”"), name);
  GtkWidget *text_entry = make_step_entry (_ ("How it may sound"), text);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_hexpand (name_entry, TRUE);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Remove this step"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove this step"), -1);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_step), row);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_attach (GTK_GRID (grid), name_entry, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), remove, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), text_entry, 0, 1, 2, 1);
  gtk_widget_add_css_class (grid, "step-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "encore-name", name_entry);
  g_object_set_data (G_OBJECT (row), "encore-text", text_entry);
  gtk_list_box_append (GTK_LIST_BOX (self->steps), row);
}

static void
on_add_step (EncoreModelAnswerDialog *self)
{
  add_step (self, NULL, NULL);
}

static GtkWidget *
make_header (EncoreModelAnswerDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save"));

  gtk_widget_add_css_class (save, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (on_save), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  return header;
}

static GtkWidget *
make_entry_row (const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  return row;
}

static GtkWidget *
make_facts (EncoreModelAnswerDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *status = adw_action_row_new ();

  self->title = make_entry_row (_ ("Title"));
  self->why = make_entry_row (_ ("Why it works"));
  self->approved = gtk_switch_new ();
  gtk_widget_set_valign (self->approved, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (status), _ ("Approved"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (status), _ ("Drafts are marked as such wherever they are shown"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (status), self->approved);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (status), self->approved);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->why);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), status);
  return group;
}

static GtkWidget *
make_steps (EncoreModelAnswerDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  self->steps = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->steps), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->steps, "boxed-list");
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, _ ("Add a step"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add a step"), -1);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_add_step), self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Structure"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), add);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->steps);
  return group;
}

static void
fill (EncoreModelAnswerDialog *self)
{
  EncoreModelAnswer *answer = self->answer;

  gtk_editable_set_text (GTK_EDITABLE (self->title), answer->title != NULL ? answer->title : "");
  gtk_editable_set_text (GTK_EDITABLE (self->why), answer->why != NULL ? answer->why : "");
  gtk_switch_set_active (GTK_SWITCH (self->approved), answer->status == ENCORE_MODEL_ANSWER_APPROVED);
  for (guint i = 0; i < answer->steps->len; i++)
    {
      const EncoreStep *step = g_ptr_array_index (answer->steps, i);

      add_step (self, step->name, step->text);
    }
}

static void
encore_model_answer_dialog_dispose (GObject *object)
{
  EncoreModelAnswerDialog *self = ENCORE_MODEL_ANSWER_DIALOG (object);

  g_clear_object (&self->answer);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (encore_model_answer_dialog_parent_class)->dispose (object);
}

static void
encore_model_answer_dialog_class_init (EncoreModelAnswerDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_model_answer_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
encore_model_answer_dialog_init (EncoreModelAnswerDialog *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->failure = encore_banner_new ("");
  gtk_box_append (GTK_BOX (content), make_facts (self));
  gtk_box_append (GTK_BOX (content), make_steps (self));
  gtk_widget_add_css_class (content, "dialog-content");
  adw_clamp_set_child (ADW_CLAMP (clamp), content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), make_header (self));
  gtk_box_append (GTK_BOX (page), self->failure);
  gtk_box_append (GTK_BOX (page), scroller);
  adw_window_set_content (ADW_WINDOW (self), page);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 600);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * encore_model_answer_dialog_new:
 * @library: where it is saved
 * @answer: what to edit; its id is 0 when it is to be made
 *
 * Returns: (transfer none): a window that has not been shown yet
 */
GtkWidget *
encore_model_answer_dialog_new (EncoreLibrary     *library,
                                EncoreModelAnswer *answer)
{
  EncoreModelAnswerDialog *self = g_object_new (ENCORE_TYPE_MODEL_ANSWER_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->answer = g_object_ref (answer);
  gtk_window_set_title (GTK_WINDOW (self), answer->id == 0 ? _ ("New Model Answer") : _ ("Model Answer"));
  fill (self);
  return GTK_WIDGET (self);
}
