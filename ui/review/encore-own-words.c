/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-own-words.h"

#include <glib/gi18n.h>

#include "encore-answer-choice.h"
#include "encore-note-entry.h"
#include "encore-review-judge.h"
#include "encore-text.h"

struct _EncoreOwnWords
{
  AdwBin parent_instance;

  EncoreReview *review;
  gboolean asking;
  gboolean open;          /* until one continues, though something has been said */
  char *uuid;             /* of the evaluation that is shown */
  char *said;             /* (nullable): what of it is shown */
  EncoreScorecard *asked; /* (nullable): whose questions are shown */
  EncoreNoteEntry *proposal;
  GPtrArray *choices; /* of EncoreAnswerChoice */
  GtkWidget *proceed;
};

G_DEFINE_FINAL_TYPE (EncoreOwnWords, encore_own_words, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ASKING,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void show (EncoreOwnWords *self);

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
set_asking (EncoreOwnWords *self,
            gboolean        asking)
{
  if (self->asking == asking)
    return;

  self->asking = asking;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ASKING]);
}

/* Asking */

static void
check (EncoreOwnWords *self)
{
  g_autofree char *proposal = encore_note_entry_get_text (self->proposal);

  gtk_widget_set_sensitive (self->proceed, !encore_text_is_blank (proposal));
}

static void
on_typed (EncoreOwnWords *self)
{
  g_autofree char *proposal = encore_note_entry_get_text (self->proposal);

  check (self);
  encore_review_type_proposal (self->review, proposal);
}

/* One step, that can be undone as one. */
static void
on_proceed (EncoreOwnWords *self)
{
  g_autoptr (EncoreEvaluation) after = encore_evaluation_copy (encore_review_get_evaluation (self->review));

  g_free (after->proposal);
  after->proposal = encore_note_entry_get_text (self->proposal);
  for (guint i = 0; i < self->choices->len; i++)
    {
      g_autoptr (EncoreAnswer) answer = encore_answer_choice_answer (self->choices->pdata[i]);
      EncoreAnswer *before = encore_evaluation_find_answer (after, answer->key);

      if (before != NULL)
        answer->comment = g_strdup (before->comment);
      if (encore_answer_is_given (answer) && !encore_answer_equal (answer, before))
        encore_evaluation_take_answer (after, g_steal_pointer (&answer));
    }
  self->open = FALSE;
  encore_review_save_evaluation (self->review, after);
}

static void
on_enter (EncoreOwnWords *self)
{
  GtkWidget *next = self->choices->len > 0 ? g_ptr_array_index (self->choices, 0) : GTK_WIDGET (self);

  gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD);
}

static void
add_proposal (EncoreOwnWords   *self,
              GtkWidget        *box,
              EncoreEvaluation *evaluation)
{
  GtkWidget *entry = encore_note_entry_new (_ ("What would you do, or have done?"));

  self->proposal = ENCORE_NOTE_ENTRY (entry);
  encore_note_entry_set_text (self->proposal, evaluation->proposal);
  gtk_widget_set_name (entry, "own-proposal");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What would you do, or have done?"), -1);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry)), "changed", G_CALLBACK (on_typed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_enter), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), make_label (_ ("What would you do, or have done?"), "heading"));
  gtk_box_append (GTK_BOX (box), entry);
}

static void
add_question (EncoreOwnWords        *self,
              GtkWidget             *box,
              EncoreEvaluation      *evaluation,
              const EncoreCriterion *criterion)
{
  GtkWidget *choice = encore_answer_choice_new (criterion, encore_evaluation_find_answer (evaluation, criterion->key));

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, criterion->question, -1);
  g_ptr_array_add (self->choices, choice);
  gtk_box_append (GTK_BOX (box), make_label (criterion->question, "heading"));
  gtk_box_append (GTK_BOX (box), choice);
}

/* The open ones about the call as a whole; numbers have no answer that is none, and can wait. */
static void
add_questions (EncoreOwnWords   *self,
               GtkWidget        *box,
               EncoreEvaluation *evaluation)
{
  EncoreScorecard *scorecard = encore_review_get_scorecard (self->review);

  for (guint i = 0; scorecard != NULL && i < scorecard->sections->len; i++)
    {
      const EncoreSection *section = g_ptr_array_index (scorecard->sections, i);

      for (guint k = 0; k < section->criteria->len; k++)
        {
          const EncoreCriterion *criterion = g_ptr_array_index (section->criteria, k);

          if (criterion->is_header && criterion->scale != ENCORE_SCALE_NUMBER
              && encore_score_is_asked (scorecard, evaluation, criterion->key))
            add_question (self, box, evaluation, criterion);
        }
    }
}

static GtkWidget *
make_questions (EncoreOwnWords   *self,
                EncoreEvaluation *evaluation)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *hint = make_label (_ ("Your own words first, then the scorecard."), "dim-label");

  self->proceed = gtk_button_new_with_mnemonic (_ ("C_ontinue to the Scorecard"));
  gtk_widget_set_name (self->proceed, "own-words-continue");
  gtk_widget_add_css_class (self->proceed, "suggested-action");
  gtk_widget_set_halign (self->proceed, GTK_ALIGN_START);
  g_signal_connect_object (self->proceed, "clicked", G_CALLBACK (on_proceed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), hint);
  add_proposal (self, box, evaluation);
  add_questions (self, box, evaluation);
  gtk_box_append (GTK_BOX (box), self->proceed);
  gtk_widget_add_css_class (box, "own-words");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  check (self);
  return scroller;
}

