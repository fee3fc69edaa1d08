/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "encore-json-words.h"
#include "encore-json.h"
#include "encore-place.h"

/* Beyond a century nothing is meant as a time in a recording. */
#define MAX_MS 3.2e12

static gint64
to_ms (double ms)
{
  return ms >= 0 && ms <= MAX_MS ? (gint64) llround (ms) : ENCORE_NO_TIME;
}

/* Milliseconds. */
gint64
encore_json_whole_ms_at (JsonObject *object,
                         const char *name)
{
  double ms;

  return encore_json_number_at (object, name, &ms) ? to_ms (ms) : ENCORE_NO_TIME;
}

/* Units of 100 ns. */
gint64
encore_json_ticks_at (JsonObject *object,
                      const char *name)
{
  double ticks;

  return encore_json_number_at (object, name, &ticks) ? to_ms (ticks / 10000) : ENCORE_NO_TIME;
}

/* "PT1H2M3.5S"; days and more are nothing that a call has. */
static gint64
parse_iso_duration (const char *text)
{
  double seconds = 0;

  for (const char *at = text + 2; *at != '\0';)
    {
      char *end = NULL;
      double value = g_ascii_isdigit (*at) ? g_ascii_strtod (at, &end) : -1;

      if (value < 0 || (*end != 'H' && *end != 'M' && *end != 'S'))
        return ENCORE_NO_TIME;

      seconds += value * (*end == 'H' ? 3600 : *end == 'M' ? 60 : 1);
      at = end + 1;
    }

  return to_ms (seconds * 1000);
}

/* {"seconds": "12", "nanos": 900000000}, each of which may be missing */
static gint64
read_parts (JsonObject *parts)
{
  double seconds = 0, nanos = 0;

  encore_json_number_at (parts, "seconds", &seconds);
  encore_json_number_at (parts, "nanos", &nanos);
  return to_ms (seconds * 1000 + nanos / 1000000);
}

/* "1.620s", "PT1.62S", {"seconds": 1, "nanos": 620000000}, or seconds */
gint64
encore_json_duration_at (JsonObject *object,
                         const char *name)
{
  const char *text = encore_json_string_at (object, name);
  JsonObject *parts = encore_json_object_at (object, name);
  char *end = NULL;

  if (parts != NULL)
    return read_parts (parts);

  if (text == NULL)
    return encore_json_ms_at (object, name);

  if (g_str_has_prefix (text, "PT"))
    return parse_iso_duration (text);

  double seconds = g_ascii_strtod (text, &end);

  return end != text && (*end == '\0' || g_str_equal (end, "s")) ? to_ms (seconds * 1000) : ENCORE_NO_TIME;
}

static const char *
first_text (JsonObject            *object,
            const EncoreWordShape *shape)
{
  const char *text = NULL;

  for (gsize i = 0; text == NULL && i < G_N_ELEMENTS (shape->texts) && shape->texts[i] != NULL; i++)
    text = encore_json_string_at (object, shape->texts[i]);

  return text;
}

static gint64
ms_or_none (JsonObject            *object,
            const EncoreWordShape *shape,
            const char            *name)
{
  return name != NULL ? shape->ms_at (object, name) : ENCORE_NO_TIME;
}

/**
 * encore_json_word:
 * @object: (nullable): what should be a word, or any text with times
 * @shape: how it is written
 * @word: (out): the word; its text belongs to @object
 *
 * Returns: whether there was text
 */
gboolean
encore_json_word (JsonObject            *object,
                  const EncoreWordShape *shape,
                  EncoreTimedText       *word)
{
  gint64 duration_ms = ms_or_none (object, shape, shape->duration);

  *word = (EncoreTimedText) {
    .text = first_text (object, shape),
    .start_ms = ms_or_none (object, shape, shape->start),
    .end_ms = ms_or_none (object, shape, shape->end),
    .confidence = shape->confidence != NULL ? encore_json_share_at (object, shape->confidence) : -1,
  };

  if (word->end_ms == ENCORE_NO_TIME && duration_ms != ENCORE_NO_TIME && word->start_ms != ENCORE_NO_TIME)
    word->end_ms = word->start_ms + duration_ms;

  return word->text != NULL;
}

