/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-model-answer-card.h"

#include <glib/gi18n.h>

#include "encore-clip-button.h"

static GtkWidget *
make_text (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_head (EncoreModelAnswer *answer,
           gboolean           can_edit)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = make_text (answer->title, "heading");
  gboolean approved = answer->status == ENCORE_MODEL_ANSWER_APPROVED;
  GtkWidget *badge = gtk_label_new (approved ? _ ("Approved") : _ ("Draft"));

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_add_css_class (badge, approved ? "approved" : "draft");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), badge);
  if (can_edit)
    {
      GtkWidget *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");

      gtk_widget_add_css_class (edit, "flat");
      gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (edit, _ ("Edit this model answer"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Edit this model answer"), -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "answers.edit");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (edit), "s", answer->uuid);
      gtk_box_append (GTK_BOX (head), edit);
    }
  return head;
}

static GtkWidget *
make_step (guint             number,
           const EncoreStep *step)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *position = g_strdup_printf ("%u", number);
  GtkWidget *badge = gtk_label_new (position);

  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_add_css_class (badge, "step-number");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_box_append (GTK_BOX (text), make_text (step->name, "caption-heading"));
  if (step->text != NULL && *step->text != '\0')
    gtk_box_append (GTK_BOX (text), make_text (step->text, NULL));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (row), badge);
  gtk_box_append (GTK_BOX (row), text);
  return row;
}

/**
 * encore_model_answer_card_new:
 * @review: the hub
 * @answer: what to show
 * @can_edit: whether it offers "answers.edit"
 *
 * Returns: (transfer floating): the structure of @answer, its texts, why it works, its example
 */
GtkWidget *
encore_model_answer_card_new (EncoreReview      *review,
                              EncoreModelAnswer *answer,
                              gboolean           can_edit)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_box_append (GTK_BOX (card), make_head (answer, can_edit));
  for (guint i = 0; i < answer->steps->len; i++)
    gtk_box_append (GTK_BOX (card), make_step (i + 1, g_ptr_array_index (answer->steps, i)));

  if (answer->why != NULL && *answer->why != '\0')
    {
      gtk_box_append (GTK_BOX (card), make_text (_ ("Why it works"), "caption-heading"));
      gtk_box_append (GTK_BOX (card), make_text (answer->why, "dim-label"));
    }

  if (answer->clip_call_id != 0 && !encore_span_is_empty (answer->clip))
    gtk_box_append (GTK_BOX (card), encore_clip_button_new (review, answer->clip_call_id, answer->clip));

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "model-answer");
  return card;
}
