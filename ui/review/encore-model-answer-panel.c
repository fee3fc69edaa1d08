/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-model-answer-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-model-answer-card.h"
#include "encore-review-text.h"
#include "encore-text.h"
#include "coaching/encore-model-answer-editor.h"

struct _EncoreModelAnswerPanel
{
  GtkWidget parent_instance;

  EncoreReview *review;
  GPtrArray *answers; /* of EncoreModelAnswer */
  GCancellable *loading;

  GtkWidget *stack;
  GtkWidget *cards;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (EncoreModelAnswerPanel, encore_model_answer_panel, GTK_TYPE_WIDGET)

/* Showing */

static void
show_empty (EncoreModelAnswerPanel *self)
{
  EncoreScenario *scenario = encore_review_get_scenario (self->review);
  AdwStatusPage *page = ADW_STATUS_PAGE (self->empty);

  if (scenario == NULL)
    {
      adw_status_page_set_title (page, _ ("No Scenario Yet"));
      adw_status_page_set_description (page, _ ("Choose the call's scenario to see how it should sound."));
    }
  else
    {
      adw_status_page_set_title (page, _ ("No Model Answer Yet"));
      adw_status_page_set_description (
          page, _ ("When a moment is worth repeating, make it the model answer of this scenario."));
    }

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    encore_review_get_call (self->review) != NULL ? "none" : "blank");
}

static void
show_answers (EncoreModelAnswerPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), child);

  for (guint i = 0; self->answers != NULL && i < self->answers->len; i++)
    gtk_box_append (GTK_BOX (self->cards),
                    encore_model_answer_card_new (self->review, g_ptr_array_index (self->answers, i), TRUE));

  if (self->answers == NULL || self->answers->len == 0)
    show_empty (self);
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "cards");
}

static void
on_loaded (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = encore_library_list_finish (ENCORE_LIBRARY (object), result, &error);

  if (answers == NULL)
    return;

  EncoreModelAnswerPanel *self = user_data;

  g_clear_pointer (&self->answers, g_ptr_array_unref);
  self->answers = g_steal_pointer (&answers);
  show_answers (self);
}

static void
load (EncoreModelAnswerPanel *self)
{
  EncoreScenario *scenario = encore_review_get_scenario (self->review);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "answers.new", scenario != NULL);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  if (scenario == NULL)
    {
      g_clear_pointer (&self->answers, g_ptr_array_unref);
      show_answers (self);
      return;
    }

  encore_library_list_async (encore_review_get_library (self->review), ENCORE_LISTING_MODEL_ANSWERS, scenario->id,
                             self->loading, on_loaded, self);
}

static void
on_library_changed (EncoreModelAnswerPanel *self,
                    GType                   type)
{
  if (type == ENCORE_TYPE_MODEL_ANSWER)
    load (self);
}

/* Making and editing */

static void
edit_here (EncoreModelAnswerPanel *self,
           EncoreModelAnswer      *answer)
{
  encore_model_answer_editor_present (GTK_WIDGET (self), encore_review_get_library (self->review), answer);
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  EncoreModelAnswerPanel *self = ENCORE_MODEL_ANSWER_PANEL (widget);
  const char *uuid = g_variant_get_string (parameter, NULL);
  GApplication *application = g_application_get_default ();

  if (application != NULL && g_action_group_has_action (G_ACTION_GROUP (application), "edit-model-answer"))
    {
      g_action_group_activate_action (G_ACTION_GROUP (application), "edit-model-answer", parameter);
      return;
    }

  for (guint i = 0; self->answers != NULL && i < self->answers->len; i++)
    {
      EncoreModelAnswer *answer = g_ptr_array_index (self->answers, i);

      if (g_strcmp0 (answer->uuid, uuid) == 0)
        edit_here (self, answer);
    }
}

