/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-page-private.h"

#include <glib/gi18n.h>

#include "encore-personal-dialog.h"
#include "encore-review-redact.h"
#include "encore-transcript-redacted.h"

/* Redacting what is selected. */

/* Selected words say it exactly; else the stretch that is selected in the waveform. */
static gboolean
find_order (EncoreReviewPage  *self,
            EncoreRedactOrder *order)
{
  if (encore_transcript_redacted_selected (encore_transcript_view_get_text_view (self->transcript), order))
    return TRUE;

  *order = (EncoreRedactOrder) { 0 };
  order->span = encore_review_get_selection (self->review);
  return !encore_span_is_empty (order->span);
}

static void
redact_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  EncoreReviewPage *self = ENCORE_REVIEW_PAGE (widget);
  EncoreRedactOrder order;

  if (find_order (self, &order))
    encore_review_redact (self->review, &order, 1);
  else
    encore_review_page_toast (self, _ ("Select words, or a stretch of the waveform, to redact them"), FALSE);
}

static void
find_personal_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  encore_personal_dialog_present (ENCORE_REVIEW_PAGE (widget)->review, GTK_WINDOW (gtk_widget_get_root (widget)));
}

void
encore_review_page_class_install_redactions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.redact", NULL, redact_action);
  gtk_widget_class_install_action (widget_class, "review.find-personal", NULL, find_personal_action);
}

static void
forget_words (EncoreReviewPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (encore_transcript_view_get_text_view (self->transcript));
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  if (gtk_text_buffer_get_has_selection (buffer))
    gtk_text_buffer_place_cursor (buffer, &at);
}

/* What was selected last is what is meant. */
static void
on_stretch (EncoreReviewPage *self)
{
  if (!encore_span_is_empty (encore_review_get_selection (self->review)))
    forget_words (self);
}

static void
on_redacted (EncoreReviewPage *self,
             guint             n)
{
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "Redacted in text, sound and notes",
                                                        "%u places redacted in text, sound "
                                                        "and notes",
                                                        n),
                                           n);

  encore_review_set_selection (self->review, (EncoreSpan) { 0, 0 });
  forget_words (self);
  encore_review_page_toast (self, text, TRUE);
}

void
encore_review_page_watch_redactions (EncoreReviewPage *self)
{
  g_signal_connect_object (self->review, "redacted", G_CALLBACK (on_redacted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "notify::selection", G_CALLBACK (on_stretch), self, G_CONNECT_SWAPPED);
}
