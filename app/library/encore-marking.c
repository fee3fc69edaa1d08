/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-marking.h"

/* The rules by which a key press, or a command, becomes a moment. */

/* How far the ends of a mark may move to meet a turn. */
#define SNAP_REACH_MS 3000

/* How much of the customer's words is proposed as the cue. */
#define CUE_LENGTH 300

static gint64
offset_ms (EncoreRecording *recording)
{
  return recording != NULL ? recording->offset_ms : 0;
}

/**
 * encore_channel_party:
 * @recording: (nullable): a recording
 * @channel: of it
 *
 * Returns: who speaks there; unknown when both share a channel
 */
EncoreParty
encore_channel_party (EncoreRecording *recording,
                      int              channel)
{
  if (recording == NULL || recording->agent_channel < 0 || recording->channels < 2 || channel < 0 || channel > 1)
    return ENCORE_PARTY_UNKNOWN;

  return channel == recording->agent_channel ? ENCORE_PARTY_AGENT : ENCORE_PARTY_CUSTOMER;
}

/**
 * encore_segment_party:
 * @segment: a segment
 * @recording: (nullable): the recording of its call
 *
 * The transcript's own word for the speaker counts first, then the channel.
 *
 * Returns: who speaks
 */
EncoreParty
encore_segment_party (const EncoreSegment *segment,
                      EncoreRecording     *recording)
{
  return segment->party != ENCORE_PARTY_UNKNOWN ? segment->party : encore_channel_party (recording, segment->channel);
}

/**
 * encore_segment_span:
 * @segment: a segment
 * @recording: (nullable): the recording of its call
 *
 * Returns: where the segment is in the recording; both ends %ENCORE_NO_TIME without times
 */
EncoreSpan
encore_segment_span (const EncoreSegment *segment,
                     EncoreRecording     *recording)
{
  if (segment->start_ms == ENCORE_NO_TIME)
    return (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME };

  return (EncoreSpan) { MAX (0, segment->start_ms + offset_ms (recording)),
                       MAX (0, segment->end_ms + offset_ms (recording)) };
}

static void
take_cue (const EncoreMarking *marking,
          GString             *cue,
          guint                index)
{
  const EncoreSegment *segment = encore_transcript_get (marking->transcript, index);

  if (encore_segment_party (segment, marking->recording) != ENCORE_PARTY_CUSTOMER || cue->len >= CUE_LENGTH)
    return;

  if (cue->len > 0)
    g_string_append_c (cue, ' ');
  g_string_append (cue, segment->text);
}

static char *
cut_cue (GString *cue)
{
  if (g_utf8_strlen (cue->str, (gssize) cue->len) > CUE_LENGTH)
    {
      g_string_truncate (cue, (gsize) (g_utf8_offset_to_pointer (cue->str, CUE_LENGTH) - cue->str));
      g_string_append (cue, "…");
    }

  return g_strstrip (g_string_free (cue, FALSE));
}

/* What the customer said in that span, or last before it. */
static char *
cue_of_span (const EncoreMarking *marking,
             EncoreSpan           span)
{
  GString *cue = g_string_new (NULL);
  int before = -1;

  if (marking->transcript == NULL || !encore_transcript_is_timed (marking->transcript))
    return g_string_free (cue, FALSE);

  for (guint i = 0; i < encore_transcript_get_length (marking->transcript); i++)
    {
      const EncoreSegment *segment = encore_transcript_get (marking->transcript, i);
      EncoreSpan place = encore_segment_span (segment, marking->recording);

      if (encore_span_overlaps (place, span))
        take_cue (marking, cue, i);
      else if (place.end_ms <= span.start_ms
               && encore_segment_party (segment, marking->recording) == ENCORE_PARTY_CUSTOMER)
        before = (int) i;
    }

  if (cue->len == 0 && before >= 0)
    take_cue (marking, cue, (guint) before);

  return cut_cue (cue);
}

