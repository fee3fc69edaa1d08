/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript-buffer-private.h"

#include "encore-review-text.h"

/* What is laid over the text: the segment and word being heard, and the moments. */

static gboolean
word_bounds (EncoreTranscriptBuffer *self,
             int                     segment_index,
             int                     word_index,
             GtkTextIter            *start,
             GtkTextIter            *end)
{
  const EncoreSegment *segment = encore_transcript_get (self->transcript, (guint) segment_index);

  if (word_index < 0 || segment->words == NULL || word_index >= (int) segment->words->len)
    return FALSE;

  const EncoreWord *word = &g_array_index (segment->words, EncoreWord, word_index);

  return encore_transcript_buffer_get_bytes (self, segment_index, word->offset, word->offset + word->length, start,
                                             end);
}

/* The current segment and word */

static void
tag_line (EncoreTranscriptBuffer *self,
          int                     segment,
          gboolean                tagged)
{
  GtkTextIter start, end;

  if (!encore_transcript_buffer_is_filled (self, segment))
    return;

  encore_transcript_buffer_get_line (self, encore_transcript_buffer_get_place (self, (guint) segment)->line, &start,
                                     &end);
  gtk_text_iter_forward_char (&end);
  if (tagged)
    gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), self->segment_tag, &start, &end);
  else
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), self->segment_tag, &start, &end);
}

static void
tag_word (EncoreTranscriptBuffer *self,
          int                     segment,
          int                     word,
          gboolean                tagged)
{
  GtkTextIter start, end;

  if (!encore_transcript_buffer_is_filled (self, segment) || !word_bounds (self, segment, word, &start, &end))
    return;

  if (tagged)
    gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), self->word_tag, &start, &end);
  else
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), self->word_tag, &start, &end);
}

/**
 * encore_transcript_buffer_set_current:
 * @self: a buffer
 * @segment: the one being heard, or -1
 * @word: in that segment, or -1
 *
 * Costs nothing while both are as before.
 */
void
encore_transcript_buffer_set_current (EncoreTranscriptBuffer *self,
                                      int                     segment,
                                      int                     word)
{
  gboolean other_segment;

  g_return_if_fail (ENCORE_IS_TRANSCRIPT_BUFFER (self));

  if (!encore_transcript_buffer_is_filled (self, segment))
    segment = word = -1;
  other_segment = segment != self->current_segment;
  if (!other_segment && word == self->current_word)
    return;

  tag_word (self, self->current_segment, self->current_word, FALSE);
  if (other_segment)
    {
      tag_line (self, self->current_segment, FALSE);
      tag_line (self, segment, TRUE);
    }
  tag_word (self, segment, word, TRUE);
  self->current_segment = segment;
  self->current_word = word;
}

/* Moments */

void
encore_transcript_buffer_remove_captions (EncoreTranscriptBuffer *self)
{
  for (guint i = 0; i < self->captioned->len; i++)
    {
      int line = g_array_index (self->captioned, int, i);
      const Place *last
          = encore_transcript_buffer_get_place (self,
                                                (guint) encore_transcript_buffer_get_segment_at (self, line, G_MAXINT));
      int length = last->start + last->length;
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), &start, line, length);
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);
    }

  g_array_set_size (self->captioned, 0);
}

static void
remove_moments (EncoreTranscriptBuffer *self)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self));

  encore_transcript_buffer_remove_captions (self);
  for (guint i = 0; i < self->moment_tags->len; i++)
    gtk_text_tag_table_remove (table, g_ptr_array_index (self->moment_tags, i));
  g_ptr_array_set_size (self->moment_tags, 0);
}

static GtkTextTag *
tag_for (EncoreTranscriptBuffer *self,
         EncoreMoment           *moment)
{
  g_autofree char *name = g_strdup_printf ("moment-%s", moment->type_id);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self)), name);
  GdkRGBA colour = encore_moment_colour (self->review, moment);

  if (tag != NULL)
    return tag;

  tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self), name, "underline", PANGO_UNDERLINE_SINGLE, "underline-rgba",
                                    &colour, NULL);
  g_ptr_array_add (self->moment_tags, tag);
  return tag;
}

static void
add_caption (EncoreTranscriptBuffer *self,
             EncoreMoment           *moment,
             guint                   segment)
{
  int line = encore_transcript_buffer_get_place (self, segment)->line;
  g_autofree char *caption = encore_moment_caption (self->review, moment);
  /* Brackets, so that it reads as a remark also when copied or read aloud. */
  g_autofree char *text = g_strdup_printf ("\u2002[%s]", caption);
  GtkTextIter start, end;

  encore_transcript_buffer_get_line (self, line, &start, &end);
  gtk_text_buffer_insert_with_tags (GTK_TEXT_BUFFER (self), &end, text, -1, self->caption_tag,
                                    encore_transcript_buffer_get_line_tag (self, segment), NULL);
  g_array_append_val (self->captioned, line);
}

static void
underline (EncoreTranscriptBuffer *self,
           GtkTextTag             *tag,
           guint                   segment)
{
  const Place *place = encore_transcript_buffer_get_place (self, segment);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), &start, place->line, place->start);
  end = start;
  gtk_text_iter_forward_chars (&end, place->length);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), tag, &start, &end);
}

static void
show_moment (EncoreTranscriptBuffer *self,
             EncoreMoment           *moment)
{
  int first, last;

  encore_moment_segments (self->review, moment, &first, &last);
  if (first < 0)
    return;

  for (int i = first; i <= last && encore_transcript_buffer_is_filled (self, i); i++)
    underline (self, tag_for (self, moment), (guint) i);
}

static void
caption_moment (EncoreTranscriptBuffer *self,
                EncoreMoment           *moment)
{
  int first, last;

  encore_moment_segments (self->review, moment, &first, &last);
  if (encore_transcript_buffer_is_filled (self, last))
    add_caption (self, moment, (guint) last);
}

/**
 * encore_transcript_buffer_show_moments:
 * @self: a buffer
 *
 * Underlines what the moments are about in their types' colours and says their outcomes there.
 */
void
encore_transcript_buffer_show_moments (EncoreTranscriptBuffer *self)
{
  GListModel *moments = encore_review_get_moments (self->review);
  guint n_moments = g_list_model_get_n_items (moments);

  if (self->transcript == NULL)
    return;

  gtk_text_buffer_begin_irreversible_action (GTK_TEXT_BUFFER (self));
  remove_moments (self);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n_moments; i++)
      {
        g_autoptr (EncoreMoment) moment = g_list_model_get_item (moments, i);

        if (pass == 0)
          show_moment (self, moment);
        else
          caption_moment (self, moment);
      }
  gtk_text_buffer_end_irreversible_action (GTK_TEXT_BUFFER (self));
}
