/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-call.h"
#include "encore-moment-type.h"
#include "encore-moment.h"
#include "encore-recording.h"
#include "encore-transcript.h"

G_BEGIN_DECLS

/**
 * EncoreVconExport:
 * @call: the call
 * @agent_name: (nullable): the agent's name
 * @recording: (nullable): its recording; referred to by name, not carried
 * @second: (nullable): the customer's side, when @recording is the agent's alone, or the other way round
 * @transcript: (nullable): its transcript, finished
 * @moments: (nullable) (element-type EncoreMoment): what was marked
 * @moment_types: (nullable) (element-type EncoreMomentType): to name the types
 * @evaluations: (nullable): what was judged, as JSON; of a vCon alone
 * @is_sound_withheld: the recordings have what was redacted: they are not named
 *
 * What goes into one vCon, or one document for people. Nothing is owned.
 */
typedef struct
{
  EncoreCall *call;
  const char *agent_name;
  EncoreRecording *recording;
  EncoreRecording *second;
  EncoreTranscript *transcript;
  GPtrArray *moments;
  GPtrArray *moment_types;
  const char *evaluations;
  gboolean is_sound_withheld;
} EncoreVconExport;

/**
 * EncoreTranscriptWriter:
 * @id: stable, such as "srt"
 * @name: for people
 * @suffix: of its files, without dot
 * @write: the file, or %NULL with %ENCORE_ERROR_UNSUPPORTED for what the format cannot hold
 *
 * A format that transcripts are written in.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *suffix;
  char *(*write) (EncoreTranscript *transcript, GError **error);
} EncoreTranscriptWriter;

const EncoreTranscriptWriter *encore_transcript_writers_list (gsize      *n_writers);
const EncoreTranscriptWriter *encore_transcript_writers_find (const char *id);

char *encore_write_webvtt      (EncoreTranscript       *transcript,
                                GError                **error);
char *encore_write_vcon        (const EncoreVconExport *what,
                                GError                **error);
GBytes *encore_write_docx     (const EncoreVconExport *what,
                                GError                **error);
char *encore_write_moments_csv (GPtrArray              *moments,
                                GPtrArray              *moment_types);

G_END_DECLS
