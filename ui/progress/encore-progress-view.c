/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-progress-view.h"

#include <glib/gi18n.h>

#include "encore-element-trends.h"
#include "encore-figures.h"
#include "encore-outcome-chart.h"
#include "encore-play-moments.h"
#include "encore-progress-rows.h"
#include "encore-share-bar.h"

#define FEW 10

struct _EncoreProgressView
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  EncoreScope scope;
  gint64 id;
  GCancellable *cancellable; /* of what is being read */
  GPtrArray *calls;          /* of EncoreCall */
  GPtrArray *moments;        /* of EncoreMoment */
  GPtrArray *types;          /* of EncoreMomentType; NULL until read */

  GtkStack *stack;
  AdwStatusPage *failure;
  GtkWidget *numbers;
  GtkLabel *taken_value;
  GtkLabel *taken_note;
  EncoreShareBar *taken_bar;
  GtkLabel *noticed_value;
  GtkLabel *acted_value;
  GtkLabel *hint;
  GtkWidget *months_group;
  EncoreOutcomeChart *chart;
  GtkWidget *scenarios_group;
  GtkListBox *scenarios_list;
  GtkWidget *agents_group;
  GtkListBox *agents_list;
  EncoreElementTrends *elements;
  GtkWidget *moments_group;
  GtkListBox *moments_list;
  GtkWidget *moments_more;
  EncorePlayMoments *play_moments;
  AdwPreferencesGroup *calls_group;
  GtkListBox *calls_list;
  GtkWidget *calls_more;
};

G_DEFINE_FINAL_TYPE (EncoreProgressView, encore_progress_view, ADW_TYPE_BIN)

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
fill_tallies (GtkListBox *list,
              GPtrArray  *rows,
              const char *action)
{
  clear_list (list);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (list, encore_progress_rows_tally (g_ptr_array_index (rows, i), action));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const EncoreProgressRow *const *left = a, *const *right = b;

  return g_utf8_collate ((*left)->name != NULL ? (*left)->name : "", (*right)->name != NULL ? (*right)->name : "");
}

/* Agents stand in the order of their names: their intervals nearly always overlap, and then a
 * ranking would say what nobody knows. */
static void
fill_agents (EncoreProgressView *self,
             EncoreProgress     *progress)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (progress->agents, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_names);
  fill_tallies (self->agents_list, sorted, "win.open-agent");
  gtk_widget_set_visible (self->agents_group, self->scope == ENCORE_SCOPE_TEAM && sorted->len > 0);
}

static void
show_numbers (EncoreProgressView *self,
              const EncoreTally  *total)
{
  EncoreInterval interval = encore_tally_taken (total);
  gboolean enough = encore_figures_enough (total);
  g_autofree char *value = encore_figures_percent (interval.share);
  g_autofree char *note = enough ? encore_figures_interval (&interval) : encore_figures_taken (total);
  g_autofree char *noticed = encore_figures_fact (total->noticed, total->not_noticed);
  g_autofree char *acted = encore_figures_fact (total->acted, total->not_acted);

  gtk_label_set_label (self->taken_value, enough ? value : "–");
  gtk_label_set_label (self->taken_note, note);
  encore_share_bar_set_tally (self->taken_bar, total);
  gtk_label_set_label (self->noticed_value, noticed);
  gtk_label_set_label (self->acted_value, acted);
}

static void
show_hint (EncoreProgressView *self,
           EncoreProgress     *progress,
           gboolean            any)
{
  const char *hint = NULL;

  if (progress->n_calls == 0)
    hint = self->scope == ENCORE_SCOPE_TEAM
               ? _ ("No calls yet. Import calls and say whose they are, and this page fills by itself.")
               : _ ("No calls yet. Import calls, or add the login that the recorder uses for this person, and this "
                    "page fills by itself.");
  else if (!any)
    hint = _ ("No openings marked yet. Open a call and press T, P or M while it plays to mark an opening that was "
              "taken, partly taken or missed.");

  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}

