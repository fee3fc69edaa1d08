/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-calls-page.h"

#include <glib/gi18n.h>

#include "encore-call-row.h"
#include "encore-calls-header.h"
#include "encore-filter-choice.h"
#include "encore-text.h"

/**
 * EncoreCallsPage:
 *
 * The table of the library's calls, with search, filters and orders.
 */
struct _EncoreCallsPage
{
  AdwBin parent_instance;

  /* Template */
  GtkBox *filters;
  GtkSearchEntry *search;
  GtkToggleButton *unmarked;
  GtkLabel *count;
  GtkStack *states;
  GtkBox *table;
  GtkListView *list;
  GtkBox *demo_box;

  EncoreLibrary *library;
  EncoreFilterChoice *agent;
  EncoreFilterChoice *scenario;
  EncoreCallsHeader *header;
  GListModel *model;   /* what is shown */
  GListModel *pending; /* what will be, once it has been read */
};

G_DEFINE_FINAL_TYPE (EncoreCallsPage, encore_calls_page, ADW_TYPE_BIN)

static gboolean
is_filtered (EncoreCallsPage *self)
{
  return !encore_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->search)))
         || encore_filter_choice_get_id (self->agent) != 0 || encore_filter_choice_get_id (self->scenario) != 0
         || gtk_toggle_button_get_active (self->unmarked);
}

static void
show_count (EncoreCallsPage *self,
            guint            n_calls)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%'u call", "%'u calls", n_calls), n_calls);

  gtk_label_set_label (self->count, text);
}

static void
show_state (EncoreCallsPage *self)
{
  guint n_calls = g_list_model_get_n_items (self->model);
  gboolean empty = n_calls == 0 && !is_filtered (self);

  show_count (self, n_calls);
  gtk_widget_set_visible (GTK_WIDGET (self->filters), !empty);
  gtk_stack_set_visible_child_name (self->states, n_calls > 0 ? "table" : empty ? "empty" : "no-result");
}

static gboolean
is_loading (GListModel *model)
{
  gboolean loading;

  g_object_get (model, "loading", &loading, NULL);
  return loading;
}

static void
on_items_changed (EncoreCallsPage *self,
                  guint            position,
                  guint            removed,
                  guint            added,
                  GListModel      *model)
{
  if (model == self->model && removed != added && !is_loading (model))
    show_state (self);
}

static void
adopt_pending (EncoreCallsPage *self)
{
  GtkSingleSelection *selection = gtk_single_selection_new (g_object_ref (self->pending));

  g_set_object (&self->model, self->pending);
  g_clear_object (&self->pending);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  show_state (self);
}

/* The old answer stays until the new one is there: nothing flickers while one types. */
static void
on_loading (EncoreCallsPage *self,
            GParamSpec      *pspec,
            GListModel      *model)
{
  if (is_loading (model))
    return;

  if (model == self->pending)
    adopt_pending (self);
  else if (model == self->model)
    show_state (self);
}

