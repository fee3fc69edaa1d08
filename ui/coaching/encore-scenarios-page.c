/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scenarios-page.h"

#include <glib/gi18n.h>

#include "encore-scenario-view.h"
#include "progress/encore-figures.h"
#include "progress/encore-save.h"

struct _EncoreScenariosPage
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  GCancellable *cancellable;
  GListStore *items; /* of EncoreScenario, by name */
  GtkFilter *filter;
  GtkSingleSelection *selection;
  gint64 shown_id;  /* 0: none */
  gint64 wanted_id; /* to be shown once it is there */
  gboolean is_new;  /* the wanted one was just made: its name is edited */

  GtkSearchEntry *search;
  GtkStack *list_stack;
  GtkListView *list;
  GtkStack *stack;
  GtkAdjustment *scroll;
  EncoreScenarioView *view;
};

G_DEFINE_FINAL_TYPE (EncoreScenariosPage, encore_scenarios_page, ADW_TYPE_BIN)

/* The list */

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *calls = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (box, "scenario-item");
  gtk_widget_add_css_class (calls, "dim-label");
  gtk_widget_add_css_class (calls, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), calls);
  gtk_list_item_set_child (list_item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  EncoreScenario *scenario = gtk_list_item_get_item (list_item);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *calls = gtk_widget_get_next_sibling (name);
  g_autofree char *text = encore_figures_calls (scenario->n_calls);

  gtk_label_set_label (GTK_LABEL (name), scenario->name != NULL ? scenario->name : "");
  gtk_label_set_label (GTK_LABEL (calls), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (list_item), scenario->name);
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  EncoreScenariosPage *self = user_data;
  EncoreScenario *scenario = item;
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autoptr (GString) text = g_string_new (scenario->name);
  g_autofree char *folded = NULL;

  for (int i = 0; i < ENCORE_N_FACET_KINDS; i++)
    if (scenario->facet_names[i] != NULL)
      g_string_append_printf (text, "\n%s", scenario->facet_names[i]);

  folded = g_utf8_casefold (text->str, -1);
  return strstr (folded, needle) != NULL;
}

static void
update_list_stack (EncoreScenariosPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';

  gtk_stack_set_visible_child_name (self->list_stack, any || !searching ? "list" : "no-match");
}

static void
on_search_changed (EncoreScenariosPage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_list_stack (self);
}

/* What is shown */

static void
show_scenario (EncoreScenariosPage *self,
               EncoreScenario      *scenario)
{
  gboolean same = self->shown_id == scenario->id;

  self->shown_id = scenario->id;
  self->wanted_id = 0;
  encore_scenario_view_set (self->view, scenario);
  gtk_stack_set_visible_child_name (self->stack, "scenario");
  if (!same)
    gtk_adjustment_set_value (self->scroll, 0);
}

static void
on_selected (EncoreScenariosPage *self)
{
  EncoreScenario *scenario = gtk_single_selection_get_selected_item (self->selection);

  if (scenario != NULL)
    show_scenario (self, scenario);
}

static gboolean
select_scenario (EncoreScenariosPage *self,
                 gint64               id)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (EncoreScenario) scenario = g_list_model_get_item (model, i);

      if (scenario->id != id)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
      return TRUE;
    }

  return FALSE;
}

static void
show_nothing (EncoreScenariosPage *self)
{
  gboolean none = g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0;

  /* Undo may bring it back. */
  if (self->shown_id > 0)
    self->wanted_id = self->shown_id;
  self->shown_id = 0;
  gtk_stack_set_visible_child_name (self->stack, none ? "empty" : "none");
}

static gboolean
reach_wanted (EncoreScenariosPage *self)
{
  if (self->wanted_id == 0 || !select_scenario (self, self->wanted_id))
    return FALSE;

  self->wanted_id = 0;
  if (self->is_new)
    encore_scenario_view_edit_name (self->view);
  self->is_new = FALSE;
  return TRUE;
}

static gboolean
is_filtered_out (EncoreScenariosPage *self)
{
  GListModel *model = G_LIST_MODEL (self->items);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (EncoreScenario) scenario = g_list_model_get_item (model, i);

      if (scenario->id == self->shown_id)
        return TRUE;
    }

  return FALSE;
}

/* The same one stays selected when the list is read again. */
static void
replace_items (EncoreScenariosPage *self,
               GPtrArray           *scenarios)
{
  g_signal_handlers_block_by_func (self->selection, on_selected, self);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), scenarios->pdata,
                       scenarios->len);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_handlers_unblock_by_func (self->selection, on_selected, self);
  update_list_stack (self);

  if (reach_wanted (self))
    return;
  if (self->shown_id == 0 || (!select_scenario (self, self->shown_id) && !is_filtered_out (self)))
    show_nothing (self);
}

/* Reading */

static gboolean
is_over (EncoreScenariosPage *self,
         const GError        *error)
{
  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  if (error != NULL)
    encore_save_toast (GTK_WIDGET (self), error->message);
  return error != NULL;
}

