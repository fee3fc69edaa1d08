/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-correction.h"
#include "encore-library.h"

G_BEGIN_DECLS

/* Correcting the times of a call's transcript without opening the call. */
EncoreTranscript *encore_adjust_times (EncoreLibrary       *library,   /* blocks: tool and tests */
                                       gint64               call_id,
                                       const EncoreTimeMap *map,
                                       GError             **error);

G_END_DECLS
