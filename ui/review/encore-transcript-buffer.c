/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-transcript-buffer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-review-text.h"
#include "encore-text.h"
#include "encore-wave-draw.h"

/* The first part fills a window; the others take as long as a frame can spare, looking at the
 * clock now and then. */
#define FIRST_PART 24
#define PART 10
#define PART_TIME_US 3000

#define NAME_COLUMN 58
#define TEXT_COLUMN 150
#define AGENT_INDENT 18

struct _EncoreTranscriptBuffer
{
  GtkTextBuffer parent_instance;

  EncoreReview *review;
  EncoreTranscript *transcript; /* what is shown, or being filled in */
  gboolean has_times;
  guint n_filled; /* segments in the text */
  guint fill_source;
  GArray *prefixes; /* int by segment: characters before its text */

  int current_segment;
  int current_word;
  GPtrArray *moment_tags; /* of GtkTextTag, one per moment type in use */
  GArray *captioned;      /* int: segments that carry captions */

  GtkTextTag *time_tag;
  GtkTextTag *agent_tag;
  GtkTextTag *customer_tag;
  GtkTextTag *agent_name_tag;
  GtkTextTag *customer_name_tag;
  GtkTextTag *caption_tag;
  GtkTextTag *segment_tag;
  GtkTextTag *word_tag;
};

G_DEFINE_FINAL_TYPE (EncoreTranscriptBuffer, encore_transcript_buffer, GTK_TYPE_TEXT_BUFFER)

enum
{
  FILLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
line_bounds (EncoreTranscriptBuffer *self,
             int                     line,
             GtkTextIter            *start,
             GtkTextIter            *end)
{
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), start, line);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

static gboolean
is_filled (EncoreTranscriptBuffer *self,
           int                     segment)
{
  return segment >= 0 && segment < (int) self->n_filled;
}

/* Filling */

/* A segment is one line, whatever its file says. */
static char *
flatten (const char *text)
{
  char *flat = g_strdup (text);

  for (char *p = flat; *p != '\0'; p++)
    if (*p == '\n' || *p == '\r')
      *p = ' ';

  /* U+2029 would also end the line. */
  for (char *p = flat; (p = strstr (p, "\xe2\x80\xa9")) != NULL;)
    memcpy (p, "\xe2\x80\xa8", 3);

  return flat;
}

static char *
speaker_name (EncoreTranscriptBuffer *self,
              guint                   index,
              EncoreParty             party)
{
  const EncoreSegment *segment = encore_transcript_get (self->transcript, index);

  if (party == ENCORE_PARTY_AGENT || party == ENCORE_PARTY_CUSTOMER)
    return g_strdup (encore_party_to_label (party));

  return segment->speaker != NULL ? flatten (segment->speaker) : g_strdup ("");
}

/* Which of the two looks a segment gets: the customer's, or, where nobody knows the parties, that
 * of everybody but the first speaker. */
static gboolean
is_other_voice (EncoreTranscriptBuffer *self,
                guint                   index)
{
  EncoreParty party = encore_review_segment_party (self->review, index);
  const char *speaker = encore_transcript_get (self->transcript, index)->speaker;

  if (party != ENCORE_PARTY_UNKNOWN)
    return party == ENCORE_PARTY_CUSTOMER;

  return g_strcmp0 (speaker, encore_transcript_get (self->transcript, 0)->speaker) != 0;
}

