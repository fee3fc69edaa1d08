/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-transcript.h"

G_BEGIN_DECLS

/* What stands where something was redacted. The same in all languages: other programs read it. */
#define ENCORE_REDACTED "[redacted]"

/* What was redacted. */
typedef enum
{
  ENCORE_REDACTION_OTHER,
  ENCORE_REDACTION_CARD,
  ENCORE_REDACTION_PHONE,
  ENCORE_REDACTION_EMAIL,
  ENCORE_REDACTION_NAME,
  ENCORE_REDACTION_ADDRESS,
  ENCORE_REDACTION_N_KINDS
} EncoreRedactionKind;

const char *encore_redaction_kind_to_id    (EncoreRedactionKind  kind);
gboolean    encore_redaction_kind_from_id  (const char          *id,
                                            EncoreRedactionKind *kind);
const char *encore_redaction_kind_to_label (EncoreRedactionKind  kind);

/**
 * EncoreRedactionPlace:
 * @segment: ordinal in the transcript that it was marked in
 * @start: first byte in the text of that segment
 * @end: byte behind it
 * @text: (nullable): what is written there; %NULL once it has been purged
 */
typedef struct
{
  int segment;
  guint32 start;
  guint32 end;
  char *text;
} EncoreRedactionPlace;

#define ENCORE_TYPE_REDACTION (encore_redaction_get_type ())
G_DECLARE_FINAL_TYPE (EncoreRedaction, encore_redaction, ENCORE, REDACTION, GObject)

/**
 * EncoreRedaction:
 *
 * A stretch of a call that nobody is to hear or read, with who says so, and since when. Where the
 * transcript has times, @span decides what is masked; @places keep it exact where it has none, and
 * follow what was said when a transcript is changed.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreRedaction
{
  GObject parent_instance;

  gint64 id;            /* rowid, 0 while new */
  char *uuid;
  gint64 call_id;
  EncoreSpan span;      /* in the recording; both ENCORE_NO_TIME where there is nothing to be heard */
  EncoreRedactionKind kind;
  GPtrArray *places;    /* of EncoreRedactionPlace */
  gint64 author_id;
  gint64 redacted_at;   /* UTC ms */
  gint64 purged_at;     /* UTC ms, or ENCORE_NO_TIME: what is under it is still there */
  char *author_name;    /* joined, read only */
  char *call_title;     /* joined, read only */
  char *call_uuid;      /* joined, read only */
};

/**
 * EncoreRedactionMark:
 * @segment: ordinal
 * @start: first byte of the mark in the masked text of the segment
 * @end: byte behind it
 * @raw_start: first byte of what it stands for, in the text as it is stored
 * @raw_end: byte behind that
 * @redaction: why
 *
 * Where a transcript has been masked.
 */
typedef struct
{
  guint segment;
  guint32 start;
  guint32 end;
  guint32 raw_start;
  guint32 raw_end;
  EncoreRedaction *redaction;
} EncoreRedactionMark;

EncoreRedaction *encore_redaction_new       (void);
EncoreRedaction *encore_redaction_copy      (EncoreRedaction    *self);
EncoreRedaction *encore_redaction_of_span   (EncoreTranscript   *raw,       /* (nullable) */
                                             gint64              offset_ms, /* from its time to the recording's */
                                             EncoreSpan          span);     /* of the recording */
EncoreRedaction *encore_redaction_of_text   (EncoreTranscript   *raw,
                                             gint64              offset_ms,
                                             guint               first_segment,
                                             gsize               start,
                                             guint               last_segment,
                                             gsize               end);
void             encore_redaction_add_place (EncoreRedaction    *self,
                                             int                 segment,
                                             gsize               start,
                                             gsize               end,
                                             const char         *text);
char            *encore_redaction_pack      (EncoreRedaction    *self);
void             encore_redaction_unpack    (EncoreRedaction    *self,
                                             const char         *packed);
gboolean         encore_redaction_is_purged (EncoreRedaction    *self);

EncoreTranscript *encore_redactions_mask      (GPtrArray        *redactions, /* of EncoreRedaction, of one call */
                                               EncoreTranscript *raw,
                                               gint64            offset_ms);
char             *encore_redactions_mask_note (GPtrArray        *redactions,
                                               const char       *note);
char             *encore_redactions_unmask_note (GPtrArray      *redactions,
                                               const char       *raw,
                                               const char       *edited);
GArray           *encore_redactions_spans     (GPtrArray        *redactions); /* of EncoreSpan */
GArray           *encore_redactions_muted     (GPtrArray        *redactions, /* of EncoreSpan: what is silent */
                                               EncoreTranscript *raw,
                                               gint64            offset_ms);
EncoreRedaction  *encore_redactions_find      (GPtrArray        *redactions, /* (transfer none) (nullable) */
                                               gint64            at_ms);

gboolean          encore_transcript_is_redacted (EncoreTranscript *self,
                                                 guint             segment);
gsize             encore_transcript_raw_offset  (EncoreTranscript *self,
                                                 guint             segment,
                                                 gsize             offset,
                                                 gboolean          is_end);

G_END_DECLS
