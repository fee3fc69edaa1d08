/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scenario-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

#define LABEL_CHARS 26

struct _EncoreScenarioChooser
{
  GtkWidget parent_instance;

  EncoreReview *review;
  GCancellable *loading;
  GPtrArray *facets[ENCORE_N_FACET_KINDS]; /* of EncoreFacet, in the order of the drop-downs after "any" */
  GListStore *scenarios;
  GtkFilter *filter;
  char *needle; /* folded search text */

  GtkWidget *facet_drop_downs[ENCORE_N_FACET_KINDS];
  GtkWidget *search;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (EncoreScenarioChooser, encore_scenario_chooser, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Filtering */

static gint64
chosen_facet_id (EncoreScenarioChooser *self,
                 int                    kind)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->facet_drop_downs[kind]));

  if (self->facets[kind] == NULL || selected == 0 || selected > self->facets[kind]->len)
    return 0;

  return ((EncoreFacet *) g_ptr_array_index (self->facets[kind], selected - 1))->id;
}

static gboolean
matches_text (EncoreScenarioChooser *self,
              const char            *text)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, self->needle) != NULL;
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  EncoreScenarioChooser *self = user_data;
  EncoreScenario *scenario = item;

  for (int kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    {
      gint64 facet_id = chosen_facet_id (self, kind);

      if (facet_id != 0 && scenario->facets[kind] != facet_id)
        return FALSE;
    }

  return self->needle == NULL || matches_text (self, scenario->name) || matches_text (self, scenario->description);
}

static void
on_filter_changed (EncoreScenarioChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_clear_pointer (&self->needle, g_free);
  if (*text != '\0')
    self->needle = g_utf8_casefold (text, -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* Choosing */

static void
choose (EncoreScenarioChooser *self,
        EncoreScenario        *scenario)
{
  encore_review_set_scenario (self->review, scenario);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
on_row_activated (EncoreScenarioChooser *self,
                  GtkListBoxRow         *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), "encore-scenario"));
}

static void
choose_none (EncoreScenarioChooser *self)
{
  choose (self, NULL);
}

/* Enter in the search takes the first hit. */
static void
choose_first (EncoreScenarioChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if (row != NULL)
    on_row_activated (self, row);
}

static char *
facet_line (EncoreScenario *scenario)
{
  GString *line = g_string_new (NULL);

  for (int kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    if (scenario->facet_names[kind] != NULL)
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", scenario->facet_names[kind]);

  return g_string_free (line, FALSE);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  EncoreScenario *scenario = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (scenario->name);
  g_autofree char *facets = facet_line (scenario);
  GtkWidget *line = gtk_label_new (facets);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (line, "caption");
  gtk_widget_add_css_class (line, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_add_css_class (box, "scenario-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, scenario->name, -1);
  g_object_set_data_full (G_OBJECT (row), "encore-scenario", g_object_ref (scenario), g_object_unref);
  return row;
}

/* Loading */

static void
take_facets (EncoreScenarioChooser *self,
             int                    kind,
             GPtrArray             *all)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  /* Translators: the first choice of a filter, such as "Any touchpoint". */
  g_autofree char *any = g_strdup_printf (_ ("Any %s"), encore_facet_kind_to_label ((EncoreFacetKind) kind));

  g_clear_pointer (&self->facets[kind], g_ptr_array_unref);
  self->facets[kind] = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_string_list_append (names, any);
  for (guint i = 0; i < all->len; i++)
    {
      EncoreFacet *facet = g_ptr_array_index (all, i);

      if ((int) facet->kind != kind)
        continue;
      g_ptr_array_add (self->facets[kind], g_object_ref (facet));
      gtk_string_list_append (names, facet->name);
    }

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->facet_drop_downs[kind]), G_LIST_MODEL (names));
}

static void
on_facets (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facets = encore_library_list_finish (ENCORE_LIBRARY (object), result, &error);

  for (int kind = 0; facets != NULL && kind < ENCORE_N_FACET_KINDS; kind++)
    take_facets (user_data, kind, facets);
}

static void
on_scenarios (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = encore_library_list_finish (ENCORE_LIBRARY (object), result, &error);

  if (scenarios == NULL)
    return;

  EncoreScenarioChooser *self = user_data;

  g_list_store_splice (self->scenarios, 0, g_list_model_get_n_items (G_LIST_MODEL (self->scenarios)), scenarios->pdata,
                       scenarios->len);
}

