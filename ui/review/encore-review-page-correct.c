/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-page-private.h"

#include <glib/gi18n.h>

#include "encore-compare-dialog.h"
#include "encore-review-correct.h"
#include "encore-review-text.h"
#include "encore-times-dialog.h"

/* What the page can do with the transcript. */

static void
correct_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  encore_transcript_view_correct (self->transcript, encore_transcript_view_choose_segment (self->transcript));
}

static void
split_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  int segment = -1;
  gsize offset = encore_transcript_view_choose_place (self->transcript, &segment);

  if (encore_review_get_transcript (self->review) != NULL && segment >= 0
      && !encore_review_split_segment (self->review, (guint) segment, NULL, offset))
    encore_review_page_toast (self, _ ("There is nothing to split there"), FALSE);
}

static void
merge_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  int segment = encore_transcript_view_choose_segment (self->transcript);

  if (segment < 0)
    return;
  if (segment + 1 < (int) encore_transcript_get_length (encore_review_get_transcript (self->review)))
    encore_review_join_segments (self->review, (guint) segment, NULL);
  else
    encore_review_page_toast (self, _ ("There is no next segment"), FALSE);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  int segment = encore_transcript_view_choose_segment (self->transcript);
  g_autoptr (GError) error = NULL;

  if (segment < 0)
    return;
  if (!encore_review_can_correct (self->review, (guint) segment, &error))
    {
      encore_review_page_toast (self, error->message, FALSE);
      return;
    }

  encore_review_delete_segment (self->review, (guint) segment);
  encore_review_page_toast (self, _ ("Segment deleted"), TRUE);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  int first, last;

  if (!encore_transcript_view_get_selected (self->transcript, &first, &last) || first < 0)
    first = last = encore_transcript_view_choose_segment (self->transcript);
  if (first < 0)
    return;

  g_autofree char *text = encore_segments_copy_text (self->review, (guint) first, (guint) last);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  encore_review_page_toast (self, _ ("Copied with times and speakers"), FALSE);
}

static void
present (EncoreReviewPage *self,
         GtkWidget        *dialog)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  if (encore_review_get_original (self->review) == NULL)
    encore_review_page_toast (self, _ ("This transcript is as it was imported"), FALSE);
  else
    present (self, encore_compare_dialog_new (self->review));
}

static void
adjust_times_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);

  if (transcript == NULL || !encore_transcript_is_timed (transcript))
    encore_review_page_toast (self, _ ("This transcript has no times"), FALSE);
  else
    present (self, encore_times_dialog_new (self->review, self->transcript));
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);

  if (encore_review_get_original (self->review) == NULL)
    return;

  encore_review_restore_original (self->review);
  encore_review_page_toast (self, _ ("Original transcript restored"), TRUE);
}

void
encore_review_page_class_install_corrections (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "review.correct", correct_action },           { "review.split-segment", split_action },
    { "review.merge-segments", merge_action },      { "review.delete-segment", delete_action },
    { "review.copy-with-times", copy_action },      { "review.compare", compare_action },
    { "review.adjust-times", adjust_times_action }, { "review.restore-original", restore_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_install_property_action (widget_class, "review.as-turns", "as-turns");
}
