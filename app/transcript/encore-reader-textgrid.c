/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "encore-error.h"
#include "encore-reader-private.h"
#include "encore-tiers.h"

/*
 * Praat's TextGrid, long and short. Both are the same row of numbers, flags and quoted texts;
 * whatever else stands in the file is there for people.
 */

typedef enum
{
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_TEXT,
  TOKEN_FLAG,
} Token;

typedef struct
{
  const char *at;
  guint line;
  double number;
  GString *text;
  GError **error;
} Parser;

static gboolean
fail (Parser     *parser,
      const char *expected)
{
  g_set_error (parser->error, ENCORE_ERROR, ENCORE_ERROR_INVALID, _ ("Line %u: %s was expected"), parser->line,
               expected);
  return FALSE;
}

/* At an opening quote; a quote within is written twice. */
static Token
read_quoted (Parser *parser)
{
  g_string_truncate (parser->text, 0);
  for (parser->at++; *parser->at != '\0'; parser->at++)
    {
      if (*parser->at == '"' && parser->at[1] != '"')
        {
          parser->at++;
          return TOKEN_TEXT;
        }

      if (*parser->at == '"')
        parser->at++;
      parser->line += *parser->at == '\n';
      g_string_append_c (parser->text, *parser->at);
    }

  return TOKEN_END;
}

/* At the beginning of a word. A number counts when nothing else hangs on it. */
static Token
read_word (Parser *parser)
{
  gsize length = strcspn (parser->at, " \t\r\n");
  g_autofree char *word = g_strndup (parser->at, length);
  char *end = NULL;

  parser->at += length;
  g_string_assign (parser->text, word);
  if (word[0] == '<' && length > 2 && word[length - 1] == '>')
    return TOKEN_FLAG;

  if (!g_ascii_isdigit (word[0]) && strchr ("+-.", word[0]) == NULL)
    return TOKEN_END;

  parser->number = g_ascii_strtod (word, &end);
  return end != word && *end == '\0' && isfinite (parser->number) ? TOKEN_NUMBER : TOKEN_END;
}

static Token
next_token (Parser *parser)
{
  while (*parser->at != '\0')
    {
      Token token = TOKEN_END;

      if (*parser->at == '\n')
        parser->line++;

      if (g_ascii_isspace (*parser->at))
        parser->at++;
      else if (*parser->at == '!')
        parser->at += strcspn (parser->at, "\n");
      else if (*parser->at == '"')
        return read_quoted (parser);
      else if ((token = read_word (parser)) != TOKEN_END)
        return token;
    }

  return TOKEN_END;
}

static gboolean
read_number (Parser *parser,
             double *number)
{
  if (next_token (parser) != TOKEN_NUMBER)
    return fail (parser, _ ("a number"));

  *number = parser->number;
  return TRUE;
}

static gboolean
read_ms (Parser *parser,
         gint64 *ms)
{
  double seconds;

  if (!read_number (parser, &seconds))
    return FALSE;

  *ms = (gint64) llround (CLAMP (seconds, 0, 3.2e9) * 1000);
  return TRUE;
}

static gboolean
read_text_token (Parser *parser)
{
  return next_token (parser) == TOKEN_TEXT || fail (parser, _ ("a text in quotes"));
}

static gboolean
read_intervals (Parser     *parser,
                EncoreTier *tier,
                double      n)
{
  for (double i = 0; i < n; i++)
    {
      gint64 start_ms, end_ms;

      if (!read_ms (parser, &start_ms) || !read_ms (parser, &end_ms) || !read_text_token (parser))
        return FALSE;

      encore_tier_add (tier, parser->text->str, start_ms, end_ms);
    }

  return TRUE;
}

static gboolean
read_points (Parser     *parser,
             EncoreTier *tier,
             double      n)
{
  tier->kind = ENCORE_TIER_OTHER;
  for (double i = 0; i < n; i++)
    {
      gint64 at_ms;

      if (!read_ms (parser, &at_ms) || !read_text_token (parser))
        return FALSE;

      encore_tier_add (tier, parser->text->str, at_ms, at_ms);
    }

  return TRUE;
}

/* "IntervalTier" "name" xmin xmax n ... */
static gboolean
read_tier (Parser    *parser,
           GPtrArray *tiers)
{
  double from, to, n;

  if (!read_text_token (parser))
    return FALSE;

  gboolean has_intervals = g_str_equal (parser->text->str, "IntervalTier");

  if (!has_intervals && !g_str_equal (parser->text->str, "TextTier"))
    return fail (parser, "IntervalTier");

  if (!read_text_token (parser))
    return FALSE;

  EncoreTier *tier = encore_tier_new (parser->text->str);

  g_ptr_array_add (tiers, tier);
  encore_tier_name_kind (tier);
  if (!read_number (parser, &from) || !read_number (parser, &to) || !read_number (parser, &n))
    return FALSE;

  return has_intervals ? read_intervals (parser, tier, n) : read_points (parser, tier, n);
}

/* "ooTextFile" "TextGrid" xmin xmax <exists> n ... */
static gboolean
read_grid (Parser    *parser,
           GPtrArray *tiers)
{
  double from, to, n;

  if (!read_text_token (parser) || !read_text_token (parser))
    return FALSE;

  if (!g_str_equal (parser->text->str, "TextGrid"))
    return fail (parser, "TextGrid");

  if (!read_number (parser, &from) || !read_number (parser, &to))
    return FALSE;

  if (next_token (parser) != TOKEN_FLAG || !g_str_equal (parser->text->str, "<exists>"))
    return fail (parser, "<exists>");

  if (!read_number (parser, &n))
    return FALSE;

  for (double i = 0; i < n; i++)
    if (!read_tier (parser, tiers))
      return FALSE;

  return TRUE;
}

static EncoreTranscript *
read_text (const char *text,
           GError    **error)
{
  g_autoptr (GPtrArray) tiers = g_ptr_array_new_with_free_func ((GDestroyNotify) encore_tier_free);
  g_autoptr (GString) buffer = g_string_new (NULL);
  Parser parser = { .at = text, .line = 1, .text = buffer, .error = error };

  if (!read_grid (&parser, tiers))
    return NULL;

  EncoreTranscript *transcript = encore_transcript_new (encore_reader_textgrid.id);

  encore_tiers_fill (transcript, tiers);
  return transcript;
}

static int
sniff (const EncoreSniff *sniff)
{
  const char *type = strstr (sniff->head, "ooTextFile");

  return type != NULL && type - sniff->head < 64 && strstr (type, "TextGrid") != NULL ? 95 : 0;
}

static const char *const suffixes[] = { "textgrid", NULL };

const EncoreReader encore_reader_textgrid = {
  .id = "textgrid",
  .name = "Praat TextGrid",
  .suffixes = suffixes,
  .sniff = sniff,
  .read_text = read_text,
};
