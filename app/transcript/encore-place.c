/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-place.h"

/* How far a word may lie behind the one before it: recognisers leave out a few, not a page. */
#define REACH_BYTES 240

/* Signs such as "£" before its first letter. */
#define SIGN_BYTES 4

/* (transfer full): without blanks around it */
char *
encore_place_trim (const char *text)
{
  return g_strstrip (g_strdup (text));
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The word begins here or may: scripts without spaces have no word boundaries to look for. */
static gboolean
is_boundary (const char *text,
             const char *at)
{
  if (at == text)
    return TRUE;

  gunichar before = g_utf8_get_char (g_utf8_prev_char (at));

  return !is_letter (before) || (before >= 0x0e00 && g_unichar_isalpha (before));
}

/* Compares letters and digits alone, whatever their case. Returns the bytes of @text that match. */
static gsize
match_letters (const char *text,
               const char *word)
{
  const char *at = text;

  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      gunichar wanted = g_utf8_get_char (word);

      if (!is_letter (wanted))
        continue;

      while (*at != '\0' && at != text && !is_letter (g_utf8_get_char (at))
             && !g_unichar_isspace (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);

      if (*at == '\0' || g_unichar_tolower (g_utf8_get_char (at)) != g_unichar_tolower (wanted))
        return 0;

      at = g_utf8_next_char (at);
    }

  /* "have" is not the beginning of "haven" */
  if (at == text || (is_letter (g_utf8_get_char (at)) && g_utf8_get_char (at) < 0x0e00))
    return 0;

  return (gsize) (at - text);
}

static gsize
match_exact (const char *text,
             const char *word)
{
  gsize length = strlen (word);

  if (length == 0 || strncmp (text, word, length) != 0)
    return 0;

  gunichar last = g_utf8_get_char (g_utf8_prev_char (word + length));
  gunichar after = g_utf8_get_char (text + length);

  return is_letter (last) && is_letter (after) && after < 0x0e00 ? 0 : length;
}

static gboolean
search (const char *text,
        gsize       from,
        const char *word,
        gsize (*match) (const char *, const char *),
        gsize      *offset,
        gsize      *length)
{
  const char *start = text + from;

  for (const char *at = start; *at != '\0' && at - start < REACH_BYTES; at = g_utf8_next_char (at))
    if (is_boundary (text, at) && (*length = match (at, word)) > 0)
      {
        *offset = (gsize) (at - text);
        return TRUE;
      }

  return FALSE;
}

/**
 * encore_place_find:
 * @text: the text of a segment
 * @from: where the word before ended
 * @word: a word as the recogniser wrote it, perhaps with blanks around it
 * @offset: (out): its first byte
 * @length: (out): its bytes
 *
 * Returns: whether it was found
 */
gboolean
encore_place_find (const char *text,
                   gsize       from,
                   const char *word,
                   gsize      *offset,
                   gsize      *length)
{
  g_autofree char *trimmed = encore_place_trim (word);
  gsize next = from;

  if (*trimmed == '\0')
    return FALSE;

  while (g_ascii_isspace (text[next]))
    next++;

  /* Nearly always: the very next bytes. Sub-words need no boundary behind them. */
  if (g_str_has_prefix (text + next, trimmed))
    {
      *offset = next;
      *length = strlen (trimmed);
      return TRUE;
    }

  gsize loose_offset, loose_length;
  gboolean is_exact = search (text, from, trimmed, match_exact, offset, length);

  if (!search (text, from, trimmed, match_letters, &loose_offset, &loose_length))
    return is_exact;

  /* "and" is rather the "And" that comes next than the "and" of the next sentence. */
  if (!is_exact || loose_offset + SIGN_BYTES < *offset)
    {
      *offset = loose_offset;
      *length = loose_length;
    }

  return TRUE;
}

/**
 * encore_place_word:
 * @segment: a segment whose text is complete
 * @cursor: (inout): the byte after the word before
 * @word: the next word
 * @start_ms: its start, or %ENCORE_NO_TIME
 * @end_ms: its end, or %ENCORE_NO_TIME
 * @confidence: 0 to 1, or negative
 *
 * Returns: whether the word stands in the text; otherwise nothing was added
 */
gboolean
encore_place_word (EncoreSegment *segment,
                   gsize         *cursor,
                   const char    *word,
                   gint64         start_ms,
                   gint64         end_ms,
                   float          confidence)
{
  gsize offset, length;

  if (!encore_place_find (segment->text, *cursor, word, &offset, &length))
    return FALSE;

  encore_segment_add_word (segment, start_ms, end_ms, offset, length, confidence);
  *cursor = offset + length;
  return TRUE;
}

/**
 * encore_place_append:
 * @segment: a segment whose text is being made of its words
 * @text: (inout): that text
 * @word: the next word
 * @start_ms: its start, or %ENCORE_NO_TIME
 * @end_ms: its end, or %ENCORE_NO_TIME
 * @confidence: 0 to 1, or negative
 *
 * Adds a word behind a blank.
 */
void
encore_place_append (EncoreSegment *segment,
                     GString       *text,
                     const char    *word,
                     gint64         start_ms,
                     gint64         end_ms,
                     float          confidence)
{
  g_autofree char *trimmed = encore_place_trim (word);

  if (*trimmed == '\0')
    return;

  if (text->len > 0)
    g_string_append_c (text, ' ');

  encore_segment_add_word (segment, start_ms, end_ms, text->len, strlen (trimmed), confidence);
  g_string_append (text, trimmed);
}
