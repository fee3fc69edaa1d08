/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-sheet.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "encore-criterion-row.h"
#include "encore-score-sum.h"
#include "encore-shortcut-keys.h"
#include "encore-text.h"

struct _EncoreScoreSheet
{
  GtkWidget parent_instance;

  EncoreReview *review;
  char *uuid;                 /* of the evaluation that the rows are of */
  EncoreScorecard *scorecard; /* that they are made from */
  GPtrArray *rows;            /* EncoreCriterionRow, in order */
  GPtrArray *headings;        /* GtkLabel: each section's percentage */
  EncoreCriterionRow *current;
  guint reveal_id; /* tick callback: brings the current row into sight */
  guint reveal_frames;

  GtkWidget *title;   /* GtkMenuButton: the call's other evaluations */
  GtkWidget *compare; /* with another one of the call */
  GtkWidget *purpose;
  GtkWidget *subtitle;
  GtkWidget *progress;
  GtkWidget *complex; /* GtkToggleButton */
  GtkWidget *scroller;
  GtkWidget *list;
  GtkWidget *sum; /* EncoreScoreSum */
  GtkWidget *score;
  GtkWidget *caption;
  GtkWidget *cause;
  GtkWidget *submit;
  GtkWidget *reopen;
};

G_DEFINE_FINAL_TYPE (EncoreScoreSheet, encore_score_sheet, GTK_TYPE_WIDGET)

#define REVEAL_AFTER_FRAMES 2

/* The current criterion */

static gboolean
on_reveal_tick (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  if (--self->reveal_frames > 0)
    return G_SOURCE_CONTINUE;

  self->reveal_id = 0;
  if (self->current != NULL && gtk_widget_compute_bounds (GTK_WIDGET (self->current), self->list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
  return G_SOURCE_REMOVE;
}

/* Once it has its unfolded size. */
static void
reveal_current (EncoreScoreSheet *self)
{
  self->reveal_frames = REVEAL_AFTER_FRAMES;
  if (self->reveal_id == 0)
    self->reveal_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_reveal_tick, NULL, NULL);
}

static void
set_current (EncoreScoreSheet   *self,
             EncoreCriterionRow *row)
{
  EncoreCriterionRow *before = self->current;

  if (row == before)
    return;

  self->current = row;
  if (before != NULL)
    encore_criterion_row_set_current (before, FALSE);
  if (row == NULL)
    return;

  encore_criterion_row_set_current (row, TRUE);
  reveal_current (self);
}

static void
on_row_current (EncoreScoreSheet   *self,
                EncoreCriterionRow *row)
{
  set_current (self, row);
}

static EncoreCriterionRow *
find_row (EncoreScoreSheet *self,
          const char       *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (encore_criterion_row_get_key (g_ptr_array_index (self->rows, i)), key) == 0)
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

static EncoreCriterionRow *
find_visible (EncoreScoreSheet *self,
              int               from,
              int               direction)
{
  for (int i = from; i >= 0 && i < (int) self->rows->len; i += direction)
    if (gtk_widget_get_visible (g_ptr_array_index (self->rows, (guint) i)))
      return g_ptr_array_index (self->rows, (guint) i);

  return NULL;
}

/* The first that is open, else the first. */
static EncoreCriterionRow *
find_first (EncoreScoreSheet *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);

  for (guint i = 0; i < self->rows->len && encore_review_can_answer (self->review); i++)
    {
      EncoreCriterionRow *row = g_ptr_array_index (self->rows, i);

      if (gtk_widget_get_visible (GTK_WIDGET (row))
          && !encore_answer_is_given (encore_evaluation_find_answer (evaluation, encore_criterion_row_get_key (row))))
        return row;
    }

  return find_visible (self, 0, 1);
}

static int
current_index (EncoreScoreSheet *self)
{
  guint index;

  return self->current != NULL && g_ptr_array_find (self->rows, self->current, &index) ? (int) index : -1;
}