static void
insert_segment (EncoreTranscriptBuffer *self,
                GtkTextIter            *end,
                guint                   index)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  const EncoreSegment *segment = encore_transcript_get (self->transcript, index);
  EncoreParty party = encore_review_segment_party (self->review, index);
  gboolean customer = is_other_voice (self, index);
  GtkTextTag *line_tag = customer ? self->customer_tag : self->agent_tag;
  g_autofree char *name = speaker_name (self, index, party);
  g_autofree char *text = flatten (segment->text);
  g_autofree char *time = NULL;

  if (segment->start_ms != ENCORE_NO_TIME)
    time = encore_text_position (encore_review_segment_span (self->review, index).start_ms);

  g_autofree char *when = self->has_times ? g_strconcat (time != NULL ? time : "", "\t", NULL) : g_strdup ("");
  g_autofree char *who = g_strconcat (name, "\t", NULL);
  int prefix = (int) (g_utf8_strlen (when, -1) + g_utf8_strlen (who, -1));

  if (index > 0)
    gtk_text_buffer_insert_with_tags (buffer, end, "\n", 1, line_tag, NULL);
  gtk_text_buffer_insert_with_tags (buffer, end, when, -1, line_tag, self->time_tag, NULL);
  gtk_text_buffer_insert_with_tags (buffer, end, who, -1, line_tag,
                                    customer ? self->customer_name_tag : self->agent_name_tag, NULL);
  gtk_text_buffer_insert_with_tags (buffer, end, text, -1, line_tag, NULL);
  g_array_append_val (self->prefixes, prefix);
}

static void
fill_part (EncoreTranscriptBuffer *self,
           guint                   count)
{
  guint length = encore_transcript_get_length (self->transcript);
  guint until = MIN (self->n_filled + count, length);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self), &end);
  gtk_text_buffer_begin_irreversible_action (GTK_TEXT_BUFFER (self));
  for (guint i = self->n_filled; i < until; i++)
    insert_segment (self, &end, i);
  gtk_text_buffer_end_irreversible_action (GTK_TEXT_BUFFER (self));
  self->n_filled = until;
}

static gboolean
on_fill (gpointer user_data)
{
  EncoreTranscriptBuffer *self = user_data;

  gint64 until_us = g_get_monotonic_time () + PART_TIME_US;

  do
    fill_part (self, PART);
  while (!encore_transcript_buffer_is_complete (self) && g_get_monotonic_time () < until_us);

  if (encore_transcript_buffer_is_complete (self))
    {
      self->fill_source = 0;
      encore_transcript_buffer_show_moments (self);
    }

  g_signal_emit (self, signals[FILLED], 0);
  return self->fill_source != 0;
}

/* Time, name and text, the agent's a little further in: not by colour alone. Without any times there is no
 * column for them. */
static void
set_columns (EncoreTranscriptBuffer *self,
             GtkTextTag             *line_tag,
             int                     indent)
{
  int text = (self->has_times ? TEXT_COLUMN : TEXT_COLUMN - NAME_COLUMN) + indent;
  g_autoptr (PangoTabArray) tabs = pango_tab_array_new (0, TRUE);

  if (self->has_times)
    pango_tab_array_set_tab (tabs, 0, PANGO_TAB_LEFT, NAME_COLUMN);
  pango_tab_array_set_tab (tabs, self->has_times ? 1 : 0, PANGO_TAB_LEFT, text);
  g_object_set (line_tag, "indent", -text, "tabs", tabs, NULL);
}

static void
clear (EncoreTranscriptBuffer *self)
{
  g_clear_handle_id (&self->fill_source, g_source_remove);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), "", 0);
  g_array_set_size (self->prefixes, 0);
  g_array_set_size (self->captioned, 0);
  self->n_filled = 0;
  self->current_segment = self->current_word = -1;
}

/**
 * encore_transcript_buffer_reload:
 * @self: a buffer
 *
 * Shows the hub's transcript from its beginning.
 */
void
encore_transcript_buffer_reload (EncoreTranscriptBuffer *self)
{
  g_return_if_fail (ENCORE_IS_TRANSCRIPT_BUFFER (self));

  clear (self);
  g_set_object (&self->transcript, encore_review_get_transcript (self->review));
  if (self->transcript == NULL)
    return;

  self->has_times = encore_transcript_is_timed (self->transcript);
  set_columns (self, self->customer_tag, 0);
  set_columns (self, self->agent_tag, AGENT_INDENT);
  fill_part (self, FIRST_PART);
  if (!encore_transcript_buffer_is_complete (self))
    self->fill_source = g_idle_add_full (G_PRIORITY_LOW, on_fill, self, NULL);
  encore_transcript_buffer_show_moments (self);
  g_signal_emit (self, signals[FILLED], 0);
}

