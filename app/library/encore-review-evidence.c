/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "encore-review-judge.h"
#include "encore-review-private.h"

/* What an answer rests on. */

/* Where nothing says what was said: around the playhead. */
#define EVIDENCE_LEAD_MS 8000
#define EVIDENCE_LAG_MS 2000

/* One that was marked a moment ago, while the playhead is still in it. */
static EncoreMoment *
moment_here (EncoreReview *self)
{
  EncoreMoment *moment = encore_review_find_moment (self, self->marked);

  if (moment == NULL)
    return NULL;
  if (encore_span_is_empty (moment->span))
    return self->current_segment >= moment->first_segment && self->current_segment <= moment->last_segment ? moment
                                                                                                           : NULL;

  return encore_span_contains (moment->span, self->position_ms) ? moment : NULL;
}

static EncoreEvidence
of_moment (EncoreMoment *moment)
{
  return (EncoreEvidence) { moment->uuid, moment->span, moment->first_segment, moment->last_segment };
}

static EncoreEvidence
of_span (EncoreSpan span)
{
  return (EncoreEvidence) { NULL, span, -1, -1 };
}

static EncoreEvidence
of_segment (EncoreReview *self,
            int           index)
{
  EncoreSpan span = encore_review_segment_span (self, (guint) index);

  if (encore_span_is_empty (span))
    span = (EncoreSpan) { ENCORE_NO_TIME, ENCORE_NO_TIME };
  return (EncoreEvidence) { NULL, span, index, index };
}

/* The moment at hand, else the selection, else what is being said. */
static gboolean
find_evidence (EncoreReview   *self,
               EncoreEvidence *evidence)
{
  gint64 duration_ms = encore_review_get_duration_ms (self);
  EncoreMoment *here = moment_here (self);

  if (self->current_moment != NULL)
    *evidence = of_moment (self->current_moment);
  else if (!encore_span_is_empty (self->selection))
    *evidence = of_span (self->selection);
  else if (here != NULL)
    *evidence = of_moment (here);
  else if (self->transcript != NULL && self->current_segment >= 0)
    *evidence = of_segment (self, self->current_segment);
  else
    *evidence = of_span ((EncoreSpan) { MAX (0, self->position_ms - EVIDENCE_LEAD_MS),
                                       MIN (duration_ms, self->position_ms + EVIDENCE_LAG_MS) });

  return evidence->moment != NULL || evidence->first_segment >= 0 || !encore_span_is_empty (evidence->span);
}

static gboolean
has_evidence (const EncoreAnswer   *answer,
              const EncoreEvidence *evidence)
{
  for (guint i = 0; i < answer->evidence->len; i++)
    {
      const EncoreEvidence *known = g_ptr_array_index (answer->evidence, i);

      if (evidence->moment != NULL
              ? g_strcmp0 (known->moment, evidence->moment) == 0
              : known->moment == NULL && known->span.start_ms == evidence->span.start_ms
                    && known->span.end_ms == evidence->span.end_ms && known->first_segment == evidence->first_segment)
        return TRUE;
    }

  return FALSE;
}

/* Once. */
static void
link_evidence (EncoreReview         *self,
               const char           *key,
               const EncoreEvidence *evidence)
{
  EncoreAnswer *answer = encore_review_begin_answer (self, key);

  if (has_evidence (answer, evidence))
    {
      encore_answer_free (answer);
      return;
    }

  encore_answer_add_evidence (answer, evidence->moment, evidence->span, evidence->first_segment,
                              evidence->last_segment);
  encore_review_take_answer (self, answer);
}

/**
 * encore_review_add_evidence:
 * @self: a review that shows a draft of the person working
 * @key: of the criterion whose answer it supports
 *
 * Links the current moment, else the selection, else the segment at the playhead, once.
 *
 * Returns: whether it is linked now
 */
gboolean
encore_review_add_evidence (EncoreReview *self,
                            const char   *key)
{
  g_return_val_if_fail (ENCORE_IS_REVIEW (self), FALSE);

  encore_review_tick (self);

  EncoreEvidence evidence;

  if (!encore_review_can_answer (self) || !find_evidence (self, &evidence))
    return FALSE;

  link_evidence (self, key, &evidence);
  return TRUE;
}

/**
 * encore_review_add_segments:
 * @self: a review that shows a draft of the person working
 * @key: of the criterion whose answer they support
 * @first: ordinal
 * @last: ordinal, inclusive
 *
 * Links turns of the text.
 */
void
encore_review_add_segments (EncoreReview *self,
                            const char   *key,
                            int           first,
                            int           last)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (first >= 0 && first <= last);

  if (!encore_review_can_answer (self) || self->transcript == NULL
      || last >= (int) encore_transcript_get_length (self->transcript))
    return;

  EncoreEvidence evidence = of_segment (self, first);

  evidence.last_segment = last;
  if (!encore_span_is_empty (evidence.span))
    evidence.span.end_ms = MAX (evidence.span.end_ms, encore_review_segment_span (self, (guint) last).end_ms);
  link_evidence (self, key, &evidence);
}

void
encore_review_remove_evidence (EncoreReview *self,
                               const char   *key,
                               guint         index)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));

  EncoreAnswer *answer = encore_review_begin_answer (self, key);

  if (index < answer->evidence->len)
    g_ptr_array_remove_index (answer->evidence, index);
  encore_review_take_answer (self, answer);
}

/**
 * encore_review_play_evidence:
 * @self: a review
 * @evidence: of an answer
 *
 * Plays the moment, wherever it is now, else the span; where there is no sound the text moves there.
 */
void
encore_review_play_evidence (EncoreReview         *self,
                             const EncoreEvidence *evidence)
{
  g_return_if_fail (ENCORE_IS_REVIEW (self));
  g_return_if_fail (evidence != NULL);

  EncoreMoment *moment = encore_review_find_moment (self, evidence->moment);
  EncoreSpan span = moment != NULL ? moment->span : evidence->span;
  int segment = moment != NULL ? moment->first_segment : evidence->first_segment;

  if (!encore_span_is_empty (span))
    {
      encore_review_seek (self, span.start_ms);
      encore_review_play_span (self, span);
    }
  else if (segment >= 0 && self->transcript != NULL
           && (guint) segment < encore_transcript_get_length (self->transcript))
    {
      encore_review_seek_segment (self, (guint) segment);
    }
}