const char *
encore_score_sheet_get_current (EncoreScoreSheet *self)
{
  g_return_val_if_fail (ENCORE_IS_SCORE_SHEET (self), NULL);

  return self->current != NULL ? encore_criterion_row_get_key (self->current) : NULL;
}

/**
 * encore_score_sheet_go_to:
 * @self: a sheet
 * @key: (nullable): of a criterion; %NULL: where one left off, or the first that is open
 */
void
encore_score_sheet_go_to (EncoreScoreSheet *self,
                          const char       *key)
{
  g_return_if_fail (ENCORE_IS_SCORE_SHEET (self));

  EncoreCriterionRow *row = key != NULL ? find_row (self, key) : self->current;

  if (row == NULL)
    row = find_first (self);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Rows */

static GtkWidget *
make_heading (EncoreScoreSheet    *self,
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

static void
add_row (EncoreScoreSheet *self,
         const char       *key)
{
  GtkWidget *row = encore_criterion_row_new (self->review, key);

  g_signal_connect_object (row, "current", G_CALLBACK (on_row_current), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  gtk_box_append (GTK_BOX (self->list), row);
}

static void
add_section (EncoreScoreSheet    *self,
             const EncoreSection *section,
             gboolean             headers)
{
  for (guint i = 0; i < section->criteria->len; i++)
    {
      const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, i);

      if (criterion->is_header == headers)
        add_row (self, criterion->key);
    }
}

static gboolean
has_elements (const EncoreSection *section)
{
  for (guint i = 0; i < section->criteria->len; i++)
    if (!((const EncoreCriterion *) g_ptr_array_index (section->criteria, i))->is_header)
      return TRUE;

  return FALSE;
}

/* What is asked about the call as a whole comes first. */
static void
make_rows (EncoreScoreSheet *self)
{
  for (guint i = 0; i < self->scorecard->sections->len; i++)
    add_section (self, g_ptr_array_index (self->scorecard->sections, i), TRUE);
  for (guint i = 0; i < self->scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (self->scorecard->sections, i);

      if (!has_elements (section))
        {
          g_ptr_array_add (self->headings, NULL);
          continue;
        }
      gtk_box_append (GTK_BOX (self->list), make_heading (self, section));
      add_section (self, section, FALSE);
    }
}

static void
clear_rows (EncoreScoreSheet *self)
{
  GtkWidget *child;

  self->current = NULL;
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->headings, 0);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
}

/* Another evaluation, or another scorecard, has other rows. */
static void
follow_evaluation (EncoreScoreSheet *self,
                   EncoreEvaluation *evaluation)
{
  EncoreScorecard *scorecard = encore_review_get_scorecard (self->review);

  if (g_strcmp0 (self->uuid, evaluation != NULL ? evaluation->uuid : NULL) == 0 && self->scorecard == scorecard)
    return;

  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  clear_rows (self);
  g_free (self->uuid);
  self->uuid = evaluation != NULL ? g_strdup (evaluation->uuid) : NULL;
  g_set_object (&self->scorecard, scorecard);
  if (scorecard == NULL || evaluation == NULL)
    return;

  make_rows (self);
  set_current (self, find_first (self));
  if (had_focus)
    encore_score_sheet_go_to (self, NULL);
}

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
  if (weights != NULL)
    g_string_append_printf (caption, _ ("%sWeights of “%s”"), caption->len > 0 ? "\n" : "", weights);

  gtk_label_set_text (GTK_LABEL (self->score), percent);
  gtk_label_set_text (GTK_LABEL (self->caption), caption->str);
  gtk_widget_set_visible (self->caption, caption->len > 0);
}

