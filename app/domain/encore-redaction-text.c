/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-redaction-private.h"
#include "encore-spoken-digits.h"

#include <string.h>

/* Finding what was said again, however it is written: without case, accents, spaces and punctuation; a number
 * also where its digits are words. */

/* Less than this is found only where it was marked: it may be anywhere by chance. */
#define FEWEST_LETTERS 4

/* One letter or digit of a text. */
typedef struct
{
  gunichar letter;
  guint32 start;
  guint32 end;
} Letter;

static gunichar
fold_letter (gunichar c)
{
  gunichar apart[8];

  if (g_unichar_digit_value (c) >= 0)
    return '0' + (gunichar) g_unichar_digit_value (c);

  g_unichar_fully_decompose (c, TRUE, apart, G_N_ELEMENTS (apart));
  return g_unichar_tolower (apart[0]);
}

static void
add_letters (GArray     *letters,
             const char *text,
             gsize       start,
             gsize       end)
{
  for (const char *c = text + start; c < text + end; c = g_utf8_next_char (c))
    {
      Letter letter = { fold_letter (g_utf8_get_char (c)), (guint32) (c - text),
                        (guint32) (g_utf8_next_char (c) - text) };

      if (g_unichar_isalnum (g_utf8_get_char (c)))
        g_array_append_val (letters, letter);
    }
}

static const char *
end_of_word (const char *c)
{
  while (*c != '\0' && (g_unichar_isalnum (g_utf8_get_char (c)) || g_unichar_ismark (g_utf8_get_char (c))))
    c = g_utf8_next_char (c);

  return c;
}

/* With @spoken, words that are digits are digits. */
static GArray *
fold (const char *text,
      gboolean    spoken)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  const char *c = text;

  while (*c != '\0')
    {
      const char *end = end_of_word (c);
      int digit = spoken && end > c ? encore_spoken_digit (c, (gsize) (end - c)) : -1;
      Letter letter = { '0' + (gunichar) digit, (guint32) (c - text), (guint32) (end - text) };

      if (digit >= 0)
        g_array_append_val (letters, letter);
      else
        add_letters (letters, text, (gsize) (c - text), (gsize) (end - text));
      c = end > c ? end : g_utf8_next_char (c);
    }

  return letters;
}

static gboolean
is_number (GArray *letters)
{
  for (guint i = 0; i < letters->len; i++)
    if (!g_unichar_isdigit (g_array_index (letters, Letter, i).letter))
      return FALSE;

  return letters->len >= FEWEST_LETTERS;
}

static gboolean
matches (GArray *letters,
         guint   at,
         GArray *phrase,
         guint   n)
{
  for (guint i = 0; i < n; i++)
    if (g_array_index (letters, Letter, at + i).letter != g_array_index (phrase, Letter, i).letter)
      return FALSE;

  return TRUE;
}

/**
 * encore_redacted_letters:
 * @text: UTF-8
 *
 * Returns: how many letters and digits there are in @text
 */
gsize
encore_redacted_letters (const char *text)
{
  g_autoptr (GArray) letters = fold (text, FALSE);

  return letters->len;
}

/**
 * encore_redacted_find:
 * @text: where to look
 * @phrase: for what
 *
 * Returns: (transfer full) (element-type EncoreTextRange): where @phrase is, in order and apart
 */
GArray *
encore_redacted_find (const char *text,
                      const char *phrase)
{
  g_autoptr (GArray) spoken = fold (phrase, TRUE);
  gboolean number = is_number (spoken);
  g_autoptr (GArray) wanted = number ? g_array_ref (spoken) : fold (phrase, FALSE);
  g_autoptr (GArray) letters = fold (text, number);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (EncoreTextRange));

  for (guint i = 0; wanted->len > 0 && i + wanted->len <= letters->len; i++)
    {
      if (!matches (letters, i, wanted, wanted->len))
        continue;

      EncoreTextRange range = { g_array_index (letters, Letter, i).start,
                                g_array_index (letters, Letter, i + wanted->len - 1).end };

      g_array_append_val (found, range);
      i += wanted->len - 1;
    }

  return found;
}

/**
 * encore_redacted_cut:
 * @text: a text that may have been shortened
 * @phrase: for what to look
 *
 * Returns: where @phrase begins at the end of @text and an ellipsis stands for the rest; else empty
 */
EncoreTextRange
encore_redacted_cut (const char *text,
                     const char *phrase)
{
  g_autofree char *bare = g_strchomp (g_strdup (text));
  EncoreTextRange none = { 0, 0 };

  if (!g_str_has_suffix (bare, "…") && !g_str_has_suffix (bare, "..."))
    return none;

  g_autoptr (GArray) letters = fold (text, FALSE);
  g_autoptr (GArray) wanted = fold (phrase, FALSE);

  for (guint n = MIN (letters->len, wanted->len); n >= FEWEST_LETTERS; n--)
    if (matches (letters, letters->len - n, wanted, n))
      return (EncoreTextRange) { g_array_index (letters, Letter, letters->len - n).start,
                                g_array_index (letters, Letter, letters->len - 1).end };

  return none;
}

/* Scripts without spaces between words have no words to widen to. */
static gboolean
belongs_to_word (gunichar c)
{
  return (g_unichar_isalnum (c) || g_unichar_ismark (c)) && c < 0x0e00;
}

/**
 * encore_redacted_widen:
 * @text: UTF-8
 * @range: a stretch of it
 *
 * Returns: @range with the whole of the words at its ends, and without the spaces there
 */
EncoreTextRange
encore_redacted_widen (const char     *text,
                       EncoreTextRange range)
{
  const char *start = text + range.start, *end = text + range.end;

  while (start < end && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  while (start > text && start < end && belongs_to_word (g_utf8_get_char (start))
         && belongs_to_word (g_utf8_get_char (g_utf8_prev_char (start))))
    start = g_utf8_prev_char (start);
  while (*end != '\0' && end > start && belongs_to_word (g_utf8_get_char (end))
         && belongs_to_word (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_next_char (end);

  return (EncoreTextRange) { (gsize) (start - text), (gsize) (end - text) };
}
