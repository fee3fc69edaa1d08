/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-scorecard-start.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-choice.h"
#include "encore-score-sum.h"
#include "encore-text.h"

struct _EncoreScorecardStart
{
  GtkWidget parent_instance;

  EncoreReview *review;

  GtkWidget *stack;
  GtkWidget *none;      /* AdwStatusPage: nobody works, or there is no scorecard */
  GtkWidget *scorecard; /* GtkDropDown */
  GtkWidget *description;
  GtkWidget *purpose; /* EncoreChoice */
  GtkWidget *purpose_hint;
  GtkWidget *start;
  GtkWidget *others_label;
  GtkWidget *others; /* GtkListBox of evaluations */
};

G_DEFINE_FINAL_TYPE (EncoreScorecardStart, encore_scorecard_start, GTK_TYPE_WIDGET)

static gboolean
is_coach (EncoreScorecardStart *self)
{
  return encore_review_get_own_kind (self->review) == ENCORE_EVALUATION_COACH;
}

static void
show_purpose (EncoreScorecardStart *self)
{
  gboolean record = is_coach (self) && encore_choice_get_value (ENCORE_CHOICE (self->purpose)) == ENCORE_PURPOSE_RECORD;

  gtk_widget_set_visible (self->purpose, is_coach (self));
  if (!is_coach (self))
    gtk_label_set_text (GTK_LABEL (self->purpose_hint),
                        encore_review_get_own_kind (self->review) == ENCORE_EVALUATION_SELF
                            ? _ ("A review of your own call is for learning: it counts in no figure of record.")
                            : _ ("A review of a team-mate’s call is for learning: it counts in no figure of record."));
  else
    gtk_label_set_text (GTK_LABEL (self->purpose_hint),
                        record ? _ ("Counts in the agent’s figures. This cannot be changed later.")
                               : _ ("Counts in no figure of record. This cannot be changed later."));
}

static void
show_description (EncoreScorecardStart *self)
{
  EncoreScorecard *scorecard = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->scorecard));
  const char *text = scorecard != NULL ? scorecard->description : NULL;

  gtk_label_set_text (GTK_LABEL (self->description), text != NULL ? text : "");
  gtk_widget_set_visible (self->description, text != NULL && *text != '\0');
}

static void
refresh (EncoreScorecardStart *self)
{
  gboolean working = encore_library_get_working_as (encore_review_get_library (self->review)) != NULL;
  gboolean any = g_list_model_get_n_items (encore_review_get_scorecards (self->review)) > 0;
  gboolean others = g_list_model_get_n_items (encore_review_get_evaluations (self->review)) > 0;
  AdwStatusPage *none = ADW_STATUS_PAGE (self->none);

  gtk_widget_set_visible (self->others_label, others);
  gtk_widget_set_visible (self->others, others);
  show_purpose (self);
  adw_status_page_set_title (none, any ? _ ("Who Is Working?") : _ ("No Scorecard Yet"));
  adw_status_page_set_description (none, any ? _ ("Say so at the top of the window: an evaluation is somebody’s own.")
                                             : _ ("Publish a scorecard under Scorecards, and evaluate calls with it "
                                                  "here."));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), working && any ? "start" : "none");
}

static void
on_start (EncoreScorecardStart *self)
{
  EncoreScorecard *scorecard = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->scorecard));
  EncorePurpose purpose = (EncorePurpose) encore_choice_get_value (ENCORE_CHOICE (self->purpose));

  if (scorecard == NULL)
    return;

  encore_review_evaluate (self->review, scorecard, encore_review_get_own_kind (self->review), purpose);
  gtk_widget_activate_action (GTK_WIDGET (self), "review.evaluate", NULL);
}

/* What there is */

static void
on_other (EncoreScorecardStart *self,
          GtkListBoxRow        *row)
{
  const char *uuid = g_object_get_data (G_OBJECT (row), "encore-uuid");

  gtk_widget_activate_action (GTK_WIDGET (self), "scorecard.show", "s", uuid);
}

static GtkWidget *
make_other (gpointer item,
            gpointer user_data)
{
  EncoreEvaluation *evaluation = item;
  gboolean draft = evaluation->state == ENCORE_EVALUATION_DRAFT;
  g_autofree char *date = draft ? g_strdup (_ ("Draft")) : encore_text_date (evaluation->submitted_at);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", encore_evaluation_kind_to_label (evaluation->kind),
                                               encore_purpose_to_label (evaluation->purpose), date);
  g_autofree char *percent = draft ? NULL : encore_score_percent_text (evaluation->score);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *score = gtk_label_new (percent);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 evaluation->evaluator_name != NULL ? evaluation->evaluator_name : _ ("Unknown"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (score, "numeric");
  if (evaluation->is_superseded)
    gtk_widget_add_css_class (score, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), score);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "encore-uuid", g_strdup (evaluation->uuid), g_free);
  return row;
}

/* Parts */

