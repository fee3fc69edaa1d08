/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-moment-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-choice.h"
#include "encore-model-answer-card.h"
#include "encore-note-entry.h"
#include "encore-review-text.h"

struct _EncoreMomentEditor
{
  GtkWidget parent_instance;

  EncoreReview *review;
  EncoreMoment *moment; /* what the fields show; NULL: nothing */
  GPtrArray *extras;    /* of EncoreExtra, in the order of the drop-down after "none" */
  GCancellable *loading;
  gboolean filling; /* the fields change because the moment did */

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *when;
  GtkWidget *type;
  GtkWidget *outcome;
  GtkWidget *outcome_label;
  GtkWidget *noticed;
  GtkWidget *acted;
  GtkWidget *note;
  GtkWidget *cue;
  GtkWidget *could_have;
  GtkWidget *extra;
  GtkWidget *answers;
  GtkWidget *play;
};

G_DEFINE_FINAL_TYPE (EncoreMomentEditor, encore_moment_editor, GTK_TYPE_WIDGET)

/* Saving */

static void
take_text (char     **field,
           GtkWidget *entry)
{
  g_free (*field);
  *field = encore_note_entry_get_text (ENCORE_NOTE_ENTRY (entry));
}

static gint64
chosen_extra_id (EncoreMomentEditor *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->extra));

  if (self->extras == NULL)
    return self->moment->extra_id; /* not loaded yet */
  if (selected == 0 || selected > self->extras->len)
    return 0;

  return ((EncoreExtra *) g_ptr_array_index (self->extras, selected - 1))->id;
}

static void
take_type (EncoreMomentEditor *self,
           EncoreMoment       *edited)
{
  g_autoptr (EncoreMomentType) type = g_list_model_get_item (encore_review_get_moment_types (self->review),
                                                             gtk_drop_down_get_selected (GTK_DROP_DOWN (self->type)));

  if (type == NULL)
    return;

  g_free (edited->type_id);
  edited->type_id = g_strdup (type->id);
}

static gboolean
same (EncoreMoment *a,
      EncoreMoment *b)
{
  return a->outcome == b->outcome && a->noticed == b->noticed && a->acted == b->acted && a->extra_id == b->extra_id
         && g_strcmp0 (a->type_id, b->type_id) == 0 && g_strcmp0 (a->note ? a->note : "", b->note ? b->note : "") == 0
         && g_strcmp0 (a->cue ? a->cue : "", b->cue ? b->cue : "") == 0
         && g_strcmp0 (a->could_have ? a->could_have : "", b->could_have ? b->could_have : "") == 0;
}

static EncoreMoment *
read_fields (EncoreMomentEditor *self)
{
  EncoreMoment *edited = encore_moment_copy (self->moment);

  edited->outcome = (EncoreOutcome) encore_choice_get_value (ENCORE_CHOICE (self->outcome));
  edited->noticed = (EncoreFact) encore_choice_get_value (ENCORE_CHOICE (self->noticed));
  edited->acted = (EncoreFact) encore_choice_get_value (ENCORE_CHOICE (self->acted));
  edited->extra_id = chosen_extra_id (self);
  take_type (self, edited);
  take_text (&edited->note, self->note);
  take_text (&edited->cue, self->cue);
  take_text (&edited->could_have, self->could_have);
  return edited;
}

static void
show_title (EncoreMomentEditor *self)
{
  g_autofree char *caption = encore_moment_caption (self->review, self->moment);
  g_autofree char *when = encore_moment_when (self->review, self->moment);

  gtk_label_set_text (GTK_LABEL (self->title), caption);
  gtk_label_set_text (GTK_LABEL (self->when), when);
}

static void
save (EncoreMomentEditor *self)
{
  if (self->filling || self->moment == NULL)
    return;

  g_autoptr (EncoreMoment) edited = read_fields (self);

  if (same (edited, self->moment))
    return;

  encore_review_save_moment (self->review, edited);
  g_set_object (&self->moment, edited);
  show_title (self);
}

