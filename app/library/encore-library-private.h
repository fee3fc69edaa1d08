/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"
#include "encore-own-view.h"
#include "encore-store.h"

G_BEGIN_DECLS

EncoreStore *encore_library_get_store    (EncoreLibrary *self);
void         encore_library_add_job      (EncoreLibrary *self,
                                          EncoreJob     *job);
void         encore_library_emit_changed (EncoreLibrary *self,
                                          GType          type);
void         encore_library_run_async    (EncoreLibrary      *self,
                                          EncoreLane          lane,
                                          EncoreStoreFunc     func,
                                          gpointer            data,
                                          GDestroyNotify      data_free,
                                          GDestroyNotify      result_free,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
gpointer     encore_library_run_finish   (EncoreLibrary      *self,
                                          GAsyncResult       *result,
                                          GError            **error);

/* encore-own-view.c, on a lane of the store */
EncoreOwnView *encore_own_view_read_in     (EncoreDb      *db,
                                            gint64         agent_id,
                                            GError       **error);
void           encore_own_view_drop_hidden (EncoreOwnView *self,
                                            GPtrArray     *moments); /* of EncoreMoment, of any calls */

G_END_DECLS
