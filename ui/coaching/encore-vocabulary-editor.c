/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-vocabulary-editor.h"

#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-text.h"
#include "progress/encore-field.h"
#include "progress/encore-save.h"
#include "progress/encore-text-row.h"

struct _EncoreVocabularyEditor
{
  AdwWindow parent_instance;

  EncoreLibrary *library;
  EncoreVocabulary vocabulary;
  GCancellable *cancellable;
  GPtrArray *values; /* of this kind, in order */
  gint64 focus_id;   /* whose row gets the focus once it is there; 0: none */

  AdwToastOverlay *toasts;
  AdwPreferencesGroup *group;
  GtkListBox *list;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (EncoreVocabularyEditor, encore_vocabulary_editor, ADW_TYPE_WINDOW)

static void
say (EncoreVocabularyEditor *self,
     const char             *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static EncoreNamed
look (EncoreVocabularyEditor *self,
      gpointer                value)
{
  return self->vocabulary.look (value);
}

static void
on_undo (EncoreVocabularyEditor *self)
{
  encore_save_undo (GTK_WIDGET (self), self->library);
}

static void
say_deleted (EncoreVocabularyEditor *self,
             gpointer                value)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” deleted"), *look (self, value).name);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say_why_not (EncoreVocabularyEditor *self,
             const EncoreChange     *change,
             const GError           *error)
{
  g_autofree char *text = NULL;

  if (change->after == NULL && g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE))
    /* Translators: the name of a value, then by what it is used */
    text = g_strdup_printf (_ ("“%s” stays for now: %s"), *look (self, change->before).name, error->message);
  else
    text = encore_save_reason (error);
  say (self, text);
}

static gpointer
get_value (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "value");
}

static void
set_value (GtkWidget *row,
           gpointer   value)
{
  g_object_set_data_full (G_OBJECT (row), "value", g_object_ref (value), g_object_unref);
}

/* The rows of each value: its name and, where it has one, its description. */
static int
rows_each (EncoreVocabularyEditor *self)
{
  return self->vocabulary.describe != NULL ? 2 : 1;
}

/* What of a value is in a row: several lines are its description. */
static char **
text_of (EncoreVocabularyEditor *self,
         GtkWidget              *row,
         gpointer                value)
{
  return ENCORE_IS_TEXT_ROW (row) ? look (self, value).description : look (self, value).name;
}

/* What could not be added stands in its field again. */
static void
restore_added (EncoreVocabularyEditor *self,
               gpointer                value)
{
  if (encore_field_dirty (self->add))
    return;

  encore_field_reset (self->add, *look (self, value).name);
  encore_field_base (self->add, "");
}

/* What could not be saved stays in its row and counts as not saved. */
static void
keep_typed (EncoreVocabularyEditor *self,
            gpointer                value)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (GTK_WIDGET (row) != self->add && look (self, get_value (GTK_WIDGET (row))).id == look (self, value).id)
      encore_field_base (GTK_WIDGET (row), *text_of (self, GTK_WIDGET (row), value));
}

static void
on_saved (GtkWidget    *widget,
          EncoreEdit   *edit,
          const GError *error)
{
  EncoreVocabularyEditor *self = ENCORE_VOCABULARY_EDITOR (widget);
  const EncoreChange *change = encore_edit_get (edit, 0);

  if (self->library == NULL)
    return;

  if (error == NULL)
    {
      if (change->after == NULL)
        say_deleted (self, change->before);
      return;
    }

  say_why_not (self, change, error);
  if (change->before == NULL)
    restore_added (self, change->after);
  else
    keep_typed (self, change->before);
}

static void
commit (EncoreVocabularyEditor *self,
        EncoreEdit             *edit)
{
  if (encore_edit_get_length (edit) > 0)
    encore_save (GTK_WIDGET (self), self->library, edit, NULL, on_saved);
}

static void
on_typed (gpointer    owner,
          GtkWidget  *field,
          const char *text)
{
  EncoreVocabularyEditor *self = owner;
  gboolean describes = ENCORE_IS_TEXT_ROW (field);
  gpointer before = get_value (field);
  g_autoptr (GObject) after = self->vocabulary.copy (before);
  char **place = text_of (self, field, after);
  g_autoptr (EncoreEdit) edit = NULL;

  if (!describes && encore_text_is_blank (text))
    {
      encore_field_reset (field, *place);
      return;
    }

  g_free (*place);
  *place = g_strdup (text);
  edit = encore_edit_new_change (describes ? self->vocabulary.describe : self->vocabulary.rename, before, after);
  commit (self, edit);
}

