/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-detect.h"

G_BEGIN_DECLS

/**
 * EncoreDigit:
 * @value: '0' to '9'
 * @segment: ordinal
 * @start: first byte of the number or word that it is part of
 * @end: byte behind that
 * @is_first: whether it begins a number or word
 * @is_last: whether it ends one
 * @is_word: whether it is spelt out
 * @joint: what stands before its number: a space, a mark, '+', or '!' for what a phone number never has there
 * @context: what is spoken of before it
 *
 * One digit of a number that is read out.
 */
typedef struct
{
  char value;
  guint segment;
  gsize start;
  gsize end;
  gboolean is_first;
  gboolean is_last;
  gboolean is_word;
  char joint;
  int context;
} EncoreDigit;

typedef struct
{
  const char *text;
  const char *at;
  guint segment;
  const char *before; /* (nullable): the text before this one */
} EncoreDigitReader;

typedef enum
{
  ENCORE_DIGITS_MORE,  /* some were added */
  ENCORE_DIGITS_BREAK, /* what comes next does not belong to what was read */
  ENCORE_DIGITS_END,
} EncoreDigitsStep;

EncoreDigitsStep encore_digit_reader_next (EncoreDigitReader *self,
                                           GArray            *digits);
gboolean         encore_digits_find_card  (GArray            *digits,
                                           guint              from,
                                           guint             *first,
                                           guint             *last);
gboolean         encore_digits_find_phone (GArray            *digits,
                                           guint              from,
                                           guint              to,
                                           guint             *first,
                                           guint             *last);

G_END_DECLS
