/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "encore-activity.h"
#include "encore-probe.h"

G_BEGIN_DECLS

/* Milliseconds per bucket at the finest level. */
#define ENCORE_PEAKS_BUCKET_MS 10

/* One bucket: 8-bit signed extremes and root mean square, full scale = 127. */
typedef struct
{
  gint8 min;
  gint8 max;
  guint8 rms;
} EncorePeak;

#define ENCORE_TYPE_PEAKS (encore_peaks_get_type ())
G_DECLARE_FINAL_TYPE (EncorePeaks, encore_peaks, ENCORE, PEAKS, GObject)

/**
 * EncorePeaksFunc:
 * @peaks: an immutable snapshot of what has been decoded so far
 * @user_data: data
 *
 * Called on the worker's thread, a few times a second.
 */
typedef void (*EncorePeaksFunc) (EncorePeaks *peaks,
                                 gpointer     user_data);

EncorePeaks *encore_peaks_build        (const char     *path,
                                        EncorePeaksFunc func,
                                        gpointer        user_data,
                                        GCancellable   *cancellable,
                                        GError        **error);
EncorePeaks *encore_peaks_build_with_info (const char     *path,
                                           EncorePeaksFunc func,
                                           gpointer        user_data,
                                           EncoreMediaInfo **info,
                                           GCancellable   *cancellable,
                                           GError        **error);  /* both from one decoding pass */
EncorePeaks *encore_peaks_load_cached  (const char     *content_hash,
                                        GError        **error);
gboolean     encore_peaks_save_cached  (EncorePeaks    *self,
                                        const char     *content_hash,
                                        GError        **error);

int          encore_peaks_get_channels (EncorePeaks    *self);
gsize        encore_peaks_get_length   (EncorePeaks    *self);  /* buckets per channel */
gint64       encore_peaks_get_duration_ms (EncorePeaks *self);  /* decoded so far, exact by sample count */
gboolean     encore_peaks_is_complete  (EncorePeaks    *self);
EncorePeak   encore_peaks_get_range    (EncorePeaks    *self,
                                        int             channel,
                                        gsize           first,
                                        gsize           n_buckets); /* O(1)-ish through levels */
EncoreActivity *encore_peaks_get_activity (EncorePeaks *self);  /* NULL until complete */
gboolean     encore_peaks_write        (EncorePeaks    *self,
                                        const char     *path,
                                        GError        **error);

G_END_DECLS
