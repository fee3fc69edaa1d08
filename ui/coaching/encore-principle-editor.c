/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-principle-editor.h"

#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-text.h"
#include "progress/encore-field.h"
#include "progress/encore-save.h"
#include "progress/encore-text-row.h"

struct _EncorePrincipleEditor
{
  AdwWindow parent_instance;

  EncoreLibrary *library;
  EncorePrincipleKind kind;
  GCancellable *cancellable;
  GPtrArray *principles; /* of EncorePrinciple of this kind, in order */
  gint64 focus_id;       /* whose row gets the focus once it is there; 0: none */

  AdwToastOverlay *toasts;
  AdwPreferencesGroup *group;
  GtkListBox *list;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (EncorePrincipleEditor, encore_principle_editor, ADW_TYPE_WINDOW)

static void
say (EncorePrincipleEditor *self,
     const char            *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
on_undo (EncorePrincipleEditor *self)
{
  encore_save_undo (GTK_WIDGET (self), self->library);
}

static void
say_deleted (EncorePrincipleEditor *self,
             EncorePrinciple       *principle)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” deleted"), principle->name);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say_why_not (EncorePrincipleEditor *self,
             const EncoreChange    *change,
             const GError          *error)
{
  g_autofree char *text = NULL;

  if (change->after == NULL && g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE))
    /* Translators: the name of a brand value or pillar, then by what it is used */
    text = g_strdup_printf (_ ("“%s” stays for now: %s"), ENCORE_PRINCIPLE (change->before)->name, error->message);
  else
    text = encore_save_reason (error);
  say (self, text);
}

static EncorePrinciple *
get_principle (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "principle");
}

static void
set_principle (GtkWidget       *row,
               EncorePrinciple *principle)
{
  g_object_set_data_full (G_OBJECT (row), "principle", g_object_ref (principle), g_object_unref);
}

/* Each has two rows: its name, then what it means. */
static gboolean
is_name (int index)
{
  return index % 2 == 0;
}

/* What could not be added stands in its field again. */
static void
restore_added (EncorePrincipleEditor *self,
               EncorePrinciple       *principle)
{
  if (encore_field_dirty (self->add))
    return;

  encore_field_reset (self->add, principle->name);
  encore_field_base (self->add, "");
}

/* What could not be saved stays in its row and counts as not saved. */
static void
keep_typed (EncorePrincipleEditor *self,
            EncorePrinciple       *principle)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (GTK_WIDGET (row) != self->add && get_principle (GTK_WIDGET (row))->id == principle->id)
      encore_field_base (GTK_WIDGET (row), is_name (i) ? principle->name : principle->description);
}

static void
on_saved (GtkWidget    *widget,
          EncoreEdit   *edit,
          const GError *error)
{
  EncorePrincipleEditor *self = ENCORE_PRINCIPLE_EDITOR (widget);
  const EncoreChange *change = encore_edit_get (edit, 0);

  if (self->library == NULL)
    return;

  if (error == NULL)
    {
      if (change->after == NULL)
        say_deleted (self, ENCORE_PRINCIPLE (change->before));
      return;
    }

  say_why_not (self, change, error);
  if (change->before == NULL)
    restore_added (self, ENCORE_PRINCIPLE (change->after));
  else
    keep_typed (self, ENCORE_PRINCIPLE (change->before));
}

static void
commit (EncorePrincipleEditor *self,
        EncoreEdit            *edit)
{
  if (encore_edit_get_length (edit) > 0)
    encore_save (GTK_WIDGET (self), self->library, edit, NULL, on_saved);
}

static void
on_renamed (gpointer    owner,
            GtkWidget  *field,
            const char *text)
{
  EncorePrincipleEditor *self = owner;
  EncorePrinciple *before = get_principle (field);
  g_autoptr (EncorePrinciple) after = encore_principle_copy (before);
  g_autoptr (EncoreEdit) edit = NULL;

  if (encore_text_is_blank (text))
    {
      encore_field_reset (field, before->name);
      return;
    }

  g_free (after->name);
  after->name = g_strdup (text);
  edit = encore_edit_new_change (_ ("Rename principle"), before, after);
  commit (self, edit);
}

static void
on_described (gpointer    owner,
              GtkWidget  *field,
              const char *text)
{
  EncorePrincipleEditor *self = owner;
  EncorePrinciple *before = get_principle (field);
  g_autoptr (EncorePrinciple) after = encore_principle_copy (before);
  g_autoptr (EncoreEdit) edit = NULL;

  g_free (after->description);
  after->description = g_strdup (text);
  edit = encore_edit_new_change (_ ("Describe principle"), before, after);
  commit (self, edit);
}

