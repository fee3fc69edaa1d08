/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript-search.h"

#include <glib/gi18n.h>

struct _EncoreTranscriptSearch
{
  GtkWidget parent_instance;

  EncoreReview *review;
  GtkTextView *text_view; /* not owned: a sibling */
  GtkWidget *bar;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (EncoreTranscriptSearch, encore_transcript_search, GTK_TYPE_WIDGET)

#define SEARCH_FLAGS (GTK_TEXT_SEARCH_CASE_INSENSITIVE | GTK_TEXT_SEARCH_TEXT_ONLY)

static gboolean
find_from (const GtkTextIter *from,
           const char        *text,
           gboolean           forward,
           GtkTextIter       *start,
           GtkTextIter       *end)
{
  if (forward)
    return gtk_text_iter_forward_search (from, text, SEARCH_FLAGS, start, end, NULL);

  return gtk_text_iter_backward_search (from, text, SEARCH_FLAGS, start, end, NULL);
}

/* Round the end, so that every place is found from everywhere. */
static gboolean
find_around (GtkTextBuffer     *buffer,
             const GtkTextIter *from,
             const char        *text,
             gboolean           forward,
             GtkTextIter       *start,
             GtkTextIter       *end)
{
  GtkTextIter other_side;

  if (find_from (from, text, forward, start, end))
    return TRUE;

  if (forward)
    gtk_text_buffer_get_start_iter (buffer, &other_side);
  else
    gtk_text_buffer_get_end_iter (buffer, &other_side);
  return find_from (&other_side, text, forward, start, end);
}

static void
show (EncoreTranscriptSearch *self,
      const GtkTextIter      *start,
      const GtkTextIter      *end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);

  encore_review_set_follow (self->review, FALSE);
  gtk_text_buffer_select_range (buffer, start, end);
  gtk_text_view_scroll_to_mark (self->text_view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.3);
}

/* While typing, what is found already may grow: the search starts at its beginning again. */
static void
find (EncoreTranscriptSearch *self,
      gboolean                forward,
      gboolean                typing)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  GtkTextIter from, end, start;
  gboolean found = TRUE;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  from = forward && !typing ? end : start;
  if (*text != '\0')
    {
      found = find_around (buffer, &from, text, forward, &start, &end);
      if (found)
        show (self, &start, &end);
    }

  if (found)
    gtk_widget_remove_css_class (self->entry, "error");
  else
    gtk_widget_add_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               found ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
on_changed (EncoreTranscriptSearch *self)
{
  find (self, TRUE, TRUE);
}

static void
find_next (EncoreTranscriptSearch *self)
{
  find (self, TRUE, FALSE);
}

static void
find_previous (EncoreTranscriptSearch *self)
{
  find (self, FALSE, FALSE);
}

static gboolean
on_key_pressed (EncoreTranscriptSearch *self,
                guint                   keyval,
                guint                   keycode,
                GdkModifierType         state)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || (state & GDK_SHIFT_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  find_previous (self);
  return GDK_EVENT_STOP;
}

static void
on_search_mode (EncoreTranscriptSearch *self)
{
  if (!gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar)))
    gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static GtkWidget *
arrow (EncoreTranscriptSearch *self,
       const char             *icon_name,
       const char             *label,
       GCallback               callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
make_parts (EncoreTranscriptSearch *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->bar = gtk_search_bar_new ();
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Find in the transcript"), "width-request", 260, NULL);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box),
                  arrow (self, "go-up-symbolic", _ ("Previous place (Shift+Enter)"), G_CALLBACK (find_previous)));
  gtk_box_append (GTK_BOX (box), arrow (self, "go-down-symbolic", _ ("Next place (Enter)"), G_CALLBACK (find_next)));
  gtk_search_bar_set_child (GTK_SEARCH_BAR (self->bar), box);
  gtk_search_bar_set_show_close_button (GTK_SEARCH_BAR (self->bar), TRUE);
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->bar), GTK_EDITABLE (self->entry));
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (find_next), self);
  g_signal_connect_swapped (self->bar, "notify::search-mode-enabled", G_CALLBACK (on_search_mode), self);
}

static void
encore_transcript_search_dispose (GObject *object)
{
  EncoreTranscriptSearch *self = ENCORE_TRANSCRIPT_SEARCH (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_transcript_search_parent_class)->dispose (object);
}

static void
encore_transcript_search_class_init (EncoreTranscriptSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_transcript_search_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
encore_transcript_search_init (EncoreTranscriptSearch *self)
{
}

/**
 * encore_transcript_search_new:
 * @review: whose transcript it is: what is found is not scrolled away by following
 * @text_view: what shows it
 *
 * Returns: (transfer floating): a closed search bar
 */
GtkWidget *
encore_transcript_search_new (EncoreReview *review,
                              GtkTextView  *text_view)
{
  EncoreTranscriptSearch *self = g_object_new (ENCORE_TYPE_TRANSCRIPT_SEARCH, NULL);

  self->review = g_object_ref (review);
  self->text_view = text_view;
  make_parts (self);
  return GTK_WIDGET (self);
}

void
encore_transcript_search_open (EncoreTranscriptSearch *self)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT_SEARCH (self));

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), TRUE);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  gtk_widget_grab_focus (self->entry);
}
