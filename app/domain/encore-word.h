/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EncoreFoldedWord:
 * @start: first byte in the text
 * @end: byte behind it
 * @folded: without case and accents
 *
 * One word of a text, as the search index sees it.
 */
typedef struct
{
  gsize start;
  gsize end;
  char *folded;
} EncoreFoldedWord;

GArray  *encore_words_of          (const char *text);
char    *encore_words_join        (const char *text);
gboolean encore_word_stands_alone (gunichar    c);

G_END_DECLS
