/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-db-private.h"

G_BEGIN_DECLS

/**
 * EncoreLaneThread:
 *
 * One thread with its own connection, which answers requests one after the other.
 */
typedef struct _EncoreLaneThread EncoreLaneThread;

/* Runs on the lane without a transaction around it. */
typedef void (*EncoreLaneChore) (EncoreDb     *db,
                                 GCancellable *cancellable);

EncoreLaneThread *encore_lane_start (EncoreLane         kind,
                                     EncoreDb          *db);
void              encore_lane_stop  (EncoreLaneThread  *self);
void              encore_lane_push  (EncoreLaneThread  *self,
                                     GTask             *task,
                                     EncoreStoreFunc    func,
                                     gpointer           data,
                                     GDestroyNotify     result_free);
gpointer          encore_lane_run   (EncoreLaneThread  *self,
                                     GMutex            *held,
                                     EncoreStoreFunc    func,
                                     gpointer           data,
                                     gboolean           is_bare, /* no transaction around it */
                                     GCancellable      *cancellable,
                                     GError           **error);
void              encore_lane_chore (EncoreLaneThread  *self,
                                     EncoreLaneChore    chore);

G_END_DECLS