static void
show_progress (EncoreProgressView *self,
               EncoreProgress     *progress)
{
  gboolean any = encore_tally_openings (&progress->total) > 0;
  g_autofree char *calls = g_strdup_printf (ngettext ("%'d call in the library, %'d marked",
                                                      "%'d calls in the library, %'d marked", progress->n_calls),
                                            progress->n_calls, progress->n_marked_calls);

  show_numbers (self, &progress->total);
  show_hint (self, progress, any);
  gtk_widget_set_visible (self->numbers, any);
  gtk_widget_set_visible (self->months_group, any);
  encore_outcome_chart_set_months (self->chart, progress);
  fill_tallies (self->scenarios_list, progress->scenarios, "win.open-scenario");
  gtk_widget_set_visible (self->scenarios_group, any && progress->scenarios->len > 0);
  fill_agents (self, progress);
  adw_preferences_group_set_description (self->calls_group, calls);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

static const char *
type_name (EncoreProgressView *self,
           const char         *id)
{
  for (guint i = 0; self->types != NULL && i < self->types->len; i++)
    {
      EncoreMomentType *type = g_ptr_array_index (self->types, i);

      if (g_strcmp0 (type->id, id) == 0)
        return type->name;
    }

  return NULL;
}

static GtkWidget *
make_row (EncoreProgressView *self,
          gpointer            object)
{
  if (ENCORE_IS_CALL (object))
    return encore_progress_rows_call (object);

  return encore_progress_rows_moment (object, type_name (self, ENCORE_MOMENT (object)->type_id));
}

static gboolean
fill_some (EncoreProgressView *self,
           GtkListBox         *list,
           GPtrArray          *objects,
           guint               most)
{
  clear_list (list);
  for (guint i = 0; objects != NULL && i < MIN (most, objects->len); i++)
    gtk_list_box_append (list, make_row (self, g_ptr_array_index (objects, i)));

  return objects != NULL && objects->len > most;
}

static void
show_moments (EncoreProgressView *self,
              guint               most)
{
  gtk_widget_set_visible (self->moments_more, fill_some (self, self->moments_list, self->moments, most));
  gtk_widget_set_visible (self->moments_group, self->moments != NULL && self->moments->len > 0);
}

static void
show_calls (EncoreProgressView *self,
            guint               most)
{
  gtk_widget_set_visible (self->calls_more, fill_some (self, self->calls_list, self->calls, most));
  gtk_widget_set_visible (GTK_WIDGET (self->calls_group), self->calls != NULL && self->calls->len > 0);
}

static void
on_moments_more (EncoreProgressView *self)
{
  show_moments (self, G_MAXUINT);
}

static void
on_calls_more (EncoreProgressView *self)
{
  show_calls (self, G_MAXUINT);
}

static gboolean
is_over (EncoreProgressView *self,
         const GError       *error)
{
  return self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
show_failure (EncoreProgressView *self,
              const GError       *error)
{
  adw_status_page_set_description (self->failure, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
on_progress_read (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (EncoreProgressView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreProgress) progress = encore_library_progress_finish (ENCORE_LIBRARY (source), result, &error);

  if (is_over (self, error))
    return;

  if (progress != NULL)
    show_progress (self, progress);
  else
    show_failure (self, error);
}

static void
on_moments_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (EncoreProgressView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moments = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (is_over (self, error))
    return;

  g_clear_pointer (&self->moments, g_ptr_array_unref);
  self->moments = g_steal_pointer (&moments);
  show_moments (self, FEW);
}

static void
on_types_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EncoreProgressView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) types = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (is_over (self, error))
    return;

  g_clear_pointer (&self->types, g_ptr_array_unref);
  self->types = g_steal_pointer (&types);
  show_moments (self, FEW);
}

static void
on_calls_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (EncoreProgressView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) calls = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (is_over (self, error))
    return;

  g_clear_pointer (&self->calls, g_ptr_array_unref);
  self->calls = g_steal_pointer (&calls);
  show_calls (self, FEW);
}

static void
stop_reading (EncoreProgressView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_list (EncoreProgressView *self,
           EncoreListing       listing,
           gint64              id,
           GAsyncReadyCallback callback)
{
  encore_library_list_async (self->library, listing, id, self->cancellable, callback, g_object_ref (self));
}

static void
read_again (EncoreProgressView *self)
{
  gboolean team = self->scope == ENCORE_SCOPE_TEAM;

  stop_reading (self);
  if (self->library == NULL || self->id == 0)
    return;

  self->cancellable = g_cancellable_new ();
  encore_library_progress_async (self->library, self->scope, self->id, self->cancellable, on_progress_read,
                                 g_object_ref (self));
  if (self->types == NULL)
    read_list (self, ENCORE_LISTING_MOMENT_TYPES, 0, on_types_read);
  read_list (self, team ? ENCORE_LISTING_MOMENTS_OF_TEAM : ENCORE_LISTING_MOMENTS_OF_AGENT, self->id, on_moments_read);
  if (!team)
    read_list (self, ENCORE_LISTING_CALLS_OF_AGENT, self->id, on_calls_read);
}

static void
on_changed (EncoreProgressView *self,
            GType               type)
{
  if (type == ENCORE_TYPE_MOMENT || type == ENCORE_TYPE_CALL || type == ENCORE_TYPE_SCENARIO
      || type == ENCORE_TYPE_PERSON || type == ENCORE_TYPE_EVALUATION)
    read_again (self);
}

static void
watch (EncoreProgressView *self,
       EncoreLibrary      *library)
{
  if (self->library == library)
    return;

  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  g_set_object (&self->library, library);
  if (library == NULL)
    return;

  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "calls-imported", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::working-as", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
}

static void
encore_progress_view_dispose (GObject *object)
{
  EncoreProgressView *self = ENCORE_PROGRESS_VIEW (object);

  stop_reading (self);
  watch (self, NULL);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->moments, g_ptr_array_unref);
  g_clear_pointer (&self->types, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_progress_view_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, EncoreProgressView, name)

static void
encore_progress_view_class_init (EncoreProgressViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_progress_view_dispose;

  g_type_ensure (ENCORE_TYPE_ELEMENT_TRENDS);
  g_type_ensure (ENCORE_TYPE_OUTCOME_CHART);
  g_type_ensure (ENCORE_TYPE_PLAY_MOMENTS);
  g_type_ensure (ENCORE_TYPE_SHARE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/progress/progress-view.ui");
  BIND (stack);
  BIND (failure);
  BIND (numbers);
  BIND (taken_value);
  BIND (taken_note);
  BIND (taken_bar);
  BIND (noticed_value);
  BIND (acted_value);
  BIND (hint);
  BIND (months_group);
  BIND (chart);
  BIND (scenarios_group);
  BIND (scenarios_list);
  BIND (agents_group);
  BIND (agents_list);
  BIND (elements);
  BIND (moments_group);
  BIND (moments_list);
  BIND (moments_more);
  BIND (play_moments);
  BIND (calls_group);
  BIND (calls_list);
  BIND (calls_more);
  gtk_widget_class_bind_template_callback (widget_class, on_moments_more);
  gtk_widget_class_bind_template_callback (widget_class, on_calls_more);
}

static void
encore_progress_view_init (EncoreProgressView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
encore_progress_view_new (void)
{
  return g_object_new (ENCORE_TYPE_PROGRESS_VIEW, NULL);
}

/**
 * encore_progress_view_show:
 * @self: the view
 * @library: where to read
 * @scope: agent or team
 * @id: which one
 *
 * Shows somebody's progress and keeps it up to date.
 */
void
encore_progress_view_show (EncoreProgressView *self,
                           EncoreLibrary      *library,
                           EncoreScope         scope,
                           gint64              id)
{
  g_return_if_fail (ENCORE_IS_PROGRESS_VIEW (self));
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  if (self->library == library && self->scope == scope && self->id == id)
    return;

  watch (self, library);
  self->scope = scope;
  self->id = id;
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->moments, g_ptr_array_unref);
  show_calls (self, FEW);
  show_moments (self, FEW);
  encore_element_trends_show (self->elements, library, scope, id);
  encore_play_moments_set_source (self->play_moments, library,
                                  scope == ENCORE_SCOPE_TEAM ? ENCORE_LISTING_MOMENTS_OF_TEAM
                                                             : ENCORE_LISTING_MOMENTS_OF_AGENT,
                                  id);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  read_again (self);
}
