/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-library.h"

G_BEGIN_DECLS

/* A draft becomes a version that never changes again. Neither is undone. */
EncoreScorecard *encore_publish        (EncoreLibrary       *library, /* blocks: tool and tests */
                                        EncoreScorecard     *draft,
                                        GError             **error);
void             encore_publish_async  (EncoreLibrary       *library,
                                        EncoreScorecard     *draft,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
EncoreScorecard *encore_publish_finish (EncoreLibrary       *library, /* (transfer full): the version that it is now */
                                        GAsyncResult        *result,
                                        GError             **error);

/* What is done with it besides; these are undone as usual. */
EncoreEdit      *encore_publish_retire (EncoreScorecard     *version); /* or offers it again, when it was retired */
EncoreEdit      *encore_publish_discard (EncoreScorecard    *draft);

G_END_DECLS
