/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

/**
 * EncoreWord:
 * @start_ms: or %ENCORE_NO_TIME where the recogniser could not place it
 * @end_ms: never before @start_ms; may equal it
 * @offset: first byte in the text of its segment
 * @length: bytes
 * @confidence: 0 to 1, or negative when unknown
 */
typedef struct
{
  gint64 start_ms;
  gint64 end_ms;
  guint32 offset;
  guint32 length;
  float confidence;
} EncoreWord;

/* Below this recognisers are wrong about as often as right, whatever they call their number: such words are shown as
 * doubtful. */
#define ENCORE_LOW_CONFIDENCE 0.5f

/**
 * EncoreSegment:
 * @start_ms: or %ENCORE_NO_TIME
 * @end_ms: or %ENCORE_NO_TIME; may equal @start_ms
 * @speaker: (nullable): as the file names the speaker
 * @party: who that is, when known
 * @channel: the recording's channel, or -1
 * @text: UTF-8, never %NULL
 * @words: (nullable): #EncoreWord in text order, each inside @text
 *
 * One speaker's turn or cue. Segments of one transcript may overlap and need not be sorted. A segment is
 * filled by its maker and never changed once its transcript is finished, so that a corrected transcript
 * shares all that was not corrected.
 */
typedef struct
{
  gint64 start_ms;
  gint64 end_ms;
  char *speaker;
  EncoreParty party;
  int channel;
  char *text;
  GArray *words;

  gatomicrefcount ref_count;
} EncoreSegment;

EncoreSegment *encore_segment_new      (gint64         start_ms,
                                        gint64         end_ms,
                                        const char    *speaker,
                                        const char    *text);
EncoreSegment *encore_segment_copy     (const EncoreSegment *segment);
EncoreSegment *encore_segment_ref      (const EncoreSegment *segment);
void           encore_segment_unref    (EncoreSegment *segment);
gboolean       encore_segment_equal    (const EncoreSegment *segment,
                                        const EncoreSegment *other);
gboolean       encore_segment_says_same (const EncoreSegment *segment,
                                        const EncoreSegment *other);
void           encore_segment_add_word (EncoreSegment *segment,
                                        gint64         start_ms,
                                        gint64         end_ms,
                                        gsize          offset,
                                        gsize          length,
                                        float          confidence);
int            encore_segment_word_at  (const EncoreSegment *segment,
                                        gint64               at_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncoreSegment, encore_segment_unref)

#define ENCORE_TYPE_TRANSCRIPT (encore_transcript_get_type ())
G_DECLARE_FINAL_TYPE (EncoreTranscript, encore_transcript, ENCORE, TRANSCRIPT, GObject)

/**
 * EncoreTranscript:
 *
 * The text of a call, in reading order: by start time where there are times, else as written.
 * Filled by its maker, closed by encore_transcript_finish(), then never changed.
 */
struct _EncoreTranscript
{
  GObject parent_instance;

  gint64 id;            /* rowid, 0 while new */
  char *uuid;
  gint64 call_id;
  char *format;         /* id of the reader, such as "webvtt" */
  char *source;         /* file or service it came from, for people; may be NULL */
  char *language;       /* BCP 47; may be NULL */
  char *corrects;       /* uuid of the transcript this is a corrected copy of; NULL: as it was imported */
  gint64 corrected_at;  /* 0 unless corrected */
  gint64 author_id;     /* who corrected it last, or 0 */
  char *roles;          /* why its speakers are taken for agent and customer, for people; NULL: it says so itself */
  GPtrArray *segments;  /* of EncoreSegment */
  GPtrArray *warnings;  /* of char *, for people */
  GArray *marks;        /* (nullable): EncoreRedactionMark, where something was hidden from this reading of it */

  /* Set by encore_transcript_finish() */
  EncoreTranscriptKind kind;
  gint64 *latest_end_ms; /* by segment: the latest end up to and including it */
};

EncoreTranscript    *encore_transcript_new         (const char       *format);
EncoreTranscript    *encore_transcript_new_like    (EncoreTranscript *other);
void                 encore_transcript_add         (EncoreTranscript *self,
                                                    EncoreSegment    *segment);
void                 encore_transcript_warn        (EncoreTranscript *self,
                                                    const char       *format,
                                                    ...) G_GNUC_PRINTF (2, 3);
void                 encore_transcript_finish      (EncoreTranscript *self);
guint                encore_transcript_get_length  (EncoreTranscript *self);
const EncoreSegment *encore_transcript_get         (EncoreTranscript *self,
                                                    guint             index);
int                  encore_transcript_segment_at  (EncoreTranscript *self,
                                                    gint64            at_ms);
gboolean             encore_transcript_is_timed    (EncoreTranscript *self);
int                  encore_transcript_trace       (EncoreTranscript *self,
                                                    const EncoreSegment *segment,
                                                    guint             index);
EncoreSpan           encore_transcript_snap        (EncoreTranscript *self,
                                                    EncoreSpan        span,
                                                    gint64            reach_ms);

G_END_DECLS