static void
on_added (gpointer    owner,
          GtkWidget  *field,
          const char *text)
{
  EncorePrincipleEditor *self = owner;
  g_autoptr (EncorePrinciple) principle = encore_principle_new ();
  g_autoptr (EncoreEdit) edit = NULL;

  if (encore_text_is_blank (text))
    return;

  principle->kind = self->kind;
  principle->name = g_strdup (text);
  for (guint i = 0; self->principles != NULL && i < self->principles->len; i++)
    principle->position = MAX (principle->position,
                               ENCORE_PRINCIPLE (g_ptr_array_index (self->principles, i))->position + 1);

  edit = encore_edit_new_change (_ ("Add principle"), NULL, principle);
  encore_field_reset (field, "");
  commit (self, edit);
}

static EncorePrinciple *
principle_of (GtkWidget *button)
{
  return get_principle (g_object_get_data (G_OBJECT (button), "row"));
}

static void
on_delete (GtkWidget             *button,
           EncorePrincipleEditor *self)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (_ ("Delete principle"), principle_of (button), NULL);

  commit (self, edit);
}

/* Every value whose place in the order is another one is saved, all in one edit. */
static void
renumber (EncorePrincipleEditor *self,
          GPtrArray             *order)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new (_ ("Order principles"));

  for (guint i = 0; i < order->len; i++)
    {
      EncorePrinciple *before = g_ptr_array_index (order, i);
      g_autoptr (EncorePrinciple) after = NULL;

      if (before->position == (int) i)
        continue;
      after = encore_principle_copy (before);
      after->position = (int) i;
      encore_edit_add (edit, before, after);
    }

  commit (self, edit);
}

static void
move (EncorePrincipleEditor *self,
      EncorePrinciple       *principle,
      int                    step)
{
  g_autoptr (GPtrArray) order = g_ptr_array_copy (self->principles, NULL, NULL);
  guint at;

  g_ptr_array_set_free_func (order, NULL);
  if (!g_ptr_array_find (order, principle, &at) || (at == 0 && step < 0) || (at + 1 == order->len && step > 0))
    return;

  order->pdata[at] = order->pdata[at + step];
  order->pdata[at + step] = principle;
  self->focus_id = principle->id;
  renumber (self, order);
}

static void
on_up (GtkWidget             *button,
       EncorePrincipleEditor *self)
{
  move (self, principle_of (button), -1);
}

static void
on_down (GtkWidget             *button,
         EncorePrincipleEditor *self)
{
  move (self, principle_of (button), 1);
}

static void
add_button (EncorePrincipleEditor *self,
            GtkWidget             *row,
            const char            *icon,
            const char            *tooltip,
            GCallback              callback,
            gboolean               sensitive)
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
make_row (EncorePrincipleEditor *self,
          guint                  index)
{
  EncorePrinciple *principle = g_ptr_array_index (self->principles, index);
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Name"), NULL);

  gtk_widget_set_name (row, "principle-name");
  gtk_editable_set_text (GTK_EDITABLE (row), principle->name != NULL ? principle->name : "");
  set_principle (row, principle);
  encore_field_bind (row, on_renamed, self);
  add_button (self, row, "go-up-symbolic", _ ("Move Up"), G_CALLBACK (on_up), index > 0);
  add_button (self, row, "go-down-symbolic", _ ("Move Down"), G_CALLBACK (on_down), index + 1 < self->principles->len);
  add_button (self, row, "user-trash-symbolic", _ ("Delete"), G_CALLBACK (on_delete), TRUE);
  return row;
}

static GtkWidget *
make_description (EncorePrincipleEditor *self,
                  guint                  index)
{
  EncorePrinciple *principle = g_ptr_array_index (self->principles, index);
  GtkWidget *row = encore_text_row_new (_ ("What it means in a call"));

  gtk_widget_set_name (row, "principle-description");
  encore_text_row_set_text (ENCORE_TEXT_ROW (row), principle->description);
  set_principle (row, principle);
  encore_field_bind (row, on_described, self);
  return row;
}

static void
flush_rows (EncorePrincipleEditor *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_principle (GTK_WIDGET (row)) != NULL)
      encore_field_flush (GTK_WIDGET (row));
}

