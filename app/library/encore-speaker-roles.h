/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-call.h"
#include "encore-role-guess.h"
#include "encore-store.h"

G_BEGIN_DECLS

/* Both on a lane. */
gboolean encore_speaker_roles_find     (EncoreDb         *db,
                                        EncoreTranscript *transcript,
                                        EncoreCall       *call,
                                        GError          **error);
gboolean encore_speaker_roles_remember (EncoreDb         *db,
                                        EncoreTranscript *transcript,
                                        GError          **error);

G_END_DECLS
