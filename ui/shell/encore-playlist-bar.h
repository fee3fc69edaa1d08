/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-playlist.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_PLAYLIST_BAR (encore_playlist_bar_get_type ())
G_DECLARE_FINAL_TYPE (EncorePlaylistBar, encore_playlist_bar, ENCORE, PLAYLIST_BAR, AdwBin)

GtkWidget *encore_playlist_bar_new (EncorePlaylist *playlist);

G_END_DECLS
