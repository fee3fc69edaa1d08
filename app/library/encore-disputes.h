/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "encore-dispute.h"
#include "encore-library.h"

G_BEGIN_DECLS

/* One step of a dispute, by whom the library says is working. Lasting: none can be undone, the trail stays. */
EncoreDispute    *encore_disputes_propose     (EncoreEvaluation    *evaluation,
                                               EncoreAnswer        *proposed, /* (transfer full) */
                                               const char          *reason);
EncoreDispute    *encore_disputes_answer      (EncoreDispute       *dispute,
                                               EncoreDisputeState   state,
                                               const char          *reply);   /* (nullable) */

void              encore_disputes_take_async  (EncoreLibrary       *library,
                                               EncoreDispute       *dispute,  /* as it shall be */
                                               gint64               call_id,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
EncoreEvaluation *encore_disputes_take_finish (EncoreLibrary       *library,  /* (transfer full): what counts now */
                                               GAsyncResult        *result,
                                               GError             **error);
EncoreEvaluation *encore_disputes_take        (EncoreLibrary       *library,  /* blocks: tool and tests */
                                               EncoreDispute       *dispute,
                                               gint64               call_id,
                                               GError             **error);

G_END_DECLS
