/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-conversation-group.h"

#include <glib/gi18n.h>

#include "encore-text.h"

/* How the two parties of the open call shared its time, with what each figure is a part of. */

struct _EncoreConversationGroup
{
  AdwPreferencesGroup parent_instance;

  EncoreReview *review;
  GPtrArray *rows; /* not owned */
};

G_DEFINE_FINAL_TYPE (EncoreConversationGroup, encore_conversation_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
seconds (gint64 ms)
{
  if (ms >= 60000)
    return encore_text_duration (ms);

  /* Translators: a short time, in seconds */
  return g_strdup_printf (_ ("%.1f s"), ms / 1000.0);
}

static GtkWidget *
add_fact (EncoreConversationGroup *self,
          const char              *title,
          const char              *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_add_css_class (row, "fact");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
clear (EncoreConversationGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
on_row_activated (GtkWidget               *row,
                  EncoreConversationGroup *self)
{
  encore_review_seek (self->review, *(const gint64 *) g_object_get_data (G_OBJECT (row), "encore-start"));
}

/* A click goes to where it was. */
static void
lead_to (EncoreConversationGroup *self,
         GtkWidget               *row,
         EncoreSpan               span,
         const char              *tooltip)
{
  if (encore_span_is_empty (span))
    return;

  g_object_set_data_full (G_OBJECT (row), "encore-start", g_memdup2 (&span.start_ms, sizeof span.start_ms), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, tooltip);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
}

static void
add_talk_share (EncoreConversationGroup  *self,
                const EncoreConversation *figures)
{
  g_autofree char *agent = encore_text_duration (figures->agent_ms);
  g_autofree char *customer = encore_text_duration (figures->customer_ms);
  g_autofree char *text = NULL;

  if (figures->agent_ms + figures->customer_ms > 0)
    /* Translators: a share in per cent, then two durations */
    text = g_strdup_printf (_ ("%.0f%% (agent %s, customer %s)"), 100 * encore_conversation_get_talk_share (figures),
                            agent, customer);

  add_fact (self, _ ("Agent’s share of all speech"), text != NULL ? text : _ ("Nobody speaks"));
}

static void
add_overtalk (EncoreConversationGroup  *self,
              const EncoreConversation *figures)
{
  g_autofree char *time = seconds (figures->overtalk_ms);
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%s, once", "%s, %d times", (gulong) figures->n_overtalk),
                                           time, figures->n_overtalk);

  add_fact (self, _ ("Both at once"), figures->n_overtalk > 0 ? text : _ ("Never"));
}

static void
add_dead_air (EncoreConversationGroup  *self,
              const EncoreConversation *figures)
{
  g_autofree char *title = g_strdup_printf (_ ("Dead air (nobody speaks for %d s or more)"), ENCORE_DEAD_AIR_MS / 1000);
  g_autofree char *time = seconds (figures->dead_air_ms);
  g_autofree char *longest = seconds (encore_span_length (figures->longest_dead_air));
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%s, once", "%s, %d times, the longest %s",
                                                        (gulong) figures->n_dead_air),
                                           time, figures->n_dead_air, longest);
  GtkWidget *row = add_fact (self, title, figures->n_dead_air > 0 ? text : _ ("Never"));

  lead_to (self, row, figures->longest_dead_air, _ ("Go to the longest"));
}

static void
add_monologue (EncoreConversationGroup *self,
               const char              *title,
               EncoreSpan               monologue)
{
  g_autofree char *text = seconds (encore_span_length (monologue));

  lead_to (self, add_fact (self, title, text), monologue, _ ("Go to where it begins"));
}

static void
add_responses (EncoreConversationGroup  *self,
               const EncoreConversation *figures)
{
  g_autofree char *switches = g_strdup_printf ("%d", figures->n_switches);
  g_autofree char *text = NULL;

  add_fact (self, _ ("Speaker switches"), switches);
  if (figures->n_responses > 0)
    {
      g_autofree char *median = seconds (figures->response_median_ms);
      g_autofree char *p90 = seconds (figures->response_p90_ms);

      /* Translators: two short times, then of how many answers */
      text = g_strdup_printf (_ ("%s in the middle, nine in ten within %s (n = %d)"), median, p90,
                              figures->n_responses);
    }
  add_fact (self, _ ("Agent answers after"), text != NULL ? text : _ ("No answers in this call"));
}

static void
add_hold (EncoreConversationGroup  *self,
          const EncoreConversation *figures)
{
  g_autofree char *time = seconds (figures->hold_ms);
  /* Translators: a duration */
  g_autofree char *text = g_strdup_printf (_ ("%s, by guess"), time);

  if (figures->hold_ms > 0)
    add_fact (self, _ ("Hold music"), text);
}

static void
show (EncoreConversationGroup *self)
{
  EncoreConversation figures;
  gboolean known = encore_review_get_conversation (self->review, &figures);

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), known);
  if (!known)
    return;

  if (figures.apart)
    {
      add_talk_share (self, &figures);
      add_overtalk (self, &figures);
    }
  else
    {
      add_fact (self, _ ("Who speaks how much"), _ ("Not known: that needs one channel per party"));
    }
  add_dead_air (self, &figures);
  add_hold (self, &figures);
  if (figures.apart)
    {
      add_monologue (self, _ ("Agent’s longest monologue"), figures.agent_monologue);
      add_monologue (self, _ ("Customer’s longest monologue"), figures.customer_monologue);
      add_responses (self, &figures);
    }
}

/* Snapshots come a few times a second; only the last of them says something here. */
static void
on_peaks (EncoreConversationGroup *self)
{
  EncorePeaks *peaks = encore_review_get_peaks (self->review);

  if (peaks == NULL || encore_peaks_is_complete (peaks) || self->rows->len > 0)
    show (self);
}

static void
encore_conversation_group_dispose (GObject *object)
{
  g_clear_object (&ENCORE_CONVERSATION_GROUP (object)->review);

  G_OBJECT_CLASS (encore_conversation_group_parent_class)->dispose (object);
}

static void
encore_conversation_group_finalize (GObject *object)
{
  g_ptr_array_unref (ENCORE_CONVERSATION_GROUP (object)->rows);

  G_OBJECT_CLASS (encore_conversation_group_parent_class)->finalize (object);
}

static void
encore_conversation_group_class_init (EncoreConversationGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_conversation_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = encore_conversation_group_finalize;
}

static void
encore_conversation_group_init (EncoreConversationGroup *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * encore_conversation_group_new:
 * @review: the hub
 *
 * Returns: (transfer floating): the conversation figures of its call; hidden while they are not known
 */
GtkWidget *
encore_conversation_group_new (EncoreReview *review)
{
  EncoreConversationGroup *self = g_object_new (ENCORE_TYPE_CONVERSATION_GROUP, "title", _ ("Conversation"),
                                                "description", _ ("Measured from the sound"), NULL);

  self->review = g_object_ref (review);
  g_signal_connect_object (review, "notify::peaks", G_CALLBACK (on_peaks), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review, "notify::recording", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);

  return GTK_WIDGET (self);
}
