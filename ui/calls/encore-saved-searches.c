/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-saved-searches.h"

#include <glib/gi18n.h>

#include "encore-text.h"
#include "progress/encore-save.h"

#define HEIGHT 300

/**
 * EncoreSavedSearches:
 *
 * A button with the searches that are kept in the library: take one up again, keep the one that is typed,
 * rename, delete.
 */
struct _EncoreSavedSearches
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  GtkWidget *button;
  GtkListBox *list;
  GtkStack *states;
  GtkEntry *name;
  GtkWidget *save;
  char *query; /* that would be saved */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EncoreSavedSearches, encore_saved_searches, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static EncoreSavedSearch *
get_saved (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "saved");
}

static void
show_can_save (EncoreSavedSearches *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  gboolean can_save = self->query != NULL && !encore_library_is_read_only (self->library);

  gtk_widget_set_sensitive (GTK_WIDGET (self->name), can_save);
  gtk_widget_set_sensitive (self->save, can_save && !encore_text_is_blank (name));
}

/* Rows */

static void
rename_saved (EncoreSavedSearches *self,
              EncoreSavedSearch   *saved,
              const char          *name)
{
  g_autoptr (EncoreSavedSearch) renamed = encore_saved_search_copy (saved);

  g_free (renamed->name);
  renamed->name = g_strstrip (g_strdup (name));
  if (*renamed->name != '\0' && g_strcmp0 (renamed->name, saved->name) != 0)
    encore_save_change (GTK_WIDGET (self), self->library, _ ("Rename saved search"), saved, renamed);
}

static void
on_renamed (GtkEntry            *entry,
            EncoreSavedSearches *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *stack = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_STACK);

  rename_saved (self, get_saved (row), gtk_editable_get_text (GTK_EDITABLE (entry)));
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "show");
  gtk_widget_grab_focus (row);
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EncoreSavedSearches *self = ENCORE_SAVED_SEARCHES (widget);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, g_variant_get_int32 (parameter));
  GtkWidget *stack = row != NULL ? gtk_list_box_row_get_child (row) : NULL;

  if (stack == NULL)
    return;

  gtk_stack_set_visible_child_name (GTK_STACK (stack), "rename");
  gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (stack)));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EncoreSavedSearches *self = ENCORE_SAVED_SEARCHES (widget);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, g_variant_get_int32 (parameter));
  EncoreSavedSearch *saved = row != NULL ? get_saved (GTK_WIDGET (row)) : NULL;

  if (saved == NULL)
    return;

  g_autoptr (EncoreEdit) edit = encore_edit_new_change (_ ("Delete saved search"), saved, NULL);
  g_autofree char *message = g_strdup_printf (_ ("The search “%s” was deleted"), saved->name);

  encore_save (widget, self->library, edit, message, NULL);
}

static GtkWidget *
make_row_button (const char *icon,
                 const char *label,
                 const char *action,
                 int         index)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "caption");
    }
  return label;
}

static GtkWidget *
make_row (EncoreSavedSearches *self,
          EncoreSavedSearch   *saved,
          int                  index)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *label = g_strjoin (", ", saved->name, saved->query, NULL);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), make_label (saved->name, NULL));
  gtk_box_append (GTK_BOX (lines), make_label (saved->query, "dim-label"));
  gtk_box_append (GTK_BOX (box), lines);
  if (!encore_library_is_read_only (self->library))
    {
      gtk_box_append (GTK_BOX (box),
                      make_row_button ("document-edit-symbolic", _ ("Rename"), "saved-searches.rename", index));
      gtk_box_append (GTK_BOX (box),
                      make_row_button ("user-trash-symbolic", _ ("Delete"), "saved-searches.delete", index));
    }

  gtk_editable_set_text (GTK_EDITABLE (entry), saved->name);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the search"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_renamed), self);

  gtk_stack_add_named (GTK_STACK (stack), box, "show");
  gtk_stack_add_named (GTK_STACK (stack), entry, "rename");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), stack);
  g_object_set_data_full (G_OBJECT (row), "saved", g_object_ref (saved), g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

static void
on_row_activated (EncoreSavedSearches *self,
                  GtkListBoxRow       *row)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[CHOSEN], 0, get_saved (GTK_WIDGET (row))->query);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (EncoreSavedSearches) self = user_data;
  g_autoptr (GPtrArray) saved = encore_library_list_finish (ENCORE_LIBRARY (object), result, NULL);
  GtkWidget *row;

  if (saved == NULL || self->library == NULL)
    return;

  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < saved->len; i++)
    gtk_list_box_append (self->list, make_row (self, saved->pdata[i], (int) i));
  gtk_stack_set_visible_child_name (self->states, saved->len > 0 ? "list" : "empty");
  if (focused)
    gtk_widget_grab_focus (saved->len > 0 ? gtk_widget_get_first_child (GTK_WIDGET (self->list))
                                          : GTK_WIDGET (self->name));
}

