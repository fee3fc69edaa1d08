/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "encore-job.h"

G_BEGIN_DECLS

typedef struct _EncoreDb EncoreDb; /* one connection, private to its lane */

typedef enum
{
  ENCORE_LANE_READ,
  ENCORE_LANE_WRITE,
} EncoreLane;

/**
 * EncoreStoreFunc:
 * @db: the lane's connection
 * @user_data: data
 * @cancellable: (nullable): stops a running query
 * @error: %ENCORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Runs on the lane's thread. On the write lane it runs inside BEGIN IMMEDIATE ... COMMIT:
 * what it returns without error is committed and synced before the caller hears of it.
 *
 * Returns: (transfer full) (nullable): plain domain objects; %NULL with @error unset is allowed
 */
typedef gpointer (*EncoreStoreFunc) (EncoreDb     *db,
                                     gpointer      user_data,
                                     GCancellable *cancellable,
                                     GError      **error);

#define ENCORE_TYPE_STORE (encore_store_get_type ())
G_DECLARE_FINAL_TYPE (EncoreStore, encore_store, ENCORE, STORE, GObject)

EncoreStore *encore_store_open      (const char         *directory,  /* blocks: call it on a job thread */
                                     EncoreJob          *job,
                                     GError            **error);
const char  *encore_store_get_directory (EncoreStore    *self);
gboolean     encore_store_is_read_only (EncoreStore     *self);
void         encore_store_close     (EncoreStore        *self);      /* waits for the lanes, checkpoints */
void         encore_store_run_async (EncoreStore        *self,
                                     EncoreLane          lane,
                                     EncoreStoreFunc     func,
                                     gpointer            data,
                                     GDestroyNotify      data_free,
                                     GDestroyNotify      result_free,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gpointer     encore_store_run_finish (EncoreStore       *self,
                                     GAsyncResult       *result,
                                     GError            **error);
gpointer     encore_store_run       (EncoreStore        *self,       /* blocks: tool, tests and job threads only */
                                     EncoreLane          lane,
                                     EncoreStoreFunc     func,
                                     gpointer            data,
                                     GCancellable       *cancellable,
                                     GError            **error);
gpointer     encore_store_run_bare (EncoreStore         *self,       /* blocks too: no transaction around it */
                                     EncoreStoreFunc     func,
                                     gpointer            data,
                                     GError            **error);
GPtrArray   *encore_store_check     (EncoreStore        *self,       /* of char *: what is wrong; empty when sound */
                                     GCancellable       *cancellable,
                                     GError            **error);
char        *encore_store_newest_backup (const char     *directory); /* path or NULL */

G_END_DECLS
