/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-dispute-trail.h"

#include <glib/gi18n.h>

#include "encore-dispute-dialog.h"
#include "encore-review-disputes.h"
#include "encore-review-judge.h"
#include "encore-text.h"

struct _EncoreDisputeTrail
{
  GtkBox parent_instance;

  EncoreReview *review;
  EncoreCriterion *criterion;
  char *shown; /* (nullable): what is shown, in short */
};

G_DEFINE_FINAL_TYPE (EncoreDisputeTrail, encore_dispute_trail, GTK_TYPE_BOX)

static GtkWindow *
get_window (EncoreDisputeTrail *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
on_propose (EncoreDisputeTrail *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);

  if (evaluation != NULL)
    encore_dispute_dialog_propose (self->review, evaluation, self->criterion, get_window (self));
}

static EncoreDispute *
get_dispute (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "encore-dispute");
}

static void
on_accept (GtkWidget          *button,
           EncoreDisputeTrail *self)
{
  encore_review_settle (self->review, get_dispute (button), ENCORE_DISPUTE_ACCEPTED, NULL);
}

static void
on_answer (GtkWidget          *button,
           EncoreDisputeTrail *self)
{
  encore_dispute_dialog_decline (self->review, get_dispute (button), get_window (self));
}

static void
on_withdraw (GtkWidget          *button,
             EncoreDisputeTrail *self)
{
  encore_review_settle (self->review, get_dispute (button), ENCORE_DISPUTE_WITHDRAWN, NULL);
}

static GtkWidget *
make_button (EncoreDisputeTrail *self,
             EncoreDispute      *dispute,
             const char         *label,
             const char         *tooltip,
             GCallback           callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_object_set_data_full (G_OBJECT (button), "encore-dispute", g_object_ref (dispute), g_object_unref);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

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

static char *
write_proposal (EncoreDisputeTrail *self,
                EncoreDispute      *dispute)
{
  g_autofree char *answer = encore_answer_to_text (dispute->proposed, self->criterion);

  /* Translators: who, and which answer they think right */
  return g_strdup_printf (_ ("%s proposes: %s"), dispute->author_name != NULL ? dispute->author_name : _ ("The agent"),
                          answer);
}

/* (nullable): it is open */
static char *
write_outcome (EncoreDispute *dispute)
{
  g_autofree char *when = encore_text_date_time (dispute->answered_at);
  const char *who = dispute->replier_name != NULL ? dispute->replier_name : _ ("Unknown");

  switch (dispute->state)
    {
    case ENCORE_DISPUTE_ACCEPTED:
      return g_strdup_printf (_ ("Accepted by %s, %s"), who, when);
    case ENCORE_DISPUTE_DECLINED:
      return g_strdup_printf (_ ("Answered by %s, %s"), who, when);
    case ENCORE_DISPUTE_WITHDRAWN:
      return g_strdup_printf (_ ("Withdrawn, %s"), when);
    case ENCORE_DISPUTE_OPEN:
    default:
      return g_strdup (_ ("Open"));
    }
}

static GtkWidget *
make_buttons (EncoreDisputeTrail *self,
              EncoreDispute      *dispute)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (encore_review_may_settle (self->review, dispute))
    {
      gtk_box_append (GTK_BOX (box),
                      make_button (self, dispute, _ ("_Accept"), _ ("Revise the evaluation with this answer"),
                                   G_CALLBACK (on_accept)));
      gtk_box_append (GTK_BOX (box), make_button (self, dispute, _ ("A_nswer…"), _ ("The evaluation stays as it is"),
                                                  G_CALLBACK (on_answer)));
    }
  if (encore_review_may_withdraw (self->review, dispute))
    gtk_box_append (GTK_BOX (box), make_button (self, dispute, _ ("_Withdraw"), NULL, G_CALLBACK (on_withdraw)));
  return box;
}

