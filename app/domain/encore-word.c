/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-word.h"

#include <string.h>

/**
 * encore_word_stands_alone:
 * @c: a character
 *
 * Returns: whether words of the script of @c are written without spaces between them
 */
gboolean
encore_word_stands_alone (gunichar c)
{
  if (c < 0x0e00)
    return FALSE;

  /* The long vowel of Japanese belongs to no script. */
  if (c == 0x30fc || c == 0xff70)
    return TRUE;

  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return !g_unichar_ismark (c);
    default:
      return FALSE;
    }
}

/* Some marks are letters to Unicode: the voice of half-width Japanese, the am of Thai and Lao, in one or in two. */
static gboolean
is_mark (gunichar c,
         gunichar before)
{
  return g_unichar_ismark (c) || c == 0xff9e || c == 0xff9f || c == 0x0e33 || c == 0x0eb3
         || (c == 0x0e32 && before == 0x0e4d) || (c == 0x0eb2 && before == 0x0ecd);
}

/*
 * Marks that one may leave away and still have written the same word. In Thai, Hindi and their relatives
 * the vowels are marks, in Japanese the voice of a consonant: without them it would be another word.
 */
static gboolean
is_accent (gunichar c)
{
  if (!g_unichar_ismark (c) || c == 0x3099 || c == 0x309a)
    return FALSE;

  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_ascii (const char *word,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) word[i] >= 0x80)
      return FALSE;

  return TRUE;
}

static char *
fold (const char *word,
      gsize       length)
{
  if (is_ascii (word, length))
    return g_ascii_strdown (word, (gssize) length);

  g_autofree char *apart = g_utf8_normalize (word, (gssize) length, G_NORMALIZE_ALL);
  g_autoptr (GString) bare = g_string_new (NULL);

  for (const char *c = apart; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    if (!is_accent (g_utf8_get_char (c)))
      g_string_append_unichar (bare, g_utf8_get_char (c));

  return g_utf8_casefold (bare->str, -1);
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
 * Splits a text as the full-text index has it: a word is a run of letters, digits and the marks upon them.
 * Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces: each of their letters, with its
 * marks, is a word of its own, so that any run of them is found as words that stand together.
 *
 * Returns: (transfer full) (element-type EncoreFoldedWord): the words in order
 */
GArray *
encore_words_of (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (EncoreFoldedWord));
  const char *start = NULL;
  gboolean only_marks = FALSE;
  gunichar before = 0;

  g_array_set_clear_func (words, clear_word);

  for (const char *c = text;; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gboolean alone = encore_word_stands_alone (character);
      gboolean marked = start != NULL && is_mark (character, before);
      gboolean is_letter = g_unichar_isalnum (character);

      if (start != NULL && !marked && (alone || only_marks || !is_letter))
        {
          add_word (words, text, start, c);
          start = NULL;
        }
      if (character == '\0')
        return words;

      if (start == NULL && is_letter)
        {
          start = c;
          only_marks = alone;
        }
      before = character;
    }
}

/**
 * encore_words_join:
 * @text: UTF-8
 *
 * Returns: (transfer full): the words of encore_words_of(), folded, with a space between each two: what goes
 *   into the full-text index, and into a question to it
 */
char *
encore_words_join (const char *text)
{
  g_autoptr (GArray) words = encore_words_of (text);
  GString *joined = g_string_sized_new (strlen (text) + 1);

  for (guint i = 0; i < words->len; i++)
    {
      if (i > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, g_array_index (words, EncoreFoldedWord, i).folded);
    }

  return g_string_free (joined, FALSE);
}