static EncoreMoment *
moment_new (const EncoreMarking *marking,
            EncoreMomentType    *type,
            EncoreOutcome        outcome,
            EncorePerson        *author)
{
  EncoreMoment *moment = encore_moment_new ();

  moment->call_id = marking->call_id;
  moment->type_id = g_strdup (type->id);
  moment->outcome = outcome;
  moment->author_id = author != NULL ? author->id : 0;
  moment->author_name = author != NULL ? g_strdup (author->name) : NULL;
  moment->note = g_strdup ("");
  moment->could_have = g_strdup ("");
  /* An outcome says whether the agent acted. Whether they noticed, only the coach can say. */
  if (outcome != ENCORE_OUTCOME_NONE)
    moment->acted = outcome == ENCORE_OUTCOME_MISSED ? ENCORE_FACT_NO : ENCORE_FACT_YES;
  return moment;
}

/* Lead and lag around a time, snapped to turns, kept within the call. */
static EncoreSpan
span_around (const EncoreMarking    *marking,
             const EncoreMomentType *type,
             gint64                  at_ms)
{
  gint64 shift_ms = offset_ms (marking->recording);
  EncoreSpan span = { at_ms - type->lead_ms, at_ms + type->lag_ms };

  if (marking->transcript != NULL)
    {
      EncoreSpan in_text = { span.start_ms - shift_ms, span.end_ms - shift_ms };

      in_text = encore_transcript_snap (marking->transcript, in_text, SNAP_REACH_MS);
      span = (EncoreSpan) { in_text.start_ms + shift_ms, in_text.end_ms + shift_ms };
    }

  span.start_ms = CLAMP (span.start_ms, 0, marking->duration_ms);
  span.end_ms = CLAMP (span.end_ms, span.start_ms, marking->duration_ms);
  return span;
}

/**
 * encore_marking_at:
 * @marking: the call
 * @type: the moment type, whose lead and lag apply
 * @outcome: of an opening, else %ENCORE_OUTCOME_NONE
 * @at_ms: when the key was pressed, in the recording
 * @author: (nullable): who marks
 *
 * Returns: (transfer full): a new moment, not saved, with the customer's words as its cue
 */
EncoreMoment *
encore_marking_at (const EncoreMarking *marking,
                   EncoreMomentType    *type,
                   EncoreOutcome        outcome,
                   gint64               at_ms,
                   EncorePerson        *author)
{
  return encore_marking_span (marking, type, outcome, span_around (marking, type, at_ms), author);
}

EncoreMoment *
encore_marking_span (const EncoreMarking *marking,
                     EncoreMomentType    *type,
                     EncoreOutcome        outcome,
                     EncoreSpan           span,
                     EncorePerson        *author)
{
  EncoreMoment *moment = moment_new (marking, type, outcome, author);

  moment->span = span;
  moment->cue = cue_of_span (marking, span);
  return moment;
}

/**
 * encore_marking_segments:
 * @marking: the call, with a transcript
 * @type: the moment type
 * @outcome: of an opening, else %ENCORE_OUTCOME_NONE
 * @first_segment: ordinal
 * @last_segment: ordinal, inclusive
 * @at_ms: the playhead
 * @author: (nullable): who marks
 *
 * With times the moment gets the span of its turns. Without, it stays with the turns, and takes
 * the playhead as its place in the sound, if there is sound.
 *
 * Returns: (transfer full): a new moment, not saved
 */
EncoreMoment *
encore_marking_segments (const EncoreMarking *marking,
                         EncoreMomentType    *type,
                         EncoreOutcome        outcome,
                         int                  first_segment,
                         int                  last_segment,
                         gint64               at_ms,
                         EncorePerson        *author)
{
  EncoreMoment *moment = moment_new (marking, type, outcome, author);
  const EncoreSegment *first = encore_transcript_get (marking->transcript, (guint) first_segment);
  const EncoreSegment *last = encore_transcript_get (marking->transcript, (guint) last_segment);
  GString *cue = g_string_new (NULL);

  moment->first_segment = first_segment;
  moment->last_segment = last_segment;
  if (encore_transcript_is_timed (marking->transcript))
    moment->span = (EncoreSpan) { encore_segment_span (first, marking->recording).start_ms,
                                 encore_segment_span (last, marking->recording).end_ms };
  else if (marking->recording != NULL)
    moment->span = span_around (marking, type, at_ms);

  for (int i = first_segment; i <= last_segment; i++)
    take_cue (marking, cue, (guint) i);
  moment->cue = cut_cue (cue);
  return moment;
}
