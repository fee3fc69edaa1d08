/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript-view-private.h"

#include "encore-review-correct.h"
#include "encore-segment-editor.h"

/* Correcting a segment where it stands in the text. */

/* What stands before the text of a segment, and its margins. */
#define EDITOR_ROOM_PX 206

void
encore_transcript_view_stop_editing (EncoreTranscriptView *self)
{
  g_autoptr (GtkWidget) editor = g_steal_pointer (&self->editor);

  if (editor == NULL)
    return;

  gboolean focused = gtk_widget_get_focus_child (editor) != NULL;

  self->edited = -1;
  g_clear_pointer (&self->edited_segment, encore_segment_unref);
  if (focused)
    gtk_widget_grab_focus (self->text_view);
  encore_transcript_buffer_end_edit (self->buffer); /* takes the editor out */
  encore_review_set_draft (self->review, -1, (EncoreSpan) { 0, 0 });
}

static void
fit_editor (EncoreTranscriptView *self)
{
  int width = gtk_widget_get_width (self->text_view) - EDITOR_ROOM_PX;

  if (self->editor != NULL && width > 0)
    gtk_widget_set_size_request (self->editor, width, -1);
}

static gboolean
on_fit (gpointer user_data)
{
  EncoreTranscriptView *self = user_data;

  self->fit_id = 0;
  fit_editor (self);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are being given out. */
void
encore_transcript_view_fit_editor (EncoreTranscriptView *self)
{
  if (self->editor != NULL && self->fit_id == 0)
    self->fit_id = g_idle_add (on_fit, self);
}

/* The line of an editor is as high as it is, and what was scrolled to is what stands at its foot. */
void
encore_transcript_view_reveal_editor (EncoreTranscriptView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->text_view));
  GdkRectangle visible;
  GtkTextIter start;
  int top, height;

  if (!self->reveals_editor || gtk_widget_get_height (self->editor) == 0
      || !encore_transcript_buffer_get_segment_start (self->buffer, self->edited, &start))
    return;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->text_view), &visible);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self->text_view), &start, &top, &height);
  if (height < gtk_widget_get_height (self->editor))
    return; /* it is measured again */

  self->reveals_editor = FALSE;
  if (top < visible.y)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - (visible.y - top));
  else if (top + height > visible.y + visible.height)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)
                                              + MIN (top + height - visible.y - visible.height, top - visible.y));
}

static void apply_editor (EncoreTranscriptView *self, EncoreSegmentResponse response);

static void
start_editing (EncoreTranscriptView *self,
               int                   segment)
{
  g_autoptr (GError) error = NULL;

  if (self->editor != NULL && segment == self->edited)
    {
      gtk_widget_grab_focus (self->editor);
      return;
    }
  if (self->editor != NULL)
    apply_editor (self, ENCORE_SEGMENT_SAVE);
  if (segment < 0)
    return;
  if (!encore_review_can_correct (self->review, (guint) segment, &error))
    {
      g_signal_emit_by_name (self->review, "error", error);
      return;
    }

  GtkTextChildAnchor *anchor = encore_transcript_buffer_begin_edit (self->buffer, (guint) segment);
  if (anchor == NULL)
    return;

  encore_review_set_follow (self->review, FALSE);
  self->edited = segment;
  self->edited_segment = encore_segment_ref (
      encore_transcript_get (encore_review_get_transcript (self->review), (guint) segment));
  self->editor = g_object_ref_sink (encore_segment_editor_new (self->review, (guint) segment));
  g_signal_connect_object (self->editor, "response", G_CALLBACK (apply_editor), self, G_CONNECT_SWAPPED);
  fit_editor (self);
  self->reveals_editor = TRUE;
  gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (self->text_view), self->editor, anchor);
  encore_transcript_view_show_segment (self, segment);
  /* Who types on at once finds it ready, before it was first drawn. */
  if (gtk_widget_get_root (self->editor) != NULL)
    gtk_widget_realize (GTK_WIDGET (encore_segment_editor_get_text_view (ENCORE_SEGMENT_EDITOR (self->editor))));
  gtk_widget_grab_focus (self->editor);
}

/* Closes the editor before anything changes: it stands in the text that does. */
static void
apply_editor (EncoreTranscriptView *self,
              EncoreSegmentResponse response)
{
  EncoreSegmentEditor *editor = ENCORE_SEGMENT_EDITOR (self->editor);
  EncoreSegmentDraft draft = encore_segment_editor_get_draft (editor);
  g_autofree char *text = g_strdup (draft.text);
  g_autofree char *speaker = g_strdup (draft.speaker);
  gboolean changed = encore_segment_editor_is_changed (editor);
  gsize caret = encore_segment_editor_get_caret (editor);
  guint index = (guint) self->edited;

  draft.text = text;
  draft.speaker = speaker;
  encore_transcript_view_stop_editing (self);

  switch (response)
    {
    case ENCORE_SEGMENT_SPLIT:
      if (!encore_review_split_segment (self->review, index, &draft, caret))
        start_editing (self, (int) index);
      break;
    case ENCORE_SEGMENT_JOIN:
      encore_review_join_segments (self->review, index, &draft);
      break;
    case ENCORE_SEGMENT_DELETE:
      encore_review_delete_segment (self->review, index);
      break;
    case ENCORE_SEGMENT_SAVE:
    case ENCORE_SEGMENT_SAVE_NEXT:
    case ENCORE_SEGMENT_SAVE_PREVIOUS:
      if (changed)
        encore_review_correct_segment (self->review, index, &draft);
      break;
    case ENCORE_SEGMENT_CANCEL:
    default:
      break;
    }

  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  if (response == ENCORE_SEGMENT_SAVE_NEXT && index + 1 < encore_transcript_get_length (transcript))
    start_editing (self, (int) index + 1);
  else if (response == ENCORE_SEGMENT_SAVE_PREVIOUS && index > 0)
    start_editing (self, (int) index - 1);
}

