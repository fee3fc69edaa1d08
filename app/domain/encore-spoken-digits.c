/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-spoken-digits.h"

#include <string.h>

static int
find_word (const char *const *words,
           int                n,
           const char        *word,
           gsize              length)
{
  for (int i = 0; i < n; i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (words[i], word, length) == 0)
      return i;

  return -1;
}

/**
 * encore_spoken_digit:
 * @word: the first byte of an English word
 * @length: its bytes
 *
 * Returns: the digit that it says, or -1
 */
int
encore_spoken_digit (const char *word,
                     gsize       length)
{
  static const char *const digits[] = { "zero",  "one",   "two",  "three", "four", "five", "six",
                                        "seven", "eight", "nine", "oh",    "o",    "niner" };
  int digit = find_word (digits, G_N_ELEMENTS (digits), word, length);

  return digit <= 9 ? digit : digit == 12 ? 9 : 0;
}

/**
 * encore_spoken_repeat:
 * @word: the first byte of an English word
 * @length: its bytes
 *
 * Returns: how often the digit behind it is said by it, as in "double five"; or 0
 */
int
encore_spoken_repeat (const char *word,
                      gsize       length)
{
  static const char *const times[] = { "double", "triple", "treble" };
  int index = find_word (times, G_N_ELEMENTS (times), word, length);

  return index < 0 ? 0 : index == 0 ? 2 : 3;
}
