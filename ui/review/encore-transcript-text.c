/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript-text.h"

#include <glib/gi18n.h>

#include "encore-conversation.h"
#include "encore-review-correct.h"
#include "encore-wave-draw.h"

#define BRACKET_X 2
#define BRACKET_WIDTH 2
#define BRACKET_HOOK 5
#define MIDDLE_GAP 10
#define MIDDLE_WIDTH 1
#define DOT_X 5
#define DOT_SIZE 5

struct _EncoreTranscriptText
{
  GtkTextView parent_instance;

  EncoreReview *review;
  EncoreTranscriptBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (EncoreTranscriptText, encore_transcript_text, GTK_TYPE_TEXT_VIEW)

/* Whether a segment begins while an earlier one is still being spoken. */
static gboolean
interrupts (EncoreTranscriptText *self,
            guint                 index)
{
  EncoreTranscript *transcript = encore_review_get_transcript (self->review);

  return index > 0 && index < encore_transcript_get_length (transcript) && encore_transcript_is_timed (transcript)
         && transcript->latest_end_ms[index - 1] - encore_transcript_get (transcript, index)->start_ms
                >= ENCORE_OVERTALK_MS;
}

/* The segments of the line at @iter. */
static gboolean
find_segments (EncoreTranscriptText *self,
               const GtkTextIter    *iter,
               guint                *first,
               guint                *last)
{
  GtkTextIter start = *iter;
  int segment, word;

  gtk_text_iter_set_line_offset (&start, 0);
  if (!encore_transcript_buffer_locate (self->buffer, &start, &segment, &word))
    return FALSE;

  *first = *last = (guint) segment;
  while (encore_transcript_buffer_goes_on (self->buffer, *last + 1))
    (*last)++;
  return TRUE;
}

static void
draw_bracket (GtkSnapshot   *snapshot,
              const GdkRGBA *colour,
              int            top,
              int            height,
              gboolean       begins,
              gboolean       ends)
{
  int from = begins ? top + 5 : top, to = ends ? top + height - 5 : top + height;

  encore_wave_draw_rect (snapshot, colour, BRACKET_X, from, BRACKET_WIDTH, to - from);
  if (begins)
    encore_wave_draw_rect (snapshot, colour, BRACKET_X, from, BRACKET_HOOK, BRACKET_WIDTH);
  if (ends)
    encore_wave_draw_rect (snapshot, colour, BRACKET_X, to - BRACKET_WIDTH, BRACKET_HOOK, BRACKET_WIDTH);
}

/* Between the halves: what stands on its two sides was said at the same time. */
static void
draw_middle (EncoreTranscriptText *self,
             GtkSnapshot          *snapshot,
             const GdkRGBA        *colour,
             int                   top,
             int                   height)
{
  encore_wave_draw_rect (snapshot, colour, encore_transcript_buffer_get_half_x (self->buffer) - MIDDLE_GAP, top,
                         MIDDLE_WIDTH, height);
}

static void
draw_dot (GtkSnapshot   *snapshot,
          const GdkRGBA *colour,
          int            y)
{
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &GRAPHENE_RECT_INIT (DOT_X, y - DOT_SIZE / 2, DOT_SIZE, DOT_SIZE),
                                   DOT_SIZE / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, colour, &circle.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_line (EncoreTranscriptText *self,
           GtkSnapshot          *snapshot,
           const GtkTextIter    *iter,
           int                   top,
           int                   height)
{
  GdkRGBA bracket = encore_wave_colour (GTK_WIDGET (self), "warning_color", 0.9);
  GdkRGBA middle = encore_wave_colour (GTK_WIDGET (self), "warning_color", 0.35);
  GdkRGBA dot = encore_wave_colour (GTK_WIDGET (self), "accent_color", 0.9);
  gboolean corrected = FALSE;
  guint first, last;

  if (!find_segments (self, iter, &first, &last))
    return;

  gboolean begins = !interrupts (self, first), ends = !interrupts (self, last + 1);
  if (!begins || !ends)
    draw_bracket (snapshot, &bracket, top, height, begins, ends);
  if (encore_transcript_buffer_is_beside (self->buffer, first))
    draw_middle (self, snapshot, &middle, top, height);

  for (guint i = first; i <= last; i++)
    corrected = corrected || encore_review_is_corrected (self->review, i);
  if (corrected)
    {
      GdkRectangle place;

      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), iter, &place);
      draw_dot (snapshot, &dot, place.y + place.height / 2);
    }
}

