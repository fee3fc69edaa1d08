/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-detect-private.h"
#include "encore-spoken-digits.h"

#include <string.h>

/* Numbers as they are read out, and which of them look like those of cards and phones. */

#define CONTEXT_BYTES 60

static const EncoreDigit *
digit_at (GArray *digits,
          guint   index)
{
  return &g_array_index (digits, EncoreDigit, index);
}

/* Context: the last word before a number that says what it is. */

static gboolean
is_one_of (const char        *word,
           gsize              length,
           const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (words[i], word, length) == 0)
      return TRUE;

  return FALSE;
}

/* 1: a phone, -1: something else that has a number, 0: nothing is said */
static int
context_of_word (const char *word,
                 gsize       length)
{
  static const char *const phones[] = { "phone",    "telephone", "mobile", "cell",     "cellphone", "tel",  "fax",
                                        "call",     "reach",     "text",   "whatsapp", "dial",      "ring", "callback",
                                        "landline", "telefon",   "handy",  "móvil",    "teléfono",  NULL };
  static const char *const others[]
      = { "order",   "invoice",     "ticket",   "case",    "reference", "ref",      "confirmation", "tracking",
          "account", "policy",      "serial",   "model",   "sku",       "item",     "part",         "claim",
          "booking", "reservation", "code",     "pin",     "version",   "id",       "po",           "contract",
          "amount",  "total",       "price",    "receipt", "parcel",    "shipment", "meter",        "iban",
          "member",  "bestellung",  "rechnung", "pedido",  NULL };

  return is_one_of (word, length, phones) ? 1 : is_one_of (word, length, others) ? -1 : 0;
}

static int
context_at_end (const char *text,
                const char *end)
{
  const char *c = end;
  int context = 0;

  while (context == 0 && c > text && end - c < CONTEXT_BYTES)
    {
      const char *word_end = c;

      while (c > text && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (c))))
        c = g_utf8_prev_char (c);
      context = context_of_word (c, (gsize) (word_end - c));
      if (c == word_end)
        c = g_utf8_prev_char (c);
    }

  return context;
}

static int
find_context (EncoreDigitReader *self,
              const char        *number)
{
  int context = context_at_end (self->text, number);

  if (context != 0 || number - self->text >= CONTEXT_BYTES || self->before == NULL)
    return context;

  return context_at_end (self->before, self->before + strlen (self->before));
}

/* Reading */

static const char *
end_of_word (const char *c)
{
  while (*c != '\0' && g_unichar_isalnum (g_utf8_get_char (c)))
    c = g_utf8_next_char (c);

  return c;
}

static gboolean
is_number (const char *start,
           const char *end)
{
  for (const char *c = start; c < end; c++)
    if (!g_ascii_isdigit (*c))
      return FALSE;

  return end > start;
}

/* What stands between two numbers: one mark, or a space; 0 when it parts them. */
static char
joint_between (const char *start,
               const char *end)
{
  char joint = ' ';

  for (const char *c = start; c < end; c++)
    if (g_ascii_isspace (*c))
      joint = joint == '.' || joint == ',' ? ' ' : joint;
    else if (strchr ("-.(),+", *c) != NULL)
      joint = *c == ',' && c + 1 == end ? '!' : *c;
    else
      return 0;

  return end - start <= 4 ? joint : 0;
}

/* What a number on its own is not part of. */
static char
joint_before (const char *text,
              const char *start)
{
  gunichar before = start > text ? g_utf8_get_char (g_utf8_prev_char (start)) : ' ';

  if (before == '+' || before == '(')
    return (char) before;
  if (before == ':' && (start - text < 2 || !g_ascii_isdigit (start[-2])))
    return ' ';

  return strchr ("#/:_%*=-.,'", before < 0x80 ? (char) before : ' ') != NULL
                 || g_unichar_type (before) == G_UNICODE_CURRENCY_SYMBOL
             ? '!'
             : ' ';
}

static void
add_word (EncoreDigitReader *self,
          GArray            *digits,
          const char        *start,
          const char        *end,
          const char        *values,
          gsize              n,
          gboolean           is_word,
          char               joint)
{
  int context = digits->len > 0 ? digit_at (digits, 0)->context : find_context (self, start);

  for (gsize i = 0; i < n; i++)
    {
      EncoreDigit digit = {
        values[i], self->segment, (gsize) (start - self->text), (gsize) (end - self->text), i == 0, i + 1 == n, is_word,
        joint,     context
      };

      g_array_append_val (digits, digit);
    }
}

