/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-detect.h"

#include "encore-detect-private.h"

#include <string.h>

/* Looks for what is likely to be personal data: offered, never redacted unasked. */

/* A party that reads out a number may be heard between its groups: "mm-hm", "go on, please". */
#define INTERJECTION_WORDS 4

static void
add_detected (GArray             *found,
              EncoreRedactionKind kind,
              guint               first_segment,
              gsize               start,
              guint               last_segment,
              gsize               end)
{
  EncoreDetected detected = { kind, first_segment, start, last_segment, end };

  g_array_append_val (found, detected);
}

/* E-mail addresses */

#define TOP_LEVEL                                                                                                      \
  "com|org|net|edu|gov|info|biz|mail|io|co|me|tv|app|dev|uk|us|ca|au|nz|ie|de|at|ch|fr|be|nl|lu|es|pt|it|pl|cz|dk|se|" \
  "no|fi|eu|in|jp|cn|br|mx|za"

#define WRITTEN "[\\p{L}\\p{N}][\\p{L}\\p{N}._%+'-]*@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,}"

/* "dana dot reyes at example dot com", "d a n a at example dot co dot uk" */
#define SPOKEN                                                                                                         \
  "\\b(?:(?:\\p{L}[\\s-]+){2,})?[\\p{L}\\p{N}]+(?:(?:\\s+(?:dot|underscore|dash|hyphen|minus)\\s+|[._-])"              \
  "[\\p{L}\\p{N}]+)*\\s+(?:at|@)\\s+[\\p{L}\\p{N}-]+(?:\\s+dot\\s+[\\p{L}\\p{N}-]+)*(?:\\s+dot\\s+|\\.)(?:" TOP_LEVEL  \
  ")\\b"

/* "look at example dot com" is an advice, not an address. */
static gboolean
is_sentence (const char *match)
{
  static const char *const verbs[] = { "look",  "looked",  "looking", "us",    "me",        "is",      "are",
                                       "be",    "it",      "online",  "visit", "page",      "website", "site",
                                       "shop",  "here",    "there",   "them",  "available", "working", "work",
                                       "order", "ordered", "find",    "and" };
  g_auto (GStrv) words = g_strsplit_set (match, " \t\n", 3);

  if (words[0] == NULL || words[1] == NULL || g_ascii_strcasecmp (words[1], "at") != 0)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_ascii_strcasecmp (words[0], verbs[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
add_mails (GArray     *found,
           guint       segment,
           const char *text)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;

  if (strchr (text, '@') == NULL && strstr (text, "dot") == NULL && strstr (text, "Dot") == NULL
      && strstr (text, " at ") == NULL)
    return;
  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new (WRITTEN "|" SPOKEN, G_REGEX_CASELESS | G_REGEX_OPTIMIZE,
                                            G_REGEX_MATCH_DEFAULT, NULL));

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *whole = g_match_info_fetch (match, 0);
      int start = 0, end = 0;

      g_match_info_fetch_pos (match, 0, &start, &end);
      if (strchr (whole, '@') != NULL || !is_sentence (whole))
        add_detected (found, ENCORE_REDACTION_EMAIL, segment, (gsize) start, segment, (gsize) end);
    }
}

static gboolean
is_taken (GArray *found,
          guint   segment,
          gsize   start,
          gsize   end)
{
  for (guint i = 0; i < found->len; i++)
    {
      const EncoreDetected *other = &g_array_index (found, EncoreDetected, i);

      if (other->first_segment == segment && other->last_segment == segment && start < other->end && other->start < end)
        return TRUE;
    }

  return FALSE;
}

/* Numbers */

typedef struct
{
  GArray *found;      /* of EncoreDetected */
  GArray *digits;     /* of EncoreDigit: read out up to here without anything between */
  char *speaker;      /* (nullable): by whom */
  const char *before; /* text of the segment before */
} Reader;

static void
add_number (Reader             *reader,
            EncoreRedactionKind kind,
            guint               first,
            guint               last)
{
  const EncoreDigit *from = &g_array_index (reader->digits, EncoreDigit, first);
  const EncoreDigit *to = &g_array_index (reader->digits, EncoreDigit, last);

  if (!is_taken (reader->found, from->segment, from->start, to->end))
    add_detected (reader->found, kind, from->segment, from->start, to->segment, to->end);
}

