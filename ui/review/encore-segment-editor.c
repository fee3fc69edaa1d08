/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-segment-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-text.h"

struct _EncoreSegmentEditor
{
  GtkWidget parent_instance;

  EncoreReview *review;
  guint index;
  EncoreSegmentDraft before; /* strings are the segment's */
  EncoreSegment *segment;    /* keeps them */
  EncoreSpan span;           /* as it is now */

  GtkWidget *box;
  GtkWidget *party;
  GtkWidget *name;
  GtkWidget *start;
  GtkWidget *end;
  GtkWidget *text_view;
  char *text; /* of the draft that was asked for */
};

G_DEFINE_FINAL_TYPE (EncoreSegmentEditor, encore_segment_editor, GTK_TYPE_WIDGET)

enum
{
  RESPONSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const EncoreParty parties[] = {
  ENCORE_PARTY_AGENT,
  ENCORE_PARTY_CUSTOMER,
  ENCORE_PARTY_OTHER,
  ENCORE_PARTY_UNKNOWN,
};

static void
respond (EncoreSegmentEditor  *self,
         EncoreSegmentResponse response)
{
  g_signal_emit (self, signals[RESPONSE], 0, (int) response);
}

/* Times */

static gboolean
is_timed (EncoreSegmentEditor *self)
{
  return self->before.span.start_ms != ENCORE_NO_TIME;
}

static void
show_time (GtkWidget  *button,
           const char *what,
           gint64      at_ms)
{
  g_autofree char *position = encore_text_position (at_ms);
  /* Translators: where something begins or ends, to a tenth of a second, such as "Start 0:41.5" */
  g_autofree char *label = g_strdup_printf (_ ("%s %s.%d"), what, position, (int) (at_ms % 1000 / 100));

  gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
show_times (EncoreSegmentEditor *self)
{
  if (!is_timed (self) || encore_review_get_draft_segment (self->review) != (int) self->index)
    return;

  self->span = encore_review_get_draft_span (self->review);
  show_time (self->start, _ ("Start"), self->span.start_ms);
  show_time (self->end, _ ("End"), self->span.end_ms);
}

static void
start_here (EncoreSegmentEditor *self)
{
  EncoreSpan span = self->span;

  span.start_ms = encore_review_get_position_ms (self->review);
  span.end_ms = MAX (span.start_ms, span.end_ms);
  if (is_timed (self))
    encore_review_set_draft (self->review, (int) self->index, span);
}

static void
end_here (EncoreSegmentEditor *self)
{
  EncoreSpan span = self->span;

  span.end_ms = encore_review_get_position_ms (self->review);
  span.start_ms = MIN (span.start_ms, span.end_ms);
  if (is_timed (self))
    encore_review_set_draft (self->review, (int) self->index, span);
}

/* Keys */

static gboolean
on_text_key (EncoreSegmentEditor *self,
             guint                keyval,
             GdkModifierType      state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if ((state & GDK_CONTROL_MASK) == 0)
    {
      if (shift)
        return GDK_EVENT_PROPAGATE;
      respond (self, ENCORE_SEGMENT_SAVE);
      return GDK_EVENT_STOP;
    }

  respond (self, shift ? ENCORE_SEGMENT_SPLIT : ENCORE_SEGMENT_SAVE);
  return GDK_EVENT_STOP;
}

static gboolean
on_control_key (EncoreSegmentEditor *self,
                guint                keyval,
                GdkModifierType      state)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
      respond (self, ENCORE_SEGMENT_SAVE_PREVIOUS);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      respond (self, ENCORE_SEGMENT_SAVE_NEXT);
      return GDK_EVENT_STOP;
    case GDK_KEY_bracketleft:
      start_here (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_bracketright:
      end_here (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
      if ((state & GDK_SHIFT_MASK) != 0)
        gtk_widget_activate_action (GTK_WIDGET (self), "review.replay", "b", FALSE);
      else
        gtk_widget_activate_action (GTK_WIDGET (self), "review.play", NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_key (EncoreSegmentEditor *self,
        guint                keyval,
        guint                keycode,
        GdkModifierType      state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (keyval == GDK_KEY_Escape)
    {
      respond (self, ENCORE_SEGMENT_CANCEL);
      return GDK_EVENT_STOP;
    }
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
      && (focus == self->text_view || GTK_IS_EDITABLE (focus) || (state & GDK_CONTROL_MASK) != 0))
    return on_text_key (self, keyval, state);
  if ((state & GDK_CONTROL_MASK) != 0)
    return on_control_key (self, keyval, state);

  return GDK_EVENT_PROPAGATE;
}

/* Parts */

static void
name_widget (GtkWidget  *widget,
             const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
make_button (EncoreSegmentEditor *self,
             const char          *label,
             const char          *tooltip,
             GCallback            callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "small");
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
make_head (EncoreSegmentEditor *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkStringList *labels = gtk_string_list_new (NULL);
  guint chosen = G_N_ELEMENTS (parties) - 1;

  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    {
      const char *label = parties[i] == ENCORE_PARTY_OTHER     ? _ ("Somebody else")
                          : parties[i] == ENCORE_PARTY_UNKNOWN ? _ ("Not known")
                                                               : encore_party_to_label (parties[i]);

      gtk_string_list_append (labels, label);
      if (parties[i] == self->before.party)
        chosen = i;
    }

  self->party = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->party), chosen);
  gtk_widget_set_tooltip_text (self->party, _ ("Who speaks"));
  name_widget (self->party, _ ("Who speaks"));
  self->name = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->name), self->before.speaker != NULL ? self->before.speaker : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _ ("Name"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->name), 6);
  gtk_widget_set_hexpand (self->name, TRUE);
  name_widget (self->name, _ ("Name of the speaker"));
  gtk_box_append (GTK_BOX (head), self->party);
  gtk_box_append (GTK_BOX (head), self->name);

  self->start = make_button (self, "", _ ("Start at the playhead (Ctrl+[)"), G_CALLBACK (start_here));
  self->end = make_button (self, "", _ ("End at the playhead (Ctrl+])"), G_CALLBACK (end_here));
  gtk_widget_add_css_class (self->start, "numeric");
  gtk_widget_add_css_class (self->end, "numeric");
  gtk_widget_set_visible (self->start, is_timed (self));
  gtk_widget_set_visible (self->end, is_timed (self));
  gtk_box_append (GTK_BOX (head), self->start);
  gtk_box_append (GTK_BOX (head), self->end);
  return head;
}

static GtkWidget *
make_text (EncoreSegmentEditor *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;

  self->text_view = gtk_text_view_new ();
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text_view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text_view), FALSE);
  g_object_set (self->text_view, "left-margin", 8, "right-margin", 8, "top-margin", 6, "bottom-margin", 6, NULL);
  gtk_widget_add_css_class (self->text_view, "note-entry");
  name_widget (self->text_view, _ ("What is said"));
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, self->before.text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  return self->text_view;
}

