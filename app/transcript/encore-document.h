/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-moment.h"
#include "encore-transcript.h"

G_BEGIN_DECLS

/* One party of a call as a file names it. */
typedef struct
{
  char *name;      /* may be NULL */
  char *login;     /* login, extension, telephone or address; may be NULL */
  EncoreParty party;
} EncoreDocumentParty;

/* A recording that a file carries or points to. */
typedef struct
{
  char *filename;      /* base name, as the file says; may be NULL */
  char *url;           /* as the file says; may be NULL */
  GBytes *body;        /* the audio itself, when it is inline; may be NULL */
  EncoreParty party_of_channel[2]; /* who is on which channel, when each has its own */
  EncoreParty party;   /* whose it is, when it is one party's alone */
  gint64 started_at;   /* UTC ms, or ENCORE_NO_TIME */
} EncoreDocumentRecording;

#define ENCORE_TYPE_DOCUMENT (encore_document_get_type ())
G_DECLARE_FINAL_TYPE (EncoreDocument, encore_document, ENCORE, DOCUMENT, GObject)

/**
 * EncoreDocument:
 *
 * All that one file says of a call: transcripts (none, one, or several to choose from), and
 * for vCon also parties, date, direction, queue and recordings. Plain transcript formats fill
 * @transcripts alone.
 */
struct _EncoreDocument
{
  GObject parent_instance;

  char *format;          /* id of the reader */
  char *uuid;            /* vCon's, may be NULL */
  char *subject;         /* may be NULL */
  char *queue;           /* may be NULL */
  EncoreDirection direction;
  gint64 started_at;     /* UTC ms, or ENCORE_NO_TIME */
  GPtrArray *parties;    /* of EncoreDocumentParty */
  GPtrArray *recordings; /* of EncoreDocumentRecording */
  GPtrArray *transcripts; /* of EncoreTranscript, finished, best first: words before segments before text */
  GPtrArray *moments;    /* of EncoreMoment: what was marked in another Encore; their times are the recording's */
  char *evaluations;     /* may be NULL: JSON of what was judged in another Encore */
  GPtrArray *warnings;   /* of char *: what was ignored or guessed */
};

EncoreDocument   *encore_document_new            (const char     *format);
EncoreTranscript *encore_document_get_transcript (EncoreDocument *self);

G_END_DECLS
