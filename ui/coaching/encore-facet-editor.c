/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-facet-editor.h"

#include <glib/gi18n.h>

#include "encore-error.h"
#include "encore-text.h"
#include "progress/encore-field.h"
#include "progress/encore-save.h"

struct _EncoreFacetEditor
{
  AdwWindow parent_instance;

  EncoreLibrary *library;
  EncoreFacetKind kind;
  GCancellable *cancellable;
  GPtrArray *facets; /* of EncoreFacet of this kind, in order */
  gint64 focus_id;   /* whose row gets the focus once it is there; 0: none */

  AdwToastOverlay *toasts;
  AdwPreferencesGroup *group;
  GtkListBox *list;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (EncoreFacetEditor, encore_facet_editor, ADW_TYPE_WINDOW)

static void
say (EncoreFacetEditor *self,
     const char        *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
on_undo (EncoreFacetEditor *self)
{
  encore_save_undo (GTK_WIDGET (self), self->library);
}

static void
say_deleted (EncoreFacetEditor *self,
             EncoreFacet       *facet)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” deleted"), facet->name);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say_why_not (EncoreFacetEditor  *self,
             const EncoreChange *change,
             const GError       *error)
{
  g_autofree char *text = NULL;

  if (change->after == NULL && g_error_matches (error, ENCORE_ERROR, ENCORE_ERROR_IN_USE))
    /* Translators: the name of a value, then by how many scenarios it is used */
    text = g_strdup_printf (_ ("“%s” stays for now: %s"), ENCORE_FACET (change->before)->name, error->message);
  else
    text = encore_save_reason (error);
  say (self, text);
}

static EncoreFacet *
get_facet (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "facet");
}

/* What could not be added stands in its field again. */
static void
restore_added (EncoreFacetEditor *self,
               EncoreFacet       *facet)
{
  if (encore_field_dirty (self->add))
    return;

  encore_field_reset (self->add, facet->name);
  encore_field_base (self->add, "");
}

/* What could not be saved stays in its row and counts as not saved. */
static void
keep_typed (EncoreFacetEditor *self,
            EncoreFacet       *facet)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (GTK_WIDGET (row) != self->add && get_facet (GTK_WIDGET (row))->id == facet->id)
      encore_field_base (GTK_WIDGET (row), facet->name);
}

static void
on_saved (GtkWidget    *widget,
          EncoreEdit   *edit,
          const GError *error)
{
  EncoreFacetEditor *self = ENCORE_FACET_EDITOR (widget);
  const EncoreChange *change = encore_edit_get (edit, 0);

  if (self->library == NULL)
    return;

  if (error == NULL)
    {
      if (change->after == NULL)
        say_deleted (self, ENCORE_FACET (change->before));
      return;
    }

  say_why_not (self, change, error);
  if (change->before == NULL)
    restore_added (self, ENCORE_FACET (change->after));
  else
    keep_typed (self, ENCORE_FACET (change->before));
}

static void
commit (EncoreFacetEditor *self,
        EncoreEdit        *edit)
{
  if (encore_edit_get_length (edit) > 0)
    encore_save (GTK_WIDGET (self), self->library, edit, NULL, on_saved);
}

static void
on_renamed (gpointer    owner,
            GtkWidget  *field,
            const char *text)
{
  EncoreFacetEditor *self = owner;
  EncoreFacet *before = get_facet (field);
  g_autoptr (EncoreFacet) after = encore_facet_copy (before);
  g_autoptr (EncoreEdit) edit = NULL;

  if (encore_text_is_blank (text))
    {
      encore_field_reset (field, before->name);
      return;
    }

  g_free (after->name);
  after->name = g_strdup (text);
  edit = encore_edit_new_change (_ ("Rename value"), before, after);
  commit (self, edit);
}

static void
on_added (gpointer    owner,
          GtkWidget  *field,
          const char *text)
{
  EncoreFacetEditor *self = owner;
  g_autoptr (EncoreFacet) facet = encore_facet_new ();
  g_autoptr (EncoreEdit) edit = NULL;

  if (encore_text_is_blank (text))
    return;

  facet->kind = self->kind;
  facet->name = g_strdup (text);
  for (guint i = 0; self->facets != NULL && i < self->facets->len; i++)
    facet->position = MAX (facet->position, ENCORE_FACET (g_ptr_array_index (self->facets, i))->position + 1);

  edit = encore_edit_new_change (_ ("Add value"), NULL, facet);
  encore_field_reset (field, "");
  commit (self, edit);
}

static EncoreFacet *
facet_of (GtkWidget *button)
{
  return get_facet (g_object_get_data (G_OBJECT (button), "row"));
}

static void
on_delete (GtkWidget         *button,
           EncoreFacetEditor *self)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (_ ("Delete value"), facet_of (button), NULL);

  commit (self, edit);
}

/* Every value whose place in the order is another one is saved, all in one edit. */
static void
renumber (EncoreFacetEditor *self,
          GPtrArray         *order)
{
  g_autoptr (EncoreEdit) edit = encore_edit_new (_ ("Order values"));

  for (guint i = 0; i < order->len; i++)
    {
      EncoreFacet *before = g_ptr_array_index (order, i);
      g_autoptr (EncoreFacet) after = NULL;

      if (before->position == (int) i)
        continue;
      after = encore_facet_copy (before);
      after->position = (int) i;
      encore_edit_add (edit, before, after);
    }

  commit (self, edit);
}

