/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-evaluation-sides.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-evaluation-text.h"
#include "encore-evidence-button.h"
#include "encore-text.h"

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_dim (const char *text,
          const char *css_class)
{
  GtkWidget *label = make_label (text, css_class);

  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
make_sides (GtkWidget *first,
            GtkWidget *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

/* Scores */

/* Two facts, beside the score and never in it. */
static char *
write_facts (EncoreScore *score)
{
  static const char *const words[] = {
    [ENCORE_FACT_UNKNOWN] = N_ ("not said"),
    [ENCORE_FACT_YES] = N_ ("yes"),
    [ENCORE_FACT_NO] = N_ ("no"),
  };

  /* Translators: whether the agent noticed the opening, and whether they acted: yes, no or not said */
  return g_strdup_printf (_ ("Recognised: %s · Acted: %s"), _ (words[score->recognised]), _ (words[score->acted]));
}

static gboolean
says_facts (EncoreScore *score)
{
  return score->recognised != ENCORE_FACT_UNKNOWN || score->acted != ENCORE_FACT_UNKNOWN;
}

static char *
write_purpose (EncoreScore *score)
{
  const char *purpose = encore_purpose_to_label (score->evaluation->purpose);
  g_autofree char *answered = g_strdup_printf (_ ("%u of %u answered"), score->n_answered, score->n_asked);

  return g_strdup_printf ("%s · %s", purpose, answered);
}

static char *
write_cause (EncoreScore *score)
{
  const EncoreCriterion *criterion = encore_scorecard_find_criterion (score->scorecard, score->failed_by, NULL);
  g_autofree char *raw = encore_score_format_percent (score->raw);

  /* Translators: a question that failed the whole form, and the percentage without that */
  return g_strdup_printf (_ ("Failed by “%s”; %s without it"),
                          criterion != NULL ? criterion->question : score->failed_by, raw);
}

static GtkWidget *
make_score (EncoreScore *score,
            gboolean     facts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *who = encore_evaluation_describe (score->evaluation);
  g_autofree char *value = encore_evaluation_score_text (score->evaluation);
  g_autofree char *purpose = write_purpose (score);
  g_autofree char *facts_text = write_facts (score);
  GtkWidget *number = make_label (value, "title-2");

  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), make_label (who, "heading"));
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), make_dim (purpose, "caption"));
  if (score->failed_by != NULL)
    {
      g_autofree char *cause = write_cause (score);

      gtk_box_append (GTK_BOX (box), make_label (cause, "caption"));
    }
  if (score->bonus > 0)
    {
      g_autofree char *points = encore_score_format_number (score->bonus);
      g_autofree char *bonus = g_strdup_printf (_ ("with a bonus of %s points"), points);

      gtk_box_append (GTK_BOX (box), make_dim (bonus, "caption"));
    }
  if (facts)
    gtk_box_append (GTK_BOX (box), make_label (facts_text, "caption"));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "side-score");
  return box;
}

/**
 * encore_evaluation_sides_scores:
 * @comparison: two evaluations
 *
 * Returns: (transfer floating): who said so, and what came of it; the two are never one number
 */
GtkWidget *
encore_evaluation_sides_scores (EncoreComparison *comparison)
{
  gboolean facts = says_facts (comparison->first) || says_facts (comparison->second);

  return make_sides (make_score (comparison->first, facts), make_score (comparison->second, facts));
}

/* Texts */

static GtkWidget *
make_text (const char *text)
{
  gboolean blank = text == NULL || encore_text_is_blank (text);
  GtkWidget *label = blank ? make_dim ("–", NULL) : make_label (text, NULL);

  gtk_label_set_selectable (GTK_LABEL (label), !blank);
  gtk_widget_set_focusable (label, FALSE);
  return label;
}

/**
 * encore_evaluation_sides_texts:
 * @heading: what both were asked
 * @first: (nullable): what the first one said
 * @second: (nullable): what the second one said
 *
 * Returns: (transfer floating): both, under their heading
 */
GtkWidget *
encore_evaluation_sides_texts (const char *heading,
                               const char *first,
                               const char *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), make_label (heading, "heading"));
  gtk_box_append (GTK_BOX (box), make_sides (make_text (first), make_text (second)));
  gtk_widget_add_css_class (box, "side-line");
  return box;
}

/* Answers */

static GtkWidget *
make_evidence (EncoreReview       *review,
               const EncoreAnswer *answer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < answer->evidence->len; i++)
    {
      GtkWidget *button = encore_evidence_button_new (review, answer->evidence->pdata[i]);

      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
make_side (EncoreReview       *review,
           const EncoreAnswer *answer,
           const char         *text,
           gboolean            scored)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), make_label (text, encore_answer_is_given (answer) ? "side-answer" : "dim-label"));
  if (answer != NULL && answer->comment != NULL && !encore_text_is_blank (answer->comment))
    gtk_box_append (GTK_BOX (box), make_text (answer->comment));
  if (answer != NULL && answer->evidence->len > 0)
    gtk_box_append (GTK_BOX (box), make_evidence (review, answer));
  else if (scored && encore_answer_is_given (answer))
    gtk_box_append (GTK_BOX (box), make_dim (_ ("No evidence"), "caption"));
  return box;
}

static char *
write_place (const EncoreComparedAnswer *compared)
{
  g_autofree char *share = NULL;

  if (compared->section_name == NULL)
    return g_strdup (compared->criterion->judges != ENCORE_JUDGES_QUALITY ? _ ("A fact, outside the score")
                                                                          : _ ("About the call as a whole"));
  if (!encore_criterion_is_scored (compared->criterion) || isnan (compared->share))
    return g_strdup_printf (_ ("%s · not scored"), compared->section_name);

  share = encore_score_format_percent (compared->share * 100);
  /* Translators: a section, and how much of the total score a question in it decides */
  return g_strdup_printf (_ ("%s · %s of the total"), compared->section_name, share);
}

/**
 * encore_evaluation_sides_answer:
 * @review: the hub, to play evidence in
 * @compared: two answers
 *
 * Returns: (transfer floating): the question, and below it both answers with why and from what
 */
GtkWidget *
encore_evaluation_sides_answer (EncoreReview               *review,
                                const EncoreComparedAnswer *compared)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gboolean scored = encore_criterion_is_scored (compared->criterion);
  g_autofree char *place = write_place (compared);

  gtk_box_append (GTK_BOX (head), make_label (compared->criterion->question, "heading"));
  gtk_box_append (GTK_BOX (head), make_dim (place, "caption"));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), make_sides (make_side (review, compared->first, compared->first_text, scored),
                                             make_side (review, compared->second, compared->second_text, scored)));
  gtk_widget_add_css_class (box, "side-line");
  return box;
}
