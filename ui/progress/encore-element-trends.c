/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-element-trends.h"

#include <glib/gi18n.h>

#include "encore-element-chart.h"
#include "encore-figures.h"

/* Beside the whole form; the others are behind a button. */
#define FEW 6
#define FAMILY_KEY "encore-family"
#define TITLE_LINES 2

struct _EncoreElementTrends
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  EncoreScope scope;
  gint64 id;
  GCancellable *cancellable; /* of what is being read */
  GtkWidget *box;
  GHashTable *unfolded; /* set of families of scorecards whose elements are all shown */
};

G_DEFINE_FINAL_TYPE (EncoreElementTrends, encore_element_trends, ADW_TYPE_BIN)

static GtkWidget *
make_percent (EncoreElement *element)
{
  g_autofree char *percent = encore_figures_percent (element->mean.mean / 100);
  GtkWidget *label = gtk_label_new (encore_figures_element_enough (element) ? percent : "–");

  g_object_set (label, "width-chars", 5, "xalign", 1.0, NULL);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
make_row (EncoreElement *element)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = encore_figures_element (element);

  /* Questions are not markup; the row has to know before it gets one. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 element->key != NULL ? element->question : _ ("Whole form"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), TITLE_LINES);
  gtk_widget_set_tooltip_text (row, element->section_name);
  if (encore_figures_element_enough (element))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), encore_element_chart_new (element));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_percent (element));
  return row;
}

/* What there is enough of first, the lowest before the others. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  EncoreElement *left = *(EncoreElement *const *) a, *right = *(EncoreElement *const *) b;
  gboolean left_enough = encore_figures_element_enough (left), right_enough = encore_figures_element_enough (right);

  if (left_enough != right_enough)
    return left_enough ? -1 : 1;
  if (!left_enough)
    return right->mean.n - left->mean.n;

  return (left->mean.mean > right->mean.mean) - (left->mean.mean < right->mean.mean);
}

static void
on_show_all (GtkWidget *button,
             gpointer   list)
{
  EncoreElementTrends *self = ENCORE_ELEMENT_TRENDS (gtk_widget_get_ancestor (list, ENCORE_TYPE_ELEMENT_TRENDS));

  g_hash_table_add (self->unfolded, g_strdup (g_object_get_data (list, FAMILY_KEY)));
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    gtk_widget_set_visible (row, TRUE);
  gtk_widget_set_visible (button, FALSE);
}

static GtkWidget *
make_show_all (GtkWidget *list)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Show All"));

  gtk_widget_set_name (button, "elements-more");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_show_all), list, 0);
  return button;
}

/* The first of @elements is the whole form. */
static GtkWidget *
make_group (EncoreElementTrends *self,
            GPtrArray           *elements)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();
  EncoreElement *form = g_ptr_array_index (elements, 0);
  gboolean all = elements->len <= FEW + 1 || g_hash_table_contains (self->unfolded, form->family);
  int n = form->mean.n + form->n_not_applicable;
  g_autofree char *name = g_markup_escape_text (form->scorecard_name, -1);
  g_autofree char *title = g_strdup_printf (_ ("Elements of “%s”"), name);
  g_autofree char *description
      = g_strdup_printf (ngettext ("For the record only: %'d evaluation by a coach. The lowest first.",
                                   "For the record only: %'d evaluations by coaches. The lowest first.", n),
                         n);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_widget_set_name (list, "elements-list");
  g_object_set_data_full (G_OBJECT (list), FAMILY_KEY, g_strdup (form->family), g_free);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < elements->len; i++)
    {
      GtkWidget *row = make_row (g_ptr_array_index (elements, i));

      gtk_widget_set_visible (row, all || i <= FEW);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  if (!all)
    adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), make_show_all (list));
  return group;
}

/* Of one scorecard, the whole form aside. */
static void
sort (GPtrArray *elements)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 1; i < elements->len; i++)
    g_ptr_array_add (others, g_ptr_array_index (elements, i));
  g_ptr_array_sort (others, compare);
  g_ptr_array_set_size (elements, 1);
  g_ptr_array_extend (elements, others, NULL, NULL);
}

static void
add_group (EncoreElementTrends *self,
           GPtrArray           *elements)
{
  if (elements->len == 0)
    return;

  sort (elements);
  gtk_box_append (GTK_BOX (self->box), make_group (self, elements));
  g_ptr_array_set_size (elements, 0);
}

static void
clear (EncoreElementTrends *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
show_elements (EncoreElementTrends *self,
               GPtrArray           *elements)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  clear (self);
  for (guint i = 0; i < elements->len; i++)
    {
      EncoreElement *element = g_ptr_array_index (elements, i);

      if (element->key == NULL)
        add_group (self, group);
      g_ptr_array_add (group, element);
    }
  add_group (self, group);
  gtk_widget_set_visible (GTK_WIDGET (self), elements->len > 0);
}

/* What cannot be read is said by the page, which reads more than this. */
static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EncoreElementTrends) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) elements = encore_library_elements_finish (ENCORE_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    return;

  if (elements != NULL)
    show_elements (self, elements);
  else
    clear (self);
}

static void
stop_reading (EncoreElementTrends *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_again (EncoreElementTrends *self)
{
  stop_reading (self);
  if (self->library == NULL || self->id == 0)
    return;

  self->cancellable = g_cancellable_new ();
  encore_library_elements_async (self->library, self->scope, self->id, self->cancellable, on_read, g_object_ref (self));
}

static void
on_changed (EncoreElementTrends *self,
            GType                type)
{
  if (type == ENCORE_TYPE_EVALUATION || type == ENCORE_TYPE_SCORECARD || type == ENCORE_TYPE_CALL
      || type == ENCORE_TYPE_PERSON)
    read_again (self);
}

static void
watch (EncoreElementTrends *self,
       EncoreLibrary       *library)
{
  if (self->library == library)
    return;

  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  g_set_object (&self->library, library);
  if (library != NULL)
    g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

static void
encore_element_trends_dispose (GObject *object)
{
  EncoreElementTrends *self = ENCORE_ELEMENT_TRENDS (object);

  stop_reading (self);
  watch (self, NULL);

  G_OBJECT_CLASS (encore_element_trends_parent_class)->dispose (object);
}

static void
encore_element_trends_finalize (GObject *object)
{
  g_hash_table_unref (ENCORE_ELEMENT_TRENDS (object)->unfolded);

  G_OBJECT_CLASS (encore_element_trends_parent_class)->finalize (object);
}

static void
encore_element_trends_class_init (EncoreElementTrendsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_element_trends_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_element_trends_finalize;
}

static void
encore_element_trends_init (EncoreElementTrends *self)
{
  self->unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
encore_element_trends_new (void)
{
  return g_object_new (ENCORE_TYPE_ELEMENT_TRENDS, NULL);
}

/**
 * encore_element_trends_show:
 * @self: the trends
 * @library: where to read
 * @scope: whose calls
 * @id: of the agent, team or scenario
 *
 * Shows them and keeps them up to date.
 */
void
encore_element_trends_show (EncoreElementTrends *self,
                            EncoreLibrary       *library,
                            EncoreScope          scope,
                            gint64               id)
{
  g_return_if_fail (ENCORE_IS_ELEMENT_TRENDS (self));
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  if (self->library == library && self->scope == scope && self->id == id)
    return;

  watch (self, library);
  self->scope = scope;
  self->id = id;
  g_hash_table_remove_all (self->unfolded);
  clear (self);
  read_again (self);
}