/* What was said */

static void
on_again (EncoreOwnWords *self)
{
  self->open = TRUE;
  show (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->proposal));
}

static GtkWidget *
make_said (EncoreOwnWords   *self,
           EncoreEvaluation *evaluation)
{
  GtkWidget *expander = gtk_expander_new (_ ("What the agent would do, or have done"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), make_label (evaluation->proposal, NULL));
  if (evaluation->revealed_at != ENCORE_NO_TIME)
    gtk_box_append (GTK_BOX (box),
                    make_label (_ ("The coach’s view had been shown before this was submitted."), "caption"));
  if (encore_review_can_answer (self->review))
    {
      GtkWidget *again = gtk_button_new_with_mnemonic (_ ("Chan_ge…"));

      gtk_widget_set_halign (again, GTK_ALIGN_START);
      gtk_widget_add_css_class (again, "flat");
      g_signal_connect_object (again, "clicked", G_CALLBACK (on_again), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), again);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 160);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_expander_set_child (GTK_EXPANDER (expander), scroller);
  gtk_widget_set_name (expander, "own-words-said");
  gtk_widget_add_css_class (expander, "own-words");
  return expander;
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || encore_text_is_blank (text);
}

static void
forget_questions (EncoreOwnWords *self)
{
  g_clear_object (&self->asked);
  self->proposal = NULL;
  self->proceed = NULL;
  g_ptr_array_set_size (self->choices, 0);
}

static void
show_said (EncoreOwnWords   *self,
           EncoreEvaluation *evaluation)
{
  gboolean said = evaluation != NULL && !is_blank (evaluation->proposal);
  gboolean mine = encore_review_can_answer (self->review);
  g_autofree char *text = said ? g_strdup_printf ("%s\n%d\n%s", evaluation->uuid, mine, evaluation->proposal) : NULL;

  if (self->proposal == NULL && text != NULL && g_strcmp0 (self->said, text) == 0)
    return;

  g_free (self->said);
  self->said = g_steal_pointer (&text);
  forget_questions (self);
  adw_bin_set_child (ADW_BIN (self), said ? make_said (self, evaluation) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), said);
}

/* What is being typed stays, whatever else of the evaluation changes meanwhile. */
static void
show_questions (EncoreOwnWords   *self,
                EncoreEvaluation *evaluation)
{
  EncoreScorecard *scorecard = encore_review_get_scorecard (self->review);

  if (self->proposal != NULL && self->asked == scorecard)
    return;

  forget_questions (self);
  g_set_object (&self->asked, scorecard);
  adw_bin_set_child (ADW_BIN (self), make_questions (self, evaluation));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* Another one is asked about from the beginning. */
static void
take_evaluation (EncoreOwnWords   *self,
                 EncoreEvaluation *evaluation)
{
  if (g_strcmp0 (self->uuid, evaluation != NULL ? evaluation->uuid : NULL) == 0)
    return;

  g_free (self->uuid);
  self->uuid = g_strdup (evaluation != NULL ? evaluation->uuid : NULL);
  self->open = FALSE;
  forget_questions (self);
}

static void
show (EncoreOwnWords *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);
  gboolean own = evaluation != NULL && evaluation->kind == ENCORE_EVALUATION_SELF
                 && encore_review_can_answer (self->review);

  take_evaluation (self, evaluation);
  self->open = own && (self->open || is_blank (evaluation->proposal));

  /* Whoever follows finds the focus where it was. */
  if (self->open)
    show_questions (self, evaluation);
  set_asking (self, self->open);
  if (!self->open)
    show_said (self, evaluation);
}

static gboolean
encore_own_words_grab_focus (GtkWidget *widget)
{
  EncoreOwnWords *self = ENCORE_OWN_WORDS (widget);

  return self->proposal != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->proposal));
}

static void
encore_own_words_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (id == PROP_ASKING)
    g_value_set_boolean (value, ENCORE_OWN_WORDS (object)->asking);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
encore_own_words_dispose (GObject *object)
{
  EncoreOwnWords *self = ENCORE_OWN_WORDS (object);

  forget_questions (self);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_own_words_parent_class)->dispose (object);
}

static void
encore_own_words_finalize (GObject *object)
{
  EncoreOwnWords *self = ENCORE_OWN_WORDS (object);

  g_free (self->uuid);
  g_free (self->said);
  g_ptr_array_unref (self->choices);
  G_OBJECT_CLASS (encore_own_words_parent_class)->finalize (object);
}

static void
encore_own_words_class_init (EncoreOwnWordsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = encore_own_words_get_property;
  object_class->dispose = encore_own_words_dispose;
  object_class->finalize = encore_own_words_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = encore_own_words_grab_focus;
  props[PROP_ASKING] = g_param_spec_boolean ("asking", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
encore_own_words_init (EncoreOwnWords *self)
{
  self->choices = g_ptr_array_new ();
}

/**
 * encore_own_words_new:
 * @review: the hub
 *
 * Returns: (transfer floating): what comes before the scorecard of the hub's "evaluation"
 */
GtkWidget *
encore_own_words_new (EncoreReview *review)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (review), NULL);

  EncoreOwnWords *self = g_object_new (ENCORE_TYPE_OWN_WORDS, NULL);

  self->review = g_object_ref (review);
  g_signal_connect_object (review, "notify::evaluation", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::scorecard", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

gboolean
encore_own_words_get_asking (EncoreOwnWords *self)
{
  g_return_val_if_fail (ENCORE_IS_OWN_WORDS (self), FALSE);

  return self->asking;
}
