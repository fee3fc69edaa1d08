/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-dispute-dialog.h"

#include <glib/gi18n.h>

#include "encore-answer-choice.h"
#include "encore-note-entry.h"
#include "encore-review-disputes.h"
#include "encore-text.h"

/* What the dialog is about; it goes with it. */
typedef struct
{
  EncoreReview *review;
  EncoreEvaluation *evaluation; /* when proposing */
  EncoreDispute *dispute;       /* when answering */
  AdwMessageDialog *dialog;
  EncoreAnswerChoice *choice; /* NULL when answering */
  EncoreNoteEntry *reason;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->review);
  g_clear_object (&asked->evaluation);
  g_clear_object (&asked->dispute);
  g_free (asked);
}

/* There is something to say, and it is another thing than before. */
static void
check (Asked *asked)
{
  g_autofree char *reason = encore_note_entry_get_text (asked->reason);
  g_autoptr (EncoreAnswer) answer = asked->choice != NULL ? encore_answer_choice_answer (asked->choice) : NULL;
  gboolean ready = !encore_text_is_blank (reason);

  if (answer != NULL)
    ready = ready && encore_answer_is_given (answer)
            && !encore_answer_equal (answer, encore_evaluation_find_answer (asked->evaluation, answer->key));
  adw_message_dialog_set_response_enabled (asked->dialog, "send", ready);
}

static void
on_response (AdwMessageDialog *dialog,
             const char       *response,
             Asked            *asked)
{
  g_autofree char *reason = encore_note_entry_get_text (asked->reason);

  if (!g_str_equal (response, "send"))
    return;

  if (asked->choice != NULL)
    encore_review_propose (asked->review, asked->evaluation, encore_answer_choice_answer (asked->choice), reason);
  else
    encore_review_settle (asked->review, asked->dispute, ENCORE_DISPUTE_DECLINED, reason);
}

static void
on_reason_enter (Asked *asked)
{
  gtk_widget_activate_default (GTK_WIDGET (asked->reason));
}

static void
on_reason_cancel (Asked *asked)
{
  gtk_window_close (GTK_WINDOW (asked->dialog));
}

static GtkWidget *
make_reason (Asked      *asked,
             const char *placeholder)
{
  GtkWidget *reason = encore_note_entry_new (placeholder);

  asked->reason = ENCORE_NOTE_ENTRY (reason);
  gtk_widget_set_name (reason, "dispute-reason");
  gtk_accessible_update_property (GTK_ACCESSIBLE (reason), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder, -1);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (reason)), "changed", G_CALLBACK (check), asked);
  g_signal_connect_swapped (reason, "activate", G_CALLBACK (on_reason_enter), asked);
  g_signal_connect_swapped (reason, "cancel", G_CALLBACK (on_reason_cancel), asked);
  return reason;
}

static Asked *
asked_new (EncoreReview *review,
           const char   *title,
           const char   *body,
           const char   *send,
           GtkWindow    *parent)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->review = g_object_ref (review);
  asked->dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, title, body));
  adw_message_dialog_add_responses (asked->dialog, "cancel", _ ("_Cancel"), "send", send, NULL);
  adw_message_dialog_set_response_appearance (asked->dialog, "send", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (asked->dialog, "send");
  adw_message_dialog_set_close_response (asked->dialog, "cancel");
  g_object_set_data_full (G_OBJECT (asked->dialog), "encore-asked", asked, asked_free);
  g_signal_connect (asked->dialog, "response", G_CALLBACK (on_response), asked);
  return asked;
}

static void
present (Asked     *asked,
         GtkWidget *content,
         GtkWidget *focus)
{
  adw_message_dialog_set_extra_child (asked->dialog, content);
  check (asked);
  gtk_window_present (GTK_WINDOW (asked->dialog));
  gtk_widget_grab_focus (focus);
}

/**
 * encore_dispute_dialog_propose:
 * @review: the hub
 * @evaluation: a submitted evaluation of one's own call
 * @criterion: what one would answer otherwise
 * @parent: the window before which it stands
 *
 * Asks for another answer and the reason for it.
 */
void
encore_dispute_dialog_propose (EncoreReview          *review,
                               EncoreEvaluation      *evaluation,
                               const EncoreCriterion *criterion,
                               GtkWindow             *parent)
{
  const EncoreAnswer *given = encore_evaluation_find_answer (evaluation, criterion->key);
  g_autofree char *answer = encore_answer_to_text (given, criterion);
  g_autofree char *body = g_strdup_printf (_ ("%s\n\nAnswered: %s"), criterion->question, answer);
  Asked *asked = asked_new (review, _ ("Propose Another Answer"), body, _ ("_Propose"), parent);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *choice = encore_answer_choice_new (criterion, given);

  asked->evaluation = g_object_ref (evaluation);
  asked->choice = ENCORE_ANSWER_CHOICE (choice);
  gtk_widget_set_name (choice, "dispute-answer");
  g_signal_connect_swapped (choice, "changed", G_CALLBACK (check), asked);
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (box), make_reason (asked, _ ("Why you think so")));
  present (asked, box, choice);
}

/**
 * encore_dispute_dialog_decline:
 * @review: the hub
 * @dispute: an open one
 * @parent: the window before which it stands
 *
 * Asks for what is said to it: the answer stays as it is.
 */
void
encore_dispute_dialog_decline (EncoreReview  *review,
                               EncoreDispute *dispute,
                               GtkWindow     *parent)
{
  Asked *asked = asked_new (review, _ ("Answer"), _ ("The evaluation stays as it is. What do you say to it?"),
                            _ ("_Answer"), parent);
  GtkWidget *reason;

  asked->dispute = g_object_ref (dispute);
  reason = make_reason (asked, _ ("Your answer"));
  present (asked, reason, reason);
}