static void
show_cause (EncoreScoreSheet *self,
            EncoreScore      *score)
{
  g_autofree char *text = NULL;

  if (score->failed_by != NULL)
    {
      g_autofree char *raw = encore_score_percent_text (score->raw);

      /* Translators: the question that failed the evaluation, and the score if nothing had failed */
      text = g_strdup_printf (_ ("Failed by “%s”. Without that: %s"), question_of (self, score->failed_by), raw);
    }
  for (guint i = 0; text == NULL && i < score->sections->len; i++)
    {
      const EncoreSectionScore *section = g_ptr_array_index (score->sections, i);

      if (section->failed_by != NULL)
        text = g_strdup_printf (_ ("“%s” failed by “%s”"), section->section->name,
                                question_of (self, section->failed_by));
    }

  gtk_label_set_text (GTK_LABEL (self->cause), text);
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

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->title), self->scorecard->name);
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

static void
refresh (EncoreScoreSheet *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);
  EncoreScore *score = encore_review_get_score (self->review);

  follow_evaluation (self, evaluation);
  if (score == NULL || self->scorecard == NULL)
    return;

  for (guint i = 0; i < self->rows->len; i++)
    encore_criterion_row_refresh (g_ptr_array_index (self->rows, i));
  show_head (self, evaluation, score);
  show_complex (self, evaluation);
  show_sections (self, score);
  show_score (self, score);
  show_cause (self, score);
  encore_score_sum_refresh (ENCORE_SCORE_SUM (self->sum));
}

/* Chips name moments, which change. */
static void
on_moments (EncoreScoreSheet *self)
{
  if (self->current != NULL)
    encore_criterion_row_refresh (self->current);
}

/* Actions */

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (widget);
  int direction = g_variant_get_int32 (parameter);
  EncoreCriterionRow *row = find_visible (self, current_index (self) + direction, direction);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static EncoreCriterionAnswer *
current_answer (EncoreScoreSheet *self)
{
  return self->current != NULL && encore_review_can_answer (self->review)
             ? encore_criterion_row_get_answer (self->current)
             : NULL;
}

/* Where 0 is no answer it stays what it is elsewhere. */
static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EncoreCriterionAnswer *answer = current_answer (ENCORE_SCORE_SHEET (widget));
  int digit = g_variant_get_int32 (parameter);

  if ((answer == NULL || !encore_criterion_answer_choose (answer, (guint) digit)) && digit == 0)
    gtk_widget_activate_action (widget, "review.change-speed", "i", 0);
}

static void
not_applicable_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  EncoreCriterionAnswer *answer = current_answer (ENCORE_SCORE_SHEET (widget));

  if (answer != NULL)
    encore_criterion_answer_not_applicable (answer);
}

static void
comment_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  EncoreCriterionAnswer *answer = current_answer (ENCORE_SCORE_SHEET (widget));

  if (answer != NULL)
    encore_criterion_answer_comment (answer);
}

static void
link_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (widget);

  if (self->current != NULL)
    encore_review_add_evidence (self->review, encore_criterion_row_get_key (self->current));
}

static void
play_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (widget);
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);
  const EncoreAnswer *answer = self->current != NULL && evaluation != NULL
                                   ? encore_evaluation_find_answer (evaluation,
                                                                    encore_criterion_row_get_key (self->current))
                                   : NULL;

  if (answer != NULL && answer->evidence->len > 0)
    encore_review_play_evidence (self->review, g_ptr_array_index (answer->evidence, 0));
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (widget);

  if (self->current != NULL && encore_review_can_answer (self->review))
    encore_review_clear_answer (self->review, encore_criterion_row_get_key (self->current));
}

/* Refused, it goes to the first that must be answered. */
static void
submit_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (widget);
  g_autoptr (GPtrArray) open = encore_review_submit (self->review);

  if (open == NULL || open->len == 0)
    return;

  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%u criterion must be answered first",
                                                        "%u criteria must be answered first", open->len),
                                           open->len);

  gtk_widget_activate_action (widget, "review.tell", "s", text);
  encore_score_sheet_go_to (self, g_ptr_array_index (open, 0));
}

static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "review.listen-again", NULL);
}

/* Reopening */

static void
on_reason (GtkEditable      *entry,
           AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "reopen", !encore_text_is_blank (gtk_editable_get_text (entry)));
}

