/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-score-sheet-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-evidence-bar.h"
#include "encore-text.h"

/* Actions */

static void
step_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (widget);
  int direction = g_variant_get_int32 (parameter);
  EncoreJudgeRow *row = encore_score_sheet_find_visible (self, encore_score_sheet_get_index (self) + direction,
                                                         direction);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static EncoreCriterionAnswer *
current_answer (EncoreScoreSheet *self)
{
  return self->current != NULL && encore_review_can_answer (self->review) ? encore_judge_row_get_answer (self->current)
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

  if (self->current != NULL && encore_review_can_answer (self->review))
    gtk_widget_activate_action (widget, "review.link-evidence", "s", encore_judge_row_get_key (self->current));
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
                                                                    encore_judge_row_get_key (self->current))
                                   : NULL;

  if (answer != NULL && answer->evidence->len > 0)
    encore_evidence_play (widget, self->review, g_ptr_array_index (answer->evidence, 0));
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (widget);

  if (self->current != NULL && encore_review_can_answer (self->review))
    encore_review_clear_answer (self->review, encore_judge_row_get_key (self->current));
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
complex_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  EncoreScoreSheet *self = ENCORE_SCORE_SHEET (widget);

  if (gtk_widget_get_visible (self->complex) && encore_review_can_answer (self->review))
    gtk_widget_activate (self->complex);
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
  if (!encore_review_can_reopen (ENCORE_SCORE_SHEET (widget)->review))
    return;

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

void
encore_score_sheet_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "judge.step", "i", step_action);
  gtk_widget_class_install_action (widget_class, "judge.choose", "i", choose_action);
  gtk_widget_class_install_action (widget_class, "judge.not-applicable", NULL, not_applicable_action);
  gtk_widget_class_install_action (widget_class, "judge.comment", NULL, comment_action);
  gtk_widget_class_install_action (widget_class, "judge.link", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "judge.play", NULL, play_action);
  gtk_widget_class_install_action (widget_class, "judge.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "judge.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "judge.complex", NULL, complex_action);
  gtk_widget_class_install_action (widget_class, "judge.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "judge.leave", NULL, leave_action);
}