/* Takes what was typed out of the editor, which is closed. */
void
encore_transcript_view_take_draft (EncoreTranscriptView *self,
                                   EncoreTypedDraft     *typed)
{
  *typed = (EncoreTypedDraft) { NULL };
  if (self->editor == NULL)
    return;

  EncoreSegmentEditor *editor = ENCORE_SEGMENT_EDITOR (self->editor);

  typed->draft = encore_segment_editor_get_draft (editor);
  typed->draft.text = g_strdup (typed->draft.text);
  typed->draft.speaker = g_strdup (typed->draft.speaker);
  typed->caret = encore_segment_editor_get_caret (editor);
  typed->changed = encore_segment_editor_is_changed (editor);
  typed->focused = gtk_widget_get_focus_child (self->editor) != NULL;
  typed->index = (guint) self->edited;
  typed->segment = encore_segment_ref (self->edited_segment);
  encore_transcript_view_stop_editing (self);
}

/* Goes on with it where the segment is now, or where it was; nothing is saved before its user says so. */
void
encore_transcript_view_give_draft (EncoreTranscriptView *self,
                                   EncoreTypedDraft     *typed)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);
  int length = transcript != NULL ? (int) encore_transcript_get_length (transcript) : 0;

  if (typed->segment != NULL && length > 0)
    {
      int index = encore_transcript_trace (transcript, typed->segment, typed->index);
      GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

      if (index < 0)
        index = MIN ((int) typed->index, length - 1);
      encore_transcript_buffer_require (self->buffer, (guint) index);
      start_editing (self, index);
      if (self->editor != NULL && typed->changed)
        encore_segment_editor_set_draft (ENCORE_SEGMENT_EDITOR (self->editor), &typed->draft, typed->caret);
      if (!typed->focused && focus != NULL)
        gtk_widget_grab_focus (focus);
    }

  g_clear_pointer (&typed->segment, encore_segment_unref);
  g_free ((char *) typed->draft.text);
  g_free ((char *) typed->draft.speaker);
}

/* Where the menu was asked for, else where the cursor is while it is being heard there or nothing is, else what is
 * being heard. */
static int
chosen_segment (EncoreTranscriptView *self)
{
  int current = encore_review_get_current_segment (self->review), first, last;

  if (self->menu_segment >= 0)
    return self->menu_segment;
  if (self->editor != NULL)
    return self->edited;

  encore_transcript_buffer_get_selected (self->buffer, &first, &last);
  if (current < 0 || first < 0)
    return MAX (current, first);

  EncoreSpan span = encore_review_segment_span (self->review, (guint) first);
  gint64 position_ms = encore_review_get_position_ms (self->review);
  gboolean heard = gtk_widget_has_focus (self->text_view) && position_ms >= span.start_ms && position_ms <= span.end_ms;

  return heard ? first : current;
}

/* The call is being closed: what has been typed is saved. */
void
encore_transcript_view_follow_draft (EncoreTranscriptView *self)
{
  if (self->editor != NULL && encore_review_get_draft_segment (self->review) != self->edited)
    apply_editor (self, ENCORE_SEGMENT_SAVE);
}

/**
 * encore_transcript_view_choose_segment:
 * @self: a view
 *
 * Returns: the segment that a command is about: where the menu was asked for, else where one is; -1: none
 */
int
encore_transcript_view_choose_segment (EncoreTranscriptView *self)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT_VIEW (self), -1);

  return encore_review_get_transcript (self->review) != NULL ? chosen_segment (self) : -1;
}

/**
 * encore_transcript_view_choose_place:
 * @self: a view
 * @segment: (out): the segment that a command is about, or -1
 *
 * Returns: the byte of its text where the menu was asked for, else where the cursor is
 */
gsize
encore_transcript_view_choose_place (EncoreTranscriptView *self,
                                     int                  *segment)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter cursor;
  gsize offset = 0;

  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT_VIEW (self), 0);

  if (self->menu_segment >= 0)
    {
      *segment = self->menu_segment;
      return self->menu_offset;
    }

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  encore_transcript_buffer_get_offset (self->buffer, &cursor, segment, &offset);
  return offset;
}

/* Opens the editor in the place of a segment; what is being edited is saved first. */
void
encore_transcript_view_correct (EncoreTranscriptView *self,
                                int                   segment)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT_VIEW (self));

  start_editing (self, segment);
}

/**
 * encore_transcript_view_get_editor:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what a segment is being edited with
 */
GtkWidget *
encore_transcript_view_get_editor (EncoreTranscriptView *self)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT_VIEW (self), NULL);

  return self->editor;
}