/* "double five" */
static const char *
read_repeated (const char *word,
               const char *end,
               char       *values,
               gsize      *n)
{
  int times = encore_spoken_repeat (word, (gsize) (end - word));
  const char *next = end;

  while (g_ascii_isspace (*next))
    next++;

  const char *next_end = end_of_word (next);
  int digit = times > 0 && next > end ? encore_spoken_digit (next, (gsize) (next_end - next)) : -1;

  if (digit < 0 && times > 0 && next_end == next + 1 && g_ascii_isdigit (*next))
    digit = *next - '0';
  if (digit < 0)
    return NULL;

  memset (values, '0' + digit, (gsize) times);
  *n = (gsize) times;
  return next_end;
}

/* Behind a number: what makes it something else. */
static gboolean
is_amount (const char *end)
{
  static const char *const units[] = { "dollars", "dollar",  "euros", "euro", "pounds", "pound",
                                       "percent", "cents",   "pm",    "am",   "items",  "units",
                                       "times",   "minutes", "hours", "days", NULL };
  const char *c = end;

  if (*c == '%' || ((*c == ':' || *c == '/') && g_ascii_isdigit (c[1]))
      || g_unichar_type (g_utf8_get_char (c)) == G_UNICODE_CURRENCY_SYMBOL)
    return TRUE;
  while (g_ascii_isspace (*c))
    c++;

  return g_unichar_type (g_utf8_get_char (c)) == G_UNICODE_CURRENCY_SYMBOL
         || (*c != '\0' && encore_spoken_digit (c, (gsize) (end_of_word (c) - c)) < 0
             && is_one_of (c, (gsize) (end_of_word (c) - c), units));
}

/* The digits said by the word at @start, at most 32. */
static const char *
read_values (const char *start,
             const char *end,
             char       *values,
             gsize      *n,
             gboolean   *is_word)
{
  int digit = encore_spoken_digit (start, (gsize) (end - start));

  *is_word = !is_number (start, end);
  if (!*is_word)
    {
      *n = MIN ((gsize) (end - start), 32);
      memcpy (values, start, *n);
      return end;
    }
  if (digit < 0)
    return read_repeated (start, end, values, n);

  values[0] = (char) ('0' + digit);
  *n = 1;
  return end;
}

/**
 * encore_digit_reader_next:
 * @self: a reader
 * @digits: (element-type EncoreDigit): what was read out so far
 *
 * Reads the next word.
 *
 * Returns: what came of it
 */