static void
ask (EncoreCallsPage *self)
{
  EncoreCallFilter filter = {
    .order = encore_calls_header_get_order (self->header),
    .agent_id = encore_filter_choice_get_id (self->agent),
    .scenario_id = encore_filter_choice_get_id (self->scenario),
    .unmarked_only = gtk_toggle_button_get_active (self->unmarked),
    .text = gtk_editable_get_text (GTK_EDITABLE (self->search)),
  };

  if (self->pending != NULL)
    g_signal_handlers_disconnect_by_data (self->pending, self);
  g_clear_object (&self->pending);
  self->pending = encore_library_calls_model (self->library, &filter);
  g_signal_connect_object (self->pending, "notify::loading", G_CALLBACK (on_loading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pending, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  if (!is_loading (self->pending))
    adopt_pending (self);
}

/* Rows */

static void
on_setup (EncoreCallsPage    *self,
          GtkListItem        *item,
          GtkListItemFactory *factory)
{
  gtk_list_item_set_child (item, encore_call_row_new ());
}

static void
on_bind (EncoreCallsPage    *self,
         GtkListItem        *item,
         GtkListItemFactory *factory)
{
  encore_call_row_set_call (ENCORE_CALL_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
on_unbind (EncoreCallsPage    *self,
           GtkListItem        *item,
           GtkListItemFactory *factory)
{
  encore_call_row_set_call (ENCORE_CALL_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_activate (EncoreCallsPage *self,
             guint            position,
             GtkListView     *list)
{
  g_autoptr (EncoreCall) call = g_list_model_get_item (self->model, position);

  if (call != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-call", "x", call->id);
}

/* Enter in the search opens the first call; down goes into the table. */
static void
on_search_activate (EncoreCallsPage *self)
{
  if (self->model != NULL && g_list_model_get_n_items (self->model) > 0)
    on_activate (self, 0, self->list);
}

static gboolean
on_search_key (EncoreCallsPage       *self,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               GtkEventControllerKey *controller)
{
  if (keyval == GDK_KEY_Down)
    return gtk_widget_grab_focus (GTK_WIDGET (self->list));

  return FALSE;
}

static void
on_stop_search (EncoreCallsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ENCORE_CALLS_PAGE (widget)->search));
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EncoreCallsPage *self = ENCORE_CALLS_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  encore_filter_choice_set_id (self->agent, 0);
  encore_filter_choice_set_id (self->scenario, 0);
  gtk_toggle_button_set_active (self->unmarked, FALSE);
}

static void
encore_calls_page_dispose (GObject *object)
{
  EncoreCallsPage *self = ENCORE_CALLS_PAGE (object);

  g_clear_object (&self->pending);
  g_clear_object (&self->model);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (encore_calls_page_parent_class)->dispose (object);
}

static void
encore_calls_page_class_init (EncoreCallsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_calls_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/calls/encore-calls-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EncoreCallsPage, filters);
  gtk_widget_class_bind_template_child (widget_class, EncoreCallsPage, search);
  gtk_widget_class_bind_template_child (widget_class, EncoreCallsPage, unmarked);
  gtk_widget_class_bind_template_child (widget_class, EncoreCallsPage, count);
  gtk_widget_class_bind_template_child (widget_class, EncoreCallsPage, states);
  gtk_widget_class_bind_template_child (widget_class, EncoreCallsPage, table);
  gtk_widget_class_bind_template_child (widget_class, EncoreCallsPage, list);
  gtk_widget_class_bind_template_child (widget_class, EncoreCallsPage, demo_box);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_key);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "calls.clear-filters", NULL, clear_action);
}

static void
encore_calls_page_init (EncoreCallsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->header = ENCORE_CALLS_HEADER (encore_calls_header_new ());
  gtk_box_prepend (self->table, GTK_WIDGET (self->header));
  g_signal_connect_object (self->header, "order-changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
}

static EncoreFilterChoice *
add_choice (EncoreCallsPage *self,
            EncoreListing    listing,
            const char      *any,
            const char      *name,
            GtkWidget       *after)
{
  GtkWidget *choice = encore_filter_choice_new (self->library, listing, any);

  gtk_box_insert_child_after (self->filters, choice, after);
  gtk_widget_set_tooltip_text (choice, name);
  g_signal_connect_object (choice, "notify::id", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);

  return ENCORE_FILTER_CHOICE (choice);
}

/**
 * encore_calls_page_new:
 * @library: whose calls are shown
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
encore_calls_page_new (EncoreLibrary *library)
{
  EncoreCallsPage *self = g_object_new (ENCORE_TYPE_CALLS_PAGE, NULL);

  self->library = g_object_ref (library);
  self->agent = add_choice (self, ENCORE_LISTING_PEOPLE, _ ("All agents"), _ ("Calls of one agent"),
                            GTK_WIDGET (self->search));
  self->scenario = add_choice (self, ENCORE_LISTING_SCENARIOS, _ ("All scenarios"), _ ("Calls of one scenario"),
                               GTK_WIDGET (self->agent));
  ask (self);

  return GTK_WIDGET (self);
}
