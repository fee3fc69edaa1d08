/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "encore-scorecard.h"

G_BEGIN_DECLS

/* The scorecards that Encore brings along, to be read and to make a copy of. Their id stands in "starter"; the uuids
 * of their brand values and pillars are made of the names, see encore_principle_make_uuid(). */

GPtrArray *encore_starters_list        (GPtrArray           **principles, /* (out) (optional): of EncorePrinciple */
                                        GError              **error);     /* of EncoreScorecard; reads: job threads */
void       encore_starters_list_async  (GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GPtrArray *encore_starters_list_finish (GAsyncResult         *result,
                                        GPtrArray           **principles, /* (out) (optional) */
                                        GError              **error);
char      *encore_starters_read        (const char           *id,         /* (nullable): its JSON */
                                        gsize                *length);

G_END_DECLS
