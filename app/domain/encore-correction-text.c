/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-correction.h"

#include <string.h>

#include "encore-word.h"

/*
 * Correcting the text of a segment whose words have times. Old and new text are cut into tokens: what stands
 * between spaces, and each character of the scripts that have none. Tokens that stayed keep their words; where
 * others came in their place, these share the time the old ones had, by length; where nothing was, they
 * share the pause.
 */

/* Above this the middle of two texts is taken as wholly different: the table would be too large. */
#define MAX_TABLE (4 * 1000 * 1000)

typedef struct
{
  gsize start;
  gsize end;
  char *folded;    /* letters and digits alone; the token itself when it has none */
  gint64 start_ms; /* of the words in it, or ENCORE_NO_TIME */
  gint64 end_ms;
  float confidence; /* the least of them; negative when unknown */
  int partner;      /* index of the same token in the other text, or -1 */
} Token;

static void
clear_token (gpointer data)
{
  g_free (((Token *) data)->folded);
}

static char *
fold (const char *text,
      gsize       length)
{
  g_autofree char *token = g_strndup (text, length);
  g_autofree char *lower = g_utf8_casefold (token, -1);
  GString *bare = g_string_new (NULL);

  for (const char *c = lower; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)) || g_unichar_ismark (g_utf8_get_char (c)))
      g_string_append_unichar (bare, g_utf8_get_char (c));

  if (bare->len == 0)
    g_string_assign (bare, token);
  return g_string_free (bare, FALSE);
}

static void
add_token (GArray     *tokens,
           const char *text,
           const char *start,
           const char *end)
{
  Token token = {
    .start = (gsize) (start - text),
    .end = (gsize) (end - text),
    .folded = fold (start, (gsize) (end - start)),
    .start_ms = ENCORE_NO_TIME,
    .end_ms = ENCORE_NO_TIME,
    .confidence = -1,
    .partner = -1,
  };

  g_array_append_val (tokens, token);
}

static GArray *
cut_tokens (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  const char *start = NULL;

  g_array_set_clear_func (tokens, clear_token);
  for (const char *c = text;; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gboolean alone = encore_word_stands_alone (character);
      gboolean ends = character == '\0' || g_unichar_isspace (character) || alone;

      if (start != NULL && ends)
        {
          add_token (tokens, text, start, c);
          start = NULL;
        }
      if (character == '\0')
        return tokens;

      if (alone)
        {
          const char *end = g_utf8_next_char (c);

          while (g_unichar_ismark (g_utf8_get_char (end)))
            end = g_utf8_next_char (end);
          add_token (tokens, text, c, end);
          c = g_utf8_prev_char (end);
        }
      else if (!ends && start == NULL)
        start = c;
    }
}

/* A word belongs to the token in which it begins. */
static gboolean
is_in (const EncoreWord *word,
       const Token      *token)
{
  return word->offset >= token->start && word->offset < token->end;
}

static void
take_times (GArray              *tokens,
            const EncoreSegment *segment)
{
  guint at = 0;

  for (guint i = 0; i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      while (at + 1 < tokens->len && word->offset >= g_array_index (tokens, Token, at).end)
        at++;

      Token *token = at < tokens->len ? &g_array_index (tokens, Token, at) : NULL;
      if (token == NULL || !is_in (word, token))
        continue;

      if (word->confidence >= 0)
        token->confidence = token->confidence < 0 ? word->confidence : MIN (token->confidence, word->confidence);
      if (word->start_ms == ENCORE_NO_TIME)
        continue;

      token->end_ms = token->start_ms == ENCORE_NO_TIME ? word->end_ms : MAX (token->end_ms, word->end_ms);
      token->start_ms = token->start_ms == ENCORE_NO_TIME ? word->start_ms : MIN (token->start_ms, word->start_ms);
    }
}

static gboolean
is_same (GArray *olds,
         guint   i,
         GArray *news,
         guint   j)
{
  return g_str_equal (g_array_index (olds, Token, i).folded, g_array_index (news, Token, j).folded);
}

static void
pair (GArray *olds,
      guint   i,
      GArray *news,
      guint   j)
{
  g_array_index (olds, Token, i).partner = (int) j;
  g_array_index (news, Token, j).partner = (int) i;
}

/* The longest common subsequence of two stretches. */
static void
pair_middle (GArray *olds,
             guint   old_from,
             guint   old_to,
             GArray *news,
             guint   new_from,
             guint   new_to)
{
  gsize rows = old_to - old_from, columns = new_to - new_from, width = columns + 1;

  if (rows == 0 || columns == 0 || rows > MAX_TABLE / width)
    return;

  g_autofree guint32 *common = g_new0 (guint32, (rows + 1) * width);

  for (gsize i = rows; i-- > 0;)
    for (gsize j = columns; j-- > 0;)
      common[i * width + j] = is_same (olds, old_from + (guint) i, news, new_from + (guint) j)
                                  ? common[(i + 1) * width + j + 1] + 1
                                  : MAX (common[(i + 1) * width + j], common[i * width + j + 1]);

  for (gsize i = 0, j = 0; i < rows && j < columns;)
    if (is_same (olds, old_from + (guint) i, news, new_from + (guint) j))
      pair (olds, old_from + (guint) i++, news, new_from + (guint) j++);
    else if (common[(i + 1) * width + j] >= common[i * width + j + 1])
      i++;
    else
      j++;
}

