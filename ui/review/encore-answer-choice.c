/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-answer-choice.h"

#include <glib/gi18n.h>
#include <math.h>

#include "encore-note-entry.h"

struct _EncoreAnswerChoice
{
  GtkBox parent_instance;

  EncoreCriterion *criterion;
  GPtrArray *checks; /* of GtkCheckButton, one for each option */
  GtkCheckButton *not_applicable;
  GtkSpinButton *number;
  EncoreNoteEntry *text;
};

G_DEFINE_FINAL_TYPE (EncoreAnswerChoice, encore_answer_choice, GTK_TYPE_BOX)

static guint changed_signal;

static void
emit_changed (EncoreAnswerChoice *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
add_check (EncoreAnswerChoice *self,
           const char         *label,
           const char         *tooltip,
           GtkWidget          *group,
           gboolean            active)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  gtk_widget_set_tooltip_text (check, tooltip);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  g_signal_connect_object (check, "toggled", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), check);
  return check;
}

static void
add_options (EncoreAnswerChoice *self,
             const EncoreAnswer *given)
{
  gboolean one = self->criterion->scale == ENCORE_SCALE_CHOICE;

  for (guint i = 0; i < self->criterion->options->len; i++)
    {
      const EncoreOption *option = self->criterion->options->pdata[i];
      GtkWidget *group = one && i > 0 ? self->checks->pdata[0] : NULL;

      g_ptr_array_add (self->checks, add_check (self, option->label, option->anchor, group,
                                                encore_answer_has_option (given, option->key)));
    }
}

static void
add_number (EncoreAnswerChoice *self,
            const EncoreAnswer *given)
{
  double low = MIN (self->criterion->low, self->criterion->high);
  double high = MAX (self->criterion->low, self->criterion->high);
  GtkWidget *spin = gtk_spin_button_new_with_range (low, high, 1);

  self->number = GTK_SPIN_BUTTON (spin);
  gtk_spin_button_set_digits (self->number, 2);
  gtk_spin_button_set_value (self->number, given != NULL && !isnan (given->number) ? given->number : low);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Number"), -1);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), spin);
}

static void
add_text (EncoreAnswerChoice *self,
          const EncoreAnswer *given)
{
  GtkWidget *entry = encore_note_entry_new (_ ("What you would answer"));

  self->text = ENCORE_NOTE_ENTRY (entry);
  encore_note_entry_set_text (self->text, given != NULL ? given->text : NULL);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry)), "changed", G_CALLBACK (emit_changed),
                            self);
  gtk_box_append (GTK_BOX (self), entry);
}

/* Among options that exclude one another it is one of them. */
static void
add_not_applicable (EncoreAnswerChoice *self,
                    const EncoreAnswer *given)
{
  gboolean one = self->criterion->scale == ENCORE_SCALE_CHOICE && self->checks->len > 0;

  if (!self->criterion->allows_na)
    return;

  self->not_applicable = GTK_CHECK_BUTTON (add_check (self, _ ("N/A"), _ ("It does not apply to this call"),
                                                      one ? self->checks->pdata[0] : NULL,
                                                      given != NULL && given->not_applicable));
}

static void
encore_answer_choice_finalize (GObject *object)
{
  EncoreAnswerChoice *self = ENCORE_ANSWER_CHOICE (object);

  encore_criterion_free (self->criterion);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (encore_answer_choice_parent_class)->finalize (object);
}

static void
encore_answer_choice_class_init (EncoreAnswerChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = encore_answer_choice_finalize;
  changed_signal = g_signal_new ("changed", ENCORE_TYPE_ANSWER_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
encore_answer_choice_init (EncoreAnswerChoice *self)
{
  self->checks = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
}

/**
 * encore_answer_choice_new:
 * @criterion: what is asked
 * @given: (nullable): the answer to begin with
 *
 * Returns: (transfer floating): the ways to answer it
 */
GtkWidget *
encore_answer_choice_new (const EncoreCriterion *criterion,
                          const EncoreAnswer    *given)
{
  g_return_val_if_fail (criterion != NULL, NULL);

  EncoreAnswerChoice *self = g_object_new (ENCORE_TYPE_ANSWER_CHOICE, NULL);

  self->criterion = encore_criterion_copy (criterion);
  if (criterion->scale == ENCORE_SCALE_NUMBER)
    add_number (self, given);
  else if (criterion->scale == ENCORE_SCALE_TEXT)
    add_text (self, given);
  else
    add_options (self, given);
  add_not_applicable (self, given);
  return GTK_WIDGET (self);
}

static void
take_options (EncoreAnswerChoice *self,
              EncoreAnswer       *answer)
{
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_strv_builder_add (chosen, ((const EncoreOption *) self->criterion->options->pdata[i])->key);
  answer->options = g_strv_builder_end (chosen);
}

/**
 * encore_answer_choice_answer:
 * @self: an answer
 *
 * Returns: (transfer full): as it is chosen now, which may be nothing yet
 */
EncoreAnswer *
encore_answer_choice_answer (EncoreAnswerChoice *self)
{
  g_return_val_if_fail (ENCORE_IS_ANSWER_CHOICE (self), NULL);

  EncoreAnswer *answer = encore_answer_new (self->criterion->key);

  if (self->not_applicable != NULL && gtk_check_button_get_active (self->not_applicable))
    answer->not_applicable = TRUE;
  else if (self->number != NULL)
    answer->number = gtk_spin_button_get_value (self->number);
  else if (self->text != NULL)
    answer->text = encore_note_entry_get_text (self->text);
  else
    take_options (self, answer);
  return answer;
}