static void
on_split (EncoreSegmentEditor *self)
{
  respond (self, ENCORE_SEGMENT_SPLIT);
}

static void
on_join (EncoreSegmentEditor *self)
{
  respond (self, ENCORE_SEGMENT_JOIN);
}

static void
on_delete (EncoreSegmentEditor *self)
{
  respond (self, ENCORE_SEGMENT_DELETE);
}

static void
on_cancel (EncoreSegmentEditor *self)
{
  respond (self, ENCORE_SEGMENT_CANCEL);
}

static void
on_save (EncoreSegmentEditor *self)
{
  respond (self, ENCORE_SEGMENT_SAVE);
}

static GtkWidget *
make_foot (EncoreSegmentEditor *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  GtkWidget *join = make_button (self, _ ("_Merge"), _ ("Make one segment of this and the next"), G_CALLBACK (on_join));
  GtkWidget *save = make_button (self, _ ("Sa_ve"), _ ("Save (Ctrl+Enter)"), G_CALLBACK (on_save));
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_set_sensitive (join, self->index + 1 < encore_transcript_get_length (transcript));
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_box_append (GTK_BOX (foot), make_button (self, _ ("S_plit"), _ ("Split at the cursor (Ctrl+Shift+Enter)"),
                                               G_CALLBACK (on_split)));
  gtk_box_append (GTK_BOX (foot), join);
  gtk_box_append (GTK_BOX (foot), make_button (self, _ ("_Delete"), _ ("Nobody said this"), G_CALLBACK (on_delete)));
  gtk_box_append (GTK_BOX (foot), space);
  gtk_box_append (GTK_BOX (foot),
                  make_button (self, _ ("_Cancel"), _ ("Leave it as it was (Escape)"), G_CALLBACK (on_cancel)));
  gtk_box_append (GTK_BOX (foot), save);
  return foot;
}

