/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-evidence-bar.h"

#include <glib/gi18n.h>

#include "encore-review-text.h"
#include "encore-text.h"

struct _EncoreEvidenceBar
{
  GtkWidget parent_instance;

  EncoreReview *review;
  char *key;   /* of the criterion */
  char *shown; /* what the chips say */
};

G_DEFINE_FINAL_TYPE (EncoreEvidenceBar, encore_evidence_bar, GTK_TYPE_WIDGET)

static char *
when (const EncoreEvidence *evidence)
{
  if (encore_span_is_empty (evidence->span))
    return evidence->first_segment < 0 ? g_strdup ("–") : g_strdup_printf (_ ("Turn %d"), evidence->first_segment + 1);

  g_autofree char *start = encore_text_position (evidence->span.start_ms);
  g_autofree char *end = encore_text_position (evidence->span.end_ms);

  return g_strdup_printf ("%s–%s", start, end);
}

static const char *
first_words (EncoreReview *review,
             int           segment)
{
  EncoreTranscript *transcript = encore_review_get_transcript (review);

  if (transcript == NULL || segment < 0 || (guint) segment >= encore_transcript_get_length (transcript))
    return NULL;

  return encore_transcript_get (transcript, (guint) segment)->text;
}

/**
 * encore_evidence_to_text:
 * @review: the hub
 * @evidence: of an answer
 *
 * Returns: (transfer full): when it is and what it is, or that it is gone
 */
char *
encore_evidence_to_text (EncoreReview         *review,
                         const EncoreEvidence *evidence)
{
  EncoreMoment *moment = encore_review_find_moment (review, evidence->moment);
  g_autofree char *span = when (evidence);

  if (moment != NULL)
    {
      g_autofree char *caption = encore_moment_caption (review, moment);
      g_autofree char *times = encore_moment_when (review, moment);
      gboolean noted = moment->note != NULL && *moment->note != '\0';

      return g_strdup_printf ("%s %s%s%s", times, caption, noted ? ": " : "", noted ? moment->note : "");
    }
  /* Translators: what an answer rests on, after its times */
  if (evidence->moment != NULL)
    return g_strdup_printf (_ ("%s moment that was deleted"), span);

  const char *words = first_words (review, evidence->first_segment);

  return words != NULL ? g_strdup_printf ("%s %s", span, words) : g_steal_pointer (&span);
}

/**
 * encore_evidence_play:
 * @widget: in a review page
 * @review: its hub
 * @evidence: of an answer
 *
 * Plays it; where there is nothing to be heard, the text goes there.
 */
void
encore_evidence_play (GtkWidget            *widget,
                      EncoreReview         *review,
                      const EncoreEvidence *evidence)
{
  EncoreMoment *moment = encore_review_find_moment (review, evidence->moment);
  int segment = moment != NULL ? moment->first_segment : evidence->first_segment;

  if (encore_review_is_text_only (review) && segment >= 0)
    gtk_widget_activate_action (widget, "review.go-to-segment", "i", segment);
  else
    encore_review_play_evidence (review, evidence);
}

/* Chips */

static const EncoreEvidence *
find_evidence (EncoreEvidenceBar *self,
               guint              index)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);
  const EncoreAnswer *answer = evaluation != NULL ? encore_evaluation_find_answer (evaluation, self->key) : NULL;

  return answer != NULL && index < answer->evidence->len ? g_ptr_array_index (answer->evidence, index) : NULL;
}

static guint
chip_index (GtkWidget *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "encore-index"));
}

static void
on_play (EncoreEvidenceBar *self,
         GtkWidget         *button)
{
  const EncoreEvidence *evidence = find_evidence (self, chip_index (button));

  if (evidence != NULL)
    encore_evidence_play (GTK_WIDGET (self), self->review, evidence);
}

static void
on_remove (EncoreEvidenceBar *self,
           GtkWidget         *button)
{
  encore_review_remove_evidence (self->review, self->key, chip_index (button));
}

