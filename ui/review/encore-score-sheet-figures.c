/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-sheet-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-score-sum.h"
#include "encore-text.h"

/* Figures */

static void
show_sections (EncoreScoreSheet *self,
               EncoreScore      *score)
{
  for (guint i = 0; i < score->sections->len && i < self->headings->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (score->sections, i);
      GtkWidget *heading = g_ptr_array_index (self->headings, i);
      g_autofree char *percent = isnan (section->percent) ? NULL : encore_score_percent_text (section->percent);

      if (heading != NULL)
        gtk_label_set_text (GTK_LABEL (heading), percent);
    }
}

static const char *
question_of (EncoreScoreSheet *self,
             const char       *key)
{
  const EncoreCriterion *criterion = encore_scorecard_find_criterion (self->scorecard, key, NULL);

  return criterion != NULL ? criterion->question : key;
}

static const char *
weights_name (EncoreScoreSheet *self,
              EncoreScore      *score)
{
  const EncoreProfile *profile = encore_scorecard_find_profile (self->scorecard, score->scenario);

  return profile != NULL ? profile->scenario_name : NULL;
}

/* What the score is of, and what it would be if nothing had failed. */
static void
show_score (EncoreScoreSheet *self,
            EncoreScore      *score)
{
  g_autofree char *percent = encore_score_percent_text (score->score);
  g_autoptr (GString) caption = g_string_new (NULL);
  const char *weights = weights_name (self, score);
  guint n_open = score->n_asked - score->n_answered;

  if (n_open > 0)
    g_string_append_printf (caption, g_dngettext (NULL, "So far, %u still open", "So far, %u still open", n_open),
                            n_open);
  if (score->bonus > 0)
    {
      g_autofree char *base = encore_score_percent_text (score->base);
      g_autofree char *bonus = encore_score_format_number (round (score->bonus * 10) / 10);

      /* Translators: a score without its bonus, and the bonus in percentage points */
      g_string_append_printf (caption, _ ("%s%s and a bonus of %s"), caption->len > 0 ? "\n" : "", base, bonus);
    }
  if (n_open == 0 && self->scorecard->goal > 0 && !isnan (score->score))
    {
      g_autofree char *goal = encore_score_percent_text (self->scorecard->goal);

      g_string_append_printf (caption, _ ("%sThe goal is %s"), caption->len > 0 ? "\n" : "", goal);
    }
  if (weights != NULL)
    g_string_append_printf (caption, _ ("%sWeights of “%s”"), caption->len > 0 ? "\n" : "", weights);

  gtk_label_set_text (GTK_LABEL (self->score), percent);
  gtk_label_set_text (GTK_LABEL (self->caption), caption->str);
  gtk_widget_set_visible (self->caption, caption->len > 0);
}

/* The question that failed the evaluation, else that which failed the first failed section. */
static const char *
find_cause (EncoreScore *score)
{
  if (score->failed_by != NULL)
    return score->failed_by;

  for (guint i = 0; i < score->sections->len; i++)
    if (((const EncoreSectionScore *) g_ptr_array_index (score->sections, i))->failed_by != NULL)
      return ((const EncoreSectionScore *) g_ptr_array_index (score->sections, i))->failed_by;

  return NULL;
}

static void
show_cause (EncoreScoreSheet *self,
            EncoreScore      *score)
{
  const char *cause = find_cause (score);
  EncoreSection *section = NULL;
  g_autofree char *raw = encore_score_percent_text (score->raw);
  g_autofree char *text = NULL;

  if (cause != NULL)
    encore_scorecard_find_criterion (self->scorecard, cause, &section);
  if (score->failed_by != NULL)
    /* Translators: the score if nothing had failed, and the question that failed the evaluation */
    text = g_strdup_printf (_ ("%s if “%s” had not failed it"), raw, question_of (self, cause));
  else if (section != NULL)
    /* Translators: the score if nothing had failed, a question, and the section that it failed */
    text = g_strdup_printf (_ ("%s if “%s” had not failed “%s”"), raw, question_of (self, cause), section->name);

  gtk_label_set_text (GTK_LABEL (self->cause), text);
  gtk_widget_set_tooltip_text (self->cause, text);
  gtk_widget_set_visible (self->cause, text != NULL);
}