static void
make_parts (EncoreSegmentEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), make_text (self));
  gtk_box_append (GTK_BOX (self->box), make_foot (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Widget */

static gboolean
encore_segment_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ENCORE_SEGMENT_EDITOR (widget)->text_view);
}

static void
encore_segment_editor_dispose (GObject *object)
{
  EncoreSegmentEditor *self = ENCORE_SEGMENT_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->segment, encore_segment_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_segment_editor_parent_class)->dispose (object);
}

static void
encore_segment_editor_class_init (EncoreSegmentEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = encore_segment_editor_dispose;
  widget_class->grab_focus = encore_segment_editor_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "segmenteditor");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[RESPONSE] = g_signal_new ("response", ENCORE_TYPE_SEGMENT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
encore_segment_editor_init (EncoreSegmentEditor *self)
{
}

/**
 * encore_segment_editor_new:
 * @review: the hub
 * @index: of the segment to edit
 *
 * Returns: (transfer floating): its editor; the hub has the draft from now on
 */
GtkWidget *
encore_segment_editor_new (EncoreReview *review,
                           guint         index)
{
  EncoreSegmentEditor *self = g_object_new (ENCORE_TYPE_SEGMENT_EDITOR, NULL);

  self->review = g_object_ref (review);
  self->index = index;
  self->segment = encore_segment_ref (encore_transcript_get (encore_review_get_transcript (review), index));
  self->before = encore_review_begin_draft (review, index);
  self->span = self->before.span;
  make_parts (self);
  name_widget (GTK_WIDGET (self), _ ("Correct this segment"));
  g_signal_connect_object (review, "notify::draft-span", G_CALLBACK (show_times), self, G_CONNECT_SWAPPED);
  encore_review_set_draft (review, (int) index, self->before.span);
  show_times (self);
  return GTK_WIDGET (self);
}

/**
 * encore_segment_editor_get_draft:
 * @self: an editor
 *
 * Returns: the segment as it is now; valid until this is asked again
 */
EncoreSegmentDraft
encore_segment_editor_get_draft (EncoreSegmentEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_free (self->text);
  self->text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));

  return (EncoreSegmentDraft) {
    self->text,
    *name != '\0' ? name : NULL,
    parties[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->party))],
    self->span,
  };
}

gsize
encore_segment_editor_get_caret (EncoreSegmentEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
  GtkTextIter start, caret;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));

  g_autofree char *before = gtk_text_buffer_get_text (buffer, &start, &caret, FALSE);
  return strlen (before);
}

/* Whether there is something that would be lost. */
gboolean
encore_segment_editor_is_changed (EncoreSegmentEditor *self)
{
  EncoreSegmentDraft now = encore_segment_editor_get_draft (self);

  return !g_str_equal (now.text, self->before.text) || g_strcmp0 (now.speaker, self->before.speaker) != 0
         || now.party != self->before.party || now.span.start_ms != self->before.span.start_ms
         || now.span.end_ms != self->before.span.end_ms;
}

GtkTextView *
encore_segment_editor_get_text_view (EncoreSegmentEditor *self)
{
  return GTK_TEXT_VIEW (self->text_view);
}

/**
 * encore_segment_editor_set_draft:
 * @self: an editor
 * @draft: what its user had typed in another one of the same segment
 * @caret: the byte of its text where the cursor was
 */
void
encore_segment_editor_set_draft (EncoreSegmentEditor      *self,
                                 const EncoreSegmentDraft *draft,
                                 gsize                     caret)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
  GtkTextIter at;

  g_return_if_fail (ENCORE_IS_SEGMENT_EDITOR (self));

  gtk_text_buffer_set_text (buffer, draft->text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &at, (int) g_utf8_strlen (draft->text, (gssize) caret));
  gtk_text_buffer_place_cursor (buffer, &at);
  gtk_editable_set_text (GTK_EDITABLE (self->name), draft->speaker != NULL ? draft->speaker : "");
  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    if (parties[i] == draft->party)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->party), i);
  if (is_timed (self) && draft->span.start_ms != ENCORE_NO_TIME)
    encore_review_set_draft (self->review, (int) self->index, draft->span);
}
