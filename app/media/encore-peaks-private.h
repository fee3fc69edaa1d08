/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-activity-private.h"
#include "encore-peaks.h"

G_BEGIN_DECLS

#define ENCORE_PEAKS_MAX_CHANNELS 8

/* Buckets per channel and chunk. Chunks never change once they are full, so snapshots share them. */
#define ENCORE_PEAKS_CHUNK_SHIFT 12
#define ENCORE_PEAKS_CHUNK (1 << ENCORE_PEAKS_CHUNK_SHIFT)

/* All levels of one channel lie behind one another: 4096, 2048, … 1. */
#define ENCORE_PEAKS_CHUNK_NODES (2 * ENCORE_PEAKS_CHUNK)

/* A bucket as it is kept: the mean square as a level, which quiet lines need, see encore-activity-private.h. */
typedef struct
{
  gint8 min;
  gint8 max;
  guint8 level;
} EncorePeaksNode;

typedef EncorePeaksNode EncorePeaksChunk;

EncorePeaksChunk *encore_peaks_chunk_new    (int               channels);
EncorePeaksChunk *encore_peaks_chunk_copy   (EncorePeaksChunk *chunk,
                                             int               channels);
void              encore_peaks_chunk_settle (EncorePeaksChunk *chunk,
                                             int               channels);
EncorePeaks      *encore_peaks_new          (int               channels,
                                             int               rate,
                                             gint64            frames,
                                             gsize             length,
                                             gboolean          complete,
                                             GPtrArray        *chunks);
int               encore_peaks_get_rate     (EncorePeaks      *self);
gint64            encore_peaks_get_frames   (EncorePeaks      *self);
const EncorePeaksNode *encore_peaks_get_chunk (EncorePeaks      *self,
                                             int               channel,
                                             gsize             chunk);

char             *encore_peaks_cache_path   (const char       *content_hash,
                                             const char       *suffix);
void              encore_peaks_cache_trim   (goffset           limit);
GByteArray       *encore_peaks_serialize    (EncorePeaks      *self);
EncorePeaks      *encore_peaks_parse        (const char       *bytes,
                                             gsize             size,
                                             gboolean          complete);

G_END_DECLS