static void
on_added (gpointer    owner,
          GtkWidget  *field,
          const char *text)
{
  EncoreVocabularyEditor *self = owner;
  g_autoptr (GObject) value = NULL;
  g_autoptr (EncoreEdit) edit = NULL;
  EncoreNamed named;

  if (encore_text_is_blank (text))
    return;

  value = self->vocabulary.make (self->vocabulary.kind);
  named = look (self, value);
  *named.name = g_strdup (text);
  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    *named.position = MAX (*named.position, *look (self, g_ptr_array_index (self->values, i)).position + 1);

  edit = encore_edit_new_change (self->vocabulary.add, NULL, value);
  encore_field_reset (field, "");
  commit (self, edit);
}

static gpointer
value_of (GtkWidget *button)
{
  return get_value (g_object_get_data (G_OBJECT (button), "row"));
}

static void
on_delete (GtkWidget              *button,
           EncoreVocabularyEditor *self)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (self->vocabulary.remove, value_of (button), NULL);

  commit (self, edit);
}

/* Every value whose place in the order is another one is saved, all in one edit. */
static void
renumber (EncoreVocabularyEditor *self,
          GPtrArray              *order)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new (self->vocabulary.order);

  for (guint i = 0; i < order->len; i++)
    {
      gpointer before = g_ptr_array_index (order, i);
      g_autoptr (GObject) after = NULL;

      if (*look (self, before).position == (int) i)
        continue;
      after = self->vocabulary.copy (before);
      *look (self, after).position = (int) i;
      encore_edit_add (edit, before, after);
    }

  commit (self, edit);
}

static void
move (EncoreVocabularyEditor *self,
      gpointer                value,
      int                     step)
{
  g_autoptr (GPtrArray) order = g_ptr_array_copy (self->values, NULL, NULL);
  guint at;

  g_ptr_array_set_free_func (order, NULL);
  if (!g_ptr_array_find (order, value, &at) || (at == 0 && step < 0) || (at + 1 == order->len && step > 0))
    return;

  order->pdata[at] = order->pdata[at + step];
  order->pdata[at + step] = value;
  self->focus_id = look (self, value).id;
  renumber (self, order);
}

static void
on_up (GtkWidget              *button,
       EncoreVocabularyEditor *self)
{
  move (self, value_of (button), -1);
}

static void
on_down (GtkWidget              *button,
         EncoreVocabularyEditor *self)
{
  move (self, value_of (button), 1);
}

static void
add_button (EncoreVocabularyEditor *self,
            GtkWidget              *row,
            const char             *icon,
            const char             *tooltip,
            GCallback               callback,
            gboolean                sensitive)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, sensitive);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "row", row);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

static GtkWidget *
make_row (EncoreVocabularyEditor *self,
          guint                   index)
{
  gpointer value = g_ptr_array_index (self->values, index);
  const char *name = *look (self, value).name;
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Name"), NULL);

  gtk_widget_set_name (row, self->vocabulary.name_row);
  gtk_editable_set_text (GTK_EDITABLE (row), name != NULL ? name : "");
  set_value (row, value);
  encore_field_bind (row, on_typed, self);
  add_button (self, row, "go-up-symbolic", _ ("Move Up"), G_CALLBACK (on_up), index > 0);
  add_button (self, row, "go-down-symbolic", _ ("Move Down"), G_CALLBACK (on_down), index + 1 < self->values->len);
  add_button (self, row, "user-trash-symbolic", _ ("Delete"), G_CALLBACK (on_delete), TRUE);
  return row;
}

static GtkWidget *
make_description (EncoreVocabularyEditor *self,
                  guint                   index)
{
  gpointer value = g_ptr_array_index (self->values, index);
  GtkWidget *row = encore_text_row_new (_ ("What it means in a call"));

  gtk_widget_set_name (row, self->vocabulary.description_row);
  encore_text_row_set_text (ENCORE_TEXT_ROW (row), *look (self, value).description);
  set_value (row, value);
  encore_field_bind (row, on_typed, self);
  return row;
}

