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
 * @transcript: (nullable): its transcript, finished
 * @moments: (nullable) (element-type EncoreMoment): what was marked
 * @moment_types: (nullable) (element-type EncoreMomentType): to name the types
 *
 * What goes into one vCon. Nothing is owned.
 */
typedef struct
{
  EncoreCall *call;
  const char *agent_name;
  EncoreRecording *recording;
  EncoreTranscript *transcript;
  GPtrArray *moments;
  GPtrArray *moment_types;
} EncoreVconExport;

char *encore_write_webvtt      (EncoreTranscript       *transcript,
                                GError                **error);
char *encore_write_vcon        (const EncoreVconExport *what,
                                GError                **error);
char *encore_write_moments_csv (GPtrArray              *moments,
                                GPtrArray              *moment_types);

G_END_DECLS
