/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript-search.h"

#include <glib/gi18n.h>

#include "encore-review-correct.h"
#include "encore-transcript-buffer.h"

struct _EncoreTranscriptSearch
{
  GtkWidget parent_instance;

  EncoreReview *review;
  GtkTextView *text_view; /* not owned: a sibling */
  GtkWidget *bar;
  GtkWidget *entry;
  GtkWidget *count;
  GtkWidget *arrows[2];
};

G_DEFINE_FINAL_TYPE (EncoreTranscriptSearch, encore_transcript_search, GTK_TYPE_WIDGET)

static EncoreTranscriptBuffer *
get_buffer (EncoreTranscriptSearch *self)
{
  return ENCORE_TRANSCRIPT_BUFFER (gtk_text_view_get_buffer (self->text_view));
}

static void
show_count (EncoreTranscriptSearch *self)
{
  guint n_found = encore_review_count_found (self->review);
  int at = encore_review_get_found_at (self->review);
  gboolean wanted = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
  g_autofree char *text = NULL;

  if (wanted && n_found == 0)
    text = g_strdup (_ ("Not found"));
  else if (wanted && n_found >= ENCORE_REVIEW_MAX_FOUND)
    /* Translators: which of the places found is shown, where there are more than anybody counts: "3 of 9999 or more" */
    text = g_strdup_printf (_ ("%d of %u or more"), at + 1, n_found);
  else if (wanted)
    /* Translators: which of the places found is shown, such as "3 of 17" */
    text = g_strdup_printf (_ ("%d of %u"), at + 1, n_found);
  gtk_label_set_text (GTK_LABEL (self->count), text != NULL ? text : "");

  if (!wanted || n_found > 0)
    gtk_widget_remove_css_class (self->entry, "error");
  else
    gtk_widget_add_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wanted && n_found == 0 ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  for (guint i = 0; i < G_N_ELEMENTS (self->arrows); i++)
    gtk_widget_set_sensitive (self->arrows[i], n_found > 0);
}

/* Selected, and in sight: whatever follows the sound no longer takes it away. */
static void
show_place (EncoreTranscriptSearch *self)
{
  int at = encore_review_get_found_at (self->review);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_buffer (self));
  GtkTextIter start, end;

  if (at < 0)
    return;

  const EncoreFound *found = encore_review_get_found (self->review, (guint) at);
  encore_review_set_follow (self->review, FALSE);
  if (!encore_transcript_buffer_get_bytes (get_buffer (self), (int) found->segment, found->start, found->end, &start,
                                           &end))
    return;

  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_view_scroll_to_mark (self->text_view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.3);
}

static gboolean
is_before (const EncoreFound *found,
           int                segment,
           gsize              offset)
{
  return (int) found->segment < segment || ((int) found->segment == segment && found->start < offset);
}

/* The first place at or after the cursor, round the end: while typing, what is found already may grow. */
static int
find_from_cursor (EncoreTranscriptSearch *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_buffer (self));
  guint n_found = encore_review_count_found (self->review);
  GtkTextIter start, end;
  int segment;
  gsize offset;

  if (n_found == 0)
    return -1;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (!encore_transcript_buffer_get_offset (get_buffer (self), &start, &segment, &offset))
    return 0;

  for (guint i = 0; i < n_found; i++)
    if (!is_before (encore_review_get_found (self->review, i), segment, offset))
      return (int) i;

  return 0;
}

static void
on_changed (EncoreTranscriptSearch *self)
{
  encore_review_find (self->review, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  encore_review_set_found_at (self->review, find_from_cursor (self));
  show_place (self);
  show_count (self);
}

static void
step (EncoreTranscriptSearch *self,
      int                     direction)
{
  int n_found = (int) encore_review_count_found (self->review);

  if (n_found == 0)
    return;

  encore_review_set_found_at (self->review,
                              (encore_review_get_found_at (self->review) + direction + n_found) % n_found);
  show_place (self);
  show_count (self);
}

static void
find_next (EncoreTranscriptSearch *self)
{
  step (self, 1);
}

static void
find_previous (EncoreTranscriptSearch *self)
{
  step (self, -1);
}

/* What was corrected may say something else. */
static void
on_transcript (EncoreTranscriptSearch *self)
{
  int at = encore_review_get_found_at (self->review);

  if (!gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar)))
    return;

  encore_review_find (self->review, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  encore_review_set_found_at (self->review, MIN (at, (int) encore_review_count_found (self->review) - 1));
  show_count (self);
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
  if (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar)))
    return;

  encore_review_find (self->review, NULL);
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
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->bar = gtk_search_bar_new ();
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Find in the transcript"), "width-request", 260, NULL);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), self->entry);
  self->arrows[0] = arrow (self, "go-up-symbolic", _ ("Previous place (Shift+Enter)"), G_CALLBACK (find_previous));
  self->arrows[1] = arrow (self, "go-down-symbolic", _ ("Next place (Enter)"), G_CALLBACK (find_next));
  gtk_box_append (GTK_BOX (box), self->arrows[0]);
  gtk_box_append (GTK_BOX (box), self->arrows[1]);
  self->count = gtk_label_new (NULL);
  gtk_label_set_width_chars (GTK_LABEL (self->count), 12);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_set_margin_start (self->count, 9);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_box_append (GTK_BOX (row), box);
  gtk_box_append (GTK_BOX (row), self->count);
  gtk_search_bar_set_child (GTK_SEARCH_BAR (self->bar), row);
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
  show_count (self);
  g_signal_connect_object (review, "notify::transcript", G_CALLBACK (on_transcript), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
encore_transcript_search_open (EncoreTranscriptSearch *self)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT_SEARCH (self));

  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));

  /* Who types on at once finds the entry ready, before the bar has slid in. */
  if (text != NULL && gtk_widget_get_root (self->entry) != NULL)
    gtk_widget_realize (GTK_WIDGET (text));
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), TRUE);
  on_changed (self);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  gtk_widget_grab_focus (self->entry);
}