static void
flush_rows (EncoreVocabularyEditor *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_value (GTK_WIDGET (row)) != NULL)
      encore_field_flush (GTK_WIDGET (row));
}

/* As long as the order stays, rows stay too, with the focus and with what is being typed. */
static gboolean
update_rows (EncoreVocabularyEditor *self)
{
  int each = rows_each (self), n = (int) self->values->len * each;

  if (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, n)) != self->add)
    return FALSE;
  for (int i = 0; i < n; i++)
    if (look (self, get_value (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, i)))).id
        != look (self, g_ptr_array_index (self->values, i / each)).id)
      return FALSE;

  for (int i = 0; i < n; i++)
    {
      gpointer value = g_ptr_array_index (self->values, i / each);
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, i));

      set_value (row, value);
      encore_field_set (row, *text_of (self, row, value));
    }

  return TRUE;
}

static void
show_values (EncoreVocabularyEditor *self)
{
  int each = rows_each (self);
  GtkListBoxRow *row;

  if (update_rows (self))
    return;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL && GTK_WIDGET (row) != self->add)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (guint i = 0; i < self->values->len; i++)
    {
      GtkWidget *made = make_row (self, i);

      gtk_list_box_insert (self->list, made, (int) i * each);
      if (each > 1)
        gtk_list_box_insert (self->list, make_description (self, i), (int) i * each + 1);
      if (look (self, get_value (made)).id == self->focus_id)
        gtk_widget_grab_focus (made);
    }
  self->focus_id = 0;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EncoreVocabularyEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) values = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      say (self, error->message);
      return;
    }

  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->values = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < values->len; i++)
    if (look (self, g_ptr_array_index (values, i)).kind == self->vocabulary.kind)
      g_ptr_array_add (self->values, g_object_ref (g_ptr_array_index (values, i)));
  show_values (self);
}

static void
read_again (EncoreVocabularyEditor *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  encore_library_list_async (self->library, self->vocabulary.listing, 0, self->cancellable, on_read,
                             g_object_ref (self));
}

static void
on_changed (EncoreVocabularyEditor *self,
            GType                   type)
{
  if (type == self->vocabulary.type)
    read_again (self);
}

static gboolean
encore_vocabulary_editor_close_request (GtkWindow *window)
{
  EncoreVocabularyEditor *self = ENCORE_VOCABULARY_EDITOR (window);

  encore_field_flush (self->add);
  flush_rows (self);
  return GTK_WINDOW_CLASS (encore_vocabulary_editor_parent_class)->close_request (window);
}

static void
encore_vocabulary_editor_dispose (GObject *object)
{
  EncoreVocabularyEditor *self = ENCORE_VOCABULARY_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->values, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_vocabulary_editor_parent_class)->dispose (object);
}

static void
encore_vocabulary_editor_class_init (EncoreVocabularyEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_vocabulary_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = encore_vocabulary_editor_close_request;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_group (EncoreVocabularyEditor *self)
{
  GtkWidget *page = adw_preferences_page_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  self->add = g_object_new (ADW_TYPE_ENTRY_ROW, NULL);
  encore_field_bind (self->add, on_added, self);
  gtk_list_box_append (self->list, self->add);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  return page;
}

static void
encore_vocabulary_editor_init (EncoreVocabularyEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = make_group (self);

  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, page);
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 460, 520);
}

/**
 * encore_vocabulary_editor_present:
 * @parent: in whose window it is opened
 * @library: where the values are saved
 * @vocabulary: which values
 *
 * Returns: (transfer none): the dialog, open; every change is saved at once
 */
EncoreVocabularyEditor *
encore_vocabulary_editor_present (GtkWidget       *parent,
                                  EncoreLibrary   *library,
                                  EncoreVocabulary vocabulary)
{
  EncoreVocabularyEditor *self = g_object_new (ENCORE_TYPE_VOCABULARY_EDITOR, "transient-for",
                                               gtk_widget_get_root (parent), "title", vocabulary.title, NULL);

  self->library = g_object_ref (library);
  self->vocabulary = vocabulary;
  gtk_widget_set_name (self->add, vocabulary.add_row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add), vocabulary.add_title);
  adw_preferences_group_set_description (self->group, vocabulary.about);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  read_again (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