/* Cards first; what lies between them may be phone numbers. */
static void
close_number (Reader *reader)
{
  GArray *digits = reader->digits;
  guint at = 0;

  while (at < digits->len)
    {
      guint first = 0, last = 0, card_first = digits->len, card_last = digits->len;

      if (encore_digits_find_card (digits, at, &first, &last))
        {
          card_first = first;
          card_last = last;
          add_number (reader, ENCORE_REDACTION_CARD, first, last);
        }
      while (encore_digits_find_phone (digits, at, card_first, &first, &last))
        {
          add_number (reader, ENCORE_REDACTION_PHONE, first, last);
          at = last + 1;
        }
      at = card_last + 1;
    }

  g_array_set_size (digits, 0);
}

static void
read_segment (Reader     *reader,
              guint       segment,
              const char *text)
{
  EncoreDigitReader digits = { text, text, segment, reader->before };

  for (;;)
    switch (encore_digit_reader_next (&digits, reader->digits))
      {
      case ENCORE_DIGITS_MORE:
        break;
      case ENCORE_DIGITS_BREAK:
        close_number (reader);
        break;
      case ENCORE_DIGITS_END:
      default:
        return;
      }
}

static guint
count_words (const char *text)
{
  guint n = 0;
  gboolean inside = FALSE;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gboolean letter = g_unichar_isalnum (g_utf8_get_char (c));

      n += letter && !inside;
      inside = letter;
    }

  return n;
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

static void
read_turn (Reader              *reader,
           guint                index,
           const EncoreSegment *segment)
{
  gboolean same = g_strcmp0 (reader->speaker, segment->speaker) == 0;

  if (reader->digits->len > 0 && !same && count_words (segment->text) <= INTERJECTION_WORDS
      && !has_digit (segment->text))
    return;

  if (!same)
    close_number (reader);
  g_free (reader->speaker);
  reader->speaker = g_strdup (segment->speaker);
  read_segment (reader, index, segment->text);
  reader->before = segment->text;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const EncoreDetected *left = a, *right = b;

  if (left->first_segment != right->first_segment)
    return left->first_segment < right->first_segment ? -1 : 1;

  return (left->start > right->start) - (left->start < right->start);
}

/**
 * encore_detect_in_text:
 * @text: UTF-8
 *
 * Returns: (transfer full) (element-type EncoreDetected): card numbers (with a brand's prefix and a right check
 *   digit), phone numbers and e-mail addresses, written or spelt out in English, in order
 */
GArray *
encore_detect_in_text (const char *text)
{
  Reader reader = { g_array_new (FALSE, FALSE, sizeof (EncoreDetected)),
                    g_array_new (FALSE, FALSE, sizeof (EncoreDigit)), NULL, NULL };

  add_mails (reader.found, 0, text);
  read_segment (&reader, 0, text);
  close_number (&reader);
  g_array_unref (reader.digits);
  g_array_sort (reader.found, compare_places);
  return reader.found;
}

/**
 * encore_detect_in_transcript:
 * @transcript: a transcript, masked or not
 *
 * Numbers are followed over the turns of one speaker and what the other says in between.
 *
 * Returns: (transfer full) (element-type EncoreDetected): as encore_detect_in_text()
 */
GArray *
encore_detect_in_transcript (EncoreTranscript *transcript)
{
  g_return_val_if_fail (ENCORE_IS_TRANSCRIPT (transcript), NULL);

  Reader reader = { g_array_new (FALSE, FALSE, sizeof (EncoreDetected)),
                    g_array_new (FALSE, FALSE, sizeof (EncoreDigit)), NULL, NULL };

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      add_mails (reader.found, i, segment->text);
      read_turn (&reader, i, segment);
    }

  close_number (&reader);
  g_array_unref (reader.digits);
  g_free (reader.speaker);
  g_array_sort (reader.found, compare_places);
  return reader.found;
}

/**
 * encore_detected_dup_text:
 * @self: a find
 * @transcript: where
 *
 * Returns: (transfer full): what is written there
 */
char *
encore_detected_dup_text (const EncoreDetected *self,
                          EncoreTranscript     *transcript)
{
  GString *text = g_string_new (NULL);

  for (guint i = self->first_segment; i <= self->last_segment; i++)
    {
      const char *line = encore_transcript_get (transcript, i)->text;
      gsize start = i == self->first_segment ? self->start : 0;
      gsize end = i == self->last_segment ? self->end : strlen (line);

      g_string_append_printf (text, "%s%.*s", text->len > 0 ? " … " : "", (int) (end - start), line + start);
    }

  return g_string_free (text, FALSE);
}