static GtkWidget *
make_step (EncoreDisputeTrail *self,
           EncoreDispute      *dispute)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *proposal = write_proposal (self, dispute);
  g_autofree char *when = encore_text_date_time (dispute->created_at);
  g_autofree char *outcome = write_outcome (dispute);
  GtkWidget *date = make_label (when, "caption");

  gtk_widget_add_css_class (date, "dim-label");
  gtk_box_append (GTK_BOX (box), make_label (proposal, "caption-heading"));
  gtk_box_append (GTK_BOX (box), make_label (dispute->reason, NULL));
  gtk_box_append (GTK_BOX (box), date);
  gtk_box_append (GTK_BOX (box), make_label (outcome, "caption-heading"));
  if (dispute->reply != NULL)
    gtk_box_append (GTK_BOX (box), make_label (dispute->reply, NULL));
  if (dispute->state == ENCORE_DISPUTE_OPEN)
    gtk_box_append (GTK_BOX (box), make_buttons (self, dispute));
  gtk_widget_add_css_class (box, "dispute");
  return box;
}

static void
add_propose (EncoreDisputeTrail *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("P_ropose Another Answer…"));
  g_autofree char *name = g_strdup_printf (_ ("Propose another answer to “%s”"), self->criterion->question);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_name (button, "propose-answer");
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_propose), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), button);
}

static char *
write_short (EncoreDisputeTrail *self,
             GPtrArray          *disputes,
             gboolean            may)
{
  GString *text = g_string_new (may ? "may" : "");

  for (guint i = 0; i < disputes->len; i++)
    {
      EncoreDispute *dispute = disputes->pdata[i];

      g_string_append_printf (text, " %" G_GINT64_FORMAT ":%d:%d:%d", dispute->id, dispute->state,
                              encore_review_may_settle (self->review, dispute),
                              encore_review_may_withdraw (self->review, dispute));
    }

  return g_string_free (text, FALSE);
}

/* What says what it said before stays, and keeps the focus. */
static gboolean
is_shown (EncoreDisputeTrail *self,
          GPtrArray          *disputes,
          gboolean            may)
{
  g_autofree char *shown = write_short (self, disputes, may);

  if (g_strcmp0 (self->shown, shown) == 0)
    return TRUE;

  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  return FALSE;
}

static void
fill (EncoreDisputeTrail *self,
      GPtrArray          *disputes,
      gboolean            may)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < disputes->len; i++)
    gtk_box_append (GTK_BOX (self), make_step (self, disputes->pdata[i]));
  if (may)
    add_propose (self);
}

static void
show (EncoreDisputeTrail *self)
{
  EncoreEvaluation *evaluation = encore_review_get_evaluation (self->review);
  gboolean submitted = evaluation != NULL && evaluation->state == ENCORE_EVALUATION_SUBMITTED;
  g_autoptr (GPtrArray) disputes = submitted
                                       ? encore_review_list_disputes (self->review, evaluation, self->criterion->key)
                                       : g_ptr_array_new ();
  gboolean may = submitted && encore_review_may_dispute (self->review, evaluation, self->criterion->key);

  if (!is_shown (self, disputes, may))
    fill (self, disputes, may);
  gtk_widget_set_visible (GTK_WIDGET (self), may || disputes->len > 0);
}

static void
encore_dispute_trail_dispose (GObject *object)
{
  EncoreDisputeTrail *self = ENCORE_DISPUTE_TRAIL (object);

  g_clear_object (&self->review);
  g_clear_pointer (&self->criterion, encore_criterion_free);
  G_OBJECT_CLASS (encore_dispute_trail_parent_class)->dispose (object);
}

static void
encore_dispute_trail_finalize (GObject *object)
{
  g_free (ENCORE_DISPUTE_TRAIL (object)->shown);
  G_OBJECT_CLASS (encore_dispute_trail_parent_class)->finalize (object);
}

static void
encore_dispute_trail_class_init (EncoreDisputeTrailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_dispute_trail_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_dispute_trail_finalize;
}

static void
encore_dispute_trail_init (EncoreDisputeTrail *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

/**
 * encore_dispute_trail_new:
 * @review: the hub
 * @criterion: one of the questions of its "evaluation"
 *
 * Returns: (transfer floating): what is said against its answer
 */
GtkWidget *
encore_dispute_trail_new (EncoreReview          *review,
                          const EncoreCriterion *criterion)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (review) && criterion != NULL, NULL);

  EncoreDisputeTrail *self = g_object_new (ENCORE_TYPE_DISPUTE_TRAIL, NULL);

  self->review = g_object_ref (review);
  self->criterion = encore_criterion_copy (criterion);
  g_signal_connect_object (encore_review_get_disputes (review), "items-changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::evaluation", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_review_get_library (review), "notify::working-as", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
