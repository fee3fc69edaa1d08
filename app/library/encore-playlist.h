/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"
#include "encore-player.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_PLAYLIST_ITEM (encore_playlist_item_get_type ())
G_DECLARE_FINAL_TYPE (EncorePlaylistItem, encore_playlist_item, ENCORE, PLAYLIST_ITEM, GObject)

/* One moment to be heard. Nothing of it changes but @problem and @muted. */
struct _EncorePlaylistItem
{
  GObject parent_instance;

  EncoreMoment *moment; /* without an id: a place that was found */
  char *call_title;
  char *agent_name;  /* NULL: not known */
  char *type_name;   /* of the moment, for people; NULL: it has no type */
  char *path;        /* of the recording; NULL: the call has none */
  int channels;
  gint64 duration_ms; /* of the recording */
  GArray *muted;     /* EncoreSpan: what of the recording is not to be heard */
  char *problem;     /* why it was left out, or NULL */
};

#define ENCORE_TYPE_PLAYLIST (encore_playlist_get_type ())
G_DECLARE_FINAL_TYPE (EncorePlaylist, encore_playlist, ENCORE, PLAYLIST, GObject)

/**
 * EncorePlaylist:
 *
 * Moments of several calls, one right after the other. While one is heard, the next is already open and
 * waits. Main thread only.
 *
 * Properties (all explicit-notify): "items" (GListModel of EncorePlaylistItem), "current"
 *   (EncorePlaylistItem, nullable), "playing" (boolean), "loading" (boolean)
 * Signals:
 *   "skipped" (EncorePlaylistItem *)  it cannot be heard; its problem says why
 *   "ended" ()                        the last one has been heard
 *   "error" (GError *)                the moments could not be read
 *   "player-changed" ()               another player sounds from now on
 */
EncorePlaylist     *encore_playlist_new             (EncoreLibrary  *library);
void                encore_playlist_play            (EncorePlaylist *self,  /* in place of what was in it */
                                                     const gint64   *moment_ids,
                                                     gsize           n);
void                encore_playlist_play_places     (EncorePlaylist *self,  /* likewise */
                                                     GPtrArray      *places); /* EncoreMoment without id */
void                encore_playlist_close           (EncorePlaylist *self);  /* empty and silent */

GListModel         *encore_playlist_get_items       (EncorePlaylist *self);
EncorePlaylistItem *encore_playlist_get_current     (EncorePlaylist *self);
guint               encore_playlist_get_index       (EncorePlaylist *self);  /* of the current one */
gboolean            encore_playlist_get_playing     (EncorePlaylist *self);
void                encore_playlist_set_playing     (EncorePlaylist *self,
                                                     gboolean        playing);
void                encore_playlist_step            (EncorePlaylist *self,  /* -1 previous, +1 next */
                                                     int             direction);
gint64              encore_playlist_get_position_ms (EncorePlaylist *self);  /* within the current one */
gint64              encore_playlist_get_length_ms   (EncorePlaylist *self);  /* of the current one */
void                encore_playlist_seek            (EncorePlaylist *self,  /* within the current one */
                                                     gint64          position_ms);
EncorePlayer       *encore_playlist_get_player      (EncorePlaylist *self);  /* that sounds */

G_END_DECLS
