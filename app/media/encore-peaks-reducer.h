/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/audio/audio.h>

#include "encore-peaks.h"

G_BEGIN_DECLS

/* Samples in, peaks out: the arithmetic of one decoding pass. Owned and used by one worker thread. */
typedef struct _EncorePeaksReducer EncorePeaksReducer;

EncorePeaksReducer *encore_peaks_reducer_new      (int                 channels,
                                                   int                 rate);
EncorePeaksReducer *encore_peaks_reducer_new_at   (int                 channels,
                                                   int                 rate,
                                                   gsize               first_bucket);
gboolean            encore_peaks_reducer_join     (EncorePeaksReducer *self,
                                                   EncorePeaksReducer *next);
void                encore_peaks_reducer_free     (EncorePeaksReducer *self);
int                 encore_peaks_reducer_get_channels (EncorePeaksReducer *self);
int                 encore_peaks_reducer_get_rate (EncorePeaksReducer *self);
gint64              encore_peaks_reducer_get_frames (EncorePeaksReducer *self);
void                encore_peaks_reducer_add      (EncorePeaksReducer *self,
                                                   const GstAudioInfo *info,
                                                   gconstpointer      *planes,
                                                   gsize               n_frames);
void                encore_peaks_reducer_add_silence (EncorePeaksReducer *self,
                                                   gsize               n_frames);
EncorePeaks        *encore_peaks_reducer_snapshot (EncorePeaksReducer *self,
                                                   gboolean            complete);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EncorePeaksReducer, encore_peaks_reducer_free)

G_END_DECLS
