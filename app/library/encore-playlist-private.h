/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-playlist.h"

G_BEGIN_DECLS

/* encore-playlist-load.c */
void       encore_playlist_load_async  (EncoreLibrary      *library,
                                        const gint64       *moment_ids,
                                        gsize               n,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
void       encore_playlist_load_places_async (EncoreLibrary *library,
                                        GPtrArray          *places,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
void       encore_playlist_load_muted_async (EncoreLibrary *library,
                                        GArray             *call_ids,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
GPtrArray *encore_playlist_load_finish (EncoreLibrary      *library, /* of EncorePlaylistItem, or of GArray of EncoreSpan */
                                        GAsyncResult       *result,
                                        GError            **error);

G_END_DECLS