static void
on_changed (EncoreSavedSearches *self,
            GType                type)
{
  if (type != ENCORE_TYPE_SAVED_SEARCH)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  encore_library_list_async (self->library, ENCORE_LISTING_SAVED_SEARCHES, 0, self->cancellable, listed_cb,
                             g_object_ref (self));
}

/* Saving */

static void
on_save (EncoreSavedSearches *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  g_autoptr (EncoreSavedSearch) saved = encore_saved_search_new ();

  if (self->query == NULL || encore_text_is_blank (name))
    return;

  saved->name = g_strstrip (g_strdup (name));
  saved->query = g_strdup (self->query);
  encore_save_change (GTK_WIDGET (self), self->library, _ ("Save search"), NULL, saved);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  on_save (ENCORE_SAVED_SEARCHES (widget));
}

static void
encore_saved_searches_dispose (GObject *object)
{
  EncoreSavedSearches *self = ENCORE_SAVED_SEARCHES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->query, g_free);

  G_OBJECT_CLASS (encore_saved_searches_parent_class)->dispose (object);
}

static void
encore_saved_searches_class_init (EncoreSavedSearchesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_saved_searches_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "saved-searches.rename", "i", rename_action);
  gtk_widget_class_install_action (widget_class, "saved-searches.delete", "i", delete_action);
  gtk_widget_class_install_action (widget_class, "saved-searches.save", NULL, save_action);
}

static GtkWidget *
make_list (EncoreSavedSearches *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_ ("No search has been saved yet"));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "search-completion");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Saved searches"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));

  gtk_widget_add_css_class (empty, "dim-label");
  gtk_widget_set_margin_top (empty, 12);
  gtk_widget_set_margin_bottom (empty, 12);
  self->states = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->states, FALSE);
  gtk_stack_add_named (self->states, empty, "empty");
  gtk_stack_add_named (self->states, scrolled, "list");
  return GTK_WIDGET (self->states);
}

static GtkWidget *
make_saver (EncoreSavedSearches *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->name, _ ("Name for this search"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name for this search"), -1);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (show_can_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "activate", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save), "saved-searches.save");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (box), self->save);
  return box;
}

static void
encore_saved_searches_init (EncoreSavedSearches *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *popover = gtk_popover_new ();

  gtk_widget_set_size_request (box, 340, -1);
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_saver (self));
  gtk_popover_set_child (GTK_POPOVER (popover), box);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "user-bookmarks-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, _ ("Saved searches"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Saved searches"),
                                  -1);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * encore_saved_searches_set_library:
 * @self: the button
 * @library: where the searches are kept
 */
void
encore_saved_searches_set_library (EncoreSavedSearches *self,
                                   EncoreLibrary       *library)
{
  g_return_if_fail (ENCORE_IS_SAVED_SEARCHES (self));

  g_set_object (&self->library, library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self, ENCORE_TYPE_SAVED_SEARCH);
  show_can_save (self);
}

/**
 * encore_saved_searches_set_query:
 * @self: the button
 * @query: (nullable): what would be saved; %NULL: there is nothing to save
 */
void
encore_saved_searches_set_query (EncoreSavedSearches *self,
                                 const char          *query)
{
  g_return_if_fail (ENCORE_IS_SAVED_SEARCHES (self));

  g_free (self->query);
  self->query = encore_text_is_blank (query) ? NULL : g_strstrip (g_strdup (query));
  show_can_save (self);
}
