/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "encore-text.h"
#include "encore-writer-private.h"

static void
lane_free (gpointer data)
{
  EncoreLane *lane = data;

  g_ptr_array_unref (lane->segments);
  g_free (lane);
}

/* Nothing on a tier is shorter than this. */
static gint64
end_of (gint64 start_ms,
        gint64 end_ms)
{
  return MAX (end_ms, start_ms + 1);
}

static gboolean
has_room (const EncoreLane    *lane,
          const EncoreSegment *segment)
{
  const EncoreSegment *last = g_ptr_array_index (lane->segments, lane->segments->len - 1);

  return end_of (last->start_ms, last->end_ms) <= segment->start_ms;
}

/* The speaker's first lane that is free at that time, or a new one. */
static EncoreLane *
find_lane (GPtrArray           *lanes,
           const EncoreSegment *segment)
{
  EncoreLane *lane;
  guint n = 0;

  for (guint i = 0; i < lanes->len; i++)
    {
      lane = g_ptr_array_index (lanes, i);
      if (g_strcmp0 (lane->speaker, segment->speaker) != 0)
        continue;

      if (has_room (lane, segment))
        return lane;
      n++;
    }

  lane = g_new0 (EncoreLane, 1);
  lane->speaker = segment->speaker;
  lane->number = n + 1;
  lane->segments = g_ptr_array_new ();
  g_ptr_array_add (lanes, lane);
  return lane;
}

/* (transfer full) (element-type EncoreLane): the turns of a finished transcript with times */
GPtrArray *
encore_lanes_new (EncoreTranscript *transcript)
{
  GPtrArray *lanes = g_ptr_array_new_with_free_func (lane_free);

  for (guint i = 0; i < encore_transcript_get_length (transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (transcript, i);

      if (!encore_text_is_blank (segment->text))
        g_ptr_array_add (find_lane (lanes, segment)->segments, (gpointer) segment);
    }

  return lanes;
}

/* (transfer full) (element-type EncoreLaneSpan) */
GArray *
encore_lane_list_turns (const EncoreLane *lane)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (EncoreLaneSpan));

  for (guint i = 0; i < lane->segments->len; i++)
    {
      const EncoreSegment *segment = g_ptr_array_index (lane->segments, i);
      EncoreLaneSpan span = { segment->start_ms, end_of (segment->start_ms, segment->end_ms), segment->text,
                              strlen (segment->text) };

      g_array_append_val (spans, span);
    }

  return spans;
}

static void
append_words (GArray              *spans,
              const EncoreSegment *segment)
{
  gint64 latest_ms = segment->start_ms;

  for (guint i = 0; segment->words != NULL && i < segment->words->len; i++)
    {
      const EncoreWord *word = &g_array_index (segment->words, EncoreWord, i);
      EncoreLaneSpan span = { word->start_ms, word->end_ms, segment->text + word->offset, word->length };

      /* a word without length, or one that begins within another, has no place on a tier */
      if (word->start_ms < latest_ms || word->end_ms <= word->start_ms || word->end_ms > segment->end_ms)
        continue;

      g_array_append_val (spans, span);
      latest_ms = word->end_ms;
    }
}

/* (transfer full) (element-type EncoreLaneSpan): those that lie one after the other within their turn */
GArray *
encore_lane_list_words (const EncoreLane *lane)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (EncoreLaneSpan));

  for (guint i = 0; i < lane->segments->len; i++)
    append_words (spans, g_ptr_array_index (lane->segments, i));

  return spans;
}