/* As long as the order stays, rows stay too, with the focus and with what is being typed. */
static gboolean
update_rows (EncorePrincipleEditor *self)
{
  int n = (int) self->principles->len * 2;

  if (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, n)) != self->add)
    return FALSE;
  for (int i = 0; i < n; i++)
    if (get_principle (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, i)))->id
        != ENCORE_PRINCIPLE (g_ptr_array_index (self->principles, i / 2))->id)
      return FALSE;

  for (int i = 0; i < n; i++)
    {
      EncorePrinciple *principle = g_ptr_array_index (self->principles, i / 2);
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, i));

      set_principle (row, principle);
      encore_field_set (row, is_name (i) ? principle->name : principle->description);
    }

  return TRUE;
}

static void
show_principles (EncorePrincipleEditor *self)
{
  GtkListBoxRow *row;

  if (update_rows (self))
    return;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL && GTK_WIDGET (row) != self->add)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (guint i = 0; i < self->principles->len; i++)
    {
      GtkWidget *made = make_row (self, i);

      gtk_list_box_insert (self->list, made, (int) i * 2);
      gtk_list_box_insert (self->list, make_description (self, i), (int) i * 2 + 1);
      if (get_principle (made)->id == self->focus_id)
        gtk_widget_grab_focus (made);
    }
  self->focus_id = 0;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EncorePrincipleEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) principles = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      say (self, error->message);
      return;
    }

  g_clear_pointer (&self->principles, g_ptr_array_unref);
  self->principles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < principles->len; i++)
    if (ENCORE_PRINCIPLE (g_ptr_array_index (principles, i))->kind == self->kind)
      g_ptr_array_add (self->principles, g_object_ref (g_ptr_array_index (principles, i)));
  show_principles (self);
}

static void
read_again (EncorePrincipleEditor *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  encore_library_list_async (self->library, ENCORE_LISTING_PRINCIPLES, 0, self->cancellable, on_read,
                             g_object_ref (self));
}

static void
on_changed (EncorePrincipleEditor *self,
            GType                  type)
{
  if (type == ENCORE_TYPE_PRINCIPLE)
    read_again (self);
}

static gboolean
encore_principle_editor_close_request (GtkWindow *window)
{
  EncorePrincipleEditor *self = ENCORE_PRINCIPLE_EDITOR (window);

  encore_field_flush (self->add);
  flush_rows (self);
  return GTK_WINDOW_CLASS (encore_principle_editor_parent_class)->close_request (window);
}

static void
encore_principle_editor_dispose (GObject *object)
{
  EncorePrincipleEditor *self = ENCORE_PRINCIPLE_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->principles, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_principle_editor_parent_class)->dispose (object);
}

static void
encore_principle_editor_class_init (EncorePrincipleEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_principle_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = encore_principle_editor_close_request;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_group (EncorePrincipleEditor *self)
{
  GtkWidget *page = adw_preferences_page_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  self->add = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Add a value"), NULL);
  gtk_widget_set_name (self->add, "principle-add");
  encore_field_bind (self->add, on_added, self);
  gtk_list_box_append (self->list, self->add);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  return page;
}

static void
encore_principle_editor_init (EncorePrincipleEditor *self)
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
 * encore_principle_editor_present:
 * @parent: in whose window it is opened
 * @library: where the values are saved
 * @kind: which vocabulary
 *
 * Returns: (transfer none): the dialog, open; every change is saved at once
 */
EncorePrincipleEditor *
encore_principle_editor_present (GtkWidget          *parent,
                                 EncoreLibrary      *library,
                                 EncorePrincipleKind kind)
{
  gboolean value = kind == ENCORE_PRINCIPLE_VALUE;
  EncorePrincipleEditor *self = g_object_new (ENCORE_TYPE_PRINCIPLE_EDITOR, "transient-for",
                                              gtk_widget_get_root (parent), "title",
                                              value ? _ ("Brand Values") : _ ("Pillars"), NULL);

  self->library = g_object_ref (library);
  self->kind = kind;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add), value ? _ ("Add a brand value") : _ ("Add a pillar"));
  adw_preferences_group_set_description (
      self->group, value
                       ? _ ("What the brand stands for. Criteria and moments are linked to it; renaming it renames it "
                            "everywhere.")
                       : _ ("Whom a call has an impact on. Criteria and moments are linked to it; renaming it renames "
                            "it everywhere."));
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  read_again (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
