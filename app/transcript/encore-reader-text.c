/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-place.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-text-line.h"
#include "encore-text.h"

/* Plain text with times and names in any common form; without times, with names alone. */

typedef struct
{
  EncoreTranscript *transcript;
  EncoreSegment *segment; /* the one whose lines are being read */
  GString *text;
  gboolean has_ends;
  guint n_before; /* lines before the first time */
  gboolean is_time_of_day;
} Reader;

static void
end_segment (Reader *reader)
{
  EncoreSegment *segment = g_steal_pointer (&reader->segment);

  if (segment == NULL)
    return;

  g_free (segment->text);
  segment->text = encore_place_trim (reader->text->str);
  g_string_truncate (reader->text, 0);

  if (*segment->text == '\0')
    encore_segment_unref (segment);
  else
    encore_transcript_add (reader->transcript, segment);
}

static void
append (Reader     *reader,
        const char *text)
{
  if (reader->text->len > 0 && !encore_text_is_blank (text))
    g_string_append_c (reader->text, ' ');
  g_string_append (reader->text, text);
}

static void
read_line (Reader     *reader,
           const char *line)
{
  g_auto (EncoreTextLine) head;

  if (encore_text_line_parse (&head, line))
    {
      end_segment (reader);
      reader->segment = encore_segment_new (head.start_ms, head.end_ms, head.speaker, NULL);
      reader->segment->party = encore_speaker_name_party (head.speaker);
      reader->is_time_of_day |= head.is_time_of_day;
      reader->has_ends |= head.end_ms != ENCORE_NO_TIME;
      append (reader, head.text);
    }
  else if (reader->segment != NULL)
    append (reader, g_strstrip ((char *) head.text));
  else
    reader->n_before += !encore_text_is_blank (line);
}

/* Where only starts are written, what is said lasts until the next begins. */
static void
fill_ends (EncoreTranscript *transcript)
{
  for (guint i = 0; i + 1 < transcript->segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (transcript->segments, i);
      const EncoreSegment *next = g_ptr_array_index (transcript->segments, i + 1);

      if (segment->end_ms == segment->start_ms)
        segment->end_ms = MAX (segment->start_ms, next->start_ms);
    }
}

static void
forget_times (EncoreTranscript *transcript)
{
  for (guint i = 0; i < transcript->segments->len; i++)
    {
      EncoreSegment *segment = g_ptr_array_index (transcript->segments, i);

      segment->start_ms = segment->end_ms = ENCORE_NO_TIME;
    }

  encore_transcript_warn (transcript, _ ("The times are times of day, not places in a recording; they were left out"));
}

static void
read_lines (Reader *reader,
            char  **lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (reader, lines[i]);
  end_segment (reader);

  if (reader->is_time_of_day)
    forget_times (reader->transcript);
  else if (!reader->has_ends)
    fill_ends (reader->transcript);

  encore_reader_warn_left_out (reader->transcript, reader->n_before, _ ("these lines stand before the first time"));
}

static gboolean
has_times (char **lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (EncoreTextLine) head;

      if (encore_text_line_parse (&head, lines[i]))
        return TRUE;
    }

  return FALSE;
}

static EncoreTranscript *
read_text (const char *text,
           GError    **error)
{
  g_auto (GStrv) lines = encore_cue_split_lines (text);
  g_autoptr (GString) buffer = g_string_new (NULL);
  Reader reader = { .text = buffer };

  if (!has_times (lines))
    return encore_plain_text_read (text);

  reader.transcript = encore_transcript_new (encore_reader_text.id);
  read_lines (&reader, lines);
  encore_speaker_name_split (reader.transcript, FALSE);
  return reader.transcript;
}

/* What a text file has and other files have not. */
static gboolean
is_text (const char *head)
{
  for (; *head != '\0'; head = g_utf8_next_char (head))
    {
      gunichar c = g_utf8_get_char (head);

      if (c == 0xfffd || (c < 0x20 && strchr ("\t\r\n\f", (int) c) == NULL))
        return FALSE;
    }

  return TRUE;
}

/* Two lines with times, or names before half of what is said. */
static int
sniff (const EncoreSniff *sniff)
{
  g_auto (GStrv) lines = encore_cue_split_lines (sniff->head);
  guint n_lines = 0, n_timed = 0, n_named = 0, n_clock = 0;

  if (!is_text (sniff->head))
    return 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (EncoreTextLine) head;
      g_autofree char *name = NULL;

      n_timed += encore_text_line_parse (&head, lines[i]) ? 1 : 0;
      n_clock += head.is_time_of_day ? 1 : 0;
      n_named += encore_speaker_name_match (lines[i], &name) > 0 ? 1 : 0;
      n_lines += !encore_text_is_blank (lines[i]);
    }

  /* chats have tabs, too, and are no tables */
  if (n_timed > 1)
    return n_clock > 0 ? 60 : 30;

  return n_named > 1 && n_named * 4 >= n_lines ? 20 : 0;
}

static const char *const suffixes[] = { "txt", NULL };

const EncoreReader encore_reader_text = {
  .id = "text",
  .name = "Plain text",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_text = read_text,
};