static GtkWidget *
make_line (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
scorecard_name (EncoreScorecard *scorecard)
{
  return g_strdup (scorecard != NULL ? scorecard->name : "");
}

static GtkWidget *
make_scorecards (EncoreScorecardStart *self)
{
  GListModel *scorecards = encore_review_get_scorecards (self->review);
  GtkExpression *name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (scorecard_name), NULL,
                                                     NULL);

  self->scorecard = gtk_drop_down_new (g_object_ref (scorecards), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scorecard), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Scorecard"), -1);
  g_signal_connect_object (self->scorecard, "notify::selected-item", G_CALLBACK (show_description), self,
                           G_CONNECT_SWAPPED);
  return self->scorecard;
}

static GtkWidget *
make_purposes (EncoreScorecardStart *self)
{
  self->purpose = encore_choice_new ();
  encore_choice_add (ENCORE_CHOICE (self->purpose), ENCORE_PURPOSE_RECORD,
                     encore_purpose_to_label (ENCORE_PURPOSE_RECORD), NULL);
  encore_choice_add (ENCORE_CHOICE (self->purpose), ENCORE_PURPOSE_LEARNING,
                     encore_purpose_to_label (ENCORE_PURPOSE_LEARNING), NULL);
  encore_choice_set_value (ENCORE_CHOICE (self->purpose), ENCORE_PURPOSE_LEARNING);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->purpose), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Purpose"), -1);
  g_signal_connect_object (self->purpose, "notify::value", G_CALLBACK (show_purpose), self, G_CONNECT_SWAPPED);
  return self->purpose;
}

static GtkWidget *
make_others (EncoreScorecardStart *self)
{
  self->others = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->others), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->others, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->others), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Evaluations of this call"), -1);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->others), encore_review_get_evaluations (self->review), make_other, self,
                           NULL);
  g_signal_connect_object (self->others, "row-activated", G_CALLBACK (on_other), self, G_CONNECT_SWAPPED);
  return self->others;
}

static GtkWidget *
make_start_page (EncoreScorecardStart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (box), make_line (_ ("Scorecard"), "caption-heading"));
  gtk_box_append (GTK_BOX (box), make_scorecards (self));
  gtk_box_append (GTK_BOX (box), self->description = make_line (NULL, "option-anchor"));
  gtk_box_append (GTK_BOX (box), make_line (_ ("Purpose"), "start-label"));
  gtk_box_append (GTK_BOX (box), make_purposes (self));
  gtk_box_append (GTK_BOX (box), self->purpose_hint = make_line (NULL, "option-anchor"));
  self->start = gtk_button_new_with_mnemonic (_ ("_Start Evaluating"));
  gtk_widget_set_name (self->start, "start-evaluating");
  gtk_widget_add_css_class (self->start, "suggested-action");
  gtk_widget_add_css_class (self->start, "start-button");
  g_signal_connect_object (self->start, "clicked", G_CALLBACK (on_start), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->start);
  gtk_box_append (GTK_BOX (box), self->others_label = make_line (_ ("Evaluations of this call"), "start-label"));
  gtk_box_append (GTK_BOX (box), make_others (self));
  gtk_widget_add_css_class (box, "panel-content");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static void
make_parts (EncoreScorecardStart *self)
{
  self->stack = gtk_stack_new ();
  self->none = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->none), "encore-scorecards-symbolic");
  gtk_widget_add_css_class (self->none, "compact");
  gtk_stack_add_named (GTK_STACK (self->stack), make_start_page (self), "start");
  gtk_stack_add_named (GTK_STACK (self->stack), self->none, "none");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

/* Widget */

static gboolean
encore_scorecard_start_grab_focus (GtkWidget *widget)
{
  EncoreScorecardStart *self = ENCORE_SCORECARD_START (widget);

  return gtk_widget_get_mapped (self->start) && gtk_widget_grab_focus (self->start);
}

static void
encore_scorecard_start_dispose (GObject *object)
{
  EncoreScorecardStart *self = ENCORE_SCORECARD_START (object);

  if (self->others != NULL)
    gtk_list_box_bind_model (GTK_LIST_BOX (self->others), NULL, NULL, NULL, NULL);
  self->others = NULL;
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_scorecard_start_parent_class)->dispose (object);
}

static void
encore_scorecard_start_class_init (EncoreScorecardStartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_scorecard_start_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = encore_scorecard_start_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
encore_scorecard_start_init (EncoreScorecardStart *self)
{
}

/**
 * encore_scorecard_start_new:
 * @review: the hub
 *
 * Returns: (transfer floating): the page where an evaluation of its call begins
 */
GtkWidget *
encore_scorecard_start_new (EncoreReview *review)
{
  EncoreScorecardStart *self = g_object_new (ENCORE_TYPE_SCORECARD_START, NULL);

  self->review = g_object_ref (review);
  make_parts (self);
  g_signal_connect_object (review, "notify::scorecards", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::evaluations", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::call", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_review_get_library (review), "notify::working-as", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  show_description (self);
  refresh (self);
  return GTK_WIDGET (self);
}