gboolean
encore_transcript_buffer_is_complete (EncoreTranscriptBuffer *self)
{
  return self->transcript == NULL || self->n_filled == encore_transcript_get_length (self->transcript);
}

/* Places */

gboolean
encore_transcript_buffer_get_segment_start (EncoreTranscriptBuffer *self,
                                            int                     segment,
                                            GtkTextIter            *start)
{
  if (!is_filled (self, segment))
    return FALSE;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), start, segment);
  return TRUE;
}

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
  int prefix = g_array_index (self->prefixes, int, segment_index);
  int first = (int) g_utf8_strlen (segment->text, word->offset);
  int length = (int) g_utf8_strlen (segment->text + word->offset, word->length);

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), start, segment_index, prefix + first);
  *end = *start;
  gtk_text_iter_forward_chars (end, length);
  return TRUE;
}

static int
word_at_character (const EncoreSegment *segment,
                   int                  character)
{
  if (segment->words == NULL || character < 0 || character > g_utf8_strlen (segment->text, -1))
    return -1;

  guint32 offset = (guint32) (g_utf8_offset_to_pointer (segment->text, character) - segment->text);
  int found = -1;

  for (guint i = 0; i < segment->words->len; i++)
    if (g_array_index (segment->words, EncoreWord, i).offset <= offset)
      found = (int) i;

  return found;
}

/**
 * encore_transcript_buffer_locate:
 * @self: a buffer
 * @iter: a place in it
 * @segment: (out): the segment there
 * @word: (out): the word there that has a time, or -1
 *
 * Returns: whether there is a segment
 */
gboolean
encore_transcript_buffer_locate (EncoreTranscriptBuffer *self,
                                 const GtkTextIter      *iter,
                                 int                    *segment,
                                 int                    *word)
{
  *segment = gtk_text_iter_get_line (iter);
  *word = -1;
  if (!is_filled (self, *segment))
    return FALSE;

  const EncoreSegment *spoken = encore_transcript_get (self->transcript, (guint) *segment);
  int character = gtk_text_iter_get_line_offset (iter) - g_array_index (self->prefixes, int, *segment);

  *word = word_at_character (spoken, character);
  if (*word >= 0 && g_array_index (spoken->words, EncoreWord, *word).start_ms == ENCORE_NO_TIME)
    *word = -1;
  return TRUE;
}

/**
 * encore_transcript_buffer_get_selected:
 * @self: a buffer
 * @first: (out): first segment of the selection, or that of the cursor
 * @last: (out): last one, inclusive
 *
 * Returns: whether text is selected
 */
gboolean
encore_transcript_buffer_get_selected (EncoreTranscriptBuffer *self,
                                       int                    *first,
                                       int                    *last)
{
  GtkTextIter start, end;
  gboolean selected = gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end);

  *first = gtk_text_iter_get_line (&start);
  *last = gtk_text_iter_get_line (&end);
  if (selected && *last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
  if (!is_filled (self, *last))
    *first = *last = -1;

  return selected;
}

/**
 * encore_transcript_buffer_get_bytes:
 * @self: a buffer
 * @segment: a segment
 * @from: byte in its text
 * @to: byte behind the last one
 * @start: (out): where these are
 * @end: (out): where they end
 *
 * Returns: whether they are in the buffer
 */
gboolean
encore_transcript_buffer_get_bytes (EncoreTranscriptBuffer *self,
                                    int                     segment,
                                    gsize                   from,
                                    gsize                   to,
                                    GtkTextIter            *start,
                                    GtkTextIter            *end)
{
  if (!is_filled (self, segment))
    return FALSE;

  const char *text = encore_transcript_get (self->transcript, (guint) segment)->text;

  gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (self), start, segment,
                                           g_array_index (self->prefixes, int, segment)
                                               + (int) g_utf8_strlen (text, (gssize) from));
  *end = *start;
  gtk_text_iter_forward_chars (end, (int) g_utf8_strlen (text + from, (gssize) (to - from)));
  return TRUE;
}