EncoreDigitsStep
encore_digit_reader_next (EncoreDigitReader *self,
                          GArray            *digits)
{
  const char *start = self->at;
  gboolean is_word;
  char values[32];
  gsize n = 0;

  while (*start != '\0' && !g_unichar_isalnum (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  if (*start == '\0')
    return ENCORE_DIGITS_END;

  const char *end = end_of_word (start);
  const char *read = read_values (start, end, values, &n, &is_word);

  if (read == NULL)
    {
      static const char *const spoken_joints[] = { "dash", "hyphen", "space", NULL };
      gboolean joins = digits->len > 0 && is_one_of (start, (gsize) (end - start), spoken_joints);

      self->at = end;
      return joins ? ENCORE_DIGITS_MORE : ENCORE_DIGITS_BREAK;
    }

  gboolean goes_on = digits->len > 0;
  gboolean same_text = goes_on && digit_at (digits, digits->len - 1)->segment == self->segment;
  char joint = same_text ? joint_between (self->at, start) : goes_on ? ' ' : joint_before (self->text, start);

  if (goes_on && joint == 0 && self->at != NULL)
    {
      self->at = start; /* not passed over: it begins the next number */
      return ENCORE_DIGITS_BREAK;
    }
  if (!is_word && is_amount (read))
    joint = '!';

  add_word (self, digits, start, read, values, n, is_word, joint != 0 ? joint : ' ');
  self->at = read;
  return ENCORE_DIGITS_MORE;
}

/* Cards */

static gboolean
starts_between (const char *number,
                gsize       n,
                int         low,
                int         high)
{
  int start = 0;

  for (gsize i = 0; i < n; i++)
    start = start * 10 + number[i] - '0';

  return start >= low && start <= high;
}

/* By the prefixes and lengths of the cards there are. */
static gboolean
has_brand (const char *number,
           gsize       length)
{
  static const struct
  {
    gsize digits;
    int low, high;
    gsize shortest, longest;
  } brands[] = {
    { 1, 4, 4, 13, 19 },       { 2, 51, 55, 16, 16 },     { 4, 2221, 2720, 16, 16 }, { 2, 34, 34, 15, 15 },
    { 2, 37, 37, 15, 15 },     { 4, 6011, 6011, 16, 19 }, { 3, 644, 649, 16, 19 },   { 2, 65, 65, 16, 19 },
    { 2, 62, 62, 16, 19 },     { 4, 3528, 3589, 16, 19 }, { 3, 300, 305, 14, 19 },   { 2, 36, 36, 14, 19 },
    { 2, 38, 39, 14, 19 },     { 2, 50, 50, 13, 19 },     { 2, 56, 58, 13, 19 },     { 4, 6304, 6304, 13, 19 },
    { 4, 6759, 6763, 13, 19 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (brands); i++)
    if (starts_between (number, brands[i].digits, brands[i].low, brands[i].high) && length >= brands[i].shortest
        && length <= brands[i].longest)
      return brands[i].low != 4 || length == 13 || length == 16 || length == 19;

  return FALSE;
}

/* The check digit after Luhn: every second digit from the right is doubled. */
static gboolean
is_checked (const char *number,
            gsize       length)
{
  int sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      int digit = number[length - 1 - i] - '0';

      if (i % 2 == 1)
        digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
      sum += digit;
    }

  return sum % 10 == 0;
}

static gboolean
is_card (GArray *digits,
         guint   first,
         guint   length)
{
  char number[20];

  if (!digit_at (digits, first)->is_first || !digit_at (digits, first + length - 1)->is_last)
    return FALSE;

  for (guint i = 0; i < length; i++)
    number[i] = digit_at (digits, first + i)->value;

  return has_brand (number, length) && is_checked (number, length);
}

gboolean
encore_digits_find_card (GArray *digits,
                         guint   from,
                         guint  *first,
                         guint  *last)
{
  static const guint lengths[] = { 16, 15, 14, 13, 19, 18, 17 };

  for (guint i = from; i < digits->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (lengths); j++)
      if (i + lengths[j] <= digits->len && is_card (digits, i, lengths[j]))
        {
          *first = i;
          *last = i + lengths[j] - 1;
          return TRUE;
        }

  return FALSE;
}

/* Phones */

/* How a number is written: the lengths of its groups, as in "3-3-4"; words are groups of one. */
static char *
describe_groups (GArray *digits,
                 guint   first,
                 guint   last)
{
  g_autoptr (GString) groups = g_string_new (NULL);
  guint n = 0;

  for (guint i = first; i <= last; i++)
    {
      n++;
      if (!digit_at (digits, i)->is_last)
        continue;
      g_string_append_printf (groups, "%s%u", groups->len > 0 ? "-" : "", n);
      n = 0;
    }

  return g_strdup (groups->str);
}

static gboolean
has_bad_joint (GArray *digits,
               guint   first,
               guint   last)
{
  for (guint i = first; i <= last; i++)
    if (digit_at (digits, i)->is_first && digit_at (digits, i)->joint == '!')
      return TRUE;

  return FALSE;
}

/* Of a longer number: what is written next to it goes on. */
static gboolean
is_part (GArray *digits,
         guint   first,
         guint   last)
{
  return (first > 0 && strchr ("-.!", digit_at (digits, first)->joint) != NULL)
         || (last + 1 < digits->len && strchr ("-.!", digit_at (digits, last + 1)->joint) != NULL);
}

static guint
count_words (GArray *digits,
             guint   first,
             guint   last)
{
  guint n = 0;

  for (guint i = first; i <= last; i++)
    n += digit_at (digits, i)->is_word;

  return n;
}

static gboolean
is_phone (GArray *digits,
          guint   first,
          guint   last)
{
  const EncoreDigit *head = digit_at (digits, first);
  guint n = last - first + 1;
  int context = head->context;
  g_autofree char *groups = describe_groups (digits, first, last);
  gboolean grouped = strchr (groups, '-') != NULL;

  if (has_bad_joint (digits, first, last) || is_part (digits, first, last))
    return FALSE;
  if (head->joint == '+')
    return n >= 8 && n <= 15;
  if (context < 0)
    return FALSE;
  if (count_words (digits, first, last) == n)
    return n == 10 || n == 11 || (n >= 7 && n <= 12 && context > 0);
  if (g_str_equal (groups, "3-3-4"))
    return head->value >= '2';
  if (g_str_equal (groups, "1-3-3-4"))
    return head->value == '1';
  if (g_str_equal (groups, "3-4"))
    return head->value >= '2' && (context > 0 || digit_at (digits, first + 3)->joint == '-');
  if (grouped && head->value == '0')
    return n >= 9 && n <= 12;

  return context > 0 && n >= (grouped ? 9 : 7) && n <= 12;
}

/* The longest there is, and of equals the first. */
gboolean
encore_digits_find_phone (GArray *digits,
                          guint   from,
                          guint   to,
                          guint  *first,
                          guint  *last)
{
  for (guint n = MIN (15, to > from ? to - from : 0); n >= 7; n--)
    for (guint i = from; i + n <= to; i++)
      if (digit_at (digits, i)->is_first && digit_at (digits, i + n - 1)->is_last && is_phone (digits, i, i + n - 1))
        {
          *first = i;
          *last = i + n - 1;
          return TRUE;
        }

  return FALSE;
}