static void
on_reopen (EncoreScoreSheet *self,
           const char       *response,
           AdwMessageDialog *dialog)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));

  if (g_strcmp0 (response, "reopen") != 0)
    return;

  encore_review_reopen (self->review, gtk_editable_get_text (entry));
  encore_score_sheet_go_to (self, NULL);
}

static void
reopen_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Reopen This Evaluation?"),
      _ ("What was submitted stays as it is. A revision begins with the same answers, and takes its place once it is "
         "submitted."));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Why?"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "reopen", _ ("_Reopen"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "reopen", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "reopen");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "reopen", FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (on_reason), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_reopen), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
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

static GtkWidget *
make_head (EncoreScoreSheet *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = gtk_menu_button_new ();
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->title), TRUE);
  gtk_widget_set_tooltip_text (self->title, _ ("Evaluations of this call"));
  gtk_widget_add_css_class (self->title, "flat");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_set_halign (self->title, GTK_ALIGN_START);
  self->purpose = make_badge ();
  self->compare = gtk_button_new_from_icon_name ("view-dual-symbolic");
  gtk_widget_set_tooltip_text (self->compare, _ ("Side by Side"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->compare), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Side by Side"),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->compare), "review.compare-evaluations");
  gtk_widget_set_name (self->compare, "side-by-side-button");
  gtk_widget_add_css_class (self->compare, "flat");
  gtk_box_append (GTK_BOX (first), self->title);
  gtk_box_append (GTK_BOX (first), self->compare);
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
  g_signal_connect_swapped (self->complex, "toggled", G_CALLBACK (on_complex), self);
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

static GtkWidget *
make_list (EncoreScoreSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->list, "criteria");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Criteria"), -1);
  self->sum = encore_score_sum_new (self->review);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->sum);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  return self->scroller;
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

static GtkWidget *
make_foot (EncoreScoreSheet *self)
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

static void
make_parts (EncoreScoreSheet *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (page), make_head (self));
  gtk_box_append (GTK_BOX (page), make_list (self));
  gtk_box_append (GTK_BOX (page), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (page), make_foot (self));
  gtk_widget_set_parent (page, GTK_WIDGET (self));
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

/* Widget */

static void
encore_score_sheet_dispose (GObject *object)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->reveal_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->reveal_id);
  self->reveal_id = 0;
  self->current = NULL;
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_object (&self->scorecard);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_score_sheet_parent_class)->dispose (object);
}

static void
encore_score_sheet_class_init (EncoreScoreSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_score_sheet_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "judge.step", "i", step_action);
  gtk_widget_class_install_action (widget_class, "judge.choose", "i", choose_action);
  gtk_widget_class_install_action (widget_class, "judge.not-applicable", NULL, not_applicable_action);
  gtk_widget_class_install_action (widget_class, "judge.comment", NULL, comment_action);
  gtk_widget_class_install_action (widget_class, "judge.link", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "judge.play", NULL, play_action);
  gtk_widget_class_install_action (widget_class, "judge.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "judge.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "judge.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "judge.leave", NULL, leave_action);
}

static void
encore_score_sheet_init (EncoreScoreSheet *self)
{
  self->rows = g_ptr_array_new ();
  self->headings = g_ptr_array_new ();
}

/**
 * encore_score_sheet_new:
 * @review: the hub
 *
 * Returns: (transfer floating): the evaluation that it shows
 */
GtkWidget *
encore_score_sheet_new (EncoreReview *review)
{
  static const char *const groups[] = { "judge", NULL };
  EncoreScoreSheet *self = g_object_new (ENCORE_TYPE_SCORE_SHEET, NULL);

  self->review = g_object_ref (review);
  make_parts (self);
  encore_shortcut_keys_attach_inside (GTK_WIDGET (self), groups);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->title), fill_menu, self, NULL);
  g_signal_connect_object (review, "notify::evaluation", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::evaluations", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_review_get_moments (review), "items-changed", G_CALLBACK (on_moments), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