static void
encore_scenario_chooser_map (GtkWidget *widget)
{
  EncoreScenarioChooser *self = ENCORE_SCENARIO_CHOOSER (widget);
  EncoreLibrary *library = encore_review_get_library (self->review);

  GTK_WIDGET_CLASS (encore_scenario_chooser_parent_class)->map (widget);
  encore_library_list_async (library, ENCORE_LISTING_FACETS, 0, self->loading, on_facets, self);
  encore_library_list_async (library, ENCORE_LISTING_SCENARIOS, 0, self->loading, on_scenarios, self);
  gtk_widget_grab_focus (self->search);
}

/* Parts */

static GtkWidget *
make_facets (EncoreScenarioChooser *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    {
      GtkWidget *drop_down = self->facet_drop_downs[kind] = gtk_drop_down_new (NULL, NULL);

      gtk_widget_set_hexpand (drop_down, TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      encore_facet_kind_to_label ((EncoreFacetKind) kind), -1);
      g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (on_filter_changed), self);
      gtk_grid_attach (GTK_GRID (grid), drop_down, kind % 2, kind / 2, 1, 1);
    }

  return grid;
}

static GtkWidget *
make_list (EncoreScenarioChooser *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *nothing = gtk_label_new (_ ("No scenario like that"));
  GtkFilterListModel *filtered;

  self->list = gtk_list_box_new ();
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->scenarios)), g_object_ref (self->filter));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), G_LIST_MODEL (filtered), make_row, self, NULL);
  g_object_unref (filtered);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), nothing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Scenarios"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_size_request (scroller, 380, 240);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
make_parts (EncoreScenarioChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *none = gtk_button_new_with_label (_ ("No Scenario"));

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Search scenarios"), NULL);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_filter_changed), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (choose_first), self);
  g_signal_connect_swapped (none, "clicked", G_CALLBACK (choose_none), self);
  gtk_widget_add_css_class (none, "flat");
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), make_facets (self));
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), none);
  gtk_widget_add_css_class (box, "chooser");
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static void
encore_scenario_chooser_dispose (GObject *object)
{
  EncoreScenarioChooser *self = ENCORE_SCENARIO_CHOOSER (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->loading);
  if (child != NULL)
    gtk_list_box_bind_model (GTK_LIST_BOX (self->list), NULL, NULL, NULL, NULL);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->loading);
  g_clear_object (&self->filter);
  g_clear_object (&self->scenarios);
  g_clear_pointer (&self->needle, g_free);
  for (int kind = 0; kind < ENCORE_N_FACET_KINDS; kind++)
    g_clear_pointer (&self->facets[kind], g_ptr_array_unref);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_scenario_chooser_parent_class)->dispose (object);
}

static void
encore_scenario_chooser_class_init (EncoreScenarioChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_scenario_chooser_dispose;
  widget_class->map = encore_scenario_chooser_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[CHOSEN] = g_signal_new ("chosen", ENCORE_TYPE_SCENARIO_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
encore_scenario_chooser_init (EncoreScenarioChooser *self)
{
  self->loading = g_cancellable_new ();
  self->scenarios = g_list_store_new (ENCORE_TYPE_SCENARIO);
}

/**
 * encore_scenario_chooser_new:
 * @review: whose scenario is chosen
 *
 * Returns: (transfer floating): the chooser; it loads when it is shown
 */
GtkWidget *
encore_scenario_chooser_new (EncoreReview *review)
{
  EncoreScenarioChooser *self = g_object_new (ENCORE_TYPE_SCENARIO_CHOOSER, NULL);

  self->review = g_object_ref (review);
  make_parts (self);
  return GTK_WIDGET (self);
}

/* The button */

GtkWidget *
encore_scenario_button_new (EncoreReview *review)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *chooser = encore_scenario_chooser_new (review);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, _ ("The call's scenario"));
  gtk_popover_set_child (GTK_POPOVER (popover), chooser);
  g_signal_connect_swapped (chooser, "chosen", G_CALLBACK (gtk_popover_popdown), popover);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  encore_scenario_button_set_scenario (button, encore_review_get_scenario (review));
  return button;
}

void
encore_scenario_button_set_scenario (GtkWidget      *button,
                                     EncoreScenario *scenario)
{
  GtkWidget *label = gtk_menu_button_get_child (GTK_MENU_BUTTON (button));
  const char *name = scenario != NULL ? scenario->name : _ ("Choose a Scenario");

  gtk_label_set_text (GTK_LABEL (label), name);
  /* A title beside it would squeeze it, though it has room. */
  gtk_label_set_width_chars (GTK_LABEL (label), MIN ((int) g_utf8_strlen (name, -1), LABEL_CHARS));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
