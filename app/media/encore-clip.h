/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "encore-span.h"

G_BEGIN_DECLS

typedef enum
{
  ENCORE_CLIP_OPUS,
  ENCORE_CLIP_MP3,
  ENCORE_CLIP_WAV,
  ENCORE_CLIP_N_FORMATS
} EncoreClipFormat;

typedef enum
{
  ENCORE_CLIP_BOTH,   /* as they are */
  ENCORE_CLIP_FIRST,  /* alone, in mono */
  ENCORE_CLIP_SECOND, /* alone, in mono */
  ENCORE_CLIP_MIX,    /* on one channel, as loud as the player plays both */
} EncoreClipChannels;

/**
 * EncoreClip:
 * @path: the recording
 * @span: what of it; what lies beyond its end is left out
 * @format: as what
 * @channels: which of its channels; one that has only one is clipped as it is
 * @muted: (array length=n_muted): stretches of the recording, in its own time, that are silent in the clip
 *
 * What to clip. Nothing is owned.
 */
typedef struct
{
  const char *path;
  EncoreSpan span;
  EncoreClipFormat format;
  EncoreClipChannels channels;
  const EncoreSpan *muted;
  gsize n_muted;
} EncoreClip;

/* What came of it. */
typedef struct
{
  gint64 frames; /* samples per channel */
  int rate;      /* Hz, those of the recording */
  int channels;
} EncoreClipResult;

/**
 * EncoreClipFunc:
 * @done_ms: of the recording, gone through
 * @total_ms: to go through
 * @user_data: data
 *
 * Called on the thread that clips, a few times a second.
 */
typedef void (*EncoreClipFunc) (gint64   done_ms,
                                gint64   total_ms,
                                gpointer user_data);

gboolean    encore_clip_format_from_name (const char       *filename,
                                          EncoreClipFormat *format);
const char *encore_clip_format_extension (EncoreClipFormat  format); /* without the dot */
gboolean    encore_clip_write            (const EncoreClip *clip,
                                          const char       *target,
                                          EncoreClipFunc    func,
                                          gpointer          user_data,
                                          EncoreClipResult *result,
                                          GCancellable     *cancellable,
                                          GError          **error);

G_END_DECLS
