/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript.h"

G_BEGIN_DECLS

/* Some text and when it was said, as a file has it. */
typedef struct
{
  const char *text;
  gint64 start_ms;  /* or ENCORE_NO_TIME */
  gint64 end_ms;    /* or ENCORE_NO_TIME */
  float confidence; /* 0 to 1, or negative */
} EncoreTimedText;

/**
 * EncoreTurns:
 * @transcript: what is filled
 * @joiner: what stands between two words; "" where the file has its own blanks or the script none
 * @pause_ms: a pause longer than this begins a new turn; 0 for never
 *
 * Makes turns out of the stream of words and punctuation that many recognisers give.
 */
typedef struct
{
  EncoreTranscript *transcript;
  const char *joiner;
  gint64 pause_ms;

  /*< private >*/
  EncoreSegment *segment;
  GString *text;
  char *speaker;
  int channel;
} EncoreTurns;

void encore_turns_init        (EncoreTurns           *self,
                               EncoreTranscript      *transcript);
void encore_turns_set_speaker (EncoreTurns           *self,
                               const char            *speaker,
                               int                    channel);
void encore_turns_add_word    (EncoreTurns           *self,
                               const EncoreTimedText *word);
void encore_turns_add_mark    (EncoreTurns           *self,
                               const char            *mark);
void encore_turns_break       (EncoreTurns           *self);
void encore_turns_clear       (EncoreTurns           *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EncoreTurns, encore_turns_clear)

G_END_DECLS
