/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-types.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_RECORDING (encore_recording_get_type ())
G_DECLARE_FINAL_TYPE (EncoreRecording, encore_recording, ENCORE, RECORDING, GObject)

/**
 * EncoreRecording:
 *
 * The audio of a call.
 *
 * Filled by its maker and never changed once another thread or a list has seen it.
 */
struct _EncoreRecording
{
  GObject parent_instance;

  gint64 id;          /* rowid, 0 while new */
  char *uuid;
  gint64 call_id;
  char *path;         /* absolute path in the file system encoding */
  char *content_hash; /* SHA-256 of the bytes, lower-case hex */
  gint64 size;        /* bytes */
  gint64 modified_at; /* UTC ms, to skip unchanged files */
  char *codec;        /* for people, such as "MPEG-1 Layer 3" */
  char *container;
  int channels;
  int rate;           /* Hz */
  gint64 duration_ms; /* decoded, not as the header says */
  int agent_channel;  /* 0 or 1; -1: both on one channel */
  gint64 offset_ms;   /* added to transcript times to give recording times */
  char *original_path; /* (nullable): of what the library's own copy was made from when redacted sound was purged */
  char *original_hash; /* (nullable): of that */
  GArray *muted;      /* (nullable): EncoreSpan, what of it is not to be heard; read only, where it is to be played */
};

EncoreRecording *encore_recording_new  (void);
EncoreRecording *encore_recording_copy (EncoreRecording *self);

G_END_DECLS
