/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-search-completion.h"

#include <glib/gi18n.h>
#include <string.h>

/* So many letters of a filter's name must stand there before it is offered. */
#define FEWEST_LETTERS 2

#define HEIGHT 320

/**
 * EncoreSearchCompletion:
 *
 * Offers, under an entry, the filters of a search and their values in the library. The entry keeps the
 * focus: up and down choose, Tab takes the first or the chosen one, Enter the chosen one, Escape closes.
 */
struct _EncoreSearchCompletion
{
  GObject parent_instance;

  GtkWidget *entry; /* it owns us */
  EncoreLibrary *library;
  GtkWidget *popover;
  GtkListBox *list;
  GCancellable *cancellable;
  gboolean wanted;  /* asked for, whatever is typed */
  gboolean filling; /* the text changes because we change it */
  guint ask_id;     /* idle in which it is looked at what was typed */
};

G_DEFINE_FINAL_TYPE (EncoreSearchCompletion, encore_search_completion, G_TYPE_OBJECT)

static gsize
get_cursor (EncoreSearchCompletion *self,
            const char             *text)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  return (gsize) (g_utf8_offset_to_pointer (text, MIN (position, g_utf8_strlen (text, -1))) - text);
}

static void
set_expanded (EncoreSearchCompletion *self,
              gboolean                expanded)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
}

/**
 * encore_search_completion_dismiss:
 * @self: what offers
 *
 * Takes the offer away until something else is typed.
 */
void
encore_search_completion_dismiss (EncoreSearchCompletion *self)
{
  g_return_if_fail (ENCORE_IS_SEARCH_COMPLETION (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->ask_id, g_source_remove);
  self->wanted = FALSE;
  if (self->popover == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  set_expanded (self, FALSE);
}

/* Rows */

static GtkWidget *
make_row (EncoreCompletion *completion)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *title = gtk_label_new (completion->title);
  GtkWidget *detail = gtk_label_new (completion->detail);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *label = g_strjoin (", ", completion->title, completion->detail, NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "completion", g_object_ref (completion), g_object_unref);
  return row;
}

static void
remove_rows (EncoreSearchCompletion *self)
{
  GtkWidget *row;

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

/* Where the part begins, so that the offer stands under what it completes. */
static void
point_to (EncoreSearchCompletion *self)
{
  GdkRectangle rectangle = { 24, gtk_widget_get_height (self->entry) - 1, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &rectangle);
}

static void
fill (EncoreSearchCompletion *self,
      EncoreCompletion       *completion)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (EncoreQueryPart) part = encore_query_part_at (text, get_cursor (self, text));
  gsize cursor;
  g_autofree char *filled = encore_query_part_fill (part, text, completion->filter, completion->value, &cursor);
  int position = (int) g_utf8_strlen (filled, (gssize) cursor);

  encore_search_completion_dismiss (self);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), filled);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
  self->filling = FALSE;
  if (completion->value == NULL)
    encore_search_completion_offer (self);
}

static void
on_row_activated (EncoreSearchCompletion *self,
                  GtkListBoxRow          *row)
{
  fill (self, g_object_get_data (G_OBJECT (row), "completion"));
}

static void
select_row (EncoreSearchCompletion *self,
            int                     index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                               graphene_rect_get_y (&bounds),
                               graphene_rect_get_y (&bounds) + graphene_rect_get_height (&bounds));
}

/* Asking */

/* Offering what stands there already would only be in the way. */
static gboolean
is_all_there (EncoreSearchCompletion *self,
              GPtrArray              *found)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (EncoreQueryPart) part = encore_query_part_at (text, get_cursor (self, text));
  EncoreCompletion *only = found->len == 1 ? found->pdata[0] : NULL;

  return only != NULL && only->value != NULL && g_ascii_strcasecmp (only->value, part->typed) == 0;
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (EncoreSearchCompletion) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = encore_library_complete_finish (ENCORE_LIBRARY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->popover == NULL)
    return;

  if (found == NULL || found->len == 0 || is_all_there (self, found) || !gtk_widget_get_mapped (self->entry))
    {
      encore_search_completion_dismiss (self);
      return;
    }

  remove_rows (self);
  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->list, make_row (found->pdata[i]));
  gtk_list_box_unselect_all (self->list);
  point_to (self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  set_expanded (self, TRUE);
}

