/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-page-private.h"

#include <glib/gi18n.h>

#include "encore-banner.h"
#include "encore-evaluation-compare.h"
#include "encore-review-blind.h"

/* One's own view first; then both, side by side. */

static GtkWindow *
get_window (EncoreReviewPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
on_reveal_response (AdwMessageDialog *dialog,
                    const char       *response,
                    EncoreReviewPage *self)
{
  if (g_str_equal (response, "reveal"))
    encore_review_reveal (self->review);
}

static void
reveal (GtkWidget  *widget,
        const char *action,
        GVariant   *target)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (get_window (self), _ ("Show the Coach’s View Now?"),
                              _ ("You see others’ moments and evaluations before you have said what you think. That it "
                                 "was so stays known.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "reveal", _ ("_Show Now"), NULL);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_reveal_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
compare (GtkWidget  *widget,
         const char *action,
         GVariant   *target)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  encore_evaluation_compare_present (self->review, encore_review_get_evaluation (self->review), get_window (self));
}

/* Whoever has just said what they think sees what others do. */
static void
show_both (EncoreReviewPage *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);

  if (!self->said_own_view || encore_review_get_blind (self->review) || evaluation == NULL
      || evaluation->kind != ENCORE_EVALUATION_SELF || evaluation->state != ENCORE_EVALUATION_SUBMITTED
      || !encore_evaluation_compare_possible (self->review) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->said_own_view = FALSE;
  encore_evaluation_compare_present (self->review, evaluation, get_window (self));
}

static void
on_evaluations (EncoreReviewPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.compare-evaluations",
                                 encore_evaluation_compare_possible (self->review));
  show_both (self);
}

static void
on_blind (EncoreReviewPage *self)
{
  gboolean asks = encore_review_asks_own_view (self->review);
  gboolean blind = encore_review_get_blind (self->review);

  encore_banner_set_revealed (ENCORE_BANNER (self->blind_banner), asks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.reveal", asks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.export-moments", !blind);
  if (asks)
    self->said_own_view = TRUE;
  else if (encore_review_get_revealed_at (self->review) != ENCORE_NO_TIME)
    self->said_own_view = FALSE;
  show_both (self);
}

static void
on_call (EncoreReviewPage *self)
{
  self->said_own_view = encore_review_asks_own_view (self->review);
}

void
encore_review_page_watch_blind (EncoreReviewPage *self)
{
  GtkWidget *box = gtk_widget_get_parent (self->error_banner);

  self->blind_banner = encore_banner_new (_ ("Your own view first. The coach’s view is shown once you have submitted "
                                             "yours."));
  encore_banner_set_button (ENCORE_BANNER (self->blind_banner), _ ("Show the Coach’s View Now"), "review.reveal");
  gtk_widget_set_name (self->blind_banner, "blind-banner");
  gtk_box_insert_child_after (GTK_BOX (box), self->blind_banner, self->error_banner);
  g_signal_connect_object (self->review, "notify::call", G_CALLBACK (on_call), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::blind", G_CALLBACK (on_blind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::evaluations", G_CALLBACK (on_evaluations), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::evaluation", G_CALLBACK (show_both), self, G_CONNECT_SWAPPED);
  on_blind (self);
  on_evaluations (self);
}

void
encore_review_page_class_install_blind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.reveal", NULL, reveal);
  gtk_widget_class_install_action (widget_class, "review.compare-evaluations", NULL, compare);
}
