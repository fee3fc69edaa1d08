/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/audio/audio.h>

#include "encore-mp3.h"
#include "encore-peaks-reducer.h"
#include "encore-riff.h"
#include "encore-run-in.h"

G_BEGIN_DECLS

/**
 * EncoreDecodeFunc:
 * @info: the format of the samples, the same throughout a pass
 * @planes: (nullable): one pointer when interleaved, else one per channel; %NULL stands for silence
 * @n_frames: samples per channel
 * @user_data: data
 *
 * Returns: whether more is wanted
 */
typedef gboolean (*EncoreDecodeFunc) (const GstAudioInfo *info,
                                      gconstpointer      *planes,
                                      gsize               n_frames,
                                      gpointer            user_data);

/**
 * EncoreDecode:
 *
 * One decoding pass over one recording, on the worker thread that started it.
 */
typedef struct
{
  const char *path;
  EncorePeaksFunc func;
  gpointer user_data;
  GCancellable *cancellable;
  EncoreDecodeFunc take;        /* NULL when only the peaks are wanted; on the worker's thread */
  gpointer take_data;

  EncorePeaksReducer *reducer;  /* NULL until the first sample */
  gint64 next_snapshot;         /* monotonic time */
  char *codec;
  char *container;
  char *missing;                /* what a missing plugin would have decoded */
  GError *failure;              /* what ended the pass early, as GStreamer puts it */
  gint64 promised_ms;           /* what a trustworthy header says; 0 when none does */
  EncoreRunIn run_in;
  gint64 skip;                  /* samples of an encoder's run-in, to be left out */
  gint64 skipped;               /* of those, so far */
  gint64 limit;                 /* samples there are without its padding; 0 for all */
  gboolean format_changed;

  /* Of a part of a recording that is decoded in two. */
  guint64 from_byte;
  guint64 to_byte;              /* 0 for the end */
  gsize first_bucket;
  GstAudioInfo info;            /* of the samples; valid with the reducer */
} EncoreDecode;

void     encore_decode_clear (EncoreDecode       *self);
gboolean encore_decode_push  (EncoreDecode       *self,
                              const GstAudioInfo *info,
                              gconstpointer      *planes,
                              gsize               n_frames);
gboolean encore_decode_gap   (EncoreDecode       *self,
                              gsize               n_frames);

/* All of one recording, whatever it is (encore-probe.c). */
gboolean encore_decode_any   (EncoreDecode       *self,
                              const EncoreRiff   *riff,
                              GError            **error);
GError  *encore_decode_why_silent (EncoreDecode  *self);

gboolean encore_decode_wav   (EncoreDecode       *self,
                              const EncoreRiff   *riff,
                              GError            **error);
gboolean encore_decode_gst   (EncoreDecode       *self,
                              GError            **error);
gboolean encore_decode_mp3_in_two (EncoreDecode  *self,
                              int                 shortest_s,
                              GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EncoreDecode, encore_decode_clear)

G_END_DECLS
