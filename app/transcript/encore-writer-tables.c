/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-table.h"
#include "encore-text.h"
#include "encore-writer-private.h"

/* Transcripts for spreadsheets and for people: a table, and plain text. */

static void
append_clock_cell (GString *out,
                   gint64   ms)
{
  g_autoptr (GString) clock = g_string_new (NULL);

  if (ms != ENCORE_NO_TIME)
    encore_writer_append_clock (clock, ms, '.');
  encore_table_add_cell (out, clock->str);
}

/**
 * encore_write_csv:
 * @transcript: a finished transcript
 * @error: return location
 *
 * Returns: (transfer full): a CSV file as RFC 4180 has it, a row for each turn
 */
char *
encore_write_csv (EncoreTranscript *transcript,
                  GError          **error)
{
  GString *out = g_string_new ("start,end,speaker,text\r\n");

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      append_clock_cell (out, segment->start_ms);
      append_clock_cell (out, segment->end_ms);
      encore_table_add_cell (out, segment->speaker);
      encore_table_add_cell (out, segment->text);
      g_string_append (out, "\r\n");
    }

  return g_string_free (out, FALSE);
}

/**
 * encore_write_txt:
 * @transcript: a finished transcript
 * @error: return location
 *
 * Returns: (transfer full): a line for each turn, with its times where there are any
 */
char *
encore_write_txt (EncoreTranscript *transcript,
                  GError          **error)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      if (encore_text_is_blank (segment->text))
        continue;

      if (segment->start_ms != ENCORE_NO_TIME)
        {
          g_string_append_c (out, '[');
          encore_writer_append_clock (out, segment->start_ms, '.');
          g_string_append (out, " – ");
          encore_writer_append_clock (out, segment->end_ms, '.');
          g_string_append (out, "] ");
        }

      if (segment->speaker != NULL)
        {
          encore_writer_append_line (out, segment->speaker);
          g_string_append (out, ": ");
        }
      encore_writer_append_line (out, segment->text);
      g_string_append_c (out, '\n');
    }

  return g_string_free (out, FALSE);
}