/* Filling */

static void
fill_text (GtkWidget  *entry,
           const char *text,
           gboolean    same_moment)
{
  /* What is being typed is newer than what has been saved. */
  if (same_moment && (encore_note_entry_is_changed (ENCORE_NOTE_ENTRY (entry)) || gtk_widget_has_focus (entry)))
    return;

  encore_note_entry_set_text (ENCORE_NOTE_ENTRY (entry), text);
}

static void
select_type (EncoreMomentEditor *self)
{
  GListModel *types = encore_review_get_moment_types (self->review);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (EncoreMomentType) type = g_list_model_get_item (types, i);

      if (g_strcmp0 (type->id, self->moment->type_id) == 0)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), i);
    }
}

static void
select_extra (EncoreMomentEditor *self)
{
  guint selected = 0;

  for (guint i = 0; self->extras != NULL && i < self->extras->len; i++)
    if (((EncoreExtra *) g_ptr_array_index (self->extras, i))->id == self->moment->extra_id)
      selected = i + 1;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->extra), selected);
}

static void
fill (EncoreMomentEditor *self,
      gboolean            same_moment)
{
  self->filling = TRUE;
  encore_choice_set_value (ENCORE_CHOICE (self->outcome), (int) self->moment->outcome);
  encore_choice_set_value (ENCORE_CHOICE (self->noticed), (int) self->moment->noticed);
  encore_choice_set_value (ENCORE_CHOICE (self->acted), (int) self->moment->acted);
  fill_text (self->note, self->moment->note, same_moment);
  fill_text (self->cue, self->moment->cue, same_moment);
  fill_text (self->could_have, self->moment->could_have, same_moment);
  select_type (self);
  select_extra (self);
  show_title (self);
  self->filling = FALSE;
}

static void
on_current_moment (EncoreMomentEditor *self)
{
  EncoreMoment *moment = encore_review_get_current_moment (self->review);
  gboolean same_moment = moment != NULL && self->moment != NULL && g_strcmp0 (moment->uuid, self->moment->uuid) == 0;

  if (!same_moment)
    save (self);
  g_set_object (&self->moment, moment);
  gtk_widget_set_visible (self->play, !encore_review_is_text_only (self->review));
  if (moment != NULL)
    fill (self, same_moment);
}

/* The scenario's extras and model answers */

static void
on_extras (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) extras = encore_library_list_finish (ENCORE_LIBRARY (object), result, &error);

  if (extras == NULL)
    return;

  EncoreMomentEditor *self = user_data;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("None"));
  for (guint i = 0; i < extras->len; i++)
    gtk_string_list_append (names, ((EncoreExtra *) g_ptr_array_index (extras, i))->name);

  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->extra), G_LIST_MODEL (names));
  g_clear_pointer (&self->extras, g_ptr_array_unref);
  self->extras = g_steal_pointer (&extras);
  if (self->moment != NULL)
    select_extra (self);
  self->filling = FALSE;
}

static void
show_answers (EncoreMomentEditor *self,
              GPtrArray          *answers)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->answers)) != NULL)
    gtk_box_remove (GTK_BOX (self->answers), child);

  for (guint i = 0; i < answers->len; i++)
    gtk_box_append (GTK_BOX (self->answers),
                    encore_model_answer_card_new (self->review, g_ptr_array_index (answers, i), FALSE));
}

static void
on_answers (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = encore_library_list_finish (ENCORE_LIBRARY (object), result, &error);

  if (answers != NULL)
    show_answers (user_data, answers);
}

