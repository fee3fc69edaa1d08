/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-call-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "encore-conversation-group.h"
#include "encore-review-correct.h"
#include "encore-role-guess.h"
#include "encore-redaction-group.h"
#include "encore-scenario-chooser.h"
#include "encore-text.h"

/* So long an offset is left alone before it counts. */
#define OFFSET_RESTS_MS 500

struct _EncoreCallPanel
{
  GtkWidget parent_instance;

  EncoreReview *review;
  GPtrArray *people; /* of EncorePerson, in the order of the drop-down after "unknown" */
  GCancellable *loading;
  gboolean filling;

  GtkWidget *agent;
  GtkWidget *scenario_button;
  GtkWidget *call_group;
  GtkWidget *recording_group;
  GtkWidget *offset_row; /* of a call in two files */
  GtkWidget *offset;
  guint offset_pending;
  gint64 offset_call_id; /* whose offset it is */
  GtkWidget *transcript_group;
  GPtrArray *rows; /* of facts, not owned */
  guint showing;   /* how often they were shown: the rows know their last time */
};

G_DEFINE_FINAL_TYPE (EncoreCallPanel, encore_call_panel, GTK_TYPE_WIDGET)

/* Rows of facts */

static GtkWidget *
find_fact (EncoreCallPanel *self,
           GtkWidget       *group,
           const char      *title)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (g_object_get_data (G_OBJECT (row), "encore-group") == group
          && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
        return row;
    }

  return NULL;
}

static void
keep_fact (EncoreCallPanel *self,
           GtkWidget       *row)
{
  g_object_set_data (G_OBJECT (row), "encore-showing", GUINT_TO_POINTER (self->showing));
}

/* A row that is there already gets the new value, so that nothing moves under the pointer; then NULL is returned. */
static GtkWidget *
add_fact (EncoreCallPanel *self,
          GtkWidget       *group,
          const char      *title,
          const char      *value)
{
  GtkWidget *row = find_fact (self, group, title);

  if (value == NULL || *value == '\0')
    value = "–";
  if (row != NULL)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
      keep_fact (self, row);
      return NULL;
    }

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 8);
  gtk_widget_add_css_class (row, "fact");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_object_set_data (G_OBJECT (row), "encore-group", group);
  keep_fact (self, row);
  g_ptr_array_add (self->rows, row);
  return row;
}

/* Those of which nothing was said this time. */
static void
drop_facts (EncoreCallPanel *self)
{
  for (guint i = self->rows->len; i > 0; i--)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i - 1);

      if (g_object_get_data (G_OBJECT (row), "encore-showing") == GUINT_TO_POINTER (self->showing))
        continue;

      adw_preferences_group_remove (g_object_get_data (G_OBJECT (row), "encore-group"), row);
      g_ptr_array_remove_index (self->rows, i - 1);
    }
}

static void
show_call (EncoreCallPanel *self,
           EncoreCall      *call)
{
  g_autofree char *date = encore_text_date_time (call->started_at);
  g_autofree char *duration = encore_text_duration (encore_review_get_duration_ms (self->review));

  add_fact (self, self->call_group, _ ("Title"), call->title);
  add_fact (self, self->call_group, _ ("Date"), date);
  add_fact (self, self->call_group, _ ("Duration"), duration);
  add_fact (self, self->call_group, _ ("Queue"), call->queue);
  add_fact (self, self->call_group, _ ("Customer"), call->customer_ref);
}

/* Two files of one call */

static gboolean
apply_offset (gpointer data)
{
  EncoreCallPanel *self = data;

  self->offset_pending = 0;
  encore_review_set_pair_offset_ms (self->review, gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->offset)));
  return G_SOURCE_REMOVE;
}

/* Typing, the wheel and a held button change it many times: the files are joined anew when it rests. */
static void
on_offset_changed (EncoreCallPanel *self)
{
  if (self->filling)
    return;

  g_clear_handle_id (&self->offset_pending, g_source_remove);
  self->offset_pending = g_timeout_add (OFFSET_RESTS_MS, apply_offset, self);
}

static void
make_offset (EncoreCallPanel *self)
{
  self->offset = gtk_spin_button_new_with_range (-ENCORE_REVIEW_MAX_PAIR_OFFSET_MS, ENCORE_REVIEW_MAX_PAIR_OFFSET_MS,
                                                 10);
  self->offset_row = adw_action_row_new ();
  gtk_widget_set_valign (self->offset, GTK_ALIGN_CENTER);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (self->offset), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->offset), 6);
  g_signal_connect_swapped (self->offset, "value-changed", G_CALLBACK (on_offset_changed), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->offset_row), _ ("Second file is late by"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->offset_row), _ ("Milliseconds"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->offset_row), self->offset);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->offset_row), self->offset);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->offset), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Milliseconds by which the second file is late"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->recording_group), self->offset_row);
}

