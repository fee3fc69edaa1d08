/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-cue.h"
#include "encore-error.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-text.h"

/* WebVTT as the W3C's parser reads it: https://www.w3.org/TR/webvtt1/#file-parsing */

typedef struct
{
  char **lines;
  guint at;
  EncoreTranscript *transcript;
} Parser;

static const char *
current (const Parser *parser)
{
  return parser->lines[parser->at];
}

static gboolean
has_arrow (const char *line)
{
  return strstr (line, "-->") != NULL;
}

/**
 * encore_webvtt_has_header:
 * @text: UTF-8 without byte order mark
 *
 * Returns: whether it begins as WebVTT must
 */
gboolean
encore_webvtt_has_header (const char *text)
{
  return g_str_has_prefix (text, "WEBVTT") && (text[6] == '\0' || strchr (" \t\r\n", text[6]) != NULL);
}

static int
sniff (const EncoreSniff *sniff)
{
  return encore_webvtt_has_header (sniff->head) ? 100 : 0;
}

static const char *
skip_space (const char *text)
{
  while (*text == ' ' || *text == '\t' || *text == '\f')
    text++;

  return text;
}

static gboolean
parse_timing (const char *line,
              gint64     *start_ms,
              gint64     *end_ms)
{
  const char *at = skip_space (line);

  if (!encore_cue_parse_time (at, &at, start_ms))
    return FALSE;

  at = skip_space (at);
  if (!g_str_has_prefix (at, "-->"))
    return FALSE;

  return encore_cue_parse_time (skip_space (at + 3), &at, end_ms);
}

static void
read_payload (Parser  *parser,
              GString *payload)
{
  for (; current (parser) != NULL && *current (parser) != '\0' && !has_arrow (current (parser)); parser->at++)
    {
      if (payload->len > 0)
        g_string_append_c (payload, '\n');
      g_string_append (payload, current (parser));
    }
}

/* At a line with an arrow. */
static void
read_cue (Parser *parser)
{
  g_autoptr (GString) payload = g_string_new (NULL);
  guint line = parser->at + 1;
  gint64 start_ms, end_ms;
  gboolean is_timed = parse_timing (current (parser), &start_ms, &end_ms);

  parser->at++;
  read_payload (parser, payload);

  if (!is_timed)
    {
      encore_transcript_warn (parser->transcript, _ ("Line %u: the times of this cue cannot be read; it was left out"),
                              line);
      return;
    }

  if (end_ms < start_ms)
    encore_transcript_warn (parser->transcript, _ ("Line %u: this cue ends before it begins"), line);

  encore_cue_add (parser->transcript, start_ms, end_ms, payload->str);
}

/* A cue's identifier may stand before its times; comments, styles and regions have no times. */
static void
read_block (Parser *parser)
{
  const char *next = parser->lines[parser->at + 1];

  if (has_arrow (current (parser)))
    {
      read_cue (parser);
      return;
    }

  if (next != NULL && has_arrow (next))
    {
      parser->at++;
      read_cue (parser);
      return;
    }

  while (current (parser) != NULL && *current (parser) != '\0' && !has_arrow (current (parser)))
    parser->at++;
}

/* The rest of the header: "Language: en" is worth keeping. */
static void
read_header (Parser *parser)
{
  for (parser->at = 1; current (parser) != NULL && *current (parser) != '\0' && !has_arrow (current (parser));
       parser->at++)
    if (g_ascii_strncasecmp (current (parser), "Language:", 9) == 0)
      {
        g_free (parser->transcript->language);
        parser->transcript->language = g_strstrip (g_strdup (current (parser) + 9));
      }
}

/**
 * encore_webvtt_read_text:
 * @text: UTF-8 without byte order mark
 * @error: return location
 *
 * Returns: (transfer full): an unfinished transcript
 */
EncoreTranscript *
encore_webvtt_read_text (const char *text,
                         GError    **error)
{
  if (!encore_webvtt_has_header (text))
    {
      g_set_error_literal (error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("Line 1: a WebVTT file begins with WEBVTT"));
      return NULL;
    }

  g_auto (GStrv) lines = encore_cue_split_lines (text);
  Parser parser = { .lines = lines, .transcript = encore_transcript_new (encore_reader_webvtt.id) };

  read_header (&parser);
  while (current (&parser) != NULL)
    if (*current (&parser) == '\0')
      parser.at++;
    else
      read_block (&parser);

  encore_speaker_name_split (parser.transcript, FALSE);
  return parser.transcript;
}

static const char *const suffixes[] = { "vtt", "webvtt", NULL };

const EncoreReader encore_reader_webvtt = {
  .id = "webvtt",
  .name = "WebVTT",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_text = encore_webvtt_read_text,
};