static void
move (EncoreFacetEditor *self,
      EncoreFacet       *facet,
      int                step)
{
  g_autoptr (GPtrArray) order = g_ptr_array_copy (self->facets, NULL, NULL);
  guint at;

  g_ptr_array_set_free_func (order, NULL);
  if (!g_ptr_array_find (order, facet, &at) || (at == 0 && step < 0) || (at + 1 == order->len && step > 0))
    return;

  order->pdata[at] = order->pdata[at + step];
  order->pdata[at + step] = facet;
  self->focus_id = facet->id;
  renumber (self, order);
}

static void
on_up (GtkWidget         *button,
       EncoreFacetEditor *self)
{
  move (self, facet_of (button), -1);
}

static void
on_down (GtkWidget         *button,
         EncoreFacetEditor *self)
{
  move (self, facet_of (button), 1);
}

static void
add_button (EncoreFacetEditor *self,
            GtkWidget         *row,
            const char        *icon,
            const char        *tooltip,
            GCallback          callback,
            gboolean           sensitive)
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
make_row (EncoreFacetEditor *self,
          guint              index)
{
  EncoreFacet *facet = g_ptr_array_index (self->facets, index);
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Name"), NULL);

  gtk_widget_set_name (row, "facet-value");
  gtk_editable_set_text (GTK_EDITABLE (row), facet->name != NULL ? facet->name : "");
  g_object_set_data_full (G_OBJECT (row), "facet", g_object_ref (facet), g_object_unref);
  encore_field_bind (row, on_renamed, self);
  add_button (self, row, "go-up-symbolic", _ ("Move Up"), G_CALLBACK (on_up), index > 0);
  add_button (self, row, "go-down-symbolic", _ ("Move Down"), G_CALLBACK (on_down), index + 1 < self->facets->len);
  add_button (self, row, "user-trash-symbolic", _ ("Delete"), G_CALLBACK (on_delete), TRUE);
  return row;
}

static void
flush_rows (EncoreFacetEditor *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_facet (GTK_WIDGET (row)) != NULL)
      encore_field_flush (GTK_WIDGET (row));
}

/* As long as the order stays, rows stay too, with the focus and with what is being typed. */
static gboolean
update_rows (EncoreFacetEditor *self)
{
  guint n = self->facets->len;

  if (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) n)) != self->add)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (get_facet (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)))->id
        != ENCORE_FACET (g_ptr_array_index (self->facets, i))->id)
      return FALSE;

  for (guint i = 0; i < n; i++)
    {
      EncoreFacet *facet = g_ptr_array_index (self->facets, i);
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i));

      g_object_set_data_full (G_OBJECT (row), "facet", g_object_ref (facet), g_object_unref);
      encore_field_set (row, facet->name);
    }

  return TRUE;
}

static void
show_facets (EncoreFacetEditor *self)
{
  GtkListBoxRow *row;

  if (update_rows (self))
    return;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL && GTK_WIDGET (row) != self->add)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (guint i = 0; i < self->facets->len; i++)
    {
      GtkWidget *made = make_row (self, i);

      gtk_list_box_insert (self->list, made, (int) i);
      if (get_facet (made)->id == self->focus_id)
        gtk_widget_grab_focus (made);
    }
  self->focus_id = 0;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EncoreFacetEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facets = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      say (self, error->message);
      return;
    }

  g_clear_pointer (&self->facets, g_ptr_array_unref);
  self->facets = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < facets->len; i++)
    if (ENCORE_FACET (g_ptr_array_index (facets, i))->kind == self->kind)
      g_ptr_array_add (self->facets, g_object_ref (g_ptr_array_index (facets, i)));
  show_facets (self);
}

static void
read_again (EncoreFacetEditor *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  encore_library_list_async (self->library, ENCORE_LISTING_FACETS, 0, self->cancellable, on_read, g_object_ref (self));
}

static void
on_changed (EncoreFacetEditor *self,
            GType              type)
{
  if (type == ENCORE_TYPE_FACET)
    read_again (self);
}

static gboolean
encore_facet_editor_close_request (GtkWindow *window)
{
  EncoreFacetEditor *self = ENCORE_FACET_EDITOR (window);

  encore_field_flush (self->add);
  flush_rows (self);
  return GTK_WINDOW_CLASS (encore_facet_editor_parent_class)->close_request (window);
}

static void
encore_facet_editor_dispose (GObject *object)
{
  EncoreFacetEditor *self = ENCORE_FACET_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->facets, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_facet_editor_parent_class)->dispose (object);
}

static void
encore_facet_editor_class_init (EncoreFacetEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_facet_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = encore_facet_editor_close_request;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_group (EncoreFacetEditor *self)
{
  GtkWidget *page = adw_preferences_page_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  self->add = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Add a value"), NULL);
  gtk_widget_set_name (self->add, "facet-add");
  encore_field_bind (self->add, on_added, self);
  gtk_list_box_append (self->list, self->add);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  return page;
}

static void
encore_facet_editor_init (EncoreFacetEditor *self)
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
 * encore_facet_editor_present:
 * @parent: in whose window it is opened
 * @library: where the values are saved
 * @kind: which vocabulary
 *
 * Returns: (transfer none): the dialog, open; every change is saved at once
 */
EncoreFacetEditor *
encore_facet_editor_present (GtkWidget      *parent,
                             EncoreLibrary  *library,
                             EncoreFacetKind kind)
{
  EncoreFacetEditor *self = g_object_new (ENCORE_TYPE_FACET_EDITOR, "transient-for", gtk_widget_get_root (parent),
                                          "title", encore_facet_kind_to_label (kind), NULL);

  self->library = g_object_ref (library);
  self->kind = kind;
  adw_preferences_group_set_description (
      self->group, _ ("Scenarios are told apart by these values. Renaming one renames it everywhere."));
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  read_again (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
