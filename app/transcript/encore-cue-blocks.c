/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-text.h"

/* Formats that are blocks of a line with times and lines of text, perhaps numbered: SubRip and SubViewer. */

#define SNIFF_BYTES 4096
#define SNIFF_LINES 6

static gboolean
is_index (const char *line)
{
  const char *at = line + strspn (line, " \t");

  if (!g_ascii_isdigit (*at))
    return FALSE;

  while (g_ascii_isdigit (*at))
    at++;

  return at[strspn (at, " \t")] == '\0';
}

/* The text of a cue ends before the number and times of the next one. */
static guint
find_end (char **lines,
          guint  first,
          guint  next)
{
  guint end = next;

  if (lines[next] != NULL && end > first && is_index (lines[end - 1])
      && (end - 1 == first || encore_text_is_blank (lines[end - 2])))
    end--;

  while (end > first && encore_text_is_blank (lines[end - 1]))
    end--;

  return end;
}

static char *
join (char **lines,
      guint  first,
      guint  end)
{
  GString *payload = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      if (payload->len > 0)
        g_string_append_c (payload, '\n');
      g_string_append (payload, lines[i]);
    }

  return g_string_free (payload, FALSE);
}

static guint
find_timing (char          **lines,
             guint           from,
             EncoreCueTiming parse)
{
  gint64 start_ms, end_ms;

  while (lines[from] != NULL && !parse (lines[from], &start_ms, &end_ms))
    from++;

  return from;
}

static void
warn_unread (EncoreTranscript *transcript,
             char            **lines,
             guint             first,
             guint             end)
{
  for (guint i = first; i < end; i++)
    if (strstr (lines[i], "-->") != NULL)
      encore_transcript_warn (transcript, _ ("Line %u: the times of this cue cannot be read"), i + 1);
}

/**
 * encore_cue_blocks_begin:
 * @text: UTF-8
 * @parse: reads a line with times
 *
 * Returns: whether the text begins with a block, perhaps after its number
 */
gboolean
encore_cue_blocks_begin (const char     *text,
                         EncoreCueTiming parse)
{
  g_autofree char *head = g_strndup (text, SNIFF_BYTES);
  g_auto (GStrv) lines = encore_cue_split_lines (head);
  gint64 start_ms, end_ms;

  for (guint i = 0, seen = 0; lines[i] != NULL && seen < SNIFF_LINES; i++)
    {
      if (parse (lines[i], &start_ms, &end_ms))
        return TRUE;
      seen += !encore_text_is_blank (lines[i]);
    }

  return FALSE;
}

/**
 * encore_cue_blocks_read:
 * @transcript: a transcript that is being filled
 * @text: UTF-8
 * @parse: reads a line with times
 *
 * Returns: whether there was any block
 */
gboolean
encore_cue_blocks_read (EncoreTranscript *transcript,
                        const char       *text,
                        EncoreCueTiming   parse)
{
  g_auto (GStrv) lines = encore_cue_split_lines (text);
  guint at = find_timing (lines, 0, parse);

  if (lines[at] == NULL)
    return FALSE;

  warn_unread (transcript, lines, 0, at);
  while (lines[at] != NULL)
    {
      guint next = find_timing (lines, at + 1, parse);
      guint end = find_end (lines, at + 1, next);
      g_autofree char *payload = join (lines, at + 1, end);
      gint64 start_ms, end_ms;

      parse (lines[at], &start_ms, &end_ms);
      if (end_ms < start_ms)
        encore_transcript_warn (transcript, _ ("Line %u: this cue ends before it begins"), at + 1);

      warn_unread (transcript, lines, at + 1, end);
      encore_cue_add (transcript, start_ms, end_ms, payload);
      at = next;
    }

  return TRUE;
}
