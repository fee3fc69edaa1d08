/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-model-answer-editor.h"

#include <glib/gi18n.h>

#include "encore-clip-choice.h"
#include "encore-step-editor.h"
#include "encore-text.h"
#include "progress/encore-save.h"
#include "progress/encore-text-row.h"

/* A new model answer starts with so many empty steps. */
#define FIRST_STEPS 3

struct _EncoreModelAnswerEditor
{
  AdwWindow parent_instance;

  EncoreLibrary *library;
  EncoreModelAnswer *answer; /* what it started with; new while its id is 0 */
  GtkWidget *parent;         /* weak */
  GCancellable *cancellable;
  GPtrArray *scenarios; /* of EncoreScenario, in the order of the drop-down */
  GPtrArray *people;    /* of EncorePerson, likewise */
  gint64 scenario_id;   /* chosen now */
  gint64 author_id;     /* chosen now */
  gint64 clip_call_id;  /* chosen now */
  EncoreSpan clip;
  GPtrArray *moments; /* of EncoreMoment, of all calls; NULL until read */
  GPtrArray *clips;   /* of EncoreMoment, in the order of the drop-down after "No clip" */
  gboolean filling;   /* widgets are being set */
  gboolean edited;
  gboolean closing; /* the user knows that the changes are lost */

  AdwToastOverlay *toasts;
  GtkWidget *save;
  GtkEditable *title;
  AdwComboRow *scenario;
  GtkSwitch *approved;
  AdwComboRow *author;
  EncoreTextRow *why;
  GtkBox *steps;
  AdwComboRow *clip_row;
  GtkWidget *clip_play;
  GtkWidget *delete_group;
};

G_DEFINE_FINAL_TYPE (EncoreModelAnswerEditor, encore_model_answer_editor, ADW_TYPE_WINDOW)

static void
update_save (EncoreModelAnswerEditor *self)
{
  gtk_widget_set_sensitive (self->save,
                            self->scenario_id > 0 && !encore_text_is_blank (gtk_editable_get_text (self->title)));
}

static void
on_edited (EncoreModelAnswerEditor *self)
{
  if (self->filling)
    return;

  self->edited = TRUE;
  update_save (self);
}

/* Steps */

static void
number_steps (EncoreModelAnswerEditor *self)
{
  guint n = 0, i = 0;

  for (GtkWidget *step = gtk_widget_get_first_child (GTK_WIDGET (self->steps)); step != NULL;
       step = gtk_widget_get_next_sibling (step))
    n++;
  for (GtkWidget *step = gtk_widget_get_first_child (GTK_WIDGET (self->steps)); step != NULL;
       step = gtk_widget_get_next_sibling (step))
    encore_step_editor_set_place (ENCORE_STEP_EDITOR (step), i++, n);
}

static void
on_step_move (EncoreStepEditor        *step,
              int                      direction,
              EncoreModelAnswerEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (step);
  GtkWidget *before = gtk_widget_get_prev_sibling (widget), *after = gtk_widget_get_next_sibling (widget);

  if (direction < 0 && before != NULL)
    gtk_box_reorder_child_after (self->steps, widget, gtk_widget_get_prev_sibling (before));
  else if (direction > 0 && after != NULL)
    gtk_box_reorder_child_after (self->steps, widget, after);
  else
    return;

  number_steps (self);
  on_edited (self);
}

static void
on_step_remove (EncoreStepEditor        *step,
                EncoreModelAnswerEditor *self)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (step));

  if (next == NULL)
    next = gtk_widget_get_prev_sibling (GTK_WIDGET (step));
  if (next != NULL)
    gtk_widget_grab_focus (next);
  gtk_box_remove (self->steps, GTK_WIDGET (step));
  number_steps (self);
  on_edited (self);
}

static GtkWidget *
add_step (EncoreModelAnswerEditor *self,
          const EncoreStep        *step)
{
  GtkWidget *widget = encore_step_editor_new (step);

  g_signal_connect_object (widget, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "move", G_CALLBACK (on_step_move), self, 0);
  g_signal_connect_object (widget, "remove", G_CALLBACK (on_step_remove), self, 0);
  gtk_box_append (self->steps, widget);
  number_steps (self);
  return widget;
}