/**
 * encore_json_segment:
 * @object: (nullable): a turn whose text is written out
 * @shape: how it is written
 * @speaker: (nullable): who speaks
 * @channel: the recording's channel, or -1
 *
 * Returns: (transfer full) (nullable): the turn, without words; %NULL when it holds no text
 */
EncoreSegment *
encore_json_segment (JsonObject            *object,
                     const EncoreWordShape *shape,
                     const char            *speaker,
                     int                    channel)
{
  EncoreTimedText turn;

  if (!encore_json_word (object, shape, &turn))
    return NULL;

  g_autofree char *text = encore_place_trim (turn.text);
  EncoreSegment *segment = *text != '\0' ? encore_segment_new (turn.start_ms, turn.end_ms, speaker, text) : NULL;

  if (segment != NULL)
    segment->channel = channel;

  return segment;
}

/* Words that do not stand in the text as they were recognised: "zero zero three" is written "003". */
typedef struct
{
  gint64 start_ms;
  gint64 end_ms;
  guint n;
} Lost;

static void
lose (Lost                  *lost,
      const EncoreTimedText *word)
{
  lost->n++;
  if (word->start_ms == ENCORE_NO_TIME)
    return;

  if (lost->start_ms == ENCORE_NO_TIME)
    lost->start_ms = word->start_ms;
  lost->end_ms = MAX (lost->end_ms, MAX (word->start_ms, word->end_ms));
}

static gboolean
is_speech (const char *text,
           gsize       length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      return TRUE;

  return FALSE;
}

/* What is written in their stead, between two words that were found, gets their times. */
static guint
stand_in (EncoreSegment *segment,
          gsize          from,
          gsize          to,
          Lost          *lost)
{
  Lost had = *lost;

  *lost = (Lost) { ENCORE_NO_TIME, ENCORE_NO_TIME, 0 };
  if (had.n == 0)
    return 0;

  while (from < to && !is_speech (segment->text + from, 1) && (segment->text[from] & 0x80) == 0)
    from++;
  while (to > from && g_ascii_isspace (segment->text[to - 1]))
    to--;

  if (had.start_ms == ENCORE_NO_TIME || !is_speech (segment->text + from, to - from))
    return had.n;

  encore_segment_add_word (segment, had.start_ms, had.end_ms, from, to - from, -1);
  return 0;
}

/**
 * encore_json_place_words:
 * @segment: a turn whose text is complete
 * @words: (nullable): its words in order
 * @shape: how they are written
 *
 * Returns: how many words stand neither in the text nor are represented there
 */
guint
encore_json_place_words (EncoreSegment         *segment,
                         JsonArray             *words,
                         const EncoreWordShape *shape)
{
  Lost lost = { ENCORE_NO_TIME, ENCORE_NO_TIME, 0 };
  guint n_lost = 0;
  gsize cursor = 0;

  for (guint i = 0; i < encore_json_length (words); i++)
    {
      EncoreTimedText word;
      gsize offset, length;

      if (!encore_json_word (encore_json_element_object (words, i), shape, &word))
        continue;

      if (!encore_place_find (segment->text, cursor, word.text, &offset, &length))
        {
          lose (&lost, &word);
          continue;
        }

      n_lost += stand_in (segment, cursor, offset, &lost);
      encore_segment_add_word (segment, word.start_ms, word.end_ms, offset, length, word.confidence);
      cursor = offset + length;
    }

  return n_lost + stand_in (segment, cursor, strlen (segment->text), &lost);
}

/* Adds all of @words to the current turn and those after it. */
void
encore_json_add_words (EncoreTurns           *turns,
                       JsonArray             *words,
                       const EncoreWordShape *shape)
{
  for (guint i = 0; i < encore_json_length (words); i++)
    {
      EncoreTimedText word;

      if (encore_json_word (encore_json_element_object (words, i), shape, &word))
        encore_turns_add_word (turns, &word);
    }
}
