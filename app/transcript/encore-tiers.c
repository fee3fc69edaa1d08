/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "encore-place.h"
#include "encore-reader-private.h"
#include "encore-speaker-name.h"
#include "encore-tiers.h"
#include "encore-turns.h"

/* What aligners call the level of a tier; "Jane - words" holds the words of Jane. */
#define LEVEL_SEPARATOR " - "

static void
span_clear (gpointer data)
{
  g_free (((EncoreTierSpan *) data)->text);
}

EncoreTier *
encore_tier_new (const char *name)
{
  EncoreTier *self = g_new0 (EncoreTier, 1);

  self->name = g_strdup (name);
  self->owner = g_strdup (name);
  self->spans = g_array_new (FALSE, FALSE, sizeof (EncoreTierSpan));
  g_array_set_clear_func (self->spans, span_clear);
  return self;
}

void
encore_tier_free (EncoreTier *self)
{
  g_free (self->name);
  g_free (self->owner);
  g_free (self->speaker);
  g_array_unref (self->spans);
  g_free (self);
}

/* Spans without text are the silence between the others. */
void
encore_tier_add (EncoreTier *self,
                 const char *text,
                 gint64      start_ms,
                 gint64      end_ms)
{
  EncoreTierSpan span = { encore_place_trim (text), start_ms, MAX (start_ms, end_ms) };

  for (char *at = span.text; *at != '\0'; at++)
    if (*at == '\n' || *at == '\r' || *at == '\t')
      *at = ' ';

  if (*span.text == '\0')
    g_free (span.text);
  else
    g_array_append_val (self->spans, span);
}

static gboolean
is_one_of (const char        *name,
           const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_ascii_strcasecmp (name, *names) == 0)
      return TRUE;

  return FALSE;
}

/**
 * encore_tier_name_kind:
 * @self: a tier of a file that does not say what its tiers are
 *
 * Guesses from the name what the tier holds and whose it is.
 */
void
encore_tier_name_kind (EncoreTier *self)
{
  static const char *const words[] = { "word", "words", "ort", "ort-mau", "kan", "kan-mau", "token", "tokens", NULL };
  static const char *const others[] = { "phone",    "phones",    "phoneme", "phonemes", "segment",  "segments", "mau",
                                        "syllable", "syllables", "pitch",   "tone",     "tones",    "pos",      "lemma",
                                        "comment",  "comments",  "notes",   "gesture",  "gestures", "silences", NULL };
  static const char *const nobody[] = { "text",          "utterance", "utterances",
                                        "sentence",      "sentences", "transcript",
                                        "transcription", "speech",    "default",
                                        "turns",         "",          NULL };
  const char *separator = g_strrstr (self->name, LEVEL_SEPARATOR);
  const char *level = separator != NULL ? separator + strlen (LEVEL_SEPARATOR) : self->name;

  self->kind = is_one_of (level, words)    ? ENCORE_TIER_WORDS
               : is_one_of (level, others) ? ENCORE_TIER_OTHER
                                           : ENCORE_TIER_SPEECH;

  gboolean is_level = self->kind != ENCORE_TIER_SPEECH || is_one_of (level, nobody);

  g_free (self->owner);
  self->owner = !is_level           ? g_strdup (self->name)
                : separator != NULL ? g_strndup (self->name, (gsize) (separator - self->name))
                                    : g_strdup ("");
  g_free (self->speaker);
  self->speaker = *self->owner != '\0' ? g_strdup (self->owner) : NULL;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const EncoreTierSpan *left = a, *right = b;

  return (left->start_ms > right->start_ms) - (left->start_ms < right->start_ms);
}

/* Where a speaker has several tiers, the first with words belongs to the first with turns, and so on. */
static EncoreTier *
find_words (GPtrArray        *tiers,
            const EncoreTier *speech)
{
  guint n_before = 0;

  for (guint i = 0; i < tiers->len && g_ptr_array_index (tiers, i) != speech; i++)
    {
      const EncoreTier *tier = g_ptr_array_index (tiers, i);

      n_before += tier->kind == ENCORE_TIER_SPEECH && g_str_equal (tier->owner, speech->owner);
    }

  for (guint i = 0; i < tiers->len; i++)
    {
      EncoreTier *tier = g_ptr_array_index (tiers, i);

      if (tier->kind == ENCORE_TIER_WORDS && g_str_equal (tier->owner, speech->owner) && n_before-- == 0)
        return tier;
    }

  return NULL;
}