static void
on_scenarios_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (EncoreScenariosPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (!is_over (self, error))
    replace_items (self, scenarios);
}

static void
on_facets_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EncoreScenariosPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facets = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (!is_over (self, error))
    encore_scenario_view_set_facets (self->view, facets);
}

static void
read_again (EncoreScenariosPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  encore_library_list_async (self->library, ENCORE_LISTING_FACETS, 0, self->cancellable, on_facets_read,
                             g_object_ref (self));
  encore_library_list_async (self->library, ENCORE_LISTING_SCENARIOS, 0, self->cancellable, on_scenarios_read,
                             g_object_ref (self));
}

static void
on_changed (EncoreScenariosPage *self,
            GType                type)
{
  if (type == ENCORE_TYPE_SCENARIO || type == ENCORE_TYPE_FACET || type == ENCORE_TYPE_CALL)
    read_again (self);
}

/* A new scenario */

static gboolean
has_name (EncoreScenariosPage *self,
          const char          *name)
{
  GListModel *model = G_LIST_MODEL (self->items);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (EncoreScenario) scenario = g_list_model_get_item (model, i);

      if (g_strcmp0 (scenario->name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

static char *
free_name (EncoreScenariosPage *self)
{
  g_autofree char *name = g_strdup (_ ("New scenario"));

  for (int i = 2; has_name (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf (_ ("New scenario %d"), i);
    }

  return g_steal_pointer (&name);
}

static void
on_made (GtkWidget    *widget,
         EncoreEdit   *edit,
         const GError *error)
{
  EncoreScenariosPage *self = ENCORE_SCENARIOS_PAGE (widget);

  if (self->library == NULL)
    return;

  if (error != NULL)
    {
      g_autofree char *reason = encore_save_reason (error);

      encore_save_toast (widget, reason);
      return;
    }

  self->is_new = TRUE;
  encore_scenarios_page_show (self, ENCORE_SCENARIO (encore_edit_get (edit, 0)->after)->id);
}

static void
new_scenario (GtkWidget  *widget,
              const char *action,
              GVariant   *target)
{
  EncoreScenariosPage *self = ENCORE_SCENARIOS_PAGE (widget);
  g_autoptr (EncoreScenario) scenario = encore_scenario_new ();
  g_autoptr (EncoreEdit) edit = NULL;

  scenario->name = free_name (self);
  edit = encore_edit_new_change (_ ("Add scenario"), NULL, scenario);
  encore_save (widget, self->library, edit, NULL, on_made);
}

static void
undo (GtkWidget  *widget,
      const char *action,
      GVariant   *target)
{
  encore_save_undo (widget, ENCORE_SCENARIOS_PAGE (widget)->library);
}

static void
redo (GtkWidget  *widget,
      const char *action,
      GVariant   *target)
{
  encore_save_redo (widget, ENCORE_SCENARIOS_PAGE (widget)->library);
}

/* Set-up */

static void
encore_scenarios_page_dispose (GObject *object)
{
  EncoreScenariosPage *self = ENCORE_SCENARIOS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (encore_scenarios_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, EncoreScenariosPage, name)

static void
encore_scenarios_page_class_init (EncoreScenariosPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_scenarios_page_dispose;

  g_type_ensure (ENCORE_TYPE_SCENARIO_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/coaching/scenarios-page.ui");
  BIND (search);
  BIND (list_stack);
  BIND (list);
  BIND (stack);
  BIND (scroll);
  BIND (view);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_install_action (widget_class, "scenarios.new", NULL, new_scenario);
  gtk_widget_class_install_action (widget_class, "scenarios.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "scenarios.redo", NULL, redo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "scenarios.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "scenarios.redo",
                                       NULL);
}

static void
make_model (EncoreScenariosPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;

  self->items = g_list_store_new (ENCORE_TYPE_SCENARIO);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static void
encore_scenarios_page_init (EncoreScenariosPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_model (self);
}

/**
 * encore_scenarios_page_new:
 * @library: whose scenarios are shown
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
encore_scenarios_page_new (EncoreLibrary *library)
{
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);

  EncoreScenariosPage *self = g_object_new (ENCORE_TYPE_SCENARIOS_PAGE, NULL);

  self->library = g_object_ref (library);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scenarios.new", !encore_library_is_read_only (library));
  encore_scenario_view_set_library (self->view, library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "calls-imported", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  read_again (self);
  return GTK_WIDGET (self);
}

/**
 * encore_scenarios_page_show:
 * @self: the page
 * @scenario_id: which one
 *
 * Selects a scenario, now or as soon as the list has been read.
 */
void
encore_scenarios_page_show (EncoreScenariosPage *self,
                            gint64               scenario_id)
{
  g_return_if_fail (ENCORE_IS_SCENARIOS_PAGE (self));

  self->wanted_id = scenario_id;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  on_search_changed (self);
  reach_wanted (self);
}
