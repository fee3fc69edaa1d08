/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* What may block (states, seeks, tearing down) happens on a thread of its own, in the order it was asked
 * for. That a seek has arrived, or has failed, is told to the bus as an application message of this name: the
 * pipeline's own "async-done" may as well be about a pause. */
#define ENCORE_PLAYER_SEEK_DONE "encore-seek-done"

/* Told before the recording is opened: how much of an encoder's run-in lies before and around the sound, in
 * the fields "skip" and "length" (nanoseconds, gint64; a length of 0 is not known). */
#define ENCORE_PLAYER_RUN_IN "encore-run-in"

typedef GThreadPool EncorePlayerWorker;

EncorePlayerWorker *encore_player_worker_new       (void);
void                encore_player_worker_open      (EncorePlayerWorker *self,
                                                    GstElement         *pipeline,
                                                    const char         *path);
void                encore_player_worker_set_state (EncorePlayerWorker *self,
                                                    GstElement         *pipeline,
                                                    GstState            state);
void                encore_player_worker_seek      (EncorePlayerWorker *self,
                                                    GstElement         *pipeline,
                                                    double              rate,
                                                    gint64              start,
                                                    gint64              stop);
void                encore_player_worker_finish    (EncorePlayerWorker *self,
                                                    GstElement         *pipeline,
                                                    gboolean            failed);

G_END_DECLS