static char *
describe (EncoreScoreSheet *self,
          EncoreEvaluation *evaluation)
{
  const char *kind = encore_evaluation_kind_to_label (evaluation->kind);
  const char *name = evaluation->evaluator_name != NULL ? evaluation->evaluator_name : _ ("Unknown");
  g_autofree char *date = evaluation->state == ENCORE_EVALUATION_SUBMITTED
                              ? encore_text_date_time (evaluation->submitted_at)
                              : g_strdup (evaluation->revision > 1 ? _ ("Revision") : _ ("Draft"));

  return g_strdup_printf ("%s · %s · %s%s%s", kind, name, date, evaluation->is_superseded ? " · " : "",
                          evaluation->is_superseded ? _ ("superseded") : "");
}

static void
show_head (EncoreScoreSheet *self,
           EncoreEvaluation *evaluation,
           EncoreScore      *score)
{
  g_autofree char *text = describe (self, evaluation);
  g_autofree char *counted = g_strdup_printf (_ ("%u of %u answered"), score->n_answered, score->n_asked);
  gboolean draft = encore_review_can_answer (self->review);

  gtk_label_set_text (GTK_LABEL (self->name), self->scorecard->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL, self->scorecard->name,
                                  -1);
  gtk_label_set_text (GTK_LABEL (self->purpose), encore_purpose_to_label (evaluation->purpose));
  gtk_widget_remove_css_class (self->purpose, evaluation->purpose == ENCORE_PURPOSE_RECORD ? "learning" : "record");
  gtk_widget_add_css_class (self->purpose, evaluation->purpose == ENCORE_PURPOSE_RECORD ? "record" : "learning");
  gtk_label_set_text (GTK_LABEL (self->subtitle), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 score->n_asked > 0 ? (double) score->n_answered / score->n_asked : 0);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), counted);
  gtk_widget_set_visible (self->progress, draft);
  gtk_widget_set_visible (self->submit, evaluation->state == ENCORE_EVALUATION_DRAFT);
  gtk_widget_set_sensitive (self->submit, draft);
  gtk_widget_set_visible (self->reopen, encore_review_can_reopen (self->review));
}

static gboolean
differs_when_complex (EncoreScorecard *scorecard)
{
  for (guint i = 0; i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint j = 0; j < section->criteria->len; j++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, j);

          if (criterion->guidance_complex != NULL && *criterion->guidance_complex != '\0')
            return TRUE;
        }
    }

  return FALSE;
}

static void
show_complex (EncoreScoreSheet *self,
              EncoreEvaluation *evaluation)
{
  gtk_widget_set_visible (self->complex, differs_when_complex (self->scorecard));
  gtk_widget_set_sensitive (self->complex, encore_review_can_answer (self->review));
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->complex)) != evaluation->is_complex)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->complex), evaluation->is_complex);
}

static void
on_complex (EncoreScoreSheet *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);
  gboolean is_complex = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->complex));

  if (evaluation == NULL || evaluation->is_complex == is_complex)
    return;

  g_autoptr (EncoreEvaluation) edited = encore_evaluation_copy (evaluation);

  edited->is_complex = is_complex;
  encore_review_save_evaluation (self->review, edited);
}

/**
 * encore_score_sheet_show_figures:
 * @self: a sheet that shows an evaluation
 */
void
encore_score_sheet_show_figures (EncoreScoreSheet *self)
{
  EncoreScore *score = encore_review_get_score (self->review);

  show_head (self, score->evaluation, score);
  show_complex (self, score->evaluation);
  show_sections (self, score);
  show_score (self, score);
  show_cause (self, score);
}

/* The call's evaluations */

/* Made when it is asked for. */
static void
fill_menu (GtkMenuButton *button,
           gpointer       user_data)
{
  EncoreScoreSheet *self = user_data;
  GListModel *evaluations = encore_review_get_evaluations (self->review);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) list = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (evaluations); i++)
    {
      g_autoptr (EncoreEvaluation) evaluation = g_list_model_get_item (evaluations, i);
      g_autofree char *text = describe (self, evaluation);
      g_autofree char *label = g_strdup_printf ("%s: %s", evaluation->scorecard_name, text);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "scorecard.show", "s", evaluation->uuid);
      g_menu_append_item (list, item);
    }

  g_menu_append_section (menu, NULL, G_MENU_MODEL (list));
  g_menu_append (more, _ ("_New Evaluation…"), "scorecard.new");
  if (encore_review_can_answer (self->review))
    g_menu_append (more, _ ("_Discard This Draft"), "scorecard.discard");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* Parts */

