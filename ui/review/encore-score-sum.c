/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-sum.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-note-entry.h"
#include "encore-text.h"

struct _EncoreScoreSum
{
  GtkWidget parent_instance;

  EncoreReview *review;
  EncoreScorecard *scorecard; /* whose profiles can be chosen */
  gboolean filling;

  GtkWidget *facts;
  GtkWidget *weights_box;
  GtkWidget *weights; /* GtkDropDown: the scorecard's own, then its profiles */
  GtkWidget *weighed;
  GtkWidget *expander;
  GtkWidget *work; /* in it */
  GtkWidget *comment_label;
  GtkWidget *comment;
  GtkWidget *revisions;
};

G_DEFINE_FINAL_TYPE (EncoreScoreSum, encore_score_sum, GTK_TYPE_WIDGET)

/**
 * encore_score_percent_text:
 * @percent: of the full score; NAN: there is no score
 *
 * Returns: (transfer full): as people read it
 */
char *
encore_score_percent_text (double percent)
{
  return isnan (percent) ? g_strdup (_ ("No score")) : encore_score_format_percent (percent);
}

static GtkWidget *
make_line (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* Recognising an opening and acting on it: two facts, in no sum (P7) */

static gboolean
asks (EncoreScorecard *scorecard,
      EncoreJudges     judges)
{
  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        if (((const EncoreCriterion *) g_ptr_array_index (section->criteria, j))->judges == judges)
          return TRUE;
    }

  return FALSE;
}

static void
append_fact (GString    *line,
             const char *name,
             EncoreFact  fact)
{
  const char *answer = fact == ENCORE_FACT_YES ? _ ("yes") : fact == ENCORE_FACT_NO ? _ ("no") : _ ("not judged");

  g_string_append_printf (line, "%s%s: %s", line->len > 0 ? "\n" : "", name, answer);
}

static void
show_facts (EncoreScoreSum *self,
            EncoreScore    *score)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (asks (score->scorecard, ENCORE_JUDGES_RECOGNITION))
    append_fact (line, _ ("Opening recognised"), score->recognised);
  if (asks (score->scorecard, ENCORE_JUDGES_ACTION))
    append_fact (line, _ ("Acted on"), score->acted);
  gtk_label_set_text (GTK_LABEL (self->facts), line->str);
  gtk_widget_set_visible (self->facts, line->len > 0);
}

/* Other weights */

static const char *
chosen_scenario (EncoreScoreSum *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->weights));

  if (chosen == 0 || chosen > self->scorecard->profiles->len)
    return NULL;

  return ((const EncoreProfile *) g_ptr_array_index (self->scorecard->profiles, chosen - 1))->scenario;
}

static void
show_weighed (EncoreScoreSum *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);

  if (self->filling || evaluation == NULL || self->scorecard == NULL)
    return;

  g_autoptr (EncoreScore) score = encore_score_new (self->scorecard, evaluation, chosen_scenario (self));
  g_autofree char *percent = encore_score_percent_text (score->score);

  gtk_label_set_text (GTK_LABEL (self->weighed), percent);
}

static guint
own_weights (EncoreScoreSum   *self,
             EncoreEvaluation *evaluation)
{
  for (guint i = 0; i < self->scorecard->profiles->len; i++)
    {
      const EncoreProfile *profile = g_ptr_array_index (self->scorecard->profiles, i);

      if (g_strcmp0 (profile->scenario, evaluation->scenario) == 0)
        return i + 1;
    }

  return 0;
}

static void
list_weights (EncoreScoreSum   *self,
              EncoreScorecard  *scorecard,
              EncoreEvaluation *evaluation)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (!g_set_object (&self->scorecard, scorecard))
    return;

  gtk_string_list_append (names, _ ("The scorecard’s own"));
  for (guint i = 0; i < scorecard->profiles->len; i++)
    {
      const EncoreProfile *profile = g_ptr_array_index (scorecard->profiles, i);

      gtk_string_list_append (names, profile->scenario_name != NULL ? profile->scenario_name : profile->scenario);
    }

  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->weights), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->weights), own_weights (self, evaluation));
  self->filling = FALSE;
  gtk_widget_set_visible (self->weights_box, scorecard->profiles->len > 0);
}

/* How it is worked */

static void
show_work (EncoreScoreSum *self)
{
  EncoreScore *score = encore_review_get_score (self->review);

  if (score == NULL || !gtk_expander_get_expanded (GTK_EXPANDER (self->expander)))
    return;

  g_autoptr (GPtrArray) work = encore_score_work (score);

  clear_box (self->work);
  for (guint i = 0; i < work->len; i++)
    gtk_box_append (GTK_BOX (self->work), make_line (g_ptr_array_index (work, i), "work-line"));
}

/* The call as a whole */

static void
on_comment_typed (EncoreScoreSum *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);

  if (self->filling || evaluation == NULL)
    return;

  g_autoptr (EncoreEvaluation) edited = encore_evaluation_copy (evaluation);

  g_free (edited->comment);
  edited->comment = encore_note_entry_get_text (ENCORE_NOTE_ENTRY (self->comment));
  encore_review_type_evaluation (self->review, edited);
}

static void
on_flush (EncoreScoreSum *self)
{
  encore_review_flush_evaluation (self->review);
}