static void
on_add_step (EncoreModelAnswerEditor *self)
{
  gtk_widget_grab_focus (add_step (self, NULL));
  on_edited (self);
}

/* Steps in which nothing is written are not kept. */
static void
collect_steps (EncoreModelAnswerEditor *self,
               GPtrArray               *steps)
{
  g_ptr_array_set_size (steps, 0);
  for (GtkWidget *widget = gtk_widget_get_first_child (GTK_WIDGET (self->steps)); widget != NULL;
       widget = gtk_widget_get_next_sibling (widget))
    {
      EncoreStep *step = encore_step_editor_get_step (ENCORE_STEP_EDITOR (widget));

      if (encore_text_is_blank (step->name) && encore_text_is_blank (step->text))
        encore_step_free (step);
      else
        g_ptr_array_add (steps, step);
    }
}

/* Example clip */

static void
show_clip (EncoreModelAnswerEditor *self)
{
  g_autoptr (EncoreMoment) now = encore_moment_new ();
  guint selected;

  now->call_id = self->clip_call_id;
  now->span = self->clip;
  now->call_title = g_strdup (self->answer->clip_call_title);
  g_clear_pointer (&self->clips, g_ptr_array_unref);
  self->clips = encore_clip_choice_list (self->moments, self->scenario_id, now, &selected);

  self->filling = TRUE;
  encore_clip_choice_fill (self->clip_row, self->clips, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (self->clip_play, self->clip_call_id > 0);
}

static void
on_clip_selected (EncoreModelAnswerEditor *self)
{
  guint selected = adw_combo_row_get_selected (self->clip_row);

  if (self->filling || self->clips == NULL || selected > self->clips->len)
    return;

  self->clip_call_id = 0;
  self->clip = (EncoreSpan) { 0, 0 };
  if (selected > 0)
    {
      EncoreMoment *moment = g_ptr_array_index (self->clips, selected - 1);

      self->clip_call_id = moment->call_id;
      self->clip = moment->span;
    }
  gtk_widget_set_visible (self->clip_play, self->clip_call_id > 0);
  on_edited (self);
}

static void
on_moments_read (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (EncoreModelAnswerEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moments = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (moments == NULL || self->library == NULL)
    return;

  g_clear_pointer (&self->moments, g_ptr_array_unref);
  self->moments = g_steal_pointer (&moments);
  show_clip (self);
}

/* The call opens in the window below, so this one has to go; it asks if something is not saved. */
static void
on_clip_play (EncoreModelAnswerEditor *self)
{
  if (self->parent != NULL)
    gtk_widget_activate_action (self->parent, "win.open-call-at", "(xx)", self->clip_call_id, self->clip.start_ms);
  gtk_window_close (GTK_WINDOW (self));
}

/* Scenario and author */

static void
on_scenario_selected (EncoreModelAnswerEditor *self)
{
  guint selected = adw_combo_row_get_selected (self->scenario);

  if (self->filling || self->scenarios == NULL)
    return;

  self->scenario_id = selected > 0 && selected <= self->scenarios->len
                          ? ENCORE_SCENARIO (g_ptr_array_index (self->scenarios, selected - 1))->id
                          : 0;
  show_clip (self);
  on_edited (self);
}

static void
on_author_selected (EncoreModelAnswerEditor *self)
{
  guint selected = adw_combo_row_get_selected (self->author);

  if (self->filling || self->people == NULL)
    return;

  self->author_id = selected > 0 && selected <= self->people->len
                        ? ENCORE_PERSON (g_ptr_array_index (self->people, selected - 1))->id
                        : 0;
  on_edited (self);
}

static const char *
name_of (gpointer object,
         gint64  *id)
{
  const char *name = ENCORE_IS_PERSON (object) ? ENCORE_PERSON (object)->name : ENCORE_SCENARIO (object)->name;

  *id = ENCORE_IS_PERSON (object) ? ENCORE_PERSON (object)->id : ENCORE_SCENARIO (object)->id;
  return name != NULL ? name : "";
}

static void
fill_combo (EncoreModelAnswerEditor *self,
            AdwComboRow             *combo,
            GPtrArray               *objects,
            const char              *none,
            gint64                   chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, none);
  for (guint i = 0; i < objects->len; i++)
    {
      gint64 id;

      gtk_string_list_append (names, name_of (g_ptr_array_index (objects, i), &id));
      selected = id == chosen ? i + 1 : selected;
    }

  self->filling = TRUE;
  adw_combo_row_set_model (combo, G_LIST_MODEL (names));
  adw_combo_row_set_selected (combo, selected);
  self->filling = FALSE;
}

static void
on_scenarios_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (EncoreModelAnswerEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (scenarios == NULL || self->library == NULL)
    return;

  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
  self->scenarios = g_steal_pointer (&scenarios);
  fill_combo (self, self->scenario, self->scenarios, _ ("Choose a scenario"), self->scenario_id);
}

static void
on_people_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (EncoreModelAnswerEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = encore_library_list_finish (ENCORE_LIBRARY (source), result, &error);

  if (people == NULL || self->library == NULL)
    return;

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = g_steal_pointer (&people);
  fill_combo (self, self->author, self->people, _ ("Not known"), self->author_id);
}

/* Saving */

static EncoreModelAnswer *
make_answer (EncoreModelAnswerEditor *self)
{
  EncoreModelAnswer *after = encore_model_answer_copy (self->answer);

  g_free (after->title);
  after->title = g_strstrip (g_strdup (gtk_editable_get_text (self->title)));
  g_free (after->why);
  after->why = g_strstrip (encore_text_row_get_text (self->why));
  after->scenario_id = self->scenario_id;
  after->author_id = self->author_id;
  after->status = gtk_switch_get_active (self->approved) ? ENCORE_MODEL_ANSWER_APPROVED : ENCORE_MODEL_ANSWER_DRAFT;
  after->clip_call_id = self->clip_call_id;
  after->clip = self->clip;
  collect_steps (self, after->steps);
  return after;
}

static void
close_now (EncoreModelAnswerEditor *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_saved (GtkWidget    *widget,
          EncoreEdit   *edit,
          const GError *error)
{
  EncoreModelAnswerEditor *self = ENCORE_MODEL_ANSWER_EDITOR (widget);
  const EncoreChange *change = encore_edit_get (edit, 0);

  if (error != NULL)
    {
      g_autofree char *reason = encore_save_reason (error);

      update_save (self);
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (reason));
      return;
    }

  if (self->parent != NULL)
    gtk_widget_activate_action (self->parent, "win.toast-undo", "s",
                                change->after == NULL ? _ ("Model answer deleted") : _ ("Model answer saved"));
  close_now (self);
}

static void
commit (EncoreModelAnswerEditor *self,
        const char              *label,
        EncoreModelAnswer       *after)
{
  EncoreModelAnswer *before = self->answer->id > 0 ? self->answer : NULL;
  g_autoptr (EncoreEdit) edit = encore_edit_new_change (label, before, after);

  gtk_widget_set_sensitive (self->save, FALSE);
  encore_save (GTK_WIDGET (self), self->library, edit, NULL, on_saved);
}

static void
on_save (EncoreModelAnswerEditor *self)
{
  g_autoptr (EncoreModelAnswer) after = make_answer (self);

  if (!gtk_widget_get_sensitive (self->save))
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Give it a title and a scenario first.")));
  else if (self->answer->id > 0 && !self->edited)
    close_now (self);
  else
    commit (self, self->answer->id > 0 ? _ ("Edit model answer") : _ ("Add model answer"), after);
}

static void
on_delete (EncoreModelAnswerEditor *self)
{
  commit (self, _ ("Delete model answer"), NULL);
}

static void
on_response (EncoreModelAnswerEditor *self,
             const char              *response)
{
  if (g_str_equal (response, "save"))
    on_save (self);
  else if (g_str_equal (response, "discard"))
    close_now (self);
}

static gboolean
encore_model_answer_editor_close_request (GtkWindow *window)
{
  EncoreModelAnswerEditor *self = ENCORE_MODEL_ANSWER_EDITOR (window);

  if (self->edited && !self->closing)
    {
      GtkWidget *question = encore_save_ask (GTK_WIDGET (self));

      g_signal_connect_object (question, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (encore_model_answer_editor_parent_class)->close_request (window);
}

/* Set-up */

static void
encore_model_answer_editor_dispose (GObject *object)
{
  EncoreModelAnswerEditor *self = ENCORE_MODEL_ANSWER_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->library);
  g_clear_object (&self->answer);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->moments, g_ptr_array_unref);
  g_clear_pointer (&self->clips, g_ptr_array_unref);

  G_OBJECT_CLASS (encore_model_answer_editor_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, EncoreModelAnswerEditor, name)

static void
encore_model_answer_editor_class_init (EncoreModelAnswerEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_model_answer_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = encore_model_answer_editor_close_request;

  g_type_ensure (ENCORE_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/encorecoach/Encore/coaching/model-answer-editor.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  BIND (toasts);
  BIND (save);
  BIND (title);
  BIND (scenario);
  BIND (approved);
  BIND (author);
  BIND (why);
  BIND (steps);
  BIND (clip_row);
  BIND (clip_play);
  BIND (delete_group);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_add_step);
  gtk_widget_class_bind_template_callback (widget_class, on_clip_play);
  gtk_widget_class_bind_template_callback (widget_class, on_clip_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_scenario_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_author_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_delete);
}

static void
encore_model_answer_editor_init (EncoreModelAnswerEditor *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (EncoreModelAnswerEditor *self)
{
  EncoreModelAnswer *answer = self->answer;
  EncorePerson *me = encore_library_get_working_as (self->library);

  self->scenario_id = answer->scenario_id;
  self->author_id = answer->id == 0 && answer->author_id == 0 && me != NULL ? me->id : answer->author_id;
  self->clip_call_id = answer->clip_call_id;
  self->clip = answer->clip;

  self->filling = TRUE;
  gtk_editable_set_text (self->title, answer->title != NULL ? answer->title : "");
  encore_text_row_set_text (self->why, answer->why);
  gtk_switch_set_active (self->approved, answer->status == ENCORE_MODEL_ANSWER_APPROVED);
  for (guint i = 0; i < answer->steps->len; i++)
    add_step (self, g_ptr_array_index (answer->steps, i));
  for (guint i = 0; answer->id == 0 && answer->steps->len == 0 && i < FIRST_STEPS; i++)
    add_step (self, NULL);
  self->filling = FALSE;

  gtk_widget_set_visible (self->delete_group, answer->id > 0);
  show_clip (self);
  update_save (self);
}

/**
 * encore_model_answer_editor_present:
 * @parent: in whose window it is opened; clips play there
 * @library: where it is saved
 * @answer_or_new: what to edit; one without an id is added, with what it holds already
 *
 * Returns: (transfer none): the dialog, open
 */
EncoreModelAnswerEditor *
encore_model_answer_editor_present (GtkWidget         *parent,
                                    EncoreLibrary     *library,
                                    EncoreModelAnswer *answer_or_new)
{
  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (ENCORE_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (ENCORE_IS_MODEL_ANSWER (answer_or_new), NULL);

  EncoreModelAnswerEditor *self = g_object_new (ENCORE_TYPE_MODEL_ANSWER_EDITOR, "transient-for",
                                                gtk_widget_get_root (parent), NULL);

  gtk_window_set_title (GTK_WINDOW (self), answer_or_new->id > 0 ? _ ("Model Answer") : _ ("New Model Answer"));
  self->library = g_object_ref (library);
  self->answer = g_object_ref (answer_or_new);
  g_set_weak_pointer (&self->parent, parent);
  fill (self);
  encore_library_list_async (library, ENCORE_LISTING_SCENARIOS, 0, self->cancellable, on_scenarios_read,
                             g_object_ref (self));
  encore_library_list_async (library, ENCORE_LISTING_PEOPLE, 0, self->cancellable, on_people_read, g_object_ref (self));
  encore_library_list_async (library, ENCORE_LISTING_MOMENTS_OF_CALL, 0, self->cancellable, on_moments_read,
                             g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
  return self;
}