static void
load_around (EncoreMomentEditor *self)
{
  EncoreLibrary *library = encore_review_get_library (self->review);
  EncoreScenario *scenario = encore_review_get_scenario (self->review);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  if (encore_review_get_call (self->review) == NULL)
    return;

  encore_library_list_async (library, ENCORE_LISTING_EXTRAS, scenario != NULL ? scenario->id : 0, self->loading,
                             on_extras, self);
  if (scenario == NULL)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      show_answers (self, none);
      return;
    }

  encore_library_list_async (library, ENCORE_LISTING_MODEL_ANSWERS, scenario->id, self->loading, on_answers, self);
}

static void
on_library_changed (EncoreMomentEditor *self,
                    GType               type)
{
  if (type == ENCORE_TYPE_EXTRA || type == ENCORE_TYPE_MODEL_ANSWER)
    load_around (self);
}

/* Leaving */

static void
on_enter (EncoreMomentEditor *self)
{
  save (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "review.finish-editing", "b", TRUE);
}

static void
on_leave (EncoreMomentEditor *self)
{
  save (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "review.finish-editing", "b", FALSE);
}

static void
on_play (EncoreMomentEditor *self)
{
  if (self->moment != NULL)
    encore_review_play_moment (self->review, self->moment);
}

static gboolean
on_escape (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  on_leave (ENCORE_MOMENT_EDITOR (widget));
  return TRUE;
}

/* Parts */

static GtkWidget *
icon_button (const char *icon_name,
             const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GtkWidget *
make_head (EncoreMomentEditor *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = icon_button ("go-previous-symbolic", _ ("All moments (Escape)"));
  GtkWidget *delete = icon_button ("user-trash-symbolic", _ ("Delete this moment"));
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = gtk_label_new (NULL);
  self->when = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_xalign (GTK_LABEL (self->when), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_add_css_class (self->when, "caption");
  gtk_widget_add_css_class (self->when, "numeric");
  gtk_widget_add_css_class (self->when, "dim-label");
  gtk_box_append (GTK_BOX (names), self->title);
  gtk_box_append (GTK_BOX (names), self->when);
  gtk_widget_set_hexpand (names, TRUE);

  g_signal_connect_swapped (back, "clicked", G_CALLBACK (on_leave), self);
  self->play = icon_button ("media-playback-start-symbolic", _ ("Play this moment"));
  g_signal_connect_swapped (self->play, "clicked", G_CALLBACK (on_play), self);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (delete), "review.delete-moment");
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), names);
  gtk_box_append (GTK_BOX (head), self->play);
  gtk_box_append (GTK_BOX (head), delete);
  gtk_widget_add_css_class (head, "panel-head");
  return head;
}

/* A label above its field, and tied to it for screen readers. */
static GtkWidget *
add_field (EncoreMomentEditor *self,
           const char         *label,
           GtkWidget          *field)
{
  GtkWidget *caption = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_widget_add_css_class (caption, "field-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (self->box), caption);
  gtk_box_append (GTK_BOX (self->box), field);
  return caption;
}

static GtkWidget *
make_fact (EncoreMomentEditor *self)
{
  GtkWidget *fact = encore_choice_new ();

  encore_choice_add (ENCORE_CHOICE (fact), ENCORE_FACT_YES, _ ("Yes"), NULL);
  encore_choice_add (ENCORE_CHOICE (fact), ENCORE_FACT_NO, _ ("No"), NULL);
  encore_choice_add (ENCORE_CHOICE (fact), ENCORE_FACT_UNKNOWN, _ ("Not judged"), NULL);
  g_signal_connect_swapped (fact, "notify::value", G_CALLBACK (save), self);
  return fact;
}

static GtkWidget *
make_outcome (EncoreMomentEditor *self)
{
  static const EncoreOutcome outcomes[] = { ENCORE_OUTCOME_TAKEN, ENCORE_OUTCOME_PARTLY, ENCORE_OUTCOME_MISSED };
  GtkWidget *choice = encore_choice_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    encore_choice_add (ENCORE_CHOICE (choice), (int) outcomes[i], encore_outcome_to_label (outcomes[i]),
                       encore_outcome_icon_name (outcomes[i]));
  g_signal_connect_swapped (choice, "notify::value", G_CALLBACK (save), self);
  return choice;
}

static GtkWidget *
make_text (EncoreMomentEditor *self,
           const char         *placeholder)
{
  GtkWidget *entry = encore_note_entry_new (placeholder);

  g_signal_connect_swapped (entry, "commit", G_CALLBACK (save), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_enter), self);
  g_signal_connect_swapped (entry, "cancel", G_CALLBACK (on_leave), self);
  return entry;
}

