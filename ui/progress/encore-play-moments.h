/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "encore-library.h"

G_BEGIN_DECLS

#define ENCORE_TYPE_PLAY_MOMENTS (encore_play_moments_get_type ())
G_DECLARE_FINAL_TYPE (EncorePlayMoments, encore_play_moments, ENCORE, PLAY_MOMENTS, AdwBin)

void encore_play_moments_set_source (EncorePlayMoments *self,
                                     EncoreLibrary     *library,
                                     EncoreListing      listing,
                                     gint64             owner_id);

G_END_DECLS
