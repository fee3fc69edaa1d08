/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-evaluations-group.h"

#include <glib/gi18n.h>

#include "encore-evaluation-text.h"
#include "encore-own-view.h"
#include "encore-text.h"

#define FEW 10

struct _EncoreEvaluationsGroup
{
  AdwBin parent_instance;

  EncoreLibrary *library;
  gint64 agent_id;
  GCancellable *cancellable; /* of what is being read */
  EncoreOwnView *view;
  GtkWidget *box;
  gboolean all; /* show all of them */
};

G_DEFINE_FINAL_TYPE (EncoreEvaluationsGroup, encore_evaluations_group, ADW_TYPE_BIN)

static void show (EncoreEvaluationsGroup *self);

/* Rows */

static gboolean
may_see (EncoreEvaluationsGroup *self,
         EncoreEvaluation       *evaluation)
{
  return encore_own_view_may_see (self->view, encore_library_get_working_as (self->library), evaluation->call_id,
                                  evaluation->evaluator_id);
}

static gboolean
is_listed (EncoreEvaluationsGroup *self,
           EncoreEvaluation       *evaluation)
{
  EncorePerson *me = encore_library_get_working_as (self->library);

  if (evaluation->is_superseded)
    return FALSE;

  return evaluation->state == ENCORE_EVALUATION_SUBMITTED || (me != NULL && me->id == evaluation->evaluator_id);
}

static char *
write_subtitle (EncoreEvaluation *evaluation,
                gboolean          seen)
{
  const char *name = evaluation->scorecard_name != NULL ? evaluation->scorecard_name : "";
  g_autofree char *who = encore_evaluation_describe (evaluation);
  g_autofree char *disputes = g_strdup_printf (ngettext ("%d open dispute", "%d open disputes",
                                                         evaluation->n_open_disputes),
                                               evaluation->n_open_disputes);

  if (!seen)
    return g_strdup_printf (_ ("%s · shown once you have submitted your own view"), who);
  if (evaluation->n_open_disputes > 0)
    return g_strdup_printf ("%s · %s · %s", who, name, disputes);

  return g_strdup_printf ("%s · %s", who, name);
}

static GtkWidget *
make_score (EncoreEvaluation *evaluation,
            gboolean          seen)
{
  g_autofree char *text = seen ? encore_evaluation_score_text (evaluation) : g_strdup ("–");
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, evaluation->state == ENCORE_EVALUATION_DRAFT || !seen ? "dim-label" : "heading");
  return label;
}

static GtkWidget *
make_row (EncoreEvaluationsGroup *self,
          EncoreEvaluation       *evaluation)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean seen = may_see (self, evaluation);
  g_autofree char *subtitle = write_subtitle (evaluation, seen);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), encore_text_is_blank (evaluation->call_title)
                                                                ? _ ("Untitled call")
                                                                : evaluation->call_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_score (evaluation, seen));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(xx)", evaluation->call_id, evaluation->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-evaluation");
  gtk_widget_set_tooltip_text (row, _ ("Open the call"));
  return row;
}

static void
on_more (EncoreEvaluationsGroup *self)
{
  self->all = TRUE;
  show (self);
}

static GtkWidget *
make_more (EncoreEvaluationsGroup *self)
{
  GtkWidget *more = gtk_button_new_with_mnemonic (_ ("Show _All"));

  gtk_widget_set_halign (more, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (more, 12);
  gtk_widget_add_css_class (more, "pill");
  g_signal_connect_object (more, "clicked", G_CALLBACK (on_more), self, G_CONNECT_SWAPPED);
  return more;
}

/* Groups */

static const struct
{
  EncorePurpose purpose;
  const char *name;
  const char *title;
  const char *description;
} groups[] = {
  { ENCORE_PURPOSE_RECORD, "evaluations-record", N_ ("Evaluations for the Record"), N_ ("By coaches") },
  { ENCORE_PURPOSE_LEARNING, "evaluations-learning", N_ ("Evaluations for Learning"),
    N_ ("Self-reviews, peers, calibration and practice: part of no figure") },
};

static void
add_group (EncoreEvaluationsGroup *self,
           guint                   index)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (groups[index].title));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ (groups[index].description));
  gtk_widget_set_name (group, groups[index].name);
  for (guint i = 0; i < self->view->evaluations->len; i++)
    {
      EncoreEvaluation *evaluation = g_ptr_array_index (self->view->evaluations, i);

      if (evaluation->purpose != groups[index].purpose || !is_listed (self, evaluation))
        continue;
      if (n++ < FEW || self->all)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self, evaluation));
    }

  if (n > FEW && !self->all)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_more (self));
  gtk_widget_set_visible (group, n > 0);
  gtk_box_append (GTK_BOX (self->box), group);
}

static void
show (EncoreEvaluationsGroup *self)
{
  gboolean any = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; self->view != NULL && i < G_N_ELEMENTS (groups); i++)
    add_group (self, i);
  for (child = gtk_widget_get_first_child (self->box); child != NULL; child = gtk_widget_get_next_sibling (child))
    any |= gtk_widget_get_visible (child);
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

/* Reading */

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (EncoreEvaluationsGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EncoreOwnView) view = encore_own_view_read_finish (ENCORE_LIBRARY (source), result, &error);

  if (self->library == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_set_object (&self->view, view);
  show (self);
}

static void
stop_reading (EncoreEvaluationsGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_again (EncoreEvaluationsGroup *self)
{
  stop_reading (self);
  if (self->library == NULL || self->agent_id == 0)
    return;

  self->cancellable = g_cancellable_new ();
  encore_own_view_read_async (self->library, self->agent_id, self->cancellable, on_read, g_object_ref (self));
}

static void
on_changed (EncoreEvaluationsGroup *self,
            GType                   type)
{
  if (type == ENCORE_TYPE_EVALUATION || type == ENCORE_TYPE_DISPUTE || type == ENCORE_TYPE_CALL
      || type == ENCORE_TYPE_PERSON)
    read_again (self);
}

static void
watch (EncoreEvaluationsGroup *self,
       EncoreLibrary          *library)
{
  if (self->library == library)
    return;

  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  g_set_object (&self->library, library);
  if (library == NULL)
    return;

  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::working-as", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
}

static void
encore_evaluations_group_dispose (GObject *object)
{
  EncoreEvaluationsGroup *self = ENCORE_EVALUATIONS_GROUP (object);

  stop_reading (self);
  watch (self, NULL);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (encore_evaluations_group_parent_class)->dispose (object);
}

static void
encore_evaluations_group_class_init (EncoreEvaluationsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_evaluations_group_dispose;
}

static void
encore_evaluations_group_init (EncoreEvaluationsGroup *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * encore_evaluations_group_show:
 * @self: the list
 * @library: the library
 * @agent_id: whose calls; 0: nobody's
 */
void
encore_evaluations_group_show (EncoreEvaluationsGroup *self,
                               EncoreLibrary          *library,
                               gint64                  agent_id)
{
  g_return_if_fail (ENCORE_IS_EVALUATIONS_GROUP (self));
  g_return_if_fail (ENCORE_IS_LIBRARY (library));

  watch (self, library);
  if (self->agent_id != agent_id)
    {
      self->agent_id = agent_id;
      self->all = FALSE;
      g_clear_object (&self->view);
      show (self);
    }
  read_again (self);
}