/* The byte of a segment's text at a place in the buffer: the nearest, where the place is not in the text. */
gboolean
encore_transcript_buffer_get_offset (EncoreTranscriptBuffer *self,
                                     const GtkTextIter      *iter,
                                     int                    *segment,
                                     gsize                  *offset)
{
  *segment = gtk_text_iter_get_line (iter);
  if (!is_filled (self, *segment))
    return FALSE;

  const char *text = encore_transcript_get (self->transcript, (guint) *segment)->text;
  int character = gtk_text_iter_get_line_offset (iter) - g_array_index (self->prefixes, int, *segment);

  character = CLAMP (character, 0, (int) g_utf8_strlen (text, -1));
  *offset = (gsize) (g_utf8_offset_to_pointer (text, character) - text);
  return TRUE;
}

/* The current segment and word */

static void
tag_line (EncoreTranscriptBuffer *self,
          int                     segment,
          gboolean                tagged)
{
  GtkTextIter start, end;

  if (!is_filled (self, segment))
    return;

  line_bounds (self, segment, &start, &end);
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

  if (!is_filled (self, segment) || !word_bounds (self, segment, word, &start, &end))
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

  if (!is_filled (self, segment))
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

static void
remove_captions (EncoreTranscriptBuffer *self)
{
  for (guint i = 0; i < self->captioned->len; i++)
    {
      int line = g_array_index (self->captioned, int, i);
      const EncoreSegment *segment = encore_transcript_get (self->transcript, (guint) line);
      int length = g_array_index (self->prefixes, int, line) + (int) g_utf8_strlen (segment->text, -1);
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

  remove_captions (self);
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
             int                     line)
{
  g_autofree char *caption = encore_moment_caption (self->review, moment);
  /* Brackets, so that it reads as a remark also when copied or read aloud. */
  g_autofree char *text = g_strdup_printf ("\u2002[%s]", caption);
  GtkTextIter start, end;

  line_bounds (self, line, &start, &end);
  gtk_text_buffer_insert_with_tags (GTK_TEXT_BUFFER (self), &end, text, -1, self->caption_tag,
                                    is_other_voice (self, (guint) line) ? self->customer_tag : self->agent_tag, NULL);
  g_array_append_val (self->captioned, line);
}

static void
underline (EncoreTranscriptBuffer *self,
           GtkTextTag             *tag,
           int                     line)
{
  GtkTextIter start, end;

  line_bounds (self, line, &start, &end);
  gtk_text_iter_set_line_offset (&start, g_array_index (self->prefixes, int, line));
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

  for (int i = first; i <= last && is_filled (self, i); i++)
    underline (self, tag_for (self, moment), i);
}

static void
caption_moment (EncoreTranscriptBuffer *self,
                EncoreMoment           *moment)
{
  int first, last;

  encore_moment_segments (self->review, moment, &first, &last);
  if (is_filled (self, last))
    add_caption (self, moment, last);
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

/* Object */

/**
 * encore_transcript_buffer_restyle:
 * @self: a buffer
 * @widget: whose theme colours are used
 */
void
encore_transcript_buffer_restyle (EncoreTranscriptBuffer *self,
                                  GtkWidget              *widget)
{
  GdkRGBA agent = encore_wave_colour (widget, "encore_agent_color", 1);
  GdkRGBA customer = encore_wave_colour (widget, "encore_customer_color", 1);
  GdkRGBA dim = encore_wave_colour (widget, "window_fg_color", 0.55);
  GdkRGBA caption = encore_wave_colour (widget, "window_fg_color", 0.8);
  GdkRGBA line = encore_wave_colour (widget, "accent_bg_color", 0.13);
  GdkRGBA word = encore_wave_colour (widget, "accent_bg_color", 1);
  GdkRGBA word_text = encore_wave_colour (widget, "accent_fg_color", 1);

  g_object_set (self->time_tag, "foreground-rgba", &dim, NULL);
  g_object_set (self->caption_tag, "foreground-rgba", &caption, NULL);
  g_object_set (self->agent_name_tag, "foreground-rgba", &agent, NULL);
  g_object_set (self->customer_name_tag, "foreground-rgba", &customer, NULL);
  g_object_set (self->segment_tag, "paragraph-background-rgba", &line, NULL);
  g_object_set (self->word_tag, "background-rgba", &word, "foreground-rgba", &word_text, NULL);
}

static GtkTextTag *
make_line_tag (EncoreTranscriptBuffer *self,
               const char             *name)
{
  return gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self), name, "left-margin", 12, "right-margin", 18,
                                     "pixels-above-lines", 5, "pixels-below-lines", 5, NULL);
}

/* Later tags win over earlier ones. */
static void
encore_transcript_buffer_constructed (GObject *object)
{
  EncoreTranscriptBuffer *self = ENCORE_TRANSCRIPT_BUFFER (object);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (object);

  G_OBJECT_CLASS (encore_transcript_buffer_parent_class)->constructed (object);

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  self->customer_tag = make_line_tag (self, "customer");
  self->agent_tag = make_line_tag (self, "agent");
  self->time_tag = gtk_text_buffer_create_tag (buffer, "time", "scale", 0.9, "font-features", "tnum=1", NULL);
  self->agent_name_tag = gtk_text_buffer_create_tag (buffer, "agent-name", "scale", 0.9, "weight", PANGO_WEIGHT_BOLD,
                                                     NULL);
  self->customer_name_tag = gtk_text_buffer_create_tag (buffer, "customer-name", "scale", 0.9, "weight",
                                                        PANGO_WEIGHT_BOLD, NULL);
  self->caption_tag = gtk_text_buffer_create_tag (buffer, "caption", "scale", 0.85, "weight", PANGO_WEIGHT_BOLD,
                                                  "underline", PANGO_UNDERLINE_NONE, NULL);
  self->segment_tag = gtk_text_buffer_create_tag (buffer, "segment", NULL);
  self->word_tag = gtk_text_buffer_create_tag (buffer, "word", NULL);
}

static void
encore_transcript_buffer_dispose (GObject *object)
{
  EncoreTranscriptBuffer *self = ENCORE_TRANSCRIPT_BUFFER (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_object (&self->transcript);
  g_clear_object (&self->review);
  G_OBJECT_CLASS (encore_transcript_buffer_parent_class)->dispose (object);
}

static void
encore_transcript_buffer_finalize (GObject *object)
{
  EncoreTranscriptBuffer *self = ENCORE_TRANSCRIPT_BUFFER (object);

  g_array_unref (self->prefixes);
  g_array_unref (self->captioned);
  g_ptr_array_unref (self->moment_tags);
  G_OBJECT_CLASS (encore_transcript_buffer_parent_class)->finalize (object);
}

static void
encore_transcript_buffer_class_init (EncoreTranscriptBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = encore_transcript_buffer_constructed;
  object_class->dispose = encore_transcript_buffer_dispose;
  object_class->finalize = encore_transcript_buffer_finalize;

  signals[FILLED] = g_signal_new ("filled", ENCORE_TYPE_TRANSCRIPT_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
encore_transcript_buffer_init (EncoreTranscriptBuffer *self)
{
  self->prefixes = g_array_new (FALSE, FALSE, sizeof (int));
  self->captioned = g_array_new (FALSE, FALSE, sizeof (int));
  self->moment_tags = g_ptr_array_new ();
  self->current_segment = self->current_word = -1;
}

EncoreTranscriptBuffer *
encore_transcript_buffer_new (EncoreReview *review)
{
  EncoreTranscriptBuffer *self = g_object_new (ENCORE_TYPE_TRANSCRIPT_BUFFER, NULL);

  self->review = g_object_ref (review);
  return self;
}
