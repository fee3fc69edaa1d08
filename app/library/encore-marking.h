/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-moment-type.h"
#include "encore-moment.h"
#include "encore-person.h"
#include "encore-recording.h"
#include "encore-transcript.h"

G_BEGIN_DECLS

/* What a mark needs to know of its call; transcript and recording may be NULL. */
typedef struct
{
  gint64 call_id;
  EncoreTranscript *transcript;
  EncoreRecording *recording;
  gint64 duration_ms;
} EncoreMarking;

EncoreParty   encore_channel_party     (EncoreRecording     *recording,
                                        int                  channel);
EncoreParty   encore_segment_party     (const EncoreSegment *segment,
                                        EncoreRecording     *recording);
EncoreSpan    encore_segment_span      (const EncoreSegment *segment,
                                        EncoreRecording     *recording);
EncoreMoment *encore_marking_at        (const EncoreMarking *marking,
                                        EncoreMomentType    *type,
                                        EncoreOutcome        outcome,
                                        gint64               at_ms,
                                        EncorePerson        *author);
EncoreMoment *encore_marking_span      (const EncoreMarking *marking,
                                        EncoreMomentType    *type,
                                        EncoreOutcome        outcome,
                                        EncoreSpan           span,
                                        EncorePerson        *author);
EncoreMoment *encore_marking_segments  (const EncoreMarking *marking,
                                        EncoreMomentType    *type,
                                        EncoreOutcome        outcome,
                                        int                  first_segment,
                                        int                  last_segment,
                                        gint64               at_ms,
                                        EncorePerson        *author);

G_END_DECLS
