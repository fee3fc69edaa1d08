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

/**
 * encore_srt_has_times:
 * @text: UTF-8
 *
 * Returns: whether the text begins with a cue, perhaps after its number
 */
gboolean
encore_srt_has_times (const char *text)
{
  return encore_cue_blocks_begin (text, parse_timing);
}

static int
sniff (const EncoreSniff *sniff)
{
  return !encore_webvtt_has_header (sniff->head) && encore_srt_has_times (sniff->head) ? 80 : 0;
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
  g_autoptr (EncoreTranscript) transcript = encore_transcript_new (encore_reader_srt.id);

  if (!encore_cue_blocks_read (transcript, text, parse_timing))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID,
                           _ ("No line with times, such as 00:00:01,000 --> 00:00:02,000, was found"));
      return NULL;
    }

  encore_speaker_name_split (transcript, TRUE);
  return g_steal_pointer (&transcript);
}

static const char *const suffixes[] = { "srt", NULL };

const EncoreReader encore_reader_srt = {
  .id = "srt",
  .name = "SubRip (SRT)",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_text = encore_srt_read_text,
};
