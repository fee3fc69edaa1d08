/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-text.h"

/* SubRip has no standard; what is read here is what programs write. */

#define SNIFF_BYTES 4096

static const char *
skip_space (const char *text)
{
  while (*text == ' ' || *text == '\t')
    text++;

  return text;
}

/* "00:00:01,000 --> 00:00:02,000", with a dot, without hours, with coordinates behind it */
static gboolean
parse_timing (const char *line,
              gint64     *start_ms,
              gint64     *end_ms)
{
  const char *at = skip_space (line);

  if (!encore_cue_parse_time (at, &at, start_ms))
    return FALSE;

  at = skip_space (at);
  if (*at != '-')
    return FALSE;

  while (*at == '-')
    at++;
  if (*at != '>')
    return FALSE;

  return encore_cue_parse_time (skip_space (at + 1), &at, end_ms);
}

static gboolean
is_index (const char *line)
{
  const char *at = skip_space (line);

  if (!g_ascii_isdigit (*at))
    return FALSE;

  while (g_ascii_isdigit (*at))
    at++;

  return *skip_space (at) == '\0';
}

/**
 * encore_srt_has_times:
 * @text: UTF-8
 *
 * Returns: whether the text begins with a cue, perhaps after its number
 */
gboolean
encore_srt_has_times (const char *text)
{
  g_autofree char *head = g_strndup (text, SNIFF_BYTES);
  g_auto (GStrv) lines = encore_cue_split_lines (head);
  gint64 start_ms, end_ms;

  for (guint i = 0, seen = 0; lines[i] != NULL && seen < 6; i++)
    {
      if (parse_timing (lines[i], &start_ms, &end_ms))
        return TRUE;
      seen += !encore_text_is_blank (lines[i]);
    }

  return FALSE;
}

static int
sniff (const EncoreSniff *sniff)
{
  return !encore_webvtt_has_header (sniff->head) && encore_srt_has_times (sniff->head) ? 80 : 0;
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
find_timing (char **lines,
             guint  from)
{
  gint64 start_ms, end_ms;

  while (lines[from] != NULL && !parse_timing (lines[from], &start_ms, &end_ms))
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
 * encore_srt_read_text:
 * @text: UTF-8
 * @error: return location
 *
 * Returns: (transfer full): an unfinished transcript
 */
EncoreTranscript *
encore_srt_read_text (const char *text,
                      GError    **error)
{
  g_auto (GStrv) lines = encore_cue_split_lines (text);
  guint at = find_timing (lines, 0);

  if (lines[at] == NULL)
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                           _ ("No line with times, such as 00:00:01,000 --> 00:00:02,000, was found"));
      return NULL;
    }

  EncoreTranscript *transcript = encore_transcript_new (encore_reader_srt.id);

  warn_unread (transcript, lines, 0, at);
  while (lines[at] != NULL)
    {
      guint next = find_timing (lines, at + 1);
      guint end = find_end (lines, at + 1, next);
      g_autofree char *payload = join (lines, at + 1, end);
      gint64 start_ms, end_ms;

      parse_timing (lines[at], &start_ms, &end_ms);
      if (end_ms < start_ms)
        encore_transcript_warn (transcript, _ ("Line %u: this cue ends before it begins"), at + 1);

      warn_unread (transcript, lines, at + 1, end);
      encore_cue_add (transcript, start_ms, end_ms, payload);
      at = next;
    }

  encore_speaker_name_split (transcript, TRUE);
  return transcript;
}

static const char *const suffixes[] = { "srt", NULL };

const EncoreReader encore_reader_srt = {
  .id = "srt",
  .name = "SubRip (SRT)",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_text = encore_srt_read_text,
};
