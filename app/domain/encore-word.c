/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-word.h"

/**
 * encore_word_stands_alone:
 * @c: a character
 *
 * Chinese and Japanese are written without spaces: each of their characters is a word of its own, so that any
 * run of them is found as words that stand together.
 *
 * Returns: whether @c is of such a script
 */
gboolean
encore_word_stands_alone (gunichar c)
{
  if (c < 0x2e80)
    return FALSE;

  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
fold (const char *word,
      gsize       length)
{
  g_autofree char *apart = g_utf8_normalize (word, (gssize) length, G_NORMALIZE_ALL);
  GString *bare = g_string_new (NULL);

  for (const char *c = apart; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_ismark (g_utf8_get_char (c)))
      g_string_append_unichar (bare, g_utf8_get_char (c));

  char *folded = g_utf8_casefold (bare->str, -1);

  g_string_free (bare, TRUE);
  return folded;
}

static void
clear_word (gpointer data)
{
  g_free (((EncoreFoldedWord *) data)->folded);
}

static void
add_word (GArray     *words,
          const char *text,
          const char *start,
          const char *end)
{
  EncoreFoldedWord word = { (gsize) (start - text), (gsize) (end - text), fold (start, (gsize) (end - start)) };

  g_array_append_val (words, word);
}

/**
 * encore_words_of:
 * @text: UTF-8
 *
 * Splits a text as the full-text index does (SQLite's unicode61 without diacritics, and Chinese and Japanese
 * characters apart): a word is a run of letters, digits and the marks upon them.
 *
 * Returns: (transfer full) (element-type EncoreFoldedWord): the words in order
 */
GArray *
encore_words_of (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (EncoreFoldedWord));
  const char *start = NULL;

  g_array_set_clear_func (words, clear_word);

  for (const char *c = text;; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gboolean alone = encore_word_stands_alone (character);
      gboolean goes_on = g_unichar_isalnum (character) || (start != NULL && g_unichar_ismark (character));

      if (start != NULL && (alone || !goes_on))
        {
          add_word (words, text, start, c);
          start = NULL;
        }
      if (character == '\0')
        return words;

      if (alone && g_unichar_isalnum (character))
        add_word (words, text, c, g_utf8_next_char (c));
      else if (goes_on && start == NULL)
        start = c;
    }
}
