/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-recording.h"
#include "encore-store.h"

G_BEGIN_DECLS

/* What somebody said of the samples of recordings without a header: kept for each file, for the next time. */
gboolean encore_raw_formats_keep (EncoreDb        *db,        /* on the write lane */
                                  EncoreRecording *recording,
                                  GError         **error);
void     encore_raw_formats_load (EncoreStore     *store);    /* blocks: job threads, tool and tests */

G_END_DECLS