static char *
type_name (EncoreMomentType *type)
{
  return g_strdup (type != NULL ? type->name : "");
}

static GtkWidget *
make_type (EncoreMomentEditor *self)
{
  GListModel *types = encore_review_get_moment_types (self->review);
  GtkExpression *name = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (type_name), NULL, NULL);

  return gtk_drop_down_new (g_object_ref (types), name);
}

static void
make_fields (EncoreMomentEditor *self)
{
  self->outcome_label = add_field (self, _ ("Outcome"), self->outcome = make_outcome (self));
  add_field (self, _ ("Note"), self->note = make_text (self, _ ("What happened here? Enter saves and goes on.")));
  add_field (self, _ ("Did the agent notice the opening?"), self->noticed = make_fact (self));
  add_field (self, _ ("Did the agent act on it?"), self->acted = make_fact (self));
  add_field (self, _ ("What the customer said"), self->cue = make_text (self, NULL));
  add_field (self, _ ("What could have been"), self->could_have = make_text (self, _ ("How this could have sounded")));
  self->extra = gtk_drop_down_new_from_strings ((const char *[]){ _ ("None"), NULL });
  g_signal_connect_swapped (self->extra, "notify::selected", G_CALLBACK (save), self);
  add_field (self, _ ("Extra"), self->extra);
  add_field (self, _ ("Type"), self->type = make_type (self));
  g_signal_connect_swapped (self->type, "notify::selected", G_CALLBACK (save), self);
  self->answers = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  add_field (self, _ ("Model answers of this scenario"), self->answers);
}

static void
make_parts (EncoreMomentEditor *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "panel-content");
  make_fields (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), make_head (self));
  gtk_box_append (GTK_BOX (page), scroller);
  gtk_widget_set_parent (page, GTK_WIDGET (self));
}

/* Widget */

static void
encore_moment_editor_dispose (GObject *object)
{
  EncoreMomentEditor *self = ENCORE_MOMENT_EDITOR (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->filling = TRUE; /* fields that go away are not edits */
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_pointer (&self->extras, g_ptr_array_unref);
  g_clear_object (&self->moment);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_moment_editor_parent_class)->dispose (object);
}

static void
encore_moment_editor_class_init (EncoreMomentEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_moment_editor_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
encore_moment_editor_init (EncoreMomentEditor *self)
{
}

/**
 * encore_moment_editor_new:
 * @review: the hub
 *
 * Returns: (transfer floating): an editor of its current moment
 */
GtkWidget *
encore_moment_editor_new (EncoreReview *review)
{
  EncoreMomentEditor *self = g_object_new (ENCORE_TYPE_MOMENT_EDITOR, NULL);

  self->review = g_object_ref (review);
  make_parts (self);
  g_signal_connect_object (review, "notify::current-moment", G_CALLBACK (on_current_moment), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::scenario", G_CALLBACK (load_around), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_review_get_library (review), "changed", G_CALLBACK (on_library_changed), self,
                           G_CONNECT_SWAPPED);
  load_around (self);
  on_current_moment (self);
  return GTK_WIDGET (self);
}

/* For a moment that has just been marked: typing goes straight into the note. */
void
encore_moment_editor_focus_note (EncoreMomentEditor *self)
{
  g_return_if_fail (ENCORE_IS_MOMENT_EDITOR (self));

  gtk_widget_grab_focus (self->note);
}
