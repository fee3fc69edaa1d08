/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

/* A call may have been recorded in two files, one party in each. What plays, draws and clips sees them as
 * one recording with two channels, whose file is made when it is needed. */
gboolean         encore_joined_is_pair     (GPtrArray          *recordings);
gint64           encore_joined_get_offset_ms (GPtrArray        *recordings);
EncoreRecording *encore_joined_get         (GPtrArray          *recordings); /* (transfer full) (nullable) */
gboolean         encore_joined_make        (GPtrArray          *recordings,  /* blocks: job threads and tool */
                                            GCancellable       *cancellable,
                                            GError            **error);
void             encore_joined_find_async  (EncoreLibrary      *library,
                                            gint64              call_id,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
EncoreRecording *encore_joined_find_finish (EncoreLibrary      *library,
                                            GAsyncResult       *result,
                                            GError            **error);
EncoreRecording *encore_joined_find        (EncoreLibrary      *library,     /* blocks: job threads and tool */
                                            gint64              call_id,
                                            GCancellable       *cancellable,
                                            GError            **error);

G_END_DECLS
