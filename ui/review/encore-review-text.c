/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-text.h"

#include <glib/gi18n.h>

#include "encore-marking.h"
#include "encore-text.h"

/* Symbols that differ in form, not only in colour. */
const char *
encore_outcome_icon_name (EncoreOutcome outcome)
{
  switch (outcome)
    {
    case ENCORE_OUTCOME_TAKEN:
      return "encore-taken-symbolic";
    case ENCORE_OUTCOME_PARTLY:
      return "encore-partly-symbolic";
    case ENCORE_OUTCOME_MISSED:
      return "encore-missed-symbolic";
    case ENCORE_OUTCOME_NONE:
    default:
      return "encore-moment-symbolic";
    }
}

const char *
encore_outcome_style_class (EncoreOutcome outcome)
{
  switch (outcome)
    {
    case ENCORE_OUTCOME_TAKEN:
      return "outcome-taken";
    case ENCORE_OUTCOME_PARTLY:
      return "outcome-partly";
    case ENCORE_OUTCOME_MISSED:
      return "outcome-missed";
    case ENCORE_OUTCOME_NONE:
    default:
      return "outcome-none";
    }
}

/**
 * encore_moment_caption:
 * @review: whose moment types name it
 * @moment: a moment
 *
 * Returns: (transfer full): the outcome where there is one, else the type's name
 */
char *
encore_moment_caption (EncoreReview *review,
                       EncoreMoment *moment)
{
  EncoreMomentType *type = encore_review_find_moment_type (review, moment->type_id);

  if (moment->outcome == ENCORE_OUTCOME_NONE)
    return g_strdup (type != NULL && type->name != NULL ? type->name : _ ("Moment"));
  if (g_strcmp0 (moment->type_id, ENCORE_ABOVE_AND_BEYOND) == 0 || type == NULL)
    return g_strdup (encore_outcome_to_label (moment->outcome));

  /* Translators: a moment's type and outcome, such as "Great practice, taken". */
  return g_strdup_printf (_ ("%s, %s"), type->name, encore_outcome_to_label (moment->outcome));
}

/**
 * encore_moment_span:
 * @review: whose transcript is asked where a moment has no times of its own
 * @moment: a moment
 *
 * Returns: where it lies in the recording; empty for text without times
 */
EncoreSpan
encore_moment_span (EncoreReview *review,
                    EncoreMoment *moment)
{
  EncoreTranscript *transcript = encore_review_get_transcript (review);

  if (!encore_span_is_empty (moment->span) || transcript == NULL || moment->first_segment < 0
      || moment->last_segment >= (int) encore_transcript_get_length (transcript)
      || !encore_transcript_is_timed (transcript))
    return moment->span;

  return (EncoreSpan) {
    encore_review_segment_span (review, (guint) moment->first_segment).start_ms,
    encore_review_segment_span (review, (guint) moment->last_segment).end_ms,
  };
}

/**
 * encore_moment_when:
 * @review: the hub
 * @moment: a moment
 *
 * Returns: (transfer full): "0:41–0:52", or the turn's number where there are no times
 */
char *
encore_moment_when (EncoreReview *review,
                    EncoreMoment *moment)
{
  EncoreSpan span = encore_moment_span (review, moment);

  if (encore_span_is_empty (span))
    return moment->first_segment < 0 ? g_strdup ("–") : g_strdup_printf (_ ("Turn %d"), moment->first_segment + 1);

  g_autofree char *start = encore_text_position (span.start_ms);
  g_autofree char *end = encore_text_position (span.end_ms);
  return g_strdup_printf ("%s–%s", start, end);
}

static gboolean
segment_is_in (EncoreReview *review,
               guint         index,
               EncoreSpan    span)
{
  EncoreSpan segment = encore_review_segment_span (review, index);
  gint64 common_ms = MIN (segment.end_ms, span.end_ms) - MAX (segment.start_ms, span.start_ms);

  /* A moment that only brushes a turn is not about it. */
  return common_ms > 0 && common_ms * 4 >= MIN (encore_span_length (segment), encore_span_length (span));
}

/**
 * encore_moment_segments:
 * @review: the hub
 * @moment: a moment
 * @first: (out): the first segment it is about, or -1
 * @last: (out): the last one, inclusive
 */
void
encore_moment_segments (EncoreReview *review,
                        EncoreMoment *moment,
                        int          *first,
                        int          *last)
{
  EncoreTranscript *transcript = encore_review_get_transcript (review);
  int length = transcript != NULL ? (int) encore_transcript_get_length (transcript) : 0;

  *first = *last = -1;
  if (moment->first_segment >= 0 && moment->first_segment < length)
    {
      *first = moment->first_segment;
      *last = CLAMP (moment->last_segment, moment->first_segment, length - 1);
      return;
    }

  if (transcript == NULL || encore_span_is_empty (moment->span) || !encore_transcript_is_timed (transcript))
    return;

  for (int i = 0; i < length; i++)
    {
      if (encore_review_segment_span (review, (guint) i).start_ms >= moment->span.end_ms)
        break;
      if (!segment_is_in (review, (guint) i, moment->span))
        continue;
      if (*first < 0)
        *first = i;
      *last = i;
    }
}

GdkRGBA
encore_moment_colour (EncoreReview *review,
                      EncoreMoment *moment)
{
  EncoreMomentType *type = encore_review_find_moment_type (review, moment->type_id);
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1.0f };

  if (type != NULL && type->colour != NULL)
    gdk_rgba_parse (&colour, type->colour);
  return colour;
}

/**
 * encore_segment_copy_text:
 * @review: the hub
 * @segment: a segment of one of its transcripts
 *
 * Returns: (transfer full): time, speaker and text in one line
 */
char *
encore_segment_copy_text (EncoreReview        *review,
                          const EncoreSegment *segment)
{
  EncoreRecording *recording = encore_review_get_recording (review);
  EncoreParty party = encore_segment_party (segment, recording);
  EncoreSpan span = encore_segment_span (segment, recording);
  const char *speaker = segment->speaker;
  GString *line = g_string_new (NULL);

  if (span.start_ms != ENCORE_NO_TIME)
    {
      g_autofree char *when = encore_text_position (span.start_ms);

      g_string_append_printf (line, "%s ", when);
    }
  if (party == ENCORE_PARTY_AGENT || party == ENCORE_PARTY_CUSTOMER)
    speaker = encore_party_to_label (party);
  if (speaker != NULL)
    g_string_append_printf (line, "%s: ", speaker);

  g_string_append (line, segment->text);
  g_strdelimit (line->str, "\r\n", ' ');
  return g_string_free (line, FALSE);
}

char *
encore_segments_copy_text (EncoreReview *review,
                           guint         first,
                           guint         last)
{
  EncoreTranscript *transcript = encore_review_get_transcript (review);
  GString *text = g_string_new (NULL);

  for (guint i = first; i <= last && i < encore_transcript_get_length (transcript); i++)
    {
      g_autofree char *line = encore_segment_copy_text (review, encore_transcript_get (transcript, i));

      g_string_append_printf (text, "%s\n", line);
    }

  return g_string_free (text, FALSE);
}
