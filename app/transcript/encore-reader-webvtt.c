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
  guint n_comments;
  guint n_layout;
  guint n_stray;
  guint n_loose;    /* cues whose times are written otherwise than the rules say */
  guint loose_line; /* the first of them */
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

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* "mm:ss.ttt" or "hh:mm:ss.ttt", with two or more digits for the hours: nothing else is a time. */
static gboolean
is_strict_time (const char *text)
{
  gsize first = count_digits (text), fields = 1;

  for (text += first; *text == ':'; fields++, text += 3)
    if (count_digits (text + 1) != 2)
      return FALSE;

  return (fields == 3 ? first >= 1 : fields == 2 && first == 2) && *text == '.' && count_digits (text + 1) == 3;
}

/* Settings for layout may stand behind the times. */
static gboolean
parse_timing (const char *line,
              gint64     *start_ms,
              gint64     *end_ms,
              gboolean   *is_strict)
{
  const char *start = skip_space (line), *end, *after;

  if (!encore_cue_parse_time (start, &after, start_ms))
    return FALSE;

  after = skip_space (after);
  if (!g_str_has_prefix (after, "-->"))
    return FALSE;

  end = skip_space (after + 3);
  *is_strict = is_strict_time (start) && is_strict_time (end);
  return encore_cue_parse_time (end, &after, end_ms);
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
  gboolean is_strict = TRUE;
  gboolean is_timed = parse_timing (current (parser), &start_ms, &end_ms, &is_strict);

  parser->at++;
  read_payload (parser, payload);

  if (!is_timed)
    {
      encore_transcript_warn (parser->transcript, _ ("Line %u: the times of this cue cannot be read; it was left out"),
                              line);
      return;
    }

  if (!is_strict && parser->n_loose++ == 0)
    parser->loose_line = line;

  if (end_ms < start_ms)
    encore_transcript_warn (parser->transcript, _ ("Line %u: this cue ends before it begins"), line);

  encore_cue_add (parser->transcript, start_ms, end_ms, payload->str);
}

static gboolean
begins_with_word (const char *line,
                  const char *word)
{
  gsize length = strlen (word);

  return strncmp (line, word, length) == 0 && (line[length] == '\0' || line[length] == ' ' || line[length] == '\t');
}

/* A block without times: a comment, a style sheet, a region, or something that nobody can place. */
static void
skip_block (Parser *parser)
{
  if (begins_with_word (current (parser), "NOTE"))
    parser->n_comments++;
  else if (begins_with_word (current (parser), "STYLE") || begins_with_word (current (parser), "REGION"))
    parser->n_layout++;
  else
    parser->n_stray++;

  while (current (parser) != NULL && *current (parser) != '\0' && !has_arrow (current (parser)))
    parser->at++;
}

/* A cue's identifier may stand before its times. */
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

  skip_block (parser);
}

static void
warn_ignored (Parser *parser)
{
  EncoreTranscript *transcript = parser->transcript;

  encore_reader_warn_left_out (transcript, parser->n_comments, _ ("comments (NOTE)"));
  encore_reader_warn_left_out (transcript, parser->n_layout, _ ("style sheets and regions"));
  encore_reader_warn_left_out (transcript, parser->n_stray, _ ("blocks without times"));
  if (parser->n_loose > 0)
    encore_transcript_warn (transcript,
                            _ ("%u cues have times that are not written as WebVTT has them, the first in line %u; "
                               "they were read all the same"),
                            parser->n_loose, parser->loose_line);
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

  warn_ignored (&parser);
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