static gboolean
is_wanted (EncoreSearchCompletion *self,
           const EncoreQueryPart  *part)
{
  return self->wanted || part->filter != ENCORE_FILTER_NONE || strlen (part->typed) >= FEWEST_LETTERS;
}

static void
ask (EncoreSearchCompletion *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (EncoreQueryPart) part = encore_query_part_at (text, get_cursor (self, text));

  if (!is_wanted (self, part))
    {
      encore_search_completion_dismiss (self);
      return;
    }

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  encore_library_complete_async (self->library, part, self->cancellable, found_cb, g_object_ref (self));
}

static gboolean
ask_cb (gpointer user_data)
{
  EncoreSearchCompletion *self = user_data;
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));

  self->ask_id = 0;
  if (text != NULL && gtk_widget_has_focus (GTK_WIDGET (text)))
    ask (self);
  return G_SOURCE_REMOVE;
}

/* Only what is typed is completed, not what is put there; and the cursor moves after the text has changed. */
static void
on_changed (EncoreSearchCompletion *self)
{
  if (!self->filling && self->ask_id == 0 && self->popover != NULL)
    self->ask_id = g_idle_add (ask_cb, self);
}

static void
on_focus_left (EncoreSearchCompletion *self)
{
  encore_search_completion_dismiss (self);
}

/**
 * encore_search_completion_offer:
 * @self: what offers
 *
 * Offers whatever fits where the cursor stands, also when nothing is typed yet.
 */
void
encore_search_completion_offer (EncoreSearchCompletion *self)
{
  g_return_if_fail (ENCORE_IS_SEARCH_COMPLETION (self));

  self->wanted = TRUE;
  ask (self);
}

/**
 * encore_search_completion_key:
 * @self: what offers
 * @keyval: the key that was pressed in the entry
 * @state: with which others
 *
 * Returns: whether it was for us
 */
gboolean
encore_search_completion_key (EncoreSearchCompletion *self,
                              guint                   keyval,
                              GdkModifierType         state)
{
  g_return_val_if_fail (ENCORE_IS_SEARCH_COMPLETION (self), FALSE);

  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) : -1;

  if (keyval == GDK_KEY_space && (state & GDK_CONTROL_MASK) != 0)
    {
      encore_search_completion_offer (self);
      return TRUE;
    }
  if (!gtk_widget_get_visible (self->popover))
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_Down:
      select_row (self, index + 1);
      return TRUE;
    case GDK_KEY_Up:
      select_row (self, MAX (index - 1, 0));
      return TRUE;
    case GDK_KEY_Tab:
      on_row_activated (self, selected != NULL ? selected : gtk_list_box_get_row_at_index (self->list, 0));
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (selected == NULL)
        {
          encore_search_completion_dismiss (self);
          return FALSE;
        }
      on_row_activated (self, selected);
      return TRUE;
    case GDK_KEY_Escape:
      encore_search_completion_dismiss (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
encore_search_completion_dispose (GObject *object)
{
  EncoreSearchCompletion *self = ENCORE_SEARCH_COMPLETION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (encore_search_completion_parent_class)->dispose (object);
}

static void
encore_search_completion_class_init (EncoreSearchCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_search_completion_dispose;
}

static void
encore_search_completion_init (EncoreSearchCompletion *self)
{
}

static void
make_popover (EncoreSearchCompletion *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "search-completion");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Completions"), -1);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), scrolled);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_size_request (self->popover, 360, -1);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_set_parent (self->popover, self->entry);
}

/**
 * encore_search_completion_new:
 * @entry: a search entry, which must outlive it
 * @library: whose agents, scenarios... are offered
 *
 * Returns: (transfer full): what offers; dispose of it before the entry
 */
EncoreSearchCompletion *
encore_search_completion_new (GtkWidget     *entry,
                              EncoreLibrary *library)
{
  EncoreSearchCompletion *self = g_object_new (ENCORE_TYPE_SEARCH_COMPLETION, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  self->library = g_object_ref (library);
  make_popover (self);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_focus_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_CONTROLS, self->list, NULL, -1);

  return self;
}
