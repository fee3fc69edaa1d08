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
void         encore_examine_set_limits (gint64            stall_ms,
                                        gint64            total_ms,
                                        gsize             memory);

G_END_DECLS