/* The words that begin within the span. */
static guint
place_words (EncoreSegment        *segment,
             const EncoreTierSpan *span,
             const GArray         *words,
             guint                *next)
{
  guint n_lost = 0;
  gsize cursor = 0;

  for (; *next < words->len; (*next)++)
    {
      const EncoreTierSpan *word = &g_array_index (words, EncoreTierSpan, *next);

      if (word->start_ms >= MAX (span->end_ms, span->start_ms + 1))
        break;

      if (word->start_ms < span->start_ms
          || !encore_place_word (segment, &cursor, word->text, word->start_ms, word->end_ms, -1))
        n_lost++;
    }

  return n_lost;
}

static guint
fill_speech (EncoreTranscript *transcript,
             EncoreTier       *tier,
             EncoreTier       *words)
{
  guint next = 0, n_lost = 0;

  g_array_sort (tier->spans, compare_spans);
  if (words != NULL)
    g_array_sort (words->spans, compare_spans);

  for (guint i = 0; i < tier->spans->len; i++)
    {
      const EncoreTierSpan *span = &g_array_index (tier->spans, EncoreTierSpan, i);
      EncoreSegment *segment = encore_segment_new (span->start_ms, span->end_ms, tier->speaker, span->text);

      segment->party = encore_speaker_name_party (tier->speaker);
      if (words != NULL)
        n_lost += place_words (segment, span, words->spans, &next);
      encore_transcript_add (transcript, segment);
    }

  return n_lost;
}

static void
fill_words (EncoreTranscript *transcript,
            EncoreTier       *tier)
{
  g_auto (EncoreTurns) turns;

  g_array_sort (tier->spans, compare_spans);
  encore_turns_init (&turns, transcript);
  encore_turns_set_speaker (&turns, tier->speaker, -1);
  for (guint i = 0; i < tier->spans->len; i++)
    {
      const EncoreTierSpan *span = &g_array_index (tier->spans, EncoreTierSpan, i);
      EncoreTimedText word = { span->text, span->start_ms, span->end_ms, -1 };

      encore_turns_add_word (&turns, &word);
    }
}

static gboolean
has_speech_of (GPtrArray        *tiers,
               const EncoreTier *words)
{
  for (guint i = 0; i < tiers->len; i++)
    {
      const EncoreTier *tier = g_ptr_array_index (tiers, i);

      if (tier->kind == ENCORE_TIER_SPEECH && g_str_equal (tier->owner, words->owner))
        return TRUE;
    }

  return FALSE;
}

static gboolean
all_are_other (GPtrArray *tiers)
{
  for (guint i = 0; i < tiers->len; i++)
    if (((EncoreTier *) g_ptr_array_index (tiers, i))->kind != ENCORE_TIER_OTHER)
      return FALSE;

  return TRUE;
}

static void
warn_ignored (EncoreTranscript *transcript,
              GPtrArray        *tiers)
{
  for (guint i = 0; i < tiers->len; i++)
    {
      const EncoreTier *tier = g_ptr_array_index (tiers, i);

      if (tier->kind == ENCORE_TIER_OTHER && tier->spans->len > 0)
        encore_transcript_warn (transcript, _ ("The tier “%s” holds no speech; it was left out"), tier->name);
    }
}

/**
 * encore_tiers_fill:
 * @transcript: a transcript that is being filled
 * @tiers: (element-type EncoreTier): all tiers of a file
 *
 * Makes turns of the tiers with speech, and places the words of their speakers in them.
 */
void
encore_tiers_fill (EncoreTranscript *transcript,
                   GPtrArray        *tiers)
{
  gboolean take_all = all_are_other (tiers);
  guint n_lost = 0;

  for (guint i = 0; i < tiers->len; i++)
    {
      EncoreTier *tier = g_ptr_array_index (tiers, i);

      if (tier->kind == ENCORE_TIER_SPEECH || take_all)
        n_lost += fill_speech (transcript, tier, find_words (tiers, tier));
      else if (tier->kind == ENCORE_TIER_WORDS && !has_speech_of (tiers, tier))
        fill_words (transcript, tier);
    }

  if (!take_all)
    warn_ignored (transcript, tiers);
  encore_reader_warn_lost (transcript, n_lost);
}