/* What the agent said in the moment is where a structure starts. */
static char *
agent_words (EncoreReview *review,
             EncoreMoment *moment)
{
  EncoreTranscript *transcript = encore_review_get_transcript (review);
  GString *words = g_string_new (NULL);
  int first, last;

  encore_moment_segments (review, moment, &first, &last);
  for (int i = first; i >= 0 && i <= last; i++)
    if (encore_review_segment_party (review, (guint) i) == ENCORE_PARTY_AGENT)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "",
                              encore_transcript_get (transcript, (guint) i)->text);

  return g_string_free (words, FALSE);
}

static EncoreModelAnswer *
draft_from (EncoreReview *review,
            EncoreMoment *moment)
{
  EncoreModelAnswer *answer = encore_model_answer_new ();
  EncoreScenario *scenario = encore_review_get_scenario (review);
  g_autofree char *words = moment != NULL ? agent_words (review, moment) : NULL;

  answer->scenario_id = scenario->id;
  answer->title = g_strdup (scenario->name);
  answer->why = moment != NULL ? g_strdup (moment->note) : NULL;
  if (moment != NULL && !encore_span_is_empty (encore_moment_span (review, moment)))
    {
      answer->clip_call_id = moment->call_id;
      answer->clip = encore_moment_span (review, moment);
    }
  g_ptr_array_add (answer->steps, encore_step_new (_ ("Acknowledge"), words));
  g_ptr_array_add (answer->steps, encore_step_new (_ ("Solve"), ""));
  g_ptr_array_add (answer->steps,
                   encore_step_new (_ ("Go above and beyond"), moment != NULL ? moment->could_have : ""));
  return answer;
}

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  EncoreModelAnswerPanel *self = ENCORE_MODEL_ANSWER_PANEL (widget);
  g_autoptr (EncoreModelAnswer) answer = draft_from (self->review, encore_review_get_current_moment (self->review));

  edit_here (self, answer);
}

/* Parts */

static GtkWidget *
make_new_button (EncoreModelAnswerPanel *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("New Model Answer from This Moment"));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "answers.new");
  gtk_widget_set_tooltip_text (button, _ ("This is how it should sound: the moment being edited becomes the example"));
  return button;
}

static GtkWidget *
make_cards_page (EncoreModelAnswerPanel *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->cards, "panel-content");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->cards);
  return scroller;
}

static void
make_parts (EncoreModelAnswerPanel *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = make_new_button (self);

  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "encore-answer-symbolic");
  gtk_widget_add_css_class (self->empty, "compact");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_cards_page (self), "cards");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "none");
  gtk_stack_add_named (GTK_STACK (self->stack), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "blank");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_widget_add_css_class (foot, "panel-foot");
  gtk_box_append (GTK_BOX (foot), button);
  gtk_box_append (GTK_BOX (page), self->stack);
  gtk_box_append (GTK_BOX (page), foot);
  gtk_widget_set_parent (page, GTK_WIDGET (self));
}

static void
encore_model_answer_panel_dispose (GObject *object)
{
  EncoreModelAnswerPanel *self = ENCORE_MODEL_ANSWER_PANEL (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_model_answer_panel_parent_class)->dispose (object);
}

static void
encore_model_answer_panel_class_init (EncoreModelAnswerPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_model_answer_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "answers.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "answers.edit", "s", edit_action);
}

static void
encore_model_answer_panel_init (EncoreModelAnswerPanel *self)
{
}

/**
 * encore_model_answer_panel_new:
 * @review: the hub
 *
 * Returns: (transfer floating): the model answers of its call's scenario
 */
GtkWidget *
encore_model_answer_panel_new (EncoreReview *review)
{
  EncoreModelAnswerPanel *self = g_object_new (ENCORE_TYPE_MODEL_ANSWER_PANEL, NULL);

  self->review = g_object_ref (review);
  make_parts (self);
  g_signal_connect_object (review, "notify::scenario", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_review_get_library (review), "changed", G_CALLBACK (on_library_changed), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
