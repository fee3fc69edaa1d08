/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-correction.h"
#include "encore-review.h"

G_BEGIN_DECLS

/**
 * EncoreSegmentDraft:
 * @text: what is said
 * @speaker: (nullable): the speaker's name
 * @party: who that is
 * @span: when it is heard, in the recording; both ends %ENCORE_NO_TIME where there are no times
 *
 * A segment as it is being edited.
 */
typedef struct
{
  const char *text;
  const char *speaker;
  EncoreParty party;
  EncoreSpan span;
} EncoreSegmentDraft;

/* Correcting the open call's transcript. What is corrected is shown at once, saved at once, and can be undone; the
 * imported transcript stays. A NULL draft leaves the segment as it is. */
gboolean          encore_review_can_correct       (EncoreReview             *self,
                                                   guint                     index,
                                                   GError                  **error);
EncoreSegmentDraft encore_review_begin_draft      (EncoreReview             *self, /* its strings are the segment's */
                                                   guint                     index);
void              encore_review_correct_segment   (EncoreReview             *self, /* without text: deletes it */
                                                   guint                     index,
                                                   const EncoreSegmentDraft *draft);
gboolean          encore_review_split_segment     (EncoreReview             *self, /* FALSE: nothing on one side */
                                                   guint                     index,
                                                   const EncoreSegmentDraft *draft,
                                                   gsize                     offset);
void              encore_review_join_segments     (EncoreReview             *self, /* with the next one */
                                                   guint                     index,
                                                   const EncoreSegmentDraft *draft);
void              encore_review_delete_segment    (EncoreReview             *self,
                                                   guint                     index);
void              encore_review_adjust_times      (EncoreReview             *self, /* maps times of the recording */
                                                   const EncoreTimeMap      *map);
void              encore_review_swap_roles        (EncoreReview             *self); /* of agent and customer */
void              encore_review_restore_original  (EncoreReview             *self);

EncoreTranscript *encore_review_get_original      (EncoreReview             *self); /* (nullable): NULL: not corrected */
gboolean          encore_review_is_corrected      (EncoreReview             *self, /* in words or speaker */
                                                   guint                     index);

/* The segment that is being edited, whose edges the waveform lets one drag. "draft-span" is notified. */
int               encore_review_get_draft_segment (EncoreReview             *self); /* -1: none */
EncoreSpan        encore_review_get_draft_span    (EncoreReview             *self);
void              encore_review_set_draft         (EncoreReview             *self,
                                                   int                       index, /* -1: none any more */
                                                   EncoreSpan                span);

/**
 * EncoreFound:
 * @segment: index
 * @start: first byte in its text
 * @end: byte behind it
 * @at_ms: when it is heard, in the recording, or %ENCORE_NO_TIME
 *
 * A place where what was looked for is said.
 */
typedef struct
{
  guint segment;
  gsize start;
  gsize end;
  gint64 at_ms;
} EncoreFound;

/* Nobody looks at more places than that; a long call has each letter more often. */
#define ENCORE_REVIEW_MAX_FOUND 9999

/* Finding in the open call. "found" is notified when there are other places, or another one is looked at. */
void              encore_review_find              (EncoreReview             *self, /* NULL or "": nothing */
                                                   const char               *text);
guint             encore_review_count_found       (EncoreReview             *self);
const EncoreFound *encore_review_get_found        (EncoreReview             *self,
                                                   guint                     n);
int               encore_review_get_found_at      (EncoreReview             *self); /* -1: none */
void              encore_review_set_found_at      (EncoreReview             *self,
                                                   int                       n);

G_END_DECLS
