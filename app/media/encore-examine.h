/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-peaks.h"

G_BEGIN_DECLS

EncorePeaks *encore_examine            (const char       *path,
                                        EncorePeaksFunc   func,
                                        gpointer          user_data,
                                        EncoreMediaInfo **info,
                                        GCancellable     *cancellable,
                                        GError          **error);
EncorePeaks *encore_examine_and_keep   (const char       *path,
                                        const char       *content_hash,
                                        EncorePeaksFunc   func,
                                        gpointer          user_data,
                                        EncoreMediaInfo **info,
                                        GCancellable     *cancellable,
                                        GError          **error);
char        *encore_examine_recall     (const char       *content_hash);
void         encore_examine_set_limits (gint64            stall_ms,
                                        gint64            total_ms,
                                        gsize             memory);

G_END_DECLS