static GtkWidget *
make_badge (void)
{
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (badge, "badge");
  return badge;
}

/* With another one of the call. */
static GtkWidget *
make_compare (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-dual-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Side by Side"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Side by Side"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.compare-evaluations");
  gtk_widget_set_name (button, "side-by-side-button");
  gtk_widget_add_css_class (button, "flat");
  return button;
}

GtkWidget *
encore_score_sheet_make_head (EncoreScoreSheet *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->name = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  self->title = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->title), self->name);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->title), fill_menu, self, NULL);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->title), TRUE);
  gtk_widget_set_tooltip_text (self->title, _ ("Evaluations of this call"));
  gtk_widget_add_css_class (self->title, "flat");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_set_halign (self->title, GTK_ALIGN_START);
  self->purpose = make_badge ();
  gtk_box_append (GTK_BOX (first), self->title);
  gtk_box_append (GTK_BOX (first), make_compare ());
  gtk_box_append (GTK_BOX (first), self->purpose);

  self->subtitle = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->subtitle), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->subtitle, TRUE);
  gtk_widget_add_css_class (self->subtitle, "caption");
  gtk_widget_add_css_class (self->subtitle, "dim-label");
  self->complex = gtk_toggle_button_new_with_label (_ ("Complex issue"));
  gtk_widget_set_tooltip_text (self->complex, _ ("Shows how to apply the criteria to a complex issue"));
  gtk_widget_add_css_class (self->complex, "flat");
  gtk_widget_add_css_class (self->complex, "small");
  g_signal_connect_object (self->complex, "toggled", G_CALLBACK (on_complex), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (second), self->subtitle);
  gtk_box_append (GTK_BOX (second), self->complex);

  self->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->progress), TRUE);
  gtk_widget_add_css_class (self->progress, "answered");
  gtk_box_append (GTK_BOX (head), first);
  gtk_box_append (GTK_BOX (head), second);
  gtk_box_append (GTK_BOX (head), self->progress);
  gtk_widget_add_css_class (head, "panel-head");
  return head;
}

GtkWidget *
encore_score_sheet_make_heading (EncoreScoreSheet    *self,
                                 const EncoreSection *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (section->name);
  GtkWidget *percent = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (name, section->guidance);
  gtk_widget_add_css_class (percent, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), percent);
  gtk_widget_add_css_class (box, "section-heading");
  g_ptr_array_add (self->headings, percent);
  return box;
}

static GtkWidget *
make_foot_text (EncoreScoreSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->score = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->score), 0);
  gtk_widget_add_css_class (self->score, "score");
  gtk_widget_add_css_class (self->score, "numeric");
  gtk_widget_set_name (self->score, "score");
  self->caption = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->caption), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->caption), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->caption, "caption");
  gtk_widget_add_css_class (self->caption, "dim-label");
  gtk_box_append (GTK_BOX (box), self->score);
  gtk_box_append (GTK_BOX (box), self->caption);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

GtkWidget *
encore_score_sheet_make_foot (EncoreScoreSheet *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->cause = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->cause), 0);
  gtk_label_set_wrap (GTK_LABEL (self->cause), TRUE);
  gtk_label_set_lines (GTK_LABEL (self->cause), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->cause), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->cause, "caption");
  gtk_widget_add_css_class (self->cause, "cause");
  self->submit = gtk_button_new_with_mnemonic (_ ("S_ubmit"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->submit), "judge.submit");
  gtk_widget_add_css_class (self->submit, "suggested-action");
  self->reopen = gtk_button_new_with_mnemonic (_ ("_Reopen…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->reopen), "judge.reopen");
  gtk_widget_set_valign (self->submit, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->reopen, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), make_foot_text (self));
  gtk_box_append (GTK_BOX (line), self->submit);
  gtk_box_append (GTK_BOX (line), self->reopen);
  gtk_box_append (GTK_BOX (foot), self->cause);
  gtk_box_append (GTK_BOX (foot), line);
  gtk_widget_add_css_class (foot, "score-foot");
  return foot;
}