static void
encore_transcript_text_snapshot_layer (GtkTextView     *view,
                                       GtkTextViewLayer layer,
                                       GtkSnapshot     *snapshot)
{
  EncoreTranscriptText *self = ENCORE_TRANSCRIPT_TEXT (view);
  GdkRectangle visible;
  GtkTextIter iter;
  int top, height;

  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT || encore_review_get_transcript (self->review) == NULL
      || encore_transcript_buffer_count_filled (self->buffer) == 0)
    return;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, NULL);
  do
    {
      gtk_text_view_get_line_yrange (view, &iter, &top, &height);
      draw_line (self, snapshot, &iter, top, height);
    }
  while (top + height < visible.y + visible.height && gtk_text_iter_forward_line (&iter));
}

/* Before the text is laid out for the width. */
static void
encore_transcript_text_size_allocate (GtkWidget *widget,
                                      int        width,
                                      int        height,
                                      int        baseline)
{
  encore_transcript_buffer_set_width (ENCORE_TRANSCRIPT_TEXT (widget)->buffer, width);
  GTK_WIDGET_CLASS (encore_transcript_text_parent_class)->size_allocate (widget, width, height, baseline);
}

/* Tooltips */

static char *
describe_word (EncoreTranscriptText *self,
               int                   segment,
               int                   word)
{
  const EncoreSegment *spoken = encore_transcript_get (encore_review_get_transcript (self->review), (guint) segment);

  if (word < 0 || g_array_index (spoken->words, EncoreWord, word).confidence < 0)
    return NULL;

  float confidence = g_array_index (spoken->words, EncoreWord, word).confidence;

  if (confidence >= ENCORE_LOW_CONFIDENCE)
    return NULL;

  /* Translators: of a word that was recognised by a machine; %d is a percentage */
  return g_strdup_printf (_ ("Doubtful: the recogniser was %d%% sure"), (int) (confidence * 100 + 0.5f));
}

static char *
describe_margin (EncoreTranscriptText *self,
                 guint                 segment)
{
  gboolean corrected = encore_review_is_corrected (self->review, segment);
  gboolean at_once = interrupts (self, segment) || interrupts (self, segment + 1);

  if (corrected && at_once)
    return g_strdup (_ ("Corrected; spoken at the same time as a neighbour"));
  if (corrected)
    return g_strdup (_ ("Corrected"));

  return at_once ? g_strdup (_ ("Spoken at the same time as a neighbour")) : NULL;
}

static gboolean
encore_transcript_text_query_tooltip (GtkWidget  *widget,
                                      int         x,
                                      int         y,
                                      gboolean    keyboard,
                                      GtkTooltip *tooltip)
{
  EncoreTranscriptText *self = ENCORE_TRANSCRIPT_TEXT (widget);
  GtkTextIter iter;
  int buffer_x, buffer_y, segment, word;

  if (keyboard || encore_review_get_transcript (self->review) == NULL)
    return FALSE;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x, &buffer_y);
  gboolean on_text = gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y);
  if (!encore_transcript_buffer_locate (self->buffer, &iter, &segment, &word))
    return FALSE;

  g_autofree char *text = on_text ? describe_word (self, segment, word) : NULL;
  if (text == NULL && buffer_x < gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) + DOT_X + 2 * DOT_SIZE)
    text = describe_margin (self, (guint) segment);
  if (text == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
encore_transcript_text_dispose (GObject *object)
{
  EncoreTranscriptText *self = ENCORE_TRANSCRIPT_TEXT (object);

  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_transcript_text_parent_class)->dispose (object);
}

static void
encore_transcript_text_class_init (EncoreTranscriptTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = encore_transcript_text_dispose;
  GTK_WIDGET_CLASS (klass)->size_allocate = encore_transcript_text_size_allocate;
  GTK_WIDGET_CLASS (klass)->query_tooltip = encore_transcript_text_query_tooltip;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = encore_transcript_text_snapshot_layer;
}

static void
encore_transcript_text_init (EncoreTranscriptText *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * encore_transcript_text_new:
 * @review: the hub
 * @buffer: its transcript
 *
 * Returns: (transfer floating): a view of it
 */
GtkWidget *
encore_transcript_text_new (EncoreReview           *review,
                            EncoreTranscriptBuffer *buffer)
{
  EncoreTranscriptText *self = g_object_new (ENCORE_TYPE_TRANSCRIPT_TEXT, "buffer", buffer, NULL);

  self->review = g_object_ref (review);
  self->buffer = buffer; /* the view keeps it */
  return GTK_WIDGET (self);
}