static void
show_offset (EncoreCallPanel *self)
{
  EncoreCall *call = encore_review_get_call (self->review);
  gint64 offset_ms = 0;

  if (call == NULL || call->id != self->offset_call_id)
    g_clear_handle_id (&self->offset_pending, g_source_remove);
  self->offset_call_id = call != NULL ? call->id : 0;
  gtk_widget_set_visible (self->offset_row, encore_review_get_pair_offset_ms (self->review, &offset_ms));
  if (self->offset_pending != 0)
    return;

  self->filling = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->offset), (double) offset_ms);
  self->filling = FALSE;
}

/* The joined file is nobody's business: these are the ones that were imported. */
static void
show_files (EncoreCallPanel *self)
{
  GPtrArray *recordings = encore_review_get_recordings (self->review);

  for (guint i = 0; recordings != NULL && i < recordings->len; i++)
    {
      EncoreRecording *recording = g_ptr_array_index (recordings, i);
      g_autofree char *path = g_filename_display_name (recording->path);

      add_fact (self, self->recording_group,
                recordings->len == 1 ? _ ("File")
                : i == 0             ? _ ("First File")
                                     : _ ("Second File"),
                path);
    }
}

static void
add_swap (EncoreCallPanel *self,
          GtkWidget       *row)
{
  GtkWidget *swap = gtk_button_new_with_label (_ ("Swap"));

  gtk_widget_set_valign (swap, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (swap, _ ("Swap the channels of agent and customer"));
  g_signal_connect_swapped (swap, "clicked", G_CALLBACK (encore_review_swap_channels), self->review);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), swap);
}

static void
show_recording (EncoreCallPanel *self,
                EncoreRecording *recording)
{
  g_autofree char *format = NULL;

  gtk_widget_set_visible (self->recording_group, recording != NULL);
  show_offset (self);
  if (recording == NULL)
    return;

  format = g_strdup_printf (g_dngettext (NULL, "%s, %d channel, %d Hz", "%s, %d channels, %d Hz",
                                         (gulong) recording->channels),
                            recording->codec != NULL ? recording->codec : _ ("Unknown codec"), recording->channels,
                            recording->rate);
  add_fact (self, self->recording_group, _ ("Sound"), format);
  show_files (self);
  if (recording->channels != 2)
    return;

  GtkWidget *row = add_fact (self, self->recording_group, _ ("Agent’s channel"),
                             recording->agent_channel == 1 ? _ ("Second") : _ ("First"));
  if (row != NULL)
    add_swap (self, row);
}

static void
show_warnings (EncoreCallPanel *self,
               GPtrArray       *warnings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *) g_ptr_array_index (warnings, i));
  if (text->len > 0)
    add_fact (self, self->transcript_group, _ ("Warnings"), text->str);
}

static void
add_role_swap (EncoreCallPanel *self,
               GtkWidget       *row)
{
  GtkWidget *swap = gtk_button_new_with_label (_ ("Swap"));

  gtk_widget_set_valign (swap, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (swap, _ ("Swap agent and customer in this transcript"));
  g_signal_connect_swapped (swap, "clicked", G_CALLBACK (encore_review_swap_roles), self->review);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), swap);
}

static char *
find_speaker (EncoreTranscript *transcript,
              EncoreParty       party)
{
  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    if (encore_transcript_get (transcript, i)->party == party)
      return encore_segment_dup_label (encore_transcript_get (transcript, i));

  return NULL;
}

/* Who of the speakers is taken for whom, and why. */
static void
show_roles (EncoreCallPanel  *self,
            EncoreTranscript *transcript)
{
  g_autofree char *agent = find_speaker (transcript, ENCORE_PARTY_AGENT);
  g_autoptr (GPtrArray) labels = encore_transcript_list_labels (transcript);
  g_autofree char *text = NULL;

  if (labels->len < 2)
    return;

  if (agent == NULL)
    text = g_strdup (_ ("It is not known who is the agent"));
  else if (transcript->roles != NULL)
    /* Translators: a speaker, and the reason, such as "speaks first and offers help" */
    text = g_strdup_printf (_ ("“%s” is taken for the agent: %s"), agent, transcript->roles);
  else
    text = g_strdup_printf (_ ("“%s” is the agent"), agent);

  GtkWidget *row = add_fact (self, self->transcript_group, _ ("Speakers"), text);
  if (row != NULL)
    add_role_swap (self, row);
}

static void
show_transcript (EncoreCallPanel  *self,
                 EncoreTranscript *transcript)
{
  g_autofree char *turns = NULL;

  gtk_widget_set_visible (self->transcript_group, transcript != NULL);
  if (transcript == NULL)
    return;

  turns = g_strdup_printf (g_dngettext (NULL, "%u turn", "%u turns", encore_transcript_get_length (transcript)),
                           encore_transcript_get_length (transcript));
  add_fact (self, self->transcript_group, _ ("Format"), transcript->format);
  add_fact (self, self->transcript_group, _ ("Length"), turns);
  if (transcript->source != NULL)
    add_fact (self, self->transcript_group, _ ("Source"), transcript->source);
  show_roles (self, transcript);
  show_warnings (self, transcript->warnings);
}