static GtkWidget *
make_play (EncoreEvidenceBar *self,
           guint              index,
           const char        *text,
           gboolean           gone)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box),
                  gtk_image_new_from_icon_name (gone ? "edit-delete-symbolic" : "media-playback-start-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, text);
  g_object_set_data (G_OBJECT (button), "encore-index", GUINT_TO_POINTER (index));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_play), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_chip (EncoreEvidenceBar    *self,
           const EncoreEvidence *evidence,
           guint                 index,
           gboolean              can_edit)
{
  g_autofree char *text = encore_evidence_to_text (self->review, evidence);
  gboolean gone = evidence->moment != NULL && encore_review_find_moment (self->review, evidence->moment) == NULL;
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (chip), make_play (self, index, text, gone));
  if (can_edit)
    {
      GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");

      gtk_widget_add_css_class (remove, "flat");
      gtk_widget_set_tooltip_text (remove, _ ("Unlink"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Unlink"), -1);
      g_object_set_data (G_OBJECT (remove), "encore-index", GUINT_TO_POINTER (index));
      g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (chip), remove);
    }
  gtk_widget_add_css_class (chip, "evidence");
  if (gone)
    gtk_widget_add_css_class (chip, "gone");
  return chip;
}

/* Object */

static void
clear (EncoreEvidenceBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
encore_evidence_bar_dispose (GObject *object)
{
  EncoreEvidenceBar *self = ENCORE_EVIDENCE_BAR (object);

  clear (self);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_evidence_bar_parent_class)->dispose (object);
}

static void
encore_evidence_bar_finalize (GObject *object)
{
  g_free (ENCORE_EVIDENCE_BAR (object)->key);
  g_free (ENCORE_EVIDENCE_BAR (object)->shown);
  G_OBJECT_CLASS (encore_evidence_bar_parent_class)->finalize (object);
}

static void
encore_evidence_bar_class_init (EncoreEvidenceBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_evidence_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_evidence_bar_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
encore_evidence_bar_init (EncoreEvidenceBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 3);
}

/**
 * encore_evidence_bar_new:
 * @review: the hub
 * @key: of a criterion
 *
 * Returns: (transfer floating): an empty bar, to be refreshed
 */
GtkWidget *
encore_evidence_bar_new (EncoreReview *review,
                         const char   *key)
{
  EncoreEvidenceBar *self = g_object_new (ENCORE_TYPE_EVIDENCE_BAR, NULL);

  self->review = g_object_ref (review);
  self->key = g_strdup (key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Evidence"), -1);
  return GTK_WIDGET (self);
}

/* Chips that say what they said before stay, and keep the focus. */
static gboolean
is_shown (EncoreEvidenceBar  *self,
          const EncoreAnswer *answer,
          gboolean            can_edit)
{
  g_autoptr (GString) said = g_string_new (can_edit ? "edit" : "read");

  for (guint i = 0; answer != NULL && i < answer->evidence->len; i++)
    {
      g_autofree char *text = encore_evidence_to_text (self->review, g_ptr_array_index (answer->evidence, i));

      g_string_append_printf (said, "\n%s", text);
    }
  if (g_strcmp0 (self->shown, said->str) == 0)
    return TRUE;

  g_free (self->shown);
  self->shown = g_strdup (said->str);
  return FALSE;
}

void
encore_evidence_bar_refresh (EncoreEvidenceBar  *self,
                             const EncoreAnswer *answer,
                             gboolean            can_edit)
{
  g_return_if_fail (ENCORE_IS_EVIDENCE_BAR (self));

  if (is_shown (self, answer, can_edit))
    return;

  clear (self);
  for (guint i = 0; answer != NULL && i < answer->evidence->len; i++)
    gtk_widget_set_parent (make_chip (self, g_ptr_array_index (answer->evidence, i), i, can_edit), GTK_WIDGET (self));

  if (answer == NULL || answer->evidence->len == 0)
    {
      GtkWidget *none = gtk_label_new (_ ("No evidence"));

      gtk_label_set_xalign (GTK_LABEL (none), 0);
      gtk_widget_add_css_class (none, "caption");
      gtk_widget_add_css_class (none, "dim-label");
      gtk_widget_set_parent (none, GTK_WIDGET (self));
    }
}
