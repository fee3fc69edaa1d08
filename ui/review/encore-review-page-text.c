/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-page-private.h"

/* Conversations in writing: there is nothing to hear, so there is no player and no picture of the sound. */

static void
show_sound (EncoreReviewPage *self)
{
  gboolean has_sound = !encore_review_is_text_only (self->review);
  GtkWidget *waveform = GTK_WIDGET (self->waveform);

  if (gtk_widget_get_visible (waveform) == has_sound)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.play-moments", has_sound);
  gtk_widget_set_visible (waveform, has_sound);
  gtk_widget_set_visible (self->transport_line, has_sound);
  gtk_widget_set_visible (self->transport_slot, has_sound);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The hub sets call, recordings and transcript before it says that it has loaded them. */
void
encore_review_page_watch_text (EncoreReviewPage *self)
{
  static const char *const signals[] = { "notify::call", "notify::recording", "notify::transcript", "notify::loading" };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->review, signals[i], G_CALLBACK (show_sound), self, G_CONNECT_SWAPPED);
  show_sound (self);
}

/* Where time does not say where one is, the cursor does. Returns FALSE where it does. */
gboolean
encore_review_page_step_text (EncoreReviewPage *self,
                              int               direction)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  int first = -1, last = -1;

  if (!encore_review_is_text_only (self->review) || encore_transcript_is_timed (transcript))
    return FALSE;

  encore_transcript_view_get_selected (self->transcript, &first, &last);
  encore_transcript_view_go_to_segment (self->transcript, MAX (first + (direction > 0 ? 1 : -1), 0));
  return TRUE;
}

/**
 * encore_review_page_go_to_segment:
 * @self: a page whose call may not have been loaded yet
 * @segment: where to go
 */
void
encore_review_page_go_to_segment (EncoreReviewPage *self,
                                  int               segment)
{
  g_return_if_fail (ENCORE_IS_REVIEW_PAGE (self));

  encore_transcript_view_go_to_segment (self->transcript, segment);
}