/* The agent */

static void
select_agent (EncoreCallPanel *self)
{
  EncoreCall *call = encore_review_get_call (self->review);
  guint selected = 0;

  for (guint i = 0; call != NULL && self->people != NULL && i < self->people->len; i++)
    if (((EncorePerson *) g_ptr_array_index (self->people, i))->id == call->agent_id)
      selected = i + 1;

  self->filling = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->agent), selected);
  self->filling = FALSE;
}

static void
on_agent_selected (EncoreCallPanel *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->agent));

  if (self->filling || self->people == NULL || selected > self->people->len)
    return;

  encore_review_set_agent (self->review, selected == 0 ? NULL : g_ptr_array_index (self->people, selected - 1));
}

static void
on_people (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = encore_library_list_finish (ENCORE_LIBRARY (object), result, &error);

  if (people == NULL)
    return;

  EncoreCallPanel *self = user_data;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Unknown"));
  for (guint i = 0; i < people->len; i++)
    gtk_string_list_append (names, ((EncorePerson *) g_ptr_array_index (people, i))->name);

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = g_steal_pointer (&people);
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->agent), G_LIST_MODEL (names));
  self->filling = FALSE;
  select_agent (self);
}

static void
load_people (EncoreCallPanel *self)
{
  encore_library_list_async (encore_review_get_library (self->review), ENCORE_LISTING_PEOPLE, 0, self->loading,
                             on_people, self);
}

static void
on_library_changed (EncoreCallPanel *self,
                    GType            type)
{
  if (type == ENCORE_TYPE_PERSON)
    load_people (self);
}

/* Changes */

static void
show (EncoreCallPanel *self)
{
  EncoreCall *call = encore_review_get_call (self->review);

  self->showing++;
  gtk_widget_set_visible (self->call_group, call != NULL);
  if (call != NULL)
    show_call (self, call);
  show_recording (self, encore_review_get_recording (self->review));
  show_transcript (self, encore_review_get_transcript (self->review));
  drop_facts (self);
  encore_scenario_button_set_scenario (self->scenario_button, encore_review_get_scenario (self->review));
  select_agent (self);
}

/* Parts */

static GtkWidget *
make_group (const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  return group;
}

static void
make_choices (EncoreCallPanel *self)
{
  GtkWidget *scenario = adw_action_row_new ();

  self->agent = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->agent), _ ("Agent"));
  g_signal_connect_swapped (self->agent, "notify::selected", G_CALLBACK (on_agent_selected), self);

  self->scenario_button = encore_scenario_button_new (self->review);
  gtk_widget_set_valign (self->scenario_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->scenario_button, "flat");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (scenario), _ ("Scenario"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (scenario), self->scenario_button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->call_group), self->agent);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->call_group), scenario);
}

static void
make_parts (EncoreCallPanel *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->call_group = make_group (_ ("Call"));
  self->recording_group = make_group (_ ("Recording"));
  make_offset (self);
  self->transcript_group = make_group (_ ("Transcript"));
  make_choices (self);
  gtk_box_append (GTK_BOX (box), self->call_group);
  gtk_box_append (GTK_BOX (box), encore_redaction_group_new (self->review));
  gtk_box_append (GTK_BOX (box), encore_conversation_group_new (self->review));
  gtk_box_append (GTK_BOX (box), self->recording_group);
  gtk_box_append (GTK_BOX (box), self->transcript_group);
  gtk_widget_add_css_class (box, "panel-content");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

static void
encore_call_panel_dispose (GObject *object)
{
  EncoreCallPanel *self = ENCORE_CALL_PANEL (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->loading);
  g_clear_handle_id (&self->offset_pending, g_source_remove);
  self->filling = TRUE;
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_call_panel_parent_class)->dispose (object);
}

static void
encore_call_panel_finalize (GObject *object)
{
  EncoreCallPanel *self = ENCORE_CALL_PANEL (object);

  g_clear_object (&self->loading);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (encore_call_panel_parent_class)->finalize (object);
}

static void
encore_call_panel_class_init (EncoreCallPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_call_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_call_panel_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
encore_call_panel_init (EncoreCallPanel *self)
{
  self->loading = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
}

/**
 * encore_call_panel_new:
 * @review: the hub
 *
 * Returns: (transfer floating): the facts of its call
 */
GtkWidget *
encore_call_panel_new (EncoreReview *review)
{
  static const char *const watched[] = { "notify::call", "notify::recording", "notify::transcript", "notify::scenario",
                                         "notify::duration-ms" };
  EncoreCallPanel *self = g_object_new (ENCORE_TYPE_CALL_PANEL, NULL);

  self->review = g_object_ref (review);
  make_parts (self);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (review, watched[i], G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (encore_review_get_library (review), "changed", G_CALLBACK (on_library_changed), self,
                           G_CONNECT_SWAPPED);
  show (self);
  load_people (self);
  return GTK_WIDGET (self);
}
