/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-place.h"
#include "encore-turns.h"

#define PAUSE_MS 1000

/*
 * A monologue is divided at the end of a sentence once it is long, so that it can be read and
 * played; without punctuation, where its speaker takes breath.
 */
#define LONG_MS 20000
#define TOO_LONG_MS 30000
#define BREATH_MS 200

void
encore_turns_init (EncoreTurns      *self,
                   EncoreTranscript *transcript)
{
  *self = (EncoreTurns) {
    .transcript = transcript,
    .joiner = " ",
    .pause_ms = PAUSE_MS,
    .text = g_string_new (NULL),
    .channel = -1,
  };
}

/* Ends the turn that is being filled. */
void
encore_turns_break (EncoreTurns *self)
{
  EncoreSegment *segment = g_steal_pointer (&self->segment);

  if (segment == NULL)
    return;

  g_free (segment->text);
  segment->text = g_strchomp (g_strdup (self->text->str));
  g_string_truncate (self->text, 0);

  if (*segment->text == '\0')
    encore_segment_unref (segment);
  else
    encore_transcript_add (self->transcript, segment);
}

/* Who says what comes next; another speaker or channel begins a new turn. */
void
encore_turns_set_speaker (EncoreTurns *self,
                          const char  *speaker,
                          int          channel)
{
  if (g_strcmp0 (speaker, self->speaker) == 0 && channel == self->channel)
    return;

  encore_turns_break (self);
  g_free (self->speaker);
  self->speaker = g_strdup (speaker);
  self->channel = channel;
}

static gboolean
ends_sentence (const GString *text)
{
  gsize end = text->len;

  while (end > 0 && g_ascii_isspace (text->str[end - 1]))
    end--;

  g_autofree char *trimmed = g_strndup (text->str, end);

  return g_str_has_suffix (trimmed, ".") || g_str_has_suffix (trimmed, "?") || g_str_has_suffix (trimmed, "!")
         || g_str_has_suffix (trimmed, "。") || g_str_has_suffix (trimmed, "？");
}

static gboolean
begins_turn (const EncoreTurns     *self,
             const EncoreTimedText *word)
{
  const EncoreSegment *segment = self->segment;

  if (segment == NULL)
    return TRUE;

  if (self->pause_ms == 0 || word->start_ms == ENCORE_NO_TIME || segment->start_ms == ENCORE_NO_TIME)
    return FALSE;

  gint64 length_ms = segment->end_ms - segment->start_ms;
  gint64 gap_ms = word->start_ms - segment->end_ms;

  return gap_ms > self->pause_ms || (length_ms > LONG_MS && ends_sentence (self->text))
         || (length_ms > TOO_LONG_MS && gap_ms > BREATH_MS);
}

static void
need_segment (EncoreTurns *self)
{
  if (self->segment != NULL)
    return;

  self->segment = encore_segment_new (ENCORE_NO_TIME, ENCORE_NO_TIME, self->speaker, NULL);
  self->segment->channel = self->channel;
}

/* Adds a word behind the joiner. */
void
encore_turns_add_word (EncoreTurns           *self,
                       const EncoreTimedText *word)
{
  g_autofree char *trimmed = encore_place_trim (word->text);

  if (*trimmed == '\0')
    return;

  if (begins_turn (self, word))
    encore_turns_break (self);

  need_segment (self);
  if (self->segment->start_ms == ENCORE_NO_TIME)
    self->segment->start_ms = self->segment->end_ms = word->start_ms;
  if (word->start_ms != ENCORE_NO_TIME)
    self->segment->end_ms = MAX (self->segment->end_ms, MAX (word->start_ms, word->end_ms));

  if (self->text->len > 0 && !g_ascii_isspace (self->text->str[self->text->len - 1]))
    g_string_append (self->text, self->joiner);

  encore_segment_add_word (self->segment, word->start_ms, word->end_ms, self->text->len, strlen (trimmed),
                           word->confidence);
  g_string_append (self->text, trimmed);
}

/* Adds punctuation or blanks as they are, right behind what was said last. */
void
encore_turns_add_mark (EncoreTurns *self,
                       const char  *mark)
{
  if (self->text->len > 0)
    g_string_append (self->text, mark);
}

/* Ends the last turn and frees what was needed. */
void
encore_turns_clear (EncoreTurns *self)
{
  encore_turns_break (self);
  g_string_free (self->text, TRUE);
  g_free (self->speaker);
}