static void
show_comment (EncoreScoreSum   *self,
              EncoreEvaluation *evaluation)
{
  gboolean can_edit = encore_review_can_answer (self->review);
  gboolean typing = gtk_widget_has_focus (self->comment)
                    && encore_note_entry_is_changed (ENCORE_NOTE_ENTRY (self->comment));
  gboolean commented = evaluation->comment != NULL && *evaluation->comment != '\0';

  self->filling = TRUE;
  if (!typing)
    encore_note_entry_set_text (ENCORE_NOTE_ENTRY (self->comment), evaluation->comment);
  self->filling = FALSE;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->comment), can_edit);
  gtk_widget_set_visible (self->comment, can_edit || commented);
  gtk_widget_set_visible (self->comment_label, can_edit || commented);
}

/* Revisions */

static EncoreEvaluation *
find_revised (EncoreReview *review,
              const char   *uuid)
{
  GListModel *evaluations = encore_review_get_evaluations (review);

  for (guint i = 0; uuid != NULL && i < g_list_model_get_n_items (evaluations); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (evaluations, i);

      if (g_strcmp0 (evaluation->uuid, uuid) == 0)
        return evaluation; /* the list keeps it */
    }

  return NULL;
}

static GtkWidget *
make_revision (EncoreEvaluation *older,
               const char       *reason)
{
  g_autofree char *date = encore_text_date_time (older->submitted_at);
  g_autofree char *percent = encore_score_percent_text (older->score);
  g_autofree char *text = g_strdup_printf (_ ("Revision %d of %s, %s"), older->revision, date, percent);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  /* Translators: why an evaluation was reopened */
  g_autofree char *why = g_strdup_printf (_ ("Reopened: %s"), reason != NULL ? reason : "");

  gtk_box_append (GTK_BOX (box), make_line (text, NULL));
  gtk_box_append (GTK_BOX (box), make_line (why, "option-anchor"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "scorecard.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", older->uuid);
  return button;
}

static void
show_revisions (EncoreScoreSum   *self,
                EncoreEvaluation *evaluation)
{
  clear_box (self->revisions);
  for (EncoreEvaluation *newer = evaluation, *older; (older = find_revised (self->review, newer->revises)) != NULL;
       newer = older)
    gtk_box_append (GTK_BOX (self->revisions), make_revision (older, newer->reason));
  gtk_widget_set_visible (self->revisions, gtk_widget_get_first_child (self->revisions) != NULL);
}

/**
 * encore_score_sum_refresh:
 * @self: a sum
 *
 * Shows what the answers come to now.
 */
void
encore_score_sum_refresh (EncoreScoreSum *self)
{
  g_return_if_fail (ENCORE_IS_SCORE_SUM (self));

  EncoreScore *score = encore_review_get_score (self->review);

  if (score == NULL)
    return;

  show_facts (self, score);
  list_weights (self, score->scorecard, score->evaluation);
  show_weighed (self);
  show_work (self);
  show_comment (self, score->evaluation);
  show_revisions (self, score->evaluation);
}

/* Parts */

static GtkWidget *
make_weights (EncoreScoreSum *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->weights = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_hexpand (self->weights, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->weights), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The same answers with the weights of"), -1);
  g_signal_connect_object (self->weights, "notify::selected", G_CALLBACK (show_weighed), self, G_CONNECT_SWAPPED);
  self->weighed = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->weighed, "numeric");
  gtk_widget_add_css_class (self->weighed, "heading");
  gtk_box_append (GTK_BOX (line), self->weights);
  gtk_box_append (GTK_BOX (line), self->weighed);
  gtk_box_append (GTK_BOX (box), make_line (_ ("The same answers with the weights of"), "caption-heading"));
  gtk_box_append (GTK_BOX (box), line);
  return box;
}

static GtkWidget *
make_work (EncoreScoreSum *self)
{
  self->expander = gtk_expander_new (_ ("How the score is worked"));
  self->work = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->work, "work");
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->work);
  gtk_widget_set_name (self->expander, "worked-sum");
  g_signal_connect_object (self->expander, "notify::expanded", G_CALLBACK (show_work), self, G_CONNECT_SWAPPED);
  return self->expander;
}

static void
make_parts (EncoreScoreSum *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->facts = make_line (NULL, NULL);
  self->comment_label = make_line (_ ("The call as a whole"), "caption-heading");
  self->comment = encore_note_entry_new (_ ("What would you say about it?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->comment), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The call as a whole"), -1);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->comment)), "changed",
                           G_CALLBACK (on_comment_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comment, "commit", G_CALLBACK (on_flush), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comment, "activate", G_CALLBACK (on_flush), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (whole), self->comment_label);
  gtk_box_append (GTK_BOX (whole), self->comment);
  self->revisions = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), whole);
  gtk_box_append (GTK_BOX (box), self->facts);
  gtk_box_append (GTK_BOX (box), make_work (self));
  gtk_box_append (GTK_BOX (box), self->weights_box = make_weights (self));
  gtk_box_append (GTK_BOX (box), self->revisions);
  gtk_widget_add_css_class (box, "score-sum");
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

/* Widget */

static void
encore_score_sum_dispose (GObject *object)
{
  EncoreScoreSum *self = ENCORE_SCORE_SUM (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  self->filling = TRUE;
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->scorecard);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_score_sum_parent_class)->dispose (object);
}

static void
encore_score_sum_class_init (EncoreScoreSumClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_score_sum_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
encore_score_sum_init (EncoreScoreSum *self)
{
}

GtkWidget *
encore_score_sum_new (EncoreReview *review)
{
  EncoreScoreSum *self = g_object_new (ENCORE_TYPE_SCORE_SUM, NULL);

  self->review = g_object_ref (review);
  make_parts (self);
  return GTK_WIDGET (self);
}