static void
pair_tokens (GArray *olds,
             GArray *news)
{
  guint from = 0, old_to = olds->len, new_to = news->len;

  for (; from < old_to && from < new_to && is_same (olds, from, news, from); from++)
    pair (olds, from, news, from);
  for (; old_to > from && new_to > from && is_same (olds, old_to - 1, news, new_to - 1); old_to--, new_to--)
    pair (olds, old_to - 1, news, new_to - 1);

  pair_middle (olds, from, old_to, news, from, new_to);
}

/* Times of the old tokens from @first on that were replaced; FALSE when there are none with times. */
static gboolean
replaced_span (GArray     *olds,
               int         first,
               int         last,
               EncoreSpan *span)
{
  gboolean found = FALSE;

  for (int i = first; i <= last; i++)
    {
      const Token *token = &g_array_index (olds, Token, i);

      if (token->start_ms == ENCORE_NO_TIME)
        continue;
      if (!found)
        *span = (EncoreSpan) { token->start_ms, token->end_ms };
      span->end_ms = MAX (span->end_ms, token->end_ms);
      found = TRUE;
    }

  return found;
}

/* What lies between the nearest old tokens with times on both sides of a place. */
static EncoreSpan
pause_at (const EncoreSegment *segment,
          GArray              *olds,
          int                  before,
          int                  after)
{
  EncoreSpan pause = { segment->start_ms, segment->end_ms };

  for (int i = before; i >= 0; i--)
    if (g_array_index (olds, Token, i).end_ms != ENCORE_NO_TIME)
      {
        pause.start_ms = g_array_index (olds, Token, i).end_ms;
        break;
      }
  for (int i = after; i < (int) olds->len; i++)
    if (g_array_index (olds, Token, i).start_ms != ENCORE_NO_TIME)
      {
        pause.end_ms = g_array_index (olds, Token, i).start_ms;
        break;
      }

  pause.end_ms = MAX (pause.start_ms, pause.end_ms);
  return pause;
}

/* Gives the new tokens from @from up to @to the time there is for them. */
static void
spread (const EncoreSegment *segment,
        GArray              *olds,
        GArray              *news,
        guint                from,
        guint                to)
{
  int before = from > 0 ? g_array_index (news, Token, from - 1).partner : -1;
  int after = to < news->len ? g_array_index (news, Token, to).partner : (int) olds->len;
  gsize length = 0, so_far = 0;
  EncoreSpan span;

  if (!replaced_span (olds, before + 1, after - 1, &span))
    span = pause_at (segment, olds, before, after);
  if (span.start_ms == ENCORE_NO_TIME)
    return;

  for (guint i = from; i < to; i++)
    length += g_array_index (news, Token, i).end - g_array_index (news, Token, i).start;
  for (guint i = from; i < to; i++)
    {
      Token *token = &g_array_index (news, Token, i);
      double duration_ms = (double) (span.end_ms - span.start_ms);

      token->start_ms = span.start_ms + (gint64) (duration_ms * (double) so_far / (double) length);
      so_far += token->end - token->start;
      token->end_ms = span.start_ms + (gint64) (duration_ms * (double) so_far / (double) length);
    }
}

static void
spread_all (const EncoreSegment *segment,
            GArray              *olds,
            GArray              *news)
{
  for (guint from = 0, to; from < news->len; from = to + 1)
    {
      for (to = from; to < news->len && g_array_index (news, Token, to).partner < 0; to++)
        ;
      if (to > from)
        spread (segment, olds, news, from, to);
    }
}

/* The words of a token that stayed as it was, letter by letter. */
static void
keep_words (EncoreSegment       *corrected,
            const EncoreSegment *segment,
            const Token         *old,
            const Token         *token)
{
  for (guint i = 0; i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (is_in (word, old))
        encore_segment_add_word (corrected, word->start_ms, word->end_ms, word->offset - old->start + token->start,
                                 MIN (word->length, old->end - word->offset), word->confidence);
    }
}

static void
add_words (EncoreSegment       *corrected,
           const EncoreSegment *segment,
           GArray              *olds,
           GArray              *news)
{
  for (guint i = 0; i < news->len; i++)
    {
      const Token *token = &g_array_index (news, Token, i);
      const Token *old = token->partner >= 0 ? &g_array_index (olds, Token, token->partner) : NULL;
      gsize length = token->end - token->start;

      if (old == NULL)
        encore_segment_add_word (corrected, token->start_ms, token->end_ms, token->start, length, -1);
      else if (old->end - old->start == length
               && memcmp (segment->text + old->start, corrected->text + token->start, length) == 0)
        keep_words (corrected, segment, old, token);
      else
        encore_segment_add_word (corrected, old->start_ms, old->end_ms, token->start, length, old->confidence);
    }
}

/**
 * encore_correction_set_text:
 * @segment: a segment
 * @text: what was really said
 *
 * Words that stayed keep their times and confidence, also when only their case or punctuation changed. New ones
 * take the time of what they replace, or share the pause in which they stand, by length; nobody knows a confidence
 * for them.
 *
 * Returns: (transfer full): the corrected one
 */
EncoreSegment *
encore_correction_set_text (const EncoreSegment *segment,
                            const char          *text)
{
  EncoreSegment *corrected = encore_segment_copy (segment);

  g_free (corrected->text);
  corrected->text = g_utf8_make_valid (text, -1);
  if (segment->words == NULL)
    return corrected;

  g_autoptr (GArray) olds = cut_tokens (segment->text);
  g_autoptr (GArray) news = cut_tokens (corrected->text);

  g_clear_pointer (&corrected->words, g_array_unref);
  take_times (olds, segment);
  pair_tokens (olds, news);
  spread_all (segment, olds, news);
  add_words (corrected, segment, olds, news);
  return corrected;
}
