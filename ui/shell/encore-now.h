/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-playlist.h"
#include "encore-review.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_NOW (encore_now_get_type ())
G_DECLARE_FINAL_TYPE (EncoreNow, encore_now, ENCORE, NOW, GObject)

/* Signals: "changed" (), "seeked" (gint64 position_ms) */
EncoreNow    *encore_now_new             (void);
void          encore_now_set_review      (EncoreNow    *self,
                                          EncoreReview *review);
void          encore_now_set_playlist    (EncoreNow      *self,
                                          EncorePlaylist *playlist);
gboolean      encore_now_has_call        (EncoreNow    *self);
char         *encore_now_dup_track       (EncoreNow    *self);  /* "call/17" or "moment/4" */
const char   *encore_now_get_title       (EncoreNow    *self);
const char   *encore_now_get_agent       (EncoreNow    *self);
gint64        encore_now_get_length_ms   (EncoreNow    *self);
gint64        encore_now_get_position_ms (EncoreNow    *self);
gboolean      encore_now_get_playing     (EncoreNow    *self);
void          encore_now_set_playing     (EncoreNow    *self,
                                          gboolean      playing);
void          encore_now_seek            (EncoreNow    *self,
                                          gint64        position_ms);
void          encore_now_step            (EncoreNow    *self,  /* -1 previous, +1 next moment, else segment */
                                          int           direction);
EncorePlayer *encore_now_get_player      (EncoreNow    *self);

G_END_DECLS
