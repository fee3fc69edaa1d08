/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-evidence-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-evidence-bar.h"
#include "encore-review-judge.h"
#include "encore-text.h"

/* What the button plays: evidence belongs to its answer, which may be gone before the button is. */
typedef struct
{
  EncoreReview *review;
  EncoreAnswer *answer;
} Played;

static void
played_free (gpointer  data,
             GClosure *closure)
{
  Played *played = data;

  g_object_unref (played->review);
  encore_answer_free (played->answer);
  g_free (played);
}

static void
on_clicked (GtkButton *button,
            gpointer   user_data)
{
  const Played *played = user_data;

  encore_review_play_evidence (played->review, played->answer->evidence->pdata[0]);
}

static char *
write_where (EncoreReview         *review,
             const EncoreEvidence *evidence)
{
  EncoreMoment *moment = evidence->moment != NULL ? encore_review_find_moment (review, evidence->moment) : NULL;
  EncoreSpan span = moment != NULL ? moment->span : evidence->span;
  int segment = moment != NULL ? moment->first_segment : evidence->first_segment;

  if (span.start_ms >= 0)
    return encore_text_position (span.start_ms);
  if (segment >= 0)
    return g_strdup_printf (_ ("Turn %d"), segment + 1);

  return g_strdup (_ ("A moment"));
}

/**
 * encore_evidence_button_new:
 * @review: the hub
 * @evidence: what an answer rests on
 *
 * Returns: (transfer floating): a button that says where it is, and plays it
 */
GtkWidget *
encore_evidence_button_new (EncoreReview         *review,
                            const EncoreEvidence *evidence)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  g_autofree char *text = encore_evidence_to_text (review, evidence);
  g_autofree char *where = write_where (review, evidence);
  g_autofree char *name = g_strdup_printf (_ ("Play the evidence at %s"), where);
  Played *played = g_new0 (Played, 1);

  *played = (Played) { g_object_ref (review), encore_answer_new (NULL) };
  encore_answer_add_evidence (played->answer, evidence->moment, evidence->span, evidence->first_segment,
                              evidence->last_segment);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked), played, played_free, 0);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "media-playback-start-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), where);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}
