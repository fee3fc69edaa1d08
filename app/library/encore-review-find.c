/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-correct.h"

#include "encore-review-private.h"
#include "encore-word.h"

/* Finding words in the open call: wherever they are said, whatever their case and accents. */

/* When a byte of a segment's text is heard. */
static gint64
time_of (EncoreReview *self,
         guint         index,
         gsize         offset)
{
  const EncoreSegment *segment = encore_transcript_get (self->transcript, index);
  EncoreSpan span = encore_review_segment_span (self, index);
  gint64 at_ms = span.start_ms;

  if (at_ms == ENCORE_NO_TIME)
    return at_ms;

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);

      if (word->offset > offset)
        break;
      if (word->start_ms != ENCORE_NO_TIME)
        at_ms = word->start_ms + span.start_ms - segment->start_ms;
    }

  return at_ms;
}

/* One character without case and accents; 0 for a mark upon the one before. */
static gunichar
fold (gunichar character)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (character < 0x80)
    return (gunichar) g_ascii_tolower ((char) character);
  if (g_unichar_ismark (character))
    return 0;

  g_unichar_fully_decompose (character, TRUE, parts, G_N_ELEMENTS (parts));
  return g_unichar_tolower (parts[0]);
}

static gunichar
next_folded (const char **text)
{
  while (**text != '\0')
    {
      gunichar folded = fold (g_utf8_get_char (*text));

      *text = g_utf8_next_char (*text);
      if (folded != 0)
        return g_unichar_isspace (folded) ? ' ' : folded;
    }

  return 0;
}

/* The end of @needle in @text, which begins with it, or NULL. */
static const char *
match (const char *text,
       const char *needle)
{
  for (;;)
    {
      gunichar wanted = next_folded (&needle);

      if (wanted == 0)
        break;
      if (next_folded (&text) != wanted)
        return NULL;
    }

  while (g_unichar_ismark (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static void
find_in (EncoreReview *self,
         guint         index,
         const char   *needle)
{
  const char *text = encore_transcript_get (self->transcript, index)->text;

  for (const char *c = text; *c != '\0' && self->found->len < ENCORE_REVIEW_MAX_FOUND;)
    {
      const char *end = g_unichar_ismark (g_utf8_get_char (c)) ? NULL : match (c, needle);

      if (end == NULL || end == c)
        {
          c = g_utf8_next_char (c);
          continue;
        }

      EncoreFound found = { index, (gsize) (c - text), (gsize) (end - text), 0 };
      found.at_ms = time_of (self, index, found.start);
      g_array_append_val (self->found, found);
      c = end;
    }
}

/**
 * encore_review_find:
 * @self: a review
 * @text: (nullable): what to look for; none or an empty one ends the search
 *
 * Which place is looked at is not chosen: see encore_review_set_found_at().
 */
void
encore_review_find (EncoreReview *self,
                    const char   *text)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  gboolean wanted = text != NULL && *text != '\0';

  if (!wanted && self->found == NULL)
    return;

  g_clear_pointer (&self->found, g_array_unref);
  self->found_at = -1;
  if (wanted)
    {
      self->found = g_array_new (FALSE, FALSE, sizeof (EncoreFound));
      for (guint i = 0; self->transcript != NULL && i < encore_transcript_get_length (self->transcript); i++)
        find_in (self, i, text);
    }

  encore_review_notify (self, ENCORE_REVIEW_FOUND);
}

guint
encore_review_count_found (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), 0);

  return self->found != NULL ? self->found->len : 0;
}

/**
 * encore_review_get_found:
 * @self: a review
 * @n: below encore_review_count_found()
 *
 * Returns: (transfer none): that place
 */
const EncoreFound *
encore_review_get_found (EncoreReview *self,
                         guint         n)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), NULL);
  g_return_val_if_fail (n < encore_review_count_found (self), NULL);

  return &g_array_index (self->found, EncoreFound, n);
}

int
encore_review_get_found_at (EncoreReview *self)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), -1);

  return self->found_at;
}

void
encore_review_set_found_at (EncoreReview *self,
                            int           n)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (n < (int) encore_review_count_found (self));

  if (self->found_at == n)
    return;

  self->found_at = MAX (n, -1);
  encore_review_notify (self, ENCORE_REVIEW_FOUND);
}
